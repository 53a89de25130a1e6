// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "state/reducestep.h"

namespace mesoscribe {

namespace {

Changes removal(const OfferId& id)
{
    Changes changes;
    changes.offersRemoved.insert(id);
    return changes;
}

Changes noOffers()
{
    Changes changes;
    changes.offersReset = true;
    return changes;
}

} // namespace

void Step::operator()(const input::RecordReceived& input)
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
    m_record = log(std::move(entry));
    heard();
    if (input.event)
        std::visit(*this, input.event->payload);
}

void Step::operator()(const input::OffersArrived& input)
{
    // The last slices may be handed over when their stream has ended already.
    const OfferFate fate = m_state.streamIdIsVoid ? OfferFate::Void : OfferFate::Live;
    if (m_state.streamIdIsVoid && !m_state.offersVoidSince && !input.offers.isEmpty()) {
        m_state.offersVoidSince = m_at;
        m_changes.identity = true;
    }
    for (const OfferPtr& offer : input.offers) {
        // A master never reuses an id; should one do it, the newer offer counts.
        if (m_state.offers.remove(offer->id))
            m_changes.merge(removal(offer->id));
        m_state.offers.insert({.offer = offer, .arrived = m_at, .fate = fate, .fateAt = m_at, .call = 0});
        m_changes.offersAdded.append(offer->id);
        findCausesOfOffer(*offer);
    }
}

void Step::operator()(const SubscribedEvent& event)
{
    if (!m_state.frameworkId.isEmpty() && m_state.frameworkId != event.frameworkId)
        forgetTasks();
    m_state.frameworkId = event.frameworkId;
    m_state.isTornDown = false;
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
    // Offers never outlive a subscription, and no RESCIND says so; nor do filters (mesos-api: rejoin).
    m_state.offers.clear();
    m_state.offersVoidSince.reset();
    m_state.inverseOffers.clear();
    endFilters();
    m_changes.merge(noOffers());
    m_changes.identity = true;
    m_changes.trouble = true;
    m_changes.heartbeat = true;
    m_changes.inverseOffers = true;
    m_changes.callsStale = true;
    enter(Phase::Subscribed);
    tell(StoryLine::Kind::Subscribed, event.frameworkId.value());
}

void Step::operator()(const OffersEvent&)
{
    // They follow in OffersArrived.
    m_state.awaited.offersRecord = m_record;
}

void Step::operator()(const InverseOffersEvent& event)
{
    for (const InverseOfferPtr& offer : event.inverseOffers)
        m_state.inverseOffers.insert(
            offer->id.value(),
            {.offer = offer, .arrived = m_at, .answer = LiveInverseOffer::Answer::None, .answeredAt = {}, .call = 0});
    m_changes.inverseOffers = true;
}

void Step::operator()(const RescindEvent& event)
{
    const LiveOffer* offer = m_state.offers.find(event.offerId);
    if (offer == nullptr || !isHeld(offer->fate))
        return;
    m_state.offers.setFate(event.offerId, OfferFate::Rescinded, m_at);
    m_changes.offersChanged.insert(event.offerId);
}

void Step::operator()(const RescindInverseOfferEvent& event)
{
    if (m_state.inverseOffers.remove(event.inverseOfferId.value()) > 0)
        m_changes.inverseOffers = true;
}

} // namespace mesoscribe
