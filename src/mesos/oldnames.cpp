// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "mesos/oldnames.h"

namespace mesoscribe {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Renamed
{
    QLatin1StringView old;
    QLatin1StringView today;
};

// A name may stand several times: the first whose new name the message knows counts.
constexpr Renamed RenamedFields[] = {
    // v0 API (include/mesos/mesos.proto, scheduler.proto) and the endpoints that still speak it
    {"slave_id"_L1, "agent_id"_L1},
    {"slave"_L1, "agent_id"_L1},
    {"executor_info"_L1, "executor"_L1},
    {"command_info"_L1, "command"_L1},
    {"container_info"_L1, "container"_L1},
    {"task_group_info"_L1, "task_group"_L1},
    {"health_check_info"_L1, "health_check"_L1},
    {"check_info"_L1, "check"_L1},
    {"discovery_info"_L1, "discovery"_L1},
    {"framework"_L1, "framework_info"_L1},
    {"framework"_L1, "framework_id"_L1},
    {"tasks"_L1, "task_infos"_L1},
    {"task_infos"_L1, "tasks"_L1},
    {"statuses"_L1, "tasks"_L1},
    {"task_statuses"_L1, "tasks"_L1},
    {"network_info"_L1, "network_infos"_L1},
    {"network_settings"_L1, "network_infos"_L1},
    {"resource_consumption"_L1, "resources"_L1},
    // The legacy endpoints and other schedulers write resources flat.
    {"cpus"_L1, "resources"_L1},
    {"mem"_L1, "resources"_L1},
    {"disk"_L1, "resources"_L1},
    {"gpus"_L1, "resources"_L1},
    {"ports"_L1, "resources"_L1},
    // Marathon, and what people remember of it
    {"cmd"_L1, "command"_L1},
    {"cmd"_L1, "value"_L1},
    {"args"_L1, "arguments"_L1},
    {"env"_L1, "environment"_L1},
    {"health_checks"_L1, "health_check"_L1},
    {"constraints"_L1, "offer_constraints"_L1},
    // Samples of the documentation, and the words of events
    {"bytes"_L1, "data"_L1},
    {"offers"_L1, "offer_ids"_L1},
    {"inverse_offers"_L1, "inverse_offer_ids"_L1},
    {"status_uuid"_L1, "uuid"_L1},
    {"timeout"_L1, "failover_timeout"_L1},
};

} // namespace

QLatin1StringView renamedField(QStringView name, const schema::MessageSchema& message)
{
    for (const Renamed& renamed : RenamedFields) {
        if (name == renamed.old && message.field(renamed.today))
            return renamed.today;
    }
    return {};
}

} // namespace mesoscribe
