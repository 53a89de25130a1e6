// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "state/tasktable.h"

#include <algorithm>
#include <array>

using namespace Qt::Literals::StringLiterals;

namespace mesoscribe {

namespace {

/// Ends that an agent or an executor reported, or that the master decided: no later ignorance undoes them.
bool isReportedEnd(TaskState state)
{
    return state == TaskState::Finished || state == TaskState::Failed || state == TaskState::Killed ||
           state == TaskState::Error;
}

bool isReportedEnd(OperationState state)
{
    return state == OperationState::Finished || state == OperationState::Failed || state == OperationState::Error;
}

bool isUnknownToMaster(const OperationStatus& status)
{
    switch (status.state.value) {
    case OperationState::Dropped:
    case OperationState::Unreachable:
    case OperationState::GoneByOperator:
    case OperationState::Recovering:
    case OperationState::OperationUnknown:
        return status.uuid.isEmpty();
    case OperationState::Unknown:
    case OperationState::Unsupported:
    case OperationState::Pending:
    case OperationState::Finished:
    case OperationState::Failed:
    case OperationState::Error:
        return false;
    }
    Q_UNREACHABLE();
}

/// The moment of the history that has this uuid, the newest first; null when there is none.
template<class Moment>
Moment* repeated(QList<Moment>& history, const QByteArray& uuid)
{
    if (uuid.isEmpty())
        return nullptr;
    const auto found = std::find_if(history.rbegin(), history.rend(),
                                    [&](const Moment& moment) { return moment.status.uuid == uuid; });
    return found == history.rend() ? nullptr : &*found;
}

template<class Moment>
void countRepeat(Moment& moment)
{
    ++moment.repeats;
    // The agent has not seen the acknowledgement: it must be sent again.
    if (moment.acknowledgement == Acknowledgement::Received) {
        moment.acknowledgement = Acknowledgement::Wanted;
        moment.call = 0;
    }
}

template<class Moment>
int wanted(const QList<Moment>& history)
{
    return static_cast<int>(std::ranges::count(history, Acknowledgement::Wanted, &Moment::acknowledgement));
}

Acknowledgement acknowledgementOf(const QByteArray& uuid)
{
    return uuid.isEmpty() ? Acknowledgement::NotWanted : Acknowledgement::Wanted;
}

void takeOver(TaskEntry& entry, const LaunchedTask& task, const QString& hostname, WallTime at)
{
    entry.name = task.name;
    entry.agentId = task.agentId;
    entry.hostname = hostname;
    entry.executorId = task.executorId;
    entry.isInGroup = task.isInGroup;
    entry.json = task.json;
    entry.launchedAt = at;
}

} // namespace

bool isRefusedLaunch(const TaskStatus& status)
{
    static constexpr std::array Reasons = {"REASON_INVALID_OFFERS"_L1, "REASON_TASK_INVALID"_L1,
                                           "REASON_TASK_UNAUTHORIZED"_L1, "REASON_TASK_GROUP_INVALID"_L1,
                                           "REASON_TASK_GROUP_UNAUTHORIZED"_L1};
    return status.source.value == StatusSource::Master && status.uuid.isEmpty() &&
           std::ranges::any_of(Reasons, [&](QLatin1StringView reason) { return status.reason == reason; });
}

bool isUnknownToMaster(const TaskStatus& status)
{
    if (status.reason != "REASON_RECONCILIATION"_L1)
        return false;
    switch (status.state.value) {
    case TaskState::Lost:
    case TaskState::Dropped:
    case TaskState::Unreachable:
    case TaskState::Gone:
    case TaskState::GoneByOperator:
    case TaskState::TaskUnknown:
        return true;
    case TaskState::Unknown:
    case TaskState::Staging:
    case TaskState::Starting:
    case TaskState::Running:
    case TaskState::Killing:
    case TaskState::Finished:
    case TaskState::Failed:
    case TaskState::Killed:
    case TaskState::Error:
        return false;
    }
    Q_UNREACHABLE();
}

bool isTerminal(OperationState state)
{
    switch (state) {
    case OperationState::Finished:
    case OperationState::Failed:
    case OperationState::Error:
    case OperationState::Dropped:
    case OperationState::GoneByOperator:
        return true;
    case OperationState::Unknown:
    case OperationState::Unsupported:
    case OperationState::Pending:
    case OperationState::Unreachable:
    case OperationState::Recovering:
    case OperationState::OperationUnknown:
        return false;
    }
    Q_UNREACHABLE();
}

bool TaskEntry::isClearable() const
{
    return isOver() || neverRan() || state.value == TaskState::TaskUnknown;
}

int TaskEntry::unacknowledged() const
{
    return wanted(history);
}

bool TaskTable::launch(const LaunchedTask& task, const QString& hostname, quint64 call, WallTime at)
{
    if (TaskEntry* known = find(task.taskId)) {
        if (known->wasSeen && !known->isOver()) {
            known->launchAgain = call;
            return false;
        }
        takeOver(*known, task, hostname, at);
        known->launchedBy = call;
        known->state = {};
        known->momentInForce = -1;
        known->since = at;
        known->killAsked.reset();
        known->reconcileAsked.reset();
        known->isRefused = false;
        known->wasSeen = false;
        known->hasEnded = false;
        known->launchAgain = 0;
        return false;
    }
    TaskEntry entry;
    entry.id = task.taskId;
    takeOver(entry, task, hostname, at);
    entry.launchedBy = call;
    entry.since = at;
    m_index.insert(task.taskId, m_tasks.insert(m_tasks.end(), std::move(entry)));
    return true;
}

UpdateEffect TaskTable::update(const TaskStatus& status, quint64 record, WallTime at)
{
    TaskEntry* entry = find(status.taskId);
    const bool isNew = entry == nullptr;
    if (isNew) {
        TaskEntry fresh;
        fresh.id = status.taskId;
        fresh.launchedAt = at;
        const auto place = m_tasks.insert(m_tasks.end(), std::move(fresh));
        m_index.insert(status.taskId, place);
        entry = &*place;
    }
    entry->reconcileAsked.reset();
    if (TaskMoment* moment = repeated(entry->history, status.uuid)) {
        countRepeat(*moment);
        return UpdateEffect::Repeated;
    }

    entry->history.append({at, status, acknowledgementOf(status.uuid), 0, record, 0});
    if (entry->history.size() > TaskEntry::MaxHistory) {
        entry->history.removeFirst();
        entry->momentInForce = std::max<qsizetype>(entry->momentInForce - 1, -1);
    }
    if (entry->agentId.isEmpty())
        entry->agentId = status.agentId;
    if (entry->executorId.isEmpty() && entry->launchedBy == 0)
        entry->executorId = status.executorId;

    const bool isUnknown = isUnknownToMaster(status);
    const bool isRefusal = isRefusedLaunch(status);
    if ((isUnknown && entry->state.isSet() && isReportedEnd(entry->state.value)) || (isRefusal && entry->wasSeen))
        return UpdateEffect::NotInForce;

    if (isRefusal) {
        entry->isRefused = true;
    } else if (!isUnknown) {
        entry->isRefused = false;
        entry->wasSeen = true;
    }
    entry->hasEnded |= isTerminal(status.state.value);
    if (entry->state != status.state) {
        entry->state = status.state;
        entry->since = at;
    }
    entry->momentInForce = entry->history.size() - 1;
    return isNew ? UpdateEffect::Added : UpdateEffect::Changed;
}

TaskEntry* TaskTable::find(const TaskId& id)
{
    const auto found = m_index.constFind(id);
    return found == m_index.cend() ? nullptr : &**found;
}

const TaskEntry* TaskTable::find(const TaskId& id) const
{
    const auto found = m_index.constFind(id);
    return found == m_index.cend() ? nullptr : &**found;
}

bool TaskTable::remove(const TaskId& id)
{
    const auto found = m_index.constFind(id);
    if (found == m_index.cend())
        return false;
    m_tasks.erase(*found);
    m_index.erase(found);
    return true;
}

void TaskTable::clear()
{
    m_tasks.clear();
    m_index.clear();
}

int TaskTable::running() const
{
    return static_cast<int>(
        std::ranges::count_if(m_tasks, [](const TaskEntry& task) { return !task.isOver() && !task.neverRan(); }));
}

int TaskTable::unacknowledged() const
{
    int count = 0;
    for (const TaskEntry& task : m_tasks)
        count += task.unacknowledged();
    return count;
}

int OperationEntry::unacknowledged() const
{
    return wanted(history);
}

UpdateEffect OperationEntry::update(const OperationStatus& status, quint64 operationRecord, WallTime at)
{
    if (OperationMoment* moment = repeated(history, status.uuid)) {
        countRepeat(*moment);
        return UpdateEffect::Repeated;
    }
    const bool isFirst = history.isEmpty();
    history.append({at, status, acknowledgementOf(status.uuid), 0, operationRecord, 0});
    if (history.size() > MaxHistory)
        history.removeFirst();
    if (agentId.isEmpty())
        agentId = status.agentId;
    if (isUnknownToMaster(status) && state.isSet() && isReportedEnd(state.value))
        return UpdateEffect::NotInForce;
    isRefused = false;
    if (state != status.state) {
        state = status.state;
        since = at;
    }
    return isFirst ? UpdateEffect::Added : UpdateEffect::Changed;
}

} // namespace mesoscribe
