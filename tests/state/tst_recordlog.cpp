// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "state/recordlog.h"

#include <QTest>

using namespace mesoscribe;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

class TestRecordLog : public QObject
{
    Q_OBJECT

private slots:
    void numbersFromOne();
    void letsTheOldestGoWhenFull();
    void keepsOneRecordThatIsTooBig();
    void findsByNumber();
    void setsTheAnswerOfACall();
    void keepsTheFirstCause();
    void countsHeartbeats();
};

namespace {

RecordEntry entry(qsizetype bytes, const QString& type = u"OFFERS"_s)
{
    RecordEntry entry;
    entry.type = type;
    entry.raw = QByteArray(bytes, 'x');
    return entry;
}

} // namespace

void TestRecordLog::numbersFromOne()
{
    RecordLog log;
    QCOMPARE(log.nextNumber(), 1U);
    QCOMPARE(log.append(entry(3)), 0);
    log.append(entry(4));
    QCOMPARE(log.at(0).number, 1U);
    QCOMPARE(log.at(1).number, 2U);
    QCOMPARE(log.bytes(), 7);
}

void TestRecordLog::letsTheOldestGoWhenFull()
{
    RecordLog log(100);
    for (int i = 0; i < 10; ++i)
        QCOMPARE(log.append(entry(10)), 0);
    QCOMPARE(log.append(entry(25)), 3);
    QCOMPARE(log.size(), 8);
    QCOMPARE(log.at(0).number, 4U);
    QCOMPARE(log.bytes(), 95);
    QCOMPARE(log.letGo(), 3U);
}

void TestRecordLog::keepsOneRecordThatIsTooBig()
{
    RecordLog log(10);
    log.append(entry(5));
    QCOMPARE(log.append(entry(1000)), 1);
    QCOMPARE(log.size(), 1);
    QCOMPARE(log.at(0).raw.size(), 1000);
}

void TestRecordLog::findsByNumber()
{
    RecordLog log(20);
    QCOMPARE(log.indexOf(1), -1);
    for (int i = 0; i < 4; ++i)
        log.append(entry(10));
    QCOMPARE(log.indexOf(2), -1);
    QCOMPARE(log.indexOf(3), 0);
    QCOMPARE(log.indexOf(4), 1);
    QCOMPARE(log.indexOf(5), -1);
}

void TestRecordLog::setsTheAnswerOfACall()
{
    RecordLog log(20);
    log.append(entry(10));
    QVERIFY(log.setAnswer(1, 202, 4ms));
    QCOMPARE(log.at(0).facts.status, 202);
    QCOMPARE(log.at(0).facts.took, 4ms);
    QVERIFY(!log.setAnswer(2, 202, 4ms));
}

void TestRecordLog::keepsTheFirstCause()
{
    RecordLog log(20);
    log.append(entry(10));
    QVERIFY(log.setCause(1, 7));
    QVERIFY(!log.setCause(1, 8));
    QCOMPARE(log.at(0).call, 7U);
    QVERIFY(!log.setCause(2, 7));
}

void TestRecordLog::countsHeartbeats()
{
    RecordLog log(30);
    log.append(entry(10, u"HEARTBEAT"_s));
    log.append(entry(10));
    QCOMPARE(log.heartbeats(), 1);
    log.append(entry(15));
    QCOMPARE(log.heartbeats(), 0);
}

QTEST_GUILESS_MAIN(TestRecordLog)
#include "tst_recordlog.moc"
