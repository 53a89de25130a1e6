// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "state/filterclock.h"

#include <algorithm>

namespace mesoscribe {

void FilterClock::add(const RunningFilter& filter)
{
    const auto at = std::upper_bound(m_filters.cbegin(), m_filters.cend(), filter,
                                     [](const RunningFilter& a, const RunningFilter& b) { return a.until < b.until; });
    m_filters.insert(at, filter);
    if (m_filters.size() > MaxFilters)
        m_filters.removeFirst();
}

qsizetype FilterClock::revive(const QStringList& roles)
{
    return m_filters.removeIf([&](const RunningFilter& filter) {
        return roles.isEmpty() || filter.role.isEmpty() || roles.contains(filter.role);
    });
}

qsizetype FilterClock::endOf(quint64 call)
{
    return m_filters.removeIf([&](const RunningFilter& filter) { return filter.call == call; });
}

void FilterClock::clear()
{
    m_filters.clear();
}

qsizetype FilterClock::expire(WallTime now)
{
    const auto firstRunning = std::find_if(m_filters.cbegin(), m_filters.cend(),
                                           [&](const RunningFilter& filter) { return filter.until > now; });
    const qsizetype over = firstRunning - m_filters.cbegin();
    m_filters.remove(0, over);
    return over;
}

} // namespace mesoscribe
