// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "mesos/calllint.h"
#include "mesos/lintcontext.h"
#include "mesos/lintdump.h"
#include "mesos/lintsamples.h"

#include <QTest>

using namespace mesoscribe;
using namespace lintsamples;
using namespace Qt::Literals::StringLiterals;

/// What a call means for the session of lintContext(). $operation is the first of an ACCEPT, $task the first of its
/// tasks.
class TestCallLintRules : public QObject
{
    Q_OBJECT

private slots:
    void knowsTheRulesOfCalls_data();
    void knowsTheRulesOfCalls();
};

void TestCallLintRules::knowsTheRulesOfCalls_data()
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
    row("clean", launch(task(Cpus + "," + Command)), {});
    row("trap 28: a stale offer", launch(task(Cpus + "," + Command), R"([{"value":"o1"},{"value":"o9"}])"),
        {R"(Ignored UnknownOffer accept.offer_ids[1] @1:94 `"o9"` subject=o9 within=ACCEPT)"});
    row("trap 28: two agents", launch(task(Cpus + "," + Command), R"([{"value":"o1"},{"value":"o4"}])"),
        {R"(Ignored MixedOffers accept.offer_ids[1] @1:94 `"o4"` subject=o4 within=agent)"});
    row("trap 28: two roles", launch(task(Cpus + "," + Command), R"([{"value":"o1"},{"value":"o3"}])"),
        {R"(Ignored MixedOffers accept.offer_ids[1] @1:94 `"o3"` subject=o3 within=role)"});
    row("the same offer twice", launch(task(Cpus + "," + Command), R"([{"value":"o1"},{"value":"o1"}])"),
        {R"(Ignored DuplicateEntry accept.offer_ids[1] @1:94 `"o1"` subject=o1 within=ACCEPT)"});
    row("no offers", launch(task(Cpus + "," + Command), "[]"),
        {R"(Ignored EmptyList accept.offer_ids @1:56 `{` subject=offer_ids within=ACCEPT)"});
    row("another agent", launch(task(Cpus + "," + Command, "t", "a2")),
        {R"(Ignored AgentDiffers $task.agent_id @1:197 `"a2"` subject=a2 suggestion=a1)"});
    row("no resources", launch(task(Command)), {R"(Ignored NoResources $task.resources @1:141 `{`)"});
    row("neither command nor executor", launch(task(Cpus)),
        {R"(Ignored CommandAndExecutor $task.command @1:141 `{` subject=neither within=LAUNCH)"});
    row("both",
        launch(task(Cpus + "," + Command +
                    R"(,"executor":{"type":"CUSTOM","executor_id":{"value":"e"},"command":{"value":"x"}})")),
        {R"(Ignored CommandAndExecutor $task.executor @1:307 `{"type":"CUSTOM","executor_id":{"value":"e"},"command":{"value":"x"}}` subject=both within=LAUNCH)"});
    row("executor in a group",
        op("LAUNCH_GROUP", "launch_group",
           R"({"executor":{"type":"DEFAULT","executor_id":{"value":"e"},"framework_id":{"value":"F"},"resources":[{"name":"cpus","type":"SCALAR","scalar":{"value":0.1}},{"name":"mem","type":"SCALAR","scalar":{"value":32}},{"name":"disk","type":"SCALAR","scalar":{"value":1}}]},"task_group":{"tasks":[)" +
               task(Cpus + R"(,"executor":{"executor_id":{"value":"e"},"command":{"value":"x"}})") + "]}}"),
        {R"(Ignored CommandAndExecutor $operation.launch_group.task_group.tasks[0].executor @1:566 `{"executor_id":{"value":"e"},"command":{"value":"x"}}` subject=executor within=LAUNCH_GROUP)"});
    row("a bare group executor",
        op("LAUNCH_GROUP", "launch_group",
           R"({"executor":{"executor_id":{"value":"running"}},"task_group":{"tasks":[)" + task(Cpus) + "]}}"),
        {R"(Ignored MissingField $operation.launch_group.executor.type @1:150 `{` subject=type within=ExecutorInfo)",
         R"(Ignored MissingField $operation.launch_group.executor.framework_id @1:150 `{` subject=framework_id within=ExecutorInfo suggestion=F)",
         R"(Ignored TooLittle $operation.launch_group.executor.resources @1:150 `{` subject=cpus within=0.01)",
         R"(Ignored TooLittle $operation.launch_group.executor.resources @1:150 `{` subject=mem within=32)",
         R"(Ignored TooLittle $operation.launch_group.executor.resources @1:150 `{` subject=disk within=0.001)"});
    row("another framework's executor",
        op("LAUNCH_GROUP", "launch_group",
           R"({"executor":{"type":"DEFAULT","executor_id":{"value":"running"},"framework_id":{"value":"G"},"resources":[{"name":"cpus","type":"SCALAR","scalar":{"value":0.1}},{"name":"mem","type":"SCALAR","scalar":{"value":32}},{"name":"disk","type":"SCALAR","scalar":{"value":1}}]},"task_group":{"tasks":[)" +
               task(Cpus) + "]}}"),
        {R"(Ignored FrameworkIdDiffers $operation.launch_group.executor.framework_id @1:226 `"G"` subject=G suggestion=F)"});
    row("too much", launch(task(cpus("2.001") + "," + Command)),
        {R"(Ignored TooMuch $task.resources[0].scalar.value @1:265 `2.001` subject=cpus within=2)"});
    row("too much together",
        launch(task(cpus("1.5") + "," + Command) + "," + task(cpus("0.501") + "," + Command, "t2")),
        {R"(Ignored TooMuch $operation.launch.task_infos[1].resources[0].scalar.value @1:422 `0.501` subject=cpus within=2)"});
    row("just enough", launch(task(cpus("1.5") + "," + Command) + "," + task(cpus("0.5") + "," + Command, "t2")), {});
    row("never offered",
        launch(task(R"("resources":[{"name":"gpus","type":"SCALAR","scalar":{"value":1}}],)" + Command)),
        {R"(Ignored TooMuch $task.resources[0].scalar.value @1:265 `1` subject=gpus within=0)"});
    row("ports outside",
        launch(task(
            R"("resources":[{"name":"ports","type":"RANGES","ranges":{"range":[{"begin":31000,"end":31009},{"begin":31009,"end":31010}]}}],)" +
            Command)),
        {R"(Ignored TooMuch $task.resources[0].ranges.range[1] @1:295 `{"begin":31009,"end":31010}` subject=ports)"});
    row("a range backwards",
        launch(
            task(R"("resources":[{"name":"ports","type":"RANGES","ranges":{"range":[{"begin":31002,"end":31001}]}}],)" +
                 Command)),
        {R"(Ignored BackwardsRange $task.resources[0].ranges.range[0] @1:267 `{"begin":31002,"end":31001}` subject=ports)"});
    row("nothing known of a stale offer", launch(task(cpus("99") + "," + Command), R"([{"value":"o9"}])"),
        {R"(Ignored UnknownOffer accept.offer_ids[0] @1:79 `"o9"` subject=o9 within=ACCEPT)"});
    row("the same task id twice", launch(task(Cpus + "," + Command) + "," + task(Cpus + "," + Command)),
        {R"(Ignored DuplicateEntry $operation.launch.task_infos[1].task_id @1:328 `"t"` subject=t within=LAUNCH)"});
    row("a task id with a slash", launch(task(Cpus + "," + Command, "a/b")),
        {R"(Ignored InvalidId $task.task_id @1:172 `"a/b"` subject=a/b)"});
    row("arguments of a shell", launch(task(Cpus + R"(,"command":{"value":"x","arguments":["y"]})")),
        {R"(Ignored ShellArguments $task.command.arguments @1:307 `["y"]`)"});
    row("no shell and no value is fine", launch(task(Cpus + R"(,"command":{"shell":false})")), {});
    row("a shell without a value", launch(task(Cpus + R"(,"command":{})")),
        {R"(Ignored MissingField $task.command.value @1:282 `{` subject=value within=CommandInfo)"});
    row("docker without docker", launch(task(Cpus + "," + Command + R"(,"container":{"type":"DOCKER"})")),
        {R"(Ignored MissingMember $task.container.docker @1:316 `"DOCKER"` subject=docker within=DOCKER)"});
    row("health check without its member",
        launch(task(Cpus + "," + Command + R"(,"health_check":{"type":"HTTP","tcp":{"port":1}})")),
        {R"(Ignored MissingMember $task.health_check.http @1:319 `"HTTP"` subject=http within=HTTP)"});
    row("health check type inferred", launch(task(Cpus + "," + Command + R"(,"health_check":{"http":{"port":1}})")),
        {});
    row("check without a type", launch(task(Cpus + "," + Command + R"(,"check":{"http":{"port":1}})")),
        {R"(Ignored MissingField $task.check.type @1:304 `{` subject=type within=CheckInfo)"});
    row("negative grace", launch(task(Cpus + "," + Command + R"(,"kill_policy":{"grace_period":{"nanoseconds":-1}})")),
        {R"(Ignored NegativeDuration $task.kill_policy.grace_period.nanoseconds @1:341 `-1` subject=-1 within=LAUNCH)"});
    row("limits", launch(task(Cpus + "," + Command + R"(,"limits":{"cpus":{"value":0.05},"gpus":{"value":1}})")),
        {R"(Ignored LimitTooSmall $task.limits.cpus.value @1:322 `0.05` subject=cpus within=0.1)",
         R"(Ignored UnknownLimit $task.limits.gpus @1:328 `"gpus"` subject=gpus)"});
    row("resource without its value", launch(task(R"("resources":[{"name":"cpus","type":"SCALAR"}],)" + Command)),
        {R"(Ignored MissingMember $task.resources[0].scalar @1:238 `"SCALAR"` subject=scalar within=SCALAR)"});
    row("operation without a member",
        call("ACCEPT", "accept", R"({"offer_ids":[{"value":"o1"}],"operations":[{"type":"RESERVE"}]})"),
        {R"(Ignored MissingMember $operation.reserve @1:108 `"RESERVE"` subject=reserve within=RESERVE)"});
    row("operation without a type",
        call("ACCEPT", "accept", R"({"offer_ids":[{"value":"o1"}],"operations":[{"reserve":{"resources":[]}}]})"),
        {R"(Ignored MissingField $operation.type @1:100 `{` subject=type within=Offer.Operation)"});
    row("operation of an unknown type", op("RESERVED", "reserve", R"({"resources":[]})"),
        {R"(Ignored UnknownEnum $operation.type @1:108 `"RESERVED"` subject=RESERVED within=Offer.Operation.Type suggestion=RESERVE)"});
    row("operation with another's member",
        op("UNRESERVE", "unreserve",
           R"({"resources":[{"name":"cpus","type":"SCALAR","scalar":{"value":1}}]},"reserve":{})"),
        {R"(Ignored OtherMember $operation.reserve @1:201 `"reserve"` subject=reserve within=UNRESERVE)"});
    row("source of a reservation",
        op("RESERVE", "reserve",
           R"({"source":[{"name":"cpus","type":"SCALAR","scalar":{"value":1}}],"resources":[{"name":"cpus","type":"SCALAR","scalar":{"value":1}}]})"),
        {R"(Ignored NotForSchedulers $operation.reserve.source @1:138 `[{"name":"cpus","type":"SCALAR","scalar":{"value":1}}]`)"});
    row("an empty creation", op("CREATE", "create", "{}"),
        {R"(Ignored EmptyList $operation.create.volumes @1:126 `{` subject=volumes within=CREATE)"});
    row("an empty launch", op("LAUNCH", "launch", "{}"),
        {R"(Hint EmptyList $operation.launch.task_infos @1:126 `{` subject=task_infos within=LAUNCH)"});
    row("no operations", call("ACCEPT", "accept", R"({"offer_ids":[{"value":"o1"}]})"),
        {R"(Hint EmptyList accept.operations @1:56 `{` subject=operations within=ACCEPT)"});
    row("another framework", QByteArray(R"({"framework_id":{"value":"G"},"type":"TEARDOWN"})"),
        {R"(Refused FrameworkIdDiffers framework_id @1:26 `"G"` subject=G suggestion=F)"});
    row("no framework", QByteArray(R"({"type":"TEARDOWN"})"),
        {R"(Refused MissingField framework_id @1:1 `{` subject=framework_id within=Call suggestion=F)"});
    row("no member", call("DECLINE"),
        {R"(Refused MissingMember decline @1:38 `"DECLINE"` subject=decline within=DECLINE)"});
    row("decline nothing", call("DECLINE", "decline", "{}"),
        {R"(Ignored EmptyList decline.offer_ids @1:58 `{` subject=offer_ids within=DECLINE)",
         R"(Hint DefaultFilter decline.filters @1:58 `{`)"});
    row("decline a stale offer",
        call("DECLINE", "decline", R"({"offer_ids":[{"value":"o9"}],"filters":{"refuse_seconds":5}})"),
        {R"(Ignored UnknownOffer decline.offer_ids[0] @1:81 `"o9"` subject=o9 within=DECLINE)"});
    row("decline of two agents is fine",
        call("DECLINE", "decline", R"({"offer_ids":[{"value":"o1"},{"value":"o4"}],"filters":{"refuse_seconds":5}})"),
        {});
    row("a negative filter",
        call("DECLINE", "decline", R"({"offer_ids":[{"value":"o1"}],"filters":{"refuse_seconds":-1}})"),
        {R"(Ignored FilterBent decline.filters.refuse_seconds @1:116 `-1` subject=-1 suggestion=5)"});
    row("a filter of ages",
        call("DECLINE", "decline", R"({"offer_ids":[{"value":"o1"}],"filters":{"refuse_seconds":1e9}})"),
        {R"(Ignored FilterBent decline.filters.refuse_seconds @1:116 `1e9` subject=1e9 suggestion=31536000)"});
    row("another call's member",
        call("DECLINE", "decline", R"({"offer_ids":[{"value":"o1"}],"filters":{"refuse_seconds":5}},"accept":{})"),
        {R"(Ignored OtherMember accept @1:120 `"accept"` subject=accept within=DECLINE)"});
    row("revive all", call("REVIVE"), {R"(Hint ReservedAllRoles revive.roles @1:38 `"REVIVE"` within=REVIVE)"});
    row("suppress all", call("SUPPRESS", "suppress", "{}"),
        {R"(Hint ReservedAllRoles suppress.roles @1:60 `{}` within=SUPPRESS)"});
    row("revive a role of others", call("REVIVE", "revive", R"({"roles":["eng","dev"]})"),
        {R"(Ignored RoleNotHeld revive.roles[1] @1:72 `"dev"` subject=dev within=REVIVE)"});
    row("suppress no role", call("SUPPRESS", "suppress", R"({"roles":["a b"]})"),
        {R"(Ignored InvalidRole suppress.roles[0] @1:70 `"a b"` subject=a b within=SUPPRESS)"});
    row("reconcile all", call("RECONCILE", "reconcile", "{}"),
        {R"(Hint EmptyList reconcile.tasks @1:62 `{` subject=tasks within=RECONCILE)"});
    row("reconcile slave tasks", call("RECONCILE", "reconcile", R"({"statuses":[{"task_id":{"value":"t"}}]})"),
        {R"(Ignored OldName reconcile.statuses @1:63 `"statuses"` subject=statuses within=Call.Reconcile suggestion=tasks all)"});
    row("reconcile all operations", call("RECONCILE_OPERATIONS", "reconcile_operations", "{}"),
        {R"(Hint EmptyList reconcile_operations.operations @1:84 `{` subject=operations within=RECONCILE_OPERATIONS)"});
    row("a short uuid",
        call("ACKNOWLEDGE", "acknowledge", R"({"agent_id":{"value":"a"},"task_id":{"value":"t"},"uuid":"AAAA"})"),
        {R"(Refused NotAUuid acknowledge.uuid @1:123 `"AAAA"` subject=AAAA)"});
    row("a uuid of no version",
        call("ACKNOWLEDGE", "acknowledge",
             R"({"agent_id":{"value":"a"},"task_id":{"value":"t"},"uuid":"AAAAAAAAAAAAAAAAAAAAAA=="})"),
        {R"(Refused NotAUuid acknowledge.uuid @1:123 `"AAAAAAAAAAAAAAAAAAAAAA=="` subject=AAAAAAAAAAAAAAAAAAAAAA==)"});
    row("an operation without its agent",
        call("ACKNOWLEDGE_OPERATION_STATUS", "acknowledge_operation_status",
             R"({"uuid":"aMT6PIu6R66GW6EFdy1PSg==","operation_id":{"value":"o"}})"),
        {R"(Refused MissingField acknowledge_operation_status.agent_id @1:100 `{` subject=agent_id within=Call.AcknowledgeOperationStatus)"});
    row("no inverse offers", call("ACCEPT_INVERSE_OFFERS", "accept_inverse_offers", "{}"),
        {R"(Ignored EmptyList accept_inverse_offers.inverse_offer_ids @1:86 `{` subject=inverse_offer_ids within=ACCEPT_INVERSE_OFFERS)"});
    row("no requests", call("REQUEST", "request", "{}"),
        {R"(Ignored EmptyList request.requests @1:58 `{` subject=requests within=REQUEST)"});
    row("kill with a negative grace",
        call("KILL", "kill", R"({"task_id":{"value":"t"},"kill_policy":{"grace_period":{"nanoseconds":-5}}})"),
        {R"(Ignored NegativeDuration kill.kill_policy.grace_period.nanoseconds @1:122 `-5` subject=-5 within=KILL)"});
    row("roles without MULTI_ROLE", sub(UserAndName + R"(,"roles":["eng"])"),
        {R"(Refused RolesNeedMultiRole subscribe.framework_info.roles @1:82 `["eng"]`)"});
    row("role with MULTI_ROLE", sub(UserAndName + R"(,"role":"eng",)" + MultiRole),
        {R"(Hint DeprecatedField subscribe.framework_info.role @1:74 `"role"` subject=role within=FrameworkInfo)",
         R"(Refused RoleWithMultiRole subscribe.framework_info.role @1:81 `"eng"` subject=eng)"});
    row("a bad role", sub(UserAndName + R"(,"roles":["a/"],)" + MultiRole),
        {R"(Refused InvalidRole subscribe.framework_info.roles[0] @1:83 `"a/"` subject=a/ within=FrameworkInfo)"});
    row("a role twice", sub(UserAndName + R"(,"roles":["a","a"],)" + MultiRole),
        {R"(Refused DuplicateEntry subscribe.framework_info.roles[1] @1:87 `"a"` subject=a within=FrameworkInfo)"});
    row("a suppressed role of nobody",
        sub(UserAndName + R"(,"roles":["a"],)" + MultiRole, R"(,"suppressed_roles":["b"])"),
        {R"(Refused RoleNotHeld subscribe.suppressed_roles[0] @1:148 `"b"` subject=b within=suppressed_roles)"});
    row("constraints of a role of nobody",
        sub(UserAndName + R"(,"roles":["a"],)" + MultiRole,
            R"(,"offer_constraints":{"role_constraints":{"b":{"groups":[{"attribute_constraints":[{"selector":{"attribute_name":"x"},"predicate":{"exists":{}}}]}]}}})"),
        {R"(Refused RoleNotHeld subscribe.offer_constraints.role_constraints.b @1:169 `"b"` subject=b within=offer_constraints)"});
    row("constraints without groups",
        sub(UserAndName + R"(,"roles":["a"],)" + MultiRole, R"(,"offer_constraints":{"role_constraints":{"a":{}}})"),
        {R"(Refused EmptyList subscribe.offer_constraints.role_constraints.a.groups @1:173 `{` subject=groups within=OfferConstraints)"});
    row("an empty group of constraints",
        sub(UserAndName + R"(,"roles":["a"],)" + MultiRole,
            R"(,"offer_constraints":{"role_constraints":{"a":{"groups":[{}]}}})"),
        {R"(Refused EmptyList subscribe.offer_constraints.role_constraints.a.groups[0].attribute_constraints @1:184 `{` subject=attribute_constraints within=OfferConstraints)"});
    row("a constraint of nothing",
        sub(UserAndName + R"(,"roles":["a"],)" + MultiRole,
            R"(,"offer_constraints":{"role_constraints":{"a":{"groups":[{"attribute_constraints":[{"selector":{},"predicate":{}}]}]}}})"),
        {R"(Refused BadConstraint subscribe.offer_constraints.role_constraints.a.groups[0].attribute_constraints[0].selector @1:222 `{}` subject=selector)",
         R"(Refused BadConstraint subscribe.offer_constraints.role_constraints.a.groups[0].attribute_constraints[0].predicate @1:237 `{}` subject=predicate)"});
    row("a bad framework id",
        sub(UserAndName + R"(,"id":{"value":"a/b"},"roles":["a"],)" + MultiRole, "",
            R"("framework_id":{"value":"a/b"},)"),
        {R"(Refused InvalidId subscribe.framework_info.id @1:119 `"a/b"` subject=a/b)"});
    row("a timeout of ages", sub(UserAndName + R"(,"failover_timeout":1e10,"roles":["a"],)" + MultiRole),
        {R"(Refused TimeoutTooLong subscribe.framework_info.failover_timeout @1:93 `1e10` subject=1e10)"});
    row("no quantity",
        sub(UserAndName + R"(,"roles":["a"],)" + MultiRole +
            R"(,"offer_filters":{"a":{"min_allocatable_resources":{"quantities":[{}]}}})"),
        {R"(Refused BadQuantity subscribe.framework_info.offer_filters.a.min_allocatable_resources.quantities[0].quantities @1:192 `{}`)"});
    row("a negative quantity",
        sub(UserAndName + R"(,"roles":["a"],)" + MultiRole +
            R"(,"offer_filters":{"a":{"min_allocatable_resources":{"quantities":[{"quantities":{"cpus":{"value":-1}}}]}}})"),
        {R"(Refused BadQuantity subscribe.framework_info.offer_filters.a.min_allocatable_resources.quantities[0].quantities.cpus.value @1:223 `-1` subject=-1)"});
}

void TestCallLintRules::knowsTheRulesOfCalls()
{
    QFETCH(QByteArray, json);
    QFETCH(QStringList, findings);
    QCOMPARE(dumped(json, lintContext()), findings.join(u'\n'));
}

QTEST_APPLESS_MAIN(TestCallLintRules)
#include "tst_calllintrules.moc"
