// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "mesos/resource.h"

/// Chooses what a task asks for out of what offers hold (mesos-api: Resource). Everything in thousandths, never through
/// a rounded double.
namespace mesoscribe {

/// What somebody wants of one offer, or of several of one agent and role.
struct ResourceNeed
{
    Scalar cpus;
    Scalar mem;                  ///< MiB
    Scalar disk;                 ///< MiB
    Scalar gpus;                 ///< whole ones
    int anyPorts = 0;            ///< how many ports, whichever
    QList<quint64> ports;        ///< these besides
    bool reservedFirst = true;   ///< take from reserved resources before unreserved ones
    bool allowRevocable = false; ///< Mesos refuses tasks that mix revocable and other resources: all or none

    friend bool operator==(const ResourceNeed&, const ResourceNeed&) = default;
};

struct ResourceChoice
{
    QList<Resource> taken; ///< ready for TaskInfo.resources: zero amounts left out, one entry per kind of resource
    QList<Resource> rest;  ///< what goes back
    QList<quint64> ports;  ///< all ports taken, ascending
    /// What is missing, by resource name; of ports how many, in thousandths as well. Empty: the need fits.
    QList<std::pair<QString, Scalar>> shortfall;
    QList<quint64> portsNotOffered; ///< of those asked for by number

    bool fits() const { return shortfall.isEmpty() && portsNotOffered.isEmpty(); }
};

/// Takes from `offered` in this order: resources reserved for a role (the most refined first), then unreserved ones,
/// the other way round when told so. Persistent volumes, MOUNT, RAW and BLOCK disks, shared and (unless allowed)
/// revocable resources and those of a resource provider are never taken on the quiet. When it does not fit, `taken`
/// holds what there is.
ResourceChoice chooseResources(const ResourceNeed& need, const QList<Resource>& offered);

/// The same resources with equal kinds joined: scalars added, ranges coalesced, sets united.
QList<Resource> summed(const QList<Resource>& resources);

/// `whole` without `part`, entry by entry of the same kind; never below nothing.
QList<Resource> without(const QList<Resource>& whole, const QList<Resource>& part);

} // namespace mesoscribe
