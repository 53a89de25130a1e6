// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "practice/cluster.h"

#include <algorithm>
#include <array>
#include <tuple>

/// The allocator: who gets which offer (src/master/allocator/mesos/hierarchical.cpp).
namespace mesoscribe::practice {

using namespace std::chrono_literals;

namespace {

/// A round that something calls for; never so soon that an offer could overtake the first HEARTBEAT.
constexpr std::chrono::milliseconds SoonestAllocation = 20ms;

constexpr std::array<const char*, 4> SharedNames = {"cpus", "mem", "disk", "gpus"};

/// Dominant shares, first of a role and then of a framework within it.
class Shares
{
public:
    void setTotal(const Resources& total) { m_total = amounts(total); }

    void add(const QByteArray& frameworkId, const QByteArray& role, const Resources& resources)
    {
        const Amounts more = amounts(resources);
        for (size_t i = 0; i < more.size(); ++i) {
            m_roles[role][i] += more[i];
            m_frameworks[{role, frameworkId}][i] += more[i];
        }
    }

    std::pair<double, double> of(const QByteArray& frameworkId, const QByteArray& role) const
    {
        const auto ofRole = m_roles.find(role);
        const auto ofFramework = m_frameworks.find({role, frameworkId});
        return {ofRole == m_roles.end() ? 0 : dominant(ofRole->second),
                ofFramework == m_frameworks.end() ? 0 : dominant(ofFramework->second)};
    }

private:
    using Amounts = std::array<double, SharedNames.size()>;

    static Amounts amounts(const Resources& resources)
    {
        Amounts result{};
        std::ranges::transform(SharedNames, result.begin(),
                               [&resources](const char* name) { return resources.scalar(name); });
        return result;
    }

    double dominant(const Amounts& held) const
    {
        double share = 0;
        for (size_t i = 0; i < held.size(); ++i) {
            if (m_total[i] > 0)
                share = std::max(share, held[i] / m_total[i]);
        }
        return share;
    }

    Amounts m_total{};
    std::map<QByteArray, Amounts> m_roles;
    std::map<std::pair<QByteArray, QByteArray>, Amounts> m_frameworks;
};

/// --min_allocatable_resources=cpus:0.01|mem:32, or what the framework's offer_filters say for the role.
bool isWorthOffering(const Framework& framework, const QByteArray& role, const Resources& resources)
{
    const JsonValue& filter = framework.info.at("offer_filters").at(role);
    if (!filter.has("min_allocatable_resources"))
        return resources.scalar("cpus") >= 0.01 || resources.scalar("mem") >= 32;
    const JsonArray& groups = filter.at("min_allocatable_resources").at("quantities").array();
    const bool isEnough =
        groups.empty() || std::ranges::any_of(groups, [&resources](const JsonValue& group) {
            return std::ranges::all_of(group.at("quantities").object(), [&resources](const JsonMember& quantity) {
                return resources.scalar(quantity.name) >= quantity.value.at("value").toDouble();
            });
        });
    return isEnough && !resources.isEmpty();
}

/// Whether the resource may be seen in that role, and by a framework of those capabilities.
bool isOfferable(const Resources::Piece& piece, const Framework& framework, const QByteArray& role)
{
    if (piece.isShared && !framework.can("SHARED_RESOURCES"))
        return false;
    if (piece.isRevocable && !framework.can("REVOCABLE_RESOURCES"))
        return false;
    if (piece.reservations.size() > 1 && !framework.can("RESERVATION_REFINEMENT"))
        return false;
    const QByteArray reserved = piece.reservationRole();
    return reserved.isEmpty() || role == reserved || role.startsWith(reserved + '/');
}

Resources offerable(const Resources& free, const Framework& framework, const QByteArray& role)
{
    const auto isPlain = [](const Resources::Piece& piece) {
        return !piece.isReserved() && !piece.isShared && !piece.isRevocable;
    };
    if (std::ranges::all_of(free.pieces(), isPlain))
        return free;
    return free.filtered([&](const Resources::Piece& piece) { return isOfferable(piece, framework, role); });
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
        makeInverseOffers();
    });
}

void Cluster::allocate()
{
    Shares shares;
    Resources total;
    for (const Agent& agent : m_agents)
        total.add(agent.total);
    shares.setTotal(total);
    for (const auto& [number, offer] : m_offers)
        shares.add(offer.frameworkId, offer.role, offer.resources);
    for (const auto& [frameworkId, framework] : m_frameworks) {
        for (const Holding& holding : framework.holdings())
            shares.add(frameworkId, holding.role, holding.resources);
    }

    std::map<QByteArray, JsonArray> batches;
    for (Agent& agent : m_agents) {
        if (agent.state != Agent::State::Registered)
            continue;
        Resources free = freeResources(agent);
        if (free.isEmpty())
            continue;
        std::vector<std::pair<Framework*, QByteArray>> takers;
        for (auto& [frameworkId, framework] : m_frameworks) {
            for (const QByteArray& role : framework.roles) {
                if (isOpenTo(framework, role, agent))
                    takers.emplace_back(&framework, role);
            }
        }
        if (takers.size() > 1) {
            std::ranges::stable_sort(takers, {}, [&shares](const std::pair<Framework*, QByteArray>& taker) {
                const auto& [framework, role] = taker;
                return std::tuple(shares.of(framework->id, role), framework->lastTurn[role]);
            });
        }
        // What is reserved for one role may be left when another has taken the rest.
        for (const auto& [framework, role] : takers) {
            const Resources meant = offerable(free, *framework, role);
            if (!wants(*framework, role, agent, meant))
                continue;
            framework->lastTurn[role] = ++m_turns;
            const Offer& offer = makeOffer(*framework, role, agent, meant);
            shares.add(framework->id, role, meant);
            batches[framework->id].push_back(offerView(offer, *framework));
            free.subtract(meant);
        }
    }
    for (auto& [frameworkId, offers] : batches)
        sendEvent(m_frameworks.at(frameworkId), events::offers(std::move(offers)));
}

Resources Cluster::freeResources(const Agent& agent) const
{
    Resources free = agent.total;
    free.subtract(agent.inUse);
    return free.inOfferOrder();
}

bool Cluster::isOpenTo(const Framework& framework, const QByteArray& role, const Agent& agent) const
{
    if (!framework.isConnected || framework.suppressed.contains(role))
        return false;
    if (agent.total.hasGpus() && !framework.can("GPU_RESOURCES"))
        return false;
    return !framework.offerConstraints.isExcluded(role, agent.hostname, agent.attributes);
}

bool Cluster::wants(const Framework& framework, const QByteArray& role, const Agent& agent,
                    const Resources& resources) const
{
    if (!isWorthOffering(framework, role, resources))
        return false;
    return std::ranges::none_of(framework.filters, [&](const OfferFilter& filter) {
        return filter.role == role && filter.agentId == agent.id && filter.refused.contains(resources);
    });
}

} // namespace mesoscribe::practice
