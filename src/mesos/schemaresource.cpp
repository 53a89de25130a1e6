// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "mesos/schemafields.h"
#include "mesos/schemamessages.h"

/// Ids, values, resources and the operations on offers (mesos.proto). Fields in the order of the file, which is the
/// order on the wire.
namespace mesoscribe::schema {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr FieldSchema idFields[] = {required("value"_L1, 1, FieldType::String)};

constexpr FieldSchema durationInfoFields[] = {
    required("nanoseconds"_L1, 1, FieldType::Int64),
};

constexpr FieldSchema valueScalarFields[] = {
    required("value"_L1, 1, FieldType::Double),
};

constexpr FieldSchema valueRangeFields[] = {
    required("begin"_L1, 1, FieldType::UInt64),
    required("end"_L1, 2, FieldType::UInt64),
};

constexpr FieldSchema valueRangesFields[] = {
    repeated("range"_L1, 1, valueRange),
};

constexpr FieldSchema valueSetFields[] = {
    repeated("item"_L1, 1, FieldType::String),
};

constexpr QLatin1StringView valueTypeValues[] = {"SCALAR"_L1, "RANGES"_L1, "SET"_L1, "TEXT"_L1};
constinit const EnumSchema valueType{"Value.Type"_L1, valueTypeValues};

constexpr FieldSchema resourceFields[] = {
    optional("provider_id"_L1, 12, resourceProviderId),
    required("name"_L1, 1, FieldType::String),
    required("type"_L1, 2, valueType),
    optional("scalar"_L1, 3, valueScalar),
    optional("ranges"_L1, 4, valueRanges),
    optional("set"_L1, 5, valueSet),
    deprecated(optional("role"_L1, 6, FieldType::String, "*"_L1)),
    optional("allocation_info"_L1, 11, resourceAllocationInfo),
    optional("reservation"_L1, 8, resourceReservationInfo),
    repeated("reservations"_L1, 13, resourceReservationInfo),
    optional("disk"_L1, 7, resourceDiskInfo),
    optional("revocable"_L1, 9, resourceRevocableInfo),
    optional("shared"_L1, 10, resourceSharedInfo),
};

constexpr FieldSchema resourceAllocationInfoFields[] = {
    optional("role"_L1, 1, FieldType::String),
};

constexpr QLatin1StringView resourceReservationInfoTypeValues[] = {"UNKNOWN"_L1, "STATIC"_L1, "DYNAMIC"_L1};
constinit const EnumSchema resourceReservationInfoType{"Resource.ReservationInfo.Type"_L1,
                                                       resourceReservationInfoTypeValues};

constexpr FieldSchema resourceReservationInfoFields[] = {
    optional("type"_L1, 4, resourceReservationInfoType),
    optional("role"_L1, 3, FieldType::String),
    optional("principal"_L1, 1, FieldType::String),
    optional("labels"_L1, 2, labels),
};

constexpr FieldSchema resourceDiskInfoFields[] = {
    optional("persistence"_L1, 1, resourceDiskInfoPersistence),
    optional("volume"_L1, 2, volume),
    optional("source"_L1, 3, resourceDiskInfoSource),
};

constexpr FieldSchema resourceDiskInfoPersistenceFields[] = {
    required("id"_L1, 1, FieldType::String),
    optional("principal"_L1, 2, FieldType::String),
};

constexpr QLatin1StringView resourceDiskInfoSourceTypeValues[] = {"UNKNOWN"_L1, "PATH"_L1, "MOUNT"_L1, "BLOCK"_L1,
                                                                  "RAW"_L1};
constinit const EnumSchema resourceDiskInfoSourceType{"Resource.DiskInfo.Source.Type"_L1,
                                                      resourceDiskInfoSourceTypeValues};

constexpr FieldSchema resourceDiskInfoSourceFields[] = {
    required("type"_L1, 1, resourceDiskInfoSourceType),
    optional("path"_L1, 2, resourceDiskInfoSourcePath),
    optional("mount"_L1, 3, resourceDiskInfoSourceMount),
    optional("vendor"_L1, 7, FieldType::String),
    optional("id"_L1, 4, FieldType::String),
    optional("metadata"_L1, 5, labels),
    optional("profile"_L1, 6, FieldType::String),
};

constexpr FieldSchema resourceDiskInfoSourcePathFields[] = {
    optional("root"_L1, 1, FieldType::String),
};

constexpr FieldSchema resourceDiskInfoSourceMountFields[] = {
    optional("root"_L1, 1, FieldType::String),
};

constexpr QLatin1StringView offerOperationTypeValues[] = {
    "UNKNOWN"_L1, "LAUNCH"_L1,      "LAUNCH_GROUP"_L1,  "RESERVE"_L1,     "UNRESERVE"_L1,   "CREATE"_L1,
    "DESTROY"_L1, "GROW_VOLUME"_L1, "SHRINK_VOLUME"_L1, "CREATE_DISK"_L1, "DESTROY_DISK"_L1};
constinit const EnumSchema offerOperationType{"Offer.Operation.Type"_L1, offerOperationTypeValues};

constexpr FieldSchema offerOperationFields[] = {
    optional("type"_L1, 1, offerOperationType),
    optional("id"_L1, 12, operationId),
    optional("launch"_L1, 2, offerOperationLaunch),
    optional("launch_group"_L1, 7, offerOperationLaunchGroup),
    optional("reserve"_L1, 3, offerOperationReserve),
    optional("unreserve"_L1, 4, offerOperationUnreserve),
    optional("create"_L1, 5, offerOperationCreate),
    optional("destroy"_L1, 6, offerOperationDestroy),
    optional("grow_volume"_L1, 13, offerOperationGrowVolume),
    optional("shrink_volume"_L1, 14, offerOperationShrinkVolume),
    optional("create_disk"_L1, 15, offerOperationCreateDisk),
    optional("destroy_disk"_L1, 16, offerOperationDestroyDisk),
};

constexpr FieldSchema offerOperationLaunchFields[] = {
    repeated("task_infos"_L1, 1, taskInfo),
};

constexpr FieldSchema offerOperationLaunchGroupFields[] = {
    required("executor"_L1, 1, executorInfo),
    required("task_group"_L1, 2, taskGroupInfo),
};

constexpr FieldSchema offerOperationReserveFields[] = {
    repeated("source"_L1, 2, resource),
    repeated("resources"_L1, 1, resource),
};

constexpr FieldSchema offerOperationUnreserveFields[] = {
    repeated("resources"_L1, 1, resource),
};

constexpr FieldSchema offerOperationCreateFields[] = {
    repeated("volumes"_L1, 1, resource),
};

constexpr FieldSchema offerOperationDestroyFields[] = {
    repeated("volumes"_L1, 1, resource),
};

constexpr FieldSchema offerOperationGrowVolumeFields[] = {
    required("volume"_L1, 1, resource),
    required("addition"_L1, 2, resource),
};

constexpr FieldSchema offerOperationShrinkVolumeFields[] = {
    required("volume"_L1, 1, resource),
    required("subtract"_L1, 2, valueScalar),
};

constexpr FieldSchema offerOperationCreateDiskFields[] = {
    required("source"_L1, 1, resource),
    required("target_type"_L1, 2, resourceDiskInfoSourceType),
    optional("target_profile"_L1, 3, FieldType::String),
};

constexpr FieldSchema offerOperationDestroyDiskFields[] = {
    required("source"_L1, 1, resource),
};

} // namespace

