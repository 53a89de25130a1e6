// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "models/tasktreenodes.h"

#include <algorithm>

/// How rows of the Tasks tree take over what has changed.
namespace mesoscribe {

template<class EntryNode, class Entry>
void TaskTreeModel::Private::adopt(EntryNode* node, const Entry& entry)
{
    History& history = node->history;
    const auto same = [](const auto& left, const auto& right) {
        return left.record == right.record && left.at == right.at;
    };
    // What has been let go at the old end.
    int gone = 0;
    const auto& before = node->entry.history;
    while (gone < before.size() && (entry.history.isEmpty() || !same(before.at(gone), entry.history.first())))
        ++gone;
    const int kept = history.count - gone;
    const int added = static_cast<int>(entry.history.size()) - kept;
    if (gone > 0) {
        q.beginRemoveRows(indexOf(node), kept, history.count - 1);
        history.first += static_cast<quint64>(gone);
        history.count = kept;
        while (!history.rows.empty() && history.rows.front().ordinal < history.first)
            history.rows.pop_front();
        node->entry = entry;
        q.endRemoveRows();
    }
    if (added > 0) {
        const bool isLookedAt = !history.rows.empty();
        q.beginInsertRows(indexOf(node), 0, added - 1);
        const quint64 next = history.first + static_cast<quint64>(history.count);
        history.count += added;
        for (int i = 0; isLookedAt && i < added; ++i)
            history.rows.emplace_back(momentKind(node), node, next + static_cast<quint64>(i));
        node->entry = entry;
        q.endInsertRows();
    }
    node->entry = entry;
    if (kept > 0 && !history.rows.empty())
        emit q.dataChanged(q.index(added, 0, indexOf(node)),
                           q.index(history.count - 1, ColumnCount - 1, indexOf(node)));
}

void TaskTreeModel::Private::take(TaskNode* node, const TaskEntry& entry, const SessionState& state)
{
    count(*node, -1);
    adopt(node, entry);
    node->launch = launchStanding(entry.launchedBy, state);
    count(*node, 1);
    if (entry.state.isSet())
        awaited.remove(node);
    else
        awaited.insert(node);
    announce(node);
    if (node->group != nullptr)
        touched.insert(node->group);
}

std::unique_ptr<tasktree::OperationNode> TaskTreeModel::Private::makeOperation(const OperationEntry& entry,
                                                                               const SessionState& state)
{
    auto node = std::make_unique<OperationNode>(entry);
    node->sending = launchStanding(entry.sentBy, state);
    return node;
}

std::unique_ptr<tasktree::InverseOfferNode> TaskTreeModel::Private::makeInverseOffer(const LiveInverseOffer& live,
                                                                                     const SessionState& state)
{
    auto node = std::make_unique<InverseOfferNode>(live);
    node->hostname = hostOf(live.offer->agentId, state);
    return node;
}

void TaskTreeModel::Private::syncOperations(const SessionState& state)
{
    const QMap<QString, OperationEntry>& wanted = state.operations;
    const auto isWanted = [&](const auto& node) { return wanted.contains(node->entry.id.value()); };
    if (std::ranges::none_of(operations, isWanted)) {
        // All of them come or go together with their heading.
        if (!operations.empty()) {
            q.beginRemoveRows({}, operationsRow(), operationsRow());
            for (const auto& node : operations)
                agesRead.remove(node.get());
            operations.clear();
            q.endRemoveRows();
        }
        if (!wanted.isEmpty()) {
            q.beginInsertRows({}, operationsRow(), operationsRow());
            for (const OperationEntry& entry : wanted)
                operations.push_back(makeOperation(entry, state));
            q.endInsertRows();
        }
        return;
    }
    for (auto i = static_cast<int>(operations.size()) - 1; i >= 0; --i) {
        if (isWanted(operations[static_cast<size_t>(i)]))
            continue;
        q.beginRemoveRows(indexOf(&operationsHeading), i, i);
        agesRead.remove(operations[static_cast<size_t>(i)].get());
        operations.erase(operations.begin() + i);
        q.endRemoveRows();
    }
    int row = 0;
    for (const OperationEntry& entry : wanted) {
        const auto at = static_cast<size_t>(row);
        if (at == operations.size() || operations[at]->entry.id != entry.id) {
            q.beginInsertRows(indexOf(&operationsHeading), row, row);
            operations.insert(operations.begin() + row, makeOperation(entry, state));
            q.endInsertRows();
        } else {
            OperationNode* node = operations[at].get();
            adopt(node, entry);
            node->sending = launchStanding(entry.sentBy, state);
            announce(node);
        }
        ++row;
    }
    announce(&operationsHeading);
}

void TaskTreeModel::Private::syncInverseOffers(const SessionState& state)
{
    const QMap<QString, LiveInverseOffer>& wanted = state.inverseOffers;
    const auto isWanted = [&](const auto& node) { return wanted.contains(node->live.offer->id.value()); };
    if (std::ranges::none_of(inverseOffers, isWanted)) {
        if (!inverseOffers.empty()) {
            q.beginRemoveRows({}, maintenanceRow(), maintenanceRow());
            for (const auto& node : inverseOffers)
                agesRead.remove(node.get());
            inverseOffers.clear();
            q.endRemoveRows();
        }
        if (!wanted.isEmpty()) {
            q.beginInsertRows({}, maintenanceRow(), maintenanceRow());
            for (const LiveInverseOffer& live : wanted)
                inverseOffers.push_back(makeInverseOffer(live, state));
            q.endInsertRows();
        }
        return;
    }
    for (auto i = static_cast<int>(inverseOffers.size()) - 1; i >= 0; --i) {
        if (isWanted(inverseOffers[static_cast<size_t>(i)]))
            continue;
        q.beginRemoveRows(indexOf(&maintenanceHeading), i, i);
        agesRead.remove(inverseOffers[static_cast<size_t>(i)].get());
        inverseOffers.erase(inverseOffers.begin() + i);
        q.endRemoveRows();
    }
    int row = 0;
    for (const LiveInverseOffer& live : wanted) {
        const auto at = static_cast<size_t>(row);
        if (at == inverseOffers.size() || inverseOffers[at]->live.offer->id != live.offer->id) {
            q.beginInsertRows(indexOf(&maintenanceHeading), row, row);
            inverseOffers.insert(inverseOffers.begin() + row, makeInverseOffer(live, state));
            q.endInsertRows();
        } else {
            inverseOffers[at]->live = live;
            if (inverseOffers[at]->hostname.isEmpty())
                inverseOffers[at]->hostname = hostOf(live.offer->agentId, state);
            announce(inverseOffers[at].get());
        }
        ++row;
    }
    announce(&maintenanceHeading);
}

} // namespace mesoscribe
