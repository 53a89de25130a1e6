// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "models/calltablemodel.h"
#include "models/offerproxy.h"
#include "models/tasktreemodel.h"

#include "tasksamples.h"

#include <QAbstractItemModelTester>
#include <QRandomGenerator>
#include <QTest>

#include <numeric>

using namespace mesoscribe;
using namespace Qt::Literals::StringLiterals;

/// After any sequence of calls, answers and updates every model shows what a model made from the state in one go would
/// show.
class TestTaskProjection : public QObject
{
    Q_OBJECT

private slots:
    void modelsAreProjectionsOfTheState_data();
    void modelsAreProjectionsOfTheState();
};

namespace {

Changes everything()
{
    Changes changes;
    changes.identity = true;
    changes.offersReset = true;
    changes.tasksReset = true;
    changes.callsReset = true;
    changes.operations = true;
    changes.inverseOffers = true;
    return changes;
}

QList<int> allColumns(const QAbstractItemModel& model)
{
    QList<int> columns(model.columnCount());
    std::iota(columns.begin(), columns.end(), 0);
    return columns;
}

/// One step of a framework's life, drawn by lot.
class Life
{
public:
    explicit Life(quint32 seed)
        : m_random(seed)
    {
        m_scene.subscribe();
    }

    samples::CallScene& scene() { return m_scene; }
    int below(int limit) { return m_random.bounded(limit); }

