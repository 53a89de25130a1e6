// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "models/describelintparts.h"

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

QString lastName(const QString& path)
{
    return path.mid(path.lastIndexOf(u'.') + 1);
}

/// What a value is or should be, for "must be %1, but this is %2".
QString typeName(const QString& type)
{
    if (type == "string"_L1)
        return Words::tr("a text in double quotes");
    if (type == "number"_L1)
        return Words::tr("a number");
    if (type == "boolean"_L1)
        return Words::tr("true or false");
    if (type == "null"_L1)
        return Words::tr("null");
    if (type == "array"_L1)
        return Words::tr("a list");
    if (type == "base64"_L1)
        return Words::tr("a text in base64");
    if (type == "name"_L1)
        return Words::tr("a name in double quotes");
    return Words::tr("an object in { and }");
}

/// What to write for a field that is missing, if that is known.
QString missingHint(const LintFinding& finding)
{
    if (finding.subject == "framework_id"_L1 && !finding.suggestion.isEmpty())
        return writeInstead(u"\"framework_id\": {\"value\": \"%1\"}"_s.arg(finding.suggestion));
    return didYouMean(finding.suggestion);
}

QString missingLater(const LintFinding& finding)
{
    if (finding.path.contains("task_infos["_L1) || finding.path.contains("launch_group"_L1))
        return Words::tr("“%1” is missing. Mesos would take the call, and the task would fail.").arg(finding.path) +
               missingHint(finding);
    return Words::tr("“%1” is missing. Mesos would take the call and drop the operation.").arg(finding.path);
}

QString missingMember(const LintFinding& finding)
{
    const QString path = quotable(finding.path);
    if (finding.severity == Severity::Refused)
        return Words::tr("A call of type %1 needs the member “%2”. Mesos would refuse it without.")
            .arg(finding.within, finding.subject);
    if (path.endsWith("docker"_L1))
        return Words::tr("A container of type DOCKER needs “%1”. Mesos would take the call, and the task would fail.")
            .arg(path);
    if (path.contains("check."_L1))
        return Words::tr("A check of type %1 needs “%2”. Mesos would take the call, and the task would fail.")
            .arg(finding.within, path);
    if (path.contains("resources["_L1) || path.contains("volumes["_L1) || finding.subject == "scalar"_L1)
        return Words::tr("A resource of type %1 needs “%2”. Mesos would take the call, and what uses it would fail.")
            .arg(finding.within, path);
    return Words::tr("An operation of type %1 needs “%2”. Mesos would take the call and do nothing.")
        .arg(finding.within, path);
}

QString emptyList(const LintFinding& finding)
{
    const QString& type = finding.within;
    if (finding.severity == Severity::Refused)
        return Words::tr("“%1” must not be empty. Mesos would refuse the constraints and the call.")
            .arg(quotable(finding.path));
    if (finding.subject == "operations"_L1 && type == "ACCEPT"_L1)
        return Words::tr("An ACCEPT without operations only declines its offers.");
    if (type == "ACCEPT"_L1)
        return Words::tr("“offer_ids” is empty. Mesos would take the call, and all its tasks would be lost.");
    if (type == "RECONCILE"_L1)
        return Words::tr("Without tasks, Mesos reports every task of this framework that it knows.");
    if (type == "RECONCILE_OPERATIONS"_L1)
        return Words::tr("Without operations, Mesos reports every operation of this framework that it knows.");
    if (type == "LAUNCH"_L1)
        return Words::tr("A LAUNCH without tasks only declines its offers.");
    return Words::tr("“%1” is empty. Mesos would take the call and do nothing.").arg(finding.subject);
}

QString tooBig(const LintFinding& finding)
{
    if (finding.suggestion.isEmpty())
        return Words::tr(
                   "%1 is more than Mesos can read. Some other number would arrive without a warning. The largest "
                   "is 9223372036854775807.")
            .arg(finding.subject);
    return Words::tr("%1 is more than this field can hold. Mesos would read %2 without a warning.")
        .arg(finding.subject, finding.suggestion);
}

QString unknownEnum(const LintFinding& finding)
{
    const QString name = quotable(finding.subject);
    QString text;
    if (finding.severity == Severity::Refused)
        text = Words::tr("“%1” is not one of the names of %2. Mesos would refuse the call.").arg(name, finding.within);
    else if (finding.within == "FrameworkInfo.Capability.Type"_L1)
        text = Words::tr("There is no capability “%1”. Mesos would ignore it.").arg(name);
    else
        text = Words::tr("“%1” is not one of the names of %2. Mesos would take the call as if it were not there.")
                   .arg(name, finding.within);
    return text + didYouMean(finding.suggestion);
}

} // namespace

