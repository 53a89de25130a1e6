// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "models/describetask.h"

#include "mesos/reason.h"
#include "models/describecall.h"
#include "tasksamples.h"

#include <QTest>

using namespace mesoscribe;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

namespace {

const auto Web1 = samples::offer(u"O1"_s, u"S1"_s, u"web1"_s, u"eng"_s);

QString valueOf(const QList<Fact>& facts, const QString& label)
{
    for (const Fact& fact : facts) {
        if (fact.label == label)
            return fact.value;
    }
    return u"(no such fact)"_s;
}

QString noteOf(const QList<Fact>& facts, const QString& label)
{
    for (const Fact& fact : facts) {
        if (fact.label == label)
            return fact.note;
    }
    return u"(no such fact)"_s;
}

/// A session that has launched "web" on web1.
struct Launched
{
    Launched()
    {
        scene.subscribe();
        scene.arrive({Web1});
        number = scene.send(samples::launch(Web1, {u"web"_s}));
    }

    const TaskEntry& task() const { return *scene.state.tasks.find(TaskId(u"web"_s)); }
    QString what() const { return describeWhatHappened(task(), scene.state, scene.now); }

    samples::CallScene scene;
    quint64 number = 0;
};

} // namespace

class TestDescribeTask : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        qputenv("TZ", "UTC");
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    }

    void updatesInPlainWords_data();
    void updatesInPlainWords();
    void healthIsSaid();
    void checksAreSaid();
    void everyReasonIsExplained();
    void everyStateHasAWordAndASentence();
    void statesLookDifferent();
    void launchIsFollowedUntilTheFirstUpdate();
    void refusedLaunchesRanNothing_data();
    void refusedLaunchesRanNothing();
    void staleOffersRanNothing();
    void stillStagingIsSaidAfterAMinute();
    void killsAndQuestionsAreSaid();
    void longMessagesAreCutInTheRow();
    void acknowledgements();
    void factsOfATask();
    void factsOfAnUpdate();
    void operationsInPlainWords_data();
    void operationsInPlainWords();
    void maintenanceInPlainWords();
    void factsOfAnInverseOffer();
};

