// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "state/sessionstate.h"

#include <QFrame>

namespace mesoscribe {

/// The story of a connection, newest first, in a popup that a click outside or Escape closes. Deletes itself when
/// closed.
class StoryPopover final : public QFrame
{
    Q_OBJECT

public:
    StoryPopover(const QList<StoryLine>& story, QWidget* parent);

    void showBelow(const QWidget& anchor);

protected:
    void paintEvent(QPaintEvent* event) override;
};

/// The time of day to the second, in the person's time zone.
QString timeOfDay(WallTime at);

} // namespace mesoscribe
