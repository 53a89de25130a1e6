// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QColor>
#include <QRect>

class QPainter;

namespace mesoscribe {

/// The shape that stands for a state beside its colour: live, on the way, off, trouble.
enum class StateMark { Disc, HalfDisc, Ring, Triangle };

void paintStateMark(QPainter& painter, const QRectF& area, StateMark mark, const QColor& color);

} // namespace mesoscribe
