// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "mesos/jsonreader.h"

#include "mesos/event.h"

#include <QVarLengthArray>

#include <charconv>
#include <cmath>
#include <limits>

namespace mesoscribe {

using namespace Qt::Literals::StringLiterals;

namespace {

// Small enough to stay in the cache: among 50,000 agents, remembering more of them costs more than it saves.
constexpr std::size_t WordSlots = 1024;
constexpr std::size_t NameSlots = 512;

// Far beyond anything Mesos nests, and far below what a thread's stack or simdjson's own limit bears.
constexpr int MaxDepth = 200;
constexpr qsizetype MaxNameInPath = 100;

QString textOf(std::string_view utf8)
{
    return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
}

QString describe(std::string_view token)
{
    switch (token.front()) {
    case '{':
        return u"an object"_s;
    case '[':
        return u"a list"_s;
    case '"':
        return u"text"_s;
    case 't':
    case 'f':
        return u"a boolean"_s;
    default:
        return (token.front() >= '0' && token.front() <= '9') || token.front() == '-' ? u"a number"_s : u"no JSON"_s;
    }
}

// As memchr, without the call: nearly every text is two to six words long and has none.
bool hasEscape(std::string_view text)
{
    constexpr quint64 Ones = 0x0101010101010101;
    const auto wordHasEscape = [](const char* bytes) {
        quint64 word = 0;
        std::memcpy(&word, bytes, sizeof word);
        word ^= Ones * '\\';
        return ((word - Ones) & ~word & (Ones << 7)) != 0;
    };
    const std::size_t size = text.size();
    if (size < 8)
        return text.find('\\') != std::string_view::npos;
    for (std::size_t at = 0; at + 8 < size; at += 8) {
        if (wordHasEscape(text.data() + at))
            return true;
    }
    return wordHasEscape(text.data() + size - 8);
}

std::string_view unquoted(std::string_view token)
{
    if (token.size() >= 2 && token.front() == '"' && token.back() == '"')
        return token.substr(1, token.size() - 2);
    return token;
}

bool isNumberText(std::string_view text)
{
    return !text.empty() && text.find_first_not_of("0123456789+-.eE") == std::string_view::npos;
}

// The slow way to a number: quoted, with a fraction, or Infinity.
std::optional<double> doubleOf(std::string_view token)
{
    const std::string_view text = unquoted(token);
    if (text == "Infinity")
        return std::numeric_limits<double>::infinity();
    if (text == "-Infinity")
        return -std::numeric_limits<double>::infinity();
    if (!isNumberText(text))
        return std::nullopt;
    bool ok = false;
    const double value = QByteArrayView(text.data(), static_cast<qsizetype>(text.size())).toDouble(&ok);
    if (!ok || !std::isfinite(value))
        return std::nullopt;
    return value;
}

template<class Integer>
std::optional<Integer> integerOf(std::string_view token)
{
    const std::string_view text = unquoted(token);
    Integer value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error == std::errc() && end == text.data() + text.size())
        return value;
    if (text.find_first_of(".eE") == std::string_view::npos)
        return std::nullopt;
    const std::optional<double> number = doubleOf(token);
    // The highest value, as a double, is one more than it is as an integer: hence less, not less or equal.
    if (!number || *number < static_cast<double>(std::numeric_limits<Integer>::min()) ||
        *number >= static_cast<double>(std::numeric_limits<Integer>::max()))
        return std::nullopt;
    return static_cast<Integer>(*number);
}

bool isScalarText(std::string_view token)
{
    switch (token.front()) {
    case 't':
        return token == "true";
    case 'f':
        return token == "false";
    case 'n':
        return token == "null";
    default:
        return isNumberText(token) || token == "Infinity" || token == "-Infinity" || token == "NaN";
    }
}

} // namespace

