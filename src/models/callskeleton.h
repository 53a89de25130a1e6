// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "mesos/call.h"
#include "mesos/offer.h"

#include <optional>

/// Calls to begin with: for each later call, and for each operation of ACCEPT, a text that already holds the ids.
namespace mesoscribe {

/// What a skeleton may know. Whatever is missing becomes a placeholder that can be read and is found by the linter,
/// such as an id "<task id>".
struct SkeletonFacts
{
    struct Task
    {
        TaskId taskId;
        AgentId agentId;
        ExecutorId executorId;
        QByteArray uuid; ///< 16 raw bytes of its last update, empty when that needs no acknowledgement
    };
    struct Operation
    {
        OperationId operationId;
        AgentId agentId;
        ResourceProviderId resourceProviderId;
        QByteArray uuid; ///< as of a task
    };

    FrameworkInfo framework;
    FrameworkId frameworkId;
    QList<OfferPtr> offers;   ///< the ticked ones
    std::optional<Task> task; ///< the selected one
    std::optional<Operation> operation;
    QList<OfferId> inverseOffers;
};

/// What can be begun, in the order of a menu: "ACCEPT: LAUNCH", "ACCEPT: LAUNCH_GROUP" … "DECLINE", "REVIVE" …
QStringList skeletonNames();

/// The call's JSON, indented. `name` is one of skeletonNames(); empty for any other.
QByteArray callSkeleton(const QString& name, const SkeletonFacts& facts);

/// One line that says what the call does; empty for a name that is not of skeletonNames().
QString describeSkeleton(const QString& name);

} // namespace mesoscribe
