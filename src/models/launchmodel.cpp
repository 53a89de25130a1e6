// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "models/launchmodel.h"

#include "models/describe.h"
#include "models/offertext.h"

#include <QMetaEnum>

#include <algorithm>
#include <limits>

namespace mesoscribe {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype MaxMadeIdBytes = 230; // of 255: room for the numbers of copies and "-executor"
constexpr int MaxCopies = 20;

/// What the executor of a task group needs at least (Mesos: cpus 0.01, mem 32 MiB, some disk).
const ResourceNeed ExecutorNeed{
    .cpus = Scalar{100}, .mem = Scalar{32'000}, .disk = Scalar{32'000}, .gpus = {}, .ports = {}};

QString shortened(QString id, qsizetype mostBytes)
{
    while (id.toUtf8().size() > mostBytes)
        id.chop(id.size() > 1 && id.back().isLowSurrogate() ? 2 : 1);
    return id;
}

/// An id that Mesos takes: what it refuses, and blanks, become dashes.
QString idFrom(const QString& name)
{
    QString id;
    for (const QChar c : name.trimmed()) {
        const bool isFine = c > u' ' && c != u'\x7f' && c != u'/' && c != u'\\' && !c.isSpace();
        if (isFine)
            id += c;
        else if (!id.isEmpty() && !id.endsWith(u'-'))
            id += u'-';
    }
    while (id.endsWith(u'-'))
        id.chop(1);
    id = shortened(id, MaxMadeIdBytes);
    return idProblem(id) ? u"task"_s : id;
}

QList<Resource> resourcesOf(const QList<OfferPtr>& offers)
{
    QList<Resource> resources;
    for (const OfferPtr& offer : offers)
        resources += offer->resources;
    return resources;
}

/// Whether a task may be given it without being asked: the rule of chooseResources().
bool isForTaking(const Resource& resource, bool revocableToo)
{
    return !resource.shared && resource.providerId.isEmpty() && (revocableToo || !resource.revocable);
}

} // namespace

LaunchModel::LaunchModel(QObject* parent)
    : QObject(parent)
{
}

void LaunchModel::touched()
{
    m_plan.reset();
    emit edited();
}

void LaunchModel::setSettings(const LaunchSettings& settings)
{
    if (settings == m_settings)
        return;
    m_settings = settings;
    touched();
}

void LaunchModel::applyTemplate(const LaunchTemplate& chosen)
{
    LaunchSettings settings = chosen.settings;
    settings.taskId.clear();
    settings.executorId.clear();
    setSettings(settings);
}

void LaunchModel::setOffers(const QList<OfferPtr>& offers)
{
    if (offers == m_offers)
        return;
    m_offers = offers;
    touched();
}

QList<OfferId> LaunchModel::offerIds() const
{
    QList<OfferId> ids;
    for (const OfferPtr& offer : m_offers)
        ids.append(offer->id);
    return ids;
}

void LaunchModel::setTakenTaskIds(const QSet<TaskId>& ids)
{
    if (ids == m_taken)
        return;
    m_taken = ids;
    touched();
}

void LaunchModel::setFrameworkId(const FrameworkId& id)
{
    if (id == m_frameworkId)
        return;
    m_frameworkId = id;
    touched();
}

void LaunchModel::setDeadOffers(const QSet<OfferId>& ids)
{
    if (ids == m_dead)
        return;
    m_dead = ids;
    touched();
}

bool LaunchModel::hasDeadOffers() const
{
    return std::ranges::any_of(m_offers, [this](const OfferPtr& offer) { return m_dead.contains(offer->id); });
}

int LaunchModel::copies() const
{
    return isGroup() ? std::clamp(m_settings.copies, 1, MaxCopies) : 1;
}

