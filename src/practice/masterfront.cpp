// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "practice/masterfront.h"

#include "practice/faults.h"
#include "practice/jsonparser.h"
#include "practice/operatorapi.h"
#include "practice/schedulerapi.h"

#include <algorithm>
#include <thread>

namespace mesoscribe::practice {

using namespace std::chrono_literals;

namespace {

/// How soon a reader's leaving is noticed.
constexpr std::chrono::milliseconds PeerCheck = 100ms;
constexpr const char* SchedulerRealm = "mesos-master-scheduler";
constexpr const char* ReadWriteRealm = "mesos-master-readwrite";
constexpr const char* ReadOnlyRealm = "mesos-master-readonly";
constexpr int MostHeartbeats = 100'000;
constexpr double LongestSeconds = 1e9;
/// A thread of the server waits it out.
constexpr std::chrono::milliseconds LongestDelay = 60s;

/// libprocess hands /master/… to the same handlers, and the longest known path wins.
bool isUnder(const QByteArray& path, const char* root)
{
    const QByteArray prefix(root);
    return path == prefix || path.startsWith(prefix + '/');
}

QByteArray withoutMaster(const QByteArray& path)
{
    return path.startsWith("/master/") ? path.sliced(7) : path;
}

QByteArray latin1(QLatin1StringView text)
{
    return QByteArray(text.data(), text.size());
}

} // namespace

MasterFront::MasterFront(const Options& options, const Clock& clock, QByteArray token)
    : m_options(options)
    , m_token(std::move(token))
    , m_cluster(options.cluster, clock)
{
}

void MasterFront::keepTime()
{
    std::unique_lock lock(m_mutex);
    while (true) {
        m_cluster.advance();
        m_changed.notify_all();
        const std::optional<SteadyTime> due = m_cluster.nextDue();
        if (due)
            m_changed.wait_until(lock, *due);
        else
            m_changed.wait(lock);
    }
}

bool MasterFront::respond(const HttpRequest& request, HttpConnection& connection)
{
    const HttpReply reply = answer(request);
    std::this_thread::sleep_for(reply.streamId.isEmpty() ? nextDelay(request) : 0ms);
    if (!connection.send(reply)) {
        const std::lock_guard lock(m_mutex);
        m_cluster.closeStream(reply.streamId);
        return false;
    }
    return reply.streamId.isEmpty() || serveStream(reply.streamId, connection);
}

std::chrono::milliseconds MasterFront::nextDelay(const HttpRequest& request)
{
    const std::lock_guard lock(m_mutex);
    if (m_delays == 0 || !isUnder(withoutMaster(request.path), "/api/v1/scheduler"))
        return 0ms;
    --m_delays;
    return m_delay;
}

bool MasterFront::serveStream(const QByteArray& streamId, HttpConnection& connection)
{
    const auto close = [this, &streamId](bool canServeMore) {
        const std::lock_guard lock(m_mutex);
        m_cluster.closeStream(streamId);
        m_changed.notify_all();
        return canServeMore;
    };
    while (true) {
        std::vector<StreamWrite> writes;
        {
            std::unique_lock lock(m_mutex);
            std::vector<StreamItem> items = m_cluster.take(streamId);
            if (items.empty()) {
                m_changed.wait_for(lock, PeerCheck);
                items = m_cluster.take(streamId);
            }
            writes = shapeStream(items, m_shape);
        }
        for (const StreamWrite& write : writes) {
            switch (write.kind) {
            case StreamWrite::Kind::Chunk:
                if (!connection.sendChunk(write.bytes))
                    return close(false);
                break;
            case StreamWrite::Kind::End:
                return close(connection.sendEnd());
            case StreamWrite::Kind::Break:
                return close(false);
            }
        }
        if (connection.isPeerGone())
            return close(false);
    }
}

HttpReply MasterFront::answer(const HttpRequest& request)
{
    const QByteArray path = withoutMaster(request.path);
    const bool isScheduler = isUnder(path, "/api/v1/scheduler");
    if (isFromElsewhere(request, isScheduler))
        return replies::forbidden();
    if (request.path.contains("/.."))
        return replies::notFound();

    const std::lock_guard lock(m_mutex);
    if (path == latin1(FaultPath))
        return answerFault(request);
    if (isScheduler)
        return answerScheduler(request);
    if (isUnder(path, "/api/v1"))
        return answerOperator(request);
    if (path == "/version")
        return answerVersion();
    if (path == "/health")
        return replies::empty(200);
    if (path == "/redirect") {
        if (const auto reply = leadershipReply({}); reply && m_options.leadership.kind != Leadership::Kind::Recovering)
            return *reply;
        return replies::redirect("//127.0.0.1:" + QByteArray::number(m_options.cluster.port));
    }
    if (isUnder(path, "/state")) {
        if (m_options.credentials && !m_options.credentials->principalOf(request.header("authorization")))
            return replies::unauthorized(ReadOnlyRealm);
        if (const auto reply = leadershipReply("/master/state"))
            return *reply;
    }
    return replies::notFound();
}

bool MasterFront::isFromElsewhere(const HttpRequest& request, bool isSchedulerPath) const
{
    // A browser's preflight does nothing and is told so: without CORS headers the answer forbids what would follow.
    const bool isPreflight = isSchedulerPath && request.method == "OPTIONS";
    if (request.header("origin") && !isPreflight)
        return true;
    const std::optional<QByteArray> host = request.header("host");
    if (!host)
        return !request.isHttp10;
    const QByteArray port = ':' + QByteArray::number(m_options.cluster.port);
    return *host != "127.0.0.1" + port && host->toLower() != "localhost" + port;
}

std::optional<HttpReply> MasterFront::leadershipReply(const QByteArray& path) const
{
    if (!m_redirect.isEmpty())
        return replies::redirect("//" + m_redirect + path);
    switch (m_options.leadership.kind) {
    case Leadership::Kind::Leading:
        break;
    case Leadership::Kind::Following:
        return replies::redirect("//" + m_options.leadership.leader + path);
    case Leadership::Kind::NoLeader:
        return replies::text(503, "No leader elected");
    case Leadership::Kind::Recovering:
        return replies::text(503, "Master has not finished recovery");
    }
    return std::nullopt;
}

HttpReply MasterFront::answerScheduler(const HttpRequest& request)
{
    if (m_refusals > 0) {
        --m_refusals;
        if (m_refusalStatus == 401)
            return replies::unauthorized(SchedulerRealm);
        return m_refusalStatus == 403 ? replies::forbidden() : replies::text(503, "No leader elected");
    }
    std::optional<QByteArray> principal;
    if (m_options.credentials) {
        principal = m_options.credentials->principalOf(request.header("authorization"));
        if (!principal)
            return replies::unauthorized(SchedulerRealm);
    }
    if (const auto reply = leadershipReply("/master/api/v1/scheduler"))
        return *reply;
    HttpReply reply = answerSchedulerCall(request, principal, m_cluster);
    m_changed.notify_all();
    return reply;
}

HttpReply MasterFront::answerOperator(const HttpRequest& request)
{
    if (m_options.credentials && !m_options.credentials->principalOf(request.header("authorization")))
        return replies::unauthorized(ReadWriteRealm);
    if (const auto reply = leadershipReply("/master/api/v1"))
        return *reply;
    HttpReply reply = answerOperatorCall(request, m_cluster);
    m_changed.notify_all();
    return reply;
}

HttpReply MasterFront::answerFault(const HttpRequest& request)
{
    if (request.header(latin1(FaultTokenHeader).toLower()) != m_token)
        return replies::forbidden();
    if (request.method != "POST")
        return replies::methodNotAllowed(request.method);
    const std::expected<JsonValue, QByteArray> body = parseJson(request.body);
    const std::optional<Fault> fault = body ? faultOfWireName(QUtf8StringView(body->at("fault").text())) : std::nullopt;
    if (!fault)
        return replies::text(400, "The body must be a JSON object whose \"fault\" names a fault.");
    const std::expected<int, QByteArray> affected = cause(*fault, *body);
    if (!affected)
        return replies::text(400, affected.error());
    m_changed.notify_all();
    const JsonValue done = JsonObject{{"fault", latin1(wireName(*fault))}, {"affected", *affected}};
    return replies::json(done.toJson());
}

std::expected<int, QByteArray> MasterFront::cause(Fault fault, const JsonValue& body)
{
    const auto count = [&body](int unlessTold) {
        return body.has("count") ? int(std::clamp<qint64>(body.at("count").toInt64(), 0, MostHeartbeats)) : unlessTold;
    };
    const auto time = [&body](const char* name, double unlessTold, double least) {
        const double seconds = body.has(name) ? body.at(name).toDouble() : unlessTold;
        return std::chrono::milliseconds(qint64(std::clamp(seconds, least, LongestSeconds) * 1000));
    };
    switch (fault) {
    case Fault::RescindOffer:
        return m_cluster.rescindOffer(body.at("offer_id").text());
    case Fault::LoseAgent:
        return m_cluster.loseAgent(body.at("agent_id").text());
    case Fault::DropStream:
        return m_cluster.dropStreams(Cluster::Drop::Clean);
    case Fault::DropStreamInsideRecord:
        return m_cluster.dropStreams(Cluster::Drop::InsideRecord);
    case Fault::SkipHeartbeats:
        return m_cluster.skipHeartbeats(count(3));
    case Fault::SplitRecords:
        m_shape = StreamShape::Split;
        return m_cluster.sendHeartbeats(1);
    case Fault::GlueRecords:
        m_shape = StreamShape::Glued;
        return m_cluster.sendHeartbeats(count(100));
    case Fault::CorruptLength:
        return m_cluster.sendBadLength();
    case Fault::Restart:
        return m_cluster.restart();
    case Fault::MaintainAgent:
        return m_cluster.maintainAgent(body.at("agent_id").text(), time("start_in", 600, -LongestSeconds),
                                       time("duration", 3600, 0));
    case Fault::EndMaintenance:
        return m_cluster.endMaintenance(body.at("agent_id").text());
    case Fault::DelayCalls:
        m_delay = std::min(time("seconds", 2, 0), LongestDelay);
        m_delays = count(1);
        return m_delays;
    case Fault::Refuse: {
        const qint64 status = body.at("status").toInt64();
        if (status != 401 && status != 403 && status != 503)
            return std::unexpected(QByteArray("\"status\" must be 401, 403 or 503."));
        m_refusalStatus = int(status);
        m_refusals = count(1);
        return m_refusals;
    }
    case Fault::Redirect:
        if (!isHostAndPort(body.at("to").text()))
            return std::unexpected(QByteArray("\"to\" must be HOST:PORT."));
        m_redirect = body.at("to").text();
        return 1;
    case Fault::Clear:
        m_shape = StreamShape::RecordPerChunk;
        m_refusals = 0;
        m_delays = 0;
        m_cluster.endMaintenance({});
        m_redirect.clear();
        m_cluster.skipHeartbeats(0);
        return m_cluster.returnAgents();
    }
    Q_UNREACHABLE();
}

} // namespace mesoscribe::practice
