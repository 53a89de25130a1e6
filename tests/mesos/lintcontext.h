// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "mesos/calllint.h"

/// A session with framework "F" of roles eng and ops. Offers: o1 and o2 of agent a1 for eng, o3 of a1 for ops, o4 of a2
/// for eng; each with 2 cpus, 1024 MiB and 1000 MiB of disk, o1 with ports 31000 to 31009 and executor "running".
inline mesoscribe::LintContext lintContext()
{
    using namespace mesoscribe;
    using namespace Qt::Literals::StringLiterals;
    LintContext context;
    context.frameworkId = FrameworkId(u"F"_s);
    context.knowsOffers = true;
    context.knowsRoles = true;
    context.roles = {u"eng"_s, u"ops"_s};
    const auto offer = [&context](const QString& id, const QString& agent, const QString& role) {
        LintContext::Offer made;
        made.id = OfferId(id);
        made.agentId = AgentId(agent);
        made.role = role;
        made.scalars = {{u"cpus"_s, 2000}, {u"mem"_s, 1024000}, {u"disk"_s, 1000000}};
        context.offers.append(made);
    };
    offer(u"o1"_s, u"a1"_s, u"eng"_s);
    offer(u"o2"_s, u"a1"_s, u"eng"_s);
    offer(u"o3"_s, u"a1"_s, u"ops"_s);
    offer(u"o4"_s, u"a2"_s, u"eng"_s);
    context.offers.first().ranges = {{u"ports"_s, {{31000, 31009}}}};
    context.offers.first().executorIds = {ExecutorId(u"running"_s)};
    return context;
}
