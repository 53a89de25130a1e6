// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "models/describe.h"

#include "tasksamples.h"

#include <QTest>

using namespace mesoscribe;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

namespace {

const auto Web1 = samples::offer(u"O1"_s, u"S1"_s, u"web1"_s, u"eng"_s);
const auto Web2 = samples::offer(u"O2"_s, u"S1"_s, u"web1"_s, u"eng"_s);

CallFacts operations(const QString& type, const QString& operation)
{
    CallFacts facts = type == "ACCEPT"_L1 ? samples::offerCall(type, {Web1}) : samples::call(type);
    facts.operations = {{.id = OperationId(u"op-1"_s), .type = operation, .json = {}}};
    return facts;
}

CallFacts roles(const QString& type, const QStringList& names)
{
    CallFacts facts = samples::call(type);
    facts.roles = names;
    return facts;
}

CallFacts executor(const QString& type)
{
    CallFacts facts = samples::call(type);
    facts.executorId = ExecutorId(u"default"_s);
    facts.agentId = Web1->agentId;
    return facts;
}

const Fact* find(const QList<Fact>& facts, const QString& label)
{
    for (const Fact& fact : facts) {
        if (fact.label == label)
            return &fact;
    }
    return nullptr;
}

} // namespace

Q_DECLARE_METATYPE(mesoscribe::CallFacts)

/// Records of calls, and what calls cause.
class TestDescribeRecord : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }

    void callsAreSummedUpInOneLine_data();
    void callsAreSummedUpInOneLine();
    void causesAreNamed();
    void waitStatusesAreDecoded_data();
    void waitStatusesAreDecoded();
    void offersGivenBackAreInTheStory();
};

void TestDescribeRecord::callsAreSummedUpInOneLine_data()
{
    QTest::addColumn<CallFacts>("facts");
    QTest::addColumn<QString>("summary");
    const auto row = [](const char* name, const CallFacts& facts, const QString& summary) {
        QTest::newRow(name) << facts << summary;
    };
    row("launch", samples::launch(Web1, {u"web"_s}), u"task web on web1"_s);
    row("launch several", samples::launch(Web1, {u"a"_s, u"b"_s, u"c"_s, u"d"_s, u"e"_s, u"f"_s}),
        u"tasks a, b, c, d and 2 more on web1"_s);
    row("operation", operations(u"ACCEPT"_s, u"RESERVE"_s), u"RESERVE"_s);
    row("accept for nothing", samples::offerCall(u"ACCEPT"_s, {Web1}), u"O1"_s);
    row("decline", samples::offerCall(u"DECLINE"_s, {Web1}), u"O1, refuse 5 s"_s);
    row("decline two", samples::offerCall(u"DECLINE"_s, {Web1, Web2}, 600), u"O1, O2, refuse 10 min"_s);
    row("decline none", samples::offerCall(u"DECLINE"_s, {}), u"refuse 5 s"_s);
    row("revive all", roles(u"REVIVE"_s, {}), u"every role"_s);
    row("suppress", roles(u"SUPPRESS"_s, {u"eng"_s, u"ops"_s}), u"eng, ops"_s);
    row("kill", samples::taskCall(u"KILL"_s, {u"web"_s}), u"kill web"_s);
    row("acknowledge", samples::taskCall(u"ACKNOWLEDGE"_s, {u"web"_s}), u"update of web"_s);
    row("acknowledge operation", operations(u"ACKNOWLEDGE_OPERATION_STATUS"_s, {}), u"update of op-1"_s);
    row("reconcile all", samples::taskCall(u"RECONCILE"_s, {}), u"every task"_s);
    row("reconcile", samples::taskCall(u"RECONCILE"_s, {u"web"_s, u"db"_s}), u"web, db"_s);
    row("reconcile operations", samples::call(u"RECONCILE_OPERATIONS"_s), u"every operation"_s);
    row("shutdown", executor(u"SHUTDOWN"_s), u"executor default on agent S1"_s);
    row("message", executor(u"MESSAGE"_s), u"executor default on agent S1"_s);
    row("teardown", samples::call(u"TEARDOWN"_s), QString());
}

