// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "models/callskeleton.h"
#include "models/connectionlistmodel.h"
#include "widgets/callspanel.h"
#include "widgets/inspectorpanel.h"
#include "widgets/mainwindow.h"
#include "widgets/offerspanel.h"
#include "widgets/offerview.h"
#include "widgets/recordspanel.h"
#include "widgets/taskspanel.h"
#include "widgets/taskview.h"
#include "widgets/windowsamples.h"

#include <QAccessible>
#include <QAction>
#include <QActionGroup>
#include <QApplication>
#include <QInputDialog>
#include <QLabel>
#include <QMenu>
#include <QPointer>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTabBar>
#include <QTemporaryDir>
#include <QTest>

using namespace mesoscribe;
using namespace Qt::Literals::StringLiterals;

namespace {

const QString Master = u"089a7212-4aba-4aac-8425-7337161ece30-"_s;

/// The window of one subscribed connection with two offers.
class Bench
{
public:
    Bench()
        : window(list, clock)
        , desk(clock)
    {
        list.setConnections({samples::connection(u"a"_s, u"HelloWorld"_s)});
        page = window.addPage(u"a"_s, desk.models());
        window.showPage(u"a"_s);
        window.resize(1500, 800);
        window.show();
        QApplication::setActiveWindow(&window);
        desk.scene.state.settings.framework.roles = {u"eng"_s};
        desk.scene.subscribe(Master + u"0007"_s, u"274bcc35-78db-42f1-9c2c-6c9af0b5c1e8"_s);
        desk.scene.arrive({o12, o15});
        show();
    }

    void show()
    {
        desk.show(page);
        page->setNow(desk.scene.now);
    }

    void disconnect()
    {
        desk.scene.feed(input::Disconnected{});
        show();
    }

    QPushButton& button(const QString& name)
    {
        auto* found = window.findChild<QPushButton*>(name);
        Q_ASSERT(found);
        return *found;
    }

    QAction& action(const QString& name)
    {
        auto* found = window.findChild<QAction*>(name);
        Q_ASSERT(found);
        return *found;
    }

    /// The entries of Decline For.
    QList<QAction*> declines() { return button(u"declineFor"_s).menu()->actions(); }

    OfferPtr o12 = samples::offer(u"O12"_s, u"S0"_s, u"web1"_s, u"eng"_s, {samples::scalar(u"cpus"_s, 4)});
    OfferPtr o15 = samples::offer(u"O15"_s, u"S0"_s, u"web1"_s, u"eng"_s, {samples::scalar(u"cpus"_s, 2)});
    ConnectionListModel list;
    samples::StillClock clock;
    MainWindow window;
    samples::Desk desk;
    ConnectionPage* page = nullptr;
};

const QString NoStream = u"There is no stream to send calls on: subscribe first."_s;

} // namespace

class TestMainWindowCalls : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();

    void namesWhatAssistiveTechnologyLooksFor();
    void saysWhyAButtonIsGrey();
    void turnsEverythingOffWithTheStream();
    void launchesOnWhatIsThere();
    void declinesForTheTimeChosenLast();
    void asksForAnyTime();
    void suppressesUntilRevive();
    void declinesAll();
    void releasesAllFromTheStatusLine();
    void unticksAll();
    void beginsACallFromTheMenu();
    void reconcilesAndTearsDown();
    void copiesTheSelectedCallAsCurl();
    void showsTabsByKey();
    void leadsFromARecordToItsCallAndBack();
    void leadsFromAMomentToItsRecord();
    void inspectsTasksAndCalls();

private:
    QTemporaryDir m_settings;
};

void TestMainWindowCalls::initTestCase()
{
    QVERIFY(m_settings.isValid());
    QCoreApplication::setOrganizationName(u"MesoscribeTest"_s);
    QCoreApplication::setApplicationName(u"tst_mainwindowcalls"_s);
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_settings.path());
}

void TestMainWindowCalls::init()
{
    QSettings().clear();
}

