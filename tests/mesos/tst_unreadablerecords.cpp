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

/// Records that are no events: what is said of them, and that nothing worse happens.
class TestUnreadableRecords : public QObject
{
    Q_OBJECT

private slots:
    void namesAMissingMember_data();
    void namesAMissingMember();
    void namesAMemberOfTheWrongType_data();
    void namesAMemberOfTheWrongType();
    void refusesWhatIsNoRecord_data();
    void refusesWhatIsNoRecord();
    void refusesARecordCutAnywhere();
    void refusesARecordWithAnyBracketTurned();
    void survivesAnyByteChanged();
    void boundsNesting();
    void readsOnAfterAFailure();
};

void TestUnreadableRecords::namesAMissingMember_data()
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

void TestUnreadableRecords::namesAMissingMember()
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

void TestUnreadableRecords::namesAMemberOfTheWrongType_data()
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

void TestUnreadableRecords::namesAMemberOfTheWrongType()
{
    QFETCH(QByteArray, record);
    QTEST(failureOf(record), "failure");
}

void TestUnreadableRecords::refusesWhatIsNoRecord_data()
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

void TestUnreadableRecords::refusesWhatIsNoRecord()
{
    QFETCH(QByteArray, record);
    const Result<Event> event = parseEvent(record);
    QVERIFY(!event.has_value());
    QVERIFY(event.error().kind == Error::Kind::Protocol);
    QVERIFY(!event.error().detail.isEmpty());
}

void TestUnreadableRecords::refusesARecordCutAnywhere()
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

void TestUnreadableRecords::refusesARecordWithAnyBracketTurned()
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

void TestUnreadableRecords::survivesAnyByteChanged()
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

void TestUnreadableRecords::boundsNesting()
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

void TestUnreadableRecords::readsOnAfterAFailure()
{
    EventParser parser;
    for (int i = 0; i < 3; ++i) {
        QVERIFY(!parser.parse(R"({"type":"OFFERS","offers":{"strange":1,"offers":[{}]}})").has_value());
        const Result<Event> event = parser.parse(test::fullOffersRecord());
        QVERIFY2(event.has_value(), test::why(event).constData());
        QCOMPARE(event->unknownFields, QStringList());
    }
}

QTEST_APPLESS_MAIN(TestUnreadableRecords)
#include "tst_unreadablerecords.moc"
