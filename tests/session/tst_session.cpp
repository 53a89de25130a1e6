// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "session/session.h"

#include "session/sessionbench.h"
#include "support/chunked.h"

#include <QSignalSpy>
#include <QTest>

using namespace mesoscribe;
using namespace mesoscribe::test;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

class TestSession : public QObject
{
    Q_OBJECT

private slots:
    void subscribesAndShowsTheOffers();
    void isNotSubscribedUntilTheRecordIsRead();
    void refusalsAreFinal_data();
    void refusalsAreFinal();
    void errorRecordsAreFinal_data();
    void errorRecordsAreFinal();
    void passingAnswersAreTriedAgain_data();
    void passingAnswersAreTriedAgain();
    void aBrokenStreamIsResubscribedWithTheSameFrameworkId();
    void voidsOffersAtOnceAndReplacesThem();
    void followsARedirectWithTheSameBody();
    void stopsAtARing();
    void asksBeforeCredentialsGoElsewhere();
    void sendsCredentialsOnlyWhenGiven();
    void stopsWhenNobodyAnswers();
    void triesTheNextMaster();
    void quietHeartbeatsMakeItAmberAndThenResubscribe();
    void leavingClosesTheStreamAndForgetsTheSecret();
    void stopEndsTheWaiting();
    void subscribesAsNewWithoutTheId();
    void asksAboutACertificateAndGoesOnWhenTrusted();
    void hugeOffersAreAppliedInSlices();
    void anUnreadableRecordDoesNotEndTheStream();
    void replaysTheWalkThroughOfARealMaster();
    void badAddressesNeverReachTheWire();
};

void TestSession::subscribesAndShowsTheOffers()
{
    FakeMaster master;
    master.answer(liveStream() + chunk(record(offersJson({"O1", "O2"}))));
    Bench bench;
    QSignalSpy subscribed(&bench.session, &Session::subscribed);
    bench.subscribe(master);
    QCOMPARE(bench.state().phase, Phase::Connecting);
    QTRY_COMPARE(bench.state().offers.heldCount(), 2);
    QCOMPARE(bench.state().phase, Phase::Subscribed);
    QCOMPARE(bench.state().frameworkId.value(), u"F1"_s);
    QCOMPARE(bench.state().streamId.value(), u"S1"_s);
    QCOMPARE(subscribed.size(), 1);
    QCOMPARE(master.requests().size(), 1);
    QVERIFY(master.requests().first().body.contains("\"SUBSCRIBE\""));
    QVERIFY(!master.requests().first().body.contains("framework_id"));
}

void TestSession::isNotSubscribedUntilTheRecordIsRead()
{
    FakeMaster master;
    master.answer(Script(streamHead("S1")).pause().send(chunk(record(subscribedJson("F1")))));
    Bench bench;
    bench.subscribe(master);
    QTRY_COMPARE(bench.state().phase, Phase::WaitingForSubscribed);
    QVERIFY(!bench.state().isSubscribed());
    master.resume();
    QTRY_COMPARE(bench.state().phase, Phase::Subscribed);
}

void TestSession::refusalsAreFinal_data()
{
    QTest::addColumn<QString>("capture");
    QTest::addColumn<Trouble::Kind>("kind");
    QTest::addColumn<Refusal::Reason>("reason");

    QTest::newRow("401") << u"a01-no-credentials"_s << Trouble::Kind::WantsCredentials << Refusal::Reason::Unauthorized;
    QTest::newRow("missing fields") << u"e08-framework_info-without-user-name"_s << Trouble::Kind::Refused
                                    << Refusal::Reason::MissingFields;
    QTest::newRow("415") << u"e10-ctype-text-plain"_s << Trouble::Kind::Refused << Refusal::Reason::WrongContentType;
    QTest::newRow("406") << u"e09-accept-text-html"_s << Trouble::Kind::Refused << Refusal::Reason::NotAcceptable;
    QTest::newRow("404") << u"e19-wrong-path"_s << Trouble::Kind::NoSchedulerApi << Refusal::Reason::NotFound;
    QTest::newRow("405") << u"e13-put"_s << Trouble::Kind::Refused << Refusal::Reason::MethodNotAllowed;
}

