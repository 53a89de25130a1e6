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

class TestSessionCalls : public QObject
{
    Q_OBJECT

private slots:
    void callsOnlyWhileSubscribed();
    void carriesWhatBelongsToTheStream();
    void sendsTextAsItIs();
    void refusesToSendASubscribe();
    void tellsTheStateWhatCameOfACall();
    void keepsTheOrder();
    void callsDoNotOutliveTheirStream();
    void aCallThatHangsDoesNotKeepTheNextStreamWaiting();
    void acknowledgesWhatIsInTheState();
    void acknowledgesRepeatsAgain();
    void acknowledgesOperations();
    void acknowledgesByHand();
    void acknowledgesTheRestWhenToldTo();
    void givesBackWhatIsHeldTooLong();
    void declinesAtOnceWhenJustWatching();
    void releasesAll();
    void aNewFrameworkIsNotReconciled();
    void anIdBroughtAlongIsReconciled();
    void reconcilesAfterEachSubscription();
    void reconcilesByHand();
    void clearsTasks();
    void staysSuppressedWhenItResubscribes();
    void anUpdatedFrameworkStaysUpdated();
    void aRefusedUpdateChangesNothing();
    void keepsItsManners();
};

void TestSessionCalls::callsOnlyWhileSubscribed()
{
    FakeMaster master;
    master.answer(Script(streamHead("S1")).pause().send(recordChunk(subscribedJson("F1"))));
    master.answerAlways(accepted());
    Bench bench;
    QVERIFY(!bench.session.canCall());
    bench.subscribe(master);
    QTRY_COMPARE(bench.state().phase, Phase::WaitingForSubscribed);
    QCOMPARE(bench.session.send(ReviveCall{}), quint64(0));
    QCOMPARE(bench.session.sendText("{}").error().kind, Error::Kind::Refused);
    bench.session.releaseAll();
    bench.session.reconcileAll();
    bench.session.acknowledge({});
    QVERIFY(bench.state().calls.isEmpty());
    master.resume();
    QTRY_VERIFY(bench.session.canCall());
    QCOMPARE(bench.session.send(ReviveCall{}), quint64(1));
    QTRY_COMPARE(callTypes(master), QStringList{u"REVIVE"_s});
}

void TestSessionCalls::carriesWhatBelongsToTheStream()
{
    FakeMaster leader;
    leader.answer(liveStream("F1", "S1"));
    leader.answerAlways(accepted());
    FakeMaster follower;
    follower.answer(answerBytes(
        307, {}, {}, {{"Location", "//127.0.0.1:" + QByteArray::number(leader.port()) + "/master/api/v1/scheduler"}}));
    Bench bench;
    SubscribeSettings settings = Bench::settings(follower);
    settings.framework.principal = u"alice"_s;
    bench.session.subscribe(settings, u"wonderland"_s);
    QTRY_VERIFY(bench.session.canCall());
    QCOMPARE(bench.session.send(KillCall{TaskId(u"T1"_s), {}, {}}), quint64(1));
    QTRY_COMPARE(callsTo(leader).size(), 1);
    const FakeRequest call = callsTo(leader).first();
    QCOMPARE(call.path, "/master/api/v1/scheduler");
    QCOMPARE(call.header("Mesos-Stream-Id"), "S1");
    QCOMPARE(call.header("Authorization"), "Basic " + QByteArray("alice:wonderland").toBase64());
    QCOMPARE(call.body, R"({"framework_id":{"value":"F1"},"type":"KILL","kill":{"task_id":{"value":"T1"}}})");
    // Never on the stream's connection.
    QCOMPARE(leader.subscription()->requests().size(), 1);
    QCOMPARE(bench.state().calls.at(0).streamId.value(), u"S1"_s);
    QVERIFY(!bench.state().calls.at(0).isAutomatic);
}

