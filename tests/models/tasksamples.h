// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "offersamples.h"

/// Statuses and calls for the tests of the models.
namespace mesoscribe::samples {

inline Named<TaskState> taskState(TaskState value)
{
    switch (value) {
    case TaskState::Staging:
        return {value, QStringLiteral("TASK_STAGING")};
    case TaskState::Starting:
        return {value, QStringLiteral("TASK_STARTING")};
    case TaskState::Running:
        return {value, QStringLiteral("TASK_RUNNING")};
    case TaskState::Killing:
        return {value, QStringLiteral("TASK_KILLING")};
    case TaskState::Finished:
        return {value, QStringLiteral("TASK_FINISHED")};
    case TaskState::Failed:
        return {value, QStringLiteral("TASK_FAILED")};
    case TaskState::Killed:
        return {value, QStringLiteral("TASK_KILLED")};
    case TaskState::Error:
        return {value, QStringLiteral("TASK_ERROR")};
    case TaskState::Lost:
        return {value, QStringLiteral("TASK_LOST")};
    case TaskState::Dropped:
        return {value, QStringLiteral("TASK_DROPPED")};
    case TaskState::Unreachable:
        return {value, QStringLiteral("TASK_UNREACHABLE")};
    case TaskState::Gone:
        return {value, QStringLiteral("TASK_GONE")};
    case TaskState::GoneByOperator:
        return {value, QStringLiteral("TASK_GONE_BY_OPERATOR")};
    case TaskState::TaskUnknown:
        return {value, QStringLiteral("TASK_UNKNOWN")};
    case TaskState::Unknown:
        break;
    }
    return {TaskState::Unknown, QStringLiteral("TASK_DREAMING")};
}

/// 16 bytes that begin with the text.
inline QByteArray uuid(const QString& text)
{
    return text.toUtf8().leftJustified(16, '.', true);
}

/// Of an executor, with a uuid of its own; `id` empty: of the master, without one.
inline TaskStatus status(const QString& task, TaskState state, const QString& id, const QString& message = {},
                         const QString& reason = {})
{
    TaskStatus made;
    made.taskId = TaskId(task);
    made.state = taskState(state);
    made.message = message;
    made.reason = reason;
    made.agentId = AgentId(QStringLiteral("089a7212-4aba-4aac-8425-7337161ece30-S1"));
    made.source = id.isEmpty() ? Named<StatusSource>{StatusSource::Master, QStringLiteral("SOURCE_MASTER")}
                               : Named<StatusSource>{StatusSource::Executor, QStringLiteral("SOURCE_EXECUTOR")};
    if (!id.isEmpty())
        made.uuid = uuid(id);
    return made;
}

inline OperationStatus operationStatus(const QString& operation, OperationState state, const QString& name,
                                       const QString& message = {})
{
    OperationStatus made;
    made.operationId = OperationId(operation);
    made.state = {state, name};
    made.message = message;
    return made;
}

inline CallFacts call(const QString& type)
{
    CallFacts facts;
    facts.type = type;
    return facts;
}

inline CallFacts taskCall(const QString& type, const QStringList& tasks)
{
    CallFacts facts = call(type);
    for (const QString& task : tasks)
        facts.taskIds.append(TaskId(task));
    return facts;
}

inline CallFacts offerCall(const QString& type, const QList<OfferPtr>& offers, double refuseSeconds = 5.0)
{
    CallFacts facts = call(type);
    for (const OfferPtr& offer : offers)
        facts.offerIds.append(offer->id);
    facts.refuseSeconds = refuseSeconds;
    return facts;
}

/// An ACCEPT that launches; with an executor the tasks are a group.
inline CallFacts launch(const OfferPtr& offer, const QStringList& tasks, const QString& executor = {})
{
    CallFacts facts = offerCall(QStringLiteral("ACCEPT"), {offer});
    for (const QString& task : tasks) {
        LaunchedTask launched;
        launched.taskId = TaskId(task);
        launched.agentId = offer->agentId;
        launched.executorId = ExecutorId(executor);
        launched.isInGroup = !executor.isEmpty();
        launched.json = "{\"task_id\":{\"value\":\"" + task.toUtf8() + "\"}}";
        facts.launches.append(launched);
    }
    return facts;
}

inline CallFacts acknowledgement(const TaskStatus& status)
{
    CallFacts facts = taskCall(QStringLiteral("ACKNOWLEDGE"), {status.taskId.value()});
    facts.agentId = status.agentId;
    facts.uuid = status.uuid;
    return facts;
}

/// A scene whose framework makes calls.
class CallScene : public Scene
{
public:
    /// Returns the number of the call.
    quint64 send(const CallFacts& facts, bool isAutomatic = false)
    {
        const quint64 number = state.calls.nextNumber();
        feed(input::CallSent{facts, "{\"type\":\"" + facts.type.toUtf8() + "\"}", isAutomatic});
        return number;
    }

    void answer(quint64 call, int status = 202, const QByteArray& body = {})
    {
        feed(input::CallAnswered{call, status, body, std::chrono::milliseconds(4)});
    }

    void update(const TaskStatus& status) { receive(QStringLiteral("UPDATE"), UpdateEvent{status}); }

    void update(const OperationStatus& status)
    {
        receive(QStringLiteral("UPDATE_OPERATION_STATUS"), UpdateOperationStatusEvent{status});
    }
};

} // namespace mesoscribe::samples
