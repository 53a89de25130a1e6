// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/describe.h"

namespace mesoscribe {

/// What a master means when it says no: headline, consequence and actions; the rest of the text is the caller's.
TroubleText describeRefusal(const Refusal& refusal, const SessionState& state);

/// A few words for the state pill: "role not known". No full stop.
QString shortRefusal(Refusal::Reason reason);

} // namespace mesoscribe
