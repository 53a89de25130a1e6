// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "practice/jsonvalue.h"

#include <chrono>

namespace mesoscribe::practice {

/// How a simulated command will go. No command is ever run: its text alone decides. A program that is known to work
/// through its input ends at once, `sleep` takes its time, a server or an interpreter runs for a minute and ends well,
/// and a program that no ordinary machine has is not found.
struct CommandPlan
{
    /// What SIGTERM does to it.
    enum class OnTerminate {
        Dies,
        Ignores, ///< only SIGKILL ends it
        Exits,   ///< a trap runs, and then it exits with `terminateStatus` after `terminateDelay`
    };

    std::chrono::milliseconds duration{0};
    int exitStatus = 0; ///< 0 to 255; means nothing when `signal` is set
    int signal = 0;     ///< the signal that it ends itself with, or 0
    OnTerminate onTerminate = OnTerminate::Dies;
    int terminateStatus = 0;
    std::chrono::milliseconds terminateDelay{0};
    bool listens = false; ///< may be a server, so that HTTP and TCP checks find somebody there
};

/// `taskInfo` is a TaskInfo of decodeMessage; without a command of its own that of its executor counts. Programs of a
/// container image are all taken to exist.
CommandPlan planCommand(const JsonValue& taskInfo);

/// `commandInfo` is a CommandInfo of decodeMessage, as in checks.
CommandPlan planCommandInfo(const JsonValue& commandInfo, bool hasImage);

/// "exited with status 3", "terminated with signal Killed": what Mesos says after "Command " or "Container "
/// (stout's WSTRINGIFY).
QByteArray endText(int exitStatus, int signal);

} // namespace mesoscribe::practice
