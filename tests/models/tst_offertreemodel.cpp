// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "models/offertreemodel.h"

#include "offersamples.h"

#include <QAbstractItemModelTester>
#include <QFont>
#include <QSignalSpy>
#include <QTest>

#include <ctime>
#include <limits>

using namespace mesoscribe;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

class TestOfferTreeModel : public QObject
{
    Q_OBJECT

private slots:
    void showsOffersByAgent();
    void showsOffersByRole();
    void showsOffersUngrouped();
    void aBatchUnderOneAgentIsOneRange();
    void newAgentsOfABatchAreOneRange();
    void aGroupGoesWithItsLastOffer();
    void rescindedOffersAreStruckThrough();
    void voidOffersKeepTheirNumbersAndHoldNothing();
    void freshOffersStopBeingFreshAfterTwoSeconds();
    void agesAreAnnouncedOncePerParentAndOnlyWhereRead();
    void ageStandsStillOnceTheOfferIsGone();
    void resourcesAreRowsOfTheirOffer();
    void resourcesSayWhatTheyAre();
    void totalsCountEachLiveOfferOnce();
    void infiniteAmountsComeAndGo();
    void copiesWholeIdsAndJson();
    void readsRowsAloud();
    void toolTipsShowForeignTextAsItIs();
    void sortKeysAreTyped();
    void findsRowsById();
    void costDoesNotGrowWithTheNumberOfOffers();
};

namespace {

using Column = OfferTreeModel::Column;
const QList<int> Drawn = {OfferTreeModel::Name,  OfferTreeModel::OfferRole,  OfferTreeModel::Cpus,
                          OfferTreeModel::Mem,   OfferTreeModel::Disk,       OfferTreeModel::Gpus,
                          OfferTreeModel::Ports, OfferTreeModel::Attributes, OfferTreeModel::Age};

/// The cluster that is drawn in the design.
struct Desk
{
    Desk()
    {
        scene.subscribe();
        scene.arrive({o12(), o15()});
        scene.now += 109s;
        scene.arrive({o18(), o17()});
        scene.now += 9s;
        model.setNow(scene.now);
        model.apply(scene.state, scene.take());
    }

    static std::shared_ptr<Offer> o12()
    {
        Resource reserved = samples::scalar(u"cpus"_s, 1.5);
        reserved.reservations = {{{ReservationType::Dynamic, u"DYNAMIC"_s}, u"eng/web"_s, u"ops"_s, {}}};
        Resource volume = samples::scalar(u"disk"_s, 20 * 1024);
        volume.disk = Disk{.persistenceId = u"pg-data"_s,
                           .persistencePrincipal = {},
                           .containerPath = {},
                           .volumeMode = {},
                           .source = {}};
        auto offer = samples::offer(u"O12"_s, u"S0"_s, u"web1"_s, u"eng"_s,
                                    {samples::scalar(u"cpus"_s, 2.5), reserved, samples::scalar(u"mem"_s, 8192),
                                     samples::scalar(u"disk"_s, 40 * 1024), volume, samples::ports({{31000, 31499}})});
        offer->attributes = {samples::textAttribute(u"rack"_s, u"a"_s)};
        return offer;
    }
    static OfferPtr o15()
    {
        return samples::offer(u"O15"_s, u"S0"_s, u"web1"_s, u"eng"_s,
                              {samples::scalar(u"cpus"_s, 2), samples::scalar(u"mem"_s, 6 * 1024),
                               samples::scalar(u"disk"_s, 30 * 1024), samples::ports({{31500, 32000}})});
    }
    static OfferPtr o18()
    {
        auto offer = samples::offer(u"O18"_s, u"S4"_s, u"gpu1"_s, u"*"_s,
                                    {samples::scalar(u"cpus"_s, 8), samples::scalar(u"mem"_s, 64 * 1024),
                                     samples::scalar(u"disk"_s, 1.8 * 1024 * 1024), samples::scalar(u"gpus"_s, 2),
                                     samples::ports({{31000, 32000}})});
        offer->attributes = {samples::textAttribute(u"zone"_s, u"b"_s)};
        return offer;
    }
    static OfferPtr o17()
    {
        return samples::offer(
            u"O17"_s, u"S4"_s, u"gpu1"_s, u"eng"_s,
            {samples::scalar(u"cpus"_s, 1), samples::scalar(u"mem"_s, 2048), samples::scalar(u"disk"_s, 10 * 1024)});
    }

