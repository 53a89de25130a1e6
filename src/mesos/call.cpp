// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "mesos/call.h"

#include "mesos/callwriter.h"
#include "mesos/schema.h"

namespace mesoscribe {

using namespace Qt::Literals::StringLiterals;

namespace {

// In the order of the variant.
constexpr QLatin1StringView TypeNames[] = {
    "SUBSCRIBE"_L1,
    "TEARDOWN"_L1,
    "ACCEPT"_L1,
    "DECLINE"_L1,
    "ACCEPT_INVERSE_OFFERS"_L1,
    "DECLINE_INVERSE_OFFERS"_L1,
    "REVIVE"_L1,
    "SUPPRESS"_L1,
    "KILL"_L1,
    "SHUTDOWN"_L1,
    "ACKNOWLEDGE"_L1,
    "ACKNOWLEDGE_OPERATION_STATUS"_L1,
    "RECONCILE"_L1,
    "RECONCILE_OPERATIONS"_L1,
    "MESSAGE"_L1,
    "REQUEST"_L1,
    "UPDATE_FRAMEWORK"_L1,
};
static_assert(std::size(TypeNames) == std::variant_size_v<Call>);

// These say something without their member, and all that it could hold is roles.
template<class C>
bool needsMember(const C&)
{
    return true;
}

bool needsMember(const TeardownCall&)
{
    return false;
}

bool needsMember(const ReviveCall& call)
{
    return !call.roles.isEmpty();
}

bool needsMember(const SuppressCall& call)
{
    return !call.roles.isEmpty();
}

void writeFrameworkInfo(JsonWriter& json, const FrameworkInfo& info, const FrameworkId& id)
{
    json.key("framework_info"_L1);
    json.beginObject();
    writeText(json, "user"_L1, info.user);
    writeText(json, "name"_L1, info.name);
    writeIdIfSet(json, "id"_L1, id);
    if (info.failoverTimeout != 0.0)
        writeNumber(json, "failover_timeout"_L1, info.failoverTimeout);
    writeTrue(json, "checkpoint"_L1, info.checkpoint);
    if (info.has("MULTI_ROLE"_L1))
        writeTexts(json, "roles"_L1, info.roles);
    else
        writeTextIfSet(json, "role"_L1, info.role);
    writeTextIfSet(json, "hostname"_L1, info.hostname);
    writeTextIfSet(json, "principal"_L1, info.principal);
    writeTextIfSet(json, "webui_url"_L1, info.webuiUrl);
    if (!info.capabilities.isEmpty()) {
        json.key("capabilities"_L1);
        json.beginArray();
        for (const QString& capability : info.capabilities) {
            json.beginObject();
            writeText(json, "type"_L1, capability);
            json.endObject();
        }
        json.endArray();
    }
    writeLabels(json, "labels"_L1, info.labels);
    json.endObject();
}

void writeFilters(JsonWriter& json, const Filters& filters)
{
    if (!filters.refuseSeconds)
        return;
    json.key("filters"_L1);
    json.beginObject();
    writeNumber(json, "refuse_seconds"_L1, filters.refuseSeconds);
    json.endObject();
}

template<class Items, class WriteItem>
void writeList(JsonWriter& json, QLatin1StringView name, const Items& items, WriteItem writeItem)
{
    if (items.isEmpty())
        return;
    json.key(name);
    json.beginArray();
    for (const auto& item : items)
        writeItem(item);
    json.endArray();
}

/// Writes the members of one call's own message.
struct MemberWriter
{
    JsonWriter& json;
    const FrameworkId& frameworkId;

