// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "net/heartbeatwatch.h"

#include <algorithm>

namespace mesoscribe {

using std::chrono::milliseconds;

namespace {

constexpr milliseconds UsualInterval{15000};
constexpr milliseconds LongestInterval = std::chrono::hours(1);

} // namespace

void HeartbeatWatch::start(milliseconds interval, SteadyTime now)
{
    m_interval = interval.count() <= 0 ? UsualInterval : std::min(interval, LongestInterval);
    m_lastHeard = now;
    m_running = true;
}

void HeartbeatWatch::stop()
{
    m_running = false;
}

void HeartbeatWatch::heard(SteadyTime now)
{
    m_lastHeard = std::max(m_lastHeard, now);
}

int HeartbeatWatch::missed(SteadyTime now) const
{
    const milliseconds late = silence(now) - m_interval / 10;
    return late.count() <= 0 ? 0 : int(late / m_interval);
}

SteadyTime HeartbeatWatch::nextCheck(SteadyTime now) const
{
    if (!m_running)
        return SteadyTime::max();
    return m_lastHeard + m_interval * (missed(now) + 1) + m_interval / 10;
}

milliseconds HeartbeatWatch::silence(SteadyTime now) const
{
    return m_running ? std::max(now - m_lastHeard, milliseconds(0)) : milliseconds(0);
}

} // namespace mesoscribe
