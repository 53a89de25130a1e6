// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "state/reduce.h"

#include "statescene.h"

#include <QTest>

using namespace mesoscribe;
using namespace mesoscribe::test;

/// What a call changes when it is sent, answered, refused or lost.
class TestReduceCalls : public QObject
{
    Q_OBJECT

private slots:
    void aCallIsARecordToo();
    void recordsSayWhatACallIsAbout_data();
    void recordsSayWhatACallIsAbout();
    void progressFollowsTheAnswer_data();
    void progressFollowsTheAnswer();
    void aSecondAnswerChangesNothing();
    void tearDownIsDoneWhenTheStreamEnds();
    void callsOfAnEarlierStreamAreStale();
    void callsSurviveForTheSameFrameworkOnly();
    void mannersChangeOnce();
};

void TestReduceCalls::aCallIsARecordToo()
{
    Scene scene;
    scene.begin();
    const quint64 number = scene.send(ofTasks(u"KILL"_s, {u"t"_s}), false, "{\"type\":\"KILL\"}");
    QCOMPARE(number, quint64(1));
    QCOMPARE(scene.last.callsAdded, 1);
    QCOMPARE(scene.last.recordsAdded, 1);
    const CallEntry& call = scene.callOf(number);
    QCOMPARE(call.progress, CallProgress::Waiting);
    QCOMPARE(call.streamId.value(), u"S1"_s);
    QCOMPARE(call.master, QUrl(u"http://m1:5050"_s));
    const RecordEntry& record = scene.record(call.record);
    QCOMPARE(record.direction, Direction::ToMaster);
    QCOMPARE(record.type, u"KILL"_s);
    QCOMPARE(record.call, number);
    QCOMPARE(record.raw, "{\"type\":\"KILL\"}");
    QCOMPARE(record.facts.names, QStringList{u"t"_s});

    scene.now += 4ms;
    scene.feed(input::CallAnswered{number, 202, {}, 4ms});
    QVERIFY(scene.last.callsChanged.contains(number));
    QVERIFY(scene.last.recordsChanged.contains(call.record));
    QCOMPARE(scene.record(call.record).facts.status, 202);
    QCOMPARE(scene.record(call.record).facts.took, 4ms);
    QCOMPARE(call.answeredAt, scene.now);
}

void TestReduceCalls::recordsSayWhatACallIsAbout_data()
{
    QTest::addColumn<CallFacts>("facts");
    QTest::addColumn<RecordFacts>("expected");
    QTest::newRow("launch") << launch({u"O1"_s}, {u"t"_s, u"u"_s}, 60.0)
                            << RecordFacts{.count = 2, .names = {u"t"_s, u"u"_s}, .refuseSeconds = 60.0};
    QTest::newRow("decline") << ofOffers(u"DECLINE"_s, {u"O1"_s, u"O2"_s, u"O3"_s, u"O4"_s, u"O5"_s})
                             << RecordFacts{
                                    .count = 5, .names = {u"O1"_s, u"O2"_s, u"O3"_s, u"O4"_s}, .refuseSeconds = 5.0};
    CallFacts reserve = ofOffers(u"ACCEPT"_s, {u"O1"_s});
    reserve.operations = {{.id = {}, .type = u"RESERVE"_s, .json = {}}};
    QTest::newRow("reserve") << reserve << RecordFacts{.count = 1, .names = {u"RESERVE"_s}, .refuseSeconds = 5.0};
    QTest::newRow("suppress") << ofRoles(u"SUPPRESS"_s, {u"eng"_s}) << RecordFacts{.count = 1, .names = {u"eng"_s}};
    CallFacts shutdown = call(u"SHUTDOWN"_s);
    shutdown.executorId = ExecutorId(u"e"_s);
    shutdown.agentId = AgentId(u"A1"_s);
    QTest::newRow("shutdown") << shutdown << RecordFacts{.count = 2, .names = {u"e"_s, u"A1"_s}};
    QTest::newRow("reconcile all") << call(u"RECONCILE"_s) << RecordFacts{};
}

void TestReduceCalls::recordsSayWhatACallIsAbout()
{
    QFETCH(const CallFacts, facts);
    QFETCH(const RecordFacts, expected);
    Scene scene;
    scene.begin();
    const quint64 number = scene.send(facts);
    QVERIFY(scene.record(scene.callOf(number).record).facts == expected);
}

void TestReduceCalls::progressFollowsTheAnswer_data()
{
    QTest::addColumn<CallFacts>("facts");
    QTest::addColumn<int>("status"); // 0: no answer, -1: not sent
    QTest::addColumn<CallProgress>("expected");
    const CallFacts kill = ofTasks(u"KILL"_s, {u"t"_s});
    QTest::newRow("kill received") << kill << 202 << CallProgress::Received;
    QTest::newRow("kill refused") << kill << 403 << CallProgress::Refused;
    QTest::newRow("kill redirected") << kill << 307 << CallProgress::Refused;
    QTest::newRow("kill lost") << kill << 0 << CallProgress::Failed;
    QTest::newRow("kill not sent") << kill << -1 << CallProgress::NotSent;
    QTest::newRow("decline is done") << ofOffers(u"DECLINE"_s, {u"O1"_s}) << 202 << CallProgress::Done;
    QTest::newRow("launch received") << launch({u"O1"_s}, {u"t"_s}) << 202 << CallProgress::Received;
    QTest::newRow("update framework is done") << call(u"UPDATE_FRAMEWORK"_s) << 200 << CallProgress::Done;
    QTest::newRow("a master in trouble") << kill << 503 << CallProgress::Refused;
}

