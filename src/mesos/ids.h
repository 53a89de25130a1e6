// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/strongid.h"

/// The ids of mesos.proto, each a type of its own.
namespace mesoscribe {

using FrameworkId = StrongId<struct FrameworkIdTag>;
using AgentId = StrongId<struct AgentIdTag>;
using OfferId = StrongId<struct OfferIdTag>; ///< offers and inverse offers share one counter and one type
using TaskId = StrongId<struct TaskIdTag>;
using ExecutorId = StrongId<struct ExecutorIdTag>;
using ContainerId = StrongId<struct ContainerIdTag>;
using OperationId = StrongId<struct OperationIdTag>;
using ResourceProviderId = StrongId<struct ResourceProviderIdTag>;

/// The `Mesos-Stream-Id` header of one subscription. Opaque, up to 128 bytes.
using StreamId = StrongId<struct StreamIdTag>;

} // namespace mesoscribe
