// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "models/describetaskparts.h"
#include "models/describewords.h"
#include "models/offertext.h"

#include <QCoreApplication>

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

/// What became of operations, and what maintenance asks for.
namespace mesoscribe {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(TaskWords)
};

QString withMessage(const QString& sentence, const QString& message)
{
    if (message.isEmpty() || message.startsWith("Reconciliation:"_L1))
        return sentence;
    return Words::tr("%1 It says: “%2”.", "a sentence, then foreign words").arg(sentence, message.simplified());
}

QString finished(const QString& type)
{
    if (type == "RESERVE"_L1)
        return Words::tr("The resources are reserved now.");
    if (type == "UNRESERVE"_L1)
        return Words::tr("The resources are reserved no more.");
    if (type == "CREATE"_L1)
        return Words::tr("The volume is there now.");
    if (type == "DESTROY"_L1)
        return Words::tr("The volume is gone, with everything on it.");
    if (type == "GROW_VOLUME"_L1)
        return Words::tr("The volume is larger now.");
    if (type == "SHRINK_VOLUME"_L1)
        return Words::tr("The volume is smaller now.");
    if (type == "CREATE_DISK"_L1)
        return Words::tr("The disk is there now.");
    if (type == "DESTROY_DISK"_L1)
        return Words::tr("The disk is gone, with everything on it.");
    return Words::tr("It is done.");
}

QString refused(const QString& message)
{
    constexpr auto InvalidOffers = "Operation attempted with invalid offers:"_L1;
    if (message.startsWith(InvalidOffers) && message.contains("is no longer valid"_L1))
        return Words::tr("The offer was gone before the operation arrived. Nothing changed.");
    return withMessage(Words::tr("It breaks a rule and was not carried out."), message);
}

QString happened(const QString& type, const Named<OperationState>& state, const QString& message)
{
    switch (state.value) {
    case OperationState::Pending:
        return withMessage(Words::tr("The agent is at it."), message);
    case OperationState::Finished:
        return withMessage(finished(type), message);
    case OperationState::Failed:
        return withMessage(Words::tr("The agent tried and could not do it."), message);
    case OperationState::Error:
        return refused(message);
    case OperationState::Dropped:
        return withMessage(Words::tr("It was lost on its way. Nothing changed."), message);
    case OperationState::Unreachable:
        return withMessage(Words::tr("Its agent cannot be reached."), message);
    case OperationState::GoneByOperator:
        return withMessage(Words::tr("Its agent was declared gone for good."), message);
    case OperationState::Recovering:
        return withMessage(Words::tr("The agent is finding out what became of it."), message);
    case OperationState::OperationUnknown:
        return withMessage(Words::tr("The master knows nothing of it."), message);
    case OperationState::Unsupported:
        return withMessage(Words::tr("The agent does not know this kind of operation."), message);
    case OperationState::Unknown:
        break;
    }
    return withMessage(Words::tr("This state is new to this version."), message);
}

/// "14:00" today, with its date on other days.
QString momentFrom(WallTime time, WallTime now)
{
    const bool isNear = std::chrono::abs(time - now) < 18h;
    return isNear ? describeClock(time) : describeMoment(time);
}

} // namespace

TaskMark operationMark(const Named<OperationState>& state)
{
    switch (state.value) {
    case OperationState::Pending:
    case OperationState::Recovering:
        return TaskMark::Waiting;
    case OperationState::Finished:
        return TaskMark::Good;
    case OperationState::Failed:
    case OperationState::Error:
    case OperationState::Unsupported:
        return TaskMark::Bad;
    case OperationState::Dropped:
    case OperationState::Unreachable:
    case OperationState::GoneByOperator:
    case OperationState::OperationUnknown:
        return TaskMark::Lost;
    case OperationState::Unknown:
        break;
    }
    return state.isSet() ? TaskMark::Neutral : TaskMark::Waiting;
}