constinit const MessageSchema frameworkId{"FrameworkID"_L1, idFields};
constinit const MessageSchema offerId{"OfferID"_L1, idFields};
constinit const MessageSchema agentId{"AgentID"_L1, idFields};
constinit const MessageSchema taskId{"TaskID"_L1, idFields};
constinit const MessageSchema executorId{"ExecutorID"_L1, idFields};
constinit const MessageSchema resourceProviderId{"ResourceProviderID"_L1, idFields};
constinit const MessageSchema operationId{"OperationID"_L1, idFields};
constinit const MessageSchema durationInfo{"DurationInfo"_L1, durationInfoFields};
constinit const MessageSchema valueScalar{"Value.Scalar"_L1, valueScalarFields};
constinit const MessageSchema valueRange{"Value.Range"_L1, valueRangeFields};
constinit const MessageSchema valueRanges{"Value.Ranges"_L1, valueRangesFields};
constinit const MessageSchema valueSet{"Value.Set"_L1, valueSetFields};
constinit const MessageSchema resource{"Resource"_L1, resourceFields};
constinit const MessageSchema resourceAllocationInfo{"Resource.AllocationInfo"_L1, resourceAllocationInfoFields};
constinit const MessageSchema resourceReservationInfo{"Resource.ReservationInfo"_L1, resourceReservationInfoFields};
constinit const MessageSchema resourceDiskInfo{"Resource.DiskInfo"_L1, resourceDiskInfoFields};
constinit const MessageSchema resourceDiskInfoPersistence{"Resource.DiskInfo.Persistence"_L1,
                                                          resourceDiskInfoPersistenceFields};
constinit const MessageSchema resourceDiskInfoSource{"Resource.DiskInfo.Source"_L1, resourceDiskInfoSourceFields};
constinit const MessageSchema resourceDiskInfoSourcePath{"Resource.DiskInfo.Source.Path"_L1,
                                                         resourceDiskInfoSourcePathFields};
constinit const MessageSchema resourceDiskInfoSourceMount{"Resource.DiskInfo.Source.Mount"_L1,
                                                          resourceDiskInfoSourceMountFields};
constinit const MessageSchema resourceRevocableInfo{"Resource.RevocableInfo"_L1, {}};
constinit const MessageSchema resourceSharedInfo{"Resource.SharedInfo"_L1, {}};
constinit const MessageSchema offerOperation{"Offer.Operation"_L1, offerOperationFields};
constinit const MessageSchema offerOperationLaunch{"Offer.Operation.Launch"_L1, offerOperationLaunchFields};
constinit const MessageSchema offerOperationLaunchGroup{"Offer.Operation.LaunchGroup"_L1,
                                                        offerOperationLaunchGroupFields};
constinit const MessageSchema offerOperationReserve{"Offer.Operation.Reserve"_L1, offerOperationReserveFields};
constinit const MessageSchema offerOperationUnreserve{"Offer.Operation.Unreserve"_L1, offerOperationUnreserveFields};
constinit const MessageSchema offerOperationCreate{"Offer.Operation.Create"_L1, offerOperationCreateFields};
constinit const MessageSchema offerOperationDestroy{"Offer.Operation.Destroy"_L1, offerOperationDestroyFields};
constinit const MessageSchema offerOperationGrowVolume{"Offer.Operation.GrowVolume"_L1, offerOperationGrowVolumeFields};
constinit const MessageSchema offerOperationShrinkVolume{"Offer.Operation.ShrinkVolume"_L1,
                                                         offerOperationShrinkVolumeFields};
constinit const MessageSchema offerOperationCreateDisk{"Offer.Operation.CreateDisk"_L1, offerOperationCreateDiskFields};
constinit const MessageSchema offerOperationDestroyDisk{"Offer.Operation.DestroyDisk"_L1,
                                                        offerOperationDestroyDiskFields};

} // namespace mesoscribe::schema