QString JsonPath::toString() const
{
    QVarLengthArray<const JsonPath*, 16> frames;
    for (const JsonPath* frame = this; frame->parent; frame = frame->parent)
        frames.append(frame);
    QString text;
    for (auto frame = frames.crbegin(); frame != frames.crend(); ++frame) {
        if ((*frame)->index >= 0) {
            text += u'[' + QString::number((*frame)->index) + u']';
            continue;
        }
        if (!text.isEmpty())
            text += u'.';
        text += textOf((*frame)->key.substr(0, MaxNameInPath));
    }
    return text;
}

JsonReader::JsonReader()
    : m_words(WordSlots)
    , m_names(NameSlots)
{
}

void JsonReader::begin(const QByteArray& record, const char* text)
{
    m_record = record;
    m_text = text;
    m_failure.clear();
    m_unknownFields.clear();
    m_depth = 0;
}

bool JsonReader::textView(JsonNode& node, std::string_view& text)
{
    if (node.first() != '"')
        return failWrongType(node, "text");
    if (node.token.size() < 2 || node.token.back() != '"')
        return failBroken(node.path, simdjson::STRING_ERROR);
    text = unquoted(node.token);
    if (!hasEscape(text))
        return true;
    if (const auto error = node.value.get_string().get(text))
        return failBroken(node.path, error);
    return true;
}

bool JsonReader::readText(JsonNode& node, QString& text)
{
    std::string_view view;
    if (!textView(node, view))
        return false;
    text = textOf(view);
    return true;
}

bool JsonReader::readWord(JsonNode& node, QString& text)
{
    std::string_view view;
    if (!textView(node, view))
        return false;
    text = m_words.intern(view);
    return true;
}

bool JsonReader::readName(JsonNode& node, QString& text)
{
    std::string_view view;
    if (!textView(node, view))
        return false;
    text = m_names.intern(view);
    return true;
}

bool JsonReader::readTexts(JsonNode& node, QStringList& texts)
{
    texts.clear();
    return readList(node, [&](JsonNode& item) { return readWord(item, texts.emplaceBack()); });
}

bool JsonReader::readBool(JsonNode& node, bool& value)
{
    const std::string_view text = unquoted(node.token);
    value = text == "true";
    return value || text == "false" || failWrongType(node, "a boolean");
}

bool JsonReader::readInt64(JsonNode& node, qint64& value)
{
    const std::optional<qint64> number = integerOf<qint64>(node.token);
    value = number.value_or(0);
    return number.has_value() || failWrongType(node, "a whole number of 64 bits");
}

bool JsonReader::readUint64(JsonNode& node, quint64& value)
{
    const std::optional<quint64> number = integerOf<quint64>(node.token);
    value = number.value_or(0);
    return number.has_value() || failWrongType(node, "a whole number from 0 to 2^64 - 1");
}

bool JsonReader::readInt(JsonNode& node, int& value)
{
    const std::optional<int> number = integerOf<int>(node.token);
    value = number.value_or(0);
    return number.has_value() || failWrongType(node, "a whole number of 32 bits");
}

bool JsonReader::readDouble(JsonNode& node, double& value)
{
    if (node.first() != '"' && node.value.get_double().get(value) == simdjson::SUCCESS)
        return true;
    const std::optional<double> number = doubleOf(node.token);
    value = number.value_or(0.0);
    return number.has_value() || failWrongType(node, "a number");
}

bool JsonReader::readBytes(JsonNode& node, QByteArray& bytes)
{
    std::string_view view;
    if (!textView(node, view))
        return false;
    auto decoded = fromBase64(QByteArray(view.data(), static_cast<qsizetype>(view.size())));
    if (!decoded)
        return fail(node.path.toString() + u" is no base64"_s);
    bytes = std::move(*decoded);
    return true;
}

std::optional<QByteArray> JsonReader::fromBase64(QByteArray text)
{
    text.removeIf([](char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; });
    while (text.endsWith('='))
        text.chop(1);
    auto decoded = QByteArray::fromBase64Encoding(text, QByteArray::AbortOnBase64DecodingErrors);
    // One character alone holds six bits: no byte.
    if (!decoded || text.size() % 4 == 1)
        return std::nullopt;
    return std::move(decoded.decoded);
}