QString LaunchModel::baseId() const
{
    if (!m_settings.taskId.isEmpty())
        return m_settings.taskId;
    const QString made = idFrom(m_settings.name);
    const auto isFree = [this](const QString& base) {
        if (copies() == 1)
            return !m_taken.contains(TaskId(base));
        for (int copy = 1; copy <= copies(); ++copy) {
            if (m_taken.contains(TaskId(u"%1-%2"_s.arg(base).arg(copy))))
                return false;
        }
        return true;
    };
    QString base = made;
    for (qsizetype number = 2; !isFree(base); ++number)
        base = made + u'-' + QString::number(number);
    return base;
}

TaskId LaunchModel::taskId() const
{
    return TaskId(baseId());
}

QList<TaskId> LaunchModel::taskIds() const
{
    const QString base = baseId();
    if (copies() == 1)
        return {TaskId(base)};
    QList<TaskId> ids;
    for (int copy = 1; copy <= copies(); ++copy)
        ids.append(TaskId(base + u'-' + QString::number(copy)));
    return ids;
}

ExecutorId LaunchModel::executorId() const
{
    if (!m_settings.executorId.isEmpty())
        return ExecutorId(m_settings.executorId);
    return ExecutorId(shortened(baseId(), MaxMadeIdBytes + 10) + "-executor"_L1);
}

ResourceNeed LaunchModel::wholeNeed() const
{
    if (!isGroup())
        return m_settings.need;
    ResourceNeed whole = m_settings.need;
    whole.cpus += ExecutorNeed.cpus;
    whole.mem += ExecutorNeed.mem;
    whole.disk += ExecutorNeed.disk;
    for (int copy = 1; copy < copies(); ++copy) {
        whole.cpus += m_settings.need.cpus;
        whole.mem += m_settings.need.mem;
        whole.disk += m_settings.need.disk;
        whole.gpus += m_settings.need.gpus;
        whole.anyPorts += m_settings.need.anyPorts;
    }
    return whole;
}

LaunchModel::Plan LaunchModel::planFor(const QList<OfferPtr>& offers) const
{
    const QList<Resource> offered = resourcesOf(offers);
    Plan plan;
    plan.whole = chooseResources(wholeNeed(), offered);
    if (!isGroup()) {
        plan.tasks = {plan.whole};
        return plan;
    }
    // The executor and the tasks each have resources of their own, which must not overlap: one takes what the one
    // before has left.
    ResourceNeed executor = ExecutorNeed;
    executor.reservedFirst = m_settings.need.reservedFirst;
    executor.allowRevocable = m_settings.need.allowRevocable;
    plan.executor = chooseResources(executor, offered);
    QList<Resource> taken = plan.executor.taken;
    QList<Resource> rest = plan.executor.rest;
    QList<quint64> ports;
    for (int copy = 0; copy < copies(); ++copy) {
        plan.tasks.append(chooseResources(m_settings.need, rest));
        taken += plan.tasks.last().taken;
        ports += plan.tasks.last().ports;
        rest = plan.tasks.last().rest;
    }
    std::ranges::sort(ports);
    plan.whole.taken = summed(taken);
    plan.whole.rest = rest;
    plan.whole.ports = ports;
    return plan;
}

const LaunchModel::Plan& LaunchModel::plan() const
{
    if (!m_plan)
        m_plan = planFor(m_offers);
    return *m_plan;
}

ResourceChoice LaunchModel::choice() const
{
    return plan().whole;
}

bool LaunchModel::fits(const QList<OfferPtr>& offers) const
{
    return !offers.isEmpty() && planFor(offers).whole.fits();
}

Scalar LaunchModel::offered(const QString& resource) const
{
    // More than anybody has: what is taken then is what there is for taking.
    constexpr Scalar Everything{std::numeric_limits<qint64>::max() / 4};
    ResourceNeed need;
    need.allowRevocable = m_settings.need.allowRevocable;
    if (resource == "cpus"_L1)
        need.cpus = Everything;
    else if (resource == "mem"_L1)
        need.mem = Everything;
    else if (resource == "disk"_L1)
        need.disk = Everything;
    else if (resource == "gpus"_L1)
        need.gpus = Everything;
    Scalar sum;
    const ResourceChoice everything = chooseResources(need, resourcesOf(m_offers));
    for (const Resource& taken : everything.taken) {
        if (taken.name == resource)
            sum += taken.value.scalar;
    }
    return sum;
}

