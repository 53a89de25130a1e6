// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "statemirror.h"

#include <QRandomGenerator>
#include <QTest>

using namespace mesoscribe;
using namespace mesoscribe::test;

/// What holds after any sequence of inputs, drawn by lot.
class TestStateProperties : public QObject
{
    Q_OBJECT

private slots:
    void changesNameEverything_data();
    void changesNameEverything();
    void theSameInputsGiveTheSameState();
};

namespace {

/// A session's life.
class Life
{
public:
    explicit Life(quint32 seed)
        : m_random(seed)
        , m_large(CallTable::DefaultMaxBytes / 8, 'x')
    {
        m_scene.state.records = RecordLog(12 * 1024 * 1024);
        m_scene.feed(input::MannersChanged{Manners::usual(true)});
        m_scene.begin();
        m_began = m_scene.take();
    }

    Scene& scene() { return m_scene; }
    const Changes& began() const { return m_began; }
    const QSet<TaskId>& tasks() const { return m_tasks; }
    int below(int limit) { return m_random.bounded(limit); }

    void step()
    {
        m_scene.now += std::chrono::milliseconds(below(3000));
        const int lot = below(100);
        if (lot < 14)
            arrive();
        else if (lot < 20)
            m_scene.receive(RescindEvent{anyOffer()}, u"RESCIND"_s);
        else if (lot < 38)
            call();
        else if (lot < 62)
            settle();
        else if (lot < 84)
            update();
        else if (lot < 88)
            operation();
        else if (lot < 91)
            m_scene.feed(input::Tick{});
        else if (lot < 93)
            clearTasks();
        else if (lot < 94)
            m_scene.feed(input::MannersChanged{Manners::usual(below(2) == 0)});
        else if (lot < 96)
            inverseOffers();
        else
            breakOrBegin();
    }

private:
    QString task() { return u"t%1"_s.arg(below(14)); }
    OfferId anyOffer() { return OfferId(u"O%1"_s.arg(below(m_nextOffer + 1))); }
    QByteArray anyUuid() { return QByteArray(16, static_cast<char>('a' + below(5))); }
    QString anyRole() { return QStringList{u"eng"_s, u"ops"_s, u"nobody"_s}.at(below(3)); }
    QStringList anyOffers()
    {
        QStringList offers;
        for (int i = below(3); i >= 0; --i) {
            // Mostly recent ones.
            const int back = below(10) > 0 ? below(6) : below(60);
            offers.append(u"O%1"_s.arg(std::max(0, m_nextOffer - back)));
        }
        return offers;
    }

    void arrive()
    {
        QList<OfferPtr> offers;
        for (int i = below(4); i >= 0; --i)
            offers.append(
                offer(u"O%1"_s.arg(++m_nextOffer), u"A%1"_s.arg(below(3)), below(2) == 0 ? u"eng"_s : u"ops"_s));
        if (below(40) == 0) // a master that uses an id again
            offers.append(offer(anyOffer().value()));
        m_scene.arrive(offers);
    }

    void call()
    {
        CallFacts facts;
        switch (below(12)) {
        case 0:
        case 1:
        case 2: {
            facts = launch(anyOffers(), {task(), task()}, below(20));
            facts.operations = {{.id = OperationId(u"op%1"_s.arg(below(5))), .type = u"RESERVE"_s, .json = {}}};
            for (const LaunchedTask& launched : facts.launches)
                m_tasks.insert(launched.taskId);
            break;
        }
        case 3:
        case 4:
            facts = ofOffers(u"DECLINE"_s, anyOffers(), below(20));
            break;
        case 5:
            facts = ofRoles(below(2) == 0 ? u"REVIVE"_s : u"SUPPRESS"_s,
                            below(3) == 0 ? QStringList() : QStringList{anyRole()});
            break;
        case 6:
            facts = ofTasks(u"KILL"_s, {task()});
            break;
        case 7:
            facts = ofTasks(u"RECONCILE"_s, below(2) == 0 ? QStringList() : QStringList{task(), task()});
            break;
        case 8:
            facts = ofTasks(u"ACKNOWLEDGE"_s, {task()}, anyUuid());
            break;
        case 9:
            facts = ofOffers(below(2) == 0 ? u"ACCEPT_INVERSE_OFFERS"_s : u"DECLINE_INVERSE_OFFERS"_s,
                             {u"I%1"_s.arg(below(3))});
            break;
        case 10: {
            const QStringList types = {u"RECONCILE_OPERATIONS"_s, u"ACKNOWLEDGE_OPERATION_STATUS"_s};
            facts = mesoscribe::test::call(types.at(below(2)));
            facts.operations = {{.id = OperationId(u"op%1"_s.arg(below(5))), .type = {}, .json = {}}};
            facts.uuid = anyUuid();
            break;
        }
        default:
            facts = below(8) == 0
                        ? mesoscribe::test::call(u"TEARDOWN"_s)
                        : ofRoles(u"UPDATE_FRAMEWORK"_s, below(2) == 0 ? QStringList() : QStringList{u"ops"_s});
            break;
        }
        m_scene.send(facts, below(3) == 0, below(12) == 0 ? m_large : QByteArray("{}"));
    }

