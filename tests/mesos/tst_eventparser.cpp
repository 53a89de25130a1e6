// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "mesos/event.h"

#include "mesos/sampleevents.h"
#include "mesos/why.h"

#include <QTest>

using namespace mesoscribe;
using namespace Qt::Literals::StringLiterals;

namespace {

QString failureOf(const QByteArray& record)
{
    const Result<Event> event = parseEvent(record);
    if (event)
        return u"(no error)"_s;
    if (event.error().kind != Error::Kind::Protocol)
        return u"(wrong kind) "_s + event.error().detail;
    return event.error().detail;
}

} // namespace

class TestEventParser : public QObject
{
    Q_OBJECT

private slots:
    void readsSubscribed();
    void takesTheMastersAddressFromItsPackedIp();
    void readsTheSmallEvents();
    void readsAnEmptyListOfOffers_data();
    void readsAnEmptyListOfOffers();
    void keepsAnUnknownType();
    void namesUnknownMembersAndReadsOn();
    void stopsNamingUnknownMembersAtTheLimit();
    void passesOverUnknownValuesOfEveryKind();
    void doesNotMindTheOrderOfMembers();
    void takesTheLastOfDuplicateMembers();
    void takesNullAsAbsent();
    void takesOneValueForAList();
    void readsNumbersOfEveryForm();
    void replacesInvalidUtf8();
    void readsEscapes();
    void readsSpacedJson();
    void readsInPlaceWhenThereIsRoom();
    void readsSmallRecordsAfterAHugeOne();
};

void TestEventParser::readsSubscribed()
{
    const Result<Event> event = parseEvent(test::fullSubscribedRecord());
    QVERIFY2(event.has_value(), test::why(event).constData());
    QCOMPARE(event->type, u"SUBSCRIBED"_s);
    QCOMPARE(event->unknownFields, QStringList());
    const auto& subscribed = std::get<SubscribedEvent>(event->payload);
    QCOMPARE(subscribed.frameworkId, FrameworkId(u"m-0001"_s));
    QCOMPARE(subscribed.heartbeatIntervalSeconds.value(), 15.0);
    const MasterInfo info{.id = u"m"_s,
                          .hostname = u"master.example.org"_s,
                          .pid = u"master@127.0.0.1:5050"_s,
                          .version = u"1.12.0"_s,
                          .address = {.hostname = u"master.example.org"_s, .ip = u"127.0.0.1"_s, .port = 5051},
                          .domain = FaultDomain{.region = u"r"_s, .zone = u"z"_s},
                          .capabilities = {u"AGENT_UPDATE"_s, u"QUOTA_V2"_s}};
    QVERIFY(subscribed.masterInfo == info);
}

void TestEventParser::takesTheMastersAddressFromItsPackedIp()
{
    const Result<Event> event = parseEvent(
        R"({"type":"SUBSCRIBED","subscribed":{"framework_id":{"value":"f"},"master_info":{"id":"m","ip":117440522,"port":5050,)"
        R"("hostname":"h"}}})");
    QVERIFY2(event.has_value(), test::why(event).constData());
    const Address address{.hostname = u"h"_s, .ip = u"10.0.0.7"_s, .port = 5050};
    QVERIFY(std::get<SubscribedEvent>(event->payload).masterInfo->address == address);
}

