// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/result.h"
#include "mesos/frameworkinfo.h"
#include "mesos/jsonwriter.h"

#include <QByteArray>
#include <QStringList>

#include <variant>

/// Calls of the v1 scheduler API (include/mesos/v1/scheduler/scheduler.proto).
namespace mesoscribe {

struct SubscribeCall
{
    FrameworkInfo frameworkInfo;
    QStringList suppressedRoles;

    friend bool operator==(const SubscribeCall&, const SubscribeCall&) = default;
};

struct TeardownCall
{
    FrameworkId frameworkId;

    friend bool operator==(const TeardownCall&, const TeardownCall&) = default;
};

using Call = std::variant<SubscribeCall, TeardownCall>;

/// The JSON that a master takes, fields in proto order, unset ones left out. For SUBSCRIBE with an id it stands at both
/// of its places, as the master demands. UTF-8.
QByteArray toJson(const Call& call, JsonStyle style = JsonStyle::Compact);

/// Type name of the wire, e.g. "SUBSCRIBE".
QString callType(const Call& call);

struct ParsedSubscribe
{
    SubscribeCall call;
    QStringList notUnderstood; ///< dotted paths of members that were present but could not be taken over
};

/// Reads a SUBSCRIBE as people write it: as liberal as a master is (a single value for a list, quoted numbers),
/// camelCase and unknown names are named in `notUnderstood`. Error InvalidInput when it is no JSON object or no
/// SUBSCRIBE call.
Result<ParsedSubscribe> parseSubscribeCall(const QByteArray& json);

} // namespace mesoscribe
