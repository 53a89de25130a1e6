// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "widgets/callspanel.h"

#include "models/callskeleton.h"
#include "widgets/callview.h"
#include "widgets/windowsamples.h"

#include <QAccessible>
#include <QCheckBox>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

using namespace mesoscribe;
using namespace Qt::Literals::StringLiterals;

namespace {

QString nameOf(QWidget& widget)
{
    QAccessibleInterface* accessible = QAccessible::queryAccessibleInterface(&widget);
    return accessible ? accessible->text(QAccessible::Name) : QString();
}

class Bench
{
public:
    Bench()
        : desk(clock)
        , panel(desk.calls)
    {
        panel.resize(1000, 500);
        panel.show();
        desk.scene.subscribe();
        show();
    }

    void show()
    {
        desk.show();
        desk.calls.setNow(desk.scene.now);
        panel.refresh(desk.scene.state, desk.scene.now);
    }

    QPushButton& button(const QString& name)
    {
        auto* found = panel.findChild<QPushButton*>(name);
        Q_ASSERT(found);
        return *found;
    }

    samples::StillClock clock;
    samples::Desk desk;
    CallsPanel panel;
};

const QByteArray OldStream =
    "The stream ID 'a' included in this request didn't match the stream ID currently associated "
    "with framework ID 'F1'";

} // namespace

class TestCallsPanel : public QObject
{
    Q_OBJECT

private slots:
    void namesWhatAssistiveTechnologyLooksFor();
    void saysWhatWillBeHere();
    void hidesItsOwnCallsUnlessAsked();
    void selectsAlsoAHiddenCall();
    void greysButtonsWithoutACall();
    void offersEverySkeleton();
    void explainsTheSelectedCall();
    void takesItsExplanationBack();
    void asksForHelpWithTheSelectedCall();
    void offersNoButtonTwice();
    void leadsToTheRecordThatTheRowNames();
    void leadsToEveryEffect();
    void copiesTheBodyAsSent();
    void followsTheEndWhileItIsThere();
    void staysWhereItIsWhenTheOldestGo();
    void fitsItsColumns_data();
    void fitsItsColumns();
};

void TestCallsPanel::namesWhatAssistiveTechnologyLooksFor()
{
    Bench bench;
    bench.desk.scene.send(samples::call(u"REVIVE"_s));
    bench.show();
    QCOMPARE(nameOf(bench.panel.view()), u"Calls"_s);
    QSet<QString> names;
    for (const QString& name : {u"newCall"_s, u"edit"_s, u"copyCall"_s}) {
        const QString spoken = nameOf(bench.button(name));
        QVERIFY2(!spoken.isEmpty() && !names.contains(spoken), qPrintable(name));
        names.insert(spoken);
    }
    // The window's tool bar has a button of this name, which copies the subscription.
    QVERIFY(!names.contains(u"Copy as curl"_s));
}

void TestCallsPanel::saysWhatWillBeHere()
{
    Bench bench;
    const auto* sentence = bench.panel.findChild<QLabel*>(u"sentence"_s);
    const auto* words = bench.panel.findChild<QLabel*>(u"explanation"_s);
    QVERIFY(sentence->isVisible());
    QCOMPARE(words->text(), u"Calls you send appear here with their curl."_s);
    bench.desk.scene.send(samples::taskCall(u"ACKNOWLEDGE"_s, {u"a"_s}), true);
    bench.show();
    QVERIFY(sentence->isVisible());
    QVERIFY2(words->text().contains("Show automatic calls"_L1), qPrintable(words->text()));
    bench.panel.findChild<QCheckBox*>(u"automaticShown"_s)->click();
    QVERIFY(!sentence->isVisible());
    QVERIFY(bench.panel.view().isVisible());
}

void TestCallsPanel::hidesItsOwnCallsUnlessAsked()
{
    Bench bench;
    bench.desk.scene.send(samples::call(u"REVIVE"_s));
    bench.desk.scene.send(samples::taskCall(u"ACKNOWLEDGE"_s, {u"a"_s}), true);
    bench.show();
    QCOMPARE(bench.panel.view().model()->rowCount(), 1);
    QSignalSpy shown(&bench.panel, &CallsPanel::automaticShownChanged);
    bench.panel.setAutomaticShown(true);
    QCOMPARE(bench.panel.view().model()->rowCount(), 2);
    QCOMPARE(shown.count(), 1);
    QVERIFY(bench.panel.findChild<QCheckBox*>(u"automaticShown"_s)->isChecked());
}

