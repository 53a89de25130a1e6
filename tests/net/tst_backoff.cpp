// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "net/backoff.h"

#include <QList>
#include <QTest>

using namespace mesoscribe;

class TestBackoff : public QObject
{
    Q_OBJECT

private slots:
    void waitsLongerEachTime_data();
    void waitsLongerEachTime();
    void beginsAgainAfterReset();
    void spreadsWithItsNumbers();
};

void TestBackoff::waitsLongerEachTime_data()
{
    QTest::addColumn<double>("random");
    QTest::addColumn<QList<int>>("expected");

    QTest::newRow("shortest") << 0.0 << QList<int>({800, 1600, 3200, 6400, 12000, 12000, 12000});
    QTest::newRow("middle") << 0.5 << QList<int>({1000, 2000, 4000, 8000, 15000, 15000, 15000});
    QTest::newRow("a quarter") << 0.25 << QList<int>({900, 1800, 3600, 7200, 13500, 13500, 13500});
    QTest::newRow("longest, which never passes 15 s")
        << 1.0 << QList<int>({1200, 2400, 4800, 9600, 15000, 15000, 15000});
    QTest::newRow("below its range") << -7.0 << QList<int>({800, 1600, 3200, 6400, 12000, 12000, 12000});
    QTest::newRow("above its range") << 7.0 << QList<int>({1200, 2400, 4800, 9600, 15000, 15000, 15000});
}

void TestBackoff::waitsLongerEachTime()
{
    QFETCH(const double, random);
    QFETCH(const QList<int>, expected);
    Backoff backoff([random] { return random; });
    QCOMPARE(backoff.attempts(), 0);
    int attempts = 0;
    for (const int wait : expected) {
        QCOMPARE(int(backoff.next().count()), wait);
        QCOMPARE(backoff.attempts(), ++attempts);
    }
    for (int i = 0; i < 1000; ++i)
        backoff.next();
    QCOMPARE(int(backoff.next().count()), expected.last());
}

void TestBackoff::beginsAgainAfterReset()
{
    Backoff backoff([] { return 0.5; });
    for (int i = 0; i < 6; ++i)
        backoff.next();
    backoff.reset();
    QCOMPARE(backoff.attempts(), 0);
    QCOMPARE(int(backoff.next().count()), 1000);
    QCOMPARE(int(backoff.next().count()), 2000);
}

void TestBackoff::spreadsWithItsNumbers()
{
    QList<double> numbers = {0.0, 0.999, 0.5};
    Backoff backoff([&numbers] { return numbers.takeFirst(); });
    QCOMPARE(int(backoff.next().count()), 800);
    QCOMPARE(int(backoff.next().count()), 2399);
    QCOMPARE(int(backoff.next().count()), 4000);
    QVERIFY(numbers.isEmpty());
}

QTEST_GUILESS_MAIN(TestBackoff)
#include "tst_backoff.moc"
