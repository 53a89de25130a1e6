// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "models/offerproxy.h"

#include "offersamples.h"

#include <QAbstractItemModelTester>
#include <QRandomGenerator>
#include <QTest>

using namespace mesoscribe;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

class TestOfferProxy : public QObject
{
    Q_OBJECT

private slots:
    void sorts_data();
    void sorts();
    void keepsResourcesInTheMastersOrder();
    void aGroupIsShownWhileOneOfItsOffersIs();
    void countsWhatMatches();
    void filtersAGreatManyOffersAnew();
    void persistentIndexesFollowTheirOffers_data();
    void persistentIndexesFollowTheirOffers();
};

namespace {

std::shared_ptr<Offer> offer(int number, const QString& host, const QString& role, double cpus)
{
    return samples::offer(u"O%1"_s.arg(number), u"S-"_s + host, host, role,
                          {samples::scalar(u"cpus"_s, cpus), samples::scalar(u"mem"_s, 1024)});
}

struct Desk
{
    explicit Desk(OfferTreeModel::Grouping grouping = OfferTreeModel::Grouping::Agent)
    {
        model.setGrouping(grouping);
        scene.subscribe();
    }

    void apply() { model.apply(scene.state, scene.take()); }
    void arrive(const QList<OfferPtr>& offers)
    {
        scene.arrive(offers);
        apply();
    }

    samples::Scene scene;
    OfferTreeModel model;
    OfferProxy proxy{model};
    QAbstractItemModelTester modelTester{&model, QAbstractItemModelTester::FailureReportingMode::QtTest};
    QAbstractItemModelTester proxyTester{&proxy, QAbstractItemModelTester::FailureReportingMode::QtTest};
};

/// Names of groups and offers in the order shown, groups in brackets; resources left out.
QString order(const OfferProxy& proxy)
{
    QStringList names;
    for (int row = 0; row < proxy.rowCount(); ++row) {
        const QModelIndex index = proxy.index(row, 0);
        const bool isGroup = index.data(KindRole).toInt() == static_cast<int>(OfferTreeModel::Kind::Group);
        const auto name = [](const QModelIndex& of) {
            return of.data().toString().section(u' ', -1).section(u'.', 0, 0);
        };
        names.append(isGroup ? u'[' + name(index) + u']' : name(index));
        for (int child = 0; isGroup && child < proxy.rowCount(index); ++child)
            names.append(name(proxy.index(child, 0, index)));
    }
    return names.join(u' ');
}

} // namespace

void TestOfferProxy::sorts_data()
{
    QTest::addColumn<OfferTreeModel::Grouping>("grouping");
    QTest::addColumn<int>("column");
    QTest::addColumn<Qt::SortOrder>("sortOrder");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char* name, OfferTreeModel::Grouping grouping, int column, Qt::SortOrder sortOrder,
                        const QString& expected) {
        QTest::newRow(name) << grouping << column << sortOrder << expected;
    };
    const auto agent = OfferTreeModel::Grouping::Agent;
    const auto none = OfferTreeModel::Grouping::None;
    row("unsorted", agent, -1, Qt::AscendingOrder, u"[web10] O9 O100 [web2] O12 [Web1] O20 O3"_s);
    row("name", agent, OfferTreeModel::Name, Qt::AscendingOrder, u"[Web1] O3 O20 [web2] O12 [web10] O9 O100"_s);
    row("name, down", agent, OfferTreeModel::Name, Qt::DescendingOrder, u"[web10] O100 O9 [web2] O12 [Web1] O20 O3"_s);
    row("cpus", agent, OfferTreeModel::Cpus, Qt::AscendingOrder, u"[web2] O12 [web10] O9 O100 [Web1] O3 O20"_s);
    row("cpus, down", agent, OfferTreeModel::Cpus, Qt::DescendingOrder, u"[Web1] O20 O3 [web10] O100 O9 [web2] O12"_s);
    row("cpus of all", none, OfferTreeModel::Cpus, Qt::AscendingOrder, u"O9 O12 O100 O3 O20"_s);
    row("age of all", none, OfferTreeModel::Age, Qt::AscendingOrder, u"O3 O20 O12 O9 O100"_s);
    row("age of all, down", none, OfferTreeModel::Age, Qt::DescendingOrder, u"O9 O100 O12 O20 O3"_s);
    row("equal rows as they came", none, OfferTreeModel::Mem, Qt::AscendingOrder, u"O9 O100 O12 O20 O3"_s);
    row("equal rows as they came, down", none, OfferTreeModel::Mem, Qt::DescendingOrder, u"O9 O100 O12 O20 O3"_s);
    row("role of all", none, OfferTreeModel::OfferRole, Qt::AscendingOrder, u"O12 O9 O20 O3 O100"_s);
}

