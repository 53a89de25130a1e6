// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "mesos/offer.h"

namespace mesoscribe {

/// How much of the five common resources something holds; mem and disk in MiB.
struct Amounts
{
    Scalar cpus;
    Scalar mem;
    Scalar disk;
    Scalar gpus;
    quint64 ports = 0; ///< saturates at the largest qint64

    friend bool operator==(const Amounts&, const Amounts&) = default;
};

/// Of all resources of an offer, reserved or not.
Amounts amountsOf(const Offer& offer);

/// The ports of an offer, sorted and joined.
QList<Range> portsOf(const Offer& offer);

/// A sum from which what was added can be taken away again, exactly: it neither rounds nor saturates on the way, only
/// its value does.
class ScalarSum
{
public:
    void add(Scalar scalar) { change(scalar, 1); }
    void subtract(Scalar scalar) { change(scalar, -1); }
    Scalar value() const;

private:
    void change(Scalar scalar, int sign);

    qint64 m_high = 0; ///< of the upper and of the lower 32 bits: room for 2^31 addends
    qint64 m_low = 0;
    int m_infinities = 0;
    int m_negativeInfinities = 0;
};

class AmountSums
{
public:
    void add(const Amounts& amounts);
    void subtract(const Amounts& amounts);
    Amounts value() const;

private:
    ScalarSum m_cpus, m_mem, m_disk, m_gpus, m_ports;
};

} // namespace mesoscribe
