// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "models/offerticks.h"

#include "models/offerproxy.h"
#include "tasksamples.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace mesoscribe;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

namespace {

const auto Eng1 = samples::offer(u"O1"_s, u"S1"_s, u"web1"_s, u"eng"_s, {samples::scalar(u"cpus"_s, 4)});
const auto Eng2 = samples::offer(u"O2"_s, u"S1"_s, u"web1"_s, u"eng"_s, {samples::scalar(u"cpus"_s, 2)});
const auto Star = samples::offer(u"O3"_s, u"S1"_s, u"web1"_s, u"*"_s);
const auto Other = samples::offer(u"O4"_s, u"S2"_s, u"db1"_s, u"eng"_s);

struct Desk
{
    Desk()
    {
        proxy.setTicks(&ticks);
        scene.subscribe();
        scene.arrive({Eng1, Eng2, Star, Other});
        apply();
    }

    void apply()
    {
        const Changes changes = scene.take();
        model.apply(scene.state, changes);
        model.setNow(scene.now);
        ticks.apply(scene.state, changes);
    }
    QModelIndex at(const OfferPtr& offer, int column = 0) const
    {
        return proxy.mapFromSource(model.indexOf(offer->id)).siblingAtColumn(column);
    }
    QVariant box(const OfferPtr& offer) const { return at(offer).data(Qt::CheckStateRole); }
    bool canTick(const OfferPtr& offer) const
    {
        const bool can = at(offer).data(CanTickRole).toBool();
        return can && (proxy.flags(at(offer)) & Qt::ItemIsUserCheckable);
    }
    bool tick(const OfferPtr& offer, Qt::CheckState state = Qt::Checked)
    {
        return proxy.setData(at(offer), static_cast<int>(state), Qt::CheckStateRole);
    }

    samples::CallScene scene;
    OfferTicks ticks;
    OfferTreeModel model;
    OfferProxy proxy{model};
    QAbstractItemModelTester tester{&proxy, QAbstractItemModelTester::FailureReportingMode::QtTest};
};

} // namespace

class TestOfferTicks : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }

    void offersOfOneAgentAndRoleGoTogether();
    void otherOffersSayWhyNot();
    void offersLoseTheirTickWithTheirLife_data();
    void offersLoseTheirTickWithTheirLife();
    void onlyLiveOffersHaveABox();
    void boxesAreAnnouncedWhereTheyWereRead();
    void tickedRowsAreReadAloud();
    void nothingHappensWithoutAState();
    void withoutTicksThereAreNoBoxes();
};

void TestOfferTicks::offersOfOneAgentAndRoleGoTogether()
{
    Desk desk;
    QSignalSpy changed(&desk.ticks, &OfferTicks::changed);
    QVERIFY(desk.tick(Eng2));
    QVERIFY(desk.tick(Eng1));
    QCOMPARE(changed.count(), 2);
    QCOMPARE(desk.ticks.ids(), (QList<OfferId>{Eng2->id, Eng1->id}));
    QVERIFY(!desk.tick(Star));
    QVERIFY(!desk.tick(Other));
    QCOMPARE(desk.box(Star).toInt(), static_cast<int>(Qt::Unchecked));
    QCOMPARE(desk.ticks.offers(), (QList<OfferPtr>{Eng2, Eng1}));
    QVERIFY(desk.tick(Eng2, Qt::Unchecked));
    QVERIFY(desk.tick(Eng1, Qt::Unchecked));
    QVERIFY(desk.ticks.isEmpty());
    QVERIFY(desk.tick(Other));
    desk.ticks.clear();
    QVERIFY(desk.ticks.isEmpty());
    changed.clear();
    desk.ticks.clear();
    QVERIFY(desk.ticks.setTicked(Eng1->id, false));
    QCOMPARE(changed.count(), 0);
}

void TestOfferTicks::otherOffersSayWhyNot()
{
    Desk desk;
    QVERIFY(desk.canTick(Star));
    QVERIFY(desk.at(Star).data(Qt::ToolTipRole).toString() == Star->id.value());
    desk.tick(Eng1);
    QCOMPARE(desk.ticks.obstacle(Eng2->id), QString());
    QCOMPARE(desk.ticks.obstacle(Star->id), u"Offers that are used together must be allocated to the same role; the "
                                            "ticked ones are for eng."_s);
    QCOMPARE(desk.ticks.obstacle(Other->id),
             u"Offers that are used together must belong to one single agent; the ticked ones are of web1."_s);
    QVERIFY(desk.canTick(Eng1)); // it can be unticked
    QVERIFY(desk.canTick(Eng2));
    QVERIFY(!desk.canTick(Star));
    QVERIFY(!desk.canTick(Other));
    QCOMPARE(desk.at(Other).data(Qt::ToolTipRole).toString(), desk.ticks.obstacle(Other->id));
    // The row can still be selected.
    QVERIFY(desk.proxy.flags(desk.at(Other)) & Qt::ItemIsSelectable);
    QVERIFY(desk.proxy.flags(desk.at(Other)) & Qt::ItemIsEnabled);
}

void TestOfferTicks::offersLoseTheirTickWithTheirLife_data()
{
    QTest::addColumn<int>("way");
    QTest::addColumn<QString>("obstacle");
    QTest::newRow("rescinded") << 0 << u"The master has taken this offer back."_s;
    QTest::newRow("in a call") << 1 << u"This offer is in a call that is under way; an offer can be used only once."_s;
    QTest::newRow("used") << 2 << u"This offer has been used; an offer can be used only once."_s;
    QTest::newRow("declined") << 3 << u"This offer has been declined."_s;
    QTest::newRow("stream gone") << 4 << u"This offer is void: the stream it came on is gone."_s;
    QTest::newRow("new stream") << 5 << u"This offer is not there any more."_s;
}

