// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "practice/cluster.h"
#include "practice/httpmessage.h"

namespace mesoscribe::practice {

/// POST /api/v1/scheduler from the method on: the order of checks and the texts of Master::Http::scheduler
/// (src/master/http.cpp). The reply of a SUBSCRIBE names the stream that Cluster opened.
HttpReply answerSchedulerCall(const HttpRequest& request, const std::optional<QByteArray>& principal, Cluster& cluster);

} // namespace mesoscribe::practice
