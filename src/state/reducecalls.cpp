// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "state/reducestep.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace mesoscribe {

namespace {

bool is(const CallEntry& call, QLatin1StringView type)
{
    return call.facts.type == type;
}

template<class Ids>
QStringList textsOf(const Ids& ids)
{
    QStringList texts;
    for (const auto& id : ids)
        texts.append(id.value());
    return texts;
}

QStringList namesOf(const CallFacts& facts)
{
    QStringList names;
    for (const LaunchedTask& task : facts.launches)
        names.append(task.taskId.value());
    if (names.isEmpty()) {
        for (const SentOperation& operation : facts.operations)
            names.append(operation.type.isEmpty() ? operation.id.value() : operation.type);
    }
    if (names.isEmpty())
        names = textsOf(facts.offerIds);
    if (names.isEmpty())
        names = textsOf(facts.taskIds);
    if (names.isEmpty() && !facts.executorId.isEmpty())
        names = {facts.executorId.value(), facts.agentId.value()};
    if (names.isEmpty())
        names = facts.roles;
    return names;
}

RecordFacts recordFactsOf(const CallFacts& facts)
{
    RecordFacts record;
    const QStringList names = namesOf(facts);
    record.names = names.first(std::min(names.size(), RecordFacts::MaxNames));
    record.count = static_cast<int>(names.size());
    if (facts.type == "ACCEPT"_L1 || facts.type == "DECLINE"_L1)
        record.refuseSeconds = facts.refuseSeconds;
    return record;
}

bool isAcknowledgement(const CallEntry& call)
{
    return is(call, "ACKNOWLEDGE"_L1) || is(call, "ACKNOWLEDGE_OPERATION_STATUS"_L1);
}

bool answersInverseOffers(const CallEntry& call)
{
    return is(call, "ACCEPT_INVERSE_OFFERS"_L1) || is(call, "DECLINE_INVERSE_OFFERS"_L1);
}

} // namespace

void Step::operator()(const input::CallSent& input)
{
    CallEntry entry;
    entry.number = m_state.calls.nextNumber();
    entry.at = m_at;
    entry.facts = input.facts;
    entry.body = input.body;
    entry.master = m_state.master;
    entry.streamId = m_state.streamId;
    entry.isAutomatic = input.isAutomatic;

    RecordEntry record;
    record.at = m_at;
    record.direction = Direction::ToMaster;
    record.type = input.facts.type;
    record.facts = recordFactsOf(input.facts);
    if (!input.facts.launches.isEmpty()) {
        if (const Offer* offer = offerOf(input.facts))
            record.facts.words = offer->hostname;
    }
    record.raw = input.body;
    record.call = entry.number;
    entry.record = log(std::move(record));

    m_changes.callsLetGo += m_state.calls.append(entry);
    ++m_changes.callsAdded;

    if (is(entry, "ACCEPT"_L1)) {
        lockOffers(entry);
        sentAccept(entry);
    } else if (is(entry, "DECLINE"_L1)) {
        lockOffers(entry);
        // Without a filter they are declined on the way out, and not because nobody used them.
        const bool isGivenBack = input.isAutomatic && input.facts.refuseSeconds > 0.0;
        if (isGivenBack && m_state.manners.onOffers == Manners::OnOffers::Hold)
            tell(StoryLine::Kind::GivenBack, QString::number(input.facts.offerIds.size()),
                 m_state.manners.giveBackAfter);
    } else if (isAcknowledgement(entry)) {
        markAcknowledgement(entry, Acknowledgement::Wanted, Acknowledgement::Sent);
    } else if (answersInverseOffers(entry)) {
        markInverseOffers(entry, LiveInverseOffer::Answer::Sent);
    } else {
        sentTaskCall(entry);
    }
}

const Offer* Step::offerOf(const CallFacts& facts) const
{
    for (const OfferId& id : facts.offerIds) {
        if (const LiveOffer* known = m_state.offers.find(id))
            return known->offer.get();
    }
    return nullptr;
}