void TestMainWindowCalls::namesWhatAssistiveTechnologyLooksFor()
{
    Bench bench;
    QHash<QString, int> names;
    for (QWidget* widget : bench.window.findChildren<QWidget*>()) {
        QAccessibleInterface* accessible = QAccessible::queryAccessibleInterface(widget);
        if (widget->isVisible() && accessible && qobject_cast<QPushButton*>(widget))
            ++names[accessible->text(QAccessible::Name)];
    }
    for (const QString& name : {u"Launch…"_s, u"Decline"_s, u"Decline for"_s, u"Suppress"_s, u"Revive"_s,
                                u"Release all"_s, u"Copy as curl"_s})
        QVERIFY2(names.value(name) == 1, qPrintable(u"%1: %2"_s.arg(name).arg(names.value(name))));
    const auto* holding = bench.window.findChild<QLabel*>(u"holding"_s);
    QCOMPARE(holding->accessibleName(), u"Holding"_s);
    QCOMPARE(holding->accessibleDescription(), u"Holding 2 offers: 6 cpus nobody else can use"_s);
    QStringList tabs;
    for (const QTabBar* bar : bench.page->findChildren<QTabBar*>()) {
        for (int tab = 0; tab < bar->count(); ++tab)
            tabs += bar->tabText(tab).remove(u'&');
    }
    QCOMPARE(tabs, (QStringList{u"Offers"_s, u"Tasks"_s, u"Calls"_s}));
}

void TestMainWindowCalls::saysWhyAButtonIsGrey()
{
    Bench bench;
    // Nothing is ticked.
    QVERIFY(bench.button(u"launch"_s).isEnabled());
    for (const QString& name : {u"decline"_s, u"declineFor"_s}) {
        QVERIFY(!bench.button(name).isEnabled());
        QCOMPARE(bench.button(name).toolTip(), u"Tick or select the offers to decline."_s);
    }
    QVERIFY(!bench.action(u"decline"_s).isEnabled());
    bench.desk.ticks.setTicked(bench.o12->id, true);
    QVERIFY(bench.button(u"decline"_s).isEnabled());
    QVERIFY(bench.action(u"decline"_s).isEnabled());
    QCOMPARE(bench.button(u"decline"_s).toolTip(),
             u"Give the ticked offers back, and refuse what they hold for 5 seconds"_s);
    // Nothing is there.
    bench.desk.scene.rescind(bench.o12->id);
    bench.desk.scene.rescind(bench.o15->id);
    bench.show();
    QVERIFY(!bench.button(u"launch"_s).isEnabled());
    QCOMPARE(bench.button(u"launch"_s).toolTip(), u"A task needs an offer, and there is none now."_s);
    QVERIFY(!bench.action(u"launch"_s).isEnabled());
    QVERIFY(!bench.action(u"declineAll"_s).isEnabled());
}

void TestMainWindowCalls::turnsEverythingOffWithTheStream()
{
    Bench bench;
    bench.desk.ticks.setTicked(bench.o12->id, true);
    bench.disconnect();
    for (const QString& name : {u"launch"_s, u"decline"_s, u"declineFor"_s, u"suppress"_s, u"revive"_s}) {
        QVERIFY2(!bench.button(name).isEnabled(), qPrintable(name));
        QCOMPARE(bench.button(name).toolTip(), NoStream);
    }
    for (const QString& name : {u"launch"_s, u"decline"_s, u"declineAll"_s, u"suppress"_s, u"revive"_s, u"reconcile"_s,
                                u"tearDown"_s, u"untickAll"_s})
        QVERIFY2(!bench.action(name).isEnabled(), qPrintable(name));
    QVERIFY(!bench.button(u"releaseAll"_s).isVisible());
    bench.desk.scene.subscribe(Master + u"0007"_s, u"stream-2"_s);
    bench.show();
    for (const QString& name : {u"suppress"_s, u"revive"_s})
        QVERIFY2(bench.button(name).isEnabled(), qPrintable(name));
    QVERIFY(bench.action(u"tearDown"_s).isEnabled());
}

