// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "mesos/call.h"
#include "mesos/sampleresources.h"

/// Calls of every type and operations of every type with the JSON they must become. Include in tests only.
namespace mesoscribe::test {

struct SampleCall
{
    const char* name;
    Call call;
    QByteArray member; ///< what follows `"type":"…"`, with its comma; empty when nothing does
};

struct SampleOperation
{
    const char* name;
    Operation operation;
    QByteArray json;
};

inline FrameworkId sampleFramework()
{
    return FrameworkId(u"f-0"_s);
}

/// The whole call around a sample's member.
inline QByteArray sampleJson(const QString& type, const QByteArray& member)
{
    return R"({"framework_id":{"value":"f-0"},"type":")" + type.toUtf8() + '"' + member + '}';
}

inline QByteArray sampleUuid()
{
    return QByteArray::fromHex("1585c031c8c04743952ad4c3f1a97083");
}

inline TaskInfo plainTask(const QString& id = u"hello"_s)
{
    TaskInfo task;
    task.name = id;
    task.taskId = TaskId(id);
    task.agentId = AgentId(u"s-0"_s);
    task.resources = {scalar(u"cpus"_s, 100), scalar(u"mem"_s, 32000)};
    task.command.emplace().value = u"sleep 60"_s;
    return task;
}

inline const QByteArray& plainTaskJson()
{
    static const QByteArray json =
        R"({"name":"hello","task_id":{"value":"hello"},"agent_id":{"value":"s-0"},"resources":[)"
        R"({"name":"cpus","type":"SCALAR","scalar":{"value":0.1}},{"name":"mem","type":"SCALAR","scalar":{"value":32}}],)"
        R"("command":{"value":"sleep 60"}})";
    return json;
}

/// Every member of a TaskInfo but the executor, with a Docker container.
inline TaskInfo fullTask()
{
    TaskInfo task;
    task.name = u"web \"1\""_s;
    task.taskId = TaskId(u"web-1"_s);
    task.agentId = AgentId(u"s-0"_s);
    task.resources = {allocated(scalar(u"cpus"_s, 1001), u"eng"_s), allocated(ports({{31000, 31001}}), u"eng"_s)};
    task.command = CommandInfo{
        .shell = false,
        .value = u"/bin/sleep"_s,
        .arguments = {u"sleep"_s, u"60"_s},
        .environment = {{u"A"_s, u"1"_s}, {u"EMPTY"_s, {}}},
        .uris = {{.value = u"http://h/a.tgz"_s, .outputFile = {}},
                 {.value = u"http://h/b"_s, .executable = true, .extract = false, .cache = true, .outputFile = u"b"_s}},
        .user = u"nobody"_s};
    task.container = ContainerInfo{.type = ContainerInfo::Type::Docker,
                                   .image = u"nginx:1"_s,
                                   .network = u"BRIDGE"_s,
                                   .networkNames = {u"blue"_s},
                                   .portMappings = {{31000, 80, u"tcp"_s}, {31001, 81, {}}},
                                   .volumes = {{u"/data"_s, u"/srv"_s, true}, {u"tmp"_s, {}, false}},
                                   .parameters = {{u"label"_s, u"x"_s}},
                                   .privileged = true,
                                   .forcePullImage = true,
                                   .hostname = u"web"_s};
    task.healthCheck = Probe{.type = Probe::Type::Http,
                             .command = {},
                             .port = 80,
                             .path = u"/ok"_s,
                             .scheme = u"https"_s,
                             .delaySeconds = 0,
                             .intervalSeconds = 2.5,
                             .timeoutSeconds = 1,
                             .gracePeriodSeconds = 3,
                             .consecutiveFailures = 2};
    task.check = Probe{.type = Probe::Type::Command,
                       .command = u"true"_s,
                       .path = {},
                       .scheme = {},
                       .delaySeconds = 15,
                       .intervalSeconds = {},
                       .timeoutSeconds = {},
                       .gracePeriodSeconds = {},
                       .consecutiveFailures = {}};
    task.killGraceSeconds = 7.5;
    task.maxCompletionSeconds = 3600;
    task.labels = {{u"team"_s, u"web"_s}, {u"bare"_s, std::nullopt}};
    task.data = QByteArray("\x00\xff\x10", 3);
    task.limits = {{u"cpus"_s, Scalar::infinity()}, {u"mem"_s, {64500}}};
    return task;
}

