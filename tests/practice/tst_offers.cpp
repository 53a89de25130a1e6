// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "practice/clusterdriver.h"

using namespace mesoscribe;
using namespace mesoscribe::practice;
using namespace std::chrono_literals;
using test::ClusterDriver;

namespace {

const QByteArray MultiRole = R"("roles":["*"],"capabilities":[{"type":"MULTI_ROLE"}])";

QByteArray decline(const JsonValue& offer, const QByteArray& filters)
{
    return R"("decline":{"offer_ids":[{"value":")" + ClusterDriver::idOf(offer) + "\"}]" + filters + '}';
}

} // namespace

/// mesos-api section 10, checks 11, 13 and 14.
class TestOffers : public QObject
{
    Q_OBJECT

private slots:
    void offersWithinASecond();
    void writesResourcesForTheCapabilities_data();
    void writesResourcesForTheCapabilities();
    void countsOfferIdsUp();
    void sharesAgentsBetweenRoles();
    void sharesAgentsBetweenFrameworks();
    void hidesAgentsWithGpus();
    void obeysOfferFilters();
    void offersAgainAfterTheFilter_data();
    void offersAgainAfterTheFilter();
    void ignoresDeclinesOfUnknownOffers();
    void revives();
    void suppressesByRole();
    void beginsSuppressed();
    void keepsOffersForEver();
    void takesOffersBackAfterTheTimeout();
    void rescindsOneOffer();
    void losesAnAgent();
    void givesOffersOfTheGoneToOthers();
};

void TestOffers::offersWithinASecond()
{
    ClusterDriver driver(ClusterDriver::agents(3));
    const QByteArray stream = driver.subscribe();
    driver.pass(1s);
    const JsonArray records = driver.records(stream);
    QCOMPARE(ClusterDriver::types(records), QByteArray("SUBSCRIBED HEARTBEAT OFFERS"));
    // Without GPU_RESOURCES the third agent stays out of sight.
    const JsonArray offers = ClusterDriver::offersIn(records);
    QCOMPARE(offers.size(), size_t(2));
    QCOMPARE(offers[0].at("hostname").text(), QByteArray("web1.example.com"));
    QCOMPARE(offers[1].at("hostname").text(), QByteArray("web2.example.com"));
    QCOMPARE(offers[1].at("url").toJson(),
             ClusterDriver::canonical(
                 R"({"scheme":"http","address":{"hostname":"web2.example.com","ip":"127.0.0.1","port":5051},)"
                 R"x("path":"/slave(2)"})x"));
    QCOMPARE(offers[1].at("attributes").array()[0].toJson(),
             ClusterDriver::canonical(R"({"name":"rack","type":"TEXT","text":{"value":"b"}})"));
}

void TestOffers::writesResourcesForTheCapabilities_data()
{
    QTest::addColumn<QByteArray>("info");
    QTest::addColumn<QByteArray>("cpus");
    QTest::addColumn<QByteArray>("allocation");
    QTest::newRow("none") << QByteArray(R"("role":"eng")")
                          << QByteArray(R"({"name":"cpus","type":"SCALAR","scalar":{"value":4.0},"role":"*"})")
                          << QByteArray("null");
    QTest::newRow("MULTI_ROLE")
        << QByteArray(R"("roles":["eng"],"capabilities":[{"type":"MULTI_ROLE"}])")
        << QByteArray(
               R"({"name":"cpus","type":"SCALAR","scalar":{"value":4.0},"role":"*","allocation_info":{"role":"eng"}})")
        << QByteArray(R"({"role":"eng"})");
    QTest::newRow("RESERVATION_REFINEMENT")
        << QByteArray(R"("roles":["eng"],"capabilities":[{"type":"MULTI_ROLE"},{"type":"RESERVATION_REFINEMENT"}])")
        << QByteArray(R"({"name":"cpus","type":"SCALAR","scalar":{"value":4.0},"allocation_info":{"role":"eng"}})")
        << QByteArray(R"({"role":"eng"})");
}

void TestOffers::writesResourcesForTheCapabilities()
{
    QFETCH(QByteArray, info);
    ClusterDriver driver;
    const QByteArray stream = driver.subscribe(info);
    driver.pass(1s);
    const JsonArray offers = ClusterDriver::offersIn(driver.records(stream));
    QCOMPARE(offers.size(), size_t(1));
    const JsonArray& resources = offers[0].at("resources").array();
    QCOMPARE(resources.size(), size_t(4));
    QFETCH(QByteArray, cpus);
    QCOMPARE(resources[1].toJson(), ClusterDriver::canonical(cpus));
    QTEST(offers[0].at("allocation_info").toJson(), "allocation");
}

