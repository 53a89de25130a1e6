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

QTEST_GUILESS_MAIN(TestChanges)
#include "tst_changes.moc"
