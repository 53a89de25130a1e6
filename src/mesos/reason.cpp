// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "mesos/reason.h"

namespace mesoscribe {

namespace {

constexpr ReasonName Reasons[] = {
    {"REASON_COMMAND_EXECUTOR_FAILED", 0, true},
    {"REASON_CONTAINER_LAUNCH_FAILED", 21, true},
    {"REASON_CONTAINER_LIMITATION", 19, true},
    {"REASON_CONTAINER_LIMITATION_DISK", 20, true},
    {"REASON_CONTAINER_LIMITATION_MEMORY", 8, true},
    {"REASON_CONTAINER_PREEMPTED", 17, true},
    {"REASON_CONTAINER_UPDATE_FAILED", 22, true},
    {"REASON_MAX_COMPLETION_TIME_REACHED", 33, true},
    {"REASON_EXECUTOR_REGISTRATION_TIMEOUT", 23, true},
    {"REASON_EXECUTOR_REREGISTRATION_TIMEOUT", 24, true},
    {"REASON_EXECUTOR_TERMINATED", 1, true},
    {"REASON_EXECUTOR_UNREGISTERED", 2, false},
    {"REASON_FRAMEWORK_REMOVED", 3, true},
    {"REASON_GC_ERROR", 4, true},
    {"REASON_INVALID_FRAMEWORKID", 5, false},
    {"REASON_INVALID_OFFERS", 6, true},
    {"REASON_IO_SWITCHBOARD_EXITED", 27, true},
    {"REASON_MASTER_DISCONNECTED", 7, false},
    {"REASON_RECONCILIATION", 9, true},
    {"REASON_RESOURCES_UNKNOWN", 18, true},
    {"REASON_AGENT_DISCONNECTED", 10, true},
    {"REASON_AGENT_DRAINING", 34, true},
    {"REASON_AGENT_REMOVED", 11, true},
    {"REASON_AGENT_REMOVED_BY_OPERATOR", 31, true},
    {"REASON_AGENT_REREGISTERED", 32, true},
    {"REASON_AGENT_RESTARTED", 12, true},
    {"REASON_AGENT_UNKNOWN", 13, false},
    {"REASON_TASK_KILLED_DURING_LAUNCH", 30, true},
    {"REASON_TASK_CHECK_STATUS_UPDATED", 28, true},
    {"REASON_TASK_HEALTH_CHECK_STATUS_UPDATED", 29, true},
    {"REASON_TASK_GROUP_INVALID", 25, true},
    {"REASON_TASK_GROUP_UNAUTHORIZED", 26, true},
    {"REASON_TASK_INVALID", 14, true},
    {"REASON_TASK_UNAUTHORIZED", 15, true},
    {"REASON_TASK_UNKNOWN", 16, false},
};

} // namespace

std::span<const ReasonName> reasons()
{
    return Reasons;
}

} // namespace mesoscribe
