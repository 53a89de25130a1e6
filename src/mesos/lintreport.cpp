// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "mesos/lintreport.h"

#include <algorithm>
#include <utility>

namespace mesoscribe {

using namespace Qt::Literals::StringLiterals;

QString LintPath::toString() const
{
    QString text = parent ? parent->toString() : QString();
    if (!name.isEmpty()) {
        if (!text.isEmpty())
            text += u'.';
        text += lintText(name);
    }
    if (index >= 0)
        text += u"[%1]"_s.arg(index);
    return text;
}

QString lintText(QByteArrayView text)
{
    // A character has at most four bytes, so nothing that would be shown is lost by cutting first.
    QString shown = QString::fromUtf8(text.first(qMin(text.size(), 4 * MaxSubject + 4)));
    if (shown.size() > MaxSubject)
        shown = shown.first(MaxSubject - 1) + u'…';
    return shown;
}

void LintReport::add(LintFinding::Kind kind, LintFinding::Severity severity, const LintPath& path, qsizetype offset,
                     qsizetype length, const LintWords& words)
{
    if (m_counts[size_t(severity)]++ >= MaxFindings)
        return;
    LintFinding finding;
    finding.kind = kind;
    finding.severity = severity;
    finding.path = path.toString();
    finding.subject = words.subject;
    finding.within = words.within;
    finding.suggestion = words.suggestion;
    finding.meansAll = words.meansAll;
    finding.offset = offset;
    finding.length = length;
    m_findings.append(finding);
}

QList<LintFinding> LintReport::take(QByteArrayView text)
{
    QList<LintFinding> findings = std::exchange(m_findings, {});
    std::ranges::fill(m_counts, 0);
    if (findings.size() > MaxFindings) {
        std::ranges::stable_sort(findings, {}, &LintFinding::severity);
        findings.resize(MaxFindings);
    }
    std::ranges::stable_sort(findings, {}, &LintFinding::offset);
    qsizetype at = 0;
    int line = 1;
    int column = 1;
    for (LintFinding& finding : findings) {
        for (; at < finding.offset && at < text.size(); ++at) {
            const bool isContinuation = (uchar(text[at]) & 0xc0) == 0x80;
            if (text[at] == '\n') {
                ++line;
                column = 1;
            } else if (!isContinuation) {
                ++column;
            }
        }
        finding.line = line;
        finding.column = column;
    }
    return findings;
}

} // namespace mesoscribe
