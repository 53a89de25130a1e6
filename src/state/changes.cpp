// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "state/changes.h"

#include <algorithm>

namespace mesoscribe {

namespace {

/// The changes of one table, wherever they stand.
template<class Id>
struct Rows
{
    bool& reset;
    QList<Id>& added;
    QSet<Id>& changed;
    QSet<Id>& removed;

    void merge(Rows later)
    {
        if (later.reset) {
            reset = true;
            added = std::move(later.added);
            changed = std::move(later.changed);
            removed.clear();
            return;
        }
        if (!later.removed.isEmpty() && !added.isEmpty()) {
            // What came and went within one set was never there for a model.
            QSet<Id> cameAndWent;
            added.removeIf([&](const Id& id) {
                const bool gone = later.removed.contains(id);
                if (gone)
                    cameAndWent.insert(id);
                return gone;
            });
            // One that had been there before as well was named as removed when it went for the first time.
            later.removed.subtract(cameAndWent);
            changed.subtract(cameAndWent);
        }
        if (!reset)
            removed.unite(later.removed);
        changed.subtract(later.removed);
        changed.unite(later.changed);
        added.append(later.added);
    }
};

Rows<OfferId> offersOf(Changes& changes)
{
    return {changes.offersReset, changes.offersAdded, changes.offersChanged, changes.offersRemoved};
}

Rows<TaskId> tasksOf(Changes& changes)
{
    return {changes.tasksReset, changes.tasksAdded, changes.tasksChanged, changes.tasksRemoved};
}

/// The changes of a table that only ever grows at its end and is cut at its front.
struct Tail
{
    bool& reset;
    qsizetype& added;
    qsizetype& letGo;
    QSet<quint64>& changed;

    void merge(Tail later)
    {
        if (later.reset) {
            reset = true;
            added = later.added;
            letGo = later.letGo;
            changed = std::move(later.changed);
        } else {
            added += later.added;
            letGo += later.letGo;
            changed.unite(later.changed);
        }
    }
};

Tail recordsOf(Changes& changes)
{
    return {changes.recordsReset, changes.recordsAdded, changes.recordsLetGo, changes.recordsChanged};
}

Tail callsOf(Changes& changes)
{
    return {changes.callsReset, changes.callsAdded, changes.callsLetGo, changes.callsChanged};
}

} // namespace

bool Changes::isEmpty() const
{
    const bool isFlagged = phase || identity || heartbeat || trouble || story || inverseOffers || operations ||
                           filters || suppression || manners || callsStale;
    const bool isReset = offersReset || recordsReset || tasksReset || callsReset;
    const bool hasOffers = !offersAdded.isEmpty() || !offersChanged.isEmpty() || !offersRemoved.isEmpty();
    const bool hasTasks = !tasksAdded.isEmpty() || !tasksChanged.isEmpty() || !tasksRemoved.isEmpty();
    const bool hasRecords = recordsAdded != 0 || recordsLetGo != 0 || !recordsChanged.isEmpty();
    const bool hasCalls = callsAdded != 0 || callsLetGo != 0 || !callsChanged.isEmpty();
    return !isFlagged && !isReset && !hasOffers && !hasTasks && !hasRecords && !hasCalls;
}

void Changes::merge(Changes later)
{
    phase |= later.phase;
    identity |= later.identity;
    heartbeat |= later.heartbeat;
    trouble |= later.trouble;
    story |= later.story;
    inverseOffers |= later.inverseOffers;
    operations |= later.operations;
    filters |= later.filters;
    suppression |= later.suppression;
    manners |= later.manners;
    callsStale |= later.callsStale;

    offersOf(*this).merge(offersOf(later));
    tasksOf(*this).merge(tasksOf(later));
    recordsOf(*this).merge(recordsOf(later));
    callsOf(*this).merge(callsOf(later));
}

} // namespace mesoscribe
