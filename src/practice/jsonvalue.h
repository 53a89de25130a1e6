// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <utility>
#include <variant>
#include <vector>

namespace mesoscribe::practice {

class JsonValue;
struct JsonMember;

using JsonArray = std::vector<JsonValue>;
/// Members in the order in which they are written. Mesos writes them in the order of its .proto files.
using JsonObject = std::vector<JsonMember>;

/// A JSON value that keeps what QJsonValue loses: the order of members, integers of 64 bits, and strings as the bytes
/// they came as. Whole doubles stay doubles: 15.0 is written "15.0".
class JsonValue
{
public:
    JsonValue(); ///< null
    JsonValue(bool value);
    JsonValue(int value);
    JsonValue(qint64 value);
    JsonValue(quint64 value);
    JsonValue(double value);
    JsonValue(const char* value);
    JsonValue(QByteArray value);
    JsonValue(JsonArray value);
    JsonValue(JsonObject value);
    JsonValue(const JsonValue& other);
    JsonValue(JsonValue&& other) noexcept;
    JsonValue& operator=(const JsonValue& other);
    JsonValue& operator=(JsonValue&& other) noexcept;
    ~JsonValue();

    bool isNull() const;
    bool isBool() const;
    bool isNumber() const;
    bool isString() const;
    bool isArray() const;
    bool isObject() const;

    /// What it holds, or the empty value of that kind when it holds something else.
    bool toBool() const;
    double toDouble() const;
    qint64 toInt64() const; ///< doubles are cut; what does not fit is 0
    quint64
    toUInt64() const; ///< negative integers wrap, as in the C++ of Mesos; doubles are cut; what does not fit is 0
    const QByteArray& text() const;
    const JsonArray& array() const;
    const JsonObject& object() const;

    /// The member of that name, or null when there is none or this is no object.
    const JsonValue& at(QByteArrayView name) const;
    bool has(QByteArrayView name) const { return !at(name).isNull(); }
    /// Replaces or appends a member. Makes an object of anything else.
    void set(QByteArrayView name, JsonValue value);
    /// Removes the member of that name if there is one.
    void remove(QByteArrayView name);

    /// Minified, as Mesos writes it (3rdparty/stout/include/stout/jsonify.hpp with RapidJSON).
    QByteArray toJson() const;

    friend bool operator==(const JsonValue& left, const JsonValue& right);

private:
    struct Writer;

    std::variant<std::monostate, bool, qint64, quint64, double, QByteArray, JsonArray, JsonObject> m_value;
};

struct JsonMember
{
    QByteArray name;
    JsonValue value;

    friend bool operator==(const JsonMember&, const JsonMember&) = default;
};

/// A double as RapidJSON writes it: the shortest digits that read back the same, always with a point or an exponent;
/// infinities as quoted words.
QByteArray toJsonNumber(double value);

/// {"value": text}: how Mesos writes every id.
JsonValue idObject(const QByteArray& text);

} // namespace mesoscribe::practice
