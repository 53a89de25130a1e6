// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "curl/curlcommand.h"
#include "state/sessionstate.h"

namespace mesoscribe {

/// The curl command that sends `body` as a call of this session now: to the master spoken to, with the current stream
/// id, with the principal as user when the session `authenticates` by a secret. The secret is never in it: toCurl()
/// names variables instead.
CurlRequest callCurl(const QByteArray& body, const SessionState& state, bool authenticates);

} // namespace mesoscribe
