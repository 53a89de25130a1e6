// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "models/describe.h"
#include "models/describewords.h"
#include "models/offertext.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace mesoscribe {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Words)
};

QString describeSource(const DiskSource& source)
{
    switch (source.type.value) {
    case DiskSourceType::Path:
        return source.root.isEmpty() ? Words::tr("path disk") : Words::tr("path disk %1").arg(source.root);
    case DiskSourceType::Mount:
        return source.root.isEmpty() ? Words::tr("mount disk") : Words::tr("mount disk %1").arg(source.root);
    case DiskSourceType::Block:
        return Words::tr("block device");
    case DiskSourceType::Raw:
        return Words::tr("raw disk");
    case DiskSourceType::Unknown:
        break;
    }
    return Words::tr("disk of type “%1”, new to this version").arg(source.type.name);
}

QString describeLabels(const Labels& labels)
{
    QStringList parts;
    for (const Label& label : labels)
        parts.append(label.value ? label.key + u'=' + *label.value : label.key);
    return parts.join(u", "_s);
}

QString describeUnavailability(const Unavailability& unavailability)
{
    constexpr qint64 NanosecondsPerMillisecond = 1'000'000;
    const WallTime start(std::chrono::milliseconds(unavailability.startNanoseconds / NanosecondsPerMillisecond));
    if (!unavailability.durationNanoseconds)
        return Words::tr("from %1 on").arg(describeMoment(start));
    const std::chrono::milliseconds duration(*unavailability.durationNanoseconds / NanosecondsPerMillisecond);
    return Words::tr("from %1 for %2").arg(describeMoment(start), describeDuration(duration));
}

/// A resource name with all of it that is offered.
struct Sum
{
    QString name;
    ValueType type = ValueType::Unknown;
    Scalar scalar{};
    Scalar reserved{};
    QList<Range> ranges{};
    QStringList items{};
};

/// In the order in which people look for them; then the rest in the master's order.
QList<Sum> sumsOf(const QList<const Offer*>& offers)
{
    QList<Sum> sums;
    for (const auto* const name : {"cpus", "mem", "disk", "gpus", "ports"})
        sums.append({.name = QString::fromLatin1(name)});
    for (const Offer* offer : offers) {
        for (const Resource& resource : offer->resources) {
            auto sum = std::ranges::find(sums, resource.name, &Sum::name);
            if (sum == sums.end())
                sum = sums.insert(sums.end(), {.name = resource.name});
            sum->type = resource.value.type.value;
            sum->scalar += resource.value.scalar;
            if (resource.isReserved())
                sum->reserved += resource.value.scalar;
            sum->ranges += resource.value.ranges;
            sum->items += resource.value.items;
        }
    }
    sums.removeIf([](const Sum& sum) { return sum.type == ValueType::Unknown; });
    return sums;
}

QString amount(const Sum& sum)
{
    Value value;
    value.type = {sum.type, {}};
    value.scalar = sum.scalar;
    value.ranges = sum.ranges;
    value.items = sum.items;
    return describeValue(value, sum.name);
}

Fact factOf(const Sum& sum)
{
    Fact fact{.label = sum.name, .value = amount(sum), .note = {}};
    if (sum.type == ValueType::Scalar && sum.reserved > Scalar{}) {
        Value reserved;
        reserved.type = {ValueType::Scalar, {}};
        reserved.scalar = sum.reserved;
        fact.note = Words::tr("(%1 reserved)").arg(describeValue(reserved, sum.name));
    } else if (sum.type == ValueType::Ranges) {
        fact.note = Words::tr("(%1 free)").arg(QLocale().toString(countOf(coalesced(sum.ranges))));
    }
    return fact;
}

/// The offers of an agent that went the same way; those held belong together.
QList<const Offer*> offersOf(const AgentId& agent, OfferFate fate, const SessionState& state)
{
    QList<const Offer*> offers;
    for (const LiveOffer& offer : state.offers) {
        const bool isMeant = isHeld(fate) ? isHeld(offer.fate) : offer.fate == fate;
        if (isMeant && offer.offer->agentId == agent)
            offers.append(offer.offer.get());
    }
    return offers;
}

