// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "practice/jsonvalue.h"

#include <chrono>

namespace mesoscribe::practice {

/// How a simulated task will go. No command is ever run: `sleep N`, `exit N`, `true` and `false` in the text of the
/// command decide, everything else counts as a program that runs for a minute and ends well.
struct CommandPlan
{
    std::chrono::milliseconds duration{0};
    int exitStatus = 0;
};

/// `taskInfo` is a TaskInfo of decodeMessage.
CommandPlan planCommand(const JsonValue& taskInfo);

} // namespace mesoscribe::practice
