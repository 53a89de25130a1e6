// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "net/callsender.h"

#include "support/chunked.h"
#include "support/fakemaster.h"

#include <QCryptographicHash>
#include <QSignalSpy>
#include <QTest>

using namespace mesoscribe;
using namespace mesoscribe::test;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

namespace {

const QByteArray Accepted = answerBytes(202, {}, {});

/// A sender and what it told.
class Bench
{
public:
    Bench()
    {
        QObject::connect(&sender, &CallSender::answered, &sender, [this](const CallReply& reply) {
            numbers.append(reply.number);
            replies.append(reply);
        });
    }

    CallRequest request(const FakeMaster& master, quint64 number) const
    {
        CallRequest request;
        request.number = number;
        request.url = master.url();
        request.body = R"({"type":"REVIVE","n":)" + QByteArray::number(number) + "}";
        request.streamId = StreamId(u"S1"_s);
        return request;
    }
    void send(const FakeMaster& master, quint64 number) { sender.send(request(master, number)); }

    CallSender sender;
    QList<quint64> numbers;
    QList<CallReply> replies;
};

QList<QByteArray> bodies(const FakeMaster& master)
{
    QList<QByteArray> all;
    for (const FakeRequest& request : master.requests())
        all.append(request.body);
    return all;
}

} // namespace

class TestCallSender : public QObject
{
    Q_OBJECT

private slots:
    void saysWhatAMasterWantsToHear();
    void sendsTheAuthorizationOnlyWhenGiven();
    void sendsTheNextOnlyAfterTheAnswer();
    void keepsTheOrderOfMany();
    void answersAreWhatTheyAre_data();
    void answersAreWhatTheyAre();
    void capsTheBody();
    void aBodyWithoutAnEndIsAnAnswer();
    void silenceIsATimeout();
    void brokenConnectionsAreFailures_data();
    void brokenConnectionsAreFailures();
    void goesOnAfterAFailure();
    void usesAnotherConnectionWhenTheOldOneWasClosed();
    void sendsOnceWhenAKeptConnectionIsClosedUnderIt();
    void forgetsWhatWaits();
    void abortsWithoutASignal();
    void callsSentInASlotComeLast();
    void mayBeDestroyedInASlot();
    void trustsWhatItIsTold_data();
    void trustsWhatItIsTold();
    void badAddressesFailLater();
};

void TestCallSender::saysWhatAMasterWantsToHear()
{
    FakeMaster master;
    master.answer(Accepted);
    Bench bench;
    bench.send(master, 7);
    QVERIFY(!bench.sender.isIdle());
    QCOMPARE(bench.sender.underWay(), quint64(7));
    QTRY_COMPARE(bench.replies.size(), 1);
    QVERIFY(bench.sender.isIdle());
    QCOMPARE(bench.replies.first().number, quint64(7));
    QCOMPARE(bench.replies.first().status, 202);
    QVERIFY(!bench.replies.first().error);
    QVERIFY(bench.replies.first().took >= 0ms);

    const FakeRequest& request = master.requests().first();
    QCOMPARE(request.method, "POST");
    QCOMPARE(request.path, "/api/v1/scheduler");
    QCOMPARE(request.header("Content-Type"), "application/json");
    QCOMPARE(request.header("Accept"), "application/json");
    QCOMPARE(request.header("Accept-Encoding"), "identity");
    QCOMPARE(request.header("Mesos-Stream-Id"), "S1");
    QCOMPARE(request.headerCount("Mesos-Stream-Id"), 1);
    QVERIFY(request.header("User-Agent").startsWith("Mesoscribe/"));
    QCOMPARE(request.headerCount("Authorization"), 0);
    QCOMPARE(request.body, R"({"type":"REVIVE","n":7})");
}

void TestCallSender::sendsTheAuthorizationOnlyWhenGiven()
{
    FakeMaster master;
    master.answerAlways(Accepted);
    Bench bench;
    CallRequest request = bench.request(master, 1);
    request.authorization = "Basic YWxpY2U6eA==";
    bench.sender.send(request);
    bench.send(master, 2);
    QTRY_COMPARE(bench.replies.size(), 2);
    QCOMPARE(master.requests().at(0).header("Authorization"), "Basic YWxpY2U6eA==");
    QCOMPARE(master.requests().at(1).headerCount("Authorization"), 0);
}

