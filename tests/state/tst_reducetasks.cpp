// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "state/reduce.h"

#include "statescene.h"

#include <QTest>

using namespace mesoscribe;
using namespace mesoscribe::test;

/// Tasks and operations: what is told of them, and which call it is due to.
class TestReduceTasks : public QObject
{
    Q_OBJECT

private slots:
    void theWholePath();
    void anEffectMayComeBeforeTheAnswer();
    void effectsOfALaunchEndWithTheTask();
    void effectsAreBounded();
    void aKillOfAnUnknownTaskIsAnswered();
    void aKillIsSeenInKillingAndTheEnd();
    void aRefusedKillIsNotWaitedFor();
    void aReconciliationFindsItsCall_data();
    void aReconciliationFindsItsCall();
    void reconcileIsAskedUntilHeardOf();
    void aStaleOfferNeverRan();
    void aRefusedSecondLaunchIsTheEffectOfItsCall();
    void acknowledgementsGoTheirWay();
    void aRepeatWantsAnotherAcknowledgement();
    void offersAfterADeclineAreItsEffect();
    void offersAfterAReviveAreItsEffect();
    void operationsGoTheirWay();
    void anOperationWithoutAnIdIsOnlyARecord();
    void tasksAreKeptWhenTheStreamBreaks();
    void anotherFrameworkHasNoTasks();
    void anAgentThatFailsTakesNothingAlong();
    void onlyWhatIsOverIsCleared();
};

void TestReduceTasks::theWholePath()
{
    Scene scene;
    scene.begin();
    scene.arrive({offer(u"O1"_s)});
    const quint64 accept = scene.call(launch({u"O1"_s}, {u"t"_s}));
    QVERIFY(scene.state.isSubscribed());
    QCOMPARE(scene.progress(accept), CallProgress::Received);

    const quint64 starting = scene.update(status(u"t"_s, TaskState::Starting, uuid('a')));
    QCOMPARE(scene.progress(accept), CallProgress::Done);
    QVERIFY(scene.last.callsChanged.contains(accept));
    QVERIFY(scene.last.tasksChanged.contains(TaskId(u"t"_s)));
    QCOMPARE(scene.record(starting).call, accept);
    scene.call(ofTasks(u"ACKNOWLEDGE"_s, {u"t"_s}, uuid('a')));
    const quint64 running = scene.update(status(u"t"_s, TaskState::Running, uuid('b')));
    scene.call(ofTasks(u"ACKNOWLEDGE"_s, {u"t"_s}, uuid('b')));
    QCOMPARE(scene.state.tasks.unacknowledged(), 0);

    const quint64 kill = scene.call(ofTasks(u"KILL"_s, {u"t"_s}));
    QCOMPARE(scene.task(u"t"_s).killAsked, scene.now);
    QCOMPARE(scene.progress(kill), CallProgress::Received);
    const quint64 killed = scene.update(status(u"t"_s, TaskState::Killed, uuid('c')));
    QCOMPARE(scene.progress(kill), CallProgress::Done);
    QCOMPARE(scene.record(killed).call, kill);
    QCOMPARE(scene.callOf(kill).effects, QList<quint64>{killed});
    QCOMPARE(scene.callOf(accept).effects, (QList<quint64>{starting, running, killed}));
    QVERIFY(scene.task(u"t"_s).isOver());
    QCOMPARE(scene.task(u"t"_s).unacknowledged(), 1);
    QVERIFY(scene.state.awaited.kills.isEmpty());
}

void TestReduceTasks::anEffectMayComeBeforeTheAnswer()
{
    Scene scene;
    scene.begin();
    scene.arrive({offer(u"O1"_s)});
    const quint64 accept = scene.send(launch({u"O1"_s}, {u"t"_s}));
    scene.update(status(u"t"_s, TaskState::Running, uuid('a')));
    QCOMPARE(scene.progress(accept), CallProgress::Waiting);
    scene.answer(accept);
    QCOMPARE(scene.progress(accept), CallProgress::Done);

    const quint64 lost = scene.send(launch({u"O1"_s}, {u"u"_s}));
    scene.update(status(u"u"_s, TaskState::Running, uuid('a')));
    scene.fail(lost);
    QCOMPARE(scene.progress(lost), CallProgress::Done);
}

