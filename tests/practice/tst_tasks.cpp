// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "practice/clusterdriver.h"

#include "practice/commandplan.h"

using namespace mesoscribe;
using namespace mesoscribe::practice;
using namespace std::chrono_literals;
using test::ClusterDriver;

namespace {

const QByteArray OneCpu = R"([{"name":"cpus","type":"SCALAR","scalar":{"value":1}},)"
                          R"({"name":"mem","type":"SCALAR","scalar":{"value":32}}])";

/// One framework "f" on one stream, with what it holds.
struct Session : ClusterDriver
{
    explicit Session(const QByteArray& capabilities = R"({"type":"MULTI_ROLE"})",
                     practice::ClusterOptions options = oneAgent())
        : ClusterDriver(std::move(options))
        , info(R"("roles":["*"],"failover_timeout":60,"id":{"value":"f"},"capabilities":[)" + capabilities + ']')
        , stream(subscribe(info))
    {
        pass(1s);
        received = records(stream);
        offers = offersIn(received);
    }

    QByteArray task(const QByteArray& id, const QByteArray& command, const QByteArray& resources = OneCpu,
                    const QByteArray& more = {}) const
    {
        return R"({"name":")" + id + R"(","task_id":{"value":")" + id + R"("},"agent_id":)" +
               offers[0].at("agent_id").toJson() + R"(,"resources":)" + resources + R"(,"command":{"value":")" +
               command + "\"}" + more + '}';
    }

    /// ACCEPT of the given offers with one LAUNCH.
    practice::CallAnswer launch(const QByteArray& tasks, const QByteArrayList& offerIds,
                                const QByteArray& filters = R"({"refuse_seconds":3600})")
    {
        QByteArrayList ids;
        for (const QByteArray& id : offerIds)
            ids += "{\"value\":\"" + id + "\"}";
        return send("f", stream, "ACCEPT",
                    R"("accept":{"offer_ids":[)" + ids.join(',') +
                        R"(],"operations":[{"type":"LAUNCH","launch":{"task_infos":[)" + tasks + R"(]}}],"filters":)" +
                        filters + '}');
    }

    practice::CallAnswer launch(const QByteArray& tasks) { return launch(tasks, {idOf(offers[0])}); }

    void acknowledge(const JsonValue& status)
    {
        send("f", stream, "ACKNOWLEDGE",
             R"("acknowledge":{"agent_id":)" + status.at("agent_id").toJson() + R"(,"task_id":)" +
                 status.at("task_id").toJson() + R"(,"uuid":")" + status.at("uuid").text() + "\"}");
    }

    JsonArray statuses() { return statusesIn(records(stream)); }

    /// "hello TASK_STARTING, …" of all UPDATEs since.
    static QByteArray states(const JsonArray& statuses)
    {
        QByteArrayList states;
        for (const JsonValue& status : statuses)
            states += idOf(status, "task_id") + ' ' + status.at("state").text();
        return states.join(", ");
    }

    QByteArray info;
    QByteArray stream;
    JsonArray received;
    JsonArray offers;
};

} // namespace

/// mesos-api section 10, checks 15 to 20 and what 22 says of tasks.
class TestTasks : public QObject
{
    Q_OBJECT

private slots:
    void plansCommands_data();
    void plansCommands();
    void runsATaskUpdateByUpdate();
    void repeatsUnacknowledgedUpdates();
    void ignoresWrongAcknowledgements();
    void givesLeftoversBackAfterTheFilter();
    void givesResourcesBackWhenTheTaskEnds();
    void refusesInvalidOffers_data();
    void refusesInvalidOffers();
    void refusesForeignOffersAndMixedAgents();
    void refusesInvalidTasks_data();
    void refusesInvalidTasks();
    void startsTheSiblingsOfAnInvalidTask();
    void kills();
    void killsUnknownTasksByReconciling();
    void reconciles();
    void staysSilentWhileAgentsComeBack();
    void reconcilesOperations();
    void goesOnWhileTheFrameworkIsAway();
    void endsTasksWithTheFramework();
    void losesTasksWithTheirAgent();
    void launchesGroups();
};

