// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>

/// Records with every member that a master can write. Ids, times and sizes are made up; the shapes are those of
/// mesos.proto.
namespace mesoscribe::test {

inline QByteArray fullOffersRecord()
{
    return R"json({"type":"OFFERS","offers":{"offers":[{
        "id":{"value":"m-O12"},
        "framework_id":{"value":"m-0000"},
        "agent_id":{"value":"m-S7"},
        "hostname":"agent-7.example.org",
        "url":{"scheme":"http","address":{"hostname":"agent-7.example.org","ip":"10.0.0.7","port":5051},"path":"/slave(1)",
               "query":[{"key":"a","value":"b c"},{"key":"d","value":""}],"fragment":"top"},
        "domain":{"fault_domain":{"region":{"name":"eu-west"},"zone":{"name":"eu-west-1a"}}},
        "resources":[
            {"name":"cpus","type":"SCALAR","scalar":{"value":7.1},"role":"*","allocation_info":{"role":"eng/web"}},
            {"name":"ports","type":"RANGES","ranges":{"range":[{"begin":31000,"end":31004},{"begin":32000,"end":18446744073709551615}]},
             "allocation_info":{"role":"eng/web"}},
            {"name":"devices","type":"SET","set":{"item":["gpu0","gpu1"]},"provider_id":{"value":"rp-1"}},
            {"name":"mem","type":"SCALAR","scalar":{"value":1024.0},"role":"eng"},
            {"name":"mem","type":"SCALAR","scalar":{"value":512.0},"role":"eng",
             "reservation":{"principal":"alice","labels":{"labels":[{"key":"team","value":"web"},{"key":"bare"}]}}},
            {"name":"disk","type":"SCALAR","scalar":{"value":10240.5},
             "reservations":[{"type":"STATIC","role":"eng"},
                             {"type":"DYNAMIC","role":"eng/web","principal":"bob","labels":{"labels":[{"key":"k","value":"v"}]}}],
             "disk":{"persistence":{"id":"vol-1","principal":"carol"},
                     "volume":{"mode":"RW","container_path":"data","host_path":"/x"},
                     "source":{"type":"MOUNT","mount":{"root":"/mnt/d1"},"vendor":"org.example.csi","id":"src-1",
                               "metadata":{"labels":[{"key":"speed","value":"fast"}]},"profile":"ssd"}},
             "shared":{}},
            {"name":"disk","type":"SCALAR","scalar":{"value":1.0},"disk":{"source":{"type":"PATH","path":{"root":"/mnt/p"}}}},
            {"name":"disk","type":"SCALAR","scalar":{"value":2.0},"disk":{"source":{"type":"RAW"}}},
            {"name":"disk","type":"SCALAR","scalar":{"value":3.0},"disk":{"source":{"type":"BLOCK"}}},
            {"name":"cpus","type":"SCALAR","scalar":{"value":0.5},"revocable":{}}
        ],
        "attributes":[
            {"name":"rack","type":"TEXT","text":{"value":"r12"}},
            {"name":"kernel","type":"SCALAR","scalar":{"value":5.1}},
            {"name":"slots","type":"RANGES","ranges":{"range":[{"begin":1,"end":2},{"begin":4,"end":4}]}},
            {"name":"tags","type":"SET","set":{"item":["a","b"]}},
            {"name":"rack","type":"TEXT","text":{"value":"again"}}
        ],
        "executor_ids":[{"value":"exec-1"},{"value":"exec-2"}],
        "unavailability":{"start":{"nanoseconds":1470820171393027072},"duration":{"nanoseconds":3600000000000}},
        "allocation_info":{"role":"eng/web"}
    }]}})json";
}

inline QByteArray fullSubscribedRecord()
{
    return R"json({"type":"SUBSCRIBED","subscribed":{"framework_id":{"value":"m-0001"},"heartbeat_interval_seconds":15.0,
        "master_info":{"id":"m","ip":16777343,"port":5050,"pid":"master@127.0.0.1:5050","hostname":"master.example.org",
            "version":"1.12.0","address":{"hostname":"master.example.org","ip":"127.0.0.1","port":5051},
            "domain":{"fault_domain":{"region":{"name":"r"},"zone":{"name":"z"}}},
            "capabilities":[{"type":"AGENT_UPDATE"},{"type":"QUOTA_V2"}]}}})json";
}

inline QByteArray fullInverseOffersRecord()
{
    return R"json({"type":"INVERSE_OFFERS","inverse_offers":{"inverse_offers":[{"id":{"value":"m-O3"},
        "url":{"scheme":"http","address":{"ip":"10.0.0.7","port":5051}},"framework_id":{"value":"m-0000"},
        "agent_id":{"value":"m-S7"},"unavailability":{"start":{"nanoseconds":-5}},
        "resources":[{"name":"cpus","type":"SCALAR","scalar":{"value":1.0}}]}]}})json";
}

inline QByteArray fullUpdateRecord()
{
    return R"json({"type":"UPDATE","update":{"status":{"task_id":{"value":"t1"},"state":"TASK_RUNNING","message":"says \"hi\"\n",
        "source":"SOURCE_EXECUTOR","reason":"REASON_TASK_CHECK_STATUS_UPDATED","data":"aGVsbG8=","agent_id":{"value":"m-S7"},
        "executor_id":{"value":"t1"},"timestamp":1795358457.0297595,"uuid":"AAECAwQFBgcICQoLDA0ODw==","healthy":true,
        "check_status":{"type":"COMMAND","command":{"exit_code":3},"http":{"status_code":404},"tcp":{"succeeded":false}},
        "labels":{"labels":[{"key":"a","value":"b"}]},
        "container_status":{"container_id":{"value":"c1","parent":{"value":"c0"}},
            "network_infos":[{"ip_addresses":[{"protocol":"IPv4","ip_address":"172.17.0.2"},{"ip_address":"fe80::1"}],
                              "name":"n","groups":["g"],"labels":{},"port_mappings":[]}],
            "cgroup_info":{"net_cls":{"classid":1}},"executor_pid":4711},
        "unreachable_time":{"nanoseconds":1470820171393027072},
        "limitation":{"resources":[{"name":"mem","type":"SCALAR","scalar":{"value":64.0}}]}}}})json";
}

inline QByteArray fullOperationRecord()
{
    return R"json({"type":"UPDATE_OPERATION_STATUS","update_operation_status":{"status":{"operation_id":{"value":"op1"},
        "state":"OPERATION_FINISHED","message":"done","converted_resources":[{"name":"disk","type":"SCALAR","scalar":{"value":1.0}}],
        "uuid":{"value":"AAECAwQFBgcICQoLDA0ODw=="},"agent_id":{"value":"m-S7"},"resource_provider_id":{"value":"rp-1"}}}})json";
}

inline QByteArray fullMessageRecord()
{
    return R"json({"type":"MESSAGE","message":{"agent_id":{"value":"m-S7"},"executor_id":{"value":"e"},"data":"aGk="}})json";
}

inline QByteArray fullFailureRecord()
{
    return R"json({"type":"FAILURE","failure":{"agent_id":{"value":"m-S7"},"executor_id":{"value":"e"},"status":256}})json";
}

} // namespace mesoscribe::test
