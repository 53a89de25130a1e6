// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "models/callskeleton.h"

#include "models/operationskeleton.h"

#include <QCoreApplication>

namespace mesoscribe {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr QLatin1StringView AcceptPrefix("ACCEPT: ");

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Words)
};

QStringList rolesOf(const SkeletonFacts& facts)
{
    const FrameworkInfo& framework = facts.framework;
    return framework.roles.isEmpty() ? QStringList(skeletonRole(facts)) : framework.roles;
}

QList<OfferId> offerIds(const SkeletonFacts& facts)
{
    QList<OfferId> ids;
    for (const OfferPtr& offer : facts.offers)
        ids.append(offer->id);
    return ids.isEmpty() ? QList{OfferId(u"<offer id>"_s)} : ids;
}

QList<OfferId> inverseOfferIds(const SkeletonFacts& facts)
{
    return facts.inverseOffers.isEmpty() ? QList{OfferId(u"<inverse offer id>"_s)} : facts.inverseOffers;
}

/// The selected task with placeholders for what is not known of it.
SkeletonFacts::Task taskOf(const SkeletonFacts& facts)
{
    SkeletonFacts::Task task = facts.task.value_or(SkeletonFacts::Task());
    task.taskId = idOr(task.taskId, u"<task id>"_s);
    task.agentId = idOr(task.agentId, u"<agent id>"_s);
    task.executorId = idOr(task.executorId, u"<executor id>"_s);
    return task;
}

SkeletonFacts::Operation operationOf(const SkeletonFacts& facts)
{
    SkeletonFacts::Operation operation = facts.operation.value_or(SkeletonFacts::Operation());
    operation.operationId = idOr(operation.operationId, u"<operation id>"_s);
    operation.agentId = idOr(operation.agentId, u"<agent id>"_s);
    return operation;
}

UpdateFrameworkCall updateFramework(const SkeletonFacts& facts)
{
    UpdateFrameworkCall call;
    call.frameworkInfo = facts.framework;
    call.frameworkInfo.id = {};
    if (call.frameworkInfo.user.isEmpty())
        call.frameworkInfo.user = u"<user>"_s;
    if (call.frameworkInfo.name.isEmpty())
        call.frameworkInfo.name = u"<name>"_s;
    return call;
}

RequestCall request(const SkeletonFacts& facts)
{
    Resource cpus;
    cpus.name = u"cpus"_s;
    cpus.value.type = {ValueType::Scalar, u"SCALAR"_s};
    cpus.value.scalar = Scalar::fromDouble(1.0);
    RequestCall::Request request;
    request.agentId = facts.offers.isEmpty() ? AgentId(u"<agent id>"_s) : facts.offers.first()->agentId;
    request.resources = {cpus};
    return {{request}};
}

ReconcileCall reconcile(const SkeletonFacts& facts)
{
    return facts.task ? ReconcileCall{{{facts.task->taskId, facts.task->agentId}}} : ReconcileCall();
}

ReconcileOperationsCall reconcileOperations(const SkeletonFacts& facts)
{
    if (!facts.operation)
        return {};
    return {{{facts.operation->operationId, facts.operation->agentId, facts.operation->resourceProviderId}}};
}

AcknowledgeOperationStatusCall acknowledgeOperation(const SkeletonFacts& facts)
{
    const SkeletonFacts::Operation operation = operationOf(facts);
    return {operation.agentId, operation.resourceProviderId, operation.uuid, operation.operationId};
}

std::optional<Call> callOf(const QString& name, const SkeletonFacts& facts)
{
    const SkeletonFacts::Task task = taskOf(facts);
    Filters filters;
    filters.refuseSeconds = Filters::DefaultRefuseSeconds;
    if (name.startsWith(AcceptPrefix))
        return acceptSkeleton(name.mid(AcceptPrefix.size()), facts);
    if (name == "TEARDOWN"_L1)
        return TeardownCall();
    if (name == "DECLINE"_L1)
        return DeclineCall{offerIds(facts), filters};
    if (name == "ACCEPT_INVERSE_OFFERS"_L1)
        return AcceptInverseOffersCall{inverseOfferIds(facts), {}};
    if (name == "DECLINE_INVERSE_OFFERS"_L1)
        return DeclineInverseOffersCall{inverseOfferIds(facts), {}};
    if (name == "REVIVE"_L1)
        return ReviveCall{rolesOf(facts)};
    if (name == "SUPPRESS"_L1)
        return SuppressCall{rolesOf(facts)};
    if (name == "KILL"_L1)
        return KillCall{task.taskId, task.agentId, {}};
    if (name == "SHUTDOWN"_L1)
        return ShutdownCall{task.executorId, task.agentId};
    if (name == "ACKNOWLEDGE"_L1)
        return AcknowledgeCall{task.agentId, task.taskId, task.uuid};
    if (name == "ACKNOWLEDGE_OPERATION_STATUS"_L1)
        return acknowledgeOperation(facts);
    if (name == "RECONCILE"_L1)
        return reconcile(facts);
    if (name == "RECONCILE_OPERATIONS"_L1)
        return reconcileOperations(facts);
    if (name == "MESSAGE"_L1)
        return MessageCall{task.agentId, task.executorId, "hello"};
    if (name == "REQUEST"_L1)
        return request(facts);
    if (name == "UPDATE_FRAMEWORK"_L1)
        return updateFramework(facts);
    return std::nullopt;
}

