// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "practice/realmaster.h"

#include <QTemporaryDir>
#include <QTest>

#include <map>

using namespace mesoscribe;
using namespace mesoscribe::test;
using namespace Qt::Literals::StringLiterals;

/// Sends what the real master was sent and compares the whole answer: status line, headers in their order, and body.
class TestPracticeMaster : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void answersAsTheRealOne_data();
    void answersAsTheRealOne();
    void answersCallsAsTheRealOne_data();
    void answersCallsAsTheRealOne();
    void streamsAsTheRealOne_data();
    void streamsAsTheRealOne();
    void endsTheStreamOfATornDownFramework();
    void reportsUnknownTasksAsTheRealOne();
    void runsTasksAsTheRealOne();

private:
    PracticeProcess& master(const QByteArray& kind);

    QTemporaryDir m_folder;
    std::map<QByteArray, std::unique_ptr<PracticeProcess>> m_masters;
};

void TestPracticeMaster::initTestCase()
{
    QFile credentials(m_folder.filePath(u"credentials.json"_s));
    QVERIFY(credentials.open(QIODevice::WriteOnly));
    credentials.write(R"({"credentials":[{"principal":"alice","secret":"wonderland"},)"
                      R"({"principal":"bob","secret":"builder"}]})");
}

/// "empty" has no agents, "one" has one; the others are as their names say. Each is started once.
PracticeProcess& TestPracticeMaster::master(const QByteArray& kind)
{
    std::unique_ptr<PracticeProcess>& started = m_masters[kind];
    if (!started) {
        QStringList arguments = {u"--agents"_s, kind == "one" ? u"1"_s : u"0"_s};
        if (kind == "accounts")
            arguments += {u"--credentials"_s, m_folder.filePath(u"credentials.json"_s)};
        if (kind == "follower")
            arguments += {u"--follower-of"_s, u"127.0.0.1:5084"_s};
        if (kind == "no-leader")
            arguments += u"--no-leader"_s;
        started = std::make_unique<PracticeProcess>(arguments);
    }
    return *started;
}

void TestPracticeMaster::answersAsTheRealOne_data()
{
    QTest::addColumn<QByteArray>("kind");
    QTest::addColumn<QByteArray>("account");
    const auto rows = [](const char* kind, std::initializer_list<const char*> captures, const char* account = "") {
        for (const char* capture : captures)
            QTest::newRow(capture) << QByteArray(kind) << QByteArray(account);
    };
    rows("empty", {"e01-bad-json",
                   "e02-json-array",
                   "e03-empty-body",
                   "e04-unknown-type",
                   "e05-no-type",
                   "e06-subscribe-without-subscribe",
                   "e07-subscribe-without-framework_info",
                   "e08-framework_info-without-user-name",
                   "e09-accept-text-html",
                   "e10-ctype-text-plain",
                   "e11-no-ctype",
                   "e12-get",
                   "e13-put",
                   "e14-subscribe-with-stream-id",
                   "e18-decline-before-subscribe",
                   "e19-wrong-path",
                   "e20-options",
                   "x13-acl-state",
                   "o04-get-version",
                   "o05-get-health",
                   "o14-bad-type"});
    rows("accounts", {"a01-no-credentials", "a04-malformed-authorization", "a05-bearer",
                      "a08-get-version-no-credentials", "a09-get-state-no-credentials", "a10-operator-no-credentials",
                      "a16-no-credentials-bad-json", "a17-get-no-credentials"});
    rows("accounts", {"a02-wrong-password"}, "alice:rabbit");
    rows("accounts", {"a03-unknown-principal"}, "mallory:wonderland");
    rows("accounts", {"a11-operator-good"}, "alice:wonderland");
    rows("follower", {"l01-subscribe-non-leader", "l02-operator-non-leader", "l03-health-non-leader",
                      "l04-redirect-non-leader", "l05-state-non-leader", "l08-failover-try01"});
    rows("empty", {"l06-redirect-leader"});
    rows("no-leader", {"x07-no-leader", "x08-no-leader-operator", "x09-no-leader-health", "x10-redirect"});
}

