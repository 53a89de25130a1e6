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

/// "RUNNING healthy=false HEALTH_CHECK…" for each status that says something of health.
QByteArray healthOf(const JsonArray& statuses)
{
    QByteArrayList parts;
    for (const JsonValue& status : statuses) {
        QByteArray part = status.at("state").text().sliced(5);
        if (status.has("healthy"))
            part += status.at("healthy").toBool() ? " good" : " bad";
        parts += part;
    }
    return parts.join(", ");
}

QByteArray healthCheck(const QByteArray& members)
{
    return R"(,"health_check":{)" + members + '}';
}

} // namespace

/// Checks and health checks (src/checks/health_checker.cpp); mesos-api section 11 and the capture of r15.
class TestChecks : public QObject
{
    Q_OBJECT

private slots:
    void killsWhatStaysUnhealthyAsTheRealOne();
    void reportsTheFirstSuccessAndTheFirstAfterFailures();
    void waitsForTheDelayAndTheGrace();
    void usesTheDefaultsOfMesos();
    void countsATimeoutAsFailure();
    void asksServersOverHttpAndTcp();
    void reportsChecks();
    void keepsHealthAndCheckTogether();
    void stopsWithTheTask();
    void reconcilesHealth();
    void refusesInvalidChecks_data();
    void refusesInvalidChecks();
};

void TestChecks::killsWhatStaysUnhealthyAsTheRealOne()
{
    Session session;
    const JsonArray statuses =
        session.run(session.task("hc", "sleep 600", OneCpu,
                                 healthCheck(R"("type":"COMMAND","command":{"value":"exit 1"},"delay_seconds":0,)"
                                             R"("interval_seconds":1,"grace_period_seconds":0,)"
                                             R"("consecutive_failures":2)")),
                    10s);
    QCOMPARE(healthOf(statuses), QByteArray("STARTING, RUNNING, RUNNING bad, RUNNING bad, KILLED bad"));
    for (const size_t i : {size_t(2), size_t(3)}) {
        QCOMPARE(statuses[i].at("reason").text(), QByteArray("REASON_TASK_HEALTH_CHECK_STATUS_UPDATED"));
        QVERIFY(!statuses[i].has("message"));
    }
    QCOMPARE(statuses[4].at("message").text(), QByteArray("Command terminated with signal Terminated"));
    QVERIFY(!statuses[4].has("reason"));
    // A second and the time of a check lie between the two.
    const double between = statuses[3].at("timestamp").toDouble() - statuses[2].at("timestamp").toDouble();
    QVERIFY(between > 0.99 && between < 1.2);
}

void TestChecks::reportsTheFirstSuccessAndTheFirstAfterFailures()
{
    Session session;
    QCOMPARE(healthOf(session.run(
                 session.task("t", "sleep 600", OneCpu,
                              healthCheck(R"("type":"COMMAND","command":{"value":"true"},"delay_seconds":0,)"
                                          R"("interval_seconds":1)")),
                 30s)),
             QByteArray("STARTING, RUNNING, RUNNING good"));
}

void TestChecks::waitsForTheDelayAndTheGrace()
{
    Session session;
    session.start(session.task("t", "sleep 600", OneCpu,
                               healthCheck(R"("type":"COMMAND","command":{"value":"false"},"delay_seconds":2,)"
                                           R"("interval_seconds":1,"grace_period_seconds":10,)"
                                           R"("consecutive_failures":1)")));
    session.pass(9s);
    QCOMPARE(healthOf(session.acknowledgeAll()), QByteArray());
    session.pass(3s);
    QCOMPARE(healthOf(session.acknowledgeAll()), QByteArray("RUNNING bad, KILLED bad"));
}

void TestChecks::usesTheDefaultsOfMesos()
{
    // 15 s delay, then every 10 s; three failures in a row.
    Session session(R"({"type":"MULTI_ROLE"},{"type":"TASK_KILLING_STATE"})");
    session.start(
        session.task("t", "sleep 600", OneCpu, healthCheck(R"("type":"COMMAND","command":{"value":"false"})")));
    session.pass(14s);
    QCOMPARE(healthOf(session.acknowledgeAll()), QByteArray());
    session.pass(2s);
    QCOMPARE(healthOf(session.acknowledgeAll()), QByteArray("RUNNING bad"));
    session.pass(9s);
    QCOMPARE(healthOf(session.acknowledgeAll()), QByteArray());
    session.pass(2s);
    QCOMPARE(healthOf(session.acknowledgeAll()), QByteArray("RUNNING bad"));
    session.pass(11s);
    QCOMPARE(healthOf(session.acknowledgeAll()), QByteArray("RUNNING bad, KILLING, KILLED bad"));
}