/// Whether maintenance is still to come, is under way, or is over.
QString unavailabilityNote(const Unavailability& unavailability, WallTime now)
{
    constexpr qint64 NanosecondsPerMillisecond = 1'000'000;
    const WallTime start(std::chrono::milliseconds(unavailability.startNanoseconds / NanosecondsPerMillisecond));
    if (start > now)
        return Words::tr("(tasks there will be asked to leave)");
    if (!unavailability.durationNanoseconds)
        return Words::tr("(it has begun)");
    const std::chrono::milliseconds duration(*unavailability.durationNanoseconds / NanosecondsPerMillisecond);
    return now - start < duration ? Words::tr("(it is under way)") : Words::tr("(it is over)");
}

QList<Fact> placeOf(const Offer& offer, WallTime now)
{
    QList<Fact> facts;
    if (!offer.attributes.isEmpty()) {
        QStringList attributes;
        for (const Attribute& attribute : offer.attributes)
            attributes.append(describeAttribute(attribute));
        facts.append({.label = Words::tr("attributes"), .value = attributes.join(u", "_s), .note = {}});
    }
    if (offer.domain)
        facts.append({.label = Words::tr("region"),
                      .value = Words::tr("%1 / %2", "region and zone").arg(offer.domain->region, offer.domain->zone),
                      .note = {}});
    if (offer.url)
        facts.append({.label = Words::tr("address"), .value = offer.url->toString(), .note = {}});
    if (offer.unavailability)
        facts.append({.label = Words::tr("maintenance"),
                      .value = describeUnavailability(*offer.unavailability),
                      .note = unavailabilityNote(*offer.unavailability, now)});
    return facts;
}

Fact idFact(const QString& label, const QString& id)
{
    return {.kind = Fact::Kind::Id, .label = label, .value = id, .note = {}};
}

Fact givenBackFact(const LiveOffer& live, const Manners& manners, WallTime now)
{
    const auto rest = live.arrived + manners.giveBackAfter - now;
    const bool isNow = manners.onOffers == Manners::OnOffers::DeclineAtOnce || rest <= rest.zero();
    return {.label = Words::tr("given back"),
            .value = isNow ? Words::tr("now") : Words::tr("in %1", "8:02").arg(countdown(rest)),
            .note = {}};
}

Fact goneFact(const QString& label, const LiveOffer& live, WallTime now)
{
    return {.label = label,
            .value = describeAgo(now - live.fateAt),
            .note = live.call == 0 ? QString() : Words::tr("(by call %1)").arg(live.call)};
}

} // namespace

QString describeReservations(const QList<Reservation>& stack)
{
    if (stack.isEmpty())
        return Words::tr("unreserved");
    const Reservation& current = stack.last();
    const bool isStatic = current.type.value == ReservationType::Static;
    QString text = isStatic ? Words::tr("reserved for %1 by the agent's own settings").arg(current.role)
                            : Words::tr("reserved for %1").arg(current.role);
    if (!current.principal.isEmpty())
        text = Words::tr("reserved for %1 by “%2”").arg(current.role, current.principal);
    if (stack.size() == 1)
        return text;
    QStringList outer;
    for (qsizetype i = 0; i + 1 < stack.size(); ++i)
        outer.append(stack.at(i).role);
    return Words::tr("%1, within %2", "a reservation within others").arg(text, outer.join(u" › "_s));
}

QString describeResource(const Resource& resource)
{
    QStringList parts;
    if (resource.disk) {
        if (!resource.disk->persistenceId.isEmpty()) {
            parts.append(Words::tr("volume “%1”").arg(resource.disk->persistenceId));
            parts.append(Words::tr("persistent"));
        }
        if (resource.disk->source)
            parts.append(describeSource(*resource.disk->source));
    }
    parts.append(describeReservations(resource.reservations));
    if (resource.revocable)
        parts.append(Words::tr("revocable"));
    if (resource.shared)
        parts.append(Words::tr("shared"));
    if (!resource.providerId.isEmpty())
        parts.append(Words::tr("from provider %1").arg(shortId(resource.providerId.value())));
    return parts.join(u", "_s);
}

