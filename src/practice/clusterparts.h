// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/clock.h"
#include "practice/commandplan.h"
#include "practice/events.h"
#include "practice/jsonvalue.h"
#include "practice/offerconstraints.h"
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

/// --allocation_interval
inline constexpr std::chrono::milliseconds AllocationInterval{1000};

/// What a framework says to an inverse offer.
struct MaintenanceAnswer
{
    bool isAccepted = false;
    WallTime at;
};

struct Agent
{
    enum class State {
        Registered,
        Disconnected, ///< does not answer; given up when it stays away
        Recovered,    ///< known from before a restart, not back yet
        Unreachable,  ///< lost; comes back with the same id
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
    JsonValue unavailability;                                   ///< null unless maintenance is scheduled
    std::map<QByteArray, MaintenanceAnswer> maintenanceAnswers; ///< by framework
    Timers::Id giveUp = 0;                                      ///< while it is disconnected
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

/// A framework is asked to give up what it has on an agent.
struct InverseOffer
{
    QByteArray id;
    QByteArray frameworkId;
    QByteArray agentId;
    Timers::Id timeout = 0;
};

/// An operation with an id, from the ACCEPT until its end is acknowledged.
struct Operation
{
    QByteArray id;
    QByteArray agentId;
    QByteArray providerId; ///< empty for the agent's own resources
    QByteArray state = "OPERATION_PENDING";
    JsonArray converted; ///< what a resource provider made; empty for the agent's own resources
    QByteArray uuid;     ///< 16 bytes, once it is over
    std::chrono::milliseconds retryAfter{0};
    Timers::Id next = 0; ///< its end, later the next report of that
};

/// Who runs a task, which decides how it reports and how it is killed.
enum class Runner {
    Command,         ///< the agent's own executor, one for each task
    Docker,          ///< the same for a Docker container
    DefaultExecutor, ///< tasks of a group
    CustomExecutor,
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
    JsonValue info;               ///< the TaskInfo
    Runner runner = Runner::Command;
    CommandPlan plan;
    QByteArrayList group; ///< all that were launched as one group, itself too; else empty
    qint64 processId = 0;
    Resources resources;
    bool holdsResources = true;
    Timers::Id life = 0; ///< its start, later its end

    // What it says.
    QByteArray latestState;         ///< as the agent knows it
    QByteArray forwardedState;      ///< of the last update that reached the scheduler; empty before the first
    std::deque<TaskStatus> updates; ///< not acknowledged; the first one is on its way
    std::chrono::milliseconds retryAfter{0};
    Timers::Id retry = 0;

    // Its checks.
    SteadyTime runningSince;
    Timers::Id healthCheck = 0;
    Timers::Id check = 0;
    int healthFailures = 0; ///< in a row
    bool hasBeenHealthy = false;
    std::optional<bool> isHealthy; ///< as last reported
    JsonValue checkStatus;         ///< as last reported; null without a check

    // How it is killed.
    Timers::Id completion = 0;          ///< max_completion_time
    std::optional<SteadyTime> killedAt; ///< when SIGTERM came
    SteadyTime forcedAt;                ///< when SIGKILL comes
    bool isKilledForHealth = false;
    bool hasRunOutOfTime = false;
    bool isKilledOnReturn = false; ///< of its agent, which cannot be told now

    bool isTerminal() const;
    /// The master does not know the executor that an agent makes for a single command.
    bool hasExecutor() const { return runner == Runner::DefaultExecutor || runner == Runner::CustomExecutor; }
};

/// One of a framework's own, or the default one of task groups.
struct Executor
{
    QByteArray id;
    QByteArray agentId;
    QByteArray role;
    QByteArray containerId;
    JsonValue info; ///< the ExecutorInfo
    Resources resources;
    bool holdsResources = true;
    qint64 processId = 0;
    int waitStatus = 0; ///< what it will end with
    Timers::Id end = 0; ///< once its last task is over
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

/// No inverse offers of that agent for a while.
struct InverseOfferFilter
{
    quint64 number = 0; ///< tells filters apart
    Timers::Id expiry = 0;
    QByteArray agentId;
};

/// Resources that a task or an executor has on an agent.
struct Holding
{
    QByteArray agentId;
    QByteArray role;
    Resources resources;
};

struct Framework
{
    QByteArray id;
    JsonValue info; ///< the FrameworkInfo, with its id
    QByteArrayList roles;
    QSet<QByteArray> suppressed;
    OfferConstraints offerConstraints;
    QByteArray streamId; ///< the current stream's; of the last one when not connected
    bool isConnected = false;
    WallTime registeredAt;
    WallTime reregisteredAt;
    Timers::Id heartbeat = 0;
    Timers::Id failover = 0;
    std::vector<OfferFilter> filters;
    std::vector<InverseOfferFilter> inverseFilters;
    std::map<quint64, Operation> operations; ///< by the order in which they came
    std::map<QByteArray, Task> tasks;
    std::map<QByteArray, Task> unreachableTasks;                     ///< those on agents that were given up
    std::map<std::pair<QByteArray, QByteArray>, Executor> executors; ///< by agent and id
    std::map<QByteArray, quint64> lastTurn; ///< by role: the number of the allocation that served it last

    bool can(QByteArrayView capability) const;
    /// Of all its tasks and executors.
    std::vector<Holding> holdings() const;
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
