// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "mesos/calllint.h"
#include "mesos/lintscanner.h"
#include "mesos/schema.h"

namespace mesoscribe {

/// Where the linter is: a chain of names that lives on the stack and becomes text only when something is found.
struct LintPath
{
    const LintPath* parent = nullptr;
    QByteArrayView name;                            ///< empty at the root
    qsizetype index = -1;                           ///< of a repeated field
    const schema::MessageSchema* message = nullptr; ///< what stands there, if it is a message

    LintPath child(QByteArrayView childName) const { return {this, childName, -1, nullptr}; }
    LintPath item(QByteArrayView childName, qsizetype itemIndex) const { return {this, childName, itemIndex, nullptr}; }

    QString toString() const;
};

/// Foreign text for a finding: as UTF-8, not longer than MaxSubject.
QString lintText(QByteArrayView text);

/// A copy of a finding's parts that are not about place.
struct LintWords
{
    QString subject;
    QString within;
    QString suggestion;
    bool meansAll = false;
};

/// Collects findings: no more of each severity than can be reported, so that a long text full of hints stays cheap and
/// does not hide an error.
class LintReport
{
public:
    void add(LintFinding::Kind kind, LintFinding::Severity severity, const LintPath& path, qsizetype offset,
             qsizetype length, const LintWords& words = {});
    void add(LintFinding::Kind kind, LintFinding::Severity severity, const LintPath& path, const LintNode& node,
             const LintWords& words = {})
    {
        add(kind, severity, path, node.offset, node.length, words);
    }

    /// Whether more findings of that severity would be dropped, so that nobody need look for words.
    bool isFull(LintFinding::Severity severity) const { return m_counts[size_t(severity)] >= MaxFindings; }

    /// In the order of the text, with lines and columns.
    QList<LintFinding> take(QByteArrayView text);

private:
    QList<LintFinding> m_findings;
    qsizetype m_counts[3] = {0, 0, 0};
};

} // namespace mesoscribe
