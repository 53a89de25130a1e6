// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "practice/tasksession.h"

using namespace mesoscribe;
using namespace mesoscribe::practice;
using test::ClusterDriver;
using test::OneCpu;
using test::Session;
using namespace std::chrono_literals;

/// mesos-api section 10, checks 15 to 20 and what 22 says of tasks.
class TestTasks : public QObject
{
    Q_OBJECT

private slots:
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
    void reconcilesOperations();
    void goesOnWhileTheFrameworkIsAway();
    void sendsAgainAfterAResubscription();
    void keepsFrameworksApart();
    void refusesLaunchesWithAnId();
    void endsTasksWithTheFramework();
};

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
    row("a negative grace", make("t", "%1", good + command + R"(,"kill_policy":{"grace_period":{"nanoseconds":-1}})"),
        "Task's 'kill_policy.grace_period' must be non-negative");
    row("a negative time limit", make("t", "%1", good + command + R"(,"max_completion_time":{"nanoseconds":-1})"),
        "Task's `max_completion_time` must be non-negative");
    row("a variable without a value",
        make("t", "%1", good + R"(,"command":{"value":"sleep 1","environment":{"variables":[{"name":"A"}]}})"),
        "Task's `CommandInfo` is invalid: Environment variable 'A' of type 'VALUE' must have a value set");
    row("a secret without one",
        make("t", "%1",
             good + R"(,"command":{"value":"x","environment":{"variables":[{"name":"A","type":"SECRET"}]}})"),
        "Task's `CommandInfo` is invalid: Environment variable 'A' of type 'SECRET' must have a secret set");
    row("Docker without an image", make("t", "%1", good + command + R"(,"container":{"type":"DOCKER"})"),
        "Task's `ContainerInfo` is invalid: DockerInfo 'docker' is not set for DOCKER typed ContainerInfo");
    row("a name for Docker",
        make("t", "%1",
             good + command +
                 R"(,"container":{"type":"DOCKER","docker":{"image":"x","parameters":[{"key":"name","value":"y"}]}})"),
        "Task's `ContainerInfo` is invalid: Parameter in DockerInfo must not be 'name'");
    row("a volume of nothing",
        make("t", "%1",
             good + command + R"(,"container":{"type":"MESOS","volumes":[{"mode":"RW","container_path":"x"}]})"),
        "Task's `ContainerInfo` is invalid: Invalid volume: Only one of them should be set: 'host_path', 'image' and "
        "'source'");
    row("a limit on disk", make("t", "%1", good + command + R"(,"limits":{"disk":{"value":1}})"),
        "Only cpus and mem may be included in a task's resource limits");
    row("a limit below the request", make("t", "%1", good + command + R"(,"limits":{"cpus":{"value":0.5}})"),
        "The cpu limit must be greater than or equal to the cpu request");
    row("a memory limit below the request", make("t", "%1", good + command + R"(,"limits":{"mem":{"value":16}})"),
        "The memory limit must be greater than or equal to the memory request");
    row("cgroups of its own",
        make("t", "%1", good + command + R"(,"container":{"type":"MESOS","linux_info":{"share_cgroups":false}})"),
        "Only tasks in a task group may have 'share_cgroups' set to 'false'");
    row("two roles",
        make("t", "%1",
             R"(,"resources":[{"name":"cpus","type":"SCALAR","scalar":{"value":1},"allocation_info":{"role":"a"}},)"
             R"({"name":"mem","type":"SCALAR","scalar":{"value":32},"allocation_info":{"role":"b"}}])" +
                 command),
        "Invalid task resources: The resources have multiple allocation roles ('b' and 'a') but only one allocation "
        "role is allowed");
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
        "Total resources cpus(allocated: *)(reservations: [(STATIC,eng)]):1 required by task and its executor is more "
        "than available ports(allocated: *):[31000-32000]; cpus(allocated: *):4; mem(allocated: *):4096; "
        "disk(allocated: *):10240");
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

