// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/clock.h"
#include "practice/jsonvalue.h"
#include "practice/resources.h"
#include "practice/timers.h"

#include <QByteArrayList>
#include <QSet>

#include <chrono>
#include <deque>
#include <map>
#include <optional>

/// What a simulated cluster is made of. Plain values; their rules are in Cluster.
namespace mesoscribe::practice {

struct Agent
{
    enum class State {
        Registered,
        Recovered,   ///< known from before a restart, not back yet
        Unreachable, ///< lost; comes back with the same id
    };

    QByteArray id;
    QByteArray hostname;
    int number = 1; ///< 1-based; the N of its actor "slave(N)"
    JsonArray attributes;
    Resources total;
    Resources inUse; ///< by tasks and by offers
    State state = State::Registered;
    WallTime registeredAt;
    WallTime unreachableSince;
};

struct Offer
{
    quint64 number = 0; ///< the one its id ends with
    QByteArray id;
    QByteArray frameworkId;
    QByteArray agentId;
    QByteArray role;
    Resources resources;
    Timers::Id timeout = 0;
};

/// An update that the agent has not been told to be acknowledged.
struct PendingUpdate
{
    QByteArray state;
    QByteArray message;
    QByteArray uuid; ///< 16 bytes
    double timestamp = 0;
};

struct Task
{
    QByteArray id;
    QByteArray name;
    QByteArray agentId;
    QByteArray executorId;
    QByteArray role;
    QByteArray containerId;
    QByteArray parentContainerId; ///< of a task in a group, else empty
    qint64 processId = 0;
    int exitStatus = 0;
    Resources resources;
    QByteArray latestState;            ///< as the agent knows it
    QByteArray forwardedState;         ///< of the last update that left for the scheduler; empty before the first
    std::deque<PendingUpdate> updates; ///< the first one is on its way
    std::chrono::milliseconds retryAfter{0};
    Timers::Id retry = 0;
    Timers::Id life = 0;
    bool holdsResources = true;

    bool isTerminal() const;
};

/// Resources of one agent that a framework does not want in a role for a while.
struct OfferFilter
{
    quint64 number = 0; ///< tells filters apart
    Timers::Id expiry = 0;
    QByteArray role;
    QByteArray agentId;
    Resources refused;
};

struct Framework
{
    QByteArray id;
    JsonValue info; ///< the FrameworkInfo, with its id
    QByteArrayList roles;
    QSet<QByteArray> suppressed;
    QByteArray streamId; ///< the current stream's; of the last one when not connected
    bool isConnected = false;
    WallTime registeredAt;
    WallTime reregisteredAt;
    Timers::Id heartbeat = 0;
    Timers::Id failover = 0;
    std::vector<OfferFilter> filters;
    std::map<QByteArray, Task> tasks;
    QSet<QByteArray> unreachableTasks;
    std::map<QByteArray, quint64> lastTurn; ///< by role: the number of the allocation that served it last

    bool can(QByteArrayView capability) const;
};

/// What a stream is to write next.
struct StreamItem
{
    enum class Kind {
        Record,          ///< a whole record
        BadLengthRecord, ///< a record whose length is not a number
        HalfRecord,      ///< the first half of a record, announced as whole
        End,             ///< the clean end: the chunk of length zero
        Break,           ///< the connection closes as if the master had died
    };

    Kind kind = Kind::Record;
    QByteArray json;
};

struct EventStream
{
    QByteArray frameworkId; ///< empty for a refused subscription
    std::deque<StreamItem> items;
    bool isOver = false; ///< nothing is added after End or Break
};

/// The answer to a call other than SUBSCRIBE.
struct CallAnswer
{
    int status = 202;
    QByteArray body;
};

} // namespace mesoscribe::practice