void TestReduceTasks::effectsOfALaunchEndWithTheTask()
{
    Scene scene;
    scene.begin();
    const quint64 accept = scene.call(launch({}, {u"t"_s}));
    const quint64 lost = scene.update(masterStatus(u"t"_s, TaskState::Lost, u"REASON_AGENT_REMOVED"_s));
    const quint64 again = scene.update(status(u"t"_s, TaskState::Running, uuid('a')));
    QCOMPARE(scene.callOf(accept).effects, QList<quint64>{lost});
    QCOMPARE(scene.record(again).call, quint64(0));
    QCOMPARE(scene.task(u"t"_s).state.value, TaskState::Running);
}

void TestReduceTasks::effectsAreBounded()
{
    Scene scene;
    scene.begin();
    const quint64 accept = scene.call(launch({}, {u"t"_s}));
    for (int i = 0; i < CallEntry::MaxEffects + 20; ++i)
        scene.update(status(u"t"_s, TaskState::Running, QByteArray::number(i).rightJustified(16, '0')));
    QCOMPARE(scene.callOf(accept).effects.size(), CallEntry::MaxEffects);
    QVERIFY(!scene.last.callsChanged.contains(accept));
}

void TestReduceTasks::aKillOfAnUnknownTaskIsAnswered()
{
    Scene scene;
    scene.begin();
    const quint64 kill = scene.call(ofTasks(u"KILL"_s, {u"nobody"_s}));
    QVERIFY(!scene.knows(u"nobody"_s));
    const quint64 answer = scene.update(reconciled(u"nobody"_s, TaskState::TaskUnknown));
    QCOMPARE(scene.last.tasksAdded, QList<TaskId>{TaskId(u"nobody"_s)});
    QCOMPARE(scene.record(answer).call, kill);
    QCOMPARE(scene.progress(kill), CallProgress::Done);
    QCOMPARE(scene.state.tasks.unacknowledged(), 0);
    QVERIFY(scene.state.awaited.kills.isEmpty());
    scene.feed(input::TasksCleared{{TaskId(u"nobody"_s)}});
    QVERIFY(!scene.knows(u"nobody"_s));
}

void TestReduceTasks::aKillIsSeenInKillingAndTheEnd()
{
    Scene scene;
    scene.begin();
    scene.update(status(u"t"_s, TaskState::Running, uuid('a')));
    const quint64 kill = scene.call(ofTasks(u"KILL"_s, {u"t"_s}));
    const quint64 unhealthy = scene.update(status(u"t"_s, TaskState::Running, uuid('b')));
    QVERIFY(scene.callOf(kill).effects.isEmpty());
    QCOMPARE(scene.record(unhealthy).call, quint64(0));
    const quint64 killing = scene.update(status(u"t"_s, TaskState::Killing, uuid('c')));
    const quint64 killed = scene.update(status(u"t"_s, TaskState::Killed, uuid('d')));
    QCOMPARE(scene.callOf(kill).effects, (QList<quint64>{killing, killed}));
    const quint64 repeat = scene.update(status(u"t"_s, TaskState::Killed, uuid('d')));
    QCOMPARE(scene.record(repeat).call, quint64(0));
}

void TestReduceTasks::aRefusedKillIsNotWaitedFor()
{
    Scene scene;
    scene.begin();
    scene.update(status(u"t"_s, TaskState::Running, uuid('a')));
    const quint64 kill = scene.call(ofTasks(u"KILL"_s, {u"t"_s}), 403);
    QVERIFY(!scene.task(u"t"_s).killAsked);
    scene.update(status(u"t"_s, TaskState::Failed, uuid('b')));
    QVERIFY(scene.callOf(kill).effects.isEmpty());

    scene.update(status(u"u"_s, TaskState::Running, uuid('a')));
    const quint64 lost = scene.send(ofTasks(u"KILL"_s, {u"u"_s}));
    scene.fail(lost);
    QVERIFY(scene.task(u"u"_s).killAsked);
}

