// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "state/reducestep.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

/// What calls do to offers, filters and roles.
namespace mesoscribe {

void Step::lockOffers(const CallEntry& call)
{
    for (const OfferId& id : call.facts.offerIds) {
        const LiveOffer* offer = m_state.offers.find(id);
        if (offer == nullptr || offer->fate != OfferFate::Live)
            continue;
        m_state.offers.setFate(id, OfferFate::InCall, m_at, call.number);
        m_changes.offersChanged.insert(id);
    }
}

void Step::releaseOffers(const CallEntry& call, OfferFate fate)
{
    QSet<AwaitedEffects::Place> places;
    for (const OfferId& id : call.facts.offerIds) {
        const LiveOffer* offer = m_state.offers.find(id);
        // It may have been rescinded, or its stream may have ended, while the call was under way.
        if (offer == nullptr || offer->fate != OfferFate::InCall || offer->call != call.number)
            continue;
        const AwaitedEffects::Place place(offer->offer->agentId, offer->offer->allocationRole);
        if (fate != OfferFate::Live && !places.contains(place)) {
            places.insert(place);
            addFilter(call, *offer->offer);
            if (fate == OfferFate::Declined)
                m_state.awaited.declines.insert(place, call.number);
        }
        m_state.offers.setFate(id, fate, m_at);
        m_changes.offersChanged.insert(id);
    }
}

void Step::addFilter(const CallEntry& call, const Offer& offer)
{
    constexpr double ShortestSeconds = 1.0; // --allocation_interval (mesos-api: filters and offer timing)
    if (!(call.facts.refuseSeconds > 0.0))
        return;
    const double seconds = std::clamp(call.facts.refuseSeconds, ShortestSeconds, Filters::MaxRefuseSeconds);
    m_state.filters.add({.agentId = offer.agentId,
                         .hostname = offer.hostname,
                         .role = offer.allocationRole,
                         .from = m_at,
                         .until = m_at + std::chrono::milliseconds(static_cast<qint64>(seconds * 1000.0)),
                         .call = call.number,
                         .isAutomatic = call.isAutomatic});
    m_changes.filters = true;
}

bool Step::knowsRoles(const QStringList& roles) const
{
    const QStringList known = m_state.roles();
    return std::ranges::all_of(roles, [&](const QString& role) { return known.contains(role); });
}

void Step::revived(const CallEntry& call)
{
    const QStringList& roles = call.facts.roles;
    // One role that is not the framework's makes a master drop the whole call (mesos-api: calls).
    if (!knowsRoles(roles))
        return;
    if (m_state.filters.revive(roles) > 0)
        m_changes.filters = true;
    const auto isRevived = [&](const QString& role) { return roles.isEmpty() || roles.contains(role); };
    if (m_state.suppressedRoles.removeIf(isRevived) > 0)
        m_changes.suppression = true;
    auto& revives = m_state.awaited.revives;
    revives.removeIf([&](const auto& revive) { return revive.second == roles; });
    revives.append({call.number, roles});
}

void Step::suppressed(const CallEntry& call)
{
    if (!knowsRoles(call.facts.roles))
        return;
    const QStringList roles = call.facts.roles.isEmpty() ? m_state.roles() : call.facts.roles;
    for (const QString& role : roles) {
        if (m_state.suppressedRoles.contains(role))
            continue;
        m_state.suppressedRoles.append(role);
        m_changes.suppression = true;
    }
}

void Step::frameworkUpdated(const CallEntry& call)
{
    QStringList revivedRoles = m_state.suppressedRoles;
    revivedRoles.removeIf([&](const QString& role) { return call.facts.roles.contains(role); });
    if (!revivedRoles.isEmpty() && m_state.filters.revive(revivedRoles) > 0)
        m_changes.filters = true;
    m_state.suppressedRoles = call.facts.roles;
    m_changes.suppression = true;

    // Both calls hold the same members, and the session will need them for its next SUBSCRIBE.
    QJsonObject subscribe;
    subscribe[u"type"_s] = u"SUBSCRIBE"_s;
    subscribe[u"subscribe"_s] = QJsonDocument::fromJson(call.body).object()[u"update_framework"_s];
    const Result<ParsedSubscribe> parsed = parseSubscribeCall(QJsonDocument(subscribe).toJson(QJsonDocument::Compact));
    if (!parsed)
        return;
    QStringList leftRoles = m_state.roles();
    const FrameworkId id = m_state.settings.framework.id;
    m_state.settings.framework = parsed->call.frameworkInfo;
    m_state.settings.framework.id = id;
    m_state.settings.suppressedRoles = call.facts.roles;
    m_changes.identity = true;
    leftRoles.removeIf([&](const QString& role) { return m_state.roles().contains(role); });
    if (!leftRoles.isEmpty() && m_state.filters.revive(leftRoles) > 0)
        m_changes.filters = true;
}

} // namespace mesoscribe
