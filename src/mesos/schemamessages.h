// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "mesos/schema.h"

/// The tables behind schema.h, one constant for each message that a scheduler call can hold.
namespace mesoscribe::schema {

// schemascheduler.cpp
extern const MessageSchema request;
extern const MessageSchema filters;
extern const MessageSchema call;
extern const MessageSchema callSubscribe;
extern const MessageSchema callAccept;
extern const MessageSchema callDecline;
extern const MessageSchema callAcceptInverseOffers;
extern const MessageSchema callDeclineInverseOffers;
extern const MessageSchema callRevive;
extern const MessageSchema callKill;
extern const MessageSchema callShutdown;
extern const MessageSchema callAcknowledge;
extern const MessageSchema callAcknowledgeOperationStatus;
extern const MessageSchema callReconcile;
extern const MessageSchema callReconcileTask;
extern const MessageSchema callReconcileOperations;
extern const MessageSchema callReconcileOperationsOperation;
extern const MessageSchema callMessage;
extern const MessageSchema callRequest;
extern const MessageSchema callSuppress;
extern const MessageSchema callUpdateFramework;

// schemaframework.cpp
extern const MessageSchema frameworkInfo;
extern const MessageSchema frameworkInfoCapability;
extern const MessageSchema offerFilters;
extern const MessageSchema offerFiltersResourceQuantities;
extern const MessageSchema offerFiltersMinAllocatableResources;
extern const MessageSchema labels;
extern const MessageSchema label;
extern const MessageSchema attributeConstraint;
extern const MessageSchema attributeConstraintSelector;
extern const MessageSchema attributeConstraintPredicate;
extern const MessageSchema attributeConstraintPredicateExists;
extern const MessageSchema attributeConstraintPredicateNotExists;
extern const MessageSchema attributeConstraintPredicateTextEquals;
extern const MessageSchema attributeConstraintPredicateTextNotEquals;
extern const MessageSchema attributeConstraintPredicateTextMatches;
extern const MessageSchema attributeConstraintPredicateTextNotMatches;
extern const MessageSchema offerConstraints;
extern const MessageSchema offerConstraintsRoleConstraints;
extern const MessageSchema offerConstraintsRoleConstraintsGroup;

// schemaresource.cpp
extern const MessageSchema frameworkId;
extern const MessageSchema offerId;
extern const MessageSchema agentId;
extern const MessageSchema taskId;
extern const MessageSchema executorId;
extern const MessageSchema resourceProviderId;
extern const MessageSchema operationId;
extern const MessageSchema durationInfo;
extern const MessageSchema valueScalar;
extern const MessageSchema valueRange;
extern const MessageSchema valueRanges;
extern const MessageSchema valueSet;
extern const MessageSchema resource;
extern const MessageSchema resourceAllocationInfo;
extern const MessageSchema resourceReservationInfo;
extern const MessageSchema resourceDiskInfo;
extern const MessageSchema resourceDiskInfoPersistence;
extern const MessageSchema resourceDiskInfoSource;
extern const MessageSchema resourceDiskInfoSourcePath;
extern const MessageSchema resourceDiskInfoSourceMount;
extern const MessageSchema resourceRevocableInfo;
extern const MessageSchema resourceSharedInfo;
extern const MessageSchema offerOperation;
extern const MessageSchema offerOperationLaunch;
extern const MessageSchema offerOperationLaunchGroup;
extern const MessageSchema offerOperationReserve;
extern const MessageSchema offerOperationUnreserve;
extern const MessageSchema offerOperationCreate;
extern const MessageSchema offerOperationDestroy;
extern const MessageSchema offerOperationGrowVolume;
extern const MessageSchema offerOperationShrinkVolume;
extern const MessageSchema offerOperationCreateDisk;
extern const MessageSchema offerOperationDestroyDisk;

// schematask.cpp
extern const MessageSchema checkInfo;
extern const MessageSchema checkInfoCommand;
extern const MessageSchema checkInfoHttp;
extern const MessageSchema checkInfoTcp;
extern const MessageSchema healthCheck;
extern const MessageSchema healthCheckHttpCheckInfo;
extern const MessageSchema healthCheckTcpCheckInfo;
extern const MessageSchema killPolicy;
extern const MessageSchema commandInfo;
extern const MessageSchema commandInfoUri;
extern const MessageSchema executorInfo;
extern const MessageSchema taskInfo;
extern const MessageSchema taskGroupInfo;
extern const MessageSchema environment;
extern const MessageSchema environmentVariable;
extern const MessageSchema port;
extern const MessageSchema ports;
extern const MessageSchema discoveryInfo;

// schemacontainer.cpp
extern const MessageSchema parameter;
extern const MessageSchema parameters;
extern const MessageSchema credential;
extern const MessageSchema secret;
extern const MessageSchema secretReference;
extern const MessageSchema secretValue;
extern const MessageSchema image;
extern const MessageSchema imageAppc;
extern const MessageSchema imageDocker;
extern const MessageSchema mountPropagation;
extern const MessageSchema volume;
extern const MessageSchema volumeSource;
extern const MessageSchema volumeSourceDockerVolume;
extern const MessageSchema volumeSourceHostPath;
extern const MessageSchema volumeSourceSandboxPath;
extern const MessageSchema volumeSourceCsiVolume;
extern const MessageSchema volumeSourceCsiVolumeVolumeCapability;
extern const MessageSchema volumeSourceCsiVolumeVolumeCapabilityBlockVolume;
extern const MessageSchema volumeSourceCsiVolumeVolumeCapabilityMountVolume;
extern const MessageSchema volumeSourceCsiVolumeVolumeCapabilityAccessMode;
extern const MessageSchema volumeSourceCsiVolumeStaticProvisioning;
extern const MessageSchema networkInfo;
extern const MessageSchema networkInfoIPAddress;
extern const MessageSchema networkInfoPortMapping;
extern const MessageSchema capabilityInfo;
extern const MessageSchema seccompInfo;
extern const MessageSchema linuxInfo;
extern const MessageSchema rlimitInfo;
extern const MessageSchema rlimitInfoRLimit;
extern const MessageSchema ttyInfo;
extern const MessageSchema ttyInfoWindowSize;
extern const MessageSchema containerInfo;
extern const MessageSchema containerInfoDockerInfo;
extern const MessageSchema containerInfoDockerInfoPortMapping;
extern const MessageSchema containerInfoMesosInfo;

} // namespace mesoscribe::schema
