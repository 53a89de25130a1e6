// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "state/reduce.h"

using namespace Qt::Literals::StringLiterals;

namespace mesoscribe {

namespace {

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

    void operator()(const input::SubscribeRequested& input)
    {
        SessionState fresh;
        fresh.settings = input.settings;
        fresh.story = m_state.story;
        fresh.records = std::move(m_state.records);
        fresh.frameworkId = input.settings.framework.id;
        m_state = std::move(fresh);
        m_changes.identity = true;
        m_changes.heartbeat = true;
        m_changes.trouble = true;
        m_changes.inverseOffers = true;
        m_changes.offersReset = true;
        enter(Phase::Connecting);
    }

    void operator()(const input::AttemptStarted& input)
    {
        m_state.master = input.master;
        m_state.redirectedFrom = input.redirectedFrom;
        m_state.retryAt.reset();
        m_changes.identity = true;
        enter(Phase::Connecting);
        tell(input.redirectedFrom.isEmpty() ? StoryLine::Kind::Connecting : StoryLine::Kind::RedirectedTo,
             input.master.authority());

        RecordEntry call;
        call.at = m_at;
        call.direction = Direction::ToMaster;
        call.type = u"SUBSCRIBE"_s;
        call.facts.names = {m_state.settings.framework.name};
        call.raw = input.body;
        log(std::move(call));
        m_state.subscribeRecord = m_state.records.nextNumber() - 1;
    }

    void operator()(const input::HeadersReceived& input)
    {
        if (m_state.subscribeRecord && m_state.records.setAnswer(*m_state.subscribeRecord, input.status, input.took))
            m_changes.recordsChanged.insert(*m_state.subscribeRecord);
        tell(StoryLine::Kind::HeadersReceived, QString::number(input.status), input.took);
        if (input.status != 200)
            return;
        m_state.streamId = input.streamId;
        m_state.streamIdIsVoid = false;
        m_changes.identity = true;
        enter(Phase::WaitingForSubscribed);
    }

    void operator()(const input::RecordReceived& input)
    {
        RecordEntry entry;
        entry.at = m_at;
        entry.raw = input.raw;
        if (input.event) {
            entry.type = input.event->type;
            entry.facts = factsOf(*input.event);
            entry.unknownFields = input.event->unknownFields;
        } else {
            entry.isReadable = false;
            entry.facts.words = input.problem;
        }
        log(std::move(entry));
        heard();
        if (input.event)
            std::visit(*this, input.event->payload);
    }

    void operator()(const input::OffersArrived& input)
    {
        for (const OfferPtr& offer : input.offers) {
            // A master never reuses an id; should one do it, the newer offer counts.
            if (m_state.offers.remove(offer->id))
                m_changes.merge(removal(offer->id));
            m_state.offers.insert({offer, m_at, OfferFate::Live, m_at});
            m_changes.offersAdded.append(offer->id);
        }
    }

    void operator()(const input::HeartbeatsMissed& input)
    {
        m_state.missedHeartbeats = input.count;
        m_changes.heartbeat = true;
        if (m_state.phase == Phase::Subscribed) {
            enter(Phase::Quiet);
            tell(StoryLine::Kind::Quiet);
        }
    }

    void operator()(const input::StreamEnded& input)
    {
        endStream();
        m_state.trouble = input.trouble;
        m_changes.trouble = true;
        tell(StoryLine::Kind::Ended);
        m_state.story.last().trouble = input.trouble;
    }

    void operator()(const input::RetryPlanned& input)
    {
        ++m_state.retries;
        m_state.retryAt = input.retryAt;
        enter(Phase::Reconnecting);
        if (m_state.trouble && !m_state.trouble->retrying) {
            m_state.trouble->retrying = true;
            m_changes.trouble = true;
        }
        tell(StoryLine::Kind::RetryPlanned, {}, std::chrono::milliseconds(input.retryAt - m_at));
    }

    void operator()(const input::GaveUp& input)
    {
        endStream();
        m_state.trouble = input.trouble;
        m_state.trouble->retrying = false;
        m_changes.trouble = true;
        m_state.retryAt.reset();
        enter(Phase::Stopped);
        tell(StoryLine::Kind::Stopped);
        m_state.story.last().trouble = input.trouble;
    }

    void operator()(const input::Disconnected&)
    {
        endStream();
        m_state.trouble.reset();
        m_changes.trouble = true;
        m_state.retryAt.reset();
        m_state.retries = 0;
        enter(Phase::Off);
        tell(StoryLine::Kind::Disconnected);
    }

    void operator()(const input::Slept& input) { tell(StoryLine::Kind::Slept, {}, input.duration); }

    void operator()(const input::Tick&)
    {
        const QList<OfferId> over = m_state.offers.rescindedLongBefore(m_at);
        for (const OfferId& id : over) {
            m_state.offers.remove(id);
            m_changes.offersRemoved.insert(id);
        }
    }

