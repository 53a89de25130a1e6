// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "models/describelint.h"

#include "models/describelintparts.h"

#include <QCoreApplication>

namespace mesoscribe {

using namespace Qt::Literals::StringLiterals;
using Kind = LintFinding::Kind;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Words)
};

/// What follows from a name that is ignored; empty when nothing particular is known.
QString consequence(const LintFinding& finding)
{
    if (finding.meansAll) {
        if (finding.within == "Call.Revive"_L1)
            return Words::tr("Mesos would ignore it and revive every role.");
        if (finding.within == "Call.Suppress"_L1)
            return Words::tr("Mesos would ignore it and suppress every role.");
        if (finding.within == "Call.Reconcile"_L1)
            return Words::tr("Mesos would ignore it and report every task it knows.");
        return Words::tr("Mesos would ignore it and report every operation it knows.");
    }
    const auto means = [&finding](QLatin1StringView message, QLatin1StringView field) {
        return finding.within == message && finding.suggestion == field;
    };
    if (means("Filters"_L1, "refuse_seconds"_L1))
        return Words::tr("Mesos would ignore it and offer the resources again after 5 seconds.");
    if (means("Call.Decline"_L1, "offer_ids"_L1))
        return Words::tr("Mesos would ignore it and decline nothing.");
    if (means("Call.Kill"_L1, "kill_policy"_L1))
        return Words::tr("Mesos would ignore it and use the grace period the task was launched with.");
    if (means("Offer.Operation.Launch"_L1, "task_infos"_L1))
        return Words::tr("Mesos would ignore it and launch nothing.");
    if (means("FrameworkInfo"_L1, "failover_timeout"_L1))
        return Words::tr("Mesos would ignore it and kill all tasks as soon as the connection is lost.");
    if (means("FrameworkInfo"_L1, "roles"_L1))
        return Words::tr("Mesos would ignore it, and a framework without roles is offered nothing.");
    return {};
}

} // namespace

QString describeNotJson(const LintFinding& finding)
{
    const QString& reason = finding.subject;
    const QString found = quotable(finding.within);
    if (reason == notjson::Empty)
        return Words::tr("There is nothing to send yet. Choose a call to begin with.");
    if (reason == notjson::EndOfText)
        return Words::tr("The text ends too early. A quote or a closing “}” or “]” is missing.");
    if (reason == notjson::TrailingText)
        return Words::tr("The call ends before “%1”. Only one call can be sent at a time; remove what follows it.")
            .arg(found);
    if (reason == notjson::TrailingComma)
        return Words::tr("There must be no comma after the last member. Remove it.");
    if (reason == notjson::MissingComma)
        return Words::tr("A comma is missing before this.");
    if (reason == notjson::MissingColon)
        return Words::tr("A name must be followed by “:”, but here is “%1”.").arg(found);
    if (reason == notjson::SingleQuotes)
        return Words::tr("JSON knows only double quotes. Write \" in place of %1.").arg(found);
    if (reason == notjson::CurlyQuotes)
        return Words::tr("These are typographic quotes, as text programs make them. Write plain \" quotes.");
    if (reason == notjson::UnquotedName)
        return Words::tr("Names must stand in double quotes. Write \"%1\".").arg(found);
    if (reason == notjson::Word)
        return Words::tr("“%1” is no JSON value. Write it in double quotes, or write true, false or null.").arg(found);
    if (reason == notjson::Comment)
        return Words::tr("JSON has no comments. Remove it.");
    if (reason == notjson::ControlCharacter)
        return Words::tr("A text must end on the line it begins on. Write a line break within it as \\n.");
    if (reason == notjson::BadEscape)
        return Words::tr("“%1” is no escape of JSON. Write \\\\ for a single backslash.").arg(found);
    if (reason == notjson::BadNumber)
        return Words::tr("“%1” is no number.").arg(found);
    if (reason == notjson::OutOfRange)
        return Words::tr("The number %1 is too large for any field.").arg(found);
    if (reason == notjson::TooDeep)
        return Words::tr("This is nested deeper than any call can be.");
    return Words::tr("“%1” cannot stand here.").arg(found);
}

