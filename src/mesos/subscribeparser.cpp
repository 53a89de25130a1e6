// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "mesos/call.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <cmath>
#include <limits>

namespace mesoscribe {

using namespace Qt::Literals::StringLiterals;

namespace {

/// Takes members out of objects and remembers the paths of those it could not take.
class SubscribeReader
{
public:
    ParsedSubscribe read(const QJsonObject& call);

private:
    static QString join(const QString& path, const QString& name) { return path.isEmpty() ? name : path + u'.' + name; }
    void reject(const QString& path)
    {
        if (!m_parsed.notUnderstood.contains(path))
            m_parsed.notUnderstood.append(path);
    }

    template<class OnMember>
    void eachMember(const QJsonValue& value, const QString& path, OnMember onMember);
    template<class OnItem>
    void eachItem(const QJsonValue& value, const QString& path, OnItem onItem);

    void readText(const QJsonValue& value, const QString& path, QString& text);
    void readTexts(const QJsonValue& value, const QString& path, QStringList& texts);
    void readNumber(const QJsonValue& value, const QString& path, double& number);
    void readBoolean(const QJsonValue& value, const QString& path, bool& boolean);
    FrameworkId readId(const QJsonValue& value, const QString& path);
    void readCapabilities(const QJsonValue& value, const QString& path, QStringList& capabilities);
    void readLabels(const QJsonValue& value, const QString& path, Labels& labels);
    void readFrameworkInfo(const QJsonValue& value, const QString& path);

