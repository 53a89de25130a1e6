// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "mesos/event.h"
#include "recordio/recorddecoder.h"

#include "mesos/why.h"
#include "support/chunked.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace mesoscribe;
using namespace Qt::Literals::StringLiterals;

namespace {

QList<QByteArray> recordsOf(const QString& name)
{
    RecordDecoder decoder;
    QList<QByteArray> records;
    if (!decoder.feed(test::readCapture(name).body, records))
        qFatal("%s does not decode", qPrintable(name));
    return records;
}

// The operator API's streams, which this is not the parser for.
bool isOperatorCapture(const QString& name)
{
    return name.startsWith(u'o') || name.contains(u"operator"_s);
}

} // namespace

/// Everything a real master wrote.
class TestEventCaptures : public QObject
{
    Q_OBJECT

private slots:
    void readsEveryRecord_data();
    void readsEveryRecord();
    void readsTheWalkThrough();
    void readsEveryOfferAsQtDoes();
};

void TestEventCaptures::readsEveryRecord_data()
{
    QTest::addColumn<QString>("name");
    for (const QString& name : test::captureNames()) {
        if (!isOperatorCapture(name) && test::readCapture(name).isStream)
            QTest::newRow(qPrintable(name)) << name;
    }
}

void TestEventCaptures::readsEveryRecord()
{
    QFETCH(QString, name);
    EventParser parser;
    const QList<QByteArray> records = recordsOf(name);
    QVERIFY(!records.isEmpty());
    for (const QByteArray& record : records) {
        const Result<Event> event = parser.parse(record);
        QVERIFY2(event.has_value(), test::why(event).constData());
        QCOMPARE(event->unknownFields, QStringList());
        QVERIFY(!std::holds_alternative<UnknownEvent>(event->payload));
        QCOMPARE(event->type, QJsonDocument::fromJson(record).object().value("type"_L1).toString());
        QCOMPARE(event->raw, record);
    }
}

void TestEventCaptures::readsTheWalkThrough()
{
    QList<Event> events;
    for (const QByteArray& record : recordsOf(u"b01-blog-subscribe"_s)) {
        Result<Event> event = parseEvent(record);
        QVERIFY(event.has_value());
        events.append(std::move(*event));
    }
    QVERIFY(events.size() >= 3);
    const auto& subscribed = std::get<SubscribedEvent>(events.at(0).payload);
    QVERIFY(subscribed.frameworkId.value().contains(u"-0"_s));
    QCOMPARE(subscribed.heartbeatIntervalSeconds.value(), 15.0);
    QCOMPARE(subscribed.masterInfo->version, u"1.12.0"_s);
    QVERIFY(std::holds_alternative<HeartbeatEvent>(events.at(1).payload));
    const Offer& offer = *std::get<OffersEvent>(events.at(2).payload).offers.at(0);
    QCOMPARE(offer.frameworkId, subscribed.frameworkId);
    QCOMPARE(offer.allocationRole, u"hello_world_role"_s);
    QStringList names;
    for (const Resource& resource : offer.resources) {
        names.append(resource.name);
        QCOMPARE(resource.allocationRole, u"hello_world_role"_s);
        QVERIFY(!resource.isReserved());
    }
    names.sort();
    QCOMPARE(names, QStringList({u"cpus"_s, u"disk"_s, u"mem"_s, u"ports"_s}));
}

void TestEventCaptures::readsEveryOfferAsQtDoes()
{
    EventParser parser;
    int offersSeen = 0;
    for (const QString& name : test::captureNames()) {
        if (isOperatorCapture(name) || !test::readCapture(name).isStream)
            continue;
        for (const QByteArray& record : recordsOf(name)) {
            const Result<Event> event = parser.parse(record);
            QVERIFY(event.has_value());
            const auto* offers = std::get_if<OffersEvent>(&event->payload);
            if (!offers)
                continue;
            const QJsonArray expected =
                QJsonDocument::fromJson(record).object().value("offers"_L1).toObject().value("offers"_L1).toArray();
            QCOMPARE(offers->offers.size(), expected.size());
            for (qsizetype i = 0; i < expected.size(); ++i) {
                const QJsonObject json = expected.at(i).toObject();
                const Offer& offer = *offers->offers.at(i);
                QCOMPARE(QJsonDocument::fromJson(offer.raw.bytes()).object(), json);
                QCOMPARE(offer.id.value(), json.value("id"_L1).toObject().value("value"_L1).toString());
                QCOMPARE(offer.agentId.value(), json.value("agent_id"_L1).toObject().value("value"_L1).toString());
                QCOMPARE(offer.hostname, json.value("hostname"_L1).toString());
                QCOMPARE(offer.attributes.size(), json.value("attributes"_L1).toArray().size());
                const QJsonArray resources = json.value("resources"_L1).toArray();
                QCOMPARE(offer.resources.size(), resources.size());
                for (qsizetype k = 0; k < resources.size(); ++k) {
                    const QJsonObject resource = resources.at(k).toObject();
                    QCOMPARE(offer.resources.at(k).name, resource.value("name"_L1).toString());
                    if (resource.contains("scalar"_L1)) {
                        QCOMPARE(offer.resources.at(k).value.scalar.toDouble(),
                                 resource.value("scalar"_L1).toObject().value("value"_L1).toDouble());
                    }
                }
                ++offersSeen;
            }
        }
    }
    QVERIFY(offersSeen > 10);
}

QTEST_APPLESS_MAIN(TestEventCaptures)
#include "tst_eventcaptures.moc"