void TestSessionCalls::sendsTextAsItIs()
{
    FakeMaster master;
    master.answer(liveStream());
    master.answer(accepted());
    master.answer(answerBytes(400, "Failed to parse body into JSON: syntax error at line 1 near: nonsense"));
    Bench bench;
    bench.subscribe(master);
    QTRY_VERIFY(bench.session.canCall());
    const QByteArray edited = R"({ "type": "DECLINE", "framework_id": {"value": "F9"}, "decline": {} })";
    QCOMPARE(bench.session.sendText(edited).value_or(0), quint64(1));
    QCOMPARE(bench.session.sendText("nonsense").value_or(0), quint64(2));
    QTRY_COMPARE(bench.state().calls.unanswered(), 0);
    QCOMPARE(callsTo(master).at(0).body, edited);
    QCOMPARE(callsTo(master).at(1).body, "nonsense");
    QCOMPARE(bench.state().calls.at(0).facts.type, u"DECLINE"_s);
    QCOMPARE(bench.state().calls.at(1).facts.type, QString());
    QCOMPARE(bench.state().calls.at(1).progress, CallProgress::Refused);
    QCOMPARE(bench.state().calls.at(1).refusal.reason, Refusal::Reason::BadJson);
}

void TestSessionCalls::refusesToSendASubscribe()
{
    FakeMaster master;
    master.answer(liveStream());
    Bench bench;
    bench.subscribe(master);
    QTRY_VERIFY(bench.session.canCall());
    const auto sent = bench.session.sendText(R"({"type":"SUBSCRIBE","subscribe":{}})");
    QVERIFY(!sent);
    QCOMPARE(sent.error().kind, Error::Kind::InvalidInput);
    QVERIFY(!sent.error().detail.isEmpty());
    QCOMPARE(bench.session.send(SubscribeCall{}), quint64(0));
    QVERIFY(bench.state().calls.isEmpty());
}

void TestSessionCalls::tellsTheStateWhatCameOfACall()
{
    FakeMaster master;
    master.answer(liveStream());
    master.answer(accepted());
    master.answer(answerBytes(403, "Framework is not subscribed"));
    master.answer(Script().reset());
    master.answer(answerBytes(307, {}, {}, {{"Location", "//127.0.0.1:1/x"}}));
    Bench bench;
    bench.subscribe(master);
    QTRY_VERIFY(bench.session.canCall());
    for (int i = 0; i < 4; ++i)
        bench.session.send(ReviveCall{});
    QCOMPARE(bench.state().calls.unanswered(), 4);
    QTRY_COMPARE(bench.state().calls.unanswered(), 0);
    const CallTable& calls = bench.state().calls;
    QCOMPARE(calls.at(0).progress, CallProgress::Done);
    QCOMPARE(calls.at(0).status, 202);
    QCOMPARE(calls.at(1).progress, CallProgress::Refused);
    QCOMPARE(calls.at(1).refusal.reason, Refusal::Reason::NotSubscribed);
    QCOMPARE(calls.at(2).progress, CallProgress::Failed);
    QVERIFY(calls.at(2).error);
    QCOMPARE(calls.at(3).progress, CallProgress::Refused);
    QCOMPARE(calls.at(3).status, 307);
}

void TestSessionCalls::keepsTheOrder()
{
    FakeMaster master;
    master.answer(liveStream());
    master.answerAlways(accepted());
    Bench bench;
    bench.subscribe(master);
    QTRY_VERIFY(bench.session.canCall());
    QStringList sent;
    for (int i = 0; i < 50; ++i) {
        const QString id = u"T%1"_s.arg(i);
        bench.session.send(KillCall{TaskId(id), {}, {}});
        sent.append(id);
    }
    QTRY_COMPARE(callsTo(master).size(), 50);
    QStringList arrived;
    for (const FakeRequest& call : callsTo(master))
        arrived.append(QJsonDocument::fromJson(call.body)[u"kill"_s][u"task_id"_s][u"value"_s].toString());
    QCOMPARE(arrived, sent);
}

