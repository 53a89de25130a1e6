// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "mesos/event.h"

#include "mesos/payloadparser.h"

#include <algorithm>
#include <array>

namespace mesoscribe {

using namespace Qt::Literals::StringLiterals;

namespace {

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
