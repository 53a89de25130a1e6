// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "practice/operatorapi.h"

#include "practice/apirequest.h"
#include "practice/operatorschema.h"

namespace mesoscribe::practice {

namespace {

constexpr const char* Version = "1.12.0";
constexpr const char* BuildDate = "2026-11-22";
constexpr double BuildTime = 1795357500;
constexpr const char* BuildUser = "root";

JsonValue versionInfo()
{
    return JsonObject{
        {"version", Version}, {"build_date", BuildDate}, {"build_time", BuildTime}, {"build_user", BuildUser}};
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
    if (type == "GET_MAINTENANCE_SCHEDULE")
        return cluster.maintenanceScheduleView();
    if (type == "GET_MAINTENANCE_STATUS")
        return cluster.maintenanceStatusView();
    if (type == "GET_EXECUTORS")
        return cluster.executorsView();
    if (type == "GET_STATE") {
        return JsonObject{{"get_tasks", cluster.tasksView()},
                          {"get_executors", cluster.executorsView()},
                          {"get_frameworks", cluster.frameworksView()},
                          {"get_agents", cluster.agentsView()}};
    }
    return {};
}

} // namespace

HttpReply answerOperatorCall(const HttpRequest& request, Cluster& cluster)
{
    const std::expected<JsonValue, HttpReply> call = decodeCall(request, operatorCallSchema());
    if (!call)
        return call.error();
    if (!call->has("type"))
        return replies::text(400, "Failed to validate master::Call: Expecting 'type' to be present");
    if (!acceptsMediaType(request, "application/json"))
        return notAcceptable();
    const QByteArray& type = call->at("type").text();
    if (type == "UPDATE_MAINTENANCE_SCHEDULE") {
        if (!call->has("update_maintenance_schedule")) {
            return replies::text(400, "Failed to validate master::Call: Expecting 'update_maintenance_schedule' to be "
                                      "present");
        }
        const JsonValue& schedule = call->at("update_maintenance_schedule").at("schedule");
        cluster.setMaintenanceSchedule(schedule.at("windows").array());
        return replies::empty(200);
    }
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
