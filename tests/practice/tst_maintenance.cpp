// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "practice/clusterdriver.h"

using namespace mesoscribe;
using namespace mesoscribe::practice;
using namespace std::chrono_literals;
using test::ClusterDriver;

namespace {

const QByteArray MultiRole = R"("roles":["*"],"capabilities":[{"type":"MULTI_ROLE"}])";

QByteArrayList inverseOffersIn(const JsonArray& records)
{
    QByteArrayList ids;
    for (const JsonValue& record : records) {
        for (const JsonValue& offer : record.at("inverse_offers").at("inverse_offers").array())
            ids += ClusterDriver::idOf(offer);
    }
    return ids;
}

/// Framework "f" with the offer of one agent.
class Session : public ClusterDriver
{
public:
    explicit Session(const ClusterOptions& options = oneAgent())
        : ClusterDriver(options)
        , stream(subscribe(MultiRole + R"(,"id":{"value":"f"})"))
    {
        pass(1s);
        offer = offersIn(records(stream))[0];
    }

    void answer(const QByteArray& type, const QByteArray& id, const QByteArray& filters = {})
    {
        send("f", stream, type,
             '"' + type.toLower() + R"(":{"inverse_offer_ids":[{"value":")" + id + "\"}]" + filters + '}');
    }

    QByteArray stream;
    JsonValue offer;
};

} // namespace

/// Maintenance: what is announced, what is asked back, and how frameworks answer.
class TestMaintenance : public QObject
{
    Q_OBJECT

private slots:
    void announcesAndAsks();
    void asksAgainAfterTheFilter_data();
    void asksAgainAfterTheFilter();
    void ignoresAnswersToUnknownOffers();
    void asksOnlyThoseWhoHoldSomething();
    void endsMaintenance();
    void takesASchedule();
    void rescindsAfterTheOfferTimeout();
    void asksAnewAfterAFailover();
};

void TestMaintenance::announcesAndAsks()
{
    Session session;
    QVERIFY(!session.offer.has("unavailability"));
    QCOMPARE(session.cluster.maintainAgent({}, 600s, 1h), 1);
    session.pass(100ms);
    const JsonArray records = session.records(session.stream);
    QCOMPARE(ClusterDriver::types(records), QByteArray("RESCIND OFFERS INVERSE_OFFERS"));
    const JsonValue unavailability = ClusterDriver::offersIn(records)[0].at("unavailability");
    const qint64 start = 1'795'358'457'000 + 1000 + 600'000;
    QCOMPARE(unavailability.toJson(),
             ClusterDriver::canonical(R"({"start":{"nanoseconds":)" + QByteArray::number(start) +
                                      R"(000000},"duration":{"nanoseconds":3600000000000}})"));
    const JsonValue inverse = records[2].at("inverse_offers").at("inverse_offers").array()[0];
    QCOMPARE(inverse.at("unavailability").toJson(), unavailability.toJson());
    QCOMPARE(inverse.at("agent_id").toJson(), session.offer.at("agent_id").toJson());
    QCOMPARE(inverse.at("url").toJson(), session.offer.at("url").toJson());
    QVERIFY(!inverse.has("resources"));
    // It shares the numbers of the offers.
    QVERIFY(ClusterDriver::idOf(inverse).endsWith("-O2"));
    // One at a time.
    session.pass(1h);
    QVERIFY(inverseOffersIn(session.records(session.stream)).isEmpty());
}

void TestMaintenance::asksAgainAfterTheFilter_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("filters");
    QTest::addColumn<qint64>("seconds");
    QTest::addColumn<QByteArray>("status");
    const auto row = [](const char* name, const char* type, const char* filters, qint64 seconds, const char* status) {
        QTest::newRow(name) << QByteArray(type) << QByteArray(filters) << seconds << QByteArray(status);
    };
    row("accept, absent: 5 s", "ACCEPT_INVERSE_OFFERS", "", 5, "ACCEPT");
    row("decline, absent: 5 s", "DECLINE_INVERSE_OFFERS", "", 5, "DECLINE");
    row("decline, 60 s", "DECLINE_INVERSE_OFFERS", R"(,"filters":{"refuse_seconds":60})", 60, "DECLINE");
    row("accept, 0 s", "ACCEPT_INVERSE_OFFERS", R"(,"filters":{"refuse_seconds":0})", 0, "ACCEPT");
}

void TestMaintenance::asksAgainAfterTheFilter()
{
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, filters);
    QFETCH(qint64, seconds);
    QFETCH(QByteArray, status);
    Session session;
    session.cluster.maintainAgent({}, 600s, 1h);
    session.pass(100ms);
    const QByteArrayList asked = inverseOffersIn(session.records(session.stream));
    QCOMPARE(asked.size(), 1);
    session.answer(type, asked[0], filters);
    const JsonValue machine = session.cluster.maintenanceStatusView().at("status").at("draining_machines").array()[0];
    QCOMPARE(machine.at("statuses").array()[0].at("status").text(), status);
    QCOMPARE(ClusterDriver::idOf(machine.at("statuses").array()[0], "framework_id"), QByteArray("f"));
    if (seconds > 0) {
        session.pass(std::chrono::seconds(seconds) - 1ms);
        QVERIFY(inverseOffersIn(session.records(session.stream)).isEmpty());
    }
    session.pass(1001ms);
    const QByteArrayList again = inverseOffersIn(session.records(session.stream));
    QCOMPARE(again.size(), 1);
    QVERIFY(again[0] != asked[0]);
}

void TestMaintenance::ignoresAnswersToUnknownOffers()
{
    Session session;
    session.cluster.maintainAgent({}, 600s, 1h);
    session.pass(100ms);
    session.records(session.stream);
    for (const char* type : {"ACCEPT_INVERSE_OFFERS", "DECLINE_INVERSE_OFFERS"})
        session.answer(type, ClusterDriver::idOf(session.offer));
    session.pass(5s);
    QVERIFY(inverseOffersIn(session.records(session.stream)).isEmpty());
    QVERIFY(!session.cluster.maintenanceStatusView().at("status").at("draining_machines").array()[0].has("statuses"));
}

void TestMaintenance::asksOnlyThoseWhoHoldSomething()
{
    ClusterDriver driver(ClusterDriver::agents(2));
    const QByteArray first = driver.subscribe(MultiRole + R"(,"id":{"value":"a"})");
    const QByteArray second = driver.subscribe(MultiRole + R"(,"id":{"value":"b"})");
    driver.pass(1s);
    const JsonArray offers = ClusterDriver::offersIn(driver.records(first));
    QCOMPARE(offers.size(), size_t(1));
    driver.records(second);
    // The other does not want what this one loses.
    driver.send("b", second, "SUPPRESS");
    driver.cluster.maintainAgent(ClusterDriver::idOf(offers[0], "agent_id"), 600s, std::nullopt);
    driver.pass(3s);
    const JsonArray records = driver.records(first);
    QCOMPARE(inverseOffersIn(records).size(), 1);
    QVERIFY(!ClusterDriver::offersIn(records)[0].at("unavailability").has("duration"));
    QCOMPARE(driver.typesOf(second), QByteArray());
}

void TestMaintenance::endsMaintenance()
{
    Session session;
    QCOMPARE(session.cluster.endMaintenance({}), 0);
    QCOMPARE(session.cluster.maintainAgent("nope", 600s, 1h), 0);
    session.cluster.maintainAgent({}, 600s, 1h);
    session.pass(100ms);
    const QByteArrayList asked = inverseOffersIn(session.records(session.stream));
    QCOMPARE(session.cluster.endMaintenance({}), 1);
    session.pass(100ms);
    const JsonArray records = session.records(session.stream);
    QCOMPARE(ClusterDriver::types(records), QByteArray("RESCIND RESCIND_INVERSE_OFFER OFFERS"));
    QCOMPARE(ClusterDriver::idOf(records[1].at("rescind_inverse_offer"), "inverse_offer_id"), asked[0]);
    QVERIFY(!ClusterDriver::offersIn(records)[0].has("unavailability"));
    QVERIFY(!session.cluster.maintenanceStatusView().at("status").has("draining_machines"));
}

void TestMaintenance::takesASchedule()
{
    ClusterDriver driver(ClusterDriver::agents(2));
    const QByteArray stream = driver.subscribe(MultiRole);
    driver.pass(1s);
    driver.records(stream);
    const JsonValue windows =
        *parseJson(R"([{"machine_ids":[{"hostname":"WEB2.example.com","ip":"127.0.0.1"},{"hostname":"elsewhere"}],)"
                   R"("unavailability":{"start":{"nanoseconds":7}}}])");
    driver.cluster.setMaintenanceSchedule(windows.array());
    driver.pass(100ms);
    const JsonArray records = driver.records(stream);
    QCOMPARE(ClusterDriver::types(records), QByteArray("RESCIND OFFERS INVERSE_OFFERS"));
    const JsonValue offer = ClusterDriver::offersIn(records)[0];
    QCOMPARE(offer.at("hostname").text(), QByteArray("web2.example.com"));
    QCOMPARE(offer.at("unavailability").toJson(), QByteArray(R"({"start":{"nanoseconds":7}})"));
    QCOMPARE(driver.cluster.maintenanceScheduleView().at("schedule").at("windows").array().size(), size_t(1));

    // The same once more changes nothing; an empty one ends it.
    driver.cluster.setMaintenanceSchedule(windows.array());
    driver.pass(1s);
    QCOMPARE(driver.typesOf(stream), QByteArray());
    driver.cluster.setMaintenanceSchedule({});
    driver.pass(100ms);
    QCOMPARE(driver.typesOf(stream), QByteArray("RESCIND RESCIND_INVERSE_OFFER OFFERS"));
}

void TestMaintenance::rescindsAfterTheOfferTimeout()
{
    ClusterOptions options = ClusterDriver::oneAgent();
    options.offerTimeout = 5s;
    Session session(options);
    session.cluster.maintainAgent({}, 600s, 1h);
    session.pass(100ms);
    const QByteArrayList asked = inverseOffersIn(session.records(session.stream));
    QCOMPARE(asked.size(), 1);
    session.pass(6s);
    const JsonArray records = session.records(session.stream);
    QVERIFY(ClusterDriver::types(records).contains("RESCIND_INVERSE_OFFER"));
    QCOMPARE(inverseOffersIn(records).size(), 1);
}

void TestMaintenance::asksAnewAfterAFailover()
{
    Session session;
    session.cluster.maintainAgent({}, 600s, 1h);
    session.pass(100ms);
    const QByteArrayList asked = inverseOffersIn(session.records(session.stream));
    const QByteArray second = session.subscribe(MultiRole + R"(,"id":{"value":"f"})");
    session.pass(1s);
    QCOMPARE(session.typesOf(session.stream), QByteArray("ERROR END"));
    const QByteArrayList again = inverseOffersIn(session.records(second));
    QCOMPARE(again.size(), 1);
    QVERIFY(again[0] != asked[0]);
}

QTEST_APPLESS_MAIN(TestMaintenance)
#include "tst_maintenance.moc"