    void step()
    {
        const int lot = below(100);
        if (lot < 12)
            arrive();
        else if (lot < 22)
            launch();
        else if (lot < 45)
            update();
        else if (lot < 53)
            acknowledge();
        else if (lot < 60)
            sendAnything();
        else if (lot < 74)
            answer();
        else if (lot < 80)
            operate();
        else if (lot < 84)
            maintain();
        else if (lot < 88)
            clear();
        else if (lot < 96)
            m_scene.pass(std::chrono::milliseconds(below(20'000)));
        else if (lot < 97)
            m_scene.feed(input::StreamEnded{samples::trouble(Trouble::Kind::ConnectionLost)});
        else if (lot < 99)
            m_scene.subscribe(u"F%1"_s.arg(below(2)), u"stream-%1"_s.arg(below(1000)));
        else
            m_scene.feed(input::SubscribeRequested{});
    }

private:
    QString anyTask() { return u"t%1"_s.arg(below(14)); }

    OfferPtr anyOffer() { return m_offers.isEmpty() ? nullptr : m_offers.at(below(static_cast<int>(m_offers.size()))); }

    void arrive()
    {
        const int agent = below(3);
        const OfferPtr offer =
            samples::offer(u"O%1"_s.arg(m_next++), u"S%1"_s.arg(agent), u"web%1"_s.arg(agent), u"eng"_s);
        m_offers.append(offer);
        m_scene.arrive({offer});
    }

    void launch()
    {
        const OfferPtr offer = anyOffer();
        if (!offer)
            return;
        QStringList tasks = {anyTask()};
        const bool isGroup = below(3) == 0;
        if (isGroup)
            tasks.append(anyTask());
        tasks.removeDuplicates();
        m_scene.send(samples::launch(offer, tasks, isGroup ? u"pod%1"_s.arg(below(2)) : QString()));
    }

    void update()
    {
        const auto state = static_cast<TaskState>(below(static_cast<int>(TaskState::TaskUnknown) + 1));
        const QString uuid = below(3) == 0 ? QString() : u"u%1"_s.arg(below(60));
        static const QStringList Reasons = {QString(), u"REASON_RECONCILIATION"_s, u"REASON_INVALID_OFFERS"_s,
                                            u"REASON_TASK_INVALID"_s};
        const QString reason = uuid.isEmpty() ? Reasons.at(below(4)) : QString();
        for (int i = below(40) == 0 ? 250 : 1; i > 0; --i)
            m_scene.update(samples::status(anyTask(), state, uuid, u"word %1"_s.arg(i), reason));
    }

    void acknowledge()
    {
        for (const TaskEntry& task : m_scene.state.tasks) {
            for (const TaskMoment& moment : task.history) {
                if (moment.acknowledgement != Acknowledgement::Wanted || below(2) == 0)
                    continue;
                m_scene.send(samples::acknowledgement(moment.status), true);
                return;
            }
        }
    }

    void sendAnything()
    {
        const int lot = below(5);
        if (lot == 0)
            m_scene.send(samples::taskCall(u"KILL"_s, {anyTask()}));
        else if (lot == 1)
            m_scene.send(samples::taskCall(u"RECONCILE"_s, below(2) == 0 ? QStringList() : QStringList{anyTask()}));
        else if (lot == 2)
            m_scene.send(samples::call(u"REVIVE"_s));
        else if (lot == 3)
            m_scene.send(samples::call(u"SUPPRESS"_s));
        else if (const OfferPtr offer = anyOffer())
            m_scene.send(samples::offerCall(u"DECLINE"_s, {offer}, below(30)));
    }

    void answer()
    {
        const CallTable& calls = m_scene.state.calls;
        for (qsizetype i = 0; i < calls.size(); ++i) {
            if (calls.at(i).progress != CallProgress::Waiting || below(3) == 0)
                continue;
            const quint64 number = calls.at(i).number;
            const int lot = below(10);
            if (lot == 0)
                m_scene.answer(number, 403, "Framework is not subscribed");
            else if (lot == 1)
                m_scene.feed(input::CallFailed{number, Error(Error::Kind::Timeout, {}), below(2) == 0});
            else
                m_scene.answer(number);
            return;
        }
    }

    void operate()
    {
        const QString id = u"op%1"_s.arg(below(5));
        const OfferPtr offer = anyOffer();
        if (below(2) == 0 && offer) {
            CallFacts facts = samples::offerCall(u"ACCEPT"_s, {offer});
            facts.operations = {{.id = OperationId(id), .type = u"RESERVE"_s, .json = "{}"}};
            m_scene.send(facts);
            return;
        }
        OperationStatus status = samples::operationStatus(
            id, static_cast<OperationState>(below(static_cast<int>(OperationState::OperationUnknown) + 1)),
            u"OPERATION_%1"_s.arg(below(3)));
        if (below(2) == 0)
            status.uuid = samples::uuid(u"o%1"_s.arg(below(30)));
        m_scene.update(status);
    }

    void maintain()
    {
        const OfferId id(u"m-I%1"_s.arg(below(4)));
        const int lot = below(3);
        if (lot == 0) {
            m_scene.receive(u"RESCIND_INVERSE_OFFER"_s, RescindInverseOfferEvent{id});
        } else if (lot == 1) {
            CallFacts facts = samples::call(below(2) == 0 ? u"ACCEPT_INVERSE_OFFERS"_s : u"DECLINE_INVERSE_OFFERS"_s);
            facts.offerIds = {id};
            m_scene.send(facts);
        } else {
            auto offer = std::make_shared<InverseOffer>();
            offer->id = id;
            offer->agentId = AgentId(u"m-S%1"_s.arg(below(3)));
            m_scene.receive(u"INVERSE_OFFERS"_s, InverseOffersEvent{{offer}});
        }
    }

    void clear()
    {
        QList<TaskId> ids;
        for (int i = below(6); i >= 0; --i)
            ids.append(TaskId(anyTask()));
        m_scene.feed(input::TasksCleared{ids});
    }

    QRandomGenerator m_random;
    samples::CallScene m_scene;
    QList<OfferPtr> m_offers;
    int m_next = 1;
};

/// Looks into every task, or into every second one.
void lookInto(const TaskTreeModel& model, int step)
{
    for (int row = 0; row < model.rowCount(); row += step) {
        const QModelIndex top = model.index(row, 0);
        for (int child = 0; child < model.rowCount(top); ++child)
            model.index(0, 0, model.index(child, 0, top)).data();
    }
}

} // namespace

void TestTaskProjection::modelsAreProjectionsOfTheState_data()
{
    QTest::addColumn<quint32>("seed");
    for (quint32 seed = 1; seed <= 24; ++seed)
        QTest::addRow("seed %u", seed) << seed;
}

void TestTaskProjection::modelsAreProjectionsOfTheState()
{
    QFETCH(const quint32, seed);
    Life life(seed);
    samples::CallScene& scene = life.scene();
    TaskTreeModel tasks;
    const QAbstractItemModelTester taskTester(&tasks, QAbstractItemModelTester::FailureReportingMode::QtTest);
    CallTableModel calls;
    const QAbstractItemModelTester callTester(&calls, QAbstractItemModelTester::FailureReportingMode::QtTest);
    CallProxy callProxy(calls);
    const QAbstractItemModelTester proxyTester(&callProxy, QAbstractItemModelTester::FailureReportingMode::QtTest);
    OfferTicks ticks;
    OfferTreeModel offers;
    const QAbstractItemModelTester offerTester(&offers, QAbstractItemModelTester::FailureReportingMode::QtTest);
    OfferProxy offerProxy(offers);
    offerProxy.setTicks(&ticks);
    const QAbstractItemModelTester boxTester(&offerProxy, QAbstractItemModelTester::FailureReportingMode::QtTest);

    for (int round = 0; round < 50; ++round) {
        // Several inputs may be merged before the models see them.
        for (int i = life.below(6); i >= 0; --i)
            life.step();
        const Changes changes = scene.take();
        tasks.apply(scene.state, changes);
        tasks.setNow(scene.now);
        calls.apply(scene.state, changes);
        calls.setNow(scene.now);
        offers.apply(scene.state, changes);
        offers.setNow(scene.now);
        ticks.apply(scene.state, changes);
        lookInto(tasks, 1 + round % 2);

        TaskTreeModel freshTasks;
        freshTasks.apply(scene.state, everything());
        freshTasks.setNow(scene.now);
        QCOMPARE(tasks.dump(), freshTasks.dump());
        QCOMPARE(tasks.counts(), freshTasks.counts());
        QCOMPARE(tasks.counts().tasks, static_cast<int>(scene.state.tasks.size()));
        QCOMPARE(tasks.counts().running, scene.state.tasks.running());

        CallTableModel freshCalls;
        freshCalls.apply(scene.state, everything());
        freshCalls.setNow(scene.now);
        QCOMPARE(samples::shown(calls, allColumns(calls)), samples::shown(freshCalls, allColumns(calls)));
        QCOMPARE(calls.rowCount(), static_cast<int>(scene.state.calls.size()));

        OfferTreeModel freshOffers;
        freshOffers.apply(scene.state, everything());
        freshOffers.setNow(scene.now);
        QCOMPARE(offers.dump(), freshOffers.dump());

        // Whatever is ticked can be used in one call.
        for (const LiveOffer& offer : scene.state.offers) {
            if (life.below(4) == 0)
                ticks.setTicked(offer.offer->id, life.below(3) > 0);
        }
        for (const OfferPtr& ticked : ticks.offers()) {
            QCOMPARE(scene.state.offers.find(ticked->id)->fate, OfferFate::Live);
            QCOMPARE(ticked->agentId, ticks.offers().first()->agentId);
        }
    }
}

QTEST_GUILESS_MAIN(TestTaskProjection)
#include "tst_taskprojection.moc"