void TestOffers::countsOfferIdsUp()
{
    ClusterDriver driver(ClusterDriver::agents(2));
    const QByteArray stream = driver.subscribe(MultiRole + R"(,"id":{"value":"f"})");
    int next = 0;
    for (int round = 0; round < 3; ++round) {
        driver.pass(2s);
        for (const JsonValue& offer : ClusterDriver::offersIn(driver.records(stream))) {
            QVERIFY(ClusterDriver::idOf(offer).endsWith("-O" + QByteArray::number(next++)));
            driver.send("f", stream, "DECLINE", decline(offer, R"(,"filters":{"refuse_seconds":0})"));
        }
    }
    QCOMPARE(next, 6);
}

void TestOffers::sharesAgentsBetweenRoles()
{
    ClusterDriver driver(ClusterDriver::agents(2));
    const QByteArray stream = driver.subscribe(R"("roles":["a","b"],"capabilities":[{"type":"MULTI_ROLE"}])");
    driver.pass(1s);
    const JsonArray records = driver.records(stream);
    QCOMPARE(ClusterDriver::types(records), QByteArray("SUBSCRIBED HEARTBEAT OFFERS"));
    const JsonArray offers = ClusterDriver::offersIn(records);
    QCOMPARE(offers.size(), size_t(2));
    QVERIFY(offers[0].at("allocation_info").at("role").text() != offers[1].at("allocation_info").at("role").text());
}

void TestOffers::sharesAgentsBetweenFrameworks()
{
    ClusterDriver driver(ClusterDriver::agents(2));
    const QByteArray first = driver.subscribe(MultiRole + R"(,"id":{"value":"a"})");
    const QByteArray second = driver.subscribe(MultiRole + R"(,"id":{"value":"b"})");
    driver.pass(1s);
    QCOMPARE(ClusterDriver::offersIn(driver.records(first)).size(), size_t(1));
    QCOMPARE(ClusterDriver::offersIn(driver.records(second)).size(), size_t(1));
}

void TestOffers::hidesAgentsWithGpus()
{
    ClusterDriver driver(ClusterDriver::agents(3));
    const QByteArray stream =
        driver.subscribe(R"("roles":["*"],"capabilities":[{"type":"MULTI_ROLE"},{"type":"GPU_RESOURCES"}])");
    driver.pass(1s);
    const JsonArray offers = ClusterDriver::offersIn(driver.records(stream));
    QCOMPARE(offers.size(), size_t(3));
    QCOMPARE(offers[2].at("hostname").text(), QByteArray("gpu1.example.com"));
    QCOMPARE(offers[2].at("resources").array()[4].at("name").text(), QByteArray("gpus"));
}

void TestOffers::obeysOfferFilters()
{
    ClusterDriver driver(ClusterDriver::agents(2));
    const QByteArray wanting =
        R"(,"offer_filters":{"*":{"min_allocatable_resources":{"quantities":[{"quantities":{"cpus":{"value":9}}}]}}})";
    const QByteArray stream = driver.subscribe(MultiRole + wanting);
    driver.pass(5s);
    QCOMPARE(driver.typesOf(stream), QByteArray("SUBSCRIBED HEARTBEAT"));
}

void TestOffers::offersAgainAfterTheFilter_data()
{
    QTest::addColumn<QByteArray>("filters");
    QTest::addColumn<qint64>("seconds");
    const auto row = [](const char* name, const char* filters, qint64 seconds) {
        QTest::newRow(name) << QByteArray(filters) << seconds;
    };
    row("absent: 5 s", "", 5);
    row("0: next round", R"(,"filters":{"refuse_seconds":0})", 0);
    row("below the interval: 1 s", R"(,"filters":{"refuse_seconds":0.2})", 1);
    row("as told", R"(,"filters":{"refuse_seconds":30})", 30);
    row("negative: 5 s", R"(,"filters":{"refuse_seconds":-3})", 5);
    row("infinite: 5 s", R"(,"filters":{"refuse_seconds":"Infinity"})", 5);
    row("more than a year: 365 days", R"(,"filters":{"refuse_seconds":1e15})", 365 * 24 * 3600);
}

