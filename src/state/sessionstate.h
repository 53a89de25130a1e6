// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "state/calltable.h"
#include "state/filterclock.h"
#include "state/manners.h"
#include "state/offertable.h"
#include "state/recordlog.h"
#include "state/subscribesettings.h"
#include "state/tasktable.h"
#include "state/trouble.h"

#include <QMap>

namespace mesoscribe {

/// Where a session stands (product.md 4.11).
enum class Phase {
    Off,
    Connecting,
    WaitingForSubscribed, ///< 200 and headers, but SUBSCRIBED has not been read
    Subscribed,
    Quiet,        ///< subscribed, two or more heartbeats missed
    Reconnecting, ///< waiting to try again at retryAt
    Stopped,      ///< given up: see trouble
};

/// A wish of the master to have an agent's resources back for maintenance.
struct LiveInverseOffer
{
    enum class Answer { None, Sent, Accepted, Declined };

    InverseOfferPtr offer;
    WallTime arrived;
    Answer answer = Answer::None;
    WallTime answeredAt;
    quint64 call = 0; ///< number of the call that answers, 0: none
};

/// Which calls may still have an effect, by what it will be about: so that cause and effect find each other at the cost
/// of a look-up.
struct AwaitedEffects
{
    using Place = std::pair<AgentId, QString>; ///< an agent and a role

    QHash<TaskId, quint64> kills;           ///< until the task is over
    QHash<TaskId, quint64> reconciliations; ///< explicit ones, until answered
    quint64 implicitReconciliation = 0;     ///< the latest, 0: none
    QHash<OperationId, quint64> operationReconciliations;
    quint64 implicitOperationReconciliation = 0;
    QHash<Place, quint64> declines;                 ///< the latest of each place, until it is offered again
    QList<std::pair<quint64, QStringList>> revives; ///< until an offer of such a role comes; no role: of any
    quint64 offersRecord = 0;                       ///< number of the latest OFFERS record
};

/// A line of the story behind the state pill.
struct StoryLine
{
    enum class Kind {
        Connecting,
        RedirectedTo,
        HeadersReceived,
        Subscribed,
        Quiet,
        HeardAgain,
        Ended,
        RetryPlanned,
        Disconnected,
        Stopped,
        Slept,
        GivenBack, ///< offers held for too long, for `duration`: subject is how many
    };

    WallTime at;
    Kind kind = Kind::Connecting;
    QString subject; ///< an address or an id
    std::chrono::milliseconds duration{0};
    std::optional<Trouble> trouble;
};

/// Everything the window shows of one connection. Changed by reduce() alone.
struct SessionState
{
    Phase phase = Phase::Off;
    WallTime phaseSince;
    SubscribeSettings settings;

    QUrl master;         ///< the one spoken to, after redirects
    QUrl redirectedFrom; ///< empty when there was no redirect
    std::optional<MasterInfo> masterInfo;
    FrameworkId frameworkId;     ///< kept when the stream breaks
    StreamId streamId;           ///< of the live or last stream
    bool streamIdIsVoid = false; ///< the stream it belongs to is gone
    int subscriptions = 0;       ///< how many SUBSCRIBED have been read
    WallTime subscribedSince;

    std::chrono::milliseconds heartbeatInterval{15000};
    std::optional<WallTime> lastHeard; ///< the last record of any type
    int missedHeartbeats = 0;

    OfferTable offers;
    std::optional<WallTime> offersVoidSince;       ///< set while the offers are those of a dead stream
    QMap<QString, LiveInverseOffer> inverseOffers; ///< by id
    FilterClock filters;
    QStringList suppressedRoles; ///< of settings.framework.roles; what the master regards as suppressed, by our calls
    Manners manners;

    TaskTable tasks;                          ///< kept when the stream breaks
    QMap<QString, OperationEntry> operations; ///< by id; kept when the stream breaks
    CallTable calls;
    AwaitedEffects awaited;
    bool isTornDown = false; ///< TEARDOWN was received: the framework id is finished

    RecordLog records;
    std::optional<quint64> subscribeRecord; ///< number of the SUBSCRIBE call under way

    std::optional<Trouble> trouble;
    std::optional<WallTime> retryAt;
    int retries = 0;        ///< in a row, 0 after SUBSCRIBED
    QList<StoryLine> story; ///< oldest first, at most MaxStory

    static constexpr qsizetype MaxStory = 100;

    bool isSubscribed() const { return phase == Phase::Subscribed || phase == Phase::Quiet; }
    /// Roles as the master sees them: framework.roles, or the single role.
    QStringList roles() const;
    /// Whether every role is suppressed: no offers come until Revive.
    bool isSuppressed() const { return !suppressedRoles.isEmpty() && suppressedRoles.size() >= roles().size(); }
    /// Whether the call carries a stream id that no master takes any more.
    bool isStale(const CallEntry& call) const { return streamIdIsVoid || call.streamId != streamId; }
    bool isActive() const { return phase != Phase::Off && phase != Phase::Stopped; }
};

} // namespace mesoscribe
