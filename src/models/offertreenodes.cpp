// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "models/offertreenodes.h"

#include <algorithm>
#include <functional>

namespace mesoscribe {

namespace {

/// Calls `visit(first, last)` for every run of consecutive rows, the last run first, so that removing one leaves the
/// numbers of the others right.
template<class Visit>
void forRunsBackwards(std::vector<int> rows, Visit visit)
{
    std::ranges::sort(rows, std::greater());
    for (size_t i = 0; i < rows.size();) {
        const int last = rows[i];
        int first = last;
        for (++i; i < rows.size() && rows[i] == first - 1; ++i)
            first = rows[i];
        visit(first, last);
    }
}

} // namespace

OfferFate GroupNode::fate() const
{
    if (heldCount() > 0)
        return OfferFate::Live;
    for (const OfferFate fate : {OfferFate::Void, OfferFate::Rescinded, OfferFate::Used}) {
        if (count(fate) > 0)
            return fate;
    }
    return OfferFate::Declined;
}

const QList<Range>& GroupNode::joinedPorts() const
{
    if (!ports) {
        const OfferFate shown = fate();
        QList<Range> ranges;
        offers.forEach([&](const OfferNode* node) {
            if (shown == OfferFate::Live ? isHeld(node->live.fate) : node->live.fate == shown)
                ranges += portsOf(node->offer());
        });
        ports = coalesced(std::move(ranges));
    }
    return *ports;
}

int ResourceNode::row() const
{
    return static_cast<int>(this - offer->resources.data());
}

const Resource& ResourceNode::resource() const
{
    return offer->offer().resources.at(row());
}

const OfferNode* OfferTreeModel::Private::offerNode(const QModelIndex& index)
{
    const Node* node = Private::node(index);
    if (node == nullptr)
        return nullptr;
    switch (node->kind) {
    case Kind::Group:
        return nullptr;
    case Kind::Offer:
        return static_cast<const OfferNode*>(node);
    case Kind::Resource:
        return static_cast<const ResourceNode*>(node)->offer;
    }
    return nullptr;
}

QModelIndex OfferTreeModel::Private::indexOf(const GroupNode* group, int column) const
{
    if (group == &top)
        return {};
    return q.createIndex(groups.rowOf(group), column, static_cast<const Node*>(group));
}

QModelIndex OfferTreeModel::Private::indexOf(const OfferNode* offer, int column) const
{
    return q.createIndex(offer->group->offers.rowOf(offer), column, static_cast<const Node*>(offer));
}

QString OfferTreeModel::Private::keyOf(const Offer& offer) const
{
    switch (grouping) {
    case Grouping::Agent:
        return offer.agentId.value();
    case Grouping::Role:
        return offer.allocationRole;
    case Grouping::None:
        break;
    }
    return {};
}

void OfferTreeModel::Private::clear()
{
    groups.clear();
    top.offers.clear();
    top.held = {};
    top.gone = {};
    top.counts = {};
    top.ports.reset();
    groupOf.clear();
    offers.clear();
    total = {};
    heldCount = 0;
    declined.clear();
    touched.clear();
    agesRead.clear();
    freshRead.clear();
}

void OfferTreeModel::Private::fill(std::vector<std::unique_ptr<OfferNode>> nodes)
{
    for (std::unique_ptr<OfferNode>& node : nodes) {
        if (grouping == Grouping::None) {
            join(&top, std::move(node));
            continue;
        }
        const QString key = keyOf(node->offer());
        GroupNode*& group = groupOf[key];
        if (group == nullptr)
            group = groups.append(std::make_unique<GroupNode>(key));
        join(group, std::move(node));
    }
}

void OfferTreeModel::Private::join(GroupNode* group, std::unique_ptr<OfferNode> node)
{
    node->group = group;
    OfferNode* joined = group->offers.append(std::move(node));
    offers.insert(joined->offer().id, joined);
    if (joined->live.fate == OfferFate::Declined) {
        declined.insert(joined);
        isNewlyDeclined = true;
    }
    count(*joined, 1);
}

void OfferTreeModel::Private::count(const OfferNode& node, int sign)
{
    GroupNode& group = *node.group;
    const OfferFate fate = node.live.fate;
    group.counts[static_cast<size_t>(fate)] += sign;
    group.ports.reset();
    const auto apply = [&](AmountSums& sums) { sign > 0 ? sums.add(node.amounts) : sums.subtract(node.amounts); };
    if (isHeld(fate)) {
        apply(group.held);
        apply(total);
        heldCount += sign;
    } else if (fate == OfferFate::Void) {
        apply(group.gone);
    }
}

void OfferTreeModel::Private::forget(OfferNode* node)
{
    count(*node, -1);
    declined.remove(node);
    offers.remove(node->offer().id);
    agesRead.remove(node);
    freshRead.remove(node);
}

void OfferTreeModel::Private::remove(const QSet<OfferId>& ids)
{
    QHash<GroupNode*, std::vector<int>> rowsOf;
    for (const OfferId& id : ids) {
        if (const OfferNode* node = offers.value(id))
            rowsOf[node->group].push_back(node->group->offers.rowOf(node));
    }

    std::vector<int> emptied;
    for (auto it = rowsOf.begin(); it != rowsOf.end(); ++it) {
        GroupNode* group = it.key();
        if (group != &top && it->size() == static_cast<size_t>(group->offers.size())) {
            emptied.push_back(groups.rowOf(group));
            continue;
        }
        forRunsBackwards(std::move(it.value()), [&](int first, int last) {
            q.beginRemoveRows(indexOf(group), first, last);
            for (int row = last; row >= first; --row) {
                OfferNode* node = group->offers.at(row);
                forget(node);
                group->offers.take(node);
            }
            q.endRemoveRows();
        });
        touched.insert(group);
    }
    forRunsBackwards(std::move(emptied), [&](int first, int last) {
        q.beginRemoveRows({}, first, last);
        for (int row = last; row >= first; --row) {
            GroupNode* group = groups.at(row);
            group->offers.forEach([&](OfferNode* node) { forget(node); });
            groupOf.remove(group->key);
            groups.take(group);
        }
        q.endRemoveRows();
    });
}

void OfferTreeModel::Private::insert(const QList<OfferId>& ids, const OfferTable& table)
{
    using Nodes = std::vector<std::unique_ptr<OfferNode>>;
    std::vector<std::pair<GroupNode*, Nodes>> batches; // in the order of arrival
    QHash<GroupNode*, size_t> batchOf;
    Nodes ungrouped; // those that need a new group
    QSet<OfferId> seen;
    for (const OfferId& id : ids) {
        const LiveOffer* live = table.find(id);
        if (live == nullptr || offers.contains(id) || seen.contains(id))
            continue;
        seen.insert(id);
        auto node = std::make_unique<OfferNode>(*live, nextSequence++);
        GroupNode* group = grouping == Grouping::None ? &top : groupOf.value(keyOf(*live->offer));
        if (group == nullptr) {
            ungrouped.push_back(std::move(node));
            continue;
        }
        const auto known = batchOf.constFind(group);
        if (known == batchOf.constEnd()) {
            batchOf.insert(group, batches.size());
            batches.emplace_back(group, Nodes());
        }
        batches[batchOf.value(group)].second.push_back(std::move(node));
    }

    for (auto& [group, nodes] : batches) {
        const int first = group->offers.size();
        q.beginInsertRows(indexOf(group), first, first + static_cast<int>(nodes.size()) - 1);
        for (std::unique_ptr<OfferNode>& node : nodes)
            join(group, std::move(node));
        q.endInsertRows();
        touched.insert(group);
    }
    if (!ungrouped.empty()) {
        QSet<QString> keys;
        for (const std::unique_ptr<OfferNode>& node : ungrouped)
            keys.insert(keyOf(node->offer()));
        q.beginInsertRows({}, groups.size(), groups.size() + static_cast<int>(keys.size()) - 1);
        fill(std::move(ungrouped));
        q.endInsertRows();
    }
}

void OfferTreeModel::Private::change(const QSet<OfferId>& ids, const OfferTable& table)
{
    QHash<const GroupNode*, std::vector<int>> rowsOf;
    for (const OfferId& id : ids) {
        OfferNode* node = offers.value(id);
        const LiveOffer* live = table.find(id);
        if (node == nullptr || live == nullptr ||
            (node->live.fate == live->fate && node->live.fateAt == live->fateAt && node->live.call == live->call))
            continue;
        count(*node, -1);
        node->live.fate = live->fate;
        node->live.fateAt = live->fateAt;
        node->live.call = live->call;
        count(*node, 1);
        node->refusedUntil = {};
        if (live->fate == OfferFate::Declined) {
            declined.insert(node);
            isNewlyDeclined = true;
        } else {
            declined.remove(node);
        }
        touched.insert(node->group);
        rowsOf[node->group].push_back(node->group->offers.rowOf(node));
    }
    announceOffers(std::move(rowsOf), 0, ColumnCount - 1, {});
}

std::vector<const OfferNode*> OfferTreeModel::Private::takeFilters(const FilterClock& filters)
{
    isNewlyDeclined = false;
    std::vector<const OfferNode*> changed;
    if (declined.isEmpty())
        return changed;
    using Key = std::pair<quint64, std::pair<AgentId, QString>>;
    QHash<Key, WallTime> untilOf;
    for (const RunningFilter& filter : filters.filters()) // in the order of their ends: the latest one stays
        untilOf.insert({filter.call, {filter.agentId, filter.role}}, filter.until);
    for (OfferNode* node : std::as_const(declined)) {
        const Key key(node->live.call, {node->offer().agentId, node->offer().allocationRole});
        const WallTime until = untilOf.value(key, WallTime{});
        if (until == node->refusedUntil)
            continue;
        node->refusedUntil = until;
        changed.push_back(node);
    }
    return changed;
}

void OfferTreeModel::Private::followFilters(const FilterClock& filters)
{
    QHash<const GroupNode*, std::vector<int>> rowsOf;
    for (const OfferNode* node : takeFilters(filters))
        rowsOf[node->group].push_back(node->group->offers.rowOf(node));
    announceOffers(std::move(rowsOf), 0, Ports, {Qt::DisplayRole, Qt::AccessibleTextRole});
}

void OfferTreeModel::Private::announceGroups()
{
    std::vector<int> rows;
    for (const GroupNode* group : std::as_const(touched)) {
        if (group != &top)
            rows.push_back(groups.rowOf(group));
    }
    touched.clear();
    forRunsBackwards(std::move(rows), [&](int first, int last) {
        emit q.dataChanged(indexOf(groups.at(first)), indexOf(groups.at(last), ColumnCount - 1));
    });
}

void OfferTreeModel::Private::announceOffers(QHash<const GroupNode*, std::vector<int>> rows, int firstColumn,
                                             int lastColumn, const QList<int>& roles)
{
    for (auto it = rows.begin(); it != rows.end(); ++it) {
        const RowList<OfferNode>& list = it.key()->offers;
        forRunsBackwards(std::move(it.value()), [&](int first, int last) {
            emit q.dataChanged(indexOf(list.at(first), firstColumn), indexOf(list.at(last), lastColumn), roles);
        });
    }
}

} // namespace mesoscribe
