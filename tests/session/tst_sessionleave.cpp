// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "session/sessionbench.h"

#include "support/chunked.h"

#include <QSignalSpy>
#include <QTest>

using namespace mesoscribe;
using namespace mesoscribe::test;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

using Leaving = Session::Leaving;

/// How a subscription ends by our own will, or by the lid of the computer.
class TestSessionLeave : public QObject
{
    Q_OBJECT

private slots:
    void leavesAtOnceWhenNothingIsHeld();
    void leavesFromWherever_data();
    void leavesFromWherever();
    void givesOffersBackOnTheWayOut();
    void doesNotWaitForeverForTheAnswer();
    void finishesWhatIsUnderWay();
    void leavesOnce();
    void mayTurnIntoATearDown();
    void aStreamThatEndsMeanwhileIsTheEnd();
    void subscribingAnewCutsItShort();
    void subscribingAnewKeepsItsNewSecret();
    void tearsDown_data();
    void tearsDown();
    void tearsDownWhenTheStreamEndsBeforeTheAnswer();
    void aTearDownThatWasNeverSentTearsNothingDown();
    void leavesAlthoughTheTearDownIsRefused();
    void leavesAlthoughTheStreamDoesNotEnd();
    void aTornDownFrameworkIsNotRetried();
    void theIdOfATornDownFrameworkIsFinished();
    void endsTheStreamOfATornDownFrameworkItself();
    void noticesThatTheComputerSlept();
    void tellsOfTheSleepAlsoWhenTheMasterIsNotThereAtOnce();
    void sleepEndsWhatWasUnderWay();
};

void TestSessionLeave::leavesAtOnceWhenNothingIsHeld()
{
    FakeMaster master;
    master.answer(liveStream());
    Bench bench;
    QSignalSpy left(&bench.session, &Session::left);
    bench.subscribe(master);
    QTRY_VERIFY(bench.session.canCall());
    bench.session.leave();
    QCOMPARE(bench.state().phase, Phase::Off);
    QVERIFY(!bench.session.isLeaving());
    QVERIFY(!bench.session.canCall());
    QVERIFY(left.isEmpty());
    QTRY_COMPARE(left.size(), 1);
    QTRY_COMPARE(master.openConnections(), 0);
    QVERIFY(callsTo(master).isEmpty());
}

void TestSessionLeave::leavesFromWherever_data()
{
    QTest::addColumn<Phase>("phase");
    QTest::newRow("off") << Phase::Off;
    QTest::newRow("connecting") << Phase::Connecting;
    QTest::newRow("waiting for the record") << Phase::WaitingForSubscribed;
    QTest::newRow("reconnecting") << Phase::Reconnecting;
    QTest::newRow("stopped") << Phase::Stopped;
}

void TestSessionLeave::leavesFromWherever()
{
    QFETCH(Phase, phase);
    FakeMaster master;
    if (phase == Phase::WaitingForSubscribed)
        master.answer(streamHead("S1"));
    if (phase == Phase::Reconnecting)
        master.answer(answerBytes(503, "No leader elected"));
    if (phase == Phase::Stopped)
        master.answer(answerBytes(400, "no"));
    Bench bench;
    if (phase != Phase::Off)
        bench.subscribe(master);
    QTRY_COMPARE(bench.state().phase, phase);
    QSignalSpy left(&bench.session, &Session::left);
    bench.session.leave(Leaving::TearDown);
    QCOMPARE(bench.state().phase, Phase::Off);
    QTRY_COMPARE(left.size(), 1);
    QVERIFY(bench.state().calls.isEmpty());
}

void TestSessionLeave::givesOffersBackOnTheWayOut()
{
    FakeMaster master;
    master.answer(liveStream() + recordChunk(offersJson({"O1", "O2"})));
    master.answer(Script().pause().send(accepted()));
    Bench bench;
    QSignalSpy left(&bench.session, &Session::left);
    bench.subscribe(master);
    QTRY_COMPARE(bench.state().offers.heldCount(), 2);
    bench.session.leave();
    QVERIFY(bench.session.isLeaving());
    QVERIFY(!bench.session.canCall());
    QCOMPARE(bench.session.send(ReviveCall{}), quint64(0));
    QTRY_COMPARE(callsTo(master).size(), 1);
    QCOMPARE(bench.state().calls.at(0).facts.offerIds.size(), 2);
    QVERIFY(callsTo(master).first().body.contains(R"("filters":{"refuse_seconds":0})") ||
            callsTo(master).first().body.contains(R"("filters":{"refuse_seconds":0.0})"));
    QCOMPARE(bench.state().phase, Phase::Subscribed);
    master.resume();
    QTRY_COMPARE(bench.state().phase, Phase::Off);
    QTRY_COMPARE(left.size(), 1);
    QCOMPARE(bench.state().calls.at(0).progress, CallProgress::Done);
    // Not because they were held for too long.
    QCOMPARE(std::ranges::count(bench.state().story, StoryLine::Kind::GivenBack, &StoryLine::kind), 0);
    QTRY_VERIFY(!master.connections().first()->isOpen());
    QCOMPARE(callsTo(master).size(), 1);
}

