// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "widgets/taskspanel.h"

#include "models/roles.h"
#include "widgets/taskview.h"
#include "widgets/windowsamples.h"

#include <QAccessible>
#include <QCheckBox>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace mesoscribe;
using namespace Qt::Literals::StringLiterals;

namespace {

const QString Master = u"089a7212-4aba-4aac-8425-7337161ece30-"_s;

QString nameOf(QWidget& widget)
{
    QAccessibleInterface* accessible = QAccessible::queryAccessibleInterface(&widget);
    return accessible ? accessible->text(QAccessible::Name) : QString();
}

/// The panel of a subscribed framework.
class Bench
{
public:
    Bench()
        : desk(clock)
        , panel(desk.tasks)
    {
        panel.resize(1000, 500);
        panel.show();
        desk.scene.subscribe();
        show();
    }

    void show()
    {
        desk.show();
        desk.tasks.setNow(desk.scene.now);
        panel.refresh(desk.scene.state, desk.scene.now);
    }

    void update(const QString& task, TaskState state, const QString& uuid)
    {
        desk.scene.update(samples::status(task, state, uuid));
    }

    void select(const QStringList& tasks)
    {
        panel.view().selectionModel()->clear();
        for (const QString& task : tasks)
            panel.view().selectionModel()->setCurrentIndex(desk.tasks.indexOf(TaskId(task)),
                                                           QItemSelectionModel::Select | QItemSelectionModel::Rows);
    }

    QPushButton& button(const QString& name)
    {
        auto* found = panel.findChild<QPushButton*>(name);
        Q_ASSERT(found);
        return *found;
    }

    void arriveInverseOffer(const QString& id)
    {
        auto offer = std::make_shared<InverseOffer>();
        offer->id = OfferId(id);
        offer->agentId = AgentId(Master + u"S1"_s);
        offer->unavailability.startNanoseconds = std::chrono::nanoseconds(desk.scene.now.time_since_epoch()).count();
        desk.scene.receive(u"INVERSE_OFFERS"_s, InverseOffersEvent{{offer}});
    }

    void byHand()
    {
        Manners manners = desk.scene.state.manners;
        manners.acknowledges = false;
        desk.scene.feed(input::MannersChanged{manners});
    }

    samples::StillClock clock;
    samples::Desk desk;
    TasksPanel panel;
};

QList<TaskId> tasksOf(const QSignalSpy& spy, int emission = 0)
{
    return spy.value(emission).value(0).value<QList<TaskId>>();
}

} // namespace

class TestTasksPanel : public QObject
{
    Q_OBJECT

private slots:
    void namesWhatAssistiveTechnologyLooksFor();
    void saysThatThereAreNoTasks();
    void saysWhyAButtonIsGrey_data();
    void saysWhyAButtonIsGrey();
    void followsTheSelectionAtOnce();
    void killsEveryTaskOfAGroupOnce();
    void killsWithAnotherGrace();
    void reconcilesAllOrTheSelected();
    void showsGroupsOpen();
    void countsWhatIsNotAcknowledged();
    void acknowledgesTheSelectedOrAll();
    void tellsOfTheSwitchOnlyWhenAPersonTurnsIt();
    void asksAboutMaintenance();
    void answersTheSelectedInverseOfferOnly();
    void clearsEndedTasksWithDelete();
    void findsTheRecordOfAMoment();
    void launchesOneTaskAgain();
    void copiesWholeIds();
    void fitsItsColumns_data();
    void fitsItsColumns();
    void keepsTheSelectionAmongManyTasks();
};

void TestTasksPanel::namesWhatAssistiveTechnologyLooksFor()
{
    Bench bench;
    bench.update(u"a"_s, TaskState::Running, u"1"_s);
    bench.show();
    QCOMPARE(nameOf(bench.panel.view()), u"Tasks"_s);
    QSet<QString> names;
    for (QPushButton* button : bench.panel.findChildren<QPushButton*>()) {
        const QString name = nameOf(*button);
        QVERIFY2(!name.isEmpty() && !names.contains(name), qPrintable(button->objectName()));
        names.insert(name);
    }
    QVERIFY(names.contains(QSet<QString>{u"Kill"_s, u"Reconcile"_s, u"Tear down…"_s, u"Kill with grace"_s,
                                         u"Acknowledge"_s, u"Accept maintenance"_s, u"Decline maintenance"_s}));
}

