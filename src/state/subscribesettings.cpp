// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "state/subscribesettings.h"

namespace mesoscribe {

SubscribeSettings SubscribeSettings::fresh(const QString& loginName)
{
    SubscribeSettings settings;
    settings.framework.user = loginName;
    settings.framework.name = QStringLiteral("Mesoscribe");
    settings.framework.roles = {QStringLiteral("*")};
    settings.framework.failoverTimeout = 600.0;
    for (const CapabilityName& capability : frameworkCapabilities()) {
        if (capability.recommended)
            settings.framework.capabilities.append(QString::fromLatin1(capability.name));
    }
    return settings;
}

} // namespace mesoscribe
