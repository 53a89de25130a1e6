// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "state/tasktable.h"

#include "statescene.h"

#include <QTest>

using namespace mesoscribe;
using namespace mesoscribe::test;

class TestTaskTable : public QObject
{
    Q_OBJECT

private slots:
    void anyOrderOfUpdatesEndsInTheRightState_data();
    void anyOrderOfUpdatesEndsInTheRightState();
    void everyLaterStateIsInForce_data();
    void everyLaterStateIsInForce();
    void sinceIsOfTheStateNotOfTheUpdate();
    void aLaunchIsKnownBeforeItsFirstUpdate();
    void aTaskHeardOfFirstIsKnownWithItsPlace();
    void aLaunchOfAnEndedTaskBeginsAnew();
    void aLaunchOfARunningTaskChangesNothing();
    void historyIsBounded();
    void countsWhatWantsAnAcknowledgement();
    void keepsTheOrderInWhichTasksBecameKnown();
    void operationsFollowTheSameRules();
};

namespace {

LaunchedTask task(const QString& id)
{
    return {.taskId = TaskId(id),
            .name = u"n"_s,
            .agentId = AgentId(u"A1"_s),
            .executorId = {},
            .isInGroup = false,
            .json = "{}"};
}

struct Row
{
    QList<TaskStatus> updates;
    TaskState state = TaskState::Unknown;
    UpdateEffect lastEffect = UpdateEffect::Changed;
    bool neverRan = false;
    bool hasEnded = false;
    qsizetype history = 0;
};

} // namespace

Q_DECLARE_METATYPE(Row)

void TestTaskTable::anyOrderOfUpdatesEndsInTheRightState_data()
{
    QTest::addColumn<Row>("row");
    using State = TaskState;
    using Effect = UpdateEffect;
    const auto from = [](State state, char byte) { return status(u"t"_s, state, uuid(byte)); };
    const auto master = [](State state, const QString& reason) { return masterStatus(u"t"_s, state, reason); };
    const auto answer = [](State state) { return reconciled(u"t"_s, state); };
    const QString badOffers = u"REASON_INVALID_OFFERS"_s;
    const QString badTask = u"REASON_TASK_INVALID"_s;
    const QString gone = u"REASON_AGENT_REMOVED"_s;

    QTest::newRow("as usual") << Row{
        {from(State::Starting, 'a'), from(State::Running, 'b'), from(State::Finished, 'c')},
        State::Finished,
        Effect::Changed,
        false,
        true,
        3};
    QTest::newRow("lost, then running again")
        << Row{{from(State::Running, 'a'), master(State::Lost, gone), from(State::Running, 'b')},
               State::Running,
               Effect::Changed,
               false,
               true,
               3};
    QTest::newRow("lost, then told to be running")
        << Row{{from(State::Running, 'a'), master(State::Lost, gone), answer(State::Running)},
               State::Running,
               Effect::Changed,
               false,
               true,
               3};
    QTest::newRow("unreachable, then running again")
        << Row{{from(State::Running, 'a'), master(State::Unreachable, gone), from(State::Running, 'b')},
               State::Running,
               Effect::Changed,
               false,
               false,
               3};
    QTest::newRow("gone by operator, then running again")
        << Row{{master(State::GoneByOperator, gone), from(State::Running, 'b')},
               State::Running,
               Effect::Changed,
               false,
               true,
               2};
    QTest::newRow("the same again") << Row{
        {from(State::Running, 'a'), from(State::Running, 'a'), from(State::Running, 'a')},
        State::Running,
        Effect::Repeated,
        false,
        false,
        1};
    QTest::newRow("an old one again after the end")
        << Row{{from(State::Running, 'a'), from(State::Finished, 'b'), from(State::Running, 'a')},
               State::Finished,
               Effect::Repeated,
               false,
               true,
               2};
    QTest::newRow("after a reconnect the answer comes before the update") << Row{
        {from(State::Starting, 'a'), answer(State::Running), from(State::Running, 'b'), from(State::Finished, 'c')},
        State::Finished,
        Effect::Changed,
        false,
        true,
        4};
    QTest::newRow("after a reconnect the end comes before the answer")
        << Row{{from(State::Running, 'a'), from(State::Finished, 'b'), answer(State::Finished)},
               State::Finished,
               Effect::Changed,
               false,
               true,
               3};
    for (const State end : {State::Finished, State::Failed, State::Killed, State::Error}) {
        for (const State unknown :
             {State::Lost, State::TaskUnknown, State::Gone, State::GoneByOperator, State::Unreachable}) {
            QTest::addRow("end %d is not undone by ignorance %d", static_cast<int>(end), static_cast<int>(unknown))
                << Row{{from(end, 'a'), answer(unknown)}, end, Effect::NotInForce, false, true, 2};
        }
    }
    QTest::newRow("running, then unknown to the master") << Row{
        {from(State::Running, 'a'), answer(State::TaskUnknown)}, State::TaskUnknown, Effect::Changed, false, false, 2};
    QTest::newRow("dropped, then unknown to the master")
        << Row{{master(State::Dropped, gone), answer(State::TaskUnknown)},
               State::TaskUnknown,
               Effect::Changed,
               false,
               true,
               2};
    QTest::newRow("a stale offer") << Row{
        {master(State::Lost, badOffers)}, State::Lost, Effect::Changed, true, true, 1};
    QTest::newRow("a stale offer, PARTITION_AWARE")
        << Row{{master(State::Dropped, badOffers)}, State::Dropped, Effect::Changed, true, true, 1};
    QTest::newRow("a stale offer, and unknown when asked")
        << Row{{master(State::Lost, badOffers), answer(State::Lost)}, State::Lost, Effect::Changed, true, true, 2};
    QTest::newRow("an invalid task") << Row{
        {master(State::Error, badTask)}, State::Error, Effect::Changed, true, true, 1};
    QTest::newRow("a second launch of a running task is refused")
        << Row{{from(State::Running, 'a'), master(State::Error, badTask)},
               State::Running,
               Effect::NotInForce,
               false,
               false,
               2};
    QTest::newRow("a second launch of a finished task is refused")
        << Row{{from(State::Finished, 'a'), master(State::Lost, badOffers)},
               State::Finished,
               Effect::NotInForce,
               false,
               true,
               2};
    QTest::newRow("an agent that was lost meanwhile ran it, perhaps")
        << Row{{master(State::Lost, gone)}, State::Lost, Effect::Changed, false, true, 1};
    QTest::newRow("an error of the executor is no refusal")
        << Row{{from(State::Error, 'a')}, State::Error, Effect::Changed, false, true, 1};
    QTest::newRow("a state of a newer Mesos") << Row{
        {from(State::Running, 'a'), from(State::Unknown, 'b')}, State::Unknown, Effect::Changed, false, false, 2};
}

