// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "mesos/lintscanner.h"

#include "mesos/calllint.h"

#include <QSet>

#include <cmath>
#include <limits>

namespace mesoscribe {

namespace {

constexpr qsizetype LongestFound = 40;

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool isLetter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

bool isNumberPart(char c)
{
    return isDigit(c) || c == '+' || c == '-' || c == 'e' || c == 'E' || c == '.';
}

int hexDigit(char c)
{
    if (isDigit(c))
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

/// How many bytes the character at the beginning has.
qsizetype characterLength(QByteArrayView text)
{
    qsizetype length = 1;
    while (length < text.size() && length < 4 && (uchar(text[length]) & 0xc0) == 0x80)
        ++length;
    return length;
}

void appendItems(const LintNode& node, std::vector<const LintNode*>& found)
{
    if (node.isArray()) {
        for (const LintNode& item : node.items)
            appendItems(item, found);
    } else if (!node.isNull()) {
        found.push_back(&node);
    }
}

class Scanner
{
public:
    explicit Scanner(QByteArrayView text)
        : m_text(text)
    {
    }

    LintDocument scan()
    {
        skipBlanks();
        if (atEnd()) {
            stop(notjson::Empty, m_position, 0);
            return std::move(m_document);
        }
        if (value(m_document.root, MaxLintDepth)) {
            skipBlanks();
            if (!atEnd())
                stop(notjson::TrailingText, m_position, characterHere());
        }
        return std::move(m_document);
    }

private:
    bool atEnd() const { return m_position == m_text.size(); }
    char here() const { return m_text[m_position]; }
    bool isHere(char c) const { return !atEnd() && here() == c; }
    QByteArrayView rest() const { return m_text.sliced(m_position); }
    qsizetype characterHere() const { return characterLength(rest().first(qMin<qsizetype>(4, rest().size()))); }

    void skipBlanks()
    {
        while (!atEnd() && (here() == ' ' || here() == '\t' || here() == '\n' || here() == '\r'))
            ++m_position;
    }

    bool stop(QLatin1StringView reason, qsizetype offset, qsizetype length)
    {
        const QByteArrayView found = m_text.sliced(offset, qMin(length, LongestFound));
        m_document.problem = LintProblem{reason, found.toByteArray(), offset, length};
        return false;
    }

    qsizetype wordLength() const
    {
        qsizetype length = 0;
        while (m_position + length < m_text.size() &&
               (isLetter(m_text[m_position + length]) || isDigit(m_text[m_position + length])))
            ++length;
        return length;
    }

    /// Explains what stands where a value or a name should. `afterComma`: where the comma before it is, else -1.
    bool unexpected(qsizetype afterComma, bool isName)
    {
        if (atEnd())
            return stop(notjson::EndOfText, m_position, 0);
        const char c = here();
        if (afterComma >= 0 && (c == '}' || c == ']'))
            return stop(notjson::TrailingComma, afterComma, 1);
        if (c == '\'' || c == '`')
            return stop(notjson::SingleQuotes, m_position, 1);
        if (rest().startsWith("\xe2\x80\x9c") || rest().startsWith("\xe2\x80\x9d") || rest().startsWith("\xe2\x80\x9e"))
            return stop(notjson::CurlyQuotes, m_position, 3);
        if (c == '#' || rest().startsWith("//") || rest().startsWith("/*"))
            return stop(notjson::Comment, m_position, c == '#' ? 1 : 2);
        if (isLetter(c))
            return stop(isName ? notjson::UnquotedName : notjson::Word, m_position, wordLength());
        return stop(notjson::Unexpected, m_position, characterHere());
    }

    bool value(LintNode& node, int depth, qsizetype afterComma = -1)
    {
        node.offset = m_position;
        const bool isRead = valueAt(node, depth, afterComma);
        node.length = m_position - node.offset;
        return isRead;
    }

    bool valueAt(LintNode& node, int depth, qsizetype afterComma)
    {
        if (atEnd())
            return unexpected(afterComma, false);
        switch (here()) {
        case '{':
            node.kind = LintNode::Kind::Object;
            return depth == 0 ? stop(notjson::TooDeep, m_position, 1) : object(node, depth - 1);
        case '[':
            node.kind = LintNode::Kind::Array;
            return depth == 0 ? stop(notjson::TooDeep, m_position, 1) : array(node, depth - 1);
        case '"':
            node.kind = LintNode::Kind::String;
            return string(node.text);
        default:
            break;
        }
        for (const QByteArrayView infinity : {QByteArrayView("Infinity"), QByteArrayView("-Infinity")}) {
            if (rest().startsWith(infinity)) {
                node.kind = LintNode::Kind::BareInfinity;
                node.text = infinity.toByteArray();
                m_document.bareInfinities.emplace_back(m_position, infinity.size());
                m_position += infinity.size();
                return true;
            }
        }
        if (here() == '-' || isDigit(here()))
            return number(node);
        if (literal("null"))
            return true;
        if (literal("true") || literal("false")) {
            node.kind = LintNode::Kind::Bool;
            node.truth = m_text[m_position - 2] == 'u';
            return true;
        }
        return unexpected(afterComma, false);
    }

    bool literal(QByteArrayView word)
    {
        if (!rest().startsWith(word))
            return false;
        m_position += word.size();
        return true;
    }

    bool number(LintNode& node)
    {
        const qsizetype begin = m_position;
        while (!atEnd() && isNumberPart(here()))
            ++m_position;
        node.kind = LintNode::Kind::Number;
        node.text = m_text.sliced(begin, m_position - begin).toByteArray();
        const std::optional<double> read = lintNumber(node.text);
        if (!read)
            return stop(notjson::BadNumber, begin, m_position - begin);
        return std::isinf(*read) ? stop(notjson::OutOfRange, begin, m_position - begin) : true;
    }

    bool array(LintNode& node, int depth)
    {
        ++m_position;
        skipBlanks();
        if (isHere(']')) {
            ++m_position;
            return true;
        }
        qsizetype comma = -1;
        while (true) {
            skipBlanks();
            if (!value(node.items.emplace_back(), depth, comma))
                return false;
            bool isLast = false;
            if (!separator(']', comma, isLast))
                return false;
            if (isLast)
                return true;
        }
    }

    bool object(LintNode& node, int depth)
    {
        ++m_position;
        skipBlanks();
        if (isHere('}')) {
            ++m_position;
            return true;
        }
        qsizetype comma = -1;
        while (true) {
            skipBlanks();
            if (!isHere('"'))
                return unexpected(comma, true);
            LintMember& member = node.members.emplace_back();
            member.offset = m_position;
            if (!string(member.name))
                return false;
            member.length = m_position - member.offset;
            skipBlanks();
            if (!isHere(':'))
                return atEnd() ? stop(notjson::EndOfText, m_position, 0)
                               : stop(notjson::MissingColon, m_position, characterHere());
            ++m_position;
            skipBlanks();
            if (!value(member.value, depth))
                return false;
            bool isLast = false;
            if (!separator('}', comma, isLast))
                return false;
            if (isLast) {
                markOverridden(node);
                return true;
            }
        }
    }

    bool separator(char end, qsizetype& comma, bool& isLast)
    {
        skipBlanks();
        if (atEnd())
            return stop(notjson::EndOfText, m_position, 0);
        if (here() == end) {
            ++m_position;
            isLast = true;
            return true;
        }
        if (here() == ',') {
            comma = m_position++;
            return true;
        }
        const bool isValue = here() == '"' || here() == '{' || here() == '[' || here() == '-' || isDigit(here());
        return isValue ? stop(notjson::MissingComma, m_position, 1) : unexpected(-1, true);
    }

    static void markOverridden(LintNode& node)
    {
        if (node.members.size() < 2)
            return;
        QSet<QByteArray> seen;
        for (auto member = node.members.rbegin(); member != node.members.rend(); ++member) {
            member->isOverridden = seen.contains(member->name);
            seen.insert(member->name);
        }
    }

    bool string(QByteArray& out)
    {
        ++m_position;
        while (true) {
            const qsizetype begin = m_position;
            while (!atEnd() && here() != '"' && here() != '\\' && uchar(here()) >= 0x20)
                ++m_position;
            out += m_text.sliced(begin, m_position - begin);
            if (atEnd())
                return stop(notjson::EndOfText, m_position, 0);
            if (here() == '"') {
                ++m_position;
                return true;
            }
            if (here() != '\\')
                return stop(notjson::ControlCharacter, m_position, 1);
            if (!escape(out))
                return false;
        }
    }

    bool escape(QByteArray& out)
    {
        const qsizetype begin = m_position++;
        if (atEnd())
            return stop(notjson::EndOfText, m_position, 0);
        const char c = m_text[m_position++];
        switch (c) {
        case '"':
        case '\\':
        case '/':
            out += c;
            return true;
        case 'b':
            out += '\b';
            return true;
        case 'f':
            out += '\f';
            return true;
        case 'n':
            out += '\n';
            return true;
        case 'r':
            out += '\r';
            return true;
        case 't':
            out += '\t';
            return true;
        case 'u':
            return codePoint(out) || stop(notjson::BadEscape, begin, m_position - begin);
        default:
            --m_position;
            return stop(notjson::BadEscape, begin, 1 + characterHere());
        }
    }

    int fourHex()
    {
        int code = 0;
        for (int i = 0; i < 4; ++i) {
            const int digit = atEnd() ? -1 : hexDigit(here());
            if (digit < 0)
                return -1;
            code = code * 16 + digit;
            ++m_position;
        }
        return code;
    }

    bool codePoint(QByteArray& out)
    {
        const int first = fourHex();
        if (first < 0 || (first >= 0xdc00 && first <= 0xdfff))
            return false;
        char32_t code = char32_t(first);
        if (first >= 0xd800 && first <= 0xdbff) {
            if (!literal("\\u"))
                return false;
            const int second = fourHex();
            if (second < 0xdc00 || second > 0xdfff)
                return false;
            code = 0x10000 + ((char32_t(first - 0xd800) << 10) | char32_t(second - 0xdc00));
        }
        out += QString::fromUcs4(&code, 1).toUtf8();
        return true;
    }

    QByteArrayView m_text;
    qsizetype m_position = 0;
    LintDocument m_document;
};

} // namespace

const LintNode* LintNode::member(QByteArrayView name) const
{
    for (auto member = members.rbegin(); member != members.rend(); ++member) {
        if (member->name == name)
            return member->value.isNull() ? nullptr : &member->value;
    }
    return nullptr;
}

std::vector<const LintNode*> lintItems(const LintNode* node)
{
    std::vector<const LintNode*> found;
    if (node)
        appendItems(*node, found);
    return found;
}

std::vector<const LintMember*> lintEntries(const LintNode* map)
{
    std::vector<const LintMember*> found;
    for (const LintNode* object : lintItems(map)) {
        for (const LintMember& member : object->members) {
            if (!member.isOverridden)
                found.push_back(&member);
        }
    }
    return found;
}

LintDocument scanJson(QByteArrayView text)
{
    return Scanner(text).scan();
}

std::optional<double> lintNumber(QByteArrayView text)
{
    // -?(digits[.digits] | .digits)(e[+-]digits)? with digits before or behind the point left out: as strtod.
    qsizetype at = 0;
    const auto digits = [&text, &at] {
        const qsizetype begin = at;
        while (at < text.size() && isDigit(text[at]))
            ++at;
        return text.sliced(begin, at - begin);
    };
    if (at < text.size() && text[at] == '-')
        ++at;
    const qsizetype whole = digits().size();
    qsizetype significant = whole;
    if (at < text.size() && text[at] == '.') {
        ++at;
        significant += digits().size();
    }
    if (significant == 0)
        return std::nullopt;
    bool isTiny = whole == 0;
    if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
        ++at;
        const bool isNegative = at < text.size() && text[at] == '-';
        if (at < text.size() && (text[at] == '+' || text[at] == '-'))
            ++at;
        const QByteArrayView exponent = digits();
        if (exponent.isEmpty())
            return std::nullopt;
        bool isRead = false;
        const qint64 shift = exponent.toLongLong(&isRead);
        isTiny = isNegative && (!isRead || shift >= whole);
    }
    if (at != text.size())
        return std::nullopt;
    bool isRead = false;
    const double value = text.toDouble(&isRead);
    // Qt takes neither what is too large nor what is too small.
    if (!isRead)
        return isTiny ? 0.0 : std::numeric_limits<double>::infinity();
    return value;
}

} // namespace mesoscribe
