// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "practice/resources.h"

namespace mesoscribe::practice {

/// Resources that an operation takes, and those that come instead (src/common/resources_utils.cpp).
struct Conversion
{
    Resources consumed;
    Resources converted;
    QByteArray role; ///< what they are allocated to
};

/// For an operation without errors; they are done one after the other. `role` is that of the offers, `volumeId` what a
/// CREATE_DISK calls its volume.
std::vector<Conversion> conversionsOf(const JsonValue& operation, const QByteArray& role, const QByteArray& volumeId);

} // namespace mesoscribe::practice
