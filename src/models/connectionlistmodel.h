// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/roles.h"
#include "state/sessionstate.h"

#include <QAbstractItemModel>
#include <QColor>
#include <QHash>

#include <memory>

namespace mesoscribe {

/// The colour of an environment: `chosen` ("#rrggbb") when it is one, else the environment's usual one.
QColor environmentColor(const QString& environment, const QString& chosen);

/// The sidebar: environments as sections, saved connections below them, each with what its session does.
class ConnectionListModel final : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum class State { Off, Connecting, Live, Quiet, Reconnecting, Trouble };
    Q_ENUM(State)

    explicit ConnectionListModel(QObject* parent = nullptr);
    ~ConnectionListModel() override;

    /// Replaces the list; selection by id survives because rows of known ids are moved, not reset.
    void setConnections(const QList<Connection>& connections);
    /// Projects a session's state onto its row; `unseen` counts offers that arrived while the connection was not looked
    /// at.
    void setState(const QString& connectionId, const SessionState& state, int unseen, WallTime now);

    QModelIndex indexOf(const QString& connectionId) const;
    const Connection*
    connection(const QModelIndex& index) const; ///< null for a section; borrowed until the next change

    QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
    QModelIndex parent(const QModelIndex& child) const override;
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace mesoscribe