void TestTaskTable::anyOrderOfUpdatesEndsInTheRightState()
{
    QFETCH(const Row, row);
    TaskTable table;
    table.launch(task(u"t"_s), u"web1"_s, 7, Start);
    UpdateEffect effect = UpdateEffect::Added;
    quint64 record = 1;
    for (const TaskStatus& update : row.updates)
        effect = table.update(update, record++, Start + std::chrono::seconds(record));
    const TaskEntry& entry = *table.find(TaskId(u"t"_s));
    QCOMPARE(entry.state.value, row.state);
    QCOMPARE(effect, row.lastEffect);
    QCOMPARE(entry.neverRan(), row.neverRan);
    QCOMPARE(entry.hasEnded, row.hasEnded);
    QCOMPARE(entry.isOver(), isTerminal(row.state));
    QCOMPARE(entry.history.size(), row.history);
    QCOMPARE(entry.history.at(entry.momentInForce).status.state.value, row.state);
    QCOMPARE(entry.launchedBy, quint64(7));
}

void TestTaskTable::everyLaterStateIsInForce_data()
{
    QTest::addColumn<TaskState>("first");
    QTest::addColumn<TaskState>("second");
    for (int first = 0; first <= static_cast<int>(TaskState::TaskUnknown); ++first) {
        for (int second = 0; second <= static_cast<int>(TaskState::TaskUnknown); ++second)
            QTest::addRow("%d then %d", first, second)
                << static_cast<TaskState>(first) << static_cast<TaskState>(second);
    }
}

/// What an agent says counts, whatever was known.
void TestTaskTable::everyLaterStateIsInForce()
{
    QFETCH(const TaskState, first);
    QFETCH(const TaskState, second);
    TaskTable table;
    QCOMPARE(table.update(status(u"t"_s, first, uuid('a')), 1, Start), UpdateEffect::Added);
    QCOMPARE(table.update(status(u"t"_s, second, uuid('b')), 2, Start + 1s), UpdateEffect::Changed);
    const TaskEntry& entry = *table.find(TaskId(u"t"_s));
    QCOMPARE(entry.state.value, second);
    QCOMPARE(entry.since, first == second ? Start : Start + 1s);
    QCOMPARE(table.running(), isTerminal(second) ? 0 : 1);
    QCOMPARE(entry.isClearable(), isTerminal(second) || second == TaskState::TaskUnknown);
}

