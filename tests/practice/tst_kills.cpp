// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "practice/tasksession.h"

using namespace mesoscribe;
using namespace mesoscribe::practice;
using test::ClusterDriver;
using test::OneCpu;
using test::Session;
using namespace std::chrono_literals;

namespace {

const QByteArray MultiRole = R"({"type":"MULTI_ROLE"})";
const QByteArray SaysKilling = R"({"type":"MULTI_ROLE"},{"type":"TASK_KILLING_STATE"})";

/// A kill_policy member for TaskInfo or KILL.
QByteArray grace(std::chrono::nanoseconds time)
{
    return R"(,"kill_policy":{"grace_period":{"nanoseconds":)" + QByteArray::number(qint64(time.count())) + "}}";
}

/// "KILLED: Command …" of the only status.
QByteArray outcome(const JsonArray& statuses)
{
    if (statuses.size() != 1)
        return QByteArray::number(qsizetype(statuses.size())) + " statuses";
    return statuses[0].at("state").text() + ": " + statuses[0].at("message").text();
}

const QByteArray Terminated = "TASK_KILLED: Command terminated with signal Terminated";
const QByteArray Killed = "TASK_KILLED: Command terminated with signal Killed";

} // namespace

/// mesos-api section 10, check 19; src/launcher/executor.cpp.
class TestKills : public QObject
{
    Q_OBJECT

private slots:
    void kills();
    void leavesTasksAloneThatAreOnAnotherAgent();
    void reconcilesWhatItDoesNotKnow();
    void killsBeforeDelivery();
    void forcesAfterTheGrace_data();
    void forcesAfterTheGrace();
    void shortensTheGraceOnly_data();
    void shortensTheGraceOnly();
    void letsATrapDecide();
    void endsAsItWouldHaveWhenTheGraceIsLonger();
    void ignoresKillsOfEndedTasks();
    void killsDockerContainers();
    void endsWhatTakesTooLong();
    void forgetsTheTimeLimitOfWhatIsKilled();
    void killsWhenTheAgentIsBack();
};

void TestKills::kills()
{
    for (const bool sayKilling : {false, true}) {
        Session session(sayKilling ? SaysKilling : MultiRole);
        session.start(session.task("t", "sleep 600"));
        session.kill("t");
        session.pass(1s);
        const JsonArray statuses = session.acknowledgeAll();
        QCOMPARE(Session::states(statuses), QByteArray(sayKilling ? "t TASK_KILLING, t TASK_KILLED" : "t TASK_KILLED"));
        const JsonValue& last = statuses.back();
        QCOMPARE(last.at("message").text(), QByteArray("Command terminated with signal Terminated"));
        QCOMPARE(last.at("source").text(), QByteArray("SOURCE_EXECUTOR"));
        QVERIFY(!last.has("reason") && last.has("uuid") && last.has("container_status"));
    }
}

void TestKills::leavesTasksAloneThatAreOnAnotherAgent()
{
    Session session;
    session.start(session.task("t", "sleep 600"));
    session.kill("t", R"(,"agent_id":{"value":"other"})");
    session.pass(10s);
    QCOMPARE(Session::states(session.statuses()), QByteArray());
    session.kill("t", R"(,"agent_id":)" + session.offers[0].at("agent_id").toJson());
    session.pass(1s);
    QCOMPARE(outcome(session.statuses()), Terminated);
}

void TestKills::reconcilesWhatItDoesNotKnow()
{
    Session session;
    session.kill("never");
    const JsonArray statuses = session.statuses();
    QCOMPARE(statuses.size(), size_t(1));
    JsonValue status = statuses[0];
    status.remove("timestamp");
    QCOMPARE(status.toJson(),
             ClusterDriver::canonical(
                 R"({"task_id":{"value":"never"},"state":"TASK_LOST","message":"Reconciliation: Task is unknown",)"
                 R"("source":"SOURCE_MASTER","reason":"REASON_RECONCILIATION"})"));
}

void TestKills::killsBeforeDelivery()
{
    Session session(SaysKilling);
    session.launch(session.task("t", "sleep 600"));
    session.pass(50ms);
    session.kill("t");
    const JsonArray statuses = session.acknowledgeAll();
    QCOMPARE(outcome(statuses), QByteArray("TASK_KILLED: Killed before delivery to the executor"));
    QCOMPARE(statuses[0].at("source").text(), QByteArray("SOURCE_AGENT"));
    QCOMPARE(statuses[0].at("reason").text(), QByteArray("REASON_TASK_KILLED_DURING_LAUNCH"));
    QCOMPARE(Session::idOf(statuses[0], "executor_id"), QByteArray("t"));
    QVERIFY(statuses[0].has("uuid"));
    session.pass(60s);
    QCOMPARE(Session::states(session.statuses()), QByteArray());
    QCOMPARE(session.cluster.tasksView().at("tasks").array().size(), size_t(0));
}

