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

const QByteArray ExecutorResources = R"([{"name":"cpus","type":"SCALAR","scalar":{"value":0.1}},)"
                                     R"({"name":"mem","type":"SCALAR","scalar":{"value":32}},)"
                                     R"({"name":"disk","type":"SCALAR","scalar":{"value":10}}])";

const QByteArray DefaultExecutor =
    R"({"type":"DEFAULT","executor_id":{"value":"e"},"framework_id":{"value":"f"},"resources":)" + ExecutorResources +
    '}';

struct GroupSession : Session
{
    using Session::Session;

    /// ACCEPT of the newest offer with one LAUNCH_GROUP.
    void launchGroup(const QByteArray& tasks, const QByteArray& executor = DefaultExecutor,
                     const QByteArray& operationMore = {})
    {
        send("f", stream, "ACCEPT",
             R"("accept":{"offer_ids":[)" + offers.back().at("id").toJson() +
                 R"(],"operations":[{"type":"LAUNCH_GROUP","launch_group":{"executor":)" + executor +
                 R"(,"task_group":{"tasks":[)" + tasks + R"(]}})" + operationMore +
                 R"(}],"filters":{"refuse_seconds":0}})");
    }

    /// All records until then, their updates acknowledged. New offers are remembered.
    JsonArray runOn(std::chrono::milliseconds time)
    {
        JsonArray all;
        for (std::chrono::milliseconds passed{0}; passed < time; passed += 50ms) {
            pass(50ms);
            for (JsonArray next = records(stream); !next.empty(); next = records(stream)) {
                for (JsonValue& record : next) {
                    for (const JsonValue& offer : record.at("offers").at("offers").array())
                        offers.push_back(offer);
                    const JsonValue& status = record.at("update").at("status");
                    if (status.has("uuid"))
                        acknowledge(status);
                    all.push_back(std::move(record));
                }
            }
        }
        return all;
    }

    /// A task of the framework's own executor.
    QByteArray ownTask(const QByteArray& id, const QByteArray& executor) const
    {
        return R"({"name":"n","task_id":{"value":")" + id + R"("},"agent_id":)" + offers[0].at("agent_id").toJson() +
               R"(,"resources":)" + OneCpu + R"(,"executor":)" + executor + '}';
    }

    void shutDown(const QByteArray& executorId)
    {
        send("f", stream, "SHUTDOWN",
             R"("shutdown":{"executor_id":{"value":")" + executorId + R"("},"agent_id":)" +
                 offers[0].at("agent_id").toJson() + '}');
    }

    double freeCpus() const { return offers.back().at("resources").array()[1].at("scalar").at("value").toDouble(); }
};

QByteArray ownExecutor(const QByteArray& command, const QByteArray& more = {})
{
    return R"({"type":"CUSTOM","executor_id":{"value":"mine"},"command":{"value":")" + command + R"("},"resources":)" +
           ExecutorResources + more + '}';
}

/// The FAILUREs as they came.
QByteArray failures(const JsonArray& records)
{
    QByteArrayList found;
    for (const JsonValue& record : records) {
        if (record.at("type").text() == "FAILURE")
            found += record.at("failure").toJson();
    }
    return found.join(' ');
}

QByteArray states(const JsonArray& records)
{
    return Session::states(Session::statusesIn(records));
}

} // namespace

/// Task groups on the default executor, executors of a framework's own, SHUTDOWN and MESSAGE.
class TestExecutors : public QObject
{
    Q_OBJECT

private slots:
    void runsAGroupAsTheRealOne();
    void killsTheRestWhenOneFails();
    void killsTheRestWhenOneIsKilled();
    void killsAGroupBeforeDelivery();
    void chargesTheExecutorOnce();
    void refusesGroupsWhole_data();
    void refusesGroupsWhole();
    void refusesAnotherExecutorOfTheSameId();
    void runsTasksOfAnOwnExecutor();
    void failsTasksOfAnExecutorThatEndsAtOnce();
    void refusesInvalidExecutors_data();
    void refusesInvalidExecutors();
    void shutsExecutorsDown();
    void passesMessages();
};