void TestTasks::plansCommands_data()
{
    QTest::addColumn<QByteArray>("command");
    QTest::addColumn<qint64>("milliseconds");
    QTest::addColumn<int>("status");
    const auto row = [](const char* command, qint64 milliseconds, int status) {
        QTest::newRow(command) << QByteArray(command) << milliseconds << status;
    };
    row("sleep 5", 5000, 0);
    row("echo hello; sleep 5", 5000, 0);
    row("sleep 1.5; sleep 2", 3500, 0);
    row("echo oops >&2; exit 3", 100, 3);
    row("sleep 2 && exit 1", 2000, 1);
    row("true", 100, 0);
    row("/bin/false", 100, 1);
    row("./server --port 80", 60'000, 0);
    row("asleep 5", 60'000, 0);
    row("", 60'000, 0);
}

void TestTasks::plansCommands()
{
    QFETCH(QByteArray, command);
    const CommandPlan plan = planCommand(JsonObject{{"command", JsonObject{{"value", command}}}});
    QTEST(qint64(plan.duration.count()), "milliseconds");
    QTEST(plan.exitStatus, "status");
}

void TestTasks::runsATaskUpdateByUpdate()
{
    Session session;
    QCOMPARE(session.launch(session.task("hello", "echo hello; sleep 5")).status, 202);
    session.pass(1s);
    JsonArray statuses = session.statuses();
    QCOMPARE(Session::states(statuses), QByteArray("hello TASK_STARTING"));
    const JsonValue& starting = statuses[0];
    QCOMPARE(starting.at("source").text(), QByteArray("SOURCE_EXECUTOR"));
    QCOMPARE(Session::idOf(starting, "executor_id"), QByteArray("hello"));
    QCOMPARE(starting.at("uuid").text().size(), 24);
    QVERIFY(starting.at("container_status").at("container_id").has("value"));
    QVERIFY(!starting.has("message"));

    session.acknowledge(starting);
    statuses = session.statuses();
    QCOMPARE(Session::states(statuses), QByteArray("hello TASK_RUNNING"));
    session.acknowledge(statuses[0]);
    session.pass(5s);
    statuses = session.statuses();
    QCOMPARE(Session::states(statuses), QByteArray("hello TASK_FINISHED"));
    QCOMPARE(statuses[0].at("message").text(), QByteArray("Command exited with status 0"));
    QCOMPARE(session.cluster.tasksView().at("tasks").array().size(), size_t(1));
    session.acknowledge(statuses[0]);
    QCOMPARE(session.cluster.tasksView().at("tasks").array().size(), size_t(0));
}

void TestTasks::repeatsUnacknowledgedUpdates()
{
    Session session;
    session.launch(session.task("t", "sleep 1"));
    session.pass(200ms);
    const JsonArray first = session.statuses();
    QCOMPARE(Session::states(first), QByteArray("t TASK_STARTING"));
    for (const auto wait : {10s, 20s, 40s, 80s, 160s, 320s, 600s, 600s}) {
        session.pass(wait - 200ms);
        QCOMPARE(Session::states(session.statuses()), QByteArray());
        session.pass(200ms);
        const JsonArray again = session.statuses();
        QCOMPARE(Session::states(again), QByteArray("t TASK_STARTING"));
        QCOMPARE(again[0].at("uuid").text(), first[0].at("uuid").text());
    }
    session.acknowledge(first[0]);
    QCOMPARE(Session::states(session.statuses()), QByteArray("t TASK_RUNNING"));
    session.pass(10s);
    QCOMPARE(Session::states(session.statuses()), QByteArray("t TASK_RUNNING"));
}

void TestTasks::ignoresWrongAcknowledgements()
{
    Session session;
    session.launch(session.task("t", "sleep 1"));
    session.pass(200ms);
    JsonValue status = session.statuses()[0];
    JsonValue wrong = status;
    wrong.set("uuid", "sx2xTUOGTFKMAAAAAAAAAA==");
    session.acknowledge(wrong);
    wrong = status;
    wrong.set("agent_id", idObject("a"));
    session.acknowledge(wrong);
    wrong = status;
    wrong.set("task_id", idObject("other"));
    session.acknowledge(wrong);
    QCOMPARE(Session::states(session.statuses()), QByteArray());
    session.acknowledge(status);
    QCOMPARE(Session::states(session.statuses()), QByteArray("t TASK_RUNNING"));
}

void TestTasks::givesLeftoversBackAfterTheFilter()
{
    Session session;
    session.launch(session.task("t", "sleep 600"), {Session::idOf(session.offers[0])}, R"({"refuse_seconds":2})");
    session.pass(1900ms);
    QVERIFY(Session::offersIn(session.records(session.stream)).empty());
    session.pass(1200ms);
    const JsonArray offers = Session::offersIn(session.records(session.stream));
    QCOMPARE(offers.size(), size_t(1));
    QCOMPARE(offers[0].at("resources").array()[1].at("scalar").at("value").toDouble(), 3.0);
    QCOMPARE(offers[0].at("resources").array()[2].at("scalar").at("value").toDouble(), 4064.0);
}

void TestTasks::givesResourcesBackWhenTheTaskEnds()
{
    Session session;
    session.launch(session.task("t", "sleep 3"), {Session::idOf(session.offers[0])}, R"({"refuse_seconds":0})");
    session.pass(1s);
    JsonArray records = session.records(session.stream);
    QCOMPARE(Session::offersIn(records).size(), size_t(1));
    // Nothing is acknowledged, and yet the task's cpu comes back, as an offer of its own.
    session.pass(3500ms);
    const JsonArray offers = Session::offersIn(session.records(session.stream));
    QCOMPARE(offers.size(), size_t(1));
    QCOMPARE(
        offers[0].at("resources").toJson(),
        ClusterDriver::canonical(
            R"([{"name":"cpus","type":"SCALAR","scalar":{"value":1.0},"role":"*","allocation_info":{"role":"*"}},)"
            R"({"name":"mem","type":"SCALAR","scalar":{"value":32.0},"role":"*","allocation_info":{"role":"*"}}])"));
}

void TestTasks::refusesInvalidOffers_data()
{
    QTest::addColumn<QByteArrayList>("offerIds");
    QTest::addColumn<QByteArray>("error");
    QTest::newRow("none") << QByteArrayList() << QByteArray("No offers specified");
    QTest::newRow("unknown") << QByteArrayList{"%1", "gone"} << QByteArray("Offer gone is no longer valid");
    QTest::newRow("twice") << QByteArrayList{"%1", "%1"} << QByteArray("Duplicate offer %1 in offer list");
}

void TestTasks::refusesInvalidOffers()
{
    QFETCH(QByteArrayList, offerIds);
    QFETCH(QByteArray, error);
    for (const bool isPartitionAware : {false, true}) {
        Session session(isPartitionAware ? R"({"type":"MULTI_ROLE"},{"type":"PARTITION_AWARE"})"
                                         : R"({"type":"MULTI_ROLE"})");
        const QByteArray offerId = Session::idOf(session.offers[0]);
        QByteArrayList ids;
        for (QByteArray id : offerIds)
            ids += id.replace("%1", offerId);
        QCOMPARE(session.launch(session.task("t", "sleep 1"), ids).status, 202);
        const JsonArray statuses = session.statuses();
        QCOMPARE(Session::states(statuses), QByteArray(isPartitionAware ? "t TASK_DROPPED" : "t TASK_LOST"));
        QCOMPARE(statuses[0].at("message").text(),
                 "Task launched with invalid offers: " + QByteArray(error).replace("%1", offerId));
        QCOMPARE(statuses[0].at("reason").text(), QByteArray("REASON_INVALID_OFFERS"));
        QCOMPARE(statuses[0].at("source").text(), QByteArray("SOURCE_MASTER"));
        QVERIFY(!statuses[0].has("uuid"));
        QVERIFY(statuses[0].has("agent_id"));

        // The offers that were good are gone too, without a filter.
        session.pass(1s);
        QCOMPARE(Session::offersIn(session.records(session.stream)).size(), size_t(ids.isEmpty() ? 0 : 1));
    }
}

void TestTasks::refusesForeignOffersAndMixedAgents()
{
    Session session(R"({"type":"MULTI_ROLE"})", ClusterDriver::agents(2));
    QCOMPARE(session.offers.size(), size_t(2));
    const QByteArray first = Session::idOf(session.offers[0]);
    const QByteArray second = Session::idOf(session.offers[1]);
    session.launch(session.task("t", "sleep 1"), {first, second});
    QCOMPARE(session.statuses()[0].at("message").text(),
             QByteArray("Task launched with invalid offers: Aggregated offers must belong to one single agent. Offer " +
                        second + " uses agent " + Session::idOf(session.offers[1], "agent_id") + " and agent " +
                        Session::idOf(session.offers[0], "agent_id")));

    const QByteArray other =
        session.subscribe(R"("roles":["*"],"capabilities":[{"type":"MULTI_ROLE"}],"id":{"value":"g"})");
    session.send("f", session.stream, "SUPPRESS");
    session.pass(2s);
    const JsonArray foreign = Session::offersIn(session.records(other));
    QVERIFY(!foreign.empty());
    session.records(session.stream);
    session.launch(session.task("t", "sleep 1"), {Session::idOf(foreign[0])});
    QCOMPARE(session.statuses()[0].at("message").text(),
             QByteArray("Task launched with invalid offers: Offer " + Session::idOf(foreign[0]) +
                        " has invalid framework g while framework f is expected"));
}

void TestTasks::refusesInvalidTasks_data()
{
    QTest::addColumn<QByteArray>("task");
    QTest::addColumn<QByteArray>("message");
    const auto row = [](const char* name, const QByteArray& task, const char* message) {
        QTest::newRow(name) << task << QByteArray(message);
    };
    const auto make = [](const QByteArray& id, const QByteArray& agent, const QByteArray& rest) {
        return R"({"name":"n","task_id":{"value":")" + id + R"("},"agent_id":{"value":")" + agent + "\"}" + rest + '}';
    };
    const QByteArray good = R"(,"resources":)" + OneCpu;
    const QByteArray command = R"(,"command":{"value":"sleep 1"})";
    row("bad id", make("a/b", "%1", good + command), "'a/b' contains invalid characters");
    row("empty id", make("", "%1", good + command), "ID must not be empty");
    row("wrong agent", make("t", "a", good + command), "Task uses invalid agent a while agent %1 is expected");
    row("no resources", make("t", "%1", command), "Task uses no resources");
    row("neither", make("t", "%1", good),
        "Task should have at least one (but not both) of CommandInfo or ExecutorInfo present");
    row("both", make("t", "%1", good + command + R"(,"executor":{"executor_id":{"value":"e"}})"),
        "Task should have at least one (but not both) of CommandInfo or ExecutorInfo present");
    row("too much",
        make("t", "%1",
             R"(,"resources":[{"name":"cpus","type":"SCALAR","scalar":{"value":400}},)"
             R"({"name":"mem","type":"SCALAR","scalar":{"value":32}}])" +
                 command),
        "Total resources cpus(allocated: *):400; mem(allocated: *):32 required by task and its executor is more than "
        "available ports(allocated: *):[31000-32000]; cpus(allocated: *):4; mem(allocated: *):4096; "
        "disk(allocated: *):10240");
    row("a reserved cpu",
        make("t", "%1", R"(,"resources":{"name":"cpus","type":"SCALAR","scalar":{"value":1},"role":"eng"})" + command),
        "Total resources cpus(allocated: *):1 required by task and its executor is more than available "
        "ports(allocated: *):[31000-32000]; cpus(allocated: *):4; mem(allocated: *):4096; disk(allocated: *):10240");
    row("a port that is not there",
        make("t", "%1",
             R"(,"resources":{"name":"ports","type":"RANGES","ranges":{"range":{"begin":80,"end":80}}})" + command),
        "Total resources ports(allocated: *):[80-80] required by task and its executor is more than available "
        "ports(allocated: *):[31000-32000]; cpus(allocated: *):4; mem(allocated: *):4096; disk(allocated: *):10240");
    row("nothing of it",
        make("t", "%1", R"(,"resources":{"name":"cpus","type":"SCALAR","scalar":{"value":0.0004}})" + command),
        "Task uses invalid resources: Resource 'cpus:0.0004' is invalid: Invalid scalar resource: value <= 0");
}

void TestTasks::refusesInvalidTasks()
{
    QFETCH(QByteArray, task);
    QFETCH(QByteArray, message);
    Session session;
    const QByteArray agent = Session::idOf(session.offers[0], "agent_id");
    session.launch(task.replace("%1", agent));
    const JsonArray statuses = session.statuses();
    QCOMPARE(statuses.size(), size_t(1));
    QCOMPARE(statuses[0].at("state").text(), QByteArray("TASK_ERROR"));
    QCOMPARE(statuses[0].at("reason").text(), QByteArray("REASON_TASK_INVALID"));
    QCOMPARE(statuses[0].at("message").text(), message.replace("%1", agent));
    QVERIFY(!statuses[0].has("uuid"));
    session.pass(10s);
    QCOMPARE(Session::states(session.statuses()), QByteArray());
}

void TestTasks::startsTheSiblingsOfAnInvalidTask()
{
    Session session;
    session.launch(session.task("a", "sleep 9") + ',' + session.task("a", "sleep 9") + ',' +
                   session.task("b", "sleep 9"));
    const JsonArray refused = session.statuses();
    QCOMPARE(Session::states(refused), QByteArray("a TASK_ERROR"));
    QCOMPARE(refused[0].at("message").text(), QByteArray("Task has duplicate ID: a"));
    session.pass(1s);
    QCOMPARE(Session::states(session.statuses()), QByteArray("a TASK_STARTING, b TASK_STARTING"));
}

void TestTasks::kills()
{
    for (const bool sayKilling : {false, true}) {
        Session session(sayKilling ? R"({"type":"MULTI_ROLE"},{"type":"TASK_KILLING_STATE"})"
                                   : R"({"type":"MULTI_ROLE"})");
        session.launch(session.task("t", "sleep 600"));
        session.pass(200ms);
        session.acknowledge(session.statuses()[0]);
        session.acknowledge(session.statuses()[0]);

        session.send("f", session.stream, "KILL", R"("kill":{"task_id":{"value":"t"},"agent_id":{"value":"other"}})");
        session.pass(1s);
        QCOMPARE(Session::states(session.statuses()), QByteArray());

        session.send("f", session.stream, "KILL", R"("kill":{"task_id":{"value":"t"}})");
        session.pass(1s);
        JsonArray statuses = session.statuses();
        if (sayKilling) {
            QCOMPARE(Session::states(statuses), QByteArray("t TASK_KILLING"));
            session.acknowledge(statuses[0]);
            statuses = session.statuses();
        }
        QCOMPARE(Session::states(statuses), QByteArray("t TASK_KILLED"));
        QCOMPARE(statuses[0].at("message").text(), QByteArray("Command terminated with signal Terminated"));
    }
}

void TestTasks::killsUnknownTasksByReconciling()
{
    Session session;
    session.send("f", session.stream, "KILL", R"("kill":{"task_id":{"value":"never"}})");
    const JsonArray statuses = session.statuses();
    QCOMPARE(statuses.size(), size_t(1));
    JsonValue status = statuses[0];
    status.remove("timestamp");
    QCOMPARE(status.toJson(),
             ClusterDriver::canonical(
                 R"({"task_id":{"value":"never"},"state":"TASK_LOST","message":"Reconciliation: Task is unknown",)"
                 R"("source":"SOURCE_MASTER","reason":"REASON_RECONCILIATION"})"));
}

void TestTasks::reconciles()
{
    Session session(R"({"type":"MULTI_ROLE"},{"type":"PARTITION_AWARE"})");
    session.send("f", session.stream, "RECONCILE", R"("reconcile":{})");
    QCOMPARE(session.typesOf(session.stream), QByteArray());

    session.launch(session.task("t", "sleep 600"));
    session.send("f", session.stream, "RECONCILE", R"("reconcile":{"tasks":[]})");
    QCOMPARE(Session::states(session.statuses()), QByteArray("t TASK_STAGING"));
    session.pass(200ms);
    session.records(session.stream);

    // What the scheduler was told last, not what the agent knows.
    session.send("f", session.stream, "RECONCILE", R"("reconcile":{"tasks":[{"task_id":{"value":"t"}}]})");
    const JsonArray known = session.statuses();
    QCOMPARE(Session::states(known), QByteArray("t TASK_STARTING"));
    QCOMPARE(known[0].at("message").text(), QByteArray("Reconciliation: Latest task state"));
    QCOMPARE(known[0].at("reason").text(), QByteArray("REASON_RECONCILIATION"));
    QVERIFY(!known[0].has("uuid") && !known[0].has("executor_id") && known[0].has("container_status"));

    const QByteArray agent = session.offers[0].at("agent_id").toJson();
    const auto ask = [&](const QByteArray& agentId) {
        session.send("f", session.stream, "RECONCILE",
                     R"("reconcile":{"tasks":[{"task_id":{"value":"x"},"agent_id":)" + agentId + "}]}");
        const JsonArray statuses = session.statuses();
        return statuses.empty() ? QByteArray()
                                : statuses[0].at("state").text() + ": " + statuses[0].at("message").text();
    };
    QCOMPARE(ask(agent), QByteArray("TASK_GONE: Reconciliation: Task is unknown to the agent"));
    QCOMPARE(ask("{\"value\":\"nowhere\"}"), QByteArray("TASK_UNKNOWN: Reconciliation: Task is unknown"));
    session.cluster.loseAgent({});
    session.records(session.stream);
    QCOMPARE(ask(agent), QByteArray("TASK_UNREACHABLE: Reconciliation: Task is unreachable"));
}

void TestTasks::staysSilentWhileAgentsComeBack()
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

void TestTasks::reconcilesOperations()
{
    Session session;
    const auto ask = [&](const QByteArray& more) {
        session.send("f", session.stream, "RECONCILE_OPERATIONS",
                     R"("reconcile_operations":{"operations":[{"operation_id":{"value":"op-1"})" + more + "}]}");
        const JsonArray records = session.records(session.stream);
        return records.size() == 1 ? records[0].toJson() : QByteArray();
    };
    QCOMPARE(ask({}),
             ClusterDriver::canonical(
                 R"({"type":"UPDATE_OPERATION_STATUS","update_operation_status":{"status":{"operation_id":)"
                 R"({"value":"op-1"},"state":"OPERATION_UNKNOWN","message":"Reconciliation: Operation is unknown and )"
                 R"(no 'agent_id' was provided"}}})"));
    QVERIFY(ask(R"(,"agent_id":)" + session.offers[0].at("agent_id").toJson())
                .contains(R"("message":"Reconciliation: Operation is unknown")"));
    QVERIFY(ask(R"(,"agent_id":{"value":"a"})").contains("Reconciliation: Both operation and agent are unknown"));
}

