// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "state/changes.h"
#include "state/sessionstate.h"

#include <deque>

namespace mesoscribe {

/// Knows which offers have been held for too long, so that no open window starves a cluster. Each offer is looked at
/// when its time comes and not before, so that it costs the same with any number of them. Pure: the caller owns the
/// timer, passes the time in, and sends the DECLINE.
class OfferHold
{
public:
    /// An offer that comes back out of a call (the call failed) is left alone for this long, so that a master that
    /// keeps refusing is not asked without a pause.
    static constexpr std::chrono::seconds Pause{10};

    /// Takes in what has changed in `state`. Called for every set of changes, in order.
    void take(const Changes& changes, const SessionState& state, WallTime now);

    /// The live offers whose time is over, as the state's manners say; each is handed out once, and again should it
    /// come back out of a call. Those in a call are left alone.
    QList<OfferId> takeDue(const SessionState& state, WallTime now);
    /// When the next live offer is due; none when nothing is held.
    std::optional<WallTime> nextDue(const SessionState& state);

private:
    struct Held
    {
        OfferId id;
        WallTime notBefore; ///< of the epoch: at its time
    };

    static WallTime due(const LiveOffer& offer, const SessionState& state, WallTime notBefore);
    const LiveOffer* first(const SessionState& state);

    std::deque<OfferId> m_held; ///< in the order of arrival; may hold some that are gone
    QSet<OfferId> m_inCall;
    QList<Held> m_back; ///< come back out of a call
};

} // namespace mesoscribe