void TestReduceTasks::aReconciliationFindsItsCall_data()
{
    QTest::addColumn<QStringList>("calls"); // "RECONCILE t", "RECONCILE", "KILL t"
    QTest::addColumn<TaskState>("state");
    QTest::addColumn<int>("cause"); // index into calls, -1: none
    QTest::newRow("nobody asked") << QStringList{} << TaskState::Running << -1;
    QTest::newRow("all") << QStringList{u"RECONCILE"_s} << TaskState::Running << 0;
    QTest::newRow("one") << QStringList{u"RECONCILE t"_s} << TaskState::Running << 0;
    QTest::newRow("another one") << QStringList{u"RECONCILE u"_s} << TaskState::Running << -1;
    QTest::newRow("one before all") << QStringList{u"RECONCILE t"_s, u"RECONCILE"_s} << TaskState::Running << 0;
    QTest::newRow("all before one") << QStringList{u"RECONCILE"_s, u"RECONCILE t"_s} << TaskState::Running << 1;
    QTest::newRow("kill, then asked") << QStringList{u"KILL t"_s, u"RECONCILE t"_s} << TaskState::Running << 1;
    QTest::newRow("asked, then kill: still there")
        << QStringList{u"RECONCILE t"_s, u"KILL t"_s} << TaskState::Running << 0;
    QTest::newRow("asked, then kill: unknown") << QStringList{u"RECONCILE t"_s, u"KILL t"_s} << TaskState::Lost << 1;
}

void TestReduceTasks::aReconciliationFindsItsCall()
{
    QFETCH(const QStringList, calls);
    QFETCH(const TaskState, state);
    QFETCH(const int, cause);
    Scene scene;
    scene.begin();
    scene.update(status(u"t"_s, TaskState::Running, uuid('a')));
    QList<quint64> numbers;
    for (const QString& text : calls) {
        const QString task = text.section(u' ', 1);
        numbers.append(
            scene.call(ofTasks(text.section(u' ', 0, 0), task.isEmpty() ? QStringList() : QStringList{task})));
    }
    const quint64 record = scene.update(reconciled(u"t"_s, state));
    QCOMPARE(scene.record(record).call, cause < 0 ? quint64(0) : numbers.at(cause));
    if (cause >= 0)
        QCOMPARE(scene.progress(numbers.at(cause)), CallProgress::Done);
}

void TestReduceTasks::reconcileIsAskedUntilHeardOf()
{
    Scene scene;
    scene.begin();
    scene.update(status(u"over"_s, TaskState::Finished, uuid('a')));
    scene.update(status(u"t"_s, TaskState::Running, uuid('a')));
    scene.update(status(u"u"_s, TaskState::Running, uuid('a')));
    scene.call(ofTasks(u"RECONCILE"_s, {}));
    QVERIFY(!scene.task(u"over"_s).reconcileAsked);
    QCOMPARE(scene.task(u"t"_s).reconcileAsked, scene.now);
    QCOMPARE(scene.task(u"u"_s).reconcileAsked, scene.now);
    scene.update(reconciled(u"t"_s, TaskState::Running));
    QVERIFY(!scene.task(u"t"_s).reconcileAsked);
    QVERIFY(scene.task(u"u"_s).reconcileAsked);
    scene.update(status(u"u"_s, TaskState::Running, uuid('a')));
    QVERIFY(!scene.task(u"u"_s).reconcileAsked);

    scene.now += 1s;
    scene.send(ofTasks(u"RECONCILE"_s, {u"t"_s, u"over"_s, u"nobody"_s}));
    QVERIFY(scene.task(u"over"_s).reconcileAsked);
    QVERIFY(!scene.task(u"u"_s).reconcileAsked);
    scene.fail(scene.state.calls.nextNumber() - 1, false);
    QVERIFY(!scene.task(u"t"_s).reconcileAsked);
    QVERIFY(!scene.task(u"over"_s).reconcileAsked);
}

