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

    /// The whole table was replaced: the three lists below are then relative to an empty table.
    bool offersReset = false;
    QList<OfferId> offersAdded; ///< in the order of arrival
    QSet<OfferId> offersChanged;
    QSet<OfferId> offersRemoved; ///< never one that was added within the same set

    bool recordsReset = false;
    qsizetype recordsAdded = 0;   ///< at the end
    qsizetype recordsLetGo = 0;   ///< at the front, counted before the additions: may exceed what a model holds
    QSet<quint64> recordsChanged; ///< by number

    bool isEmpty() const;
    /// Adds what happened after this.
    void merge(Changes later);
};

} // namespace mesoscribe