void TestTasks::sendsAgainAfterAResubscription()
{
    Session session;
    session.launch(session.task("t", "sleep 600"));
    session.pass(200ms);
    const JsonArray first = session.statuses();
    const QByteArray other = session.subscribe(session.info);
    session.pass(1s);
    QCOMPARE(session.typesOf(session.stream), QByteArray("ERROR END"));
    const JsonArray records = session.records(other);
    QCOMPARE(ClusterDriver::types(records).left(33), QByteArray("SUBSCRIBED HEARTBEAT OFFERS UPDAT"));
    const JsonArray again = Session::statusesIn(records);
    QCOMPARE(Session::states(again), QByteArray("t TASK_STARTING"));
    QCOMPARE(again[0].at("uuid").text(), first[0].at("uuid").text());
    session.stream = other;
    session.acknowledge(again[0]);
    QCOMPARE(Session::states(session.statuses()), QByteArray("t TASK_RUNNING"));
}

void TestTasks::keepsFrameworksApart()
{
    Session session(R"({"type":"MULTI_ROLE"})", ClusterDriver::agents(2));
    session.send("f", session.stream, "DECLINE",
                 R"("decline":{"offer_ids":[)" + session.offers[1].at("id").toJson() +
                     R"(],"filters":{"refuse_seconds":3600}})");
    QByteArray info = session.info;
    const QByteArray other = session.subscribe(info.replace("{\"value\":\"f\"}", "{\"value\":\"g\"}"));
    session.pass(2s);
    const JsonArray offers = Session::offersIn(session.records(other));
    QCOMPARE(offers.size(), size_t(1));

    // The same task id in both, which only the framework tells apart.
    session.launch(session.task("t", "sleep 60"));
    QByteArray task = session.task("t", "sleep 5; exit 2");
    task.replace(session.offers[0].at("agent_id").toJson(), offers[0].at("agent_id").toJson());
    session.send("g", other, "ACCEPT",
                 R"("accept":{"offer_ids":[)" + offers[0].at("id").toJson() +
                     R"(],"operations":[{"type":"LAUNCH","launch":{"task_infos":[)" + task +
                     R"(]}}],"filters":{"refuse_seconds":3600}})");
    session.pass(200ms);
    const JsonArray mine = session.statuses();
    const JsonArray theirs = Session::statusesIn(session.records(other));
    QCOMPARE(Session::states(mine), QByteArray("t TASK_STARTING"));
    QCOMPARE(Session::states(theirs), QByteArray("t TASK_STARTING"));
    QVERIFY(mine[0].at("uuid").text() != theirs[0].at("uuid").text());

    // An acknowledgement, a kill and a repetition each reach their own.
    session.acknowledge(mine[0]);
    QCOMPARE(Session::states(session.statuses()), QByteArray("t TASK_RUNNING"));
    QCOMPARE(session.typesOf(other), QByteArray());
    session.pass(10s);
    QCOMPARE(Session::states(Session::statusesIn(session.records(other))), QByteArray("t TASK_STARTING"));
    session.kill("t");
    session.pass(1s);
    QCOMPARE(Session::states(session.acknowledgeAll()).right(13), QByteArray("t TASK_KILLED"));
    QCOMPARE(Session::states(Session::statusesIn(session.records(other))), QByteArray());
    session.send("g", other, "RECONCILE", R"("reconcile":{})");
    QCOMPARE(Session::states(Session::statusesIn(session.records(other))), QByteArray("t TASK_STARTING"));
    session.send("f", session.stream, "TEARDOWN");
    QCOMPARE(session.cluster.tasksView().at("tasks").array().size(), size_t(1));
}

void TestTasks::refusesLaunchesWithAnId()
{
    Session session;
    session.send("f", session.stream, "ACCEPT",
                 R"("accept":{"offer_ids":[)" + session.offers[0].at("id").toJson() +
                     R"(],"operations":[{"type":"LAUNCH","id":{"value":"o"},"launch":{"task_infos":[)" +
                     session.task("t", "sleep 1") + R"(]}}]})");
    const JsonArray statuses = session.statuses();
    QCOMPARE(Session::states(statuses), QByteArray("t TASK_ERROR"));
    QCOMPARE(statuses[0].at("message").text(), QByteArray("The `id` field cannot be set on LAUNCH operations"));
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

QTEST_APPLESS_MAIN(TestTasks)
#include "tst_tasks.moc"
