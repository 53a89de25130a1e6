// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "models/tasktreenodes.h"

#include <algorithm>
#include <functional>

namespace mesoscribe {

namespace {

/// Calls `visit(first, last)` for every run of consecutive rows, the last run first.
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

const tasktree::History* TaskTreeModel::Private::historyOf(const Node* node)
{
    switch (node->kind) {
    case Kind::Task:
        return &as<TaskNode>(node)->history;
    case Kind::Operation:
        return &as<OperationNode>(node)->history;
    case Kind::Group:
    case Kind::Moment:
    case Kind::OperationsHeading:
    case Kind::OperationMoment:
    case Kind::MaintenanceHeading:
    case Kind::InverseOffer:
        break;
    }
    return nullptr;
}

const tasktree::TaskNode* TaskTreeModel::Private::taskOf(const QModelIndex& index)
{
    if (!index.isValid())
        return nullptr;
    const Node* row = node(index);
    if (row->kind == Kind::Moment)
        row = as<MomentNode>(row)->owner;
    return row->kind == Kind::Task ? as<TaskNode>(row) : nullptr;
}

const tasktree::OperationNode* TaskTreeModel::Private::operationOf(const QModelIndex& index)
{
    if (!index.isValid())
        return nullptr;
    const Node* row = node(index);
    if (row->kind == Kind::OperationMoment)
        row = as<MomentNode>(row)->owner;
    return row->kind == Kind::Operation ? as<OperationNode>(row) : nullptr;
}

QModelIndex TaskTreeModel::Private::indexOf(const Node* node, int column) const
{
    const auto rowIn = [&](const auto& rows) {
        return static_cast<int>(std::ranges::find_if(rows, [&](const auto& each) { return each.get() == node; }) -
                                rows.begin());
    };
    switch (node->kind) {
    case Kind::Task: {
        const auto* task = as<TaskNode>(node);
        return q.createIndex(task->group == nullptr ? tops.rowOf(task) : task->group->tasks.rowOf(task), column, node);
    }
    case Kind::Group:
        return q.createIndex(tops.rowOf(as<GroupNode>(node)), column, node);
    case Kind::Moment:
    case Kind::OperationMoment: {
        const auto* moment = as<MomentNode>(node);
        return q.createIndex(historyOf(moment->owner)->rowOf(moment), column, node);
    }
    case Kind::OperationsHeading:
        return operations.empty() ? QModelIndex() : q.createIndex(operationsRow(), column, node);
    case Kind::Operation:
        return q.createIndex(rowIn(operations), column, node);
    case Kind::MaintenanceHeading:
        return inverseOffers.empty() ? QModelIndex() : q.createIndex(maintenanceRow(), column, node);
    case Kind::InverseOffer:
        return q.createIndex(rowIn(inverseOffers), column, node);
    }
    return {};
}

std::optional<tasktree::GroupNode::Key> TaskTreeModel::Private::groupKey(const TaskEntry& entry)
{
    if (!entry.isInGroup)
        return std::nullopt;
    return GroupNode::Key(entry.executorId, entry.agentId);
}

void TaskTreeModel::Private::count(const TaskNode& node, int sign)
{
    counts.tasks += sign;
    if (!node.entry.isOver() && !node.entry.neverRan())
        counts.running += sign;
    counts.unacknowledged += sign * node.entry.unacknowledged();
}

void TaskTreeModel::Private::fill(const SessionState& state)
{
    tops.clear();
    tasks.clear();
    groups.clear();
    operations.clear();
    inverseOffers.clear();
    awaited.clear();
    touched.clear();
    agesRead.clear();
    counts = {};
    for (const TaskEntry& entry : state.tasks) {
        auto node = std::make_unique<TaskNode>(entry);
        node->launch = launchStanding(entry.launchedBy, state);
        place(std::move(node));
    }
    for (const OperationEntry& entry : state.operations)
        operations.push_back(makeOperation(entry, state));
    for (const LiveInverseOffer& live : state.inverseOffers)
        inverseOffers.push_back(makeInverseOffer(live, state));
}

void TaskTreeModel::Private::place(std::unique_ptr<TaskNode> node)
{
    TaskNode* task = node.get();
    tasks.insert(task->entry.id, task);
    count(*task, 1);
    if (!task->entry.state.isSet())
        awaited.insert(task);
    const std::optional<GroupNode::Key> key = groupKey(task->entry);
    if (!key) {
        tops.append(std::move(node));
        return;
    }
    GroupNode*& group = groups[*key];
    if (group == nullptr)
        group = static_cast<GroupNode*>(tops.append(std::make_unique<GroupNode>(*key)));
    task->group = group;
    group->tasks.append(std::move(node));
}

void TaskTreeModel::Private::forget(TaskNode* node)
{
    count(*node, -1);
    tasks.remove(node->entry.id);
    awaited.remove(node);
    agesRead.remove(node);
}

void TaskTreeModel::Private::removeTasks(const QSet<TaskId>& ids)
{
    std::vector<int> topRows;
    QHash<GroupNode*, std::vector<int>> rowsOf;
    for (const TaskId& id : ids) {
        const TaskNode* node = tasks.value(id);
        if (node == nullptr)
            continue;
        if (node->group == nullptr)
            topRows.push_back(tops.rowOf(node));
        else
            rowsOf[node->group].push_back(node->group->tasks.rowOf(node));
    }
    for (auto it = rowsOf.begin(); it != rowsOf.end(); ++it) {
        GroupNode* group = it.key();
        if (it->size() == static_cast<size_t>(group->tasks.size())) {
            topRows.push_back(tops.rowOf(group));
            continue;
        }
        forRunsBackwards(std::move(it.value()), [&](int first, int last) {
            q.beginRemoveRows(indexOf(group), first, last);
            for (int row = last; row >= first; --row) {
                TaskNode* node = group->tasks.at(row);
                forget(node);
                group->tasks.take(node);
            }
            q.endRemoveRows();
        });
        touched.insert(group);
    }
    forRunsBackwards(std::move(topRows), [&](int first, int last) {
        q.beginRemoveRows({}, first, last);
        for (int row = last; row >= first; --row) {
            TopNode* top = tops.at(row);
            if (top->kind == Kind::Task) {
                forget(static_cast<TaskNode*>(top));
            } else {
                auto* group = static_cast<GroupNode*>(top);
                group->tasks.forEach([&](TaskNode* node) { forget(node); });
                groups.remove(group->key);
                touched.remove(group);
                agesRead.remove(group);
            }
            tops.take(top);
        }
        q.endRemoveRows();
    });
}

void TaskTreeModel::Private::insertTasks(const QList<TaskId>& ids, const SessionState& state)
{
    std::vector<std::unique_ptr<TaskNode>> atRoot; // and those that need a new group
    QHash<GroupNode*, std::vector<std::unique_ptr<TaskNode>>*> batchOf;
    std::vector<std::pair<GroupNode*, std::unique_ptr<std::vector<std::unique_ptr<TaskNode>>>>> batches;
    QSet<TaskId> seen;
    QSet<GroupNode::Key> newGroups;
    int rows = 0;
    for (const TaskId& id : ids) {
        const TaskEntry* entry = state.tasks.find(id);
        if (entry == nullptr || tasks.contains(id) || seen.contains(id))
            continue;
        seen.insert(id);
        auto node = std::make_unique<TaskNode>(*entry);
        node->launch = launchStanding(entry->launchedBy, state);
        const std::optional<GroupNode::Key> key = groupKey(*entry);
        if (GroupNode* group = key ? groups.value(*key) : nullptr) {
            if (!batchOf.contains(group)) {
                batches.emplace_back(group, std::make_unique<std::vector<std::unique_ptr<TaskNode>>>());
                batchOf.insert(group, batches.back().second.get());
            }
            batchOf.value(group)->push_back(std::move(node));
            continue;
        }
        if (!key || !newGroups.contains(*key))
            ++rows;
        if (key)
            newGroups.insert(*key);
        atRoot.push_back(std::move(node));
    }

    for (auto& [group, nodes] : batches) {
        const int first = group->tasks.size();
        q.beginInsertRows(indexOf(group), first, first + static_cast<int>(nodes->size()) - 1);
        for (std::unique_ptr<TaskNode>& node : *nodes)
            place(std::move(node));
        q.endInsertRows();
        touched.insert(group);
    }
    if (rows > 0) {
        q.beginInsertRows({}, tops.size(), tops.size() + rows - 1);
        for (std::unique_ptr<TaskNode>& node : atRoot)
            place(std::move(node));
        q.endInsertRows();
    }
}

bool TaskTreeModel::Private::changeTasks(const QSet<TaskId>& ids, const SessionState& state)
{
    std::vector<std::pair<TaskNode*, const TaskEntry*>> changed;
    for (const TaskId& id : ids) {
        TaskNode* node = tasks.value(id);
        const TaskEntry* entry = state.tasks.find(id);
        if (node == nullptr || entry == nullptr)
            continue;
        if (groupKey(node->entry) != groupKey(*entry))
            return false;
        changed.emplace_back(node, entry);
    }
    for (const auto& [node, entry] : changed)
        take(node, *entry, state);
    return true;
}

void TaskTreeModel::Private::followLaunches(const SessionState& state, const QSet<quint64>& calls)
{
    for (TaskNode* node : std::as_const(awaited)) {
        if (!calls.contains(node->entry.launchedBy))
            continue;
        LaunchStanding launch = launchStanding(node->entry.launchedBy, state);
        if (launch == node->launch)
            continue;
        node->launch = std::move(launch);
        announce(node, WhatHappened, WhatHappened);
    }
}

void TaskTreeModel::Private::announce(const Node* node, int firstColumn, int lastColumn, const QList<int>& roles)
{
    emit q.dataChanged(indexOf(node, firstColumn), indexOf(node, lastColumn), roles);
}

} // namespace mesoscribe
