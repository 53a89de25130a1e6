// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "practice/cluster.h"

#include <algorithm>

/// Answers to RECONCILE and RECONCILE_OPERATIONS (Master::reconcile; docs/reconciliation.md).
namespace mesoscribe::practice {

void Cluster::reconcile(const Framework& framework, const JsonArray& tasks)
{
    for (const JsonValue& task : tasks)
        reconcileTask(framework, task);
    if (!tasks.empty())
        return;
    for (const auto& [taskId, task] : framework.tasks)
        sendKnownState(framework, task);
}

void Cluster::sendKnownState(const Framework& framework, const Task& task)
{
    TaskStatus status;
    status.taskId = task.id;
    status.state = task.forwardedState.isEmpty() ? task.latestState : task.forwardedState;
    status.message = "Reconciliation: Latest task state";
    status.source = "SOURCE_MASTER";
    status.reason = "REASON_RECONCILIATION";
    status.agentId = task.agentId;
    status.executorId = task.executorId == task.id ? QByteArray() : task.executorId;
    status.timestamp = timestamp();
    if (!task.forwardedState.isEmpty())
        status.containerStatus = containerStatus(task);
    sendEvent(framework, events::update(status));
}

void Cluster::reconcileTask(const Framework& framework, const JsonValue& task)
{
    const QByteArray& taskId = task.at("task_id").at("value").text();
    if (const auto known = framework.tasks.find(taskId); known != framework.tasks.end()) {
        sendKnownState(framework, known->second);
        return;
    }
    const QByteArray& agentId = task.at("agent_id").at("value").text();
    const Agent* agent = findAgent(agentId);
    const bool mayYetBeKnown =
        task.has("agent_id")
            ? agent && agent->state == Agent::State::Recovered
            : std::ranges::any_of(m_agents, [](const Agent& any) { return any.state == Agent::State::Recovered; });
    if (mayYetBeKnown)
        return;

    TaskStatus status;
    status.taskId = taskId;
    status.source = "SOURCE_MASTER";
    status.reason = "REASON_RECONCILIATION";
    status.agentId = agentId;
    status.timestamp = timestamp();
    if (agent && agent->state == Agent::State::Registered) {
        status.state = "TASK_GONE";
        status.message = "Reconciliation: Task is unknown to the agent";
    } else if (agent) {
        status.state = "TASK_UNREACHABLE";
        status.message = "Reconciliation: Task is unreachable";
        status.unreachableNanoseconds = agent->unreachableSince.time_since_epoch().count() * 1'000'000;
    } else {
        status.state = "TASK_UNKNOWN";
        status.message = "Reconciliation: Task is unknown";
    }
    if (!framework.can("PARTITION_AWARE"))
        status.state = "TASK_LOST";
    sendEvent(framework, events::update(status));
}

void Cluster::reconcileOperations(const Framework& framework, const JsonArray& operations)
{
    for (const JsonValue& operation : operations) {
        OperationStatus status;
        status.operationId = operation.at("operation_id").at("value").text();
        status.agentId = operation.at("agent_id").at("value").text();
        status.resourceProviderId = operation.at("resource_provider_id").at("value").text();
        status.state = "OPERATION_UNKNOWN";
        const Agent* agent = findAgent(status.agentId);
        if (!operation.has("agent_id")) {
            status.message = "Reconciliation: Operation is unknown and no 'agent_id' was provided";
        } else if (!agent) {
            status.message = "Reconciliation: Both operation and agent are unknown";
        } else if (agent->state == Agent::State::Registered) {
            status.message = "Reconciliation: Operation is unknown";
        } else if (agent->state == Agent::State::Recovered) {
            status.state = "OPERATION_RECOVERING";
            status.message = "Reconciliation: Agent is recovered but has not re-registered";
        } else {
            status.state = "OPERATION_UNREACHABLE";
            status.message = "Reconciliation: Agent is unreachable";
        }
        sendEvent(framework, events::updateOperationStatus(status));
    }
}

} // namespace mesoscribe::practice
