// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "practice/operationparts.h"

#include <QByteArrayList>

namespace mesoscribe::practice {

bool isResourceOperation(const JsonValue& operation)
{
    static const QByteArrayList types = {"RESERVE",     "UNRESERVE",     "CREATE",      "DESTROY",
                                         "GROW_VOLUME", "SHRINK_VOLUME", "CREATE_DISK", "DESTROY_DISK"};
    return types.contains(operation.at("type").text());
}

bool isDiskOperation(const JsonValue& operation)
{
    return operation.at("type").text().endsWith("_DISK");
}

const JsonValue& contentOf(const JsonValue& operation)
{
    return operation.at(operation.at("type").text().toLower());
}

JsonArray resourcesOf(const JsonValue& operation)
{
    const QByteArray& type = operation.at("type").text();
    const JsonValue& content = contentOf(operation);
    if (type == "RESERVE" || type == "UNRESERVE")
        return content.at("resources").array();
    if (type == "CREATE" || type == "DESTROY")
        return content.at("volumes").array();
    if (type == "GROW_VOLUME")
        return {content.at("volume"), content.at("addition")};
    return {content.at(type == "SHRINK_VOLUME" ? "volume" : "source")};
}

Pieces piecesOf(const JsonArray& resources)
{
    Pieces pieces;
    for (const JsonValue& resource : resources) {
        if (const auto piece = Resources::pieceFromJson(resource))
            pieces.push_back(*piece);
    }
    return pieces;
}

QByteArray allocationOf(const JsonValue& resource, const QByteArray& role)
{
    const JsonValue& allocation = resource.at("allocation_info").at("role");
    return allocation.isNull() ? role : allocation.text();
}

QByteArray providerOf(const JsonValue& operation)
{
    const JsonArray resources = resourcesOf(operation);
    return resources.empty() ? QByteArray() : resources.front().at("provider_id").at("value").text();
}

} // namespace mesoscribe::practice