QString inspectorTitle(const LiveOffer& offer)
{
    return offerName(offer.offer->id);
}

QString inspectorSubtitle(const LiveOffer& offer)
{
    const QString& host = offer.offer->hostname;
    const QString& role = offer.offer->allocationRole;
    return role.isEmpty() ? Words::tr("on %1").arg(host) : Words::tr("on %1 for role %2").arg(host, role);
}

QString inspectorTitle(const Resource& resource)
{
    return Words::tr("%1 %2", "a resource and how much of it")
        .arg(resource.name, describeValue(resource.value, resource.name));
}

QString inspectorSubtitle(const Resource& resource)
{
    return describeResource(resource);
}

QList<Fact> factsOf(const LiveOffer& live, const SessionState& state, WallTime now)
{
    const Offer& offer = *live.offer;
    QList<const Offer*> all = offersOf(offer.agentId, live.fate, state);
    if (all.isEmpty())
        all.append(&offer);
    const QList<Sum> totals = sumsOf(all);

    QList<Fact> facts;
    for (const Sum& sum : sumsOf({&offer})) {
        Fact fact = factOf(sum);
        const auto total = std::ranges::find(totals, sum.name, &Sum::name);
        if (sum.type == ValueType::Scalar && total != totals.end() && total->scalar > Scalar{}) {
            fact.kind = Fact::Kind::Bar;
            fact.fraction = std::clamp(sum.scalar.toDouble() / total->scalar.toDouble(), 0.0, 1.0);
        }
        facts.append(fact);
    }
    facts += placeOf(offer, now);

    if (!offer.executorIds.isEmpty()) {
        QStringList executors;
        for (const ExecutorId& executor : offer.executorIds)
            executors.append(executor.value());
        facts.append({.label = Words::tr("executors"), .value = executors.join(u", "_s), .note = {}});
    }
    switch (live.fate) {
    case OfferFate::Live:
        facts.append({.label = Words::tr("held"), .value = describeAge(now - live.arrived), .note = {}});
        facts.append(givenBackFact(live, state.manners, now));
        break;
    case OfferFate::InCall:
        facts.append({.label = Words::tr("held"), .value = describeAge(now - live.arrived), .note = {}});
        facts.append({.label = Words::tr("locked"),
                      .value = fateText(live, {}, now),
                      .note = Words::tr("(until the master has answered)")});
        break;
    case OfferFate::Used:
        facts.append(goneFact(Words::tr("used"), live, now));
        break;
    case OfferFate::Declined:
        facts.append(goneFact(Words::tr("declined"), live, now));
        if (const WallTime until = refusedUntil(live, state.filters); until > now)
            facts.append({.label = Words::tr("not offered again"),
                          .value = Words::tr("for %1", "0:47").arg(countdown(until - now)),
                          .note = {}});
        break;
    case OfferFate::Rescinded:
        facts.append({.label = Words::tr("rescinded"), .value = describeAgo(now - live.fateAt), .note = {}});
        break;
    case OfferFate::Void:
        facts.append({.label = Words::tr("void"),
                      .value = Words::tr("since %1").arg(describeClock(live.fateAt)),
                      .note = Words::tr("(its stream is gone)")});
        break;
    }
    facts.append(idFact(Words::tr("Offer ID"), offer.id.value()));
    facts.append(idFact(Words::tr("Agent ID"), offer.agentId.value()));
    return facts;
}

