// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "mesos/resourcechoice.h"

#include <algorithm>
#include <limits>

namespace mesoscribe {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 One = 1000;
constexpr quint64 MaxPorts = 65536;

bool staysApart(const Resource& resource)
{
    if (resource.shared)
        return true;
    if (!resource.disk)
        return false;
    if (!resource.disk->persistenceId.isEmpty())
        return true;
    if (!resource.disk->source)
        return false;
    switch (resource.disk->source->type.value) {
    case DiskSourceType::Path:
        return false;
    case DiskSourceType::Raw:
        return !resource.disk->source->id.isEmpty();
    case DiskSourceType::Mount:
    case DiskSourceType::Block:
    case DiskSourceType::Unknown:
        return true;
    }
    Q_UNREACHABLE();
}

bool isPlainDisk(const Resource& resource)
{
    return !resource.disk || *resource.disk == Disk();
}

bool isEmpty(const Value& value)
{
    switch (value.type.value) {
    case ValueType::Scalar:
        return value.scalar.thousandths <= 0;
    case ValueType::Ranges:
        return value.ranges.isEmpty();
    case ValueType::Set:
        return value.items.isEmpty();
    case ValueType::Text:
    case ValueType::Unknown:
        return false;
    }
    Q_UNREACHABLE();
}

bool isSameKind(const Resource& left, const Resource& right)
{
    return left.name == right.name && left.value.type == right.value.type &&
           left.allocationRole == right.allocationRole && left.reservations == right.reservations &&
           left.disk == right.disk && left.revocable == right.revocable && left.shared == right.shared &&
           left.providerId == right.providerId;
}

// What has no amounts to add or take away.
bool isWhole(const Resource& resource)
{
    return staysApart(resource) || resource.value.type.value == ValueType::Unknown ||
           resource.value.type.value == ValueType::Text;
}

// Both without end or overlap.
QList<Range> rangesWithout(const QList<Range>& whole, const QList<Range>& part)
{
    QList<Range> rest;
    for (const Range& range : whole) {
        quint64 begin = range.begin;
        bool isUsedUp = false;
        for (const Range& taken : part) {
            if (taken.end < begin || taken.begin > range.end)
                continue;
            if (taken.begin > begin)
                rest.append({begin, taken.begin - 1});
            isUsedUp = taken.end >= range.end;
            if (isUsedUp)
                break;
            begin = taken.end + 1;
        }
        if (!isUsedUp)
            rest.append({begin, range.end});
    }
    return rest;
}

Scalar minus(Scalar whole, Scalar part)
{
    if (whole.isInfinite())
        return whole;
    return {std::max<qint64>(whole.thousandths - std::max<qint64>(part.thousandths, 0), 0)};
}

void add(Value& sum, const Value& value)
{
    sum.scalar += value.scalar;
    sum.ranges = coalesced(sum.ranges + value.ranges);
    for (const QString& item : value.items) {
        if (!sum.items.contains(item))
            sum.items.append(item);
    }
}

void subtract(Value& value, const Value& part)
{
    value.scalar = minus(value.scalar, part.scalar);
    value.ranges = rangesWithout(value.ranges, part.ranges);
    value.items.removeIf([&](const QString& item) { return part.items.contains(item); });
}

/// Moves resources from `rest` to `taken`.
class Chooser
{
public:
    Chooser(const ResourceNeed& need, const QList<Resource>& offered);

    void chooseScalar(const QString& name, Scalar need, qint64 step = 1);
    void choosePorts(const QList<quint64>& numbers, quint64 any);
    ResourceChoice take();

private:
    using Pieces = QList<qsizetype>;

    Pieces pieces(const QString& name, ValueType type, bool revocable) const;
    Scalar takeScalar(const Pieces& pieces, Scalar need, qint64 step, bool isTrial);
    quint64 portsIn(const Pieces& pieces, const QList<quint64>& numbers, quint64 any) const;
    void takeNumbers(const Pieces& pieces, const QList<quint64>& numbers);
    quint64 takeAny(const Pieces& pieces, quint64 count);
    void takePorts(Resource& piece, const QList<Range>& ports);

