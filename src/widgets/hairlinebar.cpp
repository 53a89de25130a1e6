// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "widgets/hairlinebar.h"

#include "widgets/theme.h"

#include <QPainter>

namespace mesoscribe {

HairlineBar::HairlineBar(QWidget* parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void HairlineBar::setLines(Qt::Edges lines)
{
    m_lines = lines;
    update();
}

void HairlineBar::setOnBase(bool onBase)
{
    m_onBase = onBase;
    update();
}

void HairlineBar::paintEvent(QPaintEvent*)
{
    const Theme theme(*this);
    QPainter painter(this);
    painter.fillRect(rect(), m_onBase ? theme.base : theme.window);
    if (m_lines & Qt::TopEdge)
        painter.fillRect(QRect(0, 0, width(), 1), theme.hairline);
    if (m_lines & Qt::BottomEdge)
        painter.fillRect(QRect(0, height() - 1, width(), 1), theme.hairline);
}

} // namespace mesoscribe
