// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "practice/cluster.h"
#include "practice/httpmessage.h"

namespace mesoscribe::practice {

/// POST /api/v1: the reading calls of Master::Http::api that need nothing but the cluster's views (GET_HEALTH,
/// GET_VERSION, GET_MASTER, GET_AGENTS, GET_FRAMEWORKS, GET_TASKS, GET_EXECUTORS, GET_STATE); 501 for the others.
HttpReply answerOperatorCall(const HttpRequest& request, const Cluster& cluster);

/// GET /version.
HttpReply answerVersion();

} // namespace mesoscribe::practice