    /// Any call that waits is answered, refused or lost; in no order.
    void settle()
    {
        const CallTable& calls = m_scene.state.calls;
        if (calls.isEmpty())
            return;
        qsizetype index = below(static_cast<int>(calls.size()));
        for (qsizetype i = 0; i < calls.size(); ++i) {
            if (calls.at((index + i) % calls.size()).progress == CallProgress::Waiting) {
                index = (index + i) % calls.size();
                break;
            }
        }
        const quint64 number = calls.at(index).number;
        const int lot = below(10);
        if (lot < 7)
            m_scene.answer(number, below(20) == 0 ? 200 : 202);
        else if (lot < 8)
            m_scene.answer(number, 400, "The stream ID 'x' included in this request didn't match");
        else
            m_scene.fail(number, lot == 8);
    }

    void update()
    {
        const auto state = static_cast<TaskState>(below(static_cast<int>(TaskState::TaskUnknown) + 1));
        const QString id = task();
        m_tasks.insert(TaskId(id));
        const QStringList reasons = {u"REASON_RECONCILIATION"_s, u"REASON_INVALID_OFFERS"_s, u"REASON_TASK_INVALID"_s,
                                     u"REASON_AGENT_REMOVED"_s};
        if (below(2) == 0)
            m_scene.update(status(id, state, anyUuid()));
        else
            m_scene.update(masterStatus(id, state, reasons.at(below(4))));
    }

    void operation()
    {
        OperationStatus status;
        if (below(5) > 0)
            status.operationId = OperationId(u"op%1"_s.arg(below(6)));
        status.state = below(2) == 0 ? Named<OperationState>{OperationState::Finished, u"OPERATION_FINISHED"_s}
                                     : Named<OperationState>{OperationState::OperationUnknown, u"OPERATION_UNKNOWN"_s};
        if (below(2) == 0)
            status.uuid = anyUuid();
        else
            status.message = u"Reconciliation: Operation is unknown"_s;
        m_scene.update(status);
    }

    void inverseOffers()
    {
        auto inverse = std::make_shared<InverseOffer>();
        inverse->id = OfferId(u"I%1"_s.arg(below(3)));
        if (below(3) > 0)
            m_scene.receive(InverseOffersEvent{{inverse}}, u"INVERSE_OFFERS"_s);
        else
            m_scene.receive(RescindInverseOfferEvent{inverse->id}, u"RESCIND_INVERSE_OFFER"_s);
    }

    void clearTasks()
    {
        QList<TaskId> wanted;
        for (int i = 0; i < 6; ++i)
            wanted.append(TaskId(task()));
        for (const TaskId& id : std::as_const(wanted)) {
            const TaskEntry* entry = m_scene.state.tasks.find(id);
            if (entry != nullptr && entry->isClearable())
                m_tasks.remove(id);
        }
        m_scene.feed(input::TasksCleared{wanted});
    }

    void breakOrBegin()
    {
        const QString framework = u"F%1"_s.arg(below(8) == 0 ? 2 : 1);
        const QString stream = u"S%1"_s.arg(++m_nextStream);
        switch (below(5)) {
        case 0:
            m_scene.breakOff();
            m_scene.feed(input::RetryPlanned{m_scene.now + 1s});
            return;
        case 1:
            if (below(2) == 0)
                m_scene.feed(input::Disconnected{});
            m_scene.feed(input::Slept{2s});
            return;
        case 2: {
            SubscribeSettings settings = SubscribeSettings::fresh(u"ann"_s);
            settings.framework.roles = {u"eng"_s, u"ops"_s};
            settings.framework.id = FrameworkId(below(3) == 0 ? QString() : framework);
            if (settings.framework.id.isEmpty() || settings.framework.id != m_scene.state.frameworkId)
                m_tasks.clear();
            m_scene.feed(input::SubscribeRequested{settings});
            break;
        }
        default:
            break;
        }
        if (!m_scene.state.frameworkId.isEmpty() && m_scene.state.frameworkId.value() != framework)
            m_tasks.clear();
        m_scene.subscribe(framework, stream);
    }

