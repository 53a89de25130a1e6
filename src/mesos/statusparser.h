// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "mesos/jsonreader.h"
#include "mesos/taskstatus.h"

namespace mesoscribe {

bool readTaskStatus(JsonReader& reader, JsonNode& node, TaskStatus& status);
bool readOperationStatus(JsonReader& reader, JsonNode& node, OperationStatus& status);

} // namespace mesoscribe
