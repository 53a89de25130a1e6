// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/clock.h"
#include "mesos/callfacts.h"
#include "mesos/taskstatus.h"

#include <QHash>

#include <list>

namespace mesoscribe {

/// How an update stands with its acknowledgement.
enum class Acknowledgement {
    NotWanted, ///< no uuid: made by the master
    Wanted,    ///< the agent repeats it until it is acknowledged
    Sent,
    Received, ///< 202
};

/// One update of a task.
struct TaskMoment
{
    WallTime at; ///< when it was read
    TaskStatus status;
    Acknowledgement acknowledgement = Acknowledgement::NotWanted;
    int repeats = 0;    ///< how often the same uuid has come again
    quint64 record = 0; ///< number in the RecordLog
    quint64 call = 0;   ///< the ACKNOWLEDGE, 0: none
};

/// A task of this framework: launched here, or told of by an update.
struct TaskEntry
{
    TaskId id;
    QString name; ///< empty when it was not launched here
    AgentId agentId;
    QString hostname; ///< as its offer said; may be empty
    ExecutorId executorId;
    bool isInGroup = false;    ///< launched by LAUNCH_GROUP: tasks of one executorId and agent belong together
    QByteArray json;           ///< the TaskInfo as sent; empty when it was not launched here
    quint64 launchedBy = 0;    ///< number of the ACCEPT, 0: not launched here
    WallTime launchedAt;       ///< or first heard of
    QList<TaskMoment> history; ///< oldest first; the newest MaxHistory

    Named<TaskState> state;       ///< the one in force; not set before the first update
    qsizetype momentInForce = -1; ///< index into history of the update that gave the state, -1: none
    WallTime since;               ///< of the state
    std::optional<WallTime> killAsked;
    std::optional<WallTime> reconcileAsked; ///< and not heard of since

    bool isRefused = false;  ///< its launch was: by the answer to the call, or by a status of the master
    bool wasSeen = false;    ///< since its launch a status told that it is, or was, there
    bool hasEnded = false;   ///< since its launch a terminal status came, whatever followed
    quint64 launchAgain = 0; ///< number of the latest ACCEPT that used the id although the task was there; 0: none

    static constexpr qsizetype MaxHistory = 200;

    /// Its launch was refused or went to an offer that was gone: nothing ran.
    bool neverRan() const { return isRefused; }
    /// Whether its row may be cleared by hand: it is over, never ran, or the master knows nothing of it.
    bool isClearable() const;
    bool isOver() const { return state.isSet() && isTerminal(state.value); }
    int unacknowledged() const; ///< updates that want an acknowledgement and have none sent
};

/// What an update did to its task.
enum class UpdateEffect {
    Added,     ///< the task was not known
    Changed,   ///< the state, or what is told of it
    Repeated,  ///< the same uuid again
    NotInForce ///< kept in the history, but the known end of the task stands: see TaskTable::update
};

/// The tasks of a session, in the order in which they became known. Never bounded: tasks are cleared by hand.
class TaskTable
{
public:
    /// Adds a task about to be launched; false when the id is known already. Then its launch facts are taken over and
    /// it begins anew, keeping its history, unless it is there and not over: a master refuses such a launch.
    bool launch(const LaunchedTask& task, const QString& hostname, quint64 call, WallTime at);

    /// Takes an update in. The update read last is in force, also after a terminal one (LOST → RUNNING), with two
    /// exceptions: one whose uuid is in the history already is counted as a repeat; and the answer to a reconciliation
    /// that the master knows nothing of the task does not undo an end that was reported (FINISHED, FAILED, KILLED,
    /// ERROR). And what a master says of a launch that it refused says nothing of a task that was seen.
    UpdateEffect update(const TaskStatus& status, quint64 record, WallTime at);

    TaskEntry* find(const TaskId& id); ///< borrowed until it is removed; null when unknown
    const TaskEntry* find(const TaskId& id) const;
    bool remove(const TaskId& id);
    void clear();

    qsizetype size() const { return m_index.size(); }
    bool isEmpty() const { return m_index.isEmpty(); }
    int running() const; ///< tasks launched or heard of that are not over
    int unacknowledged() const;
    auto begin() { return m_tasks.begin(); }
    auto end() { return m_tasks.end(); }
    auto begin() const { return m_tasks.begin(); }
    auto end() const { return m_tasks.end(); }

private:
    std::list<TaskEntry> m_tasks;
    QHash<TaskId, std::list<TaskEntry>::iterator> m_index;
};

/// As protobuf::isTerminalState for operations.
bool isTerminal(OperationState state);

/// One status of an operation.
struct OperationMoment
{
    WallTime at;
    OperationStatus status;
    Acknowledgement acknowledgement = Acknowledgement::NotWanted;
    int repeats = 0;
    quint64 record = 0;
    quint64 call = 0; ///< the ACKNOWLEDGE_OPERATION_STATUS, 0: none
};

/// An operation that was sent with an id, so that its fate is told.
struct OperationEntry
{
    OperationId id;
    QString type; ///< "RESERVE", …; empty when it was not sent here
    AgentId agentId;
    QString hostname;
    QByteArray json;
    quint64 sentBy = 0; ///< number of the ACCEPT, 0: not sent here
    WallTime sentAt;
    QList<OperationMoment> history; ///< oldest first; the newest MaxHistory
    Named<OperationState> state;    ///< not set before the first status
    WallTime since;
    bool isRefused = false; ///< its ACCEPT was refused, or not sent

    static constexpr qsizetype MaxHistory = 200;

    bool isOver() const { return state.isSet() && isTerminal(state.value); }
    int unacknowledged() const;
    /// As TaskTable::update.
    UpdateEffect update(const OperationStatus& status, quint64 operationRecord, WallTime at);
};

/// A reason by which a master says of a launch that it was not carried out (mesos-api: what ACCEPT answers).
bool isRefusedLaunch(const TaskStatus& status);
/// An answer to a reconciliation by which a master says that it does not know the task, or not where it is.
bool isUnknownToMaster(const TaskStatus& status);

} // namespace mesoscribe
