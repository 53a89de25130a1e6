// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "curl/curlcommand.h"
#include "state/subscribesettings.h"

namespace mesoscribe {

/// The request that Subscribe makes, with the principal as user when it `authenticates` by a secret, as the curl
/// command that does the same. The secret is never in it: toCurl() names variables instead.
CurlRequest subscribeCurl(const SubscribeSettings& settings, bool authenticates);

} // namespace mesoscribe