    void apply() { model.apply(scene.state, scene.take()); }
    QModelIndex at(const OfferPtr& offer, int column = 0) const
    {
        return model.indexOf(offer->id).siblingAtColumn(column);
    }

    samples::Scene scene;
    OfferTreeModel model;
};

QList<OfferPtr> manyOffers(int first, int count, int agents)
{
    QList<OfferPtr> offers;
    for (int i = first; i < first + count; ++i) {
        const int agent = i % agents;
        offers.append(samples::offer(u"O%1"_s.arg(i), u"S%1"_s.arg(agent), u"host%1"_s.arg(agent), u"eng"_s,
                                     {samples::scalar(u"cpus"_s, 1), samples::scalar(u"mem"_s, 1024)}));
    }
    return offers;
}

/// Processor time of this process, which other programs on the machine do not lengthen.
double processorSeconds()
{
    return static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
}

} // namespace

void TestOfferTreeModel::showsOffersByAgent()
{
    OfferTreeModel empty;
    const QAbstractItemModelTester tester(&empty, QAbstractItemModelTester::FailureReportingMode::QtTest);
    Desk desk;
    Changes all;
    all.offersReset = true;
    empty.apply(desk.scene.state, all);
    QCOMPARE(empty.dump(), desk.model.dump());

    desk.scene.rescind(Desk::o17()->id);
    desk.scene.now += 12s;
    desk.apply();
    desk.model.setNow(desk.scene.now);
    QCOMPARE(samples::shown(desk.model, Drawn, {}, 2),
             u"web1.example.com |  | 6.0 | 14 GiB | 90 GiB | – | 31000–32000 | rack=a | \n"
             "  Offer O12 | eng | 4.0 | 8.0 GiB | 60 GiB | – | 31000–31499 |  | 2:10\n"
             "  Offer O15 | eng | 2.0 | 6.0 GiB | 30 GiB | – | 31500–32000 |  | 2:10\n"
             "gpu1.example.com |  | 8.0 | 64 GiB | 1.8 TiB | 2 | 31000–32000 | zone=b | \n"
             "  Offer O18 | * | 8.0 | 64 GiB | 1.8 TiB | 2 | 31000–32000 |  | 0:21\n"
             "  Offer O17 | eng | 1.0 | 2.0 GiB | 10 GiB | – | rescinded 12 s ago |  | 0:09\n"_s);
    QCOMPARE(desk.model.index(0, 0).data(DetailRole).toString(), u"…30-S0"_s);
    QCOMPARE(desk.model.index(0, OfferTreeModel::IdColumn).data().toString(), Desk::o12()->agentId.value());
}

