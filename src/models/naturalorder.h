// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QStringView>

namespace mesoscribe {

/// Compares as people count: runs of digits as numbers, the rest without regard to case, so that "web2" comes before
/// "web10". Below zero, zero or above zero; zero only for equal texts. The same in every locale.
int compareNaturally(QStringView left, QStringView right);

} // namespace mesoscribe
