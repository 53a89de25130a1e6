// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/clock.h"

namespace mesoscribe {

/// Reckons missed heartbeats from the interval that the master named. Any record counts as a sign of life. Pure: the
/// caller owns the timer and passes the time in.
class HeartbeatWatch
{
public:
    static constexpr int QuietAfter = 2;
    static constexpr int DeadAfter = 5;

    /// An interval of 0 or less is taken as 15 s; above an hour as an hour.
    void start(std::chrono::milliseconds interval, SteadyTime now);
    void stop();
    void heard(SteadyTime now);

    bool isRunning() const { return m_running; }
    /// Whole intervals since the last sign of life, each counted a tenth of an interval late (with 15 s: 1 at 16.5 s, 2
    /// at 31.5 s, 5 at 76.5 s); 0 when stopped.
    int missed(SteadyTime now) const;
    bool isQuiet(SteadyTime now) const { return missed(now) >= QuietAfter; }
    bool isDead(SteadyTime now) const { return missed(now) >= DeadAfter; }
    /// When missed() next changes, so that no timer runs in vain; always after `now`. SteadyTime::max() when stopped.
    SteadyTime nextCheck(SteadyTime now) const;
    /// Since the last sign of life; 0 when stopped.
    std::chrono::milliseconds silence(SteadyTime now) const;

private:
    std::chrono::milliseconds m_interval{15000};
    SteadyTime m_lastHeard;
    bool m_running = false;
};

} // namespace mesoscribe
