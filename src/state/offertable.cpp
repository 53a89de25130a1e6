// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "state/offertable.h"

namespace mesoscribe {

bool OfferTable::insert(LiveOffer offer)
{
    const OfferId id = offer.offer->id;
    if (m_index.contains(id))
        return false;
    if (offer.fate == OfferFate::Live)
        ++m_live;
    m_index.insert(id, m_offers.insert(m_offers.end(), std::move(offer)));
    return true;
}

const LiveOffer* OfferTable::find(const OfferId& id) const
{
    const auto found = m_index.constFind(id);
    return found == m_index.cend() ? nullptr : &**found;
}

bool OfferTable::setFate(const OfferId& id, OfferFate fate, WallTime at)
{
    const auto found = m_index.constFind(id);
    if (found == m_index.cend() || (*found)->fate == fate)
        return false;
    LiveOffer& offer = **found;
    m_live += (fate == OfferFate::Live) - (offer.fate == OfferFate::Live);
    offer.fate = fate;
    offer.fateAt = at;
    if (fate == OfferFate::Rescinded)
        m_rescinded.push_back(id);
    return true;
}

bool OfferTable::remove(const OfferId& id)
{
    const auto found = m_index.constFind(id);
    if (found == m_index.cend())
        return false;
    if ((*found)->fate == OfferFate::Live)
        --m_live;
    m_offers.erase(*found);
    m_index.erase(found);
    while (!m_rescinded.empty() && !m_index.contains(m_rescinded.front()))
        m_rescinded.pop_front();
    return true;
}

QList<OfferId> OfferTable::rescindedLongBefore(WallTime now) const
{
    QList<OfferId> ids;
    for (const OfferId& id : m_rescinded) {
        const LiveOffer* offer = find(id);
        if (!offer || offer->fate != OfferFate::Rescinded)
            continue;
        if (now - offer->fateAt < RescindedKeptFor)
            break;
        ids.append(id);
    }
    return ids;
}

void OfferTable::clear()
{
    m_offers.clear();
    m_index.clear();
    m_rescinded.clear();
    m_live = 0;
}

} // namespace mesoscribe