void Step::sentAccept(const CallEntry& call)
{
    const Offer* offer = offerOf(call.facts);
    for (LaunchedTask task : call.facts.launches) {
        if (task.agentId.isEmpty() && offer != nullptr)
            task.agentId = offer->agentId;
        const QString hostname = offer != nullptr && offer->agentId == task.agentId ? offer->hostname : QString();
        if (m_state.tasks.launch(task, hostname, call.number, m_at))
            m_changes.tasksAdded.append(task.taskId);
        else
            m_changes.tasksChanged.insert(task.taskId);
    }
    for (const SentOperation& sent : call.facts.operations) {
        if (sent.id.isEmpty())
            continue;
        OperationEntry operation;
        operation.id = sent.id;
        operation.type = sent.type;
        operation.json = sent.json;
        operation.sentBy = call.number;
        operation.sentAt = m_at;
        operation.since = m_at;
        if (offer != nullptr) {
            operation.agentId = offer->agentId;
            operation.hostname = offer->hostname;
        }
        m_state.operations.insert(sent.id.value(), operation);
        m_changes.operations = true;
    }
}

void Step::sentTaskCall(const CallEntry& call)
{
    if (is(call, "KILL"_L1)) {
        for (const TaskId& id : call.facts.taskIds) {
            m_state.awaited.kills.insert(id, call.number);
            if (TaskEntry* task = m_state.tasks.find(id)) {
                task->killAsked = m_at;
                m_changes.tasksChanged.insert(id);
            }
        }
    } else if (is(call, "RECONCILE"_L1)) {
        const auto ask = [&](TaskEntry& task) {
            task.reconcileAsked = m_at;
            m_changes.tasksChanged.insert(task.id);
        };
        for (const TaskId& id : call.facts.taskIds) {
            m_state.awaited.reconciliations.insert(id, call.number);
            if (TaskEntry* task = m_state.tasks.find(id))
                ask(*task);
        }
        if (call.facts.taskIds.isEmpty()) {
            m_state.awaited.implicitReconciliation = call.number;
            for (TaskEntry& task : m_state.tasks) {
                if (!task.isOver() && !task.neverRan())
                    ask(task);
            }
        }
    } else if (is(call, "RECONCILE_OPERATIONS"_L1)) {
        for (const SentOperation& operation : call.facts.operations)
            m_state.awaited.operationReconciliations.insert(operation.id, call.number);
        if (call.facts.operations.isEmpty())
            m_state.awaited.implicitOperationReconciliation = call.number;
    }
}

void Step::operator()(const input::CallAnswered& input)
{
    CallEntry* call = m_state.calls.find(input.number);
    if (call == nullptr || call->progress != CallProgress::Waiting)
        return;
    call->status = input.status;
    call->took = input.took;
    call->answeredAt = m_at;
    m_changes.callsChanged.insert(call->number);
    if (m_state.records.setAnswer(call->record, input.status, input.took))
        m_changes.recordsChanged.insert(call->record);

    const bool isAccepted = input.status >= 200 && input.status < 300;
    if (isAccepted) {
        const bool isDone = input.status == 200 || !hasEffects(call->facts) || !call->effects.isEmpty();
        call->progress = isDone ? CallProgress::Done : CallProgress::Received;
        acceptedByMaster(*call);
    } else {
        call->progress = CallProgress::Refused;
        call->answer = input.body.left(Trouble::MaxAnswer);
        call->refusal = refusalFromHttp(input.status, QString::fromUtf8(call->answer));
        cameToNothing(*call, false);
    }
}

void Step::operator()(const input::CallFailed& input)
{
    CallEntry* call = m_state.calls.find(input.number);
    if (call == nullptr || call->progress != CallProgress::Waiting)
        return;
    call->error = input.error;
    call->answeredAt = m_at;
    call->progress = input.wasSent ? CallProgress::Failed : CallProgress::NotSent;
    if (input.wasSent && is(*call, "ACCEPT"_L1) && !call->effects.isEmpty())
        call->progress = CallProgress::Done;
    m_changes.callsChanged.insert(call->number);
    if (m_state.records.setUnanswered(call->record))
        m_changes.recordsChanged.insert(call->record);
    cameToNothing(*call, input.wasSent);
}

