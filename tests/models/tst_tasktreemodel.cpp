// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "models/tasktreemodel.h"

#include "models/describetask.h"
#include "tasksamples.h"

#include <QAbstractItemModelTester>
#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>

using namespace mesoscribe;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

namespace {

const auto Web1 = samples::offer(u"O1"_s, u"S1"_s, u"web1"_s, u"eng"_s);
const auto Web2 = samples::offer(u"O2"_s, u"S2"_s, u"web2"_s, u"eng"_s);

using Kind = TaskTreeModel::Kind;

const QList<int> All = {TaskTreeModel::Name,  TaskTreeModel::StateColumn, TaskTreeModel::WhatHappened,
                        TaskTreeModel::Agent, TaskTreeModel::Since,       TaskTreeModel::Ack};
const QList<int> Names = {TaskTreeModel::Name, TaskTreeModel::StateColumn};

struct Desk
{
    Desk()
    {
        scene.subscribe();
        scene.arrive({Web1, Web2});
        apply();
    }

    void apply()
    {
        model.apply(scene.state, scene.take());
        model.setNow(scene.now);
    }
    QModelIndex at(const QString& task, int column = 0) const
    {
        return model.indexOf(TaskId(task)).siblingAtColumn(column);
    }
    QString tree(const QList<int>& columns, int levels = 3) const { return samples::shown(model, columns, {}, levels); }

    samples::CallScene scene;
    TaskTreeModel model;
    QAbstractItemModelTester tester{&model, QAbstractItemModelTester::FailureReportingMode::QtTest};
};

LiveInverseOffer wish(const QString& id, const AgentId& agent, WallTime now)
{
    auto offer = std::make_shared<InverseOffer>();
    offer->id = OfferId(id);
    offer->agentId = agent;
    offer->unavailability = {(now + 1h).time_since_epoch().count() * 1'000'000, qint64(7200) * 1'000'000'000};
    return {.offer = offer, .arrived = now, .answer = LiveInverseOffer::Answer::None, .answeredAt = {}, .call = 0};
}

} // namespace

class TestTaskTreeModel : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        qputenv("TZ", "UTC");
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    }

    void showsALife();
    void historyStandsNewestFirst();
    void historyRowsKeepTheirIndex();
    void repeatsAreCounted();
    void lostTasksComeBack();
    void groupsStandTogether();
    void tasksThatChangeTheirGroupMove();
    void operationsAndMaintenanceHaveHeadings();
    void clearedTasksGo();
    void launchesAreFollowed();
    void agesPassOnlyWhereSomebodyReadThem();
    void rowsAreReadAloud();
    void rowsTellWhatTheyAre();
    void countsAreKept();
    void longHistoriesLetGoOfTheirOldEnd();
    void updatesCostTheSameAtAnySize();
};

void TestTaskTreeModel::showsALife()
{
    Desk desk;
    QCOMPARE(desk.tree(All), QString());
    const quint64 call = desk.scene.send(samples::launch(Web1, {u"web"_s}));
    desk.apply();
    QCOMPARE(desk.tree(All), u"web | Launching | The launch is on its way to the master. | web1 | 0:00 | \n"_s);
    desk.scene.answer(call);
    desk.scene.pass(2s);
    desk.scene.update(samples::status(u"web"_s, TaskState::Starting, u"u1"_s));
    desk.scene.pass(3s);
    desk.scene.update(samples::status(u"web"_s, TaskState::Running, u"u2"_s));
    desk.scene.pass(4s);
    desk.apply();
    QCOMPARE(desk.tree(All), u"web | Running | It runs. | web1 | 0:04 | 2 updates unacknowledged\n"
                             "  22:13:25.000 | Running | It runs. |  |  | not acknowledged\n"
                             "  22:13:22.000 | Starting | Its executor is starting it. |  |  | not acknowledged\n"_s);
    for (const TaskMoment& moment : desk.scene.state.tasks.find(TaskId(u"web"_s))->history) {
        const quint64 number = desk.scene.send(samples::acknowledgement(moment.status), true);
        desk.scene.answer(number);
    }
    desk.apply();
    QCOMPARE(desk.at(u"web"_s, TaskTreeModel::Ack).data().toString(), u"acknowledged"_s);
}

