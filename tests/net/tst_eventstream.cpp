// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "net/eventstream.h"

#include "streamtest.h"
#include "support/chunked.h"

#include <QNetworkProxy>
#include <QScopeGuard>
#include <QTest>

#include <algorithm>

using namespace mesoscribe;
using namespace mesoscribe::test;
using namespace Qt::Literals::StringLiterals;

using Kind = StreamEnd::Kind;

namespace {

const StillClock stillClock;

/// Whether the capture goes on to the chunk that ends it.
bool endsInLastChunk(const QByteArray& raw)
{
    return raw.endsWith("\r\n0\r\n\r\n");
}

} // namespace

class TestEventStream : public QObject
{
    Q_OBJECT

private slots:
    void sendsWhatItPromises();
    void sendsAuthorizationOnlyWhenGiven();
    void sendsALargeBody();
    void replaysRealStreams_data();
    void replaysRealStreams();
    void tellsRealAnswers_data();
    void tellsRealAnswers();
    void readsRecordsAsTheyCome();
    void keepsUnreadableRecords();
    void readsManyMegabytes();
    void tellsTheHeadersFirst();
    void takesAnyStreamType_data();
    void takesAnyStreamType();
    void staysOpenInSilence();
    void closesQuietly();
    void closesInsideItsSignals_data();
    void closesInsideItsSignals();
    void openReplacesAnAttempt();
    void opensAgainInsideEnded();
    void takesANewConnectionEachTime();
    void usesAProxyButNotForThisComputer();
    void canBeDeletedAnyTime_data();
    void canBeDeletedAnyTime();
};

void TestEventStream::sendsWhatItPromises()
{
    FakeMaster master;
    EventStream stream(stillClock);
    const StreamRequest request = subscribeTo(master.url());
    stream.open(request);
    QTRY_COMPARE(master.requests().size(), 1);
    const FakeRequest sent = master.requests().first();
    QCOMPARE(sent.method, "POST"_ba);
    QCOMPARE(sent.path, "/api/v1/scheduler"_ba);
    QCOMPARE(sent.version, "HTTP/1.1"_ba);
    QCOMPARE(sent.body, request.body);

    // Accept-Language and Connection are Qt's own; nothing else goes out.
    QList<QByteArray> names;
    for (const auto& [name, value] : sent.headers)
        names.append(name.toLower());
    std::sort(names.begin(), names.end());
    QCOMPARE(names, QList<QByteArray>({"accept", "accept-encoding", "accept-language", "connection", "content-length",
                                       "content-type", "host", "user-agent"}));
    QCOMPARE(sent.header("Accept"), "application/json"_ba);
    QCOMPARE(sent.header("Accept-Encoding"), "identity"_ba);
    QCOMPARE(sent.header("Content-Type"), "application/json"_ba);
    QCOMPARE(sent.header("Content-Length"), QByteArray::number(request.body.size()));
    QCOMPARE(sent.header("Host"), "127.0.0.1:" + QByteArray::number(master.port()));
    const QByteArray agent = sent.header("User-Agent");
    QVERIFY2(agent.startsWith("Mesoscribe/") && agent.size() > 11 && agent.at(11) >= '0' && agent.at(11) <= '9', agent);
}

void TestEventStream::sendsAuthorizationOnlyWhenGiven()
{
    FakeMaster master;
    EventStream stream(stillClock);
    StreamRequest request = subscribeTo(master.url());
    request.authorization = "Basic YWxpY2U6d29uZGVybGFuZA==";
    request.url.setUserInfo(u"bob:builder"_s);
    stream.open(request);
    QTRY_COMPARE(master.requests().size(), 1);
    QCOMPARE(master.requests().last().header("Authorization"), request.authorization);
    QCOMPARE(master.requests().last().headerCount("Authorization"), 1);

    // The next attempt has forgotten it.
    stream.open(subscribeTo(master.url(), 2));
    QTRY_COMPARE(master.requests().size(), 2);
    QCOMPARE(master.requests().last().headerCount("Authorization"), 0);
}

void TestEventStream::sendsALargeBody()
{
    FakeMaster master;
    master.answer(streamHead("s") + lastChunk());
    EventStream stream(stillClock);
    Heard heard(stream);
    StreamRequest request = subscribeTo(master.url());
    request.body = "{\"x\":\"" + QByteArray(3'000'000, 'y') + "\"}";
    stream.open(request);
    QTRY_COMPARE(heard.ends, 1);
    QCOMPARE(nameOf(heard.end->kind), "Clean");
    QVERIFY(master.requests().first().body == request.body);
}

