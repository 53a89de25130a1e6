// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "models/identitymodel.h"
#include "models/offerproxy.h"
#include "models/offertreemodel.h"
#include "models/recordtablemodel.h"

#include "offersamples.h"

#include <QAbstractItemModelTester>
#include <QRandomGenerator>
#include <QTest>

#include <numeric>

using namespace mesoscribe;
using namespace Qt::Literals::StringLiterals;

/// After any sequence of inputs every model shows what a model made from the state in one go would show.
class TestProjection : public QObject
{
    Q_OBJECT

private slots:
    void modelsAreProjectionsOfTheState_data();
    void modelsAreProjectionsOfTheState();
};

namespace {

using Grouping = OfferTreeModel::Grouping;

Changes everything()
{
    Changes changes;
    changes.phase = true;
    changes.identity = true;
    changes.offersReset = true;
    changes.recordsReset = true;
    return changes;
}

QList<int> allColumns(const QAbstractItemModel& model)
{
    QList<int> columns(model.columnCount());
    std::iota(columns.begin(), columns.end(), 0);
    return columns;
}

int offersIn(const OfferProxy& proxy, const QModelIndex& parent = {})
{
    int count = 0;
    for (int row = 0; row < proxy.rowCount(parent); ++row) {
        const QModelIndex index = proxy.index(row, 0, parent);
        if (index.data(KindRole).toInt() == static_cast<int>(OfferTreeModel::Kind::Offer))
            ++count;
        else
            count += offersIn(proxy, index);
    }
    return count;
}

struct Tree
{
    explicit Tree(Grouping grouping, const OfferFilter& filter, int column, Qt::SortOrder order)
        : proxy(model)
    {
        model.setGrouping(grouping);
        proxy.setFilter(filter);
        proxy.sort(column, order);
    }

    OfferTreeModel model;
    OfferProxy proxy;
};

/// Without the resources: they are in dump().
QString offersShown(const OfferProxy& proxy)
{
    QString text;
    const QList<int> columns = allColumns(proxy);
    for (int row = 0; row < proxy.rowCount(); ++row) {
        const auto line = [&](const QModelIndex& index) {
            for (const int column : columns)
                text += index.siblingAtColumn(column).data().toString() + u'|';
            text += u'\n';
        };
        const QModelIndex index = proxy.index(row, 0);
        line(index);
        for (int child = 0; child < proxy.rowCount(index); ++child) {
            if (proxy.index(child, 0, index).data(KindRole).toInt() == static_cast<int>(OfferTreeModel::Kind::Offer))
                line(proxy.index(child, 0, index));
        }
    }
    return text;
}

/// One step of a session's life, drawn by lot.
class Life
{
public:
    explicit Life(quint32 seed)
        : m_random(seed)
    {
        m_scene.state.records = RecordLog(400);
        m_scene.subscribe();
    }

    samples::Scene& scene() { return m_scene; }
    int below(int limit) { return m_random.bounded(limit); }

