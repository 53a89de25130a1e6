// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "net/masterprobe.h"

#include "support/chunked.h"
#include "support/fakemaster.h"

#include <QNetworkProxy>
#include <QTest>

using namespace mesoscribe;
using namespace mesoscribe::test;
using namespace Qt::Literals::StringLiterals;

using Kind = ProbeResult::Kind;

namespace {

const QByteArray Json = "application/json";

QByteArray version(const QByteArray& number)
{
    return answerBytes(200, R"({"build_date":"2024","build_time":1.0,"build_user":"u","version":")" + number + R"("})",
                       Json);
}

/// Signals cannot be copied into QCOMPARE as a whole, so that a failure names what differs.
struct Probed
{
    explicit Probed(MasterProbe& probe)
    {
        QObject::connect(&probe, &MasterProbe::probed, [this](const ProbeResult& result) { results.append(result); });
    }
    QList<ProbeResult> results;
};

} // namespace

class TestMasterProbe : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void tellsWhatAnswers_data();
    void tellsWhatAnswers();
    void asksPolitely();
    void namesTheLeaderOfAFollower();
    void countsAgentsOfRealMasters_data();
    void countsAgentsOfRealMasters();
    void findsNothingWhereNobodyListens();
    void findsNothingBehindAnUnknownName();
    void givesUpOnSilence();
    void looksAtAnyCertificate();
    void replacesAProbe();
    void cancels();
    void readsNoMoreThanItMust();
};

void TestMasterProbe::initTestCase()
{
    // Whatever proxy this computer uses: an unknown host is to be looked for here.
    QNetworkProxy::setApplicationProxy(QNetworkProxy::NoProxy);
}

void TestMasterProbe::tellsWhatAnswers_data()
{
    QTest::addColumn<QByteArray>("versionAnswer");
    QTest::addColumn<QByteArray>("agentsAnswer");
    QTest::addColumn<int>("kind");
    QTest::addColumn<bool>("isLeader");
    QTest::addColumn<int>("agents");

    const auto row = [](const char* name, const QByteArray& versionAnswer, const QByteArray& agentsAnswer, Kind kind,
                        bool isLeader, int agents) {
        QTest::newRow(name) << versionAnswer << agentsAnswer << int(kind) << isLeader << agents;
    };
    const QByteArray good = version("1.11.0");
    row("no agents", good, answerBytes(200, R"({"type":"GET_AGENTS","get_agents":{"agents":[]}})", Json), Kind::Master,
        true, 0);
    row("agents left out", good, answerBytes(200, R"({"type":"GET_AGENTS","get_agents":{}})", Json), Kind::Master, true,
        0);
    row("two agents and one gone", good,
        answerBytes(200, R"({"type":"GET_AGENTS","get_agents":{"agents":[{"active":true},{"active":false},{}]}})",
                    Json),
        Kind::Master, true, 2);
    row("wants credentials", good, answerBytes(401, "401 Unauthorized."), Kind::Master, true, -1);
    row("forbids", good, answerBytes(403, "403 Forbidden."), Kind::Master, true, -1);
    row("too old", good, answerBytes(404, "404 Not Found."), Kind::Master, true, -1);
    row("no leader elected", good, answerBytes(503, "No leader elected"), Kind::Master, false, -1);
    row("another 400", good, answerBytes(400, "Failed to validate master::Call: x"), Kind::Master, true, -1);
    row("nonsense about agents", good, answerBytes(200, "[]", Json), Kind::Master, true, -1);
    row("an agent", good, answerBytes(400, "Failed to validate agent::Call: Expecting 'type' to be present"),
        Kind::Agent, true, -1);
    row("a web page", answerBytes(200, "<html></html>", "text/html"), {}, Kind::NotMesos, true, -1);
    row("not found", answerBytes(404, "nothing here"), {}, Kind::NotMesos, true, -1);
    row("JSON without a version", answerBytes(200, R"({"name":"etcd"})", Json), {}, Kind::NotMesos, true, -1);
    row("version that is no text", answerBytes(200, R"({"version":{"number":"8.1"}})", Json), {}, Kind::NotMesos, true,
        -1);
    row("a redirect", answerBytes(302, {}, {}, {{"Location", "/login"}}), {}, Kind::NotMesos, true, -1);
    row("no HTTP", "SSH-2.0-OpenSSH_9.2\r\n", {}, Kind::NotMesos, true, -1);
}

