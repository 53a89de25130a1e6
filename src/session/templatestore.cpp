// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "session/templatestore.h"

#include "session/launchjson.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QStandardPaths>

using namespace Qt::Literals::StringLiterals;

namespace mesoscribe {

namespace {

constexpr int FormatVersion = 1;

} // namespace

QByteArray templatesToJson(const QList<LaunchTemplate>& templates)
{
    QJsonArray array;
    for (const LaunchTemplate& saved : templates) {
        if (!saved.isBuiltIn)
            array.append(QJsonObject{{u"name"_s, saved.name}, {u"launch"_s, jsonOf(saved.settings)}});
    }
    return QJsonDocument(QJsonObject{{u"version"_s, FormatVersion}, {u"templates"_s, array}}).toJson();
}

Result<QList<LaunchTemplate>> templatesFromJson(const QByteArray& json)
{
    QJsonParseError problem;
    const QJsonDocument document = QJsonDocument::fromJson(json, &problem);
    if (problem.error != QJsonParseError::NoError)
        return fail(Error::Kind::InvalidInput, u"%1 at byte %2."_s.arg(problem.errorString()).arg(problem.offset));
    const QJsonObject root = document.object();
    if (!root[u"templates"_s].isArray())
        return fail(Error::Kind::InvalidInput, u"There is no list of templates in it."_s);
    if (root[u"version"_s].toInt(FormatVersion) > FormatVersion)
        return fail(Error::Kind::InvalidInput, u"It was written by a newer version of Mesoscribe."_s);

    QList<LaunchTemplate> templates;
    for (const QJsonValue& value : root[u"templates"_s].toArray()) {
        const QString name = value[u"name"_s].toString();
        if (name.isEmpty())
            return fail(Error::Kind::InvalidInput, u"Template %1 has no name."_s.arg(templates.size() + 1));
        templates.append({name, launchSettingsOf(value[u"launch"_s].toObject()), false});
    }
    return templates;
}

TemplateStore::TemplateStore(QString path)
    : m_file(std::move(path))
{
}

QString TemplateStore::defaultPath()
{
    return QStandardPaths::writableLocation(QStandardPaths::AppConfigLocation) + "/templates.json"_L1;
}

Result<QList<LaunchTemplate>> TemplateStore::load() const
{
    QList<LaunchTemplate> templates;
    const Result<KeptFile::Source> source = m_file.read([&](const QByteArray& json) -> Result<void> {
        Result<QList<LaunchTemplate>> read = templatesFromJson(json);
        if (!read)
            return std::unexpected(read.error());
        templates = *std::move(read);
        return {};
    });
    if (!source)
        return std::unexpected(source.error());
    return templates;
}

Result<void> TemplateStore::save(const QList<LaunchTemplate>& templates) const
{
    return m_file.write(templatesToJson(templates), [](const QByteArray& json) -> Result<void> {
        const Result<QList<LaunchTemplate>> read = templatesFromJson(json);
        return read ? Result<void>() : std::unexpected(read.error());
    });
}

} // namespace mesoscribe
