// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "state/reduce.h"

/// The inside of reduce(): only its source files include this.
namespace mesoscribe {

/// One call of reduce(): the state, the time, and what has been changed so far.
class Step
{
public:
    Step(SessionState& state, WallTime at)
        : m_state(state)
        , m_at(at)
    {
    }

    Changes take() { return std::move(m_changes); }

    void operator()(const input::SubscribeRequested& input);
    void operator()(const input::AttemptStarted& input);
    void operator()(const input::HeadersReceived& input);
    void operator()(const input::RecordReceived& input);
    void operator()(const input::OffersArrived& input);
    void operator()(const input::HeartbeatsMissed& input);
    void operator()(const input::StreamEnded& input);
    void operator()(const input::RetryPlanned& input);
    void operator()(const input::GaveUp& input);
    void operator()(const input::Disconnected& input);
    void operator()(const input::CallSent& input);
    void operator()(const input::CallAnswered& input);
    void operator()(const input::CallFailed& input);
    void operator()(const input::TasksCleared& input);
    void operator()(const input::MannersChanged& input);
    void operator()(const input::Slept& input);
    void operator()(const input::Noted& input);
    void operator()(const input::Tick& input);

    void operator()(const SubscribedEvent& event);
    void operator()(const OffersEvent& event);
    void operator()(const InverseOffersEvent& event);
    void operator()(const RescindEvent& event);
    void operator()(const RescindInverseOfferEvent& event);
    void operator()(const UpdateEvent& event);
    void operator()(const UpdateOperationStatusEvent& event);
    void operator()(const MessageEvent&) {}
    void operator()(const FailureEvent&) {}
    void operator()(const ErrorEvent&) {}
    void operator()(const HeartbeatEvent&) {}
    void operator()(const UnknownEvent&) {}

private:
    // reduce.cpp
    void enter(Phase phase);
    void tell(StoryLine::Kind kind, const QString& subject = {}, std::chrono::milliseconds duration = {});
    /// Returns the number of the record.
    quint64 log(RecordEntry entry);
    void heard();
    /// What came on the stream is void with it.
    void endStream();
    void endFilters();
    void forgetTasks();

    // reducecalls.cpp
    const Offer* offerOf(const CallFacts& facts) const; ///< the first known one; borrowed, null when none is
    void sentAccept(const CallEntry& call);
    void sentTaskCall(const CallEntry& call);
    void acceptedByMaster(CallEntry& call);
    /// `mayHaveArrived`: there was no answer; otherwise it is sure that nothing came of it.
    void cameToNothing(const CallEntry& call, bool mayHaveArrived);
    void markAcknowledgement(const CallEntry& call, Acknowledgement from, Acknowledgement to);
    void markInverseOffers(const CallEntry& call, LiveInverseOffer::Answer answer);

    // reduceoffers.cpp
    void lockOffers(const CallEntry& call);
    /// The offers that the call has locked go on to `fate`, with filters for what goes back.
    void releaseOffers(const CallEntry& call, OfferFate fate);
    void addFilter(const CallEntry& call, const Offer& offer);
    void revived(const CallEntry& call);
    void suppressed(const CallEntry& call);
    void frameworkUpdated(const CallEntry& call);
    bool knowsRoles(const QStringList& roles) const;

    // reducetasks.cpp
    /// `record` is there because of the call with this number.
    void addEffect(quint64 call, quint64 record);
    void findCauses(const UpdateEvent& event, UpdateEffect effect, bool hadEnded);
    void findCausesOfOffer(const Offer& offer);

    SessionState& m_state;
    WallTime m_at;
    Changes m_changes;
    quint64 m_record = 0; ///< number of the record that this input is, 0: none
};

} // namespace mesoscribe
