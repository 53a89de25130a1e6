// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/result.h"

#include <QList>
#include <QString>
#include <QStringView>

namespace mesoscribe {

/// A word of a shell command, its quotes taken off.
struct ShellWord
{
    /// Where a variable or a command substitution stands in `text`. It is kept as written: "$TOKEN", "${X:-y}",
    /// "$(date)".
    struct Expansion
    {
        qsizetype from = 0;
        qsizetype length = 0;

        friend bool operator==(const Expansion&, const Expansion&) = default;
    };

    QString text;
    QList<Expansion> expansions; ///< in order, apart from each other

    /// The expansions as written.
    QStringList expansionTexts() const;
    /// The part of the word from `from` on, with its expansions; -1 as length means to the end.
    ShellWord part(qsizetype from, qsizetype length = -1) const;
};

/// The first simple command of a text.
struct ShellCommand
{
    QList<ShellWord> words;
    /// What follows the command, from the operator or line break that ends it; empty if nothing of weight does.
    QString rest;
};

/// Splits as a POSIX shell does, with the quotes $'…' and $"…" of bash and zsh, and expands nothing. The command ends
/// at a line break or at one of | & ; < > ( ) outside quotes.
///
/// Where pasted text differs from typed text it forgives: a line may end in CR LF, blanks may follow the backslash that
/// ends a line, a no-break space is a blank, and the typographic quotes “ ” ‘ ’ are quotes where a word begins with
/// one. Typographic quotes inside such a word become straight if there is no straight double quote in it. Errors:
/// InvalidInput with a sentence, for a quote that is not closed and for Windows' ^ at the end of a line.
Result<ShellCommand> splitShell(QStringView text);

/// The text as one word for sh, bash and zsh, also when typed at a prompt: in single quotes. A NUL, which no argument
/// can hold, is left out. In a text of several lines each ! and each ^ that begins a line stand outside the quotes
/// behind a backslash: at its prompt bash looks at every line by itself for commands to call back (bash's manual,
/// History Expansion). Control characters other than line breaks are keys to a terminal that does not bracket what is
/// pasted.
QString shellQuote(const QString& text);

} // namespace mesoscribe