QString describeOperationState(const Named<OperationState>& state)
{
    switch (state.value) {
    case OperationState::Unsupported:
        return Words::tr("Unsupported", "operation state");
    case OperationState::Pending:
        return Words::tr("Pending", "operation state");
    case OperationState::Finished:
        return Words::tr("Finished", "operation state");
    case OperationState::Failed:
        return Words::tr("Failed", "operation state");
    case OperationState::Error:
        return Words::tr("Error", "operation state");
    case OperationState::Dropped:
        return Words::tr("Dropped", "operation state");
    case OperationState::Unreachable:
        return Words::tr("Unreachable", "operation state");
    case OperationState::GoneByOperator:
        return Words::tr("Gone for good", "operation state");
    case OperationState::Recovering:
        return Words::tr("Recovering", "operation state");
    case OperationState::OperationUnknown:
        return Words::tr("Unknown", "operation state");
    case OperationState::Unknown:
        break;
    }
    return state.name;
}

QString operationStateWord(const OperationEntry& entry)
{
    if (entry.state.isSet())
        return describeOperationState(entry.state);
    return entry.isRefused ? Words::tr("Refused", "operation state") : Words::tr("Sent", "operation state");
}

QString operationName(const OperationEntry& operation)
{
    return operation.type.isEmpty() ? operation.id.value() : operation.type;
}

QString whatHappenedTo(const OperationEntry& operation, const LaunchStanding& sending)
{
    if (operation.state.isSet() && !operation.history.isEmpty()) {
        const OperationStatus* told = &operation.history.last().status;
        for (auto moment = operation.history.crbegin(); moment != operation.history.crend(); ++moment) {
            if (moment->status.state == operation.state) {
                told = &moment->status;
                break;
            }
        }
        return happened(operation.type, operation.state, told->message);
    }
    if (!sending.isKnown)
        return operation.isRefused ? Words::tr("It was not carried out.")
                                   : Words::tr("Nothing has been heard of it yet.");
    switch (sending.progress) {
    case CallProgress::Waiting:
        return Words::tr("It is on its way to the master.");
    case CallProgress::Received:
    case CallProgress::Done:
        return Words::tr("The master has it; nothing more has been heard yet.");
    case CallProgress::Refused:
        return sending.refusal;
    case CallProgress::Failed:
        return Words::tr("The call was not answered. It may have arrived all the same.");
    case CallProgress::NotSent:
        return Words::tr("It was not sent: the stream ended before its turn.");
    }
    return {};
}

QString describeWhatHappened(const OperationEntry& operation)
{
    return whatHappenedTo(operation, {});
}

QString describeWhatHappened(const OperationStatus& status, const QString& type)
{
    return happened(type, status.state, status.message);
}

QString maintenanceOf(const InverseOffer& offer, const QString& hostname, WallTime now)
{
    constexpr qint64 NanosecondsPerMillisecond = 1'000'000;
    const WallTime start(std::chrono::milliseconds(offer.unavailability.startNanoseconds / NanosecondsPerMillisecond));
    const QString place = placeName(hostname, offer.agentId);
    const QString whose =
        place.isEmpty() ? Words::tr("this framework's resources") : Words::tr("%1's resources", "an agent").arg(place);
    const QString from = momentFrom(start, now);
    const bool hasBegun = start <= now;
    if (!offer.unavailability.durationNanoseconds)
        return hasBegun ? Words::tr("Wants %1 back, since %2 and for good.").arg(whose, from)
                        : Words::tr("Wants %1 back, from %2 and for good.").arg(whose, from);
    const QString time = describeDuration(
        std::chrono::milliseconds(*offer.unavailability.durationNanoseconds / NanosecondsPerMillisecond));
    return hasBegun ? Words::tr("Wants %1 back since %2 for %3.").arg(whose, from, time)
                    : Words::tr("Wants %1 back from %2 for %3.").arg(whose, from, time);
}

QString describeMaintenance(const InverseOffer& offer, const SessionState& state, WallTime now)
{
    return maintenanceOf(offer, hostOf(offer.agentId, state), now);
}

