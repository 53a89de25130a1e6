// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "mesos/resource.h"

/// Resources as a master offers them, built in one line.
namespace mesoscribe::test {

using namespace Qt::Literals::StringLiterals;

inline Resource scalar(const QString& name, qint64 thousandths)
{
    Resource resource;
    resource.name = name;
    resource.value.type = {ValueType::Scalar, u"SCALAR"_s};
    resource.value.scalar = {thousandths};
    return resource;
}

inline Resource ports(const QList<Range>& ranges)
{
    Resource resource;
    resource.name = u"ports"_s;
    resource.value.type = {ValueType::Ranges, u"RANGES"_s};
    resource.value.ranges = ranges;
    return resource;
}

inline Resource items(const QString& name, const QStringList& items)
{
    Resource resource;
    resource.name = name;
    resource.value.type = {ValueType::Set, u"SET"_s};
    resource.value.items = items;
    return resource;
}

inline Resource allocated(Resource resource, const QString& role)
{
    resource.allocationRole = role;
    return resource;
}

/// Pushes a reservation on what there is.
inline Resource reserved(Resource resource, const QString& role, ReservationType type = ReservationType::Dynamic)
{
    Reservation& reservation = resource.reservations.emplaceBack();
    const bool isDynamic = type == ReservationType::Dynamic;
    reservation.type = {type, isDynamic ? u"DYNAMIC"_s : u"STATIC"_s};
    reservation.role = role;
    if (isDynamic)
        reservation.principal = u"ops"_s;
    return resource;
}

inline Resource volume(Resource resource, const QString& id, const QString& path)
{
    Disk& disk = resource.disk ? *resource.disk : resource.disk.emplace();
    disk.persistenceId = id;
    disk.persistencePrincipal = u"ops"_s;
    disk.containerPath = path;
    disk.volumeMode = u"RW"_s;
    return resource;
}

inline Resource source(Resource resource, DiskSourceType type, const QString& root)
{
    DiskSource& source = resource.disk.emplace().source.emplace();
    source.type.value = type;
    switch (type) {
    case DiskSourceType::Path:
        source.type.name = u"PATH"_s;
        break;
    case DiskSourceType::Mount:
        source.type.name = u"MOUNT"_s;
        break;
    case DiskSourceType::Block:
        source.type.name = u"BLOCK"_s;
        break;
    case DiskSourceType::Raw:
        source.type.name = u"RAW"_s;
        break;
    case DiskSourceType::Unknown:
        break;
    }
    source.root = root;
    return resource;
}

} // namespace mesoscribe::test
