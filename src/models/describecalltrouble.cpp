// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "models/describecallparts.h"
#include "models/describerefusal.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

/// What is wrong with a call, and what can be done (product.md 3c).
namespace mesoscribe {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(CallWords)
};

CallTroubleText make(const QString& headline, const QString& consequence,
                     std::optional<CallAction> action = std::nullopt)
{
    return {.headline = headline, .consequence = consequence, .action = action, .masterWords = {}};
}

/// Sending a call again is safe only when its offers are still there: the stream they came on may be gone.
bool hasLiveOffers(const CallFacts& facts, const SessionState& state)
{
    return std::ranges::all_of(facts.offerIds, [&](const OfferId& id) {
        const LiveOffer* offer = state.offers.find(id);
        return offer != nullptr && offer->fate == OfferFate::Live;
    });
}

bool usesOffers(const CallFacts& facts)
{
    return facts.type == "ACCEPT"_L1 || facts.type == "DECLINE"_L1;
}

/// Whether a call can be sent now.
bool isUp(const SessionState& state)
{
    return state.isSubscribed() && !state.streamIdIsVoid;
}

/// Sending it again, in the way that can succeed now; nothing where that would be wrong.
std::optional<CallAction> again(const CallEntry& call, const SessionState& state)
{
    if (usesOffers(call.facts) && !hasLiveOffers(call.facts, state))
        return call.facts.launches.isEmpty() ? std::nullopt : std::optional(CallAction::PickAnotherOffer);
    return isUp(state) ? CallAction::SendAgain : CallAction::ResubscribeAndSend;
}

std::optional<CallAction> actionFor(const CallEntry& call, const SessionState& state)
{
    using Reason = Refusal::Reason;
    switch (call.refusal.reason) {
    case Reason::StreamIdMissing:
    case Reason::StreamIdStale:
    case Reason::StreamIdOnSubscribe:
    case Reason::NotSubscribed:
    case Reason::CapacityExceeded:
    case Reason::NoLeader:
    case Reason::Recovering:
    case Reason::ServerError:
    case Reason::WrongContentType:
    case Reason::NotAcceptable:
        return again(call, state);
    case Reason::UnknownFramework:
    case Reason::FrameworkRemoved:
    case Reason::FailedOver:
        return CallAction::SubscribeAsNew;
    case Reason::Unknown:
    case Reason::RolesNotWhitelisted:
    case Reason::RootNotAllowed:
    case Reason::RoleWithMultiRole:
    case Reason::RolesWithoutMultiRole:
    case Reason::DuplicateRoles:
    case Reason::InvalidRole:
    case Reason::InvalidFrameworkId:
    case Reason::SuppressedRoleUnknown:
    case Reason::FailoverTimeoutInvalid:
    case Reason::PrincipalMismatch:
    case Reason::PrincipalChanged:
    case Reason::MissingFields:
    case Reason::BadJson:
    case Reason::BadCall:
        return CallAction::EditAndSend;
    case Reason::NotAuthorized:
    case Reason::Unauthorized:
    case Reason::Forbidden:
    case Reason::NotFound:
    case Reason::MethodNotAllowed:
        break; // sending it again cannot help
    }
    return std::nullopt;
}

CallTroubleText noAnswer(const CallEntry& call, const SessionState& state)
{
    CallTroubleText text = make(Words::tr("No answer came to this call."),
                                Words::tr("It may have arrived all the same, so it is not sent again by itself."));
    // A launch that did arrive must not be repeated: asking for the task tells.
    text.action = call.facts.launches.isEmpty() ? again(call, state)
                  : isUp(state)        ? std::optional(CallAction::Reconcile)
                                                : std::nullopt;
    if (call.error)
        text.masterWords = call.error->detail;
    return text;
}

CallTroubleText notSent(const CallEntry& call, const SessionState& state)
{
    const bool hasOffers = usesOffers(call.facts) && !call.facts.offerIds.isEmpty();
    return make(Words::tr("This call was not sent."),
                hasOffers ? Words::tr("The stream ended before its turn, and its offers with it.")
                          : Words::tr("The stream ended before its turn."),
                again(call, state));
}

/// Which of the tasks it launches came back as never run because the offers were gone.
bool wentToGoneOffers(const CallEntry& call, const SessionState& state)
{
    return std::ranges::any_of(call.facts.launches, [&](const LaunchedTask& launched) {
        const TaskEntry* task = state.tasks.find(launched.taskId);
        if (task == nullptr || task->launchedBy != call.number || !task->neverRan())
            return false;
        return std::ranges::any_of(task->history, [&](const TaskMoment& moment) {
            return call.effects.contains(moment.record) && moment.status.reason == "REASON_INVALID_OFFERS"_L1 &&
                   moment.status.message.contains("is no longer valid"_L1);
        });
    });
}

} // namespace