void TestSessionCalls::callsDoNotOutliveTheirStream()
{
    FakeMaster master;
    master.answer(liveStream("F1", "S1"));
    master.answer(Script().pause().send(accepted()));
    Bench bench;
    bench.subscribe(master);
    QTRY_VERIFY(bench.session.canCall());
    for (int i = 0; i < 3; ++i)
        bench.session.send(ReviveCall{});
    QTRY_COMPARE(callsTo(master).size(), 1);
    master.subscription()->reset();
    QTRY_COMPARE(bench.state().phase, Phase::Reconnecting);
    const CallTable& calls = bench.state().calls;
    QCOMPARE(calls.at(0).progress, CallProgress::Waiting);
    QCOMPARE(calls.at(1).progress, CallProgress::NotSent);
    QCOMPARE(calls.at(2).progress, CallProgress::NotSent);
    QVERIFY(!bench.session.canCall());
    // The one under way gets its answer.
    master.resume();
    QTRY_COMPARE(calls.at(0).progress, CallProgress::Done);

    master.answer(liveStream("F1", "S2"));
    master.answerAlways(accepted());
    bench.session.tryNow();
    QTRY_VERIFY(bench.session.canCall());
    bench.session.send(ReviveCall{});
    QTRY_COMPARE(callsTo(master).size(), 2);
    QCOMPARE(callsTo(master).last().header("Mesos-Stream-Id"), "S2");
}

void TestSessionCalls::aCallThatHangsDoesNotKeepTheNextStreamWaiting()
{
    FakeMaster master;
    master.answer(liveStream("F1", "S1"));
    master.answer(Script().pause().send(accepted()));
    master.answer(liveStream("F1", "S2"));
    master.answerAlways(accepted());
    Bench bench;
    bench.subscribe(master);
    QTRY_VERIFY(bench.session.canCall());
    bench.session.send(ReviveCall{});
    QTRY_COMPARE(callsTo(master).size(), 1);
    master.subscription()->reset();
    QTRY_COMPARE(bench.state().phase, Phase::Reconnecting);
    bench.session.tryNow();
    QTRY_VERIFY(bench.session.canCall());
    QCOMPARE(bench.state().calls.at(0).progress, CallProgress::Failed);
    bench.session.send(SuppressCall{});
    QTRY_COMPARE(callTypes(master), (QStringList{u"REVIVE"_s, u"SUPPRESS"_s}));
    QTRY_COMPARE(bench.state().calls.at(1).progress, CallProgress::Done);
}

void TestSessionCalls::acknowledgesWhatIsInTheState()
{
    FakeMaster master;
    master.answer(liveStream() + recordChunk(updateJson("T1", "TASK_STARTING", 'a')) +
                  recordChunk(updateJson("T2", "TASK_LOST")) + recordChunk(updateJson("T2", "TASK_RUNNING", 'b')) +
                  recordChunk(updateJson("T1", "TASK_RUNNING", 'c')));
    master.answerAlways(accepted());
    Bench bench;
    bool wasInState = true;
    connect(&bench.session, &Session::changed, this, [&] {
        const CallTable& calls = bench.state().calls;
        for (qsizetype i = 0; i < calls.size(); ++i)
            wasInState = wasInState && bench.state().tasks.find(calls.at(i).facts.taskIds.first()) != nullptr;
    });
    bench.subscribe(master);
    QTRY_COMPARE(callsTo(master).size(), 3);
    QStringList acknowledged;
    for (const FakeRequest& call : callsTo(master)) {
        const QJsonValue body = QJsonDocument::fromJson(call.body)[u"acknowledge"_s];
        QCOMPARE(body[u"agent_id"_s][u"value"_s].toString(), u"A1"_s);
        acknowledged.append(body[u"task_id"_s][u"value"_s].toString() + u' ' + body[u"uuid"_s].toString());
    }
    QCOMPARE(acknowledged,
             (QStringList{u"T1 "_s + QString::fromLatin1(uuid('a')), u"T2 "_s + QString::fromLatin1(uuid('b')),
                          u"T1 "_s + QString::fromLatin1(uuid('c'))}));
    QVERIFY(wasInState);
    QTRY_COMPARE(bench.state().calls.unanswered(), 0);
    QVERIFY(bench.state().calls.at(0).isAutomatic);
    QCOMPARE(bench.state().tasks.unacknowledged(), 0);
    QCOMPARE(std::as_const(bench.state().tasks).find(TaskId(u"T1"_s))->history.last().acknowledgement,
             Acknowledgement::Received);
}

