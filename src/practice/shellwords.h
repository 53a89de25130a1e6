// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>

#include <map>
#include <vector>

namespace mesoscribe::practice {

/// A word, quotes and all, or an operator of a shell script.
struct ShellToken
{
    QByteArray text;
    bool isOperator = false; ///< ";", "&", "&&", "|", "||", "(", ")", a newline, or a redirection
};

/// Cuts a script as a POSIX shell does. Comments are left out; what is unfinished ends with the text.
std::vector<ShellToken> shellTokens(const QByteArray& script);

using ShellVariables = std::map<QByteArray, QByteArray>;

/// A word without its quotes and with its variables and sums ($NAME, ${NAME}, ${NAME:-word}, $((A+B))). Of other
/// substitutions nothing is known, so they become nothing.
QByteArray expandShellWord(const QByteArray& word, const ShellVariables& variables);

} // namespace mesoscribe::practice
