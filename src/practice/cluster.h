// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "practice/clusterparts.h"
#include "practice/events.h"
#include "practice/idsource.h"

namespace mesoscribe::practice {

struct ClusterOptions
{
    int agents = 3;
    int port = 5050; ///< what the master says of itself
    std::chrono::milliseconds heartbeat{15000};
    std::chrono::milliseconds agentTimeout{75000};         ///< --agent_ping_timeout times --max_agent_ping_timeouts
    std::optional<std::chrono::milliseconds> offerTimeout; ///< none: offers live for ever
    QByteArrayList roles;                                  ///< the whitelist (--roles); empty allows all
    QByteArray reservedRole;     ///< part of the first agent is statically reserved for it; empty for none
    bool hasStorage = false;     ///< the second agent, or the only one, has a storage plugin with a pool
    std::optional<quint64> seed; ///< makes all ids the same from run to run
};

/// A simulated Mesos master with its agents, frameworks, offers and tasks; no network and no thread of its own.
///
/// A state machine: calls come in through subscribe() and handle(), time through advance(), what the master says comes
/// out of take(). The clock is the caller's, so that a test can let 10 minutes pass in no time. Calls are messages of
/// decodeMessage that passed callError. Behaviour follows src/master/master.cpp and the hierarchical allocator
/// (docs/scheduler-http-api.md). Not thread-safe; whoever shares it locks.
class Cluster
{
public:
    /// `clock` must outlive the cluster.
    Cluster(const ClusterOptions& options, const Clock& clock);

    /// A SUBSCRIBE call; `principal` is the authenticated one. Always opens a stream, also to refuse: then it holds one
    /// ERROR and its end. Returns the stream's id.
    QByteArray subscribe(const JsonValue& call, const std::optional<QByteArray>& principal);
    /// Every other call, from looking the framework up to the answer.
    CallAnswer handle(const JsonValue& call, const std::optional<QByteArray>& principal,
                      const std::optional<QByteArray>& streamId);

    /// Moves what is to be written out of the stream, in order. Empty for streams that are unknown.
    std::vector<StreamItem> take(const QByteArray& streamId);
    /// The reader is gone, or has read the End: forgets the stream. If it was a framework's current one, that is
    /// disconnected.
    void closeStream(const QByteArray& streamId);

    /// Does what is due by the clock.
    void advance();
    /// When advance() is needed next.
    std::optional<SteadyTime> nextDue() const { return m_timers.nextDue(); }

    /// For the operator API (include/mesos/v1/master/master.proto).
    JsonValue masterInfo() const;
    double startTime() const { return m_startTime; }
    JsonValue agentsView() const;              ///< the `get_agents` member
    JsonValue frameworksView() const;          ///< the `get_frameworks` member
    JsonValue tasksView() const;               ///< the `get_tasks` member
    JsonValue executorsView() const;           ///< the `get_executors` member
    JsonValue maintenanceScheduleView() const; ///< the `get_maintenance_schedule` member
    JsonValue maintenanceStatusView() const;   ///< the `get_maintenance_status` member
    /// Replaces the schedule by windows of UPDATE_MAINTENANCE_SCHEDULE.
    void setMaintenanceSchedule(const JsonArray& windows);

    // Faults. Each returns on how many things it worked.

    /// Takes an offer back with RESCIND; the oldest when `offerId` is empty.
    int rescindOffer(const QByteArray& offerId);
    /// An agent stops answering; the first registered one when `agentId` is empty. Its offers go, and so do the tasks
    /// of frameworks without `checkpoint`; those of the others when it has been away for the agent timeout.
    int loseAgent(const QByteArray& agentId);
    /// Lost agents register again, with what tasks they still have.
    int returnAgents();
    /// Schedules maintenance of an agent's machine; of the first registered one when `agentId` is empty. Without a
    /// duration it is for ever. It is announced and asked for, and nothing more: it ends when it is told to.
    int maintainAgent(const QByteArray& agentId, std::chrono::milliseconds startIn,
                      std::optional<std::chrono::milliseconds> duration);
    /// Takes maintenance off the schedule; all of it when `agentId` is empty.
    int endMaintenance(const QByteArray& agentId);
    enum class Drop { Clean, InsideRecord, Broken };
    int dropStreams(Drop how);
    /// Nobody gets the next `count` heartbeats.
    int skipHeartbeats(int count);
    /// Every stream gets `count` HEARTBEATs at once.
    int sendHeartbeats(int count);
    /// Every stream gets a record whose length is not a number.
    int sendBadLength();
    /// As if the process had been started anew: new master id, frameworks and tasks forgotten, streams broken. The
    /// agents come back after a moment.
    int restart();

private:
    // clustersubscriptions.cpp
    QByteArray openStream();
    void refuse(const QByteArray& streamId, const QByteArray& error);
    std::optional<QByteArray> subscriptionError(const JsonValue& subscribe) const;
    std::optional<QByteArray> frameworkInfoError(const JsonValue& info) const;
    void connectFramework(Framework& framework, const QByteArray& streamId);
    void disconnectFramework(Framework& framework);
    void removeFramework(const QByteArray& frameworkId);
    void applyInfo(Framework& framework, const JsonValue& member);
    CallAnswer updateFramework(Framework& framework, const JsonValue& update);
    void beat(const QByteArray& frameworkId, SteadyTime due);
    void endStream(const QByteArray& streamId, StreamItem::Kind how);
    void send(const QByteArray& streamId, StreamItem item);
    void sendEvent(const Framework& framework, const JsonValue& event);

