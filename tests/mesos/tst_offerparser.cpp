// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "mesos/event.h"

#include "mesos/sampleevents.h"
#include "mesos/why.h"

#include <QTest>

using namespace mesoscribe;
using namespace Qt::Literals::StringLiterals;

namespace {

Offer onlyOffer(const QByteArray& record)
{
    const Result<Event> event = parseEvent(record);
    if (!event)
        qFatal("%s", qPrintable(event.error().detail));
    return *std::get<OffersEvent>(event->payload).offers.at(0);
}

QByteArray offersWith(const QByteArray& resource)
{
    return R"({"type":"OFFERS","offers":{"offers":[{"id":{"value":"o"},"framework_id":{"value":"f"},"agent_id":{"value":"a"},)"
           R"("hostname":"h","resources":[)" +
           resource + "]}]}}";
}

Resource onlyResource(const QByteArray& members)
{
    return onlyOffer(offersWith(R"({"name":"cpus","type":"SCALAR",)" + members + "}")).resources.at(0);
}

} // namespace

class TestOfferParser : public QObject
{
    Q_OBJECT

private slots:
    void readsEveryMemberOfAnOffer();
    void readsEveryKindOfResource();
    void readsPersistentVolumesAndDiskSources();
    void readsTheFourKindsOfAttributes();
    void readsReservationsOfBothFormats_data();
    void readsReservationsOfBothFormats();
    void readsEveryMemberOfAnInverseOffer();
    void readsScalarsAsThousandths_data();
    void readsScalarsAsThousandths();
    void sharesWhatRepeats();
    void keepsTheTextOfEachOffer();
    void keepsTheTextOfOffersWhoseRecordHadToBeCleaned();
};

void TestOfferParser::readsEveryMemberOfAnOffer()
{
    const Result<Event> event = parseEvent(test::fullOffersRecord());
    QVERIFY2(event.has_value(), test::why(event).constData());
    QCOMPARE(event->type, u"OFFERS"_s);
    QCOMPARE(event->unknownFields, QStringList());
    QCOMPARE(event->raw, test::fullOffersRecord());
    const QList<OfferPtr>& offers = std::get<OffersEvent>(event->payload).offers;
    QCOMPARE(offers.size(), 1);
    const Offer& offer = *offers.at(0);
    QCOMPARE(offer.id, OfferId(u"m-O12"_s));
    QCOMPARE(offer.frameworkId, FrameworkId(u"m-0000"_s));
    QCOMPARE(offer.agentId, AgentId(u"m-S7"_s));
    QCOMPARE(offer.hostname, u"agent-7.example.org"_s);
    QVERIFY(offer.url.has_value());
    const Url url{.scheme = u"http"_s,
                  .address = {.hostname = u"agent-7.example.org"_s, .ip = u"10.0.0.7"_s, .port = 5051},
                  .path = u"/slave(1)"_s,
                  .query = {{u"a"_s, u"b c"_s}, {u"d"_s, u""_s}},
                  .fragment = u"top"_s};
    QVERIFY(*offer.url == url);
    QVERIFY(offer.domain == (FaultDomain{.region = u"eu-west"_s, .zone = u"eu-west-1a"_s}));
    QCOMPARE(offer.resources.size(), 10);
    QCOMPARE(offer.attributes.size(), 5);
    QCOMPARE(offer.executorIds, (QList<ExecutorId>{ExecutorId(u"exec-1"_s), ExecutorId(u"exec-2"_s)}));
    QVERIFY(offer.unavailability ==
            (Unavailability{.startNanoseconds = 1470820171393027072, .durationNanoseconds = 3600000000000}));
    QCOMPARE(offer.allocationRole, u"eng/web"_s);
}

