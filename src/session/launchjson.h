// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "state/launchsettings.h"

#include <QJsonObject>

namespace mesoscribe {

/// Launch settings as they stand in a template's file. Names are those of Mesos where it has one.
QJsonObject jsonOf(const LaunchSettings& settings);

/// Tolerant: what is absent, unknown or of another type stays as it is in a new LaunchSettings.
LaunchSettings launchSettingsOf(const QJsonObject& object);

} // namespace mesoscribe