void TestSessionCalls::acknowledgesRepeatsAgain()
{
    FakeMaster master;
    master.answer(liveStream() + recordChunk(updateJson("T1", "TASK_RUNNING", 'a')));
    master.answer(answerBytes(500, "boom"));
    master.answerAlways(accepted());
    Bench bench;
    bench.subscribe(master);
    for (int times = 1; times <= 3; ++times) {
        QTRY_COMPARE(callsTo(master).size(), times);
        QTRY_COMPARE(bench.state().calls.unanswered(), 0);
        QCOMPARE(callsTo(master).last().body, callsTo(master).first().body);
        master.subscription()->send(recordChunk(updateJson("T1", "TASK_RUNNING", 'a')));
    }
    QTRY_COMPARE(callsTo(master).size(), 4);
    QCOMPARE(std::as_const(bench.state().tasks).find(TaskId(u"T1"_s))->history.size(), 1);
}

void TestSessionCalls::acknowledgesOperations()
{
    FakeMaster master;
    master.answer(liveStream() + recordChunk(operationJson("op1", "OPERATION_FINISHED", 'a')));
    master.answerAlways(accepted());
    Bench bench;
    bench.subscribe(master);
    QTRY_COMPARE(callTypes(master), QStringList{u"ACKNOWLEDGE_OPERATION_STATUS"_s});
    const QJsonValue body = QJsonDocument::fromJson(callsTo(master).first().body)[u"acknowledge_operation_status"_s];
    QCOMPARE(body[u"operation_id"_s][u"value"_s].toString(), u"op1"_s);
    QCOMPARE(body[u"agent_id"_s][u"value"_s].toString(), u"A1"_s);
    QCOMPARE(body[u"uuid"_s].toString(), QString::fromLatin1(uuid('a')));
}

void TestSessionCalls::acknowledgesByHand()
{
    FakeMaster master;
    master.answer(liveStream() + recordChunk(updateJson("T1", "TASK_RUNNING", 'a')) +
                  recordChunk(updateJson("T2", "TASK_RUNNING", 'b')) +
                  recordChunk(updateJson("T1", "TASK_FINISHED", 'c')) +
                  recordChunk(operationJson("op1", "OPERATION_FINISHED", 'd')));
    master.answerAlways(accepted());
    Bench bench;
    Manners manners;
    manners.acknowledges = false;
    bench.session.setManners(manners);
    bench.subscribe(master);
    QTRY_COMPARE(bench.state().operations.size(), 1);
    QCOMPARE(bench.state().tasks.unacknowledged(), 3);
    QVERIFY(bench.state().calls.isEmpty());

    bench.session.acknowledge({TaskId(u"T1"_s), TaskId(u"nobody"_s)});
    QTRY_COMPARE(callsTo(master).size(), 2);
    QVERIFY(callsTo(master).at(0).body.contains(uuid('a')));
    QVERIFY(callsTo(master).at(1).body.contains(uuid('c')));
    QVERIFY(!bench.state().calls.at(0).isAutomatic);
    QTRY_COMPARE(bench.state().calls.unanswered(), 0);
    // Those that have been sent are not wanted any more.
    bench.session.acknowledge({});
    QTRY_COMPARE(callsTo(master).size(), 4);
    QVERIFY(callsTo(master).at(2).body.contains(uuid('b')));
    QVERIFY(callsTo(master).at(3).body.contains(uuid('d')));
    QTRY_COMPARE(bench.state().calls.unanswered(), 0);
    QCOMPARE(bench.state().tasks.unacknowledged(), 0);
}

void TestSessionCalls::acknowledgesTheRestWhenToldTo()
{
    FakeMaster master;
    master.answer(liveStream() + recordChunk(updateJson("T1", "TASK_RUNNING", 'a')));
    master.answerAlways(accepted());
    Bench bench;
    Manners manners;
    manners.acknowledges = false;
    bench.session.setManners(manners);
    bench.subscribe(master);
    QTRY_COMPARE(bench.state().tasks.unacknowledged(), 1);
    QVERIFY(bench.state().calls.isEmpty());
    manners.acknowledges = true;
    bench.session.setManners(manners);
    QTRY_COMPARE(callTypes(master), QStringList{u"ACKNOWLEDGE"_s});
    QVERIFY(bench.state().calls.at(0).isAutomatic);
}

