// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "widgets/expander.h"

#include "widgets/theme.h"

#include <QEvent>
#include <QPainter>
#include <QPainterPath>
#include <QStyleOptionFocusRect>

namespace mesoscribe {

Expander::Expander(QWidget* parent)
    : QToolButton(parent)
{
    setCheckable(true);
    setAutoRaise(true);
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(this, &QToolButton::toggled, this, &Expander::refreshTitle);
}

void Expander::setTitles(const QString& closed, const QString& open)
{
    m_closed = closed;
    m_open = open;
    refreshTitle();
}

void Expander::refreshTitle()
{
    setText(isChecked() ? m_open : m_closed);
    setAccessibleName(text());
    updateGeometry();
    update();
}

QSize Expander::sizeHint() const
{
    const int gap = Theme::gap(fontMetrics());
    return {fontMetrics().horizontalAdvance(text()) + gap * 3, Theme::rowHeight(fontMetrics())};
}

QSize Expander::minimumSizeHint() const
{
    return {fontMetrics().averageCharWidth() * 8, sizeHint().height()};
}

void Expander::paintEvent(QPaintEvent*)
{
    const Theme theme(*this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const int gap = Theme::gap(fontMetrics());
    const QColor ink = underMouse() ? Theme::blend(theme.accent, theme.text, 0.75) : theme.accent;

    const double arm = fontMetrics().height() * 0.17;
    const QPointF centre(isRightToLeft() ? width() - arm * 2.0 : arm * 2.0, height() / 2.0);
    QPainterPath chevron;
    if (isChecked()) {
        chevron.moveTo(centre + QPointF(-arm * 1.3, -arm * 0.65));
        chevron.lineTo(centre + QPointF(0.0, arm * 0.65));
        chevron.lineTo(centre + QPointF(arm * 1.3, -arm * 0.65));
    } else {
        const double way = isRightToLeft() ? -1.0 : 1.0;
        chevron.moveTo(centre + QPointF(-arm * 0.65 * way, -arm * 1.3));
        chevron.lineTo(centre + QPointF(arm * 0.65 * way, 0.0));
        chevron.lineTo(centre + QPointF(-arm * 0.65 * way, arm * 1.3));
    }
    painter.setPen(QPen(ink, qMax(1.5, fontMetrics().height() * 0.1), Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawPath(chevron);

    painter.setPen(ink);
    const int indent = qRound(arm * 4.0) + gap / 2;
    const QRect words = isRightToLeft() ? rect().adjusted(0, 0, -indent, 0) : rect().adjusted(indent, 0, 0, 0);
    painter.drawText(words, Qt::AlignVCenter | Qt::AlignLeading | Qt::TextSingleLine,
                     fontMetrics().elidedText(text(), Qt::ElideRight, words.width()));
    if (hasFocus()) {
        QStyleOptionFocusRect focus;
        focus.initFrom(this);
        style()->drawPrimitive(QStyle::PE_FrameFocusRect, &focus, &painter, this);
    }
}

void Expander::changeEvent(QEvent* event)
{
    QToolButton::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        updateGeometry();
}

} // namespace mesoscribe
