// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "state/sessionstate.h"

#include <variant>

/// What can happen to a session. Every input carries its time; reduce() never asks a clock.
namespace mesoscribe {

namespace input {

/// A person asked to subscribe: everything of an earlier subscription is forgotten but the story.
struct SubscribeRequested
{
    SubscribeSettings settings;
};

/// A connection to `master` is being made; `body` is the SUBSCRIBE that will be sent.
struct AttemptStarted
{
    QUrl master;
    QUrl redirectedFrom;
    QByteArray body;
};

/// The answer's status line and headers have been read.
struct HeadersReceived
{
    int status = 0;
    StreamId streamId;
    std::chrono::milliseconds took{0};
};

/// A whole record. Offers in it are *not* taken into the table: they follow in OffersArrived, in slices of any size.
struct RecordReceived
{
    QByteArray raw;
    EventPtr event;  ///< null when unreadable
    QString problem; ///< then: why
};

struct OffersArrived
{
    QList<OfferPtr> offers;
};

struct HeartbeatsMissed
{
    int count = 0; ///< 2 or more
};

/// The stream, or the attempt at one, is over.
struct StreamEnded
{
    Trouble trouble;
};

/// Another attempt will be made at `retryAt`.
struct RetryPlanned
{
    WallTime retryAt;
};

/// No further attempt will be made.
struct GaveUp
{
    Trouble trouble;
};

struct Disconnected
{
};

/// A call is on its way, or waits for its turn. It gets the number state.calls.nextNumber().
struct CallSent
{
    CallFacts facts;
    QByteArray body;
    bool isAutomatic = false;
};

/// The master's answer to a call.
struct CallAnswered
{
    quint64 number = 0;
    int status = 0;
    QByteArray body;
    std::chrono::milliseconds took{0};
};

/// A call without an answer.
struct CallFailed
{
    quint64 number = 0;
    Error error;
    bool wasSent = true; ///< false: the stream ended before its turn
};

/// Rows are cleared by hand: tasks that are over; others are left alone.
struct TasksCleared
{
    QList<TaskId> tasks;
};

struct MannersChanged
{
    Manners manners;
};

struct Slept
{
    std::chrono::milliseconds duration{0};
};

/// Something worth knowing that needs nothing done, kept as the state's trouble; none takes it away.
struct Noted
{
    std::optional<Trouble> trouble;
};

/// Time passes: rescinded offers are let go.
struct Tick
{
};

} // namespace input

struct Input
{
    WallTime at;
    std::variant<input::SubscribeRequested, input::AttemptStarted, input::HeadersReceived, input::RecordReceived,
                 input::OffersArrived, input::HeartbeatsMissed, input::StreamEnded, input::RetryPlanned, input::GaveUp,
                 input::Disconnected, input::CallSent, input::CallAnswered, input::CallFailed, input::TasksCleared,
                 input::MannersChanged, input::Slept, input::Noted, input::Tick>
        what;
};

} // namespace mesoscribe