void TestReduceTasks::aStaleOfferNeverRan()
{
    for (const TaskState state : {TaskState::Lost, TaskState::Dropped}) {
        Scene scene;
        scene.begin();
        scene.arrive({offer(u"O1"_s), offer(u"O2"_s)});
        scene.receive(RescindEvent{OfferId(u"O1"_s)}, u"RESCIND"_s);
        const quint64 accept = scene.call(launch({u"O1"_s, u"O2"_s}, {u"t"_s}, 600.0));
        QCOMPARE(scene.state.filters.filters().size(), 1);
        const quint64 record = scene.update(masterStatus(u"t"_s, state, u"REASON_INVALID_OFFERS"_s));
        QVERIFY(scene.task(u"t"_s).neverRan());
        QCOMPARE(scene.record(record).call, accept);
        QCOMPARE(scene.progress(accept), CallProgress::Done);
        // The good offer went back as well, and without a filter.
        QVERIFY(scene.last.filters);
        QVERIFY(scene.state.filters.isEmpty());
        QCOMPARE(scene.state.tasks.running(), 0);
        QCOMPARE(scene.state.tasks.unacknowledged(), 0);
    }
}

void TestReduceTasks::aRefusedSecondLaunchIsTheEffectOfItsCall()
{
    Scene scene;
    scene.begin();
    scene.call(launch({}, {u"t"_s}));
    scene.update(status(u"t"_s, TaskState::Running, uuid('a')));
    const quint64 again = scene.call(launch({}, {u"t"_s}));
    QVERIFY(scene.state.tasks.size() == 1);
    const quint64 record = scene.update(masterStatus(u"t"_s, TaskState::Error, u"REASON_TASK_INVALID"_s));
    QCOMPARE(scene.task(u"t"_s).state.value, TaskState::Running);
    QCOMPARE(scene.record(record).call, again);
    QCOMPARE(scene.progress(again), CallProgress::Done);
    // A refusal by HTTP does not touch the running one either.
    const quint64 refused = scene.call(launch({}, {u"t"_s}), 400);
    QCOMPARE(scene.progress(refused), CallProgress::Refused);
    QVERIFY(!scene.task(u"t"_s).neverRan());
}

void TestReduceTasks::acknowledgementsGoTheirWay()
{
    Scene scene;
    scene.begin();
    scene.update(status(u"t"_s, TaskState::Starting, uuid('a')));
    scene.update(status(u"t"_s, TaskState::Running, uuid('b')));
    scene.update(masterStatus(u"t"_s, TaskState::Lost, u"REASON_AGENT_REMOVED"_s));
    const auto at = [&](int index) { return scene.task(u"t"_s).history.at(index).acknowledgement; };
    QCOMPARE(at(0), Acknowledgement::Wanted);
    QCOMPARE(at(2), Acknowledgement::NotWanted);

    const quint64 first = scene.send(ofTasks(u"ACKNOWLEDGE"_s, {u"t"_s}, uuid('a')), true);
    QCOMPARE(at(0), Acknowledgement::Sent);
    QCOMPARE(at(1), Acknowledgement::Wanted);
    QCOMPARE(scene.task(u"t"_s).history.at(0).call, first);
    scene.answer(first);
    QCOMPARE(at(0), Acknowledgement::Received);
    QCOMPARE(scene.progress(first), CallProgress::Done);

    for (const int outcome : {400, 0, -1}) {
        const quint64 number = scene.send(ofTasks(u"ACKNOWLEDGE"_s, {u"t"_s}, uuid('b')), true);
        QCOMPARE(at(1), Acknowledgement::Sent);
        if (outcome > 0)
            scene.answer(number, outcome);
        else
            scene.fail(number, outcome == 0);
        QCOMPARE(at(1), Acknowledgement::Wanted);
        QCOMPARE(scene.task(u"t"_s).history.at(1).call, quint64(0));
        QVERIFY(scene.last.tasksChanged.contains(TaskId(u"t"_s)));
    }
    scene.call(ofTasks(u"ACKNOWLEDGE"_s, {u"t"_s}, uuid('z')));
    scene.call(ofTasks(u"ACKNOWLEDGE"_s, {u"nobody"_s}, uuid('b')));
    QCOMPARE(at(1), Acknowledgement::Wanted);
    QCOMPARE(at(2), Acknowledgement::NotWanted);
}

