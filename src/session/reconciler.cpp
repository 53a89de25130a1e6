// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "session/reconciler.h"

#include "state/sessionstate.h"

#include <algorithm>
#include <utility>

namespace mesoscribe {

using std::chrono::milliseconds;

Reconciler::Reconciler(std::function<double()> random)
    : m_random(std::move(random))
{
}

void Reconciler::start(Beginning beginning, const SessionState& state, SteadyTime now)
{
    stop();
    const bool isBroughtAlong = beginning == Beginning::BroughtAlong;
    m_allDue = isBroughtAlong ? now : now + ImplicitEvery;
    if (beginning == Beginning::New)
        return;
    for (const ReconcileCall::Task& task : reconcileTasks(state).tasks)
        m_tasks.insert(task.taskId);
    for (const ReconcileOperationsCall::Operation& operation : reconcileOperations(state).operations)
        m_operations.insert(operation.operationId);
    if (!m_tasks.isEmpty() || !m_operations.isEmpty())
        m_unheardDue = isBroughtAlong ? now + nextWait() : now;
}

void Reconciler::stop()
{
    m_tasks.clear();
    m_operations.clear();
    m_allDue = SteadyTime::max();
    m_unheardDue = SteadyTime::max();
    m_wait = FirstWait;
}

QList<Call> Reconciler::takeDue(const SessionState& state, SteadyTime now)
{
    QList<Call> calls;
    if (now >= m_allDue) {
        calls.append(ReconcileCall{});
        if (!reconcileOperations(state).operations.isEmpty())
            calls.append(ReconcileOperationsCall{});
        m_allDue = now + ImplicitEvery;
    }
    if (now >= m_unheardDue) {
        const ReconcileCall tasks = reconcileTasks(state, &m_tasks);
        const ReconcileOperationsCall operations = reconcileOperations(state, &m_operations);
        if (!tasks.tasks.isEmpty())
            calls.append(tasks);
        if (!operations.operations.isEmpty())
            calls.append(operations);
        const bool isSettled = tasks.tasks.isEmpty() && operations.operations.isEmpty();
        m_unheardDue = isSettled ? SteadyTime::max() : now + nextWait();
    }
    return calls;
}

milliseconds Reconciler::nextWait()
{
    const milliseconds wait = std::exchange(m_wait, std::min<milliseconds>(m_wait * 2, LongestWait));
    const double factor = 0.8 + 0.4 * std::clamp(m_random(), 0.0, 1.0);
    return milliseconds(static_cast<milliseconds::rep>(static_cast<double>(wait.count()) * factor + 0.5));
}

ReconcileCall reconcileTasks(const SessionState& state, const QSet<TaskId>* among)
{
    ReconcileCall call;
    if (among && among->isEmpty())
        return call;
    for (const TaskEntry& task : state.tasks) {
        if (!task.isOver() && !task.neverRan() && (!among || among->contains(task.id)))
            call.tasks.append({task.id, task.agentId});
    }
    return call;
}

ReconcileOperationsCall reconcileOperations(const SessionState& state, const QSet<OperationId>* among)
{
    ReconcileOperationsCall call;
    for (const OperationEntry& operation : state.operations) {
        if (operation.isOver() || operation.isRefused || (among && !among->contains(operation.id)))
            continue;
        const ResourceProviderId provider =
            operation.history.isEmpty() ? ResourceProviderId() : operation.history.last().status.resourceProviderId;
        call.operations.append({operation.id, operation.agentId, provider});
    }
    return call;
}

} // namespace mesoscribe
