// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/describe.h"
#include "state/sessionstate.h"

namespace mesoscribe {

/// The look of a task's state: icon and colour beside the word, which always stands there too.
enum class TaskMark { Waiting, Working, Good, Bad, Lost, Neutral };
TaskMark taskMark(const TaskEntry& task);
TaskMark taskMark(const TaskStatus& status);
TaskMark operationMark(const Named<OperationState>& state);

QString describeTaskState(const Named<TaskState>& state);           ///< "Running"; an unknown name as it is
QString describeOperationState(const Named<OperationState>& state); ///< "Finished"

/// One line: what happened in plain words, the reason explained, not the code. "Exited with status 3."
/// "The offer was gone before the launch arrived. Nothing ran."
QString describeWhatHappened(const TaskEntry& task, const SessionState& state, WallTime now);
QString describeWhatHappened(const TaskStatus& status);
QString describeWhatHappened(const OperationEntry& operation);
/// `type` is the operation's, "RESERVE"; may be empty.
QString describeWhatHappened(const OperationStatus& status, const QString& type);
/// "Wants web1's resources back from 14:00 for 2 hours."
QString describeMaintenance(const InverseOffer& offer, const SessionState& state, WallTime now);

QString describe(Acknowledgement acknowledgement); ///< "acknowledged", "not acknowledged", "" when none is wanted
QString describeUnacknowledged(int count);         ///< "3 updates unacknowledged"

/// For the inspector.
QString inspectorTitle(const TaskEntry& task);
QString inspectorSubtitle(const TaskEntry& task);
QList<Fact> factsOf(const TaskEntry& task, const SessionState& state, WallTime now); ///< the time line among them
QList<Fact> factsOf(const TaskMoment& moment, const TaskEntry& task);
QList<Fact> factsOf(const OperationEntry& operation, const SessionState& state);
QList<Fact> factsOf(const LiveInverseOffer& offer, const SessionState& state, WallTime now);

} // namespace mesoscribe
