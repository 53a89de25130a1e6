// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "practice/taskvalidation.h"

#include "practice/resources.h"

#include <algorithm>

namespace mesoscribe::practice {

namespace {

constexpr double LeastCpus = 0.01;
constexpr double LeastMemory = 32;

/// A check's command must say what to run.
Refusal checkCommandError(const JsonValue& command, const QByteArray& what, const QByteArray& owner)
{
    if (!command.has("value")) {
        const bool isShell = !command.has("shell") || command.at("shell").toBool();
        return what + " must contain " + (isShell ? "'shell command'" : "'executable path'");
    }
    if (const Refusal error = commandError(command))
        return owner + "'s `CommandInfo` is invalid: " + *error;
    return {};
}

Refusal negativeTimeError(const JsonValue& check, std::initializer_list<const char*> names)
{
    for (const char* name : names) {
        if (check.at(name).toDouble() < 0)
            return "Expecting '" + QByteArray(name) + "' to be non-negative";
    }
    return {};
}

Refusal secretError(const JsonValue& secret)
{
    const QByteArray& type = secret.at("type").text();
    if (type == "REFERENCE") {
        if (!secret.has("reference"))
            return "Secret of type REFERENCE must have the 'reference' field set";
        if (secret.has("value")) {
            return "Secret '" + secret.at("reference").at("name").text() +
                   "' of type REFERENCE must not have the 'value' field set";
        }
    } else if (type == "VALUE") {
        if (!secret.has("value"))
            return "Secret of type VALUE must have the 'value' field set";
        if (secret.has("reference"))
            return "Secret of type VALUE must not have the 'reference' field set";
    }
    return {};
}

Refusal volumeError(const JsonValue& volume)
{
    const int count = int(volume.has("host_path")) + int(volume.has("image")) + int(volume.has("source"));
    if (count != 1)
        return "Only one of them should be set: 'host_path', 'image' and 'source'";
    const JsonValue& source = volume.at("source");
    if (source.isNull())
        return {};
    const QByteArray& type = source.at("type").text();
    const QByteArray member = type.toLower();
    if (type.isEmpty() || type == "UNKNOWN")
        return "'source.type' is unknown";
    if (!source.has(member))
        return "'source." + member + "' is not set for " + (type == "CSI_VOLUME" ? QByteArray("CSI") : type) +
               " volume";
    if (type == "CSI_VOLUME" && !source.at(member).has("static_provisioning"))
        return "'source.csi_volume.static_provisioning' is not set for CSI volume";
    return {};
}

const JsonValue& shareCgroups(const JsonValue& holder)
{
    return holder.at("container").at("linux_info").at("share_cgroups");
}

QByteArray megabytes(double amount)
{
    return QByteArray::number(amount, 'g', 15) + "MB";
}

} // namespace

Refusal commandError(const JsonValue& commandInfo)
{
    for (const JsonValue& variable : commandInfo.at("environment").at("variables").array()) {
        const QByteArray name = "Environment variable '" + variable.at("name").text() + '\'';
        const QByteArray& type = variable.at("type").text();
        if (type == "UNKNOWN")
            return "Environment variable of type 'UNKNOWN' is not allowed";
        if (type == "SECRET") {
            if (!variable.has("secret"))
                return name + " of type 'SECRET' must have a secret set";
            if (variable.has("value"))
                return name + " of type 'SECRET' must not have a value set";
            if (const Refusal error = secretError(variable.at("secret")))
                return name + " specifies an invalid secret: " + *error;
            continue;
        }
        if (!variable.has("value"))
            return name + " of type 'VALUE' must have a value set";
        if (variable.has("secret"))
            return name + " of type 'VALUE' must not have a secret set";
    }
    return {};
}

Refusal containerError(const JsonValue& containerInfo)
{
    for (const JsonValue& volume : containerInfo.at("volumes").array()) {
        if (const Refusal error = volumeError(volume))
            return "Invalid volume: " + *error;
    }
    if (containerInfo.at("type").text() != "DOCKER")
        return {};
    if (!containerInfo.has("docker"))
        return "DockerInfo 'docker' is not set for DOCKER typed ContainerInfo";
    for (const JsonValue& parameter : containerInfo.at("docker").at("parameters").array()) {
        if (parameter.at("key").text() == "name")
            return "Parameter in DockerInfo must not be 'name'";
    }
    return {};
}

Refusal checkError(const JsonValue& checkInfo)
{
    if (!checkInfo.has("type"))
        return "CheckInfo must specify 'type'";
    const QByteArray& type = checkInfo.at("type").text();
    if (type == "UNKNOWN")
        return "'UNKNOWN' is not a valid check type";
    const QByteArray member = type.toLower();
    if (!checkInfo.has(member))
        return "Expecting '" + member + "' to be set for " + type + " check";
    if (type == "COMMAND") {
        if (const Refusal error = checkCommandError(checkInfo.at("command").at("command"), "Command check", "Check"))
            return error;
    }
    const JsonValue& path = checkInfo.at("http").at("path");
    if (type == "HTTP" && !path.isNull() && !path.text().startsWith('/'))
        return "The path '" + path.text() + "' of HTTP check must start with '/'";
    return negativeTimeError(checkInfo, {"delay_seconds", "interval_seconds", "timeout_seconds"});
}

Refusal healthCheckError(const JsonValue& healthCheck)
{
    if (!healthCheck.has("type"))
        return "HealthCheck must specify 'type'";
    const QByteArray& type = healthCheck.at("type").text();
    if (type == "UNKNOWN")
        return "'UNKNOWN' is not a valid health check type";
    const QByteArray member = type.toLower();
    if (!healthCheck.has(member))
        return "Expecting '" + member + "' to be set for " + type + " health check";
    if (type == "COMMAND") {
        if (const Refusal error = checkCommandError(healthCheck.at("command"), "Command health check", "Health check"))
            return error;
    }
    if (type == "HTTP") {
        const JsonValue& http = healthCheck.at("http");
        const QByteArray& scheme = http.at("scheme").text();
        if (http.has("scheme") && scheme != "http" && scheme != "https")
            return "Unsupported HTTP health check scheme: '" + scheme + '\'';
        if (http.has("path") && !http.at("path").text().startsWith('/'))
            return "The path '" + http.at("path").text() + "' of HTTP health check must start with '/'";
    }
    return negativeTimeError(healthCheck,
                             {"delay_seconds", "grace_period_seconds", "interval_seconds", "timeout_seconds"});
}

Refusal taskBehaviourError(const JsonValue& taskInfo)
{
    if (taskInfo.at("kill_policy").at("grace_period").at("nanoseconds").toInt64() < 0)
        return "Task's 'kill_policy.grace_period' must be non-negative";
    if (taskInfo.at("max_completion_time").at("nanoseconds").toInt64() < 0)
        return "Task's `max_completion_time` must be non-negative";
    if (taskInfo.has("check")) {
        if (const Refusal error = checkError(taskInfo.at("check")))
            return "Task uses invalid check: " + *error;
    }
    if (taskInfo.has("health_check")) {
        if (const Refusal error = healthCheckError(taskInfo.at("health_check")))
            return "Task uses invalid health check: " + *error;
    }
    return {};
}

Refusal taskContentError(const JsonValue& taskInfo)
{
    if (const Refusal error = commandError(taskInfo.at("command")))
        return "Task's `CommandInfo` is invalid: " + *error;
    if (const Refusal error = containerError(taskInfo.at("container")))
        return "Task's `ContainerInfo` is invalid: " + *error;

    const JsonValue& limits = taskInfo.at("limits");
    for (const JsonMember& limit : limits.object()) {
        if (limit.name != "cpus" && limit.name != "mem")
            return "Only cpus and mem may be included in a task's resource limits";
    }
    const Resources asked = Resources::fromJson(taskInfo.at("resources").array()).value_or(Resources());
    if (limits.has("cpus")) {
        if (asked.scalar("cpus") <= 0)
            return "When a CPU limit is specified, a CPU request must also be specified";
        if (limits.at("cpus").at("value").toDouble() < asked.scalar("cpus"))
            return "The cpu limit must be greater than or equal to the cpu request";
    }
    if (limits.has("mem")) {
        if (asked.scalar("mem") <= 0)
            return "When a memory limit is specified, a memory request must also be specified";
        if (limits.at("mem").at("value").toDouble() < asked.scalar("mem"))
            return "The memory limit must be greater than or equal to the memory request";
    }
    return {};
}

Refusal executorError(const JsonValue& executorInfo, const QByteArray& frameworkId)
{
    const QByteArray& type = executorInfo.at("type").text();
    const JsonValue& container = executorInfo.at("container");
    if (type == "DEFAULT") {
        if (executorInfo.has("command"))
            return "'ExecutorInfo.command' must not be set for 'DEFAULT' executor";
        if (!container.isNull() && container.at("type").text() != "MESOS")
            return "'ExecutorInfo.container.type' must be 'MESOS' for 'DEFAULT' executor";
        if (container.at("mesos").has("image"))
            return "'ExecutorInfo.container.mesos.image' must not be set for 'DEFAULT' executor";
    }
    if (type == "CUSTOM" && !executorInfo.has("command"))
        return "'ExecutorInfo.command' must be set for 'CUSTOM' executor";
    if (const Refusal error = idError(executorInfo.at("executor_id").at("value").text()))
        return error;
    if (executorInfo.at("shutdown_grace_period").at("nanoseconds").toInt64() < 0)
        return "ExecutorInfo's 'shutdown_grace_period' must be non-negative";
    if (const Refusal error = commandError(executorInfo.at("command")))
        return "Executor's `CommandInfo` is invalid: " + *error;
    if (const Refusal error = containerError(container))
        return "Executor's `ContainerInfo` is invalid: " + *error;
    if (!executorInfo.has("framework_id"))
        return "'ExecutorInfo.framework_id' must be set";
    const QByteArray& actual = executorInfo.at("framework_id").at("value").text();
    if (actual != frameworkId) {
        return "ExecutorInfo has an invalid FrameworkID (Actual: " + actual + " vs Expected: " + frameworkId + ')';
    }
    const auto resources = Resources::fromJson(executorInfo.at("resources").array());
    if (!resources)
        return "Executor uses invalid resources: " + resources.error();
    return {};
}

Refusal singleTaskError(const JsonValue& taskInfo)
{
    const JsonValue& executor = taskInfo.at("executor");
    if (executor.isNull())
        return {};
    if (executor.has("type") && executor.at("type").text() != "CUSTOM")
        return "'ExecutorInfo.type' must be 'CUSTOM'";
    if (!executor.has("command"))
        return "'ExecutorInfo.command' must be set";
    if (shareCgroups(executor).toBool())
        return "The 'share_cgroups' field cannot be set to 'true' on executor containers";
    return {};
}

Refusal groupedTaskError(const JsonValue& taskInfo)
{
    if (!taskInfo.has("executor"))
        return "'TaskInfo.executor' must be set";
    const JsonValue& container = taskInfo.at("container");
    const QByteArray& checkType = taskInfo.at("health_check").at("type").text();
    if (!container.at("network_infos").array().empty() && (checkType == "HTTP" || checkType == "TCP")) {
        return "HTTP and TCP health checks are not supported for nested containers not joining parent's network";
    }
    if (container.at("type").text() == "DOCKER")
        return "Docker ContainerInfo is not supported on the task";
    const JsonValue& shares = shareCgroups(taskInfo);
    if (!taskInfo.at("limits").object().empty() && (shares.isNull() || shares.toBool())) {
        return "Resource limits may only be set for tasks within a task group when the 'share_cgroups' field is set to "
               "'false'.";
    }
    return {};
}

Refusal groupExecutorError(const JsonValue& executorInfo, const JsonArray& tasks)
{
    if (!executorInfo.has("type"))
        return "'ExecutorInfo.type' must be set";
    if (executorInfo.at("type").text() == "UNKNOWN")
        return "Unknown executor type";
    if (executorInfo.at("container").at("type").text() == "DOCKER")
        return "Docker ContainerInfo is not supported on the executor";
    const QByteArray& executorId = executorInfo.at("executor_id").at("value").text();
    for (const JsonValue& task : tasks) {
        if (!(task.at("executor") == executorInfo)) {
            return "The `ExecutorInfo` of task '" + task.at("task_id").at("value").text() +
                   "' is different from executor '" + executorId + '\'';
        }
    }
    const Resources resources = Resources::fromJson(executorInfo.at("resources").array()).value_or(Resources());
    const QByteArray executor = "Executor '" + executorId + '\'';
    const double cpus = resources.scalar("cpus");
    if (cpus < LeastCpus) {
        return executor + " uses less CPUs (" + (cpus > 0 ? QByteArray::number(cpus) : QByteArray("None")) +
               ") than the minimum required (" + QByteArray::number(LeastCpus) + ')';
    }
    const double memory = resources.scalar("mem");
    if (memory < LeastMemory) {
        return executor + " uses less memory (" + (memory > 0 ? megabytes(memory) : QByteArray("None")) +
               ") than the minimum required (" + megabytes(LeastMemory) + ')';
    }
    if (resources.scalar("disk") <= 0)
        return executor + " uses no disk";
    return {};
}

Refusal groupShareError(const JsonValue& executorInfo, const JsonArray& tasks)
{
    if (shareCgroups(executorInfo).toBool())
        return "The 'share_cgroups' field cannot be set to 'true' on executor containers";
    const auto shares = [](const JsonValue& task) {
        const JsonValue& value = shareCgroups(task);
        return value.isNull() || value.toBool();
    };
    if (std::ranges::any_of(tasks, [&](const JsonValue& task) { return shares(task) != shares(tasks.front()); })) {
        return "If set, the value of 'share_cgroups' must be the same for all tasks in each task group and under a "
               "single executor";
    }
    return {};
}

} // namespace mesoscribe::practice