void TestTaskTreeModel::historyStandsNewestFirst()
{
    Desk desk;
    desk.scene.update(samples::status(u"a"_s, TaskState::Running, u"u1"_s));
    desk.apply();
    const QModelIndex task = desk.at(u"a"_s);
    QCOMPARE(desk.model.rowCount(task), 1);
    QSignalSpy inserted(&desk.model, &QAbstractItemModel::rowsInserted);
    desk.scene.update(samples::status(u"a"_s, TaskState::Killing, u"u2"_s));
    desk.scene.update(samples::status(u"a"_s, TaskState::Killed, u"u3"_s));
    desk.apply();
    QCOMPARE(inserted.count(), 1);
    QCOMPARE(inserted.first().at(1).toInt(), 0);
    QCOMPARE(inserted.first().at(2).toInt(), 1);
    QCOMPARE(desk.tree(Names), u"a | Killed\n"
                               "  22:13:20.000 | Killed\n"
                               "  22:13:20.000 | Killing\n"
                               "  22:13:20.000 | Running\n"_s);
    QCOMPARE(desk.model.moment(desk.model.index(0, 0, task)), 2);
    QCOMPARE(desk.model.moment(desk.model.index(2, 0, task)), 0);
    QCOMPARE(desk.model.moment(task), -1);
    QCOMPARE(desk.model.taskId(desk.model.index(2, 0, task)), TaskId(u"a"_s));
}

void TestTaskTreeModel::historyRowsKeepTheirIndex()
{
    Desk desk;
    desk.scene.update(samples::status(u"a"_s, TaskState::Starting, u"u1"_s));
    desk.apply();
    const QPersistentModelIndex first = desk.model.index(0, TaskTreeModel::StateColumn, desk.at(u"a"_s));
    QCOMPARE(first.data().toString(), u"Starting"_s);
    const quint64 record = first.data(NumberRole).toULongLong();
    desk.scene.update(samples::status(u"a"_s, TaskState::Running, u"u2"_s));
    desk.apply();
    QCOMPARE(first.row(), 1);
    QCOMPARE(first.data().toString(), u"Starting"_s);
    QCOMPARE(first.data(NumberRole).toULongLong(), record);
}

void TestTaskTreeModel::repeatsAreCounted()
{
    Desk desk;
    const TaskStatus running = samples::status(u"a"_s, TaskState::Running, u"u1"_s);
    desk.scene.update(running);
    desk.scene.update(running);
    desk.scene.update(running);
    desk.apply();
    QCOMPARE(samples::shown(desk.model, {TaskTreeModel::StateColumn, TaskTreeModel::Ack}, {}, 2),
             u"Running | not acknowledged\n"
             "  Running | not acknowledged, repeated 2×\n"_s);
}

void TestTaskTreeModel::lostTasksComeBack()
{
    Desk desk;
    desk.scene.update(samples::status(u"a"_s, TaskState::Running, u"u1"_s));
    desk.scene.update(samples::status(u"a"_s, TaskState::Lost, {}, u"Agent removed"_s, u"REASON_AGENT_REMOVED"_s));
    desk.apply();
    QCOMPARE(desk.at(u"a"_s, TaskTreeModel::StateColumn).data().toString(), u"Lost"_s);
    QCOMPARE(desk.at(u"a"_s, TaskTreeModel::WhatHappened).data().toString(),
             u"The master gave the agent up after it had been silent too long."_s);
    QCOMPARE(desk.model.counts().running, 0);
    desk.scene.update(samples::status(u"a"_s, TaskState::Running, {}, {}, u"REASON_AGENT_REREGISTERED"_s));
    desk.apply();
    QCOMPARE(desk.at(u"a"_s, TaskTreeModel::StateColumn).data().toString(), u"Running"_s);
    QCOMPARE(desk.model.counts().running, 1);
    QCOMPARE(desk.model.rowCount(), 1);
}

