// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/result.h"

#include <QStringList>

namespace mesoscribe {

/// What was asked for on the command line.
struct CommandLine
{
    QString master; ///< as typed; empty: none
    bool subscribe = false;
    bool practice = false;
    QString snapshot;   ///< file for the picture; empty: none
    QString appearance; ///< "light", "dark", or empty for the system's
    bool showVersion = false;
    bool showHelp = false;

    /// `arguments` without the program's name. Error InvalidInput with a whole sentence that names what is wrong.
    static Result<CommandLine> parse(const QStringList& arguments);

    static QString helpText();
    static QString versionText();
};

} // namespace mesoscribe
