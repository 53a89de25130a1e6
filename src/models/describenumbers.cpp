// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "models/describe.h"

#include <QCoreApplication>

#include <array>
#include <cmath>

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace mesoscribe {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Words)
};

constexpr double Step = 1024.0;

QString infinite(Scalar value)
{
    return value.thousandths > 0 ? u"∞"_s : u"−∞"_s;
}

/// Between `least` and three decimals, as many as the value has.
QString decimal(Scalar value, int least)
{
    if (value.isInfinite())
        return infinite(value);
    int decimals = 3;
    qint64 rest = std::abs(value.thousandths % 1000);
    while (decimals > least && rest % 10 == 0) {
        rest /= 10;
        --decimals;
    }
    return QLocale().toString(value.toDouble(), 'f', decimals);
}

/// One decimal below ten and where it says something; none otherwise.
QString rounded(double value)
{
    const double tenths = std::round(value * 10.0) / 10.0;
    const bool isWhole = tenths == std::floor(tenths);
    return QLocale().toString(tenths, 'f', tenths >= 10.0 && isWhole ? 0 : 1);
}

/// `value` divided by 1024 until it is readable, with the unit of its step.
QString scaled(double value, std::span<const char* const> units)
{
    size_t unit = 0;
    while (unit + 1 < units.size() && std::round(std::abs(value) * 10.0) / 10.0 >= Step) {
        value /= Step;
        ++unit;
    }
    return Words::tr("%1 %2", "a number and its unit").arg(rounded(value), QLatin1StringView(units[unit]));
}

QString seconds(qint64 count)
{
    return count == 1 ? Words::tr("1 second") : Words::tr("%Ln seconds", nullptr, static_cast<int>(count));
}

QString minutes(qint64 count)
{
    return count == 1 ? Words::tr("1 minute") : Words::tr("%Ln minutes", nullptr, static_cast<int>(count));
}

QString hours(qint64 count)
{
    return count == 1 ? Words::tr("1 hour") : Words::tr("%Ln hours", nullptr, static_cast<int>(count));
}

QString days(qint64 count)
{
    // A failover timeout may be 292 years, which an int of days still holds.
    return count == 1 ? Words::tr("1 day") : Words::tr("%Ln days", nullptr, static_cast<int>(count));
}

QString describeRange(const Range& range)
{
    // Without the locale's separators: a port is a name, not a quantity.
    if (range.begin == range.end)
        return QString::number(range.begin);
    return u"%1–%2"_s.arg(QString::number(range.begin), QString::number(range.end));
}

} // namespace

QString describeScalar(Scalar value)
{
    return decimal(value, 1);
}

QString describeMebibytes(Scalar mebibytes)
{
    static constexpr std::array<const char*, 4> Units = {"MiB", "GiB", "TiB", "PiB"};
    if (mebibytes.isInfinite())
        return infinite(mebibytes);
    const double value = mebibytes.toDouble();
    if (std::abs(value) < Step)
        return Words::tr("%1 MiB").arg(QLocale().toString(value, 'f', value == std::floor(value) ? 0 : 1));
    return scaled(value, Units);
}

QString describeRanges(const QList<Range>& ranges, int most)
{
    const QList<Range> joined = coalesced(ranges);
    QStringList parts;
    for (qsizetype i = 0; i < joined.size() && i < most; ++i)
        parts.append(describeRange(joined.at(i)));
    QString text = parts.join(u", "_s);
    if (joined.size() > most)
        text += u" +%1"_s.arg(joined.size() - most);
    return text;
}

QString describeBytes(qint64 bytes)
{
    static constexpr std::array<const char*, 4> Units = {"KiB", "MiB", "GiB", "TiB"};
    constexpr qint64 Exact = 100'000;
    if (bytes < Exact)
        return Words::tr("%1 B", "bytes").arg(QLocale().toString(bytes));
    return scaled(static_cast<double>(bytes) / Step, Units);
}