void TestCallSender::sendsTheNextOnlyAfterTheAnswer()
{
    FakeMaster master;
    master.answer(Script().pause().send(Accepted));
    master.answer(Accepted);
    Bench bench;
    bench.send(master, 1);
    bench.send(master, 2);
    QTRY_COMPARE(master.requests().size(), 1);
    // Whoever came this far on another connection would show up here.
    FakeMaster other;
    other.answer(Accepted);
    Bench third;
    third.send(other, 3);
    QTRY_COMPARE(third.replies.size(), 1);
    QCOMPARE(master.requests().size(), 1);
    QCOMPARE(bench.sender.waiting(), 1);
    master.resume();
    QTRY_COMPARE(bench.numbers, (QList<quint64>{1, 2}));
    QCOMPARE(master.requests().size(), 2);
}

void TestCallSender::keepsTheOrderOfMany()
{
    FakeMaster master;
    master.answerAlways(Accepted);
    Bench bench;
    QList<QByteArray> expected;
    for (quint64 number = 1; number <= 1000; ++number) {
        bench.send(master, number);
        expected.append(bench.request(master, number).body);
    }
    // Not QTRY_COMPARE: it looks only every 10 ms, and so does then the master, which lives in this thread.
    QSignalSpy answered(&bench.sender, &CallSender::answered);
    while (bench.replies.size() < 1000)
        QVERIFY(answered.wait());
    QCOMPARE(bodies(master), expected);
    QVERIFY(std::ranges::is_sorted(bench.numbers));
    // One connection, kept open.
    QCOMPARE(master.connections().size(), 1);
}

void TestCallSender::answersAreWhatTheyAre_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("told");
    QTest::newRow("200") << 200 << QByteArray() << QByteArray();
    QTest::newRow("200 with a body") << 200 << QByteArray("{}") << QByteArray();
    QTest::newRow("202") << 202 << QByteArray() << QByteArray();
    QTest::newRow("307") << 307 << QByteArray() << QByteArray();
    QTest::newRow("400") << 400 << QByteArray("Framework cannot be found") << QByteArray("Framework cannot be found");
    QTest::newRow("401") << 401 << QByteArray("401 Unauthorized.") << QByteArray("401 Unauthorized.");
    QTest::newRow("403") << 403 << QByteArray("Framework is not subscribed")
                         << QByteArray("Framework is not subscribed");
    QTest::newRow("500") << 500 << QByteArray("boom") << QByteArray("boom");
    QTest::newRow("501") << 501 << QByteArray("501 Not Implemented.") << QByteArray("501 Not Implemented.");
    QTest::newRow("503") << 503 << QByteArray("No leader elected") << QByteArray("No leader elected");
}

void TestCallSender::answersAreWhatTheyAre()
{
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, told);
    FakeMaster leader;
    FakeMaster master;
    master.answer(answerBytes(status, body, "text/plain; charset=utf-8",
                              {{"Location", "//127.0.0.1:" + QByteArray::number(leader.port()) + "/x"},
                               {"WWW-Authenticate", "Basic realm=\"mesos\""}}));
    Bench bench;
    bench.send(master, 1);
    QTRY_COMPARE(bench.replies.size(), 1);
    QCOMPARE(bench.replies.first().status, status);
    QCOMPARE(bench.replies.first().body, told);
    QVERIFY(!bench.replies.first().error);
    QCOMPARE(master.requests().size(), 1);
    QVERIFY(leader.connections().isEmpty());
}

void TestCallSender::capsTheBody()
{
    FakeMaster master;
    master.answer(answerBytes(400, QByteArray(CallSender::MaxBody * 3, 'x')));
    master.answer(Accepted);
    Bench bench;
    bench.send(master, 1);
    bench.send(master, 2);
    QTRY_COMPARE(bench.numbers, (QList<quint64>{1, 2}));
    QCOMPARE(bench.replies.first().status, 400);
    QCOMPARE(bench.replies.first().body, QByteArray(CallSender::MaxBody, 'x'));
}

void TestCallSender::aBodyWithoutAnEndIsAnAnswer()
{
    const QByteArray beginning = "HTTP/1.1 400 Bad Request\r\nContent-Length: 100\r\n\r\nThe stream ID";
    FakeMaster master;
    master.answer(beginning);
    master.answer(Script(beginning).cut());
    Bench bench;
    bench.sender.setAnswerTimeout(300ms);
    bench.send(master, 1);
    bench.send(master, 2);
    QTRY_COMPARE(bench.numbers, (QList<quint64>{1, 2}));
    for (const CallReply& reply : bench.replies) {
        QCOMPARE(reply.status, 400);
        QCOMPARE(reply.body, "The stream ID");
        QVERIFY(!reply.error);
    }
}

