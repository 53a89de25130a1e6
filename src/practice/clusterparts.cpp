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

std::vector<Holding> Framework::holdings() const
{
    std::vector<Holding> held;
    for (const auto& [taskId, task] : tasks) {
        if (task.holdsResources)
            held.push_back({task.agentId, task.role, task.resources});
    }
    for (const auto& [key, executor] : executors) {
        if (executor.holdsResources)
            held.push_back({executor.agentId, executor.role, executor.resources});
    }
    return held;
}

} // namespace mesoscribe::practice
