// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "practice/shellwords.h"

#include <QRegularExpression>

#include <algorithm>

namespace mesoscribe::practice {

namespace {

bool isNameCharacter(char character)
{
    return character == '_' || (character >= '0' && character <= '9') || (character >= 'a' && character <= 'z') ||
           (character >= 'A' && character <= 'Z');
}

/// Where the quotes, backquotes or brackets that open at `at` have closed.
qsizetype skipGroup(const QByteArray& text, qsizetype at)
{
    const char open = text[at];
    if (open == '\\')
        return std::min(at + 2, text.size());
    if (open == '\'' || open == '`') {
        const qsizetype end = text.indexOf(open, at + 1);
        return end < 0 ? text.size() : end + 1;
    }
    if (open == '"') {
        for (++at; at < text.size() && text[at] != '"'; ++at) {
            if (text[at] == '\\')
                ++at;
        }
        return std::min(at + 1, text.size());
    }
    // "$(" or "${", with what is bracketed inside.
    const char bracket = text[at + 1];
    const char closing = bracket == '(' ? ')' : '}';
    int depth = 1;
    for (at += 2; at < text.size() && depth > 0; ++at) {
        if (text[at] == bracket)
            ++depth;
        else if (text[at] == closing)
            --depth;
    }
    return at;
}

bool opensGroup(const QByteArray& text, qsizetype at)
{
    const char character = text[at];
    if (character == '$')
        return at + 1 < text.size() && (text[at + 1] == '(' || text[at + 1] == '{');
    return character == '\'' || character == '"' || character == '`' || character == '\\';
}

qint64 numberOf(const QByteArray& text, const ShellVariables& variables)
{
    QByteArray name = text.trimmed();
    if (name.startsWith('$'))
        name.remove(0, 1);
    bool isNumber = false;
    const qint64 number = name.toLongLong(&isNumber);
    if (isNumber)
        return number;
    const auto variable = variables.find(name);
    return variable == variables.end() ? 0 : variable->second.toLongLong();
}

/// The inside of $((…)), when it is a number, a variable or one operation on two of them.
QByteArray sum(const QByteArray& text, const ShellVariables& variables)
{
    static const QRegularExpression operation(QStringLiteral("\\A\\s*(\\$?\\w+)\\s*([-+*/%])\\s*(\\$?\\w+)\\s*\\z"));
    const QRegularExpressionMatch match = operation.match(QString::fromUtf8(text));
    if (!match.hasMatch())
        return QByteArray::number(numberOf(text, variables));
    // Thirty-two bits each, so that no product overflows.
    const auto operand = [&](int group) {
        return std::clamp<qint64>(numberOf(match.captured(group).toUtf8(), variables), -2'000'000'000, 2'000'000'000);
    };
    const qint64 left = operand(1);
    const qint64 right = operand(3);
    switch (match.captured(2).at(0).toLatin1()) {
    case '+':
        return QByteArray::number(left + right);
    case '-':
        return QByteArray::number(left - right);
    case '*':
        return QByteArray::number(left * right);
    case '/':
        return QByteArray::number(right == 0 ? 0 : left / right);
    default:
        return QByteArray::number(right == 0 ? 0 : left % right);
    }
}

QByteArray valueOf(const QByteArray& name, const ShellVariables& variables)
{
    const auto variable = variables.find(name);
    return variable == variables.end() ? QByteArray() : variable->second;
}

/// Expands what begins with '$' at `at`, which moves behind it.
QByteArray expandDollar(const QByteArray& word, qsizetype& at, const ShellVariables& variables)
{
    const char next = at + 1 < word.size() ? word[at + 1] : '\0';
    if (next == '(' || next == '{') {
        const qsizetype end = skipGroup(word, at);
        const QByteArray group = word.mid(at, end - at);
        at = end;
        if (group.startsWith("$((") && group.endsWith("))"))
            return sum(group.sliced(3, group.size() - 5), variables);
        if (next == '(')
            return {};
        const QByteArray inside = group.mid(2, group.size() - 3);
        const qsizetype colon = inside.indexOf(":-");
        const QByteArray value = valueOf(inside.left(colon < 0 ? inside.size() : colon), variables);
        return value.isEmpty() && colon >= 0 ? inside.sliced(colon + 2) : value;
    }
    if (next == '$' || next == '?' || next == '!') {
        at += 2;
        return valueOf(QByteArray(1, next), variables);
    }
    qsizetype end = at + 1;
    while (end < word.size() && isNameCharacter(word[end]))
        ++end;
    const QByteArray name = word.mid(at + 1, end - at - 1);
    at = end;
    return name.isEmpty() ? QByteArray("$") : valueOf(name, variables);
}

} // namespace

std::vector<ShellToken> shellTokens(const QByteArray& script)
{
    std::vector<ShellToken> tokens;
    qsizetype at = 0;
    while (at < script.size()) {
        const char character = script[at];
        if (character == ' ' || character == '\t' || character == '\r') {
            ++at;
        } else if (character == '#') {
            const qsizetype end = script.indexOf('\n', at);
            at = end < 0 ? script.size() : end;
        } else if (QByteArrayView(";&|()<>\n").contains(character)) {
            QByteArray text(1, character);
            const char next = at + 1 < script.size() ? script[at + 1] : '\0';
            const bool isDoubled = next == character && character != '(' && character != ')' && character != '\n';
            if (isDoubled || ((character == '>' || character == '<') && next == '&') ||
                (character == '&' && next == '>'))
                text += next;
            at += text.size();
            tokens.push_back({text, true});
        } else {
            const qsizetype begin = at;
            while (at < script.size() && !QByteArrayView(" \t\r\n;&|()<>").contains(script[at]))
                at = opensGroup(script, at) ? skipGroup(script, at) : at + 1;
            const QByteArray word = script.mid(begin, at - begin);
            // "2>" is a redirection, "2 >" is not.
            const bool isDescriptor =
                at < script.size() && (script[at] == '>' || script[at] == '<') &&
                std::ranges::all_of(word, [](char digit) { return digit >= '0' && digit <= '9'; });
            if (!isDescriptor)
                tokens.push_back({word, false});
        }
    }
    return tokens;
}

QByteArray expandShellWord(const QByteArray& word, const ShellVariables& variables)
{
    QByteArray result;
    qsizetype at = 0;
    bool isQuoted = false;
    while (at < word.size()) {
        const char character = word[at];
        if (character == '"') {
            isQuoted = !isQuoted;
            ++at;
        } else if (character == '\\') {
            if (at + 1 < word.size())
                result += word[at + 1];
            at += 2;
        } else if (character == '\'' && !isQuoted) {
            const qsizetype end = skipGroup(word, at);
            result += word.mid(at + 1, end - at - 1).chopped(word[end - 1] == '\'' && end - at > 1 ? 1 : 0);
            at = end;
        } else if (character == '`') {
            at = skipGroup(word, at);
        } else if (character == '$') {
            result += expandDollar(word, at, variables);
        } else {
            result += character;
            ++at;
        }
    }
    return result;
}

} // namespace mesoscribe::practice