void TestSessionLeave::doesNotWaitForeverForTheAnswer()
{
    FakeMaster master;
    master.answer(liveStream() + recordChunk(offersJson({"O1"})));
    Bench bench;
    QSignalSpy left(&bench.session, &Session::left);
    bench.subscribe(master);
    QTRY_COMPARE(bench.state().offers.heldCount(), 1);
    QElapsedTimer waited;
    waited.start();
    bench.session.leave();
    QTRY_COMPARE(left.size(), 1);
    QVERIFY(waited.elapsed() >= 1900);
    QCOMPARE(bench.state().phase, Phase::Off);
    QCOMPARE(bench.state().calls.at(0).progress, CallProgress::Failed);
    QTRY_COMPARE(master.openConnections(), 0);
}

void TestSessionLeave::finishesWhatIsUnderWay()
{
    FakeMaster master;
    master.answer(liveStream());
    master.answerAlways(accepted());
    Bench bench;
    bench.subscribe(master);
    QTRY_VERIFY(bench.session.canCall());
    bench.session.send(KillCall{TaskId(u"T1"_s), {}, {}});
    bench.session.send(KillCall{TaskId(u"T2"_s), {}, {}});
    bench.session.leave();
    QTRY_COMPARE(bench.state().phase, Phase::Off);
    QCOMPARE(callsTo(master).size(), 2);
    QCOMPARE(bench.state().calls.unanswered(), 0);
    QCOMPARE(bench.state().calls.at(1).status, 202);
}

void TestSessionLeave::leavesOnce()
{
    FakeMaster master;
    master.answer(liveStream() + recordChunk(offersJson({"O1"})));
    master.answer(Script().pause().send(accepted()));
    Bench bench;
    QSignalSpy left(&bench.session, &Session::left);
    bench.subscribe(master);
    QTRY_COMPARE(bench.state().offers.heldCount(), 1);
    bench.session.leave();
    bench.session.leave();
    bench.session.tryNow();
    QTRY_COMPARE(callsTo(master).size(), 1);
    master.resume();
    QTRY_COMPARE(left.size(), 1);
    bench.session.leave();
    QTRY_COMPARE(left.size(), 2);
    QCOMPARE(callsTo(master).size(), 1);
    QCOMPARE(master.requests().size(), 2);
}

void TestSessionLeave::mayTurnIntoATearDown()
{
    FakeMaster master;
    master.answer(liveStream() + recordChunk(offersJson({"O1"})));
    master.answer(Script().pause().send(accepted()));
    master.answerAlways(accepted());
    Bench bench;
    QSignalSpy left(&bench.session, &Session::left);
    bench.subscribe(master);
    QTRY_COMPARE(bench.state().offers.heldCount(), 1);
    bench.session.leave();
    bench.session.leave(Leaving::TearDown);
    bench.session.leave();
    master.resume();
    QTRY_COMPARE(callsTo(master).size(), 1);
    master.resume();
    QTRY_COMPARE(callTypes(master), (QStringList{u"DECLINE"_s, u"TEARDOWN"_s}));
    QTRY_VERIFY(bench.state().isTornDown);
    master.subscription()->send(lastChunk());
    QTRY_COMPARE(left.size(), 1);
    QCOMPARE(bench.state().phase, Phase::Off);
}

void TestSessionLeave::aStreamThatEndsMeanwhileIsTheEnd()
{
    FakeMaster master;
    master.answer(liveStream() + recordChunk(offersJson({"O1"})));
    Bench bench;
    QSignalSpy left(&bench.session, &Session::left);
    bench.subscribe(master);
    QTRY_COMPARE(bench.state().offers.heldCount(), 1);
    bench.session.leave();
    QTRY_COMPARE(callsTo(master).size(), 1);
    master.subscription()->reset();
    QTRY_COMPARE(left.size(), 1);
    QCOMPARE(bench.state().phase, Phase::Off);
    QVERIFY(!bench.state().retryAt);
    QCOMPARE(master.requests().size(), 2);
}