inline const QByteArray& fullTaskJson()
{
    static const QByteArray json =
        R"({"name":"web \"1\"","task_id":{"value":"web-1"},"agent_id":{"value":"s-0"},"resources":[)"
        R"({"name":"cpus","type":"SCALAR","scalar":{"value":1.001},"allocation_info":{"role":"eng"}},)"
        R"({"name":"ports","type":"RANGES","ranges":{"range":[{"begin":31000,"end":31001}]},)"
        R"("allocation_info":{"role":"eng"}}],)"
        R"("command":{"uris":[{"value":"http://h/a.tgz"},)"
        R"({"value":"http://h/b","executable":true,"extract":false,"cache":true,"output_file":"b"}],)"
        R"("environment":{"variables":[{"name":"A","value":"1"},{"name":"EMPTY","value":""}]},)"
        R"("shell":false,"value":"/bin/sleep","arguments":["sleep","60"],"user":"nobody"},)"
        R"("container":{"type":"DOCKER","volumes":[{"mode":"RO","container_path":"/data","host_path":"/srv"},)"
        R"({"mode":"RW","container_path":"tmp"}],"hostname":"web",)"
        R"("docker":{"image":"nginx:1","network":"BRIDGE","port_mappings":[)"
        R"({"host_port":31000,"container_port":80,"protocol":"tcp"},{"host_port":31001,"container_port":81}],)"
        R"("privileged":true,"parameters":[{"key":"label","value":"x"}],"force_pull_image":true},)"
        R"("network_infos":[{"name":"blue"}]},)"
        R"("health_check":{"delay_seconds":0,"interval_seconds":2.5,"timeout_seconds":1,"consecutive_failures":2,)"
        R"("grace_period_seconds":3,"type":"HTTP","http":{"scheme":"https","port":80,"path":"/ok"}},)"
        R"("check":{"type":"COMMAND","command":{"command":{"value":"true"}},"delay_seconds":15},)"
        R"("kill_policy":{"grace_period":{"nanoseconds":7500000000}},"data":"AP8Q",)"
        R"("labels":{"labels":[{"key":"team","value":"web"},{"key":"bare"}]},)"
        R"("max_completion_time":{"nanoseconds":3600000000000},)"
        R"("limits":{"cpus":{"value":"Infinity"},"mem":{"value":64.5}}})";
    return json;
}

/// A Mesos container, the other kinds of probes, and an executor of its own.
inline TaskInfo otherTask()
{
    TaskInfo task = plainTask();
    task.command.reset();
    task.executor = ExecutorInfo{
        .type = ExecutorInfo::Type::Custom,
        .executorId = ExecutorId(u"e"_s),
        .frameworkId = FrameworkId(u"other"_s),
        .command = CommandInfo{.value = u"./run"_s, .arguments = {}, .environment = {}, .uris = {}, .user = {}},
        .resources = {scalar(u"mem"_s, 16000)},
        .name = u"runner"_s,
        .labels = {{u"a"_s, u"b"_s}}};
    ContainerInfo& container = task.container.emplace();
    container.image = u"alpine"_s;
    container.networkNames = {u"cni"_s, u"spare"_s};
    container.portMappings = {{31000, 80, u"udp"_s}};
    container.forcePullImage = true;
    task.healthCheck.emplace().command = u"exit 1"_s;
    Probe& check = task.check.emplace();
    check.type = Probe::Type::Tcp;
    check.port = 5432;
    // Asked for in a health check only.
    check.gracePeriodSeconds = 1;
    check.consecutiveFailures = 1;
    check.scheme = u"http"_s;
    return task;
}

inline const QByteArray& otherTaskJson()
{
    static const QByteArray json =
        R"({"name":"hello","task_id":{"value":"hello"},"agent_id":{"value":"s-0"},"resources":[)"
        R"({"name":"cpus","type":"SCALAR","scalar":{"value":0.1}},{"name":"mem","type":"SCALAR","scalar":{"value":32}}],)"
        R"("executor":{"type":"CUSTOM","executor_id":{"value":"e"},"framework_id":{"value":"other"},)"
        R"("command":{"value":"./run"},"resources":[{"name":"mem","type":"SCALAR","scalar":{"value":16}}],)"
        R"("name":"runner","labels":{"labels":[{"key":"a","value":"b"}]}},)"
        R"("container":{"type":"MESOS","mesos":{"image":{"type":"DOCKER","docker":{"name":"alpine"},"cached":false}},)"
        R"("network_infos":[{"name":"cni","port_mappings":[{"host_port":31000,"container_port":80,"protocol":"udp"}]},)"
        R"({"name":"spare"}]},)"
        R"("health_check":{"type":"COMMAND","command":{"value":"exit 1"}},)"
        R"("check":{"type":"TCP","tcp":{"port":5432}}})";
    return json;
}

