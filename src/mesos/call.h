// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/result.h"
#include "mesos/frameworkinfo.h"
#include "mesos/jsonwriter.h"
#include "mesos/operation.h"

#include <QByteArray>
#include <QStringList>

#include <variant>

/// Calls of the v1 scheduler API (include/mesos/v1/scheduler/scheduler.proto; mesos-api: calls). None holds the
/// framework's id, which belongs to the session, but for the two that carry a FrameworkInfo.
namespace mesoscribe {

/// Filters: for how long what is refused shall not be offered again. Not set: Mesos' own 5 s; 0: no filter; capped by a
/// master at 365 days.
struct Filters
{
    std::optional<double> refuseSeconds;

    static constexpr double DefaultRefuseSeconds = 5.0;
    static constexpr double MaxRefuseSeconds = 31536000.0;

    friend bool operator==(const Filters&, const Filters&) = default;
};

struct SubscribeCall
{
    FrameworkInfo frameworkInfo;
    QStringList suppressedRoles;
    friend bool operator==(const SubscribeCall&, const SubscribeCall&) = default;
};
struct TeardownCall
{
    friend bool operator==(const TeardownCall&, const TeardownCall&) = default;
};
/// All offers belong to one agent and one role. What the operations leave is declined with `filters`.
struct AcceptCall
{
    QList<OfferId> offerIds;
    QList<Operation> operations;
    Filters filters;
    friend bool operator==(const AcceptCall&, const AcceptCall&) = default;
};
struct DeclineCall
{
    QList<OfferId> offerIds;
    Filters filters;
    friend bool operator==(const DeclineCall&, const DeclineCall&) = default;
};
struct AcceptInverseOffersCall
{
    QList<OfferId> inverseOfferIds;
    Filters filters;
    friend bool operator==(const AcceptInverseOffersCall&, const AcceptInverseOffersCall&) = default;
};
struct DeclineInverseOffersCall
{
    QList<OfferId> inverseOfferIds;
    Filters filters;
    friend bool operator==(const DeclineInverseOffersCall&, const DeclineInverseOffersCall&) = default;
};
/// Ends suppression and all filters of these roles; of every role when there is none.
struct ReviveCall
{
    QStringList roles;
    friend bool operator==(const ReviveCall&, const ReviveCall&) = default;
};
struct SuppressCall
{
    QStringList roles; ///< none: every role
    friend bool operator==(const SuppressCall&, const SuppressCall&) = default;
};
struct KillCall
{
    TaskId taskId;
    AgentId agentId; ///< may be empty
    std::optional<double> graceSeconds;
    friend bool operator==(const KillCall&, const KillCall&) = default;
};
struct ShutdownCall
{
    ExecutorId executorId;
    AgentId agentId;
    friend bool operator==(const ShutdownCall&, const ShutdownCall&) = default;
};
struct AcknowledgeCall
{
    AgentId agentId;
    TaskId taskId;
    QByteArray uuid; ///< 16 raw bytes
    friend bool operator==(const AcknowledgeCall&, const AcknowledgeCall&) = default;
};
struct AcknowledgeOperationStatusCall
{
    AgentId agentId; ///< optional in the proto, demanded by masters
    ResourceProviderId resourceProviderId;
    QByteArray uuid; ///< 16 raw bytes
    OperationId operationId;
    friend bool operator==(const AcknowledgeOperationStatusCall&, const AcknowledgeOperationStatusCall&) = default;
};
struct ReconcileCall
{
    struct Task
    {
        TaskId taskId;
        AgentId agentId; ///< may be empty
        friend bool operator==(const Task&, const Task&) = default;
    };
    QList<Task> tasks; ///< none: implicit reconciliation of every task the master knows
    friend bool operator==(const ReconcileCall&, const ReconcileCall&) = default;
};
struct ReconcileOperationsCall
{
    struct Operation
    {
        OperationId operationId;
        AgentId agentId;
        ResourceProviderId resourceProviderId;
        friend bool operator==(const Operation&, const Operation&) = default;
    };
    QList<Operation> operations; ///< none: all
    friend bool operator==(const ReconcileOperationsCall&, const ReconcileOperationsCall&) = default;
};
/// To an executor; delivered at most once, not acknowledged.
struct MessageCall
{
    AgentId agentId;
    ExecutorId executorId;
    QByteArray data; ///< raw bytes, base64 on the wire
    friend bool operator==(const MessageCall&, const MessageCall&) = default;
};
/// Ignored by the allocator that Mesos brings.
struct RequestCall
{
    struct Request
    {
        AgentId agentId; ///< may be empty
        QList<Resource> resources;
        friend bool operator==(const Request&, const Request&) = default;
    };
    QList<Request> requests;
    friend bool operator==(const RequestCall&, const RequestCall&) = default;
};
/// The whole FrameworkInfo again: all of it is taken over or nothing, and the master answers at once (Mesos 1.9).
struct UpdateFrameworkCall
{
    FrameworkInfo frameworkInfo; ///< its id is filled in by toJson(call, frameworkId) when empty
    QStringList suppressedRoles;
    friend bool operator==(const UpdateFrameworkCall&, const UpdateFrameworkCall&) = default;
};

using Call = std::variant<SubscribeCall, TeardownCall, AcceptCall, DeclineCall, AcceptInverseOffersCall,
                          DeclineInverseOffersCall, ReviveCall, SuppressCall, KillCall, ShutdownCall, AcknowledgeCall,
                          AcknowledgeOperationStatusCall, ReconcileCall, ReconcileOperationsCall, MessageCall,
                          RequestCall, UpdateFrameworkCall>;

/// The JSON that a master takes, fields in proto order, UTF-8. What is unset is left out, but not what a master
/// demands: that is written even when empty, so that an unfinished call shows its gaps. `frameworkId` stands at the top
/// of every call but SUBSCRIBE, which brings its own: that stands at both of its places, as the master demands.
QByteArray toJson(const Call& call, const FrameworkId& frameworkId, JsonStyle style = JsonStyle::Compact);
QByteArray toJson(const SubscribeCall& call, JsonStyle style = JsonStyle::Compact);

/// Type name of the wire, e.g. "SUBSCRIBE".
QString callType(const Call& call);

/// Names of all call types but SUBSCRIBE, in the order of the proto.
QStringList laterCallTypes();

struct ParsedSubscribe
{
    SubscribeCall call;
    QStringList notUnderstood; ///< dotted paths of members that were present but could not be taken over
};

/// Reads a SUBSCRIBE as people write it: as liberal as a master is (a single value for a list, quoted numbers),
/// camelCase and unknown names are named in `notUnderstood`. Error InvalidInput when it is no JSON object or no
/// SUBSCRIBE call.
Result<ParsedSubscribe> parseSubscribeCall(const QByteArray& json);

} // namespace mesoscribe