void TestTasksPanel::saysThatThereAreNoTasks()
{
    Bench bench;
    const auto* sentence = bench.panel.findChild<QLabel*>(u"sentence"_s);
    const auto* words = bench.panel.findChild<QLabel*>(u"explanation"_s);
    QVERIFY(sentence->isVisible());
    QCOMPARE(sentence->text(), u"No tasks"_s);
    QVERIFY2(words->text().startsWith("Tick an offer and press"_L1), qPrintable(words->text()));
    bench.desk.scene.feed(input::Disconnected{});
    bench.show();
    QVERIFY2(words->text().startsWith("Tasks appear here"_L1), qPrintable(words->text()));

    bench.desk.scene.subscribe();
    bench.update(u"a"_s, TaskState::Running, u"1"_s);
    bench.show();
    QVERIFY(!sentence->isVisible());
    QVERIFY(bench.panel.view().isVisible());
}

void TestTasksPanel::saysWhyAButtonIsGrey_data()
{
    QTest::addColumn<QStringList>("selected");
    QTest::addColumn<bool>("connected");
    QTest::addColumn<QString>("button");
    QTest::addColumn<QString>("reason"); // empty: it can be pressed
    const QString noStream = u"There is no stream to send calls on: subscribe first."_s;
    QTest::newRow("kill nothing") << QStringList{} << true << u"kill"_s << u"Select the tasks to kill."_s;
    QTest::newRow("kill with grace nothing")
        << QStringList{} << true << u"killWith"_s << u"Select the tasks to kill."_s;
    QTest::newRow("kill ended") << QStringList{u"over"_s} << true << u"kill"_s << u"What is selected does not run."_s;
    QTest::newRow("kill running") << QStringList{u"runs"_s} << true << u"kill"_s << QString();
    QTest::newRow("kill both") << QStringList{u"runs"_s, u"over"_s} << true << u"kill"_s << QString();
    QTest::newRow("kill offline") << QStringList{u"runs"_s} << false << u"kill"_s << noStream;
    QTest::newRow("reconcile") << QStringList{} << true << u"reconcile"_s << QString();
    QTest::newRow("reconcile offline") << QStringList{} << false << u"reconcile"_s << noStream;
    QTest::newRow("tear down") << QStringList{} << true << u"tearDown"_s << QString();
    QTest::newRow("tear down offline") << QStringList{} << false << u"tearDown"_s << noStream;
    QTest::newRow("clear all") << QStringList{} << true << u"clear"_s << QString();
    QTest::newRow("clear offline") << QStringList{u"over"_s} << false << u"clear"_s << QString();
    QTest::newRow("clear running") << QStringList{u"runs"_s} << true << u"clear"_s
                                   << u"What is selected has not ended."_s;
    QTest::newRow("again nothing") << QStringList{} << true << u"launchAgain"_s
                                   << u"Select one task to launch another like it."_s;
    QTest::newRow("again foreign") << QStringList{u"over"_s} << true << u"launchAgain"_s
                                   << u"This task was not launched from here."_s;
    QTest::newRow("again own") << QStringList{u"runs"_s} << true << u"launchAgain"_s << QString();
}

void TestTasksPanel::saysWhyAButtonIsGrey()
{
    QFETCH(QStringList, selected);
    QFETCH(bool, connected);
    QFETCH(QString, button);
    QFETCH(QString, reason);
    Bench bench;
    const auto offer = samples::offer(u"O1"_s, u"S1"_s, u"web1"_s, u"eng"_s);
    bench.desk.scene.arrive({offer});
    bench.desk.scene.answer(bench.desk.scene.send(samples::launch(offer, {u"runs"_s})));
    bench.update(u"runs"_s, TaskState::Running, u"1"_s);
    bench.update(u"over"_s, TaskState::Finished, u"2"_s);
    if (!connected)
        bench.desk.scene.feed(input::Disconnected{});
    bench.show();
    bench.select(selected);
    const QPushButton& asked = bench.button(button);
    QCOMPARE(asked.isEnabled(), reason.isEmpty());
    if (reason.isEmpty())
        QVERIFY(!asked.toolTip().isEmpty());
    else
        QCOMPARE(asked.toolTip(), reason);
}

