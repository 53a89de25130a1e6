// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "session/reconciler.h"

#include "state/reduce.h"

#include <QTest>

using namespace mesoscribe;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

using Beginning = Reconciler::Beginning;

namespace {

/// A reconciler without jitter, a state with tasks, and a clock that goes on when it is told to.
class Bench
{
public:
    void launch(const QStringList& tasks, const QStringList& operations = {})
    {
        CallFacts facts;
        facts.type = u"ACCEPT"_s;
        for (const QString& id : tasks)
            facts.launches.append({TaskId(id), id, AgentId(u"A1"_s), {}, false, {}});
        for (const QString& id : operations)
            facts.operations.append({OperationId(id), u"RESERVE"_s, {}});
        reduce(state, {WallTime(), input::CallSent{facts, {}, false}});
    }

    void update(const QString& task, TaskState value)
    {
        TaskStatus status;
        status.taskId = TaskId(task);
        status.state = {value, u"TASK_X"_s};
        const auto event = std::make_shared<Event>();
        event->type = u"UPDATE"_s;
        event->payload = UpdateEvent{status};
        reduce(state, {WallTime(), input::RecordReceived{{}, event, {}}});
    }

    /// "RECONCILE T1 T2", "RECONCILE" for all, "RECONCILE_OPERATIONS …".
    QStringList due()
    {
        QStringList texts;
        for (const Call& call : reconciler.takeDue(state, now)) {
            QString text = callType(call);
            if (const auto* tasks = std::get_if<ReconcileCall>(&call)) {
                for (const ReconcileCall::Task& task : tasks->tasks)
                    text += u' ' + task.taskId.value() + u'@' + task.agentId.value();
            }
            if (const auto* operations = std::get_if<ReconcileOperationsCall>(&call)) {
                for (const ReconcileOperationsCall::Operation& operation : operations->operations)
                    text += u' ' + operation.operationId.value();
            }
            texts.append(text);
        }
        return texts;
    }

    std::chrono::milliseconds wait() const { return reconciler.nextDue() - now; }

    SessionState state;
    double random = 0.5;
    Reconciler reconciler{[this] { return random; }};
    SteadyTime now{1000s};
};

} // namespace

class TestReconciler : public QObject
{
    Q_OBJECT

private slots:
    void sleepsUntilItIsStarted();
    void aNewFrameworkHasNothingToAsk();
    void anIdBroughtAlongAsksForAllOnce();
    void anIdBroughtAlongAsksAgainForWhatItKnows();
    void rejoiningAsksForTasksThatAreNotOver();
    void asksAgainWithGrowingWaits();
    void asksOnlyForThoseNotHeardOf();
    void waitsVary();
    void asksForAllEveryQuarterOfAnHour();
    void asksForOperationsToo();
    void stops();
};

void TestReconciler::sleepsUntilItIsStarted()
{
    Bench bench;
    bench.launch({u"T1"_s});
    QCOMPARE(bench.reconciler.nextDue(), SteadyTime::max());
    QCOMPARE(bench.due(), QStringList());
}

void TestReconciler::aNewFrameworkHasNothingToAsk()
{
    Bench bench;
    bench.reconciler.start(Beginning::New, bench.state, bench.now);
    QCOMPARE(bench.due(), QStringList());
    QCOMPARE(bench.wait(), Reconciler::ImplicitEvery);
}

void TestReconciler::anIdBroughtAlongAsksForAllOnce()
{
    Bench bench;
    bench.reconciler.start(Beginning::BroughtAlong, bench.state, bench.now);
    QCOMPARE(bench.wait(), 0ms);
    QCOMPARE(bench.due(), QStringList{u"RECONCILE"_s});
    QCOMPARE(bench.wait(), Reconciler::ImplicitEvery);
    QCOMPARE(bench.due(), QStringList());
}

void TestReconciler::anIdBroughtAlongAsksAgainForWhatItKnows()
{
    Bench bench;
    bench.launch({u"T1"_s, u"T2"_s});
    bench.reconciler.start(Beginning::BroughtAlong, bench.state, bench.now);
    QCOMPARE(bench.due(), QStringList{u"RECONCILE"_s});
    QCOMPARE(bench.wait(), Reconciler::FirstWait);
    bench.reconciler.heardOf(TaskId(u"T1"_s));
    bench.now += 5s;
    QCOMPARE(bench.due(), QStringList{u"RECONCILE T2@A1"_s});
}

