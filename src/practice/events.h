// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "practice/jsonvalue.h"

#include <optional>

/// The events of the scheduler API as JSON, members in the order of scheduler.proto and mesos.proto.
namespace mesoscribe::practice {

/// A TaskStatus. Empty members are not written.
struct TaskStatus
{
    QByteArray taskId;
    QByteArray state; ///< e.g. "TASK_RUNNING"
    QByteArray message;
    QByteArray source; ///< e.g. "SOURCE_MASTER"
    QByteArray reason;
    QByteArray data; ///< any bytes
    QByteArray agentId;
    QByteArray executorId;
    double timestamp = 0; ///< seconds since 1970
    QByteArray uuid;      ///< 16 bytes; set exactly when the update must be acknowledged
    std::optional<bool> isHealthy;
    JsonValue checkStatus;
    JsonValue containerStatus;
    std::optional<qint64> unreachableNanoseconds; ///< since 1970

    JsonValue toJson() const;
};

/// An OperationStatus. Empty members are not written.
struct OperationStatus
{
    QByteArray operationId;
    QByteArray state; ///< e.g. "OPERATION_UNKNOWN"
    QByteArray message;
    JsonArray converted;
    QByteArray uuid; ///< 16 bytes; set exactly when the update must be acknowledged
    QByteArray agentId;
    QByteArray resourceProviderId;
};

namespace events {

JsonValue subscribed(const QByteArray& frameworkId, double heartbeatSeconds, const JsonValue& masterInfo);
JsonValue heartbeat();
JsonValue offers(JsonArray offers);
JsonValue rescind(const QByteArray& offerId);
JsonValue inverseOffers(JsonArray offers);
JsonValue rescindInverseOffer(const QByteArray& offerId);
JsonValue update(const TaskStatus& status);
JsonValue updateOperationStatus(const OperationStatus& status);
/// An agent was removed.
JsonValue failure(const QByteArray& agentId);
/// An executor ended; `waitStatus` is as wait() gives it, so 256 for exit 1.
JsonValue failure(const QByteArray& agentId, const QByteArray& executorId, int waitStatus);
/// From an executor.
JsonValue message(const QByteArray& agentId, const QByteArray& executorId, const QByteArray& data);
JsonValue error(const QByteArray& message);

} // namespace events

} // namespace mesoscribe::practice