    void operator()(const SubscribedEvent& event)
    {
        m_state.frameworkId = event.frameworkId;
        m_state.masterInfo = event.masterInfo;
        if (event.heartbeatIntervalSeconds && *event.heartbeatIntervalSeconds > 0.0) {
            constexpr double LongestSeconds = 3600.0;
            m_state.heartbeatInterval = std::chrono::milliseconds(
                static_cast<qint64>(std::min(*event.heartbeatIntervalSeconds, LongestSeconds) * 1000.0));
        }
        ++m_state.subscriptions;
        m_state.subscribedSince = m_at;
        m_state.retries = 0;
        m_state.retryAt.reset();
        m_state.trouble.reset();
        m_state.missedHeartbeats = 0;
        // Offers never outlive a subscription, and no RESCIND says so (mesos-api: rejoin).
        m_state.offers.clear();
        m_state.offersVoidSince.reset();
        m_state.inverseOffers.clear();
        m_changes.merge(reset());
        m_changes.identity = true;
        m_changes.trouble = true;
        m_changes.heartbeat = true;
        m_changes.inverseOffers = true;
        enter(Phase::Subscribed);
        tell(StoryLine::Kind::Subscribed, event.frameworkId.value());
    }

    void operator()(const OffersEvent&)
    {
        // They follow in OffersArrived.
    }

    void operator()(const InverseOffersEvent& event)
    {
        for (const InverseOfferPtr& offer : event.inverseOffers)
            m_state.inverseOffers.insert(offer->id.value(), offer);
        m_changes.inverseOffers = true;
    }

    void operator()(const RescindEvent& event)
    {
        if (m_state.offers.setFate(event.offerId, OfferFate::Rescinded, m_at)) {
            Changes changed;
            changed.offersChanged.insert(event.offerId);
            m_changes.merge(std::move(changed));
        }
    }

    void operator()(const RescindInverseOfferEvent& event)
    {
        if (m_state.inverseOffers.remove(event.inverseOfferId.value()) > 0)
            m_changes.inverseOffers = true;
    }

    void operator()(const UpdateEvent&) {}
    void operator()(const UpdateOperationStatusEvent&) {}
    void operator()(const MessageEvent&) {}
    void operator()(const FailureEvent&) {}
    void operator()(const ErrorEvent&) {}
    void operator()(const HeartbeatEvent&) {}
    void operator()(const UnknownEvent&) {}

private:
    static Changes removal(const OfferId& id)
    {
        Changes changes;
        changes.offersRemoved.insert(id);
        return changes;
    }

    static Changes reset()
    {
        Changes changes;
        changes.offersReset = true;
        return changes;
    }

    void enter(Phase phase)
    {
        if (m_state.phase != phase || phase == Phase::Reconnecting) {
            m_state.phase = phase;
            m_state.phaseSince = m_at;
        }
        m_changes.phase = true;
    }

    void tell(StoryLine::Kind kind, const QString& subject = {}, std::chrono::milliseconds duration = {})
    {
        m_state.story.append({m_at, kind, subject, duration, {}});
        if (m_state.story.size() > SessionState::MaxStory)
            m_state.story.removeFirst();
        m_changes.story = true;
    }

    void log(RecordEntry entry)
    {
        m_changes.recordsLetGo += m_state.records.append(std::move(entry));
        ++m_changes.recordsAdded;
    }

    void heard()
    {
        m_state.lastHeard = m_at;
        m_changes.heartbeat = true;
        m_state.missedHeartbeats = 0;
        if (m_state.phase == Phase::Quiet) {
            enter(Phase::Subscribed);
            tell(StoryLine::Kind::HeardAgain);
        }
    }

    /// What came on the stream is void with it.
    void endStream()
    {
        if (m_state.subscribeRecord && m_state.records.setUnanswered(*m_state.subscribeRecord))
            m_changes.recordsChanged.insert(*m_state.subscribeRecord);
        m_state.subscribeRecord.reset();
        m_state.missedHeartbeats = 0;
        if (!m_state.streamId.isEmpty() && !m_state.streamIdIsVoid) {
            m_state.streamIdIsVoid = true;
            m_changes.identity = true;
        }
        if (m_state.offersVoidSince || m_state.offers.isEmpty())
            return;
        m_state.offersVoidSince = m_at;
        QList<OfferId> ids;
        for (const LiveOffer& offer : m_state.offers)
            ids.append(offer.offer->id);
        for (const OfferId& id : ids) {
            if (m_state.offers.setFate(id, OfferFate::Void, m_at))
                m_changes.offersChanged.insert(id);
        }
        m_changes.identity = true;
    }

    SessionState& m_state;
    WallTime m_at;
    Changes m_changes;
};

} // namespace

Changes reduce(SessionState& state, const Input& input)
{
    Step step(state, input.at);
    std::visit(step, input.what);
    return step.take();
}

} // namespace mesoscribe
