// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/clock.h"
#include "base/error.h"
#include "mesos/callfacts.h"
#include "mesos/refusal.h"

#include <QUrl>

#include <deque>

namespace mesoscribe {

/// How far a call has come.
enum class CallProgress {
    Waiting,  ///< for its turn, or for its answer
    Received, ///< 202: received, not done; no effect seen yet
    Done,     ///< 200, or 202 and a first effect; or 202 of a type that never has one
    Refused,  ///< the master said no: see refusal
    Failed,   ///< no answer: see error. It may have arrived
    NotSent,  ///< the stream ended before its turn
};

/// A call that was sent, or was to be.
struct CallEntry
{
    quint64 number = 0; ///< 1, 2, … within the session, never reused
    WallTime at;
    CallFacts facts;
    QByteArray body;
    QUrl master;
    StreamId streamId;        ///< the one it carries
    bool isAutomatic = false; ///< by Mesoscribe itself: acknowledging, giving back, reconciling
    CallProgress progress = CallProgress::Waiting;
    int status = 0; ///< HTTP status, 0 while there is none
    std::chrono::milliseconds took{0};
    WallTime answeredAt;
    QByteArray answer; ///< body of a refusal, capped
    Refusal refusal;   ///< when Refused
    std::optional<Error> error;
    quint64 record = 0;     ///< its number in the RecordLog
    QList<quint64> effects; ///< numbers of the records it caused, oldest first, at most MaxEffects

    static constexpr qsizetype MaxEffects = 100;
};

/// Whether this call is sure to have an effect on the stream, so that it is not done before. DECLINE, ACKNOWLEDGE,
/// SUPPRESS and their like have none (mesos-api: traps, 32), an implicit reconciliation none when there is no task.
bool hasEffects(const CallFacts& facts);

/// The latest calls. Bounded: the oldest are let go, up to the first that is still unanswered.
class CallTable
{
public:
    static constexpr qsizetype DefaultMaxCalls = 5000;
    static constexpr qint64 DefaultMaxBytes = qint64(16) * 1024 * 1024; ///< of bodies

    /// Numbers the entry. Returns how many of the oldest entries were let go to make room.
    qsizetype append(CallEntry entry);
    CallEntry* find(quint64 number); ///< borrowed until the next append; null when unknown or let go
    const CallEntry* find(quint64 number) const;

    qsizetype size() const { return static_cast<qsizetype>(m_entries.size()); }
    bool isEmpty() const { return m_entries.empty(); }
    const CallEntry& at(qsizetype index) const { return m_entries[static_cast<size_t>(index)]; }
    qsizetype indexOf(quint64 number) const; ///< -1 when it is not there
    quint64 nextNumber() const { return m_nextNumber; }
    quint64 letGo() const { return m_letGo; }
    int unanswered() const; ///< calls that wait for their turn or their answer
    void clear();           ///< numbers go on

private:
    std::deque<CallEntry> m_entries;
    quint64 m_nextNumber = 1;
    quint64 m_letGo = 0;
    qint64 m_bytes = 0;
};

} // namespace mesoscribe