void TestChecks::countsATimeoutAsFailure()
{
    Session session;
    session.start(session.task("t", "sleep 600", OneCpu,
                               healthCheck(R"("type":"COMMAND","command":{"value":"sleep 30"},"delay_seconds":0,)"
                                           R"("timeout_seconds":2,"grace_period_seconds":0,)"
                                           R"("consecutive_failures":1)")));
    session.pass(1s);
    QCOMPARE(healthOf(session.acknowledgeAll()), QByteArray());
    session.pass(2s);
    QCOMPARE(healthOf(session.acknowledgeAll()), QByteArray("RUNNING bad, KILLED bad"));
}

void TestChecks::asksServersOverHttpAndTcp()
{
    for (const QByteArray& type : {QByteArray("HTTP"), QByteArray("TCP")}) {
        const QByteArray check =
            healthCheck(R"("type":")" + type + R"(",")" + type.toLower() +
                        R"(":{"port":8080},"delay_seconds":0,"grace_period_seconds":0,"consecutive_failures":1)");
        Session server;
        QCOMPARE(healthOf(server.run(server.task("t", "python3 -m http.server 8080", OneCpu, check), 5s)),
                 QByteArray("STARTING, RUNNING, RUNNING good"));
        Session sleeper;
        QCOMPARE(healthOf(sleeper.run(sleeper.task("t", "sleep 60", OneCpu, check), 5s)),
                 QByteArray("STARTING, RUNNING, RUNNING bad, KILLED bad"));
    }
}

void TestChecks::reportsChecks()
{
    Session session;
    const JsonArray statuses =
        session.run(session.task("t", "sleep 600", OneCpu,
                                 R"(,"check":{"type":"COMMAND","command":{"command":{"value":"exit 3"}},)"
                                 R"("delay_seconds":1,"interval_seconds":1})"),
                    60s);
    // Once, since it stays as it is; and it kills nothing.
    QCOMPARE(Session::states(statuses), QByteArray("t TASK_STARTING, t TASK_RUNNING, t TASK_RUNNING"));
    for (const size_t i : {size_t(0), size_t(1)})
        QCOMPARE(statuses[i].at("check_status").toJson(), QByteArray(R"({"command":{},"type":"COMMAND"})"));
    QCOMPARE(statuses[2].at("check_status").toJson(), QByteArray(R"({"command":{"exit_code":3},"type":"COMMAND"})"));
    QCOMPARE(statuses[2].at("reason").text(), QByteArray("REASON_TASK_CHECK_STATUS_UPDATED"));

    for (const bool isServer : {false, true}) {
        Session asked;
        const JsonArray answers =
            asked.run(asked.task("t", isServer ? "nginx" : "sleep 60", OneCpu,
                                 R"(,"check":{"type":"TCP","tcp":{"port":80},"delay_seconds":0})"),
                      1s);
        QCOMPARE(answers.back().at("check_status").toJson(),
                 QByteArray(isServer ? R"({"tcp":{"succeeded":true},"type":"TCP"})"
                                     : R"({"tcp":{"succeeded":false},"type":"TCP"})"));
    }
}

void TestChecks::keepsHealthAndCheckTogether()
{
    Session session;
    const JsonArray statuses =
        session.run(session.task("t", "sleep 600", OneCpu,
                                 R"(,"check":{"type":"COMMAND","command":{"command":{"value":"true"}},)"
                                 R"("delay_seconds":2})" +
                                     healthCheck(R"("type":"COMMAND","command":{"value":"true"},"delay_seconds":1)")),
                    5s);
    QCOMPARE(healthOf(statuses), QByteArray("STARTING, RUNNING, RUNNING good, RUNNING good"));
    QVERIFY(!statuses[2].at("check_status").at("command").has("exit_code"));
    QVERIFY(statuses[3].at("check_status").at("command").has("exit_code"));
}

