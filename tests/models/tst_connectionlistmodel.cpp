// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "models/connectionlistmodel.h"

#include "offersamples.h"

#include <QAbstractItemModelTester>
#include <QColor>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

using namespace mesoscribe;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

class TestConnectionListModel : public QObject
{
    Q_OBJECT

private slots:
    void sectionsStandInTheUsualOrder();
    void rowsMoveAndKeepTheirIndexes();
    void anyChangeOfTheListEndsAsIfMadeAnew_data();
    void anyChangeOfTheListEndsAsIfMadeAnew();
    void coloursWarn();
    void statesHaveAShape_data();
    void statesHaveAShape();
    void countsDownToTheRetry();
    void tellsOnlyWhatChanged();
    void sectionsAreHeadings();
};

namespace {

using State = ConnectionListModel::State;

Connection connection(const QString& id, const QString& environment, const QString& color = {})
{
    Connection made;
    made.id = id;
    made.name = u"name of "_s + id;
    made.environment = environment;
    made.color = color;
    return made;
}

/// "[Local] a b [Staging] c"
QString order(const ConnectionListModel& model)
{
    QStringList parts;
    for (int section = 0; section < model.rowCount(); ++section) {
        const QModelIndex index = model.index(section, 0);
        parts.append(u'[' + index.data().toString() + u']');
        for (int row = 0; row < model.rowCount(index); ++row)
            parts.append(model.index(row, 0, index).data(IdRole).toString());
    }
    return parts.join(u' ');
}

} // namespace

void TestConnectionListModel::sectionsStandInTheUsualOrder()
{
    ConnectionListModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QCOMPARE(model.rowCount(), 0);
    model.setConnections({connection(u"a"_s, u"Zoo 10"_s), connection(u"b"_s, u"Production"_s),
                          connection(u"c"_s, u"Zoo 9"_s), connection(u"d"_s, u"Staging"_s),
                          connection(u"e"_s, u"Local"_s), connection(u"f"_s, u"Production"_s),
                          connection(u"g"_s, QString()), connection(u"a"_s, u"Local"_s)});
    QCOMPARE(order(model), u"[Local] e g [Staging] d [Production] b f [Zoo 9] c [Zoo 10] a"_s);
    QCOMPARE(model.connection(model.indexOf(u"f"_s))->name, u"name of f"_s);
    QCOMPARE(model.connection(model.index(0, 0)), nullptr);
    QVERIFY(!model.indexOf(u"none"_s).isValid());
}

void TestConnectionListModel::rowsMoveAndKeepTheirIndexes()
{
    ConnectionListModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setConnections({connection(u"a"_s, u"Local"_s), connection(u"b"_s, u"Local"_s),
                          connection(u"c"_s, u"Local"_s), connection(u"d"_s, u"Staging"_s)});
    SessionState live;
    live.phase = Phase::Subscribed;
    model.setState(u"b"_s, live, 3, samples::Start);
    const QPersistentModelIndex b = model.indexOf(u"b"_s);
    const QPersistentModelIndex c = model.indexOf(u"c"_s);
    const QPersistentModelIndex d = model.indexOf(u"d"_s);
    QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
    QSignalSpy moved(&model, &QAbstractItemModel::rowsMoved);

    model.setConnections({connection(u"c"_s, u"Local"_s), connection(u"a"_s, u"Local"_s),
                          connection(u"d"_s, u"Local"_s), connection(u"b"_s, u"Production"_s)});
    QCOMPARE(order(model), u"[Local] c a d [Production] b"_s);
    QCOMPARE(reset.count(), 0);
    QVERIFY(moved.count() > 0);
    QCOMPARE(b.data(IdRole).toString(), u"b"_s);
    QCOMPARE(b.data(BadgeRole).toInt(), 3);
    QCOMPARE(b.data(StateRole).toInt(), static_cast<int>(State::Live));
    QCOMPARE(QModelIndex(b), model.indexOf(u"b"_s));
    QCOMPARE(c.row(), 0);
    QCOMPARE(d.data(IdRole).toString(), u"d"_s);

    model.setConnections({connection(u"a"_s, u"Local"_s)});
    QCOMPARE(order(model), u"[Local] a"_s);
    QVERIFY(!b.isValid());
    QVERIFY(!model.indexOf(u"b"_s).isValid());
    model.setConnections({});
    QCOMPARE(model.rowCount(), 0);
}