void TestTasksPanel::followsTheSelectionAtOnce()
{
    Bench bench;
    bench.update(u"runs"_s, TaskState::Running, u"1"_s);
    bench.show();
    QVERIFY(!bench.button(u"kill"_s).isEnabled());
    QSignalSpy told(&bench.panel, &TasksPanel::selectionChanged);
    bench.select({u"runs"_s}); // and no refresh after it
    QVERIFY(bench.button(u"kill"_s).isEnabled());
    QVERIFY(told.count() > 0);
    bench.panel.view().clearSelection();
    QVERIFY(!bench.button(u"kill"_s).isEnabled());
}

void TestTasksPanel::killsEveryTaskOfAGroupOnce()
{
    Bench bench;
    const auto offer = samples::offer(u"O1"_s, u"S1"_s, u"web1"_s, u"eng"_s);
    bench.desk.scene.arrive({offer});
    bench.desk.scene.answer(bench.desk.scene.send(samples::launch(offer, {u"web"_s, u"log"_s}, u"pod"_s)));
    bench.show();
    const QModelIndex member = bench.desk.tasks.indexOf(TaskId(u"web"_s));
    QVERIFY(member.parent().isValid());
    const auto select = QItemSelectionModel::Select | QItemSelectionModel::Rows;
    bench.panel.view().selectionModel()->select(member, select);
    bench.panel.view().selectionModel()->select(member.parent(), select);
    QSignalSpy killed(&bench.panel, &TasksPanel::killRequested);
    bench.button(u"kill"_s).click();
    QCOMPARE(killed.count(), 1);
    const QList<TaskId> tasks = tasksOf(killed);
    QCOMPARE(tasks.size(), 2);
    QVERIFY(tasks.contains(TaskId(u"web"_s)) && tasks.contains(TaskId(u"log"_s)));
    QVERIFY(killed.value(0).value(1).toDouble() < 0.0); // the task's own grace
}

void TestTasksPanel::killsWithAnotherGrace()
{
    Bench bench;
    bench.update(u"runs"_s, TaskState::Running, u"1"_s);
    bench.show();
    bench.select({u"runs"_s});
    const QMenu* menu = bench.button(u"killWith"_s).menu();
    QVERIFY(menu);
    QSignalSpy killed(&bench.panel, &TasksPanel::killRequested);
    QList<double> graces;
    for (QAction* action : menu->actions()) {
        action->trigger();
        QCOMPARE(tasksOf(killed, static_cast<int>(killed.count()) - 1), QList<TaskId>{TaskId(u"runs"_s)});
        graces += killed.last().value(1).toDouble();
    }
    QCOMPARE(graces, (QList<double>{3.0, 30.0, 300.0, 0.0}));
}

void TestTasksPanel::reconcilesAllOrTheSelected()
{
    Bench bench;
    bench.update(u"a"_s, TaskState::Running, u"1"_s);
    bench.update(u"b"_s, TaskState::Lost, {});
    bench.show();
    QSignalSpy asked(&bench.panel, &TasksPanel::reconcileRequested);
    bench.button(u"reconcile"_s).click();
    QVERIFY(tasksOf(asked).isEmpty());
    bench.select({u"b"_s});
    bench.button(u"reconcile"_s).click();
    QCOMPARE(tasksOf(asked, 1), QList<TaskId>{TaskId(u"b"_s)});
}

void TestTasksPanel::showsGroupsOpen()
{
    Bench bench;
    const auto offer = samples::offer(u"O1"_s, u"S1"_s, u"web1"_s, u"eng"_s);
    bench.desk.scene.arrive({offer});
    bench.desk.scene.send(samples::launch(offer, {u"web"_s, u"log"_s}, u"pod"_s));
    bench.update(u"single"_s, TaskState::Running, u"1"_s);
    bench.show();
    const QModelIndex group = bench.desk.tasks.indexOf(TaskId(u"web"_s)).parent();
    QVERIFY(bench.panel.view().isExpanded(group));
    // The history of a task is looked into only when somebody wants it.
    QVERIFY(!bench.panel.view().isExpanded(bench.desk.tasks.indexOf(TaskId(u"single"_s))));
}