void TestEventStream::replaysRealStreams_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("pieceSize");
    QTest::addColumn<bool>("glued");

    for (const QString& name : captureNames()) {
        const Capture capture = readCapture(name);
        if (!capture.isStream)
            continue;
        const bool isLarge = capture.body.size() > 50'000;
        QTest::addRow("%s whole", qPrintable(name)) << name << 0 << false;
        QTest::addRow("%s glued into one chunk", qPrintable(name)) << name << 0 << true;
        QTest::addRow("%s in packets", qPrintable(name)) << name << 1460 << false;
        QTest::addRow("%s %s", qPrintable(name), isLarge ? "in sevens" : "byte by byte")
            << name << (isLarge ? 7 : 1) << false;
    }
}

void TestEventStream::replaysRealStreams()
{
    QFETCH(const QString, name);
    QFETCH(const int, pieceSize);
    QFETCH(const bool, glued);

    const Capture capture = readCapture(name);
    QByteArray raw = readCaptureRaw(name);
    const bool isWhole = endsInLastChunk(raw);
    if (glued)
        raw = raw.first(raw.indexOf("\r\n\r\n") + 4) + chunk(capture.body) + (isWhole ? lastChunk() : QByteArray());

    FakeMaster master;
    Script script;
    if (pieceSize > 0)
        script.sendInPieces(raw, pieceSize);
    else
        script.send(raw);
    if (!isWhole)
        script.cut();
    master.answer(script);

    EventStream stream(stillClock);
    Heard heard(stream);
    stream.open(subscribeTo(master.url(), 7));
    QTRY_COMPARE_WITH_TIMEOUT(heard.ends, 1, 60000);

    QCOMPARE(heard.order, QStringList({u"headers 7"_s, u"records 7"_s, u"ended 7"_s}));
    QCOMPARE(heard.headers->status, 200);
    QCOMPARE(heard.headers->streamId.value(), QString::fromLatin1(capture.header("Mesos-Stream-Id")));
    QCOMPARE(heard.headers->contentType, "application/json"_ba);
    const QList<QByteArray> expected = recordsIn(capture.body);
    QCOMPARE(heard.records.size(), expected.size());
    QVERIFY(heard.raws() == expected);
    QCOMPARE(nameOf(heard.end->kind), isWhole ? "Clean" : "Lost");
    QCOMPARE(heard.end->received, qint64(0));
    QCOMPARE(heard.end->expected, qint64(0));
    QCOMPARE(master.requests().size(), 1);

    // Operator streams have events of their own, with other shapes.
    if (!name.startsWith(u'o')) {
        for (const StreamRecord& record : std::as_const(heard.records)) {
            QVERIFY2(record.event, qPrintable(record.problem));
            QVERIFY(!std::holds_alternative<UnknownEvent>(record.event->payload));
            QCOMPARE(record.event->raw, record.raw);
            QCOMPARE(record.at, stillClock.wall());
        }
    }
}

void TestEventStream::tellsRealAnswers_data()
{
    QTest::addColumn<QString>("name");
    for (const QString& name : captureNames()) {
        const Capture capture = readCapture(name);
        if (capture.status != 0 && capture.status != 200)
            QTest::newRow(qPrintable(name)) << name;
    }
}

void TestEventStream::tellsRealAnswers()
{
    QFETCH(const QString, name);
    const Capture capture = readCapture(name);
    const QByteArray raw = readCaptureRaw(name);

    for (const int pieceSize : {0, 1}) {
        FakeMaster master;
        master.answer(pieceSize == 0 ? Script(raw) : Script().sendInPieces(raw, pieceSize));
        EventStream stream(stillClock);
        Heard heard(stream);
        StreamRequest request = subscribeTo(master.url(), 3);
        request.authorization = "Basic Ym9iOmJ1aWxkZXI=";
        stream.open(request);
        QTRY_COMPARE(heard.ends, 1);
        QCOMPARE(heard.order, QStringList({u"headers 3"_s, u"ended 3"_s}));
        QCOMPARE(heard.headers->status, capture.status);
        QCOMPARE(heard.headers->streamId, StreamId());
        QCOMPARE(heard.headers->contentType, capture.header("Content-Type"));
        QCOMPARE(heard.end->status, capture.status);
        QCOMPARE(heard.end->body, capture.body);
        QCOMPARE(nameOf(heard.end->kind), capture.status == 307 ? "Redirect" : "NotSuccess");
        QCOMPARE(heard.end->location, capture.header("Location"));
        QTRY_COMPARE(master.openConnections(), 0);
        QCOMPARE(master.requests().size(), 1);
    }
}

