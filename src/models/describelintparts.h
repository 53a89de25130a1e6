// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "mesos/calllint.h"

/// The parts of describe(LintFinding), one for each family of findings.
namespace mesoscribe {

QString describeNotJson(const LintFinding& finding);
/// Names that a master does not know, or not there.
QString describeIgnoredName(const LintFinding& finding);
/// What must be there and is not: fields, members, lists.
QString describeMissing(const LintFinding& finding);
/// Values of the wrong JSON type, or that a master bends.
QString describeValueProblem(const LintFinding& finding);
/// Ids, roles and filters of the framework.
QString describeFrameworkProblem(const LintFinding& finding);
/// What ACCEPT and DECLINE do with their offers.
QString describeOfferProblem(const LintFinding& finding);
QString describeTaskProblem(const LintFinding& finding);

/// Foreign text for a sentence: control characters, line breaks and changes of direction are shown as U+FFFD.
QString quotable(QString text);
/// "Revive" for "Call.Revive".
QString messageName(const QString& name);
/// " Did you mean “x”?", or nothing when there is no suggestion.
QString didYouMean(const QString& suggestion);
/// " Write x.", or nothing when there is no suggestion.
QString writeInstead(const QString& suggestion);

} // namespace mesoscribe
