// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "models/describelint.h"

#include "mesos/lintcontext.h"
#include "mesos/lintsamples.h"

#include <QSet>
#include <QTest>

#include <algorithm>

using namespace mesoscribe;
using namespace lintsamples;
using namespace Qt::Literals::StringLiterals;
using Kind = LintFinding::Kind;

class TestDescribeLint : public QObject
{
    Q_OBJECT

private slots:
    void saysWhatIsWrong_data();
    void saysWhatIsWrong();
    void hasASentenceForEveryKind();
    void speaksOfRefusalOnlyWhenRefused();
    void keepsForeignTextInItsPlace();

private:
    QSet<Kind> m_kinds;
    QList<QByteArray> m_texts;
};

void TestDescribeLint::saysWhatIsWrong_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<QString>("sentence");
    const auto row = [this](const char* name, const QByteArray& json, Kind kind, const char* sentence) {
        m_kinds.insert(kind);
        m_texts.append(json);
        QTest::newRow(name) << json << kind << QString::fromUtf8(sentence);
    };
    row("UnknownField: example: role of Revive", call("REVIVE", "revive", R"({"role":"eng"})"), Kind::UnknownField,
        R"(“role” is not a field of Revive; Mesos would ignore it and revive every role. Did you mean “roles”?)");
    row("BareString: example: bare framework id",
        QByteArray(R"({"framework_id":"x","type":"REVIVE","revive":{"roles":["eng"]}})"), Kind::BareString,
        R"(“framework_id” must be an object with a “value”. Mesos would refuse a bare text. Write {"value": "x"}.)");
    row("MissingField: trap 1: slave_id",
        call("SHUTDOWN", "shutdown", R"({"executor_id":{"value":"e"},"slave_id":{"value":"a"}})"), Kind::MissingField,
        R"(“shutdown.agent_id” is missing. Mesos would refuse the call.)");
    row("OldName: trap 1: slave_id",
        call("SHUTDOWN", "shutdown", R"({"executor_id":{"value":"e"},"slave_id":{"value":"a"}})"), Kind::OldName,
        R"(“slave_id” is not a field of Shutdown in this API. Mesos would ignore it. Its name here is “agent_id”.)");
    row("OldName: trap 1: slaveId", call("KILL", "kill", R"({"task_id":{"value":"t"},"slaveId":{"value":"a"}})"),
        Kind::OldName,
        R"(“slaveId” is not a field of Kill in this API. Mesos would ignore it. Its name here is “agent_id”.)");
    row("CommandAndExecutor: trap 1: executor_info", launch(task(Cpus + R"(,"executor_info":{})")),
        Kind::CommandAndExecutor,
        R"(A task needs a “command” or an “executor”. Mesos would take the call and refuse the task.)");
    row("OldName: trap 1: executor_info", launch(task(Cpus + R"(,"executor_info":{})")), Kind::OldName,
        R"(“executor_info” is not a field of TaskInfo in this API. Mesos would ignore it. Its name here is “executor”.)");
    row("WrongType: trap 2: wrapped text", call("REVIVE", "revive", R"({"roles":[{"value":"eng"}]})"), Kind::WrongType,
        R"(“roles[0]” must be a text in double quotes, but this is an object in { and }. Mesos would refuse the call. Write "eng".)");
    row("ListForSingle: trap 3: bare ranges",
        launch(task(R"("resources":[{"name":"ports","type":"RANGES","ranges":[{"begin":1,"end":2}]}],)" + Command)),
        Kind::ListForSingle, R"(“ranges” is not a list. Mesos would refuse the call. Write {"range": […]}.)");
    row("WrongLevel: trap 3: labels one level up", launch(task(Cpus + "," + Command + R"(,"labels":{"key":"k"})")),
        Kind::WrongLevel,
        R"(“key” does not belong in Labels. Mesos would ignore it. Its place is “accept.operations[0].launch.task_infos[0].labels.labels[0].key”.)");
    row("SingleForList: trap 3: docker parameters wrapped",
        launch(task(
            Cpus + "," + Command +
            R"(,"container":{"type":"DOCKER","docker":{"image":"i","parameters":{"parameter":[{"key":"k","value":"v"}]}}})")),
        Kind::SingleForList, R"(“parameters” is a list. Mesos takes this as a list of one.)");
    row("UnknownField: trap 3: docker parameters wrapped",
        launch(task(
            Cpus + "," + Command +
            R"(,"container":{"type":"DOCKER","docker":{"image":"i","parameters":{"parameter":[{"key":"k","value":"v"}]}}})")),
        Kind::UnknownField, R"(“parameter” is not a field of Parameter. Mesos would ignore it.)");
    row("WrongLevel: trap 3: check.command",
        launch(task(Cpus + "," + Command + R"(,"check":{"type":"COMMAND","command":{"value":"x"}})")), Kind::WrongLevel,
        R"(“value” does not belong in CheckInfo.Command. Mesos would ignore it. Its place is “accept.operations[0].launch.task_infos[0].check.command.command.value”.)");
    row("MissingMember: trap 3: request.requests", call("REQUEST", "requests", R"([{"agent_id":{"value":"a"}}])"),
        Kind::MissingMember, R"(A call of type REQUEST needs the member “request”. Mesos would refuse it without.)");
    row("WrongLevel: trap 3: request.requests", call("REQUEST", "requests", R"([{"agent_id":{"value":"a"}}])"),
        Kind::WrongLevel,
        R"(“requests” does not belong in a call. Mesos would ignore it. Its place is “request.requests”.)");
    row("TextualUuid: trap 4: textual uuid",
        call("ACKNOWLEDGE", "acknowledge",
             R"({"agent_id":{"value":"a"},"task_id":{"value":"t"},"uuid":"68c4fa3c-8bba-47ae-865b-a105772d4f4a"})"),
        Kind::TextualUuid,
        R"(This is a UUID as text, but “uuid” wants its 16 bytes in base64. Mesos would refuse the call. Write "aMT6PIu6R66GW6EFdy1PSg==".)");
    row("WrappedUuid: trap 4: wrapped uuid",
        call("ACKNOWLEDGE_OPERATION_STATUS", "acknowledge_operation_status",
             R"({"agent_id":{"value":"a"},"uuid":{"value":"aMT6PIu6R66GW6EFdy1PSg=="},"operation_id":{"value":"o"}})"),
        Kind::WrappedUuid,
        R"(“uuid” must be the bare text in base64, without “value”. Mesos would refuse the call. Write "aMT6PIu6R66GW6EFdy1PSg==".)");
    row("BadBase64: trap 4: url-safe base64",
        call("MESSAGE", "message", R"({"agent_id":{"value":"a"},"executor_id":{"value":"e"},"data":"a_b-"})"),
        Kind::BadBase64, R"(“data” is sent in base64, which has no character “_”. Mesos would refuse the call.)");
    row("NumberTooBig: trap 5: beyond int64",
        call("KILL", "kill",
             R"({"task_id":{"value":"t"},"kill_policy":{"grace_period":{"nanoseconds":9223372036854775808}}})"),
        Kind::NumberTooBig,
        R"(9223372036854775808 is more than Mesos can read. Some other number would arrive without a warning. The largest is 9223372036854775807.)");
    row("InfinityNeedsQuotes: trap 7: infinity without quotes",
        launch(task(Cpus + "," + Command + R"(,"limits":{"cpus":{"value":Infinity}})")), Kind::InfinityNeedsQuotes,
        R"(JSON has no infinite numbers; Mesos would refuse the call. Write "Infinity" with the quotes.)");
    row("DeprecatedField: trap 9: role and reservations",
        launch(task(
            R"("resources":[{"name":"cpus","type":"SCALAR","scalar":{"value":0.1},"role":"eng","reservations":[{"type":"STATIC","role":"eng"}]}],)" +
            Command)),
        Kind::DeprecatedField, R"(“role” of Resource is deprecated. Mesos still takes it.)");
    row("BothRoleFormats: trap 9: role and reservations",
        launch(task(
            R"("resources":[{"name":"cpus","type":"SCALAR","scalar":{"value":0.1},"role":"eng","reservations":[{"type":"STATIC","role":"eng"}]}],)" +
            Command)),
        Kind::BothRoleFormats,
        R"(A resource has either “role” or “reservations”. Mesos would take the call and refuse what uses it. Remove “role”.)");
    row("DeprecatedField: trap 9: role and roles", sub(UserAndName + R"(,"role":"a","roles":["b"],)" + MultiRole),
        Kind::DeprecatedField, R"(“role” of FrameworkInfo is deprecated. Mesos still takes it.)");
    row("BothRoleFormats: trap 9: role and roles", sub(UserAndName + R"(,"role":"a","roles":["b"],)" + MultiRole),
        Kind::BothRoleFormats,
        R"(“role” and “roles” cannot stand together. Mesos would refuse the call. Write the role into “roles” only.)");
    row("UnknownEnum: trap 11: unknown capability",
        sub(UserAndName +
            R"(,"roles":["b"],"capabilities":[{"type":"MULTI_ROLE"},{"type":"PARTITION_AWAR"},{"type":"FOO"}])"),
        Kind::UnknownEnum,
        R"(There is no capability “PARTITION_AWAR”. Mesos would ignore it. Did you mean “PARTITION_AWARE”?)");
    row("DefaultFilter: trap 12: refuse_second",
        call("DECLINE", "decline", R"({"offer_ids":[{"value":"o"}],"filters":{"refuse_second":60}})"),
        Kind::DefaultFilter,
        R"(Without “filters”, Mesos offers the same resources again after about 5 seconds. Write “refuse_seconds” to keep them away for longer.)");
    row("UnknownOffer: trap 12: refuse_second",
        call("DECLINE", "decline", R"({"offer_ids":[{"value":"o"}],"filters":{"refuse_second":60}})"),
        Kind::UnknownOffer, R"(The offer “o” is not live any more. Mesos would ignore it.)");
    row("UnknownField: trap 12: refuse_second",
        call("DECLINE", "decline", R"({"offer_ids":[{"value":"o"}],"filters":{"refuse_second":60}})"),
        Kind::UnknownField,
        R"(“refuse_second” is not a field of Filters. Mesos would ignore it and offer the resources again after 5 seconds. Did you mean “refuse_seconds”?)");
    row("UnknownField: trap 12: task_info", op("LAUNCH", "launch", R"({"task_info":[]})"), Kind::UnknownField,
        R"(“task_info” is not a field of Launch. Mesos would ignore it and launch nothing. Did you mean “task_infos”?)");
    row("ZeroScalar: trap 14: rounds to nothing",
        launch(task(R"("resources":[{"name":"cpus","type":"SCALAR","scalar":{"value":0.0004}}],)" + Command)),
        Kind::ZeroScalar,
        R"(0.0004 of “cpus” counts as nothing, since Mesos rounds to thousandths. Mesos would take the call and refuse what uses it.)");
    row("FrameworkIdsDiffer: trap 24: id only at the top",
        sub(UserAndName + R"(,"roles":["b"],)" + MultiRole, "", R"("framework_id":{"value":"F"},)"),
        Kind::FrameworkIdsDiffer,
        R"(The framework's id must stand both at the top and in “framework_info.id”. Mesos would refuse the call.)");
    row("FrameworkIdsDiffer: trap 24: ids of UPDATE_FRAMEWORK",
        call("UPDATE_FRAMEWORK", "update_framework",
             R"({"framework_info":{)" + UserAndName + R"(,"id":{"value":"G"},"roles":[],)" + MultiRole + "}}"),
        Kind::FrameworkIdsDiffer,
        R"(“framework_id” is “F”, but “framework_info.id” is “G”. Mesos would refuse the call unless they are the same.)");
    row("LaunchWithId: trap 29: launch with an id",
        op("LAUNCH", "launch", R"({"task_infos":[)" + task(Cpus + "," + Command) + "]}", R"(,"id":{"value":"x"})"),
        Kind::LaunchWithId,
        R"(LAUNCH must not have an “id”. Mesos would take the call and refuse its tasks. Remove it.)");
    row("ZeroFilter: trap 30: decline for no time",
        call("DECLINE", "decline", R"({"offer_ids":[{"value":"o"}],"filters":{"refuse_seconds":0}})"), Kind::ZeroFilter,
        R"(With “refuse_seconds” of 0, Mesos offers the same resources again within a second.)");
    row("OldName: trap 38: bytes",
        call("MESSAGE", "message", R"({"agent_id":{"value":"a"},"executor_id":{"value":"e"},"bytes":"YQ=="})"),
        Kind::OldName,
        R"(“bytes” is not a field of Message in this API. Mesos would ignore it. Its name here is “data”.)");
    row("WrongType: trap 38: limits as values",
        launch(task(Cpus + "," + Command + R"(,"limits":{"cpus":"Infinity","mem":512})")), Kind::WrongType,
        R"(“mem” must be an object in { and }, but this is a number. Mesos would refuse the call. Write {"value": 512}.)");
    row("MissingMember: trap 38: subscribe without its wrapper",
        QByteArray(R"({"type":"SUBSCRIBE","framework_info":{"user":"u","name":"n"}})"), Kind::MissingMember,
        R"(A call of type SUBSCRIBE needs the member “subscribe”. Mesos would refuse it without.)");
    row("WrongLevel: trap 38: uris beside the command",
        launch(task(Cpus + "," + Command + R"(,"uris":[{"value":"http://x"}])")), Kind::WrongLevel,
        R"(“uris” does not belong in TaskInfo. Mesos would ignore it. Its place is “accept.operations[0].launch.task_infos[0].command.uris”.)");
    row("MissingField: camelCase", QByteArray(R"({"frameworkId":{"value":"F"},"type":"SUPPRESS"})"), Kind::MissingField,
        R"(“framework_id” is missing. Mesos would refuse the call. Write "framework_id": {"value": "F"}.)");
    row("CamelCaseField: camelCase", QByteArray(R"({"frameworkId":{"value":"F"},"type":"SUPPRESS"})"),
        Kind::CamelCaseField,
        R"(“frameworkId” is not how Mesos spells it: names are in lower case with underscores. Mesos would ignore it. Write “framework_id”.)");
    row("ReservedAllRoles: camelCase", QByteArray(R"({"frameworkId":{"value":"F"},"type":"SUPPRESS"})"),
        Kind::ReservedAllRoles, R"(Without roles, SUPPRESS suppresses every role of the framework.)");
    row("EnumNumber: enum as a number", QByteArray("{") + Framework + R"(,"type":7})", Kind::EnumNumber,
        R"(“type” must be a name in double quotes. Mesos would refuse the number 7.)");
    row("MissingField: no type", QByteArray("{") + Framework + R"(,"decline":{"offer_ids":[]}})", Kind::MissingField,
        R"(“type” is missing. Mesos would refuse the call. Did you mean “DECLINE”?)");
    row("UnknownType: type in lower case", QByteArray("{") + Framework + R"(,"type":"decline","decline":{}})",
        Kind::UnknownType, R"(“decline” is no type of call. Mesos would refuse it. Did you mean “DECLINE”?)");
    row("UnknownType: UNKNOWN", call("UNKNOWN"), Kind::UnknownType,
        R"(“UNKNOWN” is no type of call. Mesos would refuse it.)");
    row("UnknownEnum: unknown required enum",
        launch(task(R"("resources":[{"name":"cpus","type":"SCALER","scalar":{"value":0.1}}],)" + Command)),
        Kind::UnknownEnum,
        R"(“SCALER” is not one of the names of Value.Type. Mesos would refuse the call. Did you mean “SCALAR”?)");
    row("ListForSingle: wrong type", call("KILL", "kill", "[]"), Kind::ListForSingle,
        R"(“kill” is not a list. Mesos would refuse the call.)");
    row("WrongType: wrong types", call("SUPPRESS", "suppress", R"({"roles":[1,true,{}]})"), Kind::WrongType,
        R"(“roles[0]” must be a text in double quotes, but this is a number. Mesos would refuse the call.)");
    row("WrongType: a text for an object", call("KILL", "kill", R"("x")"), Kind::WrongType,
        R"(“kill” must be an object in { and }, but this is a text in double quotes. Mesos would refuse the call.)");
    row("DuplicateKey: duplicate key", call("SUPPRESS", "suppress", R"({"roles":["a"],"roles":["b"]})"),
        Kind::DuplicateKey,
        R"(“roles” stands here and again further down. Mesos would ignore this one; the last one counts.)");
    row("RoleNotHeld: duplicate key", call("SUPPRESS", "suppress", R"({"roles":["a"],"roles":["b"]})"),
        Kind::RoleNotHeld,
        R"(“b” is not one of the framework's roles. Mesos would take the call and do nothing, not for the other roles either.)");
    row("FractionCut: a fraction",
        launch(task(Cpus + "," + Command + R"(,"health_check":{"type":"TCP","tcp":{"port":80.9}})")), Kind::FractionCut,
        R"(“port” is a whole number. Mesos would read 80 in place of 80.9.)");
    row("BackwardsRange: a negative",
        launch(task(R"("resources":[{"name":"ports","type":"RANGES","ranges":{"range":[{"begin":0,"end":-1}]}}],)" +
                    Command)),
        Kind::BackwardsRange,
        R"(The range of “ports” ends before it begins. Mesos would take the call and refuse what uses it.)");
    row("NegativeWraps: a negative",
        launch(task(R"("resources":[{"name":"ports","type":"RANGES","ranges":{"range":[{"begin":0,"end":-1}]}}],)" +
                    Command)),
        Kind::NegativeWraps, R"(“end” cannot be negative. Mesos would read 18446744073709551615 in place of -1.)");
    row("NegativeWraps: a negative of 32 bits",
        launch(task(Cpus + "," + Command + R"(,"health_check":{"type":"TCP","tcp":{"port":-1}})")), Kind::NegativeWraps,
        R"(“port” cannot be negative. Mesos would read 4294967295 in place of -1.)");
    row("NumberTooBig: beyond 32 bits",
        launch(task(Cpus + "," + Command + R"(,"health_check":{"type":"TCP","tcp":{"port":4294967376}})")),
        Kind::NumberTooBig, R"(4294967376 is more than this field can hold. Mesos would read 80 without a warning.)");
    row("QuotedNumber: a quoted number",
        call("DECLINE", "decline", R"({"offer_ids":[{"value":"o"}],"filters":{"refuse_seconds":"5"}})"),
        Kind::QuotedNumber, R"(“refuse_seconds” is a number. Mesos takes it in quotes as well.)");
    row("NotANumber: a quoted text for a number",
        call("DECLINE", "decline", R"({"offer_ids":[{"value":"o"}],"filters":{"refuse_seconds":"abc"}})"),
        Kind::NotANumber, R"(“refuse_seconds” must be a number. Mesos would refuse the text “abc”.)");
    row("FractionCut: a quoted fraction",
        launch(task(Cpus + "," + Command + R"(,"health_check":{"type":"TCP","tcp":{"port":"1.9"}})")),
        Kind::FractionCut, R"(“port” is a whole number. Mesos would read 1 in place of 1.9.)");
    row("BadBoolean: a quoted yes", launch(task(Cpus + R"(,"command":{"value":"x","shell":"yes"})")), Kind::BadBoolean,
        R"(“shell” must be true or false. Mesos would refuse “yes”.)");
    row("WrongType: 1 for a boolean", launch(task(Cpus + R"(,"command":{"value":"x","shell":1})")), Kind::WrongType,
        R"(“shell” must be true or false, but this is a number. Mesos would refuse the call.)");
    row("StreamIdInBody: stream id", QByteArray("{") + Framework + R"(,"type":"TEARDOWN","Mesos-Stream-Id":"s"})",
        Kind::StreamIdInBody,
        R"(The stream id is no part of a call; Mesos would ignore it here. It is sent as the header Mesos-Stream-Id, which Mesoscribe adds by itself.)");
    row("UnknownOffer: filters one level too deep",
        call("ACCEPT", "accept",
             R"({"offer_ids":[{"value":"o"}],"operations":[{"type":"LAUNCH","launch":{"task_infos":[)" +
                 task(Cpus + "," + Command) + R"(]},"filters":{"refuse_seconds":1}}]})"),
        Kind::UnknownOffer,
        R"(The offer “o” is not live any more. Mesos would take the call, all its tasks would be lost, and its other offers given back.)");
    row("WrongLevel: filters one level too deep",
        call("ACCEPT", "accept",
             R"({"offer_ids":[{"value":"o"}],"operations":[{"type":"LAUNCH","launch":{"task_infos":[)" +
                 task(Cpus + "," + Command) + R"(]},"filters":{"refuse_seconds":1}}]})"),
        Kind::WrongLevel,
        R"(“filters” does not belong in Operation. Mesos would ignore it. Its place is “accept.filters”.)");
    row("NoResources: cpus beside the resources", launch(task(R"("cpus":0.1,)" + Command)), Kind::NoResources,
        R"(A task needs “resources”. Mesos would take the call and refuse the task.)");
    row("OldName: cpus beside the resources", launch(task(R"("cpus":0.1,)" + Command)), Kind::OldName,
        R"(“cpus” is not a field of TaskInfo. Mesos would ignore it. It is one of the “resources”.)");
    row("UnknownField: teardown has no member", call("TEARDOWN", "teardown", "{}"), Kind::UnknownField,
        R"(No call has a member “teardown”. Mesos would ignore it.)");
    row("UnknownField: umlaut before it",
        QByteArray("{") + Framework + R"(,"type":"REVIVE","revive":{"röle":"x","rolls":["ü"]}})", Kind::UnknownField,
        R"(“röle” is not a field of Revive; Mesos would ignore it and revive every role.)");
    row("EmptyList: lines",
        QByteArray("{\n  ") + Framework +
            ",\n  \"type\": \"DECLINE\",\r\n  \"decline\": {\n    \"offer_idz\": []\n  }\n}",
        Kind::EmptyList, R"(“offer_ids” is empty. Mesos would take the call and do nothing.)");
    row("UnknownField: lines",
        QByteArray("{\n  ") + Framework +
            ",\n  \"type\": \"DECLINE\",\r\n  \"decline\": {\n    \"offer_idz\": []\n  }\n}",
        Kind::UnknownField,
        R"(“offer_idz” is not a field of Decline. Mesos would ignore it and decline nothing. Did you mean “offer_ids”?)");
    row("MixedOffers: trap 28: two agents", launch(task(Cpus + "," + Command), R"([{"value":"o1"},{"value":"o4"}])"),
        Kind::MixedOffers,
        R"(The offer “o4” is of another agent than the first. Mesos would take the call, and all its tasks would be lost.)");
    row("MixedOffers: trap 28: two roles", launch(task(Cpus + "," + Command), R"([{"value":"o1"},{"value":"o3"}])"),
        Kind::MixedOffers,
        R"(The offer “o3” is for another role than the first. Mesos would take the call, and all its tasks would be lost.)");
    row("DuplicateEntry: the same offer twice",
        launch(task(Cpus + "," + Command), R"([{"value":"o1"},{"value":"o1"}])"), Kind::DuplicateEntry,
        R"(The offer “o1” stands here twice. Mesos would take the call, and all its tasks would be lost.)");
    row("EmptyList: no offers", launch(task(Cpus + "," + Command), "[]"), Kind::EmptyList,
        R"(“offer_ids” is empty. Mesos would take the call, and all its tasks would be lost.)");
    row("AgentDiffers: another agent", launch(task(Cpus + "," + Command, "t", "a2")), Kind::AgentDiffers,
        R"(The offers are of agent “a1”, not of “a2”. Mesos would take the call and refuse the task.)");
    row("CommandAndExecutor: both",
        launch(task(Cpus + "," + Command +
                    R"(,"executor":{"type":"CUSTOM","executor_id":{"value":"e"},"command":{"value":"x"}})")),
        Kind::CommandAndExecutor,
        R"(A task has either a “command” or an “executor”. Mesos would take the call and refuse the task. Remove one of them.)");
    row("CommandAndExecutor: executor in a group",
        op("LAUNCH_GROUP", "launch_group",
           R"({"executor":{"type":"DEFAULT","executor_id":{"value":"e"},"framework_id":{"value":"F"},"resources":[{"name":"cpus","type":"SCALAR","scalar":{"value":0.1}},{"name":"mem","type":"SCALAR","scalar":{"value":32}},{"name":"disk","type":"SCALAR","scalar":{"value":1}}]},"task_group":{"tasks":[)" +
               task(Cpus + R"(,"executor":{"executor_id":{"value":"e"},"command":{"value":"x"}})") + "]}}"),
        Kind::CommandAndExecutor,
        R"(Tasks of a group share the executor of the group. Mesos would take the call and refuse all of them. Remove “executor”.)");
    row("MissingField: a bare group executor",
        op("LAUNCH_GROUP", "launch_group",
           R"({"executor":{"executor_id":{"value":"running"}},"task_group":{"tasks":[)" + task(Cpus) + "]}}"),
        Kind::MissingField,
        R"(“accept.operations[0].launch_group.executor.type” is missing. Mesos would take the call, and the task would fail.)");
    row("TooLittle: a bare group executor",
        op("LAUNCH_GROUP", "launch_group",
           R"({"executor":{"executor_id":{"value":"running"}},"task_group":{"tasks":[)" + task(Cpus) + "]}}"),
        Kind::TooLittle,
        R"(The executor of a task group needs at least 0.01 of “cpus”. Mesos would take the call and refuse the group.)");
    row("FrameworkIdDiffers: another framework's executor",
        op("LAUNCH_GROUP", "launch_group",
           R"({"executor":{"type":"DEFAULT","executor_id":{"value":"running"},"framework_id":{"value":"G"},"resources":[{"name":"cpus","type":"SCALAR","scalar":{"value":0.1}},{"name":"mem","type":"SCALAR","scalar":{"value":32}},{"name":"disk","type":"SCALAR","scalar":{"value":1}}]},"task_group":{"tasks":[)" +
               task(Cpus) + "]}}"),
        Kind::FrameworkIdDiffers,
        R"(“G” is not the id of this framework. Mesos would take the call and refuse the task group. Write “F”.)");
    row("TooMuch: too much", launch(task(cpus("2.001") + "," + Command)), Kind::TooMuch,
        R"(This is more “cpus” than the offers hold, which is 2 in all. Mesos would take the call and refuse the task.)");
    row("TooMuch: never offered",
        launch(task(R"("resources":[{"name":"gpus","type":"SCALAR","scalar":{"value":1}}],)" + Command)), Kind::TooMuch,
        R"(The offers hold no “gpus”. Mesos would take the call and refuse the task.)");
    row("TooMuch: ports outside",
        launch(task(
            R"("resources":[{"name":"ports","type":"RANGES","ranges":{"range":[{"begin":31000,"end":31009},{"begin":31009,"end":31010}]}}],)" +
            Command)),
        Kind::TooMuch, R"(These “ports” are not among those offered. Mesos would take the call and refuse the task.)");
    row("DuplicateEntry: the same task id twice", launch(task(Cpus + "," + Command) + "," + task(Cpus + "," + Command)),
        Kind::DuplicateEntry,
        R"(The task id “t” stands here twice. Mesos would take the call and refuse the second task.)");
    row("InvalidId: a task id with a slash", launch(task(Cpus + "," + Command, "a/b")), Kind::InvalidId,
        R"(“a/b” cannot be an id: 1 to 255 characters, not “.” or “..”, without “/”, “\” and control characters. Mesos would refuse the task.)");
    row("ShellArguments: arguments of a shell", launch(task(Cpus + R"(,"command":{"value":"x","arguments":["y"]})")),
        Kind::ShellArguments,
        R"(A shell command has no “arguments”; Mesos would ignore them. Write them into “value”, or set “shell” to false.)");
    row("MissingMember: docker without docker",
        launch(task(Cpus + "," + Command + R"(,"container":{"type":"DOCKER"})")), Kind::MissingMember,
        R"(A container of type DOCKER needs “accept.operations[0].launch.task_infos[0].container.docker”. Mesos would take the call, and the task would fail.)");
    row("MissingMember: health check without its member",
        launch(task(Cpus + "," + Command + R"(,"health_check":{"type":"HTTP","tcp":{"port":1}})")), Kind::MissingMember,
        R"(A check of type HTTP needs “accept.operations[0].launch.task_infos[0].health_check.http”. Mesos would take the call, and the task would fail.)");
    row("NegativeDuration: negative grace",
        launch(task(Cpus + "," + Command + R"(,"kill_policy":{"grace_period":{"nanoseconds":-1}})")),
        Kind::NegativeDuration, R"(A duration cannot be negative. Mesos would take the call and refuse the task.)");
    row("LimitTooSmall: limits",
        launch(task(Cpus + "," + Command + R"(,"limits":{"cpus":{"value":0.05},"gpus":{"value":1}})")),
        Kind::LimitTooSmall,
        R"(The limit of “cpus” is below the 0.1 that the task asks for. Mesos would take the call and refuse the task.)");
    row("UnknownLimit: limits",
        launch(task(Cpus + "," + Command + R"(,"limits":{"cpus":{"value":0.05},"gpus":{"value":1}})")),
        Kind::UnknownLimit,
        R"(Only “cpus” and “mem” have limits, not “gpus”. Mesos would take the call and refuse the task.)");
    row("MissingMember: resource without its value",
        launch(task(R"("resources":[{"name":"cpus","type":"SCALAR"}],)" + Command)), Kind::MissingMember,
        R"(A resource of type SCALAR needs “accept.operations[0].launch.task_infos[0].resources[0].scalar”. Mesos would take the call, and what uses it would fail.)");
    row("MissingMember: operation without a member",
        call("ACCEPT", "accept", R"({"offer_ids":[{"value":"o1"}],"operations":[{"type":"RESERVE"}]})"),
        Kind::MissingMember,
        R"(An operation of type RESERVE needs “accept.operations[0].reserve”. Mesos would take the call and do nothing.)");
    row("MissingField: operation without a type",
        call("ACCEPT", "accept", R"({"offer_ids":[{"value":"o1"}],"operations":[{"reserve":{"resources":[]}}]})"),
        Kind::MissingField,
        R"(“accept.operations[0].type” is missing. Mesos would take the call and drop the operation.)");
    row("UnknownEnum: operation of an unknown type", op("RESERVED", "reserve", R"({"resources":[]})"),
        Kind::UnknownEnum,
        R"(“RESERVED” is not one of the names of Offer.Operation.Type. Mesos would take the call as if it were not there. Did you mean “RESERVE”?)");
    row("OtherMember: operation with another's member",
        op("UNRESERVE", "unreserve",
           R"({"resources":[{"name":"cpus","type":"SCALAR","scalar":{"value":1}}]},"reserve":{})"),
        Kind::OtherMember,
        R"(“reserve” does not go with the type UNRESERVE. Mesos would ignore it. Remove it, or change the type.)");
    row("NotForSchedulers: source of a reservation",
        op("RESERVE", "reserve",
           R"({"source":[{"name":"cpus","type":"SCALAR","scalar":{"value":1}}],"resources":[{"name":"cpus","type":"SCALAR","scalar":{"value":1}}]})"),
        Kind::NotForSchedulers,
        R"(“source” is not for frameworks: Mesos would take the call, and the reservation would fail. Remove it.)");
    row("EmptyList: an empty launch", op("LAUNCH", "launch", "{}"), Kind::EmptyList,
        R"(A LAUNCH without tasks only declines its offers.)");
    row("EmptyList: no operations", call("ACCEPT", "accept", R"({"offer_ids":[{"value":"o1"}]})"), Kind::EmptyList,
        R"(An ACCEPT without operations only declines its offers.)");
    row("FrameworkIdDiffers: another framework", QByteArray(R"({"framework_id":{"value":"G"},"type":"TEARDOWN"})"),
        Kind::FrameworkIdDiffers,
        R"(“G” is not the id of this connection's framework. Mesos would refuse the call. Write “F”.)");
    row("MissingMember: no member", call("DECLINE"), Kind::MissingMember,
        R"(A call of type DECLINE needs the member “decline”. Mesos would refuse it without.)");
    row("FilterBent: a negative filter",
        call("DECLINE", "decline", R"({"offer_ids":[{"value":"o1"}],"filters":{"refuse_seconds":-1}})"),
        Kind::FilterBent, R"(“refuse_seconds” cannot be negative. Mesos would use 5 seconds in place of -1.)");
    row("FilterBent: a filter of ages",
        call("DECLINE", "decline", R"({"offer_ids":[{"value":"o1"}],"filters":{"refuse_seconds":1e9}})"),
        Kind::FilterBent,
        R"(“refuse_seconds” cannot be above 31536000, which is 365 days. Mesos would use that in place of 1e9.)");
    row("OtherMember: another call's member",
        call("DECLINE", "decline", R"({"offer_ids":[{"value":"o1"}],"filters":{"refuse_seconds":5}},"accept":{})"),
        Kind::OtherMember,
        R"(“accept” does not go with the type DECLINE. Mesos would ignore it. Remove it, or change the type.)");
    row("ReservedAllRoles: revive all", call("REVIVE"), Kind::ReservedAllRoles,
        R"(Without roles, REVIVE revives every role of the framework.)");
    row("InvalidRole: suppress no role", call("SUPPRESS", "suppress", R"({"roles":["a b"]})"), Kind::InvalidRole,
        R"(“a b”: a role cannot contain blanks. Mesos would take the call and do nothing, not for the other roles either.)");
    row("EmptyList: reconcile all", call("RECONCILE", "reconcile", "{}"), Kind::EmptyList,
        R"(Without tasks, Mesos reports every task of this framework that it knows.)");
    row("OldName: reconcile slave tasks", call("RECONCILE", "reconcile", R"({"statuses":[{"task_id":{"value":"t"}}]})"),
        Kind::OldName,
        R"(“statuses” is not a field of Reconcile in this API. Mesos would ignore it and report every task it knows. Its name here is “tasks”.)");
    row("EmptyList: reconcile all operations", call("RECONCILE_OPERATIONS", "reconcile_operations", "{}"),
        Kind::EmptyList, R"(Without operations, Mesos reports every operation of this framework that it knows.)");
    row("NotAUuid: a short uuid",
        call("ACKNOWLEDGE", "acknowledge", R"({"agent_id":{"value":"a"},"task_id":{"value":"t"},"uuid":"AAAA"})"),
        Kind::NotAUuid,
        R"(“uuid” does not hold the 16 bytes of a UUID. Mesos would refuse the call. Copy the uuid of the update as it came.)");
    row("NegativeDuration: kill with a negative grace",
        call("KILL", "kill", R"({"task_id":{"value":"t"},"kill_policy":{"grace_period":{"nanoseconds":-5}}})"),
        Kind::NegativeDuration,
        R"(A grace period cannot be negative. Mesos would take the call, and the executor would make of it what it likes.)");
    row("RolesNeedMultiRole: roles without MULTI_ROLE", sub(UserAndName + R"(,"roles":["eng"])"),
        Kind::RolesNeedMultiRole,
        R"(“roles” needs the capability MULTI_ROLE. Mesos would refuse the call. Add the capability, or write a single “role”.)");
    row("RoleWithMultiRole: role with MULTI_ROLE", sub(UserAndName + R"(,"role":"eng",)" + MultiRole),
        Kind::RoleWithMultiRole,
        R"(A framework with the capability MULTI_ROLE has “roles”, not “role”. Mesos would refuse the call.)");
    row("InvalidRole: a bad role", sub(UserAndName + R"(,"roles":["a/"],)" + MultiRole), Kind::InvalidRole,
        R"(“a/”: a role cannot end with a slash. Mesos would refuse the call.)");
    row("DuplicateEntry: a role twice", sub(UserAndName + R"(,"roles":["a","a"],)" + MultiRole), Kind::DuplicateEntry,
        R"(The role “a” stands here twice. Mesos would refuse the call.)");
    row("RoleNotHeld: a suppressed role of nobody",
        sub(UserAndName + R"(,"roles":["a"],)" + MultiRole, R"(,"suppressed_roles":["b"])"), Kind::RoleNotHeld,
        R"(“b” is not one of the framework's roles. Mesos would refuse the call.)");
    row("EmptyList: constraints without groups",
        sub(UserAndName + R"(,"roles":["a"],)" + MultiRole, R"(,"offer_constraints":{"role_constraints":{"a":{}}})"),
        Kind::EmptyList,
        R"(“subscribe.offer_constraints.role_constraints.a.groups” must not be empty. Mesos would refuse the constraints and the call.)");
    row("BadConstraint: a constraint of nothing",
        sub(UserAndName + R"(,"roles":["a"],)" + MultiRole,
            R"(,"offer_constraints":{"role_constraints":{"a":{"groups":[{"attribute_constraints":[{"selector":{},"predicate":{}}]}]}}})"),
        Kind::BadConstraint,
        R"(A constraint's selector needs an “attribute_name” or a “pseudoattribute_type”. Mesos would refuse the call.)");
    row("InvalidId: a bad framework id",
        sub(UserAndName + R"(,"id":{"value":"a/b"},"roles":["a"],)" + MultiRole, "",
            R"("framework_id":{"value":"a/b"},)"),
        Kind::InvalidId,
        R"(“a/b” cannot be an id: 1 to 255 characters, not “.” or “..”, without “/”, “\” and control characters. Mesos would refuse the call.)");
    row("TimeoutTooLong: a timeout of ages",
        sub(UserAndName + R"(,"failover_timeout":1e10,"roles":["a"],)" + MultiRole), Kind::TimeoutTooLong,
        R"(A failover timeout of 1e10 seconds is more than Mesos can count, which is 292 years. Mesos would refuse the call.)");
    row("BadQuantity: no quantity",
        sub(UserAndName + R"(,"roles":["a"],)" + MultiRole +
            R"(,"offer_filters":{"a":{"min_allocatable_resources":{"quantities":[{}]}}})"),
        Kind::BadQuantity,
        R"(Every quantity of an offer filter needs at least one amount, and none below 0 or infinite. Mesos would refuse the call.)");
    row("Placeholder", call("KILL", "kill", R"({"task_id":{"value":"<task id>"}})"), Kind::Placeholder,
        R"(“<task id>” is a placeholder, and Mesos would take it as it is. Write the real one.)");
    row("NotJson: nothing", QByteArray(""), Kind::NotJson,
        R"(There is nothing to send yet. Choose a call to begin with.)");
    row("NotJson: an early end", QByteArray("{"), Kind::NotJson,
        R"(The text ends too early. A quote or a closing “}” or “]” is missing.)");
    row("NotJson: trailing text", QByteArray("{} x"), Kind::NotJson,
        R"(The call ends before “x”. Only one call can be sent at a time; remove what follows it.)");
    row("NotJson: a trailing comma", QByteArray(R"({"a":1,})"), Kind::NotJson,
        R"(There must be no comma after the last member. Remove it.)");
    row("NotJson: no comma", QByteArray(R"({"a":1 "b":2})"), Kind::NotJson, R"(A comma is missing before this.)");
    row("NotJson: no colon", QByteArray(R"({"a" 1})"), Kind::NotJson,
        R"(A name must be followed by “:”, but here is “1”.)");
    row("NotJson: single quotes", QByteArray("{'a':1}"), Kind::NotJson,
        R"(JSON knows only double quotes. Write " in place of '.)");
    row("NotJson: curly quotes", QByteArray("{“a”:1}"), Kind::NotJson,
        R"(These are typographic quotes, as text programs make them. Write plain " quotes.)");
    row("NotJson: no quotes", QByteArray("{a:1}"), Kind::NotJson, R"(Names must stand in double quotes. Write "a".)");
    row("NotJson: a word", QByteArray(R"({"a":None})"), Kind::NotJson,
        R"(“None” is no JSON value. Write it in double quotes, or write true, false or null.)");
    row("NotJson: a comment", QByteArray("{} // x"), Kind::NotJson,
        R"(The call ends before “/”. Only one call can be sent at a time; remove what follows it.)");
    row("NotJson: a line break", QByteArray("{\"a\":\"\n\"}"), Kind::NotJson,
        R"(A text must end on the line it begins on. Write a line break within it as \n.)");
    row("NotJson: a bad escape", QByteArray(R"({"a":"\x"})"), Kind::NotJson,
        R"(“\x” is no escape of JSON. Write \\ for a single backslash.)");
    row("NotJson: a bad number", QByteArray(R"({"a":1-2})"), Kind::NotJson, R"(“1-2” is no number.)");
    row("NotJson: out of range", QByteArray(R"({"a":1e999})"), Kind::NotJson,
        R"(The number 1e999 is too large for any field.)");
    row("NotJson: too deep", QByteArray(201, '['), Kind::NotJson, R"(This is nested deeper than any call can be.)");
    row("NotJson: a plus", QByteArray(R"({"a":+1})"), Kind::NotJson, R"(“+” cannot stand here.)");
    row("NotAnObject: a list", QByteArray("[]"), Kind::NotAnObject,
        R"(A call must be an object in { and }, but this is a list. Mesos would refuse it.)");
    row("UnknownField: a misspelt timeout", sub(UserAndName + R"(,"failover_timeot":60,"roles":["eng"],)" + MultiRole),
        Kind::UnknownField,
        R"(“failover_timeot” is not a field of FrameworkInfo. Mesos would ignore it and kill all tasks as soon as the connection is lost. Did you mean “failover_timeout”?)");
    row("UnknownField: misspelt roles", sub(UserAndName + R"(,"rols":["eng"],)" + MultiRole), Kind::UnknownField,
        R"(“rols” is not a field of FrameworkInfo. Mesos would ignore it, and a framework without roles is offered nothing. Did you mean “roles”?)");
    row("UnknownField: a misspelt kill policy", call("KILL", "kill", R"({"task_id":{"value":"t"},"kil_policy":{}})"),
        Kind::UnknownField,
        R"(“kil_policy” is not a field of Kill. Mesos would ignore it and use the grace period the task was launched with. Did you mean “kill_policy”?)");
    row("UnknownField: misspelt operations",
        call("RECONCILE_OPERATIONS", "reconcile_operations", R"({"operation":[]})"), Kind::UnknownField,
        R"(“operation” is not a field of ReconcileOperations. Mesos would ignore it and report every operation it knows. Did you mean “operations”?)");
    row("UnknownField: role of Suppress", call("SUPPRESS", "suppress", R"({"role":"eng"})"), Kind::UnknownField,
        R"(“role” is not a field of Suppress; Mesos would ignore it and suppress every role. Did you mean “roles”?)");
    row("InvalidId: an empty id", call("KILL", "kill", R"({"task_id":{"value":""}})"), Kind::InvalidId,
        R"(The id is empty. Mesos knows nothing of that id.)");
}

void TestDescribeLint::saysWhatIsWrong()
{
    QFETCH(QByteArray, json);
    QFETCH(Kind, kind);
    QFETCH(QString, sentence);
    const QList<LintFinding> findings = lintCall(json, lintContext());
    const auto found = std::ranges::find(findings, kind, &LintFinding::kind);
    QVERIFY(found != findings.end());
    QCOMPARE(describe(*found), sentence);
}

void TestDescribeLint::hasASentenceForEveryKind()
{
    for (int number = 0; number <= int(Kind::Placeholder); ++number) {
        const auto kind = Kind(number);
        QVERIFY2(m_kinds.contains(kind), toString(kind));
        for (const LintFinding::Severity severity :
             {LintFinding::Severity::Refused, LintFinding::Severity::Ignored, LintFinding::Severity::Hint}) {
            LintFinding finding;
            finding.kind = kind;
            finding.severity = severity;
            const QString bare = describe(finding);
            finding.subject = u"7\nb"_s;
            finding.within = u"w"_s;
            finding.suggestion = u"s"_s;
            finding.path = u"p.q"_s;
            const QString full = describe(finding);
            for (const QString& text : {bare, full}) {
                QVERIFY2(text.endsWith(u'.') || text.endsWith(u'?'), qPrintable(text));
                QVERIFY2(!text.contains(u'\n') && !text.contains(u'%'), qPrintable(text));
                QVERIFY2(text.front().isUpper() || !text.front().isLower(), qPrintable(text));
            }
        }
    }
}

void TestDescribeLint::speaksOfRefusalOnlyWhenRefused()
{
    for (const QByteArray& json : m_texts) {
        for (const LintFinding& finding : lintCall(json, lintContext())) {
            const QString text = describe(finding);
            const bool isCallRefused = text.contains(u"refuse the call"_s) || text.contains(u"refuse it."_s) ||
                                       text.contains(u"refuse a bare"_s);
            if (finding.severity != LintFinding::Severity::Refused)
                QVERIFY2(!isCallRefused, qPrintable(text));
            else
                QVERIFY2(!text.contains(u"take the call"_s) && !text.contains(u"ignore it"_s), qPrintable(text));
        }
    }
}

void TestDescribeLint::keepsForeignTextInItsPlace()
{
    const QList<LintFinding> findings = lintCall(R"({"<b>\n\u202e\u0007":1})");
    QCOMPARE(findings.size(), 2);
    QCOMPARE(describe(findings.last()), u"No call has a member “<b>\ufffd\ufffd\ufffd”. Mesos would ignore it."_s);
}

QTEST_APPLESS_MAIN(TestDescribeLint)
#include "tst_describelint.moc"