void TestTaskTable::sinceIsOfTheStateNotOfTheUpdate()
{
    TaskTable table;
    table.update(status(u"t"_s, TaskState::Running, uuid('a')), 1, Start);
    TaskStatus healthy = status(u"t"_s, TaskState::Running, uuid('b'));
    healthy.healthy = true;
    table.update(healthy, 2, Start + 9s);
    const TaskEntry& entry = *table.find(TaskId(u"t"_s));
    QCOMPARE(entry.since, Start);
    QCOMPARE(entry.momentInForce, 1);
    QCOMPARE(entry.history.at(1).record, quint64(2));
}

void TestTaskTable::aLaunchIsKnownBeforeItsFirstUpdate()
{
    TaskTable table;
    QVERIFY(table.launch(task(u"t"_s), u"web1"_s, 7, Start));
    const TaskEntry& entry = *table.find(TaskId(u"t"_s));
    QVERIFY(!entry.state.isSet());
    QVERIFY(!entry.isOver() && !entry.neverRan() && !entry.isClearable());
    QCOMPARE(entry.hostname, u"web1"_s);
    QCOMPARE(entry.momentInForce, -1);
    QCOMPARE(table.running(), 1);
}

void TestTaskTable::aTaskHeardOfFirstIsKnownWithItsPlace()
{
    TaskTable table;
    TaskStatus running = status(u"t"_s, TaskState::Running, uuid('a'));
    running.agentId = AgentId(u"A7"_s);
    running.executorId = ExecutorId(u"e"_s);
    QCOMPARE(table.update(running, 1, Start), UpdateEffect::Added);
    const TaskEntry& entry = *table.find(TaskId(u"t"_s));
    QCOMPARE(entry.agentId.value(), u"A7"_s);
    QCOMPARE(entry.executorId.value(), u"e"_s);
    QCOMPARE(entry.launchedBy, quint64(0));
    QCOMPARE(entry.launchedAt, Start);
}

void TestTaskTable::aLaunchOfAnEndedTaskBeginsAnew()
{
    TaskTable table;
    table.launch(task(u"t"_s), u"web1"_s, 7, Start);
    table.update(masterStatus(u"t"_s, TaskState::Lost, u"REASON_INVALID_OFFERS"_s), 1, Start);
    QVERIFY(table.find(TaskId(u"t"_s))->neverRan());

    QVERIFY(!table.launch(task(u"t"_s), u"web2"_s, 8, Start + 5s));
    const TaskEntry& entry = *table.find(TaskId(u"t"_s));
    QVERIFY(!entry.neverRan() && !entry.isOver() && !entry.hasEnded);
    QCOMPARE(entry.hostname, u"web2"_s);
    QCOMPARE(entry.launchedBy, quint64(8));
    QCOMPARE(entry.history.size(), 1);
    QCOMPARE(table.size(), 1);
    table.update(status(u"t"_s, TaskState::Running, uuid('a')), 2, Start + 6s);
    QCOMPARE(entry.state.value, TaskState::Running);
    QVERIFY(!entry.neverRan());
}

void TestTaskTable::aLaunchOfARunningTaskChangesNothing()
{
    TaskTable table;
    table.launch(task(u"t"_s), u"web1"_s, 7, Start);
    table.update(status(u"t"_s, TaskState::Running, uuid('a')), 1, Start);
    QVERIFY(!table.launch(task(u"t"_s), u"web2"_s, 8, Start + 5s));
    const TaskEntry& entry = *table.find(TaskId(u"t"_s));
    QCOMPARE(entry.hostname, u"web1"_s);
    QCOMPARE(entry.launchedBy, quint64(7));
    QCOMPARE(entry.launchAgain, quint64(8));
    QCOMPARE(entry.state.value, TaskState::Running);
}

void TestTaskTable::historyIsBounded()
{
    TaskTable table;
    constexpr int Updates = TaskEntry::MaxHistory + 50;
    for (int i = 0; i < Updates; ++i) {
        const TaskState state = i % 2 == 0 ? TaskState::Running : TaskState::Lost;
        table.update(status(u"t"_s, state, QByteArray::number(i).rightJustified(16, '0')), quint64(i), Start);
    }
    const TaskEntry& entry = *table.find(TaskId(u"t"_s));
    QCOMPARE(entry.history.size(), TaskEntry::MaxHistory);
    QCOMPARE(entry.momentInForce, TaskEntry::MaxHistory - 1);
    QCOMPARE(entry.history.first().record, quint64(50));

    table.update(status(u"t"_s, TaskState::Finished, uuid('f')), 1000, Start);
    for (int i = 0; i < Updates; ++i)
        table.update(reconciled(u"t"_s, TaskState::Lost), quint64(1001 + i), Start);
    QCOMPARE(entry.history.size(), TaskEntry::MaxHistory);
    QCOMPARE(entry.momentInForce, -1);
    QCOMPARE(entry.state.value, TaskState::Finished);
}

