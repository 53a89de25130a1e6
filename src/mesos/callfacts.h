// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/result.h"
#include "mesos/ids.h"

#include <QByteArray>
#include <QStringList>

#include <optional>

/// What a call is about, read from its JSON: calls are sent from buttons and from an editor alike, and the state learns
/// of both in the same way.
namespace mesoscribe {

/// A task that an ACCEPT launches.
struct LaunchedTask
{
    TaskId taskId;
    QString name;
    AgentId agentId;
    ExecutorId executorId;  ///< of a task group, or of a custom executor; else empty
    bool isInGroup = false; ///< launched by LAUNCH_GROUP
    QByteArray json;        ///< the TaskInfo as sent

    friend bool operator==(const LaunchedTask&, const LaunchedTask&) = default;
};

/// An operation of an ACCEPT other than a launch.
struct SentOperation
{
    OperationId id; ///< empty: no feedback was asked for
    QString type;   ///< "RESERVE", …
    QByteArray json;

    friend bool operator==(const SentOperation&, const SentOperation&) = default;
};

struct CallFacts
{
    QString type;               ///< as written; empty when there is none
    FrameworkId frameworkId;    ///< as written
    QList<OfferId> offerIds;    ///< offers, or inverse offers, accepted or declined
    double refuseSeconds = 5.0; ///< in effect: the default when absent or negative, capped at 365 days
    QList<LaunchedTask> launches;
    QList<SentOperation>
        operations;        ///< of an ACCEPT; of RECONCILE_OPERATIONS and ACKNOWLEDGE_OPERATION_STATUS ids only
    QList<TaskId> taskIds; ///< KILL, ACKNOWLEDGE, RECONCILE
    AgentId agentId;       ///< KILL, SHUTDOWN, ACKNOWLEDGE, ACKNOWLEDGE_OPERATION_STATUS, MESSAGE
    ExecutorId executorId; ///< SHUTDOWN, MESSAGE
    QStringList roles;     ///< REVIVE, SUPPRESS: none means all; UPDATE_FRAMEWORK: its suppressed ones
    QByteArray uuid;       ///< ACKNOWLEDGE and ACKNOWLEDGE_OPERATION_STATUS: 16 raw bytes
    std::optional<double> graceSeconds; ///< KILL

    friend bool operator==(const CallFacts&, const CallFacts&) = default;
};

/// Reads a call with a master's tolerance (one value for a list, quoted numbers, unknown members ignored; what has a
/// wrong type counts as absent, and a task without an id is no launch). Error InvalidInput when it is no JSON object.
Result<CallFacts> factsOfCall(const QByteArray& json);

} // namespace mesoscribe
