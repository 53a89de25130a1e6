// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "practice/clusterparts.h"

#include "practice/validation.h"

namespace mesoscribe::practice {

bool Task::isTerminal() const
{
    return latestState == "TASK_FINISHED" || latestState == "TASK_FAILED" || latestState == "TASK_KILLED";
}

bool Framework::can(QByteArrayView capability) const
{
    return hasCapability(info, capability);
}

} // namespace mesoscribe::practice