void TestOfferTicks::offersLoseTheirTickWithTheirLife()
{
    QFETCH(const int, way);
    QFETCH(const QString, obstacle);
    Desk desk;
    desk.tick(Eng1);
    QSignalSpy changed(&desk.ticks, &OfferTicks::changed);
    switch (way) {
    case 0:
        desk.scene.rescind(Eng1->id);
        break;
    case 1:
        desk.scene.send(samples::launch(Eng1, {u"web"_s}));
        break;
    case 2:
        desk.scene.answer(desk.scene.send(samples::launch(Eng1, {u"web"_s})));
        break;
    case 3:
        desk.scene.answer(desk.scene.send(samples::offerCall(u"DECLINE"_s, {Eng1})));
        break;
    case 4:
        desk.scene.feed(input::StreamEnded{samples::trouble(Trouble::Kind::ConnectionLost)});
        break;
    default:
        desk.scene.subscribe(u"F1"_s, u"stream-2"_s);
        break;
    }
    desk.apply();
    QVERIFY(desk.ticks.isEmpty());
    QVERIFY(!desk.ticks.isTicked(Eng1->id));
    QCOMPARE(changed.count(), 1);
    QCOMPARE(desk.ticks.obstacle(Eng1->id), obstacle);
    QVERIFY(!desk.ticks.setTicked(Eng1->id, true));
}

void TestOfferTicks::onlyLiveOffersHaveABox()
{
    Desk desk;
    QCOMPARE(desk.box(Eng1).toInt(), static_cast<int>(Qt::Unchecked));
    desk.tick(Eng1);
    QCOMPARE(desk.box(Eng1).toInt(), static_cast<int>(Qt::Checked));
    QVERIFY(!desk.at(Eng1, OfferTreeModel::Cpus).data(Qt::CheckStateRole).isValid());
    QVERIFY(!desk.at(Eng1).parent().data(Qt::CheckStateRole).isValid());                // the group
    QVERIFY(!desk.proxy.index(0, 0, desk.at(Eng1)).data(Qt::CheckStateRole).isValid()); // the resource
    QVERIFY(!desk.proxy.setData(desk.at(Eng1).parent(), Qt::Checked, Qt::CheckStateRole));
    QVERIFY(!desk.proxy.setData(desk.at(Eng1), u"x"_s, Qt::EditRole));
    desk.scene.rescind(Eng1->id);
    desk.apply();
    QVERIFY(!desk.box(Eng1).isValid());
    QVERIFY(!desk.at(Eng1).data(CanTickRole).isValid());
    QVERIFY(!desk.tick(Eng1));
}

void TestOfferTicks::boxesAreAnnouncedWhereTheyWereRead()
{
    samples::CallScene scene;
    OfferTicks ticks;
    OfferTreeModel model;
    OfferProxy proxy(model);
    proxy.setTicks(&ticks);
    scene.subscribe();
    scene.arrive({Eng1, Eng2, Star, Other});
    const Changes changes = scene.take();
    model.apply(scene.state, changes);
    ticks.apply(scene.state, changes);
    QSignalSpy changed(&proxy, &QAbstractItemModel::dataChanged);
    ticks.setTicked(Eng1->id, true);
    QCOMPARE(changed.count(), 0);
    const QModelIndex star = proxy.mapFromSource(model.indexOf(Star->id));
    const QModelIndex other = proxy.mapFromSource(model.indexOf(Other->id));
    QCOMPARE(star.data(Qt::CheckStateRole).toInt(), static_cast<int>(Qt::Unchecked));
    QCOMPARE(other.data(CanTickRole).toBool(), false);
    ticks.setTicked(Eng1->id, false);
    QCOMPARE(changed.count(), 2); // one for each group
    QSet<int> rows;
    for (const QVariantList& signal : changed) {
        QVERIFY(signal.at(2).value<QList<int>>().contains(int(Qt::CheckStateRole)));
        const QModelIndex index = signal.first().toModelIndex();
        QVERIFY(index == star || index == other);
    }
    changed.clear();
    ticks.setTicked(Eng1->id, true);
    QCOMPARE(changed.count(), 0); // nobody has looked since
}

void TestOfferTicks::tickedRowsAreReadAloud()
{
    Desk desk;
    const auto aloud = [&] { return desk.at(Eng1).data(Qt::AccessibleTextRole).toString(); };
    QCOMPARE(aloud(), u"Offer O1, agent web1, role eng, 4 cpus, held 0 seconds"_s);
    desk.tick(Eng1);
    QCOMPARE(aloud(), u"Offer O1, agent web1, role eng, 4 cpus, held 0 seconds, ticked"_s);
}

void TestOfferTicks::nothingHappensWithoutAState()
{
    OfferTicks ticks;
    QVERIFY(!ticks.setTicked(Eng1->id, true));
    QCOMPARE(ticks.obstacle(Eng1->id), u"This offer is not there any more."_s);
    QVERIFY(ticks.isEmpty());
}

void TestOfferTicks::withoutTicksThereAreNoBoxes()
{
    Desk desk;
    desk.proxy.setTicks(nullptr);
    QVERIFY(!desk.box(Eng1).isValid());
    QVERIFY(!(desk.proxy.flags(desk.at(Eng1)) & Qt::ItemIsUserCheckable));
    QVERIFY(!desk.tick(Eng1));
}

QTEST_GUILESS_MAIN(TestOfferTicks)
#include "tst_offerticks.moc"