void TestReconciler::rejoiningAsksForTasksThatAreNotOver()
{
    Bench bench;
    bench.launch({u"T1"_s, u"T2"_s, u"T3"_s, u"T4"_s});
    bench.update(u"T2"_s, TaskState::Finished);
    bench.update(u"T3"_s, TaskState::Running);
    bench.update(u"T4"_s, TaskState::Unreachable);
    bench.reconciler.start(Beginning::Rejoined, bench.state, bench.now);
    QCOMPARE(bench.due(), QStringList{u"RECONCILE T1@A1 T3@A1 T4@A1"_s});
}

void TestReconciler::asksAgainWithGrowingWaits()
{
    Bench bench;
    bench.launch({u"T1"_s});
    bench.reconciler.start(Beginning::Rejoined, bench.state, bench.now);
    QCOMPARE(bench.due(), QStringList{u"RECONCILE T1@A1"_s});
    for (const auto wait : {5s, 10s, 20s, 40s, 80s, 160s, 300s}) {
        QCOMPARE(bench.wait(), std::chrono::milliseconds(wait));
        bench.now += wait - 1ms;
        QCOMPARE(bench.due(), QStringList());
        bench.now += 1ms;
        QCOMPARE(bench.due(), QStringList{u"RECONCILE T1@A1"_s});
    }
    // By now the quarter of an hour comes first.
    bench.now += Reconciler::LongestWait;
    QCOMPARE(bench.due(), (QStringList{u"RECONCILE"_s, u"RECONCILE T1@A1"_s}));
    QCOMPARE(bench.wait(), Reconciler::LongestWait);
}

void TestReconciler::asksOnlyForThoseNotHeardOf()
{
    Bench bench;
    bench.launch({u"T1"_s, u"T2"_s});
    bench.reconciler.start(Beginning::Rejoined, bench.state, bench.now);
    QCOMPARE(bench.due().size(), 1);
    bench.reconciler.heardOf(TaskId(u"T2"_s));
    bench.launch({u"T3"_s});
    bench.now += 5s;
    QCOMPARE(bench.due(), QStringList{u"RECONCILE T1@A1"_s});
    bench.reconciler.heardOf(TaskId(u"T1"_s));
    bench.now += 10s;
    QCOMPARE(bench.due(), QStringList());
    QCOMPARE(bench.wait(), Reconciler::ImplicitEvery - 15s);
}

void TestReconciler::waitsVary()
{
    Bench bench;
    bench.launch({u"T1"_s});
    bench.random = 0.0;
    bench.reconciler.start(Beginning::Rejoined, bench.state, bench.now);
    QCOMPARE(bench.due().size(), 1);
    QCOMPARE(bench.wait(), 4000ms);
    bench.random = 1.0;
    bench.reconciler.start(Beginning::Rejoined, bench.state, bench.now);
    QCOMPARE(bench.due().size(), 1);
    QCOMPARE(bench.wait(), 6000ms);
}

void TestReconciler::asksForAllEveryQuarterOfAnHour()
{
    Bench bench;
    bench.reconciler.start(Beginning::New, bench.state, bench.now);
    for (int i = 0; i < 3; ++i) {
        bench.now += Reconciler::ImplicitEvery;
        QCOMPARE(bench.due(), QStringList{u"RECONCILE"_s});
        QCOMPARE(bench.due(), QStringList());
    }
}

void TestReconciler::asksForOperationsToo()
{
    Bench bench;
    bench.launch({}, {u"op1"_s, u"op2"_s});
    bench.state.operations[u"op2"_s].state = {OperationState::Finished, u"OPERATION_FINISHED"_s};
    bench.reconciler.start(Beginning::Rejoined, bench.state, bench.now);
    QCOMPARE(bench.due(), QStringList{u"RECONCILE_OPERATIONS op1"_s});
    bench.now += 5s;
    QCOMPARE(bench.due(), QStringList{u"RECONCILE_OPERATIONS op1"_s});
    bench.reconciler.heardOf(OperationId(u"op1"_s));
    bench.now += 10s;
    QCOMPARE(bench.due(), QStringList());
    bench.now += Reconciler::ImplicitEvery;
    QCOMPARE(bench.due(), (QStringList{u"RECONCILE"_s, u"RECONCILE_OPERATIONS"_s}));
}

void TestReconciler::stops()
{
    Bench bench;
    bench.launch({u"T1"_s});
    bench.reconciler.start(Beginning::Rejoined, bench.state, bench.now);
    bench.reconciler.stop();
    bench.now += 24h;
    QCOMPARE(bench.due(), QStringList());
    QCOMPARE(bench.reconciler.nextDue(), SteadyTime::max());
}

QTEST_GUILESS_MAIN(TestReconciler)
#include "tst_reconciler.moc"
