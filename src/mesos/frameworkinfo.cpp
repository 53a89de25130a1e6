// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "mesos/frameworkinfo.h"

namespace mesoscribe {

namespace {

// GPU_RESOURCES is announced as to be phased out, RESERVATION_REFINEMENT is labelled experimental.
constexpr CapabilityName Capabilities[] = {
    {"REVOCABLE_RESOURCES", false, false},   {"TASK_KILLING_STATE", true, false}, {"GPU_RESOURCES", false, true},
    {"SHARED_RESOURCES", false, false},      {"PARTITION_AWARE", true, false},    {"MULTI_ROLE", true, false},
    {"RESERVATION_REFINEMENT", false, true}, {"REGION_AWARE", false, false},
};

} // namespace

std::span<const CapabilityName> frameworkCapabilities()
{
    return Capabilities;
}

} // namespace mesoscribe
