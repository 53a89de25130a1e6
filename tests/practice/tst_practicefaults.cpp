// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "practice/practiceprocess.h"

#include "practice/faults.h"
#include "recordio/recorddecoder.h"

#include <QElapsedTimer>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include <sys/socket.h>

using namespace mesoscribe;
using namespace mesoscribe::test;
using namespace Qt::Literals::StringLiterals;

namespace {

const QByteArray Subscribe =
    R"({"type":"SUBSCRIBE","subscribe":{"framework_info":{"user":"u","name":"n","roles":["*"],)"
    R"("capabilities":[{"type":"MULTI_ROLE"}]}}})";
const QByteArray Scheduler = "/api/v1/scheduler";
const QByteArray FaultAddress = "/practice/faults";

/// The sizes of a stream's chunks.
QList<qsizetype> chunkSizes(const QByteArray& answer)
{
    QList<qsizetype> sizes;
    qsizetype at = answer.indexOf("\r\n\r\n") + 4;
    while (at < answer.size()) {
        const qsizetype lineEnd = answer.indexOf("\r\n", at);
        if (lineEnd < 0)
            break;
        sizes += answer.mid(at, lineEnd - at).toLongLong(nullptr, 16);
        at = lineEnd + 2 + sizes.last() + 2;
    }
    return sizes;
}

} // namespace

/// The real program: who may talk to it, the faults it makes, and how it begins and ends.
class TestPracticeFaults : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void answersOnlyItsOwnHost_data();
    void answersOnlyItsOwnHost();
    void refusesOrigins_data();
    void refusesOrigins();
    void allowsNothingToAPreflight();
    void needsTheToken();
    void namesBadFaults();

    void splitsRecords();
    void gluesRecords();
    void corruptsALength();
    void dropsStreams();
    void dropsStreamsInsideARecord();
    void skipsHeartbeats();
    void rescindsAndLoses();
    void restarts();
    void maintainsAgents();
    void delaysCalls();
    void refusesRequests();
    void redirectsRequests();

    void noticesThatTheReaderLeft_data();
    void noticesThatTheReaderLeft();
    void keepsTheBeat();
    void servesManyStreamsAndCalls();
    void answersOnOneConnection();
    void closesOnWhatIsNoHttp_data();
    void closesOnWhatIsNoHttp();
    void isUnavailableWhileRecovering();
    void makesTheSameIdsFromASeed();
    void endsWithItsParent();
    void listensOnThePortItWasGiven();
    void namesBadArguments_data();
    void namesBadArguments();
    void tellsHelpAndVersion();
    void reservesAndHasStorage();

private:
    QJsonObject cause(const QByteArray& body, int status = 200);
    int statusOf(const QByteArray& method, const QByteArray& path, const Headers& headers, const QByteArray& body = {});

    std::unique_ptr<PracticeProcess> m_master;
};

void TestPracticeFaults::init()
{
    m_master = std::make_unique<PracticeProcess>(
        QStringList{u"--agents"_s, u"2"_s, u"--heartbeat"_s, u"0.2"_s, u"--agent-timeout"_s, u"1"_s});
    QVERIFY(m_master->isRunning());
    QVERIFY(m_master->token().size() >= 32);
}

void TestPracticeFaults::cleanup()
{
    m_master.reset();
}

QJsonObject TestPracticeFaults::cause(const QByteArray& body, int status)
{
    const Capture answer =
        toCapture(exchange(m_master->port(), "POST", FaultAddress,
                           JsonHeaders + Headers{{"X-Mesoscribe-Practice", m_master->token()}}, body));
    if (answer.status != status)
        qWarning("%d: %s", answer.status, answer.body.constData());
    return answer.status == status ? QJsonDocument::fromJson(answer.body).object() : QJsonObject{{u"failed"_s, true}};
}

int TestPracticeFaults::statusOf(const QByteArray& method, const QByteArray& path, const Headers& headers,
                                 const QByteArray& body)
{
    return toCapture(exchange(m_master->port(), method, path, headers, body)).status;
}

