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
    Scalar mem;                ///< MiB
    Scalar disk;               ///< MiB
    Scalar gpus;               ///< only whole ones are taken
    int anyPorts = 0;          ///< how many ports, whichever
    QList<quint64> ports;      ///< these besides
    bool reservedFirst = true; ///< take from reserved resources before unreserved ones
    /// Where the others do not do. Mesos refuses tasks with revocable and other resources of the same name: all or
    /// none.
    bool allowRevocable = false;

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
/// the other way round when told so; among equals in the order of the offer. Volumes, all disks with a source, shared
/// and (unless allowed) revocable resources and those of a resource provider are never taken on the quiet. A task's
/// resources belong to one role: when `offered` are allocated to several, only those of the first are taken. Of ports
/// that may be any, the lowest are taken. When it does not fit, `taken` holds what there is.
ResourceChoice chooseResources(const ResourceNeed& need, const QList<Resource>& offered);

/// The same resources with equal kinds joined: scalars added, ranges coalesced, sets united; nothing is left out but
/// empty amounts. As in Mesos, persistent volumes, shared resources, MOUNT and BLOCK disks and RAW ones with an id stay
/// apart.
QList<Resource> summed(const QList<Resource>& resources);

/// `whole` without `part`, entry by entry of the same kind; never below nothing. What stays apart goes as a whole or
/// not at all. Summed.
QList<Resource> without(const QList<Resource>& whole, const QList<Resource>& part);

} // namespace mesoscribe