void TestEventStream::readsRecordsAsTheyCome()
{
    FakeMaster master;
    master.answer(streamHead("an-id") + chunk(record(subscribedJson("f-1"))));
    EventStream stream(stillClock);
    Heard heard(stream);
    stream.open(subscribeTo(master.url()));
    QTRY_COMPARE(heard.records.size(), 1);
    const auto* subscribed = std::get_if<SubscribedEvent>(&heard.records.first().event->payload);
    QVERIFY(subscribed);
    QCOMPARE(subscribed->frameworkId.value(), u"f-1"_s);

    const QByteArray halves = chunk(record(heartbeatJson()));
    master.subscription()->send(halves.first(9));
    master.subscription()->send(halves.sliced(9) + chunk(record(heartbeatJson())));
    QTRY_COMPARE(heard.records.size(), 3);

    // One record over three chunks.
    const QByteArray late = record(errorJson("bye"));
    master.subscription()->send(chunk(late.first(1)) + chunk(late.mid(1, 10)));
    master.subscription()->send(chunk(late.sliced(11)));
    QTRY_COMPARE(heard.records.size(), 4);
    QCOMPARE(std::get<ErrorEvent>(heard.records.last().event->payload).message, u"bye"_s);
    QCOMPARE(heard.ends, 0);
}

void TestEventStream::keepsUnreadableRecords()
{
    FakeMaster master;
    master.answer(streamHead("s") + chunk(record("{nonsense")) +
                  chunk(record(R"({"type":"OFFERS","offers":{"offers":[{}]}})")) + chunk(record(heartbeatJson())) +
                  chunk(record(R"({"type":"FROM_THE_FUTURE"})")) + lastChunk());
    EventStream stream(stillClock);
    Heard heard(stream);
    stream.open(subscribeTo(master.url()));
    QTRY_COMPARE(heard.ends, 1);
    QCOMPARE(nameOf(heard.end->kind), "Clean");
    QCOMPARE(heard.records.size(), 4);
    QVERIFY(!heard.records.at(0).event);
    QVERIFY(!heard.records.at(0).problem.isEmpty());
    QCOMPARE(heard.records.at(0).raw, "{nonsense"_ba);
    QVERIFY(!heard.records.at(1).event);
    QVERIFY2(heard.records.at(1).problem.contains(u"offers.offers[0]"_s), qPrintable(heard.records.at(1).problem));
    QVERIFY(heard.records.at(2).event);
    QVERIFY(heard.records.at(2).problem.isEmpty());
    QVERIFY(heard.records.at(3).event);
    QVERIFY(std::holds_alternative<UnknownEvent>(heard.records.at(3).event->payload));
}

void TestEventStream::readsManyMegabytes()
{
    // More than one slice and more than the read buffer, in one record and in many.
    const QByteArray large = R"({"type":"ERROR","error":{"message":")" + QByteArray(12'000'000, 'x') + R"("}})";
    QList<QByteArray> sent = {subscribedJson("f"), large};
    for (int i = 0; i < 3000; ++i)
        sent.append(R"({"type":"ERROR","error":{"message":")" + QByteArray::number(i) + QByteArray(2000, 'y') +
                    R"("}})");
    FakeMaster master;
    master.answer(streamHead("s") + chunkedRecords(sent) + lastChunk());
    EventStream stream(stillClock);
    Heard heard(stream);
    stream.open(subscribeTo(master.url()));
    QTRY_COMPARE_WITH_TIMEOUT(heard.ends, 1, 60000);
    QCOMPARE(nameOf(heard.end->kind), "Clean");
    QVERIFY(heard.raws() == sent);
    QVERIFY2(heard.batches > 5, qPrintable(QString::number(heard.batches)));
}

void TestEventStream::tellsTheHeadersFirst()
{
    FakeMaster master;
    master.answer(streamHead("6461d0bd-52a4-412e-a9d4-fa469e4e7092"));
    EventStream stream(stillClock);
    Heard heard(stream);
    stream.open(subscribeTo(master.url()));
    QTRY_VERIFY(heard.headers);
    QCOMPARE(heard.headers->status, 200);
    QCOMPARE(heard.headers->streamId.value(), u"6461d0bd-52a4-412e-a9d4-fa469e4e7092"_s);
    QCOMPARE(heard.headers->took, std::chrono::milliseconds(0));
    QCOMPARE(heard.order, QStringList({u"headers 1"_s}));
}

