// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/amounts.h"
#include "state/filterclock.h"
#include "state/offertable.h"

#include <QString>

/// What the rows of the Offers tree say beyond single values (see describe.h).
namespace mesoscribe {

/// How long an offer has been held; stands still once it is live no more. Never negative.
std::chrono::milliseconds heldFor(const LiveOffer& offer, WallTime now);

/// Everything about an offer that reads differently as time passes, for comparing only. `until`: see fateText().
QString ageTexts(const LiveOffer& offer, WallTime until, WallTime now);

/// What has become of an offer: "in call 12", "used by call 12", "rescinded 12 s ago", "declined, not offered again for
/// 0:47" (up to `until`, the end of its filter). Empty for one that is live or void.
QString fateText(const LiveOffer& offer, WallTime until, WallTime now);
/// The end of the filter by which this offer was declined; zero when none runs.
WallTime refusedUntil(const LiveOffer& offer, const FilterClock& filters);
QString countdown(std::chrono::milliseconds rest); ///< "0:47": a begun second counts whole

QString wholeNumberText(Scalar value); ///< "4", "1.5": as few decimals as there are
QString portCountText(quint64 ports);  ///< "1,001 ports"
QString attributesText(const QList<Attribute>& attributes, const QString& separator);
QString hostName(const QString& hostname); ///< "web1" of "web1.example.com"; an address stays whole

/// What assistive technology reads for a whole row: "Offer O12, agent web1, role eng, 4 cpus, 8.0 GiB, held 2 minutes".
QString offerSentence(const LiveOffer& offer, const Amounts& amounts, WallTime until, WallTime now);
QString groupSentence(const QString& name, int offers, const Amounts& amounts); ///< "web1…, 2 offers, 6 cpus, 14 GiB"
QString resourceSentence(const Resource& resource, const Offer& offer);         ///< "cpus 1.5, role eng, unreserved"

/// A tool tip that shows foreign text as it is: tool tips take what looks like HTML for HTML.
QString plainToolTip(const QString& text);

} // namespace mesoscribe
