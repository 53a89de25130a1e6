// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "mesos/resourceparser.h"

#include <algorithm>

namespace mesoscribe {

using namespace Qt::Literals::StringLiterals;

namespace {

using Repeats = JsonReader::Repeats;

// A list is made room for as the last one needed, but one huge list must not make every later one huge.
constexpr qsizetype MaxRoom = 64;

// The role of what is not reserved, as the record says it.
constexpr std::string_view NoRole = "\"*\"";

constexpr EnumName<ValueType> ValueTypes[] = {
    {u"SCALAR", ValueType::Scalar},
    {u"RANGES", ValueType::Ranges},
    {u"SET", ValueType::Set},
    {u"TEXT", ValueType::Text},
};
constexpr EnumName<ReservationType> ReservationTypes[] = {
    {u"STATIC", ReservationType::Static},
    {u"DYNAMIC", ReservationType::Dynamic},
};
constexpr EnumName<DiskSourceType> DiskSourceTypes[] = {
    {u"PATH", DiskSourceType::Path},
    {u"MOUNT", DiskSourceType::Mount},
    {u"BLOCK", DiskSourceType::Block},
    {u"RAW", DiskSourceType::Raw},
};

bool readScalar(JsonReader& reader, JsonNode& node, Scalar& scalar)
{
    bool hasValue = false;
    const bool read = reader.readObject(node, [&](std::string_view key, JsonNode& member) {
        if (!isKey(key, "value"))
            return reader.skipUnknown(member);
        double value = 0;
        if (!reader.readDouble(member, value))
            return false;
        scalar = Scalar::fromDouble(value);
        return hasValue = true;
    });
    return read && (hasValue || reader.missing(node.path, "value"));
}

bool readRange(JsonReader& reader, JsonNode& node, Range& range)
{
    bool hasBegin = false;
    bool hasEnd = false;
    const bool read = reader.readObject(node, [&](std::string_view key, JsonNode& member) {
        if (isKey(key, "begin"))
            return hasBegin = true, reader.readUint64(member, range.begin);
        if (isKey(key, "end"))
            return hasEnd = true, reader.readUint64(member, range.end);
        return reader.skipUnknown(member);
    });
    if (!read)
        return false;
    if (!hasBegin)
        return reader.missing(node.path, "begin");
    return hasEnd || reader.missing(node.path, "end");
}

bool readRanges(JsonReader& reader, JsonNode& node, QList<Range>& ranges)
{
    ranges.clear();
    return reader.readObject(node, [&](std::string_view key, JsonNode& member) {
        if (!isKey(key, "range"))
            return reader.skipUnknown(member);
        ranges.clear();
        return reader.readList(member, [&](JsonNode& item) { return readRange(reader, item, ranges.emplaceBack()); });
    });
}

bool readSet(JsonReader& reader, JsonNode& node, QStringList& items)
{
    items.clear();
    return reader.readObject(node, [&](std::string_view key, JsonNode& member) {
        return isKey(key, "item") ? reader.readTexts(member, items) : reader.skipUnknown(member);
    });
}

bool readTextValue(JsonReader& reader, JsonNode& node, QString& text)
{
    bool hasValue = false;
    const bool read = reader.readObject(node, [&](std::string_view key, JsonNode& member) {
        if (!isKey(key, "value"))
            return reader.skipUnknown(member);
        return hasValue = true, reader.readWord(member, text);
    });
    return read && (hasValue || reader.missing(node.path, "value"));
}

bool readAllocation(JsonReader& reader, JsonNode& node, QString& role)
{
    return reader.readObject(node, [&](std::string_view key, JsonNode& member) {
        return isKey(key, "role") ? reader.readWord(member, role) : reader.skipUnknown(member);
    });
}

bool readReservation(JsonReader& reader, JsonNode& node, Reservation& reservation)
{
    return reader.readObject(node, [&](std::string_view key, JsonNode& member) {
        if (isKey(key, "type"))
            return reader.readEnum(member, reservation.type,
                                   std::span<const EnumName<ReservationType>>(ReservationTypes));
        if (isKey(key, "role"))
            return reader.readWord(member, reservation.role);
        if (isKey(key, "principal"))
            return reader.readWord(member, reservation.principal);
        if (isKey(key, "labels"))
            return reader.readLabels(member, reservation.labels);
        return reader.skipUnknown(member);
    });
}

bool readRoot(JsonReader& reader, JsonNode& node, QString& root)
{
    return reader.readObject(node, [&](std::string_view key, JsonNode& member) {
        return isKey(key, "root") ? reader.readText(member, root) : reader.skipUnknown(member);
    });
}

bool readDiskSource(JsonReader& reader, JsonNode& node, DiskSource& source)
{
    bool hasType = false;
    const bool read = reader.readObject(node, [&](std::string_view key, JsonNode& member) {
        if (isKey(key, "type"))
            return hasType = true,
                   reader.readEnum(member, source.type, std::span<const EnumName<DiskSourceType>>(DiskSourceTypes));
        if (isKey(key, "path") || isKey(key, "mount"))
            return readRoot(reader, member, source.root);
        if (isKey(key, "vendor"))
            return reader.readWord(member, source.vendor);
        if (isKey(key, "id"))
            return reader.readText(member, source.id);
        if (isKey(key, "metadata"))
            return reader.readLabels(member, source.metadata);
        if (isKey(key, "profile"))
            return reader.readWord(member, source.profile);
        return reader.skipUnknown(member);
    });
    return read && (hasType || reader.missing(node.path, "type"));
}

bool readPersistence(JsonReader& reader, JsonNode& node, Disk& disk)
{
    bool hasId = false;
    const bool read = reader.readObject(node, [&](std::string_view key, JsonNode& member) {
        if (isKey(key, "id"))
            return hasId = true, reader.readText(member, disk.persistenceId);
        if (isKey(key, "principal"))
            return reader.readWord(member, disk.persistencePrincipal);
        return reader.skipUnknown(member);
    });
    return read && (hasId || reader.missing(node.path, "id"));
}

bool readVolume(JsonReader& reader, JsonNode& node, Disk& disk)
{
    bool hasMode = false;
    bool hasPath = false;
    const bool read = reader.readObject(node, [&](std::string_view key, JsonNode& member) {
        if (isKey(key, "mode"))
            return hasMode = true, reader.readWord(member, disk.volumeMode);
        if (isKey(key, "container_path"))
            return hasPath = true, reader.readText(member, disk.containerPath);
        if (isKey(key, "host_path") || isKey(key, "image") || isKey(key, "source"))
            return reader.skip(member);
        return reader.skipUnknown(member);
    });
    if (!read)
        return false;
    if (!hasMode)
        return reader.missing(node.path, "mode");
    return hasPath || reader.missing(node.path, "container_path");
}

bool readDisk(JsonReader& reader, JsonNode& node, Disk& disk)
{
    return reader.readObject(node, [&](std::string_view key, JsonNode& member) {
        if (isKey(key, "persistence"))
            return readPersistence(reader, member, disk);
        if (isKey(key, "volume"))
            return readVolume(reader, member, disk);
        if (isKey(key, "source"))
            return readDiskSource(reader, member, disk.source.emplace());
        return reader.skipUnknown(member);
    });
}

// RevocableInfo and SharedInfo have no members: being there is all they say.
bool readMark(JsonReader& reader, JsonNode& node, bool& mark)
{
    mark = true;
    return reader.readObject(node, [&](std::string_view, JsonNode& member) { return reader.skipUnknown(member); });
}

// Mesos before RESERVATION_REFINEMENT: the role of the resource itself.
void takeOldReservation(Resource& resource, const QString& role, std::optional<Reservation>&& dynamic)
{
    if (!resource.reservations.isEmpty() || role.isEmpty())
        return;
    Reservation& reservation = resource.reservations.emplaceBack();
    if (dynamic) {
        reservation = std::move(*dynamic);
        reservation.type = {ReservationType::Dynamic, u"DYNAMIC"_s};
    } else {
        reservation.type = {ReservationType::Static, u"STATIC"_s};
    }
    reservation.role = role;
}

} // namespace

bool readResource(JsonReader& reader, JsonNode& node, Resource& resource)
{
    bool hasName = false;
    bool hasType = false;
    QString role;
    std::optional<Reservation> oldReservation;
    const bool read = reader.readObject(node, [&](std::string_view key, JsonNode& member) {
        Value& value = resource.value;
        if (isKey(key, "name"))
            return hasName = true, reader.readWord(member, resource.name);
        if (isKey(key, "type"))
            return hasType = true,
                   reader.readEnum(member, value.type, std::span<const EnumName<ValueType>>(ValueTypes));
        if (isKey(key, "scalar"))
            return readScalar(reader, member, value.scalar);
        if (isKey(key, "ranges"))
            return readRanges(reader, member, value.ranges);
        if (isKey(key, "set"))
            return readSet(reader, member, value.items);
        if (isKey(key, "role"))
            return member.token == NoRole || reader.readWord(member, role);
        if (isKey(key, "allocation_info"))
            return readAllocation(reader, member, resource.allocationRole);
        if (isKey(key, "reservations")) {
            resource.reservations.clear();
            return reader.readList(member, [&](JsonNode& item) {
                return readReservation(reader, item, resource.reservations.emplaceBack());
            });
        }
        if (isKey(key, "reservation"))
            return readReservation(reader, member, oldReservation.emplace());
        if (isKey(key, "disk"))
            return readDisk(reader, member, resource.disk.emplace());
        if (isKey(key, "revocable"))
            return readMark(reader, member, resource.revocable);
        if (isKey(key, "shared"))
            return readMark(reader, member, resource.shared);
        if (isKey(key, "provider_id"))
            return reader.readId(member, resource.providerId, Repeats::Often);
        return reader.skipUnknown(member);
    });
    if (!read)
        return false;
    if (!hasName)
        return reader.missing(node.path, "name");
    if (!hasType)
        return reader.missing(node.path, "type");
    takeOldReservation(resource, role, std::move(oldReservation));
    return true;
}

bool readResources(JsonReader& reader, JsonNode& node, QList<Resource>& resources)
{
    resources.clear();
    resources.reserve(reader.resourceCount);
    const bool read =
        reader.readList(node, [&](JsonNode& item) { return readResource(reader, item, resources.emplaceBack()); });
    reader.resourceCount = std::min(resources.size(), MaxRoom);
    return read;
}

bool readAttributes(JsonReader& reader, JsonNode& node, QList<Attribute>& attributes)
{
    attributes.clear();
    attributes.reserve(reader.attributeCount);
    const bool readAll = reader.readList(node, [&](JsonNode& item) {
        Attribute& attribute = attributes.emplaceBack();
        Value& value = attribute.value;
        bool hasName = false;
        bool hasType = false;
        const bool read = reader.readObject(item, [&](std::string_view key, JsonNode& member) {
            if (isKey(key, "name"))
                return hasName = true, reader.readWord(member, attribute.name);
            if (isKey(key, "type"))
                return hasType = true,
                       reader.readEnum(member, value.type, std::span<const EnumName<ValueType>>(ValueTypes));
            if (isKey(key, "text"))
                return readTextValue(reader, member, value.text);
            if (isKey(key, "scalar"))
                return readScalar(reader, member, value.scalar);
            if (isKey(key, "ranges"))
                return readRanges(reader, member, value.ranges);
            if (isKey(key, "set"))
                return readSet(reader, member, value.items);
            return reader.skipUnknown(member);
        });
        if (!read)
            return false;
        if (!hasName)
            return reader.missing(item.path, "name");
        return hasType || reader.missing(item.path, "type");
    });
    reader.attributeCount = std::min(attributes.size(), MaxRoom);
    return readAll;
}

} // namespace mesoscribe
