// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "mesos/event.h"

#include "mesos/jsonreader.h"
#include "mesos/offerparser.h"
#include "mesos/statusparser.h"

#include <algorithm>
#include <array>

namespace mesoscribe {

using namespace Qt::Literals::StringLiterals;

namespace {

using Repeats = JsonReader::Repeats;

// In the order of Event::Payload's alternatives, without the unknown one.
struct EventName
{
    std::string_view type;
    std::string_view member; ///< empty: it has none
};
constexpr EventName EventNames[] = {
    {"SUBSCRIBED", "subscribed"},
    {"OFFERS", "offers"},
    {"INVERSE_OFFERS", "inverse_offers"},
    {"RESCIND", "rescind"},
    {"RESCIND_INVERSE_OFFER", "rescind_inverse_offer"},
    {"UPDATE", "update"},
    {"UPDATE_OPERATION_STATUS", "update_operation_status"},
    {"MESSAGE", "message"},
    {"FAILURE", "failure"},
    {"ERROR", "error"},
    {"HEARTBEAT", {}},
};
static_assert(std::size(EventNames) + 1 == std::variant_size_v<Event::Payload>);

// Buffers of more than this are let go after so many records that needed a small part of them.
constexpr std::size_t LargeCapacity = std::size_t(8) << 20;
constexpr int SmallRecordsBeforeShrinking = 64;

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

using PayloadReader = bool (*)(JsonReader&, JsonNode&, Event::Payload&);

template<std::size_t... I>
constexpr std::array<PayloadReader, sizeof...(I)> makePayloadReaders(std::index_sequence<I...>)
{
    return {[](JsonReader& reader, JsonNode& node, Event::Payload& payload) {
        return readPayload(reader, node, payload.emplace<I>());
    }...};
}

template<std::size_t... I>
Event::Payload makePayload(std::size_t kind, std::index_sequence<I...>)
{
    Event::Payload payload;
    ((I == kind ? void(payload.emplace<I>()) : void()), ...);
    return payload;
}

using Kinds = std::make_index_sequence<std::size(EventNames)>;
using AllKinds = std::make_index_sequence<std::variant_size_v<Event::Payload>>;

constexpr std::size_t UnknownKind = std::size(EventNames);

std::size_t kindOf(const QString& type)
{
    const auto found = std::ranges::find_if(EventNames, [&](const EventName& name) {
        return type == QLatin1StringView(name.type.data(), static_cast<qsizetype>(name.type.size()));
    });
    return static_cast<std::size_t>(found - std::begin(EventNames));
}

// These events say something, even nothing, without their member.
bool needsMember(std::size_t kind)
{
    return kind != UnknownKind && !EventNames[kind].member.empty() && EventNames[kind].type != "OFFERS" &&
           EventNames[kind].type != "INVERSE_OFFERS" && EventNames[kind].type != "FAILURE";
}

} // namespace

struct EventParser::Private
{
    simdjson::ondemand::parser parser;
    JsonReader reader;
    QByteArray padded;
    int smallRecords = 0;

