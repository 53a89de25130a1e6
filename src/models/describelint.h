// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "mesos/calllint.h"

namespace mesoscribe {

/// Whole sentences: what is wrong, what Mesos would do, and what to write. Plain text on one line; foreign text in it
/// is between “ and ”.
QString describe(const LintFinding& finding);

} // namespace mesoscribe
