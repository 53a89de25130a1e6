// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "practice/validation.h"

/// What a master refuses in tasks and executors, in its own words, as far as the message alone tells
/// (src/master/validation.cpp, src/common/validation.cpp). Messages are those of decodeMessage.
namespace mesoscribe::practice {

/// The text after "Task uses invalid check: ".
Refusal checkError(const JsonValue& checkInfo);
/// The text after "Task uses invalid health check: ".
Refusal healthCheckError(const JsonValue& healthCheck);
Refusal commandError(const JsonValue& commandInfo);
Refusal containerError(const JsonValue& containerInfo);

/// Times and checks of a TaskInfo: what Mesos looks at before its resources.
Refusal taskBehaviourError(const JsonValue& taskInfo);
/// Command, container and limits: what it looks at after them.
Refusal taskContentError(const JsonValue& taskInfo);

/// Type, id, grace period, command, container and framework of an ExecutorInfo.
Refusal executorError(const JsonValue& executorInfo, const QByteArray& frameworkId);
/// What only holds for tasks launched one by one.
Refusal singleTaskError(const JsonValue& taskInfo);
/// What only holds for a task in a group; its `executor` is set already.
Refusal groupedTaskError(const JsonValue& taskInfo);
/// What only holds for the executor of a group and for all its tasks together, but for their resources.
Refusal groupExecutorError(const JsonValue& executorInfo, const JsonArray& tasks);
Refusal groupShareError(const JsonValue& executorInfo, const JsonArray& tasks);

} // namespace mesoscribe::practice
