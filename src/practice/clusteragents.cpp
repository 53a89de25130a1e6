// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "practice/cluster.h"

#include <algorithm>
#include <utility>

/// Agents that stop answering and come back, and what that means for tasks (Master::exited, Master::_markUnreachable,
/// Master::__reregisterSlave).
namespace mesoscribe::practice {

int Cluster::loseAgent(const QByteArray& agentId)
{
    const auto lost = std::ranges::find_if(m_agents, [&agentId](const Agent& agent) {
        return agent.state == Agent::State::Registered && (agentId.isEmpty() || agent.id == agentId);
    });
    if (lost == m_agents.end())
        return 0;
    lost->state = Agent::State::Disconnected;
    rescindOffersOf(lost->id);
    for (auto& [frameworkId, framework] : m_frameworks) {
        if (!framework.info.at("checkpoint").toBool())
            dropTasks(framework, *lost);
    }
    lost->giveUp = m_timers.set(now() + m_options.agentTimeout, [this, id = lost->id](SteadyTime) { giveUpAgent(id); });
    return 1;
}

void Cluster::giveUpAgent(const QByteArray& agentId)
{
    Agent* agent = findAgent(agentId);
    if (!agent || agent->state != Agent::State::Disconnected)
        return;
    agent->state = Agent::State::Unreachable;
    agent->unreachableSince = m_clock.wall();
    agent->giveUp = 0;
    reportLostOperations(*agent);
    for (auto& [frameworkId, framework] : m_frameworks) {
        QByteArrayList tasks;
        for (const auto& [taskId, task] : framework.tasks) {
            if (task.agentId == agentId)
                tasks += taskId;
        }
        for (const QByteArray& taskId : tasks)
            loseTask(framework, taskId, *agent);
        for (auto& [key, executor] : framework.executors) {
            if (executor.agentId == agentId && std::exchange(executor.holdsResources, false))
                recover(agentId, executor.resources);
        }
    }
    for (const auto& [frameworkId, framework] : m_frameworks)
        sendEvent(framework, events::failure(agentId));
}

void Cluster::rescindOffersOf(const QByteArray& agentId)
{
    QByteArrayList offers;
    for (const auto& [number, offer] : m_offers) {
        if (offer.agentId == agentId)
            offers += offer.id;
    }
    for (const QByteArray& offerId : offers)
        rescind(offerId);
    QByteArrayList inverseOffers;
    for (const auto& [number, offer] : m_inverseOffers) {
        if (offer.agentId == agentId)
            inverseOffers += offer.id;
    }
    for (const QByteArray& offerId : inverseOffers)
        rescindInverseOffer(offerId);
}

/// What is not checkpointed ends with the agent's process.
void Cluster::dropTasks(Framework& framework, const Agent& agent)
{
    QByteArrayList tasks;
    for (const auto& [taskId, task] : framework.tasks) {
        if (task.agentId == agent.id)
            tasks += taskId;
    }
    for (const QByteArray& taskId : tasks) {
        const Task& task = framework.tasks.at(taskId);
        TaskStatus status;
        status.taskId = taskId;
        status.state = "TASK_LOST";
        status.message = "Agent " + agent.hostname + " disconnected";
        status.source = "SOURCE_MASTER";
        status.reason = "REASON_AGENT_DISCONNECTED";
        status.agentId = agent.id;
        status.executorId = task.hasExecutor() ? task.executorId : QByteArray();
        status.timestamp = timestamp();
        forgetTask(framework, taskId);
        sendEvent(framework, events::update(status));
    }
    removeExecutors(framework, agent.id);
}

void Cluster::loseTask(Framework& framework, const QByteArray& taskId, const Agent& agent)
{
    auto node = framework.tasks.extract(taskId);
    Task& task = node.mapped();
    releaseResources(task);
    m_timers.cancel(std::exchange(task.retry, 0));
    TaskStatus status;
    status.taskId = taskId;
    status.state = framework.can("PARTITION_AWARE") ? "TASK_UNREACHABLE" : "TASK_LOST";
    status.message = "health check timed out";
    status.source = "SOURCE_MASTER";
    status.reason = "REASON_AGENT_REMOVED";
    status.agentId = task.agentId;
    status.executorId = task.hasExecutor() ? task.executorId : QByteArray();
    status.timestamp = timestamp();
    status.unreachableNanoseconds = agent.unreachableSince.time_since_epoch().count() * 1'000'000;
    framework.unreachableTasks.insert(std::move(node));
    sendEvent(framework, events::update(status));
}

int Cluster::returnAgents()
{
    int returned = 0;
    for (Agent& agent : m_agents) {
        if (agent.state == Agent::State::Registered)
            continue;
        const bool wasGivenUp = agent.state == Agent::State::Unreachable;
        m_timers.cancel(std::exchange(agent.giveUp, 0));
        agent.state = Agent::State::Registered;
        agent.registeredAt = m_clock.wall();
        for (auto& [frameworkId, framework] : m_frameworks) {
            if (wasGivenUp)
                takeBackTasks(framework, agent);
            for (auto& [taskId, task] : framework.tasks) {
                if (task.agentId == agent.id && std::exchange(task.isKilledOnReturn, false))
                    killTask(framework, task, std::nullopt);
            }
            resumeUpdates(framework, agent.id);
        }
        ++returned;
    }
    if (returned > 0)
        requestAllocation(When::AtOnce);
    return returned;
}

/// The tasks went on meanwhile, and count again whatever was said of them.
void Cluster::takeBackTasks(Framework& framework, Agent& agent)
{
    QByteArrayList tasks;
    for (const auto& [taskId, task] : framework.unreachableTasks) {
        if (task.agentId == agent.id)
            tasks += taskId;
    }
    for (auto& [key, executor] : framework.executors) {
        if (executor.agentId == agent.id && !std::exchange(executor.holdsResources, true))
            agent.inUse.add(executor.resources);
    }
    for (const QByteArray& taskId : tasks) {
        Task& task = framework.tasks.insert(framework.unreachableTasks.extract(taskId)).position->second;
        if (!task.isTerminal()) {
            task.holdsResources = true;
            agent.inUse.add(task.resources);
        }
        TaskStatus status = statusOf(task, task.latestState);
        status.message = "Unreachable agent re-reregistered";
        status.source = "SOURCE_MASTER";
        status.reason = "REASON_AGENT_REREGISTERED";
        status.executorId = task.hasExecutor() ? task.executorId : QByteArray();
        status.timestamp = timestamp();
        status.isHealthy = task.isHealthy;
        status.checkStatus = task.checkStatus;
        sendEvent(framework, events::update(status));
    }
}

} // namespace mesoscribe::practice
