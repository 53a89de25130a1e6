// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "models/recordtablemodel.h"

#include "offersamples.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace mesoscribe;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

class TestRecordTableModel : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void showsRecords();
    void letsGoAtTheFront();
    void letsGoOfMoreThanItEverHeld();
    void answersChangeTheirRow();
    void sharesTheRawText();
    void copiesTheRawText();
    void hidesHeartbeatsUnlessAsked();
};

namespace {

const QList<int> All = {RecordTableModel::Number, RecordTableModel::Time,    RecordTableModel::DirectionColumn,
                        RecordTableModel::Type,   RecordTableModel::Summary, RecordTableModel::Bytes};

struct Desk
{
    void apply() { model.apply(scene.state, scene.take()); }

    samples::Scene scene;
    RecordTableModel model;
    QAbstractItemModelTester tester{&model, QAbstractItemModelTester::FailureReportingMode::QtTest};
};

} // namespace

void TestRecordTableModel::initTestCase()
{
    qputenv("TZ", "UTC");
}

void TestRecordTableModel::showsRecords()
{
    Desk desk;
    desk.scene.feed(input::AttemptStarted{QUrl(u"http://localhost:5050"_s), {}, R"({"type":"SUBSCRIBE"})"});
    desk.scene.now += 1204ms;
    desk.scene.rescind(OfferId(u"089a7212-4aba-4aac-8425-7337161ece30-O17"_s));
    desk.scene.feed(input::RecordReceived{"<html>", nullptr, u"not a JSON object"_s});
    desk.apply();
    const QStringList rows = samples::shown(desk.model, All).split(u'\n', Qt::SkipEmptyParts);
    QCOMPARE(rows.size(), 3);
    QVERIFY2(rows.at(0).startsWith(u"1 | 22:13:20.000 | → | SUBSCRIBE | "_s), qPrintable(rows.at(0)));
    QVERIFY(rows.at(0).endsWith(u" | 20 B"_s));
    QCOMPARE(rows.at(1), u"2 | 22:13:21.204 | ← | RESCIND | O17 | 2 B"_s);
    QCOMPARE(rows.at(2), u"3 | 22:13:21.204 | ← | – | unreadable record, 6 B: not a JSON object | 6 B"_s);
    QCOMPARE(desk.model.index(1, 0).data(NumberRole).toULongLong(), quint64(2));
    QCOMPARE(desk.model.index(0, RecordTableModel::DirectionColumn).data(Qt::AccessibleTextRole).toString(),
             u"to the master"_s);
    QCOMPARE(desk.model.index(1, RecordTableModel::Bytes).data(SortRole).toLongLong(), 2);
    QCOMPARE(desk.model.record({}), nullptr);
}

void TestRecordTableModel::letsGoAtTheFront()
{
    Desk desk;
    desk.scene.state.records = RecordLog(100);
    for (int i = 0; i < 5; ++i)
        desk.scene.receive(u"MESSAGE"_s, UnknownEvent{}, QByteArray(20, 'm'));
    desk.apply();
    QCOMPARE(desk.model.rowCount(), 5);
    const QPersistentModelIndex third = desk.model.index(2, 0);
    QSignalSpy removed(&desk.model, &QAbstractItemModel::rowsRemoved);
    QSignalSpy inserted(&desk.model, &QAbstractItemModel::rowsInserted);
    desk.scene.receive(u"MESSAGE"_s, UnknownEvent{}, QByteArray(40, 'm'));
    desk.apply();
    QCOMPARE(removed.count(), 1);
    QCOMPARE(inserted.count(), 1);
    QCOMPARE(desk.model.rowCount(), 4);
    QCOMPARE(third.row(), 0);
    QCOMPARE(third.data(NumberRole).toULongLong(), quint64(3));
    QCOMPARE(desk.model.letGo(), quint64(2));
    QCOMPARE(desk.model.rawBytes(), 100);
    QCOMPARE(desk.model.maxRawBytes(), 100);
}