    void operator()(const SubscribeCall& call) const
    {
        writeFrameworkInfo(json, call.frameworkInfo, call.frameworkInfo.id);
        writeTexts(json, "suppressed_roles"_L1, call.suppressedRoles);
    }
    void operator()(const TeardownCall&) const {}
    void operator()(const AcceptCall& call) const
    {
        writeIds(json, "offer_ids"_L1, call.offerIds);
        writeList(json, "operations"_L1, call.operations,
                  [this](const Operation& operation) { writeOperation(json, operation, frameworkId); });
        writeFilters(json, call.filters);
    }
    void operator()(const DeclineCall& call) const
    {
        writeIds(json, "offer_ids"_L1, call.offerIds);
        writeFilters(json, call.filters);
    }
    void operator()(const AcceptInverseOffersCall& call) const
    {
        writeIds(json, "inverse_offer_ids"_L1, call.inverseOfferIds);
        writeFilters(json, call.filters);
    }
    void operator()(const DeclineInverseOffersCall& call) const
    {
        writeIds(json, "inverse_offer_ids"_L1, call.inverseOfferIds);
        writeFilters(json, call.filters);
    }
    void operator()(const ReviveCall& call) const { writeTexts(json, "roles"_L1, call.roles); }
    void operator()(const SuppressCall& call) const { writeTexts(json, "roles"_L1, call.roles); }
    void operator()(const KillCall& call) const
    {
        writeId(json, "task_id"_L1, call.taskId);
        writeIdIfSet(json, "agent_id"_L1, call.agentId);
        writeKillPolicy(json, call.graceSeconds);
    }
    void operator()(const ShutdownCall& call) const
    {
        writeId(json, "executor_id"_L1, call.executorId);
        writeId(json, "agent_id"_L1, call.agentId);
    }
    void operator()(const AcknowledgeCall& call) const
    {
        writeId(json, "agent_id"_L1, call.agentId);
        writeId(json, "task_id"_L1, call.taskId);
        writeBytes(json, "uuid"_L1, call.uuid);
    }
    void operator()(const AcknowledgeOperationStatusCall& call) const
    {
        writeIdIfSet(json, "agent_id"_L1, call.agentId);
        writeIdIfSet(json, "resource_provider_id"_L1, call.resourceProviderId);
        writeBytes(json, "uuid"_L1, call.uuid);
        writeId(json, "operation_id"_L1, call.operationId);
    }
    void operator()(const ReconcileCall& call) const
    {
        writeList(json, "tasks"_L1, call.tasks, [this](const ReconcileCall::Task& task) {
            json.beginObject();
            writeId(json, "task_id"_L1, task.taskId);
            writeIdIfSet(json, "agent_id"_L1, task.agentId);
            json.endObject();
        });
    }
    void operator()(const ReconcileOperationsCall& call) const
    {
        writeList(json, "operations"_L1, call.operations, [this](const ReconcileOperationsCall::Operation& operation) {
            json.beginObject();
            writeId(json, "operation_id"_L1, operation.operationId);
            writeIdIfSet(json, "agent_id"_L1, operation.agentId);
            writeIdIfSet(json, "resource_provider_id"_L1, operation.resourceProviderId);
            json.endObject();
        });
    }
    void operator()(const MessageCall& call) const
    {
        writeId(json, "agent_id"_L1, call.agentId);
        writeId(json, "executor_id"_L1, call.executorId);
        writeBytes(json, "data"_L1, call.data);
    }
    void operator()(const RequestCall& call) const
    {
        writeList(json, "requests"_L1, call.requests, [this](const RequestCall::Request& request) {
            json.beginObject();
            writeIdIfSet(json, "agent_id"_L1, request.agentId);
            writeResources(json, "resources"_L1, request.resources);
            json.endObject();
        });
    }
    void operator()(const UpdateFrameworkCall& call) const
    {
        const FrameworkId& ownId = call.frameworkInfo.id;
        writeFrameworkInfo(json, call.frameworkInfo, ownId.isEmpty() ? frameworkId : ownId);
        writeTexts(json, "suppressed_roles"_L1, call.suppressedRoles);
    }
};

} // namespace

QByteArray toJson(const Call& call, const FrameworkId& frameworkId, JsonStyle style)
{
    const auto* subscribe = std::get_if<SubscribeCall>(&call);
    const FrameworkId& id = subscribe ? subscribe->frameworkInfo.id : frameworkId;
    const QLatin1StringView type = TypeNames[call.index()];
    JsonWriter json;
    json.beginObject();
    writeIdIfSet(json, "framework_id"_L1, id);
    writeText(json, "type"_L1, type);
    if (std::visit([](const auto& known) { return needsMember(known); }, call)) {
        json.key(QString(type).toLower());
        json.beginObject();
        std::visit(MemberWriter{json, id}, call);
        json.endObject();
    }
    json.endObject();
    return json.take(style);
}

QByteArray toJson(const SubscribeCall& call, JsonStyle style)
{
    return toJson(Call(call), {}, style);
}

QString callType(const Call& call)
{
    return TypeNames[call.index()];
}

QStringList laterCallTypes()
{
    QStringList types;
    for (const QLatin1StringView type : schema::callSchema().field("type"_L1)->values->values) {
        if (type != "UNKNOWN"_L1 && type != "SUBSCRIBE"_L1)
            types.append(type);
    }
    return types;
}

} // namespace mesoscribe
