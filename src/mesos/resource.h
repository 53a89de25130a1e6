// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "mesos/ids.h"
#include "mesos/named.h"
#include "mesos/rare.h"

#include <QList>
#include <QStringList>

#include <optional>
#include <utility>

/// Resource, Attribute and what hangs on them (include/mesos/v1/mesos.proto; mesos-api: resources).
namespace mesoscribe {

/// A scalar as Mesos compares it: a whole number of thousandths (llround(x * 1000)). mem and disk are in MiB, so 1 MiB
/// is 1000. "Infinity" and "-Infinity", which Mesos may write in place of a number, are the two extremes.
struct Scalar
{
    qint64 thousandths = 0;

    static Scalar infinity();
    static Scalar fromDouble(double value);
    bool isInfinite() const;
    double toDouble() const { return static_cast<double>(thousandths) / 1000.0; }

    friend auto operator<=>(const Scalar&, const Scalar&) = default;
    friend Scalar operator+(Scalar left, Scalar right); ///< saturates
    Scalar& operator+=(Scalar other) { return *this = *this + other; }
};

/// Both ends belong to the range.
struct Range
{
    quint64 begin = 0;
    quint64 end = 0;

    friend bool operator==(const Range&, const Range&) = default;
};

/// How many numbers a list of ranges holds; saturates. Ranges with begin > end count nothing.
quint64 countOf(const QList<Range>& ranges);

/// Sorted and joined where they touch or overlap.
QList<Range> coalesced(QList<Range> ranges);

enum class ValueType { Unknown, Scalar, Ranges, Set, Text };

/// One of the four kinds of Value; the members the type does not name stay empty.
struct Value
{
    Named<ValueType> type;
    Scalar scalar;
    QList<Range> ranges;
    QStringList items; ///< of a Set
    QString text;

    friend bool operator==(const Value&, const Value&) = default;
};

struct Attribute
{
    QString name;
    Value value;

    friend bool operator==(const Attribute&, const Attribute&) = default;
};

/// Labels keep their order; a label may lack its value.
struct Label
{
    QString key;
    std::optional<QString> value;

    friend bool operator==(const Label&, const Label&) = default;
};
using Labels = QList<Label>;

enum class ReservationType { Unknown, Static, Dynamic };

struct Reservation
{
    Named<ReservationType> type; ///< told from the members present in the format from before RESERVATION_REFINEMENT
    QString role;
    QString principal;
    Labels labels;

    friend bool operator==(const Reservation&, const Reservation&) = default;
};

enum class DiskSourceType { Unknown, Path, Mount, Block, Raw };

struct DiskSource
{
    Named<DiskSourceType> type;
    QString root; ///< of PATH and MOUNT
    QString vendor;
    QString id;
    QString profile;
    Labels metadata;

    friend bool operator==(const DiskSource&, const DiskSource&) = default;
};

struct Disk
{
    QString persistenceId; ///< empty when it is no persistent volume
    QString persistencePrincipal;
    QString containerPath; ///< of its volume
    QString volumeMode;    ///< "RW" or "RO", as on the wire
    std::optional<DiskSource> source;

    friend bool operator==(const Disk&, const Disk&) = default;
};

struct Resource
{
    QString name;
    Value value;
    QString allocationRole; ///< allocation_info.role; empty without MULTI_ROLE
    /// From the outermost to the innermost, whichever of the two formats the master used: the format from before
    /// refinement
    /// (`role`, `reservation`) becomes a stack of one. Empty when unreserved.
    QList<Reservation> reservations;
    Rare<Disk> disk;
    bool revocable = false;
    bool shared = false;
    ResourceProviderId providerId;

    bool isReserved() const { return !reservations.isEmpty(); }
    QString reservedRole() const { return isReserved() ? reservations.last().role : QString(); }

    friend bool operator==(const Resource&, const Resource&) = default;
};

} // namespace mesoscribe

Q_DECLARE_TYPEINFO(mesoscribe::Range, Q_PRIMITIVE_TYPE);
Q_DECLARE_TYPEINFO(mesoscribe::Attribute, Q_RELOCATABLE_TYPE);
Q_DECLARE_TYPEINFO(mesoscribe::Reservation, Q_RELOCATABLE_TYPE);
Q_DECLARE_TYPEINFO(mesoscribe::Resource, Q_RELOCATABLE_TYPE);
