// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "state/changes.h"

#include <QTest>

using namespace mesoscribe;
using namespace Qt::Literals::StringLiterals;

class TestChanges : public QObject
{
    Q_OBJECT

private slots:
    void startsEmpty();
    void forgetsWhatCameAndWent();
    void keepsRemovalOfWhatWasThereBefore();
    void keepsRemovalBeforeANewArrivalOfTheSameId();
    void resetForgetsEarlierOffers();
    void afterAResetOnlyAdditionsCount();
    void addsUpRecords();
    void resetOfRecordsForgetsEarlierOnes();
    void tasksFollowTheSameRules();
    void callsFollowTheSameRules();
    void everyMemberCounts_data();
    void everyMemberCounts();
};

namespace {

Changes added(const QList<OfferId>& ids)
{
    Changes changes;
    changes.offersAdded = ids;
    return changes;
}

Changes removed(const QSet<OfferId>& ids)
{
    Changes changes;
    changes.offersRemoved = ids;
    return changes;
}

const OfferId O1(u"O1"_s);
const OfferId O2(u"O2"_s);

} // namespace

void TestChanges::startsEmpty()
{
    Changes changes;
    QVERIFY(changes.isEmpty());
    changes.merge({});
    QVERIFY(changes.isEmpty());
    changes.merge(added({O1}));
    QVERIFY(!changes.isEmpty());
}

void TestChanges::forgetsWhatCameAndWent()
{
    Changes changes = added({O1, O2});
    changes.offersChanged.insert(O1);
    changes.merge(removed({O1}));
    QCOMPARE(changes.offersAdded, QList<OfferId>{O2});
    QVERIFY(changes.offersRemoved.isEmpty());
    QVERIFY(changes.offersChanged.isEmpty());
}

void TestChanges::keepsRemovalOfWhatWasThereBefore()
{
    Changes changes;
    changes.offersChanged.insert(O1);
    changes.merge(removed({O1}));
    QCOMPARE(changes.offersRemoved, QSet<OfferId>{O1});
    QVERIFY(changes.offersChanged.isEmpty());
}

void TestChanges::keepsRemovalBeforeANewArrivalOfTheSameId()
{
    Changes changes = removed({O1});
    changes.merge(added({O1}));
    QCOMPARE(changes.offersRemoved, QSet<OfferId>{O1});
    QCOMPARE(changes.offersAdded, QList<OfferId>{O1});
}

void TestChanges::resetForgetsEarlierOffers()
{
    Changes changes = added({O1});
    changes.merge(removed({O2}));
    Changes reset = added({O2});
    reset.offersReset = true;
    changes.merge(reset);
    QVERIFY(changes.offersReset);
    QCOMPARE(changes.offersAdded, QList<OfferId>{O2});
    QVERIFY(changes.offersRemoved.isEmpty());
}

void TestChanges::afterAResetOnlyAdditionsCount()
{
    Changes changes;
    changes.offersReset = true;
    changes.merge(added({O1, O2}));
    changes.merge(removed({O2}));
    QCOMPARE(changes.offersAdded, QList<OfferId>{O1});
    QVERIFY(changes.offersRemoved.isEmpty());
}

void TestChanges::addsUpRecords()
{
    Changes changes;
    changes.recordsAdded = 2;
    changes.recordsLetGo = 1;
    Changes later;
    later.recordsAdded = 3;
    later.recordsLetGo = 4;
    later.recordsChanged.insert(7);
    changes.merge(later);
    QCOMPARE(changes.recordsAdded, 5);
    QCOMPARE(changes.recordsLetGo, 5);
    QVERIFY(changes.recordsChanged.contains(7));
}

void TestChanges::resetOfRecordsForgetsEarlierOnes()
{
    Changes changes;
    changes.recordsAdded = 2;
    Changes later;
    later.recordsReset = true;
    later.recordsAdded = 1;
    changes.merge(later);
    QVERIFY(changes.recordsReset);
    QCOMPARE(changes.recordsAdded, 1);
}

