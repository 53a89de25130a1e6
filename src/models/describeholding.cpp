// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "models/describecall.h"

#include <QCoreApplication>

namespace mesoscribe {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Words)
};

} // namespace

QString describeGivingBack(const SessionState& state, WallTime now)
{
    if (state.manners.onOffers == Manners::OnOffers::DeclineAtOnce)
        return Words::tr("This connection just watches: offers are declined as soon as they have been shown.");
    const QString limit = describeDuration(state.manners.giveBackAfter);
    for (const LiveOffer& offer : state.offers) {
        if (!isHeld(offer.fate))
            continue;
        const auto left = std::max<WallTime::duration>(offer.arrived + state.manners.giveBackAfter - now, {});
        return Words::tr("Offers are given back by themselves after %1, the first of these in %2.")
            .arg(limit, describeAge(std::chrono::duration_cast<std::chrono::milliseconds>(left)));
    }
    return Words::tr("Offers are given back by themselves after %1.").arg(limit);
}

} // namespace mesoscribe
