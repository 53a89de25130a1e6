// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QStyleOption>

/// The strokes CalmStyle is drawn with. All of them leave the painter as it was.
namespace mesoscribe {

class Theme;

/// Whether a button is the prominent one, filled with the accent.
bool isFilled(const QStyleOptionButton& button);

void paintButton(QPainter& painter, const QStyleOption& option, const Theme& theme);
void paintQuietButton(QPainter& painter, const QStyleOption& option, const Theme& theme);
void paintField(QPainter& painter, const QStyleOption& option, const Theme& theme, bool invalid);
void paintFocusRing(QPainter& painter, const QRect& area, const QFontMetrics& metrics, const Theme& theme);
void paintCheckBox(QPainter& painter, const QStyleOption& option, const Theme& theme);
void paintRadioButton(QPainter& painter, const QStyleOption& option, const Theme& theme);
void paintChevron(QPainter& painter, const QRect& area, Qt::ArrowType direction, const QFontMetrics& metrics,
                  const QColor& color);
void paintMenuBarItem(QPainter& painter, const QStyleOptionMenuItem& item, const Theme& theme);
void paintMenuItemBack(QPainter& painter, const QStyleOptionMenuItem& item, const Theme& theme);
void paintSegment(QPainter& painter, const QStyleOptionTab& tab, const Theme& theme);
void paintBar(QPainter& painter, const QStyleOptionProgressBar& bar, const Theme& theme);
/// A horizontal one: its groove is filled up to the `handle`.
void paintSlider(QPainter& painter, const QStyleOptionSlider& slider, const QRect& handle, const Theme& theme);
void paintScrollBar(QPainter& painter, const QStyleOptionComplex& option, const QRect& slider, const Theme& theme);

/// Where the parts of a scroll bar without arrow buttons are.
QRect scrollBarPart(const QStyleOptionSlider& bar, QStyle::SubControl part, int leastSlider);

} // namespace mesoscribe