bool JsonReader::readLabels(JsonNode& node, Labels& labels)
{
    labels.clear();
    return readObject(node, [&](std::string_view wrapper, JsonNode& list) {
        if (!isKey(wrapper, "labels"))
            return skipUnknown(list);
        labels.clear();
        return readList(list, [&](JsonNode& item) {
            Label label;
            bool hasKey = false;
            const bool read = readObject(item, [&](std::string_view key, JsonNode& member) {
                if (isKey(key, "key"))
                    return hasKey = true, readWord(member, label.key);
                if (isKey(key, "value"))
                    return readWord(member, label.value.emplace());
                return skipUnknown(member);
            });
            if (!read)
                return false;
            if (!hasKey)
                return missing(item.path, "key");
            labels.append(std::move(label));
            return true;
        });
    });
}

bool JsonReader::idText(JsonNode& node, QString& text, Repeats repeats)
{
    bool hasValue = false;
    const bool read = readObject(node, [&](std::string_view key, JsonNode& member) {
        if (!isKey(key, "value"))
            return skipUnknown(member);
        hasValue = true;
        switch (repeats) {
        case Repeats::Never:
            return readText(member, text);
        case Repeats::Often:
            return readWord(member, text);
        case Repeats::AmongMany:
            return readName(member, text);
        }
        Q_UNREACHABLE();
    });
    return read && (hasValue || missing(node.path, "value"));
}

bool JsonReader::skip(JsonNode& node)
{
    switch (node.first()) {
    case '{':
    case '[': {
        if (m_depth == MaxDepth)
            return fail(node.path.toString() + u" nests too deeply"_s);
        ++m_depth;
        const bool read = skipMembers(node);
        --m_depth;
        return read;
    }
    case '"': {
        std::string_view text;
        return textView(node, text);
    }
    default:
        return isScalarText(node.token) || failBroken(node.path, simdjson::TAPE_ERROR);
    }
}

bool JsonReader::skipMembers(JsonNode& node)
{
    if (node.first() == '{')
        return readObject(node, [this](std::string_view, JsonNode& member) { return skip(member); });
    return readList(node, [this](JsonNode& item) { return skip(item); });
}

bool JsonReader::skipUnknown(JsonNode& node)
{
    if (m_unknownFields.size() < Event::MaxUnknownFields) {
        const QString path = node.path.toString();
        if (!m_unknownFields.contains(path))
            m_unknownFields.append(path);
    }
    return skip(node);
}

RawJson JsonReader::rawOf(const JsonNode& node)
{
    // The parser stands on whatever follows the object's end, and between the two there is only white space.
    simdjson::ondemand::value value = node.value;
    const char* end = nullptr;
    if (value.current_location().get(end) != simdjson::SUCCESS)
        return {};
    while (end > node.token.data() && end[-1] != '}')
        --end;
    return {m_record, node.token.data() - m_text, end - node.token.data()};
}

bool JsonReader::missing(const JsonPath& parent, std::string_view name)
{
    return fail(parent.memberPath(name) + u" is missing"_s);
}

bool JsonReader::fail(const QString& failure)
{
    m_failure = failure;
    return false;
}

bool JsonReader::failWrongType(const JsonNode& node, const char* expected)
{
    QString found = describe(node.token);
    if (node.first() != '{' && node.first() != '[')
        found += u" (%1)"_s.arg(textOf(node.token.substr(0, 40)));
    return fail(u"%1 is %2, not %3"_s.arg(node.path.toString(), found, QLatin1StringView(expected)));
}

bool JsonReader::failBroken(const JsonPath& path, simdjson::error_code error)
{
    const QString where = path.toString();
    const QString why = QString::fromUtf8(simdjson::error_message(error));
    return fail(where.isEmpty() ? u"no JSON: %1"_s.arg(why) : u"no JSON in %1: %2"_s.arg(where, why));
}

} // namespace mesoscribe