void TestPracticeFaults::answersOnlyItsOwnHost_data()
{
    QTest::addColumn<QByteArray>("host");
    QTest::addColumn<bool>("isAllowed");
    QTest::newRow("address") << QByteArray("127.0.0.1:PORT") << true;
    QTest::newRow("name") << QByteArray("localhost:PORT") << true;
    QTest::newRow("name in capitals") << QByteArray("LocalHost:PORT") << true;
    QTest::newRow("rebound name") << QByteArray("evil.example.com:PORT") << false;
    QTest::newRow("no port") << QByteArray("127.0.0.1") << false;
    QTest::newRow("other port") << QByteArray("127.0.0.1:80") << false;
    QTest::newRow("more behind") << QByteArray("127.0.0.1:PORT.example.com") << false;
    QTest::newRow("empty") << QByteArray() << false;
}

void TestPracticeFaults::answersOnlyItsOwnHost()
{
    QFETCH(QByteArray, host);
    QFETCH(bool, isAllowed);
    const QByteArray port = QByteArray::number(m_master->port());
    host.replace("PORT", port);
    for (const QByteArray& path : {QByteArray("/version"), QByteArray("/api/v1"), Scheduler, FaultAddress}) {
        Wire wire(m_master->port());
        wire.write("POST " + path + " HTTP/1.1\r\nHost: " + host +
                   "\r\nContent-Type: application/json\r\n"
                   "X-Mesoscribe-Practice: " +
                   m_master->token() + "\r\nContent-Length: 2\r\n\r\n{}");
        QCOMPARE(toCapture(wire.readReply()).status != 403, isAllowed);
    }
}

void TestPracticeFaults::refusesOrigins_data()
{
    QTest::addColumn<QByteArray>("path");
    for (const char* path : {"/version", "/health", "/api/v1", "/api/v1/scheduler", "/master/api/v1/scheduler",
                             "/redirect", "/practice/faults", "/nowhere"})
        QTest::newRow(path) << QByteArray(path);
}

void TestPracticeFaults::refusesOrigins()
{
    QFETCH(QByteArray, path);
    const QByteArray own = "http://127.0.0.1:" + QByteArray::number(m_master->port());
    for (const QByteArray& origin : {QByteArray("http://example.org"), QByteArray("null"), own}) {
        for (const char* method : {"GET", "POST"}) {
            const Headers headers =
                JsonHeaders + Headers{{"Origin", origin}, {"X-Mesoscribe-Practice", m_master->token()}};
            QCOMPARE(statusOf(method, path, headers, Subscribe), 403);
        }
    }
}

void TestPracticeFaults::allowsNothingToAPreflight()
{
    const Headers headers = {{"Origin", "http://example.org"}, {"Access-Control-Request-Method", "POST"}};
    const Capture answer = toCapture(exchange(m_master->port(), "OPTIONS", Scheduler, headers));
    QCOMPARE(answer.status, 405);
    for (const auto& [name, value] : answer.headers)
        QVERIFY(!name.toLower().startsWith("access-control"));
    QCOMPARE(statusOf("OPTIONS", FaultAddress, headers), 403);
}

void TestPracticeFaults::needsTheToken()
{
    const QByteArray body = R"({"fault":"clear"})";
    QCOMPARE(statusOf("POST", FaultAddress, JsonHeaders, body), 403);
    QCOMPARE(statusOf("POST", FaultAddress, JsonHeaders + Headers{{"X-Mesoscribe-Practice", "0000"}}, body), 403);
    QCOMPARE(statusOf("POST", FaultAddress, JsonHeaders + Headers{{"X-Mesoscribe-Practice", ""}}, body), 403);
    QCOMPARE(statusOf("GET", FaultAddress, {{"X-Mesoscribe-Practice", m_master->token()}}), 405);
    QCOMPARE(cause(body).value(u"fault"_s).toString(), u"clear"_s);
}

