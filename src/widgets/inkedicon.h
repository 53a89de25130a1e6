// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "widgets/theme.h"

namespace mesoscribe {

/// An icon that draws the monochrome SVG `file` in the colour `ink` has in the application's palette at the moment of
/// painting. Empty when there is no such file.
QIcon inkedIcon(const QString& file, Theme::Ink ink);

} // namespace mesoscribe
