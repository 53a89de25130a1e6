// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "practice/resources.h"

#include <QByteArrayList>

#include <algorithm>
#include <cmath>

namespace mesoscribe::practice {

namespace {

qint64 toThousandths(double amount)
{
    return qint64(std::llround(amount * 1000));
}

QByteArray shortNumber(double amount)
{
    return QByteArray::number(amount, 'g', 15);
}

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

QByteArray rangesText(const Ranges& ranges)
{
    QByteArrayList parts;
    for (const auto& [begin, end] : ranges)
        parts += QByteArray::number(begin) + '-' + QByteArray::number(end);
    return '[' + parts.join(", ") + ']';
}

/// What sets a resource apart: everything but its name, amount, default role and allocation.
QByteArray apartFrom(const JsonValue& resource)
{
    JsonValue rest = resource;
    for (const char* common : {"name", "type", "scalar", "ranges", "set", "allocation_info"})
        rest.remove(common);
    if (rest.at("role").text() == "*")
        rest.remove("role");
    return rest.object().empty() ? QByteArray() : rest.toJson();
}

std::unexpected<QByteArray> invalid(const QByteArray& resource, const char* reason)
{
    return std::unexpected("Resource '" + resource + "' is invalid: " + reason);
}

std::expected<Resources::Piece, QByteArray> toPiece(const JsonValue& resource)
{
    Resources::Piece piece;
    piece.name = resource.at("name").text();
    piece.apart = apartFrom(resource);
    const QByteArray& type = resource.at("type").text();
    if (piece.name.isEmpty())
        return invalid({}, "Empty resource name");
    if (type == "SCALAR") {
        if (!resource.has("scalar") || resource.has("ranges") || resource.has("set"))
            return invalid(piece.name, "Invalid scalar resource");
        const double amount = resource.at("scalar").at("value").toDouble();
        if (!std::isfinite(amount) || std::abs(amount) > 1e15)
            return invalid(piece.name, "Invalid scalar resource");
        piece.thousandths = toThousandths(amount);
        if (piece.thousandths <= 0)
            return invalid(piece.name + ':' + shortNumber(amount), "Invalid scalar resource: value <= 0");
        return piece;
    }
    if (type != "RANGES")
        return invalid(piece.name, "Unsupported resource type");
    if (!resource.has("ranges") || resource.has("scalar") || resource.has("set"))
        return invalid(piece.name, "Invalid ranges resource");
    piece.isRanges = true;
    for (const JsonValue& range : resource.at("ranges").at("range").array())
        piece.ranges.emplace_back(range.at("begin").toUInt64(), range.at("end").toUInt64());
    std::ranges::sort(piece.ranges);
    const QByteArray text = piece.name + ':' + rangesText(piece.ranges);
    for (size_t i = 0; i < piece.ranges.size(); ++i) {
        if (piece.ranges[i].first > piece.ranges[i].second)
            return invalid(text, "Invalid ranges resource: begin > end");
        if (i > 0 && piece.ranges[i].first <= piece.ranges[i - 1].second)
            return invalid(text, "Invalid ranges resource: overlapping ranges");
    }
    return piece;
}

} // namespace

std::expected<Resources, QByteArray> Resources::fromJson(const JsonArray& resources)
{
    Resources result;
    for (const JsonValue& resource : resources) {
        const std::expected<Piece, QByteArray> piece = toPiece(resource);
        if (!piece)
            return std::unexpected(piece.error());
        Resources single;
        single.m_pieces.push_back(*piece);
        result.add(single);
    }
    return result;
}

Resources& Resources::addScalar(const QByteArray& name, double amount)
{
    Piece kind;
    kind.name = name;
    piece(kind).thousandths += toThousandths(amount);
    dropEmpty();
    return *this;
}

Resources& Resources::addRange(const QByteArray& name, quint64 begin, quint64 end)
{
    Piece kind;
    kind.name = name;
    kind.isRanges = true;
    Piece& held = piece(kind);
    held.ranges = joined(held.ranges, {{begin, end}});
    return *this;
}

void Resources::add(const Resources& other)
{
    for (const Piece& more : other.m_pieces) {
        Piece& held = piece(more);
        held.thousandths += more.thousandths;
        held.ranges = joined(held.ranges, more.ranges);
    }
}

void Resources::subtract(const Resources& other)
{
    for (const Piece& less : other.m_pieces) {
        Piece& held = piece(less);
        held.thousandths -= less.thousandths;
        held.ranges = without(held.ranges, less.ranges);
    }
    dropEmpty();
}

bool Resources::contains(const Resources& other) const
{
    return std::ranges::all_of(other.m_pieces, [this](const Piece& wanted) {
        return std::ranges::any_of(m_pieces, [&wanted](const Piece& held) {
            return held.name == wanted.name && held.apart == wanted.apart && held.isRanges == wanted.isRanges &&
                   held.thousandths >= wanted.thousandths && includes(held.ranges, wanted.ranges);
        });
    });
}

Resources Resources::rangesFirst() const
{
    Resources sorted = *this;
    std::stable_partition(sorted.m_pieces.begin(), sorted.m_pieces.end(),
                          [](const Piece& held) { return held.isRanges; });
    return sorted;
}

double Resources::scalar(QByteArrayView name) const
{
    for (const Piece& held : m_pieces) {
        if (held.name == name && held.apart.isEmpty() && !held.isRanges)
            return double(held.thousandths) / 1000;
    }
    return 0;
}

JsonArray Resources::toJson(Format format, const QByteArray& role) const
{
    JsonArray resources;
    for (const Piece& held : m_pieces) {
        JsonValue resource = JsonObject{{"name", held.name}, {"type", held.isRanges ? "RANGES" : "SCALAR"}};
        if (held.isRanges) {
            JsonArray ranges;
            for (const auto& [begin, end] : held.ranges)
                ranges.push_back(JsonObject{{"begin", qint64(begin)}, {"end", qint64(end)}});
            resource.set("ranges", JsonObject{{"range", std::move(ranges)}});
        } else {
            resource.set("scalar", JsonObject{{"value", double(held.thousandths) / 1000}});
        }
        if (format == Format::WithRole)
            resource.set("role", "*");
        if (!role.isEmpty())
            resource.set("allocation_info", JsonObject{{"role", role}});
        resources.push_back(std::move(resource));
    }
    return resources;
}

QByteArray Resources::toText(const QByteArray& role) const
{
    QByteArrayList parts;
    for (const Piece& held : m_pieces) {
        parts += held.name + "(allocated: " + role +
                 "):" + (held.isRanges ? rangesText(held.ranges) : shortNumber(double(held.thousandths) / 1000));
    }
    return parts.isEmpty() ? QByteArray("{}") : parts.join("; ");
}

Resources::Piece& Resources::piece(const Piece& kind)
{
    for (Piece& held : m_pieces) {
        if (held.name == kind.name && held.apart == kind.apart && held.isRanges == kind.isRanges)
            return held;
    }
    Piece empty;
    empty.name = kind.name;
    empty.apart = kind.apart;
    empty.isRanges = kind.isRanges;
    return m_pieces.emplace_back(std::move(empty));
}

void Resources::dropEmpty()
{
    std::erase_if(m_pieces, [](const Piece& held) { return held.isEmpty(); });
}

} // namespace mesoscribe::practice
