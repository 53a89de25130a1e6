// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "practice/jsonparser.h"

#include <QRegularExpression>
#include <QString>

#include <map>

namespace mesoscribe::practice {

namespace {

constexpr int MaxDepth = 200;
constexpr int End = -1;

/// The bytes with one step of push-back. Where a parse stops decides what the error text quotes, so the steps are
/// picojson's.
class Input
{
public:
    explicit Input(QByteArrayView text)
        : m_text(text)
    {
    }

    int next()
    {
        if (m_isPushedBack) {
            m_isPushedBack = false;
            return m_last;
        }
        if (m_position == m_text.size()) {
            m_last = End;
            return End;
        }
        if (m_last == '\n')
            ++m_line;
        m_last = uchar(m_text[m_position++]);
        return m_last;
    }

    void pushBack() { m_isPushedBack = m_last != End; }

    void skipBlanks()
    {
        int c = next();
        while (c == ' ' || c == '\t' || c == '\n' || c == '\r')
            c = next();
        pushBack();
    }

    bool expect(int wanted)
    {
        skipBlanks();
        if (next() == wanted)
            return true;
        pushBack();
        return false;
    }

    bool match(QByteArrayView rest)
    {
        for (const char wanted : rest) {
            if (next() != wanted) {
                pushBack();
                return false;
            }
        }
        return true;
    }

