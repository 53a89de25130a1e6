// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "practice/jsonvalue.h"

#include <expected>

namespace mesoscribe::practice {

/// Reads JSON as a Mesos master does, with its very error texts (stout/json.hpp over picojson 1.3.0): "syntax error at
/// line 1 near: …", "Value out of range", "Parsed JSON included non-whitespace trailing characters: …". The members of
/// objects come sorted by name and the last of equal names wins, as in stout. Deeper than 200 levels is a syntax error.
std::expected<JsonValue, QByteArray> parseJson(QByteArrayView text);

} // namespace mesoscribe::practice