inline QList<SampleOperation> sampleOperations()
{
    const Resource disk = scalar(u"disk"_s, 1024000);
    const Resource reservedDisk = reserved(disk, u"eng"_s);
    const QByteArray reservedJson = R"({"name":"disk","type":"SCALAR","scalar":{"value":1024},)"
                                    R"("reservations":[{"type":"DYNAMIC","role":"eng","principal":"ops"}])";
    const QByteArray volumeJson =
        reservedJson +
        R"(,"disk":{"persistence":{"id":"v1","principal":"ops"},"volume":{"mode":"RW","container_path":"data"}}})";
    const Resource persistent = volume(reservedDisk, u"v1"_s, u"data"_s);

    Resource labelled = reserved(disk, u"eng"_s);
    labelled.reservations.last().labels = {{u"k"_s, u"v"_s}};
    const Resource refined = reserved(reserved(scalar(u"cpus"_s, 500), u"eng"_s, ReservationType::Static), u"eng/db"_s);

    Resource raw = source(disk, DiskSourceType::Raw, {});
    raw.providerId = ResourceProviderId(u"rp"_s);
    raw.disk->source->vendor = u"acme"_s;
    raw.disk->source->id = u"id"_s;
    raw.disk->source->profile = u"fast"_s;
    raw.disk->source->metadata = {{u"m"_s, u"n"_s}};
    Resource mount = source(disk, DiskSourceType::Mount, u"/mnt"_s);
    mount.providerId = ResourceProviderId(u"rp"_s);

    ExecutorInfo executor;
    executor.executorId = ExecutorId(u"pod"_s);
    executor.resources = {scalar(u"cpus"_s, 10)};

    return {
        {"LAUNCH",
         {{}, operation::Launch{{plainTask(), fullTask()}}},
         R"({"type":"LAUNCH","launch":{"task_infos":[)" + plainTaskJson() + ',' + fullTaskJson() + "]}}"},
        {"LAUNCH with an executor",
         {{}, operation::Launch{{otherTask()}}},
         R"({"type":"LAUNCH","launch":{"task_infos":[)" + otherTaskJson() + "]}}"},
        {"LAUNCH of nothing", {{}, operation::Launch{}}, R"({"type":"LAUNCH","launch":{}})"},
        {"LAUNCH_GROUP",
         {{}, operation::LaunchGroup{executor, {plainTask()}}},
         R"({"type":"LAUNCH_GROUP","launch_group":{"executor":{"type":"DEFAULT","executor_id":{"value":"pod"},)"
         R"("framework_id":{"value":"f-0"},"resources":[{"name":"cpus","type":"SCALAR","scalar":{"value":0.01}}]},)"
         R"("task_group":{"tasks":[)" +
             plainTaskJson() + "]}}}"},
        {"RESERVE",
         {OperationId(u"op-1"_s), operation::Reserve{{allocated(labelled, u"eng"_s), refined}}},
         R"({"type":"RESERVE","id":{"value":"op-1"},"reserve":{"resources":[)"
         R"({"name":"disk","type":"SCALAR","scalar":{"value":1024},"allocation_info":{"role":"eng"},"reservations":[)"
         R"({"type":"DYNAMIC","role":"eng","principal":"ops","labels":{"labels":[{"key":"k","value":"v"}]}}]},)"
         R"({"name":"cpus","type":"SCALAR","scalar":{"value":0.5},"reservations":[{"type":"STATIC","role":"eng"},)"
         R"({"type":"DYNAMIC","role":"eng/db","principal":"ops"}]}]}})"},
        {"UNRESERVE",
         {{}, operation::Unreserve{{reservedDisk}}},
         R"({"type":"UNRESERVE","unreserve":{"resources":[)" + reservedJson + "}]}}"},
        {"CREATE",
         {{}, operation::Create{{persistent}}},
         R"({"type":"CREATE","create":{"volumes":[)" + volumeJson + "]}}"},
        {"DESTROY",
         {{}, operation::Destroy{{persistent}}},
         R"({"type":"DESTROY","destroy":{"volumes":[)" + volumeJson + "]}}"},
        {"GROW_VOLUME",
         {{}, operation::GrowVolume{persistent, reservedDisk}},
         R"({"type":"GROW_VOLUME","grow_volume":{"volume":)" + volumeJson + R"(,"addition":)" + reservedJson + "}}}"},
        {"SHRINK_VOLUME",
         {{}, operation::ShrinkVolume{persistent, {10250}}},
         R"({"type":"SHRINK_VOLUME","shrink_volume":{"volume":)" + volumeJson + R"(,"subtract":{"value":10.25}}})"},
        {"CREATE_DISK",
         {OperationId(u"op-2"_s), operation::CreateDisk{raw, u"MOUNT"_s, u"fast"_s}},
         R"({"type":"CREATE_DISK","id":{"value":"op-2"},"create_disk":{"source":{"provider_id":{"value":"rp"},)"
         R"("name":"disk","type":"SCALAR","scalar":{"value":1024},"disk":{"source":{"type":"RAW","vendor":"acme",)"
         R"("id":"id","metadata":{"labels":[{"key":"m","value":"n"}]},"profile":"fast"}}},)"
         R"("target_type":"MOUNT","target_profile":"fast"}})"},
        {"DESTROY_DISK",
         {{}, operation::DestroyDisk{mount}},
         R"({"type":"DESTROY_DISK","destroy_disk":{"source":{"provider_id":{"value":"rp"},"name":"disk",)"
         R"("type":"SCALAR","scalar":{"value":1024},"disk":{"source":{"type":"MOUNT","mount":{"root":"/mnt"}}}}}})"},
    };
}

