// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "base/logging.h"

namespace mesoscribe {

Q_LOGGING_CATEGORY(lcNet, "mesoscribe.net", QtInfoMsg)
Q_LOGGING_CATEGORY(lcSession, "mesoscribe.session", QtInfoMsg)
Q_LOGGING_CATEGORY(lcStore, "mesoscribe.store", QtInfoMsg)
Q_LOGGING_CATEGORY(lcPractice, "mesoscribe.practice", QtInfoMsg)

} // namespace mesoscribe