void TestExecutors::runsAGroupAsTheRealOne()
{
    // s10-subscribe-offers-task: the group "grp" on "exec-1".
    GroupSession session;
    session.launchGroup(session.task("a", "sleep 2") + ',' + session.task("b", "sleep 3"));
    const JsonArray records = session.runOn(10s);
    const JsonArray statuses = Session::statusesIn(records);
    QCOMPARE(Session::states(statuses), QByteArray("a TASK_STARTING, b TASK_STARTING, a TASK_RUNNING, b TASK_RUNNING, "
                                                   "a TASK_FINISHED, b TASK_FINISHED"));
    QByteArray executorContainer;
    for (const JsonValue& status : statuses) {
        QCOMPARE(Session::idOf(status, "executor_id"), QByteArray("e"));
        QCOMPARE(status.at("source").text(), QByteArray("SOURCE_EXECUTOR"));
        const JsonValue& container = status.at("container_status");
        QVERIFY(container.at("container_id").has("parent"));
        executorContainer = Session::idOf(container.at("container_id"), "parent");
        // An agent knows the network and the process of a nested container only while it runs.
        const bool isRunning = status.at("state").text() == "TASK_RUNNING";
        QCOMPARE(container.has("network_infos"), isRunning);
        QCOMPARE(container.has("executor_pid"), isRunning);
    }
    QCOMPARE(Session::idOf(statuses[0].at("container_status").at("container_id"), "parent"), executorContainer);
    QCOMPARE(failures(records), R"({"agent_id":)" + session.offers[0].at("agent_id").toJson() +
                                    R"(,"executor_id":{"value":"e"},"status":0})");
    QVERIFY(ClusterDriver::types(records).contains("UPDATE FAILURE"));
    QCOMPARE(session.cluster.executorsView().at("executors").array().size(), size_t(0));
}

void TestExecutors::killsTheRestWhenOneFails()
{
    GroupSession session(R"({"type":"MULTI_ROLE"},{"type":"TASK_KILLING_STATE"})");
    session.launchGroup(session.task("a", "sleep 600") + ',' + session.task("b", "sleep 1; exit 4") + ',' +
                        session.task("c", "sleep 600"));
    const JsonArray records = session.runOn(5s);
    const QByteArray ends = states(records);
    QVERIFY2(ends.endsWith("b TASK_FAILED, a TASK_KILLING, a TASK_KILLED, c TASK_KILLING, c TASK_KILLED") ||
                 ends.endsWith("b TASK_FAILED, a TASK_KILLING, c TASK_KILLING, a TASK_KILLED, c TASK_KILLED"),
             ends.constData());
    QCOMPARE(failures(records).count("executor_id"), 1);
}

void TestExecutors::killsTheRestWhenOneIsKilled()
{
    GroupSession session;
    session.launchGroup(session.task("a", "sleep 600") + ',' + session.task("b", "sleep 600"));
    session.runOn(1s);
    session.kill("b");
    const JsonArray records = session.runOn(2s);
    QCOMPARE(states(records), QByteArray("b TASK_KILLED, a TASK_KILLED"));
    for (const JsonValue& status : Session::statusesIn(records))
        QCOMPARE(status.at("message").text(), QByteArray("Command terminated with signal Terminated"));
    QCOMPARE(failures(records).count("\"status\":0"), 1);
}

void TestExecutors::killsAGroupBeforeDelivery()
{
    GroupSession session;
    session.launchGroup(session.task("a", "sleep 600") + ',' + session.task("b", "sleep 600"));
    session.kill("b");
    const JsonArray records = session.runOn(2s);
    QCOMPARE(states(records), QByteArray("a TASK_KILLED, b TASK_KILLED"));
    for (const JsonValue& status : Session::statusesIn(records)) {
        QCOMPARE(status.at("message").text(),
                 QByteArray("A task within the task group was killed before delivery to the executor"));
        QCOMPARE(status.at("reason").text(), QByteArray("REASON_TASK_KILLED_DURING_LAUNCH"));
    }
}

void TestExecutors::chargesTheExecutorOnce()
{
    GroupSession session;
    QCOMPARE(session.freeCpus(), 4.0);
    session.launchGroup(session.task("a", "sleep 10"));
    session.runOn(2s);
    QCOMPARE(session.freeCpus(), 2.9);
    QCOMPARE(session.offers.back().at("executor_ids").toJson(), QByteArray(R"([{"value":"e"}])"));
    QCOMPARE(session.cluster.executorsView().at("executors").array().size(), size_t(1));
    session.launchGroup(session.task("b", "sleep 10"));
    session.runOn(2s);
    QCOMPARE(session.freeCpus(), 1.9);
    // The executor ends with the last of both groups.
    const JsonArray records = session.runOn(15s);
    QCOMPARE(states(records), QByteArray("a TASK_FINISHED, b TASK_FINISHED"));
    QCOMPARE(failures(records).count("executor_id"), 1);
    QByteArrayList held;
    for (const JsonValue& offer : session.offers)
        held += offer.at("id").toJson();
    session.send("f", session.stream, "DECLINE",
                 R"("decline":{"offer_ids":[)" + held.join(',') + R"(],"filters":{"refuse_seconds":0}})");
    session.runOn(2s);
    QCOMPARE(session.freeCpus(), 4.0);
}