void TestMainWindowCalls::launchesOnWhatIsThere()
{
    Bench bench;
    QSignalSpy launch(&bench.window, &MainWindow::launchRequested);
    bench.button(u"launch"_s).click();
    QTest::keyClick(&bench.window, Qt::Key_L, Qt::ControlModifier);
    bench.page->offers().view().setCurrentIndex(
        bench.page->offers().view().model()->index(0, 0, bench.page->offers().view().model()->index(0, 0)));
    QTest::keyClick(&bench.page->offers().view(), Qt::Key_Return);
    QCOMPARE(launch.count(), 3);
    QCOMPARE(launch.value(0).value(0).toString(), u"a"_s);
}

void TestMainWindowCalls::declinesForTheTimeChosenLast()
{
    Bench bench;
    bench.desk.ticks.setTicked(bench.o12->id, true);
    QSignalSpy declined(&bench.window, &MainWindow::declineRequested);
    bench.button(u"decline"_s).click();
    QCOMPARE(declined.value(0).value(1).toDouble(), 5.0);

    QList<double> times;
    for (QAction* time : bench.declines())
        times += time->data().toDouble();
    QCOMPARE(times, (QList<double>{5.0, 60.0, 600.0, 3600.0, -1.0}));
    QAction* tenMinutes = bench.declines().value(2);
    tenMinutes->trigger();
    QCOMPARE(declined.value(1).value(1).toDouble(), 600.0);
    QVERIFY(tenMinutes->isChecked());
    QCOMPARE(bench.window.refuseSeconds(), 600.0);
    // From now on the button means this.
    QVERIFY(bench.button(u"decline"_s).toolTip().endsWith("for 10 minutes"_L1));
    bench.button(u"decline"_s).click();
    QCOMPARE(declined.value(2).value(1).toDouble(), 600.0);
    QTest::keyClick(&bench.window, Qt::Key_Backspace, Qt::ControlModifier);
    QCOMPARE(declined.value(3).value(1).toDouble(), 600.0);
    QCOMPARE(declined.value(3).value(0).toString(), u"a"_s);
}

void TestMainWindowCalls::asksForAnyTime()
{
    Bench bench;
    bench.desk.ticks.setTicked(bench.o12->id, true);
    QSignalSpy declined(&bench.window, &MainWindow::declineRequested);
    QAction* other = bench.declines().constLast();
    other->trigger();
    QPointer<QInputDialog> dialog = bench.window.findChild<QInputDialog*>();
    QVERIFY(dialog);
    dialog->reject();
    QCOMPARE(declined.count(), 0);
    QVERIFY(bench.declines().constFirst()->isChecked()); // as before
    QTRY_VERIFY(dialog.isNull());

    other->trigger();
    dialog = bench.window.findChild<QInputDialog*>();
    QVERIFY(dialog);
    QCOMPARE(dialog->doubleMaximum(), Filters::MaxRefuseSeconds);
    dialog->setDoubleValue(42.5);
    dialog->accept();
    QCOMPARE(declined.value(0).value(1).toDouble(), 42.5);
    QCOMPARE(bench.window.refuseSeconds(), 42.5);
    QVERIFY(other->isChecked());
}

