// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "models/calltablemodel.h"

#include "models/describecallparts.h"
#include "models/describewords.h"
#include "models/offertext.h"

#include <QFont>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace mesoscribe {

namespace {

bool isNumber(int column)
{
    switch (static_cast<CallTableModel::Column>(column)) {
    case CallTableModel::Number:
    case CallTableModel::Took:
    case CallTableModel::Bytes:
        return true;
    case CallTableModel::Time:
    case CallTableModel::Type:
    case CallTableModel::Status:
    case CallTableModel::Effect:
    case CallTableModel::ColumnCount:
        break;
    }
    return false;
}

QVariant alignment(int column)
{
    return QVariant::fromValue(Qt::Alignment((isNumber(column) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter));
}

} // namespace

CallTableModel::CallTableModel(QObject* parent)
    : QAbstractTableModel(parent)
{
}

void CallTableModel::apply(const SessionState& state, const Changes& changes)
{
    const CallTable& calls = state.calls;
    if (changes.callsReset) {
        beginResetModel();
        m_calls.clear();
        m_silent.clear();
        setStream(state, false);
        takeIn(state);
        endResetModel();
    } else if (changes.callsAdded > 0 || changes.callsLetGo > 0) {
        // As with records, the numbers tell which rows left at the front and which came at the end.
        const quint64 firstKept = calls.isEmpty() ? calls.nextNumber() : calls.at(0).number;
        if (firstKept > m_firstNumber && !m_calls.empty()) {
            const auto gone = static_cast<std::ptrdiff_t>(
                std::min<quint64>(firstKept - m_firstNumber, static_cast<quint64>(m_calls.size())));
            beginRemoveRows({}, 0, static_cast<int>(gone) - 1);
            m_calls.erase(m_calls.begin(), m_calls.begin() + gone);
            m_firstNumber += static_cast<quint64>(gone);
            endRemoveRows();
        }
        const auto held = static_cast<qsizetype>(m_calls.size());
        if (calls.size() > held) {
            beginInsertRows({}, static_cast<int>(held), static_cast<int>(calls.size()) - 1);
            takeIn(state);
            endInsertRows();
        }
    }
    m_letGo = calls.letGo();
    update(state, changes.callsChanged);
    if (changes.callsStale || changes.identity)
        setStream(state, true);
}

void CallTableModel::takeIn(const SessionState& state)
{
    for (auto i = static_cast<qsizetype>(m_calls.size()); i < state.calls.size(); ++i) {
        const CallEntry& call = state.calls.at(i);
        m_calls.push_back({call, newestEffect(call, state.records)});
        watch(call);
    }
    if (!m_calls.empty())
        m_firstNumber = m_calls.front().call.number;
}

void CallTableModel::update(const SessionState& state, const QSet<quint64>& numbers)
{
    for (const quint64 number : numbers) {
        const qsizetype row = state.calls.indexOf(number);
        if (row < 0)
            continue;
        const CallEntry& call = state.calls.at(row);
        m_calls[static_cast<size_t>(row)] = {call, newestEffect(call, state.records)};
        watch(call);
        announce(static_cast<int>(row), static_cast<int>(row), 0, ColumnCount - 1);
    }
}

void CallTableModel::watch(const CallEntry& call)
{
    const bool mayFallSilent = call.progress == CallProgress::Received && !isSilent(call, m_now);
    if (mayFallSilent && hasEffects(call.facts))
        m_silent.insert(call.number);
    else
        m_silent.remove(call.number);
}

void CallTableModel::setStream(const SessionState& state, bool announces)
{
    if (m_streamId == state.streamId && m_streamIsVoid == state.streamIdIsVoid)
        return;
    m_streamId = state.streamId;
    m_streamIsVoid = state.streamIdIsVoid;
    if (announces && !m_calls.empty())
        announce(0, static_cast<int>(m_calls.size()) - 1, Effect, Effect);
}

void CallTableModel::setNow(WallTime now)
{
    m_now = now;
    QList<quint64> fallen;
    for (const quint64 number : std::as_const(m_silent)) {
        const Row* row = rowOf(indexOf(number));
        if (row == nullptr || isSilent(row->call, now))
            fallen.append(number);
    }
    for (const quint64 number : std::as_const(fallen)) {
        m_silent.remove(number);
        if (const QModelIndex index = indexOf(number); index.isValid())
            announce(index.row(), index.row(), Effect, Effect);
    }
}

void CallTableModel::announce(int first, int last, int firstColumn, int lastColumn)
{
    emit dataChanged(index(first, firstColumn), index(last, lastColumn));
}

const CallTableModel::Row* CallTableModel::rowOf(const QModelIndex& index) const
{
    if (!index.isValid() || static_cast<size_t>(index.row()) >= m_calls.size())
        return nullptr;
    return &m_calls[static_cast<size_t>(index.row())];
}

const CallEntry* CallTableModel::call(const QModelIndex& index) const
{
    const Row* row = rowOf(index);
    return row == nullptr ? nullptr : &row->call;
}

QModelIndex CallTableModel::indexOf(quint64 number) const
{
    if (number < m_firstNumber || number - m_firstNumber >= m_calls.size())
        return {};
    return index(static_cast<int>(number - m_firstNumber), 0);
}

bool CallTableModel::isStale(const CallEntry& call) const
{
    return m_streamIsVoid || call.streamId != m_streamId;
}

int CallTableModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_calls.size());
}

int CallTableModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString CallTableModel::cell(const Row& row, int column) const
{
    const CallEntry& call = row.call;
    switch (static_cast<Column>(column)) {
    case Number:
        return QString::number(call.number);
    case Time:
        return describeExactClock(call.at);
    case Type:
        return call.facts.type.isEmpty() ? u"–"_s : call.facts.type;
    case Status:
        return describeStatus(call);
    case Took:
        return call.status == 0 ? u"–"_s : tr("%1 ms").arg(QLocale().toString(static_cast<qint64>(call.took.count())));
    case Bytes:
        return describeBytes(call.body.size());
    case Effect:
        return effectOf(call, row.newestEffect, isStale(call), m_now);
    case ColumnCount:
        break;
    }
    return {};
}

QVariant CallTableModel::sortKey(const Row& row, int column) const
{
    const CallEntry& call = row.call;
    switch (static_cast<Column>(column)) {
    case Number:
        return call.number;
    case Time:
        return static_cast<qint64>(call.at.time_since_epoch().count());
    case Type:
        return call.facts.type;
    case Status:
        return call.status;
    case Took:
        return call.status == 0 ? qint64(-1) : static_cast<qint64>(call.took.count());
    case Bytes:
        return static_cast<qint64>(call.body.size());
    case Effect:
        return cell(row, column);
    case ColumnCount:
        break;
    }
    return {};
}

QVariant CallTableModel::data(const QModelIndex& index, int role) const
{
    const Row* row = rowOf(index);
    if (row == nullptr)
        return {};
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole:
        return cell(*row, column);
    case Qt::AccessibleTextRole:
        if (column != Number)
            return cell(*row, column);
        return tr("Call %1, %2, %3, %4", "number, what it asks for, status, effect")
            .arg(cell(*row, Number), describe(row->call.facts), cell(*row, Status), cell(*row, Effect));
    case Qt::ToolTipRole:
        if (column == Type)
            return plainToolTip(describe(row->call.facts));
        return column == Effect ? plainToolTip(cell(*row, Effect)) : QString();
    case Qt::TextAlignmentRole:
        return alignment(column);
    case Qt::FontRole: {
        if (column != Type)
            return {};
        QFont bold;
        bold.setBold(true);
        return bold;
    }
    case SortRole:
        return sortKey(*row, column);
    case CopyRole:
        return QString::fromUtf8(row->call.body);
    case JsonRole:
        return row->call.body;
    case NumberRole:
        return row->call.number;
    case StateRole:
        return static_cast<int>(row->call.progress);
    case DetailRole:
        return describe(row->call.facts);
    default:
        return {};
    }
}

QVariant CallTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    if (role == Qt::TextAlignmentRole)
        return alignment(section);
    if (role != Qt::DisplayRole)
        return {};
    switch (static_cast<Column>(section)) {
    case Number:
        return tr("Number");
    case Time:
        return tr("Time");
    case Type:
        return tr("Type");
    case Status:
        return tr("Status");
    case Took:
        return tr("Took");
    case Bytes:
        return tr("Bytes");
    case Effect:
        return tr("Effect");
    case ColumnCount:
        break;
    }
    return {};
}

CallProxy::CallProxy(CallTableModel& model, QObject* parent)
    : QSortFilterProxyModel(parent)
    , m_model(model)
{
    setSourceModel(&model);
    setSortRole(SortRole);
}

void CallProxy::setAutomaticShown(bool shown)
{
    if (shown == m_automaticShown)
        return;
    m_automaticShown = shown;
    invalidateFilter();
}

bool CallProxy::filterAcceptsRow(int sourceRow, const QModelIndex& sourceParent) const
{
    if (m_automaticShown)
        return true;
    const CallEntry* call = m_model.call(m_model.index(sourceRow, 0, sourceParent));
    return call != nullptr && !call->isAutomatic;
}

} // namespace mesoscribe
