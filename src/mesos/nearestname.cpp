// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "mesos/nearestname.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace mesoscribe {

int editDistance(QStringView left, QStringView right, int most)
{
    if (std::abs(left.size() - right.size()) > most)
        return most + 1;
    const auto same = [](QChar a, QChar b) { return a.toLower() == b.toLower(); };
    std::vector<int> twoAbove;
    std::vector<int> above(size_t(right.size()) + 1);
    for (size_t i = 0; i < above.size(); ++i)
        above[i] = int(i);
    for (qsizetype row = 1; row <= left.size(); ++row) {
        std::vector<int> current(above.size());
        current[0] = int(row);
        for (qsizetype column = 1; column <= right.size(); ++column) {
            const size_t at = size_t(column);
            const bool isSame = same(left[row - 1], right[column - 1]);
            current[at] = std::min({current[at - 1] + 1, above[at] + 1, above[at - 1] + (isSame ? 0 : 1)});
            if (row > 1 && column > 1 && same(left[row - 1], right[column - 2]) &&
                same(left[row - 2], right[column - 1]))
                current[at] = std::min(current[at], twoAbove[at - 2] + 1);
        }
        twoAbove = std::exchange(above, std::move(current));
    }
    return std::min(above.back(), most + 1);
}

QString nearestName(QStringView name, const QList<QLatin1StringView>& candidates, int most)
{
    if (name.isEmpty() || name.size() > MaxGuessedName)
        return {};
    QString nearest;
    int least = std::min(most, int(name.size() - 1) / 2) + 1;
    for (const QLatin1StringView candidate : candidates) {
        const QString text(candidate);
        const int distance = editDistance(name, text, least - 1);
        if (distance < least) {
            least = distance;
            nearest = text;
        }
    }
    return nearest;
}

QString toSnakeCase(QStringView name)
{
    QString snake;
    snake.reserve(name.size() + 4);
    for (qsizetype i = 0; i < name.size(); ++i) {
        if (name[i].isUpper() && i > 0 && !name[i - 1].isUpper() && name[i - 1] != u'_')
            snake += u'_';
        snake += name[i].toLower();
    }
    return snake;
}

} // namespace mesoscribe