void TestMainWindowCalls::suppressesUntilRevive()
{
    Bench bench;
    QSignalSpy suppressed(&bench.window, &MainWindow::suppressRequested);
    QSignalSpy revived(&bench.window, &MainWindow::reviveRequested);
    bench.button(u"suppress"_s).click();
    QCOMPARE(suppressed.count(), 1);
    bench.desk.scene.answer(bench.desk.scene.send(samples::call(u"SUPPRESS"_s)));
    bench.show();
    QVERIFY(!bench.button(u"suppress"_s).isEnabled());
    QVERIFY(!bench.action(u"suppress"_s).isEnabled());
    QCOMPARE(bench.button(u"suppress"_s).toolTip(), u"The master sends no offers until Revive."_s);
    QVERIFY(bench.button(u"revive"_s).isEnabled());
    bench.button(u"revive"_s).click();
    QTest::keyClick(&bench.window, Qt::Key_R, Qt::ControlModifier);
    QCOMPARE(revived.count(), 2);
    bench.desk.scene.answer(bench.desk.scene.send(samples::call(u"REVIVE"_s)));
    bench.show();
    QVERIFY(bench.button(u"suppress"_s).isEnabled());
}

void TestMainWindowCalls::declinesAll()
{
    Bench bench;
    QSignalSpy declined(&bench.window, &MainWindow::declineAllRequested);
    bench.window.setRefuseSeconds(60.0);
    bench.action(u"declineAll"_s).trigger();
    QCOMPARE(declined.value(0).value(1).toDouble(), 60.0);
}

void TestMainWindowCalls::releasesAllFromTheStatusLine()
{
    Bench bench;
    QSignalSpy declined(&bench.window, &MainWindow::declineAllRequested);
    QPushButton& release = bench.button(u"releaseAll"_s);
    QVERIFY(release.isVisible());
    bench.window.setRefuseSeconds(3600.0); // Decline's, not this button's
    release.click();
    QCOMPARE(declined.value(0).value(0).toString(), u"a"_s);
    QCOMPARE(declined.value(0).value(1).toDouble(), Filters::DefaultRefuseSeconds);
    bench.desk.scene.answer(bench.desk.scene.send(samples::offerCall(u"DECLINE"_s, {bench.o12, bench.o15})));
    bench.show();
    QVERIFY(!release.isVisible());
    QCOMPARE(bench.window.findChild<QLabel*>(u"holding"_s)->accessibleDescription(), u"Holding nothing"_s);
}

void TestMainWindowCalls::unticksAll()
{
    Bench bench;
    QVERIFY(!bench.action(u"untickAll"_s).isEnabled());
    bench.desk.ticks.setTicked(bench.o12->id, true);
    bench.desk.ticks.setTicked(bench.o15->id, true);
    bench.action(u"untickAll"_s).trigger();
    QVERIFY(bench.desk.ticks.isEmpty());
    QVERIFY(!bench.action(u"untickAll"_s).isEnabled());
}

void TestMainWindowCalls::beginsACallFromTheMenu()
{
    Bench bench;
    QSignalSpy begun(&bench.window, &MainWindow::newCallRequested);
    const QString name = skeletonNames().constLast();
    QAction* entry = nullptr;
    for (const QMenu* menu : bench.window.findChildren<QMenu*>()) {
        if (menu->title() == "New Call"_L1)
            entry = menu->actions().constLast();
    }
    QVERIFY(entry);
    QCOMPARE(entry->text(), name);
    entry->trigger();
    QCOMPARE(begun.value(0).value(0).toString(), u"a"_s);
    QCOMPARE(begun.value(0).value(1).toString(), name);
}

void TestMainWindowCalls::reconcilesAndTearsDown()
{
    Bench bench;
    QSignalSpy reconciled(&bench.window, &MainWindow::reconcileRequested);
    QSignalSpy tornDown(&bench.window, &MainWindow::tearDownRequested);
    bench.action(u"reconcile"_s).trigger();
    bench.action(u"tearDown"_s).trigger();
    QCOMPARE(reconciled.count(), 1);
    QCOMPARE(tornDown.count(), 1);
    bench.desk.scene.answer(bench.desk.scene.send(samples::call(u"TEARDOWN"_s)));
    bench.show();
    QVERIFY(!bench.action(u"tearDown"_s).isEnabled());
    QVERIFY(!bench.button(u"revive"_s).isEnabled());
}

