// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "models/tasktreemodel.h"

#include "models/tasktreenodes.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace mesoscribe {

namespace {

QString dumped(WallTime time)
{
    return QString::number(time.time_since_epoch().count());
}

template<class Moment>
QString dumpedMoment(const Moment& moment, const QString& indent)
{
    return u"%1#%2 %3 at %4 ack %5 by %6 repeats %7\n"_s.arg(
        indent, QString::number(moment.record), moment.status.state.name, dumped(moment.at),
        QString::number(static_cast<int>(moment.acknowledgement)), QString::number(moment.call),
        QString::number(moment.repeats));
}

} // namespace

TaskTreeModel::TaskTreeModel(QObject* parent)
    : QAbstractItemModel(parent)
    , d(std::make_unique<Private>(*this))
{
}

TaskTreeModel::~TaskTreeModel() = default;

void TaskTreeModel::apply(const SessionState& state, const Changes& changes)
{
    const Counts before = counts();
    bool isReset = changes.tasksReset;
    if (!isReset) {
        d->removeTasks(changes.tasksRemoved);
        d->insertTasks(changes.tasksAdded, state);
        isReset = !d->changeTasks(changes.tasksChanged, state);
    }
    if (isReset) {
        beginResetModel();
        d->fill(state);
        endResetModel();
    } else {
        if (!changes.callsChanged.isEmpty())
            d->followLaunches(state, changes.callsChanged);
        for (const tasktree::GroupNode* group : std::exchange(d->touched, {}))
            d->announce(group);
        const auto isAwaited = [&](const auto& node) {
            return !node->entry.state.isSet() && changes.callsChanged.contains(node->entry.sentBy);
        };
        if (changes.operations || std::ranges::any_of(d->operations, isAwaited))
            d->syncOperations(state);
        if (changes.inverseOffers)
            d->syncInverseOffers(state);
    }
    if (counts() != before)
        emit countsChanged();
}

void TaskTreeModel::setNow(WallTime now)
{
    if (now == d->now)
        return;
    // Who redraws in answer to the signals reads ages anew: the set is taken before.
    const QSet<const tasktree::Node*> read = std::exchange(d->agesRead, {});
    QHash<const tasktree::Node*, QString> before;
    for (const tasktree::Node* node : read)
        before.insert(node, d->ageTexts(node));
    d->now = now;
    QList<const tasktree::Node*> aged;
    QSet<const tasktree::Node*> same;
    for (const tasktree::Node* node : read) {
        if (d->ageTexts(node) != before.value(node))
            aged.append(node);
        else
            same.insert(node);
    }
    d->agesRead = same;
    for (const tasktree::Node* node : std::as_const(aged))
        d->announce(node, Name, Since, {Qt::DisplayRole, Qt::AccessibleTextRole, Qt::ToolTipRole});
}

TaskTreeModel::Counts TaskTreeModel::counts() const
{
    Counts counts = d->counts;
    counts.operations = static_cast<int>(d->operations.size());
    counts.inverseOffers = static_cast<int>(d->inverseOffers.size());
    for (const auto& operation : d->operations)
        counts.unacknowledged += operation->entry.unacknowledged();
    return counts;
}

TaskTreeModel::Kind TaskTreeModel::kind(const QModelIndex& index) const
{
    return index.isValid() ? Private::node(index)->kind : Kind::Group;
}

TaskId TaskTreeModel::taskId(const QModelIndex& index) const
{
    const tasktree::TaskNode* task = Private::taskOf(index);
    return task == nullptr ? TaskId() : task->entry.id;
}

QList<TaskId> TaskTreeModel::taskIds(const QModelIndex& index) const
{
    if (const tasktree::TaskNode* task = Private::taskOf(index))
        return {task->entry.id};
    QList<TaskId> ids;
    if (index.isValid() && kind(index) == Kind::Group)
        Private::as<tasktree::GroupNode>(Private::node(index))->tasks.forEach([&](const tasktree::TaskNode* task) {
            ids.append(task->entry.id);
        });
    return ids;
}

