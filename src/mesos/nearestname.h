// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QList>
#include <QString>

/// Guesses which name somebody meant.
namespace mesoscribe {

/// How many letters must be added, removed, replaced or swapped with their neighbour to make one of the other; case
/// does not count. More than `most` is `most + 1`. Takes time by the product of the lengths.
int editDistance(QStringView left, QStringView right, int most);

/// The candidate with the least distance, at most `most` and below half of the name's length; the first of equals.
/// Empty when none is near, or the name is longer than MaxGuessedName.
QString nearestName(QStringView name, const QList<QLatin1StringView>& candidates, int most);

inline constexpr qsizetype MaxGuessedName = 64;

/// "frameworkId" as "framework_id", "TYPE" as "type".
QString toSnakeCase(QStringView name);

} // namespace mesoscribe
