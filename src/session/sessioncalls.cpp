// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "session/session.h"

#include "base/logging.h"

using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

/// The later calls: those that people ask for, and those that the session sends by itself.
namespace mesoscribe {

namespace {

const QLatin1StringView Subscribe("SUBSCRIBE");
const QLatin1StringView TearDown("TEARDOWN");
const QLatin1StringView UpdateFramework("UPDATE_FRAMEWORK");

template<class History>
auto* latestOf(History& history, const QByteArray& uuid)
{
    const auto found =
        std::find_if(history.rbegin(), history.rend(), [&](const auto& moment) { return moment.status.uuid == uuid; });
    return found == history.rend() ? nullptr : &*found;
}

Call acknowledgement(const TaskEntry& task, const TaskMoment& moment)
{
    const AgentId& agent = moment.status.agentId;
    return AcknowledgeCall{agent.isEmpty() ? task.agentId : agent, task.id, moment.status.uuid};
}

Call acknowledgement(const OperationEntry& operation, const OperationMoment& moment)
{
    const AgentId& agent = moment.status.agentId;
    return AcknowledgeOperationStatusCall{agent.isEmpty() ? operation.agentId : agent, moment.status.resourceProviderId,
                                          moment.status.uuid, operation.id};
}

template<class Entry>
void appendWanted(QList<Call>& calls, const Entry& entry)
{
    for (const auto& moment : entry.history) {
        if (moment.acknowledgement == Acknowledgement::Wanted)
            calls.append(acknowledgement(entry, moment));
    }
}

} // namespace

bool Session::canSend() const
{
    return m_state.isSubscribed() && !m_state.isTornDown && m_tearDown == 0 && !m_endAfterQueue;
}

quint64 Session::send(const Call& call)
{
    if (!canCall() || std::holds_alternative<SubscribeCall>(call))
        return 0;
    const quint64 number = dispatch(call, false);
    flush();
    return number;
}

Result<quint64> Session::sendText(const QByteArray& json)
{
    const Result<CallFacts> facts = factsOfCall(json);
    if (facts && facts->type == Subscribe)
        return fail(Error::Kind::InvalidInput, u"A SUBSCRIBE begins a stream of its own; it is no call on this one."_s);
    if (!canCall())
        return fail(Error::Kind::Refused, u"Mesos takes calls only while the framework is subscribed."_s);
    const quint64 number = dispatch(json, false);
    flush();
    return number;
}

quint64 Session::dispatch(const Call& call, bool isAutomatic)
{
    return dispatch(toJson(call, m_state.frameworkId), isAutomatic);
}

quint64 Session::dispatch(const QByteArray& body, bool isAutomatic)
{
    const CallFacts facts = factsOfCall(body).value_or(CallFacts());
    CallRequest request;
    request.number = m_state.calls.nextNumber();
    request.url = m_endpoint;
    request.body = body;
    request.streamId = m_state.streamId;
    request.authorization = basicAuthorization(m_settings.framework.principal, m_secret);
    request.trustedCertificate = m_trustedCertificate;
    request.acceptAnyCertificate = m_settings.acceptAnyCertificate;

    feed(input::CallSent{facts, body, isAutomatic});
    if (facts.type == TearDown)
        m_tearDown = request.number;
    m_sender.send(request);
    return request.number;
}

void Session::onAnswered(const CallReply& reply)
{
    if (reply.error) {
        qCInfo(lcSession) << "call" << reply.number << "was not answered:" << reply.error->detail;
        failCall(reply.number, *reply.error, true);
    } else {
        const CallEntry* call = m_state.calls.find(reply.number);
        const bool isUpdate = call && call->facts.type == UpdateFramework && reply.status == 200;
        feed(input::CallAnswered{reply.number, reply.status, reply.body, reply.took});
        if (isUpdate) {
            m_settings.framework = m_state.settings.framework;
            m_settings.suppressedRoles = m_state.settings.suppressedRoles;
        }
    }
    m_reconciling.remove(reply.number);
    const bool wasTearDown = m_tearDown == reply.number;
    if (wasTearDown)
        m_tearDown = 0;

    if (wasTearDown && m_state.isTornDown) {
        m_finished = m_state.frameworkId;
        if (m_state.isSubscribed() && !m_patience.isActive())
            m_patience.start(TearDownPatience);
        if (m_leaving && !m_state.isSubscribed())
            finishLeaving();
        flush();
        emit tornDown(m_finished);
        return;
    }
    const bool isOver = m_leaving == Leaving::TearDown ? wasTearDown : m_sender.isIdle();
    if (m_leaving && isOver) {
        finishLeaving();
        return;
    }
    flush();
    tend();
}

void Session::failCall(quint64 number, const Error& error, bool wasSent)
{
    m_reconciling.remove(number);
    if (m_tearDown == number)
        m_tearDown = 0;
    feed(input::CallFailed{number, error, wasSent});
}

/// Ends all calls, the one under way too.
void Session::dropCalls(const QString& why)
{
    const quint64 underWay = m_sender.underWay();
    for (const quint64 number : m_sender.abort())
        failCall(number, Error(Error::Kind::Cancelled, why), number == underWay);
}

void Session::noteArrival(const Event& event)
{
    if (const auto* update = std::get_if<UpdateEvent>(&event.payload)) {
        m_reconciler.heardOf(update->status.taskId);
        if (!update->status.uuid.isEmpty())
            m_arrived.append({update->status.taskId, {}, update->status.uuid});
    } else if (const auto* operation = std::get_if<UpdateOperationStatusEvent>(&event.payload)) {
        m_reconciler.heardOf(operation->status.operationId);
        if (!operation->status.uuid.isEmpty() && !operation->status.operationId.isEmpty())
            m_arrived.append({{}, operation->status.operationId, operation->status.uuid});
    }
}

void Session::tend()
{
    if (!canCall()) {
        m_arrived.clear();
        m_holdTimer.stop();
        m_reconcileTimer.stop();
        return;
    }
    acknowledgeArrived();
    giveBack();
    reconcile();
    flush();
}

void Session::acknowledgeArrived()
{
    const QList<Arrived> all = std::exchange(m_arrived, {});
    if (!m_state.manners.acknowledges)
        return;
    // The same update twice in one go wants one acknowledgement: the first makes it no longer wanted.
    for (const Arrived& arrived : all) {
        if (arrived.operation.isEmpty()) {
            const TaskEntry* task = std::as_const(m_state.tasks).find(arrived.task);
            const TaskMoment* moment = task ? latestOf(task->history, arrived.uuid) : nullptr;
            if (moment && moment->acknowledgement == Acknowledgement::Wanted)
                dispatch(acknowledgement(*task, *moment), true);
        } else {
            const auto operation = m_state.operations.constFind(arrived.operation.value());
            if (operation == m_state.operations.constEnd())
                continue;
            const OperationMoment* moment = latestOf(operation->history, arrived.uuid);
            if (moment && moment->acknowledgement == Acknowledgement::Wanted)
                dispatch(acknowledgement(*operation, *moment), true);
        }
    }
}

void Session::acknowledgeWanted(const QList<TaskId>& tasks, bool isAutomatic)
{
    QList<Call> calls;
    for (const TaskId& id : tasks) {
        if (const TaskEntry* task = std::as_const(m_state.tasks).find(id))
            appendWanted(calls, *task);
    }
    if (tasks.isEmpty()) {
        for (const TaskEntry& task : std::as_const(m_state.tasks))
            appendWanted(calls, task);
        for (const OperationEntry& operation : std::as_const(m_state.operations))
            appendWanted(calls, operation);
    }
    for (const Call& call : std::as_const(calls))
        dispatch(call, isAutomatic);
    flush();
}

void Session::giveBack()
{
    const QList<OfferId> due = m_hold.takeDue(m_state, m_clock.wall());
    if (!due.isEmpty()) {
        Filters filters;
        if (m_state.manners.onOffers == Manners::OnOffers::Hold)
            filters.refuseSeconds = std::chrono::duration<double>(Manners::GiveBackFilter).count();
        dispatch(DeclineCall{due, filters}, true);
    }
    const std::optional<WallTime> next = m_hold.nextDue(m_state);
    if (next)
        m_holdTimer.start(std::max<std::chrono::milliseconds>(*next - m_clock.wall(), 1ms));
    else
        m_holdTimer.stop();
}

void Session::reconcile()
{
    m_reconcileTimer.stop();
    if (!m_reconciling.isEmpty())
        return;
    for (const Call& call : m_reconciler.takeDue(m_state, m_clock.steady()))
        m_reconciling.insert(dispatch(call, true));
    if (m_reconciling.isEmpty() && m_reconciler.nextDue() != SteadyTime::max())
        m_reconcileTimer.start(std::max<std::chrono::milliseconds>(m_reconciler.nextDue() - m_clock.steady(), 1ms));
}

QList<OfferId> Session::liveOffers() const
{
    QList<OfferId> ids;
    for (const LiveOffer& offer : m_state.offers) {
        if (offer.fate == OfferFate::Live)
            ids.append(offer.offer->id);
    }
    return ids;
}

void Session::releaseAll()
{
    const QList<OfferId> offers = liveOffers();
    if (!canCall() || offers.isEmpty())
        return;
    dispatch(DeclineCall{offers, {}}, false);
    flush();
}

void Session::reconcileAll()
{
    if (!canCall())
        return;
    dispatch(reconcileTasks(m_state), false);
    flush();
}

void Session::acknowledge(const QList<TaskId>& tasks)
{
    if (canCall())
        acknowledgeWanted(tasks, false);
}

void Session::clearTasks(const QList<TaskId>& tasks)
{
    feed(input::TasksCleared{tasks});
    flush();
}

void Session::setManners(const Manners& manners)
{
    const bool beginsToAcknowledge = manners.acknowledges && !m_state.manners.acknowledges;
    feed(input::MannersChanged{manners});
    flush();
    if (beginsToAcknowledge && canCall())
        acknowledgeWanted({}, true);
    tend();
}

} // namespace mesoscribe
