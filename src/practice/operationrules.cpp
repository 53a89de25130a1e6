// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "practice/operationrules.h"

#include "practice/operationparts.h"

#include <QSet>

#include <algorithm>
#include <cmath>

namespace mesoscribe::practice {

namespace {

using Piece = Resources::Piece;

QByteArray textOf(const Piece& piece, const QByteArray& role)
{
    return Resources(piece).toText(role);
}

Refusal diskInfoError(const Piece& piece)
{
    const JsonValue& disk = piece.disk;
    if (disk.isNull())
        return {};
    if (!disk.has("persistence")) {
        if (disk.has("volume"))
            return "Non-persistent volume not supported";
        return disk.has("source") ? Refusal() : Refusal("DiskInfo is set but empty");
    }
    if (piece.isRevocable)
        return "Persistent volumes cannot be created from revocable resources";
    if (!piece.isReserved())
        return "Persistent volumes cannot be created from unreserved resources";
    if (!disk.has("volume"))
        return "Expecting 'volume' to be set for persistent volume";
    if (disk.at("volume").has("host_path"))
        return "Expecting 'host_path' to be unset for persistent volume";
    if (const Refusal error = idError(disk.at("persistence").at("id").text()))
        return "Invalid persistence ID for persistent volume: " + *error;
    return {};
}

/// resource::validate, once each resource is right by itself.
Refusal piecesError(const Pieces& pieces, const QByteArray& role)
{
    for (const Piece& piece : pieces) {
        if (piece.name == "gpus" && piece.thousandths % 1000 != 0)
            return "Invalid 'gpus' resource: The 'gpus' resource must be an unsigned integer";
    }
    for (const Piece& piece : pieces) {
        if (const Refusal error = diskInfoError(piece))
            return "Invalid DiskInfo: " + *error;
    }
    for (const Piece& piece : pieces) {
        if (piece.isDynamicallyReserved() && piece.isRevocable) {
            return "Invalid ReservationInfo: Dynamically reserved resource " + textOf(piece, role) +
                   " cannot be created from revocable resources";
        }
    }
    return {};
}

Refusal providerError(const Pieces& pieces)
{
    QByteArrayList providers;
    for (const Piece& piece : pieces) {
        if (!providers.contains(piece.providerId))
            providers += piece.providerId;
    }
    if (providers.size() == 1)
        return {};
    if (providers.contains(QByteArray()))
        return "Some resources have a resource provider and some do not";
    return "The resources have multiple resource providers: " + providers.join(", ");
}

Refusal listError(const Pieces& pieces, const QByteArray& role)
{
    Refusal error = piecesError(pieces, role);
    if (!error)
        error = providerError(pieces);
    return error ? Refusal("Invalid resources: " + *error) : Refusal();
}

Refusal volumeError(const Piece& piece, const QByteArray& role)
{
    if (piece.disk.isNull())
        return "Resource " + textOf(piece, role) + " does not have DiskInfo";
    if (!piece.disk.has("persistence"))
        return "'persistence' is not set in DiskInfo";
    if (!piece.disk.has("volume"))
        return "Expecting 'volume' to be set for persistent volume";
    if (piece.disk.at("volume").at("mode").text() == "RO")
        return "Read-only persistent volume not supported";
    return {};
}

Refusal volumesError(const Pieces& pieces, const QByteArray& role)
{
    for (const Piece& piece : pieces) {
        if (const Refusal error = volumeError(piece, role))
            return "Not a persistent volume: " + *error;
    }
    return {};
}

Refusal singleRoleError(const JsonArray& resources, const QByteArray& role)
{
    for (const JsonValue& resource : resources) {
        const QByteArray first = allocationOf(resources.front(), role);
        const QByteArray other = allocationOf(resource, role);
        if (first != other) {
            return "The resources have multiple allocation roles ('" + other + "' and '" + first +
                   "') but only one allocation role is allowed";
        }
    }
    return {};
}

Refusal principalError(const Piece& piece, const QByteArray& principal)
{
    const JsonValue& given = piece.reservations.back().at("principal");
    if (given.isNull()) {
        return "A reserve operation was attempted by principal '" + principal +
               "', but there is a reserved resource in the request with no principal set";
    }
    if (given.text() != principal) {
        return "A reserve operation was attempted by authenticated principal '" + principal +
               "', which does not match a reserved resource in the request with principal '" + given.text() + '\'';
    }
    return {};
}

Refusal reserveError(const JsonValue& operation, const OperationSetting& setting)
{
    const JsonArray resources = resourcesOf(operation);
    const Pieces pieces = piecesOf(resources);
    if (const Refusal error = listError(pieces, setting.role))
        return error;
    const QByteArrayList roles = rolesOf(setting.frameworkInfo);
    for (size_t i = 0; i < pieces.size(); ++i) {
        const QByteArray allocation = allocationOf(resources[i], setting.role);
        if (!pieces[i].isDynamicallyReserved())
            return "Resource " + textOf(pieces[i], allocation) + " is not dynamically reserved";
        if (setting.frameworkInfo.has("principal")) {
            if (const Refusal error = principalError(pieces[i], setting.frameworkInfo.at("principal").text()))
                return error;
        }
        if (allocation != pieces[i].reservationRole()) {
            return "A reserve operation was attempted for a resource with role '" + pieces[i].reservationRole() +
                   "', but the resource was allocated to role '" + allocation + '\'';
        }
        if (!roles.contains(allocation)) {
            return "A reserve operation was attempted for a resource allocated to role '" + allocation +
                   "', but the framework only has roles '" + setText(roles) + '\'';
        }
    }
    const Refusal error = singleRoleError(resources, setting.role);
    return error ? Refusal("Invalid reservation resources: " + *error) : Refusal();
}

Refusal unreserveError(const JsonValue& operation, const OperationSetting& setting)
{
    const Pieces pieces = piecesOf(resourcesOf(operation));
    if (const Refusal error = listError(pieces, setting.role))
        return error;
    for (const Piece& piece : pieces) {
        if (!piece.isDynamicallyReserved())
            return "Resource " + textOf(piece, setting.role) + " is not dynamically reserved";
        if (piece.isVolume()) {
            return "A dynamically reserved persistent volume " + textOf(piece, setting.role) +
                   " cannot be unreserved directly. Please destroy the persistent volume first then unreserve the "
                   "resource";
        }
    }
    return {};
}

/// Persistence ids are unique per role on an agent.
Refusal uniqueVolumeError(const Resources& total, const Pieces& created)
{
    Pieces all = created;
    for (const Piece& piece : total.pieces()) {
        if (piece.isVolume() && piece.providerId.isEmpty())
            all.push_back(piece);
    }
    QSet<std::pair<QByteArray, QByteArray>> seen;
    for (const Piece& piece : all) {
        const QByteArray& id = piece.disk.at("persistence").at("id").text();
        const std::pair key(piece.reservationRole(), id);
        if (seen.contains(key))
            return "Persistence ID '" + id + "' is not unique";
        seen.insert(key);
    }
    return {};
}

Refusal createdVolumeError(const Piece& volume, const OperationSetting& setting)
{
    if (volume.isShared && !hasCapability(setting.frameworkInfo, "SHARED_RESOURCES")) {
        return "Create volume operation for '" + textOf(volume, setting.role) + "' has been attempted by framework '" +
               setting.frameworkInfo.at("id").at("value").text() + "' with no SHARED_RESOURCES capability";
    }
    if (!setting.frameworkInfo.has("principal"))
        return {};
    const QByteArray& principal = setting.frameworkInfo.at("principal").text();
    const JsonValue& given = volume.disk.at("persistence").at("principal");
    if (given.isNull()) {
        return "Create volume operation attempted by principal '" + principal +
               "', but there is a volume in the operation with no principal set in 'disk.persistence'";
    }
    if (given.text() != principal) {
        return "Create volume operation attempted by authenticated principal '" + principal +
               "', which does not match a volume in the operation with principal '" + given.text() +
               "' set in 'disk.persistence'";
    }
    return {};
}

Refusal createError(const JsonValue& operation, const OperationSetting& setting)
{
    const JsonArray resources = resourcesOf(operation);
    const Pieces pieces = piecesOf(resources);
    Refusal error = listError(pieces, setting.role);
    if (!error)
        error = volumesError(pieces, setting.role);
    if (!error)
        error = uniqueVolumeError(setting.total, pieces);
    for (const Piece& piece : pieces) {
        if (!error)
            error = createdVolumeError(piece, setting);
    }
    if (error)
        return error;
    error = singleRoleError(resources, setting.role);
    return error ? Refusal("Invalid volume resources: " + *error) : Refusal();
}

Refusal destroyError(const JsonValue& operation, const OperationSetting& setting)
{
    const Pieces pieces = piecesOf(resourcesOf(operation));
    Refusal error = listError(pieces, {});
    if (!error)
        error = volumesError(pieces, {});
    if (error)
        return error;
    for (const Piece& piece : pieces) {
        if (piece.providerId.isEmpty() && !setting.total.contains(Resources(piece)))
            return "Persistent volumes not found";
    }
    for (const Piece& piece : pieces) {
        if (setting.used.contains(Resources(piece)))
            return "Persistent volumes in use";
    }
    return {};
}

Refusal growError(const JsonValue& operation, const OperationSetting& setting)
{
    const Pieces pieces = piecesOf(resourcesOf(operation));
    const Piece& volume = pieces.front();
    if (!volume.providerId.isEmpty())
        return "Growing a volume from a resource provider is not supported";
    if (const Refusal error = volumeError(volume, setting.role))
        return "Invalid persistent volume in the 'GrowVolume.volume' field: " + *error;
    if (volume.isShared)
        return "Growing a shared persistent volume is not supported";
    Resources joined(volume.withoutVolume());
    joined.add(pieces.back());
    if (joined.pieces().size() != 1)
        return "Incompatible resources in the 'GrowVolume.volume' and 'GrowVolume.addition' fields";
    return {};
}

Refusal shrinkError(const JsonValue& operation, const OperationSetting& setting)
{
    const Piece volume = piecesOf(resourcesOf(operation)).front();
    const double subtract = contentOf(operation).at("subtract").at("value").toDouble() * 1000;
    if (!(std::round(subtract) > 0))
        return "Value of 'ShrinkVolume.subtract' must be greater than zero";
    if (double(volume.thousandths) <= std::round(subtract))
        return "Value of 'ShrinkVolume.subtract' must be smaller than the size of 'ShrinkVolume.volume'";
    if (!volume.providerId.isEmpty())
        return "Shrinking a volume from a resource provider is not supported";
    if (volume.sourceType() == "MOUNT")
        return "Shrinking a volume on a MOUNT disk is not supported";
    if (const Refusal error = volumeError(volume, setting.role))
        return "Invalid persistent volume in the 'ShrinkVolume.volume' field: " + *error;
    return volume.isShared ? Refusal("Shrinking a shared persistent volume is not supported") : Refusal();
}

Refusal createDiskError(const JsonValue& operation, const Piece& source)
{
    if (source.providerId.isEmpty())
        return "'source' is not managed by a resource provider";
    if (source.sourceType() != "RAW")
        return "'source' is not a RAW disk resource";
    const JsonValue& content = contentOf(operation);
    const QByteArray& target = content.at("target_type").text();
    if (target != "MOUNT" && target != "BLOCK")
        return "'target_type' is neither MOUNT or BLOCK";
    if (source.disk.at("source").has("profile") == content.has("target_profile")) {
        return content.has("target_profile") ? "'target_profile' must not be set when 'source' has a profile"
                                             : "'target_profile' must be set when 'source' has no profile";
    }
    return {};
}

Refusal destroyDiskError(const Piece& source, const QByteArray& role)
{
    if (source.providerId.isEmpty())
        return "'source' is not managed by a resource provider";
    const QByteArray& type = source.sourceType();
    if (type != "MOUNT" && type != "BLOCK" && type != "RAW")
        return "'source' is neither a MOUNT, BLOCK or RAW disk resource";
    if (!source.disk.at("source").has("id"))
        return "'source' is not backed by a CSI volume";
    if (source.isVolume()) {
        return "A disk resource containing a persistent volume " + textOf(source, role) +
               " cannot be destroyed directly. Please destroy the persistent volume first then destroy the disk "
               "resource";
    }
    return {};
}

Refusal diskError(const JsonValue& operation, const OperationSetting& setting)
{
    const Pieces pieces = piecesOf(resourcesOf(operation));
    if (const Refusal error = piecesError(pieces, setting.role))
        return "Invalid resource: " + *error;
    return operation.at("type").text() == "CREATE_DISK" ? createDiskError(operation, pieces.front())
                                                        : destroyDiskError(pieces.front(), setting.role);
}

} // namespace

Refusal operationResourcesError(const JsonValue& operation)
{
    for (const JsonValue& resource : resourcesOf(operation)) {
        if (const auto piece = Resources::pieceFromJson(resource); !piece)
            return piece.error();
    }
    if (!operation.at("reserve").at("source").array().empty())
        return "Reservation updates are not yet implemented for the scheduler API.";
    return {};
}

Refusal operationError(const JsonValue& operation, const OperationSetting& setting)
{
    const QByteArray& type = operation.at("type").text();
    if (type == "RESERVE")
        return reserveError(operation, setting);
    if (type == "UNRESERVE")
        return unreserveError(operation, setting);
    if (type == "CREATE")
        return createError(operation, setting);
    if (type == "DESTROY")
        return destroyError(operation, setting);
    if (type == "GROW_VOLUME")
        return growError(operation, setting);
    if (type == "SHRINK_VOLUME")
        return shrinkError(operation, setting);
    return diskError(operation, setting);
}

} // namespace mesoscribe::practice
