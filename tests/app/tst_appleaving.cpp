// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "app/practicebench.h"
#include "widgets/launchdialog.h"
#include "widgets/leavingdialog.h"

using namespace mesoscribe;
using namespace mesoscribe::test;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

namespace {

enum class Way { Disconnect, Close, Quit };

class LeavingBench : public PracticeBench
{
public:
    using PracticeBench::PracticeBench;

    void leave(Way way)
    {
        QEvent quit(QEvent::Quit);
        switch (way) {
        case Way::Disconnect:
            press(u"Disconnect"_s);
            return;
        case Way::Close:
            window().close();
            return;
        case Way::Quit: // as the system's Quit, and the menu's
            QCoreApplication::sendEvent(qApp, &quit);
            return;
        }
    }

    LeavingDialog* question() { return dialogOf<LeavingDialog>(); }
    bool hasLeft(Way way) { return way == Way::Disconnect ? !state().isActive() : !window().isVisible(); }
};

void addWays()
{
    QTest::addColumn<Way>("way");
    QTest::newRow("disconnect") << Way::Disconnect;
    QTest::newRow("close") << Way::Close;
}

} // namespace

Q_DECLARE_METATYPE(Way)

/// Leaving in the whole application, and the manners of a connection: what is asked first, and what goes back.
class TestAppLeaving : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { isolateApplication(); }

    void nothingIsAskedWithoutTasks_data() { addWays(); }
    void nothingIsAskedWithoutTasks();
    void aTaskThatIsOverIsNotAskedAbout();
    void cancelStays_data();
    void cancelStays();
    void leavesTheTaskRunning_data();
    void leavesTheTaskRunning();
    void tearsDown_data() { addWays(); }
    void tearsDown();
    void theWindowWaitsForTheAnswerToItsDecline();
    void severalConnectionsAreAskedAboutOnce();
    void productionConfirms();
    void givesOffersBackAfterTheLimit();
    void justWatchingDeclinesAtOnce();
    void acknowledgesByHand();
};

void TestAppLeaving::nothingIsAskedWithoutTasks()
{
    QFETCH(const Way, way);
    LeavingBench bench;
    bench.subscribe();
    QTRY_COMPARE(bench.liveOffers().size(), 3);
    const QList<OfferId> held = bench.liveOffers();
    bench.leave(way);
    QVERIFY(!bench.dialog());
    QTRY_VERIFY(bench.hasLeft(way));
    const CallEntry* decline = bench.call(u"DECLINE"_s);
    QVERIFY(decline);
    QCOMPARE(decline->facts.offerIds, held);
    QCOMPARE(decline->facts.refuseSeconds, 0.0);
    QCOMPARE(decline->status, 202);
    QVERIFY(!bench.call(u"TEARDOWN"_s));
}

void TestAppLeaving::aTaskThatIsOverIsNotAskedAbout()
{
    LeavingBench bench;
    bench.subscribe();
    bench.launchAndSeeItRun(u"web"_s);
    bench.press(u"Kill"_s);
    QTRY_COMPARE(bench.row(u"web"_s), u"Killed"_s);
    bench.leave(Way::Disconnect);
    QVERIFY(!bench.dialog());
    QTRY_VERIFY(bench.hasLeft(Way::Disconnect));
}

void TestAppLeaving::cancelStays_data()
{
    addWays();
    QTest::newRow("quit") << Way::Quit;
}

void TestAppLeaving::cancelStays()
{
    QFETCH(const Way, way);
    LeavingBench bench;
    bench.subscribe();
    bench.launchAndSeeItRun(u"web"_s);
    bench.leave(way);
    QVERIFY(bench.question());
    QCOMPARE(bench.question()->text(), u"demo has 1 running task."_s);
    QCOMPARE(bench.question()->informativeText(), u"If you leave, Mesos waits 10 minutes for you and then kills it."_s);
    // A second wish asks no second time.
    bench.window().close();
    QCOMPARE(bench.window().findChildren<LeavingDialog*>().size(), 1);
    bench.press(u"Cancel"_s);
    QTRY_VERIFY(!bench.window().findChild<LeavingDialog*>());
    QVERIFY(bench.window().isVisible());
    QVERIFY(bench.isSubscribed());
    QVERIFY(!bench.call(u"DECLINE"_s));
    // And it can be asked again.
    bench.leave(way);
    QVERIFY(bench.question());
}

void TestAppLeaving::leavesTheTaskRunning_data()
{
    addWays();
    QTest::newRow("quit") << Way::Quit;
}

void TestAppLeaving::leavesTheTaskRunning()
{
    QFETCH(const Way, way);
    LeavingBench bench;
    bench.subscribe();
    bench.launchAndSeeItRun(u"web"_s);
    QTRY_VERIFY(!bench.liveOffers().isEmpty());
    const FrameworkId framework = bench.state().frameworkId;
    bench.leave(way);
    bench.press(u"Leave running"_s);
    QTRY_VERIFY(bench.hasLeft(way));
    QVERIFY(bench.call(u"DECLINE"_s));
    QCOMPARE(bench.call(u"DECLINE"_s)->facts.refuseSeconds, 0.0);
    QCOMPARE(bench.status(u"DECLINE"_s), 202);
    QVERIFY(!bench.call(u"TEARDOWN"_s));

    // The framework, and its task, are found again.
    Connection connection = savedConnection(bench.address());
    connection.settings.framework.id = framework;
    bench.subscribe(connection);
    QCOMPARE(bench.state().frameworkId, framework);
    bench.choose(u"reconcile"_s);
    QTRY_COMPARE(bench.row(u"web"_s), u"Running"_s);
}

