// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "practice/conversions.h"

#include "practice/operationparts.h"

#include <cmath>

namespace mesoscribe::practice {

namespace {

using Piece = Resources::Piece;

/// The disk that a storage plugin makes of some of its pool.
Piece madeDisk(const Piece& source, const JsonValue& content, const QByteArray& volumeId)
{
    const JsonValue& pool = source.disk.at("source");
    const QByteArray& target = content.at("target_type").text();
    JsonValue made = JsonObject{{"type", target}};
    if (target == "MOUNT")
        made.set("mount", JsonObject{{"root", "./csi/" + pool.at("vendor").text() + "/mounts"}});
    if (pool.has("vendor"))
        made.set("vendor", pool.at("vendor"));
    made.set("id", pool.has("id") ? pool.at("id") : JsonValue(volumeId));
    made.set("profile", pool.has("profile") ? pool.at("profile") : content.at("target_profile"));
    Piece result = source;
    result.disk.set("source", std::move(made));
    return result;
}

/// What the pool gets back.
Piece poolOf(const Piece& disk)
{
    JsonValue source = disk.disk.at("source");
    for (const char* own : {"mount", "id", "metadata"})
        source.remove(own);
    source.set("type", "RAW");
    Piece result = disk;
    result.disk.set("source", std::move(source));
    return result;
}

Piece resized(Piece volume, qint64 thousandths)
{
    volume.thousandths = thousandths;
    return volume;
}

} // namespace

std::vector<Conversion> conversionsOf(const JsonValue& operation, const QByteArray& role, const QByteArray& volumeId)
{
    const QByteArray& type = operation.at("type").text();
    const JsonArray resources = resourcesOf(operation);
    const Pieces pieces = piecesOf(resources);
    std::vector<Conversion> conversions;
    for (size_t i = 0; i < pieces.size(); ++i) {
        const Piece& piece = pieces[i];
        Conversion conversion{Resources(piece), {}, allocationOf(resources[i], role)};
        if (type == "RESERVE") {
            conversion = {Resources(piece.popped()), Resources(piece), conversion.role};
        } else if (type == "UNRESERVE") {
            conversion.converted = Resources(piece.popped());
        } else if (type == "CREATE") {
            conversion = {Resources(piece.withoutVolume()), Resources(piece), conversion.role};
        } else if (type == "DESTROY") {
            conversion.converted = Resources(piece.withoutVolume());
        } else if (type == "GROW_VOLUME") {
            const Piece& addition = pieces.back();
            conversion.consumed.add(addition);
            conversion.converted = Resources(resized(piece, piece.thousandths + addition.thousandths));
            return {conversion};
        } else if (type == "SHRINK_VOLUME") {
            const auto freed = qint64(std::llround(contentOf(operation).at("subtract").at("value").toDouble() * 1000));
            conversion.converted = Resources(resized(piece, piece.thousandths - freed));
            conversion.converted.add(resized(piece.withoutVolume(), freed));
        } else if (type == "CREATE_DISK") {
            conversion.converted = Resources(madeDisk(piece, contentOf(operation), volumeId));
        } else {
            conversion.converted = Resources(poolOf(piece));
        }
        conversions.push_back(std::move(conversion));
    }
    return conversions;
}

} // namespace mesoscribe::practice
