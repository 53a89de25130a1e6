// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "models/offertext.h"

#include "models/describe.h"

#include <QCoreApplication>
#include <QTextDocument>

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace mesoscribe {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(OfferText)
};

/// To the minute, so that what is read aloud does not change every second.
QString heldText(std::chrono::milliseconds age)
{
    if (age < 1min)
        return Words::tr("held %1").arg(describeDuration(std::chrono::floor<std::chrono::seconds>(age)));
    return Words::tr("held %1").arg(describeDuration(std::chrono::round<std::chrono::minutes>(age)));
}

QString amountsText(const Amounts& amounts)
{
    QStringList parts;
    if (amounts.cpus != Scalar{})
        parts.append(Words::tr("%1 cpus").arg(wholeNumberText(amounts.cpus)));
    if (amounts.mem != Scalar{})
        parts.append(describeMebibytes(amounts.mem));
    if (amounts.gpus != Scalar{})
        parts.append(Words::tr("%1 gpus").arg(wholeNumberText(amounts.gpus)));
    return parts.join(u", "_s);
}

QString joinedSentence(QStringList parts)
{
    parts.removeAll(QString());
    return parts.join(u", "_s);
}

} // namespace

std::chrono::milliseconds heldFor(const LiveOffer& offer, WallTime now)
{
    const WallTime end = isHeld(offer.fate) ? now : offer.fateAt;
    return std::max<std::chrono::milliseconds>(end - offer.arrived, 0ms);
}

QString ageTexts(const LiveOffer& offer, WallTime until, WallTime now)
{
    if (isHeld(offer.fate))
        return describeAge(heldFor(offer, now)) + heldText(heldFor(offer, now));
    return fateText(offer, until, now);
}

QString fateText(const LiveOffer& offer, WallTime until, WallTime now)
{
    const QString ago = describeAgo(now - offer.fateAt);
    switch (offer.fate) {
    case OfferFate::InCall:
        return offer.call == 0 ? Words::tr("in a call") : Words::tr("in call %1").arg(offer.call);
    case OfferFate::Used:
        return offer.call == 0 ? Words::tr("used %1", "followed by: 12 s ago").arg(ago)
                               : Words::tr("used by call %1").arg(offer.call);
    case OfferFate::Declined:
        return until > now ? Words::tr("declined, not offered again for %1").arg(countdown(until - now))
                           : Words::tr("declined %1", "followed by: 12 s ago").arg(ago);
    case OfferFate::Rescinded:
        return Words::tr("rescinded %1", "followed by: 12 s ago").arg(ago);
    case OfferFate::Live:
    case OfferFate::Void:
        break;
    }
    return {};
}

WallTime refusedUntil(const LiveOffer& offer, const FilterClock& filters)
{
    WallTime until{};
    for (const RunningFilter& filter : filters.filters()) {
        if (filter.call == offer.call && filter.agentId == offer.offer->agentId &&
            filter.role == offer.offer->allocationRole)
            until = std::max(until, filter.until);
    }
    return until;
}

QString countdown(std::chrono::milliseconds rest)
{
    return describeAge(std::chrono::ceil<std::chrono::seconds>(rest));
}

QString wholeNumberText(Scalar value)
{
    Value number;
    number.type.value = ValueType::Scalar;
    number.scalar = value;
    return describeValue(number, QString());
}

QString portCountText(quint64 ports)
{
    return ports == 1 ? Words::tr("1 port") : Words::tr("%1 ports").arg(QLocale().toString(ports));
}

QString attributesText(const QList<Attribute>& attributes, const QString& separator)
{
    QStringList parts;
    for (const Attribute& attribute : attributes)
        parts.append(describeAttribute(attribute));
    return parts.join(separator);
}

QString hostName(const QString& hostname)
{
    const bool isAddress = hostname.contains(u':') || (!hostname.isEmpty() && hostname.back().isDigit());
    return isAddress ? hostname : hostname.section(u'.', 0, 0);
}

QString offerSentence(const LiveOffer& offer, const Amounts& amounts, WallTime until, WallTime now)
{
    QString fate;
    switch (offer.fate) {
    case OfferFate::Live:
        fate = heldText(heldFor(offer, now));
        break;
    case OfferFate::InCall:
    case OfferFate::Used:
    case OfferFate::Declined:
    case OfferFate::Rescinded:
        fate = fateText(offer, until, now);
        break;
    case OfferFate::Void:
        fate = Words::tr("void", "an offer whose stream is gone");
        break;
    }
    const QString& role = offer.offer->allocationRole;
    return joinedSentence({offerName(offer.offer->id), Words::tr("agent %1").arg(hostName(offer.offer->hostname)),
                           role.isEmpty() ? QString() : Words::tr("role %1").arg(role), amountsText(amounts), fate});
}

QString groupSentence(const QString& name, int offers, const Amounts& amounts)
{
    const QString count = offers == 1 ? Words::tr("1 offer") : Words::tr("%Ln offers", nullptr, offers);
    return joinedSentence({name, count, amountsText(amounts)});
}

QString resourceSentence(const Resource& resource, const Offer& offer)
{
    const QString& role = resource.allocationRole.isEmpty() ? offer.allocationRole : resource.allocationRole;
    return joinedSentence({Words::tr("%1 %2", "a resource and its value")
                               .arg(resource.name, describeValue(resource.value, resource.name)),
                           role.isEmpty() ? QString() : Words::tr("role %1").arg(role), describeResource(resource)});
}

QString plainToolTip(const QString& text)
{
    return Qt::mightBeRichText(text) ? Qt::convertFromPlainText(text, Qt::WhiteSpaceNormal) : text;
}

} // namespace mesoscribe
