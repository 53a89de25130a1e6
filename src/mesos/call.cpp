// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "mesos/call.h"

namespace mesoscribe {

using namespace Qt::Literals::StringLiterals;

namespace {

void writeId(JsonWriter& json, QLatin1StringView name, const FrameworkId& id)
{
    json.key(name);
    json.beginObject();
    json.key("value"_L1);
    json.text(id.value());
    json.endObject();
}

void writeText(JsonWriter& json, QLatin1StringView name, const QString& text)
{
    if (text.isEmpty())
        return;
    json.key(name);
    json.text(text);
}

void writeTexts(JsonWriter& json, QLatin1StringView name, const QStringList& texts)
{
    if (texts.isEmpty())
        return;
    json.key(name);
    json.beginArray();
    for (const QString& text : texts)
        json.text(text);
    json.endArray();
}

void writeCapabilities(JsonWriter& json, const QStringList& capabilities)
{
    if (capabilities.isEmpty())
        return;
    json.key("capabilities"_L1);
    json.beginArray();
    for (const QString& capability : capabilities) {
        json.beginObject();
        json.key("type"_L1);
        json.text(capability);
        json.endObject();
    }
    json.endArray();
}

void writeLabels(JsonWriter& json, const Labels& labels)
{
    if (labels.isEmpty())
        return;
    json.key("labels"_L1);
    json.beginObject();
    json.key("labels"_L1);
    json.beginArray();
    for (const Label& label : labels) {
        json.beginObject();
        json.key("key"_L1);
        json.text(label.key);
        if (label.value) {
            json.key("value"_L1);
            json.text(*label.value);
        }
        json.endObject();
    }
    json.endArray();
    json.endObject();
}

void writeFrameworkInfo(JsonWriter& json, const FrameworkInfo& info)
{
    json.beginObject();
    // A master demands these two, so they are written even when empty.
    json.key("user"_L1);
    json.text(info.user);
    json.key("name"_L1);
    json.text(info.name);
    if (!info.id.isEmpty())
        writeId(json, "id"_L1, info.id);
    if (info.failoverTimeout != 0.0) {
        json.key("failover_timeout"_L1);
        json.number(info.failoverTimeout);
    }
    if (info.checkpoint) {
        json.key("checkpoint"_L1);
        json.boolean(true);
    }
    if (info.has("MULTI_ROLE"_L1))
        writeTexts(json, "roles"_L1, info.roles);
    else
        writeText(json, "role"_L1, info.role);
    writeText(json, "hostname"_L1, info.hostname);
    writeText(json, "principal"_L1, info.principal);
    writeText(json, "webui_url"_L1, info.webuiUrl);
    writeCapabilities(json, info.capabilities);
    writeLabels(json, info.labels);
    json.endObject();
}

void writeType(JsonWriter& json, const FrameworkId& id, QLatin1StringView type)
{
    if (!id.isEmpty())
        writeId(json, "framework_id"_L1, id);
    json.key("type"_L1);
    json.text(type);
}

void writeCall(JsonWriter& json, const SubscribeCall& call)
{
    writeType(json, call.frameworkInfo.id, "SUBSCRIBE"_L1);
    json.key("subscribe"_L1);
    json.beginObject();
    json.key("framework_info"_L1);
    writeFrameworkInfo(json, call.frameworkInfo);
    writeTexts(json, "suppressed_roles"_L1, call.suppressedRoles);
    json.endObject();
}

void writeCall(JsonWriter& json, const TeardownCall& call)
{
    writeType(json, call.frameworkId, "TEARDOWN"_L1);
}

QString typeOf(const SubscribeCall&)
{
    return u"SUBSCRIBE"_s;
}

QString typeOf(const TeardownCall&)
{
    return u"TEARDOWN"_s;
}

} // namespace

QByteArray toJson(const Call& call, JsonStyle style)
{
    JsonWriter json;
    json.beginObject();
    std::visit([&json](const auto& known) { writeCall(json, known); }, call);
    json.endObject();
    return json.take(style);
}

QString callType(const Call& call)
{
    return std::visit([](const auto& known) { return typeOf(known); }, call);
}

} // namespace mesoscribe
