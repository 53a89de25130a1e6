// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "mesos/lintreport.h"

#include <QSet>

/// What a master checks after the conversion (src/master/validation.cpp; mesos-api: call-level validation,
/// FrameworkInfo, what ACCEPT answers), and what is accepted and has no or another effect. The parts of lintCall.
namespace mesoscribe {

/// What the rules read and where they write.
struct LintScope
{
    const LintContext& context;
    LintReport& report;
};

/// All rules for a call; `root` is an object.
void lintCallRules(const LintNode& root, LintScope scope);

/// Of SUBSCRIBE and UPDATE_FRAMEWORK: roles, capabilities, id, filters. `path` leads to the member ("subscribe").
void lintFrameworkRules(const LintNode& member, const LintPath& path, LintScope scope);

/// Of ACCEPT: its offers, operations and tasks.
void lintAcceptRules(const LintNode& accept, const LintPath& path, LintScope scope);

/// What tasks and operations of one ACCEPT may use together; empty when nothing is known of its offers.
struct LintBudget
{
    bool isKnown = false;
    AgentId agentId; ///< empty when the offers do not agree
    QList<std::pair<QString, Scalar>> scalars;
    QList<std::pair<QString, QList<Range>>> ranges; ///< coalesced
    QSet<QString> executorIds;                      ///< that are paid for
    QList<std::pair<QString, Scalar>> used;         ///< by the tasks so far
    QList<QByteArray> exceeded;                     ///< names already said to be too much
};

void lintTaskRules(const LintNode& task, const LintPath& path, bool isGroup, LintBudget& budget, LintScope scope);
/// `isGroup`: the executor of a LAUNCH_GROUP.
void lintExecutorRules(const LintNode& executor, const LintPath& path, bool isGroup, LintBudget& budget,
                       LintScope scope);

/// Amounts and formats of a Resource; what it asks of the budget when there is one.
void lintResourceRules(const LintNode& resource, const LintPath& path, LintBudget* budget, LintScope scope);

// Small things that several rules share.

/// The text of an id's "value"; nothing when there is no readable one.
std::optional<QByteArray> lintIdText(const LintNode* id);
/// The node of an id's "value", or the id itself when it has none.
const LintNode& lintIdNode(const LintNode& id);
/// InvalidId at `id` when it breaks the rules for task, executor and agent ids.
void lintId(const LintNode* id, const LintPath& path, LintFinding::Severity severity, LintScope scope);
/// A number, quoted or not; nothing when it is none.
std::optional<double> lintDouble(const LintNode* number);
/// A boolean, quoted or not.
std::optional<bool> lintBool(const LintNode* boolean);
/// In thousandths, as Mesos rounds; saturates.
qint64 lintThousandths(double value);
/// A field that tasks or operations need although the schema does not: accepted by the master, fails afterwards.
void lintNeeds(const LintNode& message, QByteArrayView field, const LintPath& path, QLatin1StringView within,
               LintScope scope, const QString& suggestion = {});

} // namespace mesoscribe
