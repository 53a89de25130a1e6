// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "recordio/recorddecoder.h"
#include "support/chunked.h"

#include "statescene.h"

#include <QTest>

using namespace mesoscribe;
using namespace mesoscribe::test;

/// A real master's streams with the calls that were sent while they ran.
class TestCapturedSession : public QObject
{
    Q_OBJECT

private slots:
    void tasksOfARealMaster();
    void operationsAndRepeatsOfARealMaster();
};

namespace {

struct SentCall
{
    CallFacts facts;
    QByteArray body;
    Capture answer;
};

/// Plays a captured stream, with the calls sent as early as the stream's records show that they had been sent.
class Replay
{
public:
    Replay(const QString& stream, const QStringList& prefixes)
    {
        const Capture capture = readCapture(stream);
        RecordDecoder decoder;
        (void)decoder.feed(capture.body, m_records); // a stream that was cut keeps its whole records
        m_scene.begin({u"*"_s});
        m_scene.connect(QString::fromLatin1(capture.header("Mesos-Stream-Id")));
        for (const QByteArray& record : std::as_const(m_records)) {
            if (const Result<Event> event = parseEvent(record)) {
                if (const auto* subscribed = std::get_if<SubscribedEvent>(&event->payload))
                    loadCalls(prefixes, subscribed->frameworkId);
            }
        }
    }

    Scene& scene() { return m_scene; }
    qsizetype recordCount() const { return m_records.size(); }
    qsizetype unsent() const { return m_calls.size(); }

    void run()
    {
        for (const QByteArray& record : std::as_const(m_records)) {
            m_scene.now += 100ms;
            const Result<Event> parsed = parseEvent(record);
            QVERIFY2(parsed.has_value(), record.first(std::min<qsizetype>(record.size(), 200)).constData());
            const auto event = std::make_shared<Event>(*parsed);
            sendBefore(*event);
            m_scene.feed(input::RecordReceived{record, event, {}});
            if (const auto* offers = std::get_if<OffersEvent>(&event->payload))
                m_scene.feed(input::OffersArrived{offers->offers});
            sendAfter(*event);
        }
    }

private:
    void loadCalls(const QStringList& prefixes, const FrameworkId& framework)
    {
        for (const QString& name : captureNames()) {
            if (!prefixes.contains(name.first(1)))
                continue;
            QFile file(QStringLiteral(MESOSCRIBE_TEST_DATA "/captures/") + name + u".request"_s);
            if (!file.open(QIODevice::ReadOnly))
                continue;
            const QByteArray body = file.readAll();
            const Result<CallFacts> facts = factsOfCall(body);
            if (facts && facts->frameworkId == framework && facts->type != u"SUBSCRIBE"_s)
                m_calls.append({*facts, body, readCapture(name)});
        }
    }

    template<class Wanted>
    void sendFirst(Wanted isWanted)
    {
        for (qsizetype i = 0; i < m_calls.size(); ++i) {
            if (!isWanted(m_calls.at(i).facts))
                continue;
            const SentCall call = m_calls.takeAt(i);
            const quint64 number = m_scene.send(call.facts, false, call.body);
            m_scene.answer(number, call.answer.status, call.answer.body);
            return;
        }
    }

    void sendBefore(const Event& event)
    {
        if (const auto* update = std::get_if<UpdateEvent>(&event.payload)) {
            const TaskStatus& status = update->status;
            sendFirst([&](const CallFacts& facts) {
                return std::ranges::any_of(facts.launches,
                                           [&](const LaunchedTask& task) { return task.taskId == status.taskId; });
            });
            if (status.reason == u"REASON_RECONCILIATION"_s)
                sendFirst([](const CallFacts& facts) { return facts.type == u"RECONCILE"_s; });
            if (status.state.value == TaskState::Killed)
                sendFirst([&](const CallFacts& facts) {
                    return facts.type == u"KILL"_s && facts.taskIds.contains(status.taskId);
                });
        } else if (const auto* operation = std::get_if<UpdateOperationStatusEvent>(&event.payload)) {
            const bool isAnswer = operation->status.uuid.isEmpty();
            sendFirst([&](const CallFacts& facts) {
                return facts.type == (isAnswer ? u"RECONCILE_OPERATIONS"_s : u"ACCEPT"_s) &&
                       std::ranges::any_of(facts.operations, [&](const SentOperation& sent) {
                           return sent.id == operation->status.operationId;
                       });
            });
        } else if (std::holds_alternative<OffersEvent>(event.payload)) {
            sendFirst([&](const CallFacts& facts) {
                const bool isDecline =
                    facts.type == u"DECLINE"_s ||
                    (facts.type == u"ACCEPT"_s && facts.launches.isEmpty() && facts.operations.isEmpty());
                return isDecline && std::ranges::all_of(facts.offerIds, [&](const OfferId& id) {
                           return m_scene.state.offers.find(id) != nullptr;
                       });
            });
        }
    }

    void sendAfter(const Event& event)
    {
        QByteArray uuid;
        if (const auto* update = std::get_if<UpdateEvent>(&event.payload))
            uuid = update->status.uuid;
        else if (const auto* operation = std::get_if<UpdateOperationStatusEvent>(&event.payload))
            uuid = operation->status.uuid;
        if (!uuid.isEmpty())
            sendFirst([&](const CallFacts& facts) { return facts.uuid == uuid; });
    }

