// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/describecall.h"

/// Pieces that the sources about calls and the call table share.
namespace mesoscribe {

/// "#71 TASK_RUNNING": the newest record that a call caused; empty when there is none.
QString newestEffect(const CallEntry& call, const RecordLog& records);

/// describeEffect() of a call whose newest effect is this.
QString effectOf(const CallEntry& call, const QString& newestEffect, bool isStale, WallTime now);

/// Whether it was received, is sure to have an effect, and has had none for CallSilence.
bool isSilent(const CallEntry& call, WallTime now);

/// What the master's refusal of a call means, without what to do.
CallTroubleText callRefusal(const Refusal& refusal, const SessionState& state);

QString refuseTime(double seconds);     ///< "5 s", "10 min", "1 h": of a filter
QString counterName(const QString& id); ///< "O12" of "<master>-O12"; else shortId()
/// "O12, O13 +2": ids for the eye.
QString namesOf(const QStringList& ids, QString (*shown)(const QString&), qsizetype most = 3);

} // namespace mesoscribe