void TestAppLeaving::tearsDown()
{
    QFETCH(const Way, way);
    LeavingBench bench;
    bench.subscribe();
    bench.launchAndSeeItRun(u"web"_s);
    const FrameworkId framework = bench.state().frameworkId;
    bench.leave(way);
    bench.press(u"Tear down now"_s);
    QTRY_VERIFY(bench.hasLeft(way));
    QCOMPARE(bench.status(u"TEARDOWN"_s), 202);
    QVERIFY(bench.state().isTornDown);
    bench.application.reset();
    const Connection saved = bench.settings.load()->connections.first();
    QVERIFY(saved.settings.framework.id.isEmpty());
    QVERIFY(!saved.earlierFrameworkIds.contains(framework));
}

void TestAppLeaving::theWindowWaitsForTheAnswerToItsDecline()
{
    FakeMaster master;
    answerProbes(master);
    master.answer(streamHead("S1") + chunk(record(subscribedJson("F1"))) +
                  chunk(record(R"({"type":"OFFERS","offers":{"offers":[{"id":{"value":"m-O4"},"framework_id":)"
                               R"({"value":"F1"},"agent_id":{"value":"m-S0"},"hostname":"web1","resources":[]}]}})")));
    master.answer(Script().pause().send(answerBytes(202, {}, {})));
    Bench bench({u"--subscribe"_s, address(master)});
    QTRY_VERIFY(bench.isSubscribed());
    QTRY_COMPARE(bench.state().offers.size(), 1);
    bench.window().close();
    QTRY_COMPARE(callsTo(master).size(), 1);
    const FakeRequest decline = callsTo(master).last();
    QVERIFY(decline.body.contains(R"("DECLINE")"));
    QVERIFY(decline.body.contains(R"("refuse_seconds":0)"));
    QCOMPARE(decline.header("Mesos-Stream-Id"), "S1");
    QVERIFY(master.subscription()->isOpen());
    QVERIFY(bench.window().isVisible());
    master.resume();
    QTRY_VERIFY(!bench.window().isVisible());
    QTRY_VERIFY(!master.subscription()->isOpen());
}

void TestAppLeaving::severalConnectionsAreAskedAboutOnce()
{
    LeavingBench bench;
    const Connection one = savedConnection(bench.address(), u"one"_s);
    Connection two = savedConnection(bench.address(), u"two"_s);
    const Connection idle = savedConnection(bench.address(), u"idle"_s);
    two.settings.framework.failoverTimeout = 0.0;
    QVERIFY(bench.openWith({one, two, idle}));
    for (const Connection& connection : {one, two}) {
        emit bench.window().subscribeRequested(connection.id);
        QTRY_VERIFY(bench.isSubscribed());
        QCOMPARE(bench.current(), connection.id);
        bench.launchAndSeeItRun(u"web"_s);
        // What one holds the other is not offered.
        bench.press(u"Suppress"_s);
        QTRY_COMPARE(bench.status(u"SUPPRESS"_s), 202);
        if (bench.button(u"Release all"_s))
            bench.press(u"Release all"_s);
        QTRY_VERIFY(bench.liveOffers().isEmpty());
    }
    emit bench.window().subscribeRequested(idle.id);
    QTRY_VERIFY(bench.isSubscribed());

    bench.window().close();
    QCOMPARE(bench.window().findChildren<LeavingDialog*>().size(), 1);
    QCOMPARE(bench.question()->text(), u"2 frameworks would be left."_s);
    const QString words = bench.question()->informativeText();
    QVERIFY2(words.contains(u"one has 1 running task. If you leave, Mesos waits 10 minutes"_s), qPrintable(words));
    QVERIFY2(words.contains(u"two has 1 running task. Mesos kills it as soon as you leave."_s), qPrintable(words));
    QVERIFY(!words.contains(u"idle"_s));
    bench.press(u"Tear down now"_s);
    QTRY_VERIFY(!bench.window().isVisible());
    for (const Connection& connection : {one, two})
        QVERIFY(bench.window().page(connection.id)->state().isTornDown);
    for (const Connection& connection : {one, two, idle})
        QVERIFY(!bench.window().page(connection.id)->state().isActive());
}