void TestCallsPanel::selectsAlsoAHiddenCall()
{
    Bench bench;
    bench.desk.scene.send(samples::call(u"REVIVE"_s));
    const quint64 automatic = bench.desk.scene.send(samples::taskCall(u"ACKNOWLEDGE"_s, {u"a"_s}), true);
    bench.show();
    bench.panel.select(automatic);
    QVERIFY(bench.panel.isAutomaticShown());
    QVERIFY(bench.panel.selectedCall());
    QCOMPARE(bench.panel.selectedCall()->number, automatic);
    bench.panel.select(4711); // let go, or never there
    QCOMPARE(bench.panel.selectedCall()->number, automatic);
}

void TestCallsPanel::greysButtonsWithoutACall()
{
    Bench bench;
    const quint64 call = bench.desk.scene.send(samples::call(u"REVIVE"_s));
    bench.show();
    QVERIFY(bench.button(u"newCall"_s).isEnabled());
    for (const QString& name : {u"edit"_s, u"copyCall"_s}) {
        QVERIFY(!bench.button(name).isEnabled());
        QCOMPARE(bench.button(name).toolTip(), u"Select a call first."_s);
    }
    bench.panel.select(call);
    QSignalSpy edited(&bench.panel, &CallsPanel::editRequested);
    QSignalSpy copied(&bench.panel, &CallsPanel::copyAsCurlRequested);
    for (const QString& name : {u"edit"_s, u"copyCall"_s}) {
        QVERIFY(bench.button(name).isEnabled());
        QVERIFY(bench.button(name).toolTip() != u"Select a call first."_s);
        bench.button(name).click();
    }
    QCOMPARE(edited.value(0).value(0).toULongLong(), call);
    QCOMPARE(copied.value(0).value(0).toULongLong(), call);
}

void TestCallsPanel::offersEverySkeleton()
{
    Bench bench;
    QSignalSpy wanted(&bench.panel, &CallsPanel::newCallRequested);
    const QMenu* menu = bench.button(u"newCall"_s).menu();
    QVERIFY(menu);
    QStringList names;
    for (QAction* action : menu->actions()) {
        action->trigger();
        names += wanted.last().value(0).toString();
        QVERIFY2(!action->toolTip().isEmpty(), qPrintable(action->text()));
    }
    QCOMPARE(names, skeletonNames());
}

void TestCallsPanel::explainsTheSelectedCall()
{
    Bench bench;
    const quint64 call = bench.desk.scene.send(samples::call(u"REVIVE"_s));
    bench.desk.scene.answer(call, 400, OldStream);
    bench.show();
    const auto* bar = bench.panel.findChild<QWidget*>(u"troubleBar"_s);
    QVERIFY(!bar->isVisible());
    bench.panel.select(call); // and no refresh after it
    QVERIFY(bar->isVisible());
    const auto* headline = bench.panel.findChild<QLabel*>(u"headline"_s);
    QCOMPARE(headline->text(), u"That stream id belongs to an earlier connection."_s);
    QCOMPARE(headline->textFormat(), Qt::PlainText);
    QCOMPARE(bench.button(u"help"_s).text(), u"Send again with the current stream id"_s);
}

void TestCallsPanel::takesItsExplanationBack()
{
    Bench bench;
    const quint64 bad = bench.desk.scene.send(samples::call(u"REVIVE"_s));
    bench.desk.scene.answer(bad, 400, OldStream);
    const quint64 good = bench.desk.scene.send(samples::call(u"REVIVE"_s));
    bench.desk.scene.answer(good);
    bench.show();
    const auto* bar = bench.panel.findChild<QWidget*>(u"troubleBar"_s);
    bench.panel.select(bad);
    QVERIFY(bar->isVisible());
    bench.panel.select(good);
    QVERIFY(!bar->isVisible());

    // A call that has no effect is spoken of when the time has come.
    const quint64 silent = bench.desk.scene.send(samples::taskCall(u"KILL"_s, {u"a"_s}));
    bench.desk.scene.answer(silent);
    bench.show();
    bench.panel.select(silent);
    QVERIFY(!bar->isVisible());
    bench.desk.scene.pass(CallSilence + std::chrono::seconds(1));
    bench.show();
    QVERIFY(bar->isVisible());
    QCOMPARE(bench.button(u"help"_s).text(), u"Reconcile"_s);
    bench.desk.scene.update(samples::status(u"a"_s, TaskState::Killed, u"1"_s));
    bench.show();
    QVERIFY(!bar->isVisible());
}

