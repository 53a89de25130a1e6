// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <functional>

namespace mesoscribe {

/// Waiting times between attempts: 1, 2, 4, 8, 15, 15 … s, each with up to ±20 % jitter, but never more than `Longest`
/// (Mesos advises to stay at 15 s or below).
class Backoff
{
public:
    static constexpr std::chrono::milliseconds Longest{15000};

    /// `random` returns numbers in [0, 1).
    explicit Backoff(std::function<double()> random);

    /// The time to wait before the next attempt; longer with every call.
    std::chrono::milliseconds next();
    /// Begins again at 1 s.
    void reset();
    /// Calls of next() since the beginning or the last reset().
    int attempts() const { return m_attempts; }

private:
    std::function<double()> m_random;
    int m_attempts = 0;
};

} // namespace mesoscribe
