// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QMap>
#include <QSet>
#include <QString>
#include <QStringList>

namespace mesoscribe {

/// The table of src/README.md: which folder of src/ may include which.
class LayerTable
{
public:
    /// Reads the first Markdown table headed `| Folder | Holds | May include |`. Notes in parentheses are left out,
    /// `all` means every folder of the table, `–` none. A name that is no row itself is an entry in `problems()`.
    static LayerTable parse(const QString& markdown);

    bool isEmpty() const { return m_rows.isEmpty(); }
    QStringList folders() const { return m_rows.keys(); }
    bool contains(const QString& folder) const { return m_rows.contains(folder); }

    /// Whether a file of `from` may include one of `to`. A folder may always include itself.
    bool allows(const QString& from, const QString& to) const;

    /// Whether `folder` speaks to a person: models, and whatever may include models.
    bool mayTranslate(const QString& folder) const;

    QStringList problems() const { return m_problems; }

private:
    QMap<QString, QSet<QString>> m_rows;
    QStringList m_problems;
};

/// Source text with comments and the contents of string and character literals blanked, line breaks kept.
/// The names in #include lines are kept.
QString withoutCommentsAndStrings(const QString& source);

/// What is wrong with one C++ file of src/, one sentence each; empty when all is well. `path` is relative to src/
/// ("mesos/offer.h").
QStringList sourceViolations(const LayerTable& table, const QString& path, const QString& text);

/// What is wrong with src/<folder>/CMakeLists.txt: a USES outside the folder's row.
QStringList buildViolations(const LayerTable& table, const QString& folder, const QString& text);

/// What holds for every file of ours, wherever it lies: the two SPDX lines, and no more than 800 lines.
QStringList fileViolations(const QString& text);

} // namespace mesoscribe
