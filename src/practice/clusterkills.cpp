// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "practice/cluster.h"

#include <algorithm>
#include <utility>

/// How tasks are killed: SIGTERM, and SIGKILL when the grace is over (src/launcher/executor.cpp,
/// src/launcher/default_executor.cpp, src/docker/executor.cpp).
namespace mesoscribe::practice {

using namespace std::chrono_literals;

namespace {

constexpr std::chrono::milliseconds CommandGrace = 3s;
/// --executor_shutdown_grace_period
constexpr std::chrono::milliseconds DockerGrace = 5s;
constexpr std::chrono::milliseconds LongestGrace = std::chrono::hours(365 * 24);

std::optional<std::chrono::milliseconds> graceOf(const JsonValue& holder)
{
    const JsonValue& grace = holder.at("kill_policy").at("grace_period");
    if (grace.isNull())
        return std::nullopt;
    return std::clamp(std::chrono::milliseconds(grace.at("nanoseconds").toInt64() / 1'000'000), 0ms, LongestGrace);
}

} // namespace

void Cluster::kill(Framework& framework, const JsonValue& kill)
{
    const auto found = framework.tasks.find(kill.at("task_id").at("value").text());
    if (found == framework.tasks.end()) {
        reconcileTask(framework, kill);
        return;
    }
    Task& task = found->second;
    if (kill.has("agent_id") && kill.at("agent_id").at("value").text() != task.agentId)
        return;
    const Agent* agent = findAgent(task.agentId);
    if (agent && agent->state == Agent::State::Registered)
        killTask(framework, task, graceOf(kill));
    else
        task.isKilledOnReturn = true;
}

void Cluster::killTask(Framework& framework, Task& task, std::optional<std::chrono::milliseconds> grace)
{
    if (task.isTerminal())
        return;
    if (task.latestState == "TASK_STAGING") {
        killBeforeDelivery(framework, task);
        return;
    }
    if (!grace)
        grace = graceOf(task.info);
    if (!grace)
        grace = task.runner == Runner::Docker ? DockerGrace : CommandGrace;
    if (task.killedAt) {
        // A KILL that is repeated can only shorten the grace, and the default executor does not even do that.
        const SteadyTime forcedAt = *task.killedAt + *grace;
        if (task.runner == Runner::DefaultExecutor || forcedAt >= task.forcedAt)
            return;
        task.forcedAt = std::max(forcedAt, now());
        scheduleEnd(framework.id, task);
        return;
    }
    for (Timers::Id* timer : {&task.completion, &task.healthCheck, &task.check})
        m_timers.cancel(std::exchange(*timer, 0));
    task.killedAt = now();
    task.forcedAt = now() + *grace;
    if (framework.can("TASK_KILLING_STATE") && !task.hasRunOutOfTime) {
        TaskStatus status = statusOf(task, "TASK_KILLING");
        report(framework, task, std::move(status));
    }
    scheduleEnd(framework.id, task);
}

void Cluster::killBeforeDelivery(Framework& framework, Task& task)
{
    // A group is delivered whole or not at all.
    QByteArrayList tasks = task.group;
    const QByteArray message =
        tasks.isEmpty() ? QByteArray("Killed before delivery to the executor")
                        : QByteArray("A task within the task group was killed before delivery to the executor");
    if (tasks.isEmpty())
        tasks += task.id;
    for (const QByteArray& taskId : tasks) {
        Task* other = findTask(framework.id, taskId);
        if (other && other->latestState == "TASK_STAGING")
            failOnAgent(framework, *other, "TASK_KILLED", "REASON_TASK_KILLED_DURING_LAUNCH", message);
    }
}

void Cluster::killForTime(const QByteArray& frameworkId, const QByteArray& taskId)
{
    Task* task = findTask(frameworkId, taskId);
    if (!task || task->isTerminal() || task->killedAt)
        return;
    task->hasRunOutOfTime = true;
    killTask(m_frameworks.at(frameworkId), *task, 0ms);
}

void Cluster::killRestOfGroup(Framework& framework, const Task& ended)
{
    if (ended.group.isEmpty() || ended.latestState == "TASK_FINISHED")
        return;
    for (const QByteArray& taskId : ended.group) {
        Task* other = findTask(framework.id, taskId);
        if (other && !other->killedAt)
            killTask(framework, *other, std::nullopt);
    }
}

} // namespace mesoscribe::practice