void TestEventParser::readsTheSmallEvents()
{
    Result<Event> event = parseEvent(R"({"type":"HEARTBEAT"})");
    QVERIFY(event && std::holds_alternative<HeartbeatEvent>(event->payload));
    QCOMPARE(event->type, u"HEARTBEAT"_s);

    event = parseEvent(R"({"type":"RESCIND","rescind":{"offer_id":{"value":"m-O1"}}})");
    QVERIFY(event.has_value());
    QCOMPARE(std::get<RescindEvent>(event->payload).offerId, OfferId(u"m-O1"_s));

    event =
        parseEvent(R"({"type":"RESCIND_INVERSE_OFFER","rescind_inverse_offer":{"inverse_offer_id":{"value":"m-O2"}}})");
    QVERIFY(event.has_value());
    QCOMPARE(std::get<RescindInverseOfferEvent>(event->payload).inverseOfferId, OfferId(u"m-O2"_s));

    event = parseEvent(test::fullMessageRecord());
    QVERIFY(event.has_value());
    QCOMPARE(std::get<MessageEvent>(event->payload).agentId, AgentId(u"m-S7"_s));
    QCOMPARE(std::get<MessageEvent>(event->payload).executorId, ExecutorId(u"e"_s));
    QCOMPARE(std::get<MessageEvent>(event->payload).data, QByteArray("hi"));

    event = parseEvent(test::fullFailureRecord());
    QVERIFY(event.has_value());
    QCOMPARE(std::get<FailureEvent>(event->payload).agentId, AgentId(u"m-S7"_s));
    QCOMPARE(std::get<FailureEvent>(event->payload).executorId, ExecutorId(u"e"_s));
    QCOMPARE(std::get<FailureEvent>(event->payload).status.value(), 256);

    event = parseEvent(R"({"type":"FAILURE"})");
    QVERIFY(event.has_value());
    QVERIFY(std::get<FailureEvent>(event->payload).agentId.isEmpty());
    QVERIFY(!std::get<FailureEvent>(event->payload).status.has_value());

    event = parseEvent(R"({"type":"ERROR","error":{"message":"Framework failed over"}})");
    QVERIFY(event.has_value());
    QCOMPARE(std::get<ErrorEvent>(event->payload).message, u"Framework failed over"_s);
}

void TestEventParser::readsAnEmptyListOfOffers_data()
{
    QTest::addColumn<QByteArray>("record");
    QTest::newRow("empty object") << QByteArray(R"({"type":"OFFERS","offers":{}})");
    QTest::newRow("nothing") << QByteArray(R"({"type":"OFFERS"})");
    QTest::newRow("null") << QByteArray(R"({"type":"OFFERS","offers":null})");
    QTest::newRow("null inside") << QByteArray(R"({"type":"OFFERS","offers":{"offers":null}})");
    QTest::newRow("empty list") << QByteArray(R"({"type":"OFFERS","offers":{"offers":[]}})");
    QTest::newRow("a list of null") << QByteArray(R"({"type":"OFFERS","offers":{"offers":[null]}})");
}

void TestEventParser::readsAnEmptyListOfOffers()
{
    QFETCH(QByteArray, record);
    const Result<Event> event = parseEvent(record);
    QVERIFY2(event.has_value(), test::why(event).constData());
    QVERIFY(std::get<OffersEvent>(event->payload).offers.isEmpty());
}

void TestEventParser::keepsAnUnknownType()
{
    const QByteArray record = R"({"type":"AGENT_HUGGED","agent_hugged":{"by":["x",{"y":1e999}],"ok":true},"more":-0})";
    const Result<Event> event = parseEvent(record);
    QVERIFY2(event.has_value(), test::why(event).constData());
    QCOMPARE(event->type, u"AGENT_HUGGED"_s);
    QVERIFY(std::holds_alternative<UnknownEvent>(event->payload));
    QCOMPARE(event->raw, record);
    QCOMPARE(event->unknownFields, QStringList());
}

