// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>

namespace mesoscribe {

/// A moment of the wall clock, in milliseconds since 1970 UTC: what is shown, and what ages are reckoned from.
using WallTime = std::chrono::sys_time<std::chrono::milliseconds>;

/// A moment of the clock that never jumps: what intervals are measured with. Its zero has no meaning.
using SteadyTime = std::chrono::time_point<std::chrono::steady_clock, std::chrono::milliseconds>;

/// Where the time comes from, so that tests can hold it still and move it.
class Clock
{
public:
    virtual ~Clock();
    virtual WallTime wall() const = 0;
    virtual SteadyTime steady() const = 0;
};

/// The computer's own clocks. Thread-safe.
class SystemClock final : public Clock
{
public:
    WallTime wall() const override;
    SteadyTime steady() const override;
};

} // namespace mesoscribe