void TestTasksPanel::countsWhatIsNotAcknowledged()
{
    Bench bench;
    const auto* bar = bench.panel.findChild<QWidget*>(u"unacknowledgedBar"_s);
    const auto* words = bench.panel.findChild<QLabel*>(u"unacknowledged"_s);
    bench.update(u"a"_s, TaskState::Running, u"1"_s);
    bench.show();
    QVERIFY(!bar->isVisible()); // it is about to be done by itself
    bench.byHand();
    bench.show();
    QVERIFY(bar->isVisible());
    QCOMPARE(words->text(), u"1 update unacknowledged. Its agent goes on repeating it."_s);
    bench.update(u"b"_s, TaskState::Running, u"2"_s);
    bench.update(u"c"_s, TaskState::Lost, {}); // the master's: there is nothing to acknowledge
    bench.show();
    QCOMPARE(words->text(), u"2 updates unacknowledged. The agents go on repeating them."_s);
    for (const auto& [task, uuid] : {std::pair(u"a"_s, u"1"_s), std::pair(u"b"_s, u"2"_s)})
        bench.desk.scene.answer(
            bench.desk.scene.send(samples::acknowledgement(samples::status(task, TaskState::Running, uuid))));
    bench.show();
    QVERIFY(!bar->isVisible());
}

void TestTasksPanel::acknowledgesTheSelectedOrAll()
{
    Bench bench;
    bench.byHand();
    bench.update(u"a"_s, TaskState::Running, u"1"_s);
    bench.update(u"b"_s, TaskState::Running, u"2"_s);
    bench.update(u"c"_s, TaskState::Lost, {});
    bench.show();
    QSignalSpy asked(&bench.panel, &TasksPanel::acknowledgeRequested);
    QPushButton& button = bench.button(u"acknowledge"_s);
    QCOMPARE(button.text(), u"Acknowledge all"_s);
    button.click();
    QVERIFY(tasksOf(asked).isEmpty());
    bench.select({u"b"_s});
    QCOMPARE(button.text(), u"Acknowledge selected"_s);
    button.click();
    QCOMPARE(tasksOf(asked, 1), QList<TaskId>{TaskId(u"b"_s)});
    // Of a selection without anything to acknowledge, all is meant.
    bench.select({u"c"_s});
    QCOMPARE(button.text(), u"Acknowledge all"_s);
    bench.desk.scene.feed(input::Disconnected{});
    bench.show();
    QVERIFY(!button.isEnabled());
}

void TestTasksPanel::tellsOfTheSwitchOnlyWhenAPersonTurnsIt()
{
    Bench bench;
    QSignalSpy turned(&bench.panel, &TasksPanel::acknowledgesByItselfChanged);
    auto* box = bench.panel.findChild<QCheckBox*>(u"acknowledges"_s);
    QVERIFY(box->isChecked());
    bench.byHand();
    bench.show();
    QVERIFY(!box->isChecked());
    QCOMPARE(turned.count(), 0);
    box->click();
    QCOMPARE(turned.count(), 1);
    QCOMPARE(turned.value(0).value(0).toBool(), true);
}

void TestTasksPanel::asksAboutMaintenance()
{
    Bench bench;
    const auto* bar = bench.panel.findChild<QWidget*>(u"maintenanceBar"_s);
    const auto* words = bench.panel.findChild<QLabel*>(u"maintenance"_s);
    QVERIFY(!bar->isVisible());
    bench.arriveInverseOffer(u"m-O1"_s);
    bench.show();
    QVERIFY(bar->isVisible());
    QVERIFY2(words->text().startsWith("Wants "_L1), qPrintable(words->text()));
    bench.arriveInverseOffer(u"m-O2"_s);
    bench.show();
    QCOMPARE(words->text(), u"2 maintenance windows wait for an answer."_s);

    QSignalSpy answered(&bench.panel, &TasksPanel::inverseOffersAnswered);
    bench.button(u"acceptMaintenance"_s).click();
    QCOMPARE(answered.value(0).value(0).value<QList<OfferId>>(),
             (QList<OfferId>{OfferId(u"m-O1"_s), OfferId(u"m-O2"_s)}));
    QCOMPARE(answered.value(0).value(1).toBool(), true);

    CallFacts accept = samples::call(u"ACCEPT_INVERSE_OFFERS"_s);
    accept.offerIds = {OfferId(u"m-O1"_s), OfferId(u"m-O2"_s)};
    bench.desk.scene.answer(bench.desk.scene.send(accept));
    bench.show();
    QVERIFY(!bar->isVisible());
}

