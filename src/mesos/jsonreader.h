// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "mesos/jsonpath.h"
#include "mesos/named.h"
#include "mesos/rawjson.h"
#include "mesos/resource.h"
#include "mesos/stringpool.h"

#include <QStringList>

#include <simdjson.h>

#include <algorithm>
#include <cstring>
#include <optional>
#include <span>
#include <string_view>
#include <utility>

namespace mesoscribe {

/// Whether a member's name is this literal; the length is compared first, so that a chain of these is cheap.
template<std::size_t N>
bool isKey(std::string_view key, const char (&name)[N])
{
    return key.size() == N - 1 && std::memcmp(key.data(), name, N - 1) == 0;
}

/// A value that the parser stands on. It must be read or skipped before its parent goes on.
struct JsonNode
{
    simdjson::ondemand::value& value;
    std::string_view token; ///< the text of a scalar, else the opening bracket; never empty
    JsonPath path;

    char first() const { return token.front(); }
};

/// One name of an enumeration as on the wire. The name must be a literal: strings refer to it without owning anything.
template<class E>
struct EnumName
{
    std::u16string_view name;
    E value;
};

/// Reads members forwards, as tolerantly as a master writes and Mesos reads (stout/protobuf.hpp): null is an absent
/// member, a single value stands for a list of one, numbers and booleans may be quoted. Every function returns false
/// after the first failure, which is kept with its path; nothing may be read after it. simdjson's exceptions are not
/// used.
class JsonReader
{
public:
    JsonReader();

    /// Begins a record whose text the parser sees at `text`; it differs from the record's own address when it had to be
    /// copied.
    void begin(const QByteArray& record, const char* text);
    /// Lets go of the record.
    void end() { m_record = {}; }

    const QString& failure() const { return m_failure; }
    QStringList takeUnknownFields() { return std::exchange(m_unknownFields, {}); }

    /// Calls `onField(std::string_view key, JsonNode&) -> bool` for each member that is not null. The key lives as long
    /// as the record.
    template<class OnField>
    bool readObject(JsonNode& node, OnField&& onField);
    template<class OnField>
    bool readMembers(simdjson::ondemand::object& object, const JsonPath& path, OnField&& onField);
    /// Calls `onItem(JsonNode&) -> bool` for each element that is not null, or once for a single value.
    template<class OnItem>
    bool readList(JsonNode& node, OnItem&& onItem);

    bool readText(JsonNode& node, QString& text);
    /// Text that comes again and again: names, roles, types, keys.
    bool readWord(JsonNode& node, QString& text);
    /// Text that comes again, but of which there are many: agents and hosts.
    bool readName(JsonNode& node, QString& text);
    bool readTexts(JsonNode& node, QStringList& texts);
    bool readBool(JsonNode& node, bool& value);
    /// Whole numbers; a fraction is cut off as Mesos does. Out of range is a failure.
    bool readInt64(JsonNode& node, qint64& value);
    bool readUint64(JsonNode& node, quint64& value);
    bool readInt(JsonNode& node, int& value);
    /// Also "Infinity" and "-Infinity", quoted as Mesos writes them or bare as older ones did.
    bool readDouble(JsonNode& node, double& value);
    /// Base64; white space and missing padding are fine.
    bool readBytes(JsonNode& node, QByteArray& bytes);
    static std::optional<QByteArray> fromBase64(QByteArray text);
    /// `{"labels": [{"key": …, "value": …}]}`
    bool readLabels(JsonNode& node, Labels& labels);

    enum class Repeats { Never, Often, AmongMany };
    /// `{"value": "…"}`
    template<class Id>
    bool readId(JsonNode& node, Id& id, Repeats repeats = Repeats::Never);
    template<class E>
    bool readEnum(JsonNode& node, Named<E>& named, std::span<const EnumName<E>> names);
    /// Reads into an optional with one of the functions above.
    template<class T>
    bool readOptional(JsonNode& node, std::optional<T>& value, bool (JsonReader::*read)(JsonNode&, T&));

    /// Passes over a value that is not kept, checking that it is JSON. Numbers may be of any size.
    bool skip(JsonNode& node);
    /// The same for a member that this version does not know: its path is noted.
    bool skipUnknown(JsonNode& node);

    /// The text of an object that has just been read.
    RawJson rawOf(const JsonNode& node);

    bool missing(const JsonPath& parent, std::string_view name);
    bool fail(const QString& failure);
    bool failWrongType(const JsonNode& node, const char* expected);
    bool failBroken(const JsonPath& path, simdjson::error_code error);

