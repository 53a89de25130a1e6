// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "state/recordlog.h"

#include <algorithm>

namespace mesoscribe {

RecordLog::RecordLog(qint64 maxBytes)
    : m_maxBytes(std::max<qint64>(maxBytes, 1))
{
}

qsizetype RecordLog::append(RecordEntry entry)
{
    entry.number = m_nextNumber++;
    m_bytes += entry.raw.size();
    m_heartbeats += entry.isHeartbeat();
    m_entries.push_back(std::move(entry));

    qsizetype dropped = 0;
    while (m_bytes > m_maxBytes && m_entries.size() > 1) {
        m_bytes -= m_entries.front().raw.size();
        m_heartbeats -= m_entries.front().isHeartbeat();
        m_entries.pop_front();
        ++dropped;
    }
    m_letGo += static_cast<quint64>(dropped);
    return dropped;
}

bool RecordLog::setAnswer(quint64 number, int status, std::chrono::milliseconds took)
{
    const qsizetype index = indexOf(number);
    if (index < 0)
        return false;
    RecordFacts& facts = m_entries[static_cast<size_t>(index)].facts;
    facts.status = status;
    facts.took = took;
    return true;
}

bool RecordLog::setCause(quint64 number, quint64 call)
{
    const qsizetype index = indexOf(number);
    if (index < 0 || m_entries[static_cast<size_t>(index)].call != 0)
        return false;
    m_entries[static_cast<size_t>(index)].call = call;
    return true;
}

bool RecordLog::setUnanswered(quint64 number)
{
    const qsizetype index = indexOf(number);
    if (index < 0 || m_entries[static_cast<size_t>(index)].facts.status != 0)
        return false;
    m_entries[static_cast<size_t>(index)].facts.isUnanswered = true;
    return true;
}

qsizetype RecordLog::indexOf(quint64 number) const
{
    // Numbers are consecutive, so that no search is needed.
    if (m_entries.empty() || number < m_entries.front().number || number > m_entries.back().number)
        return -1;
    return static_cast<qsizetype>(number - m_entries.front().number);
}

} // namespace mesoscribe
