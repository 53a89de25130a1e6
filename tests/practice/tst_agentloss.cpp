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
const QByteArray PartitionAware = R"({"type":"MULTI_ROLE"},{"type":"PARTITION_AWARE"})";
const QByteArray Checkpoint = R"(,"checkpoint":true)";

/// What a test looks at, without the heartbeats.
JsonArray withoutHeartbeats(const JsonArray& records)
{
    JsonArray rest;
    for (const JsonValue& record : records) {
        if (record.isString() || record.at("type").text() != "HEARTBEAT")
            rest.push_back(record);
    }
    return rest;
}

struct LossSession : Session
{
    explicit LossSession(const QByteArray& capabilities, bool checkpoints)
        : Session(capabilities, oneAgent(), checkpoints ? Checkpoint : QByteArray())
    {
    }

    JsonArray next() { return withoutHeartbeats(records(stream)); }

    /// The answer to a RECONCILE of one task: "STATE: message", or nothing.
    QByteArray reconcile(const QByteArray& taskId, const QByteArray& agentId = {})
    {
        send("f", stream, "RECONCILE",
             R"("reconcile":{"tasks":[{"task_id":{"value":")" + taskId + "\"}" +
                 (agentId.isEmpty() ? QByteArray() : ",\"agent_id\":" + agentId) + "}]}");
        const JsonArray all = statuses();
        if (all.empty())
            return {};
        const JsonValue& status = all[0];
        return status.at("source").text() != "SOURCE_MASTER" || status.at("reason").text() != "REASON_RECONCILIATION" ||
                       status.has("uuid")
                   ? "no reconciliation"
                   : status.at("state").text() + ": " + status.at("message").text();
    }

    QByteArray agent() const { return offers[0].at("agent_id").toJson(); }
};

} // namespace

/// Agents that are lost and come back, with and without checkpointing and PARTITION_AWARE, and what RECONCILE says
/// meanwhile; mesos-api sections 3.14 and 11, and check 20 of section 10 as far as it is about tasks.
class TestAgentLoss : public QObject
{
    Q_OBJECT

private slots:
    void losesUncheckpointedTasksAtOnce();
    void losesCheckpointedTasksAfterTheTimeout();
    void bringsLostTasksBack();
    void keepsCheckpointedTasksOfAShortAbsence();
    void bringsBackWhatEndedMeanwhile();
    void ignoresAcknowledgementsWhileTheAgentIsAway();
    void refusesTheIdsOfUnreachableTasks();
    void bringsGroupsBack();
    void chargesTheReturnedAgainOnce();
    void endsLostTasksWithTheFramework();
    void reconcilesEveryCase_data();
    void reconcilesEveryCase();
    void reconcilesImplicitly();
    void staysSilentWhileAgentsComeBack();
};

void TestAgentLoss::losesUncheckpointedTasksAtOnce()
{
    for (const bool isPartitionAware : {false, true}) {
        LossSession session(isPartitionAware ? PartitionAware : MultiRole, false);
        session.launch(session.task("t", "sleep 600"), {Session::idOf(session.offers[0])}, R"({"refuse_seconds":0})");
        session.pass(1500ms);
        session.acknowledgeAll();
        session.cluster.loseAgent({});
        JsonArray records = session.next();
        QCOMPARE(ClusterDriver::types(records), QByteArray("RESCIND UPDATE"));
        const JsonValue& status = records[1].at("update").at("status");
        QCOMPARE(status.at("state").text(), QByteArray("TASK_LOST"));
        QCOMPARE(status.at("reason").text(), QByteArray("REASON_AGENT_DISCONNECTED"));
        QCOMPARE(status.at("message").text(), QByteArray("Agent 127.0.0.1 disconnected"));
        QCOMPARE(status.at("source").text(), QByteArray("SOURCE_MASTER"));
        QVERIFY(!status.has("uuid") && !status.has("unreachable_time") && !status.has("executor_id"));
        session.pass(74s);
        QCOMPARE(ClusterDriver::types(session.next()), QByteArray());
        session.pass(1s);
        records = session.next();
        QCOMPARE(ClusterDriver::types(records), QByteArray("FAILURE"));
        QCOMPARE(records[0].at("failure").toJson(), R"({"agent_id":)" + session.agent() + '}');
        // Nothing of them is left when the agent is back.
        session.cluster.returnAgents();
        session.pass(2s);
        QCOMPARE(ClusterDriver::types(session.next()), QByteArray("OFFERS"));
    }
}