void TestEventStream::takesAnyStreamType_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::newRow("JSON") << "application/json"_ba;
    QTest::newRow("with a character set") << "Application/JSON; charset=utf-8"_ba;
    QTest::newRow("RecordIO") << "application/recordio"_ba;
    QTest::newRow("private") << "application/x-recordio"_ba;
}

void TestEventStream::takesAnyStreamType()
{
    QFETCH(const QByteArray, type);
    FakeMaster master;
    master.answer(streamHead("s", type) + chunk(record(heartbeatJson())));
    EventStream stream(stillClock);
    Heard heard(stream);
    stream.open(subscribeTo(master.url()));
    QTRY_COMPARE(heard.records.size(), 1);
    QCOMPARE(heard.headers->contentType, type);
}

void TestEventStream::staysOpenInSilence()
{
    FakeMaster master;
    master.answer(streamHead("s") + chunk(record(heartbeatJson())));
    EventStream stream(stillClock);
    stream.setConnectTimeout(std::chrono::milliseconds(150));
    Heard heard(stream);
    stream.open(subscribeTo(master.url()));
    QTRY_COMPARE(heard.records.size(), 1);

    // A second stream with the same limit runs out of time; the first one, which has its headers, does not.
    FakeMaster silent;
    EventStream other(stillClock);
    other.setConnectTimeout(std::chrono::milliseconds(300));
    Heard otherHeard(other);
    other.open(subscribeTo(silent.url()));
    QTRY_COMPARE(otherHeard.ends, 1);
    QCOMPARE(heard.ends, 0);
    QCOMPARE(master.openConnections(), 1);
}

void TestEventStream::closesQuietly()
{
    FakeMaster master;
    master.answer(streamHead("s") + chunk(record(heartbeatJson())));
    EventStream stream(stillClock);
    Heard heard(stream);
    stream.close();
    stream.open(subscribeTo(master.url()));
    QTRY_COMPARE(heard.records.size(), 1);
    QCOMPARE(master.openConnections(), 1);
    const QStringList before = heard.order;
    master.subscription()->send(chunk(record(heartbeatJson())));
    stream.close();
    stream.close();
    QTRY_COMPARE(master.openConnections(), 0);
    QCOMPARE(heard.order, before);
    QCOMPARE(heard.records.size(), 1);
    QCOMPARE(heard.ends, 0);
}

void TestEventStream::closesInsideItsSignals_data()
{
    QTest::addColumn<QString>("signal");
    QTest::addColumn<QStringList>("order");
    QTest::newRow("headers") << u"headers"_s << QStringList({u"headers 1"_s});
    QTest::newRow("records") << u"records"_s << QStringList({u"headers 1"_s, u"records 1"_s});
    QTest::newRow("ended") << u"ended"_s << QStringList({u"headers 1"_s, u"records 1"_s, u"ended 1"_s});
}

void TestEventStream::closesInsideItsSignals()
{
    QFETCH(const QString, signal);
    QFETCH(const QStringList, order);
    FakeMaster master;
    master.answer(streamHead("s") + chunkedRecords(QList<QByteArray>(50, heartbeatJson())) + lastChunk());
    EventStream stream(stillClock);
    Heard heard(stream);
    if (signal == u"headers"_s)
        connect(&stream, &EventStream::headersReceived, this, [&stream] { stream.close(); });
    else if (signal == u"records"_s)
        connect(&stream, &EventStream::recordsReceived, this, [&stream] { stream.close(); });
    else
        connect(&stream, &EventStream::ended, this, [&stream] { stream.close(); });
    stream.open(subscribeTo(master.url()));
    QTRY_COMPARE(master.requests().size(), 1);
    QTRY_COMPARE(heard.order, order);
    QTRY_COMPARE(master.openConnections(), 0);
    QCOMPARE(heard.order, order);
}

void TestEventStream::openReplacesAnAttempt()
{
    FakeMaster first;
    first.answer(streamHead("1") + chunk(record(heartbeatJson())));
    FakeMaster second;
    second.answer(streamHead("2") + chunk(record(heartbeatJson())));
    EventStream stream(stillClock);
    Heard heard(stream);
    stream.open(subscribeTo(first.url(), 1));
    QTRY_COMPARE(heard.records.size(), 1);
    stream.open(subscribeTo(second.url(), 2));
    QTRY_COMPARE(heard.records.size(), 2);
    QTRY_COMPARE(first.openConnections(), 0);
    QCOMPARE(second.openConnections(), 1);
    QCOMPARE(heard.order, QStringList({u"headers 1"_s, u"records 1"_s, u"headers 2"_s, u"records 2"_s}));

    // Also before anything has happened.
    stream.open(subscribeTo(first.url(), 3));
    stream.open(subscribeTo(second.url(), 4));
    stream.open(subscribeTo(second.url(), 5));
    second.answerAlways(streamHead("5"));
    QTRY_COMPARE(heard.order.last(), u"headers 5"_s);
    QCOMPARE(heard.order.size(), 5);
}