void TestExecutors::refusesGroupsWhole_data()
{
    QTest::addColumn<QByteArray>("more");     // of the second task
    QTest::addColumn<QByteArray>("executor"); // without braces
    QTest::addColumn<QByteArray>("operation");
    QTest::addColumn<QByteArray>("message");
    const QByteArray start = R"("executor_id":{"value":"e"},"framework_id":{"value":"f"})";
    const QByteArray good = R"("type":"DEFAULT",)" + start + R"(,"resources":)" + ExecutorResources;
    const auto resources = [](const char* list) {
        QByteArrayList parts;
        for (const QByteArray& part : QByteArray(list).split(' ')) {
            const QByteArrayList pair = part.split(':');
            parts += R"({"name":")" + pair[0] + R"(","type":"SCALAR","scalar":{"value":)" + pair[1] + "}}";
        }
        return QByteArray(R"(,"resources":[)" + parts.join(',') + ']');
    };
    const auto row = [](const char* name, const QByteArray& more, const QByteArray& executor, const char* message,
                        const QByteArray& operation = {}) {
        QTest::newRow(name) << more << executor << operation << QByteArray(message);
    };
    row("an id", {}, good, "The `id` field cannot be set on LAUNCH_GROUP operations", R"(,"id":{"value":"o"})");
    row("a bad task", R"(,"max_completion_time":{"nanoseconds":-1})", good,
        "Task 'b' is invalid: Task's `max_completion_time` must be non-negative");
    row("a Docker task", R"(,"container":{"type":"DOCKER","docker":{"image":"x"}})", good,
        "Task 'b' is invalid: Docker ContainerInfo is not supported on the task");
    row("limits", R"(,"limits":{"cpus":{"value":2}})", good,
        "Task 'b' is invalid: Resource limits may only be set for tasks within a task group when the 'share_cgroups' "
        "field is set to 'false'.");
    row("limits that differ", R"(,"container":{"type":"MESOS","linux_info":{"share_cgroups":false}})", good,
        "If set, the value of 'share_cgroups' must be the same for all tasks in each task group and under a single "
        "executor");
    row("HTTP checks apart from the network",
        R"(,"health_check":{"type":"HTTP","http":{"port":80}},"container":{"type":"MESOS","network_infos":[{}]})", good,
        "Task 'b' is invalid: HTTP and TCP health checks are not supported for nested containers not joining parent's "
        "network");
    row("another executor", R"(,"executor":{"executor_id":{"value":"other"}})", good,
        "The `ExecutorInfo` of task 'b' is different from executor 'e'");
    row("no type", {}, start + R"(,"resources":)" + ExecutorResources, "'ExecutorInfo.type' must be set");
    row("a command", {}, good + R"(,"command":{"value":"x"})",
        "'ExecutorInfo.command' must not be set for 'DEFAULT' executor");
    row("an image", {},
        good + R"(,"container":{"type":"MESOS","mesos":{"image":{"type":"DOCKER","docker":{"name":"x"}}}})",
        "'ExecutorInfo.container.mesos.image' must not be set for 'DEFAULT' executor");
    row("a Docker executor", {}, good + R"(,"container":{"type":"DOCKER","docker":{"image":"x"}})",
        "'ExecutorInfo.container.type' must be 'MESOS' for 'DEFAULT' executor");
    row("no framework", {}, R"("type":"DEFAULT","executor_id":{"value":"e"},"resources":)" + ExecutorResources,
        "'ExecutorInfo.framework_id' must be set");
    row("another framework", {},
        R"("type":"DEFAULT","executor_id":{"value":"e"},"framework_id":{"value":"g"},"resources":)" + ExecutorResources,
        "ExecutorInfo has an invalid FrameworkID (Actual: g vs Expected: f)");
    row("no cpus", {}, R"("type":"DEFAULT",)" + start + resources("mem:32 disk:1"),
        "Executor 'e' uses less CPUs (None) than the minimum required (0.01)");
    row("few cpus", {}, R"("type":"DEFAULT",)" + start + resources("cpus:0.005 mem:32 disk:1"),
        "Executor 'e' uses less CPUs (0.005) than the minimum required (0.01)");
    row("little memory", {}, R"("type":"DEFAULT",)" + start + resources("cpus:0.1 mem:16 disk:1"),
        "Executor 'e' uses less memory (16MB) than the minimum required (32MB)");
    row("no disk", {}, R"("type":"DEFAULT",)" + start + resources("cpus:0.1 mem:32"), "Executor 'e' uses no disk");
    row("too much", {}, R"("type":"DEFAULT",)" + start + resources("cpus:3 mem:32 disk:1"),
        "Total resources cpus(allocated: *):5; mem(allocated: *):96; disk(allocated: *):1 required by task group and "
        "its executor are more than available ports(allocated: *):[31000-32000]; cpus(allocated: *):4; "
        "mem(allocated: *):4096; disk(allocated: *):10240");
    row("a bad executor id", {},
        R"("type":"DEFAULT","executor_id":{"value":"a/b"},"framework_id":{"value":"f"},"resources":)" +
            ExecutorResources,
        "'a/b' contains invalid characters");
}