QList<Range> LaunchModel::offeredPorts() const
{
    QList<Range> ranges;
    for (const Resource& resource : resourcesOf(m_offers)) {
        if (resource.name == "ports"_L1 && isForTaking(resource, m_settings.need.allowRevocable))
            ranges += resource.value.ranges;
    }
    return coalesced(ranges);
}

bool LaunchModel::offersRevocable() const
{
    return std::ranges::any_of(resourcesOf(m_offers), &Resource::revocable);
}

bool LaunchModel::offersMixed() const
{
    const QList<Resource> resources = resourcesOf(m_offers);
    return std::ranges::any_of(resources, &Resource::isReserved) &&
           !std::ranges::all_of(resources, &Resource::isReserved);
}

bool LaunchModel::runsImagesOwnCommand() const
{
    return m_settings.command.isEmpty() && m_settings.container != LaunchSettings::Container::None &&
           !m_settings.image.isEmpty();
}

CommandInfo LaunchModel::commandFor(const QList<quint64>& ports) const
{
    CommandInfo command;
    command.shell = m_settings.shell && !runsImagesOwnCommand();
    if (!runsImagesOwnCommand())
        command.value = m_settings.command;
    if (!command.shell)
        command.arguments = m_settings.arguments;
    command.environment = m_settings.environment;
    for (qsizetype i = 0; i < ports.size(); ++i) {
        const QString name = "PORT"_L1 + QString::number(i);
        const bool isTyped = std::ranges::any_of(
            m_settings.environment, [&name](const EnvironmentVariable& variable) { return variable.name == name; });
        if (!isTyped)
            command.environment.append({name, QString::number(ports.at(i))});
    }
    command.uris = m_settings.uris;
    command.user = m_settings.user.trimmed();
    return command;
}

std::optional<ContainerInfo> LaunchModel::containerFor(const QList<quint64>& ports) const
{
    if (m_settings.container == LaunchSettings::Container::None)
        return {};
    const bool isDocker = m_settings.container == LaunchSettings::Container::Docker;
    ContainerInfo container;
    container.type = isDocker ? ContainerInfo::Type::Docker : ContainerInfo::Type::Mesos;
    container.image = m_settings.image.trimmed();
    if (!isDocker || m_settings.network == "USER"_L1)
        container.networkNames = m_settings.networkNames;
    container.volumes = m_settings.volumes;
    container.forcePullImage = m_settings.forcePullImage && !container.image.isEmpty();
    if (isDocker) {
        container.network = m_settings.network;
        container.parameters = m_settings.parameters;
        container.privileged = m_settings.privileged;
    }

    QList<quint64> free = ports;
    for (const PortMapping& mapping : m_settings.portMappings)
        free.removeOne(mapping.hostPort);
    for (PortMapping mapping : m_settings.portMappings) {
        if (mapping.hostPort == 0 && !free.isEmpty())
            mapping.hostPort = static_cast<quint32>(free.takeFirst());
        container.portMappings.append(mapping);
    }
    return container;
}

TaskInfo LaunchModel::taskFor(qsizetype index) const
{
    const QList<TaskId> ids = taskIds();
    const ResourceChoice& choice = plan().tasks.at(index);
    TaskInfo task;
    task.name = m_settings.name.trimmed();
    if (ids.size() > 1)
        task.name += u'-' + QString::number(index + 1);
    task.taskId = ids.at(index);
    if (!m_offers.isEmpty())
        task.agentId = m_offers.first()->agentId;
    task.resources = choice.taken;
    task.command = commandFor(choice.ports);
    task.container = containerFor(choice.ports);

    const auto withPort = [&](std::optional<Probe> probe) {
        if (!probe || probe->port != 0 || probe->type == Probe::Type::Command || choice.ports.isEmpty())
            return probe;
        // In a bridge the probe runs inside the container's network, where the host's port means nothing.
        const bool isMapped = task.container && !task.container->portMappings.isEmpty();
        probe->port =
            isMapped ? task.container->portMappings.first().containerPort : static_cast<quint32>(choice.ports.first());
        return probe;
    };
    task.healthCheck = withPort(m_settings.healthCheck);
    task.check = withPort(m_settings.check);
    task.killGraceSeconds = m_settings.killGraceSeconds;
    task.maxCompletionSeconds = m_settings.maxCompletionSeconds;
    task.labels = m_settings.labels;
    return task;
}

