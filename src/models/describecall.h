// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/describe.h"
#include "state/sessionstate.h"

namespace mesoscribe {

/// What the button of a call's trouble asks for (product.md 3c).
enum class CallAction {
    SendAgain,          ///< with the current stream id
    ResubscribeAndSend, ///< the stream is down
    SubscribeAsNew,
    EditAndSend, ///< opens the editor
    Reconcile,
    PickAnotherOffer, ///< opens the launch form with everything filled in
};

/// An answer that is no success, or a silence: what happened, what it means, what to do. Plain text.
struct CallTroubleText
{
    QString headline;
    QString consequence; ///< may be empty
    std::optional<CallAction> action;
    QString masterWords; ///< may be empty
};

/// After this, a call that was received but had no effect is worth a word.
inline constexpr std::chrono::seconds CallSilence{10};

/// None when nothing is wrong with the call.
std::optional<CallTroubleText> describeTrouble(const CallEntry& call, const SessionState& state, WallTime now);
QString describe(CallAction action);

/// "Declined 2 offers of web1 for 5 s": what the call asks for, in one line.
QString describe(const CallFacts& facts);
/// The Effect column: "received, not done", "→ #71 TASK_RUNNING", "refused: …", "stream id from an earlier connection".
QString describeEffect(const CallEntry& call, const SessionState& state, WallTime now);
QString describeStatus(const CallEntry& call); ///< "202", "waiting", "no answer", "not sent"

QString inspectorTitle(const CallEntry& call);    ///< "Call 12: ACCEPT"
QString inspectorSubtitle(const CallEntry& call); ///< "sent at 14:02:41.006"
QList<Fact> factsOf(const CallEntry& call, const SessionState& state, WallTime now);

/// "1 offer of web1 for 0:47 · 3 of db1 for 9:12": the filters that run, the ones ending last at the end.
QString describeFilters(const FilterClock& filters, WallTime now, int most = 3);
QString describe(const RunningFilter& filter, WallTime now); ///< one line of the list behind it

/// "Offers are given back by themselves after 10 minutes, the first of these in 8:02."
QString describeGivingBack(const SessionState& state, WallTime now);

/// The leaving question (product.md 4.9).
struct LeavingText
{
    QString headline;    ///< "demo has 2 running tasks."
    QString consequence; ///< "If you leave, Mesos waits 10 minutes for you and then kills them."
};
/// None when nothing would be lost: no framework registered, or none of its tasks runs. Held offers are no loss: they
/// are declined on the way out.
std::optional<LeavingText> describeLeaving(const SessionState& state, const QString& name);

} // namespace mesoscribe
