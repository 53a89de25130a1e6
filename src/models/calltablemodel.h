// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/roles.h"
#include "state/changes.h"
#include "state/sessionstate.h"

#include <QAbstractTableModel>
#include <QSortFilterProxyModel>

#include <deque>

namespace mesoscribe {

/// The calls of a session, oldest first. A projection of SessionState::calls.
class CallTableModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Number, Time, Type, Status, Took, Bytes, Effect, ColumnCount };

    explicit CallTableModel(QObject* parent = nullptr);

    void apply(const SessionState& state, const Changes& changes);
    void setNow(WallTime now); ///< "accepted, but no answer on the stream yet" appears after CallSilence

    /// Borrowed until the next apply(); null for an invalid index.
    const CallEntry* call(const QModelIndex& index) const;
    QModelIndex indexOf(quint64 number) const;
    /// It carries the stream id of an earlier subscription.
    bool isStale(const CallEntry& call) const;
    quint64 letGo() const { return m_letGo; }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    /// StateRole: CallProgress as int.
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    void takeIn(const CallTable& calls);
    void update(const CallTable& calls, const QSet<quint64>& numbers);
    void setStream(const SessionState& state);

    std::deque<CallEntry> m_calls;
    quint64 m_firstNumber = 1;
    quint64 m_letGo = 0;
    StreamId m_streamId; ///< the one calls must carry now; empty: none is good
    WallTime m_now;
};

/// Hides the calls that Mesoscribe makes by itself unless asked.
class CallProxy final : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    explicit CallProxy(CallTableModel& model, QObject* parent = nullptr);
    void setAutomaticShown(bool shown);
    bool isAutomaticShown() const { return m_automaticShown; }

protected:
    bool filterAcceptsRow(int sourceRow, const QModelIndex& sourceParent) const override;

private:
    CallTableModel& m_model;
    bool m_automaticShown = false;
};

} // namespace mesoscribe
