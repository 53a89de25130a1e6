// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "widgets/jsonhighlighter.h"

#include "widgets/theme.h"

#include <QGuiApplication>
#include <QTextDocument>

namespace mesoscribe {

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
