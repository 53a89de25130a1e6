// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "state/filterclock.h"

#include "state/manners.h"
#include "statescene.h"

#include <QTest>

using namespace mesoscribe;
using namespace mesoscribe::test;

class TestFilterClock : public QObject
{
    Q_OBJECT

private slots:
    void keepsThemInTheOrderOfTheirEnds();
    void endsThoseWhoseTimeIsOver();
    void revivesByRole();
    void endsThoseOfOneCall();
    void isBounded();
    void productionIsStricter();
};

namespace {

RunningFilter filter(const QString& agent, std::chrono::seconds length, const QString& role = u"eng"_s,
                     quint64 call = 1)
{
    return {.agentId = AgentId(agent),
            .hostname = agent,
            .role = role,
            .from = Start,
            .until = Start + length,
            .call = call,
            .isAutomatic = false};
}

QStringList agents(const FilterClock& clock)
{
    QStringList names;
    for (const RunningFilter& one : clock.filters())
        names.append(one.agentId.value());
    return names;
}

} // namespace

void TestFilterClock::keepsThemInTheOrderOfTheirEnds()
{
    FilterClock clock;
    clock.add(filter(u"b"_s, 20s));
    clock.add(filter(u"a"_s, 5s));
    clock.add(filter(u"c"_s, 20s));
    clock.add(filter(u"d"_s, 600s));
    QCOMPARE(agents(clock), (QStringList{u"a"_s, u"b"_s, u"c"_s, u"d"_s}));
}

void TestFilterClock::endsThoseWhoseTimeIsOver()
{
    FilterClock clock;
    clock.add(filter(u"a"_s, 5s));
    clock.add(filter(u"b"_s, 20s));
    QCOMPARE(clock.expire(Start + 4999ms), 0);
    QCOMPARE(clock.expire(Start + 5s), 1);
    QCOMPARE(agents(clock), QStringList{u"b"_s});
    QCOMPARE(clock.expire(Start + 1h), 1);
    QVERIFY(clock.isEmpty());
    QCOMPARE(clock.expire(Start + 2h), 0);
}

void TestFilterClock::revivesByRole()
{
    FilterClock clock;
    clock.add(filter(u"a"_s, 5s, u"eng"_s));
    clock.add(filter(u"b"_s, 6s, u"ops"_s));
    clock.add(filter(u"c"_s, 7s, u"eng/web"_s));
    QCOMPARE(clock.revive({u"eng"_s}), 1);
    QCOMPARE(agents(clock), (QStringList{u"b"_s, u"c"_s}));
    QCOMPARE(clock.revive({}), 2);

    clock.add(filter(u"a"_s, 5s, QString()));
    QCOMPARE(clock.revive({u"*"_s}), 1);
}

void TestFilterClock::endsThoseOfOneCall()
{
    FilterClock clock;
    clock.add(filter(u"a"_s, 5s, u"eng"_s, 3));
    clock.add(filter(u"b"_s, 6s, u"eng"_s, 4));
    QCOMPARE(clock.endOf(3), 1);
    QCOMPARE(clock.endOf(3), 0);
    QCOMPARE(agents(clock), QStringList{u"b"_s});
}

void TestFilterClock::isBounded()
{
    FilterClock clock;
    for (int i = 0; i < FilterClock::MaxFilters + 3; ++i)
        clock.add(filter(QString::number(i), std::chrono::seconds(i + 1)));
    QCOMPARE(clock.filters().size(), FilterClock::MaxFilters);
    QCOMPARE(clock.filters().first().agentId.value(), u"3"_s);
}

void TestFilterClock::productionIsStricter()
{
    QCOMPARE(Manners::usual(false), Manners());
    QCOMPARE(Manners::usual(false).giveBackAfter, 10min);
    QCOMPARE(Manners::usual(true).giveBackAfter, 60s);
    QVERIFY(Manners::usual(true).confirms && !Manners::usual(false).confirms);
    QVERIFY(Manners::usual(true).acknowledges);
}

QTEST_GUILESS_MAIN(TestFilterClock)
#include "tst_filterclock.moc"
