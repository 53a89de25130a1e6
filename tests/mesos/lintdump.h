// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "mesos/calllint.h"

/// A finding as a line: severity, kind, path, place, the text it covers, and its words.
inline QString dumped(const mesoscribe::LintFinding& finding, const QByteArray& json)
{
    using namespace Qt::Literals::StringLiterals;
    QString line = u"%1 %2 %3 @%4:%5"_s
                       .arg(QLatin1StringView(toString(finding.severity)), QLatin1StringView(toString(finding.kind)),
                            finding.path.isEmpty() ? u"-"_s : finding.path)
                       .arg(finding.line)
                       .arg(finding.column);
    line += u" `"_s + QString::fromUtf8(json.mid(finding.offset, finding.length)) + u'`';
    if (!finding.subject.isEmpty())
        line += u" subject="_s + finding.subject;
    if (!finding.within.isEmpty())
        line += u" within="_s + finding.within;
    if (!finding.suggestion.isEmpty())
        line += u" suggestion="_s + finding.suggestion;
    if (finding.meansAll)
        line += u" all"_s;
    return line;
}

inline QString dumped(const QByteArray& json, const mesoscribe::LintContext& context = {})
{
    QStringList lines;
    for (const mesoscribe::LintFinding& finding : lintCall(json, context))
        lines.append(dumped(finding, json));
    return lines.join(u'\n');
}
