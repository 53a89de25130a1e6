// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "practice/resourcerules.h"

#include <QByteArrayList>

#include <algorithm>
#include <cmath>

namespace mesoscribe::practice {

namespace {

using Ranges = std::vector<std::pair<quint64, quint64>>;

Ranges rangesOf(const JsonValue& resource)
{
    Ranges ranges;
    for (const JsonValue& range : resource.at("ranges").at("range").array())
        ranges.emplace_back(range.at("begin").toUInt64(), range.at("end").toUInt64());
    std::ranges::sort(ranges);
    return ranges;
}

QByteArray rangesText(const Ranges& ranges)
{
    QByteArrayList parts;
    for (const auto& [begin, end] : ranges)
        parts += QByteArray::number(begin) + '-' + QByteArray::number(end);
    return '[' + parts.join(", ") + ']';
}

/// What follows the colon in a message of the master.
QByteArray amountText(const JsonValue& resource)
{
    if (resource.has("ranges"))
        return rangesText(rangesOf(resource));
    return QByteArray::number(resource.at("scalar").at("value").toDouble(), 'g', 15);
}

QByteArray sourceText(const JsonValue& source)
{
    QByteArray text = source.at("type").text();
    if (source.has("id") || source.has("profile")) {
        return text + '(' + source.at("vendor").text() + ',' + source.at("id").text() + ',' +
               source.at("profile").text() + ')';
    }
    for (const char* kind : {"mount", "path"}) {
        if (source.at(kind).has("root"))
            text += ':' + source.at(kind).at("root").text();
    }
    return text;
}

QByteArray diskText(const JsonValue& disk)
{
    QByteArray text;
    if (disk.has("source"))
        text += sourceText(disk.at("source"));
    if (disk.has("persistence"))
        text += (text.isEmpty() ? "" : ",") + disk.at("persistence").at("id").text();
    if (disk.has("volume"))
        text += ':' + disk.at("volume").at("container_path").text();
    return text;
}

QByteArray reservationText(const JsonValue& reservation)
{
    QByteArray text = reservation.at("type").text() + ',' + reservation.at("role").text();
    if (reservation.has("principal"))
        text += ',' + reservation.at("principal").text();
    if (reservation.has("labels")) {
        QByteArrayList labels;
        for (const JsonValue& label : reservation.at("labels").at("labels").array())
            labels += label.at("key").text() + (label.has("value") ? ": " + label.at("value").text() : QByteArray());
        text += ",{" + labels.join(", ") + '}';
    }
    return '(' + text + ')';
}

Refusal scalarError(const JsonValue& resource)
{
    if (!resource.has("scalar") || resource.has("ranges") || resource.has("set"))
        return "Invalid scalar resource";
    const double amount = resource.at("scalar").at("value").toDouble();
    if (!std::isfinite(amount) || std::abs(amount) > 1e15)
        return "Invalid scalar resource";
    return toThousandths(amount) > 0 ? Refusal() : Refusal("Invalid scalar resource: value <= 0");
}

Refusal rangesError(const JsonValue& resource)
{
    if (!resource.has("ranges") || resource.has("scalar") || resource.has("set"))
        return "Invalid ranges resource";
    const Ranges ranges = rangesOf(resource);
    for (size_t i = 0; i < ranges.size(); ++i) {
        if (ranges[i].first > ranges[i].second)
            return "Invalid ranges resource: begin > end";
        if (i > 0 && ranges[i].first <= ranges[i - 1].second)
            return "Invalid ranges resource: overlapping ranges";
    }
    return {};
}

Refusal diskError(const JsonValue& resource)
{
    if (!resource.has("disk"))
        return {};
    const QByteArray& name = resource.at("name").text();
    if (name != "disk")
        return "DiskInfo should not be set for " + name + " resource";
    const JsonValue& source = resource.at("disk").at("source");
    const QByteArray& type = source.at("type").text();
    if (type == "BLOCK" || type == "RAW") {
        if (source.has("mount"))
            return "Mount should not be set for " + type + " disk source";
        if (source.has("path"))
            return "Path should not be set for " + type + " disk source";
    }
    return {};
}

/// The format with one role and at most one reservation.
Refusal oneReservationError(const JsonValue& resource)
{
    const QByteArray role = resource.has("role") ? resource.at("role").text() : QByteArray("*");
    if (const Refusal error = roleError(role))
        return error;
    if (!resource.has("reservation"))
        return {};
    if (resource.at("reservation").has("type"))
        return "'Resource.ReservationInfo.type' must not be set for the 'Resource.reservation' field";
    if (resource.at("reservation").has("role"))
        return "'Resource.ReservationInfo.role' must not be set for the 'Resource.reservation' field";
    if (role == "*")
        return "Invalid reservation: role \"*\" cannot be dynamically reserved";
    return {};
}

Refusal bothFormatsError(const JsonValue& resource)
{
    const JsonArray& reservations = resource.at("reservations").array();
    if (reservations.size() > 1) {
        for (const char* member : {"role", "reservation"}) {
            if (resource.has(member)) {
                return QByteArray("Invalid resource format: 'Resource.") + member +
                       "' must not be set if there is more than one reservation in 'Resource.reservations'";
            }
        }
        return {};
    }
    const JsonValue& only = reservations.front();
    if (resource.has("role") && resource.at("role").text() != only.at("role").text()) {
        return "Invalid resource format: 'Resource.role' field with '" + resource.at("role").text() +
               "' does not match the role '" + only.at("role").text() + "' in 'Resource.reservations'";
    }
    if (only.at("type").text() == "STATIC") {
        return resource.has("reservation")
                   ? Refusal("Invalid resource format: 'Resource.reservation' must not be set if the single "
                             "reservation in 'Resource.reservations' is STATIC")
                   : Refusal();
    }
    if (resource.has("role") != resource.has("reservation")) {
        return "Invalid resource format: 'Resource.role' and 'Resource.reservation' must either be both set or both "
               "not set if the single reservation in 'Resource.reservations' is DYNAMIC";
    }
    return {};
}

/// The format with a list of reservations.
Refusal reservationsError(const JsonValue& resource)
{
    const JsonArray& reservations = resource.at("reservations").array();
    for (const JsonValue& reservation : reservations) {
        for (const char* member : {"type", "role"}) {
            if (!reservation.has(member))
                return QByteArray("Invalid reservation: 'Resource.ReservationInfo.") + member + "' field must be set.";
        }
        if (const Refusal error = roleError(reservation.at("role").text()))
            return error;
        if (reservation.at("role").text() == "*")
            return "Invalid reservation: role \"*\" cannot be reserved";
    }
    for (size_t i = 1; i < reservations.size(); ++i) {
        if (reservations[i].at("type").text() == "STATIC")
            return "Invalid refined reservation: A refined reservation cannot be STATIC";
        const QByteArray& role = reservations[i].at("role").text();
        const QByteArray& ancestor = reservations[i - 1].at("role").text();
        if (!role.startsWith(ancestor + '/'))
            return "Invalid refined reservation: role '" + role + "' is not a refinement of '" + ancestor + '\'';
    }
    return bothFormatsError(resource);
}

} // namespace

qint64 toThousandths(double amount)
{
    return qint64(std::llround(amount * 1000));
}

QByteArray resourceText(const JsonValue& resource)
{
    QByteArray text = resource.at("name").text();
    if (resource.has("allocation_info"))
        text += "(allocated: " + resource.at("allocation_info").at("role").text() + ')';
    if (!resource.at("reservations").array().empty()) {
        QByteArrayList reservations;
        for (const JsonValue& reservation : resource.at("reservations").array())
            reservations += reservationText(reservation);
        text += "(reservations: [" + reservations.join(',') + "])";
    }
    if (resource.has("disk"))
        text += '[' + diskText(resource.at("disk")) + ']';
    if (resource.has("revocable"))
        text += "{REV}";
    if (resource.has("shared"))
        text += "<SHARED>";
    return text + ':' + amountText(resource);
}

Refusal resourceError(const JsonValue& resource)
{
    const QByteArray& name = resource.at("name").text();
    const QByteArray& type = resource.at("type").text();
    if (name.isEmpty())
        return "Empty resource name";
    if (type != "SCALAR" && type != "RANGES")
        return "Unsupported resource type";
    if (const Refusal error = type == "SCALAR" ? scalarError(resource) : rangesError(resource))
        return error;
    if (const Refusal error = diskError(resource))
        return error;
    const bool hasList = !resource.at("reservations").array().empty();
    if (const Refusal error = hasList ? reservationsError(resource) : oneReservationError(resource))
        return error;
    if (resource.has("shared")) {
        if (name != "disk")
            return "Resource " + name + " cannot be shared";
        if (!resource.at("disk").has("persistence"))
            return "Only persistent volumes can be shared";
    }
    return {};
}

} // namespace mesoscribe::practice
