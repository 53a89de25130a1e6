// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

#include <optional>

/// Rules for names (src/common/roles.cpp, src/common/validation.cpp; mesos-api: role names).
namespace mesoscribe {

enum class RoleProblem {
    Empty,
    StartsWithSlash,
    EndsWithSlash,
    AdjacentSlashes,
    ReservedComponent, ///< '.', '..' or '*' as a component
    StartsWithDash,
    Whitespace, ///< blanks, control whitespace or DEL
};

/// Nothing when Mesos accepts the role. `*` alone is fine.
std::optional<RoleProblem> roleProblem(QStringView role);

enum class IdProblem { Empty, TooLong, Dots, InvalidCharacters };

/// The rule for framework, task, executor and agent ids.
std::optional<IdProblem> idProblem(QStringView id);

} // namespace mesoscribe