void TestPracticeMaster::answersAsTheRealOne()
{
    QFETCH(QByteArray, kind);
    QFETCH(QByteArray, account);
    const QString capture = QString::fromLatin1(QTest::currentDataTag());
    const PracticeProcess& practice = master(kind);
    QVERIFY(practice.isRunning());
    Sent sent = sentFor(capture);
    if (!account.isEmpty())
        setHeader(sent.headers, "Authorization", basic(account));

    const QByteArray answer = exchange(practice.port(), sent.method, sent.path, sent.headers, sent.body);
    const QByteArray real = readCaptureRaw(capture);
    QCOMPARE(maskedHead(answer), maskedHead(real));
    QCOMPARE(masked(toCapture(answer).body), masked(toCapture(real).body));
}

void TestPracticeMaster::answersCallsAsTheRealOne_data()
{
    QTest::addColumn<QByteArray>("kind");
    for (const char* capture : {"c01-no-stream-id",
                                "c02-wrong-stream-id",
                                "c03-no-framework_id",
                                "c04-revive",
                                "c05-suppress",
                                "c07-decline-without-decline",
                                "c08-reconcile-implicit",
                                "c10-kill-unknown-task",
                                "c11-kill-no-task_id",
                                "c12-acknowledge-bad-uuid",
                                "c13-acknowledge-unknown",
                                "c15-lowercase-header",
                                "c16-subscribe-on-stream-id",
                                "c18-connection-close",
                                "c19-http10",
                                "c20-chunked-request",
                                "c21-expect-100",
                                "c22-teardown",
                                "c23-after-teardown",
                                "x06-big-body"})
        QTest::newRow(capture) << QByteArray("empty");
    QTest::newRow("a13-call-no-credentials") << QByteArray("accounts");
    QTest::newRow("a15-call-good") << QByteArray("accounts");
}

void TestPracticeMaster::answersCallsAsTheRealOne()
{
    QFETCH(QByteArray, kind);
    const QString capture = QString::fromLatin1(QTest::currentDataTag());
    const PracticeProcess& practice = master(kind);
    QVERIFY(practice.isRunning());
    const Headers account = kind == "accounts" ? Headers{{"Authorization", basic("alice:wonderland")}} : Headers();
    Subscription subscription(practice.port(), readFile(u"s01-subscribe-heartbeats.request"_s), account);
    QVERIFY(!subscription.frameworkId.isEmpty());

    Sent sent = sentFor(capture);
    if (capture == u"x06-big-body") {
        sent.body =
            R"({"type":"REVIVE","framework_id":{"value":"F-0000"},"padding":")" + QByteArray(3'000'000, 'x') + "\"}";
        sent.body.replace("F-0000", subscription.frameworkId);
    }
    QString body = QString::fromUtf8(sent.body);
    body.replace(QRegularExpression(u"[0-9a-f-]{36}-\\d{4}"_s), QString::fromLatin1(subscription.frameworkId));
    sent.body = body.toUtf8();
    for (auto& [name, value] : sent.headers) {
        if (name.toLower() == "mesos-stream-id" && !value.startsWith("00000000"))
            value = subscription.streamId;
    }
    if (capture == u"a15-call-good")
        sent.headers += account;
    if (capture == u"c23-after-teardown") {
        const QByteArray teardown =
            R"({"type":"TEARDOWN","framework_id":{"value":")" + subscription.frameworkId + "\"}}";
        exchange(practice.port(), "POST", sent.path, sent.headers, teardown);
    }

    const QByteArray answer = exchange(practice.port(), sent.method, sent.path, sent.headers, sent.body);
    const QByteArray real = readCaptureRaw(capture);
    QCOMPARE(maskedHead(answer), maskedHead(real));
    QCOMPARE(masked(toCapture(answer).body), masked(toCapture(real).body));
}

void TestPracticeMaster::streamsAsTheRealOne_data()
{
    QTest::addColumn<QByteArray>("kind");
    QTest::addColumn<int>("records");
    QTest::newRow("b01-blog-subscribe") << QByteArray("one") << 3;
    QTest::newRow("e16-invalid-role") << QByteArray("empty") << 1;
    for (const char* capture : {"e21-unknown-field", "c17-gzip-subscribe", "p03-accept-star", "p04-no-accept",
                                "p05-accept-list", "l08-failover-try09", "s01-subscribe-heartbeats"})
        QTest::newRow(capture) << QByteArray("empty") << 2;
    QTest::newRow("a06-good") << QByteArray("accounts") << 2;
    QTest::newRow("a12-subscribe-good") << QByteArray("accounts") << 2;
    QTest::newRow("s10-subscribe-offers-task") << QByteArray("one") << 3;
}

