// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "practice/cluster.h"
#include "practice/validation.h"

/// ACCEPT: which offers may be used together, and which tasks start on them (Master::accept,
/// src/master/validation.cpp).
namespace mesoscribe::practice {

namespace {

const JsonArray& tasksOf(const JsonValue& operation)
{
    if (operation.at("type").text() == "LAUNCH_GROUP")
        return operation.at("launch_group").at("task_group").at("tasks").array();
    return operation.at("launch").at("task_infos").array();
}

bool isLaunch(const JsonValue& operation)
{
    const QByteArray& type = operation.at("type").text();
    return type == "LAUNCH" || type == "LAUNCH_GROUP";
}

/// Those of a custom executor come on top of the task's own.
std::expected<Resources, QByteArray> resourcesOf(const JsonValue& taskInfo)
{
    std::expected<Resources, QByteArray> resources = Resources::fromJson(taskInfo.at("resources").array());
    const std::expected<Resources, QByteArray> executor =
        Resources::fromJson(taskInfo.at("executor").at("resources").array());
    if (resources && executor)
        resources->add(*executor);
    return resources && !executor ? executor : resources;
}

} // namespace

std::optional<QByteArray> Cluster::offersError(const Framework& framework, const JsonArray& offerIds) const
{
    if (offerIds.empty())
        return "No offers specified";
    QByteArrayList ids;
    for (const JsonValue& offerId : offerIds) {
        const QByteArray& id = offerId.at("value").text();
        if (ids.contains(id))
            return "Duplicate offer " + id + " in offer list";
        ids += id;
    }
    std::vector<const Offer*> offers;
    for (const QByteArray& id : ids) {
        offers.push_back(findOffer(id));
        if (!offers.back())
            return "Offer " + id + " is no longer valid";
    }
    for (const Offer* offer : offers) {
        if (offer->frameworkId != framework.id) {
            return "Offer " + offer->id + " has invalid framework " + offer->frameworkId + " while framework " +
                   framework.id + " is expected";
        }
    }
    const Offer& first = *offers.front();
    for (const Offer* offer : offers) {
        // The missing quote is Mesos's own.
        if (offer->role != first.role) {
            return "Aggregated offers must be allocated to the same role. Offer " + offer->id + " uses role '" +
                   offer->role + " but another is using role '" + first.role;
        }
    }
    for (const Offer* offer : offers) {
        if (offer->agentId != first.agentId) {
            return "Aggregated offers must belong to one single agent. Offer " + offer->id + " uses agent " +
                   offer->agentId + " and agent " + first.agentId;
        }
    }
    return {};
}

void Cluster::accept(Framework& framework, const JsonValue& accept)
{
    const JsonArray& offerIds = accept.at("offer_ids").array();
    if (const auto error = offersError(framework, offerIds)) {
        refuseAccept(framework, accept, *error);
        return;
    }

    Resources available;
    const Offer first = *findOffer(offerIds.front().at("value").text());
    for (const JsonValue& offerId : offerIds) {
        const Offer* offer = findOffer(offerId.at("value").text());
        available.add(offer->resources);
        m_timers.cancel(offer->timeout);
        m_offers.erase(offer->number);
    }
    for (const JsonValue& operation : accept.at("operations").array()) {
        if (isLaunch(operation)) {
            launch(framework, first, operation, available);
        } else if (operation.has("id")) {
            sendEvent(framework, events::updateOperationStatus(
                                     {operation.at("id").at("value").text(),
                                      "OPERATION_ERROR",
                                      "The practice cluster has no reservations, volumes or disks to change",
                                      {},
                                      {}}));
        }
    }
    refuseResources(framework, first, available, accept.at("filters"));
    recover(first.agentId, available);
}

void Cluster::refuseAccept(Framework& framework, const JsonValue& accept, const QByteArray& error)
{
    for (const JsonValue& offerId : accept.at("offer_ids").array())
        removeOffer(offerId.at("value").text());
    const char* state = framework.can("PARTITION_AWARE") ? "TASK_DROPPED" : "TASK_LOST";
    for (const JsonValue& operation : accept.at("operations").array()) {
        if (isLaunch(operation)) {
            for (const JsonValue& taskInfo : tasksOf(operation)) {
                sendTaskRefusal(framework, taskInfo, state, "REASON_INVALID_OFFERS",
                                "Task launched with invalid offers: " + error);
            }
        } else if (operation.has("id")) {
            sendEvent(framework, events::updateOperationStatus({operation.at("id").at("value").text(),
                                                                "OPERATION_ERROR",
                                                                "Operation attempted with invalid offers: " + error,
                                                                {},
                                                                {}}));
        }
    }
}

void Cluster::launch(Framework& framework, const Offer& offer, const JsonValue& operation, Resources& available)
{
    const bool isGroup = operation.at("type").text() == "LAUNCH_GROUP";
    const JsonValue& groupExecutor = operation.at("launch_group").at("executor");
    const QByteArray parentContainerId = isGroup ? m_ids.uuid() : QByteArray();
    for (JsonValue taskInfo : tasksOf(operation)) {
        if (isGroup && !taskInfo.has("executor")) {
            JsonValue executor = groupExecutor;
            executor.remove("resources");
            taskInfo.set("executor", executor);
        }
        std::optional<QByteArray> error = taskError(framework, offer, taskInfo);
        const std::expected<Resources, QByteArray> wanted = resourcesOf(taskInfo);
        if (!error && !isGroup && taskInfo.has("executor") == taskInfo.has("command"))
            error = "Task should have at least one (but not both) of CommandInfo or ExecutorInfo present";
        if (!error && !available.contains(*wanted)) {
            error = "Total resources " + wanted->toText(offer.role) +
                    " required by task and its executor is more than available " + available.toText(offer.role);
        }
        if (error) {
            const char* reason = isGroup ? "REASON_TASK_GROUP_INVALID" : "REASON_TASK_INVALID";
            sendTaskRefusal(framework, taskInfo, "TASK_ERROR", reason, *error);
            continue;
        }
        available.subtract(*wanted);
        startTask(framework, offer, taskInfo, *wanted, parentContainerId);
    }
}

std::optional<QByteArray> Cluster::taskError(const Framework& framework, const Offer& offer,
                                             const JsonValue& taskInfo) const
{
    const QByteArray& taskId = taskInfo.at("task_id").at("value").text();
    if (const Refusal error = idError(taskId))
        return error;
    if (framework.tasks.contains(taskId))
        return "Task has duplicate ID: " + taskId;
    if (framework.unreachableTasks.contains(taskId))
        return "Task reuses the ID of an unreachable task: " + taskId;
    const QByteArray& agentId = taskInfo.at("agent_id").at("value").text();
    if (agentId != offer.agentId)
        return "Task uses invalid agent " + agentId + " while agent " + offer.agentId + " is expected";
    if (taskInfo.at("kill_policy").at("grace_period").at("nanoseconds").toInt64() < 0)
        return "Task's 'kill_policy.grace_period' must be non-negative";
    if (taskInfo.at("max_completion_time").at("nanoseconds").toInt64() < 0)
        return "Task's `max_completion_time` must be non-negative";
    if (taskInfo.at("resources").array().empty())
        return "Task uses no resources";
    if (const auto resources = resourcesOf(taskInfo); !resources)
        return "Task uses invalid resources: " + resources.error();
    return {};
}

void Cluster::sendTaskRefusal(const Framework& framework, const JsonValue& taskInfo, const char* state,
                              const char* reason, const QByteArray& message)
{
    TaskStatus status;
    status.taskId = taskInfo.at("task_id").at("value").text();
    status.state = state;
    status.message = message;
    status.source = "SOURCE_MASTER";
    status.reason = reason;
    status.agentId = taskInfo.at("agent_id").at("value").text();
    status.timestamp = timestamp();
    sendEvent(framework, events::update(status));
}

} // namespace mesoscribe::practice
