// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

/// TaskStatus.Reason (include/mesos/v1/mesos.proto; mesos-api: TaskStatus).
namespace mesoscribe {

/// One reason by its name of the wire, "REASON_…".
struct ReasonName
{
    const char* name;
    int number;  ///< in the proto
    bool isUsed; ///< false: no master or agent of today sends it over the v1 API
};

/// All of them, in the order of the proto. What each means to a person is said in models.
std::span<const ReasonName> reasons();

} // namespace mesoscribe
