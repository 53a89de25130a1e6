// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "mesos/payloadparser.h"

#include "mesos/offerparser.h"
#include "mesos/statusparser.h"

namespace mesoscribe {

using namespace Qt::Literals::StringLiterals;

namespace {

using Repeats = JsonReader::Repeats;

bool readPackedIp(JsonReader& reader, JsonNode& node, QString& ip)
{
    quint64 packed = 0;
    if (!reader.readUint64(node, packed))
        return false;
    // Network order as a little-endian host reads it: the first number is in the lowest byte.
    ip = u"%1.%2.%3.%4"_s.arg(packed & 255).arg(packed >> 8 & 255).arg(packed >> 16 & 255).arg(packed >> 24 & 255);
    return true;
}

bool readMasterInfo(JsonReader& reader, JsonNode& node, MasterInfo& info)
{
    bool hasId = false;
    bool hasIp = false;
    bool hasPort = false;
    std::optional<Address> address;
    Address packed;
    const bool read = reader.readObject(node, [&](std::string_view key, JsonNode& member) {
        if (isKey(key, "id"))
            return hasId = true, reader.readText(member, info.id);
        if (isKey(key, "ip"))
            return hasIp = true, readPackedIp(reader, member, packed.ip);
        if (isKey(key, "port"))
            return hasPort = true, reader.readInt(member, packed.port);
        if (isKey(key, "pid"))
            return reader.readText(member, info.pid);
        if (isKey(key, "hostname"))
            return reader.readText(member, info.hostname);
        if (isKey(key, "version"))
            return reader.readText(member, info.version);
        if (isKey(key, "address"))
            return readAddress(reader, member, address.emplace());
        if (isKey(key, "domain"))
            return readDomain(reader, member, info.domain);
        if (isKey(key, "capabilities")) {
            info.capabilities.clear();
            return reader.readList(member, [&](JsonNode& item) {
                return reader.readObject(item, [&](std::string_view part, JsonNode& type) {
                    return isKey(part, "type") ? reader.readWord(type, info.capabilities.emplaceBack())
                                               : reader.skipUnknown(type);
                });
            });
        }
        return reader.skipUnknown(member);
    });
    if (!read)
        return false;
    if (!hasId)
        return reader.missing(node.path, "id");
    if (!hasIp)
        return reader.missing(node.path, "ip");
    if (!hasPort)
        return reader.missing(node.path, "port");
    packed.hostname = info.hostname;
    info.address = address.value_or(packed);
    return true;
}

} // namespace

bool readPayload(JsonReader& reader, JsonNode& node, SubscribedEvent& event)
{
    bool hasFrameworkId = false;
    const bool read = reader.readObject(node, [&](std::string_view key, JsonNode& member) {
        if (isKey(key, "framework_id"))
            return hasFrameworkId = true, reader.readId(member, event.frameworkId, Repeats::Often);
        if (isKey(key, "heartbeat_interval_seconds"))
            return reader.readDouble(member, event.heartbeatIntervalSeconds.emplace());
        if (isKey(key, "master_info"))
            return readMasterInfo(reader, member, event.masterInfo.emplace());
        return reader.skipUnknown(member);
    });
    return read && (hasFrameworkId || reader.missing(node.path, "framework_id"));
}

bool readPayload(JsonReader& reader, JsonNode& node, OffersEvent& event)
{
    return reader.readObject(node, [&](std::string_view key, JsonNode& list) {
        if (!isKey(key, "offers"))
            return reader.skipUnknown(list);
        event.offers.clear();
        return reader.readList(list, [&](JsonNode& item) {
            auto offer = std::make_shared<Offer>();
            if (!readOffer(reader, item, *offer))
                return false;
            event.offers.append(std::move(offer));
            return true;
        });
    });
}

bool readPayload(JsonReader& reader, JsonNode& node, InverseOffersEvent& event)
{
    return reader.readObject(node, [&](std::string_view key, JsonNode& list) {
        if (!isKey(key, "inverse_offers"))
            return reader.skipUnknown(list);
        event.inverseOffers.clear();
        return reader.readList(list, [&](JsonNode& item) {
            auto offer = std::make_shared<InverseOffer>();
            if (!readInverseOffer(reader, item, *offer))
                return false;
            event.inverseOffers.append(std::move(offer));
            return true;
        });
    });
}

bool readPayload(JsonReader& reader, JsonNode& node, RescindEvent& event)
{
    bool hasId = false;
    const bool read = reader.readObject(node, [&](std::string_view key, JsonNode& member) {
        if (!isKey(key, "offer_id"))
            return reader.skipUnknown(member);
        return hasId = true, reader.readId(member, event.offerId);
    });
    return read && (hasId || reader.missing(node.path, "offer_id"));
}

bool readPayload(JsonReader& reader, JsonNode& node, RescindInverseOfferEvent& event)
{
    bool hasId = false;
    const bool read = reader.readObject(node, [&](std::string_view key, JsonNode& member) {
        if (!isKey(key, "inverse_offer_id"))
            return reader.skipUnknown(member);
        return hasId = true, reader.readId(member, event.inverseOfferId);
    });
    return read && (hasId || reader.missing(node.path, "inverse_offer_id"));
}

bool readPayload(JsonReader& reader, JsonNode& node, UpdateEvent& event)
{
    bool hasStatus = false;
    const bool read = reader.readObject(node, [&](std::string_view key, JsonNode& member) {
        if (!isKey(key, "status"))
            return reader.skipUnknown(member);
        return hasStatus = true, readTaskStatus(reader, member, event.status);
    });
    return read && (hasStatus || reader.missing(node.path, "status"));
}

bool readPayload(JsonReader& reader, JsonNode& node, UpdateOperationStatusEvent& event)
{
    bool hasStatus = false;
    const bool read = reader.readObject(node, [&](std::string_view key, JsonNode& member) {
        if (!isKey(key, "status"))
            return reader.skipUnknown(member);
        return hasStatus = true, readOperationStatus(reader, member, event.status);
    });
    return read && (hasStatus || reader.missing(node.path, "status"));
}

bool readPayload(JsonReader& reader, JsonNode& node, MessageEvent& event)
{
    bool hasAgentId = false;
    bool hasExecutorId = false;
    bool hasData = false;
    const bool read = reader.readObject(node, [&](std::string_view key, JsonNode& member) {
        if (isKey(key, "agent_id"))
            return hasAgentId = true, reader.readId(member, event.agentId, Repeats::AmongMany);
        if (isKey(key, "executor_id"))
            return hasExecutorId = true, reader.readId(member, event.executorId, Repeats::AmongMany);
        if (isKey(key, "data"))
            return hasData = true, reader.readBytes(member, event.data);
        return reader.skipUnknown(member);
    });
    if (!read)
        return false;
    if (!hasAgentId)
        return reader.missing(node.path, "agent_id");
    if (!hasExecutorId)
        return reader.missing(node.path, "executor_id");
    return hasData || reader.missing(node.path, "data");
}

bool readPayload(JsonReader& reader, JsonNode& node, FailureEvent& event)
{
    return reader.readObject(node, [&](std::string_view key, JsonNode& member) {
        if (isKey(key, "agent_id"))
            return reader.readId(member, event.agentId, Repeats::AmongMany);
        if (isKey(key, "executor_id"))
            return reader.readId(member, event.executorId, Repeats::AmongMany);
        if (isKey(key, "status"))
            return reader.readInt(member, event.status.emplace());
        return reader.skipUnknown(member);
    });
}

bool readPayload(JsonReader& reader, JsonNode& node, ErrorEvent& event)
{
    bool hasMessage = false;
    const bool read = reader.readObject(node, [&](std::string_view key, JsonNode& member) {
        if (!isKey(key, "message"))
            return reader.skipUnknown(member);
        return hasMessage = true, reader.readText(member, event.message);
    });
    return read && (hasMessage || reader.missing(node.path, "message"));
}

bool readPayload(JsonReader& reader, JsonNode& node, HeartbeatEvent&)
{
    return reader.skip(node);
}

} // namespace mesoscribe
