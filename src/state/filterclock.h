// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/clock.h"
#include "mesos/ids.h"

#include <QList>

namespace mesoscribe {

/// A decline filter at work: what was refused of an agent for a role is not offered again before its end. It covers
/// only offers that are a subset of what was refused. Masters do not list filters: this is reckoned from our own calls
/// (mesos-api: filters and offer timing).
struct RunningFilter
{
    AgentId agentId;
    QString hostname;
    QString role; ///< empty without MULTI_ROLE
    WallTime from;
    WallTime until;
    quint64 call = 0;         ///< number of the call that set it
    bool isAutomatic = false; ///< given back by Mesoscribe

    friend bool operator==(const RunningFilter&, const RunningFilter&) = default;
};

/// All filters that run, in the order of their ends; at most MaxFilters, the ones that end soonest are let go first.
class FilterClock
{
public:
    static constexpr qsizetype MaxFilters = 20000;

    void add(const RunningFilter& filter);
    /// Ends the filters of these roles, of all when there is none. Without MULTI_ROLE a filter has no role: any ends
    /// it. Returns how many.
    qsizetype revive(const QStringList& roles);
    /// Ends those that this call set. Returns how many.
    qsizetype endOf(quint64 call);
    void clear();
    /// Ends those whose time is over. Returns how many.
    qsizetype expire(WallTime now);

    const QList<RunningFilter>& filters() const { return m_filters; }
    bool isEmpty() const { return m_filters.isEmpty(); }

private:
    QList<RunningFilter> m_filters;
};

} // namespace mesoscribe
