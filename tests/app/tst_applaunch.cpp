// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "app/practicebench.h"
#include "widgets/launchdialog.h"
#include "widgets/offerchoicebar.h"

#include <QComboBox>
#include <QInputDialog>
#include <QSpinBox>

using namespace mesoscribe;
using namespace mesoscribe::test;
using namespace Qt::Literals::StringLiterals;

namespace {

/// What stands in the form that is open.
struct Typed
{
    QString name;
    QString command;
    QString cpus;
    QString user;

    friend bool operator==(const Typed&, const Typed&) = default;
};

class LaunchBench : public PracticeBench
{
public:
    using PracticeBench::PracticeBench;

    LaunchDialog* form() { return dialogOf<LaunchDialog>(); }
    OfferChoiceBar& choices() { return *window().findChild<OfferChoiceBar*>(); }
    bool canLaunch() { return button(u"Launch"_s) != nullptr; }

    Typed typed()
    {
        return {field(u"Task name"_s)->text(), field(u"Command"_s)->text(),
                find<QWidget>(u"CPUs"_s)->property("text").toString(), field(u"Task user"_s)->text()};
    }

    /// The offer that the open form is about.
    QString headline() { return form()->findChild<QWidget*>(u"headline"_s)->property("text").toString(); }

    void typeAll(const QString& name)
    {
        type(u"Task name"_s, name);
        type(u"Command"_s, u"sleep 300"_s);
        type(u"Task user"_s, u"bob"_s);
    }
};

QByteArray rescind(const OfferId& id)
{
    return R"({"fault":"rescind-offer","offer_id":")" + id.value().toUtf8() + R"("})";
}

} // namespace

/// The launch form in the whole application: from a ticked offer to the end of its task, and what becomes of a form
/// whose offer dies.
class TestAppLaunch : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { isolateApplication(); }

    void aTaskFromATickedOfferToItsEnd();
    void aTornDownFrameworkIsForgottenAndSubscribedAnew();
    void launchAgainOpensTheFormWithEverything();
    void anOfferRescindedUnderTheFormIsReplaced();
    void aLaunchOnADeadOfferBringsTheFormBack_data();
    void aLaunchOnADeadOfferBringsTheFormBack();
    void aFormThatWasClosedComesBackFromItsCall();
    void aGroupThatNeverRanBringsTheFormBackOnce();
    void aTemplateIsSavedAndReadAgain();
};

void TestAppLaunch::aTaskFromATickedOfferToItsEnd()
{
    LaunchBench bench;
    bench.subscribe();
    QTRY_COMPARE(bench.liveOffers().size(), 3);
    const OfferId offer = bench.liveOffers().at(1);
    QVERIFY(bench.tick(offer));
    QCOMPARE(bench.page().offers().chosenOffers(), QList{offer});

    bench.press(u"Launch…"_s);
    QVERIFY(bench.form());
    QVERIFY2(bench.headline().contains(offer.value().section(u'-', -1)), qPrintable(bench.headline()));
    bench.typeAll(u"web"_s);
    bench.press(u"Launch"_s);
    QVERIFY(!bench.form());
    QCOMPARE(bench.page().tab(), ConnectionPage::Tab::Tasks);
    QVERIFY(bench.page().models().ticks->isEmpty());
    QCOMPARE(bench.row(u"web"_s), u"Launching"_s);
    QCOMPARE(bench.call(u"ACCEPT"_s)->facts.offerIds, QList{offer});

    QTRY_COMPARE(bench.states(u"web"_s), (QStringList{u"TASK_STARTING"_s, u"TASK_RUNNING"_s}));
    QTRY_VERIFY(bench.isAcknowledged(u"web"_s));
    QCOMPARE(bench.row(u"web"_s), u"Running"_s);
    const TaskEntry& task = *bench.task(u"web"_s);
    QCOMPARE(task.history.size(), 2);
    for (const TaskMoment& moment : task.history)
        QCOMPARE(moment.acknowledgement, Acknowledgement::Received);
    QCOMPARE(bench.call(u"ACCEPT"_s)->progress, CallProgress::Done);

    // Its row was selected by the launch.
    bench.press(u"Kill"_s);
    QTRY_COMPARE(bench.row(u"web"_s), u"Killed"_s);
    QTRY_VERIFY(bench.isAcknowledged(u"web"_s));
    bench.press(u"Clear ended"_s);
    QVERIFY(!bench.task(u"web"_s));
    QCOMPARE(bench.page().models().tasks->rowCount(), 0);
}

