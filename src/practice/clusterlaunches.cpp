// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "practice/cluster.h"
#include "practice/operationparts.h"
#include "practice/taskvalidation.h"

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

/// Of a TaskInfo or an ExecutorInfo that has been looked at.
Resources amountIn(const JsonValue& info)
{
    return Resources::fromJson(info.at("resources").array()).value_or(Resources());
}

/// What the master fills in for LAUNCH (and not for LAUNCH_GROUP).
JsonValue completed(JsonValue taskInfo, const QByteArray& frameworkId)
{
    JsonValue health = taskInfo.at("health_check");
    if (!health.isNull() && !health.has("type") && health.has("command") != health.has("http")) {
        health.set("type", health.has("command") ? "COMMAND" : "HTTP");
        taskInfo.set("health_check", health);
    }
    JsonValue executor = taskInfo.at("executor");
    if (!executor.isNull()) {
        // Always last, so that the same executor looks the same with and without it.
        const JsonValue id = executor.has("framework_id") ? executor.at("framework_id") : idObject(frameworkId);
        executor.remove("framework_id");
        executor.set("framework_id", id);
        taskInfo.set("executor", executor);
    }
    return taskInfo;
}

std::optional<QByteArray> rolesError(const JsonArray& resources)
{
    QByteArray role;
    for (const JsonValue& resource : resources) {
        const QByteArray& other = resource.at("allocation_info").at("role").text();
        if (!role.isEmpty() && !other.isEmpty() && other != role) {
            return "The resources have multiple allocation roles ('" + other + "' and '" + role +
                   "') but only one allocation role is allowed";
        }
        role = other.isEmpty() ? role : other;
    }
    return {};
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

    Resources offered;
    const Offer first = *findOffer(offerIds.front().at("value").text());
    for (const JsonValue& offerId : offerIds) {
        const Offer* offer = findOffer(offerId.at("value").text());
        offered.add(offer->resources);
        m_timers.cancel(offer->timeout);
        m_offers.erase(offer->number);
    }
    // What a volume was grown or shrunk to is out of reach of the operations that follow.
    Resources available = offered;
    Resources resized;
    for (const JsonValue& operation : accept.at("operations").array()) {
        if (isLaunch(operation))
            launch(framework, first, operation, available);
        else if (isResourceOperation(operation))
            operate(framework, first, operation, available, resized);
    }
    // What the operations changed is not refused.
    Resources left = available;
    left.add(resized);
    Resources changed = left;
    changed.subtract(offered);
    Resources declined = available;
    declined.subtract(changed);
    refuseResources(framework, first, declined, accept.at("filters"));
    recover(first.agentId, left);
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
        } else if (isResourceOperation(operation)) {
            dropOperation(framework, operation, "Operation attempted with invalid offers: " + error);
        }
    }
}

void Cluster::launch(Framework& framework, const Offer& offer, const JsonValue& operation, Resources& available)
{
    if (operation.at("type").text() == "LAUNCH_GROUP") {
        launchGroup(framework, offer, operation, available);
        return;
    }
    for (const JsonValue& sent : tasksOf(operation)) {
        const JsonValue taskInfo = completed(sent, framework.id);
        std::optional<QByteArray> error;
        if (operation.has("id"))
            error = "The `id` field cannot be set on LAUNCH operations";
        if (!error)
            error = taskError(framework, offer, taskInfo);
        if (!error)
            error = taskExecutorError(framework, offer, taskInfo, available);
        if (error) {
            sendTaskRefusal(framework, sent, "TASK_ERROR", "REASON_TASK_INVALID", *error);
            continue;
        }
        Runner runner = Runner::Command;
        if (taskInfo.has("executor")) {
            runner = Runner::CustomExecutor;
            const JsonValue& executor = taskInfo.at("executor");
            if (!findExecutor(framework, offer.agentId, executor.at("executor_id").at("value").text()))
                available.subtract(addExecutor(framework, offer, executor).resources);
        } else if (taskInfo.at("container").at("type").text() == "DOCKER") {
            runner = Runner::Docker;
        }
        available.subtract(addTask(framework, offer, taskInfo, runner).resources);
    }
}