void TestAppLeaving::productionConfirms()
{
    LeavingBench bench;
    Connection connection = savedConnection(bench.address());
    connection.environment = u"Production"_s;
    connection.manners = Manners::usual(true);
    QVERIFY(connection.manners.confirms);
    bench.subscribe(connection);
    for (const QString& answer : {u"Cancel"_s, u"Launch"_s}) {
        QVERIFY(!bench.call(u"ACCEPT"_s));
        if (!bench.dialogOf<LaunchDialog>())
            bench.launch(u"web"_s, u"sleep 600"_s);
        else
            bench.press(u"Launch"_s);
        auto* question = bench.dialogOf<ConfirmDialog>();
        QVERIFY(question);
        QCOMPARE(question->text(), u"Launch “web” on Production?"_s);
        QVERIFY(!bench.call(u"ACCEPT"_s));
        bench.press(answer);
        QTRY_VERIFY(!bench.dialogOf<ConfirmDialog>());
    }
    QTRY_COMPARE(bench.row(u"web"_s), u"Running"_s);
    for (const QString& answer : {u"Cancel"_s, u"Kill"_s}) {
        bench.press(u"Kill"_s);
        QVERIFY(bench.dialogOf<ConfirmDialog>());
        QCOMPARE(bench.dialogOf<ConfirmDialog>()->text(), u"Kill the task “web”?"_s);
        QCOMPARE(bench.dialogOf<ConfirmDialog>()->informativeText(), u"This is demo, on Production."_s);
        QVERIFY(!bench.call(u"KILL"_s));
        bench.press(answer);
        QTRY_VERIFY(!bench.dialogOf<ConfirmDialog>());
    }
    QTRY_COMPARE(bench.row(u"web"_s), u"Killed"_s);
    for (const QString& answer : {u"Cancel"_s, u"Tear down"_s}) {
        bench.press(u"Tear down…"_s);
        QVERIFY(bench.dialogOf<ConfirmDialog>());
        QVERIFY(!bench.call(u"TEARDOWN"_s));
        bench.press(answer);
        QTRY_VERIFY(!bench.dialogOf<ConfirmDialog>());
    }
    QTRY_VERIFY(bench.state().isTornDown);
}

void TestAppLeaving::givesOffersBackAfterTheLimit()
{
    LeavingBench bench;
    Connection connection = savedConnection(bench.address());
    connection.manners.giveBackAfter = 1s;
    bench.subscribe(connection);
    QTRY_COMPARE(bench.liveOffers().size(), 3);
    const QList<OfferId> held = bench.liveOffers();
    QTRY_VERIFY(bench.call(u"DECLINE"_s));
    const CallEntry& decline = *bench.call(u"DECLINE"_s);
    QCOMPARE(decline.facts.offerIds, held);
    QCOMPARE(decline.facts.refuseSeconds, 3600.0);
    QVERIFY(decline.isAutomatic);
    QTRY_COMPARE(bench.status(u"DECLINE"_s), 202);
    QTRY_VERIFY(bench.liveOffers().isEmpty());
    QTRY_COMPARE(bench.find<QWidget>(u"Holding"_s)->accessibleDescription(), u"Holding nothing"_s);
    // Nothing is lost: they come again when they are asked for.
    bench.press(u"Revive"_s);
    QTRY_COMPARE(bench.liveOffers().size(), 3);
}

void TestAppLeaving::justWatchingDeclinesAtOnce()
{
    LeavingBench bench;
    Connection connection = savedConnection(bench.address());
    connection.manners.onOffers = Manners::OnOffers::DeclineAtOnce;
    bench.subscribe(connection);
    QTRY_COMPARE(bench.status(u"DECLINE"_s), 202);
    QCOMPARE(bench.call(u"DECLINE"_s)->facts.offerIds.size(), 3);
    QCOMPARE(bench.call(u"DECLINE"_s)->facts.refuseSeconds, Filters::DefaultRefuseSeconds);
    QVERIFY(bench.liveOffers().isEmpty());
}

void TestAppLeaving::acknowledgesByHand()
{
    LeavingBench bench;
    Connection connection = savedConnection(bench.address());
    connection.manners.acknowledges = false;
    bench.subscribe(connection);
    bench.launch(u"web"_s, u"sleep 600"_s);
    QTRY_COMPARE(bench.states(u"web"_s), QStringList{u"TASK_STARTING"_s});
    const auto* badge = bench.find<QWidget>(u"Unacknowledged"_s);
    QTRY_VERIFY(badge->isVisible());
    QVERIFY(badge->property("text").toString().startsWith(u"1 update unacknowledged"_s));
    QVERIFY(!bench.call(u"ACKNOWLEDGE"_s));
    bench.press(u"Acknowledge"_s);
    QTRY_COMPARE(bench.states(u"web"_s), (QStringList{u"TASK_STARTING"_s, u"TASK_RUNNING"_s}));
    QVERIFY(!bench.call(u"ACKNOWLEDGE"_s)->isAutomatic);
    QTRY_VERIFY(badge->isVisible());

    // Switched on again, what waits is acknowledged, and it stays on.
    QTRY_VERIFY(!bench.settings.load()->connections.first().earlierFrameworkIds.isEmpty()); // saved after Subscribe
    bench.press(u"Acknowledge updates"_s);
    QTRY_VERIFY(bench.isAcknowledged(u"web"_s));
    QTRY_VERIFY(!badge->isVisible());
    QTRY_VERIFY(bench.settings.load()->connections.first().manners.acknowledges);
}

QTEST_MAIN(TestAppLeaving)
#include "tst_appleaving.moc"
