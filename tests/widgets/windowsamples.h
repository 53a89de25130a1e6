// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/calltablemodel.h"
#include "models/identitymodel.h"
#include "models/offerticks.h"
#include "models/offertreemodel.h"
#include "models/recordtablemodel.h"
#include "models/tasksamples.h"
#include "models/tasktreemodel.h"
#include "widgets/connectionpage.h"

/// A clock that stands still and a session with its models, for the tests of the window.
namespace mesoscribe::samples {

class StillClock final : public Clock
{
public:
    WallTime now = Start;

    WallTime wall() const override { return now; }
    SteadyTime steady() const override { return SteadyTime{now.time_since_epoch()}; }
};

/// What the application keeps for one connection. `show()` brings the models and the page up to the state.
class Desk
{
public:
    explicit Desk(StillClock& clock)
        : m_clock(clock)
    {
    }

    CallScene scene;
    OfferTreeModel offers;
    OfferTicks ticks;
    TaskTreeModel tasks;
    CallTableModel calls;
    RecordTableModel records;
    IdentityModel identity;

    PageModels models()
    {
        return {.offers = &offers,
                .ticks = &ticks,
                .tasks = &tasks,
                .calls = &calls,
                .records = &records,
                .identity = &identity,
                .state = &scene.state};
    }

    void show(ConnectionPage* page = nullptr)
    {
        m_clock.now = scene.now;
        const Changes changes = scene.take();
        offers.apply(scene.state, changes);
        ticks.apply(scene.state, changes);
        tasks.apply(scene.state, changes);
        calls.apply(scene.state, changes);
        records.apply(scene.state, changes);
        identity.apply(scene.state, changes);
        if (page)
            page->apply(changes);
    }

private:
    StillClock& m_clock;
};

inline Connection connection(const QString& id, const QString& name)
{
    Connection made;
    made.id = id;
    made.name = name;
    made.settings = SubscribeSettings::fresh(QStringLiteral("ann"));
    made.settings.masters = QStringLiteral("localhost:5050");
    return made;
}

} // namespace mesoscribe::samples