QString describeIgnoredName(const LintFinding& finding)
{
    const QString name = quotable(finding.subject);
    const QString message = messageName(finding.within);
    const QString known = consequence(finding);
    const QString effect = known.isEmpty() ? Words::tr("Mesos would ignore it.") : known;
    if (finding.kind == Kind::StreamIdInBody)
        return Words::tr("The stream id is no part of a call; Mesos would ignore it here. It is sent as the header "
                         "Mesos-Stream-Id, which Mesoscribe adds by itself.");
    if (finding.kind == Kind::CamelCaseField)
        return Words::tr("“%1” is not how Mesos spells it: names are in lower case with underscores. %2 Write “%3”.")
            .arg(name, effect, finding.suggestion);
    if (finding.kind == Kind::OldName && finding.suggestion == "resources"_L1)
        return Words::tr("“%1” is not a field of %2. %3 It is one of the “resources”.").arg(name, message, effect);
    if (finding.kind == Kind::OldName)
        return Words::tr("“%1” is not a field of %2 in this API. %3 Its name here is “%4”.")
            .arg(name, message, effect, finding.suggestion);
    if (finding.kind == Kind::WrongLevel)
        return Words::tr("“%1” does not belong in %2. %3 Its place is “%4”.")
            .arg(name, message, effect, quotable(finding.suggestion));
    if (finding.kind == Kind::OtherMember)
        return Words::tr("“%1” does not go with the type %2. Mesos would ignore it. Remove it, or change the type.")
            .arg(name, finding.within);
    if (finding.kind == Kind::DuplicateKey)
        return Words::tr("“%1” stands here and again further down. Mesos would ignore this one; the last one counts.")
            .arg(name);
    if (finding.kind == Kind::DeprecatedField)
        return Words::tr("“%1” of %2 is deprecated. Mesos still takes it.").arg(name, message);
    // One sentence with the reason, so that the lower case after the semicolon is right in English.
    if (finding.meansAll && finding.within == "Call.Revive"_L1)
        return Words::tr("“%1” is not a field of %2; Mesos would ignore it and revive every role.").arg(name, message) +
               didYouMean(finding.suggestion);
    if (finding.meansAll && finding.within == "Call.Suppress"_L1)
        return Words::tr("“%1” is not a field of %2; Mesos would ignore it and suppress every role.")
                   .arg(name, message) +
               didYouMean(finding.suggestion);
    if (finding.within == "Call"_L1 && finding.suggestion.isEmpty())
        return Words::tr("No call has a member “%1”. Mesos would ignore it.").arg(name);
    return Words::tr("“%1” is not a field of %2. %3").arg(name, message, effect) + didYouMean(finding.suggestion);
}

QString quotable(QString text)
{
    for (QChar& c : text) {
        const bool isDirection = (c >= u'\u202a' && c <= u'\u202e') || (c >= u'\u2066' && c <= u'\u2069') ||
                                 c == u'\u200e' || c == u'\u200f';
        if (isDirection || c.category() == QChar::Other_Control || c == QChar::LineSeparator ||
            c == QChar::ParagraphSeparator)
            c = QChar::ReplacementCharacter;
    }
    return text;
}

QString messageName(const QString& name)
{
    if (name == "Call"_L1)
        return Words::tr("a call");
    for (const QLatin1StringView prefix : {"Call."_L1, "Offer.Operation."_L1, "Offer."_L1}) {
        if (name.startsWith(prefix))
            return name.mid(prefix.size());
    }
    return name;
}

QString didYouMean(const QString& suggestion)
{
    return suggestion.isEmpty() ? QString() : u' ' + Words::tr("Did you mean “%1”?").arg(quotable(suggestion));
}

QString writeInstead(const QString& suggestion)
{
    return suggestion.isEmpty() ? QString() : u' ' + Words::tr("Write %1.").arg(quotable(suggestion));
}

namespace {

QString sentence(const LintFinding& finding)
{
    switch (finding.kind) {
    case Kind::NotJson:
        return describeNotJson(finding);
    case Kind::UnknownField:
    case Kind::CamelCaseField:
    case Kind::OldName:
    case Kind::WrongLevel:
    case Kind::DuplicateKey:
    case Kind::StreamIdInBody:
    case Kind::OtherMember:
    case Kind::DeprecatedField:
        return describeIgnoredName(finding);
    case Kind::MissingField:
    case Kind::MissingMember:
    case Kind::EmptyList:
    case Kind::ReservedAllRoles:
        return describeMissing(finding);
    case Kind::NotAnObject:
    case Kind::BareString:
    case Kind::WrongType:
    case Kind::SingleForList:
    case Kind::ListForSingle:
    case Kind::UnknownType:
    case Kind::UnknownEnum:
    case Kind::EnumNumber:
    case Kind::FractionCut:
    case Kind::NegativeWraps:
    case Kind::NumberTooBig:
    case Kind::QuotedNumber:
    case Kind::NotANumber:
    case Kind::BadBoolean:
    case Kind::InfinityNeedsQuotes:
    case Kind::BadBase64:
    case Kind::NotAUuid:
    case Kind::TextualUuid:
    case Kind::WrappedUuid:
    case Kind::Placeholder:
        return describeValueProblem(finding);
    case Kind::FrameworkIdDiffers:
    case Kind::FrameworkIdsDiffer:
    case Kind::BothRoleFormats:
    case Kind::InvalidId:
    case Kind::InvalidRole:
    case Kind::RoleNotHeld:
    case Kind::RolesNeedMultiRole:
    case Kind::RoleWithMultiRole:
    case Kind::BadQuantity:
    case Kind::BadConstraint:
    case Kind::TimeoutTooLong:
        return describeFrameworkProblem(finding);
    case Kind::DefaultFilter:
    case Kind::ZeroFilter:
    case Kind::FilterBent:
    case Kind::UnknownOffer:
    case Kind::MixedOffers:
    case Kind::DuplicateEntry:
    case Kind::LaunchWithId:
    case Kind::NotForSchedulers:
        return describeOfferProblem(finding);
    case Kind::AgentDiffers:
    case Kind::CommandAndExecutor:
    case Kind::NoResources:
    case Kind::TooMuch:
    case Kind::ZeroScalar:
    case Kind::NegativeDuration:
    case Kind::ShellArguments:
    case Kind::TooLittle:
    case Kind::UnknownLimit:
    case Kind::LimitTooSmall:
    case Kind::BackwardsRange:
        return describeTaskProblem(finding);
    }
    Q_UNREACHABLE();
}

} // namespace

QString describe(const LintFinding& finding)
{
    return quotable(sentence(finding));
}

} // namespace mesoscribe
