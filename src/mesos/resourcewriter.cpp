// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "mesos/callwriter.h"

#include <limits>

namespace mesoscribe {

using namespace Qt::Literals::StringLiterals;

namespace {

QString nameOf(ValueType type)
{
    switch (type) {
    case ValueType::Unknown:
        return {};
    case ValueType::Scalar:
        return u"SCALAR"_s;
    case ValueType::Ranges:
        return u"RANGES"_s;
    case ValueType::Set:
        return u"SET"_s;
    case ValueType::Text:
        return u"TEXT"_s;
    }
    Q_UNREACHABLE();
}

QString nameOf(ReservationType type)
{
    switch (type) {
    case ReservationType::Unknown:
        return {};
    case ReservationType::Static:
        return u"STATIC"_s;
    case ReservationType::Dynamic:
        return u"DYNAMIC"_s;
    }
    Q_UNREACHABLE();
}

QString nameOf(DiskSourceType type)
{
    switch (type) {
    case DiskSourceType::Unknown:
        return {};
    case DiskSourceType::Path:
        return u"PATH"_s;
    case DiskSourceType::Mount:
        return u"MOUNT"_s;
    case DiskSourceType::Block:
        return u"BLOCK"_s;
    case DiskSourceType::Raw:
        return u"RAW"_s;
    }
    Q_UNREACHABLE();
}

// What came from a master keeps its name, also one that this version does not know.
template<class E>
QString wireName(const Named<E>& named)
{
    return named.isSet() ? named.name : nameOf(named.value);
}

void writeRanges(JsonWriter& json, const QList<Range>& ranges)
{
    json.key("ranges"_L1);
    json.beginObject();
    if (!ranges.isEmpty()) {
        json.key("range"_L1);
        json.beginArray();
        for (const Range& range : ranges) {
            json.beginObject();
            json.key("begin"_L1);
            json.unsignedInteger(range.begin);
            json.key("end"_L1);
            json.unsignedInteger(range.end);
            json.endObject();
        }
        json.endArray();
    }
    json.endObject();
}

void writeValue(JsonWriter& json, const Value& value)
{
    writeText(json, "type"_L1, wireName(value.type));
    switch (value.type.value) {
    case ValueType::Scalar:
        writeScalar(json, "scalar"_L1, value.scalar);
        return;
    case ValueType::Ranges:
        writeRanges(json, value.ranges);
        return;
    case ValueType::Set:
        json.key("set"_L1);
        json.beginObject();
        writeTexts(json, "item"_L1, value.items);
        json.endObject();
        return;
    case ValueType::Text: // No resource has one.
    case ValueType::Unknown:
        return;
    }
    Q_UNREACHABLE();
}

void writeReservations(JsonWriter& json, const QList<Reservation>& reservations)
{
    if (reservations.isEmpty())
        return;
    json.key("reservations"_L1);
    json.beginArray();
    for (const Reservation& reservation : reservations) {
        json.beginObject();
        writeTextIfSet(json, "type"_L1, wireName(reservation.type));
        writeTextIfSet(json, "role"_L1, reservation.role);
        writeTextIfSet(json, "principal"_L1, reservation.principal);
        writeLabels(json, "labels"_L1, reservation.labels);
        json.endObject();
    }
    json.endArray();
}

void writeDiskSource(JsonWriter& json, const DiskSource& source)
{
    json.key("source"_L1);
    json.beginObject();
    writeText(json, "type"_L1, wireName(source.type));
    if (!source.root.isEmpty()) {
        json.key(source.type.value == DiskSourceType::Mount ? "mount"_L1 : "path"_L1);
        json.beginObject();
        writeText(json, "root"_L1, source.root);
        json.endObject();
    }
    writeTextIfSet(json, "vendor"_L1, source.vendor);
    writeTextIfSet(json, "id"_L1, source.id);
    writeLabels(json, "metadata"_L1, source.metadata);
    writeTextIfSet(json, "profile"_L1, source.profile);
    json.endObject();
}

void writeDisk(JsonWriter& json, const Disk& disk)
{
    json.key("disk"_L1);
    json.beginObject();
    if (!disk.persistenceId.isEmpty()) {
        json.key("persistence"_L1);
        json.beginObject();
        writeText(json, "id"_L1, disk.persistenceId);
        writeTextIfSet(json, "principal"_L1, disk.persistencePrincipal);
        json.endObject();
    }
    if (!disk.containerPath.isEmpty() || !disk.volumeMode.isEmpty()) {
        json.key("volume"_L1);
        json.beginObject();
        writeText(json, "mode"_L1, disk.volumeMode.isEmpty() ? u"RW"_s : disk.volumeMode);
        writeText(json, "container_path"_L1, disk.containerPath);
        json.endObject();
    }
    if (disk.source)
        writeDiskSource(json, *disk.source);
    json.endObject();
}

void writeMark(JsonWriter& json, QLatin1StringView name, bool isSet)
{
    if (!isSet)
        return;
    json.key(name);
    json.beginObject();
    json.endObject();
}

} // namespace

void writeScalar(JsonWriter& json, QAnyStringView name, Scalar scalar)
{
    json.key(name);
    json.beginObject();
    json.key("value"_L1);
    if (scalar.isInfinite())
        json.number(scalar == Scalar::infinity() ? std::numeric_limits<double>::infinity()
                                                 : -std::numeric_limits<double>::infinity());
    else
        json.thousandths(scalar.thousandths);
    json.endObject();
}

void writeResource(JsonWriter& json, const Resource& resource)
{
    json.beginObject();
    writeIdIfSet(json, "provider_id"_L1, resource.providerId);
    writeText(json, "name"_L1, resource.name);
    writeValue(json, resource.value);
    if (!resource.allocationRole.isEmpty()) {
        json.key("allocation_info"_L1);
        json.beginObject();
        writeText(json, "role"_L1, resource.allocationRole);
        json.endObject();
    }
    writeReservations(json, resource.reservations);
    if (resource.disk)
        writeDisk(json, *resource.disk);
    writeMark(json, "revocable"_L1, resource.revocable);
    writeMark(json, "shared"_L1, resource.shared);
    json.endObject();
}

void writeResources(JsonWriter& json, QLatin1StringView name, const QList<Resource>& resources)
{
    if (resources.isEmpty())
        return;
    json.key(name);
    json.beginArray();
    for (const Resource& resource : resources)
        writeResource(json, resource);
    json.endArray();
}

} // namespace mesoscribe