void TestAppLaunch::aTornDownFrameworkIsForgottenAndSubscribedAnew()
{
    LaunchBench bench;
    bench.subscribe();
    bench.launchAndSeeItRun(u"web"_s);
    const FrameworkId first = bench.state().frameworkId;
    bench.press(u"Tear down…"_s);
    QVERIFY(bench.isSubscribed());
    bench.press(u"Tear down"_s);
    QTRY_VERIFY(!bench.isSubscribed());
    QTRY_VERIFY(bench.state().isTornDown);
    QTRY_VERIFY(!bench.state().isActive());
    QCOMPARE(bench.state().retryAt, std::nullopt);
    QVERIFY(!bench.button(u"Kill"_s));
    QVERIFY(!bench.button(u"Tear down…"_s));

    // Nobody subscribes with a finished id again: it is out of the form, and out of the file.
    QTRY_VERIFY(!bench.settings.load()->connections.first().earlierFrameworkIds.contains(first));
    QVERIFY(bench.settings.load()->connections.first().settings.framework.id.isEmpty());
    emit bench.window().subscribeRequested(bench.current());
    QTRY_VERIFY(bench.isSubscribed());
    QVERIFY(!bench.state().frameworkId.isEmpty());
    QVERIFY(bench.state().frameworkId != first);
    QTRY_VERIFY(!bench.liveOffers().isEmpty());
}

void TestAppLaunch::launchAgainOpensTheFormWithEverything()
{
    LaunchBench bench;
    bench.subscribe();
    QTRY_COMPARE(bench.liveOffers().size(), 3);
    bench.press(u"Launch…"_s);
    bench.typeAll(u"web"_s);
    const Typed typed = bench.typed();
    bench.press(u"Launch"_s);
    QTRY_COMPARE(bench.row(u"web"_s), u"Running"_s);

    // Something else is typed meanwhile.
    bench.press(u"Launch…"_s);
    bench.type(u"Task name"_s, u"other"_s);
    bench.type(u"Task user"_s, u"eve"_s);
    bench.press(u"Cancel"_s);

    bench.page().tasks().select(TaskId(u"web"_s));
    bench.press(u"Launch again…"_s);
    QVERIFY(bench.form());
    QCOMPARE(bench.typed(), typed);
    bench.press(u"Launch"_s);
    QTRY_COMPARE(bench.row(u"web-2"_s), u"Running"_s);
    QCOMPARE(bench.row(u"web"_s), u"Running"_s);
    QVERIFY(bench.task(u"web-2"_s)->json.contains("\"user\":\"bob\""));
}

void TestAppLaunch::anOfferRescindedUnderTheFormIsReplaced()
{
    LaunchBench bench;
    bench.subscribe();
    QTRY_COMPARE(bench.liveOffers().size(), 3);
    const OfferId doomed = bench.liveOffers().first();
    QVERIFY(bench.tick(doomed));
    bench.press(u"Launch…"_s);
    bench.typeAll(u"web"_s);
    const Typed typed = bench.typed();
    QVERIFY(!bench.choices().isVisible());
    QVERIFY(bench.canLaunch());

    QVERIFY(bench.fault(rescind(doomed)).startsWith("HTTP/1.1 200"));
    QTRY_VERIFY(bench.choices().isVisible());
    QVERIFY(bench.form());
    QVERIFY(!bench.canLaunch());
    QCOMPARE(bench.typed(), typed);
    bench.press(u"Use web2*"_s);
    QVERIFY(!bench.choices().isVisible());
    QVERIFY2(bench.headline().contains(u"web2"_s), qPrintable(bench.headline()));
    QCOMPARE(bench.typed(), typed);
    bench.press(u"Launch"_s);
    QTRY_COMPARE(bench.row(u"web"_s), u"Running"_s);
    QCOMPARE(bench.task(u"web"_s)->hostname.section(u'.', 0, 0), u"web2"_s);
}

void TestAppLaunch::aLaunchOnADeadOfferBringsTheFormBack_data()
{
    QTest::addColumn<QString>("taskId");
    QTest::newRow("id made from the name") << QString();
    QTest::newRow("id typed") << u"my-own"_s;
}

