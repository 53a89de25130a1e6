// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/appbench.h"
#include "models/offerproxy.h"
#include "practice/practiceprocess.h"
#include "widgets/offerspanel.h"
#include "widgets/offerview.h"
#include "widgets/taskspanel.h"

namespace mesoscribe::test {

/// The whole application on the real practice cluster. Every call of it is checked by the cluster as a master does.
class PracticeBench : public Bench
{
public:
    explicit PracticeBench(const QStringList& arguments = {})
        : practice(arguments)
    {
    }

    QString address() const { return QStringLiteral("127.0.0.1:%1").arg(practice.port()); }

    /// A connection to the cluster, as an earlier run saved it, and Subscribe.
    void subscribe() { subscribe(savedConnection(address())); }
    void subscribe(const Connection& connection)
    {
        QVERIFY(practice.isRunning());
        QVERIFY(openWith({connection}));
        emit window().subscribeRequested(connection.id);
        QTRY_VERIFY(isSubscribed());
    }

    /// Asks the cluster for a fault without letting the window take notice meanwhile.
    QByteArray fault(const QByteArray& json)
    {
        return exchange(practice.port(), "POST", "/practice/faults",
                        {{"Content-Type", "application/json"}, {"X-Mesoscribe-Practice", practice.token()}}, json);
    }

    QList<OfferId> liveOffers()
    {
        QList<OfferId> ids;
        for (const LiveOffer& offer : state().offers) {
            if (offer.fate == OfferFate::Live)
                ids += offer.offer->id;
        }
        return ids;
    }

    /// Ticks it in the tree, as a click on its box does.
    bool tick(const OfferId& id)
    {
        OffersPanel& offers = page().offers();
        const QModelIndex row = offers.proxy().mapFromSource(page().models().offers->indexOf(id));
        return offers.view().model()->setData(row, Qt::Checked, Qt::CheckStateRole);
    }

    const TaskEntry* task(const QString& id) { return state().tasks.find(TaskId(id)); }

    /// The state in the row of a task, as it is read out; empty without such a row.
    QString row(const QString& task)
    {
        const TaskTreeModel& tasks = *page().models().tasks;
        const QModelIndex name = tasks.indexOf(TaskId(task));
        return name.isValid() ? name.siblingAtColumn(TaskTreeModel::StateColumn).data().toString() : QString();
    }

    /// The states that were told of a task, oldest first.
    QStringList states(const QString& id)
    {
        QStringList names;
        if (const TaskEntry* entry = task(id)) {
            for (const TaskMoment& moment : entry->history)
                names += moment.status.state.name;
        }
        return names;
    }

    bool isAcknowledged(const QString& id)
    {
        const TaskEntry* entry = task(id);
        return entry && std::ranges::all_of(entry->history, [](const TaskMoment& moment) {
                   return moment.acknowledgement == Acknowledgement::Received ||
                          moment.acknowledgement == Acknowledgement::NotWanted;
               });
    }

    /// Opens the form, fills it in and sends it.
    void launch(const QString& name, const QString& command)
    {
        QTRY_VERIFY(!liveOffers().isEmpty());
        press(QStringLiteral("Launch…"));
        type(QStringLiteral("Task name"), name);
        type(QStringLiteral("Command"), command);
        press(QStringLiteral("Launch"));
    }

    void launchAndSeeItRun(const QString& name)
    {
        launch(name, QStringLiteral("sleep 600"));
        QTRY_COMPARE(states(name).isEmpty() ? QString() : states(name).last(), QStringLiteral("TASK_RUNNING"));
        QTRY_VERIFY(isAcknowledged(name));
    }

    const CallEntry& lastCall() { return state().calls.at(state().calls.size() - 1); }
    /// The newest call of that type; null when there is none.
    const CallEntry* call(const QString& type)
    {
        for (qsizetype i = state().calls.size(); i-- > 0;) {
            if (state().calls.at(i).facts.type == type)
                return &state().calls.at(i);
        }
        return nullptr;
    }

    /// Its HTTP status once it is there, 0 before.
    int status(const QString& type)
    {
        const CallEntry* found = call(type);
        return found ? found->status : 0;
    }

    PracticeProcess practice;
};

} // namespace mesoscribe::test
