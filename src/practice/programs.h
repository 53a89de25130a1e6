// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>

namespace mesoscribe::practice {

/// What is known of a program by its name.
enum class Program {
    Unknown, ///< no ordinary machine has it
    Instant, ///< works through what it is given and ends well
    Runs,    ///< a server, an interpreter or the like: runs on, and may listen
    Endless, ///< never ends by itself
};

/// `name` as it would be called: "ls", "/usr/bin/python3.11". Paths count when they lead into a usual folder of
/// programs.
Program findProgram(const QByteArray& name);

} // namespace mesoscribe::practice