void TestTaskTreeModel::groupsStandTogether()
{
    Desk desk;
    desk.scene.send(samples::launch(Web1, {u"a"_s, u"b"_s}, u"pod"_s));
    desk.scene.send(samples::launch(Web2, {u"single"_s}));
    desk.apply();
    QCOMPARE(desk.tree(Names), u"Group pod | 2 of 2 running\n"
                               "  a | Launching\n"
                               "  b | Launching\n"
                               "single | Launching\n"_s);
    const QModelIndex group = desk.model.index(0, 0);
    QCOMPARE(desk.model.kind(group), Kind::Group);
    QCOMPARE(desk.model.taskIds(group), (QList<TaskId>{TaskId(u"a"_s), TaskId(u"b"_s)}));
    QCOMPARE(group.siblingAtColumn(TaskTreeModel::Agent).data().toString(), u"web1"_s);

    // A later launch into the same executor joins it; one on another agent does not.
    desk.scene.send(samples::launch(Web1, {u"c"_s}, u"pod"_s));
    desk.scene.send(samples::launch(Web2, {u"d"_s}, u"pod"_s));
    QSignalSpy changed(&desk.model, &QAbstractItemModel::dataChanged);
    desk.scene.update(samples::status(u"a"_s, TaskState::Failed, u"u1"_s, u"Command exited with status 1"_s));
    desk.apply();
    QCOMPARE(desk.tree(Names, 2), u"Group pod | 2 of 3 running\n"
                                  "  a | Failed\n"
                                  "  b | Launching\n"
                                  "  c | Launching\n"
                                  "single | Launching\n"
                                  "Group pod | 1 of 1 running\n"
                                  "  d | Launching\n"_s);
    QCOMPARE(group.data(StateRole).toInt(), static_cast<int>(TaskMark::Bad));
    QCOMPARE(group.data(BadgeRole).toInt(), 1);
    QVERIFY(std::ranges::any_of(
        changed, [&](const QVariantList& signal) { return signal.first().toModelIndex() == desk.model.index(0, 0); }));
    QCOMPARE(group.data(JsonRole).toByteArray(),
             R"([{"task_id":{"value":"a"}},{"task_id":{"value":"b"}},{"task_id":{"value":"c"}}])");
}

void TestTaskTreeModel::tasksThatChangeTheirGroupMove()
{
    Desk desk;
    desk.scene.send(samples::launch(Web1, {u"a"_s}));
    desk.scene.update(samples::status(u"a"_s, TaskState::Finished, u"u1"_s));
    desk.apply();
    QCOMPARE(desk.tree(Names, 1), u"a | Finished\n"_s);
    desk.scene.send(samples::launch(Web2, {u"a"_s, u"b"_s}, u"pod"_s));
    desk.apply();
    QCOMPARE(desk.tree(Names, 2), u"Group pod | 2 of 2 running\n"
                                  "  a | Launching\n"
                                  "  b | Launching\n"_s);
    QCOMPARE(desk.model.counts().tasks, 2);
}

