// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QList>
#include <QRandomGenerator>
#include <QString>
#include <QStringList>
#include <QTemporaryDir>

#include <optional>

namespace mesoscribe::test {

/// A shell of this computer and how it is started.
struct Shell
{
    QString name; ///< "sh", "bash", "zsh", "bash at a prompt", "zsh at a prompt"
    QString program;
    QStringList arguments;
    bool isInteractive = false;
};

/// sh, bash and zsh as far as they are installed; bash and zsh also as they behave at a prompt, where ! calls earlier
/// commands back.
QList<Shell> installedShells();

/// Runs commands in a real shell, with a program in place of curl that only notes its arguments.
class ShellRunner
{
public:
    ShellRunner();

    /// The arguments of every curl that the script starts, in order; none if the shell cannot be run.
    std::optional<QList<QStringList>> run(const Shell& shell, const QString& script);

private:
    QTemporaryDir m_folder;
};

/// A text that is unpleasant to quote. No NUL, which no argument can hold.
QString nastyText(QRandomGenerator& random);

} // namespace mesoscribe::test
