// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "mesos/schemafields.h"
#include "mesos/schemamessages.h"

/// Tasks, executors, commands, checks and discovery (mesos.proto). Fields in the order of the file, which is the order
/// on the wire.
namespace mesoscribe::schema {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr QLatin1StringView checkInfoTypeValues[] = {"UNKNOWN"_L1, "COMMAND"_L1, "HTTP"_L1, "TCP"_L1};
constinit const EnumSchema checkInfoType{"CheckInfo.Type"_L1, checkInfoTypeValues};

constexpr FieldSchema checkInfoFields[] = {
    optional("type"_L1, 1, checkInfoType),
    optional("command"_L1, 2, checkInfoCommand),
    optional("http"_L1, 3, checkInfoHttp),
    optional("tcp"_L1, 7, checkInfoTcp),
    optional("delay_seconds"_L1, 4, FieldType::Double, "15.0"_L1),
    optional("interval_seconds"_L1, 5, FieldType::Double, "10.0"_L1),
    optional("timeout_seconds"_L1, 6, FieldType::Double, "20.0"_L1),
};

constexpr FieldSchema checkInfoCommandFields[] = {
    required("command"_L1, 1, commandInfo),
};

constexpr FieldSchema checkInfoHttpFields[] = {
    required("port"_L1, 1, FieldType::UInt32),
    optional("path"_L1, 2, FieldType::String),
};

constexpr FieldSchema checkInfoTcpFields[] = {
    required("port"_L1, 1, FieldType::UInt32),
};

constexpr QLatin1StringView healthCheckTypeValues[] = {"UNKNOWN"_L1, "COMMAND"_L1, "HTTP"_L1, "TCP"_L1};
constinit const EnumSchema healthCheckType{"HealthCheck.Type"_L1, healthCheckTypeValues};

constexpr FieldSchema healthCheckFields[] = {
    optional("delay_seconds"_L1, 2, FieldType::Double, "15.0"_L1),
    optional("interval_seconds"_L1, 3, FieldType::Double, "10.0"_L1),
    optional("timeout_seconds"_L1, 4, FieldType::Double, "20.0"_L1),
    optional("consecutive_failures"_L1, 5, FieldType::UInt32, "3"_L1),
    optional("grace_period_seconds"_L1, 6, FieldType::Double, "10.0"_L1),
    optional("type"_L1, 8, healthCheckType),
    optional("command"_L1, 7, commandInfo),
    optional("http"_L1, 1, healthCheckHttpCheckInfo),
    optional("tcp"_L1, 9, healthCheckTcpCheckInfo),
};

constexpr QLatin1StringView networkInfoProtocolValues[] = {"IPv4"_L1, "IPv6"_L1};
constinit const EnumSchema networkInfoProtocol{"NetworkInfo.Protocol"_L1, networkInfoProtocolValues};

constexpr FieldSchema healthCheckHttpCheckInfoFields[] = {
    optional("protocol"_L1, 5, networkInfoProtocol, "IPv4"_L1),
    optional("scheme"_L1, 3, FieldType::String),
    required("port"_L1, 1, FieldType::UInt32),
    optional("path"_L1, 2, FieldType::String),
    repeated("statuses"_L1, 4, FieldType::UInt32),
};

constexpr FieldSchema healthCheckTcpCheckInfoFields[] = {
    optional("protocol"_L1, 2, networkInfoProtocol, "IPv4"_L1),
    required("port"_L1, 1, FieldType::UInt32),
};

constexpr FieldSchema killPolicyFields[] = {
    optional("grace_period"_L1, 1, durationInfo),
};

constexpr FieldSchema commandInfoFields[] = {
    repeated("uris"_L1, 1, commandInfoUri),
    optional("environment"_L1, 2, environment),
    optional("shell"_L1, 6, FieldType::Bool, "true"_L1),
    optional("value"_L1, 3, FieldType::String),
    repeated("arguments"_L1, 7, FieldType::String),
    optional("user"_L1, 5, FieldType::String),
};

constexpr FieldSchema commandInfoUriFields[] = {
    required("value"_L1, 1, FieldType::String),
    optional("executable"_L1, 2, FieldType::Bool),
    optional("extract"_L1, 3, FieldType::Bool, "true"_L1),
    optional("cache"_L1, 4, FieldType::Bool),
    optional("output_file"_L1, 5, FieldType::String),
};

constexpr QLatin1StringView executorInfoTypeValues[] = {"UNKNOWN"_L1, "DEFAULT"_L1, "CUSTOM"_L1};
constinit const EnumSchema executorInfoType{"ExecutorInfo.Type"_L1, executorInfoTypeValues};

constexpr FieldSchema executorInfoFields[] = {
    optional("type"_L1, 15, executorInfoType),
    required("executor_id"_L1, 1, executorId),
    optional("framework_id"_L1, 8, frameworkId),
    optional("command"_L1, 7, commandInfo),
    optional("container"_L1, 11, containerInfo),
    repeated("resources"_L1, 5, resource),
    optional("name"_L1, 9, FieldType::String),
    deprecated(optional("source"_L1, 10, FieldType::String)),
    optional("data"_L1, 4, FieldType::Bytes),
    optional("discovery"_L1, 12, discoveryInfo),
    optional("shutdown_grace_period"_L1, 13, durationInfo),
    optional("labels"_L1, 14, labels),
};

constexpr FieldSchema taskInfoFields[] = {
    required("name"_L1, 1, FieldType::String),   required("task_id"_L1, 2, taskId),
    required("agent_id"_L1, 3, agentId),         repeated("resources"_L1, 4, resource),
    optional("executor"_L1, 5, executorInfo),    optional("command"_L1, 7, commandInfo),
    optional("container"_L1, 9, containerInfo),  optional("health_check"_L1, 8, healthCheck),
    optional("check"_L1, 13, checkInfo),         optional("kill_policy"_L1, 12, killPolicy),
    optional("data"_L1, 6, FieldType::Bytes),    optional("labels"_L1, 10, labels),
    optional("discovery"_L1, 11, discoveryInfo), optional("max_completion_time"_L1, 14, durationInfo),
    map("limits"_L1, 15, valueScalar),
};

constexpr FieldSchema taskGroupInfoFields[] = {
    repeated("tasks"_L1, 1, taskInfo),
};

constexpr FieldSchema environmentFields[] = {
    repeated("variables"_L1, 1, environmentVariable),
};

constexpr QLatin1StringView environmentVariableTypeValues[] = {"UNKNOWN"_L1, "VALUE"_L1, "SECRET"_L1};
constinit const EnumSchema environmentVariableType{"Environment.Variable.Type"_L1, environmentVariableTypeValues};

constexpr FieldSchema environmentVariableFields[] = {
    required("name"_L1, 1, FieldType::String),
    optional("type"_L1, 3, environmentVariableType, "VALUE"_L1),
    optional("value"_L1, 2, FieldType::String),
    optional("secret"_L1, 4, secret),
};

constexpr QLatin1StringView discoveryInfoVisibilityValues[] = {"FRAMEWORK"_L1, "CLUSTER"_L1, "EXTERNAL"_L1};
constinit const EnumSchema discoveryInfoVisibility{"DiscoveryInfo.Visibility"_L1, discoveryInfoVisibilityValues};

constexpr FieldSchema portFields[] = {
    required("number"_L1, 1, FieldType::UInt32),
    optional("name"_L1, 2, FieldType::String),
    optional("protocol"_L1, 3, FieldType::String),
    optional("visibility"_L1, 4, discoveryInfoVisibility),
    optional("labels"_L1, 5, labels),
};

constexpr FieldSchema portsFields[] = {
    repeated("ports"_L1, 1, port),
};

constexpr FieldSchema discoveryInfoFields[] = {
    required("visibility"_L1, 1, discoveryInfoVisibility),
    optional("name"_L1, 2, FieldType::String),
    optional("environment"_L1, 3, FieldType::String),
    optional("location"_L1, 4, FieldType::String),
    optional("version"_L1, 5, FieldType::String),
    optional("ports"_L1, 6, ports),
    optional("labels"_L1, 7, labels),
};

} // namespace

