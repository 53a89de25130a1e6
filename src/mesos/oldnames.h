// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "mesos/schema.h"

namespace mesoscribe {

/// Today's name of a field that had, or has, another one elsewhere: in the v0 API, in the legacy endpoints, in samples
/// of the documentation, in Marathon. Empty when none is known, or `message` has no field of today's name.
QLatin1StringView renamedField(QStringView name, const schema::MessageSchema& message);

} // namespace mesoscribe