    // clusterallocation.cpp
    enum class When { AtOnce, NextRound };
    void requestAllocation(When when);
    void allocate();
    Resources freeResources(const Agent& agent) const;
    bool isOpenTo(const Framework& framework, const QByteArray& role, const Agent& agent) const;
    bool wants(const Framework& framework, const QByteArray& role, const Agent& agent,
               const Resources& resources) const;

    // clusteroffers.cpp
    Offer& makeOffer(Framework& framework, const QByteArray& role, Agent& agent, const Resources& resources);
    static JsonValue agentUrl(const Agent& agent);
    JsonValue offerView(const Offer& offer, const Framework& framework) const;
    const Offer* findOffer(const QByteArray& offerId) const;
    void recover(const QByteArray& agentId, const Resources& resources);
    void removeOffer(const QByteArray& offerId);
    void rescind(const QByteArray& offerId);
    void removeOffersOf(const QByteArray& frameworkId);
    /// None for no filter at all.
    static std::optional<std::chrono::milliseconds> refusalTime(const JsonValue& filters);
    void refuseResources(Framework& framework, const Offer& offer, const Resources& resources,
                         const JsonValue& filters);
    void dropFilters(Framework& framework, const QByteArrayList& roles);
    void decline(Framework& framework, const JsonValue& decline);
    void revive(Framework& framework, const JsonValue& revive);
    void suppress(Framework& framework, const JsonValue& suppress);
    std::optional<QByteArrayList> rolesMeant(const Framework& framework, const JsonValue& roles) const;

    // clusteroperations.cpp
    void operate(Framework& framework, const Offer& offer, const JsonValue& operation, Resources& available,
                 Resources& resized);
    Resources usedOn(const Agent& agent) const;
    void dropOperation(const Framework& framework, const JsonValue& operation, const QByteArray& message);
    Operation& addOperation(Framework& framework, const Offer& offer, const JsonValue& operation,
                            std::chrono::milliseconds time);
    OperationStatus statusOf(const Operation& operation) const;
    void sendOperationUpdate(const QByteArray& frameworkId, quint64 number);
    void acknowledgeOperation(Framework& framework, const JsonValue& acknowledge);
    void dropOperations(Framework& framework);
    void reportLostOperations(const Agent& agent);
    const Operation* findOperation(const Framework& framework, const QByteArray& operationId) const;
    void reconcileOperations(const Framework& framework, const JsonArray& operations);
    OperationStatus reconciledStatus(const Framework& framework, const JsonValue& asked) const;

    // clustermaintenance.cpp
    void setUnavailability(Agent& agent, JsonValue unavailability);
    void makeInverseOffers();
    bool holdsSomethingOn(const Framework& framework, const Agent& agent) const;
    bool mayAskFor(const Framework& framework, const Agent& agent) const;
    JsonValue makeInverseOffer(const Framework& framework, const Agent& agent);
    std::optional<InverseOffer> removeInverseOffer(const QByteArray& offerId);
    void rescindInverseOffer(const QByteArray& offerId);
    void removeInverseOffersOf(const QByteArray& frameworkId);
    void answerInverseOffers(Framework& framework, const JsonValue& answer, bool isAccepted);
    void addInverseFilter(Framework& framework, const QByteArray& agentId, std::chrono::milliseconds time);
    void dropInverseFilters(Framework& framework, const QByteArray& agentId);

    // clusterlaunches.cpp
    void accept(Framework& framework, const JsonValue& accept);
    std::optional<QByteArray> offersError(const Framework& framework, const JsonArray& offerIds) const;
    void refuseAccept(Framework& framework, const JsonValue& accept, const QByteArray& error);
    void launch(Framework& framework, const Offer& offer, const JsonValue& operation, Resources& available);
    void launchGroup(Framework& framework, const Offer& offer, const JsonValue& operation, Resources& available);
    std::optional<QByteArray> taskError(const Framework& framework, const Offer& offer,
                                        const JsonValue& taskInfo) const;
    std::optional<QByteArray> taskExecutorError(const Framework& framework, const Offer& offer,
                                                const JsonValue& taskInfo, const Resources& available) const;
    std::optional<QByteArray> groupError(const Framework& framework, const Offer& offer, const JsonValue& executor,
                                         const JsonArray& tasks, const Resources& available) const;
    std::optional<QByteArray> executorConflict(const Framework& framework, const Offer& offer,
                                               const JsonValue& executor) const;
    void sendTaskRefusal(const Framework& framework, const JsonValue& taskInfo, const char* state, const char* reason,
                         const QByteArray& message);