void TestEventParser::namesUnknownMembersAndReadsOn()
{
    const Result<Event> event = parseEvent(
        R"({"new":1,"type":"OFFERS","offers":{"page":2,"offers":[{"id":{"value":"1","x":0},"framework_id":{"value":"f"},)"
        R"("agent_id":{"value":"a"},"hostname":"h"},{"id":{"value":"2"},"framework_id":{"value":"f"},"agent_id":{"value":"a"},)"
        R"("hostname":"h","resources":[{"name":"cpus","type":"SCALAR","weight":{"a":[1]},"shared":{"by":1}}],"mood":"good",)"
        R"("a\u0062c":1}]}})");
    QVERIFY2(event.has_value(), test::why(event).constData());
    QCOMPARE(event->unknownFields,
             QStringList({u"new"_s, u"offers.page"_s, u"offers.offers[0].id.x"_s,
                          u"offers.offers[1].resources[0].weight"_s, u"offers.offers[1].resources[0].shared.by"_s,
                          u"offers.offers[1].mood"_s, u"offers.offers[1].abc"_s}));
    QCOMPARE(std::get<OffersEvent>(event->payload).offers.size(), 2);
}

void TestEventParser::stopsNamingUnknownMembersAtTheLimit()
{
    QByteArray record = R"({"type":"HEARTBEAT")";
    for (int i = 0; i < 100; ++i)
        record += ",\"x" + QByteArray::number(i) + "\":" + QByteArray::number(i);
    const Result<Event> event = parseEvent(record + '}');
    QVERIFY2(event.has_value(), test::why(event).constData());
    QCOMPARE(event->unknownFields.size(), Event::MaxUnknownFields);
    QCOMPARE(event->unknownFields.constFirst(), u"x0"_s);
    QCOMPARE(event->unknownFields.constLast(), u"x19"_s);
}

void TestEventParser::passesOverUnknownValuesOfEveryKind()
{
    const QByteArray values =
        R"({"big":123456789012345678901234567890,"e":1e99999,"i":Infinity,"n":null,"t":true,"f":false,)"
        R"("o":{},"a":[],"d":[[[{"x":[{}]}]]],"s":"a\\\"b\u00e9\\/"})";
    const Result<Event> event = parseEvent(R"({"type":"ERROR","error":{"extra":)" + values + R"(,"message":"m"}})");
    QVERIFY2(event.has_value(), test::why(event).constData());
    QCOMPARE(std::get<ErrorEvent>(event->payload).message, u"m"_s);
    QCOMPARE(event->unknownFields, QStringList(u"error.extra"_s));
}

void TestEventParser::doesNotMindTheOrderOfMembers()
{
    const Result<Event> event = parseEvent(
        R"({"error":{"message":"not this"},"rescind":{"other":1,"offer_id":{"value":"o"}},"zip":0,"type":"RESCIND"})");
    QVERIFY2(event.has_value(), test::why(event).constData());
    QCOMPARE(event->type, u"RESCIND"_s);
    QCOMPARE(std::get<RescindEvent>(event->payload).offerId, OfferId(u"o"_s));
    QCOMPARE(event->unknownFields, QStringList({u"rescind.other"_s, u"zip"_s}));
}

void TestEventParser::takesTheLastOfDuplicateMembers()
{
    Result<Event> event = parseEvent(
        R"({"type":"HEARTBEAT","error":{"message":"first"},"type":"ERROR","error":{"message":"x","message":"last"}})");
    QVERIFY2(event.has_value(), test::why(event).constData());
    QCOMPARE(event->type, u"ERROR"_s);
    QCOMPARE(std::get<ErrorEvent>(event->payload).message, u"last"_s);

    event = parseEvent(
        R"({"type":"OFFERS","offers":{"offers":[{"id":{"value":"1"},"framework_id":{"value":"f"},"agent_id":)"
        R"({"value":"a"},"hostname":"h","executor_ids":[{"value":"x"}],"executor_ids":[{"value":"y"}]}]}})");
    QVERIFY2(event.has_value(), test::why(event).constData());
    QCOMPARE(std::get<OffersEvent>(event->payload).offers.at(0)->executorIds, QList<ExecutorId>{ExecutorId(u"y"_s)});

    event = parseEvent(R"({"type":"ERROR","type":"HEARTBEAT","error":{"message":"m"}})");
    QVERIFY2(event.has_value(), test::why(event).constData());
    QVERIFY(std::holds_alternative<HeartbeatEvent>(event->payload));
}

