// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "mesos/schemafields.h"
#include "mesos/schemamessages.h"

/// Call and its members (scheduler.proto), with Request (mesos.proto). Fields in the order of the file, which is the
/// order on the wire.
namespace mesoscribe::schema {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr FieldSchema requestFields[] = {
    optional("agent_id"_L1, 1, agentId),
    repeated("resources"_L1, 2, resource),
};

constexpr FieldSchema filtersFields[] = {
    optional("refuse_seconds"_L1, 1, FieldType::Double, "5.0"_L1),
};

constexpr QLatin1StringView callTypeValues[] = {"UNKNOWN"_L1,
                                                "SUBSCRIBE"_L1,
                                                "TEARDOWN"_L1,
                                                "ACCEPT"_L1,
                                                "DECLINE"_L1,
                                                "ACCEPT_INVERSE_OFFERS"_L1,
                                                "DECLINE_INVERSE_OFFERS"_L1,
                                                "REVIVE"_L1,
                                                "KILL"_L1,
                                                "SHUTDOWN"_L1,
                                                "ACKNOWLEDGE"_L1,
                                                "ACKNOWLEDGE_OPERATION_STATUS"_L1,
                                                "RECONCILE"_L1,
                                                "RECONCILE_OPERATIONS"_L1,
                                                "MESSAGE"_L1,
                                                "REQUEST"_L1,
                                                "SUPPRESS"_L1,
                                                "UPDATE_FRAMEWORK"_L1};
constinit const EnumSchema callType{"Call.Type"_L1, callTypeValues};

constexpr FieldSchema callFields[] = {
    optional("framework_id"_L1, 1, frameworkId),
    optional("type"_L1, 2, callType),
    optional("subscribe"_L1, 3, callSubscribe),
    optional("accept"_L1, 4, callAccept),
    optional("decline"_L1, 5, callDecline),
    optional("accept_inverse_offers"_L1, 13, callAcceptInverseOffers),
    optional("decline_inverse_offers"_L1, 14, callDeclineInverseOffers),
    optional("revive"_L1, 15, callRevive),
    optional("kill"_L1, 6, callKill),
    optional("shutdown"_L1, 7, callShutdown),
    optional("acknowledge"_L1, 8, callAcknowledge),
    optional("acknowledge_operation_status"_L1, 17, callAcknowledgeOperationStatus),
    optional("reconcile"_L1, 9, callReconcile),
    optional("reconcile_operations"_L1, 18, callReconcileOperations),
    optional("message"_L1, 10, callMessage),
    optional("request"_L1, 11, callRequest),
    optional("suppress"_L1, 16, callSuppress),
    optional("update_framework"_L1, 19, callUpdateFramework),
};

constexpr FieldSchema callSubscribeFields[] = {
    required("framework_info"_L1, 1, frameworkInfo),
    repeated("suppressed_roles"_L1, 2, FieldType::String),
    optional("offer_constraints"_L1, 3, offerConstraints),
};

constexpr FieldSchema callAcceptFields[] = {
    repeated("offer_ids"_L1, 1, offerId),
    repeated("operations"_L1, 2, offerOperation),
    optional("filters"_L1, 3, filters),
};

constexpr FieldSchema callDeclineFields[] = {
    repeated("offer_ids"_L1, 1, offerId),
    optional("filters"_L1, 2, filters),
};

constexpr FieldSchema callAcceptInverseOffersFields[] = {
    repeated("inverse_offer_ids"_L1, 1, offerId),
    optional("filters"_L1, 2, filters),
};

constexpr FieldSchema callDeclineInverseOffersFields[] = {
    repeated("inverse_offer_ids"_L1, 1, offerId),
    optional("filters"_L1, 2, filters),
};

constexpr FieldSchema callReviveFields[] = {
    repeated("roles"_L1, 1, FieldType::String),
};

constexpr FieldSchema callKillFields[] = {
    required("task_id"_L1, 1, taskId),
    optional("agent_id"_L1, 2, agentId),
    optional("kill_policy"_L1, 3, killPolicy),
};

constexpr FieldSchema callShutdownFields[] = {
    required("executor_id"_L1, 1, executorId),
    required("agent_id"_L1, 2, agentId),
};

constexpr FieldSchema callAcknowledgeFields[] = {
    required("agent_id"_L1, 1, agentId),
    required("task_id"_L1, 2, taskId),
    required("uuid"_L1, 3, FieldType::Bytes),
};

constexpr FieldSchema callAcknowledgeOperationStatusFields[] = {
    optional("agent_id"_L1, 1, agentId),
    optional("resource_provider_id"_L1, 2, resourceProviderId),
    required("uuid"_L1, 3, FieldType::Bytes),
    required("operation_id"_L1, 4, operationId),
};

constexpr FieldSchema callReconcileFields[] = {
    repeated("tasks"_L1, 1, callReconcileTask),
};

constexpr FieldSchema callReconcileTaskFields[] = {
    required("task_id"_L1, 1, taskId),
    optional("agent_id"_L1, 2, agentId),
};

constexpr FieldSchema callReconcileOperationsFields[] = {
    repeated("operations"_L1, 1, callReconcileOperationsOperation),
};

constexpr FieldSchema callReconcileOperationsOperationFields[] = {
    required("operation_id"_L1, 1, operationId),
    optional("agent_id"_L1, 2, agentId),
    optional("resource_provider_id"_L1, 3, resourceProviderId),
};

constexpr FieldSchema callMessageFields[] = {
    required("agent_id"_L1, 1, agentId),
    required("executor_id"_L1, 2, executorId),
    required("data"_L1, 3, FieldType::Bytes),
};

constexpr FieldSchema callRequestFields[] = {
    repeated("requests"_L1, 1, request),
};

constexpr FieldSchema callSuppressFields[] = {
    repeated("roles"_L1, 1, FieldType::String),
};

constexpr FieldSchema callUpdateFrameworkFields[] = {
    required("framework_info"_L1, 1, frameworkInfo),
    repeated("suppressed_roles"_L1, 2, FieldType::String),
    optional("offer_constraints"_L1, 3, offerConstraints),
};

} // namespace