void TestCallsPanel::asksForHelpWithTheSelectedCall()
{
    Bench bench;
    const quint64 call = bench.desk.scene.send(samples::call(u"REVIVE"_s));
    bench.desk.scene.answer(call, 400, OldStream);
    bench.show();
    bench.panel.select(call);
    QSignalSpy asked(&bench.panel, &CallsPanel::actionRequested);
    bench.button(u"help"_s).click();
    QCOMPARE(asked.count(), 1);
    QCOMPARE(asked.value(0).value(0).toULongLong(), call);
    QVERIFY(asked.value(0).value(1).value<CallAction>() == CallAction::SendAgain);
}

void TestCallsPanel::offersNoButtonTwice()
{
    Bench bench;
    const quint64 call = bench.desk.scene.send(samples::call(u"REVIVE"_s));
    bench.desk.scene.answer(call, 400, "Failed to validate scheduler::Call: Expecting 'type' to be present");
    bench.show();
    bench.panel.select(call);
    QVERIFY(bench.panel.findChild<QWidget*>(u"troubleBar"_s)->isVisible());
    QVERIFY(bench.button(u"edit"_s).isEnabled());
    QVERIFY(!bench.button(u"help"_s).isVisible());
}

void TestCallsPanel::leadsToTheRecordThatTheRowNames()
{
    Bench bench;
    const auto offer = samples::offer(u"O1"_s, u"S1"_s, u"web1"_s, u"eng"_s);
    bench.desk.scene.arrive({offer});
    const quint64 call = bench.desk.scene.send(samples::launch(offer, {u"a"_s}));
    bench.desk.scene.answer(call);
    bench.show();
    bench.panel.select(call);
    QSignalSpy wanted(&bench.panel, &CallsPanel::recordRequested);
    QTest::keyClick(&bench.panel.view(), Qt::Key_Return);
    QCOMPARE(wanted.value(0).value(0).toULongLong(), bench.desk.scene.state.calls.find(call)->record);

    bench.desk.scene.update(samples::status(u"a"_s, TaskState::Starting, u"1"_s));
    bench.desk.scene.update(samples::status(u"a"_s, TaskState::Running, u"2"_s));
    bench.show();
    QTest::keyClick(&bench.panel.view(), Qt::Key_Return);
    const quint64 record = wanted.value(1).value(0).toULongLong();
    QCOMPARE(record, bench.desk.scene.state.calls.find(call)->effects.last());
    const QModelIndex effect = bench.panel.view().currentIndex().siblingAtColumn(CallTableModel::Effect);
    QVERIFY2(effect.data().toString().contains(u"#%1 "_s.arg(record)), qPrintable(effect.data().toString()));
}

void TestCallsPanel::leadsToEveryEffect()
{
    Bench bench;
    const auto offer = samples::offer(u"O1"_s, u"S1"_s, u"web1"_s, u"eng"_s);
    bench.desk.scene.arrive({offer});
    const quint64 call = bench.desk.scene.send(samples::launch(offer, {u"a"_s}));
    bench.desk.scene.answer(call);
    bench.desk.scene.update(samples::status(u"a"_s, TaskState::Starting, u"1"_s));
    bench.desk.scene.update(samples::status(u"a"_s, TaskState::Running, u"2"_s));
    bench.show();
    bench.panel.select(call);
    emit bench.panel.view().customContextMenuRequested(QPoint(10, 10));
    const QMenu* menu = nullptr;
    for (const QMenu* found : bench.panel.findChildren<QMenu*>()) {
        if (found->isVisible())
            menu = found;
    }
    QVERIFY(menu);
    QSignalSpy wanted(&bench.panel, &CallsPanel::recordRequested);
    for (QAction* action : menu->actions()) {
        if (action->text().startsWith("Show "_L1))
            action->trigger();
    }
    const CallEntry& entry = *bench.desk.scene.state.calls.find(call);
    QList<quint64> records;
    for (const QList<QVariant>& emission : wanted)
        records += emission.value(0).toULongLong();
    QCOMPARE(records, QList<quint64>{entry.record} + entry.effects);
    QCOMPARE(entry.effects.size(), 2);
}

