// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "practice/cluster.h"

#include <algorithm>

/// Answers to RECONCILE (Master::reconcile; docs/reconciliation.md).
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
    status.executorId = task.hasExecutor() ? task.executorId : QByteArray();
    status.timestamp = timestamp();
    status.isHealthy = task.isHealthy;
    status.checkStatus = task.checkStatus;
    if (!task.forwardedState.isEmpty())
        status.containerStatus = containerStatus(task, task.forwardedState);
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
    if (agent && (agent->state == Agent::State::Registered || agent->state == Agent::State::Disconnected)) {
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

} // namespace mesoscribe::practice
