// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QLoggingCategory>

/// Switch on with e.g. QT_LOGGING_RULES="mesoscribe.net.debug=true". No category ever carries a secret.
namespace mesoscribe {

Q_DECLARE_LOGGING_CATEGORY(lcNet)
Q_DECLARE_LOGGING_CATEGORY(lcSession)
Q_DECLARE_LOGGING_CATEGORY(lcStore)
Q_DECLARE_LOGGING_CATEGORY(lcPractice)

} // namespace mesoscribe
