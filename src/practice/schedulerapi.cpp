// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "practice/schedulerapi.h"

#include "mesos/schema.h"
#include "practice/apirequest.h"
#include "practice/validation.h"

namespace mesoscribe::practice {

HttpReply answerSchedulerCall(const HttpRequest& request, const std::optional<QByteArray>& principal, Cluster& cluster)
{
    const std::expected<JsonValue, HttpReply> call = decodeCall(request, schema::callSchema());
    if (!call)
        return call.error();
    if (const Refusal error = callError(*call, principal))
        return replies::text(400, "Failed to validate scheduler::Call: " + *error);

    const QByteArray& type = call->at("type").text();
    const bool hasAnswer = type == "SUBSCRIBE" || type == "RECONCILE_OPERATIONS";
    if (hasAnswer && !acceptsMediaType(request, "application/json"))
        return notAcceptable();

    const std::optional<QByteArray> streamId = request.header("mesos-stream-id");
    if (type == "SUBSCRIBE") {
        if (streamId)
            return replies::text(400, "Subscribe calls should not include the 'Mesos-Stream-Id' header");
        return replies::stream(cluster.subscribe(*call, principal));
    }
    const CallAnswer answer = cluster.handle(*call, principal, streamId);
    return answer.body.isEmpty() ? replies::empty(answer.status) : replies::text(answer.status, answer.body);
}

} // namespace mesoscribe::practice