void TestDescribeRecord::callsAreSummedUpInOneLine()
{
    QFETCH(const CallFacts, facts);
    QFETCH(const QString, summary);
    samples::CallScene scene;
    scene.subscribe();
    scene.arrive({Web1, Web2});
    const quint64 number = scene.send(facts);
    const auto text = [&] { return describe(scene.state.records.at(scene.state.records.size() - 1)); };
    QCOMPARE(text(), summary.isEmpty() ? u"waiting for the answer"_s : summary + u" · waiting for the answer"_s);
    scene.answer(number);
    QCOMPARE(text(), summary.isEmpty() ? u"202 in 4 ms"_s : summary + u" · 202 in 4 ms"_s);
}

void TestDescribeRecord::causesAreNamed()
{
    samples::CallScene scene;
    scene.subscribe();
    scene.arrive({Web1});
    const quint64 number = scene.send(samples::launch(Web1, {u"web"_s}));
    scene.answer(number);
    const auto newest = [&] { return factsOf(scene.state.records.at(scene.state.records.size() - 1)); };
    QVERIFY(find(newest(), u"caused by"_s) == nullptr);
    QCOMPARE(find(newest(), u"call"_s)->value, u"call 1"_s);
    scene.update(samples::status(u"web"_s, TaskState::Running, u"u1"_s));
    QCOMPARE(find(newest(), u"caused by"_s)->value, u"call 1"_s);
    scene.receive(u"HEARTBEAT"_s, HeartbeatEvent{});
    QVERIFY(find(newest(), u"caused by"_s) == nullptr);
    QVERIFY(find(newest(), u"call"_s) == nullptr);
}

void TestDescribeRecord::waitStatusesAreDecoded_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("summary");
    QTest::newRow("exit 0") << 0 << u"executor default on agent S1 ended"_s;
    QTest::newRow("exit 1") << 256 << u"executor default on agent S1 ended with exit status 1"_s;
    QTest::newRow("exit 255") << 0xff00 << u"executor default on agent S1 ended with exit status 255"_s;
    QTest::newRow("signal") << 9 << u"executor default on agent S1 ended by signal 9"_s;
    QTest::newRow("core dump") << (11 | 0x80)
                               << u"executor default on agent S1 ended by signal 11, leaving a core dump"_s;
    QTest::newRow("nonsense") << -1 << u"executor default on agent S1 ended"_s;
}

void TestDescribeRecord::waitStatusesAreDecoded()
{
    QFETCH(const int, status);
    QFETCH(const QString, summary);
    samples::CallScene scene;
    scene.subscribe();
    scene.receive(u"FAILURE"_s, FailureEvent{AgentId(u"m-S1"_s), ExecutorId(u"default"_s), status});
    QCOMPARE(describe(scene.state.records.at(scene.state.records.size() - 1)), summary);
}

void TestDescribeRecord::offersGivenBackAreInTheStory()
{
    const auto text = [](const QString& count, std::chrono::milliseconds held) {
        return describe(StoryLine{.at = samples::Start,
                                  .kind = StoryLine::Kind::GivenBack,
                                  .subject = count,
                                  .duration = held,
                                  .trouble = {}});
    };
    QCOMPARE(text(u"1"_s, {}), u"1 offer was given back: nobody had used it in time."_s);
    QCOMPARE(text(u"3"_s, {}), u"3 offers were given back: nobody had used them in time."_s);
    QCOMPARE(text(u"3"_s, 10min), u"3 offers were given back: nobody had used them for 10 minutes."_s);
}

QTEST_GUILESS_MAIN(TestDescribeRecord)
#include "tst_describerecord.moc"