void TestOfferProxy::sorts()
{
    QFETCH(const OfferTreeModel::Grouping, grouping);
    QFETCH(const int, column);
    QFETCH(const Qt::SortOrder, sortOrder);
    QFETCH(const QString, expected);
    Desk desk(grouping);
    desk.proxy.sort(column, sortOrder);
    // Rows come in sorted, too, not only when sort() is called.
    desk.arrive({offer(9, u"web10"_s, u"eng"_s, 0.5), offer(100, u"web10"_s, u"ops"_s, 10)});
    desk.scene.now += 1s;
    desk.arrive({offer(12, u"web2"_s, u"*"_s, 2)});
    desk.scene.now += 1s;
    desk.arrive({offer(20, u"Web1"_s, u"eng"_s, 64)});
    desk.scene.now += 1s;
    desk.arrive({offer(3, u"Web1"_s, u"eng"_s, 11)});
    QCOMPARE(order(desk.proxy), expected);
    desk.proxy.sort(-1);
    desk.proxy.sort(column, sortOrder);
    QCOMPARE(order(desk.proxy), expected);
}

void TestOfferProxy::keepsResourcesInTheMastersOrder()
{
    for (const Qt::SortOrder sortOrder : {Qt::AscendingOrder, Qt::DescendingOrder}) {
        Desk desk(OfferTreeModel::Grouping::None);
        desk.proxy.sort(OfferTreeModel::Name, sortOrder);
        desk.arrive({samples::offer(
            u"O1"_s, u"S1"_s, u"a"_s, u"eng"_s,
            {samples::scalar(u"mem"_s, 1), samples::scalar(u"cpus"_s, 1), samples::scalar(u"disk"_s, 1)})});
        const QModelIndex row = desk.proxy.index(0, 0);
        QCOMPARE(samples::shown(desk.proxy, {OfferTreeModel::Name}, row), u"mem\ncpus\ndisk\n"_s);
        desk.proxy.setFilter(OfferFilter::parse(u"O1"));
        QCOMPARE(desk.proxy.rowCount(desk.proxy.index(0, 0)), 3);
    }
}

void TestOfferProxy::aGroupIsShownWhileOneOfItsOffersIs()
{
    Desk desk;
    desk.proxy.sort(OfferTreeModel::Name);
    desk.arrive({offer(1, u"web1"_s, u"eng"_s, 1), offer(2, u"web2"_s, u"eng"_s, 4)});
    desk.proxy.setFilter(OfferFilter::parse(u"cpus>=4"));
    QCOMPARE(order(desk.proxy), u"[web2] O2"_s);
    desk.arrive({offer(3, u"web1"_s, u"eng"_s, 2)});
    QCOMPARE(order(desk.proxy), u"[web2] O2"_s);
    desk.arrive({offer(4, u"web1"_s, u"eng"_s, 8), offer(5, u"web3"_s, u"eng"_s, 8), offer(6, u"web4"_s, u"eng"_s, 1)});
    QCOMPARE(order(desk.proxy), u"[web1] O4 [web2] O2 [web3] O5"_s);
    desk.scene.rescind(offer(4, u"web1"_s, u"eng"_s, 8)->id);
    desk.scene.pass(60s);
    desk.apply();
    QCOMPARE(order(desk.proxy), u"[web2] O2 [web3] O5"_s);
    desk.proxy.setFilter({});
    QCOMPARE(order(desk.proxy), u"[web1] O1 O3 [web2] O2 [web3] O5 [web4] O6"_s);
}

void TestOfferProxy::countsWhatMatches()
{
    Desk desk;
    desk.arrive({offer(1, u"web1"_s, u"eng"_s, 1), offer(2, u"web2"_s, u"eng"_s, 4), offer(3, u"web2"_s, u"ops"_s, 4)});
    QCOMPARE(desk.proxy.matchingOffers(), 3);
    desk.proxy.setFilter(OfferFilter::parse(u"cpus=4"));
    QCOMPARE(desk.proxy.matchingOffers(), 2);
    desk.arrive({offer(4, u"web1"_s, u"eng"_s, 4)});
    QCOMPARE(desk.proxy.matchingOffers(), 3);
    desk.scene.rescind(offer(2, u"web2"_s, u"eng"_s, 4)->id);
    desk.apply();
    QCOMPARE(desk.proxy.matchingOffers(), 3); // still shown
    desk.scene.pass(60s);
    desk.apply();
    QCOMPARE(desk.proxy.matchingOffers(), 2);
    desk.model.setGrouping(OfferTreeModel::Grouping::Role);
    QCOMPARE(desk.proxy.matchingOffers(), 2);
    desk.scene.subscribe();
    desk.apply();
    QCOMPARE(desk.proxy.matchingOffers(), 0);
}