void TestSessionCalls::givesBackWhatIsHeldTooLong()
{
    FakeMaster master;
    master.answer(liveStream() + recordChunk(offersJson({"O1", "O2", "O3"})));
    master.answer(Script().pause().send(accepted()));
    master.answerAlways(accepted());
    Bench bench;
    Manners manners;
    manners.giveBackAfter = 1s;
    bench.session.setManners(manners);
    bench.subscribe(master);
    QTRY_COMPARE(bench.state().offers.heldCount(), 3);
    // One is in a call: whatever comes of it, it is not given back meanwhile.
    QVERIFY(bench.session.sendText(launchJson("O2", "T1")));
    QTRY_COMPARE(bench.state().calls.size(), 2);
    const CallEntry& decline = bench.state().calls.at(1);
    QCOMPARE(decline.facts.type, u"DECLINE"_s);
    QCOMPARE(decline.facts.offerIds, (QList<OfferId>{OfferId(u"O1"_s), OfferId(u"O3"_s)}));
    QCOMPARE(decline.facts.refuseSeconds, 3600.0);
    QVERIFY(decline.isAutomatic);
    QVERIFY(decline.at - bench.state().offers.find(OfferId(u"O1"_s))->arrived >= 1s);
    QCOMPARE(bench.state().story.last().kind, StoryLine::Kind::GivenBack);
    QCOMPARE(bench.state().story.last().subject, u"2"_s);
    master.resume();
    QTRY_COMPARE(bench.state().calls.unanswered(), 0);
    QCOMPARE(bench.state().offers.heldCount(), 0);
    QCOMPARE(bench.state().offers.find(OfferId(u"O2"_s))->fate, OfferFate::Used);
    QCOMPARE(bench.state().offers.find(OfferId(u"O3"_s))->fate, OfferFate::Declined);
    QCOMPARE(callTypes(master), (QStringList{u"ACCEPT"_s, u"DECLINE"_s}));
}

void TestSessionCalls::declinesAtOnceWhenJustWatching()
{
    FakeMaster master;
    master.answer(liveStream() + recordChunk(offersJson({"O1", "O2"})));
    master.answerAlways(accepted());
    Bench bench;
    Manners manners;
    manners.onOffers = Manners::OnOffers::DeclineAtOnce;
    bench.session.setManners(manners);
    bool wereShown = false;
    connect(&bench.session, &Session::changed, this,
            [&](const Changes& changes) { wereShown = wereShown || changes.offersAdded.size() == 2; });
    bench.subscribe(master);
    QTRY_COMPARE(callTypes(master), QStringList{u"DECLINE"_s});
    QVERIFY(wereShown);
    QVERIFY(!callsTo(master).first().body.contains("filters"));
    QTRY_COMPARE(bench.state().offers.heldCount(), 0);
}

void TestSessionCalls::releasesAll()
{
    FakeMaster master;
    master.answer(liveStream() + recordChunk(offersJson({"O1", "O2", "O3"})));
    master.answer(Script().pause().send(accepted()));
    master.answerAlways(accepted());
    Bench bench;
    bench.subscribe(master);
    QTRY_COMPARE(bench.state().offers.heldCount(), 3);
    QVERIFY(bench.session.sendText(launchJson("O2", "T1")));
    bench.session.releaseAll();
    QCOMPARE(bench.state().calls.size(), 2);
    QCOMPARE(bench.state().calls.at(1).facts.offerIds, (QList<OfferId>{OfferId(u"O1"_s), OfferId(u"O3"_s)}));
    QVERIFY(!bench.state().calls.at(1).body.contains("filters"));
    QVERIFY(!bench.state().calls.at(1).isAutomatic);
    bench.session.releaseAll();
    QCOMPARE(bench.state().calls.size(), 2);
    QTRY_COMPARE(callsTo(master).size(), 1);
    master.resume();
    QTRY_COMPARE(bench.state().offers.heldCount(), 0);
}

void TestSessionCalls::aNewFrameworkIsNotReconciled()
{
    FakeMaster master;
    master.answer(liveStream() + recordChunk(offersJson({"O1"})));
    master.answerAlways(accepted());
    Bench bench;
    bench.subscribe(master);
    QTRY_COMPARE(bench.state().offers.heldCount(), 1);
    QVERIFY(bench.state().calls.isEmpty());
}

