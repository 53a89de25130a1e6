// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

namespace mesoscribe {

/// What a TaskStatus.Reason means, one plain sentence. `wireName` as on the wire, "REASON_…"; the older names with
/// SLAVE mean the same as those with AGENT. Empty for a name this version does not know. (mesos.proto,
/// TaskStatus.Reason.)
QString describeReason(const QString& wireName);

} // namespace mesoscribe