OperationId TaskTreeModel::operationId(const QModelIndex& index) const
{
    const tasktree::OperationNode* operation = Private::operationOf(index);
    return operation == nullptr ? OperationId() : operation->entry.id;
}

OfferId TaskTreeModel::inverseOfferId(const QModelIndex& index) const
{
    if (!index.isValid() || kind(index) != Kind::InverseOffer)
        return {};
    return Private::as<tasktree::InverseOfferNode>(Private::node(index))->live.offer->id;
}

int TaskTreeModel::moment(const QModelIndex& index) const
{
    if (!index.isValid() || (kind(index) != Kind::Moment && kind(index) != Kind::OperationMoment))
        return -1;
    const auto* moment = Private::as<tasktree::MomentNode>(Private::node(index));
    return Private::historyOf(moment->owner)->indexOf(moment);
}

QModelIndex TaskTreeModel::indexOf(const TaskId& id) const
{
    const tasktree::TaskNode* node = d->tasks.value(id);
    return node == nullptr ? QModelIndex() : d->indexOf(node);
}

QString TaskTreeModel::Private::dumped(const TaskNode& node, const QString& indent) const
{
    const TaskEntry& task = node.entry;
    QStringList cells;
    for (int column = 0; column < ColumnCount; ++column)
        cells.append(taskCell(node, column));
    QString text = u"%1%2: %3 (launched by %4, in force %5)\n"_s.arg(indent, task.id.value(), cells.join(u" | "_s),
                                                                     QString::number(task.launchedBy),
                                                                     QString::number(task.momentInForce));
    for (auto moment = task.history.crbegin(); moment != task.history.crend(); ++moment)
        text += dumpedMoment(*moment, indent + u"  "_s);
    if (node.history.count != task.history.size())
        text += u"  %1 rows\n"_s.arg(node.history.count);
    return text;
}

QString TaskTreeModel::dump() const
{
    QString text;
    QList<const tasktree::GroupNode*> groups;
    d->tops.forEach([&](const tasktree::TopNode* top) {
        if (top->kind == Kind::Task)
            text += d->dumped(*Private::as<tasktree::TaskNode>(top), {});
        else
            groups.append(Private::as<tasktree::GroupNode>(top));
    });
    std::ranges::sort(groups, {}, &tasktree::GroupNode::key);
    for (const tasktree::GroupNode* group : std::as_const(groups)) {
        text += u"group %1 on %2: %3 %4\n"_s.arg(group->key.first.value(), group->key.second.value(),
                                                 d->groupCell(*group, StateColumn), d->groupCell(*group, Ack));
        group->tasks.forEach([&](const tasktree::TaskNode* task) { text += d->dumped(*task, u"  "_s); });
    }
    for (const auto& node : d->operations) {
        const OperationEntry& operation = node->entry;
        text += u"operation %1 %2: %3, %4, since %5\n"_s.arg(
            operation.id.value(), operation.type, operationStateWord(operation), d->operationCell(*node, WhatHappened),
            ::mesoscribe::dumped(operation.since));
        for (auto moment = operation.history.crbegin(); moment != operation.history.crend(); ++moment)
            text += dumpedMoment(*moment, u"  "_s);
    }
    for (const auto& node : d->inverseOffers)
        text += u"inverse offer %1 of %2: %3 by %4\n"_s.arg(
            node->live.offer->id.value(), node->live.offer->agentId.value(), answerWord(node->live.answer),
            QString::number(node->live.call));
    const Counts now = counts();
    text += u"%1 tasks, %2 running, %3 unacknowledged, %4 operations, %5 inverse offers\n"_s.arg(now.tasks)
                .arg(now.running)
                .arg(now.unacknowledged)
                .arg(now.operations)
                .arg(now.inverseOffers);
    return text;
}