void TestSessionCalls::anIdBroughtAlongIsReconciled()
{
    FakeMaster master;
    master.answer(liveStream());
    master.answerAlways(accepted());
    Bench bench;
    SubscribeSettings settings = Bench::settings(master);
    settings.framework.id = FrameworkId(u"F1"_s);
    bench.session.subscribe(settings, {});
    QTRY_COMPARE(callTypes(master), QStringList{u"RECONCILE"_s});
    QVERIFY(bench.state().calls.at(0).isAutomatic);
    QVERIFY(bench.state().calls.at(0).facts.taskIds.isEmpty());
    QVERIFY(callsTo(master).first().body.contains(R"("reconcile":{})"));
}

void TestSessionCalls::reconcilesAfterEachSubscription()
{
    FakeMaster master;
    master.answer(liveStream("F1", "S1") + recordChunk(updateJson("T1", "TASK_RUNNING")) +
                  recordChunk(updateJson("T2", "TASK_FINISHED")) + recordChunk(updateJson("T3", "TASK_STAGING")) +
                  recordChunk(operationJson("op1", "OPERATION_PENDING", 'a')));
    master.answerAlways(accepted());
    Bench bench;
    bench.subscribe(master);
    QTRY_COMPARE(callTypes(master), QStringList{u"ACKNOWLEDGE_OPERATION_STATUS"_s});
    QTRY_COMPARE(bench.state().calls.unanswered(), 0);
    master.answer(liveStream("F1", "S2"));
    master.subscription()->reset();
    QTRY_COMPARE(bench.state().phase, Phase::Reconnecting);
    QCOMPARE(bench.state().tasks.size(), 3);
    bench.session.tryNow();
    QTRY_COMPARE(callsTo(master).size(), 3);
    const CallTable& calls = bench.state().calls;
    QCOMPARE(calls.at(1).facts.type, u"RECONCILE"_s);
    QCOMPARE(calls.at(1).facts.taskIds, (QList<TaskId>{TaskId(u"T1"_s), TaskId(u"T3"_s)}));
    QVERIFY(callsTo(master).at(1).body.contains(R"("agent_id":{"value":"A1"})"));
    QVERIFY(calls.at(1).isAutomatic);
    QCOMPARE(calls.at(2).facts.type, u"RECONCILE_OPERATIONS"_s);
    QCOMPARE(callsTo(master).at(1).header("Mesos-Stream-Id"), "S2");
}

void TestSessionCalls::reconcilesByHand()
{
    FakeMaster master;
    master.answer(liveStream());
    master.answerAlways(accepted());
    Bench bench;
    bench.subscribe(master);
    QTRY_VERIFY(bench.session.canCall());
    bench.session.reconcileAll();
    QVERIFY(bench.state().calls.at(0).facts.taskIds.isEmpty());
    master.subscription()->send(recordChunk(updateJson("T1", "TASK_RUNNING")) +
                                recordChunk(updateJson("T2", "TASK_FAILED")));
    QTRY_COMPARE(bench.state().tasks.size(), 2);
    bench.session.reconcileAll();
    QCOMPARE(bench.state().calls.at(1).facts.taskIds, QList<TaskId>{TaskId(u"T1"_s)});
    QVERIFY(!bench.state().calls.at(1).isAutomatic);
    QTRY_COMPARE(callTypes(master), (QStringList{u"RECONCILE"_s, u"RECONCILE"_s}));
}

void TestSessionCalls::clearsTasks()
{
    FakeMaster master;
    master.answer(liveStream() + recordChunk(updateJson("T1", "TASK_RUNNING")) +
                  recordChunk(updateJson("T2", "TASK_FINISHED")));
    Bench bench;
    bench.subscribe(master);
    QTRY_COMPARE(bench.state().tasks.size(), 2);
    QSignalSpy changed(&bench.session, &Session::changed);
    bench.session.clearTasks({TaskId(u"T1"_s), TaskId(u"T2"_s)});
    QCOMPARE(bench.state().tasks.size(), 1);
    QVERIFY(std::as_const(bench.state().tasks).find(TaskId(u"T1"_s)));
    QCOMPARE(changed.size(), 1);
}

