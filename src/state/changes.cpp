// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "state/changes.h"

#include <algorithm>

namespace mesoscribe {

bool Changes::isEmpty() const
{
    return !phase && !identity && !heartbeat && !trouble && !story && !inverseOffers && !offersReset &&
           offersAdded.isEmpty() && offersChanged.isEmpty() && offersRemoved.isEmpty() && !recordsReset &&
           recordsAdded == 0 && recordsLetGo == 0 && recordsChanged.isEmpty();
}

void Changes::merge(Changes later)
{
    phase |= later.phase;
    identity |= later.identity;
    heartbeat |= later.heartbeat;
    trouble |= later.trouble;
    story |= later.story;
    inverseOffers |= later.inverseOffers;

    if (later.offersReset) {
        offersReset = true;
        offersAdded = std::move(later.offersAdded);
        offersChanged = std::move(later.offersChanged);
        offersRemoved.clear();
    } else {
        if (!later.offersRemoved.isEmpty() && !offersAdded.isEmpty()) {
            // What came and went within one set was never there for a model.
            QSet<OfferId> cameAndWent;
            offersAdded.removeIf([&](const OfferId& id) {
                const bool gone = later.offersRemoved.contains(id);
                if (gone)
                    cameAndWent.insert(id);
                return gone;
            });
            later.offersRemoved.subtract(cameAndWent);
            offersChanged.subtract(cameAndWent);
        }
        if (!offersReset)
            offersRemoved.unite(later.offersRemoved);
        offersChanged.subtract(later.offersRemoved);
        offersChanged.unite(later.offersChanged);
        offersAdded.append(later.offersAdded);
    }

    if (later.recordsReset) {
        recordsReset = true;
        recordsAdded = later.recordsAdded;
        recordsLetGo = later.recordsLetGo;
        recordsChanged = std::move(later.recordsChanged);
    } else {
        recordsAdded += later.recordsAdded;
        recordsLetGo += later.recordsLetGo;
        recordsChanged.unite(later.recordsChanged);
    }
}

} // namespace mesoscribe
