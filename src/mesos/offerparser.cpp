// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "mesos/offerparser.h"

#include "mesos/resourceparser.h"

namespace mesoscribe {

namespace {

using Repeats = JsonReader::Repeats;

bool readParameter(JsonReader& reader, JsonNode& node, std::pair<QString, QString>& parameter)
{
    bool hasKey = false;
    bool hasValue = false;
    const bool read = reader.readObject(node, [&](std::string_view key, JsonNode& member) {
        if (isKey(key, "key"))
            return hasKey = true, reader.readWord(member, parameter.first);
        if (isKey(key, "value"))
            return hasValue = true, reader.readWord(member, parameter.second);
        return reader.skipUnknown(member);
    });
    if (!read)
        return false;
    if (!hasKey)
        return reader.missing(node.path, "key");
    return hasValue || reader.missing(node.path, "value");
}

bool readUrl(JsonReader& reader, JsonNode& node, Url& url)
{
    bool hasScheme = false;
    bool hasAddress = false;
    const bool read = reader.readObject(node, [&](std::string_view key, JsonNode& member) {
        if (isKey(key, "scheme"))
            return hasScheme = true, reader.readWord(member, url.scheme);
        if (isKey(key, "address"))
            return hasAddress = true, readAddress(reader, member, url.address);
        if (isKey(key, "path"))
            return reader.readWord(member, url.path);
        if (isKey(key, "query")) {
            url.query.clear();
            return reader.readList(
                member, [&](JsonNode& item) { return readParameter(reader, item, url.query.emplaceBack()); });
        }
        if (isKey(key, "fragment"))
            return reader.readWord(member, url.fragment);
        return reader.skipUnknown(member);
    });
    if (!read)
        return false;
    if (!hasScheme)
        return reader.missing(node.path, "scheme");
    return hasAddress || reader.missing(node.path, "address");
}

bool readNanoseconds(JsonReader& reader, JsonNode& node, qint64& nanoseconds)
{
    bool hasValue = false;
    const bool read = reader.readObject(node, [&](std::string_view key, JsonNode& member) {
        if (!isKey(key, "nanoseconds"))
            return reader.skipUnknown(member);
        return hasValue = true, reader.readInt64(member, nanoseconds);
    });
    return read && (hasValue || reader.missing(node.path, "nanoseconds"));
}

bool readUnavailability(JsonReader& reader, JsonNode& node, Unavailability& unavailability)
{
    bool hasStart = false;
    const bool read = reader.readObject(node, [&](std::string_view key, JsonNode& member) {
        if (isKey(key, "start"))
            return hasStart = true, readNanoseconds(reader, member, unavailability.startNanoseconds);
        if (isKey(key, "duration"))
            return readNanoseconds(reader, member, unavailability.durationNanoseconds.emplace());
        return reader.skipUnknown(member);
    });
    return read && (hasStart || reader.missing(node.path, "start"));
}

bool readNamed(JsonReader& reader, JsonNode& node, QString& name)
{
    return reader.readObject(node, [&](std::string_view key, JsonNode& member) {
        return isKey(key, "name") ? reader.readWord(member, name) : reader.skipUnknown(member);
    });
}

bool readAllocationRole(JsonReader& reader, JsonNode& node, QString& role)
{
    return reader.readObject(node, [&](std::string_view key, JsonNode& member) {
        return isKey(key, "role") ? reader.readWord(member, role) : reader.skipUnknown(member);
    });
}

} // namespace

bool readAddress(JsonReader& reader, JsonNode& node, Address& address)
{
    bool hasPort = false;
    const bool read = reader.readObject(node, [&](std::string_view key, JsonNode& member) {
        if (isKey(key, "hostname"))
            return reader.readName(member, address.hostname);
        if (isKey(key, "ip"))
            return reader.readName(member, address.ip);
        if (isKey(key, "port"))
            return hasPort = true, reader.readInt(member, address.port);
        return reader.skipUnknown(member);
    });
    return read && (hasPort || reader.missing(node.path, "port"));
}

bool readDomain(JsonReader& reader, JsonNode& node, std::optional<FaultDomain>& domain)
{
    return reader.readObject(node, [&](std::string_view outer, JsonNode& fault) {
        if (!isKey(outer, "fault_domain"))
            return reader.skipUnknown(fault);
        FaultDomain& found = domain.emplace();
        return reader.readObject(fault, [&](std::string_view key, JsonNode& member) {
            if (isKey(key, "region"))
                return readNamed(reader, member, found.region);
            if (isKey(key, "zone"))
                return readNamed(reader, member, found.zone);
            return reader.skipUnknown(member);
        });
    });
}

bool readOffer(JsonReader& reader, JsonNode& node, Offer& offer)
{
    bool hasId = false;
    bool hasFrameworkId = false;
    bool hasAgentId = false;
    bool hasHostname = false;
    const bool read = reader.readObject(node, [&](std::string_view key, JsonNode& member) {
        if (isKey(key, "id"))
            return hasId = true, reader.readId(member, offer.id);
        if (isKey(key, "framework_id"))
            return hasFrameworkId = true, reader.readId(member, offer.frameworkId, Repeats::Often);
        if (isKey(key, "agent_id"))
            return hasAgentId = true, reader.readId(member, offer.agentId, Repeats::AmongMany);
        if (isKey(key, "hostname"))
            return hasHostname = true, reader.readName(member, offer.hostname);
        if (isKey(key, "url"))
            return readUrl(reader, member, offer.url.emplace());
        if (isKey(key, "domain"))
            return readDomain(reader, member, offer.domain);
        if (isKey(key, "resources"))
            return readResources(reader, member, offer.resources);
        if (isKey(key, "attributes"))
            return readAttributes(reader, member, offer.attributes);
        if (isKey(key, "executor_ids")) {
            offer.executorIds.clear();
            return reader.readList(
                member, [&](JsonNode& item) { return reader.readId(item, offer.executorIds.emplaceBack()); });
        }
        if (isKey(key, "unavailability"))
            return readUnavailability(reader, member, offer.unavailability.emplace());
        if (isKey(key, "allocation_info"))
            return readAllocationRole(reader, member, offer.allocationRole);
        return reader.skipUnknown(member);
    });
    if (!read)
        return false;
    if (!hasId)
        return reader.missing(node.path, "id");
    if (!hasFrameworkId)
        return reader.missing(node.path, "framework_id");
    if (!hasAgentId)
        return reader.missing(node.path, "agent_id");
    if (!hasHostname)
        return reader.missing(node.path, "hostname");
    offer.raw = reader.rawOf(node);
    return true;
}

bool readInverseOffer(JsonReader& reader, JsonNode& node, InverseOffer& offer)
{
    bool hasId = false;
    bool hasFrameworkId = false;
    bool hasUnavailability = false;
    const bool read = reader.readObject(node, [&](std::string_view key, JsonNode& member) {
        if (isKey(key, "id"))
            return hasId = true, reader.readId(member, offer.id);
        if (isKey(key, "url"))
            return readUrl(reader, member, offer.url.emplace());
        if (isKey(key, "framework_id"))
            return hasFrameworkId = true, reader.readId(member, offer.frameworkId, Repeats::Often);
        if (isKey(key, "agent_id"))
            return reader.readId(member, offer.agentId, Repeats::AmongMany);
        if (isKey(key, "unavailability"))
            return hasUnavailability = true, readUnavailability(reader, member, offer.unavailability);
        if (isKey(key, "resources"))
            return readResources(reader, member, offer.resources);
        return reader.skipUnknown(member);
    });
    if (!read)
        return false;
    if (!hasId)
        return reader.missing(node.path, "id");
    if (!hasFrameworkId)
        return reader.missing(node.path, "framework_id");
    if (!hasUnavailability)
        return reader.missing(node.path, "unavailability");
    offer.raw = reader.rawOf(node);
    return true;
}

} // namespace mesoscribe