void TestMasterProbe::tellsWhatAnswers()
{
    QFETCH(const QByteArray, versionAnswer);
    QFETCH(const QByteArray, agentsAnswer);
    QFETCH(const int, kind);
    QFETCH(const bool, isLeader);
    QFETCH(const int, agents);

    FakeMaster master;
    master.answerTo("/version", versionAnswer);
    master.answerTo("/api/v1", agentsAnswer);
    MasterProbe probe;
    Probed probed(probe);
    const QUrl asked = master.url({});
    probe.probe(asked);
    QTRY_COMPARE(probed.results.size(), 1);
    const ProbeResult result = probed.results.first();
    QCOMPARE(int(result.kind), kind);
    QCOMPARE(result.master, asked);
    QCOMPARE(result.isLeader, isLeader);
    QCOMPARE(result.leader, QUrl());
    QCOMPARE(result.agents, agents);
    QCOMPARE(result.version, result.kind == Kind::Master ? u"1.11.0"_s : QString());
}

void TestMasterProbe::asksPolitely()
{
    FakeMaster master;
    master.answerTo("/version", version("1.4.0"));
    master.answerTo("/api/v1", answerBytes(200, R"({"type":"GET_AGENTS","get_agents":{"agents":[]}})", Json));
    MasterProbe probe;
    Probed probed(probe);
    QUrl url = master.url();
    url.setUserInfo(u"alice:secret"_s);
    probe.probe(url);
    QTRY_COMPARE(probed.results.size(), 1);
    QCOMPARE(master.requests().size(), 2);
    const FakeRequest first = master.requests().at(0);
    QCOMPARE(first.method, "GET"_ba);
    QCOMPARE(first.path, "/version"_ba);
    const FakeRequest second = master.requests().at(1);
    QCOMPARE(second.method, "POST"_ba);
    QCOMPARE(second.path, "/api/v1"_ba);
    QCOMPARE(second.header("Content-Type"), Json);
    QCOMPARE(second.body, R"({"type":"GET_AGENTS"})"_ba);
    for (const FakeRequest& request : master.requests()) {
        QCOMPARE(request.headerCount("Authorization"), 0);
        QCOMPARE(request.header("Accept"), Json);
        QVERIFY(request.header("User-Agent").startsWith("Mesoscribe/"));
    }
}

void TestMasterProbe::namesTheLeaderOfAFollower()
{
    FakeMaster master;
    master.answerTo("/version", version("1.12.0"));
    master.answerTo("/api/v1", readCaptureRaw(u"l02-operator-non-leader"_s));
    MasterProbe probe;
    Probed probed(probe);
    probe.probe(master.url({}));
    QTRY_COMPARE(probed.results.size(), 1);
    const ProbeResult result = probed.results.first();
    QCOMPARE(result.kind, Kind::Master);
    QVERIFY(!result.isLeader);
    QCOMPARE(result.leader, QUrl(u"http://127.0.0.1:5084"_s));
    QCOMPARE(result.version, u"1.12.0"_s);
    // Not followed.
    QCOMPARE(master.requests().size(), 2);
}

void TestMasterProbe::countsAgentsOfRealMasters_data()
{
    QTest::addColumn<QString>("capture");
    QTest::addColumn<int>("agents");
    QTest::newRow("killed") << u"o15-get-agents-after-kill9"_s << 0;
    QTest::newRow("draining") << u"o33-get-agents-draining"_s << 0;
    QTest::newRow("without credentials") << u"a10-operator-no-credentials"_s << -1;
}

