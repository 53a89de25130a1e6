// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/clock.h"

#include <QString>

/// Pieces that several of the describe sources share.
namespace mesoscribe {

QString describeClock(WallTime time);      ///< "14:02", this computer's time zone
QString describeExactClock(WallTime time); ///< "14:02:41.006"
QString describeMoment(WallTime time);     ///< date and time in the locale's short form

} // namespace mesoscribe