void TestTaskTreeModel::operationsAndMaintenanceHaveHeadings()
{
    Desk desk;
    desk.scene.send(samples::launch(Web1, {u"a"_s}));
    CallFacts reserve = samples::offerCall(u"ACCEPT"_s, {Web2});
    reserve.operations = {{.id = OperationId(u"op-2"_s), .type = u"RESERVE"_s, .json = "{}"}};
    const quint64 call = desk.scene.send(reserve);
    desk.apply();
    QCOMPARE(samples::shown(desk.model, {0, 1, 2, 3}, {}, 3),
             u"a | Launching | The launch is on its way to the master. | web1\n"
             "Operations |  |  | \n"
             "  RESERVE | Sent | It is on its way to the master. | web2\n"_s);
    const QModelIndex heading = desk.model.index(1, 0);
    QCOMPARE(heading.data(SectionRole).toBool(), true);
    QVERIFY(!(desk.model.flags(heading) & Qt::ItemIsSelectable));
    const QPersistentModelIndex operation = desk.model.index(0, 0, heading);
    QCOMPARE(desk.model.operationId(operation), OperationId(u"op-2"_s));

    desk.scene.answer(call);
    desk.apply();
    QCOMPARE(operation.sibling(0, TaskTreeModel::WhatHappened).data().toString(),
             u"The master has it; nothing more has been heard yet."_s);
    OperationStatus finished = samples::operationStatus(u"op-2"_s, OperationState::Finished, u"OPERATION_FINISHED"_s);
    finished.uuid = samples::uuid(u"o1"_s);
    desk.scene.update(finished);
    desk.scene.update(samples::operationStatus(u"op-1"_s, OperationState::OperationUnknown, u"OPERATION_UNKNOWN"_s));
    const LiveInverseOffer live = wish(u"m-O9"_s, Web1->agentId, desk.scene.now);
    desk.scene.state.inverseOffers.insert(u"m-O9"_s, live);
    desk.scene.changes.inverseOffers = true;
    desk.apply();
    QCOMPARE(samples::shown(desk.model, {0, 1, 2, 5}, {}, 3),
             u"a | Launching | The launch is on its way to the master. | \n"
             "Operations |  |  | \n"
             "  op-1 | Unknown | The master knows nothing of it. | \n"
             "    22:13:20.000 | Unknown | The master knows nothing of it. | \n"
             "  RESERVE | Finished | The resources are reserved now. | not acknowledged\n"
             "    22:13:20.000 | Finished | The resources are reserved now. | not acknowledged\n"
             "Maintenance |  |  | \n"
             "  Inverse offer O9 | Not answered | Wants web1's resources back from 23:13 for 2 hours. | \n"_s);
    QCOMPARE(operation.row(), 1);
    QCOMPARE(desk.model.moment(desk.model.index(0, 0, operation)), 0);
    QCOMPARE(
        desk.model.counts(),
        (TaskTreeModel::Counts{.tasks = 1, .running = 1, .unacknowledged = 1, .operations = 2, .inverseOffers = 1}));
    const QModelIndex inverse = desk.model.index(0, 0, desk.model.index(2, 0));
    QCOMPARE(desk.model.inverseOfferId(inverse), OfferId(u"m-O9"_s));
    QCOMPARE(inverse.data(CopyRole).toString(), u"m-O9"_s);

    desk.scene.state.inverseOffers.clear();
    desk.scene.state.operations.clear();
    desk.scene.changes.inverseOffers = true;
    desk.scene.changes.operations = true;
    desk.apply();
    QCOMPARE(desk.model.rowCount(), 1);
    QVERIFY(!operation.isValid());
}

void TestTaskTreeModel::clearedTasksGo()
{
    Desk desk;
    desk.scene.send(samples::launch(Web1, {u"a"_s, u"b"_s}, u"pod"_s));
    for (const auto* const id : {"a", "b", "c", "d"})
        desk.scene.update(samples::status(QString::fromLatin1(id), TaskState::Finished, QString::fromLatin1(id)));
    desk.scene.update(samples::status(u"e"_s, TaskState::Running, u"e"_s));
    desk.apply();
    QCOMPARE(desk.model.rowCount(), 4);
    const QPersistentModelIndex running = desk.at(u"e"_s);
    // What has been read of rows that go must not be asked for again when time passes.
    for (const auto* const id : {"a", "c"}) {
        const QModelIndex task = desk.at(QString::fromLatin1(id));
        QVERIFY(!task.data(Qt::AccessibleTextRole).toString().isEmpty());
        QVERIFY(!desk.model.index(0, 0, task).data(Qt::AccessibleTextRole).toString().isEmpty());
    }
    desk.scene.feed(input::TasksCleared{{TaskId(u"a"_s), TaskId(u"c"_s), TaskId(u"e"_s)}});
    desk.apply();
    QCOMPARE(desk.tree(Names, 2).section(u'\n', 0, 1), u"Group pod | 0 of 1 running\n  b | Finished"_s);
    QCOMPARE(desk.model.rowCount(), 3); // the running one is left alone
    QCOMPARE(running.row(), 2);
    desk.scene.pass(5s);
    desk.apply();
    desk.scene.feed(input::TasksCleared{{TaskId(u"b"_s), TaskId(u"d"_s)}});
    desk.apply();
    QCOMPARE(desk.tree(Names, 1), u"e | Running\n"_s);
    QCOMPARE(running.row(), 0);
    QVERIFY(!desk.model.indexOf(TaskId(u"a"_s)).isValid());
}