inline QList<SampleCall> sampleCalls()
{
    const QList<OfferId> offers{OfferId(u"o-1"_s), OfferId(u"o-2"_s)};
    const AgentId agent(u"s-0"_s);
    FrameworkInfo info;
    info.user = u"root"_s;
    info.name = u"n"_s;
    info.roles = {u"eng"_s};
    info.capabilities = {u"MULTI_ROLE"_s};
    SubscribeCall subscribe{info, {u"eng"_s}};
    subscribe.frameworkInfo.id = sampleFramework();
    const QByteArray framework = R"("framework_info":{"user":"root","name":"n","id":{"value":"f-0"},"roles":["eng"],)"
                                 R"("capabilities":[{"type":"MULTI_ROLE"}]})";
    Resource revocable = scalar(u"cpus"_s, 2000);
    revocable.revocable = true;
    revocable.shared = true;

    QList<SampleCall> calls{
        {"SUBSCRIBE", subscribe, R"(,"subscribe":{)" + framework + R"(,"suppressed_roles":["eng"]})"},
        {"TEARDOWN", TeardownCall(), {}},
        {"ACCEPT of nothing", AcceptCall{offers, {}, {}},
         R"(,"accept":{"offer_ids":[{"value":"o-1"},{"value":"o-2"}]})"},
        {"DECLINE", DeclineCall{offers, {60.5}},
         R"(,"decline":{"offer_ids":[{"value":"o-1"},{"value":"o-2"}],"filters":{"refuse_seconds":60.5}})"},
        {"DECLINE without a filter", DeclineCall{{offers.first()}, {0}},
         R"(,"decline":{"offer_ids":[{"value":"o-1"}],"filters":{"refuse_seconds":0}})"},
        {"DECLINE of nothing", DeclineCall(), R"(,"decline":{})"},
        {"ACCEPT_INVERSE_OFFERS", AcceptInverseOffersCall{offers, {1}},
         R"(,"accept_inverse_offers":{"inverse_offer_ids":[{"value":"o-1"},{"value":"o-2"}],)"
         R"("filters":{"refuse_seconds":1}})"},
        {"DECLINE_INVERSE_OFFERS", DeclineInverseOffersCall{{offers.last()}, {}},
         R"(,"decline_inverse_offers":{"inverse_offer_ids":[{"value":"o-2"}]})"},
        {"REVIVE", ReviveCall{{u"eng"_s, u"ops"_s}}, R"(,"revive":{"roles":["eng","ops"]})"},
        {"REVIVE of all", ReviveCall(), {}},
        {"SUPPRESS", SuppressCall{{u"eng"_s}}, R"(,"suppress":{"roles":["eng"]})"},
        {"SUPPRESS of all", SuppressCall(), {}},
        {"KILL", KillCall{TaskId(u"t"_s), agent, 0.25},
         R"(,"kill":{"task_id":{"value":"t"},"agent_id":{"value":"s-0"},)"
         R"("kill_policy":{"grace_period":{"nanoseconds":250000000}}})"},
        {"KILL wherever it is", KillCall{TaskId(u"t"_s), {}, {}}, R"(,"kill":{"task_id":{"value":"t"}})"},
        {"SHUTDOWN", ShutdownCall{ExecutorId(u"e"_s), agent},
         R"(,"shutdown":{"executor_id":{"value":"e"},"agent_id":{"value":"s-0"}})"},
        {"ACKNOWLEDGE", AcknowledgeCall{agent, TaskId(u"t"_s), sampleUuid()},
         R"(,"acknowledge":{"agent_id":{"value":"s-0"},"task_id":{"value":"t"},"uuid":"FYXAMcjAR0OVKtTD8alwgw=="})"},
        {"ACKNOWLEDGE_OPERATION_STATUS",
         AcknowledgeOperationStatusCall{agent, ResourceProviderId(u"rp"_s), sampleUuid(), OperationId(u"op"_s)},
         R"(,"acknowledge_operation_status":{"agent_id":{"value":"s-0"},"resource_provider_id":{"value":"rp"},)"
         R"("uuid":"FYXAMcjAR0OVKtTD8alwgw==","operation_id":{"value":"op"}})"},
        {"RECONCILE", ReconcileCall{{{TaskId(u"a"_s), agent}, {TaskId(u"b"_s), {}}}},
         R"(,"reconcile":{"tasks":[{"task_id":{"value":"a"},"agent_id":{"value":"s-0"}},{"task_id":{"value":"b"}}]})"},
        {"RECONCILE of all", ReconcileCall(), R"(,"reconcile":{})"},
        {"RECONCILE_OPERATIONS",
         ReconcileOperationsCall{
             {{OperationId(u"a"_s), agent, ResourceProviderId(u"rp"_s)}, {OperationId(u"b"_s), {}, {}}}},
         R"(,"reconcile_operations":{"operations":[{"operation_id":{"value":"a"},"agent_id":{"value":"s-0"},)"
         R"("resource_provider_id":{"value":"rp"}},{"operation_id":{"value":"b"}}]})"},
        {"RECONCILE_OPERATIONS of all", ReconcileOperationsCall(), R"(,"reconcile_operations":{})"},
        {"MESSAGE", MessageCall{agent, ExecutorId(u"e"_s), "hi\n"},
         R"(,"message":{"agent_id":{"value":"s-0"},"executor_id":{"value":"e"},"data":"aGkK"})"},
        {"MESSAGE without data", MessageCall{agent, ExecutorId(u"e"_s), {}},
         R"(,"message":{"agent_id":{"value":"s-0"},"executor_id":{"value":"e"},"data":""})"},
        {"REQUEST", RequestCall{{{agent, {revocable, items(u"disks"_s, {u"a"_s, u"b"_s})}}, {{}, {}}}},
         R"(,"request":{"requests":[{"agent_id":{"value":"s-0"},"resources":[)"
         R"({"name":"cpus","type":"SCALAR","scalar":{"value":2},"revocable":{},"shared":{}},)"
         R"({"name":"disks","type":"SET","set":{"item":["a","b"]}}]},{}]})"},
        {"UPDATE_FRAMEWORK", UpdateFrameworkCall{info, {}}, R"(,"update_framework":{)" + framework + '}'},
    };
    for (const SampleOperation& sample : sampleOperations())
        calls.append({sample.name, AcceptCall{{offers.first()}, {sample.operation}, {1}},
                      R"(,"accept":{"offer_ids":[{"value":"o-1"}],"operations":[)" + sample.json +
                          R"(],"filters":{"refuse_seconds":1}})"});
    return calls;
}

} // namespace mesoscribe::test
