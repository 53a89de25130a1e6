// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "practice/resources.h"

/// What is in an operation of an ACCEPT other than a launch. Messages are those of decodeMessage.
namespace mesoscribe::practice {

using Pieces = std::vector<Resources::Piece>;

/// Whether the operation is one of those here.
bool isResourceOperation(const JsonValue& operation);
/// CREATE_DISK and DESTROY_DISK: a resource provider does it, and it takes its time.
bool isDiskOperation(const JsonValue& operation);

/// The member that is named after its type.
const JsonValue& contentOf(const JsonValue& operation);
/// Its resources as they came: those of the list, or the single ones.
JsonArray resourcesOf(const JsonValue& operation);
/// Those that are right by themselves.
Pieces piecesOf(const JsonArray& resources);
/// What a resource is allocated to; `role` when it does not say.
QByteArray allocationOf(const JsonValue& resource, const QByteArray& role);
/// The resource provider that is to do it; empty for the agent itself.
QByteArray providerOf(const JsonValue& operation);

} // namespace mesoscribe::practice
