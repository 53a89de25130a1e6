// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/clock.h"

#include <cstdint>
#include <functional>
#include <map>
#include <optional>

namespace mesoscribe::practice {

/// What is to happen later, in the order of its time and, at equal times, of its being set. Holds no clock: whoever
/// owns it says what time it is. Not thread-safe.
class Timers
{
public:
    using Id = std::uint64_t; ///< never 0
    using Action = std::function<void(SteadyTime due)>;

    /// `action` gets the time it was due, so that a repeated timer keeps its beat.
    Id set(SteadyTime due, Action action);
    /// Does nothing for 0 and for timers that are over.
    void cancel(Id id);
    void clear() { m_pending.clear(); }

    std::optional<SteadyTime> nextDue() const;
    /// Runs everything due by `now`, also what these actions set for a time by `now`.
    void run(SteadyTime now);

private:
    std::map<std::pair<SteadyTime, Id>, Action> m_pending;
    Id m_lastId = 0;
};

} // namespace mesoscribe::practice
