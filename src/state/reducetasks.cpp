// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "state/reducestep.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace mesoscribe {

void Step::operator()(const UpdateEvent& event)
{
    const TaskId& id = event.status.taskId;
    const TaskEntry* known = m_state.tasks.find(id);
    const bool hadEnded = known != nullptr && known->hasEnded;
    const UpdateEffect effect = m_state.tasks.update(event.status, m_record, m_at);
    if (effect == UpdateEffect::Added)
        m_changes.tasksAdded.append(id);
    else
        m_changes.tasksChanged.insert(id);
    findCauses(event, effect, hadEnded);
}

void Step::findCauses(const UpdateEvent& event, UpdateEffect effect, bool hadEnded)
{
    const TaskStatus& status = event.status;
    AwaitedEffects& awaited = m_state.awaited;
    const quint64 kill = awaited.kills.value(status.taskId);
    const bool isRefusal = isRefusedLaunch(status);

    if (status.reason == "REASON_RECONCILIATION"_L1) {
        // A KILL of a task that the master does not know is answered like a reconciliation (mesos-api: traps, 33).
        const quint64 asked = awaited.reconciliations.take(status.taskId);
        const quint64 cause = std::max(asked, isUnknownToMaster(status) ? kill : 0);
        if (cause != 0 && cause == kill)
            awaited.kills.remove(status.taskId);
        addEffect(cause != 0 ? cause : awaited.implicitReconciliation, m_record);
    } else if (kill != 0 && !isRefusal) {
        const bool isEnd = isTerminal(status.state.value);
        if (isEnd || status.state.value == TaskState::Killing)
            addEffect(kill, m_record);
        if (isEnd)
            awaited.kills.remove(status.taskId);
    }

    const TaskEntry* task = m_state.tasks.find(status.taskId);
    const bool isOfOther = isRefusal && effect == UpdateEffect::NotInForce && task->launchAgain != 0;
    const quint64 launch = isOfOther ? task->launchAgain : task->launchedBy;
    if (isOfOther || !hadEnded)
        addEffect(launch, m_record);

    // Offers of a launch that failed for them go back without a filter (mesos-api: what ACCEPT answers).
    if (status.reason == "REASON_INVALID_OFFERS"_L1 && m_state.filters.endOf(launch) > 0)
        m_changes.filters = true;
}

void Step::operator()(const UpdateOperationStatusEvent& event)
{
    const OperationStatus& status = event.status;
    if (status.operationId.isEmpty())
        return;
    const auto place = m_state.operations.find(status.operationId.value());
    OperationEntry& operation =
        place != m_state.operations.end() ? *place : m_state.operations[status.operationId.value()];
    if (operation.id.isEmpty()) {
        operation.id = status.operationId;
        operation.sentAt = m_at;
        operation.since = m_at;
    }
    const bool hadEnded = operation.isOver();
    operation.update(status, m_record, m_at);
    m_changes.operations = true;

    if (status.uuid.isEmpty()) {
        quint64 cause = m_state.awaited.operationReconciliations.take(status.operationId);
        if (cause == 0 && status.message.startsWith("Reconciliation"_L1))
            cause = m_state.awaited.implicitOperationReconciliation;
        addEffect(cause, m_record);
    }
    if (!hadEnded)
        addEffect(operation.sentBy, m_record);
}

void Step::operator()(const input::TasksCleared& input)
{
    for (const TaskId& id : input.tasks) {
        const TaskEntry* task = m_state.tasks.find(id);
        if (task == nullptr || !task->isClearable())
            continue;
        m_state.tasks.remove(id);
        m_state.awaited.kills.remove(id);
        m_state.awaited.reconciliations.remove(id);
        m_changes.tasksRemoved.insert(id);
    }
}

void Step::findCausesOfOffer(const Offer& offer)
{
    AwaitedEffects& awaited = m_state.awaited;
    if (awaited.offersRecord == 0)
        return;
    const QString& role = offer.allocationRole;
    for (qsizetype i = 0; i < awaited.revives.size();) {
        const auto& [call, roles] = awaited.revives.at(i);
        if (!roles.isEmpty() && !role.isEmpty() && !roles.contains(role)) {
            ++i;
            continue;
        }
        addEffect(call, awaited.offersRecord);
        awaited.revives.removeAt(i);
    }
    if (!awaited.declines.isEmpty())
        addEffect(awaited.declines.take({offer.agentId, role}), awaited.offersRecord);
}

void Step::addEffect(quint64 call, quint64 record)
{
    CallEntry* cause = m_state.calls.find(call);
    if (cause == nullptr)
        return;
    if (m_state.records.setCause(record, call) && record != m_record)
        m_changes.recordsChanged.insert(record);
    if (cause->effects.size() < CallEntry::MaxEffects && !cause->effects.contains(record)) {
        cause->effects.append(record);
        m_changes.callsChanged.insert(call);
    }
    // An unanswered launch has arrived when its task is told of.
    const bool isProof = cause->progress == CallProgress::Failed && cause->facts.type == "ACCEPT"_L1;
    if (cause->progress == CallProgress::Received || isProof) {
        cause->progress = CallProgress::Done;
        m_changes.callsChanged.insert(call);
    }
}

} // namespace mesoscribe
