// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "practice/messagedecoder.h"

#include "practice/jsonparser.h"

#include <QByteArrayList>

#include <algorithm>
#include <limits>

namespace mesoscribe::practice {

namespace {

using schema::Cardinality;
using schema::FieldSchema;
using schema::FieldType;
using schema::MessageSchema;

using Outcome = std::expected<void, QByteArray>;

QByteArray latin1(QLatin1StringView text)
{
    return QByteArray(text.data(), text.size());
}

std::unexpected<QByteArray> notExpecting(const char* kind, const FieldSchema& field)
{
    return std::unexpected(QByteArray("Not expecting a JSON ") + kind + " for field '" + latin1(field.name) + "'");
}

bool isRepeated(const FieldSchema& field)
{
    return field.cardinality == Cardinality::Repeated || field.cardinality == Cardinality::Map;
}

/// Fields may come as one of several: `slot` is null until the first value of the field.
void store(const FieldSchema& field, JsonValue& slot, JsonValue value)
{
    if (!isRepeated(field)) {
        slot = std::move(value);
        return;
    }
    JsonArray values = slot.array();
    values.push_back(std::move(value));
    slot = std::move(values);
}

std::expected<QByteArray, QByteArray> fromBase64(const QByteArray& text)
{
    // Stops at the first '=' and does not ask whether the rest is right, as stout/base64.hpp does.
    QByteArray digits;
    for (const char c : text) {
        if (c == '=')
            break;
        if (c == ' ' || (c >= '\t' && c <= '\r'))
            continue;
        const bool isDigit =
            (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '+' || c == '/';
        if (!isDigit)
            return std::unexpected("Invalid character '" + QByteArray(1, c) + "'");
        digits += c;
    }
    return QByteArray::fromBase64(digits);
}

JsonValue toNumberOf(FieldType type, const JsonValue& number)
{
    switch (type) {
    case FieldType::Int32:
        return qint64(qint32(number.toInt64()));
    case FieldType::UInt32:
        return qint64(quint32(number.toInt64()));
    case FieldType::Int64:
        return number.toInt64();
    case FieldType::UInt64: {
        const quint64 value = number.toUInt64();
        return value <= quint64(std::numeric_limits<qint64>::max()) ? JsonValue(qint64(value)) : JsonValue(value);
    }
    case FieldType::Float:
        return double(float(number.toDouble()));
    case FieldType::Double:
        return number.toDouble();
    case FieldType::String:
    case FieldType::Bytes:
    case FieldType::Bool:
    case FieldType::Enum:
    case FieldType::Message:
        break;
    }
    return {};
}

bool isNumberType(FieldType type)
{
    return type != FieldType::String && type != FieldType::Bytes && type != FieldType::Bool &&
           type != FieldType::Enum && type != FieldType::Message;
}

Outcome decodeValue(const FieldSchema& field, const JsonValue& value, JsonValue& slot);
std::expected<JsonValue, QByteArray> decodeFields(const MessageSchema& schema, const JsonValue& json);

/// The protobuf of a map is a list of entries; its values are named "value" in errors.
FieldSchema entryValue(const FieldSchema& map)
{
    FieldSchema field = map;
    field.name = QLatin1StringView("value");
    field.cardinality = Cardinality::Optional;
    return field;
}

Outcome decodeObject(const FieldSchema& field, const JsonValue& value, JsonValue& slot)
{
    if (field.cardinality == Cardinality::Map) {
        const FieldSchema entry = entryValue(field);
        JsonValue map = slot.isObject() ? slot : JsonValue(JsonObject());
        for (const JsonMember& member : value.object()) {
            JsonValue decoded;
            if (Outcome outcome = decodeValue(entry, member.value, decoded); !outcome)
                return outcome;
            map.set(member.name, std::move(decoded));
        }
        slot = std::move(map);
        return {};
    }
    if (field.type != FieldType::Message)
        return notExpecting("object", field);
    std::expected<JsonValue, QByteArray> message = decodeFields(*field.message, value);
    if (!message)
        return std::unexpected(message.error());
    store(field, slot, std::move(*message));
    return {};
}

Outcome decodeQuoted(const FieldSchema& field, const QByteArray& text, JsonValue& slot)
{
    const bool isBoolean = field.type == FieldType::Bool;
    if (!isBoolean && (text == "Infinity" || text == "-Infinity") &&
        (field.type == FieldType::Double || field.type == FieldType::Float)) {
        const double infinity = std::numeric_limits<double>::infinity();
        store(field, slot, text.startsWith('-') ? -infinity : infinity);
        return {};
    }
    std::expected<JsonValue, QByteArray> value = parseJson(text);
    if (value && !(isBoolean ? value->isBool() : value->isNumber()))
        value = std::unexpected(QByteArray("Unexpected JSON type parsed"));
    if (!value) {
        return std::unexpected("Failed to parse '" + text + "' as a JSON " + (isBoolean ? "boolean" : "number") +
                               " for field '" + latin1(field.name) + "': " + value.error());
    }
    store(field, slot, isBoolean ? *value : toNumberOf(field.type, *value));
    return {};
}

Outcome decodeText(const FieldSchema& field, const QByteArray& text, JsonValue& slot)
{
    if (field.cardinality == Cardinality::Map)
        return notExpecting("string", field);
    switch (field.type) {
    case FieldType::String:
        store(field, slot, text);
        return {};
    case FieldType::Bytes: {
        const std::expected<QByteArray, QByteArray> bytes = fromBase64(text);
        if (!bytes) {
            return std::unexpected("Failed to base64 decode bytes field '" + latin1(field.name) +
                                   "': " + bytes.error());
        }
        store(field, slot, *bytes);
        return {};
    }
    case FieldType::Enum:
        if (field.values->contains(QUtf8StringView(text)))
            store(field, slot, text);
        else if (field.cardinality == Cardinality::Required)
            return std::unexpected("Failed to find enum for '" + text + "'");
        return {};
    case FieldType::Message:
        return notExpecting("string", field);
    case FieldType::Bool:
    case FieldType::Int32:
    case FieldType::Int64:
    case FieldType::UInt32:
    case FieldType::UInt64:
    case FieldType::Float:
    case FieldType::Double:
        break;
    }
    return decodeQuoted(field, text, slot);
}

Outcome decodeValue(const FieldSchema& field, const JsonValue& value, JsonValue& slot)
{
    if (value.isNull())
        return {};
    if (value.isObject())
        return decodeObject(field, value, slot);
    if (value.isString())
        return decodeText(field, value.text(), slot);
    if (value.isArray()) {
        if (!isRepeated(field))
            return notExpecting("array", field);
        for (const JsonValue& item : value.array()) {
            if (Outcome outcome = decodeValue(field, item, slot); !outcome)
                return outcome;
        }
        return {};
    }
    const bool isMap = field.cardinality == Cardinality::Map;
    if (value.isBool()) {
        if (isMap || field.type != FieldType::Bool)
            return notExpecting("boolean", field);
        store(field, slot, value);
        return {};
    }
    if (isMap || !isNumberType(field.type))
        return notExpecting("number", field);
    store(field, slot, toNumberOf(field.type, value));
    return {};
}

/// Everything but the check for missing fields, which a master makes once at the end.
std::expected<JsonValue, QByteArray> decodeFields(const MessageSchema& schema, const JsonValue& json)
{
    std::vector<JsonValue> values(schema.fields.size());
    for (const JsonMember& member : json.object()) {
        const FieldSchema* field = schema.field(QUtf8StringView(member.name));
        if (!field)
            continue;
        if (Outcome outcome = decodeValue(*field, member.value, values[size_t(field - schema.fields.data())]); !outcome)
            return std::unexpected(outcome.error());
    }
    JsonObject message;
    for (size_t i = 0; i < values.size(); ++i) {
        if (!values[i].isNull())
            message.push_back({latin1(schema.fields[i].name), std::move(values[i])});
    }
    return message;
}

/// The order of protobuf's FindInitializationErrors: a message's own fields first, then what its sub-messages lack, by
/// number.
void collectMissing(const MessageSchema& schema, const JsonValue& message, const QByteArray& path,
                    QByteArrayList& missing)
{
    for (const FieldSchema& field : schema.fields) {
        if (field.cardinality == Cardinality::Required && !message.has(field.name))
            missing += path + latin1(field.name);
    }
    std::vector<const FieldSchema*> byNumber;
    for (const FieldSchema& field : schema.fields) {
        if (field.type == FieldType::Message && message.has(field.name))
            byNumber.push_back(&field);
    }
    std::ranges::sort(byNumber, {}, &FieldSchema::number);
    for (const FieldSchema* field : byNumber) {
        const QByteArray name = path + latin1(field->name);
        const JsonValue& value = message.at(field->name);
        qsizetype index = 0;
        switch (field->cardinality) {
        case Cardinality::Required:
        case Cardinality::Optional:
            collectMissing(*field->message, value, name + '.', missing);
            break;
        case Cardinality::Repeated:
            for (const JsonValue& item : value.array())
                collectMissing(*field->message, item, name + '[' + QByteArray::number(index++) + "].", missing);
            break;
        case Cardinality::Map:
            for (const JsonMember& entry : value.object())
                collectMissing(*field->message, entry.value, name + '[' + QByteArray::number(index++) + "].value.",
                               missing);
            break;
        }
    }
}

} // namespace

std::expected<JsonValue, QByteArray> decodeMessage(const MessageSchema& schema, const JsonValue& json)
{
    if (!json.isObject())
        return std::unexpected(QByteArray("Expecting a JSON object"));
    std::expected<JsonValue, QByteArray> message = decodeFields(schema, json);
    if (!message)
        return message;
    QByteArrayList missing;
    collectMissing(schema, *message, {}, missing);
    if (!missing.isEmpty())
        return std::unexpected("Missing required fields: " + missing.join(", "));
    return message;
}

} // namespace mesoscribe::practice