void TestSessionLeave::subscribingAnewCutsItShort()
{
    FakeMaster master;
    master.answer(liveStream() + recordChunk(offersJson({"O1"})));
    master.answer(Script());
    master.answer(liveStream("F2", "S2"));
    Bench bench;
    QSignalSpy left(&bench.session, &Session::left);
    bench.subscribe(master);
    QTRY_COMPARE(bench.state().offers.heldCount(), 1);
    bench.session.leave();
    QTRY_COMPARE(callsTo(master).size(), 1);
    bench.subscribe(master);
    QTRY_COMPARE(bench.state().frameworkId.value(), u"F2"_s);
    QCOMPARE(left.size(), 1);
    QVERIFY(bench.session.canCall());
}

void TestSessionLeave::subscribingAnewKeepsItsNewSecret()
{
    FakeMaster master;
    master.answer(liveStream() + recordChunk(offersJson({"O1"})));
    master.answer(Script());
    master.answer(liveStream("F2", "S2"));
    Bench bench;
    SubscribeSettings settings = Bench::settings(master);
    settings.framework.principal = u"ann"_s;
    bench.session.subscribe(settings, u"first"_s);
    QTRY_COMPARE(bench.state().offers.heldCount(), 1);
    bench.session.leave();
    QTRY_COMPARE(callsTo(master).size(), 1);
    QVERIFY(bench.session.isLeaving());
    bench.session.subscribe(settings, u"second"_s);
    QTRY_COMPARE(bench.state().frameworkId.value(), u"F2"_s);
    QCOMPARE(master.requests().last().header("Authorization"), "Basic " + QByteArray("ann:second").toBase64());
}

void TestSessionLeave::tearsDown_data()
{
    QTest::addColumn<bool>("isLeave");
    QTest::newRow("by leaving") << true;
    QTest::newRow("by a call") << false;
}

void TestSessionLeave::tearsDown()
{
    QFETCH(bool, isLeave);
    FakeMaster master;
    master.answer(liveStream() + recordChunk(offersJson({"O1"})));
    master.answerAlways(accepted());
    Bench bench;
    QSignalSpy left(&bench.session, &Session::left);
    QSignalSpy tornDown(&bench.session, &Session::tornDown);
    bench.subscribe(master);
    QTRY_COMPARE(bench.state().offers.heldCount(), 1);
    if (isLeave)
        bench.session.leave(Leaving::TearDown);
    else
        bench.session.send(TeardownCall{});
    QTRY_COMPARE(tornDown.size(), 1);
    QCOMPARE(tornDown.first().first().value<FrameworkId>().value(), u"F1"_s);
    QVERIFY(!bench.session.canCall());
    QVERIFY(bench.state().isSubscribed());
    master.subscription()->send(lastChunk());
    QTRY_COMPARE(bench.state().phase, isLeave ? Phase::Off : Phase::Stopped);
    if (isLeave)
        QTRY_COMPARE(left.size(), 1);
    else
        QCOMPARE(bench.state().trouble->kind, Trouble::Kind::TornDown);
    QCOMPARE(tornDown.size(), 1);
    QCOMPARE(callTypes(master), QStringList{u"TEARDOWN"_s});
    QCOMPARE(bench.state().calls.at(0).progress, CallProgress::Done);
}

void TestSessionLeave::tearsDownWhenTheStreamEndsBeforeTheAnswer()
{
    FakeMaster master;
    master.answer(Script(liveStream()));
    master.answer(Script().pause().send(accepted()));
    Bench bench;
    QSignalSpy left(&bench.session, &Session::left);
    QSignalSpy tornDown(&bench.session, &Session::tornDown);
    bench.subscribe(master);
    QTRY_VERIFY(bench.session.canCall());
    bench.session.leave(Leaving::TearDown);
    QTRY_COMPARE(callsTo(master).size(), 1);
    master.subscription()->send(lastChunk());
    QTRY_COMPARE(bench.state().phase, Phase::Stopped);
    QCOMPARE(bench.state().trouble->kind, Trouble::Kind::TornDown);
    QVERIFY(left.isEmpty());
    master.resume();
    QTRY_COMPARE(left.size(), 1);
    QCOMPARE(tornDown.size(), 1);
    QCOMPARE(bench.state().phase, Phase::Off);
}