void TestOfferParser::readsEveryKindOfResource()
{
    const Offer offer = onlyOffer(test::fullOffersRecord());
    const Resource& cpus = offer.resources.at(0);
    QCOMPARE(cpus.name, u"cpus"_s);
    QVERIFY(cpus.value.type == (Named<ValueType>{ValueType::Scalar, u"SCALAR"_s}));
    QCOMPARE(cpus.value.scalar.thousandths, 7100);
    QCOMPARE(cpus.allocationRole, u"eng/web"_s);
    QVERIFY(!cpus.isReserved());
    QVERIFY(!cpus.revocable);
    QVERIFY(!cpus.shared);
    QVERIFY(!cpus.disk);

    const Resource& ports = offer.resources.at(1);
    QVERIFY(ports.value.type.value == ValueType::Ranges);
    QCOMPARE(ports.value.ranges.size(), 2);
    QVERIFY(ports.value.ranges.at(0) == (Range{31000, 31004}));
    QVERIFY(ports.value.ranges.at(1) == (Range{32000, 18446744073709551615ULL}));

    const Resource& devices = offer.resources.at(2);
    QVERIFY(devices.value.type.value == ValueType::Set);
    QCOMPARE(devices.value.items, QStringList({u"gpu0"_s, u"gpu1"_s}));
    QCOMPARE(devices.providerId, ResourceProviderId(u"rp-1"_s));

    QVERIFY(offer.resources.at(5).shared);
    QVERIFY(offer.resources.at(9).revocable);
    QVERIFY(!offer.resources.at(9).shared);
}

void TestOfferParser::readsPersistentVolumesAndDiskSources()
{
    const Offer offer = onlyOffer(test::fullOffersRecord());
    const Resource& volume = offer.resources.at(5);
    QCOMPARE(volume.value.scalar.thousandths, 10240500);
    QVERIFY(volume.disk.has_value());
    QCOMPARE(volume.disk->persistenceId, u"vol-1"_s);
    QCOMPARE(volume.disk->persistencePrincipal, u"carol"_s);
    QCOMPARE(volume.disk->containerPath, u"data"_s);
    QCOMPARE(volume.disk->volumeMode, u"RW"_s);
    const DiskSource source{.type = {DiskSourceType::Mount, u"MOUNT"_s},
                            .root = u"/mnt/d1"_s,
                            .vendor = u"org.example.csi"_s,
                            .id = u"src-1"_s,
                            .profile = u"ssd"_s,
                            .metadata = {{u"speed"_s, u"fast"_s}}};
    QVERIFY(volume.disk->source == source);
    QCOMPARE(offer.resources.at(6).disk->source->root, u"/mnt/p"_s);
    QVERIFY(offer.resources.at(6).disk->source->type.value == DiskSourceType::Path);
    QVERIFY(offer.resources.at(7).disk->source->type.value == DiskSourceType::Raw);
    QVERIFY(offer.resources.at(8).disk->source->type.value == DiskSourceType::Block);
    QVERIFY(offer.resources.at(8).disk->persistenceId.isEmpty());
}

void TestOfferParser::readsTheFourKindsOfAttributes()
{
    const QList<Attribute> attributes = onlyOffer(test::fullOffersRecord()).attributes;
    QCOMPARE(attributes.at(0).name, u"rack"_s);
    QVERIFY(attributes.at(0).value.type == (Named<ValueType>{ValueType::Text, u"TEXT"_s}));
    QCOMPARE(attributes.at(0).value.text, u"r12"_s);
    QVERIFY(attributes.at(1).value.type.value == ValueType::Scalar);
    QCOMPARE(attributes.at(1).value.scalar.thousandths, 5100);
    QVERIFY(attributes.at(2).value.type.value == ValueType::Ranges);
    QVERIFY(attributes.at(2).value.ranges == (QList<Range>{{1, 2}, {4, 4}}));
    QVERIFY(attributes.at(3).value.type.value == ValueType::Set);
    QCOMPARE(attributes.at(3).value.items, QStringList({u"a"_s, u"b"_s}));
    QCOMPARE(attributes.at(4).name, u"rack"_s);
    QCOMPARE(attributes.at(4).value.text, u"again"_s);
}

