// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "widgets/countbadge.h"

#include "widgets/theme.h"

#include <QPainter>

namespace mesoscribe {

CountBadge::CountBadge(QWidget* parent)
    : QLabel(parent)
{
    setTextFormat(Qt::PlainText);
    setFont(Theme::scaled(font(), 0.9));
    setAttribute(Qt::WA_TransparentForMouseEvents);
}

QSize CountBadge::sizeHint() const
{
    const int height = fontMetrics().height() + 2;
    return {qMax(height, fontMetrics().horizontalAdvance(text()) + Theme::gap(fontMetrics()) * 2), height};
}

void CountBadge::paintEvent(QPaintEvent*)
{
    const Theme theme(*this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(Theme::blend(theme.text, theme.base, theme.isDark() ? 0.13 : 0.08));
    const double corner = height() / 2.0;
    painter.drawRoundedRect(QRectF(rect()), corner, corner);
    painter.setPen(theme.text);
    painter.drawText(rect(), Qt::AlignCenter, text());
}

} // namespace mesoscribe
