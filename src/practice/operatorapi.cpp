// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "practice/operatorapi.h"

#include "mesos/schema.h"
#include "practice/apirequest.h"

namespace mesoscribe::practice {

using namespace Qt::Literals::StringLiterals;

namespace {

/// master::Call::Type (include/mesos/v1/master/master.proto).
constexpr QLatin1StringView CallTypes[] = {
    "UNKNOWN"_L1,
    "GET_HEALTH"_L1,
    "GET_FLAGS"_L1,
    "GET_VERSION"_L1,
    "GET_METRICS"_L1,
    "GET_LOGGING_LEVEL"_L1,
    "SET_LOGGING_LEVEL"_L1,
    "LIST_FILES"_L1,
    "READ_FILE"_L1,
    "GET_STATE"_L1,
    "GET_AGENTS"_L1,
    "GET_FRAMEWORKS"_L1,
    "GET_EXECUTORS"_L1,
    "GET_OPERATIONS"_L1,
    "GET_TASKS"_L1,
    "GET_ROLES"_L1,
    "GET_WEIGHTS"_L1,
    "UPDATE_WEIGHTS"_L1,
    "GET_MASTER"_L1,
    "SUBSCRIBE"_L1,
    "RESERVE_RESOURCES"_L1,
    "UNRESERVE_RESOURCES"_L1,
    "CREATE_VOLUMES"_L1,
    "DESTROY_VOLUMES"_L1,
    "GROW_VOLUME"_L1,
    "SHRINK_VOLUME"_L1,
    "GET_MAINTENANCE_STATUS"_L1,
    "GET_MAINTENANCE_SCHEDULE"_L1,
    "UPDATE_MAINTENANCE_SCHEDULE"_L1,
    "START_MAINTENANCE"_L1,
    "STOP_MAINTENANCE"_L1,
    "DRAIN_AGENT"_L1,
    "DEACTIVATE_AGENT"_L1,
    "REACTIVATE_AGENT"_L1,
    "GET_QUOTA"_L1,
    "UPDATE_QUOTA"_L1,
    "SET_QUOTA"_L1,
    "REMOVE_QUOTA"_L1,
    "TEARDOWN"_L1,
    "MARK_AGENT_GONE"_L1,
};
constinit const schema::EnumSchema CallType{"master.Call.Type"_L1, CallTypes};
constexpr schema::FieldSchema CallFields[] = {
    {"type"_L1, 1, schema::FieldType::Enum, schema::Cardinality::Optional, nullptr, &CallType, {}, false}};
constinit const schema::MessageSchema OperatorCall{"master.Call"_L1, CallFields};

constexpr const char* Version = "1.12.0";
constexpr const char* BuildDate = "2026-11-22";
constexpr double BuildTime = 1795357500;
constexpr const char* BuildUser = "root";

JsonValue versionInfo()
{
    return JsonObject{
        {"version", Version}, {"build_date", BuildDate}, {"build_time", BuildTime}, {"build_user", BuildUser}};
}

JsonValue executors()
{
    return JsonObject{{"executors", JsonArray()}};
}

/// The response's member, or null for what is not simulated.
JsonValue answer(const QByteArray& type, const Cluster& cluster)
{
    if (type == "GET_HEALTH")
        return JsonObject{{"healthy", true}};
    if (type == "GET_VERSION")
        return JsonObject{{"version_info", versionInfo()}};
    if (type == "GET_MASTER") {
        return JsonObject{{"master_info", cluster.masterInfo()},
                          {"start_time", cluster.startTime()},
                          {"elected_time", cluster.startTime()}};
    }
    if (type == "GET_AGENTS")
        return cluster.agentsView();
    if (type == "GET_FRAMEWORKS")
        return cluster.frameworksView();
    if (type == "GET_TASKS")
        return cluster.tasksView();
    if (type == "GET_EXECUTORS")
        return executors();
    if (type == "GET_STATE") {
        return JsonObject{{"get_tasks", cluster.tasksView()},
                          {"get_executors", executors()},
                          {"get_frameworks", cluster.frameworksView()},
                          {"get_agents", cluster.agentsView()}};
    }
    return {};
}

} // namespace

HttpReply answerOperatorCall(const HttpRequest& request, const Cluster& cluster)
{
    const std::expected<JsonValue, HttpReply> call = decodeCall(request, OperatorCall);
    if (!call)
        return call.error();
    if (!call->has("type"))
        return replies::text(400, "Failed to validate master::Call: Expecting 'type' to be present");
    if (!acceptsMediaType(request, "application/json"))
        return notAcceptable();
    const QByteArray& type = call->at("type").text();
    const JsonValue content = answer(type, cluster);
    if (content.isNull())
        return replies::text(501, "501 Not Implemented.");
    return replies::json(JsonValue(JsonObject{{"type", type}, {type.toLower(), content}}).toJson());
}

HttpReply answerVersion()
{
    const JsonValue body = JsonObject{
        {"build_date", BuildDate}, {"build_time", BuildTime}, {"build_user", BuildUser}, {"version", Version}};
    HttpReply reply = replies::json(body.toJson());
    std::swap(reply.headers.front(), reply.headers.back());
    return reply;
}

} // namespace mesoscribe::practice
