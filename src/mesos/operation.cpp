// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "mesos/operation.h"

#include "mesos/callwriter.h"

namespace mesoscribe {

using namespace Qt::Literals::StringLiterals;

namespace {

using Alternatives = decltype(Operation::what);

// In the order of the variant.
constexpr QLatin1StringView TypeNames[] = {
    "LAUNCH"_L1,  "LAUNCH_GROUP"_L1, "RESERVE"_L1,       "UNRESERVE"_L1,   "CREATE"_L1,
    "DESTROY"_L1, "GROW_VOLUME"_L1,  "SHRINK_VOLUME"_L1, "CREATE_DISK"_L1, "DESTROY_DISK"_L1,
};
static_assert(std::size(TypeNames) == std::variant_size_v<Alternatives>);

void writeResourceMember(JsonWriter& json, QLatin1StringView name, const Resource& resource)
{
    json.key(name);
    writeResource(json, resource);
}

/// Writes the members of one operation's own message.
struct MemberWriter
{
    JsonWriter& json;
    const FrameworkId& frameworkId;

    void operator()(const operation::Launch& launch) const
    {
        writeTaskInfos(json, "task_infos"_L1, launch.tasks, frameworkId);
    }
    void operator()(const operation::LaunchGroup& launch) const
    {
        writeExecutorInfo(json, launch.executor, frameworkId);
        json.key("task_group"_L1);
        json.beginObject();
        writeTaskInfos(json, "tasks"_L1, launch.tasks, frameworkId);
        json.endObject();
    }
    void operator()(const operation::Reserve& reserve) const
    {
        writeResources(json, "resources"_L1, reserve.resources);
    }
    void operator()(const operation::Unreserve& unreserve) const
    {
        writeResources(json, "resources"_L1, unreserve.resources);
    }
    void operator()(const operation::Create& create) const { writeResources(json, "volumes"_L1, create.volumes); }
    void operator()(const operation::Destroy& destroy) const { writeResources(json, "volumes"_L1, destroy.volumes); }
    void operator()(const operation::GrowVolume& grow) const
    {
        writeResourceMember(json, "volume"_L1, grow.volume);
        writeResourceMember(json, "addition"_L1, grow.addition);
    }
    void operator()(const operation::ShrinkVolume& shrink) const
    {
        writeResourceMember(json, "volume"_L1, shrink.volume);
        writeScalar(json, "subtract"_L1, shrink.subtract);
    }
    void operator()(const operation::CreateDisk& create) const
    {
        writeResourceMember(json, "source"_L1, create.source);
        writeText(json, "target_type"_L1, create.targetType);
        writeTextIfSet(json, "target_profile"_L1, create.targetProfile);
    }
    void operator()(const operation::DestroyDisk& destroy) const
    {
        writeResourceMember(json, "source"_L1, destroy.source);
    }
};

} // namespace

QString operationType(const Operation& operation)
{
    return TypeNames[operation.what.index()];
}

void writeOperation(JsonWriter& json, const Operation& operation, const FrameworkId& frameworkId)
{
    const QString type = operationType(operation);
    json.beginObject();
    writeText(json, "type"_L1, type);
    writeIdIfSet(json, "id"_L1, operation.id);
    json.key(type.toLower());
    json.beginObject();
    std::visit(MemberWriter{json, frameworkId}, operation.what);
    json.endObject();
    json.endObject();
}

} // namespace mesoscribe
