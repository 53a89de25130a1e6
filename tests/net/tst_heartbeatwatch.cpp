// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "net/heartbeatwatch.h"

#include <QTest>

using namespace mesoscribe;
using namespace std::chrono_literals;

namespace {

SteadyTime at(std::chrono::milliseconds since)
{
    return SteadyTime(1h + since);
}

} // namespace

class TestHeartbeatWatch : public QObject
{
    Q_OBJECT

private slots:
    void countsWholeIntervals_data();
    void countsWholeIntervals();
    void takesAnyRecordAsLife();
    void setsIntervalsRight_data();
    void setsIntervalsRight();
    void checksOnlyWhenTheCountChanges();
    void saysNothingWhenStopped();
    void neverGoesBack();
    void startsAfresh();
};

void TestHeartbeatWatch::countsWholeIntervals_data()
{
    QTest::addColumn<int>("silence");
    QTest::addColumn<int>("missed");
    QTest::addColumn<bool>("isQuiet");
    QTest::addColumn<bool>("isDead");

    QTest::newRow("at once") << 0 << 0 << false << false;
    QTest::newRow("on time") << 15000 << 0 << false << false;
    QTest::newRow("within the grace") << 16499 << 0 << false << false;
    QTest::newRow("one") << 16500 << 1 << false << false;
    QTest::newRow("almost two") << 31499 << 1 << false << false;
    QTest::newRow("two are quiet") << 31500 << 2 << true << false;
    QTest::newRow("almost five") << 76499 << 4 << true << false;
    QTest::newRow("five are dead") << 76500 << 5 << true << true;
    QTest::newRow("after a night") << 8 * 3600 * 1000 << 1919 << true << true;
}

void TestHeartbeatWatch::countsWholeIntervals()
{
    QFETCH(const int, silence);
    QFETCH(const int, missed);
    QFETCH(const bool, isQuiet);
    QFETCH(const bool, isDead);
    HeartbeatWatch watch;
    watch.start(15s, at(0ms));
    const SteadyTime now = at(std::chrono::milliseconds(silence));
    QCOMPARE(watch.missed(now), missed);
    QCOMPARE(watch.isQuiet(now), isQuiet);
    QCOMPARE(watch.isDead(now), isDead);
    QCOMPARE(int(watch.silence(now).count()), silence);
}

void TestHeartbeatWatch::takesAnyRecordAsLife()
{
    HeartbeatWatch watch;
    watch.start(15s, at(0s));
    QCOMPARE(watch.missed(at(40s)), 2);
    watch.heard(at(40s));
    QCOMPARE(watch.missed(at(40s)), 0);
    QCOMPARE(watch.missed(at(56400ms)), 0);
    QCOMPARE(watch.missed(at(56500ms)), 1);
    QCOMPARE(watch.silence(at(50s)), std::chrono::milliseconds(10s));
}

void TestHeartbeatWatch::setsIntervalsRight_data()
{
    QTest::addColumn<qint64>("interval");
    QTest::addColumn<qint64>("used");

    QTest::newRow("0") << qint64(0) << qint64(15000);
    QTest::newRow("negative") << qint64(-5) << qint64(15000);
    QTest::newRow("one millisecond") << qint64(1) << qint64(1);
    QTest::newRow("a second") << qint64(1000) << qint64(1000);
    QTest::newRow("an hour") << qint64(3600'000) << qint64(3600'000);
    QTest::newRow("above an hour") << qint64(3600'001) << qint64(3600'000);
    QTest::newRow("for ever") << std::numeric_limits<qint64>::max() << qint64(3600'000);
}

void TestHeartbeatWatch::setsIntervalsRight()
{
    QFETCH(const qint64, interval);
    QFETCH(const qint64, used);
    HeartbeatWatch watch;
    watch.start(std::chrono::milliseconds(interval), at(0s));
    const SteadyTime second = at(std::chrono::milliseconds(2 * used + used / 10));
    QCOMPARE(watch.missed(second), 2);
    QCOMPARE(watch.missed(second - 1ms), 1);
}

void TestHeartbeatWatch::checksOnlyWhenTheCountChanges()
{
    HeartbeatWatch watch;
    watch.start(15s, at(0s));
    SteadyTime now = at(0s);
    for (int missed = 0; missed < 20; ++missed) {
        QCOMPARE(watch.missed(now), missed);
        const SteadyTime next = watch.nextCheck(now);
        QVERIFY(next > now);
        QCOMPARE(watch.missed(next - 1ms), missed);
        QCOMPARE(watch.missed(next), missed + 1);
        now = next;
    }
    watch.heard(now);
    QCOMPARE(watch.nextCheck(now), now + 16500ms);
}

void TestHeartbeatWatch::saysNothingWhenStopped()
{
    HeartbeatWatch watch;
    QVERIFY(!watch.isRunning());
    QCOMPARE(watch.missed(at(1h)), 0);
    watch.start(15s, at(0s));
    QVERIFY(watch.isRunning());
    watch.stop();
    QVERIFY(!watch.isRunning());
    QCOMPARE(watch.missed(at(1h)), 0);
    QVERIFY(!watch.isQuiet(at(1h)));
    QVERIFY(!watch.isDead(at(1h)));
    QCOMPARE(watch.silence(at(1h)), std::chrono::milliseconds(0));
    QCOMPARE(watch.nextCheck(at(1h)), SteadyTime::max());
}

void TestHeartbeatWatch::neverGoesBack()
{
    HeartbeatWatch watch;
    watch.start(15s, at(60s));
    watch.heard(at(10s));
    QCOMPARE(watch.missed(at(76s)), 0);
    QCOMPARE(watch.missed(at(0s)), 0);
    QCOMPARE(watch.silence(at(0s)), std::chrono::milliseconds(0));
}

void TestHeartbeatWatch::startsAfresh()
{
    HeartbeatWatch watch;
    watch.start(15s, at(0s));
    watch.start(1s, at(100s));
    QCOMPARE(watch.missed(at(100s)), 0);
    QCOMPARE(watch.missed(at(103100ms)), 3);
}

QTEST_GUILESS_MAIN(TestHeartbeatWatch)
#include "tst_heartbeatwatch.moc"
