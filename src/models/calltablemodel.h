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
    /// StateRole: CallProgress as int. CopyRole and JsonRole: the body as sent.
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    struct Row
    {
        CallEntry call;
        QString newestEffect; ///< as newestEffect() has it
    };

    void takeIn(const SessionState& state); ///< what is not yet held
    void update(const SessionState& state, const QSet<quint64>& numbers);
    void setStream(const SessionState& state, bool announces);
    void watch(const CallEntry& call);
    void announce(int first, int last, int firstColumn, int lastColumn);
    QString cell(const Row& row, int column) const;
    QVariant sortKey(const Row& row, int column) const;
    const Row* rowOf(const QModelIndex& index) const;

    std::deque<Row> m_calls; ///< numbers without a gap
    quint64 m_firstNumber = 1;
    quint64 m_letGo = 0;
    StreamId m_streamId; ///< the one calls must carry now
    bool m_streamIsVoid = false;
    WallTime m_now;
    QSet<quint64> m_silent; ///< received, and not yet worth a word: see CallSilence
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