    ParsedSubscribe m_parsed;
};

// Null is an absent member for Mesos.
template<class OnMember>
void SubscribeReader::eachMember(const QJsonValue& value, const QString& path, OnMember onMember)
{
    if (!value.isObject()) {
        reject(path);
        return;
    }
    const QJsonObject object = value.toObject();
    for (auto member = object.constBegin(); member != object.constEnd(); ++member) {
        if (!member.value().isNull())
            onMember(member.key(), member.value(), join(path, member.key()));
    }
}

template<class OnItem>
void SubscribeReader::eachItem(const QJsonValue& value, const QString& path, OnItem onItem)
{
    if (!value.isArray()) {
        onItem(value, path);
        return;
    }
    const QJsonArray array = value.toArray();
    for (qsizetype i = 0; i < array.size(); ++i) {
        if (!array.at(i).isNull())
            onItem(array.at(i), path + u'[' + QString::number(i) + u']');
    }
}

void SubscribeReader::readText(const QJsonValue& value, const QString& path, QString& text)
{
    if (value.isString())
        text = value.toString();
    else
        reject(path);
}

void SubscribeReader::readTexts(const QJsonValue& value, const QString& path, QStringList& texts)
{
    eachItem(value, path, [&](const QJsonValue& item, const QString& itemPath) {
        if (item.isString())
            texts.append(item.toString());
        else
            reject(itemPath);
    });
}

void SubscribeReader::readNumber(const QJsonValue& value, const QString& path, double& number)
{
    if (value.isDouble()) {
        number = value.toDouble();
        return;
    }
    const QString text = value.toString();
    bool ok = false;
    const double parsed = text.toDouble(&ok);
    if (ok && std::isfinite(parsed))
        number = parsed;
    else if (text == "Infinity"_L1)
        number = std::numeric_limits<double>::infinity();
    else if (text == "-Infinity"_L1)
        number = -std::numeric_limits<double>::infinity();
    else
        reject(path);
}

void SubscribeReader::readBoolean(const QJsonValue& value, const QString& path, bool& boolean)
{
    const QString text = value.toString();
    if (value.isBool())
        boolean = value.toBool();
    else if (text == "true"_L1 || text == "false"_L1)
        boolean = text == "true"_L1;
    else
        reject(path);
}

FrameworkId SubscribeReader::readId(const QJsonValue& value, const QString& path)
{
    // The commonest slip is a bare string. A master refuses it, so it is named, but what is meant is plain.
    if (value.isString()) {
        reject(path);
        return FrameworkId(value.toString());
    }
    QString id;
    eachMember(value, path, [&](const QString& key, const QJsonValue& member, const QString& memberPath) {
        if (key == "value"_L1)
            readText(member, memberPath, id);
        else
            reject(memberPath);
    });
    return FrameworkId(id);
}

void SubscribeReader::readCapabilities(const QJsonValue& value, const QString& path, QStringList& capabilities)
{
    eachItem(value, path, [&](const QJsonValue& item, const QString& itemPath) {
        QString type;
        if (item.isString()) {
            // As with a bare id: refused by a master, yet plain.
            reject(itemPath);
            type = item.toString();
        } else {
            eachMember(item, itemPath, [&](const QString& key, const QJsonValue& member, const QString& memberPath) {
                if (key == "type"_L1)
                    readText(member, memberPath, type);
                else
                    reject(memberPath);
            });
        }
        if (!type.isEmpty() && !capabilities.contains(type))
            capabilities.append(type);
    });
}

void SubscribeReader::readLabels(const QJsonValue& value, const QString& path, Labels& labels)
{
    eachMember(value, path, [&](const QString& wrapper, const QJsonValue& list, const QString& listPath) {
        if (wrapper != "labels"_L1) {
            reject(listPath);
            return;
        }
        eachItem(list, listPath, [&](const QJsonValue& item, const QString& itemPath) {
            Label label;
            bool hasKey = false;
            eachMember(item, itemPath, [&](const QString& key, const QJsonValue& member, const QString& memberPath) {
                if (key == "key"_L1 && member.isString()) {
                    label.key = member.toString();
                    hasKey = true;
                } else if (key == "value"_L1 && member.isString()) {
                    label.value = member.toString();
                } else {
                    reject(memberPath);
                }
            });
            if (hasKey)
                labels.append(label);
            else
                reject(itemPath);
        });
    });
}

void SubscribeReader::readFrameworkInfo(const QJsonValue& value, const QString& path)
{
    FrameworkInfo& info = m_parsed.call.frameworkInfo;
    eachMember(value, path, [&](const QString& key, const QJsonValue& member, const QString& memberPath) {
        if (key == "user"_L1)
            readText(member, memberPath, info.user);
        else if (key == "name"_L1)
            readText(member, memberPath, info.name);
        else if (key == "id"_L1)
            info.id = readId(member, memberPath);
        else if (key == "failover_timeout"_L1)
            readNumber(member, memberPath, info.failoverTimeout);
        else if (key == "checkpoint"_L1)
            readBoolean(member, memberPath, info.checkpoint);
        else if (key == "role"_L1)
            readText(member, memberPath, info.role);
        else if (key == "roles"_L1)
            readTexts(member, memberPath, info.roles);
        else if (key == "hostname"_L1)
            readText(member, memberPath, info.hostname);
        else if (key == "principal"_L1)
            readText(member, memberPath, info.principal);
        else if (key == "webui_url"_L1)
            readText(member, memberPath, info.webuiUrl);
        else if (key == "capabilities"_L1)
            readCapabilities(member, memberPath, info.capabilities);
        else if (key == "labels"_L1)
            readLabels(member, memberPath, info.labels);
        else
            reject(memberPath);
    });
}

ParsedSubscribe SubscribeReader::read(const QJsonObject& call)
{
    FrameworkId outerId;
    eachMember(call, {}, [&](const QString& name, const QJsonValue& value, const QString& path) {
        if (name == "type"_L1)
            return;
        if (name == "framework_id"_L1) {
            outerId = readId(value, path);
        } else if (name == "subscribe"_L1) {
            eachMember(value, path, [&](const QString& key, const QJsonValue& member, const QString& memberPath) {
                if (key == "framework_info"_L1)
                    readFrameworkInfo(member, memberPath);
                else if (key == "suppressed_roles"_L1)
                    readTexts(member, memberPath, m_parsed.call.suppressedRoles);
                else
                    reject(memberPath);
            });
        } else {
            reject(path);
        }
    });
    FrameworkId& id = m_parsed.call.frameworkInfo.id;
    if (id.isEmpty())
        id = outerId;
    else if (!outerId.isEmpty() && outerId != id)
        reject(u"framework_id"_s);
    return m_parsed;
}

} // namespace

Result<ParsedSubscribe> parseSubscribeCall(const QByteArray& json)
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(json, &error);
    if (error.error != QJsonParseError::NoError) {
        return fail(Error::Kind::InvalidInput,
                    u"no JSON: %1 at byte %2"_s.arg(error.errorString(), QString::number(error.offset)));
    }
    if (!document.isObject())
        return fail(Error::Kind::InvalidInput, u"not a JSON object"_s);
    const QJsonObject call = document.object();
    const QJsonValue type = call.value("type"_L1);
    if (!type.isString())
        return fail(Error::Kind::InvalidInput, u"type is missing"_s);
    if (type.toString() != "SUBSCRIBE"_L1)
        return fail(Error::Kind::InvalidInput, u"type is %1, not SUBSCRIBE"_s.arg(type.toString()));
    if (!call.value("subscribe"_L1).isObject())
        return fail(Error::Kind::InvalidInput, u"subscribe is missing"_s);
    return SubscribeReader().read(call);
}

} // namespace mesoscribe
