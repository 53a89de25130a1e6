// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "practice/jsonvalue.h"

/// What a Docker daemon would say of a task's container. There is none: nothing is pulled and nothing is started.
namespace mesoscribe::practice {

/// Whether the image's name says that it does not exist: "no-such…", "nosuch…", "does-not-exist…". All others do.
bool isMissingImage(const JsonValue& containerInfo);
/// What the agent says when it cannot be pulled.
QByteArray missingImageMessage(const JsonValue& containerInfo);

/// The container's address: the agent's own with HOST, one of the bridge's for the others, none with NONE.
QByteArray dockerAddress(const JsonValue& containerInfo, qint64 processId);

/// The output of `docker inspect`, cut down to what people look for. It comes as `data` of the first TASK_RUNNING.
QByteArray dockerInspection(const JsonValue& taskInfo, const QByteArray& containerId, qint64 processId);

} // namespace mesoscribe::practice
