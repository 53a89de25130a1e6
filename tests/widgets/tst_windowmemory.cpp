// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "widgets/windowmemory.h"

#include <QTest>

using namespace mesoscribe;

class TestWindowMemory : public QObject
{
    Q_OBJECT

private slots:
    void acceptsOnlyPlacesThatCanBeReached_data();
    void acceptsOnlyPlacesThatCanBeReached();
};

void TestWindowMemory::acceptsOnlyPlacesThatCanBeReached_data()
{
    QTest::addColumn<QRect>("frame");
    QTest::addColumn<bool>("reachable");
    QTest::newRow("in the middle") << QRect(100, 100, 1280, 800) << true;
    QTest::newRow("partly to the right") << QRect(1700, 100, 1280, 800) << true;
    QTest::newRow("a sliver at the right") << QRect(1900, 100, 1280, 800) << false;
    QTest::newRow("on a screen that is gone") << QRect(3000, 100, 1280, 800) << false;
    QTest::newRow("title above the screen") << QRect(100, -300, 1280, 800) << false;
    QTest::newRow("below the screen") << QRect(100, 1075, 1280, 800) << false;
    QTest::newRow("on the second screen") << QRect(-1200, 50, 1000, 600) << true;
}

void TestWindowMemory::acceptsOnlyPlacesThatCanBeReached()
{
    QFETCH(QRect, frame);
    QFETCH(bool, reachable);
    const QList<QRect> screens{QRect(0, 0, 1920, 1080), QRect(-1280, 0, 1280, 1024)};
    QCOMPARE(WindowMemory::isReachable(frame, screens), reachable);
}

QTEST_GUILESS_MAIN(TestWindowMemory)
#include "tst_windowmemory.moc"