void TestTaskTreeModel::launchesAreFollowed()
{
    Desk desk;
    const quint64 call = desk.scene.send(samples::launch(Web1, {u"a"_s}));
    desk.apply();
    QSignalSpy changed(&desk.model, &QAbstractItemModel::dataChanged);
    desk.scene.answer(call);
    desk.apply();
    QVERIFY(changed.count() > 0);
    QCOMPARE(desk.at(u"a"_s, TaskTreeModel::WhatHappened).data().toString(),
             u"The master has the launch; the agent prepares it."_s);

    const quint64 refused = desk.scene.send(samples::launch(Web2, {u"b"_s}));
    desk.scene.answer(refused, 403, "Framework is not subscribed");
    desk.apply();
    QCOMPARE(desk.at(u"b"_s, TaskTreeModel::StateColumn).data().toString(), u"Not launched"_s);
    QCOMPARE(desk.at(u"b"_s, TaskTreeModel::WhatHappened).data().toString(),
             u"The stream is down, so Mesos refuses calls. Nothing ran."_s);
    QCOMPARE(desk.model.counts().running, 1);
}

void TestTaskTreeModel::agesPassOnlyWhereSomebodyReadThem()
{
    samples::CallScene scene;
    scene.subscribe();
    TaskTreeModel model;
    for (int i = 0; i < 100; ++i)
        scene.update(samples::status(u"t%1"_s.arg(i), TaskState::Running, u"u%1"_s.arg(i)));
    model.apply(scene.state, scene.take());
    model.setNow(scene.now);
    QCOMPARE(model.index(7, TaskTreeModel::Since).data().toString(), u"0:00"_s);
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    model.setNow(scene.now + 1s);
    QCOMPARE(changed.count(), 1);
    QCOMPARE(changed.first().first().toModelIndex().row(), 7);
    QCOMPARE(model.index(7, TaskTreeModel::Since).data().toString(), u"0:01"_s);
    changed.clear();
    model.setNow(scene.now + 1500ms);
    QCOMPARE(changed.count(), 0);
}

void TestTaskTreeModel::rowsAreReadAloud()
{
    Desk desk;
    const quint64 launch = desk.scene.send(samples::launch(Web1, {u"web"_s}));
    desk.scene.answer(launch);
    const TaskStatus running = samples::status(u"web"_s, TaskState::Running, u"u1"_s);
    desk.scene.update(running);
    desk.scene.answer(desk.scene.send(samples::acknowledgement(running)));
    desk.scene.pass(125s);
    desk.apply();
    const auto aloud = [](const QModelIndex& index) { return index.data(Qt::AccessibleTextRole).toString(); };
    QCOMPARE(aloud(desk.at(u"web"_s)), u"Task web, running for 2 minutes, on web1, acknowledged"_s);
    QCOMPARE(aloud(desk.model.index(0, 0, desk.at(u"web"_s))), u"22:13:20.000, Running, It runs., acknowledged"_s);
    desk.scene.update(samples::status(u"web"_s, TaskState::Killing, u"u2"_s));
    desk.scene.update(samples::status(u"web"_s, TaskState::Killed, u"u3"_s));
    desk.scene.pass(1s);
    desk.apply();
    QCOMPARE(aloud(desk.at(u"web"_s)), u"Task web, killed for 1 second, on web1, 2 updates unacknowledged"_s);
}

void TestTaskTreeModel::rowsTellWhatTheyAre()
{
    Desk desk;
    CallFacts launch = samples::launch(Web1, {u"web.1"_s});
    launch.launches.first().name = u"web"_s;
    desk.scene.send(launch);
    desk.scene.update(samples::status(u"web.1"_s, TaskState::Failed, u"u1"_s, u"<b>"_s));
    desk.apply();
    const QModelIndex task = desk.at(u"web.1"_s);
    QCOMPARE(task.data().toString(), u"web"_s);
    QCOMPARE(task.data(DetailRole).toString(), u"web.1"_s);
    QCOMPARE(task.data(CopyRole).toString(), u"web.1"_s);
    QCOMPARE(task.data(KindRole).toInt(), static_cast<int>(Kind::Task));
    QCOMPARE(task.data(StateRole).toInt(), static_cast<int>(TaskMark::Bad));
    QCOMPARE(task.data(BadgeRole).toInt(), 1);
    QCOMPARE(task.data(JsonRole).toByteArray(), R"({"task_id":{"value":"web.1"}})");
    QCOMPARE(task.siblingAtColumn(TaskTreeModel::Since).data(SortRole).toLongLong(),
             -samples::Start.time_since_epoch().count());
    // A tool tip shows foreign markup as text.
    QVERIFY(
        task.siblingAtColumn(TaskTreeModel::WhatHappened).data(Qt::ToolTipRole).toString().contains(u"&lt;b&gt;"_s));
    QCOMPARE(desk.model.kind({}), Kind::Group);
    QVERIFY(desk.model.taskId({}).isEmpty());
    for (int column = 0; column < TaskTreeModel::ColumnCount; ++column)
        QVERIFY(!desk.model.headerData(column, Qt::Horizontal).toString().isEmpty());
}

