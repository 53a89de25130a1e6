// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "models/describe.h"

#include <QDateTime>
#include <QTest>

#include <algorithm>
#include <limits>

using namespace mesoscribe;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr WallTime Now{std::chrono::milliseconds(1'700'000'000'000)};

Resource scalar(const QString& name, double value)
{
    Resource resource;
    resource.name = name;
    resource.value.type = {ValueType::Scalar, u"SCALAR"_s};
    resource.value.scalar = Scalar::fromDouble(value);
    return resource;
}

OfferPtr offer(const QString& id, double cpus)
{
    auto made = std::make_shared<Offer>();
    made->id = OfferId(id);
    made->agentId = AgentId(u"m-S0"_s);
    made->hostname = u"web1.example.com"_s;
    made->allocationRole = u"eng"_s;
    made->resources = {scalar(u"cpus"_s, cpus), scalar(u"mem"_s, 8192.0)};
    Resource ports;
    ports.name = u"ports"_s;
    ports.value.type = {ValueType::Ranges, u"RANGES"_s};
    ports.value.ranges = {{31000, 31499}};
    made->resources.append(ports);
    return made;
}

QString valueOf(const QList<Fact>& facts, const QString& label)
{
    for (const Fact& fact : facts) {
        if (fact.label == label)
            return fact.value;
    }
    return u"(no such fact)"_s;
}

RecordEntry record(const QString& type, const RecordFacts& facts)
{
    RecordEntry entry;
    entry.number = 61;
    entry.type = type;
    entry.facts = facts;
    entry.raw = "0123456789";
    return entry;
}

} // namespace