void TestOfferParser::readsReservationsOfBothFormats_data()
{
    QTest::addColumn<QByteArray>("members");
    QTest::addColumn<QList<Reservation>>("stack");

    const Named<ReservationType> isStatic{ReservationType::Static, u"STATIC"_s};
    const Named<ReservationType> isDynamic{ReservationType::Dynamic, u"DYNAMIC"_s};
    const Labels labels{{u"team"_s, u"web"_s}, {u"bare"_s, std::nullopt}};
    QTest::newRow("old, unreserved") << QByteArray(R"("role":"*")") << QList<Reservation>();
    QTest::newRow("new, unreserved") << QByteArray(R"("scalar":{"value":1})") << QList<Reservation>();
    QTest::newRow("old, static") << QByteArray(R"("role":"eng")") << QList<Reservation>{{isStatic, u"eng"_s, {}, {}}};
    QTest::newRow("old, dynamic") << QByteArray(R"("role":"eng","reservation":{"principal":"alice",)"
                                                R"("labels":{"labels":[{"key":"team","value":"web"},{"key":"bare"}]}})")
                                  << QList<Reservation>{{isDynamic, u"eng"_s, u"alice"_s, labels}};
    QTest::newRow("old, dynamic, role last")
        << QByteArray(R"("reservation":{},"role":"eng")") << QList<Reservation>{{isDynamic, u"eng"_s, {}, {}}};
    QTest::newRow("new, static") << QByteArray(R"("reservations":[{"type":"STATIC","role":"eng"}])")
                                 << QList<Reservation>{{isStatic, u"eng"_s, {}, {}}};
    QTest::newRow("new, refined") << QByteArray(R"("reservations":[{"type":"STATIC","role":"eng"},)"
                                                R"({"type":"DYNAMIC","role":"eng/web","principal":"bob"}])")
                                  << QList<Reservation>{{isStatic, u"eng"_s, {}, {}},
                                                        {isDynamic, u"eng/web"_s, u"bob"_s, {}}};
    QTest::newRow("a single one for the list") << QByteArray(R"("reservations":{"type":"STATIC","role":"eng"})")
                                               << QList<Reservation>{{isStatic, u"eng"_s, {}, {}}};
    QTest::newRow("both formats at once")
        << QByteArray(
               R"("role":"eng","reservation":{"principal":"x"},"reservations":[{"type":"DYNAMIC","role":"eng"}])")
        << QList<Reservation>{{isDynamic, u"eng"_s, {}, {}}};
    QTest::newRow("a type of tomorrow") << QByteArray(R"("reservations":[{"type":"LENT","role":"eng"}])")
                                        << QList<Reservation>{
                                               {{ReservationType::Unknown, u"LENT"_s}, u"eng"_s, {}, {}}};
}

void TestOfferParser::readsReservationsOfBothFormats()
{
    QFETCH(QByteArray, members);
    QFETCH(QList<Reservation>, stack);
    QVERIFY(onlyResource(members).reservations == stack);
}

void TestOfferParser::readsEveryMemberOfAnInverseOffer()
{
    const Result<Event> event = parseEvent(test::fullInverseOffersRecord());
    QVERIFY2(event.has_value(), test::why(event).constData());
    QCOMPARE(event->unknownFields, QStringList());
    const QList<InverseOfferPtr>& offers = std::get<InverseOffersEvent>(event->payload).inverseOffers;
    QCOMPARE(offers.size(), 1);
    const InverseOffer& offer = *offers.at(0);
    QCOMPARE(offer.id, OfferId(u"m-O3"_s));
    QCOMPARE(offer.url->toString(), u"http://10.0.0.7:5051"_s);
    QCOMPARE(offer.frameworkId, FrameworkId(u"m-0000"_s));
    QCOMPARE(offer.agentId, AgentId(u"m-S7"_s));
    QCOMPARE(offer.unavailability.startNanoseconds, -5);
    QVERIFY(!offer.unavailability.durationNanoseconds.has_value());
    QCOMPARE(offer.resources.size(), 1);
    QVERIFY(offer.raw.bytes().startsWith(R"({"id":{"value":"m-O3"})"));
    QVERIFY(offer.raw.bytes().endsWith("}}]}"));
}