void TestTaskTreeModel::countsAreKept()
{
    Desk desk;
    QSignalSpy counts(&desk.model, &TaskTreeModel::countsChanged);
    desk.scene.update(samples::status(u"a"_s, TaskState::Running, u"u1"_s));
    desk.scene.update(samples::status(u"b"_s, TaskState::Finished, u"u2"_s));
    desk.apply();
    QCOMPARE(counts.count(), 1);
    QCOMPARE(desk.model.counts().tasks, 2);
    QCOMPARE(desk.model.counts().running, 1);
    QCOMPARE(desk.model.counts().unacknowledged, 2);
    desk.scene.receive(u"HEARTBEAT"_s, HeartbeatEvent{});
    desk.apply();
    QCOMPARE(counts.count(), 1);
}

void TestTaskTreeModel::longHistoriesLetGoOfTheirOldEnd()
{
    Desk desk;
    const auto flap = [&](int from, int to) {
        for (int i = from; i < to; ++i)
            desk.scene.update(samples::status(u"a"_s, TaskState::Running, u"u%1"_s.arg(i), u"beat %1"_s.arg(i)));
    };
    flap(0, 150);
    desk.apply();
    const QPersistentModelIndex oldest = desk.model.index(149, 0, desk.at(u"a"_s));
    const QPersistentModelIndex newest = desk.model.index(0, 2, desk.at(u"a"_s));
    QVERIFY(newest.data().toString().contains(u"beat 149"_s));
    flap(150, 260);
    desk.apply();
    QCOMPARE(desk.model.rowCount(desk.at(u"a"_s)), static_cast<int>(TaskEntry::MaxHistory));
    QVERIFY(!oldest.isValid());
    QVERIFY(newest.data().toString().contains(u"beat 149"_s));
    QVERIFY(desk.model.index(0, 2, desk.at(u"a"_s)).data().toString().contains(u"beat 259"_s));
    QVERIFY(desk.model.index(199, 2, desk.at(u"a"_s)).data().toString().contains(u"beat 60"_s));
    flap(260, 700); // more than it can hold at once
    desk.apply();
    QVERIFY(!newest.isValid());
    QVERIFY(desk.model.index(199, 2, desk.at(u"a"_s)).data().toString().contains(u"beat 500"_s));
}

void TestTaskTreeModel::updatesCostTheSameAtAnySize()
{
    const auto cost = [](int tasks) {
        samples::CallScene scene;
        scene.subscribe();
        TaskTreeModel model;
        for (int i = 0; i < tasks; ++i)
            scene.update(samples::status(u"t%1"_s.arg(i), TaskState::Starting, u"a%1"_s.arg(i)));
        model.apply(scene.state, scene.take());
        QElapsedTimer timer;
        timer.start();
        for (int i = 0; i < 1000; ++i) {
            scene.update(samples::status(u"t%1"_s.arg(i), TaskState::Running, u"b%1"_s.arg(i)));
            model.apply(scene.state, scene.take());
        }
        return std::max<qint64>(timer.nsecsElapsed(), 1);
    };
    cost(1000); // warm
    const qint64 few = cost(1000);
    const qint64 many = cost(20'000);
    QVERIFY2(many < 8 * few, qPrintable(u"%1 against %2 µs"_s.arg(many / 1000).arg(few / 1000)));
}

QTEST_GUILESS_MAIN(TestTaskTreeModel)
#include "tst_tasktreemodel.moc"
