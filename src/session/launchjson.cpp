// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "session/launchjson.h"

#include <QJsonArray>

#include <algorithm>
#include <array>
#include <limits>

using namespace Qt::Literals::StringLiterals;

namespace mesoscribe {

namespace {

using Container = LaunchSettings::Container;
using Executor = LaunchSettings::Executor;

template<class E, size_t N>
using Names = std::array<std::pair<E, QLatin1StringView>, N>;

const Names<Container, 3> Containers{
    {{Container::None, "none"_L1}, {Container::Mesos, "mesos"_L1}, {Container::Docker, "docker"_L1}}};
const Names<Executor, 2> Executors{{{Executor::None, "none"_L1}, {Executor::DefaultGroup, "default"_L1}}};
const Names<Probe::Type, 3> Probes{
    {{Probe::Type::Command, "command"_L1}, {Probe::Type::Http, "http"_L1}, {Probe::Type::Tcp, "tcp"_L1}}};

template<class E, size_t N>
QString nameOf(E value, const Names<E, N>& names)
{
    return std::ranges::find(names, value, &std::pair<E, QLatin1StringView>::first)->second;
}

template<class E, size_t N>
E valueOf(const QJsonValue& json, E usual, const Names<E, N>& names)
{
    const QString name = json.toString();
    const auto found = std::ranges::find_if(names, [&](const auto& entry) { return name == entry.second; });
    return found == names.end() ? usual : found->first;
}

/// Members that hold nothing are left out, so that the file stays readable.
class Writer
{
public:
    void put(QLatin1StringView name, const QString& text)
    {
        if (!text.isEmpty())
            m_object[name] = text;
    }
    void put(QLatin1StringView name, bool isSet)
    {
        if (isSet)
            m_object[name] = true;
    }
    void put(QLatin1StringView name, const QJsonArray& list)
    {
        if (!list.isEmpty())
            m_object[name] = list;
    }
    void put(QLatin1StringView name, const std::optional<double>& number)
    {
        if (number)
            m_object[name] = *number;
    }
    template<class T, class ToJson>
    void put(QLatin1StringView name, const QList<T>& list, ToJson toJson)
    {
        QJsonArray array;
        for (const T& item : list)
            array.append(toJson(item));
        put(name, array);
    }
    /// Also when it holds nothing.
    void always(QLatin1StringView name, const QJsonValue& value) { m_object[name] = value; }

