// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "practice/cluster.h"
#include "practice/dockertasks.h"

#include <algorithm>
#include <utility>

/// Tasks: how a simulated agent starts them, sees them end, and reports
/// (src/launcher/executor.cpp, src/docker/executor.cpp, src/slave/task_status_update_manager.cpp).
namespace mesoscribe::practice {

using namespace std::chrono_literals;

namespace {

constexpr std::chrono::milliseconds StartUp = 100ms;
/// From a signal to the report of what it did.
constexpr std::chrono::milliseconds ReapTime = 50ms;
constexpr std::chrono::milliseconds FirstRetry = 10s;
constexpr std::chrono::milliseconds LongestRetry = 10min;
constexpr int Terminate = 15;
constexpr int Kill = 9;

/// What a check says before its first result.
JsonValue emptyCheckStatus(const JsonValue& check)
{
    if (check.isNull())
        return {};
    const QByteArray& type = check.at("type").text();
    return JsonObject{{"type", type}, {type.toLower(), JsonObject()}};
}

} // namespace

Task* Cluster::findTask(const QByteArray& frameworkId, const QByteArray& taskId)
{
    const auto framework = m_frameworks.find(frameworkId);
    if (framework == m_frameworks.end())
        return nullptr;
    for (std::map<QByteArray, Task>* tasks : {&framework->second.tasks, &framework->second.unreachableTasks}) {
        if (const auto task = tasks->find(taskId); task != tasks->end())
            return &task->second;
    }
    return nullptr;
}

Task& Cluster::addTask(Framework& framework, const Offer& offer, const JsonValue& taskInfo, Runner runner)
{
    const QByteArray taskId = taskInfo.at("task_id").at("value").text();
    Task& task = framework.tasks[taskId];
    task.id = taskId;
    task.name = taskInfo.at("name").text();
    task.agentId = offer.agentId;
    task.role = offer.role;
    task.containerId = m_ids.uuid();
    task.processId = m_nextProcessId++;
    task.info = taskInfo;
    task.runner = runner;
    task.plan = planCommand(taskInfo);
    task.resources = Resources::fromJson(taskInfo.at("resources").array()).value_or(Resources());
    task.latestState = "TASK_STAGING";
    task.executorId = taskId;
    if (task.hasExecutor()) {
        task.executorId = taskInfo.at("executor").at("executor_id").at("value").text();
        if (Executor* executor = findExecutor(framework, task.agentId, task.executorId)) {
            m_timers.cancel(executor->end);
            executor->end = 0;
            task.processId = executor->processId;
            if (runner == Runner::DefaultExecutor)
                task.parentContainerId = executor->containerId;
            else
                task.containerId = executor->containerId;
        }
    }
    task.life = m_timers.set(now() + StartUp, [this, frameworkId = framework.id, taskId](SteadyTime due) {
        startTask(frameworkId, taskId, due);
    });
    return task;
}

void Cluster::startTask(const QByteArray& frameworkId, const QByteArray& taskId, SteadyTime due)
{
    Task* task = findTask(frameworkId, taskId);
    if (!task)
        return;
    Framework& framework = m_frameworks.at(frameworkId);
    if (task->runner == Runner::Docker && isMissingImage(task->info.at("container"))) {
        failOnAgent(framework, *task, "TASK_FAILED", "REASON_CONTAINER_LAUNCH_FAILED",
                    missingImageMessage(task->info.at("container")));
        return;
    }
    if (task->runner == Runner::CustomExecutor && task->plan.exitStatus != 0 && task->plan.duration <= StartUp) {
        // An executor that ends at once never asks for its tasks.
        if (Executor* executor = findExecutor(framework, task->agentId, task->executorId))
            executor->waitStatus = task->plan.exitStatus << 8;
        failOnAgent(framework, *task, "TASK_FAILED", "REASON_EXECUTOR_TERMINATED", "Executor terminated");
        return;
    }
    report(framework, *task, statusOf(*task, "TASK_STARTING"));
    TaskStatus running = statusOf(*task, "TASK_RUNNING");
    if (task->runner == Runner::Docker)
        running.data = dockerInspection(task->info, task->containerId, task->processId);
    report(framework, *task, std::move(running));

    task->runningSince = due;
    scheduleEnd(frameworkId, *task);
    const qint64 most = task->info.at("max_completion_time").at("nanoseconds").toInt64();
    if (most > 0) {
        task->completion = m_timers.set(due + std::chrono::milliseconds(most / 1'000'000),
                                        [this, frameworkId, taskId](SteadyTime) { killForTime(frameworkId, taskId); });
    }
    startChecks(frameworkId, *task);
}

void Cluster::scheduleEnd(const QByteArray& frameworkId, Task& task)
{
    const CommandPlan& plan = task.plan;
    SteadyTime end = task.runningSince + plan.duration;
    int exitStatus = plan.exitStatus;
    int signal = plan.signal;
    const auto endsSooner = [&](SteadyTime other, int otherStatus, int otherSignal) {
        if (other >= end)
            return;
        end = other;
        exitStatus = otherStatus;
        signal = otherSignal;
    };
    if (task.killedAt) {
        // Docker's client tells a container's signal as a status.
        const bool isDocker = task.runner == Runner::Docker;
        const auto bySignal = [&](SteadyTime when, int number) {
            endsSooner(when + ReapTime, isDocker ? 128 + number : 0, isDocker ? 0 : number);
        };
        if (plan.onTerminate == CommandPlan::OnTerminate::Dies)
            bySignal(*task.killedAt, Terminate);
        if (plan.onTerminate == CommandPlan::OnTerminate::Exits)
            endsSooner(*task.killedAt + ReapTime + plan.terminateDelay, plan.terminateStatus, 0);
        bySignal(task.forcedAt, Kill);
    }
    m_timers.cancel(task.life);
    task.life = m_timers.set(end, [this, frameworkId, taskId = task.id, exitStatus, signal](SteadyTime) {
        if (Task* ended = findTask(frameworkId, taskId))
            endTask(m_frameworks.at(frameworkId), *ended, exitStatus, signal);
    });
}

void Cluster::endTask(Framework& framework, Task& task, int exitStatus, int signal)
{
    if (task.isTerminal())
        return;
    const bool isGood = exitStatus == 0 && signal == 0;
    TaskStatus status = statusOf(task, task.hasRunOutOfTime ? "TASK_FAILED"
                                       : task.killedAt      ? "TASK_KILLED"
                                       : isGood             ? "TASK_FINISHED"
                                                            : "TASK_FAILED");
    if (task.runner != Runner::CustomExecutor) {
        const QByteArray what = task.runner == Runner::Docker ? "Container " : "Command ";
        status.message = what + endText(exitStatus, signal);
    }
    if (task.hasRunOutOfTime)
        status.reason = "REASON_MAX_COMPLETION_TIME_REACHED";
    if (task.isKilledForHealth)
        status.isHealthy = false;
    report(framework, task, std::move(status));
    killRestOfGroup(framework, task);
    if (task.hasExecutor())
        endIdleExecutor(framework, task.agentId, task.executorId);
}

void Cluster::failOnAgent(Framework& framework, Task& task, const char* state, const char* reason,
                          const QByteArray& message)
{
    TaskStatus status = statusOf(task, state);
    status.source = "SOURCE_AGENT";
    status.reason = reason;
    status.message = message;
    status.checkStatus = {};
    status.containerStatus = {};
    report(framework, task, std::move(status));
    if (task.hasExecutor())
        endIdleExecutor(framework, task.agentId, task.executorId);
}

TaskStatus Cluster::statusOf(const Task& task, const QByteArray& state) const
{
    TaskStatus status;
    status.taskId = task.id;
    status.state = state;
    status.source = "SOURCE_EXECUTOR";
    status.agentId = task.agentId;
    status.executorId = task.executorId;
    status.checkStatus = emptyCheckStatus(task.info.at("check"));
    status.containerStatus = containerStatus(task, state);
    return status;
}

void Cluster::report(Framework& framework, Task& task, TaskStatus status)
{
    status.timestamp = timestamp();
    status.uuid = m_ids.uuidBytes();
    task.latestState = status.state;
    task.isHealthy = status.isHealthy;
    task.checkStatus = status.checkStatus;
    task.updates.push_back(std::move(status));
    if (task.isTerminal()) {
        stopTimers(task);
        releaseResources(task);
    }
    if (task.updates.size() == 1) {
        task.retryAfter = FirstRetry;
        sendFirstUpdate(framework, task);
    }
}

void Cluster::sendFirstUpdate(Framework& framework, Task& task)
{
    m_timers.cancel(task.retry);
    task.retry = 0;
    const Agent* agent = findAgent(task.agentId);
    if (!agent || agent->state != Agent::State::Registered || task.updates.empty())
        return;
    // The master passes it on to whoever is there, and tells nobody that it did not.
    if (framework.isConnected)
        task.forwardedState = task.updates.front().state;
    sendEvent(framework, events::update(task.updates.front()));

    const auto again = [this, frameworkId = framework.id, taskId = task.id](SteadyTime) {
        Task* waiting = findTask(frameworkId, taskId);
        if (!waiting || waiting->updates.empty())
            return;
        waiting->retryAfter = std::min(waiting->retryAfter * 2, LongestRetry);
        sendFirstUpdate(m_frameworks.at(frameworkId), *waiting);
    };
    task.retry = m_timers.set(now() + task.retryAfter, again);
}

void Cluster::resumeUpdates(Framework& framework, const QByteArray& agentId)
{
    for (auto& [taskId, task] : framework.tasks) {
        if (task.updates.empty() || (!agentId.isEmpty() && task.agentId != agentId))
            continue;
        task.retryAfter = FirstRetry;
        sendFirstUpdate(framework, task);
    }
}

void Cluster::acknowledge(Framework& framework, const JsonValue& acknowledge)
{
    const QByteArray taskId = acknowledge.at("task_id").at("value").text();
    const auto found = framework.tasks.find(taskId);
    if (found == framework.tasks.end())
        return;
    Task& task = found->second;
    const Agent* agent = findAgent(task.agentId);
    if (!agent || agent->state != Agent::State::Registered ||
        task.agentId != acknowledge.at("agent_id").at("value").text() || task.updates.empty() ||
        task.updates.front().uuid != acknowledge.at("uuid").text())
        return;
    m_timers.cancel(task.retry);
    task.updates.pop_front();
    if (!task.updates.empty()) {
        task.retryAfter = FirstRetry;
        sendFirstUpdate(framework, task);
    } else if (task.isTerminal()) {
        forgetTask(framework, taskId);
    }
}

void Cluster::stopTimers(Task& task)
{
    for (Timers::Id* timer : {&task.life, &task.completion, &task.healthCheck, &task.check})
        m_timers.cancel(std::exchange(*timer, 0));
}

void Cluster::forgetTask(Framework& framework, const QByteArray& taskId)
{
    for (std::map<QByteArray, Task>* tasks : {&framework.tasks, &framework.unreachableTasks}) {
        const auto found = tasks->find(taskId);
        if (found == tasks->end())
            continue;
        m_timers.cancel(found->second.retry);
        stopTimers(found->second);
        releaseResources(found->second);
        tasks->erase(found);
    }
}

void Cluster::forgetTasks(Framework& framework)
{
    while (!framework.tasks.empty())
        forgetTask(framework, QByteArray(framework.tasks.begin()->first));
    while (!framework.unreachableTasks.empty())
        forgetTask(framework, QByteArray(framework.unreachableTasks.begin()->first));
    removeExecutors(framework, {});
}

void Cluster::releaseResources(Task& task)
{
    if (std::exchange(task.holdsResources, false))
        recover(task.agentId, task.resources);
}

JsonValue Cluster::containerStatus(const Task& task, const QByteArray& state) const
{
    JsonValue containerId = idObject(task.containerId);
    if (!task.parentContainerId.isEmpty()) {
        containerId.set("parent", idObject(task.parentContainerId));
        // Of a container in a container an agent knows more only while it runs.
        if (state != "TASK_RUNNING" && state != "TASK_KILLING")
            return JsonObject{{"container_id", containerId}};
    }
    const QByteArray ip = task.runner == Runner::Docker && state != "TASK_STARTING"
                              ? dockerAddress(task.info.at("container"), task.processId)
                              : QByteArray("127.0.0.1");
    JsonValue network = JsonObject();
    if (!ip.isEmpty())
        network.set("ip_addresses", JsonArray{JsonObject{{"protocol", "IPv4"}, {"ip_address", ip}}});
    return JsonObject{
        {"container_id", containerId}, {"network_infos", JsonArray{network}}, {"executor_pid", task.processId}};
}

} // namespace mesoscribe::practice