void TestTasks::goesOnWhileTheFrameworkIsAway()
{
    Session session;
    session.launch(session.task("t", "sleep 3"));
    session.pass(200ms);
    session.acknowledge(session.statuses()[0]);
    session.acknowledge(session.statuses()[0]);
    session.cluster.closeStream(session.stream);
    session.pass(5s);
    session.stream = session.subscribe(session.info);
    session.pass(30s);
    const JsonArray statuses = session.statuses();
    QVERIFY(!statuses.empty());
    QCOMPARE(statuses[0].at("state").text(), QByteArray("TASK_FINISHED"));
}

void TestTasks::endsTasksWithTheFramework()
{
    Session session;
    session.launch(session.task("t", "sleep 600"));
    session.cluster.closeStream(session.stream);
    session.pass(60s);
    QCOMPARE(session.cluster.tasksView().at("tasks").array().size(), size_t(0));
    const QByteArray next = session.subscribe();
    session.pass(1s);
    const JsonArray offers = Session::offersIn(session.records(next));
    QCOMPARE(offers[0].at("resources").toJson(), session.offers[0].at("resources").toJson());
}

void TestTasks::losesTasksWithTheirAgent()
{
    for (const bool isPartitionAware : {false, true}) {
        Session session(isPartitionAware ? R"({"type":"MULTI_ROLE"},{"type":"PARTITION_AWARE"})"
                                         : R"({"type":"MULTI_ROLE"})");
        session.launch(session.task("t", "sleep 600"));
        session.pass(200ms);
        session.records(session.stream);
        session.cluster.loseAgent({});
        const JsonArray records = session.records(session.stream);
        QCOMPARE(ClusterDriver::types(records), QByteArray("UPDATE FAILURE"));
        const JsonValue& status = records[0].at("update").at("status");
        QCOMPARE(status.at("state").text(), QByteArray(isPartitionAware ? "TASK_UNREACHABLE" : "TASK_LOST"));
        QCOMPARE(status.at("reason").text(), QByteArray("REASON_AGENT_REMOVED"));
        QVERIFY(status.at("unreachable_time").at("nanoseconds").toInt64() > 0);
        QVERIFY(!status.has("uuid"));
    }
}

void TestTasks::launchesGroups()
{
    Session session;
    const QByteArray agent = session.offers[0].at("agent_id").toJson();
    const QByteArray task = R"({"name":"a","task_id":{"value":"a"},"agent_id":)" + agent + R"(,"resources":)" + OneCpu +
                            R"(,"command":{"value":"sleep 1"}})";
    session.send("f", session.stream, "ACCEPT",
                 R"("accept":{"offer_ids":[)" + session.offers[0].at("id").toJson() +
                     R"(],"operations":[{"type":"LAUNCH_GROUP","launch_group":{"executor":{"type":"DEFAULT",)"
                     R"("executor_id":{"value":"e"},"resources":)" +
                     OneCpu + R"(},"task_group":{"tasks":[)" + task + R"(]}}}]})");
    session.pass(200ms);
    const JsonArray statuses = session.statuses();
    QCOMPARE(Session::states(statuses), QByteArray("a TASK_STARTING"));
    QCOMPARE(Session::idOf(statuses[0], "executor_id"), QByteArray("e"));
    QVERIFY(statuses[0].at("container_status").at("container_id").has("parent"));
}

QTEST_APPLESS_MAIN(TestTasks)
#include "tst_tasks.moc"