void TestSession::refusalsAreFinal()
{
    QFETCH(QString, capture);
    QFETCH(Trouble::Kind, kind);
    QFETCH(Refusal::Reason, reason);
    QFile file(QStringLiteral(MESOSCRIBE_TEST_DATA "/captures/") + capture + u".raw"_s);
    QVERIFY(file.open(QIODevice::ReadOnly));
    FakeMaster master;
    master.answer(file.readAll());
    Bench bench;
    bench.subscribe(master);
    QTRY_COMPARE(bench.state().phase, Phase::Stopped);
    QCOMPARE(bench.state().trouble->kind, kind);
    QCOMPARE(bench.state().trouble->refusal.reason, reason);
    QVERIFY(!bench.state().trouble->retrying);
    QVERIFY(!bench.state().retryAt);
    QCOMPARE(master.requests().size(), 1);
}

void TestSession::errorRecordsAreFinal_data()
{
    QTest::addColumn<QByteArray>("message");
    QTest::addColumn<bool>("afterSubscribed");
    QTest::addColumn<Trouble::Kind>("kind");
    QTest::newRow("removed") << QByteArray("Framework has been removed") << false << Trouble::Kind::FrameworkRemoved;
    QTest::newRow("failed over") << QByteArray("Framework failed over") << true << Trouble::Kind::TakenOver;
    QTest::newRow("role") << QByteArray("Roles { x } are not present in the master's --roles") << false
                          << Trouble::Kind::Refused;
    QTest::newRow("new words") << QByteArray("Something nobody has read before") << true << Trouble::Kind::Refused;
}

void TestSession::errorRecordsAreFinal()
{
    QFETCH(QByteArray, message);
    QFETCH(bool, afterSubscribed);
    QFETCH(Trouble::Kind, kind);
    FakeMaster master;
    master.answer((afterSubscribed ? liveStream() : streamHead("S1")) + chunk(record(errorJson(message))) +
                  lastChunk());
    Bench bench;
    bench.subscribe(master);
    QTRY_COMPARE(bench.state().phase, Phase::Stopped);
    QCOMPARE(bench.state().trouble->kind, kind);
    QCOMPARE(bench.state().trouble->refusal.words, QString::fromUtf8(message));
    QCOMPARE(master.requests().size(), 1);
}

void TestSession::passingAnswersAreTriedAgain_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<Refusal::Reason>("reason");
    QTest::newRow("no leader") << answerBytes(503, "No leader elected") << Refusal::Reason::NoLeader;
    QTest::newRow("recovering") << answerBytes(503, "Master has not finished recovery") << Refusal::Reason::Recovering;
    QTest::newRow("500") << answerBytes(500, "boom") << Refusal::Reason::ServerError;
}

void TestSession::passingAnswersAreTriedAgain()
{
    QFETCH(QByteArray, answer);
    QFETCH(Refusal::Reason, reason);
    FakeMaster master;
    master.answer(answer);
    master.answer(liveStream());
    Bench bench;
    bench.subscribe(master);
    QTRY_COMPARE(bench.state().phase, Phase::Reconnecting);
    QCOMPARE(bench.state().trouble->kind, Trouble::Kind::MasterPassing);
    QCOMPARE(bench.state().trouble->refusal.reason, reason);
    QVERIFY(bench.state().retryAt.has_value());
    // The first waiting time is a second; nobody has to sit it out.
    QTRY_COMPARE(bench.state().phase, Phase::Subscribed);
    QCOMPARE(master.requests().size(), 2);
}

void TestSession::aBrokenStreamIsResubscribedWithTheSameFrameworkId()
{
    FakeMaster master;
    master.answer(Script(liveStream("F1", "S1")).pause().reset());
    master.answer(liveStream("F1", "S2"));
    Bench bench;
    bench.subscribe(master);
    QTRY_COMPARE(bench.state().phase, Phase::Subscribed);
    master.resume();
    QTRY_COMPARE(bench.state().phase, Phase::Reconnecting);
    QVERIFY(bench.state().streamIdIsVoid);
    bench.session.tryNow();
    QTRY_COMPARE(bench.state().subscriptions, 2);
    const QByteArray body = master.requests().last().body;
    QVERIFY(body.contains(R"("framework_id":{"value":"F1"})"));
    QVERIFY(body.contains(R"("id":{"value":"F1"})"));
    QCOMPARE(bench.state().streamId.value(), u"S2"_s);
    QVERIFY(!bench.state().streamIdIsVoid);
}

