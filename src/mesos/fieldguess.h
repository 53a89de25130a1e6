// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "mesos/lintreport.h"

namespace mesoscribe {

/// What an unknown name is likely to mean.
struct FieldGuess
{
    LintFinding::Kind kind = LintFinding::Kind::UnknownField;
    QString suggestion; ///< a name, or the dotted path of a place; empty when there is none
};

/// `name` is no field of `path.message`. `member` is the name of the call's own member ("decline"), or empty.
FieldGuess guessField(QByteArrayView name, const LintPath& path, QByteArrayView member);

} // namespace mesoscribe
