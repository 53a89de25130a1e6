// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "mesos/statusparser.h"

#include "mesos/resourceparser.h"

namespace mesoscribe {

namespace {

using Repeats = JsonReader::Repeats;

constexpr EnumName<TaskState> TaskStates[] = {
    {u"TASK_STAGING", TaskState::Staging},
    {u"TASK_STARTING", TaskState::Starting},
    {u"TASK_RUNNING", TaskState::Running},
    {u"TASK_KILLING", TaskState::Killing},
    {u"TASK_FINISHED", TaskState::Finished},
    {u"TASK_FAILED", TaskState::Failed},
    {u"TASK_KILLED", TaskState::Killed},
    {u"TASK_ERROR", TaskState::Error},
    {u"TASK_LOST", TaskState::Lost},
    {u"TASK_DROPPED", TaskState::Dropped},
    {u"TASK_UNREACHABLE", TaskState::Unreachable},
    {u"TASK_GONE", TaskState::Gone},
    {u"TASK_GONE_BY_OPERATOR", TaskState::GoneByOperator},
    {u"TASK_UNKNOWN", TaskState::TaskUnknown},
};
constexpr EnumName<StatusSource> StatusSources[] = {
    {u"SOURCE_MASTER", StatusSource::Master},
    {u"SOURCE_AGENT", StatusSource::Agent},
    {u"SOURCE_EXECUTOR", StatusSource::Executor},
};
constexpr EnumName<OperationState> OperationStates[] = {
    {u"OPERATION_UNSUPPORTED", OperationState::Unsupported},
    {u"OPERATION_PENDING", OperationState::Pending},
    {u"OPERATION_FINISHED", OperationState::Finished},
    {u"OPERATION_FAILED", OperationState::Failed},
    {u"OPERATION_ERROR", OperationState::Error},
    {u"OPERATION_DROPPED", OperationState::Dropped},
    {u"OPERATION_UNREACHABLE", OperationState::Unreachable},
    {u"OPERATION_GONE_BY_OPERATOR", OperationState::GoneByOperator},
    {u"OPERATION_RECOVERING", OperationState::Recovering},
    {u"OPERATION_UNKNOWN", OperationState::OperationUnknown},
};

bool readCheckStatus(JsonReader& reader, JsonNode& node, CheckStatus& check)
{
    return reader.readObject(node, [&](std::string_view kind, JsonNode& member) {
        if (isKey(kind, "type"))
            return reader.readWord(member, check.type);
        if (isKey(kind, "command")) {
            return reader.readObject(member, [&](std::string_view key, JsonNode& result) {
                return isKey(key, "exit_code") ? reader.readInt64(result, check.exitCode.emplace())
                                               : reader.skipUnknown(result);
            });
        }
        if (isKey(kind, "http")) {
            return reader.readObject(member, [&](std::string_view key, JsonNode& result) {
                return isKey(key, "status_code") ? reader.readInt64(result, check.httpStatusCode.emplace())
                                                 : reader.skipUnknown(result);
            });
        }
        if (isKey(kind, "tcp")) {
            return reader.readObject(member, [&](std::string_view key, JsonNode& result) {
                return isKey(key, "succeeded") ? reader.readBool(result, check.tcpSucceeded.emplace())
                                               : reader.skipUnknown(result);
            });
        }
        return reader.skipUnknown(member);
    });
}

bool readContainerId(JsonReader& reader, JsonNode& node, ContainerId& id)
{
    QString value;
    bool hasValue = false;
    const bool read = reader.readObject(node, [&](std::string_view key, JsonNode& member) {
        if (isKey(key, "value"))
            return hasValue = true, reader.readText(member, value);
        if (isKey(key, "parent"))
            return reader.skip(member);
        return reader.skipUnknown(member);
    });
    if (!read)
        return false;
    id = ContainerId(std::move(value));
    return hasValue || reader.missing(node.path, "value");
}

bool readNetworkInfo(JsonReader& reader, JsonNode& node, QStringList& ipAddresses)
{
    return reader.readObject(node, [&](std::string_view key, JsonNode& member) {
        if (isKey(key, "ip_addresses")) {
            return reader.readList(member, [&](JsonNode& item) {
                return reader.readObject(item, [&](std::string_view part, JsonNode& address) {
                    if (isKey(part, "ip_address"))
                        return reader.readName(address, ipAddresses.emplaceBack());
                    return isKey(part, "protocol") ? reader.skip(address) : reader.skipUnknown(address);
                });
            });
        }
        if (isKey(key, "name") || isKey(key, "groups") || isKey(key, "labels") || isKey(key, "port_mappings"))
            return reader.skip(member);
        return reader.skipUnknown(member);
    });
}

bool readContainerStatus(JsonReader& reader, JsonNode& node, ContainerStatus& container)
{
    return reader.readObject(node, [&](std::string_view key, JsonNode& member) {
        if (isKey(key, "container_id"))
            return readContainerId(reader, member, container.containerId);
        if (isKey(key, "network_infos")) {
            container.ipAddresses.clear();
            return reader.readList(
                member, [&](JsonNode& item) { return readNetworkInfo(reader, item, container.ipAddresses); });
        }
        if (isKey(key, "cgroup_info"))
            return reader.skip(member);
        if (isKey(key, "executor_pid"))
            return reader.readInt64(member, container.executorPid.emplace());
        return reader.skipUnknown(member);
    });
}

bool readUnreachableTime(JsonReader& reader, JsonNode& node, qint64& nanoseconds)
{
    bool hasValue = false;
    const bool read = reader.readObject(node, [&](std::string_view key, JsonNode& member) {
        if (!isKey(key, "nanoseconds"))
            return reader.skipUnknown(member);
        return hasValue = true, reader.readInt64(member, nanoseconds);
    });
    return read && (hasValue || reader.missing(node.path, "nanoseconds"));
}

// v1 wraps the uuid of an operation's status once more than that of a task's.
bool readWrappedBytes(JsonReader& reader, JsonNode& node, QByteArray& bytes)
{
    bool hasValue = false;
    const bool read = reader.readObject(node, [&](std::string_view key, JsonNode& member) {
        if (!isKey(key, "value"))
            return reader.skipUnknown(member);
        return hasValue = true, reader.readBytes(member, bytes);
    });
    return read && (hasValue || reader.missing(node.path, "value"));
}

} // namespace

bool readTaskStatus(JsonReader& reader, JsonNode& node, TaskStatus& status)
{
    bool hasTaskId = false;
    bool hasState = false;
    const bool read = reader.readObject(node, [&](std::string_view key, JsonNode& member) {
        if (isKey(key, "task_id"))
            return hasTaskId = true, reader.readId(member, status.taskId, Repeats::AmongMany);
        if (isKey(key, "state"))
            return hasState = true,
                   reader.readEnum(member, status.state, std::span<const EnumName<TaskState>>(TaskStates));
        if (isKey(key, "message"))
            return reader.readText(member, status.message);
        if (isKey(key, "source"))
            return reader.readEnum(member, status.source, std::span<const EnumName<StatusSource>>(StatusSources));
        if (isKey(key, "reason"))
            return reader.readWord(member, status.reason);
        if (isKey(key, "data"))
            return reader.readBytes(member, status.data);
        if (isKey(key, "agent_id"))
            return reader.readId(member, status.agentId, Repeats::AmongMany);
        if (isKey(key, "executor_id"))
            return reader.readId(member, status.executorId, Repeats::AmongMany);
        if (isKey(key, "timestamp"))
            return reader.readDouble(member, status.timestamp.emplace());
        if (isKey(key, "uuid"))
            return reader.readBytes(member, status.uuid);
        if (isKey(key, "healthy"))
            return reader.readBool(member, status.healthy.emplace());
        if (isKey(key, "check_status"))
            return readCheckStatus(reader, member, status.check.emplace());
        if (isKey(key, "container_status"))
            return readContainerStatus(reader, member, status.container.emplace());
        if (isKey(key, "labels"))
            return reader.readLabels(member, status.labels);
        if (isKey(key, "unreachable_time"))
            return readUnreachableTime(reader, member, status.unreachableSinceNanoseconds.emplace());
        if (isKey(key, "limitation")) {
            return reader.readObject(member, [&](std::string_view part, JsonNode& resources) {
                return isKey(part, "resources") ? readResources(reader, resources, status.limitation)
                                                : reader.skipUnknown(resources);
            });
        }
        return reader.skipUnknown(member);
    });
    if (!read)
        return false;
    if (!hasTaskId)
        return reader.missing(node.path, "task_id");
    return hasState || reader.missing(node.path, "state");
}

bool readOperationStatus(JsonReader& reader, JsonNode& node, OperationStatus& status)
{
    bool hasState = false;
    const bool read = reader.readObject(node, [&](std::string_view key, JsonNode& member) {
        if (isKey(key, "operation_id"))
            return reader.readId(member, status.operationId);
        if (isKey(key, "state"))
            return hasState = true,
                   reader.readEnum(member, status.state, std::span<const EnumName<OperationState>>(OperationStates));
        if (isKey(key, "message"))
            return reader.readText(member, status.message);
        if (isKey(key, "converted_resources"))
            return readResources(reader, member, status.convertedResources);
        if (isKey(key, "uuid"))
            return readWrappedBytes(reader, member, status.uuid);
        if (isKey(key, "agent_id"))
            return reader.readId(member, status.agentId, Repeats::AmongMany);
        if (isKey(key, "resource_provider_id"))
            return reader.readId(member, status.resourceProviderId, Repeats::Often);
        return reader.skipUnknown(member);
    });
    return read && (hasState || reader.missing(node.path, "state"));
}

} // namespace mesoscribe
