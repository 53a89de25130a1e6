// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "mesos/ids.h"

#include <QHash>
#include <QList>
#include <QSet>

namespace mesoscribe {

/// What reduce() changed, so that models touch only that. Sets of several inputs are merged before the models see them.
struct Changes
{
    bool phase = false;
    bool identity = false; ///< framework id, stream id, master
    bool heartbeat = false;
    bool trouble = false;
    bool story = false;
    bool inverseOffers = false;
    bool operations = false;
    bool filters = false;     ///< the filter clock
    bool suppression = false; ///< the suppressed roles
    bool manners = false;

    /// The whole table was replaced: the three lists below are then relative to an empty table.
    bool offersReset = false;
    QList<OfferId> offersAdded; ///< in the order of arrival
    QSet<OfferId> offersChanged;
    QSet<OfferId> offersRemoved; ///< never one that was added within the same set

    bool recordsReset = false;
    qsizetype recordsAdded = 0; ///< at the end
    bool tasksReset = false;
    QList<TaskId> tasksAdded; ///< in the order in which they became known
    QSet<TaskId> tasksChanged;
    QSet<TaskId> tasksRemoved; ///< never one that was added within the same set

    bool callsReset = false;
    qsizetype callsAdded = 0;   ///< at the end
    qsizetype callsLetGo = 0;   ///< at the front, counted before the additions: may exceed what a model holds
    QSet<quint64> callsChanged; ///< by number
    bool callsStale = false;    ///< which calls carry an old stream id has changed

    qsizetype recordsLetGo = 0;   ///< at the front, counted before the additions: may exceed what a model holds
    QSet<quint64> recordsChanged; ///< by number

    bool isEmpty() const;
    /// Adds what happened after this.
    void merge(Changes later);
};

} // namespace mesoscribe