void TestReduceTasks::aRepeatWantsAnotherAcknowledgement()
{
    Scene scene;
    scene.begin();
    scene.update(status(u"t"_s, TaskState::Running, uuid('a')));
    const auto moment = [&] { return scene.task(u"t"_s).history.at(0); };
    scene.update(status(u"t"_s, TaskState::Running, uuid('a')));
    QCOMPARE(moment().acknowledgement, Acknowledgement::Wanted);
    const quint64 first = scene.send(ofTasks(u"ACKNOWLEDGE"_s, {u"t"_s}, uuid('a')), true);
    scene.update(status(u"t"_s, TaskState::Running, uuid('a')));
    QCOMPARE(moment().acknowledgement, Acknowledgement::Sent);
    scene.answer(first);
    QCOMPARE(scene.state.tasks.unacknowledged(), 0);
    scene.update(status(u"t"_s, TaskState::Running, uuid('a')));
    QCOMPARE(moment().acknowledgement, Acknowledgement::Wanted);
    QCOMPARE(moment().repeats, 3);
    QCOMPARE(scene.task(u"t"_s).history.size(), 1);
    const quint64 second = scene.send(ofTasks(u"ACKNOWLEDGE"_s, {u"t"_s}, uuid('a')), true);
    QCOMPARE(moment().call, second);
    scene.answer(second);
    QCOMPARE(moment().acknowledgement, Acknowledgement::Received);
}

void TestReduceTasks::offersAfterADeclineAreItsEffect()
{
    Scene scene;
    scene.begin();
    scene.arrive({offer(u"O1"_s, u"A1"_s, u"eng"_s), offer(u"O2"_s, u"A2"_s, u"eng"_s)});
    const quint64 decline = scene.call(ofOffers(u"DECLINE"_s, {u"O1"_s, u"O2"_s}));
    const quint64 other = scene.arrive({offer(u"O3"_s, u"A1"_s, u"ops"_s), offer(u"O4"_s, u"A3"_s, u"eng"_s)});
    QCOMPARE(scene.record(other).call, quint64(0));
    const quint64 first = scene.arrive({offer(u"O5"_s, u"A1"_s, u"eng"_s)});
    QCOMPARE(scene.record(first).call, decline);
    QVERIFY(scene.last.recordsChanged.contains(first));
    QVERIFY(scene.last.callsChanged.contains(decline));
    const quint64 again = scene.arrive({offer(u"O6"_s, u"A1"_s, u"eng"_s)});
    QCOMPARE(scene.record(again).call, quint64(0));
    const quint64 second = scene.arrive({offer(u"O7"_s, u"A2"_s, u"eng"_s)});
    QCOMPARE(scene.callOf(decline).effects, (QList<quint64>{first, second}));

    const quint64 forgotten = scene.call(ofOffers(u"DECLINE"_s, {u"O7"_s}));
    scene.breakOff();
    scene.subscribe(u"F1"_s, u"S2"_s);
    scene.arrive({offer(u"O8"_s, u"A2"_s, u"eng"_s)});
    QVERIFY(scene.callOf(forgotten).effects.isEmpty());
}

