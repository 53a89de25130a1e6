// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "mesos/lintreport.h"

namespace mesoscribe {

/// Finds what a master refuses or ignores while it converts JSON into the call (stout/protobuf.hpp; mesos-api: JSON to
/// protobuf rules): unknown names, wrong types, missing fields, numbers that are bent. `root` is an object. What the
/// call's type demands is left to lintCallRules.
void lintSchema(const LintNode& root, LintReport& report);

/// The name of the member that belongs to a Call.Type, e.g. "decline" of "DECLINE"; empty when the call has none.
QByteArray callMemberName(QByteArrayView type);

} // namespace mesoscribe
