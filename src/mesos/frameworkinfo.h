// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "mesos/ids.h"
#include "mesos/resource.h"

#include <span>

/// FrameworkInfo and its capabilities (include/mesos/v1/mesos.proto; mesos-api: FrameworkInfo).
namespace mesoscribe {

/// One FrameworkInfo.Capability.Type by its name of the wire, in the order of the proto.
struct CapabilityName
{
    const char* name;
    bool recommended; ///< on in a new connection: MULTI_ROLE, PARTITION_AWARE, TASK_KILLING_STATE
    bool deprecated;  ///< to be phased out, or experimental enough to be marked
};

/// All of them: REVOCABLE_RESOURCES … REGION_AWARE. What each means to a person is said in models/describe.
std::span<const CapabilityName> frameworkCapabilities();

struct FrameworkInfo
{
    QString user;
    QString name;
    FrameworkId id;               ///< empty: a new framework
    double failoverTimeout = 0.0; ///< seconds
    bool checkpoint = false;
    QString role; ///< the single, old field; only without MULTI_ROLE
    QStringList roles;
    QString hostname;
    QString principal;
    QString webuiUrl;
    QStringList capabilities; ///< names of the wire, unknown ones too
    Labels labels;

    bool has(QLatin1StringView capability) const { return capabilities.contains(capability); }

    friend bool operator==(const FrameworkInfo&, const FrameworkInfo&) = default;
};

} // namespace mesoscribe
