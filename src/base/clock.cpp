// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "base/clock.h"

namespace mesoscribe {

using std::chrono::milliseconds;
using std::chrono::time_point_cast;

Clock::~Clock() = default;

WallTime SystemClock::wall() const
{
    return time_point_cast<milliseconds>(std::chrono::system_clock::now());
}

SteadyTime SystemClock::steady() const
{
    return time_point_cast<milliseconds>(std::chrono::steady_clock::now());
}

} // namespace mesoscribe