void TestCallSender::silenceIsATimeout()
{
    FakeMaster master;
    Bench bench;
    bench.sender.setAnswerTimeout(100ms);
    bench.send(master, 1);
    QTRY_COMPARE(bench.replies.size(), 1);
    QCOMPARE(bench.replies.first().status, 0);
    QVERIFY(bench.replies.first().error);
    QCOMPARE(bench.replies.first().error->kind, Error::Kind::Timeout);
    QVERIFY(bench.replies.first().took >= 100ms);
    QTRY_COMPARE(master.openConnections(), 0);
    QCOMPARE(master.requests().size(), 1);
}

void TestCallSender::brokenConnectionsAreFailures_data()
{
    QTest::addColumn<Script>("script");
    QTest::addColumn<Error::Kind>("kind");
    QTest::newRow("reset") << Script().reset() << Error::Kind::Network;
    QTest::newRow("closed") << Script().finish() << Error::Kind::Network;
    QTest::newRow("closed inside the headers") << Script("HTTP/1.1 2").cut() << Error::Kind::Network;
    QTest::newRow("no HTTP") << Script("220 mail.example.org ESMTP\r\n\r\n").cut() << Error::Kind::Network;
}

void TestCallSender::brokenConnectionsAreFailures()
{
    QFETCH(Script, script);
    QFETCH(Error::Kind, kind);
    FakeMaster master;
    master.answerAlways(script);
    Bench bench;
    bench.send(master, 1);
    QTRY_COMPARE(bench.replies.size(), 1);
    QCOMPARE(bench.replies.first().status, 0);
    QVERIFY(bench.replies.first().error);
    QCOMPARE(bench.replies.first().error->kind, kind);
    QVERIFY(!bench.replies.first().error->detail.isEmpty());
    // Never a second time: the master may have acted on the first.
    QCOMPARE(master.requests().size(), 1);
}

void TestCallSender::goesOnAfterAFailure()
{
    FakeMaster dead;
    dead.stopListening();
    FakeMaster master;
    master.answer(Script().reset());
    master.answer(Accepted);
    Bench bench;
    bench.send(dead, 1);
    bench.send(master, 2);
    bench.send(master, 3);
    QTRY_COMPARE(bench.numbers, (QList<quint64>{1, 2, 3}));
    QCOMPARE(bench.replies.at(0).error->kind, Error::Kind::Network);
    QCOMPARE(bench.replies.at(1).error->kind, Error::Kind::Network);
    QCOMPARE(bench.replies.at(2).status, 202);
}

void TestCallSender::usesAnotherConnectionWhenTheOldOneWasClosed()
{
    FakeMaster master;
    master.answer(Script(Accepted).pause().finish());
    master.answerAlways(Accepted);
    Bench bench;
    bench.send(master, 1);
    QTRY_COMPARE(bench.replies.size(), 1);
    master.resume();
    QTRY_COMPARE(master.openConnections(), 0);
    bench.send(master, 2);
    bench.send(master, 3);
    QTRY_COMPARE(bench.numbers, (QList<quint64>{1, 2, 3}));
    // Whether the end was seen in time is luck. Then another connection was made; else the failure is told, and the
    // call did not go out a second time on the quiet.
    const bool wasSeen = !bench.replies.at(1).error;
    QCOMPARE(bodies(master).count(bench.request(master, 2).body), wasSeen ? 1 : 0);
    if (!wasSeen)
        QCOMPARE(bench.replies.at(1).error->kind, Error::Kind::Network);
    QCOMPARE(bench.replies.at(2).status, 202);
    QCOMPARE(master.connections().size(), 2);
}

void TestCallSender::sendsOnceWhenAKeptConnectionIsClosedUnderIt()
{
    FakeMaster master;
    master.answer(Accepted);
    master.answerAlways(Script().cut());
    Bench bench;
    bench.send(master, 1);
    QTRY_COMPARE(bench.replies.size(), 1);
    bench.send(master, 2);
    QTRY_COMPARE(bench.replies.size(), 2);
    QVERIFY(bench.replies.last().error);
    QCOMPARE(bench.replies.last().error->kind, Error::Kind::Network);
    QCOMPARE(master.requests().size(), 2);
    QCOMPARE(master.connections().first()->requests().size(), 2);
}