void TestDescribeTask::updatesInPlainWords_data()
{
    QTest::addColumn<TaskState>("state");
    QTest::addColumn<QString>("message");
    QTest::addColumn<QString>("reason");
    QTest::addColumn<QString>("text");
    using enum TaskState;
    QTest::newRow("running") << Running << u""_s << u""_s << u"It runs."_s;
    QTest::newRow("finished") << Finished << u"Command exited with status 0"_s << u""_s
                              << u"Ended with exit status 0."_s;
    QTest::newRow("failed") << Failed << u"Command exited with status 3"_s << u""_s << u"Ended with exit status 3."_s;
    QTest::newRow("no such command") << Failed << u"Command exited with status 127"_s << u""_s
                                     << u"Ended with exit status 127: usually the command was not found."_s;
    QTest::newRow("not executable") << Failed << u"Command exited with status 126"_s << u""_s
                                    << u"Ended with exit status 126: usually the command may not be executed."_s;
    QTest::newRow("container") << Failed << u"Container exited with status 1"_s << u""_s
                               << u"Ended with exit status 1."_s;
    QTest::newRow("killed") << Killed << u"Command terminated with signal Terminated"_s << u""_s
                            << u"Ended when it was told to (signal Terminated)."_s;
    QTest::newRow("killed on macOS") << Killed << u"Command terminated with signal Terminated: 15"_s << u""_s
                                     << u"Ended when it was told to (signal Terminated)."_s;
    QTest::newRow("killed by force") << Killed << u"Command terminated with signal Killed"_s << u""_s
                                     << u"Ended by force (signal Killed)."_s;
    QTest::newRow("crashed") << Failed << u"Command terminated with signal Segmentation fault (core dumped)"_s << u""_s
                             << u"Crashed with signal Segmentation fault."_s;
    QTest::newRow("other words") << Failed << u"Command exited with status many"_s << u""_s
                                 << u"It ended with an error. It says: “Command exited with status many”."_s;
    QTest::newRow("stale offer") << Lost << u"Task launched with invalid offers: Offer m-O1 is no longer valid"_s
                                 << u"REASON_INVALID_OFFERS"_s
                                 << u"The offer was gone before the launch arrived. Nothing ran."_s;
    QTest::newRow("stale offer, partition aware")
        << Dropped << u"Task launched with invalid offers: Offer m-O1 is no longer valid"_s
        << u"REASON_INVALID_OFFERS"_s << u"The offer was gone before the launch arrived. Nothing ran."_s;
    QTest::newRow("no words on offers") << Lost << u""_s << u"REASON_INVALID_OFFERS"_s
                                        << u"The offer was gone before the launch arrived. Nothing ran."_s;
    QTest::newRow("duplicate offer") << Lost
                                     << u"Task launched with invalid offers: Duplicate offer m-O1 in offer list"_s
                                     << u"REASON_INVALID_OFFERS"_s << u"The same offer was named twice. Nothing ran."_s;
    QTest::newRow("two agents") << Lost
                                << u"Task launched with invalid offers: Aggregated offers must belong to one single "
                                   "agent. Offer m-O1 uses agent m-S1 and agent m-S2"_s
                                << u"REASON_INVALID_OFFERS"_s
                                << u"The offers were not all of one agent. Nothing ran."_s;
    QTest::newRow("two roles") << Lost
                               << u"Task launched with invalid offers: Aggregated offers must be allocated to the same "
                                  "role. Offer m-O1 uses role 'a but another is using role 'b"_s
                               << u"REASON_INVALID_OFFERS"_s << u"The offers were not all for one role. Nothing ran."_s;
    QTest::newRow("new words on offers") << Lost << u"Task launched with invalid offers: Offers are shy"_s
                                         << u"REASON_INVALID_OFFERS"_s
                                         << u"The offers could not be used. It says: “Offers are shy”. Nothing ran."_s;
    QTest::newRow("invalid task") << Error << u"Task uses no resources"_s << u"REASON_TASK_INVALID"_s
                                  << u"The task's description breaks a rule; the message says which. It says: “Task "
                                     "uses no resources”."_s;
    QTest::newRow("executor gone") << Failed << u"Executor terminated"_s << u"REASON_EXECUTOR_TERMINATED"_s
                                   << u"The executor ended before the task did."_s;
    QTest::newRow("draining") << Killed << u"Command exited with status 0"_s << u"REASON_AGENT_DRAINING"_s
                              << u"The agent is being emptied for maintenance. Ended with exit status 0."_s;
    QTest::newRow("asked, known") << Running << u"Reconciliation: Latest task state"_s << u"REASON_RECONCILIATION"_s
                                  << u"Asked, the master says that this is the task's latest state."_s;
    QTest::newRow("asked, unknown") << TaskUnknown << u"Reconciliation: Task is unknown"_s << u"REASON_RECONCILIATION"_s
                                    << u"Asked, the master says that it knows nothing of the task."_s;
    QTest::newRow("asked, lost") << Lost << u"Reconciliation: Task is unknown to the agent"_s
                                 << u"REASON_RECONCILIATION"_s
                                 << u"Asked, the master says that the agent does not have the task."_s;
    QTest::newRow("asked, agent away") << Lost << u"Reconciliation: Task is unreachable"_s << u"REASON_RECONCILIATION"_s
                                       << u"Asked, the master says that the task's agent cannot be reached."_s;
    QTest::newRow("new reason") << Failed << u""_s << u"REASON_BORED"_s
                                << u"It ended with an error. Reason: REASON_BORED, new to this version."_s;
    QTest::newRow("new state") << Unknown << u""_s << u""_s << u"This state is new to this version."_s;
    QTest::newRow("markup stays text") << Failed << u"<b>oh</b>\nno"_s << u""_s
                                       << u"It ended with an error. It says: “<b>oh</b> no”."_s;
}