    QJsonObject take() { return std::move(m_object); }

private:
    QJsonObject m_object;
};

template<class T, class FromJson>
QList<T> listOf(const QJsonValue& json, FromJson fromJson)
{
    QList<T> list;
    for (const QJsonValue& item : json.toArray())
        list.append(fromJson(item));
    return list;
}

QStringList textsOf(const QJsonValue& json)
{
    return listOf<QString>(json, [](const QJsonValue& item) { return item.toString(); });
}

std::optional<double> numberOf(const QJsonValue& json)
{
    return json.isDouble() ? std::optional(json.toDouble()) : std::nullopt;
}

/// Whole numbers within their type, else 0.
template<class T>
T wholeOf(const QJsonValue& json)
{
    const qint64 number = json.toInteger();
    if (number < 0 || static_cast<quint64>(number) > std::numeric_limits<T>::max())
        return 0;
    return static_cast<T>(number);
}

QJsonValue jsonOf(quint64 number)
{
    return static_cast<qint64>(number);
}

QJsonObject jsonOf(const Uri& uri)
{
    Writer json;
    json.always("value"_L1, uri.value);
    json.put("executable"_L1, uri.executable);
    json.always("extract"_L1, uri.extract);
    json.put("cache"_L1, uri.cache);
    json.put("output_file"_L1, uri.outputFile);
    return json.take();
}

Uri uriOf(const QJsonValue& json)
{
    return {json["value"_L1].toString(), json["executable"_L1].toBool(), json["extract"_L1].toBool(true),
            json["cache"_L1].toBool(), json["output_file"_L1].toString()};
}

QJsonObject jsonOf(const Volume& volume)
{
    Writer json;
    json.always("container_path"_L1, volume.containerPath);
    json.put("host_path"_L1, volume.hostPath);
    json.put("read_only"_L1, volume.isReadOnly);
    return json.take();
}

Volume volumeOf(const QJsonValue& json)
{
    return {json["container_path"_L1].toString(), json["host_path"_L1].toString(), json["read_only"_L1].toBool()};
}

QJsonObject jsonOf(const PortMapping& mapping)
{
    Writer json;
    json.always("container_port"_L1, jsonOf(quint64(mapping.containerPort)));
    if (mapping.hostPort != 0)
        json.always("host_port"_L1, jsonOf(quint64(mapping.hostPort)));
    json.put("protocol"_L1, mapping.protocol);
    return json.take();
}

PortMapping portMappingOf(const QJsonValue& json)
{
    return {wholeOf<quint32>(json["host_port"_L1]), wholeOf<quint32>(json["container_port"_L1]),
            json["protocol"_L1].toString()};
}

QJsonObject jsonOf(const Label& label)
{
    Writer json;
    json.always("key"_L1, label.key);
    if (label.value)
        json.always("value"_L1, *label.value);
    return json.take();
}

Label labelOf(const QJsonValue& json)
{
    const QJsonValue value = json["value"_L1];
    return {json["key"_L1].toString(), value.isString() ? std::optional(value.toString()) : std::nullopt};
}

/// Of "name" and "value" alike: environment variables and Docker's parameters.
QJsonObject pairOf(QLatin1StringView name, const QString& first, const QString& value)
{
    return {{name, first}, {u"value"_s, value}};
}

QJsonObject jsonOf(const Probe& probe)
{
    Writer json;
    json.always("type"_L1, nameOf(probe.type, Probes));
    json.put("command"_L1, probe.command);
    if (probe.port != 0)
        json.always("port"_L1, jsonOf(quint64(probe.port)));
    json.put("path"_L1, probe.path);
    json.put("scheme"_L1, probe.scheme);
    json.put("delay_seconds"_L1, probe.delaySeconds);
    json.put("interval_seconds"_L1, probe.intervalSeconds);
    json.put("timeout_seconds"_L1, probe.timeoutSeconds);
    json.put("grace_period_seconds"_L1, probe.gracePeriodSeconds);
    if (probe.consecutiveFailures)
        json.always("consecutive_failures"_L1, jsonOf(quint64(*probe.consecutiveFailures)));
    return json.take();
}

std::optional<Probe> probeOf(const QJsonValue& json)
{
    if (!json.isObject())
        return std::nullopt;
    Probe probe;
    probe.type = valueOf(json["type"_L1], probe.type, Probes);
    probe.command = json["command"_L1].toString();
    probe.port = wholeOf<quint32>(json["port"_L1]);
    probe.path = json["path"_L1].toString();
    probe.scheme = json["scheme"_L1].toString();
    probe.delaySeconds = numberOf(json["delay_seconds"_L1]);
    probe.intervalSeconds = numberOf(json["interval_seconds"_L1]);
    probe.timeoutSeconds = numberOf(json["timeout_seconds"_L1]);
    probe.gracePeriodSeconds = numberOf(json["grace_period_seconds"_L1]);
    if (json["consecutive_failures"_L1].isDouble())
        probe.consecutiveFailures = wholeOf<quint32>(json["consecutive_failures"_L1]);
    return probe;
}

QJsonObject jsonOf(const ResourceNeed& need)
{
    Writer json;
    json.always("cpus"_L1, need.cpus.toDouble());
    json.always("mem"_L1, need.mem.toDouble());
    json.always("disk"_L1, need.disk.toDouble());
    json.always("gpus"_L1, need.gpus.toDouble());
    json.always("any_ports"_L1, need.anyPorts);
    json.put("ports"_L1, need.ports, [](quint64 port) { return jsonOf(port); });
    json.always("reserved_first"_L1, need.reservedFirst);
    json.put("revocable"_L1, need.allowRevocable);
    return json.take();
}

ResourceNeed needOf(const QJsonValue& json, const ResourceNeed& usual)
{
    ResourceNeed need = usual;
    const auto take = [&](QLatin1StringView name, Scalar& amount) {
        if (const std::optional<double> number = numberOf(json[name]); number && *number >= 0.0)
            amount = Scalar::fromDouble(*number);
    };
    take("cpus"_L1, need.cpus);
    take("mem"_L1, need.mem);
    take("disk"_L1, need.disk);
    take("gpus"_L1, need.gpus);
    need.anyPorts = wholeOf<quint16>(json["any_ports"_L1]);
    need.ports = listOf<quint64>(json["ports"_L1], [](const QJsonValue& item) { return wholeOf<quint64>(item); });
    need.reservedFirst = json["reserved_first"_L1].toBool(usual.reservedFirst);
    need.allowRevocable = json["revocable"_L1].toBool(usual.allowRevocable);
    return need;
}

} // namespace

QJsonObject jsonOf(const LaunchSettings& settings)
{
    const auto asIs = [](const auto& item) { return jsonOf(item); };
    Writer json;
    json.always("name"_L1, settings.name);
    json.put("task_id"_L1, settings.taskId);
    json.always("shell"_L1, settings.shell);
    json.always("command"_L1, settings.command);
    json.put("arguments"_L1, QJsonArray::fromStringList(settings.arguments));
    json.put("environment"_L1, settings.environment,
             [](const EnvironmentVariable& variable) { return pairOf("name"_L1, variable.name, variable.value); });
    json.put("uris"_L1, settings.uris, asIs);
    json.put("user"_L1, settings.user);

    json.always("container"_L1, nameOf(settings.container, Containers));
    json.put("image"_L1, settings.image);
    json.put("network"_L1, settings.network);
    json.put("network_names"_L1, QJsonArray::fromStringList(settings.networkNames));
    json.put("volumes"_L1, settings.volumes, asIs);
    json.put("port_mappings"_L1, settings.portMappings, asIs);
    json.put("parameters"_L1, settings.parameters,
             [](const Parameter& parameter) { return pairOf("key"_L1, parameter.key, parameter.value); });
    json.put("privileged"_L1, settings.privileged);
    json.put("force_pull_image"_L1, settings.forcePullImage);

    json.always("resources"_L1, jsonOf(settings.need));
    if (settings.healthCheck)
        json.always("health_check"_L1, jsonOf(*settings.healthCheck));
    if (settings.check)
        json.always("check"_L1, jsonOf(*settings.check));
    json.put("kill_grace_seconds"_L1, settings.killGraceSeconds);
    json.put("max_completion_seconds"_L1, settings.maxCompletionSeconds);
    json.put("labels"_L1, settings.labels, asIs);

    json.always("executor"_L1, nameOf(settings.executor, Executors));
    json.put("executor_id"_L1, settings.executorId);
    json.always("copies"_L1, settings.copies);
    json.put("refuse_seconds"_L1, settings.filters.refuseSeconds);
    return json.take();
}

LaunchSettings launchSettingsOf(const QJsonObject& json)
{
    constexpr int MostCopies = 20;
    LaunchSettings settings;
    settings.name = json["name"_L1].toString(settings.name);
    settings.taskId = json["task_id"_L1].toString();
    settings.shell = json["shell"_L1].toBool(settings.shell);
    settings.command = json["command"_L1].toString();
    settings.arguments = textsOf(json["arguments"_L1]);
    settings.environment = listOf<EnvironmentVariable>(json["environment"_L1], [](const QJsonValue& item) {
        return EnvironmentVariable{item["name"_L1].toString(), item["value"_L1].toString()};
    });
    settings.uris = listOf<Uri>(json["uris"_L1], uriOf);
    settings.user = json["user"_L1].toString();

    settings.container = valueOf(json["container"_L1], settings.container, Containers);
    settings.image = json["image"_L1].toString();
    settings.network = json["network"_L1].toString();
    settings.networkNames = textsOf(json["network_names"_L1]);
    settings.volumes = listOf<Volume>(json["volumes"_L1], volumeOf);
    settings.portMappings = listOf<PortMapping>(json["port_mappings"_L1], portMappingOf);
    settings.parameters = listOf<Parameter>(json["parameters"_L1], [](const QJsonValue& item) {
        return Parameter{item["key"_L1].toString(), item["value"_L1].toString()};
    });
    settings.privileged = json["privileged"_L1].toBool();
    settings.forcePullImage = json["force_pull_image"_L1].toBool();

    settings.need = needOf(json["resources"_L1], settings.need);
    settings.healthCheck = probeOf(json["health_check"_L1]);
    settings.check = probeOf(json["check"_L1]);
    settings.killGraceSeconds = numberOf(json["kill_grace_seconds"_L1]);
    settings.maxCompletionSeconds = numberOf(json["max_completion_seconds"_L1]);
    settings.labels = listOf<Label>(json["labels"_L1], labelOf);

    settings.executor = valueOf(json["executor"_L1], settings.executor, Executors);
    settings.executorId = json["executor_id"_L1].toString();
    settings.copies = std::clamp(json["copies"_L1].toInt(settings.copies), 1, MostCopies);
    settings.filters.refuseSeconds = numberOf(json["refuse_seconds"_L1]);
    return settings;
}

} // namespace mesoscribe
