// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "mesos/callfacts.h"

#include "mesos/samplecalls.h"
#include "mesos/why.h"

#include <QTest>

using namespace mesoscribe;
using namespace Qt::Literals::StringLiterals;

namespace {

CallFacts factsOf(const QByteArray& json)
{
    const Result<CallFacts> facts = factsOfCall(json);
    if (!facts)
        qWarning("%s", qPrintable(facts.error().detail));
    return facts.value_or(CallFacts{.type = u"unreadable"_s,
                                    .frameworkId = {},
                                    .offerIds = {},
                                    .launches = {},
                                    .operations = {},
                                    .taskIds = {},
                                    .agentId = {},
                                    .executorId = {},
                                    .roles = {},
                                    .uuid = {},
                                    .graceSeconds = {}});
}

CallFacts ofType(const QString& type)
{
    CallFacts facts;
    facts.type = type;
    return facts;
}

QByteArray accept(const QByteArray& operation)
{
    return R"({"type":"ACCEPT","accept":{"operations":)" + operation + "}}";
}

QList<LaunchedTask> withoutJson(QList<LaunchedTask> tasks)
{
    for (LaunchedTask& task : tasks)
        task.json.clear();
    return tasks;
}

} // namespace

class TestCallFacts : public QObject
{
    Q_OBJECT

private slots:
    void readsEveryCall_data();
    void readsEveryCall();
    void tellsLaunches();
    void tellsTheExecutorOfAGroupAfterItsTasks();
    void tellsOperations();
    void readsOnlyTheMemberOfItsType();
    void findsTheTypeBehindTheMember();
    void takesTheFilterInEffect_data();
    void takesTheFilterInEffect();
    void isAsLiberalAsAMaster();
    void takesTheLastOfDuplicates();
    void countsWrongTypesAsAbsent_data();
    void countsWrongTypesAsAbsent();
    void doesNotLaunchWhatHasNoId();
    void readsIdsOfAMegabyte();
    void readsInvalidUtf8();
    void bearsNumbersOfAnySize();
    void refusesWhatIsNoCall_data();
    void refusesWhatIsNoCall();
};

void TestCallFacts::readsEveryCall_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<CallFacts>("expected");

    const auto row = [](const char* name, auto fill) {
        CallFacts facts = ofType(QString::fromUtf8(name).section(u' ', 0, 0));
        facts.frameworkId = test::sampleFramework();
        fill(facts);
        QTest::newRow(name) << QByteArray(name) << facts;
    };
    const QList<OfferId> offers{OfferId(u"o-1"_s), OfferId(u"o-2"_s)};
    const AgentId agent(u"s-0"_s);
    const auto operation = [](const QString& id) { return SentOperation{OperationId(id), {}, {}}; };
    row("SUBSCRIBE", [](CallFacts& facts) { facts.roles = {u"eng"_s}; });
    row("TEARDOWN", [](CallFacts&) {});
    row("ACCEPT of nothing", [&](CallFacts& facts) { facts.offerIds = offers; });
    row("DECLINE", [&](CallFacts& facts) {
        facts.offerIds = offers;
        facts.refuseSeconds = 60.5;
    });
    row("DECLINE without a filter", [&](CallFacts& facts) {
        facts.offerIds = {offers.first()};
        facts.refuseSeconds = 0;
    });
    row("DECLINE of nothing", [](CallFacts&) {});
    row("ACCEPT_INVERSE_OFFERS", [&](CallFacts& facts) {
        facts.offerIds = offers;
        facts.refuseSeconds = 1;
    });
    row("DECLINE_INVERSE_OFFERS", [&](CallFacts& facts) { facts.offerIds = {offers.last()}; });
    row("REVIVE", [](CallFacts& facts) { facts.roles = {u"eng"_s, u"ops"_s}; });
    row("REVIVE of all", [](CallFacts&) {});
    row("SUPPRESS", [](CallFacts& facts) { facts.roles = {u"eng"_s}; });
    row("SUPPRESS of all", [](CallFacts&) {});
    row("KILL", [&](CallFacts& facts) {
        facts.taskIds = {TaskId(u"t"_s)};
        facts.agentId = agent;
        facts.graceSeconds = 0.25;
    });
    row("KILL wherever it is", [&](CallFacts& facts) { facts.taskIds = {TaskId(u"t"_s)}; });
    row("SHUTDOWN", [&](CallFacts& facts) {
        facts.executorId = ExecutorId(u"e"_s);
        facts.agentId = agent;
    });
    row("ACKNOWLEDGE", [&](CallFacts& facts) {
        facts.taskIds = {TaskId(u"t"_s)};
        facts.agentId = agent;
        facts.uuid = test::sampleUuid();
    });
    row("ACKNOWLEDGE_OPERATION_STATUS", [&](CallFacts& facts) {
        facts.operations = {operation(u"op"_s)};
        facts.agentId = agent;
        facts.uuid = test::sampleUuid();
    });
    row("RECONCILE", [&](CallFacts& facts) { facts.taskIds = {TaskId(u"a"_s), TaskId(u"b"_s)}; });
    row("RECONCILE of all", [](CallFacts&) {});
    row("RECONCILE_OPERATIONS", [&](CallFacts& facts) { facts.operations = {operation(u"a"_s), operation(u"b"_s)}; });
    row("RECONCILE_OPERATIONS of all", [](CallFacts&) {});
    row("MESSAGE", [&](CallFacts& facts) {
        facts.executorId = ExecutorId(u"e"_s);
        facts.agentId = agent;
    });
    row("REQUEST", [](CallFacts&) {});
    row("UPDATE_FRAMEWORK", [](CallFacts&) {});
}