    /// How many resources and attributes the last offer had: the next one mostly has as many.
    qsizetype resourceCount = 0;
    qsizetype attributeCount = 0;

private:
    enum class NullCheck { Value, Null, Broken };
    static NullCheck checkNull(std::string_view token);
    static std::string_view tokenOf(simdjson::ondemand::value& value);
    bool idText(JsonNode& node, QString& text, Repeats repeats);
    bool textView(JsonNode& node, std::string_view& text);
    bool skipMembers(JsonNode& node);

    StringPool m_words;
    StringPool m_names;
    QByteArray m_record;
    const char* m_text = nullptr;
    QString m_failure;
    QStringList m_unknownFields;
    int m_depth = 0;
};

template<class OnField>
bool JsonReader::readObject(JsonNode& node, OnField&& onField)
{
    if (node.first() != '{')
        return failWrongType(node, "an object");
    simdjson::ondemand::object object;
    if (const auto error = node.value.get_object().get(object))
        return failBroken(node.path, error);
    return readMembers(object, node.path, std::forward<OnField>(onField));
}

template<class OnField>
bool JsonReader::readMembers(simdjson::ondemand::object& object, const JsonPath& path, OnField&& onField)
{
    for (auto result : object) {
        if (const auto error = result.error())
            return failBroken(path, error);
        // By reference: copying these small structures one after the other costs more than reading them.
        simdjson::ondemand::field&& field = std::move(result).value_unsafe();
        const char* const raw = field.key().raw();
        std::size_t length = 0;
        while (raw[length] != '"' && raw[length] != '\\')
            ++length;
        std::string_view key(raw, length);
        if (raw[length] == '\\') {
            if (const auto error = field.unescaped_key().get(key))
                return failBroken(path, error);
        }
        JsonNode node{field.value(), tokenOf(field.value()), JsonPath{&path, key, -1}};
        if (const NullCheck check = checkNull(node.token); check != NullCheck::Value) {
            if (check == NullCheck::Broken)
                return failBroken(node.path, simdjson::N_ATOM_ERROR);
            continue;
        }
        if (!onField(key, node))
            return false;
    }
    return true;
}

template<class OnItem>
bool JsonReader::readList(JsonNode& node, OnItem&& onItem)
{
    if (node.first() != '[')
        return onItem(node);
    simdjson::ondemand::array array;
    if (const auto error = node.value.get_array().get(array))
        return failBroken(node.path, error);
    qsizetype index = 0;
    for (auto result : array) {
        if (const auto error = result.error())
            return failBroken(JsonPath{&node.path, {}, index}, error);
        simdjson::ondemand::value&& value = std::move(result).value_unsafe();
        JsonNode item{value, tokenOf(value), JsonPath{&node.path, {}, index++}};
        if (const NullCheck check = checkNull(item.token); check != NullCheck::Value) {
            if (check == NullCheck::Broken)
                return failBroken(item.path, simdjson::N_ATOM_ERROR);
            continue;
        }
        if (!onItem(item))
            return false;
    }
    return true;
}

template<class Id>
bool JsonReader::readId(JsonNode& node, Id& id, Repeats repeats)
{
    QString text;
    if (!idText(node, text, repeats))
        return false;
    id = Id(std::move(text));
    return true;
}

template<class E>
bool JsonReader::readEnum(JsonNode& node, Named<E>& named, std::span<const EnumName<E>> names)
{
    std::string_view text;
    if (!textView(node, text))
        return false;
    for (const EnumName<E>& candidate : names) {
        if (std::ranges::equal(candidate.name, text, {}, {}, [](char c) { return static_cast<char16_t>(c); })) {
            const QStringView name(candidate.name.data(), static_cast<qsizetype>(candidate.name.size()));
            named = {candidate.value, QString::fromRawData(name.data(), name.size())};
            return true;
        }
    }
    named = {E::Unknown, m_words.intern(text)};
    return true;
}

template<class T>
bool JsonReader::readOptional(JsonNode& node, std::optional<T>& value, bool (JsonReader::*read)(JsonNode&, T&))
{
    return (this->*read)(node, value.emplace());
}

inline std::string_view JsonReader::tokenOf(simdjson::ondemand::value& value)
{
    std::string_view token = value.raw_json_token();
    while (token.size() > 1 &&
           (token.back() == ' ' || token.back() == '\n' || token.back() == '\r' || token.back() == '\t'))
        token.remove_suffix(1);
    return token;
}

inline JsonReader::NullCheck JsonReader::checkNull(std::string_view token)
{
    if (token.front() != 'n')
        return NullCheck::Value;
    return isKey(token, "null") ? NullCheck::Null : NullCheck::Broken;
}

} // namespace mesoscribe
