// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "practice/commandplan.h"

#include <QElapsedTimer>
#include <QTest>

using namespace mesoscribe;
using namespace mesoscribe::practice;

namespace {

constexpr qint64 Forever = 365LL * 24 * 3600 * 1000;

JsonValue shellTask(const QByteArray& script)
{
    return JsonObject{{"command", JsonObject{{"value", script}}}};
}

} // namespace

/// What a simulated command does, told from its text.
class TestCommandPlan : public QObject
{
    Q_OBJECT

private slots:
    void plansScripts_data();
    void plansScripts();
    void answersTerminate_data();
    void answersTerminate();
    void plansProgramsWithoutAShell();
    void plansImages();
    void knowsTheEnvironmentAndFetchedFiles();
    void tellsWhoListens();
    void describesEnds();
    void comesToAnEnd_data();
    void comesToAnEnd();
};

void TestCommandPlan::plansScripts_data()
{
    QTest::addColumn<qint64>("milliseconds");
    QTest::addColumn<int>("status");
    const auto row = [](const char* script, qint64 milliseconds, int status) {
        QTest::newRow(script) << milliseconds << status;
    };
    row("sleep 5", 5000, 0);
    row("echo hello; sleep 5", 5000, 0);
    row("sleep 1.5; sleep 2", 3500, 0);
    row("sleep 1 2s", 3000, 0);
    row("sleep 2m", 120'000, 0);
    row("sleep infinity", Forever, 0);
    row("echo oops >&2; exit 3", 100, 3);
    row("exit 300", 100, 44);
    row("sleep 2 && exit 1", 2000, 1);
    row("true", 100, 0);
    row("/bin/false", 100, 1);
    row("false || exit 7", 100, 7);
    row("true || exit 7", 100, 0);
    row("false && sleep 9", 100, 1);
    row("! false", 100, 0);
    row("set -e; false; sleep 9", 100, 1);
    row("false; sleep 1", 1000, 0);
    row("", 100, 0);
    row("# sleep 9\nsleep 1", 1000, 0);
    row("echo 'sleep 9; exit 4'", 100, 0);
    row("echo \"exit 3\" && sleep 1", 1000, 0);

    row("nosuchcommand", 100, 127);
    row("nosuchcommand --port 80; sleep 1", 1000, 0);
    row("echo hi; /no/such/program", 100, 127);
    row("asleep 5", 100, 127);
    row("./server --port 80", 100, 127);
    row("ls -l /tmp | grep x", 100, 0);
    row("python3 -m http.server 8080", 60'000, 0);
    row("/usr/bin/python3.11 app.py", 60'000, 0);
    row("nginx -g 'daemon off;'", 60'000, 0);
    row("python3 -c 'import time, sys; time.sleep(4); sys.exit(2)'", 4000, 2);
    row("tail -f /dev/null", Forever, 0);
    row("tail -n 1 /etc/passwd", 100, 0);
    row("ping -c 3 localhost", 3000, 0);
    row("yes | head -n 1", 100, 0);

    row("while true; do echo x; sleep 1; done", Forever, 0);
    row("while :; do :; done", Forever, 0);
    row("until false; do sleep 1; done", Forever, 0);
    row("while true; do sleep 2; exit 5; done", 2000, 5);
    row("while true; do sleep 2; break; done; sleep 1", 3000, 0);
    row("for i in 1 2 3; do sleep 1; done", 3000, 0);
    row("for i in $(seq 1 4); do sleep 1; done; exit 6", 4000, 6);
    row("for i in {1..5}; do echo $i; sleep $i; done", 15'000, 0);
    row("for i in 1 2 3; do continue; sleep 5; done", 100, 0);
    row("i=0; while [ $i -lt 3 ]; do i=$((i+1)); sleep 1; done", 3000, 0);
    row("if true; then sleep 1; else sleep 9; fi", 1000, 0);
    row("if [ a = b ]; then exit 1; elif false; then exit 2; else exit 3; fi", 100, 3);
    row("if false; then exit 1; fi", 100, 0);
    row("( sleep 2; exit 3 ); exit $?", 2000, 3);
    row("{ sleep 1; sleep 2; }", 3000, 0);
    row("sleep 5 & sleep 1", 1000, 0);
    row("sleep 5 & wait", 5000, 0);
    row("sleep 5 & sleep 2 & wait; exit 4", 5000, 4);
    row("N=7; sleep $N", 7000, 0);
    row("sleep ${N:-3}", 3000, 0);
    row("sh -c 'sleep 2; exit 9'", 2000, 9);
    row("exec sleep 3", 3000, 0);
    row("timeout 2 sleep 100", 2000, 124);
    row("timeout 20 sleep 3", 3000, 0);
    row("env A=1 nohup nice -n 5 sleep 2", 2000, 0);
    row("eval 'exit 8'", 100, 8);
}

void TestCommandPlan::plansScripts()
{
    const CommandPlan plan = planCommand(shellTask(QTest::currentDataTag()));
    QTEST(qint64(plan.duration.count()), "milliseconds");
    QCOMPARE(plan.signal, 0);
    if (plan.duration.count() < Forever) {
        QTEST(plan.exitStatus, "status");
    }
}

void TestCommandPlan::answersTerminate_data()
{
    using Answer = CommandPlan::OnTerminate;
    QTest::addColumn<int>("answer");
    QTest::addColumn<int>("status");
    QTest::addColumn<qint64>("milliseconds");
    const auto row = [](const char* script, Answer answer, int status, qint64 milliseconds) {
        QTest::newRow(script) << int(answer) << status << milliseconds;
    };
    row("sleep 100", Answer::Dies, 0, 0);
    row("trap '' TERM; sleep 100", Answer::Ignores, 0, 0);
    row("trap \"\" 15; while true; do sleep 1; done", Answer::Ignores, 0, 0);
    row("trap '' SIGTERM INT; exec sleep 100", Answer::Ignores, 0, 0);
    row("trap 'exit 0' TERM; sleep 600", Answer::Exits, 0, 0);
    row("trap 'sleep 2; exit 4' TERM; sleep 600", Answer::Exits, 4, 2000);
    row("trap 'echo bye' TERM; sleep 600", Answer::Exits, 143, 0);
    row("trap 'echo no' TERM; while true; do sleep 1; done", Answer::Ignores, 0, 0);
    row("trap 'exit 0' INT; sleep 600", Answer::Dies, 0, 0);
    row("trap '' TERM; trap - TERM; sleep 100", Answer::Dies, 0, 0);
    row("bash -c \"trap '' TERM; sleep 100\"", Answer::Ignores, 0, 0);
}

void TestCommandPlan::answersTerminate()
{
    const CommandPlan plan = planCommand(shellTask(QTest::currentDataTag()));
    QTEST(int(plan.onTerminate), "answer");
    QTEST(plan.terminateStatus, "status");
    QTEST(qint64(plan.terminateDelay.count()), "milliseconds");
}

void TestCommandPlan::plansProgramsWithoutAShell()
{
    const auto plan = [](const QByteArray& value, const JsonArray& arguments) {
        return planCommand(
            JsonObject{{"command", JsonObject{{"shell", false}, {"value", value}, {"arguments", arguments}}}});
    };
    QCOMPARE(plan("sleep", {"sleep", "3"}).duration.count(), 3000);
    QCOMPARE(plan("/bin/sh", {"sh", "-c", "exit 5"}).exitStatus, 5);
    // What a real agent says: see the capture of t04.
    QCOMPARE(plan("/no/such/program", {}).exitStatus, 1);
    // Nothing is expanded.
    QCOMPARE(plan("sleep", {"sleep", "1; sleep 5"}).duration.count(), 100);
}

void TestCommandPlan::plansImages()
{
    const auto plan = [](const QByteArray& image, const QByteArray& command) {
        JsonValue task =
            JsonObject{{"container", JsonObject{{"type", "DOCKER"}, {"docker", JsonObject{{"image", image}}}}}};
        task.set("command", command.isEmpty() ? JsonObject{{"shell", false}} : JsonObject{{"value", command}});
        return planCommand(task);
    };
    QCOMPARE(plan("nginx:1.25", {}).duration.count(), 60'000);
    QVERIFY(plan("nginx:1.25", {}).listens);
    QCOMPARE(plan("library/alpine", {}).duration.count(), 100);
    QCOMPARE(plan("alpine", "sleep 4; exit 2").duration.count(), 4000);
    QCOMPARE(plan("alpine", "sleep 4; exit 2").exitStatus, 2);
    QCOMPARE(plan("acme/app", "app serve").exitStatus, 0);
}

void TestCommandPlan::knowsTheEnvironmentAndFetchedFiles()
{
    const JsonArray variables = {JsonObject{{"name", "WAIT"}, {"value", "6"}}};
    const JsonValue task = JsonObject{
        {"command", JsonObject{{"value", "sleep $WAIT"}, {"environment", JsonObject{{"variables", variables}}}}}};
    QCOMPARE(planCommand(task).duration.count(), 6000);
    const JsonValue fetched = JsonObject{
        {"command", JsonObject{{"value", "./run.sh"}, {"uris", JsonArray{JsonObject{{"value", "http://x/run.sh"}}}}}}};
    QCOMPARE(planCommand(fetched).duration.count(), 60'000);
}

void TestCommandPlan::tellsWhoListens()
{
    QVERIFY(planCommand(shellTask("python3 -m http.server")).listens);
    QVERIFY(planCommand(shellTask("nc -lk 8080 & wait")).listens);
    QVERIFY(!planCommand(shellTask("sleep 100")).listens);
    QVERIFY(!planCommand(shellTask("nosuchserver")).listens);
}

void TestCommandPlan::describesEnds()
{
    QCOMPARE(endText(3, 0), QByteArray("exited with status 3"));
    QCOMPARE(endText(0, 15), QByteArray("terminated with signal Terminated"));
    QCOMPARE(endText(0, 9), QByteArray("terminated with signal Killed"));
    QCOMPARE(planCommand(shellTask("sleep 1; kill -9 $$; sleep 5")).signal, 9);
    QCOMPARE(planCommand(shellTask("sleep 1; kill -SEGV $$")).signal, 11);
    QCOMPARE(planCommand(shellTask("sleep 1; kill -9 $$; sleep 5")).duration.count(), 1000);
}

void TestCommandPlan::comesToAnEnd_data()
{
    QTest::addColumn<QByteArray>("script");
    const QByteArray loop = "while true; do ";
    QTest::newRow("brackets") << QByteArray(200'000, '(');
    QTest::newRow("braces") << QByteArray("{ ").repeated(100'000);
    QTest::newRow("loops") << loop.repeated(50'000);
    QTest::newRow("ifs") << QByteArray("if ").repeated(50'000);
    QTest::newRow("closers") << QByteArray("done fi } ) ;; esac ").repeated(20'000);
    QTest::newRow("nested loops") << QByteArray("for a in {1..99999}; do ").repeated(6) + "true" +
                                         QByteArray("; done").repeated(6);
    QTest::newRow("long loop") << loop + QByteArray("true; ").repeated(50'000) + "done";
    QTest::newRow("itself") << QByteArray("eval \"") + QByteArray("eval ").repeated(2000) + "true\"";
    QTest::newRow("shells in a loop") << loop + "sh -c '" + QByteArray("true;").repeated(20'000) + "'; done";
    QTest::newRow("quotes") << QByteArray("\"'`$(${\\").repeated(10'000);
    QTest::newRow("operators") << QByteArray("&&||;;|&<>").repeated(10'000);
    QTest::newRow("any bytes") << QByteArray(1, '\0') + "\xff\xfe for in do $(( 9223372036854775807 * 2";
    QTest::newRow("dollar at the end") << QByteArray("echo $");
    QTest::newRow("trap in a trap") << QByteArray("trap \"trap 'exit 1' TERM; exit 2\" TERM; sleep 9");
    QTest::newRow("sums") << QByteArray("x=$((1/0)); y=$((9%0)); sleep $((2000000000*2000000000))");
}

void TestCommandPlan::comesToAnEnd()
{
    QFETCH(QByteArray, script);
    QElapsedTimer timer;
    timer.start();
    const CommandPlan plan = planCommand(shellTask(script));
    QVERIFY(plan.duration.count() >= 100 && plan.duration.count() <= Forever);
    QVERIFY2(timer.elapsed() < 20'000, qPrintable(QString::number(timer.elapsed())));
}

QTEST_APPLESS_MAIN(TestCommandPlan)
#include "tst_commandplan.moc"
