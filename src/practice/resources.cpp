// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "practice/resources.h"

#include "practice/resourcerules.h"

#include <QByteArrayList>

#include <algorithm>
#include <tuple>

namespace mesoscribe::practice {

namespace {

/// Union of two sets of numbers; adjacent ranges become one.
Ranges joined(Ranges ranges, const Ranges& more)
{
    ranges.insert(ranges.end(), more.begin(), more.end());
    std::ranges::sort(ranges);
    Ranges result;
    for (const auto& range : ranges) {
        if (!result.empty() && range.first <= result.back().second + 1)
            result.back().second = std::max(result.back().second, range.second);
        else
            result.push_back(range);
    }
    return result;
}

Ranges without(const Ranges& ranges, const Ranges& less)
{
    Ranges result = ranges;
    for (const auto& [begin, end] : less) {
        Ranges next;
        for (const auto& range : result) {
            if (range.second < begin || range.first > end) {
                next.push_back(range);
                continue;
            }
            if (range.first < begin)
                next.emplace_back(range.first, begin - 1);
            if (range.second > end)
                next.emplace_back(end + 1, range.second);
        }
        result = std::move(next);
    }
    return result;
}

bool includes(const Ranges& ranges, const Ranges& wanted)
{
    return without(wanted, ranges).empty();
}

/// In the format with a list, whichever it came in.
JsonArray reservationsOf(const JsonValue& resource)
{
    const JsonArray& reservations = resource.at("reservations").array();
    const QByteArray& role = resource.at("role").text();
    if (!reservations.empty() || role.isEmpty() || role == "*")
        return reservations;
    JsonValue only = JsonObject{{"type", resource.has("reservation") ? "DYNAMIC" : "STATIC"}, {"role", role}};
    for (const char* member : {"principal", "labels"}) {
        if (resource.at("reservation").has(member))
            only.set(member, resource.at("reservation").at(member));
    }
    return {only};
}

bool isSameDisk(const JsonValue& left, const JsonValue& right)
{
    return left.isNull() == right.isNull() && left.at("source") == right.at("source") &&
           left.at("persistence").at("id") == right.at("persistence").at("id");
}

/// A reservation as the format with one role has it.
JsonValue oneReservation(const JsonValue& reservation)
{
    JsonValue result = JsonObject();
    for (const char* member : {"principal", "labels"}) {
        if (reservation.has(member))
            result.set(member, reservation.at(member));
    }
    return result;
}

} // namespace

bool Resources::Piece::isDynamicallyReserved() const
{
    return isReserved() && reservations.back().at("type").text() == "DYNAMIC";
}

QByteArray Resources::Piece::reservationRole() const
{
    return isReserved() ? reservations.back().at("role").text() : QByteArray();
}

bool Resources::Piece::isExclusive() const
{
    if (disk.isNull())
        return false;
    const QByteArray& source = sourceType();
    return isVolume() || source == "MOUNT" || source == "BLOCK" || (source == "RAW" && disk.at("source").has("id"));
}

bool Resources::Piece::isLike(const Piece& other) const
{
    return name == other.name && isRanges == other.isRanges && isShared == other.isShared &&
           isRevocable == other.isRevocable && providerId == other.providerId && reservations == other.reservations &&
           isSameDisk(disk, other.disk);
}

Resources::Piece Resources::Piece::popped() const
{
    Piece result = *this;
    if (!result.reservations.empty())
        result.reservations.pop_back();
    return result;
}

Resources::Piece Resources::Piece::withoutVolume() const
{
    Piece result = *this;
    result.isShared = false;
    result.disk.remove("persistence");
    result.disk.remove("volume");
    if (!result.disk.has("source"))
        result.disk = JsonValue();
    return result;
}

std::expected<Resources::Piece, QByteArray> Resources::pieceFromJson(const JsonValue& resource)
{
    if (const Refusal error = resourceError(resource))
        return std::unexpected("Resource '" + resourceText(resource) + "' is invalid: " + *error);
    Piece piece;
    piece.name = resource.at("name").text();
    piece.reservations = reservationsOf(resource);
    piece.disk = resource.at("disk");
    piece.providerId = resource.at("provider_id").at("value").text();
    piece.isShared = resource.has("shared");
    piece.isRevocable = resource.has("revocable");
    piece.isRanges = resource.at("type").text() == "RANGES";
    if (!piece.isRanges)
        piece.thousandths = toThousandths(resource.at("scalar").at("value").toDouble());
    for (const JsonValue& range : resource.at("ranges").at("range").array())
        piece.ranges = joined(piece.ranges, {{range.at("begin").toUInt64(), range.at("end").toUInt64()}});
    return piece;
}

std::expected<Resources, QByteArray> Resources::fromJson(const JsonArray& resources)
{
    Resources result;
    for (const JsonValue& resource : resources) {
        const std::expected<Piece, QByteArray> piece = pieceFromJson(resource);
        if (!piece)
            return std::unexpected(piece.error());
        result.add(*piece);
    }
    return result;
}

Resources& Resources::addScalar(const QByteArray& name, double amount)
{
    Piece piece;
    piece.name = name;
    piece.thousandths = toThousandths(amount);
    add(piece);
    return *this;
}

Resources& Resources::addRange(const QByteArray& name, quint64 begin, quint64 end)
{
    Piece piece;
    piece.name = name;
    piece.isRanges = true;
    piece.ranges = {{begin, end}};
    add(piece);
    return *this;
}

void Resources::add(const Piece& piece)
{
    Piece* held = piece.isExclusive() ? nullptr : like(piece);
    if (held) {
        held->thousandths += piece.thousandths;
        held->ranges = joined(std::move(held->ranges), piece.ranges);
    } else if (!piece.isEmpty()) {
        m_pieces.push_back(piece);
    }
}

void Resources::add(const Resources& other)
{
    for (const Piece& piece : other.m_pieces)
        add(piece);
}

void Resources::subtract(const Resources& other)
{
    for (const Piece& less : other.m_pieces) {
        Piece* held = like(less);
        if (!held || (less.isExclusive() && held->thousandths != less.thousandths))
            continue;
        held->thousandths -= less.thousandths;
        held->ranges = without(held->ranges, less.ranges);
        // A second exclusive piece of the same kind must not be taken for this one.
        if (held->isExclusive())
            dropEmpty();
    }
    dropEmpty();
}

bool Resources::contains(const Resources& other) const
{
    return std::ranges::all_of(other.m_pieces, [this](const Piece& wanted) {
        return std::ranges::any_of(m_pieces, [&wanted](const Piece& held) {
            if (!held.isLike(wanted))
                return false;
            return held.isExclusive() ? held.thousandths == wanted.thousandths
                                      : held.thousandths >= wanted.thousandths && includes(held.ranges, wanted.ranges);
        });
    });
}

Resources Resources::filtered(const std::function<bool(const Piece&)>& isWanted) const
{
    Resources result;
    std::ranges::copy_if(m_pieces, std::back_inserter(result.m_pieces), isWanted);
    return result;
}

Resources Resources::inOfferOrder() const
{
    const auto rank = [](const Piece& piece) {
        static const QByteArrayList names = {"cpus", "mem", "disk"};
        const qsizetype name = names.indexOf(piece.name);
        return std::tuple(!piece.isRanges, name < 0 ? names.size() : name, !piece.isReserved());
    };
    Resources sorted = *this;
    std::ranges::stable_sort(sorted.m_pieces, {}, rank);
    return sorted;
}

double Resources::scalar(QByteArrayView name) const
{
    qint64 thousandths = 0;
    for (const Piece& held : m_pieces) {
        if (held.name == name)
            thousandths += held.thousandths;
    }
    return double(thousandths) / 1000;
}

JsonArray Resources::toJson(Format format, const QByteArray& role) const
{
    JsonArray resources;
    for (const Piece& held : m_pieces) {
        JsonValue resource = JsonObject();
        if (!held.providerId.isEmpty())
            resource.set("provider_id", idObject(held.providerId));
        resource.set("name", held.name);
        resource.set("type", held.isRanges ? "RANGES" : "SCALAR");
        if (held.isRanges) {
            JsonArray ranges;
            for (const auto& [begin, end] : held.ranges)
                ranges.push_back(JsonObject{{"begin", qint64(begin)}, {"end", qint64(end)}});
            resource.set("ranges", JsonObject{{"range", std::move(ranges)}});
        } else {
            resource.set("scalar", JsonObject{{"value", double(held.thousandths) / 1000}});
        }
        if (format != Format::Bare && held.reservations.size() < 2)
            resource.set("role", held.isReserved() ? held.reservations.front().at("role") : JsonValue("*"));
        if (!role.isEmpty())
            resource.set("allocation_info", JsonObject{{"role", role}});
        if (format != Format::Bare && held.reservations.size() == 1 && held.isDynamicallyReserved())
            resource.set("reservation", oneReservation(held.reservations.front()));
        if (format != Format::WithRole && held.isReserved())
            resource.set("reservations", held.reservations);
        if (!held.disk.isNull())
            resource.set("disk", held.disk);
        if (held.isRevocable)
            resource.set("revocable", JsonObject());
        if (held.isShared)
            resource.set("shared", JsonObject());
        resources.push_back(std::move(resource));
    }
    return resources;
}

QByteArray Resources::toText(const QByteArray& role) const
{
    QByteArrayList parts;
    for (const JsonValue& resource : toJson(Format::Bare, role))
        parts += resourceText(resource);
    return parts.isEmpty() ? QByteArray("{}") : parts.join("; ");
}

Resources::Piece* Resources::like(const Piece& kind)
{
    const auto found = std::ranges::find_if(m_pieces, [&kind](const Piece& held) { return held.isLike(kind); });
    return found == m_pieces.end() ? nullptr : &*found;
}

void Resources::dropEmpty()
{
    std::erase_if(m_pieces, [](const Piece& held) { return held.isEmpty(); });
}

} // namespace mesoscribe::practice
