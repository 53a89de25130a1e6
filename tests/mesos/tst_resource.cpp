// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "mesos/resource.h"

#include <QTest>

#include <limits>

using namespace mesoscribe;
using namespace Qt::Literals::StringLiterals;

class TestResource : public QObject
{
    Q_OBJECT

private slots:
    void comparesScalarsAsThousandths();
    void saturatesScalars();
    void countsRanges();
    void joinsRanges();
    void namesTheInnermostRole();
    void copiesDisksDeeply();
};

void TestResource::comparesScalarsAsThousandths()
{
    QVERIFY(Scalar::fromDouble(0.1) + Scalar::fromDouble(0.2) == Scalar::fromDouble(0.3));
    QCOMPARE(Scalar::fromDouble(0.0004).thousandths, 0);
    QCOMPARE(Scalar::fromDouble(0.0005).thousandths, 1);
    QCOMPARE(Scalar::fromDouble(-1.5).thousandths, -1500);
    QCOMPARE(Scalar::fromDouble(7.1).toDouble(), 7.1);
    QCOMPARE(Scalar::fromDouble(std::numeric_limits<double>::quiet_NaN()).thousandths, 0);
}

void TestResource::saturatesScalars()
{
    const Scalar infinity = Scalar::fromDouble(std::numeric_limits<double>::infinity());
    QVERIFY(infinity == Scalar::infinity());
    QVERIFY(infinity.isInfinite());
    QVERIFY(infinity + Scalar{1} == infinity);
    const Scalar lowest = Scalar::fromDouble(-1e300);
    QVERIFY(lowest.isInfinite());
    QVERIFY(lowest + Scalar{-1} == lowest);
    QVERIFY(!Scalar::fromDouble(1e9).isInfinite());
}

void TestResource::countsRanges()
{
    constexpr quint64 Highest = std::numeric_limits<quint64>::max();
    QCOMPARE(countOf({}), 0U);
    QCOMPARE(countOf({{31000, 32000}, {5, 5}}), 1002U);
    QCOMPARE(countOf({{9, 3}}), 0U);
    QCOMPARE(countOf({{0, Highest}}), Highest);
    QCOMPARE(countOf({{0, Highest - 1}, {1, 10}}), Highest);
}

void TestResource::joinsRanges()
{
    constexpr quint64 Highest = std::numeric_limits<quint64>::max();
    QVERIFY(coalesced({{5, 6}, {1, 2}, {3, 3}, {9, 8}, {6, 7}}) == (QList<Range>{{1, 3}, {5, 7}}));
    QVERIFY(coalesced({{0, Highest}, {Highest, Highest}}) == (QList<Range>{{0, Highest}}));
    QVERIFY(coalesced({{0, 0}, {0, 0}}) == (QList<Range>{{0, 0}}));
}

void TestResource::namesTheInnermostRole()
{
    Resource resource;
    QVERIFY(!resource.isReserved());
    QCOMPARE(resource.reservedRole(), QString());
    resource.reservations = {{.type = {}, .role = u"eng"_s, .principal = {}, .labels = {}},
                             {.type = {}, .role = u"eng/web"_s, .principal = {}, .labels = {}}};
    QVERIFY(resource.isReserved());
    QCOMPARE(resource.reservedRole(), u"eng/web"_s);
}

void TestResource::copiesDisksDeeply()
{
    Resource left;
    left.disk = Disk{};
    left.disk->persistenceId = u"vol"_s;
    Resource right = left;
    QVERIFY(left == right);
    right.disk->persistenceId = u"other"_s;
    QCOMPARE(left.disk->persistenceId, u"vol"_s);
    QVERIFY(!(left == right));
    right = left;
    QVERIFY(left == right);
    right.disk = std::nullopt;
    QVERIFY(!right.disk.has_value());
    QVERIFY(!(left == right));
    left = right;
    QVERIFY(!left.disk);
}

QTEST_APPLESS_MAIN(TestResource)
#include "tst_resource.moc"