constinit const MessageSchema request{"Request"_L1, requestFields};
constinit const MessageSchema filters{"Filters"_L1, filtersFields};
constinit const MessageSchema call{"Call"_L1, callFields};
constinit const MessageSchema callSubscribe{"Call.Subscribe"_L1, callSubscribeFields};
constinit const MessageSchema callAccept{"Call.Accept"_L1, callAcceptFields};
constinit const MessageSchema callDecline{"Call.Decline"_L1, callDeclineFields};
constinit const MessageSchema callAcceptInverseOffers{"Call.AcceptInverseOffers"_L1, callAcceptInverseOffersFields};
constinit const MessageSchema callDeclineInverseOffers{"Call.DeclineInverseOffers"_L1, callDeclineInverseOffersFields};
constinit const MessageSchema callRevive{"Call.Revive"_L1, callReviveFields};
constinit const MessageSchema callKill{"Call.Kill"_L1, callKillFields};
constinit const MessageSchema callShutdown{"Call.Shutdown"_L1, callShutdownFields};
constinit const MessageSchema callAcknowledge{"Call.Acknowledge"_L1, callAcknowledgeFields};
constinit const MessageSchema callAcknowledgeOperationStatus{"Call.AcknowledgeOperationStatus"_L1,
                                                             callAcknowledgeOperationStatusFields};
constinit const MessageSchema callReconcile{"Call.Reconcile"_L1, callReconcileFields};
constinit const MessageSchema callReconcileTask{"Call.Reconcile.Task"_L1, callReconcileTaskFields};
constinit const MessageSchema callReconcileOperations{"Call.ReconcileOperations"_L1, callReconcileOperationsFields};
constinit const MessageSchema callReconcileOperationsOperation{"Call.ReconcileOperations.Operation"_L1,
                                                               callReconcileOperationsOperationFields};
constinit const MessageSchema callMessage{"Call.Message"_L1, callMessageFields};
constinit const MessageSchema callRequest{"Call.Request"_L1, callRequestFields};
constinit const MessageSchema callSuppress{"Call.Suppress"_L1, callSuppressFields};
constinit const MessageSchema callUpdateFramework{"Call.UpdateFramework"_L1, callUpdateFrameworkFields};

} // namespace mesoscribe::schema
