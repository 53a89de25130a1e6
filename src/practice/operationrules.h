// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "practice/resources.h"
#include "practice/validation.h"

/// The operations of an ACCEPT other than launches: what a master refuses, in its own words (operation::validate in
/// src/master/validation.cpp).
namespace mesoscribe::practice {

/// What an operation is judged by.
struct OperationSetting
{
    QByteArray role; ///< of the offers; resources that name no allocation are allocated to it
    JsonValue frameworkInfo;
    Resources total; ///< of the agent
    Resources used;  ///< by the agent's tasks
};

/// What is wrong with its resources by themselves, e.g. "Resource 'cpus:0' is invalid: …".
Refusal operationResourcesError(const JsonValue& operation);
/// What is wrong with it otherwise. Its resources must be right by themselves.
Refusal operationError(const JsonValue& operation, const OperationSetting& setting);

} // namespace mesoscribe::practice
