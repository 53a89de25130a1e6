// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "practice/cluster.h"

#include <algorithm>

/// Checks and health checks of running tasks (src/checks/).
namespace mesoscribe::practice {

using namespace std::chrono_literals;

namespace {

constexpr std::chrono::milliseconds Longest = std::chrono::hours(365 * 24);
constexpr double DefaultDelay = 15;
constexpr double DefaultInterval = 10;
constexpr double DefaultTimeout = 20;
constexpr double DefaultGrace = 10;
constexpr qint64 DefaultFailures = 3;
constexpr int HttpOk = 200;
/// A queue of updates that nobody acknowledges does not grow beyond this for checks alone.
constexpr size_t MostUpdates = 1000;

std::chrono::milliseconds seconds(const JsonValue& check, const char* name, double unlessSet)
{
    const double value = check.has(name) ? check.at(name).toDouble() : unlessSet;
    if (!(value > 0))
        return 0ms;
    return std::chrono::milliseconds(qint64(std::min(value, 365.0 * 24 * 3600) * 1000));
}

/// What one look at a task shows, and how long it takes.
struct Finding
{
    std::chrono::milliseconds duration{100};
    bool isGood = false;
    JsonValue status; ///< a CheckStatusInfo
};

/// `command` is that of a COMMAND check, which the two kinds of checks keep in different places.
Finding look(const Task& task, const JsonValue& check, const JsonValue& command)
{
    const QByteArray& type = check.at("type").text();
    const std::chrono::milliseconds timeout = seconds(check, "timeout_seconds", DefaultTimeout);
    Finding finding;
    JsonValue result = JsonObject();
    if (type == "COMMAND") {
        const CommandPlan plan = planCommandInfo(command, task.runner == Runner::Docker);
        finding.duration = plan.duration;
        if (timeout > 0ms && plan.duration > timeout) {
            finding.duration = timeout;
        } else {
            const int status = plan.signal == 0 ? plan.exitStatus : 128 + plan.signal;
            finding.isGood = status == 0;
            result.set("exit_code", status);
        }
    } else {
        // Somebody answers when the task may be a server.
        finding.isGood = task.plan.listens;
        if (type == "TCP")
            result.set("succeeded", finding.isGood);
        else if (finding.isGood)
            result.set("status_code", HttpOk);
    }
    finding.status = JsonObject{{"type", type}, {type.toLower(), std::move(result)}};
    return finding;
}

Finding lookAtHealth(const Task& task)
{
    const JsonValue& check = task.info.at("health_check");
    return look(task, check, check.at("command"));
}

Finding lookAtCheck(const Task& task)
{
    const JsonValue& check = task.info.at("check");
    return look(task, check, check.at("command").at("command"));
}

} // namespace

void Cluster::startChecks(const QByteArray& frameworkId, Task& task)
{
    if (task.runner == Runner::CustomExecutor)
        return;
    const JsonValue& health = task.info.at("health_check");
    if (!health.isNull()) {
        const auto first = seconds(health, "delay_seconds", DefaultDelay) + lookAtHealth(task).duration;
        task.healthCheck = m_timers.set(now() + std::min(first, Longest), [this, frameworkId, taskId = task.id](auto) {
            checkHealth(frameworkId, taskId);
        });
    }
    // The Docker executor knows no checks.
    const JsonValue& info = task.info.at("check");
    if (!info.isNull() && task.runner != Runner::Docker) {
        const auto first = seconds(info, "delay_seconds", DefaultDelay) + lookAtCheck(task).duration;
        task.check = m_timers.set(now() + std::min(first, Longest),
                                  [this, frameworkId, taskId = task.id](auto) { check(frameworkId, taskId); });
    }
}

void Cluster::checkHealth(const QByteArray& frameworkId, const QByteArray& taskId)
{
    Task* task = findTask(frameworkId, taskId);
    if (!task || task->isTerminal() || task->killedAt)
        return;
    Framework& framework = m_frameworks.at(frameworkId);
    const JsonValue& health = task->info.at("health_check");
    const Finding finding = lookAtHealth(*task);
    task->healthCheck = m_timers.set(now() + seconds(health, "interval_seconds", DefaultInterval) + finding.duration,
                                     [this, frameworkId, taskId](SteadyTime) { checkHealth(frameworkId, taskId); });

    if (finding.isGood) {
        const bool isNews = !task->hasBeenHealthy || task->healthFailures > 0;
        task->hasBeenHealthy = true;
        task->healthFailures = 0;
        if (!isNews)
            return;
    } else {
        const auto grace = seconds(health, "grace_period_seconds", DefaultGrace);
        if (!task->hasBeenHealthy && grace > 0ms && now() - task->runningSince <= grace)
            return;
        ++task->healthFailures;
    }
    if (task->updates.size() < MostUpdates) {
        TaskStatus status = statusOf(*task, "TASK_RUNNING");
        status.reason = "REASON_TASK_HEALTH_CHECK_STATUS_UPDATED";
        status.isHealthy = finding.isGood;
        status.checkStatus = task->checkStatus;
        report(framework, *task, std::move(status));
    }
    const qint64 most =
        health.has("consecutive_failures") ? health.at("consecutive_failures").toInt64() : DefaultFailures;
    if (!finding.isGood && task->healthFailures >= most) {
        task->isKilledForHealth = true;
        killTask(framework, *task, std::nullopt);
    }
}

void Cluster::check(const QByteArray& frameworkId, const QByteArray& taskId)
{
    Task* task = findTask(frameworkId, taskId);
    if (!task || task->isTerminal() || task->killedAt)
        return;
    const Finding finding = lookAtCheck(*task);
    task->check =
        m_timers.set(now() + seconds(task->info.at("check"), "interval_seconds", DefaultInterval) + finding.duration,
                     [this, frameworkId, taskId](SteadyTime) { check(frameworkId, taskId); });
    if (task->checkStatus == finding.status)
        return;
    TaskStatus status = statusOf(*task, "TASK_RUNNING");
    status.reason = "REASON_TASK_CHECK_STATUS_UPDATED";
    status.isHealthy = task->isHealthy;
    status.checkStatus = finding.status;
    report(m_frameworks.at(frameworkId), *task, std::move(status));
}

} // namespace mesoscribe::practice