void TestChecks::stopsWithTheTask()
{
    Session session;
    QCOMPARE(healthOf(session.run(
                 session.task("t", "sleep 3", OneCpu,
                              healthCheck(R"("type":"COMMAND","command":{"value":"false"},"delay_seconds":4,)"
                                          R"("grace_period_seconds":0)")),
                 60s)),
             QByteArray("STARTING, RUNNING, FINISHED"));
    session.pass(60s);
    QCOMPARE(healthOf(session.acknowledgeAll()), QByteArray());

    // Nor is a task checked that is being killed.
    Session killed;
    killed.start(killed.task("t", "trap '' TERM; sleep 600", OneCpu,
                             healthCheck(R"("type":"COMMAND","command":{"value":"false"},"delay_seconds":1,)"
                                         R"("grace_period_seconds":0)")));
    killed.kill("t");
    killed.pass(5s);
    QCOMPARE(healthOf(killed.acknowledgeAll()), QByteArray("KILLED"));
}

void TestChecks::reconcilesHealth()
{
    Session session;
    session.start(session.task(
        "t", "sleep 600", OneCpu,
        healthCheck(R"("type":"COMMAND","command":{"value":"true"},"delay_seconds":0,"interval_seconds":1)")));
    session.pass(1s);
    session.acknowledgeAll();
    session.send("f", session.stream, "RECONCILE", R"("reconcile":{})");
    const JsonArray statuses = session.statuses();
    QCOMPARE(healthOf(statuses), QByteArray("RUNNING good"));
    QCOMPARE(statuses[0].at("reason").text(), QByteArray("REASON_RECONCILIATION"));
}

void TestChecks::refusesInvalidChecks_data()
{
    QTest::addColumn<QByteArray>("member");
    QTest::addColumn<QByteArray>("message");
    const auto row = [](const QByteArray& member, const char* message) {
        QTest::newRow(member.constData()) << member << QByteArray(message);
    };
    row(R"("health_check":{})", "Task uses invalid health check: HealthCheck must specify 'type'");
    row(R"("health_check":{"type":"HTTP"})",
        "Task uses invalid health check: Expecting 'http' to be set for HTTP health check");
    row(R"("health_check":{"type":"TCP"})",
        "Task uses invalid health check: Expecting 'tcp' to be set for TCP health check");
    row(R"("health_check":{"type":"COMMAND"})",
        "Task uses invalid health check: Expecting 'command' to be set for COMMAND health check");
    row(R"("health_check":{"type":"COMMAND","command":{}})",
        "Task uses invalid health check: Command health check must contain 'shell command'");
    row(R"("health_check":{"type":"COMMAND","command":{"shell":false}})",
        "Task uses invalid health check: Command health check must contain 'executable path'");
    row(R"("health_check":{"type":"HTTP","http":{"port":80,"path":"x"}})",
        "Task uses invalid health check: The path 'x' of HTTP health check must start with '/'");
    row(R"("health_check":{"type":"HTTP","http":{"port":80,"scheme":"ftp"}})",
        "Task uses invalid health check: Unsupported HTTP health check scheme: 'ftp'");
    row(R"("health_check":{"type":"TCP","tcp":{"port":80},"interval_seconds":-1})",
        "Task uses invalid health check: Expecting 'interval_seconds' to be non-negative");
    row(R"("check":{})", "Task uses invalid check: CheckInfo must specify 'type'");
    row(R"("check":{"type":"COMMAND"})", "Task uses invalid check: Expecting 'command' to be set for COMMAND check");
    row(R"("check":{"type":"HTTP","http":{"port":80,"path":"x"}})",
        "Task uses invalid check: The path 'x' of HTTP check must start with '/'");
}

void TestChecks::refusesInvalidChecks()
{
    QFETCH(QByteArray, member);
    QFETCH(QByteArray, message);
    Session session;
    session.launch(session.task("t", "sleep 1", OneCpu, ',' + member));
    const JsonArray statuses = session.statuses();
    QCOMPARE(Session::states(statuses), QByteArray("t TASK_ERROR"));
    QCOMPARE(statuses[0].at("message").text(), message);
    QCOMPARE(statuses[0].at("reason").text(), QByteArray("REASON_TASK_INVALID"));
}

QTEST_APPLESS_MAIN(TestChecks)
#include "tst_checks.moc"