AcceptCall LaunchModel::call() const
{
    QList<TaskInfo> tasks;
    for (qsizetype i = 0; i < plan().tasks.size(); ++i)
        tasks.append(taskFor(i));

    AcceptCall call;
    call.offerIds = offerIds();
    call.filters = m_settings.filters;
    Operation operation;
    if (isGroup()) {
        operation::LaunchGroup group;
        group.executor.executorId = executorId();
        group.executor.frameworkId = m_frameworkId;
        group.executor.resources = plan().executor.taken;
        group.tasks = tasks;
        operation.what = group;
    } else {
        operation.what = operation::Launch{tasks};
    }
    call.operations = {operation};
    return call;
}

QByteArray LaunchModel::callJson(JsonStyle style) const
{
    return toJson(Call(call()), m_frameworkId, style);
}

std::optional<LaunchModel::Field> LaunchModel::firstError() const
{
    const QMetaEnum fields = QMetaEnum::fromType<Field>();
    for (int i = 0; i < fields.keyCount(); ++i) {
        const auto field = static_cast<Field>(fields.value(i));
        const auto found = remark(field);
        if (found && found->severity == Severity::Error)
            return field;
    }
    return {};
}

bool LaunchModel::canLaunch() const
{
    return !m_offers.isEmpty() && !hasDeadOffers() && !firstError();
}

QString LaunchModel::whyNot() const
{
    if (m_offers.isEmpty())
        return tr("There is no offer to launch on: tick one.");
    if (hasDeadOffers())
        return m_offers.size() == 1 ? tr("The offer is gone: choose another.")
                                    : tr("One of the offers is gone: choose others.");
    const std::optional<Field> wrong = firstError();
    return wrong ? remark(*wrong)->text : QString();
}

QString LaunchModel::headline() const
{
    return headline(m_offers);
}

QString LaunchModel::headline(const QList<OfferPtr>& offers)
{
    constexpr qsizetype MostNamed = 3;
    if (offers.isEmpty())
        return {};
    QStringList names;
    for (const OfferPtr& offer : offers)
        names.append(offerName(offer->id));
    const QString using_ =
        offers.size() > MostNamed ? tr("%Ln offers", nullptr, static_cast<int>(offers.size())) : names.join(u", "_s);
    const Offer& first = *offers.first();
    const QString host = hostName(first.hostname);
    if (first.allocationRole.isEmpty())
        return tr("%1 using %2", "agent, offers").arg(host, using_);
    return tr("%1 using %2 (%3)", "agent, offers, role").arg(host, using_, first.allocationRole);
}

QList<LaunchTemplate> LaunchModel::builtInTemplates()
{
    LaunchSettings sleep;
    sleep.name = u"sleep"_s;
    sleep.command = u"sleep 60"_s;

    LaunchSettings server;
    server.name = u"http-server"_s;
    server.command = u"python3 -m http.server \"$PORT0\""_s;
    server.need.mem = Scalar{64'000};
    server.need.anyPorts = 1;

    LaunchSettings hello;
    hello.name = u"hello"_s;
    hello.shell = false;
    hello.container = LaunchSettings::Container::Docker;
    hello.image = u"hello-world"_s;
    hello.need.mem = Scalar{64'000};

    return {
        {tr("sleep 60"), sleep, true}, {tr("HTTP server on a port"), server, true}, {tr("Docker hello"), hello, true}};
}

} // namespace mesoscribe