void TestAgentLoss::losesCheckpointedTasksAfterTheTimeout()
{
    for (const bool isPartitionAware : {false, true}) {
        LossSession session(isPartitionAware ? PartitionAware : MultiRole, true);
        session.start(session.task("t", "sleep 600"));
        session.cluster.loseAgent({});
        session.pass(74s);
        QCOMPARE(ClusterDriver::types(session.next()), QByteArray());
        session.pass(1s);
        const JsonArray records = session.next();
        QCOMPARE(ClusterDriver::types(records), QByteArray("UPDATE FAILURE"));
        const JsonValue& status = records[0].at("update").at("status");
        QCOMPARE(status.at("state").text(), QByteArray(isPartitionAware ? "TASK_UNREACHABLE" : "TASK_LOST"));
        QCOMPARE(status.at("reason").text(), QByteArray("REASON_AGENT_REMOVED"));
        QCOMPARE(status.at("message").text(), QByteArray("health check timed out"));
        QVERIFY(status.at("unreachable_time").at("nanoseconds").toInt64() > 0);
        QVERIFY(!status.has("uuid"));
        const JsonValue view = session.cluster.tasksView();
        QCOMPARE(view.at("tasks").array().size(), size_t(0));
        QCOMPARE(view.at("unreachable_tasks").array().size(), size_t(1));
    }
}

void TestAgentLoss::bringsLostTasksBack()
{
    for (const bool isPartitionAware : {false, true}) {
        LossSession session(isPartitionAware ? PartitionAware : MultiRole, true);
        session.start(session.task("t", "sleep 600"));
        session.cluster.loseAgent({});
        session.pass(80s);
        session.next();
        QCOMPARE(session.cluster.returnAgents(), 1);
        JsonArray statuses = session.statuses();
        QCOMPARE(Session::states(statuses), QByteArray("t TASK_RUNNING"));
        QCOMPARE(statuses[0].at("reason").text(), QByteArray("REASON_AGENT_REREGISTERED"));
        // The spelling is Mesos's own.
        QCOMPARE(statuses[0].at("message").text(), QByteArray("Unreachable agent re-reregistered"));
        QVERIFY(!statuses[0].has("uuid") && statuses[0].has("container_status"));
        session.kill("t");
        session.pass(1s);
        statuses = session.acknowledgeAll();
        QCOMPARE(Session::states(statuses), QByteArray("t TASK_KILLED"));
    }
}

void TestAgentLoss::keepsCheckpointedTasksOfAShortAbsence()
{
    LossSession session(MultiRole, true);
    session.start(session.task("t", "sleep 30"));
    session.cluster.loseAgent({});
    session.pass(20s);
    session.cluster.returnAgents();
    session.pass(5s);
    QCOMPARE(Session::states(session.statuses()), QByteArray());
    session.pass(60s);
    QCOMPARE(Session::states(session.acknowledgeAll()).left(15), QByteArray("t TASK_FINISHED"));
    QCOMPARE(session.cluster.agentsView().at("agents").array()[0].at("active").toBool(), true);
}

void TestAgentLoss::bringsBackWhatEndedMeanwhile()
{
    LossSession session(PartitionAware, true);
    session.start(session.task("t", "sleep 30; exit 2"));
    session.cluster.loseAgent({});
    session.pass(100s);
    QCOMPARE(Session::states(session.statuses()), QByteArray("t TASK_UNREACHABLE"));
    session.cluster.returnAgents();
    const JsonArray statuses = session.acknowledgeAll();
    // First what the master hears of the agent, then the update itself.
    QCOMPARE(Session::states(statuses), QByteArray("t TASK_FAILED, t TASK_FAILED"));
    QVERIFY(!statuses[0].has("uuid") && statuses[1].has("uuid"));
    QCOMPARE(session.cluster.tasksView().at("tasks").array().size(), size_t(0));
}

void TestAgentLoss::ignoresAcknowledgementsWhileTheAgentIsAway()
{
    LossSession session(MultiRole, true);
    session.launch(session.task("t", "sleep 600"));
    session.pass(200ms);
    const JsonArray first = session.statuses();
    session.cluster.loseAgent({});
    session.acknowledge(first[0]);
    session.pass(60s);
    QCOMPARE(Session::states(session.statuses()), QByteArray());
    session.cluster.returnAgents();
    // What waits comes again at once.
    const JsonArray again = session.statuses();
    QCOMPARE(Session::states(again), QByteArray("t TASK_STARTING"));
    QCOMPARE(again[0].at("uuid").text(), first[0].at("uuid").text());
}

