// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "mesos/resource.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace mesoscribe {

namespace {

constexpr qint64 Highest = std::numeric_limits<qint64>::max();
constexpr qint64 Lowest = std::numeric_limits<qint64>::min();

} // namespace

Scalar Scalar::infinity()
{
    return {Highest};
}

Scalar Scalar::fromDouble(double value)
{
    if (std::isnan(value))
        return {};
    const double scaled = value * 1000.0;
    if (scaled >= static_cast<double>(Highest))
        return {Highest};
    if (scaled <= static_cast<double>(Lowest))
        return {Lowest};
    return {std::llround(scaled)};
}

bool Scalar::isInfinite() const
{
    return thousandths == Highest || thousandths == Lowest;
}

Scalar operator+(Scalar left, Scalar right)
{
    if (right.thousandths > 0 && left.thousandths > Highest - right.thousandths)
        return {Highest};
    if (right.thousandths < 0 && left.thousandths < Lowest - right.thousandths)
        return {Lowest};
    return {left.thousandths + right.thousandths};
}

quint64 countOf(const QList<Range>& ranges)
{
    quint64 total = 0;
    for (const Range& range : ranges) {
        if (range.begin > range.end)
            continue;
        const quint64 span = range.end - range.begin;
        if (span == std::numeric_limits<quint64>::max() || total > std::numeric_limits<quint64>::max() - span - 1)
            return std::numeric_limits<quint64>::max();
        total += span + 1;
    }
    return total;
}

QList<Range> coalesced(QList<Range> ranges)
{
    ranges.removeIf([](const Range& range) { return range.begin > range.end; });
    std::ranges::sort(ranges, {}, &Range::begin);
    QList<Range> joined;
    for (const Range& range : std::as_const(ranges)) {
        if (!joined.isEmpty() && (range.begin <= joined.last().end || range.begin - 1 == joined.last().end))
            joined.last().end = std::max(joined.last().end, range.end);
        else
            joined.append(range);
    }
    return joined;
}

} // namespace mesoscribe
