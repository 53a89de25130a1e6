// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "models/amounts.h"

#include <limits>

using namespace Qt::Literals::StringLiterals;

namespace mesoscribe {

namespace {

constexpr int HalfBits = 32;
constexpr qint64 LowHalf = 0xffff'ffff;

Scalar asScalar(quint64 count)
{
    return {static_cast<qint64>(count)};
}

} // namespace

Amounts amountsOf(const Offer& offer)
{
    Amounts amounts;
    for (const Resource& resource : offer.resources) {
        const Scalar scalar = resource.value.scalar;
        if (resource.name == "cpus"_L1)
            amounts.cpus += scalar;
        else if (resource.name == "mem"_L1)
            amounts.mem += scalar;
        else if (resource.name == "disk"_L1)
            amounts.disk += scalar;
        else if (resource.name == "gpus"_L1)
            amounts.gpus += scalar;
    }
    amounts.ports = std::min<quint64>(countOf(portsOf(offer)), std::numeric_limits<qint64>::max());
    return amounts;
}

QList<Range> portsOf(const Offer& offer)
{
    QList<Range> ranges;
    for (const Resource& resource : offer.resources) {
        if (resource.name == "ports"_L1)
            ranges += resource.value.ranges;
    }
    return coalesced(std::move(ranges));
}

void ScalarSum::change(Scalar scalar, int sign)
{
    if (scalar.isInfinite()) {
        (scalar.thousandths > 0 ? m_infinities : m_negativeInfinities) += sign;
        return;
    }
    m_high += sign * (scalar.thousandths >> HalfBits);
    m_low += sign * (scalar.thousandths & LowHalf);
}

Scalar ScalarSum::value() const
{
    constexpr Scalar Lowest{std::numeric_limits<qint64>::min()};
    if (m_infinities > 0)
        return Scalar::infinity();
    if (m_negativeInfinities > 0)
        return Lowest;
    const qint64 high = m_high + (m_low >> HalfBits);
    if (high > std::numeric_limits<qint32>::max())
        return Scalar::infinity();
    if (high < std::numeric_limits<qint32>::min())
        return Lowest;
    return {high * (LowHalf + 1) + (m_low & LowHalf)};
}

void AmountSums::add(const Amounts& amounts)
{
    m_cpus.add(amounts.cpus);
    m_mem.add(amounts.mem);
    m_disk.add(amounts.disk);
    m_gpus.add(amounts.gpus);
    m_ports.add(asScalar(amounts.ports));
}

void AmountSums::subtract(const Amounts& amounts)
{
    m_cpus.subtract(amounts.cpus);
    m_mem.subtract(amounts.mem);
    m_disk.subtract(amounts.disk);
    m_gpus.subtract(amounts.gpus);
    m_ports.subtract(asScalar(amounts.ports));
}

Amounts AmountSums::value() const
{
    return {m_cpus.value(), m_mem.value(), m_disk.value(), m_gpus.value(),
            static_cast<quint64>(m_ports.value().thousandths)};
}

} // namespace mesoscribe
