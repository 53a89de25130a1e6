// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "state/calltable.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace mesoscribe {

bool hasEffects(const CallFacts& facts)
{
    if (facts.type == "ACCEPT"_L1) {
        const auto isTold = [](const SentOperation& operation) { return !operation.id.isEmpty(); };
        return !facts.launches.isEmpty() || std::ranges::any_of(facts.operations, isTold);
    }
    if (facts.type == "RECONCILE"_L1)
        return !facts.taskIds.isEmpty();
    if (facts.type == "RECONCILE_OPERATIONS"_L1)
        return !facts.operations.isEmpty();
    return facts.type == "KILL"_L1 || facts.type == "TEARDOWN"_L1;
}

qsizetype CallTable::append(CallEntry entry)
{
    entry.number = m_nextNumber++;
    m_bytes += entry.body.size();
    m_entries.push_back(std::move(entry));

    qsizetype dropped = 0;
    while ((size() > DefaultMaxCalls || m_bytes > DefaultMaxBytes) && size() > 1 &&
           m_entries.front().progress != CallProgress::Waiting) {
        m_bytes -= m_entries.front().body.size();
        m_entries.pop_front();
        ++dropped;
    }
    m_letGo += static_cast<quint64>(dropped);
    return dropped;
}

CallEntry* CallTable::find(quint64 number)
{
    const qsizetype index = indexOf(number);
    return index < 0 ? nullptr : &m_entries[static_cast<size_t>(index)];
}

const CallEntry* CallTable::find(quint64 number) const
{
    const qsizetype index = indexOf(number);
    return index < 0 ? nullptr : &m_entries[static_cast<size_t>(index)];
}

qsizetype CallTable::indexOf(quint64 number) const
{
    // Numbers are consecutive, so that no search is needed.
    if (m_entries.empty() || number < m_entries.front().number || number > m_entries.back().number)
        return -1;
    return static_cast<qsizetype>(number - m_entries.front().number);
}

int CallTable::unanswered() const
{
    return static_cast<int>(std::ranges::count(m_entries, CallProgress::Waiting, &CallEntry::progress));
}

void CallTable::clear()
{
    m_entries.clear();
    m_letGo = 0;
    m_bytes = 0;
}

} // namespace mesoscribe
