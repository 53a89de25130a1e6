// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "practice/cluster.h"

#include <algorithm>

namespace mesoscribe::practice {

using namespace std::chrono_literals;

namespace {

/// How long agents take to register again after a restart of the master; agents of Mesos take up to a second as well.
constexpr std::chrono::milliseconds AgentReturn = 1s;

JsonValue textAttribute(const char* name, const QByteArray& text)
{
    return JsonObject{{"name", name}, {"type", "TEXT"}, {"text", JsonObject{{"value", text}}}};
}

JsonValue scalarAttribute(const char* name, double value)
{
    return JsonObject{{"name", name}, {"type", "SCALAR"}, {"scalar", JsonObject{{"value", value}}}};
}

/// One agent is the one of the captures; several are a small, varied cluster whose third machine has GPUs.
Agent describeAgent(int index, int count)
{
    Agent agent;
    agent.number = index + 1;
    agent.hostname = "127.0.0.1";
    if (count == 1) {
        agent.total.addScalar("cpus", 4).addScalar("mem", 4096).addScalar("disk", 10240);
        agent.total.addRange("ports", 31000, 32000);
        return agent;
    }
    const bool hasGpus = index == 2;
    const int webNumber = index < 2 ? index + 1 : index;
    agent.hostname = hasGpus ? QByteArray("gpu1.example.com") : "web" + QByteArray::number(webNumber) + ".example.com";
    agent.attributes = {textAttribute("rack", QByteArray(1, char('a' + index % 3))), textAttribute("zone", "practice"),
                        scalarAttribute("kernel", 6.1)};
    if (hasGpus) {
        agent.attributes.push_back(textAttribute("gpu", "T4"));
        agent.total.addScalar("cpus", 16).addScalar("mem", 65536).addScalar("disk", 409600).addScalar("gpus", 4);
    } else {
        agent.total.addScalar("cpus", 8).addScalar("mem", 16384).addScalar("disk", 102400);
    }
    agent.total.addRange("ports", 31000, 32000);
    return agent;
}

/// A quarter of what can be divided goes to the role.
void reserveSome(Agent& agent, const QByteArray& role)
{
    for (const char* name : {"cpus", "mem", "disk"}) {
        Resources::Piece piece;
        piece.name = name;
        piece.thousandths = qint64(agent.total.scalar(name) * 1000) / 4;
        agent.total.subtract(Resources(piece));
        piece.reservations = {JsonObject{{"type", "STATIC"}, {"role", role}}};
        agent.total.add(piece);
    }
}

/// What a storage plugin can make volumes of.
Resources::Piece storagePool(const QByteArray& providerId)
{
    Resources::Piece pool;
    pool.name = "disk";
    pool.thousandths = 51'200'000;
    pool.providerId = providerId;
    pool.disk = JsonObject{{"source", JsonObject{{"type", "RAW"}, {"vendor", "practice.csi"}, {"profile", "fast"}}}};
    return pool;
}

} // namespace

Cluster::Cluster(const ClusterOptions& options, const Clock& clock)
    : m_options(options)
    , m_clock(clock)
    , m_ids(options.seed)
    , m_masterId(m_ids.uuid())
    , m_startTime(timestamp())
    , m_startedAt(clock.steady())
    , m_nextProcessId(19846)
{
    createAgents();
}

void Cluster::createAgents()
{
    for (int i = 0; i < m_options.agents; ++i) {
        Agent agent = describeAgent(i, m_options.agents);
        agent.id = m_masterId + "-S" + QByteArray::number(i);
        agent.registeredAt = m_clock.wall();
        if (i == 0 && !m_options.reservedRole.isEmpty())
            reserveSome(agent, m_options.reservedRole);
        if (m_options.hasStorage && i == std::min(1, m_options.agents - 1))
            agent.total.add(storagePool(m_ids.uuid()));
        m_agents.push_back(std::move(agent));
    }
}

void Cluster::advance()
{
    m_timers.run(now());
}

std::vector<StreamItem> Cluster::take(const QByteArray& streamId)
{
    const auto stream = m_streams.find(streamId);
    if (stream == m_streams.end())
        return {};
    std::vector<StreamItem> items(stream->second.items.begin(), stream->second.items.end());
    stream->second.items.clear();
    return items;
}

double Cluster::timestamp() const
{
    return double(m_clock.wall().time_since_epoch().count()) / 1000;
}

Agent* Cluster::findAgent(const QByteArray& agentId)
{
    return const_cast<Agent*>(std::as_const(*this).findAgent(agentId));
}

const Agent* Cluster::findAgent(const QByteArray& agentId) const
{
    // The number in the id is the place; there can be many thousands.
    bool isNumber = false;
    const qulonglong place = agentId.sliced(agentId.lastIndexOf('S') + 1).toULongLong(&isNumber);
    return isNumber && place < m_agents.size() && m_agents[place].id == agentId ? &m_agents[place] : nullptr;
}

std::vector<QByteArray> Cluster::currentStreams() const
{
    std::vector<QByteArray> streams;
    for (const auto& [id, framework] : m_frameworks) {
        if (framework.isConnected)
            streams.push_back(framework.streamId);
    }
    return streams;
}

int Cluster::rescindOffer(const QByteArray& offerId)
{
    for (const auto& [number, offer] : m_offers) {
        if (offerId.isEmpty() || offer.id == offerId) {
            rescind(QByteArray(offer.id));
            return 1;
        }
    }
    return 0;
}

int Cluster::dropStreams(Drop how)
{
    const std::vector<QByteArray> streams = currentStreams();
    for (const QByteArray& streamId : streams) {
        if (how == Drop::InsideRecord)
            send(streamId, {StreamItem::Kind::HalfRecord, events::heartbeat().toJson()});
        endStream(streamId, how == Drop::Clean ? StreamItem::Kind::End : StreamItem::Kind::Break);
        const QByteArray frameworkId = m_streams[streamId].frameworkId;
        if (const auto framework = m_frameworks.find(frameworkId); framework != m_frameworks.end())
            disconnectFramework(framework->second);
    }
    return int(streams.size());
}

int Cluster::skipHeartbeats(int count)
{
    const std::vector<QByteArray> streams = currentStreams();
    for (const QByteArray& streamId : streams)
        m_skippedHeartbeats[streamId] = count;
    return int(streams.size());
}

int Cluster::sendHeartbeats(int count)
{
    const std::vector<QByteArray> streams = currentStreams();
    for (const QByteArray& streamId : streams) {
        for (int i = 0; i < count; ++i)
            send(streamId, {StreamItem::Kind::Record, events::heartbeat().toJson()});
    }
    return int(streams.size());
}

int Cluster::sendBadLength()
{
    const std::vector<QByteArray> streams = currentStreams();
    for (const QByteArray& streamId : streams)
        send(streamId, {StreamItem::Kind::BadLengthRecord, events::heartbeat().toJson()});
    return int(streams.size());
}

int Cluster::restart()
{
    const std::vector<QByteArray> streams = currentStreams();
    for (const QByteArray& streamId : streams)
        endStream(streamId, StreamItem::Kind::Break);

    m_timers.clear();
    m_allocation = 0;
    m_frameworks.clear();
    m_completed.clear();
    m_offers.clear();
    m_inverseOffers.clear();
    m_skippedHeartbeats.clear();
    m_nextOffer = 0;
    m_nextFramework = 0;
    m_masterId = m_ids.uuid();
    m_startTime = timestamp();
    for (Agent& agent : m_agents) {
        agent.inUse = {};
        agent.state = Agent::State::Recovered;
    }
    m_timers.set(now() + AgentReturn, [this](SteadyTime) { returnAgents(); });
    return int(streams.size());
}

} // namespace mesoscribe::practice