    void step()
    {
        const int lot = below(100);
        if (lot < 40)
            arrive();
        else if (lot < 60)
            rescind();
        else if (lot < 75)
            m_scene.pass(std::chrono::milliseconds(below(40'000)));
        else if (lot < 88)
            m_scene.receive(u"HEARTBEAT"_s, HeartbeatEvent{}, QByteArray(below(60), 'h'));
        else if (lot < 91)
            m_scene.feed(input::RecordReceived{QByteArray(below(900), 'x'), nullptr, u"no JSON"_s});
        else if (lot < 94)
            m_scene.feed(input::StreamEnded{samples::trouble(Trouble::Kind::ConnectionLost)});
        else if (lot < 95)
            m_scene.feed(input::Disconnected{});
        else if (lot < 96)
            m_scene.feed(input::SubscribeRequested{});
        else
            m_scene.subscribe(u"F%1"_s.arg(below(2)), u"stream-%1"_s.arg(below(1000)));
    }

private:
    OfferPtr freshOffer()
    {
        const int agent = below(5);
        QList<Resource> resources;
        if (below(10) > 0)
            resources.append(samples::scalar(u"cpus"_s, below(64) / 4.0));
        if (below(10) > 0)
            resources.append(samples::scalar(u"mem"_s, below(10'000)));
        if (below(20) == 0)
            resources.append(samples::scalar(u"disk"_s, std::numeric_limits<double>::infinity()));
        if (below(3) > 0) {
            const auto port = static_cast<quint64>(31'000 + below(1000));
            resources.append(samples::ports({{port, port + static_cast<quint64>(below(100))}}));
        }
        return samples::offer(u"O%1"_s.arg(m_nextOffer++), u"S%1"_s.arg(agent), u"host%1"_s.arg(agent),
                              QStringList{u"eng"_s, u"*"_s, u"ops/web"_s, QString()}.at(below(4)), resources);
    }

    void arrive()
    {
        QList<OfferPtr> offers;
        for (int i = below(6); i >= 0; --i)
            offers.append(freshOffer());
        // A master that uses an id again: the newer one counts.
        if (below(30) == 0 && !m_known.isEmpty())
            offers.append(m_known.at(below(static_cast<int>(m_known.size()))));
        m_known += offers;
        m_scene.arrive(offers);
    }

    void rescind()
    {
        if (m_known.isEmpty())
            return;
        for (int i = below(4); i >= 0; --i)
            m_scene.rescind(m_known.at(below(static_cast<int>(m_known.size())))->id);
    }

    QRandomGenerator m_random;
    samples::Scene m_scene;
    QList<OfferPtr> m_known;
    int m_nextOffer = 1;
};

} // namespace

void TestProjection::modelsAreProjectionsOfTheState_data()
{
    QTest::addColumn<quint32>("seed");
    QTest::addColumn<Grouping>("grouping");
    QTest::addColumn<QString>("filter");
    QTest::addColumn<int>("column");
    const QStringList filters = {u""_s, u"cpus>=4"_s, u"role:eng"_s, u"-host:host1"_s};
    for (quint32 seed = 1; seed <= 8; ++seed) {
        for (const Grouping grouping : {Grouping::Agent, Grouping::Role, Grouping::None}) {
            QTest::addRow("seed %u, grouping %d", seed, static_cast<int>(grouping))
                << seed << grouping << filters.at(static_cast<qsizetype>(seed) % filters.size())
                << static_cast<int>(seed % 3 == 0 && grouping != Grouping::Role ? OfferTreeModel::IdColumn
                                                                                : OfferTreeModel::Name);
        }
    }
}

void TestProjection::modelsAreProjectionsOfTheState()
{
    QFETCH(const quint32, seed);
    QFETCH(const Grouping, grouping);
    QFETCH(const QString, filter);
    QFETCH(const int, column);
    const OfferFilter parsed = OfferFilter::parse(filter);
    const Qt::SortOrder order = seed % 2 == 0 ? Qt::AscendingOrder : Qt::DescendingOrder;

    Life life(seed);
    samples::Scene& scene = life.scene();
    Tree tree(grouping, parsed, column, order);
    const QAbstractItemModelTester treeTester(&tree.model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const QAbstractItemModelTester offerTester(&tree.proxy, QAbstractItemModelTester::FailureReportingMode::QtTest);
    RecordTableModel records;
    const QAbstractItemModelTester recordTester(&records, QAbstractItemModelTester::FailureReportingMode::QtTest);
    RecordProxy recordProxy(records);
    const QAbstractItemModelTester proxyTester(&recordProxy, QAbstractItemModelTester::FailureReportingMode::QtTest);
    IdentityModel identity;

    for (int round = 0; round < 36; ++round) {
        // Several inputs may be merged before the models see them.
        for (int i = life.below(5); i >= 0; --i)
            life.step();
        const Changes changes = scene.take();
        tree.model.apply(scene.state, changes);
        tree.model.setNow(scene.now);
        records.apply(scene.state, changes);
        identity.apply(scene.state, changes);

        Tree freshTree(grouping, parsed, column, order);
        freshTree.model.apply(scene.state, everything());
        freshTree.model.setNow(scene.now);
        QCOMPARE(tree.model.dump(), freshTree.model.dump());
        QCOMPARE(offersShown(tree.proxy), offersShown(freshTree.proxy));
        QCOMPARE(tree.proxy.matchingOffers(), offersIn(tree.proxy));
        QCOMPARE(tree.model.offerCount(), static_cast<int>(scene.state.offers.size()));
        QCOMPARE(tree.model.totals().offers, static_cast<int>(scene.state.offers.heldCount()));

        RecordTableModel freshRecords;
        freshRecords.apply(scene.state, everything());
        const QList<int> columns = allColumns(records);
        QCOMPARE(samples::shown(records, columns), samples::shown(freshRecords, columns));
        QCOMPARE(records.rowCount(), static_cast<int>(scene.state.records.size()));
        QCOMPARE(records.letGo(), scene.state.records.letGo());
        QCOMPARE(recordProxy.rowCount(), records.rowCount() - static_cast<int>(records.heartbeats()));

        IdentityModel freshIdentity;
        freshIdentity.apply(scene.state, everything());
        for (const auto id : {IdentityModel::Id::Framework, IdentityModel::Id::Stream, IdentityModel::Id::Agent,
                              IdentityModel::Id::Offers}) {
            QCOMPARE(identity.text(id), freshIdentity.text(id));
            QCOMPARE(identity.isVoid(id), freshIdentity.isVoid(id));
        }
    }
}

QTEST_MAIN(TestProjection)
#include "tst_projection.moc"
