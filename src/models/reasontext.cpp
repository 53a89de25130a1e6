// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "models/reasontext.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <iterator>

using namespace Qt::Literals::StringLiterals;

namespace mesoscribe {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Words)
};

struct Reason
{
    const char* name; ///< without REASON_
    const char* text;
};

constexpr Reason Reasons[] = {
    {"AGENT_DISCONNECTED", QT_TRANSLATE_NOOP("Words", "The agent lost its connection to the master.")},
    {"AGENT_DRAINING", QT_TRANSLATE_NOOP("Words", "The agent is being emptied for maintenance.")},
    {"AGENT_REMOVED", QT_TRANSLATE_NOOP("Words", "The master gave the agent up after it had been silent too long.")},
    {"AGENT_REMOVED_BY_OPERATOR",
     QT_TRANSLATE_NOOP("Words", "Someone who runs the cluster declared the agent gone for good.")},
    {"AGENT_REREGISTERED", QT_TRANSLATE_NOOP("Words", "The agent came back and told what became of the task.")},
    {"AGENT_RESTARTED", QT_TRANSLATE_NOOP("Words", "The agent was restarted and the task did not survive it.")},
    {"AGENT_UNKNOWN", QT_TRANSLATE_NOOP("Words", "The master does not know the agent.")},
    {"COMMAND_EXECUTOR_FAILED", QT_TRANSLATE_NOOP("Words", "The program that runs commands failed itself.")},
    {"CONTAINER_LAUNCH_FAILED",
     QT_TRANSLATE_NOOP("Words", "The container could not be started; often its image or a file could not be fetched.")},
    {"CONTAINER_LIMITATION", QT_TRANSLATE_NOOP("Words", "The container used more than it was given.")},
    {"CONTAINER_LIMITATION_DISK", QT_TRANSLATE_NOOP("Words", "The container used more disk than it was given.")},
    {"CONTAINER_LIMITATION_MEMORY", QT_TRANSLATE_NOOP("Words", "The container used more memory than it was given.")},
    {"CONTAINER_PREEMPTED",
     QT_TRANSLATE_NOOP("Words", "The agent needed the revocable resources back and stopped the container.")},
    {"CONTAINER_UPDATE_FAILED", QT_TRANSLATE_NOOP("Words", "The container's resources could not be changed.")},
    {"EXECUTOR_REGISTRATION_TIMEOUT",
     QT_TRANSLATE_NOOP("Words", "The executor did not report to the agent in time after it had been started.")},
    {"EXECUTOR_REREGISTRATION_TIMEOUT",
     QT_TRANSLATE_NOOP("Words", "The executor did not report again in time after the agent had been restarted.")},
    {"EXECUTOR_TERMINATED", QT_TRANSLATE_NOOP("Words", "The executor ended before the task did.")},
    {"EXECUTOR_UNREGISTERED", QT_TRANSLATE_NOOP("Words", "The executor was no longer registered with the agent.")},
    {"FRAMEWORK_REMOVED", QT_TRANSLATE_NOOP("Words", "The master removed the framework, and its tasks with it.")},
    {"GC_ERROR", QT_TRANSLATE_NOOP("Words", "The agent could not prepare the directory of the task.")},
    {"INVALID_FRAMEWORKID", QT_TRANSLATE_NOOP("Words", "The framework id of the task is not the agent's.")},
    {"INVALID_OFFERS", QT_TRANSLATE_NOOP("Words", "The offer was gone before the launch arrived; nothing ran.")},
    {"IO_SWITCHBOARD_EXITED",
     QT_TRANSLATE_NOOP("Words", "The process that carries the container's input and output ended unexpectedly.")},
    {"MASTER_DISCONNECTED", QT_TRANSLATE_NOOP("Words", "The launch was dropped because no master was connected.")},
    {"MAX_COMPLETION_TIME_REACHED", QT_TRANSLATE_NOOP("Words", "The task ran longer than it was allowed to.")},
    {"RECONCILIATION",
     QT_TRANSLATE_NOOP("Words", "This is the master's answer to the question how the task is doing.")},
    {"RESOURCES_UNKNOWN",
     QT_TRANSLATE_NOOP("Words", "The task needs reserved resources or a volume that the agent does not know.")},
    {"TASK_CHECK_STATUS_UPDATED", QT_TRANSLATE_NOOP("Words", "The result of the task's check changed.")},
    {"TASK_GROUP_INVALID",
     QT_TRANSLATE_NOOP("Words", "One task of the group breaks a rule, so none of the group was started.")},
    {"TASK_GROUP_UNAUTHORIZED",
     QT_TRANSLATE_NOOP("Words", "One task of the group is not allowed here, so none of the group was started.")},
    {"TASK_HEALTH_CHECK_STATUS_UPDATED", QT_TRANSLATE_NOOP("Words", "The result of the task's health check changed.")},
    {"TASK_INVALID", QT_TRANSLATE_NOOP("Words", "The task's description breaks a rule; the message says which.")},
    {"TASK_KILLED_DURING_LAUNCH", QT_TRANSLATE_NOOP("Words", "The task was killed while it was being started.")},
    {"TASK_UNAUTHORIZED", QT_TRANSLATE_NOOP("Words", "The framework may not run this task as this user.")},
    {"TASK_UNKNOWN", QT_TRANSLATE_NOOP("Words", "The master does not know the task.")},
};

} // namespace

QString describeReason(const QString& wireName)
{
    if (!wireName.startsWith("REASON_"_L1))
        return {};
    QString name = wireName.mid(qsizetype(sizeof("REASON_")) - 1);
    if (name.startsWith("SLAVE_"_L1))
        name.replace(0, qsizetype(sizeof("SLAVE_")) - 1, u"AGENT_"_s);
    const auto* const reason =
        std::ranges::find_if(Reasons, [&](const Reason& each) { return name == QLatin1StringView(each.name); });
    return reason == std::end(Reasons) ? QString() : Words::tr(reason->text);
}

} // namespace mesoscribe
