// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "models/describelintparts.h"

#include "models/describe.h"

#include <QCoreApplication>

namespace mesoscribe {

using namespace Qt::Literals::StringLiterals;
using Kind = LintFinding::Kind;
using Severity = LintFinding::Severity;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Words)
};

QString frameworkIdDiffers(const LintFinding& finding)
{
    const QString id = quotable(finding.subject);
    if (finding.severity != Severity::Refused)
        return Words::tr("“%1” is not the id of this framework. Mesos would take the call and refuse the task group. "
                         "Write “%2”.")
            .arg(id, finding.suggestion);
    return Words::tr("“%1” is not the id of this connection's framework. Mesos would refuse the call. Write “%2”.")
        .arg(id, finding.suggestion);
}

QString frameworkIdsDiffer(const LintFinding& finding)
{
    if (finding.subject.isEmpty() || finding.within.isEmpty())
        return Words::tr("The framework's id must stand both at the top and in “framework_info.id”. Mesos would refuse "
                         "the call.");
    return Words::tr("“framework_id” is “%1”, but “framework_info.id” is “%2”. Mesos would refuse the call unless they "
                     "are the same.")
        .arg(quotable(finding.subject), quotable(finding.within));
}

QString invalidId(const LintFinding& finding)
{
    const QString id = quotable(finding.subject);
    const bool isTask = finding.path.contains("accept."_L1);
    QString effect = finding.severity == Severity::Refused ? Words::tr("Mesos would refuse the call.")
                     : isTask                              ? Words::tr("Mesos would refuse the task.")
                                                           : Words::tr("Mesos knows nothing of that id.");
    if (finding.subject.isEmpty())
        return Words::tr("The id is empty. %1").arg(effect);
    return Words::tr("“%1” cannot be an id: 1 to 255 characters, not “.” or “..”, without “/”, “\\” and control "
                     "characters. %2")
        .arg(id, effect);
}

QString invalidRole(const LintFinding& finding)
{
    const std::optional<RoleProblem> problem = roleProblem(finding.subject);
    const QString reason =
        problem ? describe(*problem, finding.subject) : Words::tr("“%1” is no role.").arg(quotable(finding.subject));
    return finding.severity == Severity::Refused
               ? Words::tr("%1 Mesos would refuse the call.").arg(quotable(reason))
               : Words::tr("%1 Mesos would take the call and do nothing, not for the other roles either.")
                     .arg(quotable(reason));
}

QString roleNotHeld(const LintFinding& finding)
{
    const QString role = quotable(finding.subject);
    if (finding.severity == Severity::Refused)
        return Words::tr("“%1” is not one of the framework's roles. Mesos would refuse the call.").arg(role);
    return Words::tr("“%1” is not one of the framework's roles. Mesos would take the call and do nothing, not for the "
                     "other roles either.")
        .arg(role);
}

QString duplicateEntry(const LintFinding& finding)
{
    const QString entry = quotable(finding.subject);
    if (finding.severity == Severity::Refused)
        return Words::tr("The role “%1” stands here twice. Mesos would refuse the call.").arg(entry);
    if (finding.within == "LAUNCH"_L1)
        return Words::tr("The task id “%1” stands here twice. Mesos would take the call and refuse the second task.")
            .arg(entry);
    return Words::tr("The offer “%1” stands here twice. Mesos would take the call, and all its tasks would be lost.")
        .arg(entry);
}

QString tooMuch(const LintFinding& finding)
{
    const QString name = quotable(finding.subject);
    if (finding.path.contains("range["_L1))
        return Words::tr("These “%1” are not among those offered. Mesos would take the call and refuse the task.")
            .arg(name);
    if (finding.within == "0"_L1)
        return Words::tr("The offers hold no “%1”. Mesos would take the call and refuse the task.").arg(name);
    return Words::tr("This is more “%1” than the offers hold, which is %2 in all. Mesos would take the call and refuse "
                     "the task.")
        .arg(name, finding.within);
}

} // namespace

QString describeFrameworkProblem(const LintFinding& finding)
{
    switch (finding.kind) {
    case Kind::FrameworkIdDiffers:
        return frameworkIdDiffers(finding);
    case Kind::FrameworkIdsDiffer:
        return frameworkIdsDiffer(finding);
    case Kind::BothRoleFormats:
        return finding.severity == Severity::Refused
                   ? Words::tr("“role” and “roles” cannot stand together. Mesos would refuse the call. Write the role "
                               "into “roles” only.")
                   : Words::tr("A resource has either “role” or “reservations”. Mesos would take the call and refuse "
                               "what uses it. Remove “role”.");
    case Kind::InvalidId:
        return invalidId(finding);
    case Kind::InvalidRole:
        return invalidRole(finding);
    case Kind::RoleNotHeld:
        return roleNotHeld(finding);
    case Kind::RolesNeedMultiRole:
        return Words::tr("“roles” needs the capability MULTI_ROLE. Mesos would refuse the call. Add the capability, or "
                         "write a single “role”.");
    case Kind::RoleWithMultiRole:
        return Words::tr("A framework with the capability MULTI_ROLE has “roles”, not “role”. Mesos would refuse the "
                         "call.");
    case Kind::BadQuantity:
        return Words::tr("Every quantity of an offer filter needs at least one amount, and none below 0 or infinite. "
                         "Mesos would refuse the call.");
    case Kind::BadConstraint:
        return finding.subject == "selector"_L1
                   ? Words::tr("A constraint's selector needs an “attribute_name” or a “pseudoattribute_type”. Mesos "
                               "would refuse the call.")
                   : Words::tr(
                         "A constraint's predicate needs one of “exists”, “not_exists”, “text_equals”, "
                         "“text_not_equals”, “text_matches” and “text_not_matches”. Mesos would refuse the call.");
    case Kind::TimeoutTooLong:
        return Words::tr("A failover timeout of %1 seconds is more than Mesos can count, which is 292 years. Mesos "
                         "would refuse the call.")
            .arg(quotable(finding.subject));
    default:
        break;
    }
    Q_UNREACHABLE();
}

