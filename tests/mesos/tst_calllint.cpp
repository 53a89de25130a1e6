// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "mesos/calllint.h"
#include "mesos/lintdump.h"
#include "mesos/lintsamples.h"

#include <QTest>

using namespace mesoscribe;
using namespace lintsamples;
using namespace Qt::Literals::StringLiterals;

/// What the text of a call alone shows. "trap" is a number of mesos-api, section 9. A finding is written as dumped()
/// does; $task is the first task of a launch.
class TestCallLint : public QObject
{
    Q_OBJECT

private slots:
    void findsWhatTheConversionBends_data();
    void findsWhatTheConversionBends();
};

void TestCallLint::findsWhatTheConversionBends_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QStringList>("findings");
    const auto row = [](const char* name, const QByteArray& json, std::initializer_list<const char*> findings) {
        QStringList lines;
        for (const char* finding : findings) {
            QString line = QString::fromUtf8(finding);
            line.replace(u"$task"_s, u"$operation.launch.task_infos[0]"_s);
            line.replace(u"$operation"_s, u"accept.operations[0]"_s);
            lines.append(line);
        }
        QTest::newRow(name) << json << lines;
    };
    row("example: role of Revive", call("REVIVE", "revive", R"({"role":"eng"})"),
        {R"(Ignored UnknownField revive.role @1:57 `"role"` subject=role within=Call.Revive suggestion=roles all)"});
    row("example: bare framework id", QByteArray(R"({"framework_id":"x","type":"REVIVE","revive":{"roles":["eng"]}})"),
        {R"(Refused BareString framework_id @1:17 `"x"` subject=x within=FrameworkID suggestion={"value": "x"})"});
    row("trap 1: slave_id", call("SHUTDOWN", "shutdown", R"({"executor_id":{"value":"e"},"slave_id":{"value":"a"}})"),
        {R"(Refused MissingField shutdown.agent_id @1:60 `{` subject=agent_id within=Call.Shutdown)",
         R"(Ignored OldName shutdown.slave_id @1:89 `"slave_id"` subject=slave_id within=Call.Shutdown suggestion=agent_id)"});
    row("trap 1: slaveId", call("KILL", "kill", R"({"task_id":{"value":"t"},"slaveId":{"value":"a"}})"),
        {R"(Ignored OldName kill.slaveId @1:77 `"slaveId"` subject=slaveId within=Call.Kill suggestion=agent_id)"});
    row("trap 1: executor_info", launch(task(Cpus + R"(,"executor_info":{})")),
        {R"(Ignored CommandAndExecutor $task.command @1:141 `{` subject=neither within=LAUNCH)",
         R"(Ignored OldName $task.executor_info @1:272 `"executor_info"` subject=executor_info within=TaskInfo suggestion=executor)"});
    row("trap 2: bare id", call("KILL", "kill", R"({"task_id":"t1"})"),
        {R"(Refused BareString kill.task_id @1:63 `"t1"` subject=t1 within=TaskID suggestion={"value": "t1"})"});
    row("trap 2: bare id in a list",
        call("DECLINE", "decline", R"({"offer_ids":["o1"],"filters":{"refuse_seconds":1}})"),
        {R"(Refused BareString decline.offer_ids[0] @1:72 `"o1"` subject=o1 within=OfferID suggestion={"value": "o1"})"});
    row("trap 2: bare id for a list",
        call("DECLINE", "decline", R"({"offer_ids":"o1","filters":{"refuse_seconds":1}})"),
        {R"(Refused BareString decline.offer_ids[0] @1:71 `"o1"` subject=o1 within=OfferID suggestion={"value": "o1"})"});
    row("trap 2: wrapped text", call("REVIVE", "revive", R"({"roles":[{"value":"eng"}]})"),
        {R"(Refused WrongType revive.roles[0] @1:66 `{"value":"eng"}` subject=object within=string suggestion="eng")"});
    row("trap 3: bare ranges",
        launch(task(R"("resources":[{"name":"ports","type":"RANGES","ranges":[{"begin":1,"end":2}]}],)" + Command)),
        {R"(Refused ListForSingle $task.resources[0].ranges @1:257 `[{"begin":1,"end":2}]` subject=ranges suggestion={"range": […]})"});
    row("trap 3: bare labels", launch(task(Cpus + "," + Command + R"(,"labels":[{"key":"k"}])")),
        {R"(Refused ListForSingle $task.labels @1:305 `[{"key":"k"}]` subject=labels suggestion={"labels": […]})"});
    row("trap 3: labels one level up", launch(task(Cpus + "," + Command + R"(,"labels":{"key":"k"})")),
        {R"(Ignored WrongLevel $task.labels.key @1:306 `"key"` subject=key within=Labels suggestion=$task.labels.labels[0].key)"});
    row("trap 3: bare set", launch(task(R"("resources":[{"name":"s","type":"SET","set":["a"]}],)" + Command)),
        {R"(Refused ListForSingle $task.resources[0].set @1:247 `["a"]` subject=set suggestion={"item": […]})"});
    row("trap 3: bare environment",
        launch(task(Cpus + R"(,"command":{"value":"x","environment":[{"name":"A","value":"b"}]})")),
        {R"(Refused ListForSingle $task.command.environment @1:309 `[{"name":"A","value":"b"}]` subject=environment suggestion={"variables": […]})"});
    row("trap 3: docker parameters wrapped",
        launch(task(
            Cpus + "," + Command +
            R"(,"container":{"type":"DOCKER","docker":{"image":"i","parameters":{"parameter":[{"key":"k","value":"v"}]}}})")),
        {R"(Hint SingleForList $task.container.docker.parameters @1:360 `{"parameter":[{"key":"k","value":"v"}]}` subject=parameters)",
         R"(Refused MissingField $task.container.docker.parameters[0].key @1:360 `{` subject=key within=Parameter)",
         R"(Refused MissingField $task.container.docker.parameters[0].value @1:360 `{` subject=value within=Parameter)",
         R"(Ignored UnknownField $task.container.docker.parameters[0].parameter @1:361 `"parameter"` subject=parameter within=Parameter)"});
    row("trap 3: check.command",
        launch(task(Cpus + "," + Command + R"(,"check":{"type":"COMMAND","command":{"value":"x"}})")),
        {R"(Refused MissingField $task.check.command.command @1:332 `{` subject=command within=CheckInfo.Command)",
         R"(Ignored WrongLevel $task.check.command.value @1:333 `"value"` subject=value within=CheckInfo.Command suggestion=$task.check.command.command.value)"});
    row("trap 3: request.requests", call("REQUEST", "requests", R"([{"agent_id":{"value":"a"}}])"),
        {R"(Refused MissingMember request @1:38 `"REQUEST"` subject=request within=REQUEST)",
         R"(Ignored WrongLevel requests @1:48 `"requests"` subject=requests within=Call suggestion=request.requests)"});
    row("trap 4: textual uuid",
        call("ACKNOWLEDGE", "acknowledge",
             R"({"agent_id":{"value":"a"},"task_id":{"value":"t"},"uuid":"68c4fa3c-8bba-47ae-865b-a105772d4f4a"})"),
        {R"(Refused TextualUuid acknowledge.uuid @1:123 `"68c4fa3c-8bba-47ae-865b-a105772d4f4a"` subject=68c4fa3c-8bba-47ae-865b-a105772d4f4a suggestion=aMT6PIu6R66GW6EFdy1PSg==)"});
    row("trap 4: uuid as hex",
        call("ACKNOWLEDGE", "acknowledge",
             R"({"agent_id":{"value":"a"},"task_id":{"value":"t"},"uuid":"68c4fa3c8bba47ae865ba105772d4f4a"})"),
        {R"(Refused TextualUuid acknowledge.uuid @1:123 `"68c4fa3c8bba47ae865ba105772d4f4a"` subject=68c4fa3c8bba47ae865ba105772d4f4a suggestion=aMT6PIu6R66GW6EFdy1PSg==)"});
    row("trap 4: wrapped uuid",
        call("ACKNOWLEDGE_OPERATION_STATUS", "acknowledge_operation_status",
             R"({"agent_id":{"value":"a"},"uuid":{"value":"aMT6PIu6R66GW6EFdy1PSg=="},"operation_id":{"value":"o"}})"),
        {R"(Refused WrappedUuid acknowledge_operation_status.uuid @1:133 `{"value":"aMT6PIu6R66GW6EFdy1PSg=="}` subject=uuid suggestion="aMT6PIu6R66GW6EFdy1PSg==")"});
    row("trap 4: url-safe base64",
        call("MESSAGE", "message", R"({"agent_id":{"value":"a"},"executor_id":{"value":"e"},"data":"a_b-"})"),
        {R"(Refused BadBase64 message.data @1:119 `"a_b-"` subject=_)"});
    row("trap 5: beyond int64",
        call("KILL", "kill",
             R"({"task_id":{"value":"t"},"kill_policy":{"grace_period":{"nanoseconds":9223372036854775808}}})"),
        {R"(Ignored NumberTooBig kill.kill_policy.grace_period.nanoseconds @1:122 `9223372036854775808` subject=9223372036854775808)"});
    row("trap 5: 19 digits are fine",
        call("KILL", "kill",
             R"({"task_id":{"value":"t"},"kill_policy":{"grace_period":{"nanoseconds":1470820171393027072}}})"),
        {});
    row("trap 7: infinity without quotes",
        launch(task(Cpus + "," + Command + R"(,"limits":{"cpus":{"value":Infinity}})")),
        {R"(Refused InfinityNeedsQuotes - @1:322 `Infinity` subject=Infinity)"});
    row("trap 7: quoted infinity is fine",
        launch(task(Cpus + "," + Command + R"(,"limits":{"cpus":{"value":"Infinity"}})")), {});
    row("trap 9: role and reservations",
        launch(task(
            R"("resources":[{"name":"cpus","type":"SCALAR","scalar":{"value":0.1},"role":"eng","reservations":[{"type":"STATIC","role":"eng"}]}],)" +
            Command)),
        {R"(Hint DeprecatedField $task.resources[0].role @1:270 `"role"` subject=role within=Resource)",
         R"(Ignored BothRoleFormats $task.resources[0].role @1:277 `"eng"` subject=role within=Resource suggestion=reservations)"});
    row("trap 9: role and roles", sub(UserAndName + R"(,"role":"a","roles":["b"],)" + MultiRole),
        {R"(Hint DeprecatedField subscribe.framework_info.role @1:74 `"role"` subject=role within=FrameworkInfo)",
         R"(Refused BothRoleFormats subscribe.framework_info.role @1:81 `"a"` subject=role within=FrameworkInfo suggestion=roles)"});
    row("trap 11: unknown capability",
        sub(UserAndName +
            R"(,"roles":["b"],"capabilities":[{"type":"MULTI_ROLE"},{"type":"PARTITION_AWAR"},{"type":"FOO"}])"),
        {R"(Ignored UnknownEnum subscribe.framework_info.capabilities[1].type @1:134 `"PARTITION_AWAR"` subject=PARTITION_AWAR within=FrameworkInfo.Capability.Type suggestion=PARTITION_AWARE)",
         R"(Ignored UnknownEnum subscribe.framework_info.capabilities[2].type @1:160 `"FOO"` subject=FOO within=FrameworkInfo.Capability.Type)"});
    row("trap 12: refuse_second",
        call("DECLINE", "decline", R"({"offer_ids":[{"value":"o"}],"filters":{"refuse_second":60}})"),
        {R"(Hint DefaultFilter decline.filters @1:58 `{`)",
         R"(Ignored UnknownField decline.filters.refuse_second @1:98 `"refuse_second"` subject=refuse_second within=Filters suggestion=refuse_seconds)"});
    row("trap 12: task_info", op("LAUNCH", "launch", R"({"task_info":[]})"),
        {R"(Ignored UnknownField $operation.launch.task_info @1:127 `"task_info"` subject=task_info within=Offer.Operation.Launch suggestion=task_infos)"});
    row("trap 13: single for a list",
        call("DECLINE", "decline", R"({"offer_ids":{"value":"o"},"filters":{"refuse_seconds":60}})"),
        {R"(Hint SingleForList decline.offer_ids @1:71 `{"value":"o"}` subject=offer_ids)"});
    row("trap 14: rounds to nothing",
        launch(task(R"("resources":[{"name":"cpus","type":"SCALAR","scalar":{"value":0.0004}}],)" + Command)),
        {R"(Ignored ZeroScalar $task.resources[0].scalar.value @1:265 `0.0004` subject=0.0004 within=cpus)"});
    row("trap 14: 0.0005 rounds up",
        launch(task(R"("resources":[{"name":"cpus","type":"SCALAR","scalar":{"value":0.0005}}],)" + Command)), {});
    row("trap 24: id only at the top",
        sub(UserAndName + R"(,"roles":["b"],)" + MultiRole, "", R"("framework_id":{"value":"F"},)"),
        {R"(Refused FrameworkIdsDiffer framework_id @1:26 `"F"` subject=F)"});
    row("trap 24: id only inside", sub(UserAndName + R"(,"id":{"value":"F"},"roles":["b"],)" + MultiRole),
        {R"(Refused FrameworkIdsDiffer subscribe.framework_info.id @1:88 `"F"` within=F)"});
    row("trap 24: ids of UPDATE_FRAMEWORK",
        call("UPDATE_FRAMEWORK", "update_framework",
             R"({"framework_info":{)" + UserAndName + R"(,"id":{"value":"G"},"roles":[],)" + MultiRole + "}}"),
        {R"(Refused FrameworkIdsDiffer update_framework.framework_info.id @1:131 `"G"` subject=F within=G)"});
    row("trap 29: launch with an id",
        op("LAUNCH", "launch", R"({"task_infos":[)" + task(Cpus + "," + Command) + "]}", R"(,"id":{"value":"x"})"),
        {R"(Ignored LaunchWithId $operation.id @1:122 `{"value":"x"}` subject=LAUNCH)"});
    row("trap 30: decline without filters", call("DECLINE", "decline", R"({"offer_ids":[{"value":"o"}]})"),
        {R"(Hint DefaultFilter decline.filters @1:58 `{`)"});
    row("trap 30: decline for no time",
        call("DECLINE", "decline", R"({"offer_ids":[{"value":"o"}],"filters":{"refuse_seconds":0}})"),
        {R"(Hint ZeroFilter decline.filters.refuse_seconds @1:115 `0` subject=0)"});
    row("trap 38: bare operation id",
        call("ACKNOWLEDGE_OPERATION_STATUS", "acknowledge_operation_status",
             R"({"agent_id":{"value":"a"},"uuid":"aMT6PIu6R66GW6EFdy1PSg==","operation_id":"o"})"),
        {R"(Refused BareString acknowledge_operation_status.operation_id @1:175 `"o"` subject=o within=OperationID suggestion={"value": "o"})"});
    row("trap 38: bytes",
        call("MESSAGE", "message", R"({"agent_id":{"value":"a"},"executor_id":{"value":"e"},"bytes":"YQ=="})"),
        {R"(Refused MissingField message.data @1:58 `{` subject=data within=Call.Message)",
         R"(Ignored OldName message.bytes @1:112 `"bytes"` subject=bytes within=Call.Message suggestion=data)"});
    row("trap 38: limits as values", launch(task(Cpus + "," + Command + R"(,"limits":{"cpus":"Infinity","mem":512})")),
        {R"(Refused BareString $task.limits.cpus @1:313 `"Infinity"` subject=Infinity within=Value.Scalar suggestion={"value": "Infinity"})",
         R"(Refused WrongType $task.limits.mem @1:330 `512` subject=number within=object suggestion={"value": 512})"});
    row("trap 38: subscribe without its wrapper",
        QByteArray(R"({"type":"SUBSCRIBE","framework_info":{"user":"u","name":"n"}})"),
        {R"(Refused MissingMember subscribe @1:9 `"SUBSCRIBE"` subject=subscribe within=SUBSCRIBE)",
         R"(Ignored WrongLevel framework_info @1:21 `"framework_info"` subject=framework_info within=Call suggestion=subscribe.framework_info)"});
    row("trap 38: uris beside the command", launch(task(Cpus + "," + Command + R"(,"uris":[{"value":"http://x"}])")),
        {R"(Ignored WrongLevel $task.uris @1:296 `"uris"` subject=uris within=TaskInfo suggestion=$task.command.uris)"});
    row("missing field of a task", launch(R"({"name":"n","task_id":{"value":"t"},)" + Cpus + "," + Command + "}"),
        {R"(Refused MissingField $task.agent_id @1:141 `{` subject=agent_id within=TaskInfo)"});
    row("null is absent", call("KILL", "kill", R"({"task_id":null,"agent_id":null})"),
        {R"(Refused MissingField kill.task_id @1:52 `{` subject=task_id within=Call.Kill)"});
    row("camelCase", QByteArray(R"({"frameworkId":{"value":"F"},"type":"SUPPRESS"})"),
        {R"(Refused MissingField framework_id @1:1 `{` subject=framework_id within=Call)",
         R"(Ignored CamelCaseField frameworkId @1:2 `"frameworkId"` subject=frameworkId within=Call suggestion=framework_id)",
         R"(Hint ReservedAllRoles suppress.roles @1:37 `"SUPPRESS"` within=SUPPRESS)"});
    row("upper case", QByteArray("{") + Framework + R"(,"TYPE":"REVIVE"})",
        {R"(Refused MissingField type @1:1 `{` subject=type within=Call)",
         R"(Ignored CamelCaseField TYPE @1:31 `"TYPE"` subject=TYPE within=Call suggestion=type)"});
    row("enum as a number", QByteArray("{") + Framework + R"(,"type":7})",
        {R"(Refused EnumNumber type @1:38 `7` subject=7 within=Call.Type)"});
    row("no type", QByteArray("{") + Framework + R"(,"decline":{"offer_ids":[]}})",
        {R"(Refused MissingField type @1:1 `{` subject=type within=Call suggestion=DECLINE)"});
    row("type in lower case", QByteArray("{") + Framework + R"(,"type":"decline","decline":{}})",
        {R"(Refused UnknownType type @1:38 `"decline"` subject=decline suggestion=DECLINE)"});
    row("UNKNOWN", call("UNKNOWN"), {R"(Refused UnknownType type @1:38 `"UNKNOWN"` subject=UNKNOWN)"});
    row("unknown required enum",
        launch(task(R"("resources":[{"name":"cpus","type":"SCALER","scalar":{"value":0.1}}],)" + Command)),
        {R"(Refused UnknownEnum $task.resources[0].type @1:238 `"SCALER"` subject=SCALER within=Value.Type suggestion=SCALAR)"});
    row("wrong type", call("KILL", "kill", "[]"), {R"(Refused ListForSingle kill @1:52 `[]` subject=kill)"});
    row("wrong types", call("SUPPRESS", "suppress", R"({"roles":[1,true,{}]})"),
        {R"(Refused WrongType suppress.roles[0] @1:70 `1` subject=number within=string)",
         R"(Refused WrongType suppress.roles[1] @1:72 `true` subject=boolean within=string)",
         R"(Refused WrongType suppress.roles[2] @1:77 `{}` subject=object within=string)"});
    row("a text for an object", call("KILL", "kill", R"("x")"),
        {R"(Refused WrongType kill @1:52 `"x"` subject=string within=object)"});
    row("a list for a single value", launch(task(Cpus + "," + Command + R"(,"kill_policy":[])")),
        {R"(Refused ListForSingle $task.kill_policy @1:310 `[]` subject=kill_policy)"});
    row("duplicate key", call("SUPPRESS", "suppress", R"({"roles":["a"],"roles":["b"]})"),
        {R"(Ignored DuplicateKey suppress.roles @1:61 `"roles"` subject=roles)"});
    row("duplicate key, escaped", QByteArray("{") + Framework + R"(,"type":"KILL","\u0074ype":"SUPPRESS"})",
        {R"(Ignored DuplicateKey type @1:31 `"type"` subject=type)",
         R"(Hint ReservedAllRoles suppress.roles @1:57 `"SUPPRESS"` within=SUPPRESS)"});
    row("a fraction", launch(task(Cpus + "," + Command + R"(,"health_check":{"type":"TCP","tcp":{"port":80.9}})")),
        {R"(Ignored FractionCut $task.health_check.tcp.port @1:339 `80.9` subject=80.9 suggestion=80)"});
    row("a whole double is fine",
        launch(task(Cpus + "," + Command + R"(,"health_check":{"type":"TCP","tcp":{"port":8e1}})")), {});
    row("a negative",
        launch(task(R"("resources":[{"name":"ports","type":"RANGES","ranges":{"range":[{"begin":0,"end":-1}]}}],)" +
                    Command)),
        {R"(Ignored BackwardsRange $task.resources[0].ranges.range[0] @1:267 `{"begin":0,"end":-1}` subject=ports)",
         R"(Ignored NegativeWraps $task.resources[0].ranges.range[0].end @1:284 `-1` subject=-1 suggestion=18446744073709551615)"});
    row("a negative of 32 bits",
        launch(task(Cpus + "," + Command + R"(,"health_check":{"type":"TCP","tcp":{"port":-1}})")),
        {R"(Ignored NegativeWraps $task.health_check.tcp.port @1:339 `-1` subject=-1 suggestion=4294967295)"});
    row("beyond 32 bits",
        launch(task(Cpus + "," + Command + R"(,"health_check":{"type":"TCP","tcp":{"port":4294967376}})")),
        {R"(Ignored NumberTooBig $task.health_check.tcp.port @1:339 `4294967376` subject=4294967376 suggestion=80)"});
    row("a quoted number",
        call("DECLINE", "decline", R"({"offer_ids":[{"value":"o"}],"filters":{"refuse_seconds":"5"}})"),
        {R"(Hint QuotedNumber decline.filters.refuse_seconds @1:115 `"5"` subject=5)"});
    row("a quoted text for a number",
        call("DECLINE", "decline", R"({"offer_ids":[{"value":"o"}],"filters":{"refuse_seconds":"abc"}})"),
        {R"(Refused NotANumber decline.filters.refuse_seconds @1:115 `"abc"` subject=abc)"});
    row("a quoted fraction",
        launch(task(Cpus + "," + Command + R"(,"health_check":{"type":"TCP","tcp":{"port":"1.9"}})")),
        {R"(Hint QuotedNumber $task.health_check.tcp.port @1:339 `"1.9"` subject=1.9)",
         R"(Ignored FractionCut $task.health_check.tcp.port @1:339 `"1.9"` subject=1.9 suggestion=1)"});
    row("a quoted boolean is fine", launch(task(Cpus + R"(,"command":{"value":"x","shell":"true"})")), {});
    row("a quoted yes", launch(task(Cpus + R"(,"command":{"value":"x","shell":"yes"})")),
        {R"(Refused BadBoolean $task.command.shell @1:303 `"yes"` subject=yes)"});
    row("1 for a boolean", launch(task(Cpus + R"(,"command":{"value":"x","shell":1})")),
        {R"(Refused WrongType $task.command.shell @1:303 `1` subject=number within=boolean)"});
    row("stream id", QByteArray("{") + Framework + R"(,"type":"TEARDOWN","Mesos-Stream-Id":"s"})",
        {R"(Ignored StreamIdInBody Mesos-Stream-Id @1:49 `"Mesos-Stream-Id"` subject=Mesos-Stream-Id within=Call)"});
    row("filters one level too deep",
        call("ACCEPT", "accept",
             R"({"offer_ids":[{"value":"o"}],"operations":[{"type":"LAUNCH","launch":{"task_infos":[)" +
                 task(Cpus + "," + Command) + R"(]},"filters":{"refuse_seconds":1}}]})"),
        {R"(Ignored WrongLevel $operation.filters @1:298 `"filters"` subject=filters within=Offer.Operation suggestion=accept.filters)"});
    row("cpus beside the resources", launch(task(R"("cpus":0.1,)" + Command)),
        {R"(Ignored NoResources $task.resources @1:141 `{`)",
         R"(Ignored OldName $task.cpus @1:203 `"cpus"` subject=cpus within=TaskInfo suggestion=resources)"});
    row("teardown has no member", call("TEARDOWN", "teardown", "{}"),
        {R"(Ignored UnknownField teardown @1:49 `"teardown"` subject=teardown within=Call)"});
    row("nothing like it", call("TEARDOWN", "xyzzy", "{}"),
        {R"(Ignored UnknownField xyzzy @1:49 `"xyzzy"` subject=xyzzy within=Call)"});
    row("deprecated", sub(UserAndName + R"(,"role":"a")"),
        {R"(Hint DeprecatedField subscribe.framework_info.role @1:74 `"role"` subject=role within=FrameworkInfo)"});
    row("umlaut before it", QByteArray("{") + Framework + R"(,"type":"REVIVE","revive":{"röle":"x","rolls":["ü"]}})",
        {R"(Ignored UnknownField revive.röle @1:57 `"röle"` subject=röle within=Call.Revive all)",
         R"(Ignored UnknownField revive.rolls @1:68 `"rolls"` subject=rolls within=Call.Revive suggestion=roles all)"});
    row("lines",
        QByteArray("{\n  ") + Framework +
            ",\n  \"type\": \"DECLINE\",\r\n  \"decline\": {\n    \"offer_idz\": []\n  }\n}",
        {R"(Ignored EmptyList decline.offer_ids @4:14 `{` subject=offer_ids within=DECLINE)",
         R"(Hint DefaultFilter decline.filters @4:14 `{`)",
         R"(Ignored UnknownField decline.offer_idz @5:5 `"offer_idz"` subject=offer_idz within=Call.Decline suggestion=offer_ids)"});
    row("a placeholder", call("KILL", "kill", R"({"task_id":{"value":"<task id>"},"agent_id":{"value":"<A1>"}})"),
        {R"(Ignored Placeholder kill.task_id.value @1:72 `"<task id>"` subject=<task id>)"});
    row("secret",
        launch(task(
            Cpus +
            R"(,"command":{"value":"x","environment":{"variables":[{"name":"A","type":"SECRET","secret":{"type":"VALUE","value":{"data":"a.b"}}}]}})")),
        {R"(Refused BadBase64 $task.command.environment.variables[0].secret.value.data @1:392 `"a.b"` subject=.)"});
}

void TestCallLint::findsWhatTheConversionBends()
{
    QFETCH(QByteArray, json);
    QFETCH(QStringList, findings);
    QCOMPARE(dumped(json), findings.join(u'\n'));
}

QTEST_APPLESS_MAIN(TestCallLint)
#include "tst_calllint.moc"
