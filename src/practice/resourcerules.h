// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "practice/validation.h"

/// What a master finds wrong with a Resource, and how it names one (src/common/resources.cpp). Messages are those of
/// decodeMessage, reservations in either format.
namespace mesoscribe::practice {

/// Scalars are reckoned in whole thousandths.
qint64 toThousandths(double amount);

/// As in messages of the master: "cpus(allocated: eng)(reservations: [(DYNAMIC,eng)]):0.5".
QByteArray resourceText(const JsonValue& resource);

/// Resources::validate, e.g. "Invalid scalar resource: value <= 0".
Refusal resourceError(const JsonValue& resource);

} // namespace mesoscribe::practice
