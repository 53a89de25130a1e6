// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "session/offerhold.h"

#include <algorithm>

namespace mesoscribe {

void OfferHold::take(const Changes& changes, const SessionState& state, WallTime now)
{
    if (changes.offersReset) {
        m_held.clear();
        m_inCall.clear();
        m_back.clear();
    }
    m_held.insert(m_held.end(), changes.offersAdded.begin(), changes.offersAdded.end());
    if (m_inCall.isEmpty())
        return;
    for (const OfferId& id : changes.offersChanged) {
        if (!m_inCall.contains(id))
            continue;
        const LiveOffer* offer = state.offers.find(id);
        if (offer && offer->fate == OfferFate::InCall)
            continue;
        m_inCall.remove(id);
        if (offer && offer->fate == OfferFate::Live)
            m_back.append({id, now + Pause});
    }
    for (const OfferId& id : changes.offersRemoved)
        m_inCall.remove(id);
}

QList<OfferId> OfferHold::takeDue(const SessionState& state, WallTime now)
{
    QList<OfferId> ids;
    while (const LiveOffer* offer = first(state)) {
        if (due(*offer, state, {}) > now)
            break;
        ids.append(offer->offer->id);
        m_held.pop_front();
    }
    m_back.removeIf([&](const Held& held) {
        const LiveOffer* offer = state.offers.find(held.id);
        if (offer && offer->fate == OfferFate::InCall)
            m_inCall.insert(held.id);
        if (!offer || offer->fate != OfferFate::Live)
            return true;
        if (due(*offer, state, held.notBefore) > now)
            return false;
        ids.append(held.id);
        return true;
    });
    for (const OfferId& id : std::as_const(ids))
        m_inCall.insert(id);
    return ids;
}

std::optional<WallTime> OfferHold::nextDue(const SessionState& state)
{
    std::optional<WallTime> next;
    if (const LiveOffer* offer = first(state))
        next = due(*offer, state, {});
    for (const Held& held : std::as_const(m_back)) {
        const LiveOffer* offer = state.offers.find(held.id);
        if (!offer || offer->fate != OfferFate::Live)
            continue;
        const WallTime at = due(*offer, state, held.notBefore);
        next = next ? std::min(*next, at) : at;
    }
    return next;
}

WallTime OfferHold::due(const LiveOffer& offer, const SessionState& state, WallTime notBefore)
{
    const Manners& manners = state.manners;
    if (manners.onOffers == Manners::OnOffers::DeclineAtOnce)
        return std::max(offer.arrived, notBefore);
    const auto hold = std::clamp(manners.giveBackAfter, Manners::ShortestHold, Manners::LongestHold);
    return std::max<WallTime>(offer.arrived + hold, notBefore);
}

/// The live offer that arrived first. Those that are gone are forgotten on the way, those in a call put aside.
const LiveOffer* OfferHold::first(const SessionState& state)
{
    while (!m_held.empty()) {
        const LiveOffer* offer = state.offers.find(m_held.front());
        if (offer && offer->fate == OfferFate::Live)
            return offer;
        if (offer && offer->fate == OfferFate::InCall)
            m_inCall.insert(m_held.front());
        m_held.pop_front();
    }
    return nullptr;
}

} // namespace mesoscribe