/// It waited behind another call when the stream ended: the framework lives, and is subscribed again.
void TestSessionLeave::aTearDownThatWasNeverSentTearsNothingDown()
{
    FakeMaster master;
    master.answer(Script(liveStream()));
    master.answer(Script().pause().send(accepted()));
    Bench bench;
    bench.subscribe(master);
    QTRY_VERIFY(bench.session.canCall());
    bench.session.send(ReviveCall{});
    bench.session.send(TeardownCall{});
    QTRY_COMPARE(callsTo(master).size(), 1);
    master.subscription()->send(lastChunk());
    QTRY_COMPARE(bench.state().phase, Phase::Reconnecting);
    QCOMPARE(bench.state().calls.at(1).progress, CallProgress::NotSent);
    QVERIFY(!bench.state().isTornDown);
}

void TestSessionLeave::leavesAlthoughTheTearDownIsRefused()
{
    FakeMaster master;
    master.answer(liveStream());
    master.answer(answerBytes(400, "Framework cannot be found"));
    Bench bench;
    QSignalSpy left(&bench.session, &Session::left);
    QSignalSpy tornDown(&bench.session, &Session::tornDown);
    bench.subscribe(master);
    QTRY_VERIFY(bench.session.canCall());
    bench.session.leave(Leaving::TearDown);
    QTRY_COMPARE(left.size(), 1);
    QCOMPARE(bench.state().phase, Phase::Off);
    QVERIFY(tornDown.isEmpty());
    QCOMPARE(bench.state().calls.at(0).progress, CallProgress::Refused);
    QVERIFY(!bench.state().isTornDown);
}

void TestSessionLeave::leavesAlthoughTheStreamDoesNotEnd()
{
    FakeMaster master;
    master.answer(liveStream());
    Bench bench;
    QSignalSpy left(&bench.session, &Session::left);
    bench.subscribe(master);
    QTRY_VERIFY(bench.session.canCall());
    bench.session.leave(Leaving::TearDown);
    QTRY_COMPARE_WITH_TIMEOUT(left.size(), 1, 10000);
    QCOMPARE(bench.state().phase, Phase::Off);
    QCOMPARE(bench.state().calls.at(0).progress, CallProgress::Failed);
}

void TestSessionLeave::aTornDownFrameworkIsNotRetried()
{
    FakeMaster master;
    master.answer(liveStream());
    master.answer(accepted());
    master.answer(liveStream("F2", "S2"));
    Bench bench;
    bench.subscribe(master);
    QTRY_VERIFY(bench.session.canCall());
    bench.session.send(TeardownCall{});
    QTRY_VERIFY(bench.state().isTornDown);
    // A master that dies at this moment changes nothing.
    master.subscription()->reset();
    QTRY_COMPARE(bench.state().phase, Phase::Stopped);
    QCOMPARE(bench.state().trouble->kind, Trouble::Kind::TornDown);
    QVERIFY(!bench.state().trouble->retrying);
    QVERIFY(!bench.state().retryAt);
    QCOMPARE(master.requests().size(), 2);

    bench.session.tryNow();
    QTRY_COMPARE(bench.state().frameworkId.value(), u"F2"_s);
    QVERIFY(!master.requests().last().body.contains("framework_id"));
    QVERIFY(bench.session.canCall());
}

void TestSessionLeave::theIdOfATornDownFrameworkIsFinished()
{
    FakeMaster master;
    master.answer(liveStream());
    master.answer(accepted());
    master.answer(accepted());
    master.answer(liveStream("F2", "S2"));
    Bench bench;
    SubscribeSettings settings = Bench::settings(master);
    settings.framework.id = FrameworkId(u"F1"_s);
    bench.session.subscribe(settings, {});
    QTRY_COMPARE(callTypes(master), QStringList{u"RECONCILE"_s});
    QSignalSpy left(&bench.session, &Session::left);
    bench.session.leave(Leaving::TearDown);
    QTRY_VERIFY(bench.state().isTornDown);
    master.subscription()->send(lastChunk());
    QTRY_COMPARE(left.size(), 1);
    bench.session.subscribe(settings, {});
    QTRY_COMPARE(bench.state().frameworkId.value(), u"F2"_s);
    QVERIFY(!master.requests().last().body.contains("F1"));
}

