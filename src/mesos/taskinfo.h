// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "mesos/ids.h"
#include "mesos/resource.h"

#include <QByteArray>

/// TaskInfo and what hangs on it, as calls need it (include/mesos/v1/mesos.proto; mesos-api: TaskInfo, ContainerInfo,
/// HealthCheck). Times are seconds unless a name says otherwise. A member that is not set is left out of the JSON.
namespace mesoscribe {

/// CommandInfo.URI: fetched into the sandbox before the command starts.
struct Uri
{
    QString value;
    bool executable = false;
    bool extract = true;
    bool cache = false;
    QString outputFile;

    friend bool operator==(const Uri&, const Uri&) = default;
};

/// Environment.Variable of type VALUE. Never a secret.
struct EnvironmentVariable
{
    QString name;
    QString value;

    friend bool operator==(const EnvironmentVariable&, const EnvironmentVariable&) = default;
};

/// With `shell`, `value` goes to /bin/sh -c and `arguments` are ignored by Mesos; without, `value` is executed and
/// arguments[0] is what it is told its name is. A Docker image's own command: no shell and no value.
struct CommandInfo
{
    bool shell = true;
    std::optional<QString> value;
    QStringList arguments;
    QList<EnvironmentVariable> environment;
    QList<Uri> uris;
    QString user;

    friend bool operator==(const CommandInfo&, const CommandInfo&) = default;
};

struct Volume
{
    QString containerPath;
    QString hostPath; ///< a relative one is below the sandbox; empty: left out, with Docker a volume of its own
    bool isReadOnly = false;

    friend bool operator==(const Volume&, const Volume&) = default;
};

struct PortMapping
{
    quint32 hostPort = 0; ///< one of the task's own ports
    quint32 containerPort = 0;
    QString protocol; ///< "tcp", "udp", or empty: tcp

    friend bool operator==(const PortMapping&, const PortMapping&) = default;
};

struct Parameter
{
    QString key;
    QString value;

    friend bool operator==(const Parameter&, const Parameter&) = default;
};

struct ContainerInfo
{
    enum class Type { Mesos, Docker };

    Type type = Type::Mesos;
    QString image;   ///< a Docker image; demanded for Docker, may be empty for Mesos
    QString network; ///< of Docker: "HOST", "BRIDGE", "NONE", "USER" as on the wire, empty: Mesos' default HOST
    QStringList networkNames; ///< network_infos[].name
    QList<PortMapping> portMappings;
    QList<Volume> volumes;
    QList<Parameter> parameters; ///< of Docker: options of docker run
    bool privileged = false;     ///< of Docker
    bool forcePullImage = false;
    QString hostname;

    friend bool operator==(const ContainerInfo&, const ContainerInfo&) = default;
};

/// HealthCheck and CheckInfo share what they ask; they differ in their JSON (`command.command` is one level deeper in
/// a CheckInfo) and in what a failure does.
struct Probe
{
    enum class Type { Command, Http, Tcp };

    Type type = Type::Command;
    QString command;  ///< of Command: for /bin/sh -c
    quint32 port = 0; ///< of Http and Tcp
    QString path;     ///< of Http: begins with "/"
    QString scheme;   ///< of Http: "http" or "https"; only in a HealthCheck
    std::optional<double> delaySeconds;
    std::optional<double> intervalSeconds;
    std::optional<double> timeoutSeconds;
    std::optional<double> gracePeriodSeconds;   ///< only in a HealthCheck
    std::optional<quint32> consecutiveFailures; ///< only in a HealthCheck

    friend bool operator==(const Probe&, const Probe&) = default;
};

struct ExecutorInfo
{
    enum class Type { Default, Custom };

    Type type = Type::Default;
    ExecutorId executorId;
    FrameworkId frameworkId;            ///< demanded by LAUNCH_GROUP; filled in by toJson(call, frameworkId) when empty
    std::optional<CommandInfo> command; ///< of Custom
    QList<Resource> resources;
    QString name;
    Labels labels;

    friend bool operator==(const ExecutorInfo&, const ExecutorInfo&) = default;
};

/// Either `command` or `executor` is set, or neither within a task group that runs an image's own command.
struct TaskInfo
{
    QString name;
    TaskId taskId;
    AgentId agentId;
    QList<Resource> resources;
    std::optional<ExecutorInfo> executor;
    std::optional<CommandInfo> command;
    std::optional<ContainerInfo> container;
    std::optional<Probe> healthCheck;
    std::optional<Probe> check;
    std::optional<double> killGraceSeconds; ///< kill_policy.grace_period
    std::optional<double> maxCompletionSeconds;
    Labels labels;
    QByteArray data; ///< raw bytes, base64 on the wire
    /// "cpus" and "mem" (TASK_RESOURCE_LIMITS, Mesos 1.10): at least what is requested; Scalar::infinity() is
    /// "Infinity".
    QList<std::pair<QString, Scalar>> limits;

    friend bool operator==(const TaskInfo&, const TaskInfo&) = default;
};

} // namespace mesoscribe
