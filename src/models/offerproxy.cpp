// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "models/offerproxy.h"

#include "models/naturalorder.h"
#include "models/offertext.h"

#include <QVariant>

#include <algorithm>
#include <utility>

namespace mesoscribe {

namespace {

/// Above this many offers rows are not taken out and put in one run after the other, which costs the square of their
/// number, but laid out anew.
constexpr int MostForSingleRuns = 5000;

/// Below zero, zero or above zero. Both keys come from the same column.
int compareKeys(const QVariant& left, const QVariant& right)
{
    if (left.userType() == QMetaType::QString)
        return compareNaturally(left.toString(), right.toString());
    const qlonglong leftNumber = left.toLongLong();
    const qlonglong rightNumber = right.toLongLong();
    return leftNumber < rightNumber ? -1 : leftNumber > rightNumber ? 1 : 0;
}

} // namespace

OfferProxy::OfferProxy(OfferTreeModel& model, QObject* parent)
    : QSortFilterProxyModel(parent)
    , m_model(model)
{
    // Connected before the base class connects its own: when it asks which rows to take in, they have been counted.
    connect(&model, &QAbstractItemModel::rowsInserted, this, [this](const QModelIndex& group, int first, int last) {
        m_appears = group.isValid() && !m_filter.isEmpty() && !isShown(group);
        count(group, first, last, 1);
        m_appears = m_appears && isShown(group);
    });
    connect(&model, &QAbstractItemModel::rowsAboutToBeRemoved, this,
            [this](const QModelIndex& group, int first, int last) { count(group, first, last, -1); });
    connect(&model, &QAbstractItemModel::modelReset, this, &OfferProxy::recount);
    setSourceModel(&model);
    // And after the base class: it passes over rows that come into a group it does not show, also when they are why the
    // group is to be shown. It takes them in when it hears of them once more, the group first.
    connect(&model, &QAbstractItemModel::rowsInserted, this, [this](const QModelIndex& group, int first, int last) {
        if (!std::exchange(m_appears, false))
            return;
        emit m_model.dataChanged(group, group);
        emit m_model.dataChanged(m_model.index(first, 0, group), m_model.index(last, 0, group));
    });
    setSortRole(SortRole);
    setDynamicSortFilter(true);
}

void OfferProxy::setFilter(const OfferFilter& filter)
{
    m_filter = filter;
    recount();
    if (m_model.offerCount() > MostForSingleRuns)
        invalidate();
    else
        invalidateFilter();
}

int OfferProxy::matchingOffers() const
{
    return m_filter.isEmpty() ? m_model.offerCount() : m_matching;
}

void OfferProxy::setTicks(OfferTicks* ticks)
{
    if (m_ticks)
        m_ticks->disconnect(this);
    m_ticks = ticks;
    if (ticks != nullptr)
        connect(ticks, &OfferTicks::changed, this, &OfferProxy::announceTicks);
}

OfferPtr OfferProxy::tickable(const QModelIndex& index) const
{
    if (!m_ticks || !index.isValid() || index.column() != OfferTreeModel::Name)
        return nullptr;
    const QModelIndex source = mapToSource(index);
    if (m_model.kind(source) != OfferTreeModel::Kind::Offer || m_model.fate(source) != OfferFate::Live)
        return nullptr;
    OfferPtr offer = m_model.offer(source);
    m_boxesRead.insert(offer->id);
    return offer;
}

QVariant OfferProxy::data(const QModelIndex& index, int role) const
{
    switch (role) {
    case Qt::CheckStateRole:
        if (const OfferPtr offer = tickable(index))
            return static_cast<int>(m_ticks->isTicked(offer->id) ? Qt::Checked : Qt::Unchecked);
        return {};
    case CanTickRole:
        if (const OfferPtr offer = tickable(index))
            return m_ticks->obstacle(offer->id).isEmpty();
        return {};
    case Qt::ToolTipRole:
        if (const OfferPtr offer = tickable(index)) {
            if (const QString obstacle = m_ticks->obstacle(offer->id); !obstacle.isEmpty())
                return plainToolTip(obstacle);
        }
        break;
    case Qt::AccessibleTextRole:
        if (const OfferPtr offer = tickable(index); offer && m_ticks->isTicked(offer->id))
            return tr("%1, ticked", "an offer").arg(QSortFilterProxyModel::data(index, role).toString());
        break;
    default:
        break;
    }
    return QSortFilterProxyModel::data(index, role);
}

bool OfferProxy::setData(const QModelIndex& index, const QVariant& value, int role)
{
    if (role != Qt::CheckStateRole)
        return false;
    const OfferPtr offer = tickable(index);
    return offer && m_ticks->setTicked(offer->id, value.toInt() == Qt::Checked);
}

Qt::ItemFlags OfferProxy::flags(const QModelIndex& index) const
{
    Qt::ItemFlags flags = QSortFilterProxyModel::flags(index);
    const OfferPtr offer = tickable(index);
    if (offer && m_ticks->obstacle(offer->id).isEmpty())
        flags |= Qt::ItemIsUserCheckable;
    return flags;
}

void OfferProxy::announceTicks()
{
    // Who redraws in answer to the signals reads boxes anew: the set is taken before.
    const QSet<OfferId> read = std::exchange(m_boxesRead, {});
    QHash<QModelIndex, std::pair<int, int>> rowsOf;
    for (const OfferId& id : read) {
        const QModelIndex index = mapFromSource(m_model.indexOf(id));
        if (!index.isValid())
            continue;
        const auto rows = rowsOf.find(index.parent());
        if (rows == rowsOf.end())
            rowsOf.insert(index.parent(), {index.row(), index.row()});
        else
            *rows = {std::min(rows->first, index.row()), std::max(rows->second, index.row())};
    }
    for (auto rows = rowsOf.cbegin(); rows != rowsOf.cend(); ++rows)
        emit dataChanged(this->index(rows->first, OfferTreeModel::Name, rows.key()),
                         this->index(rows->second, OfferTreeModel::Name, rows.key()),
                         {Qt::CheckStateRole, CanTickRole, Qt::ToolTipRole, Qt::AccessibleTextRole});
}

bool OfferProxy::hasChildren(const QModelIndex& parent) const
{
    // A tree view asks this of every row it lays out. The base class would look into each offer to answer, and make
    // rows for all of their resources; resources are never filtered.
    if (parent.isValid()) {
        const QModelIndex source = mapToSource(parent);
        if (m_model.kind(source) != OfferTreeModel::Kind::Group)
            return m_model.hasChildren(source);
    }
    return QSortFilterProxyModel::hasChildren(parent);
}

bool OfferProxy::filterAcceptsRow(int sourceRow, const QModelIndex& sourceParent) const
{
    if (m_filter.isEmpty())
        return true;
    const QModelIndex index = m_model.index(sourceRow, 0, sourceParent);
    switch (m_model.kind(index)) {
    case OfferTreeModel::Kind::Group:
        return isShown(index);
    case OfferTreeModel::Kind::Offer:
        return m_filter.matches(*m_model.offer(index));
    case OfferTreeModel::Kind::Resource:
        break;
    }
    return true;
}

bool OfferProxy::lessThan(const QModelIndex& left, const QModelIndex& right) const
{
    if (m_model.kind(left) != OfferTreeModel::Kind::Resource) {
        const int order = compareKeys(m_model.data(left, SortRole), m_model.data(right, SortRole));
        if (order != 0)
            return order < 0;
    }
    // Equal rows stand in the model's order whichever way is sorted.
    return sortOrder() == Qt::AscendingOrder ? left.row() < right.row() : left.row() > right.row();
}

bool OfferProxy::isShown(const QModelIndex& sourceGroup) const
{
    return m_matchingOf.contains(sourceGroup.constInternalPointer());
}

void OfferProxy::recount()
{
    m_matching = 0;
    m_matchingOf.clear();
    count({}, 0, m_model.rowCount() - 1, 1);
}

void OfferProxy::count(const QModelIndex& sourceParent, int first, int last, int sign)
{
    if (m_filter.isEmpty())
        return;
    if (sourceParent.isValid() && m_model.kind(sourceParent) != OfferTreeModel::Kind::Group)
        return;
    const void* const group = sourceParent.constInternalPointer();
    int matching = 0;
    for (int row = first; row <= last; ++row) {
        const QModelIndex index = m_model.index(row, 0, sourceParent);
        if (m_model.kind(index) == OfferTreeModel::Kind::Group)
            count(index, 0, m_model.rowCount(index) - 1, sign);
        else if (m_filter.matches(*m_model.offer(index)))
            ++matching;
    }
    if (matching == 0)
        return;
    m_matching += sign * matching;
    int& ofGroup = m_matchingOf[group];
    ofGroup += sign * matching;
    if (ofGroup == 0)
        m_matchingOf.remove(group);
}

} // namespace mesoscribe