    QRandomGenerator m_random;
    Scene m_scene;
    Changes m_began;
    QByteArray m_large;
    QSet<TaskId> m_tasks; ///< that must be known
    int m_nextOffer = 0;
    int m_nextStream = 1;
};

void checkInvariants(Life& life)
{
    const SessionState& state = life.scene().state;

    qsizetype held = 0;
    for (const LiveOffer& offer : state.offers) {
        held += isHeld(offer.fate);
        if (offer.fate == OfferFate::InCall) {
            const CallEntry* call = state.calls.find(offer.call);
            QVERIFY(call != nullptr);
            QCOMPARE(call->progress, CallProgress::Waiting);
        }
        if (offer.fate == OfferFate::Live)
            QCOMPARE(offer.call, quint64(0));
        if (!state.isSubscribed())
            QVERIFY(!isHeld(offer.fate) || !state.offersVoidSince);
    }
    QCOMPARE(state.offers.heldCount(), held);

    QSet<TaskId> known;
    int running = 0;
    int unacknowledged = 0;
    for (const TaskEntry& task : state.tasks) {
        known.insert(task.id);
        running += !task.isOver() && !task.neverRan();
        unacknowledged += task.unacknowledged();
        QVERIFY(!task.neverRan() || !task.wasSeen);
        QVERIFY(task.history.size() <= TaskEntry::MaxHistory);
        if (task.momentInForce >= 0)
            QCOMPARE(task.history.at(task.momentInForce).status.state, task.state);
        for (const TaskMoment& moment : task.history) {
            QCOMPARE(moment.status.uuid.isEmpty(), moment.acknowledgement == Acknowledgement::NotWanted);
            if (moment.acknowledgement != Acknowledgement::Sent)
                continue;
            const CallEntry* call = state.calls.find(moment.call);
            QVERIFY(call != nullptr);
            QCOMPARE(call->progress, CallProgress::Waiting);
        }
    }
    QCOMPARE(known, life.tasks());
    QCOMPARE(state.tasks.size(), known.size());
    QCOMPARE(state.tasks.running(), running);
    QCOMPARE(state.tasks.unacknowledged(), unacknowledged);

    int waiting = 0;
    for (qsizetype i = 0; i < state.calls.size(); ++i) {
        const CallEntry& call = state.calls.at(i);
        QCOMPARE(state.calls.indexOf(call.number), i);
        waiting += call.progress == CallProgress::Waiting;
        QVERIFY(call.effects.size() <= CallEntry::MaxEffects);
        QVERIFY(std::ranges::is_sorted(call.effects));
        QVERIFY(call.progress != CallProgress::Received || call.effects.isEmpty());
        for (const quint64 effect : call.effects) {
            const qsizetype index = state.records.indexOf(effect);
            QVERIFY(index < 0 || state.records.at(index).call != 0);
        }
    }
    QCOMPARE(state.calls.unanswered(), waiting);

    QVERIFY(std::ranges::is_sorted(state.filters.filters(), {}, &RunningFilter::until));
    QVERIFY(state.filters.isEmpty() || !state.streamIdIsVoid);
    for (const QString& role : state.suppressedRoles)
        QVERIFY(state.roles().contains(role));
    QVERIFY(state.story.size() <= SessionState::MaxStory);
}

} // namespace

void TestStateProperties::changesNameEverything_data()
{
    QTest::addColumn<quint32>("seed");
    for (quint32 seed = 1; seed <= 40; ++seed)
        QTest::addRow("seed %u", seed) << seed;
}

void TestStateProperties::changesNameEverything()
{
    QFETCH(const quint32, seed);
    Life life(seed);
    StateMirror mirror;
    mirror.apply(life.scene().state, life.began());
    for (int round = 0; round < 150; ++round) {
        // Several inputs are merged before anybody sees them.
        for (int i = life.below(5); i >= 0; --i) {
            life.step();
            checkInvariants(life);
            if (QTest::currentTestFailed())
                return;
        }
        mirror.apply(life.scene().state, life.scene().take());
        StateMirror fresh;
        fresh.apply(life.scene().state, StateMirror::everything(life.scene().state));
        if (mirror.text() == fresh.text())
            continue;
        const QStringList held = mirror.text().split(u'\n');
        const QStringList there = fresh.text().split(u'\n');
        for (qsizetype line = 0; line < std::min(held.size(), there.size()); ++line)
            QCOMPARE(held.at(line), there.at(line));
        QCOMPARE(held.size(), there.size());
    }
}

void TestStateProperties::theSameInputsGiveTheSameState()
{
    const auto live = [] {
        Life life(4711);
        for (int i = 0; i < 600; ++i)
            life.step();
        StateMirror mirror;
        mirror.apply(life.scene().state, StateMirror::everything(life.scene().state));
        return mirror.text();
    };
    QCOMPARE(live(), live());
}

QTEST_GUILESS_MAIN(TestStateProperties)
#include "tst_stateproperties.moc"