QModelIndex TaskTreeModel::index(int row, int column, const QModelIndex& parent) const
{
    if (row < 0 || column < 0 || column >= ColumnCount || row >= rowCount(parent))
        return {};
    const auto at = [&](const tasktree::Node* node) { return createIndex(row, column, node); };
    if (!parent.isValid()) {
        if (row < d->tops.size())
            return at(d->tops.at(row));
        const bool isOperations = !d->operations.empty() && row == d->operationsRow();
        return at(isOperations ? &d->operationsHeading : &d->maintenanceHeading);
    }
    const tasktree::Node* node = Private::node(parent);
    switch (node->kind) {
    case Kind::Group:
        return at(Private::as<tasktree::GroupNode>(node)->tasks.at(row));
    case Kind::OperationsHeading:
        return at(d->operations[static_cast<size_t>(row)].get());
    case Kind::MaintenanceHeading:
        return at(d->inverseOffers[static_cast<size_t>(row)].get());
    case Kind::Task:
    case Kind::Operation: {
        const tasktree::History& history = *Private::historyOf(node);
        if (history.rows.empty()) {
            for (int i = 0; i < history.count; ++i)
                history.rows.emplace_back(Private::momentKind(node), node, history.first + static_cast<quint64>(i));
        }
        return at(&history.rows[static_cast<size_t>(history.count - 1 - row)]);
    }
    case Kind::Moment:
    case Kind::OperationMoment:
    case Kind::InverseOffer:
        break;
    }
    return {};
}

QModelIndex TaskTreeModel::parent(const QModelIndex& child) const
{
    if (!child.isValid())
        return {};
    const tasktree::Node* node = Private::node(child);
    switch (node->kind) {
    case Kind::Task: {
        const tasktree::GroupNode* group = Private::as<tasktree::TaskNode>(node)->group;
        return group == nullptr ? QModelIndex() : d->indexOf(group);
    }
    case Kind::Moment:
    case Kind::OperationMoment:
        return d->indexOf(Private::as<tasktree::MomentNode>(node)->owner);
    case Kind::Operation:
        return d->indexOf(&d->operationsHeading);
    case Kind::InverseOffer:
        return d->indexOf(&d->maintenanceHeading);
    case Kind::Group:
    case Kind::OperationsHeading:
    case Kind::MaintenanceHeading:
        break;
    }
    return {};
}

int TaskTreeModel::rowCount(const QModelIndex& parent) const
{
    if (!parent.isValid())
        return d->tops.size() + (d->operations.empty() ? 0 : 1) + (d->inverseOffers.empty() ? 0 : 1);
    if (parent.column() > 0)
        return 0;
    const tasktree::Node* node = Private::node(parent);
    switch (node->kind) {
    case Kind::Group:
        return Private::as<tasktree::GroupNode>(node)->tasks.size();
    case Kind::Task:
    case Kind::Operation:
        return Private::historyOf(node)->count;
    case Kind::OperationsHeading:
        return static_cast<int>(d->operations.size());
    case Kind::MaintenanceHeading:
        return static_cast<int>(d->inverseOffers.size());
    case Kind::Moment:
    case Kind::OperationMoment:
    case Kind::InverseOffer:
        break;
    }
    return 0;
}

int TaskTreeModel::columnCount(const QModelIndex&) const
{
    return ColumnCount;
}

bool TaskTreeModel::hasChildren(const QModelIndex& parent) const
{
    return rowCount(parent) > 0;
}

Qt::ItemFlags TaskTreeModel::flags(const QModelIndex& index) const
{
    if (!index.isValid())
        return {};
    switch (kind(index)) {
    case Kind::OperationsHeading:
    case Kind::MaintenanceHeading:
        return Qt::ItemIsEnabled;
    case Kind::Moment:
    case Kind::OperationMoment:
    case Kind::InverseOffer:
        return Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren;
    case Kind::Task:
    case Kind::Group:
    case Kind::Operation:
        break;
    }
    return Qt::ItemIsEnabled | Qt::ItemIsSelectable;
}

} // namespace mesoscribe
