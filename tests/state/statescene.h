// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "state/reduce.h"

/// A session's state and the time, fed by hand. For tests only.
namespace mesoscribe::test {

using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

inline constexpr WallTime Start{std::chrono::seconds(1'700'000'000)};

/// A uuid of 16 bytes, all of them `byte`.
inline QByteArray uuid(char byte)
{
    return QByteArray(16, byte);
}

inline TaskStatus status(const QString& task, TaskState state, const QByteArray& uuid = {})
{
    static const QHash<TaskState, QString> Names = {
        {TaskState::Staging, u"TASK_STAGING"_s},
        {TaskState::Starting, u"TASK_STARTING"_s},
        {TaskState::Running, u"TASK_RUNNING"_s},
        {TaskState::Killing, u"TASK_KILLING"_s},
        {TaskState::Finished, u"TASK_FINISHED"_s},
        {TaskState::Failed, u"TASK_FAILED"_s},
        {TaskState::Killed, u"TASK_KILLED"_s},
        {TaskState::Error, u"TASK_ERROR"_s},
        {TaskState::Lost, u"TASK_LOST"_s},
        {TaskState::Dropped, u"TASK_DROPPED"_s},
        {TaskState::Unreachable, u"TASK_UNREACHABLE"_s},
        {TaskState::Gone, u"TASK_GONE"_s},
        {TaskState::GoneByOperator, u"TASK_GONE_BY_OPERATOR"_s},
        {TaskState::TaskUnknown, u"TASK_UNKNOWN"_s},
        {TaskState::Unknown, u"TASK_SINGING"_s},
    };
    TaskStatus status;
    status.taskId = TaskId(task);
    status.state = {state, Names.value(state)};
    status.source = uuid.isEmpty() ? Named<StatusSource>{StatusSource::Master, u"SOURCE_MASTER"_s}
                                   : Named<StatusSource>{StatusSource::Executor, u"SOURCE_EXECUTOR"_s};
    status.uuid = uuid;
    return status;
}

inline TaskStatus masterStatus(const QString& task, TaskState state, const QString& reason)
{
    TaskStatus made = status(task, state);
    made.reason = reason;
    return made;
}

inline TaskStatus reconciled(const QString& task, TaskState state)
{
    return masterStatus(task, state, u"REASON_RECONCILIATION"_s);
}

inline CallFacts call(const QString& type)
{
    CallFacts facts;
    facts.type = type;
    return facts;
}

inline CallFacts ofTasks(const QString& type, const QStringList& tasks, const QByteArray& uuid = {})
{
    CallFacts facts = call(type);
    for (const QString& task : tasks)
        facts.taskIds.append(TaskId(task));
    facts.uuid = uuid;
    return facts;
}

inline CallFacts ofOffers(const QString& type, const QStringList& offers, double refuseSeconds = 5.0)
{
    CallFacts facts = call(type);
    for (const QString& offer : offers)
        facts.offerIds.append(OfferId(offer));
    facts.refuseSeconds = refuseSeconds;
    return facts;
}

inline CallFacts ofRoles(const QString& type, const QStringList& roles)
{
    CallFacts facts = call(type);
    facts.roles = roles;
    return facts;
}

inline CallFacts launch(const QStringList& offers, const QStringList& tasks, double refuseSeconds = 5.0)
{
    CallFacts facts = ofOffers(u"ACCEPT"_s, offers, refuseSeconds);
    for (const QString& task : tasks) {
        facts.launches.append({.taskId = TaskId(task),
                               .name = u"name of "_s + task,
                               .agentId = AgentId(u"A1"_s),
                               .executorId = {},
                               .isInGroup = false,
                               .json = "{}"});
    }
    return facts;
}

inline OfferPtr offer(const QString& id, const QString& agent = u"A1"_s, const QString& role = u"eng"_s)
{
    auto one = std::make_shared<Offer>();
    one->id = OfferId(id);
    one->agentId = AgentId(agent);
    one->hostname = u"host of "_s + agent;
    one->allocationRole = role;
    return one;
}

class Scene
{
public:
    SessionState state;
    WallTime now = Start;
    Changes last;   ///< of the latest input
    Changes merged; ///< of all inputs since the latest take()

    template<class What>
    Changes feed(What what)
    {
        last = reduce(state, {now, std::move(what)});
        merged.merge(last);
        return last;
    }

    Changes take() { return std::exchange(merged, {}); }

    Changes receive(Event::Payload payload, const QString& type)
    {
        auto event = std::make_shared<Event>();
        event->type = type;
        event->payload = std::move(payload);
        event->raw = "{}";
        return feed(input::RecordReceived{event->raw, event, {}});
    }

    void connect(const QString& streamId = u"S1"_s)
    {
        feed(input::AttemptStarted{QUrl(u"http://m1:5050"_s), {}, "{\"type\":\"SUBSCRIBE\"}"});
        feed(input::HeadersReceived{200, StreamId(streamId), 12ms});
    }

    void subscribe(const QString& frameworkId = u"F1"_s, const QString& streamId = u"S1"_s)
    {
        connect(streamId);
        receive(SubscribedEvent{FrameworkId(frameworkId), 15.0, MasterInfo{}}, u"SUBSCRIBED"_s);
    }

    /// As a session begins: with two roles.
    void begin(const QStringList& roles = {u"eng"_s, u"ops"_s})
    {
        SubscribeSettings settings = SubscribeSettings::fresh(u"ann"_s);
        settings.framework.roles = roles;
        feed(input::SubscribeRequested{settings});
        subscribe();
    }

    /// Returns the number of the record.
    quint64 arrive(const QList<OfferPtr>& offers)
    {
        receive(OffersEvent{offers}, u"OFFERS"_s);
        const quint64 record = lastRecord();
        feed(input::OffersArrived{offers});
        return record;
    }

    quint64 update(const TaskStatus& status)
    {
        receive(UpdateEvent{status}, u"UPDATE"_s);
        return lastRecord();
    }

    quint64 update(const OperationStatus& status)
    {
        receive(UpdateOperationStatusEvent{status}, u"UPDATE_OPERATION_STATUS"_s);
        return lastRecord();
    }

    quint64 send(const CallFacts& facts, bool isAutomatic = false, const QByteArray& body = "{}")
    {
        feed(input::CallSent{facts, body, isAutomatic});
        return state.calls.nextNumber() - 1;
    }

    void answer(quint64 number, int status = 202, const QByteArray& body = {})
    {
        feed(input::CallAnswered{number, status, body, 3ms});
    }

    void fail(quint64 number, bool wasSent = true)
    {
        feed(input::CallFailed{number, Error(Error::Kind::Network, u"reset"_s), wasSent});
    }

    quint64 call(const CallFacts& facts, int status = 202)
    {
        const quint64 number = send(facts);
        answer(number, status);
        return number;
    }

    void breakOff() { feed(input::StreamEnded{trouble()}); }

    static Trouble trouble()
    {
        Trouble trouble;
        trouble.kind = Trouble::Kind::ConnectionLost;
        return trouble;
    }

    quint64 lastRecord() const { return state.records.nextNumber() - 1; }
    const RecordEntry& record(quint64 number) const { return state.records.at(state.records.indexOf(number)); }
    const CallEntry& callOf(quint64 number) const { return *state.calls.find(number); }
    CallProgress progress(quint64 number) const { return callOf(number).progress; }
    const TaskEntry& task(const QString& id) const { return *state.tasks.find(TaskId(id)); }
    bool knows(const QString& task) const { return state.tasks.find(TaskId(task)) != nullptr; }
    OfferFate fate(const QString& offer) const { return state.offers.find(OfferId(offer))->fate; }
};

} // namespace mesoscribe::test