void TestConnectionListModel::anyChangeOfTheListEndsAsIfMadeAnew_data()
{
    QTest::addColumn<quint32>("seed");
    for (quint32 seed = 1; seed <= 10; ++seed)
        QTest::addRow("seed %u", seed) << seed;
}

void TestConnectionListModel::anyChangeOfTheListEndsAsIfMadeAnew()
{
    QFETCH(const quint32, seed);
    QRandomGenerator random(seed);
    const QStringList environments = {u"Local"_s, u"Staging"_s, u"Production"_s, u"x2"_s, u"x10"_s};
    ConnectionListModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QHash<QString, QPersistentModelIndex> known;
    for (int round = 0; round < 60; ++round) {
        QStringList ids = {u"a"_s, u"b"_s, u"c"_s, u"d"_s, u"e"_s, u"f"_s, u"g"_s};
        std::shuffle(ids.begin(), ids.end(), random);
        QList<Connection> list;
        for (const QString& id : std::as_const(ids).first(random.bounded(8)))
            list.append(connection(id, environments.at(random.bounded(5))));
        model.setConnections(list);
        ConnectionListModel anew;
        anew.setConnections(list);
        QCOMPARE(order(model), order(anew));

        QHash<QString, QPersistentModelIndex> now;
        for (const Connection& each : std::as_const(list)) {
            const QModelIndex index = model.indexOf(each.id);
            QCOMPARE(index.data(IdRole).toString(), each.id);
            if (known.contains(each.id))
                QCOMPARE(QModelIndex(known.value(each.id)), index);
            now.insert(each.id, index);
        }
        for (auto it = known.cbegin(); it != known.cend(); ++it)
            QCOMPARE(it.value().isValid(), now.contains(it.key()));
        known = now;
    }
}

void TestConnectionListModel::coloursWarn()
{
    ConnectionListModel model;
    model.setConnections({connection(u"a"_s, u"Local"_s), connection(u"b"_s, u"Staging"_s),
                          connection(u"c"_s, u"Production"_s), connection(u"d"_s, u"Lab"_s, u"#123456"_s),
                          connection(u"e"_s, u"Local"_s, u"no colour"_s)});
    const auto color = [&](const QString& id) { return qvariant_cast<QColor>(model.indexOf(id).data(ColorRole)); };
    QVERIFY(color(u"a"_s).isValid());
    QVERIFY(color(u"a"_s).hslSaturationF() < 0.1F);
    QVERIFY(color(u"c"_s).red() > 2 * color(u"c"_s).green());
    QVERIFY(color(u"b"_s).red() > color(u"b"_s).green() && color(u"b"_s).green() > 2 * color(u"b"_s).blue());
    QCOMPARE(color(u"d"_s), QColor(0x12, 0x34, 0x56));
    QCOMPARE(color(u"e"_s), color(u"a"_s));
    QCOMPARE(qvariant_cast<QColor>(model.indexOf(u"d"_s).parent().data(ColorRole)), color(u"d"_s));
    QCOMPARE(qvariant_cast<QColor>(model.indexOf(u"c"_s).parent().data(ColorRole)), color(u"c"_s));
}

void TestConnectionListModel::statesHaveAShape_data()
{
    QTest::addColumn<Phase>("phase");
    QTest::addColumn<State>("state");
    QTest::newRow("off") << Phase::Off << State::Off;
    QTest::newRow("connecting") << Phase::Connecting << State::Connecting;
    QTest::newRow("waiting") << Phase::WaitingForSubscribed << State::Connecting;
    QTest::newRow("subscribed") << Phase::Subscribed << State::Live;
    QTest::newRow("quiet") << Phase::Quiet << State::Quiet;
    QTest::newRow("reconnecting") << Phase::Reconnecting << State::Reconnecting;
    QTest::newRow("stopped") << Phase::Stopped << State::Trouble;
}

