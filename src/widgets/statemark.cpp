// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "widgets/statemark.h"

#include <QPainter>
#include <QPainterPath>

namespace mesoscribe {

void paintStateMark(QPainter& painter, const QRectF& area, StateMark mark, const QColor& color)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const double side = qMin(area.width(), area.height());
    QRectF box(0, 0, side, side);
    box.moveCenter(area.center());
    const double width = side * 0.2;
    const QRectF inner = box.adjusted(width / 2, width / 2, -width / 2, -width / 2);
    switch (mark) {
    case StateMark::Disc:
        painter.setPen(Qt::NoPen);
        painter.setBrush(color);
        painter.drawEllipse(box);
        break;
    case StateMark::HalfDisc:
        painter.setPen(QPen(color, width));
        painter.setBrush(Qt::NoBrush);
        painter.drawEllipse(inner);
        painter.setPen(Qt::NoPen);
        painter.setBrush(color);
        painter.drawPie(inner, 90 * 16, 180 * 16);
        break;
    case StateMark::Ring:
        painter.setPen(QPen(color, width));
        painter.setBrush(Qt::NoBrush);
        painter.drawEllipse(inner);
        break;
    case StateMark::Triangle: {
        QPainterPath path;
        path.moveTo(box.center().x(), box.top());
        path.lineTo(box.right() + side * 0.08, box.bottom() - side * 0.04);
        path.lineTo(box.left() - side * 0.08, box.bottom() - side * 0.04);
        path.closeSubpath();
        painter.fillPath(path, color);
        break;
    }
    }
    painter.restore();
}

} // namespace mesoscribe
