// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "models/describe.h"
#include "models/launchmodel.h"

#include <algorithm>
#include <cmath>

/// What LaunchModel has to say about each field. The rules are those a master applies to an ACCEPT (mesos-api: what
/// ACCEPT answers), because its own answer comes only after the offer is spent.
namespace mesoscribe {

using namespace Qt::Literals::StringLiterals;

namespace {

using Remark = LaunchModel::Remark;
using Container = LaunchSettings::Container;

constexpr double MostSeconds = 9223372036.0; // 2^63 nanoseconds
constexpr quint64 MaxPort = 65535;
constexpr Scalar LittleMem{32'000};

Remark error(const QString& text)
{
    return {LaunchModel::Severity::Error, text};
}

Remark note(const QString& text)
{
    return {LaunchModel::Severity::Note, text};
}

bool isTime(double seconds)
{
    return std::isfinite(seconds) && seconds >= 0.0 && seconds <= MostSeconds;
}

bool hasBlank(const QString& text)
{
    return std::ranges::any_of(text, [](QChar c) { return c.isSpace(); });
}

/// How much of a resource, for people.
QString amountText(const QString& resource, Scalar value)
{
    return resource == "mem"_L1 || resource == "disk"_L1 ? describeMebibytes(value) : describeScalar(value);
}

} // namespace

std::optional<Remark> LaunchModel::remark(Field field) const
{
    const auto timeRemark = [](std::optional<double> seconds) -> std::optional<Remark> {
        if (seconds && !isTime(*seconds))
            return error(tr("That is no time Mesos can count: from 0 s up to about 292 years."));
        return {};
    };
    switch (field) {
    case Field::Name:
        if (m_settings.name.trimmed().isEmpty())
            return error(tr("A task needs a name."));
        return {};
    case Field::TaskIdField:
        return taskIdRemark();
    case Field::Command:
        return commandRemark();
    case Field::Arguments:
        return argumentsRemark();
    case Field::Environment:
        return environmentRemark();
    case Field::Uris:
        return urisRemark();
    case Field::User:
        if (m_settings.user == "root"_L1)
            return note(tr("The task will run as root on the agent; some masters refuse that."));
        return {};
    case Field::Image:
        return imageRemark();
    case Field::Network:
        return networkRemark();
    case Field::Volumes:
        return volumesRemark();
    case Field::PortMappings:
        return portMappingsRemark();
    case Field::Parameters:
        return parametersRemark();
    case Field::Cpus:
        return amountRemark(u"cpus"_s, m_settings.need.cpus);
    case Field::Mem:
        return amountRemark(u"mem"_s, m_settings.need.mem);
    case Field::Disk:
        return amountRemark(u"disk"_s, m_settings.need.disk);
    case Field::Gpus:
        return amountRemark(u"gpus"_s, m_settings.need.gpus);
    case Field::Ports:
        return portsRemark();
    case Field::HealthCheck:
        return probeRemark(m_settings.healthCheck);
    case Field::Check:
        return probeRemark(m_settings.check);
    case Field::KillGrace:
        return timeRemark(m_settings.killGraceSeconds);
    case Field::MaxCompletion:
        if (m_settings.maxCompletionSeconds == 0.0)
            return note(tr("With 0 s the task fails as soon as it runs."));
        return timeRemark(m_settings.maxCompletionSeconds);
    case Field::LabelList:
        if (std::ranges::any_of(m_settings.labels, [](const Label& label) { return label.key.isEmpty(); }))
            return error(tr("A label needs a key."));
        return {};
    case Field::ExecutorIdField:
        return executorRemark();
    case Field::Copies:
        if (isGroup() && m_settings.copies != copies())
            return error(tr("A group can have 1 to 20 copies."));
        return {};
    case Field::RefuseSeconds:
        return refuseRemark();
    }
    return {};
}

std::optional<Remark> LaunchModel::taskIdRemark() const
{
    const QList<TaskId> ids = taskIds();
    for (const TaskId& id : ids) {
        if (const auto problem = idProblem(id.value()))
            return error(describe(*problem, id.value()));
        if (m_taken.contains(id))
            return error(tr("“%1” is the id of another task already.").arg(id.value()));
    }
    return {};
}

std::optional<Remark> LaunchModel::commandRemark() const
{
    if (!m_settings.command.trimmed().isEmpty() || runsImagesOwnCommand())
        return {};
    if (m_settings.container == Container::Docker)
        return {}; // the missing image is said at its own field
    return error(m_settings.shell ? tr("Type the command that the task runs.")
                                  : tr("Type the program that the task runs."));
}

std::optional<Remark> LaunchModel::argumentsRemark() const
{
    // Docker hands all arguments over; elsewhere the first is only the program's own name.
    if (m_settings.shell || m_settings.arguments.isEmpty() || m_settings.container == Container::Docker ||
        m_settings.command.isEmpty())
        return {};
    const QString& first = m_settings.arguments.first();
    const QString program = m_settings.command.section(u'/', -1);
    if (first == m_settings.command || first == program)
        return {};
    return note(tr("The first argument is what the program is told its own name is, usually “%1”; what it is to read "
                   "comes after it.")
                    .arg(program));
}

std::optional<Remark> LaunchModel::environmentRemark() const
{
    QSet<QString> names;
    for (const EnvironmentVariable& variable : m_settings.environment) {
        if (variable.name.isEmpty())
            return error(tr("A variable needs a name."));
        if (variable.name.contains(u'=') || variable.name.contains(u'\0'))
            return error(tr("The name of a variable cannot contain “=”: “%1”.").arg(variable.name));
        if (names.contains(variable.name))
            return note(tr("“%1” is set twice; the last one counts.").arg(variable.name));
        names.insert(variable.name);
    }
    return {};
}

std::optional<Remark> LaunchModel::urisRemark() const
{
    for (const Uri& uri : m_settings.uris) {
        if (uri.value.trimmed().isEmpty())
            return error(tr("Type where the file is fetched from."));
        if (uri.value.contains(u'\\') || uri.value.contains(u'\'') || uri.value.contains(u'\0'))
            return error(tr("Mesos does not fetch addresses with a backslash or a single quote."));
        if (uri.outputFile.startsWith(u'/'))
            return error(tr("The name in the sandbox cannot begin with a slash: “%1”.").arg(uri.outputFile));
    }
    return {};
}

std::optional<Remark> LaunchModel::imageRemark() const
{
    if (m_settings.container == Container::None)
        return {};
    if (m_settings.container == Container::Docker && m_settings.image.trimmed().isEmpty())
        return error(tr("Name the Docker image, for instance alpine:3."));
    if (hasBlank(m_settings.image.trimmed()))
        return error(tr("The name of an image has no blanks."));
    return {};
}

std::optional<Remark> LaunchModel::networkRemark() const
{
    const bool isUser = m_settings.network == "USER"_L1;
    const bool hasName =
        std::ranges::any_of(m_settings.networkNames, [](const QString& name) { return !name.isEmpty(); });
    switch (m_settings.container) {
    case Container::None:
        return {};
    case Container::Mesos:
        if (isGroup() && hasName)
            return error(tr("In a task group the network belongs to the executor: leave the name empty."));
        return {};
    case Container::Docker:
        if (isUser && !hasName)
            return error(tr("Name the network that the image is to join."));
        return {};
    }
    return {};
}

std::optional<Remark> LaunchModel::volumesRemark() const
{
    if (m_settings.container == Container::None)
        return {};
    if (std::ranges::any_of(m_settings.volumes, [](const Volume& volume) { return volume.containerPath.isEmpty(); }))
        return error(tr("A volume needs its path in the container."));
    return {};
}

std::optional<Remark> LaunchModel::portMappingsRemark() const
{
    if (m_settings.container == Container::None)
        return {};
    const QList<PortMapping>& mappings = m_settings.portMappings;
    const bool isDocker = m_settings.container == Container::Docker;
    const bool isBridge = isDocker && (m_settings.network == "BRIDGE"_L1 || m_settings.network == "USER"_L1);
    const QList<quint64> ports = plan().tasks.isEmpty() ? QList<quint64>() : plan().tasks.first().ports;
    for (const PortMapping& mapping : mappings) {
        if (mapping.containerPort == 0 || mapping.containerPort > MaxPort)
            return error(tr("A port in the container is a number from 1 to 65535."));
        if (mapping.hostPort != 0 && !ports.contains(mapping.hostPort))
            return error(tr("Port %1 of the host is not one of the task's ports.").arg(mapping.hostPort));
    }
    if (!mappings.isEmpty() && isDocker && !isBridge)
        return error(tr("Docker maps ports only with the network BRIDGE or USER."));
    if (!mappings.isEmpty() && !isDocker && m_settings.networkNames.isEmpty())
        return note(tr("A Mesos container shares the network of its host: ports are mapped only in a named network."));
    const qsizetype asked = m_settings.need.anyPorts + m_settings.need.ports.size();
    if (mappings.size() > asked) {
        return error(mappings.size() == 1 ? tr("A mapping needs a port of the host: ask for one above.")
                                          : tr("%Ln mappings need as many ports of the host: ask for them above.",
                                               nullptr, static_cast<int>(mappings.size())));
    }
    if (isBridge && mappings.size() < asked)
        return note(tr("In this network nothing from outside reaches a port that is not mapped."));
    return {};
}

std::optional<Remark> LaunchModel::parametersRemark() const
{
    if (m_settings.container != Container::Docker)
        return {};
    for (const Parameter& parameter : m_settings.parameters) {
        if (parameter.key.isEmpty())
            return error(tr("A parameter needs a key."));
        if (parameter.key == "name"_L1)
            return error(tr("Mesos names the container itself: “name” cannot be a parameter."));
    }
    return {};
}

std::optional<Remark> LaunchModel::amountRemark(const QString& resource, Scalar need) const
{
    const ResourceNeed& all = m_settings.need;
    if (need < Scalar{})
        return error(tr("A task cannot have less than nothing."));
    if (resource == "gpus"_L1 && need.thousandths % 1000 != 0)
        return error(tr("GPUs come whole."));
    const bool isNothing = all.cpus == Scalar{} && all.mem == Scalar{} && all.disk == Scalar{} &&
                           all.gpus == Scalar{} && all.anyPorts == 0 && all.ports.isEmpty();
    if (isNothing && resource == "cpus"_L1)
        return error(tr("Mesos refuses a task without any resources: give it some cpus and memory."));

    const ResourceChoice& whole = plan().whole;
    const auto missing = std::ranges::find(whole.shortfall, resource, &std::pair<QString, Scalar>::first);
    if (missing != whole.shortfall.end() && !m_offers.isEmpty()) {
        if (offered(resource) == Scalar{})
            return error(tr("The offer has none."));
        const QString has = amountText(resource, offered(resource));
        const QString lacks = amountText(resource, missing->second);
        if (isGroup())
            return error(tr("The executor and all copies together need %1 more than the %2 on offer.").arg(lacks, has));
        return error(tr("That is %1 more than the %2 on offer.").arg(lacks, has));
    }
    if (resource == "mem"_L1 && need < LittleMem)
        return note(tr("Less than 32 MiB is little: Mesos kills a task that needs more memory than it has."));
    if (resource == "cpus"_L1 && need == Scalar{})
        return note(tr("A task without cpus hardly runs."));
    return {};
}

std::optional<Remark> LaunchModel::portsRemark() const
{
    const ResourceNeed& need = m_settings.need;
    for (const quint64 port : need.ports) {
        if (port == 0 || port > MaxPort)
            return error(tr("%1 is no port: they go from 1 to 65535.").arg(port));
        if (need.ports.count(port) > 1)
            return error(tr("Port %1 is there twice.").arg(port));
    }
    if (copies() > 1 && !need.ports.isEmpty())
        return error(tr("A port belongs to one task: copies can only take whichever are free."));
    if (m_offers.isEmpty())
        return {};
    const QList<Range> offered = offeredPorts();
    const ResourceChoice& whole = plan().whole;
    if (!whole.portsNotOffered.isEmpty()) {
        const QString port = QString::number(whole.portsNotOffered.first());
        return error(offered.isEmpty()
                         ? tr("Port %1 is not on offer; there are none.").arg(port)
                         : tr("Port %1 is not on offer; there are %2.").arg(port, describeRanges(offered)));
    }
    if (std::ranges::any_of(whole.shortfall, [](const auto& missing) { return missing.first == "ports"_L1; })) {
        return error(offered.isEmpty()
                         ? tr("There are no ports on offer.")
                         : tr("There are not as many ports on offer, only %1.").arg(describeRanges(offered)));
    }
    return {};
}

std::optional<Remark> LaunchModel::probeRemark(const std::optional<Probe>& probe) const
{
    if (!probe)
        return {};
    for (const std::optional<double>& time :
         {probe->delaySeconds, probe->intervalSeconds, probe->timeoutSeconds, probe->gracePeriodSeconds}) {
        if (time && !isTime(*time))
            return error(tr("That is no time Mesos can count: from 0 s up to about 292 years."));
    }
    if (probe->type == Probe::Type::Command) {
        if (probe->command.trimmed().isEmpty())
            return error(tr("Type the command that tells how the task is."));
        return {};
    }
    if (probe->port > MaxPort)
        return error(tr("%1 is no port: they go from 1 to 65535.").arg(probe->port));
    if (probe->port == 0 && m_settings.need.anyPorts + m_settings.need.ports.size() == 0)
        return error(tr("Type the port to ask, or give the task a port above."));
    if (probe->type == Probe::Type::Http && !probe->path.isEmpty() && !probe->path.startsWith(u'/'))
        return error(tr("The path begins with a slash."));
    return {};
}

std::optional<Remark> LaunchModel::executorRemark() const
{
    if (!isGroup())
        return {};
    const QString id = executorId().value();
    if (const auto problem = idProblem(id))
        return error(describe(*problem, id));
    if (m_settings.container == Container::Docker)
        return error(
            tr("Tasks of a group cannot be of type Docker: choose a Mesos container, it runs the same images."));
    return {};
}

std::optional<Remark> LaunchModel::refuseRemark() const
{
    const std::optional<double> seconds = m_settings.filters.refuseSeconds;
    if (!seconds)
        return {};
    if (!std::isfinite(*seconds) || *seconds < 0.0)
        return error(tr("A time cannot be less than nothing."));
    if (*seconds > Filters::MaxRefuseSeconds)
        return note(tr("Mesos makes that 365 days."));
    if (*seconds == 0.0)
        return note(tr("With 0 s the rest is offered again within a second."));
    return {};
}

} // namespace mesoscribe