QList<Fact> factsOf(const Resource& resource)
{
    QList<Fact> facts;
    facts.append({.label = resource.name, .value = describeValue(resource.value, resource.name), .note = {}});
    if (resource.value.type.value == ValueType::Ranges)
        facts.last().note = Words::tr("(%1 free)").arg(QLocale().toString(countOf(coalesced(resource.value.ranges))));
    if (!resource.allocationRole.isEmpty())
        facts.append({.label = Words::tr("offered to role"), .value = resource.allocationRole, .note = {}});

    for (const Reservation& reservation : resource.reservations) {
        const bool isStatic = reservation.type.value == ReservationType::Static;
        facts.append({.kind = Fact::Kind::Heading,
                      .label = Words::tr("Reserved for %1").arg(reservation.role),
                      .value = {},
                      .note = {}});
        facts.append({.label = Words::tr("made"),
                      .value = isStatic ? Words::tr("by the agent's own settings")
                                        : Words::tr("while the cluster runs", "a dynamic reservation"),
                      .note = {}});
        if (!reservation.principal.isEmpty())
            facts.append({.label = Words::tr("principal"), .value = reservation.principal, .note = {}});
        if (!reservation.labels.isEmpty())
            facts.append({.label = Words::tr("labels"), .value = describeLabels(reservation.labels), .note = {}});
    }

    if (const auto& disk = resource.disk) {
        facts.append({.kind = Fact::Kind::Heading, .label = Words::tr("Disk"), .value = {}, .note = {}});
        if (!disk->persistenceId.isEmpty())
            facts.append(idFact(Words::tr("Volume"), disk->persistenceId));
        if (!disk->persistencePrincipal.isEmpty())
            facts.append({.label = Words::tr("principal"), .value = disk->persistencePrincipal, .note = {}});
        if (!disk->containerPath.isEmpty())
            facts.append({.label = Words::tr("seen at"),
                          .value = disk->containerPath,
                          .note = disk->volumeMode.isEmpty() ? QString() : u'(' + disk->volumeMode + u')'});
        if (disk->source) {
            facts.append({.label = Words::tr("source"), .value = describeSource(*disk->source), .note = {}});
            if (!disk->source->profile.isEmpty())
                facts.append({.label = Words::tr("profile"), .value = disk->source->profile, .note = {}});
            if (!disk->source->vendor.isEmpty())
                facts.append({.label = Words::tr("vendor"), .value = disk->source->vendor, .note = {}});
            if (!disk->source->id.isEmpty())
                facts.append(idFact(Words::tr("Source ID"), disk->source->id));
            if (!disk->source->metadata.isEmpty())
                facts.append(
                    {.label = Words::tr("metadata"), .value = describeLabels(disk->source->metadata), .note = {}});
        }
    }
    if (resource.revocable)
        facts.append({.label = Words::tr("revocable"), .value = Words::tr("Mesos may take it back."), .note = {}});
    if (resource.shared)
        facts.append(
            {.label = Words::tr("shared"), .value = Words::tr("Several tasks may use it at once."), .note = {}});
    if (!resource.providerId.isEmpty())
        facts.append(idFact(Words::tr("Provider ID"), resource.providerId.value()));
    return facts;
}

QList<Fact> factsOfAgent(const AgentId& agent, const SessionState& state, WallTime now)
{
    const OfferFate fate = state.offersVoidSince ? OfferFate::Void : OfferFate::Live;
    const QList<const Offer*> offers = offersOf(agent, fate, state);
    QList<Fact> facts;
    facts.append({.label = Words::tr("offers held"),
                  .value = QLocale().toString(offers.size()),
                  .note = fate == OfferFate::Void ? Words::tr("(void)") : QString()});
    for (const Sum& sum : sumsOf(offers))
        facts.append(factOf(sum));
    if (!offers.isEmpty())
        facts += placeOf(*offers.first(), now);
    std::optional<WallTime> oldest;
    for (const LiveOffer& offer : state.offers) {
        if (isHeld(offer.fate) && offer.offer->agentId == agent)
            oldest = std::min(oldest.value_or(offer.arrived), offer.arrived);
    }
    if (oldest)
        facts.append({.label = Words::tr("held"), .value = describeAge(now - *oldest), .note = {}});
    facts.append(idFact(Words::tr("Agent ID"), agent.value()));
    return facts;
}

} // namespace mesoscribe
