// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "practice/timers.h"

#include <algorithm>

namespace mesoscribe::practice {

Timers::Id Timers::set(SteadyTime due, Action action)
{
    m_pending.emplace(std::pair(due, ++m_lastId), std::move(action));
    return m_lastId;
}

void Timers::cancel(Id id)
{
    if (id == 0)
        return;
    const auto found = std::ranges::find_if(m_pending, [id](const auto& entry) { return entry.first.second == id; });
    if (found != m_pending.end())
        m_pending.erase(found);
}

std::optional<SteadyTime> Timers::nextDue() const
{
    if (m_pending.empty())
        return std::nullopt;
    return m_pending.begin()->first.first;
}

void Timers::run(SteadyTime now)
{
    while (!m_pending.empty() && m_pending.begin()->first.first <= now) {
        auto node = m_pending.extract(m_pending.begin());
        node.mapped()(node.key().first);
    }
}

} // namespace mesoscribe::practice