void TestSession::voidsOffersAtOnceAndReplacesThem()
{
    FakeMaster master;
    master.answer(Script(liveStream() + chunk(record(offersJson({"O1"})))).pause().send(lastChunk()));
    master.answer(liveStream("F1", "S2") + chunk(record(offersJson({"O2"}))));
    Bench bench;
    bench.subscribe(master);
    QTRY_COMPARE(bench.state().offers.heldCount(), 1);
    master.resume();
    QTRY_COMPARE(bench.state().phase, Phase::Reconnecting);
    QCOMPARE(bench.state().trouble->kind, Trouble::Kind::MasterEnded);
    QCOMPARE(bench.state().offers.heldCount(), 0);
    QCOMPARE(bench.state().offers.size(), 1);
    bench.session.tryNow();
    QTRY_COMPARE(bench.state().offers.heldCount(), 1);
    QVERIFY(bench.state().offers.find(OfferId(u"O2"_s)));
}

void TestSession::followsARedirectWithTheSameBody()
{
    FakeMaster leader;
    leader.answer(liveStream());
    FakeMaster follower;
    follower.answer(answerBytes(
        307, {}, {}, {{"Location", "//127.0.0.1:" + QByteArray::number(leader.port()) + "/master/api/v1/scheduler"}}));
    Bench bench;
    bench.subscribe(follower);
    QTRY_COMPARE(bench.state().phase, Phase::Subscribed);
    QCOMPARE(leader.requests().first().body, follower.requests().first().body);
    QCOMPARE(leader.requests().first().path, "/master/api/v1/scheduler");
    QCOMPARE(bench.state().master.port(), leader.port());
    QCOMPARE(bench.state().redirectedFrom.port(), follower.port());
}

void TestSession::stopsAtARing()
{
    FakeMaster one;
    FakeMaster two;
    const auto to = [](const FakeMaster& other) {
        return answerBytes(307, {}, {}, {{"Location", "//127.0.0.1:" + QByteArray::number(other.port()) + "/x"}});
    };
    one.answer(to(two));
    two.answer(to(one));
    Bench bench;
    bench.subscribe(one);
    QTRY_COMPARE(bench.state().phase, Phase::Reconnecting);
    QCOMPARE(bench.state().trouble->kind, Trouble::Kind::RedirectRing);
    QCOMPARE(one.requests().size() + two.requests().size(), 2);
}

void TestSession::asksBeforeCredentialsGoElsewhere()
{
    FakeMaster leader;
    leader.answer(liveStream());
    FakeMaster follower;
    follower.answer(answerBytes(
        307, {}, {}, {{"Location", "//localhost:" + QByteArray::number(leader.port()) + "/api/v1/scheduler"}}));
    Bench bench;
    SubscribeSettings settings = bench.settings(follower);
    settings.framework.principal = u"alice"_s;
    bench.session.subscribe(settings, u"wonderland"_s);
    QTRY_COMPARE(bench.state().phase, Phase::Stopped);
    QCOMPARE(bench.state().trouble->kind, Trouble::Kind::CredentialsElsewhere);
    QVERIFY(leader.requests().isEmpty());
    bench.session.sendCredentials();
    QTRY_COMPARE(bench.state().phase, Phase::Subscribed);
    QCOMPARE(leader.requests().first().header("Authorization"), "Basic " + QByteArray("alice:wonderland").toBase64());
}