void TestAppLaunch::aLaunchOnADeadOfferBringsTheFormBack()
{
    QFETCH(const QString, taskId);
    LaunchBench bench;
    bench.subscribe();
    QTRY_COMPARE(bench.liveOffers().size(), 3);
    const OfferId doomed = bench.liveOffers().first();
    QVERIFY(bench.tick(doomed));
    bench.press(u"Launch…"_s);
    bench.typeAll(u"web"_s);
    if (!taskId.isEmpty())
        bench.type(u"Task ID"_s, taskId);
    const Typed typed = bench.typed();
    // The window learns of it only when the launch is on its way.
    QVERIFY(bench.fault(rescind(doomed)).startsWith("HTTP/1.1 200"));
    bench.press(u"Launch"_s);
    QVERIFY(!bench.form());
    const quint64 lost = bench.call(u"ACCEPT"_s)->number;

    QTRY_VERIFY(bench.form());
    QVERIFY(bench.choices().isVisible());
    QVERIFY(bench.choices().accessibleName().contains(u"Nothing ran"_s));
    QCOMPARE(bench.typed(), typed);
    QVERIFY(!bench.canLaunch());
    QTRY_COMPARE(bench.state().calls.find(lost)->status, 202);
    const CallEntry& call = *bench.state().calls.find(lost);
    QCOMPARE(describeTrouble(call, bench.state(), bench.clock.wall())->action, CallAction::PickAnotherOffer);

    const QString id = taskId.isEmpty() ? u"web"_s : taskId;
    QVERIFY(bench.task(id)->neverRan());
    bench.press(u"Use *"_s);
    QVERIFY(bench.canLaunch());
    bench.press(u"Launch"_s);
    QTRY_COMPARE(bench.row(id), u"Running"_s);
    QVERIFY(!bench.form());
}

void TestAppLaunch::aFormThatWasClosedComesBackFromItsCall()
{
    LaunchBench bench;
    bench.subscribe();
    QTRY_COMPARE(bench.liveOffers().size(), 3);
    bench.press(u"Launch…"_s);
    bench.typeAll(u"web"_s);
    const Typed typed = bench.typed();
    for (const OfferId& offer : bench.liveOffers())
        QVERIFY(bench.fault(rescind(offer)).startsWith("HTTP/1.1 200"));
    bench.press(u"Launch"_s);
    const quint64 lost = bench.call(u"ACCEPT"_s)->number;
    QTRY_VERIFY(bench.form());
    bench.press(u"Cancel"_s);
    bench.launchAndSeeItRun(u"other"_s);

    bench.page().showTab(ConnectionPage::Tab::Calls);
    bench.page().revealCall(lost);
    bench.press(u"Pick another offer*"_s);
    QVERIFY(bench.form());
    QCOMPARE(bench.typed(), typed);
}

void TestAppLaunch::aGroupThatNeverRanBringsTheFormBackOnce()
{
    LaunchBench bench;
    bench.subscribe();
    QTRY_COMPARE(bench.liveOffers().size(), 3);
    const OfferId doomed = bench.liveOffers().first();
    QVERIFY(bench.tick(doomed));
    bench.press(u"Launch…"_s);
    bench.typeAll(u"web"_s);
    auto* executor = bench.find<QComboBox>(u"Executor"_s);
    executor->setCurrentIndex(1);
    emit executor->activated(1);
    bench.find<QSpinBox>(u"Copies"_s)->setValue(3);
    QVERIFY(bench.canLaunch());
    QVERIFY(bench.fault(rescind(doomed)).startsWith("HTTP/1.1 200"));
    bench.press(u"Launch"_s);
    QTRY_VERIFY(bench.form());
    QTRY_VERIFY(bench.task(u"web-1"_s)->neverRan() && bench.task(u"web-3"_s)->neverRan());
    bench.press(u"Cancel"_s);
    // The master's word on one of them comes again: that is no reason to ask again.
    bench.press(u"Reconcile"_s);
    QTRY_COMPARE(bench.lastCall().status, 202);
    bench.launch(u"other"_s, u"sleep 300"_s);
    QTRY_COMPARE(bench.row(u"other-3"_s), u"Running"_s);
    QVERIFY(!bench.form());
}

void TestAppLaunch::aTemplateIsSavedAndReadAgain()
{
    LaunchBench bench;
    bench.subscribe();
    QTRY_COMPARE(bench.liveOffers().size(), 3);
    bench.press(u"Launch…"_s);
    bench.typeAll(u"web"_s);
    const Typed typed = bench.typed();
    bench.press(u"Save as template…"_s);
    auto* question = bench.window().findChild<QInputDialog*>(u"templateName"_s);
    QVERIFY(question);
    question->setTextValue(u"my web"_s);
    question->accept();
    QCOMPARE(bench.templates.load()->size(), 1);
    QVERIFY(bench.find<QComboBox>(u"Template"_s)->findText(u"my web"_s) >= 0);

    bench.subscribe();
    QTRY_VERIFY(!bench.liveOffers().isEmpty());
    bench.press(u"Launch…"_s);
    QVERIFY(bench.typed() != typed);
    auto* templates = bench.find<QComboBox>(u"Template"_s);
    const int row = templates->findText(u"my web"_s);
    QVERIFY(row >= 0);
    templates->setCurrentIndex(row);
    emit templates->activated(row);
    QCOMPARE(bench.typed(), typed);
    bench.press(u"Delete template"_s);
    QCOMPARE(templates->findText(u"my web"_s), -1);
    QCOMPARE(bench.templates.load()->size(), 0);
}

QTEST_MAIN(TestAppLaunch)
#include "tst_applaunch.moc"
