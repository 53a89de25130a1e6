// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "practice/jsonvalue.h"

#include <QLocale>
#include <QtNumeric>

#include <algorithm>
#include <cmath>

namespace mesoscribe::practice {

namespace {

void appendText(QByteArray& out, const QByteArray& text)
{
    out += '"';
    for (const char c : text) {
        switch (c) {
        case '"':
            out += "\\\"";
            break;
        case '\\':
            out += "\\\\";
            break;
        case '\b':
            out += "\\b";
            break;
        case '\f':
            out += "\\f";
            break;
        case '\n':
            out += "\\n";
            break;
        case '\r':
            out += "\\r";
            break;
        case '\t':
            out += "\\t";
            break;
        default:
            if (static_cast<uchar>(c) < 0x20)
                out += "\\u00" + QByteArray(1, c).toHex().toUpper();
            else
                out += c;
        }
    }
    out += '"';
}

} // namespace

struct JsonValue::Writer
{
    QByteArray& out;

    void append(const JsonValue& value) const { std::visit(*this, value.m_value); }

    void operator()(std::monostate) const { out += "null"; }
    void operator()(bool value) const { out += value ? "true" : "false"; }
    void operator()(qint64 value) const { out += QByteArray::number(value); }
    void operator()(quint64 value) const { out += QByteArray::number(value); }
    void operator()(double value) const { out += toJsonNumber(value); }
    void operator()(const QByteArray& value) const { appendText(out, value); }
    void operator()(const JsonArray& values) const
    {
        out += '[';
        bool isFirst = true;
        for (const JsonValue& value : values) {
            if (!std::exchange(isFirst, false))
                out += ',';
            append(value);
        }
        out += ']';
    }
    void operator()(const JsonObject& members) const
    {
        out += '{';
        bool isFirst = true;
        for (const JsonMember& member : members) {
            if (!std::exchange(isFirst, false))
                out += ',';
            appendText(out, member.name);
            out += ':';
            append(member.value);
        }
        out += '}';
    }
};

// Here rather than in the header, where JsonMember is not known yet.
JsonValue::JsonValue() = default;
JsonValue::JsonValue(const JsonValue& other) = default;
JsonValue::JsonValue(JsonValue&& other) noexcept = default;
JsonValue& JsonValue::operator=(const JsonValue& other) = default;
JsonValue& JsonValue::operator=(JsonValue&& other) noexcept = default;
JsonValue::~JsonValue() = default;

JsonValue::JsonValue(bool value)
    : m_value(value)
{
}

JsonValue::JsonValue(int value)
    : m_value(qint64(value))
{
}

JsonValue::JsonValue(qint64 value)
    : m_value(value)
{
}

JsonValue::JsonValue(quint64 value)
    : m_value(value)
{
}

JsonValue::JsonValue(double value)
    : m_value(value)
{
}

JsonValue::JsonValue(const char* value)
    : m_value(QByteArray(value))
{
}

JsonValue::JsonValue(QByteArray value)
    : m_value(std::move(value))
{
}

JsonValue::JsonValue(JsonArray value)
    : m_value(std::move(value))
{
}

JsonValue::JsonValue(JsonObject value)
    : m_value(std::move(value))
{
}

bool JsonValue::isNull() const
{
    return std::holds_alternative<std::monostate>(m_value);
}

bool JsonValue::isBool() const
{
    return std::holds_alternative<bool>(m_value);
}

bool JsonValue::isString() const
{
    return std::holds_alternative<QByteArray>(m_value);
}

bool JsonValue::isArray() const
{
    return std::holds_alternative<JsonArray>(m_value);
}

bool JsonValue::isObject() const
{
    return std::holds_alternative<JsonObject>(m_value);
}

bool JsonValue::isNumber() const
{
    return std::holds_alternative<qint64>(m_value) || std::holds_alternative<quint64>(m_value) ||
           std::holds_alternative<double>(m_value);
}

bool JsonValue::toBool() const
{
    const bool* value = std::get_if<bool>(&m_value);
    return value && *value;
}

double JsonValue::toDouble() const
{
    if (const double* value = std::get_if<double>(&m_value))
        return *value;
    if (const qint64* value = std::get_if<qint64>(&m_value))
        return double(*value);
    if (const quint64* value = std::get_if<quint64>(&m_value))
        return double(*value);
    return 0;
}

qint64 JsonValue::toInt64() const
{
    if (const qint64* value = std::get_if<qint64>(&m_value))
        return *value;
    if (const quint64* value = std::get_if<quint64>(&m_value))
        return qint64(*value);
    if (const double* value = std::get_if<double>(&m_value))
        return *value > -9.2e18 && *value < 9.2e18 ? qint64(*value) : 0;
    return 0;
}

quint64 JsonValue::toUInt64() const
{
    if (const double* value = std::get_if<double>(&m_value))
        return *value >= 0 && *value < 1.8e19 ? quint64(*value) : 0;
    if (const quint64* value = std::get_if<quint64>(&m_value))
        return *value;
    return quint64(toInt64());
}

const QByteArray& JsonValue::text() const
{
    static const QByteArray none;
    const QByteArray* value = std::get_if<QByteArray>(&m_value);
    return value ? *value : none;
}

const JsonArray& JsonValue::array() const
{
    static const JsonArray none;
    const JsonArray* value = std::get_if<JsonArray>(&m_value);
    return value ? *value : none;
}

const JsonObject& JsonValue::object() const
{
    static const JsonObject none;
    const JsonObject* value = std::get_if<JsonObject>(&m_value);
    return value ? *value : none;
}

const JsonValue& JsonValue::at(QByteArrayView name) const
{
    static const JsonValue none;
    for (const JsonMember& member : object()) {
        if (member.name == name)
            return member.value;
    }
    return none;
}

void JsonValue::set(QByteArrayView name, JsonValue value)
{
    if (!isObject())
        m_value = JsonObject();
    JsonObject& members = std::get<JsonObject>(m_value);
    for (JsonMember& member : members) {
        if (member.name == name) {
            member.value = std::move(value);
            return;
        }
    }
    members.push_back({name.toByteArray(), std::move(value)});
}

void JsonValue::remove(QByteArrayView name)
{
    if (JsonObject* members = std::get_if<JsonObject>(&m_value))
        std::erase_if(*members, [name](const JsonMember& member) { return member.name == name; });
}

QByteArray JsonValue::toJson() const
{
    QByteArray out;
    Writer{out}.append(*this);
    return out;
}

bool operator==(const JsonValue& left, const JsonValue& right)
{
    return left.m_value == right.m_value;
}

QByteArray toJsonNumber(double value)
{
    if (qIsInf(value))
        return value > 0 ? "\"Infinity\"" : "\"-Infinity\"";
    if (qIsNaN(value))
        return "NaN";
    if (value == 0)
        return std::signbit(value) ? "-0.0" : "0.0";

    // Shortest digits and a decimal exponent, laid out anew: the limits below are RapidJSON's own.
    const QByteArray scientific = QByteArray::number(std::abs(value), 'e', QLocale::FloatingPointShortest);
    const qsizetype mark = scientific.indexOf('e');
    QByteArray digits = scientific.first(mark);
    digits.remove(1, 1);
    const int exponent = scientific.sliced(mark + 1).toInt();
    const int count = int(digits.size());
    const int point = exponent + 1;

    QByteArray text;
    if (count <= point && point <= 21)
        text = digits + QByteArray(point - count, '0') + ".0";
    else if (0 < point && point <= 21)
        text = digits.first(point) + '.' + digits.sliced(point);
    else if (-6 < point && point <= 0)
        text = "0." + QByteArray(-point, '0') + digits;
    else
        text =
            digits.first(1) + (count > 1 ? '.' + digits.sliced(1) : QByteArray()) + 'e' + QByteArray::number(exponent);
    return value < 0 ? '-' + text : text;
}

JsonValue idObject(const QByteArray& text)
{
    return JsonObject{{"value", text}};
}

} // namespace mesoscribe::practice
