// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "mesos/calllint.h"

namespace mesoscribe {

const char* toString(LintFinding::Kind kind)
{
    switch (kind) {
    case LintFinding::Kind::NotJson:
        return "NotJson";
    case LintFinding::Kind::NotAnObject:
        return "NotAnObject";
    case LintFinding::Kind::UnknownField:
        return "UnknownField";
    case LintFinding::Kind::CamelCaseField:
        return "CamelCaseField";
    case LintFinding::Kind::OldName:
        return "OldName";
    case LintFinding::Kind::WrongLevel:
        return "WrongLevel";
    case LintFinding::Kind::MissingField:
        return "MissingField";
    case LintFinding::Kind::MissingMember:
        return "MissingMember";
    case LintFinding::Kind::BareString:
        return "BareString";
    case LintFinding::Kind::WrongType:
        return "WrongType";
    case LintFinding::Kind::SingleForList:
        return "SingleForList";
    case LintFinding::Kind::ListForSingle:
        return "ListForSingle";
    case LintFinding::Kind::DuplicateKey:
        return "DuplicateKey";
    case LintFinding::Kind::UnknownType:
        return "UnknownType";
    case LintFinding::Kind::UnknownEnum:
        return "UnknownEnum";
    case LintFinding::Kind::EnumNumber:
        return "EnumNumber";
    case LintFinding::Kind::FractionCut:
        return "FractionCut";
    case LintFinding::Kind::NegativeWraps:
        return "NegativeWraps";
    case LintFinding::Kind::NumberTooBig:
        return "NumberTooBig";
    case LintFinding::Kind::QuotedNumber:
        return "QuotedNumber";
    case LintFinding::Kind::NotANumber:
        return "NotANumber";
    case LintFinding::Kind::BadBoolean:
        return "BadBoolean";
    case LintFinding::Kind::InfinityNeedsQuotes:
        return "InfinityNeedsQuotes";
    case LintFinding::Kind::BadBase64:
        return "BadBase64";
    case LintFinding::Kind::NotAUuid:
        return "NotAUuid";
    case LintFinding::Kind::TextualUuid:
        return "TextualUuid";
    case LintFinding::Kind::WrappedUuid:
        return "WrappedUuid";
    case LintFinding::Kind::FrameworkIdDiffers:
        return "FrameworkIdDiffers";
    case LintFinding::Kind::FrameworkIdsDiffer:
        return "FrameworkIdsDiffer";
    case LintFinding::Kind::StreamIdInBody:
        return "StreamIdInBody";
    case LintFinding::Kind::BothRoleFormats:
        return "BothRoleFormats";
    case LintFinding::Kind::ReservedAllRoles:
        return "ReservedAllRoles";
    case LintFinding::Kind::EmptyList:
        return "EmptyList";
    case LintFinding::Kind::DefaultFilter:
        return "DefaultFilter";
    case LintFinding::Kind::ZeroFilter:
        return "ZeroFilter";
    case LintFinding::Kind::UnknownOffer:
        return "UnknownOffer";
    case LintFinding::Kind::MixedOffers:
        return "MixedOffers";
    case LintFinding::Kind::AgentDiffers:
        return "AgentDiffers";
    case LintFinding::Kind::LaunchWithId:
        return "LaunchWithId";
    case LintFinding::Kind::CommandAndExecutor:
        return "CommandAndExecutor";
    case LintFinding::Kind::NoResources:
        return "NoResources";
    case LintFinding::Kind::TooMuch:
        return "TooMuch";
    case LintFinding::Kind::ZeroScalar:
        return "ZeroScalar";
    case LintFinding::Kind::DeprecatedField:
        return "DeprecatedField";
    case LintFinding::Kind::OtherMember:
        return "OtherMember";
    case LintFinding::Kind::DuplicateEntry:
        return "DuplicateEntry";
    case LintFinding::Kind::InvalidId:
        return "InvalidId";
    case LintFinding::Kind::InvalidRole:
        return "InvalidRole";
    case LintFinding::Kind::RoleNotHeld:
        return "RoleNotHeld";
    case LintFinding::Kind::RolesNeedMultiRole:
        return "RolesNeedMultiRole";
    case LintFinding::Kind::RoleWithMultiRole:
        return "RoleWithMultiRole";
    case LintFinding::Kind::BadQuantity:
        return "BadQuantity";
    case LintFinding::Kind::TimeoutTooLong:
        return "TimeoutTooLong";
    case LintFinding::Kind::FilterBent:
        return "FilterBent";
    case LintFinding::Kind::NegativeDuration:
        return "NegativeDuration";
    case LintFinding::Kind::ShellArguments:
        return "ShellArguments";
    case LintFinding::Kind::NotForSchedulers:
        return "NotForSchedulers";
    case LintFinding::Kind::TooLittle:
        return "TooLittle";
    case LintFinding::Kind::UnknownLimit:
        return "UnknownLimit";
    case LintFinding::Kind::LimitTooSmall:
        return "LimitTooSmall";
    case LintFinding::Kind::BackwardsRange:
        return "BackwardsRange";
    case LintFinding::Kind::BadConstraint:
        return "BadConstraint";
    case LintFinding::Kind::Placeholder:
        return "Placeholder";
    }
    Q_UNREACHABLE();
}

const char* toString(LintFinding::Severity severity)
{
    switch (severity) {
    case LintFinding::Severity::Refused:
        return "Refused";
    case LintFinding::Severity::Ignored:
        return "Ignored";
    case LintFinding::Severity::Hint:
        return "Hint";
    }
    Q_UNREACHABLE();
}

} // namespace mesoscribe