QString describeAccept(const QString& type)
{
    if (type == "LAUNCH"_L1)
        return Words::tr("Starts a task on the ticked offers; the rest of them is declined.");
    if (type == "LAUNCH_GROUP"_L1)
        return Words::tr("Starts several tasks under one executor: all of them or none.");
    if (type == "RESERVE"_L1)
        return Words::tr("Reserves resources of the offers for a role.");
    if (type == "UNRESERVE"_L1)
        return Words::tr("Gives up a reservation.");
    if (type == "CREATE"_L1)
        return Words::tr("Creates a volume that outlives its task, on reserved disk.");
    if (type == "DESTROY"_L1)
        return Words::tr("Destroys a volume with everything on it.");
    if (type == "GROW_VOLUME"_L1)
        return Words::tr("Makes a volume larger. Experimental in Mesos.");
    if (type == "SHRINK_VOLUME"_L1)
        return Words::tr("Makes a volume smaller. Experimental in Mesos.");
    if (type == "CREATE_DISK"_L1)
        return Words::tr("Makes a disk of raw storage that a storage provider offers.");
    if (type == "DESTROY_DISK"_L1)
        return Words::tr("Turns a storage provider's disk back into raw storage.");
    return {};
}

} // namespace

QStringList skeletonNames()
{
    QStringList names;
    for (const QString& type : laterCallTypes()) {
        if (type != "ACCEPT"_L1) {
            names.append(type);
            continue;
        }
        for (const QString& operation : operationTypes())
            names.append(AcceptPrefix + operation);
    }
    return names;
}

QByteArray callSkeleton(const QString& name, const SkeletonFacts& facts)
{
    const std::optional<Call> call = callOf(name, facts);
    return call ? toJson(*call, idOr(facts.frameworkId, u"<framework id>"_s), JsonStyle::Indented) : QByteArray();
}

QString describeSkeleton(const QString& name)
{
    if (name.startsWith(AcceptPrefix))
        return describeAccept(name.mid(AcceptPrefix.size()));
    if (name == "TEARDOWN"_L1)
        return Words::tr("Ends the framework, kills all of its tasks and closes the stream.");
    if (name == "DECLINE"_L1)
        return Words::tr("Gives offers back for some time.");
    if (name == "ACCEPT_INVERSE_OFFERS"_L1)
        return Words::tr("Promises to leave an agent before its maintenance.");
    if (name == "DECLINE_INVERSE_OFFERS"_L1)
        return Words::tr("Says that an agent cannot be left before its maintenance.");
    if (name == "REVIVE"_L1)
        return Words::tr("Asks for offers again: ends suppression and all filters of the roles.");
    if (name == "SUPPRESS"_L1)
        return Words::tr("Asks for no more offers for the roles.");
    if (name == "KILL"_L1)
        return Words::tr("Kills a task.");
    if (name == "SHUTDOWN"_L1)
        return Words::tr("Shuts an executor down, with all of its tasks.");
    if (name == "ACKNOWLEDGE"_L1)
        return Words::tr("Confirms the last update of a task, which is repeated until then.");
    if (name == "ACKNOWLEDGE_OPERATION_STATUS"_L1)
        return Words::tr("Confirms the last update of an operation, which is repeated until then.");
    if (name == "RECONCILE"_L1)
        return Words::tr("Asks for the state of the selected task, or of all tasks.");
    if (name == "RECONCILE_OPERATIONS"_L1)
        return Words::tr("Asks for the state of the selected operation, or of all operations.");
    if (name == "MESSAGE"_L1)
        return Words::tr("Sends data to an executor. It may get lost.");
    if (name == "REQUEST"_L1)
        return Words::tr("Asks for particular resources. The allocator that comes with Mesos ignores it.");
    if (name == "UPDATE_FRAMEWORK"_L1)
        return Words::tr("Changes name, roles and more of the framework, all at once.");
    return {};
}

} // namespace mesoscribe