void TestEventStream::opensAgainInsideEnded()
{
    FakeMaster master;
    master.answer(streamHead("1") + lastChunk());
    master.answer(answerBytes(503, "No leader elected"));
    master.answer(streamHead("3") + chunk(record(heartbeatJson())));
    EventStream stream(stillClock);
    Heard heard(stream);
    connect(&stream, &EventStream::ended, this,
            [&](quint64 attempt) { stream.open(subscribeTo(master.url(), attempt + 1)); });
    stream.open(subscribeTo(master.url(), 1));
    QTRY_COMPARE(heard.records.size(), 1);
    QCOMPARE(heard.order,
             QStringList({u"headers 1"_s, u"ended 1"_s, u"headers 2"_s, u"ended 2"_s, u"headers 3"_s, u"records 3"_s}));
    QCOMPARE(heard.headers->streamId.value(), u"3"_s);
}

void TestEventStream::takesANewConnectionEachTime()
{
    FakeMaster master;
    master.answerAlways(answerBytes(503, "No leader elected"));
    EventStream stream(stillClock);
    Heard heard(stream);
    for (int attempt = 1; attempt <= 3; ++attempt) {
        stream.open(subscribeTo(master.url(), quint64(attempt)));
        QTRY_COMPARE(heard.ends, attempt);
    }
    QCOMPARE(master.connections().size(), 3);
    QTRY_COMPARE(master.openConnections(), 0);
}

void TestEventStream::usesAProxyButNotForThisComputer()
{
    FakeMaster proxy;
    proxy.answerAlways(streamHead("through the proxy") + chunk(record(heartbeatJson())));
    FakeMaster master;
    master.answerAlways(streamHead("directly") + chunk(record(heartbeatJson())));
    QNetworkProxy::setApplicationProxy(QNetworkProxy(QNetworkProxy::HttpProxy, u"127.0.0.1"_s, proxy.port()));
    const auto restore = qScopeGuard([] { QNetworkProxy::setApplicationProxy(QNetworkProxy::DefaultProxy); });

    EventStream stream(stillClock);
    Heard heard(stream);
    stream.open(subscribeTo(QUrl(u"http://m1.invalid:5050/api/v1/scheduler"_s), 1));
    QTRY_COMPARE(heard.records.size(), 1);
    QCOMPARE(heard.headers->streamId.value(), u"through the proxy"_s);
    QCOMPARE(proxy.requests().first().path, "http://m1.invalid:5050/api/v1/scheduler"_ba);

    stream.open(subscribeTo(master.url(), 2));
    QTRY_COMPARE(heard.records.size(), 2);
    QCOMPARE(heard.headers->streamId.value(), u"directly"_s);
    QUrl byName = master.url();
    byName.setHost(u"localhost"_s);
    stream.open(subscribeTo(byName, 3));
    QTRY_COMPARE(heard.records.size(), 3);
    QCOMPARE(heard.headers->streamId.value(), u"directly"_s);
    QCOMPARE(proxy.requests().size(), 1);
}

void TestEventStream::canBeDeletedAnyTime_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<int>("phase");
    QTest::newRow("at once") << ""_ba << 0;
    QTest::newRow("waiting for headers") << ""_ba << 1;
    QTest::newRow("with headers") << streamHead("s") << 2;
    QTest::newRow("inside a record") << streamHead("s") + chunk(record(heartbeatJson())) + chunk("100\n{\"typ") << 3;
}

void TestEventStream::canBeDeletedAnyTime()
{
    QFETCH(const QByteArray, answer);
    QFETCH(const int, phase);
    FakeMaster master;
    master.answer(answer);
    auto stream = std::make_unique<EventStream>(stillClock);
    Heard heard(*stream);
    stream->open(subscribeTo(master.url()));
    if (phase >= 1)
        QTRY_COMPARE(master.requests().size(), 1);
    if (phase >= 2)
        QTRY_VERIFY(heard.headers);
    if (phase >= 3)
        QTRY_COMPARE(heard.records.size(), 1);
    stream.reset();
    if (phase >= 1)
        QTRY_COMPARE(master.openConnections(), 0);
    QCOMPARE(heard.ends, 0);
}

QTEST_GUILESS_MAIN(TestEventStream)
#include "tst_eventstream.moc"