void TestAgentLoss::refusesTheIdsOfUnreachableTasks()
{
    Session session(MultiRole, ClusterDriver::agents(2), Checkpoint);
    session.start(session.task("t", "sleep 600"));
    session.cluster.loseAgent(Session::idOf(session.offers[0], "agent_id"));
    session.pass(80s);
    session.records(session.stream);
    const QByteArray other = session.offers[1].at("agent_id").toJson();
    QByteArray again = session.task("t", "sleep 600");
    again.replace(session.offers[0].at("agent_id").toJson(), other);
    session.launch(again, {Session::idOf(session.offers[1])});
    const JsonArray statuses = session.statuses();
    QCOMPARE(Session::states(statuses), QByteArray("t TASK_ERROR"));
    QCOMPARE(statuses[0].at("message").text(), QByteArray("Task reuses the ID of an unreachable task: t"));
}

void TestAgentLoss::bringsGroupsBack()
{
    LossSession session(PartitionAware, true);
    const QByteArray resources = R"([{"name":"cpus","type":"SCALAR","scalar":{"value":0.1}},)"
                                 R"({"name":"mem","type":"SCALAR","scalar":{"value":32}},)"
                                 R"({"name":"disk","type":"SCALAR","scalar":{"value":10}}])";
    session.send("f", session.stream, "ACCEPT",
                 R"("accept":{"offer_ids":[)" + session.offers[0].at("id").toJson() +
                     R"(],"operations":[{"type":"LAUNCH_GROUP","launch_group":{"executor":{"type":"DEFAULT",)"
                     R"("executor_id":{"value":"e"},"framework_id":{"value":"f"},"resources":)" +
                     resources + R"(},"task_group":{"tasks":[)" + session.task("a", "sleep 300") + ',' +
                     session.task("b", "sleep 300") + R"(]}}}]})");
    session.pass(200ms);
    session.acknowledgeAll();
    session.cluster.loseAgent({});
    session.pass(80s);
    JsonArray statuses = session.statuses();
    QCOMPARE(Session::states(statuses), QByteArray("a TASK_UNREACHABLE, b TASK_UNREACHABLE"));
    QCOMPARE(Session::idOf(statuses[0], "executor_id"), QByteArray("e"));
    session.cluster.returnAgents();
    QCOMPARE(Session::states(session.statuses()), QByteArray("a TASK_RUNNING, b TASK_RUNNING"));
    session.pass(300s);
    QByteArray types = ClusterDriver::types(withoutHeartbeats(session.records(session.stream)));
    QVERIFY2(types.contains("FAILURE"), types.constData());
}

void TestAgentLoss::chargesTheReturnedAgainOnce()
{
    LossSession session(MultiRole, true);
    session.start(session.task("t", "sleep 600"));
    session.cluster.loseAgent({});
    session.pass(80s);
    session.next();
    session.cluster.returnAgents();
    session.pass(2s);
    session.send("f", session.stream, "REVIVE");
    session.pass(2s);
    const JsonArray offers = Session::offersIn(session.next());
    QCOMPARE(offers.size(), size_t(1));
    QCOMPARE(offers[0].at("resources").array()[1].at("scalar").at("value").toDouble(), 3.0);
    session.kill("t");
    session.pass(2s);
    const JsonArray freed = Session::offersIn(session.next());
    QCOMPARE(freed.size(), size_t(1));
    QCOMPARE(freed[0].at("resources").array()[0].at("scalar").at("value").toDouble(), 1.0);
}

void TestAgentLoss::endsLostTasksWithTheFramework()
{
    LossSession session(PartitionAware, true);
    session.start(session.task("t", "sleep 600"));
    session.cluster.loseAgent({});
    session.pass(80s);
    session.send("f", session.stream, "TEARDOWN");
    session.cluster.returnAgents();
    session.pass(2s);
    const JsonValue view = session.cluster.tasksView();
    QCOMPARE(view.at("tasks").array().size() + view.at("unreachable_tasks").array().size(), size_t(0));
    const QByteArray next = session.subscribe();
    session.pass(2s);
    QCOMPARE(Session::offersIn(session.records(next))[0].at("resources").toJson(),
             session.offers[0].at("resources").toJson());
}

void TestAgentLoss::reconcilesEveryCase_data()
{
    QTest::addColumn<bool>("isPartitionAware");
    QTest::newRow("PARTITION_AWARE") << true;
    QTest::newRow("without") << false;
}

