// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "practice/cluster.h"

#include <algorithm>
#include <cmath>

/// Offers: how they look, how they end, and for how long a refusal counts (src/master/master.cpp,
/// src/master/allocator/mesos/hierarchical.cpp).
namespace mesoscribe::practice {

namespace {

constexpr double DefaultRefuseSeconds = 5;
constexpr double LongestRefuseSeconds = 365.0 * 24 * 3600;
constexpr int AgentPort = 5051;

} // namespace

Offer& Cluster::makeOffer(Framework& framework, const QByteArray& role, Agent& agent, const Resources& resources)
{
    const quint64 number = m_nextOffer++;
    Offer& offer = m_offers[number];
    offer.number = number;
    offer.id = m_masterId + "-O" + QByteArray::number(number);
    offer.frameworkId = framework.id;
    offer.agentId = agent.id;
    offer.role = role;
    offer.resources = resources;
    agent.inUse.add(resources);
    if (m_options.offerTimeout) {
        offer.timeout =
            m_timers.set(now() + *m_options.offerTimeout, [this, id = offer.id](SteadyTime) { rescind(id); });
    }
    return offer;
}

JsonValue Cluster::agentUrl(const Agent& agent)
{
    return JsonObject{{"scheme", "http"},
                      {"address", JsonObject{{"hostname", agent.hostname}, {"ip", "127.0.0.1"}, {"port", AgentPort}}},
                      {"path", "/slave(" + QByteArray::number(agent.number) + ')'}};
}

JsonValue Cluster::offerView(const Offer& offer, const Framework& framework) const
{
    const Agent& agent = *findAgent(offer.agentId);
    const bool isMultiRole = framework.can("MULTI_ROLE");
    const auto format = framework.can("RESERVATION_REFINEMENT") ? Resources::Format::Bare : Resources::Format::WithRole;
    const QByteArray role = isMultiRole ? offer.role : QByteArray();

    JsonValue view = JsonObject{
        {"id", idObject(offer.id)},
        {"framework_id", idObject(offer.frameworkId)},
        {"agent_id", idObject(offer.agentId)},
        {"hostname", agent.hostname},
        {"url", agentUrl(agent)},
        {"resources", offer.resources.toJson(format, role)},
    };
    if (!agent.attributes.empty())
        view.set("attributes", agent.attributes);
    JsonArray executors;
    for (const auto& [taskId, task] : framework.tasks) {
        const JsonValue executorId = idObject(task.executorId);
        if (task.agentId == agent.id && task.hasExecutor() && task.holdsResources &&
            std::ranges::find(executors, executorId) == executors.end())
            executors.push_back(executorId);
    }
    if (!executors.empty())
        view.set("executor_ids", std::move(executors));
    if (!agent.unavailability.isNull())
        view.set("unavailability", agent.unavailability);
    if (isMultiRole)
        view.set("allocation_info", JsonObject{{"role", offer.role}});
    return view;
}

const Offer* Cluster::findOffer(const QByteArray& offerId) const
{
    // The number in the id is the key; what follows the last 'O' of anything else finds no offer, or one of another id.
    bool isNumber = false;
    const quint64 number = offerId.sliced(offerId.lastIndexOf('O') + 1).toULongLong(&isNumber);
    const auto found = isNumber ? m_offers.find(number) : m_offers.end();
    return found != m_offers.end() && found->second.id == offerId ? &found->second : nullptr;
}

void Cluster::recover(const QByteArray& agentId, const Resources& resources)
{
    if (Agent* agent = findAgent(agentId))
        agent->inUse.subtract(resources);
    requestAllocation(When::NextRound);
}

void Cluster::removeOffer(const QByteArray& offerId)
{
    const Offer* offer = findOffer(offerId);
    if (!offer)
        return;
    m_timers.cancel(offer->timeout);
    recover(offer->agentId, offer->resources);
    m_offers.erase(offer->number);
}

void Cluster::rescind(const QByteArray& offerId)
{
    const Offer* offer = findOffer(offerId);
    if (!offer)
        return;
    sendEvent(m_frameworks.at(offer->frameworkId), events::rescind(offerId));
    removeOffer(offerId);
}

void Cluster::removeOffersOf(const QByteArray& frameworkId)
{
    QByteArrayList offers;
    for (const auto& [number, offer] : m_offers) {
        if (offer.frameworkId == frameworkId)
            offers += offer.id;
    }
    for (const QByteArray& offerId : offers)
        removeOffer(offerId);
    removeInverseOffersOf(frameworkId);
}

std::optional<std::chrono::milliseconds> Cluster::refusalTime(const JsonValue& filters)
{
    double seconds = filters.has("refuse_seconds") ? filters.at("refuse_seconds").toDouble() : DefaultRefuseSeconds;
    if (seconds == 0)
        return std::nullopt;
    if (!(seconds > 0) || !std::isfinite(seconds))
        seconds = DefaultRefuseSeconds;
    const auto wanted = std::chrono::milliseconds(qint64(std::min(seconds, LongestRefuseSeconds) * 1000));
    return std::max(AllocationInterval, wanted);
}

void Cluster::refuseResources(Framework& framework, const Offer& offer, const Resources& resources,
                              const JsonValue& filters)
{
    const std::optional<std::chrono::milliseconds> time = refusalTime(filters);
    if (!time || resources.isEmpty())
        return;
    OfferFilter filter;
    filter.role = offer.role;
    filter.agentId = offer.agentId;
    filter.refused = resources;
    filter.number = ++m_filters;
    const auto expire = [this, frameworkId = framework.id, number = filter.number](SteadyTime) {
        if (const auto owner = m_frameworks.find(frameworkId); owner != m_frameworks.end())
            std::erase_if(owner->second.filters, [number](const OfferFilter& held) { return held.number == number; });
        requestAllocation(When::NextRound);
    };
    filter.expiry = m_timers.set(now() + *time, expire);
    framework.filters.push_back(std::move(filter));
}

void Cluster::dropFilters(Framework& framework, const QByteArrayList& roles)
{
    std::erase_if(framework.filters, [this, &roles](const OfferFilter& filter) {
        const bool isMeant = roles.isEmpty() || roles.contains(filter.role);
        if (isMeant)
            m_timers.cancel(filter.expiry);
        return isMeant;
    });
    dropInverseFilters(framework, {});
}

void Cluster::decline(Framework& framework, const JsonValue& decline)
{
    for (const JsonValue& id : decline.at("offer_ids").array()) {
        const Offer* offer = findOffer(id.at("value").text());
        if (!offer || offer->frameworkId != framework.id)
            continue;
        refuseResources(framework, *offer, offer->resources, decline.at("filters"));
        removeOffer(id.at("value").text());
    }
}

std::optional<QByteArrayList> Cluster::rolesMeant(const Framework& framework, const JsonValue& roles) const
{
    QByteArrayList meant;
    for (const JsonValue& role : roles.array()) {
        if (!framework.roles.contains(role.text()))
            return std::nullopt;
        meant += role.text();
    }
    return meant.isEmpty() ? framework.roles : meant;
}

void Cluster::revive(Framework& framework, const JsonValue& revive)
{
    const std::optional<QByteArrayList> roles = rolesMeant(framework, revive.at("roles"));
    if (!roles || roles->isEmpty())
        return;
    for (const QByteArray& role : *roles)
        framework.suppressed.remove(role);
    dropFilters(framework, *roles);
    requestAllocation(When::AtOnce);
}

void Cluster::suppress(Framework& framework, const JsonValue& suppress)
{
    for (const QByteArray& role : rolesMeant(framework, suppress.at("roles")).value_or(QByteArrayList()))
        framework.suppressed.insert(role);
}

} // namespace mesoscribe::practice
