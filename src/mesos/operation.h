// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "mesos/taskinfo.h"

#include <variant>

/// Offer.Operation: what an ACCEPT does with its offers, in order, later ones seeing the results of earlier ones
/// (include/mesos/v1/mesos.proto; mesos-api: Offer.Operation).
namespace mesoscribe {

namespace operation {

struct Launch
{
    QList<TaskInfo> tasks;
    friend bool operator==(const Launch&, const Launch&) = default;
};
/// A pod: all tasks or none.
struct LaunchGroup
{
    ExecutorInfo executor;
    QList<TaskInfo> tasks;
    friend bool operator==(const LaunchGroup&, const LaunchGroup&) = default;
};
/// The resources as they shall be: with the reservation pushed on.
struct Reserve
{
    QList<Resource> resources;
    friend bool operator==(const Reserve&, const Reserve&) = default;
};
struct Unreserve
{
    QList<Resource> resources;
    friend bool operator==(const Unreserve&, const Unreserve&) = default;
};
struct Create
{
    QList<Resource> volumes;
    friend bool operator==(const Create&, const Create&) = default;
};
struct Destroy
{
    QList<Resource> volumes;
    friend bool operator==(const Destroy&, const Destroy&) = default;
};
struct GrowVolume
{
    Resource volume;
    Resource addition;
    friend bool operator==(const GrowVolume&, const GrowVolume&) = default;
};
struct ShrinkVolume
{
    Resource volume;
    Scalar subtract; ///< MiB
    friend bool operator==(const ShrinkVolume&, const ShrinkVolume&) = default;
};
struct CreateDisk
{
    Resource source;
    QString targetType; ///< "MOUNT" or "BLOCK"
    QString targetProfile;
    friend bool operator==(const CreateDisk&, const CreateDisk&) = default;
};
struct DestroyDisk
{
    Resource source;
    friend bool operator==(const DestroyDisk&, const DestroyDisk&) = default;
};

} // namespace operation

struct Operation
{
    /// Asks for UPDATE_OPERATION_STATUS. Mesos refuses tasks of a LAUNCH or LAUNCH_GROUP that has one.
    OperationId id;
    std::variant<operation::Launch, operation::LaunchGroup, operation::Reserve, operation::Unreserve, operation::Create,
                 operation::Destroy, operation::GrowVolume, operation::ShrinkVolume, operation::CreateDisk,
                 operation::DestroyDisk>
        what;

    friend bool operator==(const Operation&, const Operation&) = default;
};

/// Name of the wire, e.g. "LAUNCH_GROUP".
QString operationType(const Operation& operation);

} // namespace mesoscribe