void TestAgentLoss::reconcilesEveryCase()
{
    QFETCH(bool, isPartitionAware);
    LossSession session(isPartitionAware ? PartitionAware : MultiRole, true);
    const auto either = [isPartitionAware](const char* state, const char* message) {
        return QByteArray(isPartitionAware ? state : "TASK_LOST") + ": Reconciliation: " + message;
    };
    const QByteArray agent = session.agent();
    session.launch(session.task("t", "sleep 600"));
    QCOMPARE(session.reconcile("t"), QByteArray("TASK_STAGING: Reconciliation: Latest task state"));
    session.pass(200ms);
    session.records(session.stream);
    // Known: what the scheduler was told last, not what the agent knows.
    QCOMPARE(session.reconcile("t"), QByteArray("TASK_STARTING: Reconciliation: Latest task state"));
    QCOMPARE(session.reconcile("t", "{\"value\":\"elsewhere\"}"),
             QByteArray("TASK_STARTING: Reconciliation: Latest task state"));

    QCOMPARE(session.reconcile("x", agent), either("TASK_GONE", "Task is unknown to the agent"));
    QCOMPARE(session.reconcile("x", "{\"value\":\"nowhere\"}"), either("TASK_UNKNOWN", "Task is unknown"));
    QCOMPARE(session.reconcile("x"), either("TASK_UNKNOWN", "Task is unknown"));

    // An agent that has only lost its connection is registered still.
    session.cluster.loseAgent({});
    session.records(session.stream);
    QCOMPARE(session.reconcile("x", agent), either("TASK_GONE", "Task is unknown to the agent"));
    QCOMPARE(session.reconcile("t", agent), QByteArray("TASK_STARTING: Reconciliation: Latest task state"));

    session.pass(80s);
    session.records(session.stream);
    QCOMPARE(session.reconcile("x", agent), either("TASK_UNREACHABLE", "Task is unreachable"));
    QCOMPARE(session.reconcile("t", agent), either("TASK_UNREACHABLE", "Task is unreachable"));
    QCOMPARE(session.reconcile("t"), either("TASK_UNKNOWN", "Task is unknown"));
    session.send("f", session.stream, "RECONCILE",
                 R"("reconcile":{"tasks":[{"task_id":{"value":"t"},"agent_id":)" + agent + "}]}");
    QVERIFY(session.statuses()[0].at("unreachable_time").at("nanoseconds").toInt64() > 0);
}

void TestAgentLoss::reconcilesImplicitly()
{
    LossSession session(PartitionAware, true);
    session.send("f", session.stream, "RECONCILE", R"("reconcile":{})");
    QCOMPARE(session.typesOf(session.stream), QByteArray());
    session.run(session.task("a", "sleep 600") + ',' + session.task("b", "sleep 1"), 500ms);
    session.pass(2s);
    QCOMPARE(Session::states(session.statuses()), QByteArray("b TASK_FINISHED"));
    // Ended tasks count as long as nobody has acknowledged that.
    session.send("f", session.stream, "RECONCILE", R"("reconcile":{"tasks":[]})");
    const JsonArray known = session.statuses();
    QCOMPARE(Session::states(known), QByteArray("a TASK_RUNNING, b TASK_FINISHED"));
    for (const JsonValue& status : known) {
        QCOMPARE(status.at("reason").text(), QByteArray("REASON_RECONCILIATION"));
        QVERIFY(!status.has("uuid") && !status.has("executor_id") && !status.has("data"));
    }
    session.cluster.loseAgent({});
    session.pass(80s);
    session.records(session.stream);
    session.send("f", session.stream, "RECONCILE", R"("reconcile":{})");
    QCOMPARE(Session::states(session.statuses()), QByteArray());
}

void TestAgentLoss::staysSilentWhileAgentsComeBack()
{
    Session session;
    const QByteArray agent = session.offers[0].at("agent_id").toJson();
    session.cluster.restart();
    session.stream = session.subscribe(session.info);
    session.records(session.stream);
    session.send("f", session.stream, "RECONCILE",
                 R"("reconcile":{"tasks":[{"task_id":{"value":"x"},"agent_id":)" + agent +
                     R"(},{"task_id":{"value":"y"}},{"task_id":{"value":"z"},"agent_id":{"value":"nowhere"}}]})");
    QCOMPARE(Session::states(session.statuses()), QByteArray("z TASK_LOST"));
    session.pass(1s);
    session.send("f", session.stream, "RECONCILE",
                 R"("reconcile":{"tasks":[{"task_id":{"value":"x"},"agent_id":)" + agent +
                     R"(},{"task_id":{"value":"y"}}]})");
    QCOMPARE(Session::states(session.statuses()), QByteArray("x TASK_LOST, y TASK_LOST"));
}

QTEST_APPLESS_MAIN(TestAgentLoss)
#include "tst_agentloss.moc"