void TestReduceCalls::progressFollowsTheAnswer()
{
    QFETCH(const CallFacts, facts);
    QFETCH(const int, status);
    QFETCH(const CallProgress, expected);
    Scene scene;
    scene.begin();
    scene.arrive({offer(u"O1"_s)});
    const quint64 number = scene.send(facts);
    const quint64 record = scene.callOf(number).record;
    if (status > 0)
        scene.answer(number, status, "Framework is not subscribed");
    else
        scene.fail(number, status == 0);
    QCOMPARE(scene.progress(number), expected);
    QCOMPARE(scene.state.calls.unanswered(), 0);
    QVERIFY(scene.last.callsChanged.contains(number));
    QVERIFY(scene.last.recordsChanged.contains(record));
    QCOMPARE(scene.record(record).facts.isUnanswered, status <= 0);
    QCOMPARE(scene.callOf(number).error.has_value(), status <= 0);
    if (expected == CallProgress::Refused) {
        QCOMPARE(scene.callOf(number).answer, "Framework is not subscribed");
        QCOMPARE(scene.callOf(number).refusal.words, u"Framework is not subscribed"_s);
    }
}

void TestReduceCalls::aSecondAnswerChangesNothing()
{
    Scene scene;
    scene.begin();
    scene.arrive({offer(u"O1"_s)});
    const quint64 number = scene.call(ofOffers(u"DECLINE"_s, {u"O1"_s}));
    scene.answer(number, 400);
    QVERIFY(scene.last.isEmpty());
    scene.fail(number);
    QVERIFY(scene.last.isEmpty());
    scene.answer(99);
    QVERIFY(scene.last.isEmpty());
    QCOMPARE(scene.progress(number), CallProgress::Done);
    QCOMPARE(scene.fate(u"O1"_s), OfferFate::Declined);
}

void TestReduceCalls::tearDownIsDoneWhenTheStreamEnds()
{
    Scene scene;
    scene.begin();
    const quint64 first = scene.call(call(u"TEARDOWN"_s));
    QVERIFY(scene.state.isTornDown);
    QCOMPARE(scene.progress(first), CallProgress::Received);
    scene.feed(input::GaveUp{Scene::trouble()});
    QCOMPARE(scene.progress(first), CallProgress::Done);
    QVERIFY(scene.last.callsChanged.contains(first));

    // The end of the stream may overtake the answer.
    Scene other;
    other.begin();
    const quint64 second = other.send(call(u"TEARDOWN"_s));
    other.breakOff();
    other.answer(second);
    QCOMPARE(other.progress(second), CallProgress::Done);
    QVERIFY(other.state.isTornDown);

    Scene refused;
    refused.begin();
    refused.call(call(u"TEARDOWN"_s), 403);
    QVERIFY(!refused.state.isTornDown);

    scene.feed(input::SubscribeRequested{SubscribeSettings::fresh(u"ann"_s)});
    QVERIFY(!scene.state.isTornDown);
}

void TestReduceCalls::callsOfAnEarlierStreamAreStale()
{
    Scene scene;
    scene.begin();
    const quint64 first = scene.call(ofTasks(u"KILL"_s, {u"t"_s}));
    QVERIFY(!scene.state.isStale(scene.callOf(first)));
    scene.breakOff();
    QVERIFY(scene.last.callsStale);
    QVERIFY(scene.state.isStale(scene.callOf(first)));
    scene.connect(u"S2"_s);
    QVERIFY(scene.last.callsStale);
    QVERIFY(scene.state.isStale(scene.callOf(first)));
    const quint64 second = scene.send(ofTasks(u"KILL"_s, {u"t"_s}));
    QVERIFY(!scene.state.isStale(scene.callOf(second)));
}

void TestReduceCalls::callsSurviveForTheSameFrameworkOnly()
{
    Scene scene;
    scene.begin();
    scene.call(ofTasks(u"KILL"_s, {u"t"_s}));
    scene.update(status(u"t"_s, TaskState::Running, uuid('a')));
    SubscribeSettings settings = scene.state.settings;
    settings.framework.id = scene.state.frameworkId;
    scene.feed(input::SubscribeRequested{settings});
    QVERIFY(!scene.last.callsReset && !scene.last.tasksReset);
    QCOMPARE(scene.state.calls.size(), 1);
    QCOMPARE(scene.state.tasks.size(), 1);
    scene.subscribe(u"F1"_s, u"S2"_s);
    QCOMPARE(scene.state.tasks.size(), 1);

    settings.framework.id = {};
    const quint64 next = scene.state.calls.nextNumber();
    scene.feed(input::SubscribeRequested{settings});
    QVERIFY(scene.last.callsReset && scene.last.tasksReset && scene.last.operations);
    QVERIFY(scene.state.calls.isEmpty() && scene.state.tasks.isEmpty());
    QCOMPARE(scene.state.calls.nextNumber(), next);
    QVERIFY(scene.state.records.size() > 0);
}

void TestReduceCalls::mannersChangeOnce()
{
    Scene scene;
    QVERIFY(scene.feed(input::MannersChanged{Manners::usual(true)}).manners);
    QVERIFY(scene.feed(input::MannersChanged{Manners::usual(true)}).isEmpty());
    scene.begin();
    QVERIFY(scene.state.manners.confirms);
}

QTEST_GUILESS_MAIN(TestReduceCalls)
#include "tst_reducecalls.moc"
