// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "models/calltablemodel.h"

#include "models/describecall.h"
#include "tasksamples.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace mesoscribe;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

namespace {

const auto Web1 = samples::offer(u"O1"_s, u"S1"_s, u"web1"_s, u"eng"_s);

const QList<int> All = {CallTableModel::Number, CallTableModel::Time,  CallTableModel::Type,  CallTableModel::Status,
                        CallTableModel::Took,   CallTableModel::Bytes, CallTableModel::Effect};

struct Desk
{
    Desk()
    {
        scene.subscribe();
        scene.arrive({Web1});
        apply();
    }

    void apply()
    {
        model.apply(scene.state, scene.take());
        model.setNow(scene.now);
    }
    QString effect(int row) const { return model.index(row, CallTableModel::Effect).data().toString(); }

    samples::CallScene scene;
    CallTableModel model;
    QAbstractItemModelTester tester{&model, QAbstractItemModelTester::FailureReportingMode::QtTest};
};

} // namespace

class TestCallTableModel : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        qputenv("TZ", "UTC");
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    }

    void showsCalls();
    void followsAnswersAndEffects();
    void silenceAppearsWithTime();
    void earlierStreamsMakeCallsStale();
    void letsGoAtTheFront();
    void beginsAnewWithASubscription();
    void rowsTellWhatTheyAre();
    void hidesAutomaticCallsUnlessAsked();
};

void TestCallTableModel::showsCalls()
{
    Desk desk;
    desk.scene.send(samples::launch(Web1, {u"web"_s}));
    desk.scene.now += 1204ms;
    desk.scene.answer(desk.scene.send(samples::call(u"REVIVE"_s)));
    desk.scene.answer(desk.scene.send(samples::call(u"DANCE"_s)), 501, "Unknown call");
    desk.apply();
    QCOMPARE(samples::shown(desk.model, All),
             u"1 | 22:13:20.000 | ACCEPT | waiting | – | 17 B | waiting for its turn or its answer\n"
             "2 | 22:13:21.204 | REVIVE | 202 | 4 ms | 17 B | accepted by the master\n"
             "3 | 22:13:21.204 | DANCE | 501 | 4 ms | 16 B | refused: The master could read the call but not accept "
             "it\n"_s);
    QCOMPARE(desk.model.call({}), nullptr);
    QCOMPARE(desk.model.indexOf(2).row(), 1);
    QVERIFY(!desk.model.indexOf(4).isValid());
    QVERIFY(!desk.model.indexOf(0).isValid());
}

void TestCallTableModel::followsAnswersAndEffects()
{
    Desk desk;
    const quint64 number = desk.scene.send(samples::launch(Web1, {u"web"_s}));
    desk.apply();
    QSignalSpy changed(&desk.model, &QAbstractItemModel::dataChanged);
    desk.scene.answer(number);
    desk.apply();
    QCOMPARE(changed.count(), 1);
    QCOMPARE(desk.effect(0), u"received, not done"_s);
    desk.scene.update(samples::status(u"web"_s, TaskState::Running, u"u1"_s));
    desk.apply();
    QCOMPARE(desk.effect(0), u"→ #%1 TASK_RUNNING"_s.arg(desk.scene.state.records.nextNumber() - 1));
    QCOMPARE(desk.model.call(desk.model.index(0, 0))->progress, CallProgress::Done);
    QCOMPARE(desk.effect(0), describeEffect(*desk.scene.state.calls.find(number), desk.scene.state, desk.scene.now));
}

void TestCallTableModel::silenceAppearsWithTime()
{
    Desk desk;
    desk.scene.answer(desk.scene.send(samples::launch(Web1, {u"web"_s})));
    desk.scene.answer(desk.scene.send(samples::call(u"REVIVE"_s)));
    desk.apply();
    QSignalSpy changed(&desk.model, &QAbstractItemModel::dataChanged);
    desk.model.setNow(desk.scene.now + CallSilence - 1ms);
    QCOMPARE(changed.count(), 0);
    desk.model.setNow(desk.scene.now + CallSilence);
    QCOMPARE(changed.count(), 1);
    QCOMPARE(changed.first().first().toModelIndex(), desk.model.index(0, CallTableModel::Effect));
    QCOMPARE(desk.effect(0), u"accepted, but no answer on the stream yet"_s);
    QCOMPARE(desk.effect(1), u"accepted by the master"_s);
    desk.model.setNow(desk.scene.now + 2 * CallSilence);
    QCOMPARE(changed.count(), 1);
}

void TestCallTableModel::earlierStreamsMakeCallsStale()
{
    Desk desk;
    desk.scene.answer(desk.scene.send(samples::call(u"REVIVE"_s)));
    desk.apply();
    const CallEntry first = *desk.model.call(desk.model.index(0, 0));
    QVERIFY(!desk.model.isStale(first));
    desk.scene.feed(input::StreamEnded{samples::trouble(Trouble::Kind::ConnectionLost)});
    desk.apply();
    QVERIFY(desk.model.isStale(first));
    QCOMPARE(desk.effect(0), u"accepted by the master · stream id from an earlier connection"_s);
    desk.scene.subscribe(u"F1"_s, u"stream-2"_s);
    desk.scene.answer(desk.scene.send(samples::call(u"REVIVE"_s)));
    desk.apply();
    QVERIFY(desk.model.isStale(first));
    QCOMPARE(desk.effect(1), u"accepted by the master"_s);
}