QString describeMissing(const LintFinding& finding)
{
    if (finding.kind == Kind::MissingMember)
        return missingMember(finding);
    if (finding.kind == Kind::EmptyList)
        return emptyList(finding);
    if (finding.kind == Kind::ReservedAllRoles)
        return finding.within == "REVIVE"_L1
                   ? Words::tr("Without roles, REVIVE revives every role of the framework.")
                   : Words::tr("Without roles, SUPPRESS suppresses every role of the framework.");
    if (finding.severity != Severity::Refused)
        return missingLater(finding);
    return Words::tr("“%1” is missing. Mesos would refuse the call.").arg(quotable(finding.path)) +
           missingHint(finding);
}

QString describeValueProblem(const LintFinding& finding)
{
    const QString name = quotable(lastName(finding.path));
    const QString subject = quotable(finding.subject);
    switch (finding.kind) {
    case Kind::NotAnObject:
        return Words::tr("A call must be an object in { and }, but this is %1. Mesos would refuse it.")
            .arg(typeName(finding.subject));
    case Kind::BareString:
        return Words::tr("“%1” must be an object with a “value”. Mesos would refuse a bare text.").arg(name) +
               writeInstead(finding.suggestion);
    case Kind::WrongType:
        return Words::tr("“%1” must be %2, but this is %3. Mesos would refuse the call.")
                   .arg(name, typeName(finding.within), typeName(finding.subject)) +
               writeInstead(finding.suggestion);
    case Kind::SingleForList:
        return Words::tr("“%1” is a list. Mesos takes this as a list of one.").arg(name);
    case Kind::ListForSingle:
        return Words::tr("“%1” is not a list. Mesos would refuse the call.").arg(name) +
               writeInstead(finding.suggestion);
    case Kind::UnknownType:
        return Words::tr("“%1” is no type of call. Mesos would refuse it.").arg(subject) +
               didYouMean(finding.suggestion);
    case Kind::UnknownEnum:
        return unknownEnum(finding);
    case Kind::EnumNumber:
        return Words::tr("“%1” must be a name in double quotes. Mesos would refuse the number %2.").arg(name, subject);
    case Kind::FractionCut:
        return Words::tr("“%1” is a whole number. Mesos would read %2 in place of %3.")
            .arg(name, finding.suggestion, subject);
    case Kind::NegativeWraps:
        return Words::tr("“%1” cannot be negative. Mesos would read %2 in place of %3.")
            .arg(name, finding.suggestion, subject);
    case Kind::NumberTooBig:
        return tooBig(finding);
    case Kind::QuotedNumber:
        return Words::tr("“%1” is a number. Mesos takes it in quotes as well.").arg(name);
    case Kind::NotANumber:
        return Words::tr("“%1” must be a number. Mesos would refuse the text “%2”.").arg(name, subject);
    case Kind::BadBoolean:
        return Words::tr("“%1” must be true or false. Mesos would refuse “%2”.").arg(name, subject);
    case Kind::InfinityNeedsQuotes:
        return Words::tr("JSON has no infinite numbers; Mesos would refuse the call. Write \"%1\" with the quotes.")
            .arg(subject);
    case Kind::BadBase64:
        return Words::tr("“%1” is sent in base64, which has no character “%2”. Mesos would refuse the call.")
            .arg(name, subject);
    case Kind::NotAUuid:
        return Words::tr("“%1” does not hold the 16 bytes of a UUID. Mesos would refuse the call. Copy the uuid of the "
                         "update as it came.")
            .arg(name);
    case Kind::TextualUuid:
        return Words::tr("This is a UUID as text, but “%1” wants its 16 bytes in base64. Mesos would refuse the call. "
                         "Write \"%2\".")
            .arg(name, finding.suggestion);
    case Kind::Placeholder:
        return Words::tr("“%1” is a placeholder, and Mesos would take it as it is. Write the real one.").arg(subject);
    case Kind::WrappedUuid:
        return Words::tr("“%1” must be the bare text in base64, without “value”. Mesos would refuse the call.")
                   .arg(name) +
               writeInstead(finding.suggestion);
    default:
        break;
    }
    Q_UNREACHABLE();
}

} // namespace mesoscribe
