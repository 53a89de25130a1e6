// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "practice/cluster.h"

#include <algorithm>

/// Maintenance: machines that will be away, and how frameworks are asked for what they hold there
/// (Master::updateUnavailability, Master::inverseOffer; HierarchicalAllocatorProcess::generateInverseOffers).
namespace mesoscribe::practice {

namespace {

qint64 nanosecondsOf(WallTime time)
{
    return qint64(time.time_since_epoch().count()) * 1'000'000;
}

JsonValue machineId(const Agent& agent)
{
    return JsonObject{{"hostname", agent.hostname}, {"ip", "127.0.0.1"}};
}

} // namespace

int Cluster::maintainAgent(const QByteArray& agentId, std::chrono::milliseconds startIn,
                           std::optional<std::chrono::milliseconds> duration)
{
    const auto found = std::ranges::find_if(m_agents, [&agentId](const Agent& agent) {
        return agentId.isEmpty() ? agent.state == Agent::State::Registered : agent.id == agentId;
    });
    if (found == m_agents.end())
        return 0;
    JsonValue unavailability =
        JsonObject{{"start", JsonObject{{"nanoseconds", nanosecondsOf(m_clock.wall() + startIn)}}}};
    if (duration)
        unavailability.set("duration", JsonObject{{"nanoseconds", qint64(duration->count()) * 1'000'000}});
    setUnavailability(*found, std::move(unavailability));
    return 1;
}

int Cluster::endMaintenance(const QByteArray& agentId)
{
    int ended = 0;
    for (Agent& agent : m_agents) {
        if (agent.unavailability.isNull() || (!agentId.isEmpty() && agent.id != agentId))
            continue;
        setUnavailability(agent, {});
        ++ended;
    }
    return ended;
}

void Cluster::setMaintenanceSchedule(const JsonArray& windows)
{
    for (Agent& agent : m_agents) {
        const JsonValue machine = machineId(agent);
        const auto window = std::ranges::find_if(windows, [&machine](const JsonValue& planned) {
            return std::ranges::any_of(planned.at("machine_ids").array(), [&machine](const JsonValue& id) {
                return id.at("hostname").text().toLower() == machine.at("hostname").text() &&
                       (!id.has("ip") || id.at("ip") == machine.at("ip"));
            });
        });
        const JsonValue planned = window == windows.end() ? JsonValue() : window->at("unavailability");
        if (!(planned == agent.unavailability))
            setUnavailability(agent, planned);
    }
}

void Cluster::setUnavailability(Agent& agent, JsonValue unavailability)
{
    QByteArrayList offers;
    for (const auto& [number, offer] : m_offers) {
        if (offer.agentId == agent.id)
            offers.prepend(offer.id);
    }
    for (const QByteArray& offerId : offers)
        rescind(offerId);
    QByteArrayList inverseOffers;
    for (const auto& [number, offer] : m_inverseOffers) {
        if (offer.agentId == agent.id)
            inverseOffers += offer.id;
    }
    for (const QByteArray& offerId : inverseOffers)
        rescindInverseOffer(offerId);
    for (auto& [frameworkId, framework] : m_frameworks)
        dropInverseFilters(framework, agent.id);
    agent.maintenanceAnswers.clear();
    agent.unavailability = std::move(unavailability);
    requestAllocation(When::AtOnce);
}

void Cluster::makeInverseOffers()
{
    std::map<QByteArray, JsonArray> batches;
    for (const Agent& agent : m_agents) {
        if (agent.unavailability.isNull() || agent.state != Agent::State::Registered)
            continue;
        for (const auto& [frameworkId, framework] : m_frameworks) {
            if (framework.isConnected && holdsSomethingOn(framework, agent) && mayAskFor(framework, agent))
                batches[frameworkId].push_back(makeInverseOffer(framework, agent));
        }
    }
    for (auto& [frameworkId, offers] : batches)
        sendEvent(m_frameworks.at(frameworkId), events::inverseOffers(std::move(offers)));
}

bool Cluster::holdsSomethingOn(const Framework& framework, const Agent& agent) const
{
    const bool hasOffer = std::ranges::any_of(m_offers, [&](const auto& entry) {
        return entry.second.frameworkId == framework.id && entry.second.agentId == agent.id;
    });
    return hasOffer || std::ranges::any_of(framework.holdings(),
                                           [&agent](const Holding& held) { return held.agentId == agent.id; });
}

bool Cluster::mayAskFor(const Framework& framework, const Agent& agent) const
{
    const bool isAsked = std::ranges::any_of(m_inverseOffers, [&](const auto& entry) {
        return entry.second.frameworkId == framework.id && entry.second.agentId == agent.id;
    });
    return !isAsked && std::ranges::none_of(framework.inverseFilters, [&agent](const InverseOfferFilter& filter) {
        return filter.agentId == agent.id;
    });
}

JsonValue Cluster::makeInverseOffer(const Framework& framework, const Agent& agent)
{
    const quint64 number = m_nextOffer++;
    InverseOffer& offer = m_inverseOffers[number];
    offer.id = m_masterId + "-O" + QByteArray::number(number);
    offer.frameworkId = framework.id;
    offer.agentId = agent.id;
    if (m_options.offerTimeout) {
        offer.timeout = m_timers.set(now() + *m_options.offerTimeout,
                                     [this, id = offer.id](SteadyTime) { rescindInverseOffer(id); });
    }
    return JsonObject{{"id", idObject(offer.id)},
                      {"url", agentUrl(agent)},
                      {"framework_id", idObject(framework.id)},
                      {"agent_id", idObject(agent.id)},
                      {"unavailability", agent.unavailability}};
}

std::optional<InverseOffer> Cluster::removeInverseOffer(const QByteArray& offerId)
{
    const auto found =
        std::ranges::find_if(m_inverseOffers, [&offerId](const auto& entry) { return entry.second.id == offerId; });
    if (found == m_inverseOffers.end())
        return std::nullopt;
    const InverseOffer offer = found->second;
    m_timers.cancel(offer.timeout);
    m_inverseOffers.erase(found);
    return offer;
}

void Cluster::rescindInverseOffer(const QByteArray& offerId)
{
    const std::optional<InverseOffer> offer = removeInverseOffer(offerId);
    if (!offer)
        return;
    sendEvent(m_frameworks.at(offer->frameworkId), events::rescindInverseOffer(offerId));
    requestAllocation(When::NextRound);
}

void Cluster::removeInverseOffersOf(const QByteArray& frameworkId)
{
    std::erase_if(m_inverseOffers, [&](const auto& entry) {
        const bool isOwn = entry.second.frameworkId == frameworkId;
        if (isOwn)
            m_timers.cancel(entry.second.timeout);
        return isOwn;
    });
}

void Cluster::answerInverseOffers(Framework& framework, const JsonValue& answer, bool isAccepted)
{
    for (const JsonValue& offerId : answer.at("inverse_offer_ids").array()) {
        const auto found = std::ranges::find_if(m_inverseOffers, [&](const auto& entry) {
            return entry.second.id == offerId.at("value").text() && entry.second.frameworkId == framework.id;
        });
        if (found == m_inverseOffers.end())
            continue;
        const InverseOffer offer = *removeInverseOffer(QByteArray(found->second.id));
        if (Agent* agent = findAgent(offer.agentId))
            agent->maintenanceAnswers[framework.id] = {isAccepted, m_clock.wall()};
        if (const auto time = refusalTime(answer.at("filters")))
            addInverseFilter(framework, offer.agentId, *time);
        requestAllocation(When::NextRound);
    }
}

void Cluster::addInverseFilter(Framework& framework, const QByteArray& agentId, std::chrono::milliseconds time)
{
    InverseOfferFilter filter;
    filter.agentId = agentId;
    filter.number = ++m_filters;
    const auto expire = [this, frameworkId = framework.id, number = filter.number](SteadyTime) {
        if (const auto owner = m_frameworks.find(frameworkId); owner != m_frameworks.end()) {
            std::erase_if(owner->second.inverseFilters,
                          [number](const InverseOfferFilter& held) { return held.number == number; });
        }
        requestAllocation(When::NextRound);
    };
    filter.expiry = m_timers.set(now() + time, expire);
    framework.inverseFilters.push_back(std::move(filter));
}

void Cluster::dropInverseFilters(Framework& framework, const QByteArray& agentId)
{
    std::erase_if(framework.inverseFilters, [&](const InverseOfferFilter& filter) {
        const bool isMeant = agentId.isEmpty() || filter.agentId == agentId;
        if (isMeant)
            m_timers.cancel(filter.expiry);
        return isMeant;
    });
}

JsonValue Cluster::maintenanceScheduleView() const
{
    JsonArray windows;
    for (const Agent& agent : m_agents) {
        if (!agent.unavailability.isNull()) {
            windows.push_back(
                JsonObject{{"machine_ids", JsonArray{machineId(agent)}}, {"unavailability", agent.unavailability}});
        }
    }
    return JsonObject{{"schedule", windows.empty() ? JsonObject() : JsonObject{{"windows", std::move(windows)}}}};
}

JsonValue Cluster::maintenanceStatusView() const
{
    JsonArray machines;
    for (const Agent& agent : m_agents) {
        if (agent.unavailability.isNull())
            continue;
        JsonValue machine = JsonObject{{"id", machineId(agent)}};
        JsonArray statuses;
        for (const auto& [frameworkId, answer] : agent.maintenanceAnswers) {
            statuses.push_back(JsonObject{{"status", answer.isAccepted ? "ACCEPT" : "DECLINE"},
                                          {"framework_id", idObject(frameworkId)},
                                          {"timestamp", JsonObject{{"nanoseconds", nanosecondsOf(answer.at)}}}});
        }
        if (!statuses.empty())
            machine.set("statuses", std::move(statuses));
        machines.push_back(std::move(machine));
    }
    return JsonObject{
        {"status", machines.empty() ? JsonObject() : JsonObject{{"draining_machines", std::move(machines)}}}};
}

} // namespace mesoscribe::practice