void TestEventParser::takesNullAsAbsent()
{
    const Result<Event> event = parseEvent(
        R"({"type":"FAILURE","failure":{"agent_id":null,"executor_id": null ,"status":null,"what":null},"x":null})");
    QVERIFY2(event.has_value(), test::why(event).constData());
    QVERIFY(!std::get<FailureEvent>(event->payload).status.has_value());
    QCOMPARE(event->unknownFields, QStringList());
    QCOMPARE(failureOf(R"({"type":"RESCIND","rescind":{"offer_id":null}})"), u"rescind.offer_id is missing"_s);
    QVERIFY(failureOf(R"({"type":"FAILURE","failure":{"status":nul}})").startsWith(u"no JSON in failure.status"_s));
}

void TestEventParser::takesOneValueForAList()
{
    const Result<Event> event = parseEvent(
        R"({"type":"OFFERS","offers":{"offers":{"id":{"value":"1"},"framework_id":{"value":"f"},"agent_id":{"value":"a"},)"
        R"("hostname":"h","executor_ids":{"value":"e"},"resources":{"name":"ports","type":"RANGES",)"
        R"("ranges":{"range":{"begin":1,"end":2}}},"attributes":{"name":"s","type":"SET","set":{"item":"x"}}}}})");
    QVERIFY2(event.has_value(), test::why(event).constData());
    const Offer& offer = *std::get<OffersEvent>(event->payload).offers.at(0);
    QCOMPARE(offer.executorIds, QList<ExecutorId>{ExecutorId(u"e"_s)});
    QVERIFY(offer.resources.at(0).value.ranges == (QList<Range>{{1, 2}}));
    QCOMPARE(offer.attributes.at(0).value.items, QStringList(u"x"_s));
    QCOMPARE(failureOf(R"({"type":"OFFERS","offers":{"offers":{}}})"), u"offers.offers.id is missing"_s);
}

void TestEventParser::readsNumbersOfEveryForm()
{
    const auto statusOf = [](const QByteArray& number) {
        const Result<Event> event = parseEvent(R"({"type":"FAILURE","failure":{"status":)" + number + "}}");
        return event ? std::get<FailureEvent>(event->payload).status : std::nullopt;
    };
    QCOMPARE(statusOf("0").value(), 0);
    QCOMPARE(statusOf("-2147483648").value(), std::numeric_limits<int>::min());
    QCOMPARE(statusOf("2147483647").value(), std::numeric_limits<int>::max());
    QCOMPARE(statusOf("\"9\"").value(), 9);
    QCOMPARE(statusOf("9.0").value(), 9);
    QCOMPARE(statusOf("1.9").value(), 1);
    QCOMPARE(statusOf("1e2").value(), 100);
    QVERIFY(!statusOf("9x").has_value());
    QVERIFY(!statusOf("-").has_value());
    QVERIFY(!statusOf("").has_value());
    QVERIFY(!statusOf("1e99").has_value());

    const auto startOf = [](const QByteArray& number) -> std::optional<qint64> {
        const Result<Event> event = parseEvent(
            R"({"type":"INVERSE_OFFERS","inverse_offers":{"inverse_offers":[{"id":{"value":"1"},"framework_id":)"
            R"({"value":"f"},"unavailability":{"start":{"nanoseconds":)" +
            number + "}}}]}}");
        if (!event)
            return std::nullopt;
        return std::get<InverseOffersEvent>(event->payload).inverseOffers.at(0)->unavailability.startNanoseconds;
    };
    QCOMPARE(startOf("1470820171393027072").value(), 1470820171393027072);
    QCOMPARE(startOf("9223372036854775807").value(), std::numeric_limits<qint64>::max());
    QCOMPARE(startOf("-9223372036854775808").value(), std::numeric_limits<qint64>::min());
    QCOMPARE(startOf("\"1470820171393027072\"").value(), 1470820171393027072);
    QVERIFY(!startOf("9223372036854775808").has_value());
    QVERIFY(!startOf("9223372036854775808.0").has_value());
}

