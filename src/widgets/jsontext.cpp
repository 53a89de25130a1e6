// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "widgets/jsontext.h"

#include "widgets/theme.h"

#include <QGuiApplication>
#include <QTextDocument>

namespace mesoscribe {

namespace {

constexpr int DeepestIndent = 60; // a hostile record of a million brackets must not become a gigabyte of blanks

bool isBlank(char c)
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

/// Past the string that begins at `from`, or the end of the text.
qsizetype pastString(QByteArrayView text, qsizetype from)
{
    for (qsizetype i = from + 1; i < text.size(); ++i) {
        if (text[i] == '\\')
            ++i;
        else if (text[i] == '"')
            return i + 1;
    }
    return text.size();
}

void breakLine(QByteArray& out, int depth)
{
    out += '\n';
    out.append(2 * qMin(depth, DeepestIndent), ' ');
}

} // namespace

QByteArray indentedJson(QByteArrayView json)
{
    QByteArray out;
    out.reserve(json.size() * 2);
    int depth = 0;
    for (qsizetype i = 0; i < json.size();) {
        const char c = json[i];
        if (isBlank(c)) {
            ++i;
        } else if (c == '"') {
            const qsizetype end = pastString(json, i);
            out += json.sliced(i, end - i);
            i = end;
        } else if (c == '{' || c == '[') {
            qsizetype next = i + 1;
            while (next < json.size() && isBlank(json[next]))
                ++next;
            out += c;
            if (next < json.size() && (json[next] == '}' || json[next] == ']')) {
                out += json[next];
                i = next + 1;
                continue;
            }
            breakLine(out, ++depth);
            ++i;
        } else if (c == '}' || c == ']') {
            depth = qMax(0, depth - 1);
            breakLine(out, depth);
            out += c;
            ++i;
        } else if (c == ',') {
            out += c;
            breakLine(out, depth);
            ++i;
        } else if (c == ':') {
            out += ": ";
            ++i;
        } else {
            out += c;
            ++i;
        }
    }
    return out;
}

JsonHighlighter::JsonHighlighter(QTextDocument* document)
    : QSyntaxHighlighter(document)
{
}

void JsonHighlighter::highlightBlock(const QString& text)
{
    const Theme theme(QGuiApplication::palette());
    for (qsizetype i = 0; i < text.size();) {
        if (text[i] != u'"') {
            ++i;
            continue;
        }
        qsizetype end = i + 1;
        while (end < text.size() && text[end] != u'"')
            end += text[end] == u'\\' ? 2 : 1;
        end = qMin(end + 1, text.size());
        qsizetype next = end;
        while (next < text.size() && text[next].isSpace())
            ++next;
        const bool isKey = next < text.size() && text[next] == u':';
        setFormat(static_cast<int>(i), static_cast<int>(end - i), isKey ? theme.jsonKey : theme.jsonString);
        i = end;
    }
}

} // namespace mesoscribe