void Step::acceptedByMaster(CallEntry& call)
{
    if (is(call, "ACCEPT"_L1)) {
        // Without an operation it is a DECLINE.
        const bool isUse = !call.facts.launches.isEmpty() || !call.facts.operations.isEmpty();
        releaseOffers(call, isUse ? OfferFate::Used : OfferFate::Declined);
    } else if (is(call, "DECLINE"_L1)) {
        releaseOffers(call, OfferFate::Declined);
    } else if (is(call, "REVIVE"_L1)) {
        revived(call);
    } else if (is(call, "SUPPRESS"_L1)) {
        suppressed(call);
    } else if (is(call, "UPDATE_FRAMEWORK"_L1)) {
        frameworkUpdated(call);
    } else if (is(call, "TEARDOWN"_L1)) {
        m_state.isTornDown = true;
        m_changes.identity = true;
        // The stream may have ended before the answer came: that is the effect.
        if (m_state.isStale(call))
            call.progress = CallProgress::Done;
    } else if (isAcknowledgement(call)) {
        markAcknowledgement(call, Acknowledgement::Sent, Acknowledgement::Received);
    } else if (is(call, "ACCEPT_INVERSE_OFFERS"_L1)) {
        markInverseOffers(call, LiveInverseOffer::Answer::Accepted);
    } else if (is(call, "DECLINE_INVERSE_OFFERS"_L1)) {
        markInverseOffers(call, LiveInverseOffer::Answer::Declined);
    }
}

void Step::cameToNothing(const CallEntry& call, bool mayHaveArrived)
{
    if (!answersInverseOffers(call))
        releaseOffers(call, OfferFate::Live);
    if (isAcknowledgement(call))
        markAcknowledgement(call, Acknowledgement::Sent, Acknowledgement::Wanted);
    if (answersInverseOffers(call))
        markInverseOffers(call, LiveInverseOffer::Answer::None);
    if (is(call, "RECONCILE"_L1)) {
        for (TaskEntry& task : m_state.tasks) {
            if (task.reconcileAsked == call.at) {
                task.reconcileAsked.reset();
                m_changes.tasksChanged.insert(task.id);
            }
        }
    }
    if (mayHaveArrived)
        return;

    if (is(call, "KILL"_L1)) {
        for (const TaskId& id : call.facts.taskIds) {
            if (m_state.awaited.kills.value(id) == call.number)
                m_state.awaited.kills.remove(id);
            TaskEntry* task = m_state.tasks.find(id);
            if (task != nullptr && task->killAsked == call.at) {
                task->killAsked.reset();
                m_changes.tasksChanged.insert(id);
            }
        }
    }
    for (const LaunchedTask& launched : call.facts.launches) {
        TaskEntry* task = m_state.tasks.find(launched.taskId);
        if (task == nullptr || task->launchedBy != call.number || task->wasSeen)
            continue;
        task->isRefused = true;
        m_changes.tasksChanged.insert(task->id);
    }
    for (const SentOperation& sent : call.facts.operations) {
        const auto operation = m_state.operations.find(sent.id.value());
        if (operation == m_state.operations.end() || operation->sentBy != call.number || operation->state.isSet())
            continue;
        operation->isRefused = true;
        m_changes.operations = true;
    }
}

void Step::markAcknowledgement(const CallEntry& call, Acknowledgement from, Acknowledgement to)
{
    const auto mark = [&](auto& history) {
        for (auto& moment : history) {
            const bool isMeant =
                from == Acknowledgement::Wanted ? moment.status.uuid == call.facts.uuid : moment.call == call.number;
            if (!isMeant || moment.acknowledgement != from)
                continue;
            moment.acknowledgement = to;
            moment.call = to == Acknowledgement::Wanted ? 0 : call.number;
            return true;
        }
        return false;
    };
    for (const TaskId& id : call.facts.taskIds) {
        TaskEntry* task = m_state.tasks.find(id);
        if (task != nullptr && mark(task->history))
            m_changes.tasksChanged.insert(id);
    }
    for (const SentOperation& sent : call.facts.operations) {
        const auto operation = m_state.operations.find(sent.id.value());
        if (operation != m_state.operations.end() && mark(operation->history))
            m_changes.operations = true;
    }
}

void Step::markInverseOffers(const CallEntry& call, LiveInverseOffer::Answer answer)
{
    for (const OfferId& id : call.facts.offerIds) {
        const auto offer = m_state.inverseOffers.find(id.value());
        const bool isSending = answer == LiveInverseOffer::Answer::Sent;
        if (offer == m_state.inverseOffers.end() || (!isSending && offer->call != call.number))
            continue;
        offer->answer = answer;
        offer->answeredAt = m_at;
        offer->call = answer == LiveInverseOffer::Answer::None ? 0 : call.number;
        m_changes.inverseOffers = true;
    }
}

} // namespace mesoscribe