void TestCallTableModel::letsGoAtTheFront()
{
    Desk desk;
    const auto sendLarge = [&] {
        const quint64 number = desk.scene.state.calls.nextNumber();
        const QByteArray body(CallTable::DefaultMaxBytes / 4, ' ');
        desk.scene.feed(input::CallSent{samples::call(u"REVIVE"_s), body, false});
        desk.scene.answer(number);
    };
    for (int i = 0; i < 3; ++i)
        sendLarge();
    desk.apply();
    QCOMPARE(desk.model.rowCount(), 3);
    const QPersistentModelIndex third = desk.model.index(2, 0);
    for (int i = 0; i < 3; ++i)
        sendLarge();
    desk.apply();
    QCOMPARE(desk.model.rowCount(), 4);
    QCOMPARE(desk.model.letGo(), quint64(2));
    QCOMPARE(third.row(), 0);
    QCOMPARE(third.data(NumberRole).toULongLong(), quint64(3));
    // One set of changes in which the table turns over.
    for (int i = 0; i < 9; ++i)
        sendLarge();
    QVERIFY(desk.scene.changes.callsLetGo > desk.model.rowCount());
    desk.apply();
    QVERIFY(!third.isValid());
    QCOMPARE(desk.model.index(0, 0).data(NumberRole).toULongLong(), desk.scene.state.calls.at(0).number);
    QCOMPARE(desk.model.rowCount(), 4);
}

void TestCallTableModel::beginsAnewWithASubscription()
{
    Desk desk;
    desk.scene.answer(desk.scene.send(samples::call(u"REVIVE"_s)));
    desk.apply();
    desk.scene.feed(input::SubscribeRequested{});
    desk.apply();
    QCOMPARE(desk.model.rowCount(), static_cast<int>(desk.scene.state.calls.size()));
    desk.scene.subscribe(u"F2"_s, u"stream-2"_s);
    const quint64 number = desk.scene.send(samples::call(u"SUPPRESS"_s));
    desk.apply();
    QCOMPARE(desk.model.indexOf(number).siblingAtColumn(CallTableModel::Type).data().toString(), u"SUPPRESS"_s);
}

void TestCallTableModel::rowsTellWhatTheyAre()
{
    Desk desk;
    desk.scene.answer(desk.scene.send(samples::taskCall(u"KILL"_s, {u"<b>web</b>"_s})));
    desk.apply();
    const QModelIndex call = desk.model.index(0, CallTableModel::Number);
    QCOMPARE(call.data(StateRole).toInt(), static_cast<int>(CallProgress::Received));
    QCOMPARE(call.data(CopyRole).toString(), u"{\"type\":\"KILL\"}"_s);
    QCOMPARE(call.data(JsonRole).toByteArray(), "{\"type\":\"KILL\"}");
    QCOMPARE(call.data(NumberRole).toULongLong(), quint64(1));
    QCOMPARE(call.data(DetailRole).toString(), u"Kill <b>web</b>"_s);
    QCOMPARE(call.data(Qt::AccessibleTextRole).toString(), u"Call 1, Kill <b>web</b>, 202, received, not done"_s);
    QVERIFY(call.siblingAtColumn(CallTableModel::Type).data(Qt::ToolTipRole).toString().contains(u"&lt;/b&gt;"_s));
    QCOMPARE(call.siblingAtColumn(CallTableModel::Took).data(SortRole).toLongLong(), 4);
    QCOMPARE(call.siblingAtColumn(CallTableModel::Bytes).data(SortRole).toLongLong(), 15);
    for (int column = 0; column < CallTableModel::ColumnCount; ++column)
        QVERIFY(!desk.model.headerData(column, Qt::Horizontal).toString().isEmpty());
}

void TestCallTableModel::hidesAutomaticCallsUnlessAsked()
{
    Desk desk;
    CallProxy proxy(desk.model);
    const QAbstractItemModelTester tester(&proxy, QAbstractItemModelTester::FailureReportingMode::QtTest);
    desk.scene.send(samples::call(u"RECONCILE"_s), true);
    desk.scene.send(samples::call(u"REVIVE"_s));
    desk.apply();
    QVERIFY(!proxy.isAutomaticShown());
    QCOMPARE(proxy.rowCount(), 1);
    QCOMPARE(proxy.index(0, CallTableModel::Type).data().toString(), u"REVIVE"_s);
    proxy.setAutomaticShown(true);
    QCOMPARE(proxy.rowCount(), 2);
}

QTEST_GUILESS_MAIN(TestCallTableModel)
#include "tst_calltablemodel.moc"