void TestEventParser::replacesInvalidUtf8()
{
    const QByteArray record = "{\"type\":\"ERROR\",\"error\":{\"message\":\"a\xc3\x28 \xff \xe2\x82\xac\"}}";
    const Result<Event> event = parseEvent(record);
    QVERIFY2(event.has_value(), test::why(event).constData());
    QCOMPARE(std::get<ErrorEvent>(event->payload).message, u"a\uFFFD( \uFFFD \u20AC"_s);
    QCOMPARE(event->raw, record);
    QVERIFY(!parseEvent("{\"type\":\"ERROR\",\"error\":{\"message\":\"\xff\"").has_value());
}

void TestEventParser::readsEscapes()
{
    const Result<Event> event = parseEvent(
        R"({"t\u0079pe":"ERR\u004fR","error":{"mess\u0061ge":"\"\\\/\b\f\n\r\t\u0007 \ud83d\ude80 long enough for words"}})");
    QVERIFY2(event.has_value(), test::why(event).constData());
    QCOMPARE(std::get<ErrorEvent>(event->payload).message, u"\"\\/\b\f\n\r\t\u0007 \U0001F680 long enough for words"_s);
    QVERIFY(!parseEvent(R"({"type":"ERROR","error":{"message":"\q"}})").has_value());
    QVERIFY(!parseEvent(R"({"type":"HEARTBEAT","x":"\q"})").has_value());
    QVERIFY(!parseEvent(R"({"type":"HEARTBEAT","x\q":1})").has_value());
}

void TestEventParser::readsSpacedJson()
{
    const Result<Event> event =
        parseEvent(" \r\n\t{ \"type\" :\n\"FAILURE\" , \"failure\"\t: { \"status\" : 3 \n } }\r\n ");
    QVERIFY2(event.has_value(), test::why(event).constData());
    QCOMPARE(std::get<FailureEvent>(event->payload).status.value(), 3);
}

void TestEventParser::readsInPlaceWhenThereIsRoom()
{
    EventParser parser;
    QByteArray roomy = test::fullOffersRecord();
    roomy.reserve(roomy.size() + 64);
    // Room in front of the text is no room behind it.
    QByteArray shifted =
        "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx" + test::fullOffersRecord();
    shifted.remove(0, 80);
    for (const QByteArray& record : {roomy, shifted, QByteArray::fromRawData(roomy.constData(), roomy.size())}) {
        const Result<Event> event = parser.parse(record);
        QVERIFY2(event.has_value(), test::why(event).constData());
        QVERIFY(event->raw.constData() == record.constData());
        const RawJson& raw = std::get<OffersEvent>(event->payload).offers.at(0)->raw;
        QVERIFY(raw.view().startsWith("{\n"));
        QVERIFY(raw.view().endsWith("}"));
        QVERIFY(raw.record.constData() == record.constData());
    }
}

void TestEventParser::readsSmallRecordsAfterAHugeOne()
{
    EventParser parser;
    const QByteArray huge = R"({"type":"ERROR","error":{"message":")" + QByteArray(20 << 20, 'x') + R"("}})";
    Result<Event> event = parser.parse(huge);
    QVERIFY(event.has_value());
    QCOMPARE(std::get<ErrorEvent>(event->payload).message.size(), 20 << 20);
    for (int i = 0; i < 200; ++i)
        QVERIFY(parser.parse(R"({"type":"HEARTBEAT"})").has_value());
    event = parser.parse(huge);
    QVERIFY(event.has_value());
    QCOMPARE(std::get<ErrorEvent>(event->payload).message.size(), 20 << 20);
}

QTEST_APPLESS_MAIN(TestEventParser)
#include "tst_eventparser.moc"
