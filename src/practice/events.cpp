// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "practice/events.h"

namespace mesoscribe::practice {

namespace {

void setText(JsonValue& object, const char* name, const QByteArray& text)
{
    if (!text.isEmpty())
        object.set(name, text);
}

void setId(JsonValue& object, const char* name, const QByteArray& id)
{
    if (!id.isEmpty())
        object.set(name, idObject(id));
}

JsonValue event(const char* type, const char* member, JsonValue content)
{
    return JsonObject{{"type", type}, {member, std::move(content)}};
}

} // namespace

JsonValue TaskStatus::toJson() const
{
    JsonValue status = JsonObject{{"task_id", idObject(taskId)}, {"state", state}};
    setText(status, "message", message);
    setText(status, "source", source);
    setText(status, "reason", reason);
    setText(status, "data", data.toBase64());
    setId(status, "agent_id", agentId);
    setId(status, "executor_id", executorId);
    status.set("timestamp", timestamp);
    setText(status, "uuid", uuid.toBase64());
    if (isHealthy)
        status.set("healthy", *isHealthy);
    if (!checkStatus.isNull())
        status.set("check_status", checkStatus);
    if (!containerStatus.isNull())
        status.set("container_status", containerStatus);
    if (unreachableNanoseconds)
        status.set("unreachable_time", JsonObject{{"nanoseconds", *unreachableNanoseconds}});
    return status;
}

namespace events {

JsonValue subscribed(const QByteArray& frameworkId, double heartbeatSeconds, const JsonValue& masterInfo)
{
    return event("SUBSCRIBED", "subscribed",
                 JsonObject{{"framework_id", idObject(frameworkId)},
                            {"heartbeat_interval_seconds", heartbeatSeconds},
                            {"master_info", masterInfo}});
}

JsonValue heartbeat()
{
    return JsonObject{{"type", "HEARTBEAT"}};
}

JsonValue offers(JsonArray offers)
{
    return event("OFFERS", "offers", JsonObject{{"offers", std::move(offers)}});
}

JsonValue rescind(const QByteArray& offerId)
{
    return event("RESCIND", "rescind", JsonObject{{"offer_id", idObject(offerId)}});
}

JsonValue inverseOffers(JsonArray offers)
{
    return event("INVERSE_OFFERS", "inverse_offers", JsonObject{{"inverse_offers", std::move(offers)}});
}

JsonValue rescindInverseOffer(const QByteArray& offerId)
{
    return event("RESCIND_INVERSE_OFFER", "rescind_inverse_offer", JsonObject{{"inverse_offer_id", idObject(offerId)}});
}

JsonValue update(const TaskStatus& status)
{
    return event("UPDATE", "update", JsonObject{{"status", status.toJson()}});
}

JsonValue updateOperationStatus(const OperationStatus& status)
{
    JsonValue content = JsonObject();
    setId(content, "operation_id", status.operationId);
    content.set("state", status.state);
    setText(content, "message", status.message);
    if (!status.converted.empty())
        content.set("converted_resources", status.converted);
    if (!status.uuid.isEmpty())
        content.set("uuid", JsonObject{{"value", status.uuid.toBase64()}});
    setId(content, "agent_id", status.agentId);
    setId(content, "resource_provider_id", status.resourceProviderId);
    return event("UPDATE_OPERATION_STATUS", "update_operation_status", JsonObject{{"status", std::move(content)}});
}

JsonValue failure(const QByteArray& agentId)
{
    return event("FAILURE", "failure", JsonObject{{"agent_id", idObject(agentId)}});
}

JsonValue failure(const QByteArray& agentId, const QByteArray& executorId, int waitStatus)
{
    return event(
        "FAILURE", "failure",
        JsonObject{{"agent_id", idObject(agentId)}, {"executor_id", idObject(executorId)}, {"status", waitStatus}});
}

JsonValue message(const QByteArray& agentId, const QByteArray& executorId, const QByteArray& data)
{
    return event(
        "MESSAGE", "message",
        JsonObject{{"agent_id", idObject(agentId)}, {"executor_id", idObject(executorId)}, {"data", data.toBase64()}});
}

JsonValue error(const QByteArray& message)
{
    return event("ERROR", "error", JsonObject{{"message", message}});
}

} // namespace events

} // namespace mesoscribe::practice