void TestChanges::tasksFollowTheSameRules()
{
    const TaskId t1(u"t1"_s);
    const TaskId t2(u"t2"_s);
    const TaskId old(u"old"_s);
    Changes changes;
    changes.tasksAdded = {t1, t2};
    changes.tasksChanged = {t1, old};
    Changes cleared;
    cleared.tasksRemoved = {t1, old};
    changes.merge(cleared);
    QCOMPARE(changes.tasksAdded, QList<TaskId>{t2});
    QVERIFY(changes.tasksChanged.isEmpty());
    QCOMPARE(changes.tasksRemoved, QSet<TaskId>{old});

    Changes again;
    again.tasksAdded = {old};
    changes.merge(again);
    QCOMPARE(changes.tasksAdded, (QList<TaskId>{t2, old}));
    Changes clearedAgain;
    clearedAgain.tasksRemoved = {old};
    changes.merge(clearedAgain);
    QCOMPARE(changes.tasksAdded, QList<TaskId>{t2});
    QCOMPARE(changes.tasksRemoved, QSet<TaskId>{old});

    Changes reset;
    reset.tasksReset = true;
    reset.tasksAdded = {t1};
    changes.merge(reset);
    QVERIFY(changes.tasksReset);
    QCOMPARE(changes.tasksAdded, QList<TaskId>{t1});
    QVERIFY(changes.tasksRemoved.isEmpty());
    changes.merge(cleared);
    QVERIFY(changes.tasksAdded.isEmpty());
    QVERIFY(changes.tasksRemoved.isEmpty());
}

void TestChanges::callsFollowTheSameRules()
{
    Changes changes;
    changes.callsAdded = 2;
    changes.callsLetGo = 1;
    changes.callsChanged = {1};
    Changes later;
    later.callsAdded = 3;
    later.callsChanged = {4};
    changes.merge(later);
    QCOMPARE(changes.callsAdded, 5);
    QCOMPARE(changes.callsLetGo, 1);
    QCOMPARE(changes.callsChanged, (QSet<quint64>{1, 4}));

    Changes reset;
    reset.callsReset = true;
    reset.callsAdded = 1;
    changes.merge(reset);
    QVERIFY(changes.callsReset);
    QCOMPARE(changes.callsAdded, 1);
    QCOMPARE(changes.callsLetGo, 0);
    QVERIFY(changes.callsChanged.isEmpty());
    changes.merge(later);
    QCOMPARE(changes.callsAdded, 4);
}

void TestChanges::everyMemberCounts_data()
{
    QTest::addColumn<Changes>("one");
    const auto row = [](const char* name, auto set) {
        Changes changes;
        set(changes);
        QTest::newRow(name) << changes;
    };
    row("phase", [](Changes& c) { c.phase = true; });
    row("identity", [](Changes& c) { c.identity = true; });
    row("heartbeat", [](Changes& c) { c.heartbeat = true; });
    row("trouble", [](Changes& c) { c.trouble = true; });
    row("story", [](Changes& c) { c.story = true; });
    row("inverse offers", [](Changes& c) { c.inverseOffers = true; });
    row("operations", [](Changes& c) { c.operations = true; });
    row("filters", [](Changes& c) { c.filters = true; });
    row("suppression", [](Changes& c) { c.suppression = true; });
    row("manners", [](Changes& c) { c.manners = true; });
    row("offers reset", [](Changes& c) { c.offersReset = true; });
    row("offers added", [](Changes& c) { c.offersAdded = {O1}; });
    row("offers changed", [](Changes& c) { c.offersChanged = {O1}; });
    row("offers removed", [](Changes& c) { c.offersRemoved = {O1}; });
    row("records reset", [](Changes& c) { c.recordsReset = true; });
    row("records added", [](Changes& c) { c.recordsAdded = 1; });
    row("records let go", [](Changes& c) { c.recordsLetGo = 1; });
    row("records changed", [](Changes& c) { c.recordsChanged = {1}; });
    row("tasks reset", [](Changes& c) { c.tasksReset = true; });
    row("tasks added", [](Changes& c) { c.tasksAdded = {TaskId(u"t"_s)}; });
    row("tasks changed", [](Changes& c) { c.tasksChanged = {TaskId(u"t"_s)}; });
    row("tasks removed", [](Changes& c) { c.tasksRemoved = {TaskId(u"t"_s)}; });
    row("calls reset", [](Changes& c) { c.callsReset = true; });
    row("calls added", [](Changes& c) { c.callsAdded = 1; });
    row("calls let go", [](Changes& c) { c.callsLetGo = 1; });
    row("calls changed", [](Changes& c) { c.callsChanged = {1}; });
    row("calls stale", [](Changes& c) { c.callsStale = true; });
}

/// Neither lost by a merge, nor taken for nothing.
void TestChanges::everyMemberCounts()
{
    QFETCH(const Changes, one);
    QVERIFY(!one.isEmpty());
    Changes merged;
    merged.merge(one);
    QVERIFY(!merged.isEmpty());
    merged.merge({});
    QVERIFY(!merged.isEmpty());
}

QTEST_GUILESS_MAIN(TestChanges)
#include "tst_changes.moc"
