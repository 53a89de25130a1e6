// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "mesos/schema.h"
#include "practice/jsonvalue.h"

#include <expected>

namespace mesoscribe::practice {

/// Converts JSON into a message as a Mesos master converts it into a protobuf, with its rules and its error texts
/// (3rdparty/stout/include/stout/protobuf.hpp).
///
/// The result is an object with the known fields only, in the order of the schema, each of its own type: quoted numbers
/// and booleans are numbers and booleans, single values of repeated fields are lists of one, bytes are decoded, enums
/// are known names. `null`, unknown members and unknown names of optional enums are gone, and every required field is
/// there.
std::expected<JsonValue, QByteArray> decodeMessage(const schema::MessageSchema& schema, const JsonValue& json);

} // namespace mesoscribe::practice
