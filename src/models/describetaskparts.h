// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/describecall.h"
#include "models/describetask.h"

/// Pieces that the sources about tasks and the task tree share.
namespace mesoscribe {

/// How the ACCEPT stands that launches a task or sends an operation, for as long as no update has come.
struct LaunchStanding
{
    bool isKnown = false; ///< false: the call was let go, or there was none
    CallProgress progress = CallProgress::Waiting;
    WallTime answeredAt;
    QString refusal; ///< why it was refused: a whole sentence

    friend bool operator==(const LaunchStanding&, const LaunchStanding&) = default;
};

LaunchStanding launchStanding(quint64 call, const SessionState& state);

/// describeWhatHappened() of a task whose launch stands like this.
QString whatHappenedTo(const TaskEntry& task, const LaunchStanding& launch, WallTime now);
QString whatHappenedTo(const OperationEntry& operation, const LaunchStanding& sending);

QString taskName(const TaskEntry& task);                          ///< its name, or its id
QString taskStateWord(const TaskEntry& task);                     ///< "Running"; "Launching" before the first update
QString operationStateWord(const OperationEntry& entry);          ///< "Finished"; "Sent" before the first status
QString operationName(const OperationEntry& operation);           ///< "RESERVE", or its id
QString placeName(const QString& hostname, const AgentId& agent); ///< "web1", or the end of the agent's id
QString hostOf(const AgentId& agent, const SessionState& state);  ///< its whole host name; empty when not known
/// As describeMaintenance(), of an agent whose host name is known; empty: not.
QString maintenanceOf(const InverseOffer& offer, const QString& hostname, WallTime now);
QString answerWord(LiveInverseOffer::Answer answer); ///< "not answered"
/// "acknowledged", "2 updates unacknowledged", "": of all updates together.
QString acknowledgementWord(int unacknowledged, const QList<TaskMoment>& history);
QString sourceWord(const Named<StatusSource>& source); ///< "the executor"
QString describeCheck(const CheckStatus& check);       ///< "exit status 1"
QString base64(const QByteArray& uuid);

/// "Task web, running for 2 minutes, on web1, acknowledged": what assistive technology reads for the row.
QString taskSentence(const TaskEntry& task, WallTime now);

} // namespace mesoscribe
