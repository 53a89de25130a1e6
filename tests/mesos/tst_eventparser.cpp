// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "mesos/event.h"

#include "mesos/sampleevents.h"
#include "mesos/why.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace mesoscribe;
using namespace Qt::Literals::StringLiterals;

namespace {

QList<QByteArray> fullRecords()
{
    return {test::fullSubscribedRecord(), test::fullOffersRecord(),    test::fullInverseOffersRecord(),
            test::fullUpdateRecord(),     test::fullOperationRecord(), test::fullMessageRecord(),
            test::fullFailureRecord()};
}

/// `json` without the member at `path`, names and indexes in turn.
QJsonValue without(const QJsonValue& json, const QStringList& path)
{
    const QString first = path.constFirst();
    const QStringList rest = path.sliced(1);
    if (json.isArray()) {
        QJsonArray array = json.toArray();
        const qsizetype index = first.toInt();
        array.replace(index, without(array.at(index), rest));
        return array;
    }
    QJsonObject object = json.toObject();
    if (rest.isEmpty()) {
        if (!object.contains(first))
            qFatal("the sample has no %s", qPrintable(first));
        object.remove(first);
    } else {
        object.insert(first, without(object.value(first), rest));
    }
    return object;
}

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
    void namesAMissingMember_data();
    void namesAMissingMember();
    void namesAMemberOfTheWrongType_data();
    void namesAMemberOfTheWrongType();
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
    void refusesWhatIsNoRecord_data();
    void refusesWhatIsNoRecord();
    void refusesARecordCutAnywhere();
    void refusesARecordWithAnyBracketTurned();
    void survivesAnyByteChanged();
    void boundsNesting();
    void readsInPlaceWhenThereIsRoom();
    void readsOnAfterAFailure();
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

void TestEventParser::namesAMissingMember_data()
{
    QTest::addColumn<QByteArray>("record");
    QTest::addColumn<QStringList>("path");

    const auto add = [](const QByteArray& record, const char* path) {
        QTest::newRow(path) << record << QString::fromLatin1(path).split(u'.');
    };
    for (const char* path :
         {"type", "subscribed", "subscribed.framework_id", "subscribed.framework_id.value", "subscribed.master_info.id",
          "subscribed.master_info.ip", "subscribed.master_info.port", "subscribed.master_info.address.port"})
        add(test::fullSubscribedRecord(), path);
    for (const char* path : {"id",
                             "id.value",
                             "framework_id",
                             "framework_id.value",
                             "agent_id",
                             "agent_id.value",
                             "hostname",
                             "url.scheme",
                             "url.address",
                             "url.address.port",
                             "url.query.1.key",
                             "url.query.0.value",
                             "resources.3.name",
                             "resources.9.type",
                             "resources.0.scalar.value",
                             "resources.1.ranges.range.1.begin",
                             "resources.1.ranges.range.0.end",
                             "resources.2.provider_id.value",
                             "resources.4.reservation.labels.labels.1.key",
                             "resources.5.disk.persistence.id",
                             "resources.5.disk.volume.mode",
                             "resources.5.disk.volume.container_path",
                             "resources.5.disk.source.type",
                             "resources.5.disk.source.metadata.labels.0.key",
                             "attributes.0.name",
                             "attributes.4.type",
                             "attributes.0.text.value",
                             "attributes.1.scalar.value",
                             "attributes.2.ranges.range.1.end",
                             "executor_ids.1.value",
                             "unavailability.start",
                             "unavailability.start.nanoseconds",
                             "unavailability.duration.nanoseconds"})
        add(test::fullOffersRecord(), QByteArray("offers.offers.0.").append(path).constData());
    for (const char* path : {"id", "framework_id", "unavailability", "unavailability.start", "url.address.port"})
        add(test::fullInverseOffersRecord(), QByteArray("inverse_offers.inverse_offers.0.").append(path).constData());
    for (const char* path :
         {"update", "update.status", "update.status.task_id", "update.status.task_id.value", "update.status.state",
          "update.status.container_status.container_id.value", "update.status.unreachable_time.nanoseconds",
          "update.status.limitation.resources.0.name", "update.status.labels.labels.0.key"})
        add(test::fullUpdateRecord(), path);
    for (const char* path :
         {"update_operation_status", "update_operation_status.status", "update_operation_status.status.state",
          "update_operation_status.status.uuid.value", "update_operation_status.status.operation_id.value"})
        add(test::fullOperationRecord(), path);
    for (const char* path : {"message", "message.agent_id", "message.executor_id", "message.data"})
        add(test::fullMessageRecord(), path);
    for (const char* path : {"failure.agent_id.value", "failure.executor_id.value"})
        add(test::fullFailureRecord(), path);
    const QByteArray rescind = R"({"type":"RESCIND","rescind":{"offer_id":{"value":"o"}}})";
    for (const char* path : {"rescind", "rescind.offer_id", "rescind.offer_id.value"})
        add(rescind, path);
    const QByteArray inverse =
        R"({"type":"RESCIND_INVERSE_OFFER","rescind_inverse_offer":{"inverse_offer_id":{"value":"o"}}})";
    for (const char* path : {"rescind_inverse_offer", "rescind_inverse_offer.inverse_offer_id"})
        add(inverse, path);
    const QByteArray error = R"({"type":"ERROR","error":{"message":"m"}})";
    for (const char* path : {"error", "error.message"})
        add(error, path);
}

void TestEventParser::namesAMissingMember()
{
    QFETCH(QByteArray, record);
    QFETCH(QStringList, path);
    QVERIFY(parseEvent(record).has_value());

    // QJson, which takes the member out, has no numbers beyond 2^63.
    record.replace("18446744073709551615", "33000");
    const QJsonDocument document = QJsonDocument::fromJson(record);
    QVERIFY(document.isObject());
    const QJsonObject cut = without(document.object(), path).toObject();
    QString expected;
    for (const QString& part : std::as_const(path)) {
        bool isIndex = false;
        part.toInt(&isIndex);
        if (isIndex)
            expected += u'[' + part + u']';
        else
            expected += (expected.isEmpty() ? u""_s : u"."_s) + part;
    }
    QCOMPARE(failureOf(QJsonDocument(cut).toJson(QJsonDocument::Compact)), expected + u" is missing"_s);
}

void TestEventParser::namesAMemberOfTheWrongType_data()
{
    QTest::addColumn<QByteArray>("record");
    QTest::addColumn<QString>("failure");

    QTest::newRow("type") << QByteArray(R"({"type":1})") << u"type is a number (1), not text"_s;
    QTest::newRow("member") << QByteArray(R"({"type":"OFFERS","offers":[]})") << u"offers is a list, not an object"_s;
    QTest::newRow("bare id") << QByteArray(R"({"type":"RESCIND","rescind":{"offer_id":"o"}})")
                             << u"rescind.offer_id is text (\"o\"), not an object"_s;
    QTest::newRow("id of a number") << QByteArray(R"({"type":"RESCIND","rescind":{"offer_id":{"value":5}}})")
                                    << u"rescind.offer_id.value is a number (5), not text"_s;
    QTest::newRow("list of text") << QByteArray(R"({"type":"OFFERS","offers":{"offers":[{},"x"]}})")
                                  << u"offers.offers[0].id is missing"_s;
    QTest::newRow("text in a list") << QByteArray(R"({"type":"OFFERS","offers":{"offers":["x"]}})")
                                    << u"offers.offers[0] is text (\"x\"), not an object"_s;
    QTest::newRow("list for one") << QByteArray(R"({"type":"ERROR","error":{"message":["x"]}})")
                                  << u"error.message is a list, not text"_s;
    QTest::newRow("boolean")
        << QByteArray(
               R"({"type":"UPDATE","update":{"status":{"task_id":{"value":"t"},"state":"TASK_LOST","healthy":1}}})")
        << u"update.status.healthy is a number (1), not a boolean"_s;
    QTest::newRow("enumeration") << QByteArray(
                                        R"({"type":"UPDATE","update":{"status":{"task_id":{"value":"t"},"state":2}}})")
                                 << u"update.status.state is a number (2), not text"_s;
    QTest::newRow("number")
        << QByteArray(
               R"({"type":"SUBSCRIBED","subscribed":{"framework_id":{"value":"f"},"heartbeat_interval_seconds":"soon"}})")
        << u"subscribed.heartbeat_interval_seconds is text (\"soon\"), not a number"_s;
    QTest::newRow("integer") << QByteArray(R"({"type":"FAILURE","failure":{"status":"x"}})")
                             << u"failure.status is text (\"x\"), not a whole number of 32 bits"_s;
    QTest::newRow("integer too large") << QByteArray(R"({"type":"FAILURE","failure":{"status":2147483648}})")
                                       << u"failure.status is a number (2147483648), not a whole number of 32 bits"_s;
    QTest::newRow("negative") << QByteArray(R"({"type":"SUBSCRIBED","subscribed":{"framework_id":{"value":"f"},)"
                                            R"("master_info":{"id":"m","ip":-1,"port":1}}})")
                              << u"subscribed.master_info.ip is a number (-1), not a whole number from 0 to 2^64 - 1"_s;
    QTest::newRow("no number")
        << QByteArray(
               R"({"type":"SUBSCRIBED","subscribed":{"framework_id":{"value":"f"},"heartbeat_interval_seconds":1.5.2}})")
        << u"subscribed.heartbeat_interval_seconds is a number (1.5.2), not a number"_s;
}

void TestEventParser::namesAMemberOfTheWrongType()
{
    QFETCH(QByteArray, record);
    QTEST(failureOf(record), "failure");
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

void TestEventParser::refusesWhatIsNoRecord_data()
{
    QTest::addColumn<QByteArray>("record");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("white space") << QByteArray(" \n");
    QTest::newRow("text") << QByteArray("\"HEARTBEAT\"");
    QTest::newRow("number") << QByteArray("20");
    QTest::newRow("list") << QByteArray(R"([{"type":"HEARTBEAT"}])");
    QTest::newRow("null") << QByteArray("null");
    QTest::newRow("html") << QByteArray("<html><body>502 Bad Gateway</body></html>");
    QTest::newRow("empty object") << QByteArray("{}");
    QTest::newRow("no type") << QByteArray(R"({"offers":{}})");
    QTest::newRow("null type") << QByteArray(R"({"type":null})");
    QTest::newRow("a brace too many") << QByteArray(R"({"type":"HEARTBEAT"}})");
    QTest::newRow("a second object") << QByteArray(R"({"type":"HEARTBEAT"}{"type":"HEARTBEAT"})");
    QTest::newRow("text behind") << QByteArray(R"({"type":"HEARTBEAT"} x)");
    QTest::newRow("nul behind") << QByteArray("{\"type\":\"HEARTBEAT\"}\0", 21);
    QTest::newRow("trailing comma") << QByteArray(R"({"type":"HEARTBEAT",})");
    QTest::newRow("no comma") << QByteArray(R"({"type":"HEARTBEAT" "x":1})");
    QTest::newRow("no colon") << QByteArray(R"({"type" "HEARTBEAT"})");
    QTest::newRow("no value") << QByteArray(R"({"type":"HEARTBEAT","x":})");
    QTest::newRow("no name") << QByteArray(R"({"type":"HEARTBEAT",:1})");
    QTest::newRow("single quotes") << QByteArray("{'type':'HEARTBEAT'}");
    QTest::newRow("unknown word") << QByteArray(R"({"type":"HEARTBEAT","x":nope})");
    QTest::newRow("brackets crossed") << QByteArray(R"({"type":"HEARTBEAT","x":[1}})");
    QTest::newRow("commas missing deep in the unknown") << QByteArray(R"({"type":"HEARTBEAT","x":[1 2 3]})");
    QTest::newRow("broken deep in an unknown event") << QByteArray(R"({"type":"NEW","x":{"a":[{"b"}]}})");
    QTest::newRow("broken behind the last known member")
        << QByteArray(R"({"type":"ERROR","error":{"message":"m","y":tru},"x":1})");
    QTest::newRow("control character in text") << QByteArray("{\"type\":\"HEART\nBEAT\"}");
    QTest::newRow("open text") << QByteArray(R"({"type":"HEARTBEAT)");
    QTest::newRow("texts run together") << QByteArray(R"({"type":"HEART""BEAT"})");
    QTest::newRow("UTF-16") << QByteArray("{\0\"\0t\0", 6);
}

void TestEventParser::refusesWhatIsNoRecord()
{
    QFETCH(QByteArray, record);
    const Result<Event> event = parseEvent(record);
    QVERIFY(!event.has_value());
    QVERIFY(event.error().kind == Error::Kind::Protocol);
    QVERIFY(!event.error().detail.isEmpty());
}

void TestEventParser::refusesARecordCutAnywhere()
{
    EventParser parser;
    for (const QByteArray& record : fullRecords()) {
        QVERIFY(parser.parse(record).has_value());
        for (qsizetype size = 0; size < record.size(); ++size) {
            QVERIFY2(!parser.parse(record.first(size)).has_value(), record.first(size).constData());
            // With room behind it that holds what was cut off: simdjson must not read on there.
            QByteArray inPlace = record;
            inPlace.reserve(record.size() + 128);
            inPlace.truncate(size);
            QVERIFY2(!parser.parse(inPlace).has_value(), inPlace.constData());
        }
    }
}

void TestEventParser::refusesARecordWithAnyBracketTurned()
{
    EventParser parser;
    const QByteArray record = test::fullUpdateRecord();
    QVERIFY(!record.contains("\\u"));
    for (qsizetype i = 0; i < record.size(); ++i) {
        QByteArray turned = record;
        switch (record.at(i)) {
        case '{':
            turned[i] = '[';
            break;
        case '}':
            turned[i] = ']';
            break;
        case '[':
            turned[i] = '{';
            break;
        case ']':
            turned[i] = '}';
            break;
        default:
            continue;
        }
        QVERIFY2(!parser.parse(turned).has_value(), turned.constData());
    }
}

void TestEventParser::survivesAnyByteChanged()
{
    EventParser parser;
    for (const QByteArray& record : fullRecords()) {
        for (qsizetype i = 0; i < record.size(); ++i) {
            for (const char c : {'"', '\\', '{', '}', ',', '0', '\0', '\xff'}) {
                QByteArray changed = record;
                changed[i] = c;
                const Result<Event> event = parser.parse(changed);
                QVERIFY(event || !event.error().detail.isEmpty());
            }
        }
        QVERIFY(parser.parse(record).has_value());
    }
}

void TestEventParser::boundsNesting()
{
    const auto nested = [](int depth) {
        return R"({"type":"HEARTBEAT","x":)" + QByteArray(depth, '[') + QByteArray(depth, ']') + '}';
    };
    QVERIFY(parseEvent(nested(150)).has_value());
    QVERIFY(!parseEvent(nested(300)).has_value());
    QVERIFY(!parseEvent(nested(1000000)).has_value());
    QByteArray objects;
    for (int i = 0; i < 5000; ++i)
        objects += "{\"a\":";
    QVERIFY(!parseEvent(R"({"type":"HEARTBEAT","x":)" + objects + '1' + QByteArray(5000, '}') + '}').has_value());
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

void TestEventParser::readsOnAfterAFailure()
{
    EventParser parser;
    for (int i = 0; i < 3; ++i) {
        QVERIFY(!parser.parse(R"({"type":"OFFERS","offers":{"strange":1,"offers":[{}]}})").has_value());
        const Result<Event> event = parser.parse(test::fullOffersRecord());
        QVERIFY2(event.has_value(), test::why(event).constData());
        QCOMPARE(event->unknownFields, QStringList());
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
