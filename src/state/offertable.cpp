// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "state/offertable.h"

namespace mesoscribe {

bool OfferTable::insert(LiveOffer offer)
{
    const OfferId id = offer.offer->id;
    if (m_index.contains(id))
        return false;
    m_held += isHeld(offer.fate);
    if (isGone(offer.fate))
        m_gone.push_back(id);
    m_index.insert(id, m_offers.insert(m_offers.end(), std::move(offer)));
    return true;
}

const LiveOffer* OfferTable::find(const OfferId& id) const
{
    const auto found = m_index.constFind(id);
    return found == m_index.cend() ? nullptr : &**found;
}

bool OfferTable::setFate(const OfferId& id, OfferFate fate, WallTime at, quint64 call)
{
    const auto found = m_index.constFind(id);
    if (found == m_index.cend() || (*found)->fate == fate)
        return false;
    LiveOffer& offer = **found;
    m_held += qsizetype(isHeld(fate)) - qsizetype(isHeld(offer.fate));
    if (isGone(fate) && !isGone(offer.fate))
        m_gone.push_back(id);
    offer.fate = fate;
    offer.fateAt = at;
    if (call != 0 || fate == OfferFate::Live)
        offer.call = call;
    return true;
}

bool OfferTable::remove(const OfferId& id)
{
    const auto found = m_index.constFind(id);
    if (found == m_index.cend())
        return false;
    m_held -= isHeld((*found)->fate);
    m_offers.erase(*found);
    m_index.erase(found);
    while (!m_gone.empty() && !m_index.contains(m_gone.front()))
        m_gone.pop_front();
    return true;
}

QList<OfferId> OfferTable::goneLongBefore(WallTime now) const
{
    QList<OfferId> ids;
    for (const OfferId& id : m_gone) {
        const LiveOffer* offer = find(id);
        if (offer == nullptr || !isGone(offer->fate))
            continue;
        if (now - offer->fateAt < GoneKeptFor)
            break;
        ids.append(id);
    }
    return ids;
}

void OfferTable::clear()
{
    m_offers.clear();
    m_index.clear();
    m_gone.clear();
    m_held = 0;
}

} // namespace mesoscribe