void TestPracticeFaults::namesBadFaults()
{
    for (const char* body :
         {"", "{", "[]", "{}", R"({"fault":"burn"})", R"({"fault":5})", R"({"fault":"refuse"})",
          R"({"fault":"refuse","status":500})", R"({"fault":"redirect"})", R"({"fault":"redirect","to":"http://x/"})"})
        QVERIFY(!cause(body, 400).contains(u"failed"_s));
}

void TestPracticeFaults::splitsRecords()
{
    Subscription subscription(m_master->port(), Subscribe);
    cause(R"({"fault":"split-records"})");
    const qsizetype before = subscription.wire->received().size();
    const QByteArray& answer =
        subscription.wire->readUntil([before](const QByteArray& bytes) { return bytes.size() > before + 1000; });
    const QList<qsizetype> sizes = chunkSizes(answer);
    QVERIFY(sizes.count(1) > 23);
    RecordDecoder decoder;
    QList<QByteArray> records;
    QVERIFY(decoder.feed(toCapture(answer).body, records));
    QVERIFY(records.size() >= 3);
}

void TestPracticeFaults::gluesRecords()
{
    Subscription subscription(m_master->port(), Subscribe);
    QCOMPARE(cause(R"({"fault":"glue-records","count":100})").value(u"affected"_s).toInt(), 1);
    const QByteArray& answer = subscription.wire->readUntilContains("HEARTBEAT", 101);
    QVERIFY(std::ranges::any_of(chunkSizes(answer), [](qsizetype size) { return size >= 100 * 23; }));
}

void TestPracticeFaults::corruptsALength()
{
    Subscription subscription(m_master->port(), Subscribe);
    cause(R"({"fault":"corrupt-length"})");
    const QByteArray& answer = subscription.wire->readUntilContains("2x\n{\"type\"");
    RecordDecoder decoder;
    QList<QByteArray> records;
    QVERIFY(!decoder.feed(toCapture(answer).body, records));
    QCOMPARE(decoder.failure()->kind, RecordDecoder::Failure::Kind::NotALength);
}

void TestPracticeFaults::dropsStreams()
{
    Subscription subscription(m_master->port(), Subscribe);
    QCOMPARE(cause(R"({"fault":"drop-stream"})").value(u"affected"_s).toInt(), 1);
    QVERIFY(subscription.wire->readUntilContains("\r\n0\r\n\r\n").endsWith("\r\n0\r\n\r\n"));
}

void TestPracticeFaults::dropsStreamsInsideARecord()
{
    Subscription subscription(m_master->port(), Subscribe);
    cause(R"({"fault":"drop-stream-inside-record"})");
    const QByteArray& answer = subscription.wire->readToEnd();
    QVERIFY(subscription.wire->isClosed());
    QVERIFY(!answer.endsWith("0\r\n\r\n"));
    RecordDecoder decoder;
    QList<QByteArray> records;
    QVERIFY(decoder.feed(toCapture(answer).body, records));
    QVERIFY(!decoder.finish());
}

void TestPracticeFaults::skipsHeartbeats()
{
    Subscription subscription(m_master->port(), Subscribe);
    QElapsedTimer timer;
    timer.start();
    QCOMPARE(cause(R"({"fault":"skip-heartbeats","count":5})").value(u"affected"_s).toInt(), 1);
    const int seen = int(subscription.wire->readUntil([](const QByteArray&) { return false; }, 0).count("HEARTBEAT"));
    subscription.wire->readUntilContains("HEARTBEAT", seen + 1);
    QVERIFY(timer.elapsed() >= 800);
}

void TestPracticeFaults::rescindsAndLoses()
{
    Subscription subscription(m_master->port(), Subscribe);
    subscription.wire->readUntilContains("\"OFFERS\"");
    QCOMPARE(cause(R"({"fault":"rescind-offer"})").value(u"affected"_s).toInt(), 1);
    QVERIFY(subscription.wire->readUntilContains("\"RESCIND\"").contains("\"RESCIND\""));
    QCOMPARE(cause(R"({"fault":"rescind-offer","offer_id":"nope"})").value(u"affected"_s).toInt(), 0);
    QCOMPARE(cause(R"({"fault":"lose-agent"})").value(u"affected"_s).toInt(), 1);
    QVERIFY(subscription.wire->readUntilContains("\"FAILURE\"").contains("\"FAILURE\""));
    QCOMPARE(cause(R"({"fault":"clear"})").value(u"affected"_s).toInt(), 1);
}

void TestPracticeFaults::restarts()
{
    Subscription before(m_master->port(), Subscribe);
    cause(R"({"fault":"restart"})");
    QVERIFY(!before.wire->readToEnd().endsWith("0\r\n\r\n"));
    QVERIFY(before.wire->isClosed());
    const Subscription after(m_master->port(), Subscribe);
    QVERIFY(after.frameworkId.endsWith("-0000"));
    QVERIFY(after.frameworkId != before.frameworkId);
}

void TestPracticeFaults::maintainsAgents()
{
    Subscription subscription(m_master->port(), Subscribe);
    subscription.wire->readUntilContains("\"OFFERS\"");
    QCOMPARE(cause(R"({"fault":"maintain-agent","start_in":60,"duration":120})").value(u"affected"_s).toInt(), 1);
    const QByteArray& received = subscription.wire->readUntilContains("\"INVERSE_OFFERS\"");
    QVERIFY(received.contains(R"("duration":{"nanoseconds":120000000000})"));
    const auto status = [this] {
        return toCapture(
                   exchange(m_master->port(), "POST", "/api/v1", JsonHeaders, R"({"type":"GET_MAINTENANCE_STATUS"})"))
            .body;
    };
    QVERIFY(status().contains(R"("draining_machines":[{"id":{"hostname":"web1.example.com","ip":"127.0.0.1"}}])"));
    QCOMPARE(cause(R"({"fault":"end-maintenance","agent_id":"nope"})").value(u"affected"_s).toInt(), 0);
    QCOMPARE(cause(R"({"fault":"end-maintenance"})").value(u"affected"_s).toInt(), 1);
    subscription.wire->readUntilContains("\"RESCIND_INVERSE_OFFER\"");
    QCOMPARE(status(), QByteArray(R"({"type":"GET_MAINTENANCE_STATUS","get_maintenance_status":{"status":{}}})"));

    cause(R"({"fault":"maintain-agent"})");
    QVERIFY(subscription.wire->readUntilContains("\"INVERSE_OFFERS\"", 2).contains("3600000000000"));
    cause(R"({"fault":"clear"})");
    QCOMPARE(subscription.wire->readUntilContains("\"RESCIND_INVERSE_OFFER\"", 2).count("\"RESCIND_INVERSE_OFFER\""),
             2);
}

void TestPracticeFaults::delaysCalls()
{
    const Subscription subscription(m_master->port(), Subscribe);
    const auto revive = [&] {
        return statusOf("POST", Scheduler, JsonHeaders + Headers{{"Mesos-Stream-Id", subscription.streamId}},
                        R"({"type":"REVIVE","framework_id":{"value":")" + subscription.frameworkId + "\"}}");
    };
    QCOMPARE(cause(R"({"fault":"delay-calls","seconds":0.5})").value(u"affected"_s).toInt(), 1);
    QElapsedTimer timer;
    timer.start();
    QCOMPARE(revive(), 202);
    QVERIFY(timer.elapsed() >= 500);
    cause(R"({"fault":"delay-calls","count":9,"seconds":60})");
    cause(R"({"fault":"clear"})");
    timer.restart();
    QCOMPARE(revive(), 202);
    QVERIFY(timer.elapsed() < 30'000);
}

void TestPracticeFaults::refusesRequests()
{
    for (const int status : {401, 403, 503}) {
        cause(R"({"fault":"refuse","count":2,"status":)" + QByteArray::number(status) + '}');
        QCOMPARE(statusOf("POST", Scheduler, JsonHeaders, "{}"), status);
        QCOMPARE(statusOf("POST", Scheduler, JsonHeaders, "{}"), status);
        QCOMPARE(statusOf("POST", Scheduler, JsonHeaders, "{}"), 400);
    }
}

void TestPracticeFaults::redirectsRequests()
{
    cause(R"({"fault":"redirect","to":"other.example.com:5050"})");
    const Capture answer = toCapture(exchange(m_master->port(), "POST", Scheduler, JsonHeaders, Subscribe));
    QCOMPARE(answer.status, 307);
    QCOMPARE(answer.header("Location"), QByteArray("//other.example.com:5050/master/api/v1/scheduler"));
    cause(R"({"fault":"clear"})");
    QCOMPARE(statusOf("POST", Scheduler, JsonHeaders, "{}"), 400);
}

void TestPracticeFaults::noticesThatTheReaderLeft_data()
{
    QTest::addColumn<QByteArray>("how");
    QTest::newRow("FIN") << QByteArray("close");
    QTest::newRow("RST") << QByteArray("abort");
    QTest::newRow("half-close") << QByteArray("half");
}

void TestPracticeFaults::noticesThatTheReaderLeft()
{
    QFETCH(QByteArray, how);
    const PracticeProcess quiet({u"--agents"_s, u"0"_s});
    Subscription subscription(quiet.port(), Subscribe);
    QTcpSocket& socket = subscription.wire->socket();
    if (how == "close")
        socket.close();
    else if (how == "half")
        ::shutdown(int(socket.socketDescriptor()), SHUT_WR);
    else {
        const linger atOnce{1, 0};
        ::setsockopt(int(socket.socketDescriptor()), SOL_SOCKET, SO_LINGER, &atOnce, sizeof atOnce);
        socket.abort();
    }
    const QByteArray revive = R"({"type":"REVIVE","framework_id":{"value":")" + subscription.frameworkId + "\"}}";
    QTRY_COMPARE_WITH_TIMEOUT(
        toCapture(exchange(quiet.port(), "POST", Scheduler,
                           JsonHeaders + Headers{{"Mesos-Stream-Id", subscription.streamId}}, revive))
            .status,
        400, 1000);
}

void TestPracticeFaults::keepsTheBeat()
{
    Subscription subscription(m_master->port(), Subscribe);
    QElapsedTimer timer;
    timer.start();
    const int seen = int(subscription.wire->received().count("HEARTBEAT"));
    subscription.wire->readUntilContains("HEARTBEAT", seen + 10);
    QVERIFY2(timer.elapsed() >= 1700, QByteArray::number(timer.elapsed()));
    QVERIFY(subscription.wire->received().contains("\"heartbeat_interval_seconds\":0.2"));
}

void TestPracticeFaults::servesManyStreamsAndCalls()
{
    std::vector<std::unique_ptr<Subscription>> subscriptions;
    for (int i = 0; i < 40; ++i) {
        subscriptions.push_back(std::make_unique<Subscription>(m_master->port(), Subscribe));
        QVERIFY(!subscriptions.back()->streamId.isEmpty());
    }
    QCOMPARE(statusOf("GET", "/health", {}), 200);
    QCOMPARE(cause(R"({"fault":"drop-stream"})").value(u"affected"_s).toInt(), 40);
    for (const auto& subscription : subscriptions)
        QVERIFY(subscription->wire->readUntilContains("\r\n0\r\n\r\n").endsWith("\r\n0\r\n\r\n"));
}

void TestPracticeFaults::answersOnOneConnection()
{
    Wire wire(m_master->port());
    const QByteArray request = requestBytes(m_master->port(), "GET", "/health", {});
    wire.write(request + request);
    wire.readUntilContains("200 OK", 2);
    wire.write(requestBytes(m_master->port(), "GET", "/health", {{"Connection", "close"}}));
    wire.readToEnd();
    QCOMPARE(wire.received().count("200 OK"), 3);
    QVERIFY(wire.isClosed());
}

void TestPracticeFaults::closesOnWhatIsNoHttp_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("noise") << QByteArray("\x16\x03\x01\x02\r\n\r\n");
    QTest::newRow("no version") << QByteArray("GET /\r\n\r\n");
    QTest::newRow("no colon") << QByteArray("GET / HTTP/1.1\r\nHost 127.0.0.1\r\n\r\n");
    QTest::newRow("bad length") << QByteArray("POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n");
    QTest::newRow("huge length") << QByteArray("POST / HTTP/1.1\r\nContent-Length: 99999999999999\r\n\r\n");
    QTest::newRow("bad chunk") << QByteArray("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n");
    QTest::newRow("endless line") << QByteArray("GET /" + QByteArray(300'000, 'a'));
}

void TestPracticeFaults::closesOnWhatIsNoHttp()
{
    QFETCH(QByteArray, bytes);
    Wire wire(m_master->port());
    wire.write(bytes);
    QCOMPARE(wire.readToEnd(), QByteArray());
    QVERIFY(wire.isClosed());
}

void TestPracticeFaults::isUnavailableWhileRecovering()
{
    const PracticeProcess recovering({u"--recovering"_s});
    const Capture answer = toCapture(exchange(recovering.port(), "GET", Scheduler, {}));
    QCOMPARE(answer.status, 503);
    QCOMPARE(answer.body, QByteArray("Master has not finished recovery"));
    QCOMPARE(toCapture(exchange(recovering.port(), "GET", "/redirect", {})).status, 307);
}

void TestPracticeFaults::makesTheSameIdsFromASeed()
{
    const PracticeProcess first({u"--seed"_s, u"42"_s});
    const PracticeProcess second({u"--seed"_s, u"42"_s});
    const Subscription one(first.port(), Subscribe);
    const Subscription other(second.port(), Subscribe);
    QCOMPARE(one.frameworkId.size(), 41);
    QCOMPARE(one.frameworkId, other.frameworkId);
    QCOMPARE(one.streamId, other.streamId);
    QVERIFY(first.token() != second.token());
}

void TestPracticeFaults::endsWithItsParent()
{
    Subscription subscription(m_master->port(), Subscribe);
    m_master->process().closeWriteChannel();
    QVERIFY(m_master->process().waitForFinished());
    QCOMPARE(m_master->process().exitStatus(), QProcess::NormalExit);
    QCOMPARE(m_master->process().exitCode(), 0);
}

void TestPracticeFaults::listensOnThePortItWasGiven()
{
    QProcess second;
    second.start(QStringLiteral(MESOSCRIBE_PRACTICE), {u"--port"_s, QString::number(m_master->port())});
    QVERIFY(second.waitForFinished());
    QCOMPARE(second.exitCode(), 1);
    QCOMPARE(second.readAllStandardOutput(), QByteArray());
    QCOMPARE(second.readAllStandardError(),
             "Port " + QByteArray::number(m_master->port()) + " is taken by another program.\n");

    const quint16 port = m_master->port();
    m_master.reset();
    const PracticeProcess third({u"--port"_s, QString::number(port)});
    QCOMPARE(third.port(), port);
}

void TestPracticeFaults::namesBadArguments_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("sentence");
    const auto row = [](const char* arguments, const char* sentence) {
        QTest::newRow(arguments) << QString::fromLatin1(arguments).split(u' ') << QByteArray(sentence);
    };
    row("--bogus", "Unknown option 'bogus'.\n");
    row("--port", "Missing value after '--port'.\n");
    row("--port 70000", "--port must be a whole number from 0 to 65535, not “70000”.\n");
    row("--agents -1", "--agents must be a whole number from 0 to 100000, not “-1”.\n");
    row("--offer-timeout 0", "--offer-timeout must be a number of seconds above 0, not “0”.\n");
    row("--heartbeat x", "--heartbeat must be a number of seconds above 0, not “x”.\n");
    row("--seed 1.5", "--seed must be a whole number from 0 to 9223372036854775807, not “1.5”.\n");
    row("--roles a,-b", "--roles: Role component '-b' is invalid because it starts with a dash.\n");
    row("--reserve *", "--reserve: nothing can be reserved for role *.\n");
    row("--reserve a//b", "--reserve: Role 'a//b' cannot contain two adjacent slashes.\n");
    row("--credentials /nowhere/file", "--credentials: “/nowhere/file” cannot be read: No such file or directory.\n");
    row("--follower-of host", "--follower-of must be HOST:PORT, not “host”.\n");
    row("--no-leader --recovering", "Only one of --follower-of, --no-leader and --recovering makes sense at a time.\n");
    row("5050", "“5050” is not an option.\n");
}

void TestPracticeFaults::namesBadArguments()
{
    QFETCH(QStringList, arguments);
    QProcess program;
    program.start(QStringLiteral(MESOSCRIBE_PRACTICE), arguments);
    QVERIFY(program.waitForFinished());
    QCOMPARE(program.exitCode(), 2);
    QTEST(program.readAllStandardError(), "sentence");
    QCOMPARE(program.readAllStandardOutput(), QByteArray());
}

void TestPracticeFaults::tellsHelpAndVersion()
{
    for (const QString& option : {u"--help"_s, u"--version"_s}) {
        QProcess program;
        program.start(QStringLiteral(MESOSCRIBE_PRACTICE), {option});
        QVERIFY(program.waitForFinished());
        QCOMPARE(program.exitCode(), 0);
        QVERIFY(program.readAllStandardOutput().contains("mesoscribe-practice"));
    }
}

void TestPracticeFaults::reservesAndHasStorage()
{
    const PracticeProcess practice({u"--agents"_s, u"2"_s, u"--reserve"_s, u"eng"_s, u"--csi"_s});
    QByteArray subscribe = Subscribe;
    Subscription subscription(practice.port(), subscribe.replace(R"(["*"])", R"(["eng"])"));
    const QByteArray& received = subscription.wire->readUntilContains("\"OFFERS\"");
    QVERIFY(received.contains(R"({"name":"cpus","type":"SCALAR","scalar":{"value":2.0},"role":"eng",)"
                              R"("allocation_info":{"role":"eng"}})"));
    QVERIFY(received.contains(R"("disk":{"source":{"type":"RAW","vendor":"practice.csi","profile":"fast"}})"));
}

QTEST_GUILESS_MAIN(TestPracticeFaults)
#include "tst_practicefaults.moc"
