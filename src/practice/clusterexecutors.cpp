// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "practice/cluster.h"

#include <algorithm>

/// Executors that the master knows of: a framework's own, and the default one of task groups. They end with their last
/// task, as the default one does.
namespace mesoscribe::practice {

using namespace std::chrono_literals;

namespace {

constexpr std::chrono::milliseconds EndTime = 100ms;
constexpr std::chrono::milliseconds MessageTime = 20ms;
/// --executor_shutdown_grace_period, less what an executor keeps for itself of it.
constexpr std::chrono::milliseconds ShutdownGrace = 5s;
constexpr std::chrono::milliseconds ShutdownReserve = 1100ms;

} // namespace

Executor& Cluster::addExecutor(Framework& framework, const Offer& offer, const JsonValue& executorInfo)
{
    const QByteArray executorId = executorInfo.at("executor_id").at("value").text();
    Executor& executor = framework.executors[{offer.agentId, executorId}];
    executor.id = executorId;
    executor.agentId = offer.agentId;
    executor.role = offer.role;
    executor.containerId = m_ids.uuid();
    executor.info = executorInfo;
    executor.resources = Resources::fromJson(executorInfo.at("resources").array()).value_or(Resources());
    executor.processId = m_nextProcessId++;
    return executor;
}

Executor* Cluster::findExecutor(Framework& framework, const QByteArray& agentId, const QByteArray& executorId)
{
    const auto found = framework.executors.find({agentId, executorId});
    return found == framework.executors.end() ? nullptr : &found->second;
}

void Cluster::endIdleExecutor(Framework& framework, const QByteArray& agentId, const QByteArray& executorId)
{
    Executor* executor = findExecutor(framework, agentId, executorId);
    const auto isBusy = [&](const auto& entry) {
        const Task& task = entry.second;
        return task.agentId == agentId && task.executorId == executorId && task.hasExecutor() && !task.isTerminal();
    };
    if (!executor || executor->end != 0 || std::ranges::any_of(framework.tasks, isBusy) ||
        std::ranges::any_of(framework.unreachableTasks, isBusy))
        return;
    executor->end = m_timers.set(now() + EndTime, [this, frameworkId = framework.id, agentId, executorId](SteadyTime) {
        if (const auto owner = m_frameworks.find(frameworkId); owner != m_frameworks.end())
            endExecutor(owner->second, agentId, executorId);
    });
}

void Cluster::endExecutor(Framework& framework, const QByteArray& agentId, const QByteArray& executorId)
{
    const auto found = framework.executors.find({agentId, executorId});
    if (found == framework.executors.end())
        return;
    const Executor executor = found->second;
    framework.executors.erase(found);
    if (executor.holdsResources)
        recover(agentId, executor.resources);
    const Agent* agent = findAgent(agentId);
    if (agent && agent->state == Agent::State::Registered)
        sendEvent(framework, events::failure(agentId, executorId, executor.waitStatus));
}

/// Without a word; on all agents when `agentId` is empty.
void Cluster::removeExecutors(Framework& framework, const QByteArray& agentId)
{
    std::erase_if(framework.executors, [&](const auto& entry) {
        const Executor& executor = entry.second;
        if (!agentId.isEmpty() && executor.agentId != agentId)
            return false;
        m_timers.cancel(executor.end);
        if (executor.holdsResources)
            recover(executor.agentId, executor.resources);
        return true;
    });
}

void Cluster::shutdownExecutor(Framework& framework, const JsonValue& shutdown)
{
    const QByteArray agentId = shutdown.at("agent_id").at("value").text();
    const QByteArray executorId = shutdown.at("executor_id").at("value").text();
    const Agent* agent = findAgent(agentId);
    if (!agent || agent->state != Agent::State::Registered)
        return;
    std::optional<std::chrono::milliseconds> grace = ShutdownGrace;
    if (const Executor* executor = findExecutor(framework, agentId, executorId)) {
        const JsonValue& asked = executor->info.at("shutdown_grace_period");
        if (!asked.isNull())
            grace = std::chrono::milliseconds(asked.at("nanoseconds").toInt64() / 1'000'000);
    }
    grace = std::max(*grace - ShutdownReserve, 0ms);
    QByteArrayList tasks;
    for (const auto& [taskId, task] : framework.tasks) {
        if (task.agentId == agentId && task.executorId == executorId)
            tasks += taskId;
    }
    for (const QByteArray& taskId : tasks) {
        Task& task = framework.tasks.at(taskId);
        // The default executor gives its tasks their usual grace.
        killTask(framework, task, task.runner == Runner::DefaultExecutor ? std::nullopt : grace);
    }
    endIdleExecutor(framework, agentId, executorId);
}

void Cluster::passMessage(const Framework& framework, const JsonValue& message)
{
    const QByteArray agentId = message.at("agent_id").at("value").text();
    const QByteArray executorId = message.at("executor_id").at("value").text();
    const Agent* agent = findAgent(agentId);
    const auto executor = framework.executors.find({agentId, executorId});
    // The executors that come with Mesos throw messages away; a framework's own says them back.
    if (!agent || agent->state != Agent::State::Registered || executor == framework.executors.end() ||
        executor->second.info.at("type").text() == "DEFAULT")
        return;
    m_timers.set(now() + MessageTime,
                 [this, frameworkId = framework.id, agentId, executorId, data = message.at("data").text()](SteadyTime) {
                     const auto owner = m_frameworks.find(frameworkId);
                     if (owner != m_frameworks.end() && findExecutor(owner->second, agentId, executorId))
                         sendEvent(owner->second, events::message(agentId, executorId, data));
                 });
}

} // namespace mesoscribe::practice