    Scene m_scene;
    QList<QByteArray> m_records;
    QList<SentCall> m_calls;
};

const CallEntry* callNamed(const SessionState& state, const QString& type, const QString& task)
{
    for (qsizetype i = 0; i < state.calls.size(); ++i) {
        const CallEntry& call = state.calls.at(i);
        const bool launches = std::ranges::any_of(
            call.facts.launches, [&](const LaunchedTask& launched) { return launched.taskId.value() == task; });
        if (call.facts.type == type && (launches || call.facts.taskIds.contains(TaskId(task))))
            return &call;
    }
    return nullptr;
}

QStringList statesOf(const Scene& scene, const CallEntry& call)
{
    QStringList states;
    for (const quint64 number : call.effects)
        states.append(scene.record(number).facts.state);
    return states;
}

} // namespace

void TestCapturedSession::tasksOfARealMaster()
{
    Replay replay(u"s10-subscribe-offers-task"_s, {u"t"_s, u"k"_s});
    QVERIFY(replay.recordCount() > 40);
    replay.run();
    Scene& scene = replay.scene();

    const QHash<QString, TaskState> ends = {
        {u"hello"_s, TaskState::Finished}, {u"fails"_s, TaskState::Failed}, {u"nosuch"_s, TaskState::Failed},
        {u"sleeper"_s, TaskState::Killed}, {u"toobig"_s, TaskState::Error}, {u"noack"_s, TaskState::Finished},
        {u"grp"_s, TaskState::Finished},   {u"dup"_s, TaskState::Finished}, {u"long2"_s, TaskState::Running}};
    QCOMPARE(scene.state.tasks.size(), ends.size());
    for (const TaskEntry& task : scene.state.tasks) {
        QCOMPARE(task.state.value, ends.value(task.id.value()));
        QCOMPARE(task.neverRan(), task.id.value() == u"toobig"_s);
        QCOMPARE(task.unacknowledged(), 0);
    }
    QCOMPARE(scene.state.tasks.running(), 1);
    QVERIFY(!scene.task(u"hello"_s).hostname.isEmpty());

    const CallEntry* hello = callNamed(scene.state, u"ACCEPT"_s, u"hello"_s);
    QVERIFY(hello);
    QCOMPARE(hello->progress, CallProgress::Done);
    QCOMPARE(statesOf(scene, *hello), (QStringList{u"TASK_STARTING"_s, u"TASK_RUNNING"_s, u"TASK_FINISHED"_s}));
    const CallEntry* kill = callNamed(scene.state, u"KILL"_s, u"sleeper"_s);
    QVERIFY(kill);
    QCOMPARE(statesOf(scene, *kill), QStringList{u"TASK_KILLED"_s});
    const CallEntry* explicitly = callNamed(scene.state, u"RECONCILE"_s, u"sleeper"_s);
    QVERIFY(explicitly);
    QCOMPARE(statesOf(scene, *explicitly), QStringList{u"TASK_RUNNING"_s});
    int declinesWithEffect = 0;
    for (qsizetype i = 0; i < scene.state.calls.size(); ++i) {
        const CallEntry& call = scene.state.calls.at(i);
        if (call.facts.type == u"RECONCILE"_s && call.facts.taskIds.isEmpty())
            QCOMPARE(statesOf(scene, call), QStringList{u"TASK_RUNNING"_s});
        QVERIFY(call.progress == CallProgress::Done);
        declinesWithEffect += call.facts.type == u"DECLINE"_s && !call.effects.isEmpty();
    }
    QCOMPARE(declinesWithEffect, 1);
    QCOMPARE(scene.record(scene.lastRecord()).facts.words, u"Framework failed over"_s);
}

void TestCapturedSession::operationsAndRepeatsOfARealMaster()
{
    Replay replay(u"r10-large-offer"_s, {u"r"_s});
    replay.run();
    Scene& scene = replay.scene();
    // OPERATION_UNKNOWN was the answer to a reconciliation after the end had been acknowledged.
    const OperationEntry operation = scene.state.operations.value(u"op-1"_s);
    QCOMPARE(operation.type, u"RESERVE"_s);
    QCOMPARE(operation.state.value, OperationState::Finished);
    QCOMPARE(operation.history.size(), 2);
    QCOMPARE(operation.unacknowledged(), 0);
    for (qsizetype i = 0; i < scene.state.calls.size(); ++i)
        QCOMPARE(scene.state.calls.at(i).progress, CallProgress::Done);
    QVERIFY(scene.state.calls.size() >= 3);

    for (int i = 0; i < 10; ++i) {
        const TaskEntry& task = scene.task(u"m%1"_s.arg(i));
        QCOMPARE(task.history.size(), 1);
        QCOMPARE(task.history.first().repeats, 1);
        QCOMPARE(task.unacknowledged(), 1);
    }
    QCOMPARE(scene.task(u"d1"_s).state.value, TaskState::Killed);
    QCOMPARE(scene.task(u"d1"_s).history.last().repeats, 1);
    QCOMPARE(scene.task(u"hc"_s).state.value, TaskState::Killed);
    QCOMPARE(scene.task(u"hc"_s).history.size(), 5);
    QVERIFY(scene.state.inverseOffers.isEmpty());
}

QTEST_GUILESS_MAIN(TestCapturedSession)
#include "tst_capturedsession.moc"