void TestSession::sendsCredentialsOnlyWhenGiven()
{
    FakeMaster master;
    master.answer(answerBytes(401, "401 Unauthorized."));
    master.answer(answerBytes(401, "401 Unauthorized."));
    Bench bench;
    bench.subscribe(master);
    QTRY_COMPARE(bench.state().phase, Phase::Stopped);
    QCOMPARE(bench.state().trouble->kind, Trouble::Kind::WantsCredentials);
    QVERIFY(master.requests().last().header("Authorization").isEmpty());

    SubscribeSettings settings = bench.settings(master);
    settings.framework.principal = u"alice"_s;
    bench.session.subscribe(settings, u"wrong"_s);
    QTRY_COMPARE(bench.state().phase, Phase::Stopped);
    QCOMPARE(bench.state().trouble->kind, Trouble::Kind::CredentialsRefused);
    QCOMPARE(master.requests().size(), 2);
}

void TestSession::stopsWhenNobodyAnswers()
{
    FakeMaster master;
    master.stopListening();
    Bench bench;
    bench.subscribe(master);
    QTRY_COMPARE(bench.state().phase, Phase::Stopped);
    QCOMPARE(bench.state().trouble->kind, Trouble::Kind::NothingAnswers);
    QCOMPARE(bench.state().trouble->address.port(), master.port());
}

void TestSession::triesTheNextMaster()
{
    FakeMaster dead;
    dead.stopListening();
    FakeMaster alive;
    alive.answer(liveStream());
    Bench bench;
    SubscribeSettings settings = bench.settings(dead);
    settings.masters += u',' + alive.url().toString(QUrl::RemovePath);
    bench.session.subscribe(settings, {});
    QTRY_COMPARE(bench.state().phase, Phase::Subscribed);
    QCOMPARE(bench.state().master.port(), alive.port());
}

void TestSession::quietHeartbeatsMakeItAmberAndThenResubscribe()
{
    FakeMaster master;
    master.answer(liveStream("F1", "S1", 0.5));
    master.answer(liveStream("F1", "S2"));
    Bench bench;
    bench.subscribe(master);
    QTRY_COMPARE(bench.state().phase, Phase::Subscribed);
    QTRY_COMPARE(bench.state().phase, Phase::Quiet);
    QVERIFY(bench.state().missedHeartbeats >= HeartbeatWatch::QuietAfter);
    QTRY_COMPARE(bench.state().phase, Phase::Reconnecting);
    QCOMPARE(bench.state().trouble->kind, Trouble::Kind::HeartbeatsStopped);
    QTRY_COMPARE(master.openConnections(), 0);
    bench.session.tryNow();
    QTRY_COMPARE(bench.state().subscriptions, 2);
    QVERIFY(master.requests().last().body.contains("\"F1\""));
}

void TestSession::leavingClosesTheStreamAndForgetsTheSecret()
{
    FakeMaster master;
    master.answer(liveStream());
    Bench bench;
    bench.subscribe(master);
    QTRY_COMPARE(bench.state().phase, Phase::Subscribed);
    bench.session.leave();
    QCOMPARE(bench.state().phase, Phase::Off);
    QVERIFY(!bench.state().trouble);
    QTRY_COMPARE(master.openConnections(), 0);
    QCOMPARE(master.requests().size(), 1);
}

void TestSession::stopEndsTheWaiting()
{
    FakeMaster master;
    master.answerAlways(answerBytes(503, "No leader elected"));
    Bench bench;
    bench.subscribe(master);
    QTRY_COMPARE(bench.state().phase, Phase::Reconnecting);
    bench.session.stop();
    QCOMPARE(bench.state().phase, Phase::Stopped);
    QVERIFY(!bench.state().trouble->retrying);
    QVERIFY(!bench.state().retryAt);
    bench.session.tryNow();
    QTRY_COMPARE(master.requests().size(), 2);
}

void TestSession::subscribesAsNewWithoutTheId()
{
    FakeMaster master;
    master.answer(streamHead("S1") + chunk(record(errorJson("Framework has been removed"))) + lastChunk());
    master.answer(liveStream("F9", "S2"));
    Bench bench;
    SubscribeSettings settings = bench.settings(master);
    settings.framework.id = FrameworkId(u"F-old"_s);
    bench.session.subscribe(settings, {});
    QTRY_COMPARE(bench.state().phase, Phase::Stopped);
    QVERIFY(master.requests().first().body.contains("F-old"));
    bench.session.subscribeAsNew();
    QTRY_COMPARE(bench.state().phase, Phase::Subscribed);
    QVERIFY(!master.requests().last().body.contains("framework_id"));
    QCOMPARE(bench.state().frameworkId.value(), u"F9"_s);
}