void TestSessionCalls::staysSuppressedWhenItResubscribes()
{
    FakeMaster master;
    master.answer(liveStream("F1", "S1"));
    master.answerAlways(accepted());
    Bench bench;
    SubscribeSettings settings = Bench::settings(master);
    settings.framework.roles = {u"eng"_s, u"ops"_s};
    settings.suppressedRoles = {u"ops"_s};
    bench.session.subscribe(settings, {});
    QTRY_VERIFY(bench.session.canCall());
    QVERIFY(master.requests().first().body.contains(R"("suppressed_roles":["ops"])"));
    bench.session.send(ReviveCall{{u"ops"_s}});
    bench.session.send(SuppressCall{{u"eng"_s}});
    QTRY_COMPARE(bench.state().suppressedRoles, QStringList{u"eng"_s});
    master.answer(liveStream("F1", "S2"));
    master.subscription()->reset();
    QTRY_COMPARE(bench.state().phase, Phase::Reconnecting);
    bench.session.tryNow();
    QTRY_COMPARE(bench.state().subscriptions, 2);
    const QByteArray body = master.requests().last().body;
    QVERIFY2(body.contains(R"("suppressed_roles":["eng"])"), body);
    QVERIFY(body.contains(R"("framework_id":{"value":"F1"})"));
    QCOMPARE(bench.state().suppressedRoles, QStringList{u"eng"_s});
}

void TestSessionCalls::anUpdatedFrameworkStaysUpdated()
{
    FakeMaster master;
    master.answer(liveStream("F1", "S1"));
    master.answer(answerBytes(200, {}, {}));
    Bench bench;
    bench.subscribe(master);
    QTRY_VERIFY(bench.session.canCall());
    FrameworkInfo info = bench.state().settings.framework;
    info.name = u"renamed"_s;
    info.roles = {u"eng"_s, u"ops"_s};
    info.capabilities = {u"MULTI_ROLE"_s};
    bench.session.send(UpdateFrameworkCall{info, {u"ops"_s}});
    QTRY_COMPARE(bench.state().calls.unanswered(), 0);
    QCOMPARE(bench.state().settings.framework.name, u"renamed"_s);
    master.answer(liveStream("F1", "S2"));
    master.subscription()->reset();
    QTRY_COMPARE(bench.state().phase, Phase::Reconnecting);
    bench.session.tryNow();
    QTRY_COMPARE(bench.state().subscriptions, 2);
    const QByteArray body = master.requests().last().body;
    QVERIFY2(body.contains(R"("name":"renamed")"), body);
    QVERIFY(body.contains(R"("roles":["eng","ops"])"));
    QVERIFY(body.contains(R"("suppressed_roles":["ops"])"));
    QVERIFY(body.contains(R"("id":{"value":"F1"})"));
}

void TestSessionCalls::aRefusedUpdateChangesNothing()
{
    FakeMaster master;
    master.answer(liveStream("F1", "S1"));
    master.answer(
        answerBytes(400, "FrameworkInfo update is not valid: Changing framework's principal is not allowed."));
    Bench bench;
    bench.subscribe(master);
    QTRY_VERIFY(bench.session.canCall());
    const QByteArray before = master.requests().first().body;
    FrameworkInfo info = bench.state().settings.framework;
    const QString name = info.name;
    info.name = u"renamed"_s;
    bench.session.send(UpdateFrameworkCall{info, {}});
    QTRY_COMPARE(bench.state().calls.at(0).progress, CallProgress::Refused);
    master.answer(liveStream("F1", "S2"));
    master.subscription()->reset();
    QTRY_COMPARE(bench.state().phase, Phase::Reconnecting);
    bench.session.tryNow();
    QTRY_COMPARE(bench.state().subscriptions, 2);
    QVERIFY(master.requests().last().body.contains(name.toUtf8()));
    QVERIFY(!master.requests().last().body.contains("renamed"));
}

void TestSessionCalls::keepsItsManners()
{
    FakeMaster master;
    master.answerAlways(liveStream());
    Bench bench;
    const Manners manners = Manners::usual(true);
    bench.session.setManners(manners);
    QCOMPARE(bench.state().manners, manners);
    bench.subscribe(master);
    QTRY_VERIFY(bench.session.canCall());
    QCOMPARE(bench.state().manners, manners);
    bench.subscribe(master);
    QTRY_VERIFY(bench.session.canCall());
    QCOMPARE(bench.state().manners, manners);
}

QTEST_GUILESS_MAIN(TestSessionCalls)
#include "tst_sessioncalls.moc"
