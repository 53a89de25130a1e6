// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "models/recordtablemodel.h"

#include "models/describe.h"
#include "models/describewords.h"
#include "models/offertext.h"

#include <QFont>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace mesoscribe {

RecordTableModel::RecordTableModel(QObject* parent)
    : QAbstractTableModel(parent)
{
}

void RecordTableModel::apply(const SessionState& state, const Changes& changes)
{
    const RecordLog& log = state.records;
    if (changes.recordsReset) {
        beginResetModel();
        m_records.clear();
        m_firstNumber = log.nextNumber();
        takeIn(log);
        endResetModel();
    } else if (changes.recordsAdded > 0 || changes.recordsLetGo > 0) {
        // What is held runs on without a gap, so that the numbers tell which rows left at the front, even when more
        // records were let go than were ever seen here, and which came at the end.
        const quint64 firstKept = log.size() > 0 ? log.at(0).number : log.nextNumber();
        if (firstKept > m_firstNumber && !m_records.empty()) {
            const auto gone = static_cast<std::ptrdiff_t>(
                std::min<quint64>(firstKept - m_firstNumber, static_cast<quint64>(m_records.size())));
            beginRemoveRows({}, 0, static_cast<int>(gone) - 1);
            m_records.erase(m_records.begin(), m_records.begin() + gone);
            m_firstNumber += static_cast<quint64>(gone);
            endRemoveRows();
        }
        if (m_records.empty())
            m_firstNumber = firstKept;
        const auto held = static_cast<qsizetype>(m_records.size());
        if (log.size() > held) {
            beginInsertRows({}, static_cast<int>(held), static_cast<int>(log.size()) - 1);
            takeIn(log);
            endInsertRows();
        }
    }
    m_heartbeats = log.heartbeats();
    m_rawBytes = log.bytes();
    m_maxRawBytes = log.maxBytes();
    m_letGo = log.letGo();
    update(log, changes.recordsChanged);
}

void RecordTableModel::takeIn(const RecordLog& log)
{
    for (auto i = static_cast<qsizetype>(m_records.size()); i < log.size(); ++i)
        m_records.push_back(log.at(i));
    if (!m_records.empty())
        m_firstNumber = m_records.front().number;
}

void RecordTableModel::update(const RecordLog& log, const QSet<quint64>& numbers)
{
    for (const quint64 number : numbers) {
        const qsizetype row = log.indexOf(number);
        if (row < 0)
            continue;
        m_records[static_cast<size_t>(row)] = log.at(row);
        emit dataChanged(index(static_cast<int>(row), 0), index(static_cast<int>(row), ColumnCount - 1));
    }
}

const RecordEntry* RecordTableModel::record(const QModelIndex& index) const
{
    if (!index.isValid() || static_cast<size_t>(index.row()) >= m_records.size())
        return nullptr;
    return &m_records[static_cast<size_t>(index.row())];
}

QModelIndex RecordTableModel::indexOf(quint64 number) const
{
    if (number < m_firstNumber || number - m_firstNumber >= m_records.size())
        return {};
    return index(static_cast<int>(number - m_firstNumber), 0);
}

int RecordTableModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_records.size());
}

int RecordTableModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString RecordTableModel::cell(const RecordEntry& record, int column) const
{
    switch (static_cast<Column>(column)) {
    case Number:
        return QString::number(record.number);
    case Time:
        return describeExactClock(record.at);
    case DirectionColumn:
        return record.direction == Direction::FromMaster ? u"←"_s : u"→"_s;
    case Type:
        return record.type.isEmpty() ? u"–"_s : record.type;
    case Summary:
        return describe(record);
    case Bytes:
        return describeBytes(record.raw.size());
    case ColumnCount:
        break;
    }
    return {};
}

QVariant RecordTableModel::sortKey(const RecordEntry& record, int column) const
{
    switch (static_cast<Column>(column)) {
    case Number:
        return record.number;
    case Time:
        return static_cast<qint64>(record.at.time_since_epoch().count());
    case DirectionColumn:
        return static_cast<int>(record.direction);
    case Type:
        return record.type;
    case Summary:
        return describe(record);
    case Bytes:
        return static_cast<qint64>(record.raw.size());
    case ColumnCount:
        break;
    }
    return {};
}

QVariant RecordTableModel::data(const QModelIndex& index, int role) const
{
    const RecordEntry* record = this->record(index);
    if (record == nullptr)
        return {};
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole:
        return cell(*record, column);
    case Qt::ToolTipRole:
        if (column == Summary)
            return plainToolTip(describe(*record));
        [[fallthrough]];
    case Qt::AccessibleTextRole:
        if (column == DirectionColumn)
            return record->direction == Direction::FromMaster ? tr("from the master") : tr("to the master");
        return role == Qt::AccessibleTextRole ? QVariant(cell(*record, column)) : QVariant();
    case Qt::TextAlignmentRole: {
        const bool isNumber = column == Number || column == Bytes;
        return QVariant::fromValue(Qt::Alignment((isNumber ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter));
    }
    case Qt::FontRole: {
        if (column != Type)
            return {};
        QFont bold;
        bold.setBold(true);
        return bold;
    }
    case SortRole:
        return sortKey(*record, column);
    case CopyRole:
        return QString::fromUtf8(record->raw);
    case JsonRole:
        return record->raw;
    case NumberRole:
        return record->number;
    default:
        return {};
    }
}

QVariant RecordTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    if (role == Qt::TextAlignmentRole) {
        const bool isNumber = section == Number || section == Bytes;
        return QVariant::fromValue(Qt::Alignment((isNumber ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter));
    }
    if (role != Qt::DisplayRole)
        return {};
    switch (static_cast<Column>(section)) {
    case Number:
        return tr("Number");
    case Time:
        return tr("Time");
    case DirectionColumn:
        return tr("Direction");
    case Type:
        return tr("Type");
    case Summary:
        return tr("Summary");
    case Bytes:
        return tr("Bytes");
    case ColumnCount:
        break;
    }
    return {};
}

RecordProxy::RecordProxy(RecordTableModel& model, QObject* parent)
    : QSortFilterProxyModel(parent)
    , m_model(model)
{
    setSourceModel(&model);
    setSortRole(SortRole);
}

void RecordProxy::setHeartbeatsShown(bool shown)
{
    if (shown == m_heartbeatsShown)
        return;
    m_heartbeatsShown = shown;
    invalidateFilter();
}

bool RecordProxy::filterAcceptsRow(int sourceRow, const QModelIndex& sourceParent) const
{
    if (m_heartbeatsShown)
        return true;
    const RecordEntry* record = m_model.record(m_model.index(sourceRow, 0, sourceParent));
    return record != nullptr && !record->isHeartbeat();
}

} // namespace mesoscribe