void TestCallFacts::readsEveryCall()
{
    QFETCH(QByteArray, name);
    QFETCH(CallFacts, expected);
    const QList<test::SampleCall> samples = test::sampleCalls();
    const auto sample =
        std::ranges::find_if(samples, [&](const test::SampleCall& known) { return known.name == name; });
    QVERIFY(sample != samples.end());
    for (const JsonStyle style : {JsonStyle::Compact, JsonStyle::Indented})
        QVERIFY(factsOf(toJson(sample->call, test::sampleFramework(), style)) == expected);
}

void TestCallFacts::tellsLaunches()
{
    const TaskInfo task = test::plainTask();
    const TaskInfo other = test::otherTask();
    ExecutorInfo executor;
    executor.executorId = ExecutorId(u"pod"_s);
    const AcceptCall call{{OfferId(u"o"_s)},
                          {{{}, operation::Launch{{task, other}}}, {{}, operation::LaunchGroup{executor, {task}}}},
                          {}};
    const CallFacts facts = factsOf(toJson(call, test::sampleFramework()));
    const AgentId agent(u"s-0"_s);
    const QList<LaunchedTask> expected{
        {task.taskId, u"hello"_s, agent, {}, false, test::plainTaskJson()},
        {other.taskId, u"hello"_s, agent, ExecutorId(u"e"_s), false, test::otherTaskJson()},
        {task.taskId, u"hello"_s, agent, ExecutorId(u"pod"_s), true, test::plainTaskJson()},
    };
    QVERIFY(facts.launches == expected);
    QVERIFY(facts.operations.isEmpty());
    QVERIFY(facts.taskIds.isEmpty());
}

void TestCallFacts::tellsTheExecutorOfAGroupAfterItsTasks()
{
    const CallFacts facts = factsOf(accept(R"([{"launch_group":{"task_group":{"tasks":[{"task_id":{"value":"t"}}]},)"
                                           R"("executor":{"executor_id":{"value":"e"}}},"type":"LAUNCH_GROUP"}])"));
    const QList<LaunchedTask> expected{{TaskId(u"t"_s), {}, {}, ExecutorId(u"e"_s), true, {}}};
    QVERIFY(withoutJson(facts.launches) == expected);
}