    int line() const { return m_line; }
    /// How far it has read, a pushed-back byte included.
    qsizetype position() const { return m_position; }

private:
    QByteArrayView m_text;
    qsizetype m_position = 0;
    int m_last = End;
    bool m_isPushedBack = false;
    int m_line = 1;
};

int hexDigit(int c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

int parseFourHex(Input& in)
{
    int code = 0;
    for (int i = 0; i < 4; ++i) {
        const int c = in.next();
        if (c == End)
            return -1;
        const int digit = hexDigit(c);
        if (digit < 0) {
            in.pushBack();
            return -1;
        }
        code = code * 16 + digit;
    }
    return code;
}

bool parseCodePoint(Input& in, QByteArray& out)
{
    char32_t code = 0;
    const int first = parseFourHex(in);
    if (first < 0)
        return false;
    code = char32_t(first);
    if (first >= 0xd800 && first <= 0xdfff) {
        if (first >= 0xdc00)
            return false;
        if (in.next() != '\\' || in.next() != 'u') {
            in.pushBack();
            return false;
        }
        const int second = parseFourHex(in);
        if (second < 0xdc00 || second > 0xdfff)
            return false;
        code = 0x10000 + ((char32_t(first - 0xd800) << 10) | char32_t(second - 0xdc00));
    }
    out += QString::fromUcs4(&code, 1).toUtf8();
    return true;
}

bool parseString(Input& in, QByteArray& out)
{
    while (true) {
        int c = in.next();
        if (c < ' ') {
            in.pushBack();
            return false;
        }
        if (c == '"')
            return true;
        if (c != '\\') {
            out += char(c);
            continue;
        }
        c = in.next();
        switch (c) {
        case '"':
        case '\\':
        case '/':
            out += char(c);
            break;
        case 'b':
            out += '\b';
            break;
        case 'f':
            out += '\f';
            break;
        case 'n':
            out += '\n';
            break;
        case 'r':
            out += '\r';
            break;
        case 't':
            out += '\t';
            break;
        case 'u':
            if (!parseCodePoint(in, out))
                return false;
            break;
        default:
            return false;
        }
    }
}

enum class Outcome { Ok, SyntaxError, OutOfRange };

Outcome parseValue(Input& in, JsonValue& out, int depth);

Outcome parseArray(Input& in, JsonValue& out, int depth)
{
    if (depth == 0)
        return Outcome::SyntaxError;
    JsonArray values;
    if (!in.expect(']')) {
        do {
            JsonValue value;
            if (const Outcome outcome = parseValue(in, value, depth - 1); outcome != Outcome::Ok)
                return outcome;
            values.push_back(std::move(value));
        } while (in.expect(','));
        if (!in.expect(']'))
            return Outcome::SyntaxError;
    }
    out = std::move(values);
    return Outcome::Ok;
}

Outcome parseObject(Input& in, JsonValue& out, int depth)
{
    if (depth == 0)
        return Outcome::SyntaxError;
    std::map<QByteArray, JsonValue> sorted;
    if (!in.expect('}')) {
        do {
            QByteArray name;
            if (!in.expect('"') || !parseString(in, name) || !in.expect(':'))
                return Outcome::SyntaxError;
            JsonValue value;
            if (const Outcome outcome = parseValue(in, value, depth - 1); outcome != Outcome::Ok)
                return outcome;
            sorted.insert_or_assign(name, std::move(value));
        } while (in.expect(','));
        if (!in.expect('}'))
            return Outcome::SyntaxError;
    }
    JsonObject members;
    members.reserve(sorted.size());
    for (auto& [name, value] : sorted)
        members.push_back({name, std::move(value)});
    out = std::move(members);
    return Outcome::Ok;
}

Outcome parseNumber(Input& in, JsonValue& out)
{
    QByteArray text;
    int c = in.next();
    while ((c >= '0' && c <= '9') || c == '+' || c == '-' || c == 'e' || c == 'E' || c == '.') {
        text += char(c);
        c = in.next();
    }
    in.pushBack();

    bool isNumber = false;
    if (const qint64 integer = text.toLongLong(&isNumber); isNumber) {
        out = integer;
        return Outcome::Ok;
    }
    const double number = text.toDouble(&isNumber);
    if (!isNumber) {
        // Qt does not tell "too large" from "too small" from "no number".
        static const QRegularExpression form(QStringLiteral("\\A-?(\\d+)(?:\\.\\d*)?(?:[eE]([+-]?\\d{1,9}))?\\z"));
        const QRegularExpressionMatch match = form.match(QString::fromLatin1(text));
        if (!match.hasMatch())
            return Outcome::SyntaxError;
        if (match.capturedLength(1) + match.captured(2).toLongLong() > 0)
            return Outcome::OutOfRange;
    }
    out = number;
    return Outcome::Ok;
}

Outcome parseWord(Input& in, JsonValue& out, QByteArrayView rest, JsonValue value)
{
    if (!in.match(rest))
        return Outcome::SyntaxError;
    out = std::move(value);
    return Outcome::Ok;
}

Outcome parseValue(Input& in, JsonValue& out, int depth)
{
    in.skipBlanks();
    const int c = in.next();
    switch (c) {
    case 'n':
        return parseWord(in, out, "ull", {});
    case 'f':
        return parseWord(in, out, "alse", false);
    case 't':
        return parseWord(in, out, "rue", true);
    case '"': {
        QByteArray text;
        if (!parseString(in, text))
            return Outcome::SyntaxError;
        out = std::move(text);
        return Outcome::Ok;
    }
    case '[':
        return parseArray(in, out, depth);
    case '{':
        return parseObject(in, out, depth);
    default:
        in.pushBack();
        return c == '-' || (c >= '0' && c <= '9') ? parseNumber(in, out) : Outcome::SyntaxError;
    }
}

bool isBlank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

} // namespace

std::expected<JsonValue, QByteArray> parseJson(QByteArrayView text)
{
    Input in(text);
    JsonValue value;
    switch (parseValue(in, value, MaxDepth)) {
    case Outcome::Ok:
        break;
    case Outcome::OutOfRange:
        return std::unexpected(QByteArray("Value out of range"));
    case Outcome::SyntaxError: {
        QByteArray error = "syntax error at line " + QByteArray::number(in.line()) + " near: ";
        for (int c = in.next(); c != End && c != '\n'; c = in.next()) {
            if (c >= ' ')
                error += char(c);
        }
        return std::unexpected(error);
    }
    }

    qsizetype visibleEnd = text.size();
    while (visibleEnd > 0 && isBlank(text[visibleEnd - 1]))
        --visibleEnd;
    if (in.position() != visibleEnd) {
        const QByteArrayView rest =
            in.position() < visibleEnd ? text.sliced(in.position(), visibleEnd - in.position()) : QByteArrayView();
        return std::unexpected("Parsed JSON included non-whitespace trailing characters: " + rest.toByteArray());
    }
    return value;
}

} // namespace mesoscribe::practice