void TestPracticeMaster::streamsAsTheRealOne()
{
    QFETCH(QByteArray, kind);
    QFETCH(int, records);
    const QString capture = QString::fromLatin1(QTest::currentDataTag());
    Sent sent = sentFor(capture);
    if (kind == "accounts")
        setHeader(sent.headers, "Authorization", basic("alice:wonderland"));

    // A framework of an earlier row may still hold the one agent.
    m_masters.erase("one");
    const quint16 port = master(kind).port();
    QVERIFY(port != 0);
    Wire wire(port);
    wire.write(requestBytes(port, sent.method, sent.path, sent.headers, sent.body));
    const QByteArray& answer =
        wire.readUntil([records](const QByteArray& bytes) { return maskedRecords(bytes).size() >= records; });
    const QByteArray real = readCaptureRaw(capture);
    QCOMPARE(maskedHead(answer), maskedHead(real));
    QCOMPARE(maskedRecords(answer).first(records), maskedRecords(real).first(records));
    if (capture == u"e16-invalid-role") {
        wire.readUntilContains("\r\n0\r\n\r\n");
        QVERIFY(wire.received().endsWith("}\r\n0\r\n\r\n"));
    }
    QVERIFY(hasOneRecordPerChunk(wire.received()));
}

void TestPracticeMaster::endsTheStreamOfATornDownFramework()
{
    const quint16 port = master("accounts").port();
    const Headers account = {{"Authorization", basic("alice:wonderland")}};
    Subscription subscription(port, sentFor(u"a12-subscribe-good"_s).body, account);
    exchange(port, "POST", "/api/v1/scheduler",
             JsonHeaders + account + Headers{{"Mesos-Stream-Id", subscription.streamId}},
             R"({"type":"TEARDOWN","framework_id":{"value":")" + subscription.frameworkId + "\"}}");
    const QByteArray& answer = subscription.wire->readUntilContains("\r\n0\r\n\r\n");
    const QByteArray real = readCaptureRaw(u"a12-subscribe-good"_s);
    QVERIFY(real.endsWith("\r\n0\r\n\r\n"));
    QVERIFY(answer.endsWith("\r\n0\r\n\r\n"));
    QCOMPARE(maskedRecords(answer), maskedRecords(real));
}

void TestPracticeMaster::reportsUnknownTasksAsTheRealOne()
{
    const quint16 port = master("empty").port();
    Subscription subscription(port, readFile(u"s01-subscribe-heartbeats.request"_s));
    const auto call = [&](const QByteArray& type, const QByteArray& member) {
        exchange(port, "POST", "/api/v1/scheduler", JsonHeaders + Headers{{"Mesos-Stream-Id", subscription.streamId}},
                 R"({"type":")" + type + R"(","framework_id":{"value":")" + subscription.frameworkId + "\"}," + member +
                     '}');
    };
    call("RECONCILE", R"("reconcile":{"tasks":[{"task_id":{"value":"never"}}]})");
    call("KILL", R"("kill":{"task_id":{"value":"never2"}})");
    call("ACCEPT", R"("accept":{"offer_ids":[{"value":"gone"}],"operations":[{"type":"LAUNCH","launch":{"task_infos":)"
                   R"([{"name":"t","task_id":{"value":"t-gone"},"agent_id":{"value":"a"}}]}}]})");
    const QByteArray& answer = subscription.wire->readUntilContains("\"UPDATE\"", 3);
    QCOMPARE(maskedRecords(answer).first(5), maskedRecords(readCaptureRaw(u"s01-subscribe-heartbeats"_s)).first(5));
}