void Cluster::launchGroup(Framework& framework, const Offer& offer, const JsonValue& operation, Resources& available)
{
    const JsonValue& executor = operation.at("launch_group").at("executor");
    JsonArray tasks = tasksOf(operation);
    QByteArrayList ids;
    for (JsonValue& taskInfo : tasks) {
        if (!taskInfo.has("executor"))
            taskInfo.set("executor", executor);
        ids += taskInfo.at("task_id").at("value").text();
    }
    std::optional<QByteArray> error;
    if (operation.has("id"))
        error = "The `id` field cannot be set on LAUNCH_GROUP operations";
    if (!error)
        error = groupError(framework, offer, executor, tasks, available);
    if (error) {
        for (const JsonValue& taskInfo : tasks)
            sendTaskRefusal(framework, taskInfo, "TASK_ERROR", "REASON_TASK_GROUP_INVALID", *error);
        return;
    }
    if (tasks.empty())
        return;
    if (!findExecutor(framework, offer.agentId, executor.at("executor_id").at("value").text()))
        available.subtract(addExecutor(framework, offer, executor).resources);
    for (const JsonValue& taskInfo : tasks) {
        Task& task = addTask(framework, offer, taskInfo, Runner::DefaultExecutor);
        task.group = ids;
        available.subtract(task.resources);
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
    if (const Refusal error = taskBehaviourError(taskInfo))
        return error;
    const JsonArray& resources = taskInfo.at("resources").array();
    if (resources.empty())
        return "Task uses no resources";
    if (const auto amount = Resources::fromJson(resources); !amount)
        return "Task uses invalid resources: " + amount.error();
    if (const auto error = rolesError(resources))
        return "Invalid task resources: " + *error;
    return taskContentError(taskInfo);
}

std::optional<QByteArray> Cluster::taskExecutorError(const Framework& framework, const Offer& offer,
                                                     const JsonValue& taskInfo, const Resources& available) const
{
    if (taskInfo.has("executor") == taskInfo.has("command"))
        return "Task should have at least one (but not both) of CommandInfo or ExecutorInfo present";
    Resources total = amountIn(taskInfo);
    if (taskInfo.has("executor")) {
        const JsonValue& executor = taskInfo.at("executor");
        if (const Refusal error = executorError(executor, framework.id))
            return error;
        if (const auto error = executorConflict(framework, offer, executor))
            return error;
        if (const Refusal error = singleTaskError(taskInfo))
            return error;
        const QByteArray& executorId = executor.at("executor_id").at("value").text();
        if (!framework.executors.contains({offer.agentId, executorId}))
            total.add(amountIn(executor));
    }
    if (!available.contains(total)) {
        return "Total resources " + total.toText(offer.role) +
               " required by task and its executor is more than available " + available.toText(offer.role);
    }
    const JsonValue& shares = taskInfo.at("container").at("linux_info").at("share_cgroups");
    if (!shares.isNull() && !shares.toBool())
        return "Only tasks in a task group may have 'share_cgroups' set to 'false'";
    return {};
}

std::optional<QByteArray> Cluster::groupError(const Framework& framework, const Offer& offer, const JsonValue& executor,
                                              const JsonArray& tasks, const Resources& available) const
{
    QByteArrayList ids;
    Resources total;
    for (const JsonValue& taskInfo : tasks) {
        const QByteArray& taskId = taskInfo.at("task_id").at("value").text();
        std::optional<QByteArray> error = taskError(framework, offer, taskInfo);
        if (!error && ids.contains(taskId))
            error = "Task has duplicate ID: " + taskId;
        if (!error)
            error = groupedTaskError(taskInfo);
        if (error)
            return "Task '" + taskId + "' is invalid: " + *error;
        ids += taskId;
        total.add(amountIn(taskInfo));
    }
    if (const Refusal error = executorError(executor, framework.id))
        return error;
    if (const auto error = executorConflict(framework, offer, executor))
        return error;
    if (const Refusal error = groupExecutorError(executor, tasks))
        return error;
    const QByteArray& executorId = executor.at("executor_id").at("value").text();
    if (!framework.executors.contains({offer.agentId, executorId}))
        total.add(amountIn(executor));
    if (!available.contains(total)) {
        return "Total resources " + total.toText(offer.role) +
               " required by task group and its executor are more than available " + available.toText(offer.role);
    }
    return groupShareError(executor, tasks);
}

std::optional<QByteArray> Cluster::executorConflict(const Framework& framework, const Offer& offer,
                                                    const JsonValue& executor) const
{
    const auto known = framework.executors.find({offer.agentId, executor.at("executor_id").at("value").text()});
    if (known == framework.executors.end() || known->second.info == executor)
        return {};
    const QByteArray line = "------------------------------------------------------------\n";
    return "ExecutorInfo is not compatible with existing ExecutorInfo with same ExecutorID.\n" + line +
           "Existing ExecutorInfo:\n" + known->second.info.toJson() + '\n' + line + "ExecutorInfo:\n" +
           executor.toJson() + '\n' + line;
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
