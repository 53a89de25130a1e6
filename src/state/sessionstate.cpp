// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "state/sessionstate.h"

namespace mesoscribe {

QStringList SessionState::roles() const
{
    const FrameworkInfo& framework = settings.framework;
    if (!framework.roles.isEmpty() || framework.has(QLatin1StringView("MULTI_ROLE")))
        return framework.roles;
    return {framework.role.isEmpty() ? QStringLiteral("*") : framework.role};
}

} // namespace mesoscribe