void TestDescribeTask::updatesInPlainWords()
{
    QFETCH(const TaskState, state);
    QFETCH(const QString, message);
    QFETCH(const QString, reason);
    QFETCH(const QString, text);
    QCOMPARE(describeWhatHappened(samples::status(u"web"_s, state, u"u1"_s, message, reason)), text);
}

void TestDescribeTask::healthIsSaid()
{
    TaskStatus status =
        samples::status(u"web"_s, TaskState::Running, u"u1"_s, {}, u"REASON_TASK_HEALTH_CHECK_STATUS_UPDATED"_s);
    status.healthy = false;
    QCOMPARE(describeWhatHappened(status), u"It is not healthy: its health check fails."_s);
    QCOMPARE(taskMark(status), TaskMark::Bad);
    status.healthy = true;
    QCOMPARE(describeWhatHappened(status), u"It is healthy."_s);
    QCOMPARE(taskMark(status), TaskMark::Working);
    status.reason.clear();
    QCOMPARE(describeWhatHappened(status), u"It runs. It is healthy."_s);
}

void TestDescribeTask::checksAreSaid()
{
    TaskStatus status =
        samples::status(u"web"_s, TaskState::Running, u"u1"_s, {}, u"REASON_TASK_CHECK_STATUS_UPDATED"_s);
    status.check = CheckStatus{.type = u"COMMAND"_s, .exitCode = 2, .httpStatusCode = {}, .tcpSucceeded = {}};
    QCOMPARE(describeWhatHappened(status), u"Its check changed: exit status 2."_s);
    status.check = CheckStatus{.type = u"HTTP"_s, .exitCode = {}, .httpStatusCode = 503, .tcpSucceeded = {}};
    QCOMPARE(describeWhatHappened(status), u"Its check changed: HTTP status 503."_s);
    status.check = CheckStatus{.type = u"TCP"_s, .exitCode = {}, .httpStatusCode = {}, .tcpSucceeded = false};
    QCOMPARE(describeWhatHappened(status), u"Its check changed: the port does not answer."_s);
    status.check = CheckStatus{.type = u"TCP"_s, .exitCode = {}, .httpStatusCode = {}, .tcpSucceeded = {}};
    QCOMPARE(describeWhatHappened(status), u"The result of the task's check changed."_s);
}

void TestDescribeTask::everyReasonIsExplained()
{
    for (const ReasonName& reason : reasons()) {
        const QString name = QString::fromLatin1(reason.name);
        const QString text = describeWhatHappened(samples::status(u"web"_s, TaskState::Failed, u"u1"_s, {}, name));
        QVERIFY2(!text.contains(u"new to this version"_s), reason.name);
        QVERIFY2(!text.contains(u"REASON_"_s), reason.name);
        QVERIFY2(text.endsWith(u'.'), reason.name);
    }
}

void TestDescribeTask::everyStateHasAWordAndASentence()
{
    QSet<QString> words;
    QSet<QString> sentences;
    for (int i = 0; i <= static_cast<int>(TaskState::TaskUnknown); ++i) {
        const auto state = static_cast<TaskState>(i);
        const QString word = describeTaskState(samples::taskState(state));
        const QString sentence = describeWhatHappened(samples::status(u"web"_s, state, u"u1"_s));
        QVERIFY(!word.isEmpty());
        QVERIFY2(sentence.endsWith(u'.'), qPrintable(sentence));
        QVERIFY2(!words.contains(word), qPrintable(word));
        QVERIFY2(!sentences.contains(sentence), qPrintable(sentence));
        words.insert(word);
        sentences.insert(sentence);
    }
    QCOMPARE(describeTaskState(samples::taskState(TaskState::Unknown)), u"TASK_DREAMING"_s);
}

