// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "session/settingsstore.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QStandardPaths>
#include <QUuid>

using namespace Qt::Literals::StringLiterals;

namespace mesoscribe {

namespace {

constexpr int FormatVersion = 1;
const QLatin1StringView Production("Production");

QJsonArray arrayOf(const QStringList& texts)
{
    return QJsonArray::fromStringList(texts);
}

QStringList textsOf(const QJsonValue& value)
{
    QStringList texts;
    for (const QJsonValue& item : value.toArray()) {
        if (item.isString())
            texts.append(item.toString());
    }
    return texts;
}

const QLatin1StringView DeclineAtOnce("decline");
const QLatin1StringView Hold("hold");

QJsonObject jsonOf(const Manners& manners)
{
    const bool isHold = manners.onOffers == Manners::OnOffers::Hold;
    return {{u"on_offers"_s, isHold ? Hold : DeclineAtOnce},
            {u"give_back_after"_s, static_cast<qint64>(manners.giveBackAfter.count())},
            {u"acknowledges"_s, manners.acknowledges},
            {u"confirms"_s, manners.confirms}};
}

Manners mannersOf(const QJsonObject& object, const Manners& usual)
{
    Manners manners = usual;
    const QString onOffers = object[u"on_offers"_s].toString();
    if (onOffers == Hold)
        manners.onOffers = Manners::OnOffers::Hold;
    else if (onOffers == DeclineAtOnce)
        manners.onOffers = Manners::OnOffers::DeclineAtOnce;
    const std::chrono::seconds hold(object[u"give_back_after"_s].toInteger(usual.giveBackAfter.count()));
    manners.giveBackAfter = std::clamp(hold, Manners::ShortestHold, Manners::LongestHold);
    manners.acknowledges = object[u"acknowledges"_s].toBool(usual.acknowledges);
    manners.confirms = object[u"confirms"_s].toBool(usual.confirms);
    return manners;
}

QJsonObject jsonOf(const Connection& connection)
{
    const FrameworkInfo& info = connection.settings.framework;
    QJsonArray labels;
    for (const Label& label : info.labels) {
        QJsonObject object{{u"key"_s, label.key}};
        if (label.value)
            object[u"value"_s] = *label.value;
        labels.append(object);
    }
    QJsonObject framework{
        {u"user"_s, info.user},
        {u"name"_s, info.name},
        {u"roles"_s, arrayOf(info.roles)},
        {u"capabilities"_s, arrayOf(info.capabilities)},
        {u"failover_timeout"_s, info.failoverTimeout},
        {u"checkpoint"_s, info.checkpoint},
    };
    const auto put = [&](QLatin1StringView name, const QString& value) {
        if (!value.isEmpty())
            framework[name] = value;
    };
    put("id"_L1, info.id.value());
    put("role"_L1, info.role);
    put("hostname"_L1, info.hostname);
    put("principal"_L1, info.principal);
    put("webui_url"_L1, info.webuiUrl);
    if (!labels.isEmpty())
        framework[u"labels"_s] = labels;

    QStringList earlier;
    for (const FrameworkId& id : connection.earlierFrameworkIds)
        earlier.append(id.value());

    QJsonObject object{
        {u"id"_s, connection.id},
        {u"name"_s, connection.name},
        {u"environment"_s, connection.environment},
        {u"masters"_s, connection.settings.masters},
        {u"framework"_s, framework},
        {u"manners"_s, jsonOf(connection.manners)},
    };
    if (!connection.color.isEmpty())
        object[u"color"_s] = connection.color;
    if (!connection.settings.suppressedRoles.isEmpty())
        object[u"suppressed_roles"_s] = arrayOf(connection.settings.suppressedRoles);
    if (!earlier.isEmpty())
        object[u"earlier_framework_ids"_s] = arrayOf(earlier);
    if (connection.isPractice)
        object[u"practice"_s] = true;
    return object;
}

Result<Connection> connectionOf(const QJsonObject& object, qsizetype position)
{
    Connection connection;
    connection.id = object[u"id"_s].toString();
    if (connection.id.isEmpty())
        connection.id = QUuid::createUuid().toString(QUuid::WithoutBraces);
    connection.name = object[u"name"_s].toString();
    if (!object[u"masters"_s].isString())
        return fail(Error::Kind::InvalidInput, u"Connection %1 has no masters."_s.arg(position + 1));
    connection.environment = object[u"environment"_s].toString(connection.environment);
    connection.color = object[u"color"_s].toString();
    connection.manners =
        mannersOf(object[u"manners"_s].toObject(), Manners::usual(connection.environment == Production));
    connection.isPractice = object[u"practice"_s].toBool();
    connection.settings.masters = object[u"masters"_s].toString();
    connection.settings.suppressedRoles = textsOf(object[u"suppressed_roles"_s]);
    for (const QString& id : textsOf(object[u"earlier_framework_ids"_s]).mid(0, Connection::MaxEarlierFrameworkIds))
        connection.earlierFrameworkIds.append(FrameworkId(id));

    const QJsonObject framework = object[u"framework"_s].toObject();
    FrameworkInfo& info = connection.settings.framework;
    info.user = framework[u"user"_s].toString();
    info.name = framework[u"name"_s].toString();
    info.id = FrameworkId(framework[u"id"_s].toString());
    info.role = framework[u"role"_s].toString();
    info.roles = textsOf(framework[u"roles"_s]);
    info.capabilities = textsOf(framework[u"capabilities"_s]);
    info.failoverTimeout = framework[u"failover_timeout"_s].toDouble();
    info.checkpoint = framework[u"checkpoint"_s].toBool();
    info.hostname = framework[u"hostname"_s].toString();
    info.principal = framework[u"principal"_s].toString();
    info.webuiUrl = framework[u"webui_url"_s].toString();
    for (const QJsonValue& value : framework[u"labels"_s].toArray()) {
        const QJsonObject label = value.toObject();
        Label read{label[u"key"_s].toString(), {}};
        if (label[u"value"_s].isString())
            read.value = label[u"value"_s].toString();
        info.labels.append(read);
    }
    return connection;
}

} // namespace

QByteArray connectionsToJson(const QList<Connection>& connections)
{
    QJsonArray array;
    for (const Connection& connection : connections)
        array.append(jsonOf(connection));
    return QJsonDocument(QJsonObject{{u"version"_s, FormatVersion}, {u"connections"_s, array}}).toJson();
}

Result<QList<Connection>> connectionsFromJson(const QByteArray& json)
{
    QJsonParseError problem;
    const QJsonDocument document = QJsonDocument::fromJson(json, &problem);
    if (problem.error != QJsonParseError::NoError)
        return fail(Error::Kind::InvalidInput, u"%1 at byte %2."_s.arg(problem.errorString()).arg(problem.offset));
    const QJsonObject root = document.object();
    if (!root[u"connections"_s].isArray())
        return fail(Error::Kind::InvalidInput, u"There is no list of connections in it."_s);
    if (root[u"version"_s].toInt(FormatVersion) > FormatVersion)
        return fail(Error::Kind::InvalidInput, u"It was written by a newer version of Mesoscribe."_s);

    QList<Connection> connections;
    for (const QJsonValue& value : root[u"connections"_s].toArray()) {
        Result<Connection> connection = connectionOf(value.toObject(), connections.size());
        if (!connection)
            return std::unexpected(connection.error());
        connections.append(*connection);
    }
    return connections;
}

SettingsStore::SettingsStore(QString path)
    : m_file(std::move(path))
{
}

QString SettingsStore::defaultPath()
{
    return QStandardPaths::writableLocation(QStandardPaths::AppConfigLocation) + "/connections.json"_L1;
}

Result<SettingsStore::Loaded> SettingsStore::load() const
{
    Loaded loaded;
    const Result<KeptFile::Source> source = m_file.read([&](const QByteArray& json) -> Result<void> {
        Result<QList<Connection>> connections = connectionsFromJson(json);
        if (!connections)
            return std::unexpected(connections.error());
        loaded.connections = *std::move(connections);
        return {};
    });
    if (!source)
        return std::unexpected(source.error());
    loaded.fromBackup = *source == KeptFile::Source::Backup;
    return loaded;
}

Result<void> SettingsStore::save(const QList<Connection>& connections) const
{
    return m_file.write(connectionsToJson(connections), [](const QByteArray& json) -> Result<void> {
        const Result<QList<Connection>> read = connectionsFromJson(json);
        return read ? Result<void>() : std::unexpected(read.error());
    });
}

} // namespace mesoscribe