constinit const MessageSchema checkInfo{"CheckInfo"_L1, checkInfoFields};
constinit const MessageSchema checkInfoCommand{"CheckInfo.Command"_L1, checkInfoCommandFields};
constinit const MessageSchema checkInfoHttp{"CheckInfo.Http"_L1, checkInfoHttpFields};
constinit const MessageSchema checkInfoTcp{"CheckInfo.Tcp"_L1, checkInfoTcpFields};
constinit const MessageSchema healthCheck{"HealthCheck"_L1, healthCheckFields};
constinit const MessageSchema healthCheckHttpCheckInfo{"HealthCheck.HTTPCheckInfo"_L1, healthCheckHttpCheckInfoFields};
constinit const MessageSchema healthCheckTcpCheckInfo{"HealthCheck.TCPCheckInfo"_L1, healthCheckTcpCheckInfoFields};
constinit const MessageSchema killPolicy{"KillPolicy"_L1, killPolicyFields};
constinit const MessageSchema commandInfo{"CommandInfo"_L1, commandInfoFields};
constinit const MessageSchema commandInfoUri{"CommandInfo.URI"_L1, commandInfoUriFields};
constinit const MessageSchema executorInfo{"ExecutorInfo"_L1, executorInfoFields};
constinit const MessageSchema taskInfo{"TaskInfo"_L1, taskInfoFields};
constinit const MessageSchema taskGroupInfo{"TaskGroupInfo"_L1, taskGroupInfoFields};
constinit const MessageSchema environment{"Environment"_L1, environmentFields};
constinit const MessageSchema environmentVariable{"Environment.Variable"_L1, environmentVariableFields};
constinit const MessageSchema port{"Port"_L1, portFields};
constinit const MessageSchema ports{"Ports"_L1, portsFields};
constinit const MessageSchema discoveryInfo{"DiscoveryInfo"_L1, discoveryInfoFields};

} // namespace mesoscribe::schema
