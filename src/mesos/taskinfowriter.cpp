// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "mesos/callwriter.h"

#include <algorithm>

namespace mesoscribe {

using namespace Qt::Literals::StringLiterals;

namespace {

template<class Items, class WriteItem>
void writeObjects(JsonWriter& json, QLatin1StringView name, const Items& items, WriteItem writeItem)
{
    if (items.isEmpty())
        return;
    json.key(name);
    json.beginArray();
    for (const auto& item : items) {
        json.beginObject();
        writeItem(item);
        json.endObject();
    }
    json.endArray();
}

void writeCommand(JsonWriter& json, const CommandInfo& command)
{
    json.key("command"_L1);
    json.beginObject();
    writeObjects(json, "uris"_L1, command.uris, [&json](const Uri& uri) {
        writeText(json, "value"_L1, uri.value);
        writeTrue(json, "executable"_L1, uri.executable);
        writeFalse(json, "extract"_L1, uri.extract);
        writeTrue(json, "cache"_L1, uri.cache);
        writeTextIfSet(json, "output_file"_L1, uri.outputFile);
    });
    if (!command.environment.isEmpty()) {
        json.key("environment"_L1);
        json.beginObject();
        writeObjects(json, "variables"_L1, command.environment, [&json](const EnvironmentVariable& variable) {
            writeText(json, "name"_L1, variable.name);
            writeText(json, "value"_L1, variable.value);
        });
        json.endObject();
    }
    writeFalse(json, "shell"_L1, command.shell);
    if (command.value)
        writeText(json, "value"_L1, *command.value);
    writeTexts(json, "arguments"_L1, command.arguments);
    writeTextIfSet(json, "user"_L1, command.user);
    json.endObject();
}

CommandInfo shellCommand(const QString& text)
{
    CommandInfo command;
    command.value = text;
    return command;
}

void writePortMappings(JsonWriter& json, const QList<PortMapping>& mappings)
{
    writeObjects(json, "port_mappings"_L1, mappings, [&json](const PortMapping& mapping) {
        writeInteger(json, "host_port"_L1, mapping.hostPort);
        writeInteger(json, "container_port"_L1, mapping.containerPort);
        writeTextIfSet(json, "protocol"_L1, mapping.protocol);
    });
}

void writeDocker(JsonWriter& json, const ContainerInfo& container)
{
    json.key("docker"_L1);
    json.beginObject();
    writeText(json, "image"_L1, container.image);
    writeTextIfSet(json, "network"_L1, container.network);
    writePortMappings(json, container.portMappings);
    writeTrue(json, "privileged"_L1, container.privileged);
    writeObjects(json, "parameters"_L1, container.parameters, [&json](const Parameter& parameter) {
        writeText(json, "key"_L1, parameter.key);
        writeText(json, "value"_L1, parameter.value);
    });
    writeTrue(json, "force_pull_image"_L1, container.forcePullImage);
    json.endObject();
}

void writeMesos(JsonWriter& json, const ContainerInfo& container)
{
    if (container.image.isEmpty())
        return;
    json.key("mesos"_L1);
    json.beginObject();
    json.key("image"_L1);
    json.beginObject();
    writeText(json, "type"_L1, u"DOCKER"_s);
    json.key("docker"_L1);
    json.beginObject();
    writeText(json, "name"_L1, container.image);
    json.endObject();
    writeFalse(json, "cached"_L1, !container.forcePullImage);
    json.endObject();
    json.endObject();
}

// The Mesos containerizer maps ports where the network is named, the Docker one in DockerInfo.
void writeNetworks(JsonWriter& json, const ContainerInfo& container)
{
    const bool hasMappings = container.type == ContainerInfo::Type::Mesos && !container.portMappings.isEmpty();
    if (container.networkNames.isEmpty() && !hasMappings)
        return;
    json.key("network_infos"_L1);
    json.beginArray();
    for (qsizetype i = 0; i < std::max<qsizetype>(container.networkNames.size(), 1); ++i) {
        json.beginObject();
        writeTextIfSet(json, "name"_L1, container.networkNames.value(i));
        if (hasMappings && i == 0)
            writePortMappings(json, container.portMappings);
        json.endObject();
    }
    json.endArray();
}

void writeContainer(JsonWriter& json, const ContainerInfo& container)
{
    const bool isDocker = container.type == ContainerInfo::Type::Docker;
    json.key("container"_L1);
    json.beginObject();
    writeText(json, "type"_L1, isDocker ? u"DOCKER"_s : u"MESOS"_s);
    writeObjects(json, "volumes"_L1, container.volumes, [&json](const Volume& volume) {
        writeText(json, "mode"_L1, volume.isReadOnly ? u"RO"_s : u"RW"_s);
        writeText(json, "container_path"_L1, volume.containerPath);
        writeTextIfSet(json, "host_path"_L1, volume.hostPath);
    });
    writeTextIfSet(json, "hostname"_L1, container.hostname);
    if (isDocker)
        writeDocker(json, container);
    else
        writeMesos(json, container);
    writeNetworks(json, container);
    json.endObject();
}

QString typeOf(const Probe& probe)
{
    switch (probe.type) {
    case Probe::Type::Command:
        return u"COMMAND"_s;
    case Probe::Type::Http:
        return u"HTTP"_s;
    case Probe::Type::Tcp:
        return u"TCP"_s;
    }
    Q_UNREACHABLE();
}

void writeTimes(JsonWriter& json, const Probe& probe)
{
    writeNumber(json, "delay_seconds"_L1, probe.delaySeconds);
    writeNumber(json, "interval_seconds"_L1, probe.intervalSeconds);
    writeNumber(json, "timeout_seconds"_L1, probe.timeoutSeconds);
}

void writeAddress(JsonWriter& json, const Probe& probe, const QString& scheme)
{
    if (probe.type == Probe::Type::Command)
        return;
    const bool isHttp = probe.type == Probe::Type::Http;
    json.key(isHttp ? "http"_L1 : "tcp"_L1);
    json.beginObject();
    if (isHttp)
        writeTextIfSet(json, "scheme"_L1, scheme);
    writeInteger(json, "port"_L1, probe.port);
    if (isHttp)
        writeTextIfSet(json, "path"_L1, probe.path);
    json.endObject();
}

void writeHealthCheck(JsonWriter& json, const Probe& probe)
{
    json.key("health_check"_L1);
    json.beginObject();
    writeTimes(json, probe);
    if (probe.consecutiveFailures)
        writeInteger(json, "consecutive_failures"_L1, *probe.consecutiveFailures);
    writeNumber(json, "grace_period_seconds"_L1, probe.gracePeriodSeconds);
    writeText(json, "type"_L1, typeOf(probe));
    if (probe.type == Probe::Type::Command)
        writeCommand(json, shellCommand(probe.command));
    writeAddress(json, probe, probe.scheme);
    json.endObject();
}

void writeCheck(JsonWriter& json, const Probe& probe)
{
    json.key("check"_L1);
    json.beginObject();
    writeText(json, "type"_L1, typeOf(probe));
    if (probe.type == Probe::Type::Command) {
        json.key("command"_L1);
        json.beginObject();
        writeCommand(json, shellCommand(probe.command));
        json.endObject();
    }
    writeAddress(json, probe, {});
    writeTimes(json, probe);
    json.endObject();
}

void writeLimits(JsonWriter& json, const QList<std::pair<QString, Scalar>>& limits)
{
    if (limits.isEmpty())
        return;
    json.key("limits"_L1);
    json.beginObject();
    for (const auto& [name, limit] : limits)
        writeScalar(json, name, limit);
    json.endObject();
}

} // namespace

void writeExecutorInfo(JsonWriter& json, const ExecutorInfo& executor, const FrameworkId& frameworkId)
{
    json.key("executor"_L1);
    json.beginObject();
    writeText(json, "type"_L1, executor.type == ExecutorInfo::Type::Default ? u"DEFAULT"_s : u"CUSTOM"_s);
    writeId(json, "executor_id"_L1, executor.executorId);
    writeIdIfSet(json, "framework_id"_L1, executor.frameworkId.isEmpty() ? frameworkId : executor.frameworkId);
    if (executor.command)
        writeCommand(json, *executor.command);
    writeResources(json, "resources"_L1, executor.resources);
    writeTextIfSet(json, "name"_L1, executor.name);
    writeLabels(json, "labels"_L1, executor.labels);
    json.endObject();
}

void writeTaskInfo(JsonWriter& json, const TaskInfo& task, const FrameworkId& frameworkId)
{
    json.beginObject();
    writeText(json, "name"_L1, task.name);
    writeId(json, "task_id"_L1, task.taskId);
    writeId(json, "agent_id"_L1, task.agentId);
    writeResources(json, "resources"_L1, task.resources);
    if (task.executor)
        writeExecutorInfo(json, *task.executor, frameworkId);
    if (task.command)
        writeCommand(json, *task.command);
    if (task.container)
        writeContainer(json, *task.container);
    if (task.healthCheck)
        writeHealthCheck(json, *task.healthCheck);
    if (task.check)
        writeCheck(json, *task.check);
    writeKillPolicy(json, task.killGraceSeconds);
    if (!task.data.isEmpty())
        writeBytes(json, "data"_L1, task.data);
    writeLabels(json, "labels"_L1, task.labels);
    if (task.maxCompletionSeconds)
        writeDuration(json, "max_completion_time"_L1, *task.maxCompletionSeconds);
    writeLimits(json, task.limits);
    json.endObject();
}

void writeTaskInfos(JsonWriter& json, QLatin1StringView name, const QList<TaskInfo>& tasks,
                    const FrameworkId& frameworkId)
{
    if (tasks.isEmpty())
        return;
    json.key(name);
    json.beginArray();
    for (const TaskInfo& task : tasks)
        writeTaskInfo(json, task, frameworkId);
    json.endArray();
}

} // namespace mesoscribe