void TestCallsPanel::copiesTheBodyAsSent()
{
    Bench bench;
    const quint64 call = bench.desk.scene.send(samples::call(u"SUPPRESS"_s));
    bench.show();
    QVERIFY(bench.panel.copyText().isEmpty());
    bench.panel.select(call);
    QCOMPARE(bench.panel.copyText(), u"{\"type\":\"SUPPRESS\"}"_s);
}

void TestCallsPanel::followsTheEndWhileItIsThere()
{
    Bench bench;
    const auto sendMany = [&] {
        for (int i = 0; i < 60; ++i)
            bench.desk.scene.send(samples::call(u"REVIVE"_s));
        bench.show();
    };
    sendMany();
    QScrollBar* bar = bench.panel.view().verticalScrollBar();
    QTRY_VERIFY(bar->maximum() > 0);
    QTRY_COMPARE(bar->value(), bar->maximum());
    bar->setValue(0);
    const int end = bar->maximum();
    sendMany();
    QTRY_VERIFY(bar->maximum() > end);
    QCOMPARE(bar->value(), 0);
}

void TestCallsPanel::staysWhereItIsWhenTheOldestGo()
{
    Bench bench;
    const auto sendMany = [&](qsizetype count) {
        for (qsizetype i = 0; i < count; ++i) {
            bench.desk.scene.send(samples::call(u"REVIVE"_s));
            input::CallAnswered answer;
            answer.number = bench.desk.scene.state.calls.nextNumber() - 1;
            answer.status = 202;
            bench.desk.scene.feed(answer);
        }
        bench.show();
    };
    sendMany(CallTable::DefaultMaxCalls);
    CallView& view = bench.panel.view();
    QScrollBar* bar = view.verticalScrollBar();
    QTRY_VERIFY(bar->maximum() > 0);
    bar->setValue(bar->maximum() / 2);
    const auto shown = [&] { return view.indexAt({0, 0}).siblingAtColumn(CallTableModel::Number).data().toString(); };
    const QString top = shown();
    QVERIFY(!top.isEmpty());
    constexpr qsizetype More = 40;
    sendMany(More);
    QCOMPARE(bench.desk.scene.state.calls.letGo(), quint64(More));
    QTRY_COMPARE(shown(), top);
}

void TestCallsPanel::fitsItsColumns_data()
{
    QTest::addColumn<int>("letters");
    QTest::addColumn<bool>("showsBytes");
    QTest::newRow("wide") << 160 << true;
    QTest::newRow("narrow") << 88 << false;
}

void TestCallsPanel::fitsItsColumns()
{
    QFETCH(int, letters);
    QFETCH(bool, showsBytes);
    Bench bench;
    bench.desk.scene.send(samples::call(u"ACKNOWLEDGE_OPERATION_STATUS"_s));
    bench.desk.scene.send(samples::call(u"ACCEPT_INVERSE_OFFERS"_s));
    bench.show();
    CallView& view = bench.panel.view();
    bench.panel.resize(view.fontMetrics().averageCharWidth() * letters, 400);
    QTRY_COMPARE(view.horizontalHeader()->length(), view.viewport()->width());
    QCOMPARE(!view.isColumnHidden(CallTableModel::Bytes), showsBytes);
    for (int column = 0; column < CallTableModel::Effect; ++column) {
        if (!view.isColumnHidden(column))
            QVERIFY2(view.columnWidth(column) >= view.horizontalHeader()->sectionSizeHint(column),
                     qPrintable(view.model()->headerData(column, Qt::Horizontal).toString()));
    }
}

QTEST_MAIN(TestCallsPanel)
#include "tst_callspanel.moc"