void TestSession::asksAboutACertificateAndGoesOnWhenTrusted()
{
    const TestCertificate certificate = makeCertificate();
    QVERIFY2(certificate.problem.isEmpty(), qPrintable(certificate.problem));
    FakeMaster master(certificate);
    master.answer(liveStream());
    Bench bench;
    bench.subscribe(master);
    QTRY_COMPARE(bench.state().phase, Phase::Stopped);
    QVERIFY2(bench.state().trouble->kind == Trouble::Kind::CertificateUntrusted,
             qPrintable(bench.state().trouble->detail));
    QVERIFY(bench.state().trouble->certificatePem.contains("BEGIN CERTIFICATE"));
    QVERIFY(master.requests().isEmpty());
    bench.session.trustCertificate();
    QTRY_COMPARE(bench.state().phase, Phase::Subscribed);
}

void TestSession::hugeOffersAreAppliedInSlices()
{
    QList<QByteArray> ids;
    for (int i = 0; i < 20000; ++i)
        ids.append("O" + QByteArray::number(i));
    FakeMaster master;
    master.answer(liveStream() + chunk(record(offersJson(ids))));
    Bench bench;
    int slices = 0;
    connect(&bench.session, &Session::changed, this,
            [&](const Changes& changes) { slices += !changes.offersAdded.isEmpty(); });
    bench.subscribe(master);
    QTRY_COMPARE(bench.state().offers.heldCount(), 20000);
    QVERIFY(slices >= 1);
    QCOMPARE(bench.state().records.at(bench.state().records.size() - 1).facts.count, 20000);
}

void TestSession::anUnreadableRecordDoesNotEndTheStream()
{
    FakeMaster master;
    master.answer(liveStream() + chunk(record("{\"type\":")) + chunk(record(offersJson({"O1"}))));
    Bench bench;
    bench.subscribe(master);
    QTRY_COMPARE(bench.state().offers.heldCount(), 1);
    QCOMPARE(bench.state().phase, Phase::Subscribed);
    const RecordEntry& unreadable = bench.state().records.at(bench.state().records.size() - 2);
    QVERIFY(!unreadable.isReadable);
    QCOMPARE(unreadable.raw, "{\"type\":");
}

void TestSession::replaysTheWalkThroughOfARealMaster()
{
    QFile file(QStringLiteral(MESOSCRIBE_TEST_DATA "/captures/b01-blog-subscribe.raw"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    FakeMaster master;
    master.answer(Script().sendInPieces(file.readAll(), 3));
    Bench bench;
    bench.subscribe(master);
    QTRY_COMPARE_WITH_TIMEOUT(bench.state().records.size(), 5, 20000);
    QCOMPARE(bench.state().streamId.value(), u"c37147c6-41f1-4ef3-a643-1e99af75e3ad"_s);
    QCOMPARE(bench.state().frameworkId.value(), u"21cedd9f-e308-4aa1-bcce-33398b9bc5a5-0002"_s);
    const OfferPtr offer = bench.state().offers.begin()->offer;
    QCOMPARE(offer->id.value(), u"21cedd9f-e308-4aa1-bcce-33398b9bc5a5-O4"_s);
    QCOMPARE(offer->agentId.value(), u"21cedd9f-e308-4aa1-bcce-33398b9bc5a5-S0"_s);
    QCOMPARE(bench.state().masterInfo->version, u"1.12.0"_s);
}

void TestSession::badAddressesNeverReachTheWire()
{
    Bench bench;
    SubscribeSettings settings;
    settings.masters = u"zk://z1:2181/mesos"_s;
    bench.session.subscribe(settings, {});
    QCOMPARE(bench.state().phase, Phase::Stopped);
    QCOMPARE(bench.state().trouble->kind, Trouble::Kind::BadAddress);
    bench.session.tryNow();
    QCOMPARE(bench.state().phase, Phase::Stopped);
}

QTEST_GUILESS_MAIN(TestSession)
#include "tst_session.moc"