    const ResourceNeed& m_need;
    QString m_role;
    QList<Range> m_ports;
    ResourceChoice m_choice;
};

Chooser::Chooser(const ResourceNeed& need, const QList<Resource>& offered)
    : m_need(need)
{
    m_choice.rest = summed(offered);
    if (!m_choice.rest.isEmpty())
        m_role = m_choice.rest.first().allocationRole;
}

// What may be taken, in the order in which it is.
Chooser::Pieces Chooser::pieces(const QString& name, ValueType type, bool revocable) const
{
    Pieces found;
    for (qsizetype i = 0; i < m_choice.rest.size(); ++i) {
        const Resource& piece = m_choice.rest.at(i);
        if (piece.name == name && piece.value.type.value == type && piece.revocable == revocable && !piece.shared &&
            isPlainDisk(piece) && piece.providerId.isEmpty() && piece.allocationRole == m_role)
            found.append(i);
    }
    const auto depth = [this](qsizetype i) { return m_choice.rest.at(i).reservations.size(); };
    std::ranges::stable_sort(found, [&](qsizetype left, qsizetype right) {
        return m_need.reservedFirst ? depth(left) > depth(right) : depth(left) < depth(right);
    });
    return found;
}

// How much there is of it, at most `need`.
Scalar Chooser::takeScalar(const Pieces& pieces, Scalar need, qint64 step, bool isTrial)
{
    Scalar sum;
    for (const qsizetype i : pieces) {
        Resource& piece = m_choice.rest[i];
        Scalar amount = std::min(minus(need, sum), piece.value.scalar);
        amount.thousandths -= amount.thousandths % step;
        if (amount.thousandths <= 0)
            continue;
        sum += amount;
        if (isTrial)
            continue;
        Resource taken = piece;
        taken.value.scalar = amount;
        m_choice.taken.append(taken);
        piece.value.scalar = minus(piece.value.scalar, amount);
    }
    return sum;
}

void Chooser::chooseScalar(const QString& name, Scalar need, qint64 step)
{
    if (need.thousandths <= 0)
        return;
    Pieces chosen = pieces(name, ValueType::Scalar, false);
    Scalar available = takeScalar(chosen, need, step, true);
    if (m_need.allowRevocable && available < need) {
        const Pieces revocable = pieces(name, ValueType::Scalar, true);
        if (takeScalar(revocable, need, step, true) > available)
            chosen = revocable;
    }
    available = takeScalar(chosen, need, step, false);
    if (available < need)
        m_choice.shortfall.append({name, minus(need, available)});
}

quint64 Chooser::portsIn(const Pieces& pieces, const QList<quint64>& numbers, quint64 any) const
{
    QList<Range> all;
    for (const qsizetype i : pieces)
        all += m_choice.rest.at(i).value.ranges;
    all = coalesced(all);
    quint64 found = 0;
    for (const quint64 number : numbers)
        found += std::ranges::any_of(
            all, [number](const Range& range) { return range.begin <= number && number <= range.end; });
    const quint64 others = countOf(all) - found;
    return found + std::min(others, any);
}

void Chooser::takePorts(Resource& piece, const QList<Range>& ports)
{
    if (ports.isEmpty())
        return;
    Resource taken = piece;
    taken.value.ranges = coalesced(ports);
    for (const Range& range : std::as_const(taken.value.ranges)) {
        for (quint64 port = range.begin;; ++port) {
            m_choice.ports.append(port);
            if (port == range.end)
                break;
        }
    }
    m_ports = coalesced(m_ports + taken.value.ranges);
    piece.value.ranges = rangesWithout(piece.value.ranges, taken.value.ranges);
    m_choice.taken.append(std::move(taken));
}

void Chooser::takeNumbers(const Pieces& pieces, const QList<quint64>& numbers)
{
    QList<quint64> missing = numbers;
    for (const qsizetype i : pieces) {
        QList<Range> found;
        missing.removeIf([&](quint64 number) {
            const bool isHere = std::ranges::any_of(m_choice.rest.at(i).value.ranges, [number](const Range& range) {
                return range.begin <= number && number <= range.end;
            });
            if (isHere)
                found.append({number, number});
            return isHere;
        });
        takePorts(m_choice.rest[i], found);
    }
    m_choice.portsNotOffered = missing;
}

quint64 Chooser::takeAny(const Pieces& pieces, quint64 count)
{
    for (const qsizetype i : pieces) {
        QList<Range> found;
        for (const Range& range : rangesWithout(m_choice.rest.at(i).value.ranges, m_ports)) {
            if (count == 0)
                break;
            const quint64 end = range.end - range.begin >= count ? range.begin + count - 1 : range.end;
            count -= end - range.begin + 1;
            found.append({range.begin, end});
        }
        takePorts(m_choice.rest[i], found);
    }
    return count;
}

void Chooser::choosePorts(const QList<quint64>& numbers, quint64 any)
{
    if (numbers.isEmpty() && any == 0)
        return;
    Pieces chosen = pieces(u"ports"_s, ValueType::Ranges, false);
    const quint64 available = portsIn(chosen, numbers, any);
    if (m_need.allowRevocable && available < static_cast<quint64>(numbers.size()) + any) {
        const Pieces revocable = pieces(u"ports"_s, ValueType::Ranges, true);
        if (portsIn(revocable, numbers, any) > available)
            chosen = revocable;
    }
    takeNumbers(chosen, numbers);
    const quint64 possible = std::min(any, MaxPorts);
    const quint64 missing = takeAny(chosen, possible) + any - possible;
    if (missing > 0)
        m_choice.shortfall.append({u"ports"_s, {static_cast<qint64>(missing) * One}});
}

ResourceChoice Chooser::take()
{
    m_choice.taken = summed(m_choice.taken);
    m_choice.rest = summed(m_choice.rest);
    std::ranges::sort(m_choice.ports);
    return std::move(m_choice);
}

} // namespace

