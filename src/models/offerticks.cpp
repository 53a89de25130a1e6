// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "models/offerticks.h"

#include "models/offertext.h"

namespace mesoscribe {

OfferTicks::OfferTicks(QObject* parent)
    : QObject(parent)
{
}

void OfferTicks::apply(const SessionState& state, const Changes& changes)
{
    m_state = &state;
    const bool mayConcern = changes.offersReset || !changes.offersChanged.isEmpty() || !changes.offersRemoved.isEmpty();
    if (m_offers.isEmpty() || !mayConcern)
        return;
    const auto isDead = [&](const OfferPtr& ticked) {
        const LiveOffer* offer = state.offers.find(ticked->id);
        // An id that was given again stands for another offer.
        return offer == nullptr || offer->fate != OfferFate::Live || offer->offer != ticked;
    };
    if (m_offers.removeIf(isDead) == 0)
        return;
    m_ids.clear();
    for (const OfferPtr& offer : std::as_const(m_offers))
        m_ids.insert(offer->id);
    emit changed();
}

bool OfferTicks::setTicked(const OfferId& id, bool ticked)
{
    if (ticked == isTicked(id))
        return true;
    if (ticked) {
        if (!obstacle(id).isEmpty())
            return false;
        m_offers.append(m_state->offers.find(id)->offer);
        m_ids.insert(id);
    } else {
        m_offers.removeIf([&](const OfferPtr& offer) { return offer->id == id; });
        m_ids.remove(id);
    }
    emit changed();
    return true;
}

void OfferTicks::clear()
{
    if (m_offers.isEmpty())
        return;
    m_offers.clear();
    m_ids.clear();
    emit changed();
}

QList<OfferId> OfferTicks::ids() const
{
    QList<OfferId> ids;
    for (const OfferPtr& offer : m_offers)
        ids.append(offer->id);
    return ids;
}

QString OfferTicks::obstacle(const OfferId& id) const
{
    const LiveOffer* offer = m_state == nullptr ? nullptr : m_state->offers.find(id);
    if (offer == nullptr)
        return tr("This offer is not there any more.");
    switch (offer->fate) {
    case OfferFate::Live:
        break;
    case OfferFate::InCall:
        return tr("This offer is in a call that is under way; an offer can be used only once.");
    case OfferFate::Used:
        return tr("This offer has been used; an offer can be used only once.");
    case OfferFate::Declined:
        return tr("This offer has been declined.");
    case OfferFate::Rescinded:
        return tr("The master has taken this offer back.");
    case OfferFate::Void:
        return tr("This offer is void: the stream it came on is gone.");
    }
    if (m_offers.isEmpty() || isTicked(id))
        return {};
    const Offer& first = *m_offers.first();
    if (first.agentId != offer->offer->agentId)
        return tr("Offers that are used together must belong to one single agent; the ticked ones are of %1.")
            .arg(hostName(first.hostname));
    if (first.allocationRole != offer->offer->allocationRole)
        return tr("Offers that are used together must be allocated to the same role; the ticked ones are for %1.")
            .arg(first.allocationRole);
    return {};
}

} // namespace mesoscribe