void TestKills::forcesAfterTheGrace_data()
{
    QTest::addColumn<QByteArray>("ofTask");
    QTest::addColumn<QByteArray>("ofKill");
    QTest::addColumn<qint64>("milliseconds");
    const auto row = [](const char* name, const QByteArray& ofTask, const QByteArray& ofKill, qint64 milliseconds) {
        QTest::newRow(name) << ofTask << ofKill << milliseconds;
    };
    row("three seconds unless told", {}, {}, 3000);
    row("the task's", grace(8s), {}, 8000);
    row("the call's", {}, grace(5s), 5000);
    row("the call's before the task's", grace(8s), grace(20s), 20'000);
    row("none", grace(0s), {}, 0);
    row("an empty policy", R"(,"kill_policy":{})", R"(,"kill_policy":{})", 3000);
}

void TestKills::forcesAfterTheGrace()
{
    QFETCH(QByteArray, ofTask);
    QFETCH(QByteArray, ofKill);
    QFETCH(qint64, milliseconds);
    Session session;
    session.start(session.task("t", "trap '' TERM; sleep 100", OneCpu, ofTask));
    session.kill("t", ofKill);
    if (milliseconds > 0) {
        session.pass(std::chrono::milliseconds(milliseconds - 1));
        QCOMPARE(Session::states(session.statuses()), QByteArray());
    }
    session.pass(101ms);
    QCOMPARE(outcome(session.statuses()), Killed);
}

void TestKills::shortensTheGraceOnly_data()
{
    // As the comment in the command executor has it: a grace of 20 s, and another KILL after some time.
    QTest::addColumn<int>("after");
    QTest::addColumn<int>("secondGrace");
    QTest::addColumn<int>("end");
    QTest::newRow("20, 30: no effect") << 4 << 30 << 20;
    QTest::newRow("20, 20: no effect") << 4 << 20 << 20;
    QTest::newRow("20, 5 within 5: five in all") << 4 << 5 << 5;
    QTest::newRow("20, 5 after 5: at once") << 7 << 5 << 7;
}

void TestKills::shortensTheGraceOnly()
{
    QFETCH(int, after);
    QFETCH(int, secondGrace);
    QFETCH(int, end);
    Session session(SaysKilling);
    session.start(session.task("t", "trap '' TERM; sleep 100"));
    session.kill("t", grace(20s));
    session.pass(std::chrono::seconds(after));
    // TASK_KILLING comes once.
    QCOMPARE(Session::states(session.acknowledgeAll()), QByteArray("t TASK_KILLING"));
    session.kill("t", grace(std::chrono::seconds(secondGrace)));
    if (end > after) {
        session.pass(std::chrono::seconds(end - after) - 1ms);
        QCOMPARE(Session::states(session.acknowledgeAll()), QByteArray());
    }
    session.pass(101ms);
    QCOMPARE(outcome(session.acknowledgeAll()), Killed);
}

void TestKills::letsATrapDecide()
{
    // As the capture of r14 shows: killed, though it exited well.
    Session session;
    session.start(session.task("t", R"(trap \"exit 0\" TERM; sleep 600)"));
    session.kill("t");
    session.pass(1s);
    QCOMPARE(outcome(session.acknowledgeAll()), QByteArray("TASK_KILLED: Command exited with status 0"));

    Session slow;
    slow.start(slow.task("t", "trap 'sleep 2; exit 4' TERM; sleep 600"));
    slow.kill("t");
    slow.pass(2s);
    QCOMPARE(Session::states(slow.statuses()), QByteArray());
    slow.pass(1s);
    QCOMPARE(outcome(slow.statuses()), QByteArray("TASK_KILLED: Command exited with status 4"));

    Session tooSlow;
    tooSlow.start(tooSlow.task("t", "trap 'sleep 9; exit 4' TERM; sleep 600"));
    tooSlow.kill("t");
    tooSlow.pass(4s);
    QCOMPARE(outcome(tooSlow.statuses()), Killed);
}

void TestKills::endsAsItWouldHaveWhenTheGraceIsLonger()
{
    Session session;
    session.start(session.task("t", "trap '' TERM; sleep 5; exit 3"));
    session.kill("t", grace(60s));
    session.pass(10s);
    QCOMPARE(outcome(session.statuses()), QByteArray("TASK_KILLED: Command exited with status 3"));
}

void TestKills::ignoresKillsOfEndedTasks()
{
    Session session(SaysKilling);
    session.start(session.task("t", "sleep 1; exit 3"));
    session.pass(1s);
    const JsonArray ended = session.statuses();
    QCOMPARE(outcome(ended), QByteArray("TASK_FAILED: Command exited with status 3"));
    session.kill("t");
    session.pass(5s);
    QCOMPARE(Session::states(session.statuses()), QByteArray());
    session.acknowledge(ended[0]);
    session.kill("t");
    QCOMPARE(outcome(session.statuses()), QByteArray("TASK_LOST: Reconciliation: Task is unknown"));
}

void TestKills::killsDockerContainers()
{
    const QByteArray container = R"(,"container":{"type":"DOCKER","docker":{"image":"alpine","network":"BRIDGE"}})";
    Session session(SaysKilling);
    session.launch(session.task("t", "sleep 600", OneCpu, container));
    session.pass(200ms);
    const JsonArray started = session.acknowledgeAll();
    QCOMPARE(Session::states(started), QByteArray("t TASK_STARTING, t TASK_RUNNING"));
    const auto inspected = parseJson(QByteArray::fromBase64(started[1].at("data").text()));
    QVERIFY(inspected);
    QCOMPARE(inspected->array()[0].at("Config").at("Image").text(), QByteArray("alpine"));
    const JsonValue& address = started[1].at("container_status").at("network_infos").array()[0];
    QVERIFY(address.at("ip_addresses").array()[0].at("ip_address").text().startsWith("172.17.0."));
    session.kill("t");
    session.pass(1s);
    const JsonArray killed = session.acknowledgeAll();
    QCOMPARE(Session::states(killed), QByteArray("t TASK_KILLING, t TASK_KILLED"));
    QCOMPARE(killed[1].at("message").text(), QByteArray("Container exited with status 143"));

    Session stubborn;
    stubborn.start(stubborn.task("t", "trap '' TERM; sleep 600", OneCpu, container));
    stubborn.kill("t");
    stubborn.pass(4900ms);
    QCOMPARE(Session::states(stubborn.statuses()), QByteArray());
    stubborn.pass(200ms);
    QCOMPARE(outcome(stubborn.statuses()), QByteArray("TASK_KILLED: Container exited with status 137"));

    Session missing;
    missing.launch(missing.task("t", "sleep 1", OneCpu,
                                R"(,"container":{"type":"DOCKER","docker":{"image":"acme/no-such-image:2"}})"));
    missing.pass(2s);
    const JsonArray received = missing.records(missing.stream);
    const JsonArray failed = Session::statusesIn(received);
    QCOMPARE(Session::states(failed), QByteArray("t TASK_FAILED"));
    QCOMPARE(failed[0].at("reason").text(), QByteArray("REASON_CONTAINER_LAUNCH_FAILED"));
    QCOMPARE(failed[0].at("source").text(), QByteArray("SOURCE_AGENT"));
    QVERIFY(failed[0].at("message").text().startsWith("Failed to launch container: "));
    QVERIFY(!Session::offersIn(received).empty());
}

void TestKills::endsWhatTakesTooLong()
{
    Session session(SaysKilling);
    session.start(session.task("t", "sleep 600", OneCpu, R"(,"max_completion_time":{"nanoseconds":5000000000})"));
    session.pass(4s);
    QCOMPARE(Session::states(session.statuses()), QByteArray());
    session.pass(2s);
    const JsonArray statuses = session.acknowledgeAll();
    QCOMPARE(outcome(statuses), QByteArray("TASK_FAILED: Command terminated with signal Terminated"));
    QCOMPARE(statuses[0].at("reason").text(), QByteArray("REASON_MAX_COMPLETION_TIME_REACHED"));

    Session quick;
    quick.start(quick.task("t", "sleep 2", OneCpu, R"(,"max_completion_time":{"nanoseconds":5000000000})"));
    quick.pass(10s);
    QCOMPARE(outcome(quick.acknowledgeAll()), QByteArray("TASK_FINISHED: Command exited with status 0"));
}

void TestKills::forgetsTheTimeLimitOfWhatIsKilled()
{
    Session session;
    session.start(
        session.task("t", "trap '' TERM; sleep 600", OneCpu, R"(,"max_completion_time":{"nanoseconds":5000000000})"));
    session.kill("t", grace(20s));
    session.pass(21s);
    const JsonArray statuses = session.acknowledgeAll();
    QCOMPARE(outcome(statuses), Killed);
    QVERIFY(!statuses[0].has("reason"));
}

void TestKills::killsWhenTheAgentIsBack()
{
    Session session(MultiRole, ClusterDriver::oneAgent(), R"(,"checkpoint":true)");
    session.start(session.task("t", "sleep 600"));
    session.cluster.loseAgent({});
    session.records(session.stream);
    session.kill("t");
    session.pass(10s);
    QCOMPARE(Session::states(session.statuses()), QByteArray());
    session.cluster.returnAgents();
    session.pass(1s);
    QCOMPARE(outcome(session.acknowledgeAll()), Terminated);
}

QTEST_APPLESS_MAIN(TestKills)
#include "tst_kills.moc"
