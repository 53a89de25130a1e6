// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "mesos/ids.h"
#include "mesos/named.h"
#include "mesos/resource.h"

#include <QByteArray>

/// TaskStatus and OperationStatus (include/mesos/v1/mesos.proto; mesos-api: TaskStatus, reconciliation).
namespace mesoscribe {

enum class TaskState {
    Unknown, ///< a name this version does not know
    Staging,
    Starting,
    Running,
    Killing,
    Finished,
    Failed,
    Killed,
    Error,
    Lost,
    Dropped,
    Unreachable,
    Gone,
    GoneByOperator,
    TaskUnknown, ///< TASK_UNKNOWN
};

/// As protobuf::isTerminalState. LOST is terminal there although a lost task may come back.
bool isTerminal(TaskState state);

enum class StatusSource { Unknown, Master, Agent, Executor };

struct ContainerStatus
{
    ContainerId containerId;
    QStringList ipAddresses;
    std::optional<qint64> executorPid;

    friend bool operator==(const ContainerStatus&, const ContainerStatus&) = default;
};

/// Result of a CheckInfo: at most one of the three is set.
struct CheckStatus
{
    QString type; ///< as on the wire
    std::optional<qint64> exitCode;
    std::optional<qint64> httpStatusCode;
    std::optional<bool> tcpSucceeded;

    friend bool operator==(const CheckStatus&, const CheckStatus&) = default;
};

struct TaskStatus
{
    TaskId taskId;
    Named<TaskState> state;
    QString message;
    Named<StatusSource> source;
    QString reason; ///< "REASON_…" as on the wire, or empty
    AgentId agentId;
    ExecutorId executorId;
    std::optional<double> timestamp; ///< seconds since 1970 UTC
    QByteArray uuid;                 ///< 16 bytes, or empty: only an update with a uuid may be acknowledged
    QByteArray data;                 ///< decoded
    std::optional<bool> healthy;
    std::optional<CheckStatus> check;
    std::optional<ContainerStatus> container;
    Labels labels;
    std::optional<qint64> unreachableSinceNanoseconds;
    QList<Resource> limitation; ///< what was exceeded, when a limit ended the task

    friend bool operator==(const TaskStatus&, const TaskStatus&) = default;
};

enum class OperationState {
    Unknown,
    Unsupported,
    Pending,
    Finished,
    Failed,
    Error,
    Dropped,
    Unreachable,
    GoneByOperator,
    Recovering,
    OperationUnknown, ///< OPERATION_UNKNOWN
};

struct OperationStatus
{
    OperationId operationId; ///< may be empty
    Named<OperationState> state;
    QString message;
    QList<Resource> convertedResources;
    QByteArray uuid; ///< 16 bytes, or empty
    AgentId agentId;
    ResourceProviderId resourceProviderId;

    friend bool operator==(const OperationStatus&, const OperationStatus&) = default;
};

} // namespace mesoscribe
