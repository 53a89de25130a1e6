// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "practice/jsonvalue.h"

#include <QByteArrayList>

#include <optional>

/// What a master refuses, in its own words (src/master/validation.cpp, src/common/validation.cpp,
/// src/common/roles.cpp). Written apart from the rules of the client, so that a mistake in one shows against the other.
/// Messages are those of decodeMessage.
namespace mesoscribe::practice {

/// An error text, or nothing.
using Refusal = std::optional<QByteArray>;

Refusal roleError(const QByteArray& role);
/// For framework, task, executor and agent ids.
Refusal idError(const QByteArray& id);

bool hasCapability(const JsonValue& frameworkInfo, QByteArrayView capability);
/// `roles` with MULTI_ROLE, else the one `role`.
QByteArrayList rolesOf(const JsonValue& frameworkInfo);

/// Roles, id, offer filters and failover timeout of a FrameworkInfo.
Refusal frameworkError(const JsonValue& frameworkInfo);
/// `suppressed_roles` and `offer_constraints` of a SUBSCRIBE or UPDATE_FRAMEWORK member, against the roles in it.
Refusal subscriptionOptionsError(const JsonValue& member);
/// What may not change: principal, user, checkpoint.
Refusal frameworkUpdateError(const JsonValue& oldInfo, const JsonValue& newInfo);

/// What must be there for a scheduler::Call's type; the text after "Failed to validate scheduler::Call: ".
Refusal callError(const JsonValue& call, const std::optional<QByteArray>& principal);

/// "{ a, b }".
QByteArray setText(QByteArrayList names);

} // namespace mesoscribe::practice