void TestRecordTableModel::letsGoOfMoreThanItEverHeld()
{
    Desk desk;
    desk.scene.state.records = RecordLog(100);
    for (int i = 0; i < 3; ++i)
        desk.scene.receive(u"MESSAGE"_s, UnknownEvent{}, QByteArray(20, 'm'));
    desk.apply();
    // One set of changes in which the log turns over several times.
    for (int i = 0; i < 40; ++i)
        desk.scene.receive(u"MESSAGE"_s, UnknownEvent{}, QByteArray(25, 'm'));
    QVERIFY(desk.scene.changes.recordsLetGo > desk.model.rowCount());
    desk.apply();
    QCOMPARE(desk.model.rowCount(), 4);
    QCOMPARE(desk.model.index(0, 0).data(NumberRole).toULongLong(), quint64(40));
    QCOMPARE(desk.model.index(3, 0).data(NumberRole).toULongLong(), quint64(43));

    // From empty, too.
    Desk late;
    late.scene.state.records = RecordLog(100);
    for (int i = 0; i < 40; ++i)
        late.scene.receive(u"MESSAGE"_s, UnknownEvent{}, QByteArray(25, 'm'));
    late.apply();
    QCOMPARE(late.model.rowCount(), 4);
    QCOMPARE(late.model.index(0, 0).data(NumberRole).toULongLong(), quint64(37));
    late.scene.receive(u"MESSAGE"_s, UnknownEvent{}, QByteArray(25, 'm'));
    late.apply();
    QCOMPARE(late.model.index(0, 0).data(NumberRole).toULongLong(), quint64(38));
}

void TestRecordTableModel::answersChangeTheirRow()
{
    Desk desk;
    desk.scene.feed(input::AttemptStarted{QUrl(u"http://localhost:5050"_s), {}, "{}"});
    desk.apply();
    const QString before = desk.model.index(0, RecordTableModel::Summary).data().toString();
    QSignalSpy changed(&desk.model, &QAbstractItemModel::dataChanged);
    desk.scene.feed(input::HeadersReceived{403, {}, 4ms});
    desk.apply();
    QCOMPARE(changed.count(), 1);
    QCOMPARE(desk.model.record(desk.model.index(0, 0))->facts.status, 403);
    const QString after = desk.model.index(0, RecordTableModel::Summary).data().toString();
    QVERIFY(after != before);
    QVERIFY(after.contains(u"403"_s));
}

void TestRecordTableModel::sharesTheRawText()
{
    Desk desk;
    desk.scene.receive(u"MESSAGE"_s, UnknownEvent{}, QByteArray(1000, 'm'));
    desk.apply();
    QCOMPARE(desk.model.record(desk.model.index(0, 0))->raw.constData(),
             desk.scene.state.records.at(0).raw.constData());
}

void TestRecordTableModel::copiesTheRawText()
{
    Desk desk;
    const QByteArray raw = R"({"type":"MESSAGE","text":"für dich"})";
    desk.scene.receive(u"MESSAGE"_s, UnknownEvent{}, raw);
    desk.apply();
    QCOMPARE(desk.model.index(0, 3).data(CopyRole).toString(), QString::fromUtf8(raw));
    QCOMPARE(desk.model.index(0, 3).data(JsonRole).toByteArray(), raw);
}

void TestRecordTableModel::hidesHeartbeatsUnlessAsked()
{
    Desk desk;
    RecordProxy proxy(desk.model);
    const QAbstractItemModelTester tester(&proxy, QAbstractItemModelTester::FailureReportingMode::QtTest);
    desk.scene.receive(u"HEARTBEAT"_s, HeartbeatEvent{});
    desk.scene.receive(u"MESSAGE"_s, UnknownEvent{});
    desk.scene.receive(u"HEARTBEAT"_s, HeartbeatEvent{});
    desk.apply();
    QCOMPARE(desk.model.heartbeats(), 2);
    QVERIFY(!proxy.areHeartbeatsShown());
    QCOMPARE(proxy.rowCount(), 1);
    QCOMPARE(proxy.index(0, RecordTableModel::Type).data().toString(), u"MESSAGE"_s);
    proxy.setHeartbeatsShown(true);
    QCOMPARE(proxy.rowCount(), 3);
    proxy.setHeartbeatsShown(false);
    desk.scene.receive(u"HEARTBEAT"_s, HeartbeatEvent{});
    desk.apply();
    QCOMPARE(proxy.rowCount(), 1);
}

QTEST_MAIN(TestRecordTableModel)
#include "tst_recordtablemodel.moc"