QString answerWord(LiveInverseOffer::Answer answer)
{
    switch (answer) {
    case LiveInverseOffer::Answer::None:
        return Words::tr("Not answered", "a wish for maintenance");
    case LiveInverseOffer::Answer::Sent:
        return Words::tr("Answer sent", "a wish for maintenance");
    case LiveInverseOffer::Answer::Accepted:
        return Words::tr("Accepted", "a wish for maintenance");
    case LiveInverseOffer::Answer::Declined:
        return Words::tr("Declined", "a wish for maintenance");
    }
    return {};
}

QList<Fact> factsOf(const OperationEntry& operation, const SessionState& state)
{
    QList<Fact> facts;
    const auto add = [&](const QString& label, const QString& value, const QString& note = {}) {
        if (!value.isEmpty())
            facts.append({.label = label, .value = value, .note = note});
    };
    const auto addId = [&](const QString& label, const QString& id) {
        if (!id.isEmpty())
            facts.append({.kind = Fact::Kind::Id, .label = label, .value = id, .note = {}});
    };
    add(Words::tr("state"), operationStateWord(operation));
    add(Words::tr("what happened"), whatHappenedTo(operation, launchStanding(operation.sentBy, state)));
    add(Words::tr("operation"), operation.type);
    add(Words::tr("agent"), operation.hostname);
    if (operation.sentBy != 0)
        add(Words::tr("sent"), describeExactClock(operation.sentAt), Words::tr("(call %1)").arg(operation.sentBy));
    if (operation.unacknowledged() > 0)
        add(Words::tr("updates"), describeUnacknowledged(operation.unacknowledged()));
    addId(Words::tr("Operation ID"), operation.id.value());
    addId(Words::tr("Agent ID"), operation.agentId.value());
    if (!operation.history.isEmpty())
        facts.append({.kind = Fact::Kind::Heading, .label = Words::tr("What was told"), .value = {}, .note = {}});
    for (auto moment = operation.history.crbegin(); moment != operation.history.crend(); ++moment) {
        add(describeExactClock(moment->at), describeOperationState(moment->status.state), moment->status.message);
        if (!moment->status.convertedResources.isEmpty()) {
            QStringList resources;
            for (const Resource& resource : moment->status.convertedResources)
                resources.append(inspectorTitle(resource) + u", "_s + describeResource(resource));
            add(Words::tr("resources now"), resources.join(u"; "_s));
        }
        addId(Words::tr("Provider ID"), moment->status.resourceProviderId.value());
    }
    return facts;
}

QList<Fact> factsOf(const LiveInverseOffer& live, const SessionState& state, WallTime now)
{
    QList<Fact> facts;
    const InverseOffer& offer = *live.offer;
    const auto add = [&](const QString& label, const QString& value, const QString& note = {}) {
        if (!value.isEmpty())
            facts.append({.label = label, .value = value, .note = note});
    };
    add(Words::tr("maintenance"), describeMaintenance(offer, state, now));
    add(Words::tr("answer"), answerWord(live.answer),
        live.call == 0 ? QString() : Words::tr("(call %1)").arg(live.call));
    if (live.answer == LiveInverseOffer::Answer::Accepted || live.answer == LiveInverseOffer::Answer::Declined)
        add(Words::tr("answered"), describeAgo(now - live.answeredAt));
    add(Words::tr("arrived"), describeAgo(now - live.arrived));
    for (const Resource& resource : offer.resources)
        add(resource.name, describeValue(resource.value, resource.name), describeResource(resource));
    add(Words::tr("agent"), hostOf(offer.agentId, state));
    if (offer.url)
        add(Words::tr("address"), offer.url->toString());
    facts.append(
        {.kind = Fact::Kind::Id, .label = Words::tr("Inverse offer ID"), .value = offer.id.value(), .note = {}});
    if (!offer.agentId.isEmpty())
        facts.append(
            {.kind = Fact::Kind::Id, .label = Words::tr("Agent ID"), .value = offer.agentId.value(), .note = {}});
    return facts;
}

} // namespace mesoscribe