void TestPracticeMaster::runsTasksAsTheRealOne()
{
    m_masters.erase("one");
    const quint16 port = master("one").port();
    const QString capture = u"s10-subscribe-offers-task"_s;
    const QByteArrayList real = maskedRecords(readCaptureRaw(capture));
    Subscription subscription(port, sentFor(capture).body);
    Wire& wire = *subscription.wire;
    const auto send = [&](const QByteArray& body) {
        const QByteArray answer = exchange(port, "POST", "/api/v1/scheduler",
                                           JsonHeaders + Headers{{"Mesos-Stream-Id", subscription.streamId}}, body);
        QCOMPARE(toCapture(answer).status, 202);
    };
    /// A captured call with the ids of this run; the offer is the last one that came.
    const auto sendCaptured = [&](const QString& name) {
        QString body = QString::fromUtf8(sentFor(name).body);
        const QByteArray& received = wire.received();
        const QByteArray offer = received.mid(received.lastIndexOf(R"("offers":[{"id":{"value":")") + 26, 40);
        body.replace(QRegularExpression(u"[0-9a-f-]{36}-O\\d+"_s),
                     QString::fromLatin1(offer.first(offer.indexOf('"'))));
        const QByteArray master = subscription.frameworkId.first(36);
        body.replace(QRegularExpression(u"[0-9a-f-]{36}(?=-(S|\\d{4}))"_s), QString::fromLatin1(master));
        send(body.toUtf8());
    };
    const auto acknowledge = [&] {
        const QByteArray& received = wire.received();
        const auto textAfter = [&received](const QByteArray& mark) {
            const qsizetype at = received.lastIndexOf(mark) + mark.size();
            return received.mid(at, received.indexOf('"', at) - at);
        };
        send(R"({"type":"ACKNOWLEDGE","framework_id":{"value":")" + subscription.frameworkId +
             R"("},"acknowledge":{"agent_id":{"value":")" + subscription.frameworkId.first(36) +
             R"(-S0"},"task_id":{"value":")" + textAfter(R"("task_id":{"value":")") + R"("},"uuid":")" +
             textAfter(R"("uuid":")") + "\"}}");
    };
    const auto waitFor = [&](const QByteArray& text, int times = 1) {
        wire.readUntilContains(text, times);
        return wire.received().count(text) >= times;
    };
    int offers = 0;
    const auto waitForOffer = [&] { return waitFor("\"OFFERS\"", ++offers); };

    QVERIFY(waitForOffer());
    sendCaptured(u"t03-accept-launch-failing"_s);
    QVERIFY(waitFor("TASK_STARTING", 1));
    acknowledge();
    QVERIFY(waitFor("TASK_RUNNING", 1));
    acknowledge();
    QVERIFY(waitFor("TASK_FAILED", 1));
    acknowledge();

    // With the task's resources back, one agent may make two offers of what the filter let through at different times.
    QVERIFY(waitForOffer());
    while (!wire.received().mid(wire.received().lastIndexOf("\"OFFERS\"")).contains("10240")) {
        QVERIFY(waitForOffer());
    }
    sendCaptured(u"t05-accept-launch-sleeper"_s);
    QVERIFY(waitFor("TASK_STARTING", 2));
    acknowledge();
    QVERIFY(waitFor("TASK_RUNNING", 2));
    acknowledge();
    sendCaptured(u"t06-reconcile-explicit"_s);
    sendCaptured(u"t07-reconcile-implicit"_s);
    QVERIFY(waitFor("Reconciliation: Latest task state", 2));
    sendCaptured(u"t08-kill"_s);
    QVERIFY(waitFor("TASK_KILLED"));
    acknowledge();

    // A second stream for the same framework ends this one.
    QString again = QString::fromUtf8(sentFor(capture).body);
    const QString id = u"{\"value\":\"%1\"}"_s.arg(QLatin1StringView(subscription.frameworkId));
    again.replace(u"\"framework_info\": {"_s, u"\"framework_info\": {\"id\": "_s + id + u", "_s);
    again.insert(1, u"\"framework_id\": "_s + id + u", "_s);
    const Subscription second(port, again.toUtf8());
    QCOMPARE(second.frameworkId, subscription.frameworkId);
    wire.readUntilContains("\r\n0\r\n\r\n");
    QVERIFY(wire.received().endsWith("\r\n0\r\n\r\n"));

    const QByteArrayList mine = maskedRecords(wire.received());
    const auto about = [](const QByteArrayList& records, const QByteArray& text) {
        QByteArrayList found;
        for (const QByteArray& record : records) {
            if (record.contains(text))
                found += record;
        }
        return found;
    };
    for (const char* text : {"SUBSCRIBED", "\"value\":\"fails\"", "\"value\":\"sleeper\"", "Framework failed over"})
        QCOMPARE(about(mine, text), about(real, text));
    QCOMPARE(about(mine, "OFFERS").first(1), about(real, "OFFERS").first(1));
    QVERIFY(hasOneRecordPerChunk(wire.received()));
}

QTEST_GUILESS_MAIN(TestPracticeMaster)
#include "tst_practicemaster.moc"
