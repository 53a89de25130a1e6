// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/clock.h"
#include "mesos/event.h"

#include <QStringList>

#include <deque>

namespace mesoscribe {

enum class Direction { FromMaster, ToMaster };

/// Neutral facts of a record from which its one-line summary is made (models/describe).
struct RecordFacts
{
    int count = 0; ///< offers, inverse offers; of a call: how many ids it is about
    /// First MaxNames of: host names of offers; ids of what a record is about. Of a call: the tasks that an ACCEPT
    /// launches, else the types of its operations, else offers; tasks; operations; executor and agent; roles.
    QStringList names{};
    QString state{};                   ///< of an UPDATE, as on the wire
    QString source{};                  ///< of an UPDATE
    /// Message of an ERROR or UPDATE; why a record is unreadable; of an ACCEPT that launches: the agent's host name.
    QString words{};
    int status = 0;                    ///< HTTP status of a call's answer, 0 while there is none
    std::chrono::milliseconds took{0}; ///< from call to answer
    bool isKnownType = true;
    bool isUnanswered = false;             ///< of a call: none came, and none will
    std::optional<double> refuseSeconds{}; ///< of ACCEPT and DECLINE: the filter in effect

    static constexpr qsizetype MaxNames = 4;

    friend bool operator==(const RecordFacts&, const RecordFacts&) = default;
};

struct RecordEntry
{
    quint64 number = 0; ///< 1, 2, … within the session, never reused
    WallTime at;
    Direction direction = Direction::FromMaster;
    QString type; ///< as on the wire; empty when unreadable
    RecordFacts facts;
    QByteArray raw;
    bool isReadable = true;
    quint64 call = 0; ///< number of the call it is, or that caused it; 0: none
    QStringList unknownFields;

    bool isHeartbeat() const { return type == QLatin1StringView("HEARTBEAT"); }
};

/// The latest records, bounded by the size of their raw text. Offers, tasks and ids do not live here: letting go of
/// records loses nothing else.
class RecordLog
{
public:
    static constexpr qint64 DefaultLimit = qint64(64) * 1024 * 1024;

    explicit RecordLog(qint64 maxBytes = DefaultLimit);

    /// Returns how many of the oldest entries were let go to make room. The newest entry is always kept.
    qsizetype append(RecordEntry entry);
    /// Sets the answer of the call record with this number; false when it is gone.
    bool setAnswer(quint64 number, int status, std::chrono::milliseconds took);

    /// Says which call caused the record with this number; false when it is gone or has a cause.
    bool setCause(quint64 number, quint64 call);
    /// Says that the call record with this number will have no answer; false when it is gone or has one.
    bool setUnanswered(quint64 number);

    qsizetype size() const { return static_cast<qsizetype>(m_entries.size()); }
    const RecordEntry& at(qsizetype index) const { return m_entries[static_cast<size_t>(index)]; }
    /// Index of the entry with this number, -1 when it was let go.
    qsizetype indexOf(quint64 number) const;

    quint64 nextNumber() const { return m_nextNumber; }
    qint64 bytes() const { return m_bytes; }
    qint64 maxBytes() const { return m_maxBytes; }
    quint64 letGo() const { return m_letGo; }             ///< how many in all
    qsizetype heartbeats() const { return m_heartbeats; } ///< of those kept

private:
    std::deque<RecordEntry> m_entries;
    qint64 m_maxBytes;
    qint64 m_bytes = 0;
    quint64 m_nextNumber = 1;
    quint64 m_letGo = 0;
    qsizetype m_heartbeats = 0;
};

} // namespace mesoscribe
