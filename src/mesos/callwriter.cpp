// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "mesos/callwriter.h"

#include <cmath>
#include <limits>

namespace mesoscribe {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr double NanosecondsPerSecond = 1e9;

// Whole seconds apart from the rest: their product with 1e9 is exact far beyond what a double holds exactly.
qint64 nanosecondsOf(double seconds)
{
    constexpr double Limit = static_cast<double>(std::numeric_limits<qint64>::max()) / NanosecondsPerSecond - 1;
    if (std::isnan(seconds))
        return 0;
    if (seconds >= Limit)
        return std::numeric_limits<qint64>::max();
    if (seconds <= -Limit)
        return std::numeric_limits<qint64>::min();
    const double whole = std::trunc(seconds);
    return static_cast<qint64>(whole) * 1'000'000'000 + std::llround((seconds - whole) * NanosecondsPerSecond);
}

} // namespace

void writeId(JsonWriter& json, QLatin1StringView name, const QString& id)
{
    json.key(name);
    json.beginObject();
    writeText(json, "value"_L1, id);
    json.endObject();
}

void writeText(JsonWriter& json, QLatin1StringView name, const QString& text)
{
    json.key(name);
    json.text(text);
}

void writeTextIfSet(JsonWriter& json, QLatin1StringView name, const QString& text)
{
    if (!text.isEmpty())
        writeText(json, name, text);
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

void writeTrue(JsonWriter& json, QLatin1StringView name, bool value)
{
    if (!value)
        return;
    json.key(name);
    json.boolean(true);
}

void writeFalse(JsonWriter& json, QLatin1StringView name, bool value)
{
    if (value)
        return;
    json.key(name);
    json.boolean(false);
}

void writeNumber(JsonWriter& json, QLatin1StringView name, std::optional<double> value)
{
    if (!value)
        return;
    json.key(name);
    json.number(*value);
}

void writeInteger(JsonWriter& json, QLatin1StringView name, quint32 value)
{
    json.key(name);
    json.integer(value);
}

void writeDuration(JsonWriter& json, QLatin1StringView name, double seconds)
{
    json.key(name);
    json.beginObject();
    json.key("nanoseconds"_L1);
    json.integer(nanosecondsOf(seconds));
    json.endObject();
}

void writeKillPolicy(JsonWriter& json, std::optional<double> graceSeconds)
{
    if (!graceSeconds)
        return;
    json.key("kill_policy"_L1);
    json.beginObject();
    writeDuration(json, "grace_period"_L1, *graceSeconds);
    json.endObject();
}

void writeBytes(JsonWriter& json, QLatin1StringView name, const QByteArray& bytes)
{
    json.key(name);
    json.text(QLatin1StringView(bytes.toBase64()));
}

void writeLabels(JsonWriter& json, QLatin1StringView name, const Labels& labels)
{
    if (labels.isEmpty())
        return;
    json.key(name);
    json.beginObject();
    json.key("labels"_L1);
    json.beginArray();
    for (const Label& label : labels) {
        json.beginObject();
        writeText(json, "key"_L1, label.key);
        if (label.value)
            writeText(json, "value"_L1, *label.value);
        json.endObject();
    }
    json.endArray();
    json.endObject();
}

} // namespace mesoscribe
