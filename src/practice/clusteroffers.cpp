// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "practice/cluster.h"

#include <algorithm>
#include <cmath>
#include <tuple>

/// The allocator: who gets which offer, and for how long a refusal counts
/// (src/master/allocator/mesos/hierarchical.cpp).
namespace mesoscribe::practice {

using namespace std::chrono_literals;

namespace {

/// --allocation_interval
constexpr std::chrono::milliseconds AllocationInterval = 1s;
/// A round that something calls for; never so soon that an offer could overtake the first HEARTBEAT.
constexpr std::chrono::milliseconds SoonestAllocation = 20ms;
constexpr double DefaultRefuseSeconds = 5;
constexpr double LongestRefuseSeconds = 365.0 * 24 * 3600;
constexpr int AgentPort = 5051;

/// --min_allocatable_resources=cpus:0.01|mem:32, or what the framework's offer_filters say for the role.
bool isWorthOffering(const Framework& framework, const QByteArray& role, const Resources& resources)
{
    const JsonValue& filter = framework.info.at("offer_filters").at(role);
    if (!filter.has("min_allocatable_resources"))
        return resources.scalar("cpus") >= 0.01 || resources.scalar("mem") >= 32;
    const JsonArray& groups = filter.at("min_allocatable_resources").at("quantities").array();
    return groups.empty() || std::ranges::any_of(groups, [&resources](const JsonValue& group) {
               return std::ranges::all_of(group.at("quantities").object(), [&resources](const JsonMember& quantity) {
                   return resources.scalar(quantity.name) >= quantity.value.at("value").toDouble();
               });
           });
}

} // namespace

void Cluster::requestAllocation(When when)
{
    SteadyTime due = now() + SoonestAllocation;
    if (when == When::NextRound) {
        const auto rounds = (now() - m_startedAt) / AllocationInterval + 1;
        due = m_startedAt + rounds * AllocationInterval;
    }
    if (m_allocation != 0 && m_allocationDue <= due)
        return;
    m_timers.cancel(m_allocation);
    m_allocationDue = due;
    m_allocation = m_timers.set(due, [this](SteadyTime) {
        m_allocation = 0;
        allocate();
    });
}

void Cluster::allocate()
{
    std::map<QByteArray, JsonArray> batches;
    for (Agent& agent : m_agents) {
        if (agent.state != Agent::State::Registered)
            continue;
        const Resources free = freeResources(agent);
        std::vector<std::pair<Framework*, QByteArray>> takers;
        for (auto& [frameworkId, framework] : m_frameworks) {
            for (const QByteArray& role : framework.roles) {
                if (wants(framework, role, agent, free))
                    takers.emplace_back(&framework, role);
            }
        }
        if (takers.empty())
            continue;
        auto chosen = takers.begin();
        if (takers.size() > 1) {
            chosen = std::ranges::min_element(takers, {}, [this](const std::pair<Framework*, QByteArray>& taker) {
                return std::tuple(share(*taker.first, taker.second), taker.first->lastTurn[taker.second]);
            });
        }
        Framework& framework = *chosen->first;
        framework.lastTurn[chosen->second] = ++m_turns;
        const Offer& offer = makeOffer(framework, chosen->second, agent, free);
        batches[framework.id].push_back(offerView(offer, framework));
    }
    for (auto& [frameworkId, offers] : batches)
        sendEvent(m_frameworks.at(frameworkId), events::offers(std::move(offers)));
}

Resources Cluster::freeResources(const Agent& agent) const
{
    Resources free = agent.total;
    free.subtract(agent.inUse);
    return free.rangesFirst();
}

bool Cluster::wants(const Framework& framework, const QByteArray& role, const Agent& agent,
                    const Resources& resources) const
{
    if (!framework.isConnected || framework.suppressed.contains(role))
        return false;
    if (agent.total.hasGpus() && !framework.can("GPU_RESOURCES"))
        return false;
    if (!isWorthOffering(framework, role, resources))
        return false;
    return std::ranges::none_of(framework.filters, [&](const OfferFilter& filter) {
        return filter.role == role && filter.agentId == agent.id && filter.refused.contains(resources);
    });
}

double Cluster::share(const Framework& framework, const QByteArray& role) const
{
    Resources held;
    for (const auto& [number, offer] : m_offers) {
        if (offer.frameworkId == framework.id && offer.role == role)
            held.add(offer.resources);
    }
    for (const auto& [taskId, task] : framework.tasks) {
        if (task.role == role && task.holdsResources)
            held.add(task.resources);
    }
    Resources total;
    for (const Agent& agent : m_agents)
        total.add(agent.total);
    double dominant = 0;
    for (const char* name : {"cpus", "mem"}) {
        if (total.scalar(name) > 0)
            dominant = std::max(dominant, held.scalar(name) / total.scalar(name));
    }
    return dominant;
}

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
        {"url",
         JsonObject{{"scheme", "http"},
                    {"address", JsonObject{{"hostname", agent.hostname}, {"ip", "127.0.0.1"}, {"port", AgentPort}}},
                    {"path", "/slave(" + QByteArray::number(agent.number) + ')'}}},
        {"resources", offer.resources.toJson(format, role)},
    };
    if (!agent.attributes.empty())
        view.set("attributes", agent.attributes);
    JsonArray executors;
    for (const auto& [taskId, task] : framework.tasks) {
        const JsonValue executorId = idObject(task.executorId);
        if (task.agentId == agent.id && task.executorId != task.id && task.holdsResources &&
            std::ranges::find(executors, executorId) == executors.end())
            executors.push_back(executorId);
    }
    if (!executors.empty())
        view.set("executor_ids", std::move(executors));
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
}

void Cluster::refuseResources(Framework& framework, const Offer& offer, const Resources& resources,
                              const JsonValue& filters)
{
    double seconds = filters.has("refuse_seconds") ? filters.at("refuse_seconds").toDouble() : DefaultRefuseSeconds;
    if (seconds == 0 || resources.isEmpty())
        return;
    if (!(seconds > 0) || !std::isfinite(seconds))
        seconds = DefaultRefuseSeconds;
    const auto wanted = std::chrono::milliseconds(qint64(std::min(seconds, LongestRefuseSeconds) * 1000));
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
    filter.expiry = m_timers.set(now() + std::max(AllocationInterval, wanted), expire);
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