void TestOffers::offersAgainAfterTheFilter()
{
    QFETCH(QByteArray, filters);
    QFETCH(qint64, seconds);
    ClusterOptions options = ClusterDriver::oneAgent();
    options.heartbeat = std::chrono::hours(24 * 1000);
    ClusterDriver driver(options);
    const QByteArray stream = driver.subscribe(MultiRole + R"(,"id":{"value":"f"})");
    driver.pass(1s);
    const JsonArray offers = ClusterDriver::offersIn(driver.records(stream));
    QCOMPARE(driver.send("f", stream, "DECLINE", decline(offers[0], filters)).status, 202);
    QCOMPARE(driver.typesOf(stream), QByteArray());
    if (seconds > 0) {
        driver.pass(std::chrono::seconds(seconds) - 1ms);
        QCOMPARE(driver.typesOf(stream), QByteArray());
    }
    driver.pass(1001ms);
    const JsonArray again = ClusterDriver::offersIn(driver.records(stream));
    QCOMPARE(again.size(), size_t(1));
    QVERIFY(ClusterDriver::idOf(again[0]) != ClusterDriver::idOf(offers[0]));
    QCOMPARE(again[0].at("resources").toJson(), offers[0].at("resources").toJson());
}

void TestOffers::ignoresDeclinesOfUnknownOffers()
{
    ClusterDriver driver;
    const QByteArray stream = driver.subscribe(MultiRole + R"(,"id":{"value":"f"})");
    driver.pass(1s);
    driver.records(stream);
    for (const char* id : {"nope", "O0", "", "99999999999999999999"}) {
        const QByteArray member = R"("decline":{"offer_ids":[{"value":")" + QByteArray(id) + "\"}]}";
        QCOMPARE(driver.send("f", stream, "DECLINE", member).status, 202);
    }
    driver.pass(10s);
    QCOMPARE(driver.typesOf(stream), QByteArray());
}

void TestOffers::revives()
{
    ClusterDriver driver;
    const QByteArray stream = driver.subscribe(MultiRole + R"(,"id":{"value":"f"})");
    driver.pass(1s);
    const JsonArray offers = ClusterDriver::offersIn(driver.records(stream));
    driver.send("f", stream, "DECLINE", decline(offers[0], R"(,"filters":{"refuse_seconds":3600})"));
    driver.pass(3s);
    QCOMPARE(driver.typesOf(stream), QByteArray());

    // One role that is not the framework's drops the whole call.
    driver.send("f", stream, "REVIVE", R"("revive":{"roles":["*","eng"]})");
    driver.pass(3s);
    QCOMPARE(driver.typesOf(stream), QByteArray());

    driver.send("f", stream, "REVIVE");
    driver.pass(100ms);
    QCOMPARE(driver.typesOf(stream), QByteArray("OFFERS"));
}

void TestOffers::suppressesByRole()
{
    ClusterDriver driver(ClusterDriver::agents(2));
    const QByteArray stream =
        driver.subscribe(R"("roles":["a","b"],"capabilities":[{"type":"MULTI_ROLE"}],"id":{"value":"f"})");
    driver.pass(1s);
    const JsonArray offers = ClusterDriver::offersIn(driver.records(stream));
    QCOMPARE(offers.size(), size_t(2));
    driver.send("f", stream, "SUPPRESS", R"("suppress":{"roles":["a"]})");
    for (const JsonValue& offer : offers)
        driver.send("f", stream, "DECLINE", decline(offer, R"(,"filters":{"refuse_seconds":0})"));
    driver.pass(1s);
    const JsonArray again = ClusterDriver::offersIn(driver.records(stream));
    QCOMPARE(again.size(), size_t(2));
    for (const JsonValue& offer : again) {
        QCOMPARE(offer.at("allocation_info").at("role").text(), QByteArray("b"));
        driver.send("f", stream, "DECLINE", decline(offer, R"(,"filters":{"refuse_seconds":0})"));
    }
    driver.send("f", stream, "SUPPRESS");
    driver.pass(5s);
    QCOMPARE(driver.typesOf(stream), QByteArray());
}