void TestSessionLeave::endsTheStreamOfATornDownFrameworkItself()
{
    FakeMaster master;
    master.answer(liveStream());
    master.answer(accepted());
    Bench bench;
    bench.subscribe(master);
    QTRY_VERIFY(bench.session.canCall());
    bench.session.send(TeardownCall{});
    QTRY_VERIFY(bench.state().isTornDown);
    QVERIFY(bench.state().isSubscribed());
    QTRY_COMPARE_WITH_TIMEOUT(bench.state().phase, Phase::Stopped, 10000);
    QCOMPARE(bench.state().trouble->kind, Trouble::Kind::TornDown);
    QTRY_VERIFY(!master.subscription()->isOpen());
}

void TestSessionLeave::noticesThatTheComputerSlept()
{
    FakeMaster master;
    master.answer(liveStream("F1", "S1", 0.5) + recordChunk(offersJson({"O1", "O2"})));
    master.answer(Script(streamHead("S2")).pause().send(recordChunk(subscribedJson("F1", 15.0))));
    Bench bench;
    std::optional<Trouble> meanwhile;
    connect(&bench.session, &Session::changed, this, [&] {
        if (bench.state().phase == Phase::Connecting && bench.state().trouble)
            meanwhile = bench.state().trouble;
    });
    bench.subscribe(master);
    QTRY_COMPARE(bench.state().offers.heldCount(), 2);
    bench.clock.sleep(42min);
    QTRY_COMPARE(bench.state().phase, Phase::WaitingForSubscribed);
    QVERIFY(meanwhile);
    QCOMPARE(meanwhile->kind, Trouble::Kind::Slept);
    QVERIFY(meanwhile->retrying);
    QCOMPARE(std::chrono::round<std::chrono::minutes>(meanwhile->silence), 42min);
    QCOMPARE(meanwhile->received, 2);
    QCOMPARE(bench.state().offers.heldCount(), 0);
    QVERIFY(bench.state().offersVoidSince);
    QCOMPARE(std::ranges::count(bench.state().story, StoryLine::Kind::Slept, &StoryLine::kind), 1);
    QVERIFY(master.requests().last().body.contains(R"("framework_id":{"value":"F1"})"));

    master.resume();
    QTRY_VERIFY(bench.session.canCall());
    QVERIFY(bench.state().trouble);
    QCOMPARE(bench.state().trouble->kind, Trouble::Kind::Slept);
    QVERIFY(!bench.state().trouble->retrying);
    QCOMPARE(bench.state().trouble->received, 2);
    bench.session.closeNote();
    QVERIFY(!bench.state().trouble);
    QVERIFY(bench.session.canCall());
}

void TestSessionLeave::tellsOfTheSleepAlsoWhenTheMasterIsNotThereAtOnce()
{
    FakeMaster master;
    master.answer(liveStream("F1", "S1", 0.5));
    master.answer(answerBytes(503, "No leader elected"));
    master.answer(liveStream("F1", "S2"));
    Bench bench;
    bench.subscribe(master);
    QTRY_VERIFY(bench.session.canCall());
    bench.clock.sleep(1h);
    QTRY_COMPARE(bench.state().phase, Phase::Reconnecting);
    QCOMPARE(bench.state().trouble->kind, Trouble::Kind::MasterPassing);
    bench.session.tryNow();
    QTRY_COMPARE(bench.state().subscriptions, 2);
    QCOMPARE(bench.state().trouble->kind, Trouble::Kind::Slept);
    // A trouble of its own takes the note's place.
    master.subscription()->reset();
    QTRY_COMPARE(bench.state().phase, Phase::Reconnecting);
    QCOMPARE(bench.state().trouble->kind, Trouble::Kind::ConnectionLost);
    bench.session.closeNote();
    QVERIFY(bench.state().trouble);
}

void TestSessionLeave::sleepEndsWhatWasUnderWay()
{
    FakeMaster master;
    master.answer(liveStream("F1", "S1", 0.5));
    master.answer(Script());
    master.answer(liveStream("F1", "S2"));
    Bench bench;
    bench.subscribe(master);
    QTRY_VERIFY(bench.session.canCall());
    bench.session.send(ReviveCall{});
    bench.session.send(ReviveCall{});
    QTRY_COMPARE(callsTo(master).size(), 1);
    bench.clock.sleep(1h);
    QTRY_COMPARE(bench.state().subscriptions, 2);
    QCOMPARE(bench.state().calls.at(0).progress, CallProgress::Failed);
    QCOMPARE(bench.state().calls.at(1).progress, CallProgress::NotSent);
}

QTEST_GUILESS_MAIN(TestSessionLeave)
#include "tst_sessionleave.moc"