void TestTaskTable::countsWhatWantsAnAcknowledgement()
{
    TaskTable table;
    table.update(status(u"t"_s, TaskState::Starting, uuid('a')), 1, Start);
    table.update(status(u"t"_s, TaskState::Running, uuid('b')), 2, Start);
    table.update(status(u"u"_s, TaskState::Running, uuid('a')), 3, Start);
    table.update(masterStatus(u"v"_s, TaskState::Lost, u"REASON_AGENT_REMOVED"_s), 4, Start);
    QCOMPARE(table.unacknowledged(), 3);
    QCOMPARE(table.find(TaskId(u"t"_s))->unacknowledged(), 2);

    QList<TaskMoment>& history = table.find(TaskId(u"t"_s))->history;
    history[0].acknowledgement = Acknowledgement::Sent;
    history[1].acknowledgement = Acknowledgement::Received;
    QCOMPARE(table.unacknowledged(), 1);
    // Under way: the repeat crossed it. Received: it got lost behind the master, and is wanted again.
    table.update(status(u"t"_s, TaskState::Starting, uuid('a')), 5, Start);
    table.update(status(u"t"_s, TaskState::Running, uuid('b')), 6, Start);
    QCOMPARE(history.at(0).acknowledgement, Acknowledgement::Sent);
    QCOMPARE(history.at(1).acknowledgement, Acknowledgement::Wanted);
    QCOMPARE(history.at(1).repeats, 1);
    QCOMPARE(table.unacknowledged(), 2);
}

void TestTaskTable::keepsTheOrderInWhichTasksBecameKnown()
{
    TaskTable table;
    table.launch(task(u"c"_s), {}, 1, Start);
    table.update(status(u"a"_s, TaskState::Running), 1, Start);
    table.launch(task(u"b"_s), {}, 1, Start);
    table.update(status(u"c"_s, TaskState::Running), 2, Start);
    QVERIFY(table.remove(TaskId(u"a"_s)));
    QVERIFY(!table.remove(TaskId(u"a"_s)));
    QStringList ids;
    for (const TaskEntry& entry : table)
        ids.append(entry.id.value());
    QCOMPARE(ids, (QStringList{u"c"_s, u"b"_s}));
    table.clear();
    QVERIFY(table.isEmpty());
    QCOMPARE(table.find(TaskId(u"c"_s)), nullptr);
}

void TestTaskTable::operationsFollowTheSameRules()
{
    const auto told = [](OperationState state, const QString& name, const QByteArray& uuid) {
        OperationStatus status;
        status.operationId = OperationId(u"op"_s);
        status.state = {state, name};
        status.uuid = uuid;
        return status;
    };
    OperationEntry entry;
    entry.isRefused = true;
    QCOMPARE(entry.update(told(OperationState::Finished, u"OPERATION_FINISHED"_s, uuid('a')), 1, Start),
             UpdateEffect::Added);
    QVERIFY(entry.isOver() && !entry.isRefused);
    QCOMPARE(entry.unacknowledged(), 1);
    entry.history[0].acknowledgement = Acknowledgement::Received;
    QCOMPARE(entry.update(told(OperationState::Finished, u"OPERATION_FINISHED"_s, uuid('a')), 2, Start + 1s),
             UpdateEffect::Repeated);
    QCOMPARE(entry.unacknowledged(), 1);
    QCOMPARE(entry.update(told(OperationState::OperationUnknown, u"OPERATION_UNKNOWN"_s, {}), 3, Start + 2s),
             UpdateEffect::NotInForce);
    QCOMPARE(entry.state.value, OperationState::Finished);
    QCOMPARE(entry.since, Start);
    QCOMPARE(entry.history.size(), 2);

    OperationEntry pending;
    pending.update(told(OperationState::Pending, u"OPERATION_PENDING"_s, uuid('a')), 1, Start);
    QCOMPARE(pending.update(told(OperationState::OperationUnknown, u"OPERATION_UNKNOWN"_s, {}), 2, Start),
             UpdateEffect::Changed);
    QCOMPARE(pending.state.value, OperationState::OperationUnknown);
    for (int i = 0; i < OperationEntry::MaxHistory + 10; ++i)
        pending.update(told(OperationState::Pending, u"OPERATION_PENDING"_s, {}), 3, Start);
    QCOMPARE(pending.history.size(), OperationEntry::MaxHistory);
}

QTEST_GUILESS_MAIN(TestTaskTable)
#include "tst_tasktable.moc"