QString describeOfferProblem(const LintFinding& finding)
{
    const QString subject = quotable(finding.subject);
    switch (finding.kind) {
    case Kind::DefaultFilter:
        return Words::tr("Without “filters”, Mesos offers the same resources again after about 5 seconds. Write "
                         "“refuse_seconds” to keep them away for longer.");
    case Kind::ZeroFilter:
        return Words::tr("With “refuse_seconds” of 0, Mesos offers the same resources again within a second.");
    case Kind::FilterBent:
        return finding.suggestion == "5"_L1
                   ? Words::tr("“refuse_seconds” cannot be negative. Mesos would use 5 seconds in place of %1.")
                         .arg(subject)
                   : Words::tr("“refuse_seconds” cannot be above 31536000, which is 365 days. Mesos would use that in "
                               "place of %1.")
                         .arg(subject);
    case Kind::UnknownOffer:
        return finding.within == "DECLINE"_L1
                   ? Words::tr("The offer “%1” is not live any more. Mesos would ignore it.").arg(subject)
                   : Words::tr("The offer “%1” is not live any more. Mesos would take the call, all its tasks would be "
                               "lost, and its other offers given back.")
                         .arg(subject);
    case Kind::MixedOffers:
        return finding.within == "agent"_L1
                   ? Words::tr("The offer “%1” is of another agent than the first. Mesos would take the call, and all "
                               "its tasks would be lost.")
                         .arg(subject)
                   : Words::tr("The offer “%1” is for another role than the first. Mesos would take the call, and all "
                               "its tasks would be lost.")
                         .arg(subject);
    case Kind::DuplicateEntry:
        return duplicateEntry(finding);
    case Kind::LaunchWithId:
        return Words::tr("%1 must not have an “id”. Mesos would take the call and refuse its tasks. Remove it.")
            .arg(subject);
    case Kind::NotForSchedulers:
        return Words::tr("“source” is not for frameworks: Mesos would take the call, and the reservation would fail. "
                         "Remove it.");
    default:
        break;
    }
    Q_UNREACHABLE();
}

QString describeTaskProblem(const LintFinding& finding)
{
    const QString subject = quotable(finding.subject);
    switch (finding.kind) {
    case Kind::AgentDiffers:
        return Words::tr("The offers are of agent “%1”, not of “%2”. Mesos would take the call and refuse the task.")
            .arg(finding.suggestion, subject);
    case Kind::CommandAndExecutor:
        if (finding.subject == "neither"_L1)
            return Words::tr("A task needs a “command” or an “executor”. Mesos would take the call and refuse the "
                             "task.");
        return finding.within == "LAUNCH_GROUP"_L1
                   ? Words::tr("Tasks of a group share the executor of the group. Mesos would take the call and refuse "
                               "all of them. Remove “executor”.")
                   : Words::tr("A task has either a “command” or an “executor”. Mesos would take the call and refuse "
                               "the task. Remove one of them.");
    case Kind::NoResources:
        return Words::tr("A task needs “resources”. Mesos would take the call and refuse the task.");
    case Kind::TooMuch:
        return tooMuch(finding);
    case Kind::ZeroScalar:
        return Words::tr("%1 of “%2” counts as nothing, since Mesos rounds to thousandths. Mesos would take the call "
                         "and refuse what uses it.")
            .arg(subject, quotable(finding.within));
    case Kind::NegativeDuration:
        return finding.within == "KILL"_L1
                   ? Words::tr("A grace period cannot be negative. Mesos would take the call, and the executor would "
                               "make of it what it likes.")
                   : Words::tr("A duration cannot be negative. Mesos would take the call and refuse the task.");
    case Kind::ShellArguments:
        return Words::tr("A shell command has no “arguments”; Mesos would ignore them. Write them into “value”, or set "
                         "“shell” to false.");
    case Kind::TooLittle:
        return Words::tr("The executor of a task group needs at least %1 of “%2”. Mesos would take the call and refuse "
                         "the group.")
            .arg(finding.within, subject);
    case Kind::UnknownLimit:
        return Words::tr("Only “cpus” and “mem” have limits, not “%1”. Mesos would take the call and refuse the task.")
            .arg(subject);
    case Kind::LimitTooSmall:
        return Words::tr("The limit of “%1” is below the %2 that the task asks for. Mesos would take the call and "
                         "refuse the task.")
            .arg(subject, finding.within);
    case Kind::BackwardsRange:
        return Words::tr("The range of “%1” ends before it begins. Mesos would take the call and refuse what uses it.")
            .arg(subject);
    default:
        break;
    }
    Q_UNREACHABLE();
}

} // namespace mesoscribe