void TestMainWindowCalls::copiesTheSelectedCallAsCurl()
{
    Bench bench;
    const quint64 call = bench.desk.scene.send(samples::call(u"REVIVE"_s));
    bench.show();
    QSignalSpy subscription(&bench.window, &MainWindow::copyAsCurlRequested);
    QSignalSpy copied(&bench.window, &MainWindow::copyCallAsCurlRequested);
    bench.action(u"copyAsCurl"_s).trigger();
    QCOMPARE(subscription.count(), 1);
    bench.page->revealCall(call);
    QTest::keyClick(&bench.window, Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(copied.count(), 1);
    QCOMPARE(copied.value(0).value(1).toULongLong(), call);
    QCOMPARE(subscription.count(), 1);
}

void TestMainWindowCalls::showsTabsByKey()
{
    Bench bench;
    bench.desk.scene.update(samples::status(u"a"_s, TaskState::Running, u"1"_s));
    bench.show();
    QTest::keyClick(&bench.window, Qt::Key_2, Qt::ControlModifier);
    QVERIFY(bench.page->tab() == ConnectionPage::Tab::Tasks);
    QCOMPARE(bench.window.focusWidget(), &bench.page->tasks().view());
    QTest::keyClick(&bench.window, Qt::Key_3, Qt::ControlModifier);
    QVERIFY(bench.page->tab() == ConnectionPage::Tab::Calls);
    QTest::keyClick(&bench.window, Qt::Key_1, Qt::ControlModifier);
    QVERIFY(bench.page->tab() == ConnectionPage::Tab::Offers);
    QCOMPARE(bench.window.focusWidget(), &bench.page->offers().view());
}

void TestMainWindowCalls::leadsFromARecordToItsCallAndBack()
{
    Bench bench;
    const quint64 call = bench.desk.scene.send(samples::taskCall(u"ACKNOWLEDGE"_s, {u"a"_s}), true);
    bench.show();
    const quint64 record = bench.desk.scene.state.calls.find(call)->record;
    emit bench.page->records().callRequested(call);
    QVERIFY(bench.page->tab() == ConnectionPage::Tab::Calls);
    QCOMPARE(bench.page->selectedCall(), call);
    emit bench.page->calls().recordRequested(record);
    QVERIFY(bench.page->records().selectedRecord());
    QCOMPARE(bench.page->records().selectedRecord()->number, record);
}

void TestMainWindowCalls::leadsFromAMomentToItsRecord()
{
    Bench bench;
    bench.desk.scene.update(samples::status(u"a"_s, TaskState::Running, u"1"_s));
    bench.show();
    bench.page->revealTask(TaskId(u"a"_s));
    QVERIFY(bench.page->tab() == ConnectionPage::Tab::Tasks);
    TaskView& tasks = bench.page->tasks().view();
    const QModelIndex task = tasks.currentIndex();
    tasks.expand(task);
    tasks.setCurrentIndex(tasks.model()->index(0, 0, task));
    QTest::keyClick(&tasks, Qt::Key_Return);
    QVERIFY(bench.page->records().selectedRecord());
    QCOMPARE(bench.page->records().selectedRecord()->number,
             bench.desk.scene.state.tasks.find(TaskId(u"a"_s))->history.last().record);
}

void TestMainWindowCalls::inspectsTasksAndCalls()
{
    Bench bench;
    const auto* title = bench.window.inspector().findChild<QLabel*>(u"title"_s);
    bench.desk.scene.update(samples::status(u"hello"_s, TaskState::Running, u"1"_s));
    const quint64 call = bench.desk.scene.send(samples::call(u"REVIVE"_s));
    bench.show();
    bench.page->revealTask(TaskId(u"hello"_s));
    QVERIFY2(title->text().contains("hello"_L1), qPrintable(title->text()));
    bench.page->revealCall(call);
    QCOMPARE(title->text(), u"Call %1: REVIVE"_s.arg(call));
}

QTEST_MAIN(TestMainWindowCalls)
#include "tst_mainwindowcalls.moc"
