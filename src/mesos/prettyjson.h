// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>

namespace mesoscribe {

/// `json` with line breaks and `indent` spaces for each level, everything else as it came: numbers, the order of
/// members, escapes and duplicates are not touched. Empty objects, short objects of one scalar and short lists of
/// scalars stay on one line. From where the text stops being understood (no JSON, or nested beyond MaxPrettyDepth) it
/// is passed on as it is, so nothing is ever lost. No line break at the end.
QByteArray prettyJson(QByteArrayView json, int indent = 2);

/// Deeper text is not indented: it would grow with the square of its depth.
inline constexpr int MaxPrettyDepth = 200;

} // namespace mesoscribe
