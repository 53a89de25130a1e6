// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "mesos/jsonwriter.h"
#include "mesos/operation.h"

#include <QByteArray>

#include <optional>

/// Pieces of a call's JSON: members in the order of the proto, optional ones left out when unset. What a master demands
/// is written even when it is empty. The functions without a `name` write a value, the others a member.
namespace mesoscribe {

/// `{"value": "…"}`
void writeId(JsonWriter& json, QLatin1StringView name, const QString& id);

template<class Tag>
void writeId(JsonWriter& json, QLatin1StringView name, const StrongId<Tag>& id)
{
    writeId(json, name, id.value());
}

template<class Tag>
void writeIdIfSet(JsonWriter& json, QLatin1StringView name, const StrongId<Tag>& id)
{
    if (!id.isEmpty())
        writeId(json, name, id.value());
}

template<class Id>
void writeIds(JsonWriter& json, QLatin1StringView name, const QList<Id>& ids)
{
    if (ids.isEmpty())
        return;
    json.key(name);
    json.beginArray();
    for (const Id& id : ids) {
        json.beginObject();
        json.key(QLatin1StringView("value"));
        json.text(id.value());
        json.endObject();
    }
    json.endArray();
}

void writeText(JsonWriter& json, QLatin1StringView name, const QString& text); ///< also when empty
void writeTextIfSet(JsonWriter& json, QLatin1StringView name, const QString& text);
void writeTexts(JsonWriter& json, QLatin1StringView name, const QStringList& texts);
void writeTrue(JsonWriter& json, QLatin1StringView name, bool value);  ///< unless false, which is the default
void writeFalse(JsonWriter& json, QLatin1StringView name, bool value); ///< unless true, which is the default
void writeNumber(JsonWriter& json, QLatin1StringView name, std::optional<double> value);
void writeInteger(JsonWriter& json, QLatin1StringView name, quint32 value);
/// `{"nanoseconds": n}`, saturating.
void writeDuration(JsonWriter& json, QLatin1StringView name, double seconds);
/// `{"grace_period": {"nanoseconds": n}}`
void writeKillPolicy(JsonWriter& json, std::optional<double> graceSeconds);
/// Base64.
void writeBytes(JsonWriter& json, QLatin1StringView name, const QByteArray& bytes);
/// `{"labels": [{"key": …, "value": …}]}`; nothing when there is none.
void writeLabels(JsonWriter& json, QLatin1StringView name, const Labels& labels);

/// `{"value": x}`
void writeScalar(JsonWriter& json, QAnyStringView name, Scalar scalar);
/// Reservations as a stack, which masters take in place of the old format; `allocation_info` only when known.
void writeResource(JsonWriter& json, const Resource& resource);
void writeResources(JsonWriter& json, QLatin1StringView name, const QList<Resource>& resources);

/// `frameworkId` is filled in where an executor lacks its own.
void writeTaskInfo(JsonWriter& json, const TaskInfo& task, const FrameworkId& frameworkId);
void writeTaskInfos(JsonWriter& json, QLatin1StringView name, const QList<TaskInfo>& tasks,
                    const FrameworkId& frameworkId);
void writeExecutorInfo(JsonWriter& json, const ExecutorInfo& executor, const FrameworkId& frameworkId);
void writeOperation(JsonWriter& json, const Operation& operation, const FrameworkId& frameworkId);

} // namespace mesoscribe