void TestReduceTasks::offersAfterAReviveAreItsEffect()
{
    Scene scene;
    scene.begin();
    const quint64 one = scene.call(ofRoles(u"REVIVE"_s, {u"ops"_s}));
    const quint64 all = scene.call(ofRoles(u"REVIVE"_s, {}));
    const quint64 eng = scene.arrive({offer(u"O1"_s, u"A1"_s, u"eng"_s)});
    QCOMPARE(scene.record(eng).call, all);
    QVERIFY(scene.callOf(one).effects.isEmpty());
    const quint64 ops = scene.arrive({offer(u"O2"_s, u"A1"_s, u"ops"_s)});
    QCOMPARE(scene.callOf(one).effects, QList<quint64>{ops});
    QCOMPARE(scene.callOf(all).effects, QList<quint64>{eng});
    const quint64 later = scene.arrive({offer(u"O3"_s, u"A1"_s, u"ops"_s)});
    QCOMPARE(scene.record(later).call, quint64(0));
}

void TestReduceTasks::operationsGoTheirWay()
{
    Scene scene;
    scene.begin();
    scene.arrive({offer(u"O1"_s)});
    CallFacts accept = ofOffers(u"ACCEPT"_s, {u"O1"_s});
    accept.operations = {{.id = OperationId(u"op"_s), .type = u"RESERVE"_s, .json = "{}"},
                         {.id = {}, .type = u"CREATE"_s, .json = "{}"}};
    const quint64 number = scene.call(accept);
    QCOMPARE(scene.state.operations.size(), 1);
    const auto operation = [&] { return scene.state.operations.value(u"op"_s); };
    QCOMPARE(operation().type, u"RESERVE"_s);
    QCOMPARE(operation().agentId.value(), u"A1"_s);
    QCOMPARE(operation().hostname, u"host of A1"_s);
    QVERIFY(!operation().state.isSet());

    OperationStatus finished;
    finished.operationId = OperationId(u"op"_s);
    finished.state = {OperationState::Finished, u"OPERATION_FINISHED"_s};
    finished.uuid = uuid('a');
    const quint64 record = scene.update(finished);
    QVERIFY(scene.last.operations);
    QCOMPARE(scene.record(record).call, number);
    QCOMPARE(scene.progress(number), CallProgress::Done);
    QCOMPARE(operation().unacknowledged(), 1);

    CallFacts acknowledge = call(u"ACKNOWLEDGE_OPERATION_STATUS"_s);
    acknowledge.operations = {{.id = OperationId(u"op"_s), .type = {}, .json = {}}};
    acknowledge.uuid = uuid('a');
    const quint64 sent = scene.send(acknowledge, true);
    QCOMPARE(operation().history.at(0).acknowledgement, Acknowledgement::Sent);
    scene.answer(sent);
    QCOMPARE(operation().history.at(0).acknowledgement, Acknowledgement::Received);
    QVERIFY(scene.last.operations);

    CallFacts reconcile = call(u"RECONCILE_OPERATIONS"_s);
    reconcile.operations = acknowledge.operations;
    const quint64 asked = scene.call(reconcile);
    QCOMPARE(scene.progress(asked), CallProgress::Received);
    OperationStatus unknown = finished;
    unknown.uuid.clear();
    unknown.state = {OperationState::OperationUnknown, u"OPERATION_UNKNOWN"_s};
    unknown.message = u"Reconciliation: Operation is unknown"_s;
    const quint64 answer = scene.update(unknown);
    QCOMPARE(scene.record(answer).call, asked);
    QCOMPARE(scene.progress(asked), CallProgress::Done);
    QCOMPARE(operation().state.value, OperationState::Finished);

    const quint64 all = scene.call(call(u"RECONCILE_OPERATIONS"_s));
    QCOMPARE(scene.record(scene.update(unknown)).call, all);
}

