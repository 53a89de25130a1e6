// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "mesos/role.h"

#include <algorithm>

namespace mesoscribe {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype MaxIdBytes = 255;

bool isBlankForRoles(QChar c)
{
    // strings::WHITESPACE of stout and DEL, which Mesos calls backspace.
    return (c >= u'\t' && c <= u'\r') || c == u' ' || c == u'\x7f';
}

} // namespace

std::optional<RoleProblem> roleProblem(QStringView role)
{
    if (role == u'*')
        return std::nullopt;
    if (role.isEmpty())
        return RoleProblem::Empty;
    if (role.startsWith(u'/'))
        return RoleProblem::StartsWithSlash;
    if (role.endsWith(u'/'))
        return RoleProblem::EndsWithSlash;
    if (role.contains(u"//"_s))
        return RoleProblem::AdjacentSlashes;
    for (const QStringView component : role.tokenize(u'/')) {
        if (component == u"."_s || component == u".."_s || component == u"*"_s)
            return RoleProblem::ReservedComponent;
        if (component.startsWith(u'-'))
            return RoleProblem::StartsWithDash;
        if (std::ranges::any_of(component, isBlankForRoles))
            return RoleProblem::Whitespace;
    }
    return std::nullopt;
}

std::optional<IdProblem> idProblem(QStringView id)
{
    if (id.isEmpty())
        return IdProblem::Empty;
    if (id.toUtf8().size() > MaxIdBytes)
        return IdProblem::TooLong;
    if (id == u"."_s || id == u".."_s)
        return IdProblem::Dots;
    const auto isInvalid = [](QChar c) { return c < u' ' || c == u'\x7f' || c == u'/' || c == u'\\'; };
    if (std::ranges::any_of(id, isInvalid))
        return IdProblem::InvalidCharacters;
    return std::nullopt;
}

} // namespace mesoscribe
