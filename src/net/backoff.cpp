// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "net/backoff.h"

#include <algorithm>
#include <array>
#include <utility>

namespace mesoscribe {

using std::chrono::milliseconds;

Backoff::Backoff(std::function<double()> random)
    : m_random(std::move(random))
{
}

milliseconds Backoff::next()
{
    constexpr std::array<milliseconds::rep, 5> steps = {1000, 2000, 4000, 8000, Longest.count()};
    const auto step = double(steps[std::min(size_t(m_attempts), steps.size() - 1)]);
    ++m_attempts;
    const double factor = 0.8 + 0.4 * std::clamp(m_random(), 0.0, 1.0);
    return std::min(milliseconds(milliseconds::rep(step * factor + 0.5)), Longest);
}

void Backoff::reset()
{
    m_attempts = 0;
}

} // namespace mesoscribe