void TestOffers::beginsSuppressed()
{
    ClusterDriver driver;
    const QByteArray info = MultiRole + R"(,"id":{"value":"f"})";
    QByteArray stream = driver.subscribe(info, R"("suppressed_roles":["*"])");
    driver.pass(5s);
    QCOMPARE(driver.typesOf(stream), QByteArray("SUBSCRIBED HEARTBEAT"));
    // The next subscription says anew what is suppressed.
    stream = driver.subscribe(info);
    driver.pass(1s);
    QCOMPARE(driver.typesOf(stream), QByteArray("SUBSCRIBED HEARTBEAT OFFERS"));
}

void TestOffers::keepsOffersForEver()
{
    ClusterDriver driver;
    const QByteArray stream = driver.subscribe();
    driver.pass(1s);
    driver.records(stream);
    driver.pass(10min);
    for (const JsonValue& record : driver.records(stream))
        QCOMPARE(record.at("type").text(), QByteArray("HEARTBEAT"));
}

void TestOffers::takesOffersBackAfterTheTimeout()
{
    ClusterOptions options = ClusterDriver::oneAgent();
    options.offerTimeout = 5s;
    ClusterDriver driver(options);
    const QByteArray stream = driver.subscribe();
    driver.pass(1s);
    const JsonArray offers = ClusterDriver::offersIn(driver.records(stream));
    driver.pass(3s);
    QCOMPARE(driver.typesOf(stream), QByteArray());
    driver.pass(2s);
    const JsonArray records = driver.records(stream);
    QCOMPARE(ClusterDriver::types(records), QByteArray("RESCIND OFFERS"));
    QCOMPARE(ClusterDriver::idOf(records[0].at("rescind"), "offer_id"), ClusterDriver::idOf(offers[0]));
}

void TestOffers::rescindsOneOffer()
{
    ClusterDriver driver(ClusterDriver::agents(2));
    const QByteArray stream = driver.subscribe();
    driver.pass(1s);
    const JsonArray offers = ClusterDriver::offersIn(driver.records(stream));
    QCOMPARE(driver.cluster.rescindOffer(ClusterDriver::idOf(offers[1])), 1);
    QCOMPARE(driver.cluster.rescindOffer("nope"), 0);
    const JsonArray records = driver.records(stream);
    QCOMPARE(ClusterDriver::types(records), QByteArray("RESCIND"));
    QCOMPARE(ClusterDriver::idOf(records[0].at("rescind"), "offer_id"), ClusterDriver::idOf(offers[1]));
    driver.pass(1s);
    QCOMPARE(driver.typesOf(stream), QByteArray("OFFERS"));
    QCOMPARE(driver.cluster.rescindOffer({}), 1);
    QCOMPARE(ClusterDriver::idOf(driver.records(stream)[0].at("rescind"), "offer_id"), ClusterDriver::idOf(offers[0]));
}

void TestOffers::losesAnAgent()
{
    ClusterDriver driver(ClusterDriver::agents(2));
    const QByteArray stream = driver.subscribe();
    driver.pass(1s);
    const JsonArray offers = ClusterDriver::offersIn(driver.records(stream));
    QCOMPARE(driver.cluster.loseAgent({}), 1);
    QCOMPARE(driver.typesOf(stream), QByteArray("RESCIND"));
    driver.pass(5s);
    QCOMPARE(driver.typesOf(stream), QByteArray());
    driver.pass(70s);
    const JsonArray records = driver.records(stream);
    QCOMPARE(ClusterDriver::types(records), QByteArray("HEARTBEAT HEARTBEAT HEARTBEAT HEARTBEAT HEARTBEAT FAILURE"));
    QCOMPARE(records[5].at("failure").at("agent_id").toJson(), offers[0].at("agent_id").toJson());

    QCOMPARE(driver.cluster.returnAgents(), 1);
    driver.pass(1s);
    QCOMPARE(ClusterDriver::offersIn(driver.records(stream))[0].at("agent_id").toJson(),
             offers[0].at("agent_id").toJson());
}

void TestOffers::givesOffersOfTheGoneToOthers()
{
    ClusterDriver driver;
    const QByteArray first = driver.subscribe();
    driver.pass(1s);
    const QByteArray second = driver.subscribe();
    driver.pass(5s);
    QCOMPARE(driver.typesOf(second), QByteArray("SUBSCRIBED HEARTBEAT"));
    driver.cluster.closeStream(first);
    driver.pass(1s);
    QCOMPARE(driver.typesOf(second), QByteArray("OFFERS"));
}

QTEST_APPLESS_MAIN(TestOffers)
#include "tst_offers.moc"