    QByteArrayView paddedText(const QByteArray& record);
    simdjson::error_code readText(QByteArrayView text, const QByteArray& record, Event& event);
    bool readRecord(simdjson::ondemand::document& document, const QString* knownType, Event& event, bool& isOfType);
    void shrink(std::size_t needed);
};

// The text itself when there is room behind it, otherwise a copy that has. simdjson reads past the end, but never minds
// what.
QByteArrayView EventParser::Private::paddedText(const QByteArray& record)
{
    constexpr auto Padding = static_cast<qsizetype>(simdjson::SIMDJSON_PADDING);
    // Not capacity() - size(): a buffer may also have room in front. The copy is a shared one.
    QByteArray shared = record;
    if (shared.data_ptr().freeSpaceAtEnd() >= Padding)
        return record;
    padded.resize(record.size() + Padding);
    std::copy(record.cbegin(), record.cend(), padded.begin());
    std::fill(padded.end() - Padding, padded.end(), '\0');
    return QByteArrayView(padded).first(record.size());
}

// One pass over the members. The type of the event decides which member is read, so when it stands behind that member,
// or twice, a second pass is told it; `isOfType` says whether this pass went by the right one.
bool EventParser::Private::readRecord(simdjson::ondemand::document& document, const QString* knownType, Event& event,
                                      bool& isOfType)
{
    static constexpr std::array<PayloadReader, std::size(EventNames)> PayloadReaders = makePayloadReaders(Kinds());

    const JsonPath root;
    simdjson::ondemand::object object;
    if (const auto error = document.get_object().get(object)) {
        if (error == simdjson::INCORRECT_TYPE)
            return reader.fail(u"the record is no JSON object"_s);
        return reader.failBroken(root, error);
    }
    std::optional<QString> assumed;
    if (knownType)
        assumed = *knownType;
    std::size_t kind = assumed ? kindOf(*assumed) : UnknownKind;
    bool hasMember = false;
    bool hasPassedMember = false;
    bool hasType = false;
    event.unknownFields.clear();

    const bool read = reader.readMembers(object, root, [&](std::string_view key, JsonNode& member) {
        if (isKey(key, "type")) {
            hasType = true;
            if (!reader.readWord(member, event.type))
                return false;
            if (!assumed) {
                assumed = event.type;
                kind = kindOf(event.type);
            }
            return true;
        }
        if (!assumed) {
            hasPassedMember = true;
            return reader.skip(member);
        }
        if (kind == UnknownKind)
            return reader.skip(member);
        if (key == EventNames[kind].member) {
            hasMember = true;
            return PayloadReaders[kind](reader, member, event.payload);
        }
        const bool isKnown =
            std::ranges::any_of(EventNames, [&](const EventName& name) { return !key.empty() && name.member == key; });
        return isKnown ? reader.skip(member) : reader.skipUnknown(member);
    });
    if (!read)
        return false;
    const char* rest = nullptr;
    if (document.current_location().get(rest) != simdjson::OUT_OF_BOUNDS)
        return reader.fail(u"something follows the record's JSON object"_s);
    if (!hasType)
        return reader.missing(root, "type");
    isOfType = assumed == event.type && !hasPassedMember;
    if (!isOfType)
        return true;
    if (!hasMember) {
        if (needsMember(kind))
            return reader.missing(root, EventNames[kind].member);
        event.payload = makePayload(kind, AllKinds());
    }
    event.unknownFields = reader.takeUnknownFields();
    return true;
}

// The error says only whether simdjson could not begin at all; otherwise the reader holds the failure, if any.
simdjson::error_code EventParser::Private::readText(QByteArrayView text, const QByteArray& record, Event& event)
{
    const auto size = static_cast<std::size_t>(text.size());
    const simdjson::padded_string_view view(text.data(), size, size + simdjson::SIMDJSON_PADDING);
    for (bool isOfType = false, isSecond = false; !isOfType; isSecond = true) {
        reader.begin(record, text.data());
        simdjson::ondemand::document document;
        if (const auto error = parser.iterate(view).get(document))
            return error;
        const QString type = event.type;
        if (!readRecord(document, isSecond ? &type : nullptr, event, isOfType))
            break;
    }
    return simdjson::SUCCESS;
}

void EventParser::Private::shrink(std::size_t needed)
{
    if (parser.capacity() < LargeCapacity || needed > parser.capacity() / 8) {
        smallRecords = 0;
        return;
    }
    if (++smallRecords < SmallRecordsBeforeShrinking)
        return;
    smallRecords = 0;
    parser = simdjson::ondemand::parser();
    padded = {};
}

EventParser::EventParser()
    : d(std::make_unique<Private>())
{
}

EventParser::~EventParser() = default;

Result<Event> EventParser::parse(const QByteArray& record)
{
    Event event;
    auto error = d->readText(d->paddedText(record), record, event);
    if (error == simdjson::UTF8_ERROR) {
        const QByteArray clean = QString::fromUtf8(record).toUtf8();
        event = {};
        error = d->readText(d->paddedText(clean), clean, event);
    }
    if (error != simdjson::SUCCESS)
        d->reader.failBroken({}, error);
    d->reader.end();
    d->shrink(static_cast<std::size_t>(record.size()));
    if (!d->reader.failure().isEmpty())
        return fail(Error::Kind::Protocol, d->reader.failure());
    event.raw = record;
    return event;
}

Result<Event> parseEvent(const QByteArray& record)
{
    return EventParser().parse(record);
}

} // namespace mesoscribe
