// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "practice/operatorschema.h"

#include "mesos/schemafields.h"
#include "mesos/schemamessages.h"

namespace mesoscribe::practice {

using namespace Qt::Literals::StringLiterals;
using schema::FieldSchema;
using schema::FieldType;
using schema::MessageSchema;

namespace {

constexpr QLatin1StringView CallTypes[] = {
    "UNKNOWN"_L1,
    "GET_HEALTH"_L1,
    "GET_FLAGS"_L1,
    "GET_VERSION"_L1,
    "GET_METRICS"_L1,
    "GET_LOGGING_LEVEL"_L1,
    "SET_LOGGING_LEVEL"_L1,
    "LIST_FILES"_L1,
    "READ_FILE"_L1,
    "GET_STATE"_L1,
    "GET_AGENTS"_L1,
    "GET_FRAMEWORKS"_L1,
    "GET_EXECUTORS"_L1,
    "GET_OPERATIONS"_L1,
    "GET_TASKS"_L1,
    "GET_ROLES"_L1,
    "GET_WEIGHTS"_L1,
    "UPDATE_WEIGHTS"_L1,
    "GET_MASTER"_L1,
    "SUBSCRIBE"_L1,
    "RESERVE_RESOURCES"_L1,
    "UNRESERVE_RESOURCES"_L1,
    "CREATE_VOLUMES"_L1,
    "DESTROY_VOLUMES"_L1,
    "GROW_VOLUME"_L1,
    "SHRINK_VOLUME"_L1,
    "GET_MAINTENANCE_STATUS"_L1,
    "GET_MAINTENANCE_SCHEDULE"_L1,
    "UPDATE_MAINTENANCE_SCHEDULE"_L1,
    "START_MAINTENANCE"_L1,
    "STOP_MAINTENANCE"_L1,
    "DRAIN_AGENT"_L1,
    "DEACTIVATE_AGENT"_L1,
    "REACTIVATE_AGENT"_L1,
    "GET_QUOTA"_L1,
    "UPDATE_QUOTA"_L1,
    "SET_QUOTA"_L1,
    "REMOVE_QUOTA"_L1,
    "TEARDOWN"_L1,
    "MARK_AGENT_GONE"_L1,
};
constinit const schema::EnumSchema CallType{"master.Call.Type"_L1, CallTypes};

constexpr FieldSchema MachineIdFields[] = {
    schema::optional("hostname"_L1, 1, FieldType::String),
    schema::optional("ip"_L1, 2, FieldType::String),
};
constinit const MessageSchema MachineId{"MachineID"_L1, MachineIdFields};

/// A TimeInfo looks as a DurationInfo does.
constexpr FieldSchema UnavailabilityFields[] = {
    schema::required("start"_L1, 1, schema::durationInfo),
    schema::optional("duration"_L1, 2, schema::durationInfo),
};
constinit const MessageSchema Unavailability{"Unavailability"_L1, UnavailabilityFields};

constexpr FieldSchema WindowFields[] = {
    schema::repeated("machine_ids"_L1, 1, MachineId),
    schema::required("unavailability"_L1, 2, Unavailability),
};
constinit const MessageSchema Window{"maintenance.Window"_L1, WindowFields};

constexpr FieldSchema ScheduleFields[] = {schema::repeated("windows"_L1, 1, Window)};
constinit const MessageSchema Schedule{"maintenance.Schedule"_L1, ScheduleFields};

constexpr FieldSchema UpdateScheduleFields[] = {schema::required("schedule"_L1, 1, Schedule)};
constinit const MessageSchema UpdateSchedule{"master.Call.UpdateMaintenanceSchedule"_L1, UpdateScheduleFields};

constexpr FieldSchema CallFields[] = {
    schema::optional("type"_L1, 1, CallType),
    schema::optional("update_maintenance_schedule"_L1, 11, UpdateSchedule),
};
constinit const MessageSchema Call{"master.Call"_L1, CallFields};

} // namespace

const MessageSchema& operatorCallSchema()
{
    return Call;
}

} // namespace mesoscribe::practice