QString describeAge(std::chrono::milliseconds age)
{
    const qint64 total = std::max<qint64>(std::chrono::floor<std::chrono::seconds>(age).count(), 0);
    const qint64 wholeDays = total / 86'400;
    if (wholeDays >= 2)
        return Words::tr("%1 d", "days, short").arg(wholeDays);
    const QString second = QString::number(total % 60).rightJustified(2, u'0');
    if (total < 3600)
        return u"%1:%2"_s.arg(QString::number(total / 60), second);
    const QString minute = QString::number(total / 60 % 60).rightJustified(2, u'0');
    return u"%1:%2:%3"_s.arg(QString::number(total / 3600), minute, second);
}

QString describeAgo(std::chrono::milliseconds age)
{
    const qint64 total = std::max<qint64>(std::chrono::floor<std::chrono::seconds>(age).count(), 0);
    if (total < 1)
        return Words::tr("just now");
    if (total < 60)
        return Words::tr("%1 s ago").arg(total);
    if (total < 3600)
        return Words::tr("%1 min ago").arg(total / 60);
    if (total < 2 * 86'400)
        return Words::tr("%1 h ago").arg(total / 3600);
    return Words::tr("%1 d ago").arg(total / 86'400);
}

QString describeDuration(std::chrono::milliseconds time)
{
    if (time > 0ms && time < 1s)
        return Words::tr("less than a second");
    qint64 rest = std::max<qint64>(std::chrono::round<std::chrono::seconds>(time).count(), 0);

    QStringList parts;
    const auto take = [&](qint64 unit, QString (*words)(qint64)) {
        if (rest >= unit)
            parts.append(words(rest / unit));
        rest %= unit;
    };
    take(86'400, days);
    take(3600, hours);
    take(60, minutes);
    take(1, seconds);
    if (parts.isEmpty())
        return seconds(0);
    return parts.size() == 1 ? parts.first() : Words::tr("%1 %2", "1 day 12 hours").arg(parts.at(0), parts.at(1));
}

QString describeAttribute(const Attribute& attribute)
{
    QString value;
    switch (attribute.value.type.value) {
    case ValueType::Scalar:
        value = decimal(attribute.value.scalar, 0);
        break;
    case ValueType::Ranges:
        value = u'[' + describeRanges(attribute.value.ranges) + u']';
        break;
    case ValueType::Set:
        value = u'{' + attribute.value.items.join(u", "_s) + u'}';
        break;
    case ValueType::Text:
        value = attribute.value.text;
        break;
    case ValueType::Unknown:
        value = attribute.value.type.name;
        break;
    }
    return attribute.name + u'=' + value;
}

QString describeValue(const Value& value, const QString& resourceName)
{
    switch (value.type.value) {
    case ValueType::Scalar:
        if (resourceName == "mem"_L1 || resourceName == "disk"_L1)
            return describeMebibytes(value.scalar);
        return resourceName == "cpus"_L1 ? describeScalar(value.scalar) : decimal(value.scalar, 0);
    case ValueType::Ranges:
        return describeRanges(value.ranges);
    case ValueType::Set:
        return value.items.join(u", "_s);
    case ValueType::Text:
        return value.text;
    case ValueType::Unknown:
        break;
    }
    return Words::tr("a value of type “%1”, new to this version").arg(value.type.name);
}

QString shortId(const QString& id)
{
    constexpr qsizetype Readable = 10; // shorter ones are shown whole
    constexpr qsizetype Before = 2;    // of the master's part, to tell masters apart
    if (id.size() <= Readable)
        return id;
    const qsizetype dash = id.lastIndexOf(u'-');
    const qsizetype begin = dash >= Before && id.size() - dash <= Readable ? dash - Before : id.size() - Readable;
    return u'…' + id.mid(begin);
}

QString offerName(const OfferId& id)
{
    const QString last = id.value().section(u'-', -1);
    const bool isCounter = last.size() > 1 && last.startsWith(u'O') &&
                           std::all_of(last.begin() + 1, last.end(), [](QChar c) { return c.isDigit(); });
    return Words::tr("Offer %1").arg(isCounter ? last : shortId(id.value()));
}

} // namespace mesoscribe
