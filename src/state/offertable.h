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
    Rescinded, ///< by the master: struck through, gone after OfferTable::RescindedKeptFor
    Void,      ///< the stream it came on is gone: greyed until the next SUBSCRIBED
};

struct LiveOffer
{
    OfferPtr offer;
    WallTime arrived;
    OfferFate fate = OfferFate::Live;
    WallTime fateAt; ///< when it became so
};

/// The offers of a session in the order of their arrival. Inserting, finding and removing cost the same at any size.
class OfferTable
{
public:
    static constexpr std::chrono::seconds RescindedKeptFor{60};

    bool insert(LiveOffer offer);                                 ///< false when the id is there already
    const LiveOffer* find(const OfferId& id) const;               ///< borrowed until the next change
    bool setFate(const OfferId& id, OfferFate fate, WallTime at); ///< false when unknown or already so
    bool remove(const OfferId& id);
    void clear();
    /// Ids of the offers rescinded RescindedKeptFor or longer before `now`, oldest first. Costs nothing when there is
    /// none.
    QList<OfferId> rescindedLongBefore(WallTime now) const;

    qsizetype size() const { return m_index.size(); }
    bool isEmpty() const { return m_index.isEmpty(); }
    qsizetype liveCount() const { return m_live; }

    auto begin() const { return m_offers.begin(); }
    auto end() const { return m_offers.end(); }

private:
    using Position = std::list<LiveOffer>::iterator;
    std::list<LiveOffer> m_offers;
    QHash<OfferId, Position> m_index;
    std::deque<OfferId>
        m_rescinded; ///< in the order of their rescinding; may hold ids that have been removed or voided since
    qsizetype m_live = 0;
};

} // namespace mesoscribe