void TestReduceTasks::anOperationWithoutAnIdIsOnlyARecord()
{
    Scene scene;
    scene.begin();
    OperationStatus status;
    status.state = {OperationState::Error, u"OPERATION_ERROR"_s};
    scene.update(status);
    QVERIFY(scene.state.operations.isEmpty());
    QVERIFY(!scene.last.operations);
    QCOMPARE(scene.last.recordsAdded, 1);

    status.operationId = OperationId(u"elsewhere"_s);
    scene.update(status);
    QCOMPARE(scene.state.operations.value(u"elsewhere"_s).sentBy, quint64(0));
    QCOMPARE(scene.state.operations.value(u"elsewhere"_s).id.value(), u"elsewhere"_s);
}

void TestReduceTasks::tasksAreKeptWhenTheStreamBreaks()
{
    Scene scene;
    scene.begin();
    scene.update(status(u"t"_s, TaskState::Running, uuid('a')));
    const quint64 kill = scene.call(ofTasks(u"KILL"_s, {u"t"_s}));
    scene.breakOff();
    QVERIFY(scene.last.tasksChanged.isEmpty() && !scene.last.tasksReset);
    scene.subscribe(u"F1"_s, u"S2"_s);
    QVERIFY(!scene.last.tasksReset);
    QCOMPARE(scene.task(u"t"_s).state.value, TaskState::Running);
    scene.update(status(u"t"_s, TaskState::Killed, uuid('b')));
    QCOMPARE(scene.progress(kill), CallProgress::Done);
}

void TestReduceTasks::anotherFrameworkHasNoTasks()
{
    Scene scene;
    scene.begin();
    scene.update(status(u"t"_s, TaskState::Running, uuid('a')));
    scene.send(ofTasks(u"KILL"_s, {u"t"_s}));
    scene.breakOff();
    scene.subscribe(u"F2"_s, u"S2"_s);
    QVERIFY(scene.last.tasksReset && scene.last.operations);
    QVERIFY(scene.state.tasks.isEmpty() && scene.state.operations.isEmpty());
    QCOMPARE(scene.state.calls.size(), 1);
    QVERIFY(scene.state.awaited.kills.isEmpty());
}

void TestReduceTasks::anAgentThatFailsTakesNothingAlong()
{
    Scene scene;
    scene.begin();
    scene.arrive({offer(u"O1"_s)});
    scene.update(status(u"t"_s, TaskState::Running, uuid('a')));
    scene.receive(FailureEvent{AgentId(u"A1"_s), {}, {}}, u"FAILURE"_s);
    QVERIFY(scene.last.offersChanged.isEmpty() && scene.last.tasksChanged.isEmpty());
    QCOMPARE(scene.fate(u"O1"_s), OfferFate::Live);
    QCOMPARE(scene.record(scene.lastRecord()).facts.names.first(), u"A1"_s);
}

void TestReduceTasks::onlyWhatIsOverIsCleared()
{
    Scene scene;
    scene.begin();
    scene.update(status(u"runs"_s, TaskState::Running, uuid('a')));
    scene.update(status(u"over"_s, TaskState::Finished, uuid('a')));
    scene.update(masterStatus(u"lost"_s, TaskState::Lost, u"REASON_AGENT_REMOVED"_s));
    scene.call(launch({}, {u"refused"_s}), 400);
    scene.call(launch({}, {u"launched"_s}));
    QList<TaskId> all;
    for (const TaskEntry& task : scene.state.tasks)
        all.append(task.id);
    scene.feed(input::TasksCleared{all + QList<TaskId>{TaskId(u"nobody"_s)}});
    QCOMPARE(scene.last.tasksRemoved, (QSet<TaskId>{TaskId(u"over"_s), TaskId(u"lost"_s), TaskId(u"refused"_s)}));
    QVERIFY(scene.knows(u"runs"_s) && scene.knows(u"launched"_s));
    QCOMPARE(scene.state.tasks.size(), 2);
}

QTEST_GUILESS_MAIN(TestReduceTasks)
#include "tst_reducetasks.moc"
