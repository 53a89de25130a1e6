// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "widgets/remarklabel.h"

#include "widgets/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>

namespace mesoscribe {

using namespace Qt::Literals::StringLiterals;

RemarkLabel::RemarkLabel(QWidget* parent)
    : QWidget(parent)
    , m_sign(new QLabel(this))
    , m_words(new QLabel(this))
{
    m_words->setTextFormat(Qt::PlainText);
    // The policy first: wrapping adds to it that the height follows the width.
    m_words->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_words->setWordWrap(true);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Theme::gap(fontMetrics()) - 2);
    layout->addWidget(m_sign, 0, Qt::AlignTop);
    layout->addWidget(m_words, 1);
    hide();
}

void RemarkLabel::setRemark(Tone tone, const QString& text)
{
    if (m_tone == tone && m_words->text() == text)
        return;
    m_tone = tone;
    m_words->setText(text);
    setAccessibleName(text);
    setVisible(!text.isEmpty());
    refreshLook();
}

QString RemarkLabel::text() const
{
    return m_words->text();
}

void RemarkLabel::refreshLook()
{
    const Theme theme(*this);
    QColor color = theme.mutedText;
    QIcon sign;
    switch (m_tone) {
    case Tone::Hint:
        break;
    case Tone::Good:
        color = theme.success;
        sign = Theme::icon(u"check"_s, Theme::Ink::Success);
        break;
    case Tone::Note:
        color = theme.warning;
        sign = Theme::icon(u"warning"_s, Theme::Ink::Warning);
        break;
    case Tone::Error:
        color = theme.danger;
        sign = Theme::icon(u"error"_s, Theme::Ink::Danger);
        break;
    }
    QPalette palette = m_words->palette();
    palette.setColor(QPalette::WindowText, color);
    m_words->setPalette(palette);

    const int side = m_words->fontMetrics().height();
    m_sign->setPixmap(sign.isNull() ? QPixmap() : sign.pixmap(QSize(side, side), devicePixelRatioF()));
    m_sign->setVisible(!sign.isNull());
}

void RemarkLabel::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        refreshLook();
}

} // namespace mesoscribe