void TestOfferTreeModel::showsOffersByRole()
{
    Desk desk;
    const QAbstractItemModelTester tester(&desk.model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    desk.model.setGrouping(OfferTreeModel::Grouping::Role);
    const QList<int> columns = {OfferTreeModel::Name, OfferTreeModel::Cpus, OfferTreeModel::Ports,
                                OfferTreeModel::Attributes};
    QCOMPARE(samples::shown(desk.model, columns).section(u'\n', 0, 0), u"eng | 7.0 | 1,001 ports | "_s);
    QCOMPARE(desk.model.rowCount(), 2);
    QCOMPARE(desk.model.rowCount(desk.model.index(0, 0)), 3);
    QCOMPARE(desk.at(Desk::o12(), OfferTreeModel::Attributes).data().toString(), u"rack=a"_s);
    QCOMPARE(desk.at(Desk::o12()).data(DetailRole).toString(), u"web1"_s);
    QCOMPARE(desk.model.agentId(desk.model.index(0, 0)), AgentId());
    QCOMPARE(desk.model.agentId(desk.at(Desk::o12())), Desk::o12()->agentId);
}

void TestOfferTreeModel::showsOffersUngrouped()
{
    Desk desk;
    const QAbstractItemModelTester tester(&desk.model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    desk.model.setGrouping(OfferTreeModel::Grouping::None);
    QCOMPARE(desk.model.rowCount(), 4);
    for (int row = 0; row < 4; ++row) {
        QCOMPARE(desk.model.kind(desk.model.index(row, 0)), OfferTreeModel::Kind::Offer);
        QVERIFY(!desk.model.index(row, 0).parent().isValid());
    }
    desk.scene.rescind(Desk::o15()->id);
    desk.scene.pass(60s);
    desk.apply();
    QCOMPARE(desk.model.rowCount(), 3);
    desk.model.setGrouping(OfferTreeModel::Grouping::Agent);
    QCOMPARE(desk.model.rowCount(), 2);
}

void TestOfferTreeModel::aBatchUnderOneAgentIsOneRange()
{
    Desk desk;
    const QSignalSpy inserted(&desk.model, &QAbstractItemModel::rowsInserted);
    const QSignalSpy changed(&desk.model, &QAbstractItemModel::dataChanged);
    const QSignalSpy totals(&desk.model, &OfferTreeModel::totalsChanged);
    QList<OfferPtr> batch;
    for (int i = 100; i < 150; ++i)
        batch.append(samples::offer(u"O%1"_s.arg(i), u"S0"_s, u"web1"_s, u"eng"_s, {samples::scalar(u"cpus"_s, 1)}));
    desk.scene.arrive(batch);
    desk.apply();
    QCOMPARE(inserted.count(), 1);
    QCOMPARE(inserted.first().at(0).toModelIndex(), desk.model.index(0, 0));
    QCOMPARE(inserted.first().at(1).toInt(), 2);
    QCOMPARE(inserted.first().at(2).toInt(), 51);
    QCOMPARE(changed.count(), 1); // the agent's own row
    QCOMPARE(changed.first().at(0).toModelIndex(), desk.model.index(0, 0));
    QCOMPARE(totals.count(), 1);
    QCOMPARE(desk.model.index(0, OfferTreeModel::Cpus).data().toString(), u"56.0"_s);
}

void TestOfferTreeModel::newAgentsOfABatchAreOneRange()
{
    Desk desk;
    const QSignalSpy inserted(&desk.model, &QAbstractItemModel::rowsInserted);
    const QSignalSpy changed(&desk.model, &QAbstractItemModel::dataChanged);
    QList<OfferPtr> batch;
    for (int i = 100; i < 150; ++i)
        batch.append(samples::offer(u"O%1"_s.arg(i), u"S%1"_s.arg(100 + i % 25), u"x"_s, u"eng"_s));
    desk.scene.arrive(batch);
    desk.apply();
    QCOMPARE(inserted.count(), 1);
    QVERIFY(!inserted.first().at(0).toModelIndex().isValid());
    QCOMPARE(inserted.first().at(1).toInt(), 2);
    QCOMPARE(inserted.first().at(2).toInt(), 26);
    QCOMPARE(desk.model.rowCount(desk.model.index(26, 0)), 2);
    QCOMPARE(changed.count(), 0);
}

void TestOfferTreeModel::aGroupGoesWithItsLastOffer()
{
    Desk desk;
    const QAbstractItemModelTester tester(&desk.model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    desk.scene.rescind(Desk::o12()->id);
    desk.scene.pass(10s);
    desk.scene.rescind(Desk::o15()->id);
    desk.apply();
    QCOMPARE(desk.model.rowCount(), 2);
    QCOMPARE(desk.model.index(0, 0).data(FateRole).toInt(), static_cast<int>(OfferFate::Rescinded));
    QCOMPARE(desk.model.index(0, OfferTreeModel::Cpus).data().toString(), u"–"_s);

    desk.scene.pass(50s);
    desk.apply();
    QCOMPARE(desk.model.rowCount(desk.model.index(0, 0)), 1);
    desk.scene.pass(10s);
    desk.apply();
    QCOMPARE(desk.model.rowCount(), 1);
    QCOMPARE(desk.model.index(0, 0).data().toString(), u"gpu1.example.com"_s);
    QVERIFY(!desk.model.indexOf(Desk::o12()->id).isValid());
}

void TestOfferTreeModel::rescindedOffersAreStruckThrough()
{
    Desk desk;
    const QSignalSpy changed(&desk.model, &QAbstractItemModel::dataChanged);
    desk.scene.rescind(Desk::o12()->id);
    desk.apply();
    QCOMPARE(changed.count(), 2); // the offer's row, and its agent's
    QCOMPARE(changed.at(0).at(0).toModelIndex(), desk.at(Desk::o12()));
    QCOMPARE(changed.at(0).at(1).toModelIndex(), desk.at(Desk::o12(), OfferTreeModel::ColumnCount - 1));

    QVERIFY(qvariant_cast<QFont>(desk.at(Desk::o12()).data(Qt::FontRole)).strikeOut());
    QVERIFY(qvariant_cast<QFont>(desk.at(Desk::o12(), OfferTreeModel::Cpus).data(Qt::FontRole)).strikeOut());
    QVERIFY(!desk.at(Desk::o12(), OfferTreeModel::Ports).data(Qt::FontRole).isValid());
    QVERIFY(!desk.at(Desk::o15()).data(Qt::FontRole).isValid());
    QCOMPARE(desk.at(Desk::o12()).data(FateRole).toInt(), static_cast<int>(OfferFate::Rescinded));
    QCOMPARE(desk.model.fate(desk.at(Desk::o12())), OfferFate::Rescinded);
    QCOMPARE(desk.model.fateAt(desk.at(Desk::o12())), desk.scene.now);
    QCOMPARE(desk.at(Desk::o12(), OfferTreeModel::Cpus).data().toString(), u"4.0"_s);
    QCOMPARE(desk.model.index(0, OfferTreeModel::Cpus).data().toString(), u"2.0"_s);
    QCOMPARE(desk.model.index(0, OfferTreeModel::Ports).data().toString(), u"31500–32000"_s);
}

void TestOfferTreeModel::voidOffersKeepTheirNumbersAndHoldNothing()
{
    Desk desk;
    desk.scene.feed(input::StreamEnded{samples::trouble(Trouble::Kind::ConnectionLost)});
    desk.apply();
    QCOMPARE(desk.model.totals(), OfferTreeModel::Totals());
    QCOMPARE(desk.model.offerCount(), 4);
    QCOMPARE(desk.at(Desk::o12()).data(FateRole).toInt(), static_cast<int>(OfferFate::Void));
    QCOMPARE(desk.model.index(0, 0).data(FateRole).toInt(), static_cast<int>(OfferFate::Void));
    QCOMPARE(desk.model.index(0, OfferTreeModel::Cpus).data().toString(), u"6.0"_s);
    QCOMPARE(desk.at(Desk::o12(), OfferTreeModel::Ports).data().toString(), u"31000–31499"_s);
    QVERIFY(!desk.at(Desk::o12()).data(Qt::FontRole).isValid());
}

void TestOfferTreeModel::freshOffersStopBeingFreshAfterTwoSeconds()
{
    Desk desk;
    const OfferPtr offer = samples::offer(u"O20"_s, u"S0"_s, u"web1"_s, u"eng"_s);
    QVERIFY(!desk.at(Desk::o12()).data(FreshRole).toBool());
    desk.scene.arrive({offer});
    desk.apply();
    QVERIFY(desk.at(offer).data(FreshRole).toBool());

    QSignalSpy changed(&desk.model, &QAbstractItemModel::dataChanged);
    desk.model.setNow(desk.scene.now + 1999ms);
    QVERIFY(desk.at(offer).data(FreshRole).toBool());
    QCOMPARE(changed.count(), 0);
    desk.model.setNow(desk.scene.now + 2000ms);
    QVERIFY(!desk.at(offer).data(FreshRole).toBool());
    QCOMPARE(changed.count(), 1);
    QCOMPARE(changed.first().at(0).toModelIndex(), desk.at(offer));
    QCOMPARE(changed.first().at(1).toModelIndex(), desk.at(offer, OfferTreeModel::ColumnCount - 1));
    desk.model.setNow(desk.scene.now + 2500ms);
    QCOMPARE(changed.count(), 1);
}

void TestOfferTreeModel::agesAreAnnouncedOncePerParentAndOnlyWhereRead()
{
    Desk desk;
    QSignalSpy changed(&desk.model, &QAbstractItemModel::dataChanged);
    const auto read = [&](const OfferPtr& offer) { return desk.at(offer, OfferTreeModel::Age).data().toString(); };

    desk.model.setNow(desk.scene.now + 1s);
    QCOMPARE(changed.count(), 0);

    QCOMPARE(read(Desk::o12()), u"1:59"_s);
    read(Desk::o15());
    desk.model.setNow(desk.scene.now + 1200ms);
    QCOMPARE(changed.count(), 0); // no text has changed
    desk.model.setNow(desk.scene.now + 2s);
    QCOMPARE(changed.count(), 1);
    QCOMPARE(changed.first().at(0).toModelIndex().row(), desk.at(Desk::o12()).row());
    QCOMPARE(changed.first().at(1).toModelIndex(), desk.at(Desk::o15(), OfferTreeModel::Age));
    changed.clear();

    read(Desk::o12());
    read(Desk::o18());
    read(Desk::o17());
    desk.model.setNow(desk.scene.now + 3s);
    QCOMPARE(changed.count(), 2);
    changed.clear();
    desk.model.setNow(desk.scene.now + 4s);
    QCOMPARE(changed.count(), 0); // nobody has read the texts of the third second

    // An offer that goes takes what was read of it along.
    read(Desk::o12());
    desk.at(Desk::o12()).data(Qt::AccessibleTextRole);
    desk.scene.rescind(Desk::o12()->id);
    desk.scene.pass(60s);
    desk.apply();
    changed.clear();
    desk.model.setNow(desk.scene.now);
    QCOMPARE(changed.count(), 0);
}

void TestOfferTreeModel::ageStandsStillOnceTheOfferIsGone()
{
    Desk desk;
    desk.scene.feed(input::Disconnected{});
    desk.apply();
    desk.model.setNow(desk.scene.now + 1h);
    QCOMPARE(desk.at(Desk::o12(), OfferTreeModel::Age).data().toString(), u"1:58"_s);
    QSignalSpy changed(&desk.model, &QAbstractItemModel::dataChanged);
    desk.model.setNow(desk.scene.now + 2h);
    QCOMPARE(changed.count(), 0);
}

void TestOfferTreeModel::resourcesAreRowsOfTheirOffer()
{
    Desk desk;
    const QAbstractItemModelTester tester(&desk.model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const QModelIndex offer = desk.at(Desk::o12());
    QVERIFY(desk.model.hasChildren(offer));
    QCOMPARE(desk.model.rowCount(offer), 6);
    const QModelIndex first = desk.model.index(2, 0, offer);
    QCOMPARE(first, desk.model.index(2, 0, offer));
    QCOMPARE(first.parent(), offer);
    QVERIFY(!desk.model.hasChildren(first));
    QVERIFY(!desk.model.hasChildren(offer.siblingAtColumn(1)));

    const OfferPtr empty = samples::offer(u"O30"_s, u"S0"_s, u"web1"_s, u"eng"_s);
    desk.scene.arrive({empty});
    desk.apply();
    QVERIFY(!desk.model.hasChildren(desk.at(empty)));

    // They go with their offer.
    const QPersistentModelIndex resource = desk.model.index(2, 0, desk.at(Desk::o12()));
    QVERIFY(resource.isValid());
    desk.scene.rescind(Desk::o12()->id);
    desk.scene.pass(60s);
    desk.apply();
    QVERIFY(!resource.isValid());
}

void TestOfferTreeModel::resourcesSayWhatTheyAre()
{
    Desk desk;
    auto offer = Desk::o12();
    offer->id = OfferId(u"M-O99"_s);
    Resource bandwidth = samples::scalar(u"bandwidth"_s, 100);
    bandwidth.revocable = true;
    Resource reservedPorts = samples::ports({{1, 2}, {4, 4}, {6, 6}, {8, 8}});
    reservedPorts.reservations = {{{ReservationType::Dynamic, u"DYNAMIC"_s}, u"ops"_s, {}, {}}};
    offer->resources += {bandwidth, reservedPorts};
    desk.scene.arrive({offer});
    desk.apply();
    const QModelIndex row = desk.at(offer);
    QCOMPARE(samples::shown(desk.model, Drawn, row),
             u"cpus | eng | 2.5 |  |  |  | unreserved |  | \n"
             "cpus | eng | 1.5 |  |  |  | reserved for eng/web by “ops” |  | \n"
             "mem | eng |  | 8.0 GiB |  |  | unreserved |  | \n"
             "disk | eng |  |  | 40 GiB |  | unreserved |  | \n"
             "disk | eng |  |  | 20 GiB |  | volume “pg-data”, persistent, unreserved |  | \n"
             "ports | eng |  |  |  |  | 31000–31499 |  | \n"
             "bandwidth | eng |  |  |  |  | unreserved, revocable | 100 | \n"
             "ports | eng |  |  |  |  | 1–2, 4, 6 +1 · reserved for ops |  | \n"_s);
    QCOMPARE(desk.model.index(6, 0, row).data(DetailRole).toString(), u"100"_s);
    QCOMPARE(desk.model.index(7, OfferTreeModel::Ports, row).data(Qt::ToolTipRole).toString(),
             u"1–2, 4, 6, 8\nreserved for ops"_s);
    const QModelIndex reserved = desk.model.index(1, 0, row);
    QCOMPARE(desk.model.kind(reserved), OfferTreeModel::Kind::Resource);
    QCOMPARE(desk.model.resource(reserved), &std::as_const(offer->resources).at(1));
    QCOMPARE(desk.model.offer(reserved), OfferPtr(offer));
    QCOMPARE(desk.model.resource(row), nullptr);
}

void TestOfferTreeModel::totalsCountEachLiveOfferOnce()
{
    Desk desk;
    const OfferTreeModel::Totals all{4,
                                     Scalar::fromDouble(15),
                                     Scalar::fromDouble(80 * 1024),
                                     Scalar::fromDouble(100 * 1024 + 1.8 * 1024 * 1024),
                                     Scalar::fromDouble(2),
                                     2002};
    QCOMPARE(desk.model.totals(), all);
    const QModelIndex resource = desk.model.index(0, 0, desk.at(Desk::o12()));
    const QModelIndexList rows = {desk.model.index(0, 0), desk.at(Desk::o12()), desk.at(Desk::o12(), 3), resource};
    QCOMPARE(desk.model.totalsOf(rows).offers, 2);
    QCOMPARE(desk.model.totalsOf(rows).cpus, Scalar::fromDouble(6));
    QCOMPARE(desk.model.totalsOf({resource}).offers, 1);
    QCOMPARE(desk.model.totalsOf({desk.model.index(0, 0), desk.model.index(1, 0)}), all);
    QCOMPARE(desk.model.totalsOf({}), OfferTreeModel::Totals());

    desk.scene.rescind(Desk::o17()->id);
    desk.apply();
    QCOMPARE(desk.model.totals().offers, 3);
    QCOMPARE(desk.model.totalsOf({desk.model.index(1, 0)}).cpus, Scalar::fromDouble(8));
}

void TestOfferTreeModel::infiniteAmountsComeAndGo()
{
    samples::Scene scene;
    OfferTreeModel model;
    const Scalar lowest{std::numeric_limits<qint64>::min() + 2}; // the opposite of the huge one
    Resource huge = samples::scalar(u"cpus"_s, 0);
    huge.value.scalar = {std::numeric_limits<qint64>::max() - 1};
    Resource deep = huge;
    deep.value.scalar = lowest;
    const auto one = samples::offer(u"O1"_s, u"S0"_s, u"a"_s, u"eng"_s, {samples::scalar(u"cpus"_s, 1.5)});
    const auto infinite = samples::offer(u"O2"_s, u"S0"_s, u"a"_s, u"eng"_s,
                                         {samples::scalar(u"cpus"_s, std::numeric_limits<double>::infinity())});
    const auto most = samples::offer(u"O3"_s, u"S0"_s, u"a"_s, u"eng"_s, {huge});
    const auto less = samples::offer(u"O4"_s, u"S0"_s, u"a"_s, u"eng"_s, {deep});
    const auto allPorts = samples::offer(u"O5"_s, u"S0"_s, u"a"_s, u"eng"_s,
                                         {samples::ports({{0, std::numeric_limits<quint64>::max()}})});
    scene.arrive({one, infinite, most, less, allPorts});
    model.apply(scene.state, scene.take());
    QCOMPARE(model.totals().cpus, Scalar::infinity());
    QCOMPARE(model.totals().ports, static_cast<quint64>(std::numeric_limits<qint64>::max()));
    QCOMPARE(model.index(0, OfferTreeModel::Cpus).data().toString(), u"∞"_s);

    scene.rescind(infinite->id);
    model.apply(scene.state, scene.take());
    QCOMPARE(model.totals().cpus, Scalar::fromDouble(1.5)); // the huge ones cancel out
    scene.rescind(less->id);
    model.apply(scene.state, scene.take());
    QCOMPARE(model.totals().cpus, Scalar::infinity());
    scene.rescind(most->id);
    scene.rescind(allPorts->id);
    model.apply(scene.state, scene.take());
    QCOMPARE(model.totals().cpus, Scalar::fromDouble(1.5));
    QCOMPARE(model.totals().ports, quint64(0));
}

void TestOfferTreeModel::copiesWholeIdsAndJson()
{
    Desk desk;
    const QModelIndex agent = desk.model.index(0, 0);
    const QModelIndex resource = desk.model.index(0, 0, desk.at(Desk::o12()));
    const QString id = Desk::o12()->id.value();
    QCOMPARE(desk.at(Desk::o12()).data(CopyRole).toString(), id);
    QCOMPARE(resource.data(CopyRole).toString(), id);
    QCOMPARE(agent.data(CopyRole).toString(), Desk::o12()->agentId.value());
    const QByteArray json = "{\"id\":{\"value\":\"" + id.toUtf8() + "\"}}";
    QCOMPARE(desk.at(Desk::o12()).data(JsonRole).toByteArray(), json);
    QCOMPARE(resource.data(JsonRole).toByteArray(), json);
    QCOMPARE(agent.data(JsonRole).toByteArray(), "[" + json + "," + Desk::o15()->raw.bytes() + "]");
    desk.model.setGrouping(OfferTreeModel::Grouping::Role);
    QCOMPARE(desk.model.index(0, 0).data(CopyRole).toString(), u"eng"_s);
}

void TestOfferTreeModel::readsRowsAloud()
{
    Desk desk;
    const auto aloud = [](const QModelIndex& index) { return index.data(Qt::AccessibleTextRole).toString(); };
    QCOMPARE(aloud(desk.at(Desk::o12())), u"Offer O12, agent web1, role eng, 4 cpus, 8.0 GiB, held 2 minutes"_s);
    QCOMPARE(aloud(desk.at(Desk::o18())), u"Offer O18, agent gpu1, role *, 8 cpus, 64 GiB, 2 gpus, held 9 seconds"_s);
    QCOMPARE(aloud(desk.model.index(0, 0)), u"web1.example.com, 2 offers, 6 cpus, 14 GiB"_s);
    QCOMPARE(aloud(desk.at(Desk::o12(), OfferTreeModel::Mem)), u"8.0 GiB"_s);
    QCOMPARE(aloud(desk.model.index(1, 0, desk.at(Desk::o12()))),
             u"cpus 1.5, role eng, reserved for eng/web by “ops”"_s);
    desk.scene.rescind(Desk::o12()->id);
    desk.scene.feed(input::StreamEnded{samples::trouble(Trouble::Kind::ConnectionLost)});
    desk.apply();
    QVERIFY(aloud(desk.at(Desk::o15())).endsWith(u", void"_s));
}

void TestOfferTreeModel::toolTipsShowForeignTextAsItIs()
{
    Desk desk;
    auto offer = std::make_shared<Offer>(*Desk::o15());
    offer->id = OfferId(u"M-O50"_s);
    offer->agentId = AgentId(u"M-S50"_s);
    offer->attributes = {samples::textAttribute(u"note"_s, u"<b>bold</b>"_s), samples::textAttribute(u"a"_s, u"b"_s)};
    desk.scene.arrive({offer});
    desk.apply();
    const QString tip =
        desk.at(offer).parent().siblingAtColumn(OfferTreeModel::Attributes).data(Qt::ToolTipRole).toString();
    QVERIFY(!tip.contains(u"<b>"));
    QVERIFY(tip.contains(u"&lt;b&gt;bold"));
    QCOMPARE(desk.at(offer).data(Qt::ToolTipRole).toString(), u"M-O50"_s);
}

void TestOfferTreeModel::sortKeysAreTyped()
{
    Desk desk;
    QCOMPARE(desk.at(Desk::o12(), OfferTreeModel::Cpus).data(SortRole), QVariant(qint64(4000)));
    QCOMPARE(desk.model.index(0, OfferTreeModel::Cpus).data(SortRole), QVariant(qint64(6000)));
    QCOMPARE(desk.at(Desk::o12(), OfferTreeModel::Ports).data(SortRole), QVariant(qint64(500)));
    QVERIFY(desk.at(Desk::o12(), OfferTreeModel::Age).data(SortRole).toLongLong() >
            desk.at(Desk::o18(), OfferTreeModel::Age).data(SortRole).toLongLong());
    for (int column = 0; column < OfferTreeModel::ColumnCount; ++column) {
        QCOMPARE(desk.at(Desk::o12(), column).data(SortRole).userType(),
                 desk.model.index(0, column).data(SortRole).userType());
    }
}

void TestOfferTreeModel::findsRowsById()
{
    Desk desk;
    QVERIFY(!desk.model.indexOf(OfferId(u"unknown"_s)).isValid());
    const QModelIndex index = desk.model.indexOf(Desk::o17()->id);
    QCOMPARE(index, desk.model.index(1, 0, desk.model.index(1, 0)));
    QCOMPARE(desk.model.offer(index)->id, Desk::o17()->id);
    QCOMPARE(desk.model.arrived(index), samples::Start + 109s);
    QCOMPARE(desk.model.offer(desk.model.index(0, 0)), OfferPtr());
}

void TestOfferTreeModel::costDoesNotGrowWithTheNumberOfOffers()
{
    struct Cost
    {
        double inserting = 0;
        double rescinding = 0;
    };
    // Seconds for `count` offers on 50 agents: arriving one batch of 100 after the other, then rescinded one by one.
    const auto measure = [](int count) {
        constexpr int Batch = 100;
        constexpr int Agents = 50;
        samples::Scene scene;
        OfferTreeModel model;
        QList<OfferPtr> offers = manyOffers(0, count, Agents);
        Cost cost;
        double begin = processorSeconds();
        for (int first = 0; first < count; first += Batch) {
            scene.arrive(offers.sliced(first, Batch));
            model.apply(scene.state, scene.take());
        }
        cost.inserting = processorSeconds() - begin;
        if (model.totals().offers != count)
            qFatal("offers are missing");
        begin = processorSeconds();
        for (const OfferPtr& offer : std::as_const(offers)) {
            Changes changes;
            scene.state.offers.setFate(offer->id, OfferFate::Rescinded, scene.now);
            changes.offersChanged.insert(offer->id);
            model.apply(scene.state, changes);
            if (model.indexOf(offer->id).row() < 0)
                qFatal("an offer has no row");
            changes = {};
            scene.state.offers.remove(offer->id);
            changes.offersRemoved.insert(offer->id);
            model.apply(scene.state, changes);
        }
        cost.rescinding = processorSeconds() - begin;
        if (model.rowCount() != 0)
            qFatal("offers are left");
        return cost;
    };
    measure(2000); // warms up
    const Cost few = measure(2000);
    const Cost many = measure(20'000);
    qInfo("2,000: %.1f ms in, %.1f ms out; 20,000: %.1f ms in, %.1f ms out", few.inserting * 1e3, few.rescinding * 1e3,
          many.inserting * 1e3, many.rescinding * 1e3);
    // Ten times as many cost about ten times as much; the square would be a hundred times.
    QVERIFY(many.rescinding < 40 * few.rescinding);
    QVERIFY(many.inserting < 40 * few.inserting);
    QVERIFY(many.rescinding < 20 * many.inserting);
}

QTEST_MAIN(TestOfferTreeModel)
#include "tst_offertreemodel.moc"