void TestOfferProxy::filtersAGreatManyOffersAnew()
{
    samples::Scene scene;
    OfferTreeModel model;
    OfferProxy proxy(model);
    proxy.sort(OfferTreeModel::Name);
    constexpr int Count = 6000;
    QList<OfferPtr> offers;
    for (int i = 0; i < Count; ++i)
        offers.append(offer(i, u"host%1"_s.arg(i / 2), u"eng"_s, i % 2));
    scene.arrive(offers);
    model.apply(scene.state, scene.take());
    const QPersistentModelIndex kept = proxy.mapFromSource(model.indexOf(offers.at(5)->id));
    QVERIFY(kept.isValid());
    proxy.setFilter(OfferFilter::parse(u"cpus=1"));
    QCOMPARE(proxy.matchingOffers(), Count / 2);
    QCOMPARE(proxy.rowCount(), Count / 2);
    QCOMPARE(kept.data(CopyRole).toString(), offers.at(5)->id.value());
    proxy.setFilter(OfferFilter::parse(u"host:host7"));
    QCOMPARE(order(proxy), u"[host7] O14 O15"_s);
    proxy.setFilter({});
    QCOMPARE(proxy.rowCount(), Count / 2);
    QCOMPARE(proxy.rowCount(proxy.index(0, 0)), 2);
}

void TestOfferProxy::persistentIndexesFollowTheirOffers_data()
{
    QTest::addColumn<quint32>("seed");
    QTest::addColumn<OfferTreeModel::Grouping>("grouping");
    for (quint32 seed = 1; seed <= 6; ++seed) {
        for (const auto grouping :
             {OfferTreeModel::Grouping::Agent, OfferTreeModel::Grouping::Role, OfferTreeModel::Grouping::None})
            QTest::addRow("seed %u, grouping %d", seed, static_cast<int>(grouping)) << seed << grouping;
    }
}

void TestOfferProxy::persistentIndexesFollowTheirOffers()
{
    QFETCH(const quint32, seed);
    QFETCH(const OfferTreeModel::Grouping, grouping);
    QRandomGenerator random(seed);
    Desk desk(grouping);

    struct Watched
    {
        OfferPtr offer;
        QPersistentModelIndex inModel;
        QPersistentModelIndex resource;
        QPersistentModelIndex inProxy; ///< invalid once the row has been filtered out
    };
    QList<Watched> watched;
    const QStringList filters = {u""_s, u"cpus>=4"_s, u"role:eng"_s, u"-host:host1"_s};
    OfferFilter filter;
    int next = 1;
    for (int step = 0; step < 100; ++step) {
        const int lot = random.bounded(10);
        if (lot < 4) {
            QList<OfferPtr> offers;
            for (int i = random.bounded(4); i >= 0; --i)
                offers.append(offer(next++, u"host%1"_s.arg(random.bounded(4)), random.bounded(2) ? u"eng"_s : u"*"_s,
                                    random.bounded(8)));
            desk.arrive(offers);
            for (const OfferPtr& arrived : std::as_const(offers)) {
                const QModelIndex index = desk.model.indexOf(arrived->id);
                watched.append({arrived, index, desk.model.index(1, 0, index), desk.proxy.mapFromSource(index)});
            }
        } else if (lot < 7 && !watched.isEmpty()) {
            desk.scene.rescind(watched.at(random.bounded(static_cast<int>(watched.size()))).offer->id);
            desk.scene.pass(std::chrono::seconds(random.bounded(45)));
            desk.apply();
        } else if (lot < 9) {
            desk.proxy.sort(random.bounded(-1, static_cast<int>(OfferTreeModel::ColumnCount)),
                            random.bounded(2) ? Qt::AscendingOrder : Qt::DescendingOrder);
        } else {
            filter = OfferFilter::parse(filters.at(random.bounded(static_cast<int>(filters.size()))));
            desk.proxy.setFilter(filter);
        }

        watched.removeIf([&](const Watched& row) {
            if (desk.scene.state.offers.find(row.offer->id) != nullptr)
                return false;
            // What is gone is invalid everywhere.
            if (row.inModel.isValid() || row.resource.isValid() || row.inProxy.isValid())
                qFatal("an index outlived its offer");
            return true;
        });
        for (const Watched& row : std::as_const(watched)) {
            QVERIFY(row.inModel.isValid());
            QCOMPARE(row.inModel.data(CopyRole).toString(), row.offer->id.value());
            QCOMPARE(QModelIndex(row.inModel), desk.model.indexOf(row.offer->id));
            QCOMPARE(row.resource.data().toString(), u"mem"_s);
            QCOMPARE(row.resource.data(CopyRole).toString(), row.offer->id.value());
            QCOMPARE(QModelIndex(row.resource.parent()), QModelIndex(row.inModel));
            QCOMPARE(desk.proxy.mapFromSource(row.inModel).isValid(), filter.matches(*row.offer));
            if (row.inProxy.isValid())
                QCOMPARE(row.inProxy.data(CopyRole).toString(), row.offer->id.value());
        }
    }
    QVERIFY(next > 40);
}

QTEST_MAIN(TestOfferProxy)
#include "tst_offerproxy.moc"