void TestCallSender::forgetsWhatWaits()
{
    FakeMaster master;
    master.answer(Script().pause().send(Accepted));
    Bench bench;
    for (quint64 number = 1; number <= 4; ++number)
        bench.send(master, number);
    QTRY_COMPARE(master.requests().size(), 1);
    QCOMPARE(bench.sender.dropWaiting(), (QList<quint64>{2, 3, 4}));
    QCOMPARE(bench.sender.waiting(), 0);
    QVERIFY(!bench.sender.isIdle());
    master.resume();
    QTRY_COMPARE(bench.numbers, QList<quint64>{1});
    QVERIFY(bench.sender.isIdle());
    QCOMPARE(master.requests().size(), 1);
    QCOMPARE(bench.sender.dropWaiting(), QList<quint64>());
}

void TestCallSender::abortsWithoutASignal()
{
    FakeMaster master;
    master.answer(Script().pause().send(Accepted));
    master.answer(Accepted);
    Bench bench;
    bench.send(master, 1);
    bench.send(master, 2);
    QTRY_COMPARE(master.requests().size(), 1);
    QCOMPARE(bench.sender.abort(), (QList<quint64>{1, 2}));
    QVERIFY(bench.sender.isIdle());
    QCOMPARE(bench.sender.underWay(), quint64(0));
    bench.send(master, 3);
    QTRY_COMPARE(bench.numbers, QList<quint64>{3});
    QTRY_VERIFY(!master.connections().first()->isOpen());
    QCOMPARE(bench.sender.abort(), QList<quint64>());
}

void TestCallSender::callsSentInASlotComeLast()
{
    FakeMaster master;
    master.answerAlways(Accepted);
    Bench bench;
    connect(&bench.sender, &CallSender::answered, this, [&](const CallReply& reply) {
        if (reply.number == 1)
            bench.send(master, 3);
    });
    bench.send(master, 1);
    bench.send(master, 2);
    QTRY_COMPARE(bench.numbers, (QList<quint64>{1, 2, 3}));
}

void TestCallSender::mayBeDestroyedInASlot()
{
    FakeMaster master;
    master.answerAlways(Accepted);
    Bench requests;
    auto* const sender = new CallSender;
    bool wasTold = false;
    connect(sender, &CallSender::answered, this, [&] {
        wasTold = true;
        delete sender;
    });
    sender->send(requests.request(master, 1));
    sender->send(requests.request(master, 2));
    QTRY_VERIFY(wasTold);
    QTRY_COMPARE(master.openConnections(), 0);
    QCOMPARE(master.requests().size(), 1);
}

void TestCallSender::trustsWhatItIsTold_data()
{
    QTest::addColumn<bool>("isShown");
    QTest::addColumn<bool>("isAny");
    QTest::addColumn<bool>("isAccepted");
    QTest::newRow("nothing") << false << false << false;
    QTest::newRow("this one") << true << false << true;
    QTest::newRow("any") << false << true << true;
}

void TestCallSender::trustsWhatItIsTold()
{
    QFETCH(bool, isShown);
    QFETCH(bool, isAny);
    QFETCH(bool, isAccepted);
    const TestCertificate certificate = makeCertificate();
    QVERIFY2(certificate.problem.isEmpty(), qPrintable(certificate.problem));
    FakeMaster master(certificate);
    master.answerAlways(Accepted);
    Bench bench;
    CallRequest request = bench.request(master, 1);
    request.authorization = "Basic YWxpY2U6eA==";
    if (isShown)
        request.trustedCertificate = certificate.certificate.digest(QCryptographicHash::Sha256);
    request.acceptAnyCertificate = isAny;
    bench.sender.send(request);
    QTRY_COMPARE(bench.replies.size(), 1);
    QCOMPARE(bench.replies.first().status, isAccepted ? 202 : 0);
    QCOMPARE(bench.replies.first().error.has_value(), !isAccepted);
    QCOMPARE(master.requests().size(), isAccepted ? 1 : 0);
    if (!isAccepted)
        QCOMPARE(bench.replies.first().error->kind, Error::Kind::Tls);
}

void TestCallSender::badAddressesFailLater()
{
    FakeMaster nobody;
    Bench bench;
    CallRequest request = bench.request(nobody, 1);
    request.url = QUrl(u"nonsense://x"_s);
    bench.sender.send(request);
    QVERIFY(bench.replies.isEmpty());
    QTRY_COMPARE(bench.replies.size(), 1);
    QVERIFY(bench.replies.first().error);
}

QTEST_GUILESS_MAIN(TestCallSender)
#include "tst_callsender.moc"