void TestDescribeTask::statesLookDifferent()
{
    const auto mark = [](TaskState state) { return taskMark(samples::status(u"web"_s, state, u"u1"_s)); };
    QCOMPARE(mark(TaskState::Starting), TaskMark::Waiting);
    QCOMPARE(mark(TaskState::Running), TaskMark::Working);
    QCOMPARE(mark(TaskState::Finished), TaskMark::Good);
    QCOMPARE(mark(TaskState::Failed), TaskMark::Bad);
    QCOMPARE(mark(TaskState::Error), TaskMark::Bad);
    QCOMPARE(mark(TaskState::Killed), TaskMark::Neutral);
    QCOMPARE(mark(TaskState::Lost), TaskMark::Lost);
    QCOMPARE(mark(TaskState::Unknown), TaskMark::Neutral);
    QCOMPARE(operationMark({}), TaskMark::Waiting);
    QCOMPARE(operationMark({OperationState::Finished, u"OPERATION_FINISHED"_s}), TaskMark::Good);
    QCOMPARE(operationMark({OperationState::Error, u"OPERATION_ERROR"_s}), TaskMark::Bad);
    QCOMPARE(operationMark({OperationState::Unknown, u"OPERATION_DREAMING"_s}), TaskMark::Neutral);
}

void TestDescribeTask::launchIsFollowedUntilTheFirstUpdate()
{
    Launched launched;
    QCOMPARE(launched.what(), u"The launch is on its way to the master."_s);
    QCOMPARE(inspectorSubtitle(launched.task()), u"Launching on web1.example.com"_s);
    QCOMPARE(taskMark(launched.task()), TaskMark::Waiting);
    launched.scene.answer(launched.number);
    QCOMPARE(launched.what(), u"The master has the launch; the agent prepares it."_s);
    launched.scene.pass(CallSilence);
    QCOMPARE(launched.what(), u"The launch was accepted, but there is no word of the task yet."_s);
    launched.scene.update(samples::status(u"web"_s, TaskState::Running, u"u1"_s));
    QCOMPARE(launched.what(), u"It runs."_s);

    TaskEntry stranger;
    stranger.id = TaskId(u"x"_s);
    QCOMPARE(describeWhatHappened(stranger, SessionState(), launched.scene.now),
             u"Nothing has been heard of it yet."_s);
}

void TestDescribeTask::refusedLaunchesRanNothing_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("text");
    QTest::newRow("stale stream") << 400
                                  << QByteArray("The stream ID 'a' included in this request didn't match the stream ID "
                                                "currently associated with framework ID f")
                                  << u"That stream id belongs to an earlier connection. Nothing ran."_s;
    QTest::newRow("stream down") << 403 << QByteArray("Framework is not subscribed")
                                 << u"The stream is down, so Mesos refuses calls. Nothing ran."_s;
    QTest::newRow("no leader") << 503 << QByteArray("No leader elected") << u"No leader right now. Nothing ran."_s;
}

void TestDescribeTask::refusedLaunchesRanNothing()
{
    QFETCH(const int, status);
    QFETCH(const QByteArray, body);
    QFETCH(const QString, text);
    Launched launched;
    launched.scene.answer(launched.number, status, body);
    QCOMPARE(launched.what(), text);
    QCOMPARE(inspectorSubtitle(launched.task()), u"Not launched on web1.example.com"_s);
    QCOMPARE(taskMark(launched.task()), TaskMark::Bad);
}

void TestDescribeTask::staleOffersRanNothing()
{
    Launched launched;
    launched.scene.answer(launched.number);
    launched.scene.update(samples::status(u"web"_s, TaskState::Lost, {},
                                          u"Task launched with invalid offers: Offer m-O1 is no longer valid"_s,
                                          u"REASON_INVALID_OFFERS"_s));
    QCOMPARE(launched.what(), u"The offer was gone before the launch arrived. Nothing ran."_s);
    QVERIFY(launched.task().neverRan());
}

