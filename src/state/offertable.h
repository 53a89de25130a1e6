// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/clock.h"
#include "mesos/offer.h"

#include <QHash>
#include <QList>

#include <deque>
#include <list>

namespace mesoscribe {

/// What became of an offer.
enum class OfferFate {
    Live,
    InCall,    ///< a call that uses or declines it is under way: locked, but still held
    Used,      ///< accepted: gone after OfferTable::GoneKeptFor
    Declined,  ///< likewise
    Rescinded, ///< by the master: struck through, likewise
    Void,      ///< the stream it came on is gone: greyed until the next SUBSCRIBED
};

/// Whether nobody else can have what it offers.
constexpr bool isHeld(OfferFate fate)
{
    return fate == OfferFate::Live || fate == OfferFate::InCall;
}

/// Whether it is gone for good, and only shown for a while yet.
constexpr bool isGone(OfferFate fate)
{
    return fate == OfferFate::Used || fate == OfferFate::Declined || fate == OfferFate::Rescinded;
}

struct LiveOffer
{
    OfferPtr offer;
    WallTime arrived;
    OfferFate fate = OfferFate::Live;
    WallTime fateAt;  ///< when it became so
    quint64 call = 0; ///< number of the call that uses or declines it, 0: none
};

/// The offers of a session in the order of their arrival. Inserting, finding and removing cost the same at any size.
class OfferTable
{
public:
    static constexpr std::chrono::seconds GoneKeptFor{60};

    bool insert(LiveOffer offer);                   ///< false when the id is there already
    const LiveOffer* find(const OfferId& id) const; ///< borrowed until the next change
    /// `call` is kept with it unless 0; a live offer has none. False when unknown or already so.
    bool setFate(const OfferId& id, OfferFate fate, WallTime at, quint64 call = 0);
    bool remove(const OfferId& id);
    void clear();
    /// Ids of the offers used, declined or rescinded GoneKeptFor or longer before `now`, oldest first. Costs nothing
    /// when there is none.
    QList<OfferId> goneLongBefore(WallTime now) const;

    qsizetype size() const { return m_index.size(); }
    bool isEmpty() const { return m_index.isEmpty(); }
    qsizetype heldCount() const { return m_held; } ///< live, or in a call

    auto begin() const { return m_offers.begin(); }
    auto end() const { return m_offers.end(); }

private:
    using Position = std::list<LiveOffer>::iterator;
    std::list<LiveOffer> m_offers;
    QHash<OfferId, Position> m_index;
    std::deque<OfferId> m_gone; ///< in the order of their going; may hold ids that have been removed or voided since
    qsizetype m_held = 0;
};

} // namespace mesoscribe