void TestExecutors::refusesGroupsWhole()
{
    QFETCH(QByteArray, more);
    QFETCH(QByteArray, executor);
    QFETCH(QByteArray, operation);
    QFETCH(QByteArray, message);
    GroupSession session;
    session.launchGroup(session.task("a", "sleep 1") + ',' + session.task("b", "sleep 1", OneCpu, more),
                        '{' + executor + '}', operation);
    const JsonArray statuses = session.statuses();
    QCOMPARE(Session::states(statuses), QByteArray("a TASK_ERROR, b TASK_ERROR"));
    for (const JsonValue& status : statuses) {
        QCOMPARE(status.at("message").text(), message);
        QCOMPARE(status.at("reason").text(), QByteArray("REASON_TASK_GROUP_INVALID"));
        QCOMPARE(status.at("source").text(), QByteArray("SOURCE_MASTER"));
        QVERIFY(!status.has("uuid"));
    }
    session.runOn(2s);
    QCOMPARE(session.freeCpus(), 4.0);
}

void TestExecutors::refusesAnotherExecutorOfTheSameId()
{
    GroupSession session;
    session.launchGroup(session.task("a", "sleep 60"));
    session.runOn(2s);
    QByteArray other = DefaultExecutor;
    session.launchGroup(session.task("b", "sleep 60"), other.replace("\"value\":10", "\"value\":20"));
    const JsonArray statuses = session.statuses();
    QCOMPARE(Session::states(statuses), QByteArray("b TASK_ERROR"));
    QVERIFY(statuses[0].at("message").text().startsWith(
        "ExecutorInfo is not compatible with existing ExecutorInfo with same ExecutorID.\n"));
}

void TestExecutors::runsTasksOfAnOwnExecutor()
{
    GroupSession session;
    const QByteArray executor = ownExecutor("sleep 3");
    session.launch(session.ownTask("a", executor) + ',' + session.ownTask("b", executor));
    const JsonArray records = session.runOn(6s);
    const JsonArray statuses = Session::statusesIn(records);
    QCOMPARE(Session::states(statuses), QByteArray("a TASK_STARTING, b TASK_STARTING, a TASK_RUNNING, b TASK_RUNNING, "
                                                   "a TASK_FINISHED, b TASK_FINISHED"));
    QCOMPARE(Session::idOf(statuses[0], "executor_id"), QByteArray("mine"));
    QCOMPARE(Session::idOf(statuses[0].at("container_status"), "container_id"),
             Session::idOf(statuses[2].at("container_status"), "container_id"));
    QCOMPARE(failures(records), R"({"agent_id":)" + session.offers[0].at("agent_id").toJson() +
                                    R"(,"executor_id":{"value":"mine"},"status":0})");

    session.send("f", session.stream, "RECONCILE", R"("reconcile":{})");
    QCOMPARE(Session::states(session.statuses()), QByteArray());
}

void TestExecutors::failsTasksOfAnExecutorThatEndsAtOnce()
{
    GroupSession session;
    session.launch(session.ownTask("a", ownExecutor("exit 3")));
    const JsonArray records = session.runOn(2s);
    const JsonArray statuses = Session::statusesIn(records);
    QCOMPARE(Session::states(statuses), QByteArray("a TASK_FAILED"));
    QCOMPARE(statuses[0].at("message").text(), QByteArray("Executor terminated"));
    QCOMPARE(statuses[0].at("reason").text(), QByteArray("REASON_EXECUTOR_TERMINATED"));
    QCOMPARE(statuses[0].at("source").text(), QByteArray("SOURCE_AGENT"));
    QVERIFY(failures(records).endsWith("\"status\":768}"));
}