    // clustertasks.cpp
    Task& addTask(Framework& framework, const Offer& offer, const JsonValue& taskInfo, Runner runner);
    void startTask(const QByteArray& frameworkId, const QByteArray& taskId, SteadyTime due);
    void scheduleEnd(const QByteArray& frameworkId, Task& task);
    void endTask(Framework& framework, Task& task, int exitStatus, int signal);
    void failOnAgent(Framework& framework, Task& task, const char* state, const char* reason,
                     const QByteArray& message);
    TaskStatus statusOf(const Task& task, const QByteArray& state) const;
    void report(Framework& framework, Task& task, TaskStatus status);
    void sendFirstUpdate(Framework& framework, Task& task);
    void resumeUpdates(Framework& framework, const QByteArray& agentId);
    void acknowledge(Framework& framework, const JsonValue& acknowledge);
    void forgetTask(Framework& framework, const QByteArray& taskId);
    void forgetTasks(Framework& framework);
    void releaseResources(Task& task);
    void stopTimers(Task& task);
    Task* findTask(const QByteArray& frameworkId, const QByteArray& taskId);
    JsonValue containerStatus(const Task& task, const QByteArray& state) const;

    // clusterkills.cpp
    void kill(Framework& framework, const JsonValue& kill);
    void killTask(Framework& framework, Task& task, std::optional<std::chrono::milliseconds> grace);
    void killBeforeDelivery(Framework& framework, Task& task);
    void killForTime(const QByteArray& frameworkId, const QByteArray& taskId);
    void killRestOfGroup(Framework& framework, const Task& ended);

    // clusterchecks.cpp
    void startChecks(const QByteArray& frameworkId, Task& task);
    void checkHealth(const QByteArray& frameworkId, const QByteArray& taskId);
    void check(const QByteArray& frameworkId, const QByteArray& taskId);

    // clusterexecutors.cpp
    Executor& addExecutor(Framework& framework, const Offer& offer, const JsonValue& executorInfo);
    Executor* findExecutor(Framework& framework, const QByteArray& agentId, const QByteArray& executorId);
    void endIdleExecutor(Framework& framework, const QByteArray& agentId, const QByteArray& executorId);
    void endExecutor(Framework& framework, const QByteArray& agentId, const QByteArray& executorId);
    void removeExecutors(Framework& framework, const QByteArray& agentId);
    void shutdownExecutor(Framework& framework, const JsonValue& shutdown);
    void passMessage(const Framework& framework, const JsonValue& message);

    // clusteragents.cpp
    void giveUpAgent(const QByteArray& agentId);
    void rescindOffersOf(const QByteArray& agentId);
    void dropTasks(Framework& framework, const Agent& agent);
    void loseTask(Framework& framework, const QByteArray& taskId, const Agent& agent);
    void takeBackTasks(Framework& framework, Agent& agent);

    // clusterreconciliation.cpp
    void reconcile(const Framework& framework, const JsonArray& tasks);
    void reconcileTask(const Framework& framework, const JsonValue& task);
    void sendKnownState(const Framework& framework, const Task& task);

    // cluster.cpp
    void createAgents();
    SteadyTime now() const { return m_clock.steady(); }
    double timestamp() const;
    Agent* findAgent(const QByteArray& agentId);
    const Agent* findAgent(const QByteArray& agentId) const;
    std::vector<QByteArray> currentStreams() const;

    const ClusterOptions m_options;
    const Clock& m_clock;
    IdSource m_ids;
    Timers m_timers;
    QByteArray m_masterId;
    double m_startTime = 0;
    SteadyTime m_startedAt;
    std::vector<Agent> m_agents;
    std::map<QByteArray, Framework> m_frameworks;
    std::deque<QByteArray> m_completed; ///< ids of removed frameworks, newest last
    std::map<QByteArray, EventStream> m_streams;
    std::map<quint64, Offer> m_offers;               ///< by number, so oldest first
    std::map<quint64, InverseOffer> m_inverseOffers; ///< numbered with the offers
    quint64 m_nextOffer = 0;
    quint64 m_nextFramework = 0;
    quint64 m_turns = 0;
    quint64 m_filters = 0;
    quint64 m_operations = 0;
    qint64 m_nextProcessId = 0;
    Timers::Id m_allocation = 0;
    SteadyTime m_allocationDue;
    std::map<QByteArray, int> m_skippedHeartbeats; ///< by stream
};

} // namespace mesoscribe::practice