void TestMasterProbe::countsAgentsOfRealMasters()
{
    QFETCH(const QString, capture);
    QFETCH(const int, agents);
    const QByteArray raw = readCaptureRaw(capture);
    QVERIFY(!raw.isEmpty());
    FakeMaster master;
    master.answerTo("/version", version("1.12.0"));
    master.answerTo("/api/v1", raw);
    MasterProbe probe;
    Probed probed(probe);
    probe.probe(master.url({}));
    QTRY_COMPARE(probed.results.size(), 1);
    QCOMPARE(probed.results.first().kind, Kind::Master);
    QCOMPARE(probed.results.first().agents, agents);
}

void TestMasterProbe::findsNothingWhereNobodyListens()
{
    FakeMaster master;
    master.stopListening();
    MasterProbe probe;
    Probed probed(probe);
    probe.probe(master.url({}));
    QVERIFY(probed.results.isEmpty());
    QTRY_COMPARE(probed.results.size(), 1);
    QCOMPARE(probed.results.first().kind, Kind::Nothing);
    QCOMPARE(probed.results.first().master, master.url({}));
}

void TestMasterProbe::findsNothingBehindAnUnknownName()
{
    MasterProbe probe;
    Probed probed(probe);
    probe.probe(QUrl(u"http://nosuchhost.invalid:5050"_s));
    QTRY_COMPARE_WITH_TIMEOUT(probed.results.size(), 1, 10000);
    QCOMPARE(probed.results.first().kind, Kind::Nothing);
}

void TestMasterProbe::givesUpOnSilence()
{
    FakeMaster master;
    MasterProbe probe;
    Probed probed(probe);
    probe.probe(master.url({}));
    QTRY_COMPARE(master.requests().size(), 1);
    QTRY_COMPARE_WITH_TIMEOUT(probed.results.size(), 1, 6000);
    QCOMPARE(probed.results.first().kind, Kind::Nothing);
    QTRY_COMPARE(master.openConnections(), 0);
}

void TestMasterProbe::looksAtAnyCertificate()
{
    const TestCertificate certificate = makeCertificate();
    QVERIFY2(certificate.isValid(), qPrintable(certificate.problem));
    FakeMaster master(certificate);
    master.answerTo("/version", version("1.11.0"));
    master.answerTo("/api/v1", answerBytes(401, "401 Unauthorized."));
    MasterProbe probe;
    Probed probed(probe);
    probe.probe(master.url({}));
    QTRY_COMPARE(probed.results.size(), 1);
    QCOMPARE(probed.results.first().kind, Kind::Master);
}

void TestMasterProbe::replacesAProbe()
{
    FakeMaster silent;
    FakeMaster page;
    page.answerAlways(answerBytes(200, "<html>", "text/html"));
    MasterProbe probe;
    Probed probed(probe);
    probe.probe(silent.url({}));
    QTRY_COMPARE(silent.requests().size(), 1);
    probe.probe(page.url({}));
    QTRY_COMPARE(probed.results.size(), 1);
    QCOMPARE(probed.results.first().master, page.url({}));
    QTRY_COMPARE(silent.openConnections(), 0);
    QCOMPARE(probed.results.size(), 1);
}

void TestMasterProbe::cancels()
{
    FakeMaster master;
    master.answer(Script().pause().send(version("1.11.0")));
    MasterProbe probe;
    Probed probed(probe);
    probe.probe(master.url({}));
    QTRY_COMPARE(master.requests().size(), 1);
    probe.cancel();
    master.resume();
    QTRY_COMPARE(master.openConnections(), 0);
    QVERIFY(probed.results.isEmpty());
}

void TestMasterProbe::readsNoMoreThanItMust()
{
    FakeMaster master;
    master.answerTo("/version", version("1.11.0"));
    const QByteArray huge = R"({"type":"GET_AGENTS","get_agents":{"agents":[)" + QByteArray(5'000'000, ' ') + "]}}";
    master.answerTo("/api/v1", answerBytes(200, huge, Json));
    MasterProbe probe;
    Probed probed(probe);
    probe.probe(master.url({}));
    QTRY_COMPARE(probed.results.size(), 1);
    QCOMPARE(probed.results.first().kind, Kind::Master);
    QCOMPARE(probed.results.first().agents, -1);
}

QTEST_GUILESS_MAIN(TestMasterProbe)
#include "tst_masterprobe.moc"
