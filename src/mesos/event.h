// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/result.h"
#include "mesos/offer.h"
#include "mesos/taskstatus.h"

#include <variant>

/// Events of the v1 scheduler API (include/mesos/v1/scheduler/scheduler.proto).
namespace mesoscribe {

struct MasterInfo
{
    QString id;
    QString hostname;
    QString pid;
    QString version;
    Address address; ///< from `address`, else from `ip` and `port`
    std::optional<FaultDomain> domain;
    QStringList capabilities;

    friend bool operator==(const MasterInfo&, const MasterInfo&) = default;
};

struct SubscribedEvent
{
    FrameworkId frameworkId;
    std::optional<double> heartbeatIntervalSeconds;
    std::optional<MasterInfo> masterInfo;
};

struct OffersEvent
{
    QList<OfferPtr> offers;
};

struct InverseOffersEvent
{
    QList<InverseOfferPtr> inverseOffers;
};

struct RescindEvent
{
    OfferId offerId;
};

struct RescindInverseOfferEvent
{
    OfferId inverseOfferId;
};

struct UpdateEvent
{
    TaskStatus status;
};

struct UpdateOperationStatusEvent
{
    OperationStatus status;
};

struct MessageEvent
{
    AgentId agentId;
    ExecutorId executorId;
    QByteArray data; ///< decoded
};

struct FailureEvent
{
    AgentId agentId;           ///< may be empty
    ExecutorId executorId;     ///< may be empty: then the agent is gone
    std::optional<int> status; ///< raw wait status
};

struct ErrorEvent
{
    QString message;
};

struct HeartbeatEvent
{
};

/// A type this version does not know; its text is in Event::raw.
struct UnknownEvent
{
};

struct Event
{
    using Payload = std::variant<SubscribedEvent, OffersEvent, InverseOffersEvent, RescindEvent,
                                 RescindInverseOfferEvent, UpdateEvent, UpdateOperationStatusEvent, MessageEvent,
                                 FailureEvent, ErrorEvent, HeartbeatEvent, UnknownEvent>;

    QString type; ///< as on the wire
    Payload payload;
    QByteArray raw;            ///< the whole record
    QStringList unknownFields; ///< dotted paths of members this version does not know, at most MaxUnknownFields

    static constexpr qsizetype MaxUnknownFields = 20;
};

using EventPtr = std::shared_ptr<const Event>;

/// Reads one record after the other, reusing its buffers. Not thread-safe; one per thread.
class EventParser
{
public:
    EventParser();
    ~EventParser();
    EventParser(const EventParser&) = delete;
    EventParser& operator=(const EventParser&) = delete;

    /// A record with spare capacity behind it (RecordDecoder's have) is read without a copy. The events share its
    /// bytes.
    ///
    /// Error Protocol when the text is no JSON object with a string `type`, or when a required member is missing or has
    /// a wrong type; `detail` names it by dotted path ("offers.offers[3].agent_id is missing"). Such a record is shown
    /// as unreadable and the stream goes on. Invalid UTF-8 is replaced, not refused (masters do not check it).
    Result<Event> parse(const QByteArray& record);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

/// One record with a parser of its own, for tests and single records.
Result<Event> parseEvent(const QByteArray& record);

} // namespace mesoscribe
