// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "state/calltable.h"

#include "statescene.h"

#include <QTest>

using namespace mesoscribe;
using namespace mesoscribe::test;

class TestCallTable : public QObject
{
    Q_OBJECT

private slots:
    void saysWhichCallsHaveEffects_data();
    void saysWhichCallsHaveEffects();
    void numbersAreNeverReused();
    void letsTheOldestGo();
    void letsBigOnesGo();
    void keepsWhatIsUnanswered();
};

namespace {

CallEntry entry(CallProgress progress, qsizetype size = 2)
{
    CallEntry made;
    made.progress = progress;
    made.body = QByteArray(size, 'x');
    return made;
}

} // namespace

void TestCallTable::saysWhichCallsHaveEffects_data()
{
    QTest::addColumn<CallFacts>("facts");
    QTest::addColumn<bool>("expected");
    const auto operations = [](const QString& type, const QString& id) {
        CallFacts facts = call(type);
        facts.operations = {{.id = OperationId(id), .type = u"RESERVE"_s, .json = {}}};
        return facts;
    };
    QTest::newRow("launch") << launch({u"O1"_s}, {u"t"_s}) << true;
    QTest::newRow("operation with an id") << operations(u"ACCEPT"_s, u"op"_s) << true;
    QTest::newRow("operation without an id") << operations(u"ACCEPT"_s, {}) << false;
    QTest::newRow("ACCEPT of nothing") << ofOffers(u"ACCEPT"_s, {u"O1"_s}) << false;
    QTest::newRow("DECLINE") << ofOffers(u"DECLINE"_s, {u"O1"_s}) << false;
    QTest::newRow("KILL") << ofTasks(u"KILL"_s, {u"t"_s}) << true;
    QTest::newRow("RECONCILE of one") << ofTasks(u"RECONCILE"_s, {u"t"_s}) << true;
    QTest::newRow("RECONCILE of all") << ofTasks(u"RECONCILE"_s, {}) << false;
    QTest::newRow("RECONCILE_OPERATIONS of one") << operations(u"RECONCILE_OPERATIONS"_s, u"op"_s) << true;
    QTest::newRow("RECONCILE_OPERATIONS of all") << call(u"RECONCILE_OPERATIONS"_s) << false;
    QTest::newRow("TEARDOWN") << call(u"TEARDOWN"_s) << true;
    for (const QString& type : {u"REVIVE"_s, u"SUPPRESS"_s, u"ACKNOWLEDGE"_s, u"ACKNOWLEDGE_OPERATION_STATUS"_s,
                                u"MESSAGE"_s, u"SHUTDOWN"_s, u"REQUEST"_s, u"UPDATE_FRAMEWORK"_s,
                                u"ACCEPT_INVERSE_OFFERS"_s, u"DECLINE_INVERSE_OFFERS"_s, u"SING"_s, QString()})
        QTest::addRow("%s", qPrintable(type)) << call(type) << false;
}

void TestCallTable::saysWhichCallsHaveEffects()
{
    QFETCH(const CallFacts, facts);
    QFETCH(const bool, expected);
    QCOMPARE(hasEffects(facts), expected);
}

void TestCallTable::numbersAreNeverReused()
{
    CallTable table;
    QCOMPARE(table.append(entry(CallProgress::Waiting)), 0);
    QCOMPARE(table.append(entry(CallProgress::Done)), 0);
    QCOMPARE(table.at(1).number, quint64(2));
    QCOMPARE(table.unanswered(), 1);
    table.clear();
    QVERIFY(table.isEmpty());
    QCOMPARE(table.find(1), nullptr);
    table.append(entry(CallProgress::Waiting));
    QCOMPARE(table.at(0).number, quint64(3));
    QCOMPARE(table.indexOf(3), 0);
    QCOMPARE(table.indexOf(2), -1);
    QCOMPARE(table.indexOf(4), -1);
    QCOMPARE(table.find(3)->number, quint64(3));
}

void TestCallTable::letsTheOldestGo()
{
    CallTable table;
    qsizetype gone = 0;
    for (qsizetype i = 0; i < CallTable::DefaultMaxCalls + 7; ++i)
        gone += table.append(entry(CallProgress::Done));
    QCOMPARE(gone, 7);
    QCOMPARE(table.letGo(), quint64(7));
    QCOMPARE(table.size(), CallTable::DefaultMaxCalls);
    QCOMPARE(table.at(0).number, quint64(8));
    QCOMPARE(table.find(7), nullptr);
}

void TestCallTable::letsBigOnesGo()
{
    CallTable table;
    constexpr qsizetype Third = CallTable::DefaultMaxBytes / 3;
    for (int i = 0; i < 3; ++i)
        QCOMPARE(table.append(entry(CallProgress::Done, Third)), 0);
    QCOMPARE(table.append(entry(CallProgress::Done, Third)), 1);
    // The newest is always kept.
    QCOMPARE(table.append(entry(CallProgress::Done, CallTable::DefaultMaxBytes * 2)), 3);
    QCOMPARE(table.size(), 1);
}

void TestCallTable::keepsWhatIsUnanswered()
{
    CallTable table;
    table.append(entry(CallProgress::Done));
    table.append(entry(CallProgress::Waiting));
    qsizetype gone = 0;
    for (qsizetype i = 0; i < CallTable::DefaultMaxCalls + 7; ++i)
        gone += table.append(entry(CallProgress::Done));
    QCOMPARE(gone, 1);
    QVERIFY(table.find(2) != nullptr);
    table.find(2)->progress = CallProgress::Done;
    QCOMPARE(table.append(entry(CallProgress::Done)), 9);
    QCOMPARE(table.size(), CallTable::DefaultMaxCalls);
    QCOMPARE(table.find(2), nullptr);
}

QTEST_GUILESS_MAIN(TestCallTable)
#include "tst_calltable.moc"
