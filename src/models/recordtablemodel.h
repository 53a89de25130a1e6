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

/// The records of a session, oldest first. A projection of SessionState::records.
class RecordTableModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Number, Time, DirectionColumn, Type, Summary, Bytes, ColumnCount };

    explicit RecordTableModel(QObject* parent = nullptr);

    void apply(const SessionState& state, const Changes& changes);

    /// Borrowed until the next apply(); null for an invalid index.
    const RecordEntry* record(const QModelIndex& index) const;
    QModelIndex indexOf(quint64 number) const; ///< invalid when it was let go
    qsizetype heartbeats() const { return m_heartbeats; }
    qint64 rawBytes() const { return m_rawBytes; }
    qint64 maxRawBytes() const { return m_maxRawBytes; }
    quint64 letGo() const { return m_letGo; }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    void takeIn(const RecordLog& log); ///< what is not yet held
    void update(const RecordLog& log, const QSet<quint64>& numbers);
    QString cell(const RecordEntry& record, int column) const;
    QVariant sortKey(const RecordEntry& record, int column) const;

    std::deque<RecordEntry> m_records; ///< raw text is shared with the state; numbers without a gap
    quint64 m_firstNumber = 1;
    qsizetype m_heartbeats = 0;
    qint64 m_rawBytes = 0;
    qint64 m_maxRawBytes = 0;
    quint64 m_letGo = 0;
};

/// Hides heartbeats unless asked.
class RecordProxy final : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    explicit RecordProxy(RecordTableModel& model, QObject* parent = nullptr);
    void setHeartbeatsShown(bool shown);
    bool areHeartbeatsShown() const { return m_heartbeatsShown; }

protected:
    bool filterAcceptsRow(int sourceRow, const QModelIndex& sourceParent) const override;

private:
    RecordTableModel& m_model;
    bool m_heartbeatsShown = false;
};

} // namespace mesoscribe
