// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "mesos/schema.h"

namespace mesoscribe::practice {

/// master::Call (include/mesos/v1/master/master.proto), with the members that the practice master does something with.
const schema::MessageSchema& operatorCallSchema();

} // namespace mesoscribe::practice