void TestOfferParser::readsScalarsAsThousandths_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<qint64>("thousandths");

    QTest::newRow("whole") << QByteArray("4.0") << qint64(4000);
    QTest::newRow("integer") << QByteArray("4") << qint64(4000);
    QTest::newRow("rounded") << QByteArray("0.30000000000000004") << qint64(300);
    QTest::newRow("exponent") << QByteArray("1e3") << qint64(1000000);
    QTest::newRow("negative") << QByteArray("-0.5") << qint64(-500);
    QTest::newRow("quoted") << QByteArray(R"("2.5")") << qint64(2500);
    QTest::newRow("infinity") << QByteArray(R"("Infinity")") << Scalar::infinity().thousandths;
    QTest::newRow("bare infinity") << QByteArray("Infinity") << Scalar::infinity().thousandths;
    QTest::newRow("negative infinity") << QByteArray(R"("-Infinity")") << std::numeric_limits<qint64>::min();
    QTest::newRow("huge") << QByteArray("1e300") << Scalar::infinity().thousandths;
}

void TestOfferParser::readsScalarsAsThousandths()
{
    QFETCH(QByteArray, json);
    QTEST(onlyResource(R"("scalar":{"value":)" + json + "}").value.scalar.thousandths, "thousandths");
}

void TestOfferParser::sharesWhatRepeats()
{
    EventParser parser;
    const Result<Event> first = parser.parse(test::fullOffersRecord());
    const Result<Event> second = parser.parse(test::fullOffersRecord());
    QVERIFY(first && second);
    const Offer& left = *std::get<OffersEvent>(first->payload).offers.at(0);
    const Offer& right = *std::get<OffersEvent>(second->payload).offers.at(0);
    QVERIFY(left.hostname.constData() == right.hostname.constData());
    QVERIFY(left.hostname.constData() == left.url->address.hostname.constData());
    QVERIFY(left.agentId.value().constData() == right.agentId.value().constData());
    QVERIFY(left.frameworkId.value().constData() == right.frameworkId.value().constData());
    QVERIFY(left.resources.at(0).name.constData() == left.resources.at(9).name.constData());
    QVERIFY(left.resources.at(0).allocationRole.constData() == left.allocationRole.constData());
    QVERIFY(left.resources.at(0).value.type.name.constData() == right.resources.at(0).value.type.name.constData());
}

void TestOfferParser::keepsTheTextOfEachOffer()
{
    const QByteArray one =
        R"({"id":{"value":"1"},"framework_id":{"value":"f"},"agent_id":{"value":"a"},"hostname":"h"})";
    const QByteArray two =
        R"({ "hostname":"}", "id":{"value":"2"},"framework_id":{"value":"f"},"agent_id":{"value":"a"} })";
    const QByteArray record = R"({"type":"OFFERS","offers":{"offers":[)" + one + " ,\n " + two + "\n] } }";
    const Result<Event> event = parseEvent(record);
    QVERIFY2(event.has_value(), test::why(event).constData());
    const QList<OfferPtr>& offers = std::get<OffersEvent>(event->payload).offers;
    QCOMPARE(offers.size(), 2);
    QCOMPARE(offers.at(0)->raw.bytes(), one);
    QCOMPARE(offers.at(1)->raw.bytes(), two);
    QVERIFY(offers.at(0)->raw.record.constData() == event->raw.constData());

    const Result<Event> single = parseEvent(R"({"type":"OFFERS","offers":{"offers":)" + one + " }}");
    QVERIFY2(single.has_value(), test::why(single).constData());
    QCOMPARE(std::get<OffersEvent>(single->payload).offers.at(0)->raw.bytes(), one);
}

void TestOfferParser::keepsTheTextOfOffersWhoseRecordHadToBeCleaned()
{
    const QByteArray record =
        "{\"type\":\"OFFERS\",\"offers\":{\"offers\":[{\"id\":{\"value\":\"\xff\"},\"framework_id\":{\"value\":"
        "\"f\"},\"agent_id\":{\"value\":\"a\"},\"hostname\":\"h\"}]}}";
    const Result<Event> event = parseEvent(record);
    QVERIFY2(event.has_value(), test::why(event).constData());
    const Offer& offer = *std::get<OffersEvent>(event->payload).offers.at(0);
    QCOMPARE(offer.id.value(), QString(QChar::ReplacementCharacter));
    QVERIFY(offer.raw.bytes().startsWith("{\"id\":"));
    QVERIFY(offer.raw.bytes().endsWith("\"hostname\":\"h\"}"));
    QCOMPARE(event->raw, record);
}

QTEST_APPLESS_MAIN(TestOfferParser)
#include "tst_offerparser.moc"