void TestDescribeTask::stillStagingIsSaidAfterAMinute()
{
    Launched launched;
    launched.scene.answer(launched.number);
    launched.scene.pass(59s);
    QVERIFY(!launched.what().startsWith(u"Still"_s));
    launched.scene.pass(1s);
    QCOMPARE(launched.what(),
             u"Still staging: usually the image or a file is being fetched, or the executor cannot start."_s);
    launched.scene.update(samples::status(u"web"_s, TaskState::Staging, {}));
    QCOMPARE(launched.what(), u"The agent prepares it."_s);
    launched.scene.pass(60s);
    QVERIFY(launched.what().startsWith(u"Still staging: "_s));
    launched.scene.update(samples::status(u"web"_s, TaskState::Starting, u"u1"_s));
    launched.scene.pass(61s);
    QVERIFY(launched.what().startsWith(u"Still starting: "_s));
    launched.scene.update(samples::status(u"web"_s, TaskState::Running, u"u2"_s));
    launched.scene.pass(1h);
    QCOMPARE(launched.what(), u"It runs."_s);
}

void TestDescribeTask::killsAndQuestionsAreSaid()
{
    Launched launched;
    launched.scene.answer(launched.number);
    launched.scene.update(samples::status(u"web"_s, TaskState::Running, u"u1"_s));
    launched.scene.send(samples::taskCall(u"KILL"_s, {u"web"_s}));
    launched.scene.pass(3s);
    QCOMPARE(launched.what(), u"It runs. It was asked to end 3 s ago."_s);
    launched.scene.update(samples::status(u"web"_s, TaskState::Killing, u"u2"_s));
    QCOMPARE(launched.what(), u"It was told to end and has not ended yet."_s);
    launched.scene.send(samples::taskCall(u"RECONCILE"_s, {u"web"_s}));
    launched.scene.pass(9s);
    QCOMPARE(launched.what(), u"It was told to end and has not ended yet."_s);
    launched.scene.pass(1s);
    QCOMPARE(launched.what(), u"It was told to end and has not ended yet. The master was asked for it 10 s ago and has "
                              "not answered."_s);
    launched.scene.update(
        samples::status(u"web"_s, TaskState::Killed, u"u3"_s, u"Command terminated with signal Terminated"_s));
    QCOMPARE(launched.what(), u"Ended when it was told to (signal Terminated)."_s);
}

