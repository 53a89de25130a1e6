// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "state/offertable.h"
#include "state/recordlog.h"
#include "state/subscribesettings.h"
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
    std::optional<WallTime> offersVoidSince;      ///< set while the offers are those of a dead stream
    QMap<QString, InverseOfferPtr> inverseOffers; ///< by id

    RecordLog records;
    std::optional<quint64> subscribeRecord; ///< number of the SUBSCRIBE call under way

    std::optional<Trouble> trouble;
    std::optional<WallTime> retryAt;
    int retries = 0;        ///< in a row, 0 after SUBSCRIBED
    QList<StoryLine> story; ///< oldest first, at most MaxStory

    static constexpr qsizetype MaxStory = 100;

    bool isSubscribed() const { return phase == Phase::Subscribed || phase == Phase::Quiet; }
    bool isActive() const { return phase != Phase::Off && phase != Phase::Stopped; }
};

} // namespace mesoscribe