void TestTasksPanel::answersTheSelectedInverseOfferOnly()
{
    Bench bench;
    bench.arriveInverseOffer(u"m-O1"_s);
    bench.arriveInverseOffer(u"m-O2"_s);
    bench.show();
    const TaskTreeModel& model = bench.desk.tasks;
    const QModelIndex heading = model.index(model.rowCount() - 1, 0);
    QVERIFY(model.kind(heading) == TaskTreeModel::Kind::MaintenanceHeading);
    QVERIFY(bench.panel.view().isExpanded(heading));
    bench.panel.view().setCurrentIndex(model.index(1, 0, heading));
    QSignalSpy answered(&bench.panel, &TasksPanel::inverseOffersAnswered);
    bench.button(u"declineMaintenance"_s).click();
    QCOMPARE(answered.value(0).value(0).value<QList<OfferId>>(),
             QList<OfferId>{model.inverseOfferId(model.index(1, 0, heading))});
    QCOMPARE(answered.value(0).value(1).toBool(), false);
}

void TestTasksPanel::clearsEndedTasksWithDelete()
{
    Bench bench;
    bench.update(u"runs"_s, TaskState::Running, u"1"_s);
    bench.update(u"over"_s, TaskState::Failed, u"2"_s);
    bench.show();
    QSignalSpy cleared(&bench.panel, &TasksPanel::clearRequested);
    QTest::keyClick(&bench.panel.view(), Qt::Key_Delete); // nothing is selected
    bench.select({u"runs"_s});
    QTest::keyClick(&bench.panel.view(), Qt::Key_Delete); // it runs
    QCOMPARE(cleared.count(), 0);
    bench.select({u"over"_s});
    QTest::keyClick(&bench.panel.view(), Qt::Key_Delete);
    QCOMPARE(cleared.count(), 1);
    QCOMPARE(tasksOf(cleared), QList<TaskId>{TaskId(u"over"_s)});
    bench.panel.view().clearSelection();
    bench.button(u"clear"_s).click();
    QVERIFY(tasksOf(cleared, 1).isEmpty()); // all that have ended

    bench.desk.scene.feed(input::TasksCleared{{TaskId(u"over"_s)}});
    bench.show();
    QVERIFY(!bench.button(u"clear"_s).isEnabled());
    QCOMPARE(bench.button(u"clear"_s).toolTip(), u"No task has ended."_s);
}

void TestTasksPanel::findsTheRecordOfAMoment()
{
    Bench bench;
    bench.update(u"a"_s, TaskState::Starting, u"1"_s);
    bench.update(u"a"_s, TaskState::Running, u"2"_s);
    bench.show();
    QSignalSpy wanted(&bench.panel, &TasksPanel::recordRequested);
    const QModelIndex task = bench.desk.tasks.indexOf(TaskId(u"a"_s));
    TaskView& view = bench.panel.view();
    view.expand(task);
    view.setCurrentIndex(task);
    QTest::keyClick(&view, Qt::Key_Return);
    QCOMPARE(wanted.count(), 0);
    const QModelIndex newest = bench.desk.tasks.index(0, 0, task);
    view.setCurrentIndex(newest);
    QTest::keyClick(&view, Qt::Key_Return);
    QCOMPARE(wanted.count(), 1);
    QCOMPARE(wanted.value(0).value(0).toULongLong(),
             bench.desk.scene.state.tasks.find(TaskId(u"a"_s))->history.last().record);
    // Selecting a moment is selecting its task.
    QCOMPARE(bench.panel.selectedTasks(), QList<TaskId>{TaskId(u"a"_s)});
}