void TestExecutors::refusesInvalidExecutors_data()
{
    QTest::addColumn<QByteArray>("executor");
    QTest::addColumn<QByteArray>("message");
    const auto row = [](const char* name, const QByteArray& executor, const char* message) {
        QTest::newRow(name) << executor << QByteArray(message);
    };
    row("no command", R"({"executor_id":{"value":"x"}})", "'ExecutorInfo.command' must be set");
    row("no command, typed", R"({"type":"CUSTOM","executor_id":{"value":"x"}})",
        "'ExecutorInfo.command' must be set for 'CUSTOM' executor");
    row("default", R"({"type":"DEFAULT","executor_id":{"value":"x"}})", "'ExecutorInfo.type' must be 'CUSTOM'");
    row("a bad id", ownExecutor("sleep 1").replace("mine", "a/b"), "'a/b' contains invalid characters");
    row("another framework", ownExecutor("sleep 1", R"(,"framework_id":{"value":"g"})"),
        "ExecutorInfo has an invalid FrameworkID (Actual: g vs Expected: f)");
    row("a negative grace", ownExecutor("sleep 1", R"(,"shutdown_grace_period":{"nanoseconds":-1})"),
        "ExecutorInfo's 'shutdown_grace_period' must be non-negative");
    row("a bad environment",
        R"({"executor_id":{"value":"x"},"command":{"value":"x","environment":{"variables":[{"name":"A"}]}}})",
        "Executor's `CommandInfo` is invalid: Environment variable 'A' of type 'VALUE' must have a value set");
}

void TestExecutors::refusesInvalidExecutors()
{
    QFETCH(QByteArray, executor);
    QFETCH(QByteArray, message);
    GroupSession session;
    session.launch(session.ownTask("t", executor));
    const JsonArray statuses = session.statuses();
    QCOMPARE(Session::states(statuses), QByteArray("t TASK_ERROR"));
    QCOMPARE(statuses[0].at("message").text(), message);
    QCOMPARE(statuses[0].at("reason").text(), QByteArray("REASON_TASK_INVALID"));
}

void TestExecutors::shutsExecutorsDown()
{
    GroupSession own;
    const QByteArray executor = ownExecutor("sleep 600");
    own.launch(own.ownTask("a", executor) + ',' + own.ownTask("b", executor));
    own.runOn(1s);
    own.shutDown("another");
    QCOMPARE(states(own.runOn(1s)), QByteArray());
    own.shutDown("mine");
    JsonArray records = own.runOn(1s);
    QCOMPARE(states(records), QByteArray("a TASK_KILLED, b TASK_KILLED"));
    QVERIFY(failures(records).contains(R"("executor_id":{"value":"mine"},"status":0)"));

    GroupSession group;
    group.launchGroup(group.task("a", "sleep 600") + ',' + group.task("b", "trap '' TERM; sleep 600"));
    group.runOn(1s);
    group.shutDown("e");
    records = group.runOn(4s);
    QCOMPARE(states(records), QByteArray("a TASK_KILLED, b TASK_KILLED"));
    QCOMPARE(Session::statusesIn(records)[1].at("message").text(), QByteArray("Command terminated with signal Killed"));
    QCOMPARE(failures(records).count("executor_id"), 1);

    // The executor that an agent makes for a command has the task's id, and no FAILURE tells of it.
    GroupSession command;
    command.start(command.task("t", "sleep 600"));
    command.shutDown("t");
    records = command.runOn(1s);
    QCOMPARE(states(records), QByteArray("t TASK_KILLED"));
    QCOMPARE(failures(records), QByteArray());
}

void TestExecutors::passesMessages()
{
    GroupSession session;
    session.launch(session.ownTask("a", ownExecutor("sleep 600")));
    session.runOn(1s);
    const auto say = [&](const QByteArray& executorId) {
        session.send("f", session.stream, "MESSAGE",
                     R"("message":{"agent_id":)" + session.offers[0].at("agent_id").toJson() +
                         R"(,"executor_id":{"value":")" + executorId + R"("},"data":"aGVsbG8="})");
        return session.runOn(1s);
    };
    const JsonArray echoed = say("mine");
    QCOMPARE(ClusterDriver::types(echoed), QByteArray("MESSAGE"));
    QCOMPARE(echoed[0].at("message").toJson(),
             ClusterDriver::canonical(R"({"agent_id":)" + session.offers[0].at("agent_id").toJson() +
                                      R"(,"executor_id":{"value":"mine"},"data":"aGVsbG8="})"));
    QCOMPARE(ClusterDriver::types(say("nobody")), QByteArray());
}

QTEST_APPLESS_MAIN(TestExecutors)
#include "tst_executors.moc"
