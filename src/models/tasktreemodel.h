// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/roles.h"
#include "state/changes.h"
#include "state/sessionstate.h"

#include <QAbstractItemModel>

#include <memory>

namespace mesoscribe {

/// Tasks as a tree: task (or task group → task) → history, newest first; below them the operations with their statuses
/// and the inverse offers, each under a heading that is there only while it has rows. A projection of
/// SessionState::tasks, ::operations and ::inverseOffers.
///
/// Index identity is a node's address. History rows are made when a task is first looked into.
class TaskTreeModel final : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum Column { Name, StateColumn, WhatHappened, Agent, Since, Ack, ColumnCount };
    enum class Kind {
        Task,
        Group,
        Moment,
        OperationsHeading,
        Operation,
        OperationMoment,
        MaintenanceHeading,
        InverseOffer
    };
    Q_ENUM(Kind)

    struct Counts
    {
        int tasks = 0;
        int running = 0; ///< not over
        int unacknowledged = 0;
        int operations = 0;
        int inverseOffers = 0;

        friend bool operator==(const Counts&, const Counts&) = default;
    };

    explicit TaskTreeModel(QObject* parent = nullptr);
    ~TaskTreeModel() override;

    void apply(const SessionState& state, const Changes& changes);
    /// Ages are reckoned from this moment. As in OfferTreeModel, dataChanged tells only of ages that somebody has read.
    void setNow(WallTime now);

    Counts counts() const;
    Kind kind(const QModelIndex& index) const;
    TaskId taskId(const QModelIndex& index) const;         ///< of a task or its moment; else empty
    QList<TaskId> taskIds(const QModelIndex& index) const; ///< of a group: all of it
    OperationId operationId(const QModelIndex& index) const;
    OfferId inverseOfferId(const QModelIndex& index) const;
    int moment(const QModelIndex& index) const; ///< index into the task's or operation's history; -1 for other rows
    QModelIndex indexOf(const TaskId& id) const;

    /// The whole tree as indented text, for tests: equal to dump of a model made anew from the state. Groups stand
    /// behind the tasks, by their keys.
    QString dump() const;

    QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
    QModelIndex parent(const QModelIndex& child) const override;
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    bool hasChildren(const QModelIndex& parent = {}) const override;
    /// DecorationRole is left to the view (see taskMark); StateRole is a TaskMark as int. BadgeRole: updates that want
    /// an acknowledgement; of a heading its rows. NumberRole: of a moment its record.
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;

signals:
    /// After rows have changed, once per apply(), and only when counts() is another.
    void countsChanged();

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace mesoscribe
