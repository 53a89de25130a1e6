// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "state/offertable.h"

#include <QTest>

using namespace mesoscribe;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

class TestOfferTable : public QObject
{
    Q_OBJECT

private slots:
    void keepsTheOrderOfArrival();
    void refusesTheSameIdTwice();
    void countsWhatIsLive();
    void namesRescindedOffersWhenTheirTimeIsOver();
    void aVoidedOfferIsNoLongerWaitedFor();
    void countsWhatIsInACallAsHeld();
    void namesUsedAndDeclinedOffersToo();
};

namespace {

const WallTime Start{1000s};

LiveOffer offerNamed(const QString& id)
{
    auto offer = std::make_shared<Offer>();
    offer->id = OfferId(id);
    return {offer, Start, OfferFate::Live, Start};
}

QStringList idsOf(const OfferTable& table)
{
    QStringList ids;
    for (const LiveOffer& offer : table)
        ids.append(offer.offer->id.value());
    return ids;
}

const OfferId A(u"a"_s);
const OfferId B(u"b"_s);

} // namespace

void TestOfferTable::keepsTheOrderOfArrival()
{
    OfferTable table;
    for (const QString& id : {u"c"_s, u"a"_s, u"b"_s})
        QVERIFY(table.insert(offerNamed(id)));
    QCOMPARE(idsOf(table), (QStringList{u"c"_s, u"a"_s, u"b"_s}));
    QVERIFY(table.remove(A));
    QVERIFY(!table.remove(A));
    QCOMPARE(idsOf(table), (QStringList{u"c"_s, u"b"_s}));
    table.clear();
    QVERIFY(table.isEmpty());
}

void TestOfferTable::refusesTheSameIdTwice()
{
    OfferTable table;
    QVERIFY(table.insert(offerNamed(u"a"_s)));
    QVERIFY(!table.insert(offerNamed(u"a"_s)));
    QCOMPARE(table.size(), 1);
}

void TestOfferTable::countsWhatIsLive()
{
    OfferTable table;
    table.insert(offerNamed(u"a"_s));
    table.insert(offerNamed(u"b"_s));
    QCOMPARE(table.heldCount(), 2);
    QVERIFY(table.setFate(A, OfferFate::Rescinded, Start));
    QVERIFY(!table.setFate(A, OfferFate::Rescinded, Start));
    QCOMPARE(table.heldCount(), 1);
    table.remove(A);
    QCOMPARE(table.heldCount(), 1);
    table.remove(B);
    QCOMPARE(table.heldCount(), 0);
    QVERIFY(!table.setFate(B, OfferFate::Void, Start));
    QCOMPARE(table.find(B), nullptr);
}

void TestOfferTable::namesRescindedOffersWhenTheirTimeIsOver()
{
    OfferTable table;
    table.insert(offerNamed(u"a"_s));
    table.insert(offerNamed(u"b"_s));
    table.setFate(B, OfferFate::Rescinded, Start);
    table.setFate(A, OfferFate::Rescinded, Start + 10s);
    QVERIFY(table.goneLongBefore(Start + 59s).isEmpty());
    QCOMPARE(table.goneLongBefore(Start + 60s), QList<OfferId>{B});
    QCOMPARE(table.goneLongBefore(Start + 70s), (QList<OfferId>{B, A}));
    table.remove(B);
    QCOMPARE(table.goneLongBefore(Start + 70s), QList<OfferId>{A});
}

void TestOfferTable::aVoidedOfferIsNoLongerWaitedFor()
{
    OfferTable table;
    table.insert(offerNamed(u"a"_s));
    table.setFate(A, OfferFate::Rescinded, Start);
    table.setFate(A, OfferFate::Void, Start + 1s);
    QVERIFY(table.goneLongBefore(Start + 600s).isEmpty());
}

void TestOfferTable::countsWhatIsInACallAsHeld()
{
    OfferTable table;
    table.insert(offerNamed(u"a"_s));
    QVERIFY(table.setFate(A, OfferFate::InCall, Start + 1s, 7));
    QCOMPARE(table.heldCount(), 1);
    QCOMPARE(table.find(A)->call, 7U);
    QVERIFY(table.setFate(A, OfferFate::Live, Start + 2s));
    QCOMPARE(table.heldCount(), 1);
    QCOMPARE(table.find(A)->call, 0U);
    table.setFate(A, OfferFate::InCall, Start + 3s, 8);
    QVERIFY(table.setFate(A, OfferFate::Used, Start + 4s));
    QCOMPARE(table.heldCount(), 0);
    QCOMPARE(table.find(A)->call, 8U);
}

void TestOfferTable::namesUsedAndDeclinedOffersToo()
{
    OfferTable table;
    table.insert(offerNamed(u"a"_s));
    table.insert(offerNamed(u"b"_s));
    table.setFate(B, OfferFate::Declined, Start);
    table.setFate(A, OfferFate::Used, Start + 1s);
    QCOMPARE(table.goneLongBefore(Start + 60s), QList<OfferId>{B});
    QCOMPARE(table.goneLongBefore(Start + 61s), (QList<OfferId>{B, A}));
    table.clear();
    QVERIFY(table.goneLongBefore(Start + 24h).isEmpty());
}

QTEST_GUILESS_MAIN(TestOfferTable)
#include "tst_offertable.moc"