CallTroubleText callRefusal(const Refusal& refusal, const SessionState& state)
{
    using Reason = Refusal::Reason;
    switch (refusal.reason) {
    case Reason::Unknown:
        return make(Words::tr("The master refused the call, for a reason that is new to this version."), {});
    case Reason::StreamIdMissing:
        return make(Words::tr("The stream id is missing."),
                    Words::tr("Every call but SUBSCRIBE must carry the current one."));
    case Reason::StreamIdStale:
        return make(Words::tr("That stream id belongs to an earlier connection."),
                    Words::tr("Each subscription gets a new one."));
    case Reason::NotSubscribed:
        return make(Words::tr("The stream is down, so Mesos refuses calls."), Words::tr("Subscribe again first."));
    case Reason::MissingFields:
        return make(Words::tr("The call lacks something that the master needs."),
                    refusal.subject.isEmpty() ? QString() : Words::tr("Missing: %1.").arg(refusal.subject));
    case Reason::BadJson:
        return make(Words::tr("The master could not read the call as JSON."),
                    refusal.subject.isEmpty() ? QString() : Words::tr("It says: “%1”.").arg(refusal.subject));
    case Reason::BadCall:
        return make(Words::tr("The master could read the call but not accept it."),
                    refusal.subject.isEmpty() ? QString() : Words::tr("It says: “%1”.").arg(refusal.subject));
    case Reason::CapacityExceeded:
        return make(Words::tr("You are sending faster than this master allows."),
                    Words::tr("It dropped the call. Wait a little before the next one."));
    case Reason::NotAuthorized:
    case Reason::Forbidden:
        return make(Words::tr("Your account may not do that here."),
                    Words::tr("Ask the cluster's owner what this principal is allowed to do."));
    case Reason::Unauthorized:
        return make(Words::tr("The master does not accept the name and secret any more."),
                    Words::tr("Disconnect, enter them again and subscribe."));
    case Reason::PrincipalMismatch:
    case Reason::FailedOver:
    case Reason::FrameworkRemoved:
    case Reason::RolesNotWhitelisted:
    case Reason::RootNotAllowed:
    case Reason::RoleWithMultiRole:
    case Reason::RolesWithoutMultiRole:
    case Reason::DuplicateRoles:
    case Reason::InvalidRole:
    case Reason::InvalidFrameworkId:
    case Reason::SuppressedRoleUnknown:
    case Reason::FailoverTimeoutInvalid:
    case Reason::PrincipalChanged:
    case Reason::NoLeader:
    case Reason::Recovering:
    case Reason::UnknownFramework:
    case Reason::StreamIdOnSubscribe:
    case Reason::WrongContentType:
    case Reason::NotAcceptable:
    case Reason::NotFound:
    case Reason::MethodNotAllowed:
    case Reason::ServerError:
        break;
    }
    const TroubleText text = describeRefusal(refusal, state);
    return make(text.headline, text.consequence);
}

std::optional<CallTroubleText> describeTrouble(const CallEntry& call, const SessionState& state, WallTime now)
{
    switch (call.progress) {
    case CallProgress::Waiting:
        return std::nullopt;
    case CallProgress::Refused: {
        CallTroubleText text = callRefusal(call.refusal, state);
        text.action = actionFor(call, state);
        text.masterWords = call.refusal.words.isEmpty() ? QString::fromUtf8(call.answer).trimmed() : call.refusal.words;
        return text;
    }
    case CallProgress::Failed:
        return noAnswer(call, state);
    case CallProgress::NotSent:
        return notSent(call, state);
    case CallProgress::Received:
        if (!isSilent(call, now))
            return std::nullopt;
        return make(Words::tr("Accepted, but no answer on the stream yet."),
                    Words::tr("The master takes a call before it acts on it; asking tells how things stand."),
                    isUp(state) ? std::optional(CallAction::Reconcile) : std::nullopt);
    case CallProgress::Done:
        if (!wentToGoneOffers(call, state))
            return std::nullopt;
        return make(Words::tr("The offer was gone before the launch arrived."),
                    Words::tr("It was rescinded, timed out or used. Nothing ran."), CallAction::PickAnotherOffer);
    }
    return std::nullopt;
}

QString describe(CallAction action)
{
    switch (action) {
    case CallAction::SendAgain:
        return Words::tr("Send again with the current stream id");
    case CallAction::ResubscribeAndSend:
        return Words::tr("Resubscribe and send");
    case CallAction::SubscribeAsNew:
        return Words::tr("Subscribe as a new framework");
    case CallAction::EditAndSend:
        return Words::tr("Edit and send again…");
    case CallAction::Reconcile:
        return Words::tr("Reconcile");
    case CallAction::PickAnotherOffer:
        return Words::tr("Pick another offer and launch again…");
    }
    return {};
}

} // namespace mesoscribe
