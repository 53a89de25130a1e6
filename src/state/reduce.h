// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "state/changes.h"
#include "state/input.h"

namespace mesoscribe {

/// Applies one input: the only way a SessionState changes. Deterministic: no clock, no network, no text for people.
Changes reduce(SessionState& state, const Input& input);

/// The facts of which a record's summary is made.
RecordFacts factsOf(const Event& event);

} // namespace mesoscribe
