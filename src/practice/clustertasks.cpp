// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "practice/cluster.h"
#include "practice/commandplan.h"

#include <algorithm>

/// Tasks: what a simulated agent does with them, and how it reports (src/slave/task_status_update_manager.cpp).
namespace mesoscribe::practice {

using namespace std::chrono_literals;

namespace {

constexpr std::chrono::milliseconds StartUp = 100ms;
constexpr std::chrono::milliseconds KillTime = 50ms;
constexpr std::chrono::milliseconds FirstRetry = 10s;
constexpr std::chrono::milliseconds LongestRetry = 10min;

} // namespace

Task* Cluster::findTask(const QByteArray& frameworkId, const QByteArray& taskId)
{
    const auto framework = m_frameworks.find(frameworkId);
    if (framework == m_frameworks.end())
        return nullptr;
    const auto task = framework->second.tasks.find(taskId);
    return task == framework->second.tasks.end() ? nullptr : &task->second;
}

void Cluster::startTask(Framework& framework, const Offer& offer, const JsonValue& taskInfo, const Resources& resources,
                        const QByteArray& parentContainerId)
{
    const QByteArray taskId = taskInfo.at("task_id").at("value").text();
    Task& task = framework.tasks[taskId];
    task.id = taskId;
    task.name = taskInfo.at("name").text();
    task.agentId = offer.agentId;
    task.executorId = taskInfo.has("executor") ? taskInfo.at("executor").at("executor_id").at("value").text() : taskId;
    task.role = offer.role;
    task.containerId = m_ids.uuid();
    task.parentContainerId = parentContainerId;
    task.processId = m_nextProcessId++;
    task.resources = resources;
    task.latestState = "TASK_STAGING";

    const CommandPlan plan = planCommand(taskInfo);
    task.exitStatus = plan.exitStatus;
    const auto finish = [this, frameworkId = framework.id, taskId](SteadyTime) {
        if (const Task* running = findTask(frameworkId, taskId)) {
            const bool isGood = running->exitStatus == 0;
            endTask(frameworkId, taskId, isGood ? "TASK_FINISHED" : "TASK_FAILED",
                    "Command exited with status " + QByteArray::number(running->exitStatus));
        }
    };
    task.life = m_timers.set(now() + StartUp, [this, frameworkId = framework.id, taskId, plan, finish](SteadyTime due) {
        Task* started = findTask(frameworkId, taskId);
        if (!started)
            return;
        Framework& owner = m_frameworks.at(frameworkId);
        report(owner, *started, "TASK_STARTING", {});
        report(owner, *started, "TASK_RUNNING", {});
        started->life = m_timers.set(due + plan.duration, finish);
    });
}

void Cluster::endTask(const QByteArray& frameworkId, const QByteArray& taskId, const QByteArray& state,
                      const QByteArray& message)
{
    Task* task = findTask(frameworkId, taskId);
    if (!task || task->isTerminal())
        return;
    m_timers.cancel(task->life);
    report(m_frameworks.at(frameworkId), *task, state, message);
    releaseResources(*task);
}

void Cluster::report(Framework& framework, Task& task, const QByteArray& state, const QByteArray& message)
{
    task.latestState = state;
    task.updates.push_back({state, message, m_ids.uuidBytes(), timestamp()});
    if (task.updates.size() == 1) {
        task.retryAfter = FirstRetry;
        sendFirstUpdate(framework, task);
    }
}

void Cluster::sendFirstUpdate(Framework& framework, Task& task)
{
    const PendingUpdate& update = task.updates.front();
    task.forwardedState = update.state;
    TaskStatus status;
    status.taskId = task.id;
    status.state = update.state;
    status.message = update.message;
    status.source = "SOURCE_EXECUTOR";
    status.agentId = task.agentId;
    status.executorId = task.executorId;
    status.timestamp = update.timestamp;
    status.uuid = update.uuid;
    status.containerStatus = containerStatus(task);
    sendEvent(framework, events::update(status));

    const auto again = [this, frameworkId = framework.id, taskId = task.id](SteadyTime) {
        Task* waiting = findTask(frameworkId, taskId);
        if (!waiting || waiting->updates.empty())
            return;
        waiting->retryAfter = std::min(waiting->retryAfter * 2, LongestRetry);
        sendFirstUpdate(m_frameworks.at(frameworkId), *waiting);
    };
    m_timers.cancel(task.retry);
    task.retry = m_timers.set(now() + task.retryAfter, again);
}

void Cluster::acknowledge(Framework& framework, const JsonValue& acknowledge)
{
    const QByteArray taskId = acknowledge.at("task_id").at("value").text();
    Task* task = findTask(framework.id, taskId);
    if (!task || task->agentId != acknowledge.at("agent_id").at("value").text() || task->updates.empty() ||
        task->updates.front().uuid != acknowledge.at("uuid").text())
        return;
    m_timers.cancel(task->retry);
    task->updates.pop_front();
    if (!task->updates.empty()) {
        task->retryAfter = FirstRetry;
        sendFirstUpdate(framework, *task);
    } else if (task->isTerminal()) {
        forgetTask(framework, taskId);
    }
}

void Cluster::kill(Framework& framework, const JsonValue& kill)
{
    const QByteArray taskId = kill.at("task_id").at("value").text();
    Task* task = findTask(framework.id, taskId);
    if (!task) {
        reconcileTask(framework, kill);
        return;
    }
    const bool isElsewhere = kill.has("agent_id") && kill.at("agent_id").at("value").text() != task->agentId;
    if (isElsewhere || task->isTerminal() || task->latestState == "TASK_KILLING")
        return;
    m_timers.cancel(task->life);
    if (framework.can("TASK_KILLING_STATE"))
        report(framework, *task, "TASK_KILLING", {});
    task->life = m_timers.set(now() + KillTime, [this, frameworkId = framework.id, taskId](SteadyTime) {
        endTask(frameworkId, taskId, "TASK_KILLED", "Command terminated with signal Terminated");
    });
}

void Cluster::loseTask(Framework& framework, const QByteArray& taskId, const Agent& agent)
{
    const Task& task = framework.tasks.at(taskId);
    const qint64 since = agent.unreachableSince.time_since_epoch().count() * 1'000'000;
    TaskStatus status;
    status.taskId = taskId;
    status.state = framework.can("PARTITION_AWARE") ? "TASK_UNREACHABLE" : "TASK_LOST";
    status.message = "health check timed out";
    status.source = "SOURCE_MASTER";
    status.reason = "REASON_AGENT_REMOVED";
    status.agentId = task.agentId;
    status.executorId = task.executorId == task.id ? QByteArray() : task.executorId;
    status.timestamp = timestamp();
    status.unreachableNanoseconds = since;
    sendEvent(framework, events::update(status));
    forgetTask(framework, taskId);
    framework.unreachableTasks.insert(taskId);
}

void Cluster::forgetTask(Framework& framework, const QByteArray& taskId)
{
    const auto found = framework.tasks.find(taskId);
    if (found == framework.tasks.end())
        return;
    m_timers.cancel(found->second.retry);
    m_timers.cancel(found->second.life);
    releaseResources(found->second);
    framework.tasks.erase(found);
}

void Cluster::releaseResources(Task& task)
{
    if (std::exchange(task.holdsResources, false))
        recover(task.agentId, task.resources);
}

JsonValue Cluster::containerStatus(const Task& task) const
{
    JsonValue containerId = idObject(task.containerId);
    if (!task.parentContainerId.isEmpty())
        containerId.set("parent", idObject(task.parentContainerId));
    const JsonValue address = JsonObject{{"protocol", "IPv4"}, {"ip_address", "127.0.0.1"}};
    return JsonObject{{"container_id", containerId},
                      {"network_infos", JsonArray{JsonObject{{"ip_addresses", JsonArray{address}}}}},
                      {"executor_pid", task.processId}};
}

} // namespace mesoscribe::practice