void TestCallFacts::tellsOperations()
{
    QList<Operation> operations;
    QList<SentOperation> expected;
    for (const test::SampleOperation& sample : test::sampleOperations()) {
        operations.append(sample.operation);
        const QString type = operationType(sample.operation);
        if (!type.startsWith("LAUNCH"_L1))
            expected.append({sample.operation.id, type, sample.json});
    }
    const CallFacts facts = factsOf(toJson(AcceptCall{{}, operations, {}}, test::sampleFramework()));
    QCOMPARE(expected.size(), 8);
    QVERIFY(facts.operations == expected);
    QCOMPARE(facts.launches.size(), 4);
}

void TestCallFacts::readsOnlyTheMemberOfItsType()
{
    const CallFacts facts =
        factsOf(R"({"type":"DECLINE","decline":{"offer_ids":[{"value":"o"}],"task_id":{"value":"t"},"roles":["r"]},)"
                R"("kill":{"task_id":{"value":"k"}},"unknown":{"agent_id":{"value":"a"}}})");
    CallFacts expected = ofType(u"DECLINE"_s);
    expected.offerIds = {OfferId(u"o"_s)};
    QVERIFY(facts == expected);
    QVERIFY(factsOf(R"({"type":"DANCE","decline":{"offer_ids":[{"value":"o"}]}})") == ofType(u"DANCE"_s));
    QVERIFY(factsOf(R"({"decline":{"offer_ids":[{"value":"o"}]}})") == CallFacts());
    QVERIFY(factsOf("{}") == CallFacts());
}

void TestCallFacts::findsTheTypeBehindTheMember()
{
    CallFacts expected = ofType(u"KILL"_s);
    expected.taskIds = {TaskId(u"t"_s)};
    QVERIFY(factsOf(R"({"kill":{"task_id":{"value":"t"}},"type":"KILL"})") == expected);
}

void TestCallFacts::takesTheFilterInEffect_data()
{
    QTest::addColumn<QByteArray>("filters");
    QTest::addColumn<double>("seconds");
    QTest::newRow("absent") << QByteArray(R"({})") << 5.0;
    QTest::newRow("null") << QByteArray(R"({"refuse_seconds":null})") << 5.0;
    QTest::newRow("filters null") << QByteArray("null") << 5.0;
    QTest::newRow("zero") << QByteArray(R"({"refuse_seconds":0})") << 0.0;
    QTest::newRow("fraction") << QByteArray(R"({"refuse_seconds":1.5})") << 1.5;
    QTest::newRow("exponent") << QByteArray(R"({"refuse_seconds":1e2})") << 100.0;
    QTest::newRow("quoted") << QByteArray(R"({"refuse_seconds":"60"})") << 60.0;
    QTest::newRow("negative") << QByteArray(R"({"refuse_seconds":-1})") << 5.0;
    QTest::newRow("more than a year") << QByteArray(R"({"refuse_seconds":31536001})") << 31536000.0;
    QTest::newRow("for ever") << QByteArray(R"({"refuse_seconds":"Infinity"})") << 31536000.0;
    QTest::newRow("text") << QByteArray(R"({"refuse_seconds":"soon"})") << 5.0;
    QTest::newRow("list") << QByteArray(R"({"refuse_seconds":[1]})") << 5.0;
    QTest::newRow("no object") << QByteArray("60") << 5.0;
}

void TestCallFacts::takesTheFilterInEffect()
{
    QFETCH(QByteArray, filters);
    QFETCH(double, seconds);
    const QByteArray json = R"({"type":"DECLINE","decline":{"filters":)" + filters + "}}";
    QCOMPARE(factsOf(json).refuseSeconds, seconds);
}

