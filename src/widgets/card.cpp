// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "widgets/card.h"

#include "widgets/theme.h"

#include <QPainter>

namespace mesoscribe {

Card::Card(QWidget* parent)
    : QWidget(parent)
{
}

void Card::paintEvent(QPaintEvent*)
{
    const Theme theme(*this);
    QPainter painter(this);
    theme.paintCard(painter, rect(), Theme::blend(theme.chip, theme.base, 0.5));
}

} // namespace mesoscribe