void TestTasksPanel::launchesOneTaskAgain()
{
    Bench bench;
    const auto offer = samples::offer(u"O1"_s, u"S1"_s, u"web1"_s, u"eng"_s);
    bench.desk.scene.arrive({offer});
    bench.desk.scene.send(samples::launch(offer, {u"mine"_s}));
    bench.show();
    bench.select({u"mine"_s});
    QSignalSpy again(&bench.panel, &TasksPanel::launchAgainRequested);
    bench.button(u"launchAgain"_s).click();
    QCOMPARE(again.value(0).value(0).value<TaskId>(), TaskId(u"mine"_s));
}

void TestTasksPanel::copiesWholeIds()
{
    Bench bench;
    bench.update(u"web-frontend.089a7212-4aba-4aac-8425-7337161ece30"_s, TaskState::Running, u"1"_s);
    bench.update(u"b"_s, TaskState::Running, u"2"_s);
    bench.show();
    QVERIFY(bench.panel.copyText().isEmpty());
    bench.select({u"web-frontend.089a7212-4aba-4aac-8425-7337161ece30"_s, u"b"_s});
    QStringList lines = bench.panel.copyText().split(u'\n');
    lines.sort();
    QCOMPARE(lines, (QStringList{u"b"_s, u"web-frontend.089a7212-4aba-4aac-8425-7337161ece30"_s}));
}

void TestTasksPanel::fitsItsColumns_data()
{
    QTest::addColumn<int>("letters");
    QTest::addColumn<bool>("byHand");
    QTest::addColumn<bool>("showsAcknowledged");
    QTest::newRow("wide") << 160 << false << true;
    QTest::newRow("narrow") << 87 << false << false;
    QTest::newRow("narrow, by hand") << 87 << true << true;
}

void TestTasksPanel::fitsItsColumns()
{
    QFETCH(int, letters);
    QFETCH(bool, byHand);
    QFETCH(bool, showsAcknowledged);
    Bench bench;
    bench.update(u"a-task-with-a-name-that-does-not-end.089a7212-4aba-4aac-8425-7337161ece30"_s, TaskState::Unreachable,
                 u"1"_s);
    bench.show();
    TaskView view; // on its own, since the buttons of the panel have a least width
    view.setModel(&bench.desk.tasks);
    view.setAcknowledgedByHand(byHand);
    view.resize(view.fontMetrics().averageCharWidth() * letters, 400);
    view.show();
    QTRY_COMPARE(!view.isColumnHidden(TaskTreeModel::Ack), showsAcknowledged);
    // Acknowledging by hand needs a column more, and may need to scroll where it is narrow.
    if (!byHand)
        QTRY_COMPARE(view.header()->length(), view.viewport()->width());
    const QModelIndex state = bench.desk.tasks.index(0, TaskTreeModel::StateColumn);
    QVERIFY(view.columnWidth(TaskTreeModel::StateColumn) >= view.sizeHintForIndex(state).width());
}

void TestTasksPanel::keepsTheSelectionAmongManyTasks()
{
    Bench bench;
    for (int i = 0; i < 100; ++i)
        bench.update(u"batch-%1"_s.arg(i), TaskState::Running, u"u%1"_s.arg(i));
    bench.show();
    bench.panel.select(TaskId(u"batch-90"_s));
    QCOMPARE(bench.panel.selectedTasks(), QList<TaskId>{TaskId(u"batch-90"_s)});
    QVERIFY(bench.panel.view().viewport()->rect().intersects(
        bench.panel.view().visualRect(bench.desk.tasks.indexOf(TaskId(u"batch-90"_s)))));
    bench.update(u"batch-90"_s, TaskState::Finished, u"end"_s);
    bench.update(u"another"_s, TaskState::Running, u"x"_s);
    bench.show();
    QCOMPARE(bench.panel.selectedTasks(), QList<TaskId>{TaskId(u"batch-90"_s)});
    QVERIFY(!bench.button(u"kill"_s).isEnabled()); // it has ended under the pointer
}

QTEST_MAIN(TestTasksPanel)
#include "tst_taskspanel.moc"
