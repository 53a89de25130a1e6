// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "widgets/idfield.h"

#include "widgets/theme.h"

#include <QPainter>

namespace mesoscribe {

IdField::IdField(QWidget* parent)
    : QLineEdit(parent)
{
    setReadOnly(true);
    setFrame(false);
    setTextMargins(-2, 0, -2, 0); // QLineEdit's own margin, so that ids stand flush with their caption
    setFont(Theme::monospaced(font()));
    QPalette clear = palette();
    clear.setColor(QPalette::Base, Qt::transparent);
    setPalette(clear);
}

void IdField::setId(const QString& whole, const QString& shown)
{
    m_shown = shown;
    if (whole != text()) {
        setText(whole);
        setCursorPosition(0);
    }
    update();
}

void IdField::setMuted(bool muted)
{
    if (m_muted == muted)
        return;
    m_muted = muted;
    update();
}

QSize IdField::sizeHint() const
{
    return {fontMetrics().averageCharWidth() * 22, fontMetrics().height() + 2};
}

QSize IdField::minimumSizeHint() const
{
    return {fontMetrics().averageCharWidth() * 6, fontMetrics().height() + 2};
}

void IdField::focusInEvent(QFocusEvent* event)
{
    QLineEdit::focusInEvent(event);
    selectAll();
    parentWidget()->update(); // the chip paints the mark of focus
}

void IdField::focusOutEvent(QFocusEvent* event)
{
    QLineEdit::focusOutEvent(event);
    deselect();
    setCursorPosition(0);
    parentWidget()->update();
}

void IdField::paintEvent(QPaintEvent* event)
{
    if (hasFocus()) {
        QLineEdit::paintEvent(event);
        return;
    }
    const Theme theme(*parentWidget());
    QPainter painter(this);
    painter.setPen(m_muted ? theme.mutedText : theme.text);
    QString words = text();
    if (fontMetrics().horizontalAdvance(words) > width() && !m_shown.isEmpty())
        words = m_shown;
    if (words.isEmpty())
        words = QChar(0x2013);
    painter.drawText(rect(), Qt::AlignVCenter | Qt::AlignLeft,
                     fontMetrics().elidedText(words, Qt::ElideMiddle, width()));
}

} // namespace mesoscribe
