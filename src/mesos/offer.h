// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "mesos/rawjson.h"
#include "mesos/resource.h"

#include <QMetaType>

#include <memory>

/// Offer, InverseOffer and their parts (include/mesos/v1/mesos.proto; mesos-api: offers).
namespace mesoscribe {

struct Address
{
    QString hostname;
    QString ip;
    int port = 0;

    friend bool operator==(const Address&, const Address&) = default;
};

struct Url
{
    QString scheme;
    Address address;
    QString path;
    QList<std::pair<QString, QString>> query;
    QString fragment;

    /// e.g. "http://10.0.0.7:5051/slave(1)"; the hostname stands in when there is no ip.
    QString toString() const;

    friend bool operator==(const Url&, const Url&) = default;
};

struct FaultDomain
{
    QString region;
    QString zone;

    friend bool operator==(const FaultDomain&, const FaultDomain&) = default;
};

/// Times of the wire, in nanoseconds; starts since 1970 UTC.
struct Unavailability
{
    qint64 startNanoseconds = 0;
    std::optional<qint64> durationNanoseconds; ///< none: for ever

    friend bool operator==(const Unavailability&, const Unavailability&) = default;
};

/// One offer is one agent and one role.
struct Offer
{
    OfferId id;
    FrameworkId frameworkId;
    AgentId agentId;
    QString hostname;
    std::optional<Url> url;
    std::optional<FaultDomain> domain;
    QList<Resource> resources;
    QList<Attribute> attributes;
    QList<ExecutorId> executorIds;
    std::optional<Unavailability> unavailability;
    QString allocationRole; ///< allocation_info.role; empty without MULTI_ROLE
    RawJson raw;            ///< the offer's own text
};

/// Offers never change once read and are shared between state and models.
using OfferPtr = std::shared_ptr<const Offer>;

struct InverseOffer
{
    OfferId id;
    FrameworkId frameworkId;
    AgentId agentId; ///< may be empty
    std::optional<Url> url;
    Unavailability unavailability;
    QList<Resource> resources;
    RawJson raw;
};

using InverseOfferPtr = std::shared_ptr<const InverseOffer>;

} // namespace mesoscribe