QList<Resource> summed(const QList<Resource>& resources)
{
    QList<Resource> sum;
    for (Resource resource : resources) {
        resource.value.ranges = coalesced(resource.value.ranges);
        if (isEmpty(resource.value))
            continue;
        const auto known = isWhole(resource) ? sum.end() : std::ranges::find_if(sum, [&](const Resource& other) {
            return isSameKind(other, resource);
        });
        if (known == sum.end())
            sum.append(std::move(resource));
        else
            add(known->value, resource.value);
    }
    return sum;
}

QList<Resource> without(const QList<Resource>& whole, const QList<Resource>& part)
{
    QList<Resource> rest = summed(whole);
    for (const Resource& resource : summed(part)) {
        const bool goesWhole = isWhole(resource);
        const auto known = std::ranges::find_if(
            rest, [&](const Resource& other) { return goesWhole ? other == resource : isSameKind(other, resource); });
        if (known == rest.end())
            continue;
        if (goesWhole)
            rest.erase(known);
        else
            subtract(known->value, resource.value);
    }
    rest.removeIf([](const Resource& resource) { return isEmpty(resource.value); });
    return rest;
}

ResourceChoice chooseResources(const ResourceNeed& need, const QList<Resource>& offered)
{
    Chooser chooser(need, offered);
    chooser.chooseScalar(u"cpus"_s, need.cpus);
    chooser.chooseScalar(u"mem"_s, need.mem);
    chooser.chooseScalar(u"disk"_s, need.disk);
    chooser.chooseScalar(u"gpus"_s, need.gpus, One);
    QList<quint64> numbers = need.ports;
    std::ranges::sort(numbers);
    numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
    chooser.choosePorts(numbers, static_cast<quint64>(std::max(need.anyPorts, 0)));
    return chooser.take();
}

} // namespace mesoscribe