void TestConnectionListModel::statesHaveAShape()
{
    QFETCH(const Phase, phase);
    QFETCH(const State, state);
    ConnectionListModel model;
    model.setConnections({connection(u"a"_s, u"Local"_s)});
    SessionState session;
    session.phase = phase;
    session.trouble = samples::trouble(Trouble::Kind::ConnectionLost);
    model.setState(u"a"_s, session, 0, samples::Start);
    QCOMPARE(model.indexOf(u"a"_s).data(StateRole).toInt(), static_cast<int>(state));
    session.trouble->kind = Trouble::Kind::TornDown;
    model.setState(u"a"_s, session, 0, samples::Start);
    QCOMPARE(model.indexOf(u"a"_s).data(StateRole).toInt(),
             static_cast<int>(state == State::Trouble ? State::Off : state));
}

void TestConnectionListModel::countsDownToTheRetry()
{
    ConnectionListModel model;
    model.setConnections({connection(u"a"_s, u"Local"_s)});
    SessionState session;
    session.phase = Phase::Reconnecting;
    session.retryAt = samples::Start + 4s;
    const auto detail = [&](WallTime now) {
        model.setState(u"a"_s, session, 0, now);
        return model.indexOf(u"a"_s).data(DetailRole).toString();
    };
    QCOMPARE(detail(samples::Start), u"again in 4 s"_s);
    QCOMPARE(detail(samples::Start + 1ms), u"again in 4 s"_s);
    QCOMPARE(detail(samples::Start + 1s), u"again in 3 s"_s);
    QCOMPARE(detail(samples::Start + 9s), u"again now"_s);
    QCOMPARE(model.indexOf(u"a"_s).data(Qt::AccessibleTextRole).toString(), u"name of a, reconnecting, again now"_s);
    session.phase = Phase::Connecting;
    QCOMPARE(detail(samples::Start + 10s), QString());
}

void TestConnectionListModel::tellsOnlyWhatChanged()
{
    ConnectionListModel model;
    model.setConnections({connection(u"a"_s, u"Local"_s), connection(u"b"_s, u"Local"_s)});
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    SessionState session;
    session.phase = Phase::Subscribed;
    model.setState(u"b"_s, session, 0, samples::Start);
    QCOMPARE(changed.count(), 1);
    QCOMPARE(changed.first().at(0).toModelIndex(), model.indexOf(u"b"_s));
    model.setState(u"b"_s, session, 0, samples::Start + 1s);
    QCOMPARE(changed.count(), 1);
    model.setState(u"b"_s, session, 1, samples::Start + 1s);
    QCOMPARE(changed.count(), 2);
    QCOMPARE(model.indexOf(u"b"_s).data(BadgeRole).toInt(), 1);
    QCOMPARE(model.indexOf(u"b"_s).data(Qt::AccessibleTextRole).toString(), u"name of b, subscribed, 1 new offer"_s);
    model.setState(u"unknown"_s, session, 1, samples::Start);
    QCOMPARE(changed.count(), 2);

    changed.clear();
    Connection renamed = connection(u"a"_s, u"Local"_s);
    renamed.name = u"another"_s;
    model.setConnections({renamed, connection(u"b"_s, u"Local"_s)});
    QCOMPARE(model.indexOf(u"a"_s).data().toString(), u"another"_s);
    QVERIFY(changed.count() >= 1);
    QCOMPARE(changed.first().at(0).toModelIndex(), model.indexOf(u"a"_s));
}

void TestConnectionListModel::sectionsAreHeadings()
{
    ConnectionListModel model;
    model.setConnections({connection(u"a"_s, u"Local"_s)});
    const QModelIndex section = model.index(0, 0);
    QVERIFY(section.data(SectionRole).toBool());
    QVERIFY(!section.flags().testFlag(Qt::ItemIsSelectable));
    QVERIFY(!model.indexOf(u"a"_s).data(SectionRole).toBool());
    QVERIFY(model.indexOf(u"a"_s).flags().testFlag(Qt::ItemIsSelectable));
}

QTEST_MAIN(TestConnectionListModel)
#include "tst_connectionlistmodel.moc"
