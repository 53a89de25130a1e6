// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "practice/cluster.h"
#include "practice/httpmessage.h"

namespace mesoscribe::practice {

/// POST /api/v1: the calls of Master::Http::api that need nothing but the cluster: what reads its views (GET_HEALTH,
/// GET_VERSION, GET_MASTER, GET_AGENTS, GET_FRAMEWORKS, GET_TASKS, GET_EXECUTORS, GET_STATE, GET_MAINTENANCE_SCHEDULE,
/// GET_MAINTENANCE_STATUS), and UPDATE_MAINTENANCE_SCHEDULE; 501 for the others.
HttpReply answerOperatorCall(const HttpRequest& request, Cluster& cluster);

/// GET /version.
HttpReply answerVersion();

} // namespace mesoscribe::practice