void TestDescribeTask::longMessagesAreCutInTheRow()
{
    const TaskStatus status = samples::status(u"web"_s, TaskState::Failed, u"u1"_s, QString(100'000, u'x'));
    QVERIFY(describeWhatHappened(status).size() < 300);
    TaskMoment moment{.at = samples::Start, .status = status};
    TaskEntry task;
    QCOMPARE(valueOf(factsOf(moment, task), u"message"_s).size(), 100'000);
}

void TestDescribeTask::acknowledgements()
{
    QCOMPARE(describe(Acknowledgement::NotWanted), QString());
    QCOMPARE(describe(Acknowledgement::Wanted), u"not acknowledged"_s);
    QCOMPARE(describe(Acknowledgement::Sent), u"acknowledgement sent"_s);
    QCOMPARE(describe(Acknowledgement::Received), u"acknowledged"_s);
    QCOMPARE(describeUnacknowledged(1), u"1 update unacknowledged"_s);
    QCOMPARE(describeUnacknowledged(3), u"3 updates unacknowledged"_s);
}

void TestDescribeTask::factsOfATask()
{
    Launched launched;
    launched.scene.answer(launched.number);
    TaskStatus running = samples::status(u"web"_s, TaskState::Running, u"u1"_s);
    running.healthy = true;
    running.container = ContainerStatus{
        .containerId = ContainerId(u"c-1"_s), .ipAddresses = {u"10.0.0.7"_s, u"fd00::7"_s}, .executorPid = 4711};
    launched.scene.update(running);
    launched.scene.pass(2min);

    const TaskEntry& task = launched.task();
    QCOMPARE(inspectorTitle(task), u"Task web"_s);
    QCOMPARE(inspectorSubtitle(task), u"Running on web1.example.com"_s);
    const QList<Fact> facts = factsOf(task, launched.scene.state, launched.scene.now);
    QCOMPARE(valueOf(facts, u"state"_s), u"Running"_s);
    QCOMPARE(noteOf(facts, u"state"_s), u"(TASK_RUNNING)"_s);
    QCOMPARE(valueOf(facts, u"since"_s), u"2:00"_s);
    QCOMPARE(valueOf(facts, u"agent"_s), u"web1.example.com"_s);
    QCOMPARE(valueOf(facts, u"told by"_s), u"the executor"_s);
    QCOMPARE(valueOf(facts, u"health"_s), u"healthy"_s);
    QCOMPARE(valueOf(facts, u"container addresses"_s), u"10.0.0.7, fd00::7"_s);
    QCOMPARE(valueOf(facts, u"executor's process"_s), u"4711"_s);
    QCOMPARE(valueOf(facts, u"Container ID"_s), u"c-1"_s);
    QCOMPARE(noteOf(facts, u"launched"_s), u"(call 1)"_s);
    QCOMPARE(valueOf(facts, u"updates"_s), u"1 update unacknowledged"_s);
    QCOMPARE(valueOf(facts, u"Task ID"_s), u"web"_s);
    QVERIFY(valueOf(facts, u"Agent ID"_s).endsWith(u"-S1"_s));
    QCOMPARE(facts.last().label, u"22:13:20.000"_s); // the time line
    QCOMPARE(facts.last().value, u"Running"_s);
    QCOMPARE(facts.last().note, u"It runs. It is healthy."_s);
}

void TestDescribeTask::factsOfAnUpdate()
{
    TaskStatus status = samples::status(u"web"_s, TaskState::Failed, u"u1"_s, u"Memory limit exceeded"_s,
                                        u"REASON_CONTAINER_LIMITATION_MEMORY"_s);
    status.limitation = {samples::scalar(u"mem"_s, 32)};
    status.timestamp = 1'700'000'000.5;
    const TaskMoment moment{.at = samples::Start,
                            .status = status,
                            .acknowledgement = Acknowledgement::Received,
                            .repeats = 2,
                            .record = 71,
                            .call = 9};
    const QList<Fact> facts = factsOf(moment, TaskEntry());
    QCOMPARE(valueOf(facts, u"reason"_s), u"The container used more memory than it was given."_s);
    QCOMPARE(noteOf(facts, u"reason"_s), u"(REASON_CONTAINER_LIMITATION_MEMORY)"_s);
    QCOMPARE(valueOf(facts, u"message"_s), u"Memory limit exceeded"_s);
    QCOMPARE(valueOf(facts, u"exceeded"_s), u"mem 32 MiB"_s);
    QCOMPARE(valueOf(facts, u"made"_s), u"22:13:20.500"_s);
    QCOMPARE(noteOf(facts, u"read"_s), u"(repeated 2 times)"_s);
    QCOMPARE(valueOf(facts, u"acknowledgement"_s), u"acknowledged"_s);
    QCOMPARE(noteOf(facts, u"acknowledgement"_s), u"(call 9)"_s);
    QCOMPARE(valueOf(facts, u"record"_s), u"#71"_s);
    QCOMPARE(valueOf(facts, u"Update UUID"_s).size(), 24);
}

void TestDescribeTask::operationsInPlainWords_data()
{
    QTest::addColumn<QString>("type");
    QTest::addColumn<OperationState>("state");
    QTest::addColumn<QString>("message");
    QTest::addColumn<QString>("text");
    using enum OperationState;
    QTest::newRow("reserved") << u"RESERVE"_s << Finished << u""_s << u"The resources are reserved now."_s;
    QTest::newRow("destroyed") << u"DESTROY"_s << Finished << u""_s << u"The volume is gone, with everything on it."_s;
    QTest::newRow("new type") << u"PAINT"_s << Finished << u""_s << u"It is done."_s;
    QTest::newRow("stale offer") << u"RESERVE"_s << Error
                                 << u"Operation attempted with invalid offers: Offer m-O1 is no longer valid"_s
                                 << u"The offer was gone before the operation arrived. Nothing changed."_s;
    QTest::newRow("rule") << u"CREATE"_s << Error << u"Invalid CREATE operation: no"_s
                          << u"It breaks a rule and was not carried out. It says: “Invalid CREATE operation: no”."_s;
    QTest::newRow("dropped") << u"CREATE"_s << Dropped << u""_s << u"It was lost on its way. Nothing changed."_s;
    QTest::newRow("unknown") << u""_s << OperationUnknown
                             << u"Reconciliation: Operation is unknown and no 'agent_id' was provided"_s
                             << u"The master knows nothing of it."_s;
    QTest::newRow("new state") << u""_s << Unknown << u""_s << u"This state is new to this version."_s;
}

void TestDescribeTask::operationsInPlainWords()
{
    QFETCH(const QString, type);
    QFETCH(const OperationState, state);
    QFETCH(const QString, message);
    QFETCH(const QString, text);
    OperationEntry operation;
    operation.id = OperationId(u"op"_s);
    operation.type = type;
    QCOMPARE(describeWhatHappened(operation), u"Nothing has been heard of it yet."_s);
    operation.update(samples::operationStatus(u"op"_s, state, u"OPERATION_X"_s, message), 7, samples::Start);
    QCOMPARE(describeWhatHappened(operation), text);
    const QList<Fact> facts = factsOf(operation, SessionState());
    QCOMPARE(valueOf(facts, u"what happened"_s), text);
    QCOMPARE(valueOf(facts, u"Operation ID"_s), u"op"_s);
}

void TestDescribeTask::maintenanceInPlainWords()
{
    samples::CallScene scene;
    scene.subscribe();
    scene.arrive({Web1});
    InverseOffer offer;
    offer.id = OfferId(u"m-O9"_s);
    offer.agentId = Web1->agentId;
    const auto nanoseconds = [](WallTime time) { return time.time_since_epoch().count() * 1'000'000; };
    offer.unavailability = {nanoseconds(scene.now + 1h), qint64(2 * 3600) * 1'000'000'000};
    QCOMPARE(describeMaintenance(offer, scene.state, scene.now),
             u"Wants web1's resources back from 23:13 for 2 hours."_s);
    offer.unavailability = {nanoseconds(scene.now - 1h), std::nullopt};
    QCOMPARE(describeMaintenance(offer, scene.state, scene.now),
             u"Wants web1's resources back, since 21:13 and for good."_s);
    offer.agentId = AgentId(u"m-S9"_s);
    QVERIFY(describeMaintenance(offer, scene.state, scene.now).startsWith(u"Wants m-S9's resources"_s));
    offer.agentId = {};
    QVERIFY(describeMaintenance(offer, scene.state, scene.now).startsWith(u"Wants this framework's resources"_s));
    offer.unavailability = {nanoseconds(scene.now + 48h), std::nullopt};
    QVERIFY(describeMaintenance(offer, scene.state, scene.now).contains(u"11/16/23"_s));
}

void TestDescribeTask::factsOfAnInverseOffer()
{
    auto offer = std::make_shared<InverseOffer>();
    offer->id = OfferId(u"m-O9"_s);
    offer->agentId = Web1->agentId;
    const LiveInverseOffer live{.offer = offer,
                                .arrived = samples::Start,
                                .answer = LiveInverseOffer::Answer::Declined,
                                .answeredAt = samples::Start + 5s,
                                .call = 4};
    const QList<Fact> facts = factsOf(live, SessionState(), samples::Start + 65s);
    QCOMPARE(valueOf(facts, u"answer"_s), u"Declined"_s);
    QCOMPARE(noteOf(facts, u"answer"_s), u"(call 4)"_s);
    QCOMPARE(valueOf(facts, u"answered"_s), u"1 min ago"_s);
    QCOMPARE(valueOf(facts, u"Inverse offer ID"_s), u"m-O9"_s);
}

QTEST_GUILESS_MAIN(TestDescribeTask)
#include "tst_describetask.moc"