class TestDescribeFacts : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }

    void scalars_data()
    {
        QTest::addColumn<double>("value");
        QTest::addColumn<QString>("text");
        QTest::newRow("whole") << 4.0 << u"4.0"_s;
        QTest::newRow("half") << 0.5 << u"0.5"_s;
        QTest::newRow("quarter") << 2.25 << u"2.25"_s;
        QTest::newRow("thousandth") << 0.001 << u"0.001"_s;
        QTest::newRow("sum of tenths") << 0.1 + 0.2 << u"0.3"_s;
        QTest::newRow("nothing") << 0.0 << u"0.0"_s;
        QTest::newRow("large") << 12345.0 << u"12,345.0"_s;
        QTest::newRow("endless") << std::numeric_limits<double>::infinity() << u"∞"_s;
        QTest::newRow("endless below") << -std::numeric_limits<double>::infinity() << u"−∞"_s;
    }

    void scalars()
    {
        QFETCH(double, value);
        QFETCH(QString, text);
        QCOMPARE(describeScalar(Scalar::fromDouble(value)), text);
    }

    void mebibytes_data()
    {
        QTest::addColumn<double>("value");
        QTest::addColumn<QString>("text");
        QTest::newRow("MiB") << 512.0 << u"512 MiB"_s;
        QTest::newRow("half") << 0.5 << u"0.5 MiB"_s;
        QTest::newRow("GiB") << 8192.0 << u"8.0 GiB"_s;
        QTest::newRow("14 GiB") << 14336.0 << u"14 GiB"_s;
        QTest::newRow("14.5 GiB") << 14848.0 << u"14.5 GiB"_s;
        QTest::newRow("almost a TiB") << 1048575.0 << u"1.0 TiB"_s;
        QTest::newRow("TiB") << 1887436.8 << u"1.8 TiB"_s;
        QTest::newRow("endless") << std::numeric_limits<double>::infinity() << u"∞"_s;
    }

    void mebibytes()
    {
        QFETCH(double, value);
        QFETCH(QString, text);
        QCOMPARE(describeMebibytes(Scalar::fromDouble(value)), text);
    }

    void bytes()
    {
        QCOMPARE(describeBytes(74), u"74 B"_s);
        QCOMPARE(describeBytes(1812), u"1,812 B"_s);
        QCOMPARE(describeBytes(11'744'051), u"11.2 MiB"_s);
        QCOMPARE(describeBytes(200'000), u"195.3 KiB"_s);
    }

    void ranges()
    {
        QCOMPARE(describeRanges({{31000, 31499}}), u"31000–31499"_s);
        QCOMPARE(describeRanges({{31600, 31600}, {31000, 31499}}), u"31000–31499, 31600"_s);
        QCOMPARE(describeRanges({{1, 1}, {3, 3}, {5, 5}, {7, 7}, {9, 9}}), u"1, 3, 5 +2"_s);
        QCOMPARE(describeRanges({{1, 2}, {3, 4}}, 1), u"1–4"_s);
        QCOMPARE(describeRanges({}), QString());
    }

    void ages_data()
    {
        QTest::addColumn<qint64>("seconds");
        QTest::addColumn<QString>("age");
        QTest::addColumn<QString>("ago");
        QTest::newRow("just now") << qint64(0) << u"0:00"_s << u"just now"_s;
        QTest::newRow("clock set back") << qint64(-5) << u"0:00"_s << u"just now"_s;
        QTest::newRow("seconds") << qint64(4) << u"0:04"_s << u"4 s ago"_s;
        QTest::newRow("minutes") << qint64(118) << u"1:58"_s << u"1 min ago"_s;
        QTest::newRow("hours") << qint64(3723) << u"1:02:03"_s << u"1 h ago"_s;
        QTest::newRow("a day") << qint64(90'000) << u"25:00:00"_s << u"25 h ago"_s;
        QTest::newRow("days") << qint64(3 * 86'400) << u"3 d"_s << u"3 d ago"_s;
    }

    void ages()
    {
        QFETCH(qint64, seconds);
        QFETCH(QString, age);
        QFETCH(QString, ago);
        QCOMPARE(describeAge(std::chrono::seconds(seconds)), age);
        QCOMPARE(describeAgo(std::chrono::seconds(seconds)), ago);
    }

    void durations()
    {
        QCOMPARE(describeDuration(10min), u"10 minutes"_s);
        QCOMPARE(describeDuration(24h), u"1 day"_s);
        QCOMPARE(describeDuration(42s), u"42 seconds"_s);
        QCOMPARE(describeDuration(90s), u"1 minute 30 seconds"_s);
        QCOMPARE(describeDuration(36h + 5s), u"1 day 12 hours"_s);
        QCOMPARE(describeDuration(0s), u"0 seconds"_s);
        QCOMPARE(describeDuration(300ms), u"less than a second"_s);
    }

    void idsAreShortenedForTheEyeOnly()
    {
        QCOMPARE(shortId(u"089a7212-4aba-4aac-8425-7337161ece30-O12"_s), u"…30-O12"_s);
        QCOMPARE(shortId(u"089a7212-4aba-4aac-8425-7337161ece30-0000"_s), u"…30-0000"_s);
        QCOMPARE(shortId(u"274bcc35-78db-42ac-8a10-b02944c5a6eb"_s), u"…2944c5a6eb"_s);
        QCOMPARE(shortId(u"my-task"_s), u"my-task"_s);
        QCOMPARE(offerName(OfferId(u"089a7212-4aba-4aac-8425-7337161ece30-O12"_s)), u"Offer O12"_s);
        QCOMPARE(offerName(OfferId(u"odd"_s)), u"Offer odd"_s);
    }

    void attributesAndValues()
    {
        Attribute attribute;
        attribute.name = u"rack"_s;
        attribute.value.type = {ValueType::Text, u"TEXT"_s};
        attribute.value.text = u"a"_s;
        QCOMPARE(describeAttribute(attribute), u"rack=a"_s);
        attribute.value.type = {ValueType::Scalar, u"SCALAR"_s};
        attribute.value.scalar = Scalar::fromDouble(5.1);
        QCOMPARE(describeAttribute(attribute), u"rack=5.1"_s);
        attribute.value.type = {ValueType::Set, u"SET"_s};
        attribute.value.items = {u"a"_s, u"b"_s};
        QCOMPARE(describeAttribute(attribute), u"rack={a, b}"_s);
        attribute.value.type = {ValueType::Unknown, u"TENSOR"_s};
        QCOMPARE(describeAttribute(attribute), u"rack=TENSOR"_s);

        QCOMPARE(describeValue(scalar({}, 2.0).value, u"gpus"_s), u"2"_s);
        QCOMPARE(describeValue(scalar({}, 2.0).value, u"cpus"_s), u"2.0"_s);
        QCOMPARE(describeValue(scalar({}, 2048.0).value, u"disk"_s), u"2.0 GiB"_s);
        QVERIFY(describeValue(attribute.value, u"x"_s).contains("TENSOR"_L1));
    }

    void reservations()
    {
        Reservation outer;
        outer.type = {ReservationType::Static, u"STATIC"_s};
        outer.role = u"eng"_s;
        Reservation inner;
        inner.role = u"eng/web"_s;
        inner.principal = u"ops"_s;
        QCOMPARE(describeReservations({}), u"unreserved"_s);
        QCOMPARE(describeReservations({inner}), u"reserved for eng/web by “ops”"_s);
        QCOMPARE(describeReservations({outer, inner}), u"reserved for eng/web by “ops”, within eng"_s);
        QCOMPARE(describeReservations({outer}), u"reserved for eng by the agent's own settings"_s);

        Resource disk = scalar(u"disk"_s, 20480.0);
        disk.reservations = {inner};
        disk.disk = Disk{.persistenceId = u"pg-data"_s,
                         .persistencePrincipal = {},
                         .containerPath = u"data"_s,
                         .volumeMode = u"RW"_s,
                         .source = {}};
        disk.shared = true;
        QCOMPARE(describeResource(disk), u"volume “pg-data”, persistent, reserved for eng/web by “ops”, shared"_s);
        QCOMPARE(valueOf(factsOf(disk), u"Volume"_s), u"pg-data"_s);
        QCOMPARE(valueOf(factsOf(disk), u"disk"_s), u"20 GiB"_s);
        Resource spare = scalar(u"cpus"_s, 1.0);
        spare.revocable = true;
        QCOMPARE(describeResource(spare), u"unreserved, revocable"_s);
    }

    void factsOfAnOfferShareTheAgent()
    {
        SessionState state;
        const LiveOffer first{.offer = offer(u"m-O12"_s, 3.0), .arrived = Now - 118s, .fateAt = Now};
        state.offers.insert(first);
        state.offers.insert({offer(u"m-O15"_s, 1.0), Now - 4s, OfferFate::Live, Now});

        QCOMPARE(inspectorTitle(first), u"Offer O12"_s);
        QCOMPARE(inspectorSubtitle(first), u"on web1.example.com for role eng"_s);
        const QList<Fact> facts = factsOf(first, state, Now);
        QCOMPARE(facts.first().label, u"cpus"_s);
        QCOMPARE(facts.first().kind, Fact::Kind::Bar);
        QCOMPARE(facts.first().fraction, 0.75);
        QCOMPARE(valueOf(facts, u"mem"_s), u"8.0 GiB"_s);
        QCOMPARE(valueOf(facts, u"held"_s), u"1:58"_s);
        QCOMPARE(valueOf(facts, u"Offer ID"_s), u"m-O12"_s);
        QCOMPARE(valueOf(facts, u"Agent ID"_s), u"m-S0"_s);
        const auto ports = std::ranges::find(facts, u"ports"_s, &Fact::label);
        QCOMPARE(ports->note, u"(500 free)"_s);

        const QList<Fact> agent = factsOfAgent(AgentId(u"m-S0"_s), state, Now);
        QCOMPARE(valueOf(agent, u"offers held"_s), u"2"_s);
        QCOMPARE(valueOf(agent, u"cpus"_s), u"4.0"_s);
        QCOMPARE(valueOf(agent, u"held"_s), u"1:58"_s);
    }

    void recordsAreSummedUpInOneLine_data()
    {
        QTest::addColumn<QString>("type");
        QTest::addColumn<RecordFacts>("facts");
        QTest::addColumn<QString>("summary");
        RecordFacts offers;
        offers.count = 2;
        offers.names = {u"web1.example.com"_s, u"gpu1"_s};
        QTest::newRow("offers") << u"OFFERS"_s << offers << u"2 offers on web1, gpu1"_s;
        offers.count = 1;
        offers.names = {u"10.0.0.7"_s};
        QTest::newRow("an address") << u"OFFERS"_s << offers << u"1 offer on 10.0.0.7"_s;
        offers.count = 57;
        offers.names = {u"a"_s, u"b"_s, u"c"_s, u"d"_s};
        QTest::newRow("many") << u"OFFERS"_s << offers << u"57 offers on a, b, c, d and more"_s;
        RecordFacts rescind;
        rescind.names = {u"089a7212-4aba-4aac-8425-7337161ece30-O17"_s};
        QTest::newRow("rescind") << u"RESCIND"_s << rescind << u"O17"_s;
        RecordFacts update;
        update.names = {u"hello"_s};
        update.state = u"TASK_RUNNING"_s;
        update.source = u"SOURCE_EXECUTOR"_s;
        QTest::newRow("update") << u"UPDATE"_s << update << u"hello is TASK_RUNNING, from the executor"_s;
        RecordFacts gone;
        gone.names = {u"089a7212-4aba-4aac-8425-7337161ece30-S1"_s, QString()};
        QTest::newRow("agent gone") << u"FAILURE"_s << gone << u"agent S1 is gone"_s;
        gone.names = {u"m-S1"_s, u"default"_s};
        QTest::newRow("executor gone") << u"FAILURE"_s << gone << u"executor default on agent S1 ended"_s;
        RecordFacts error;
        error.words = u"Framework failed over"_s;
        QTest::newRow("error") << u"ERROR"_s << error << u"Framework failed over"_s;
        RecordFacts unknown;
        unknown.isKnownType = false;
        QTest::newRow("unknown") << u"GREETING"_s << unknown << u"new to this version"_s;
        QTest::newRow("heartbeat") << u"HEARTBEAT"_s << RecordFacts{} << QString();
    }

    void recordsAreSummedUpInOneLine()
    {
        QFETCH(QString, type);
        QFETCH(RecordFacts, facts);
        QFETCH(QString, summary);
        QCOMPARE(describe(record(type, facts)), summary);
    }

    void callsShowTheirAnswer()
    {
        RecordFacts facts;
        facts.names = {u"HelloWorld"_s};
        RecordEntry call = record(u"SUBSCRIBE"_s, facts);
        call.direction = Direction::ToMaster;
        QCOMPARE(describe(call), u"HelloWorld · waiting for the answer"_s);
        call.facts.status = 200;
        call.facts.took = 4ms;
        QCOMPARE(describe(call), u"HelloWorld · 200 in 4 ms"_s);
        QCOMPARE(inspectorTitle(call), u"Record 61: SUBSCRIBE"_s);
        QVERIFY(inspectorSubtitle(call).startsWith("to the master at "_L1));
        QCOMPARE(valueOf(factsOf(call), u"answer"_s), u"200"_s);
    }

    void unreadableRecordsSayHowLargeTheyAre()
    {
        RecordEntry entry = record({}, {});
        entry.isReadable = false;
        QCOMPARE(describe(entry), u"unreadable record, 10 B"_s);
    }

    void offersOfADeadStreamSaySince()
    {
        const WallTime time(std::chrono::milliseconds(QDateTime({2024, 5, 1}, {14, 2}).toMSecsSinceEpoch()));
        QCOMPARE(describeVoidSince(time), u"As of 14:02: these offers are void."_s);
    }

    void factsOfTheConnection()
    {
        SessionState state;
        state.master = QUrl(u"http://m2:5050"_s);
        state.redirectedFrom = QUrl(u"http://m1:5050"_s);
        state.masterInfo = MasterInfo{};
        state.masterInfo->version = u"1.11.0"_s;
        state.frameworkId = FrameworkId(u"f-0000"_s);
        state.subscriptions = 1;
        const QList<Fact> facts = factsOf(state, Now);
        QCOMPARE(valueOf(facts, u"master"_s), u"m2:5050"_s);
        QCOMPARE(facts.at(1).note, u"(followed from m1:5050)"_s);
        QCOMPARE(valueOf(facts, u"version"_s), u"Mesos 1.11.0"_s);
        QCOMPARE(valueOf(facts, u"heartbeat"_s), u"every 15 seconds"_s);
        QCOMPARE(valueOf(facts, u"Framework ID"_s), u"f-0000"_s);
    }
};

QTEST_GUILESS_MAIN(TestDescribeFacts)
#include "tst_describefacts.moc"
