// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <functional>

namespace mesoscribe {

/// Waiting times between attempts: 1, 2, 4, 8, 15, 15 … s, each with up to ±20 % jitter (Mesos advises to stay at 15 s or below).
class Backoff
{
public:
    /// `random` returns numbers in [0, 1).
    explicit Backoff(std::function<double()> random);

    std::chrono::milliseconds next();
    void reset();
    int attempts() const { return m_attempts; }

private:
    std::function<double()> m_random;
    int m_attempts = 0;
};

} // namespace mesoscribe
