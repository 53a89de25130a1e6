// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "mesos/call.h"
#include "mesos/resourcechoice.h"

namespace mesoscribe {

/// What a person fills in to launch a task: kept while the offers change, saved as a template.
struct LaunchSettings
{
    enum class Container { None, Mesos, Docker };
    enum class Executor { None, DefaultGroup };

    QString name = QStringLiteral("task");
    QString taskId; ///< empty: made from the name
    bool shell = true;
    QString command;       ///< with shell: the line; without: the program
    QStringList arguments; ///< without shell; arguments[0] is what the program is told its name is
    QList<EnvironmentVariable> environment;
    QList<Uri> uris;
    QString user; ///< empty: the framework's

    Container container = Container::None;
    QString image;
    QString network; ///< Docker: "HOST", "BRIDGE", "NONE", "USER", empty: HOST
    QStringList networkNames;
    QList<Volume> volumes;
    /// Container ports; the host ports are those picked from the offer, in order.
    QList<PortMapping> portMappings; ///< hostPort 0: picked
    QList<Parameter> parameters;
    bool privileged = false;
    bool forcePullImage = false;

    ResourceNeed need{.cpus = Scalar{100}, .mem = Scalar{32000}, .disk = {}, .gpus = {}, .ports = {}};

    std::optional<Probe> healthCheck;
    std::optional<Probe> check;
    std::optional<double> killGraceSeconds;
    std::optional<double> maxCompletionSeconds;
    Labels labels;

    Executor executor = Executor::None;
    QString executorId; ///< of DefaultGroup; empty: made from the name
    int copies = 1;     ///< of DefaultGroup: how many like this one, 1 to 20

    Filters filters; ///< for what is left

    friend bool operator==(const LaunchSettings&, const LaunchSettings&) = default;
};

/// A launch with a name, saved to be used again.
struct LaunchTemplate
{
    QString name;
    LaunchSettings settings;
    bool isBuiltIn = false; ///< "sleep 60", "HTTP server on a port", "Docker hello"

    friend bool operator==(const LaunchTemplate&, const LaunchTemplate&) = default;
};

} // namespace mesoscribe