void TestCallFacts::isAsLiberalAsAMaster()
{
    CallFacts expected = ofType(u"ACCEPT"_s);
    expected.offerIds = {OfferId(u"o"_s)};
    expected.launches = {{TaskId(u"t"_s), u"n"_s, {}, {}, false, R"({"task_id":{"value":"t"},"name":"n"})"}};
    QVERIFY(factsOf(R"({"type":"ACCEPT","accept":{"offer_ids":{"value":"o"},"operations":{"type":"LAUNCH",)"
                    R"("launch":{"task_infos":{"task_id":{"value":"t"},"name":"n"}}}}})") == expected);
    QCOMPARE(factsOf(R"({"type":"REVIVE","revive":{"roles":"eng"}})").roles, QStringList{u"eng"_s});
    const CallFacts kill =
        factsOf(R"({"type":"KILL","kill":{"kill_policy":{"grace_period":{"nanoseconds":"1500000000"}}}})");
    QVERIFY(kill.graceSeconds == 1.5);
    // White space, no padding, an escaped slash: base64 as a master decodes it.
    QCOMPARE(factsOf(R"({"type":"ACKNOWLEDGE","acknowledge":{"uuid":" FYXA\n\/w"}})").uuid,
             QByteArray::fromHex("1585c0ff"));
}

void TestCallFacts::takesTheLastOfDuplicates()
{
    QCOMPARE(factsOf(R"({"type":"KILL","type":"REVIVE"})").type, u"REVIVE"_s);
    const CallFacts facts =
        factsOf(R"({"type":"DECLINE","decline":{"offer_ids":[{"value":"a"}],"filters":{"refuse_seconds":1}},)"
                R"("decline":{"offer_ids":[{"value":"b"}],"offer_ids":[{"value":"c"}]}})");
    QVERIFY(facts.offerIds == QList<OfferId>{OfferId(u"c"_s)});
    QCOMPARE(facts.refuseSeconds, 5.0);
}

void TestCallFacts::countsWrongTypesAsAbsent_data()
{
    QTest::addColumn<QByteArray>("json");
    const auto row = [](const char* name, const QByteArray& json) { QTest::newRow(name) << json; };
    row("bare framework id", R"({"framework_id":"f"})");
    row("type no text", R"({"type":5})");
    row("type list", R"({"type":["KILL"]})");
    row("member is text", R"({"type":"X","decline":"o"})");
    row("null everywhere", R"({"type":null,"framework_id":null,"decline":null})");
}

void TestCallFacts::countsWrongTypesAsAbsent()
{
    QFETCH(QByteArray, json);
    CallFacts facts = factsOf(json);
    if (facts.type == "X"_L1)
        facts.type.clear();
    QVERIFY(facts == CallFacts());

    CallFacts decline = ofType(u"DECLINE"_s);
    QVERIFY(factsOf(R"({"type":"DECLINE","decline":["o"]})") == decline);
    QVERIFY(factsOf(R"({"type":"DECLINE","decline":{"offer_ids":["o",5,null,true,[{"value":"x"}],{"value":7},{}]}})") ==
            decline);
    CallFacts kill = ofType(u"KILL"_s);
    QVERIFY(factsOf(R"({"type":"KILL","kill":{"task_id":"t","agent_id":[{"value":"a"}],"kill_policy":3}})") == kill);
    QVERIFY(factsOf(R"({"type":"KILL","kill":{"task_id":{"value":{"value":"t"}},)"
                    R"("kill_policy":{"grace_period":{"nanoseconds":"long"}}}})") == kill);
    QVERIFY(factsOf(accept(R"("LAUNCH")")) == ofType(u"ACCEPT"_s));
    QVERIFY(factsOf(accept(R"([{"type":"LAUNCH","launch":[]},{"type":7,"reserve":{}},[],null])")) ==
            ofType(u"ACCEPT"_s));
    QVERIFY(factsOf(R"({"type":"ACKNOWLEDGE","acknowledge":{"uuid":{"value":"AAAA"}}})").uuid.isEmpty());
    QVERIFY(factsOf(R"({"type":"ACKNOWLEDGE","acknowledge":{"uuid":"a-b_"}})").uuid.isEmpty());
    QCOMPARE(factsOf(R"({"type":"REVIVE","revive":{"roles":["a",1,{"b":2},"c"]}})").roles,
             QStringList({u"a"_s, u"c"_s}));
}

