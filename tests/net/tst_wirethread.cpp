// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "net/wirethread.h"

#include "streamtest.h"
#include "support/chunked.h"

#include <QTest>

using namespace mesoscribe;
using namespace mesoscribe::test;
using namespace Qt::Literals::StringLiterals;

namespace {

const StillClock stillClock;

} // namespace

class TestWireThread : public QObject
{
    Q_OBJECT

private slots:
    void tellsOnTheOwnersThread();
    void replaysARealStream();
    void tellsNothingAfterClose();
    void replacesAnAttempt();
    void opensAgainInsideEnded();
    void passesTheTimeoutOn();
    void endsWhileActive_data();
    void endsWhileActive();
};

void TestWireThread::tellsOnTheOwnersThread()
{
    FakeMaster master;
    master.answer(streamHead("s") + chunk(record(heartbeatJson())) + lastChunk());
    WireThread wire(stillClock);
    Heard heard(wire);
    QList<QThread*> threads;
    const auto note = [&threads] { threads.append(QThread::currentThread()); };
    // With the sender as context a slot runs where the sender lives; here it runs where the signal is emitted.
    connect(&wire, &WireThread::headersReceived, &wire, note, Qt::DirectConnection);
    connect(&wire, &WireThread::recordsReceived, &wire, note, Qt::DirectConnection);
    connect(&wire, &WireThread::ended, &wire, note, Qt::DirectConnection);
    wire.open(subscribeTo(master.url(), 9));
    QTRY_COMPARE(heard.ends, 1);
    QCOMPARE(heard.order, QStringList({u"headers 9"_s, u"records 9"_s, u"ended 9"_s}));
    QCOMPARE(threads, QList<QThread*>(3, thread()));
    QCOMPARE(nameOf(heard.end->kind), "Clean");
}

void TestWireThread::replaysARealStream()
{
    const QByteArray raw = readCaptureRaw(u"r10-large-offer"_s);
    FakeMaster master;
    master.answer(raw);
    WireThread wire(stillClock);
    Heard heard(wire);
    wire.open(subscribeTo(master.url()));
    QTRY_COMPARE(heard.ends, 1);
    QVERIFY(heard.raws() == recordsIn(toCapture(raw).body));
}

void TestWireThread::tellsNothingAfterClose()
{
    FakeMaster master;
    master.answer(streamHead("s") + chunkedRecords(QList<QByteArray>(5, heartbeatJson())));
    WireThread wire(stillClock);
    Heard heard(wire);
    wire.open(subscribeTo(master.url()));
    QTRY_COMPARE(heard.records.size(), 5);

    // Whether these are queued already or not: none may come.
    master.subscription()->send(chunkedRecords(QList<QByteArray>(500, heartbeatJson())) + lastChunk());
    wire.close();
    QTRY_COMPARE(master.openConnections(), 0);
    FakeMaster next;
    next.answer(answerBytes(503, "No leader elected"));
    wire.open(subscribeTo(next.url(), 2));
    QTRY_COMPARE(heard.ends, 1);
    QCOMPARE(heard.records.size(), 5);
    QCOMPARE(heard.order, QStringList({u"headers 1"_s, u"records 1"_s, u"headers 2"_s, u"ended 2"_s}));
}

void TestWireThread::replacesAnAttempt()
{
    FakeMaster first;
    first.answerAlways(streamHead("1") + chunkedRecords(QList<QByteArray>(100, heartbeatJson())));
    FakeMaster second;
    second.answer(streamHead("2") + lastChunk());
    WireThread wire(stillClock);
    Heard heard(wire);
    wire.open(subscribeTo(first.url(), 1));
    QTRY_COMPARE(first.requests().size(), 1);
    wire.open(subscribeTo(second.url(), 2));
    QTRY_COMPARE(heard.ends, 1);
    QCOMPARE(heard.order.last(), u"ended 2"_s);
    QCOMPARE(heard.order.count(u"ended 1"_s), 0);
    QCOMPARE(heard.headers->streamId.value(), u"2"_s);
}

void TestWireThread::opensAgainInsideEnded()
{
    FakeMaster master;
    master.answer(answerBytes(503, "No leader elected"));
    master.answer(streamHead("2"));
    WireThread wire(stillClock);
    Heard heard(wire);
    connect(&wire, &WireThread::ended, this, [&] { wire.open(subscribeTo(master.url(), 2)); });
    wire.open(subscribeTo(master.url(), 1));
    QTRY_COMPARE(heard.order, QStringList({u"headers 1"_s, u"ended 1"_s, u"headers 2"_s}));
}

void TestWireThread::passesTheTimeoutOn()
{
    FakeMaster silent;
    WireThread wire(stillClock);
    Heard heard(wire);
    wire.setConnectTimeout(std::chrono::milliseconds(200));
    wire.open(subscribeTo(silent.url()));
    QTRY_COMPARE(heard.ends, 1);
    QCOMPARE(nameOf(heard.end->kind), "TimedOut");
}

void TestWireThread::endsWhileActive_data()
{
    QTest::addColumn<int>("phase");
    QTest::newRow("idle") << 0;
    QTest::newRow("opened") << 1;
    QTest::newRow("asked") << 2;
    QTest::newRow("streaming") << 3;
}

void TestWireThread::endsWhileActive()
{
    QFETCH(const int, phase);
    FakeMaster master;
    master.answer(phase == 3 ? Script(streamHead("s") + chunk(record(heartbeatJson()))) : Script());
    auto wire = std::make_unique<WireThread>(stillClock);
    Heard heard(*wire);
    if (phase >= 1)
        wire->open(subscribeTo(master.url()));
    if (phase >= 2)
        QTRY_COMPARE(master.requests().size(), 1);
    if (phase >= 3)
        QTRY_COMPARE(heard.records.size(), 1);
    wire.reset();
    QTRY_COMPARE(master.openConnections(), 0);
    QCOMPARE(heard.ends, 0);
}

QTEST_GUILESS_MAIN(TestWireThread)
#include "tst_wirethread.moc"
