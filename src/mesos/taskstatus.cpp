// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "mesos/taskstatus.h"

namespace mesoscribe {

bool isTerminal(TaskState state)
{
    switch (state) {
    case TaskState::Finished:
    case TaskState::Failed:
    case TaskState::Killed:
    case TaskState::Error:
    case TaskState::Lost:
    case TaskState::Dropped:
    case TaskState::Gone:
    case TaskState::GoneByOperator:
        return true;
    case TaskState::Unknown:
    case TaskState::Staging:
    case TaskState::Starting:
    case TaskState::Running:
    case TaskState::Killing:
    case TaskState::Unreachable:
    case TaskState::TaskUnknown:
        return false;
    }
    Q_UNREACHABLE();
}

} // namespace mesoscribe
