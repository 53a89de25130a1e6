// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/clock.h"
#include "mesos/call.h"

#include <QSet>

#include <functional>

namespace mesoscribe {

struct SessionState;

/// Decides when to ask a master for the states of tasks and operations, as Mesos advises (docs/reconciliation.md;
/// mesos-api: reconciliation): after each subscription for those not over that have not been heard of since, again and
/// again with growing waits, and every now and then for all. Pure: the caller owns the timer, passes the time in, sends
/// the calls, and asks for no others while some are unanswered.
class Reconciler
{
public:
    static constexpr std::chrono::seconds FirstWait{5}; ///< doubled each time, ±20 %
    static constexpr std::chrono::seconds LongestWait{300};
    static constexpr std::chrono::minutes ImplicitEvery{15};

    /// How the framework came to be subscribed.
    enum class Beginning {
        New,          ///< its id has just been given: there is nothing to ask for
        BroughtAlong, ///< first subscription here, with an id from before: the master may know tasks that we do not
        Rejoined,     ///< an earlier stream of this session broke
    };

    /// `random` returns numbers in [0, 1).
    explicit Reconciler(std::function<double()> random);

    /// After SUBSCRIBED.
    void start(Beginning beginning, const SessionState& state, SteadyTime now);
    void stop();
    /// An update of it has come.
    void heardOf(const TaskId& id) { m_tasks.remove(id); }
    void heardOf(const OperationId& id) { m_operations.remove(id); }

    /// SteadyTime::max() when stopped.
    SteadyTime nextDue() const { return std::min(m_allDue, m_unheardDue); }
    /// The calls whose time has come.
    QList<Call> takeDue(const SessionState& state, SteadyTime now);

private:
    std::chrono::milliseconds nextWait();

    std::function<double()> m_random;
    QSet<TaskId> m_tasks; ///< not heard of since SUBSCRIBED
    QSet<OperationId> m_operations;
    SteadyTime m_allDue = SteadyTime::max();
    SteadyTime m_unheardDue = SteadyTime::max();
    std::chrono::milliseconds m_wait = FirstWait;
};

/// RECONCILE for these tasks, as far as they are known and not over; for all that are not over without `among`.
ReconcileCall reconcileTasks(const SessionState& state, const QSet<TaskId>* among = nullptr);
ReconcileOperationsCall reconcileOperations(const SessionState& state, const QSet<OperationId>* among = nullptr);

} // namespace mesoscribe