void TestCallFacts::doesNotLaunchWhatHasNoId()
{
    const CallFacts facts =
        factsOf(accept(R"([{"type":"LAUNCH","launch":{"task_infos":[{"name":"n"},{"task_id":"t"}]}},)"
                       R"({"type":"RESERVE","launch":{"task_infos":[{"task_id":{"value":"t"}}]}}])"));
    QVERIFY(facts.launches.isEmpty());
    QCOMPARE(facts.operations.size(), 1);
    QCOMPARE(facts.operations.first().type, u"RESERVE"_s);
}

void TestCallFacts::readsIdsOfAMegabyte()
{
    const QString id(1 << 20, u'x');
    CallFacts facts = factsOf(toJson(KillCall{TaskId(id), AgentId(id), {}}, FrameworkId(id)));
    QCOMPARE(facts.taskIds.size(), 1);
    QVERIFY(facts.taskIds.first().value() == id);
    QVERIFY(facts.agentId.value() == id);
    QVERIFY(facts.frameworkId.value() == id);
    facts = factsOf(R"({"type":"KILL",")" + id.toUtf8() + R"(":{"a":[1]}})");
    QVERIFY(facts == ofType(u"KILL"_s));
}

void TestCallFacts::readsInvalidUtf8()
{
    const CallFacts facts = factsOf("{\"type\":\"KILL\",\"kill\":{\"task_id\":{\"value\":\"a\xff\"}}}");
    QVERIFY(facts.taskIds == QList<TaskId>{TaskId(u"a\uFFFD"_s)});
}

void TestCallFacts::bearsNumbersOfAnySize()
{
    const CallFacts facts =
        factsOf(R"({"type":"KILL","n":99999999999999999999999999,"m":1e999,"kill":{"task_id":{"value":"t"},)"
                R"("kill_policy":{"grace_period":{"nanoseconds":99999999999999999999}}}})");
    QVERIFY(facts.taskIds == QList<TaskId>{TaskId(u"t"_s)});
    QVERIFY(!facts.graceSeconds);
}

void TestCallFacts::refusesWhatIsNoCall_data()
{
    QTest::addColumn<QByteArray>("text");
    const auto row = [](const char* name, const QByteArray& text) { QTest::newRow(name) << text; };
    row("nothing", "");
    row("spaces", "  \n");
    row("list", "[]");
    row("text", R"("KILL")");
    row("number", "5");
    row("null", "null");
    row("cut off", R"({"type":"KILL")");
    row("cut off in the text", R"({"type":"KI)");
    row("garbage behind", R"({"type":"KILL"} x)");
    row("two objects", "{}{}");
    row("single quotes", "{'type':'KILL'}");
    row("bare word", R"({"type":KILL})");
    row("broken word", R"({"type":"KILL","kill":{"kill_policy":{"grace_period":{"nanoseconds":tru}}}})");
    row("broken number", R"({"type":"DECLINE","decline":{"filters":{"refuse_seconds":1x}}})");
    row("bad escape", R"({"type":"KI\qLL"})");
    row("deep lists", R"({"type":"KILL","x":)" + QByteArray(100000, '[') + QByteArray(100000, ']') + '}');
    row("deep objects",
        R"({"type":"KILL","x":)" + QByteArray(R"({"a":)").repeated(5000) + "1" + QByteArray(5000, '}') + '}');
    row("deep where something is known", accept(QByteArray(100000, '[') + QByteArray(100000, ']')));
}

void TestCallFacts::refusesWhatIsNoCall()
{
    QFETCH(QByteArray, text);
    const Result<CallFacts> facts = factsOfCall(text);
    QVERIFY(!facts);
    QVERIFY(facts.error().kind == Error::Kind::InvalidInput);
    QVERIFY(!facts.error().detail.isEmpty());
}

QTEST_APPLESS_MAIN(TestCallFacts)

#include "tst_callfacts.moc"
