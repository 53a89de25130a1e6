// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "models/offertext.h"
#include "models/tasktreenodes.h"

#include <QFont>

using namespace Qt::Literals::StringLiterals;

/// What the rows of the Tasks tree answer beside their cells.
namespace mesoscribe {

namespace {

/// Sorted upwards, the youngest comes first.
QVariant ageKey(WallTime since)
{
    return -static_cast<qint64>(since.time_since_epoch().count());
}

/// Of a group: what weighs most.
TaskMark worst(const RowList<tasktree::TaskNode>& tasks)
{
    for (const TaskMark mark :
         {TaskMark::Bad, TaskMark::Lost, TaskMark::Waiting, TaskMark::Working, TaskMark::Neutral}) {
        bool isThere = false;
        tasks.forEach([&](const tasktree::TaskNode* node) { isThere = isThere || taskMark(node->entry) == mark; });
        if (isThere)
            return mark;
    }
    return TaskMark::Good;
}

QString joined(QStringList parts)
{
    parts.removeAll(QString());
    return parts.join(u", "_s);
}

} // namespace

QVariant TaskTreeModel::Private::sortKey(const Node* node, int column) const
{
    switch (node->kind) {
    case Kind::Moment:
    case Kind::OperationMoment:
        return indexOf(node).row();
    case Kind::Task:
        if (column == Since)
            return ageKey(as<TaskNode>(node)->entry.since);
        break;
    case Kind::Operation:
        if (column == Since)
            return ageKey(as<OperationNode>(node)->entry.since);
        break;
    case Kind::InverseOffer:
        if (column == Since)
            return ageKey(as<InverseOfferNode>(node)->live.arrived);
        break;
    case Kind::Group:
        if (column == Since)
            return ageKey(as<GroupNode>(node)->tasks.at(0)->entry.since);
        break;
    case Kind::OperationsHeading:
    case Kind::MaintenanceHeading:
        if (column == Since)
            return ageKey({});
        break;
    }
    return column == Ack ? QVariant(unacknowledged(node)) : QVariant(cell(node, column));
}

QString TaskTreeModel::Private::sentence(const Node* node) const
{
    switch (node->kind) {
    case Kind::Task:
        agesRead.insert(node);
        return taskSentence(as<TaskNode>(node)->entry, now);
    case Kind::OperationsHeading:
        return operations.size() == 1 ? tr("Operations, 1 row")
                                      : tr("Operations, %Ln rows", nullptr, static_cast<int>(operations.size()));
    case Kind::MaintenanceHeading:
        return inverseOffers.size() == 1 ? tr("Maintenance, 1 row")
                                         : tr("Maintenance, %Ln rows", nullptr, static_cast<int>(inverseOffers.size()));
    case Kind::Operation:
        return joined({tr("Operation %1").arg(cell(node, Name)), cell(node, StateColumn), cell(node, Agent),
                       cell(node, WhatHappened)});
    case Kind::Group:
        return joined({cell(node, Name), cell(node, StateColumn), tr("on %1", "an agent").arg(cell(node, Agent)),
                       cell(node, Ack)});
    case Kind::Moment:
    case Kind::OperationMoment:
    case Kind::InverseOffer:
        break;
    }
    return joined({cell(node, Name), cell(node, StateColumn), cell(node, WhatHappened), cell(node, Ack)});
}

QString TaskTreeModel::Private::toolTip(const Node* node, int column) const
{
    if (column == WhatHappened)
        return plainToolTip(cell(node, column));
    if (column == Agent && node->kind == Kind::Task)
        return plainToolTip(as<TaskNode>(node)->entry.agentId.value());
    return column == Name ? plainToolTip(copyText(node)) : QString();
}

QString TaskTreeModel::Private::copyText(const Node* node) const
{
    switch (node->kind) {
    case Kind::Task:
        return as<TaskNode>(node)->entry.id.value();
    case Kind::Group:
        return as<GroupNode>(node)->key.first.value();
    case Kind::Moment:
    case Kind::OperationMoment:
        return copyText(as<MomentNode>(node)->owner);
    case Kind::Operation:
        return as<OperationNode>(node)->entry.id.value();
    case Kind::InverseOffer:
        return as<InverseOfferNode>(node)->live.offer->id.value();
    case Kind::OperationsHeading:
    case Kind::MaintenanceHeading:
        break;
    }
    return {};
}

QString TaskTreeModel::Private::detail(const Node* node) const
{
    const bool isNamed = node->kind == Kind::Task || node->kind == Kind::Operation;
    const QString id = isNamed ? copyText(node) : QString();
    return id == cell(node, Name) ? QString() : id;
}

QByteArray TaskTreeModel::Private::json(const Node* node) const
{
    switch (node->kind) {
    case Kind::Task:
        return as<TaskNode>(node)->entry.json;
    case Kind::Group: {
        QByteArrayList parts;
        as<GroupNode>(node)->tasks.forEach([&](const TaskNode* task) {
            if (!task->entry.json.isEmpty())
                parts.append(task->entry.json);
        });
        return '[' + parts.join(',') + ']';
    }
    case Kind::Moment:
    case Kind::OperationMoment:
        return json(as<MomentNode>(node)->owner);
    case Kind::Operation:
        return as<OperationNode>(node)->entry.json;
    case Kind::InverseOffer:
        return as<InverseOfferNode>(node)->live.offer->raw.bytes();
    case Kind::OperationsHeading:
    case Kind::MaintenanceHeading:
        break;
    }
    return {};
}

int TaskTreeModel::Private::mark(const Node* node) const
{
    TaskMark mark = TaskMark::Neutral;
    switch (node->kind) {
    case Kind::Task:
        mark = taskMark(as<TaskNode>(node)->entry);
        break;
    case Kind::Group:
        mark = worst(as<GroupNode>(node)->tasks);
        break;
    case Kind::Moment: {
        const auto* moment = as<MomentNode>(node);
        mark =
            taskMark(as<TaskNode>(moment->owner)->entry.history.at(historyOf(moment->owner)->indexOf(moment)).status);
        break;
    }
    case Kind::OperationMoment: {
        const auto* moment = as<MomentNode>(node);
        const auto& history = as<OperationNode>(moment->owner)->entry.history;
        mark = operationMark(history.at(historyOf(moment->owner)->indexOf(moment)).status.state);
        break;
    }
    case Kind::Operation: {
        const OperationEntry& operation = as<OperationNode>(node)->entry;
        mark = operation.isRefused ? TaskMark::Bad : operationMark(operation.state);
        break;
    }
    case Kind::InverseOffer: {
        const LiveInverseOffer::Answer answer = as<InverseOfferNode>(node)->live.answer;
        const bool isOpen = answer == LiveInverseOffer::Answer::None || answer == LiveInverseOffer::Answer::Sent;
        mark = isOpen ? TaskMark::Waiting : TaskMark::Neutral;
        break;
    }
    case Kind::OperationsHeading:
    case Kind::MaintenanceHeading:
        break;
    }
    return static_cast<int>(mark);
}

quint64 TaskTreeModel::Private::record(const Node* node)
{
    if (node->kind != Kind::Moment && node->kind != Kind::OperationMoment)
        return 0;
    const auto* moment = as<MomentNode>(node);
    const int index = historyOf(moment->owner)->indexOf(moment);
    return moment->owner->kind == Kind::Task ? as<TaskNode>(moment->owner)->entry.history.at(index).record
                                             : as<OperationNode>(moment->owner)->entry.history.at(index).record;
}

int TaskTreeModel::Private::unacknowledged(const Node* node) const
{
    switch (node->kind) {
    case Kind::Task:
        return as<TaskNode>(node)->entry.unacknowledged();
    case Kind::Group: {
        int count = 0;
        as<GroupNode>(node)->tasks.forEach([&](const TaskNode* task) { count += task->entry.unacknowledged(); });
        return count;
    }
    case Kind::Operation:
        return as<OperationNode>(node)->entry.unacknowledged();
    case Kind::OperationsHeading:
        return static_cast<int>(operations.size());
    case Kind::MaintenanceHeading:
        return static_cast<int>(inverseOffers.size());
    case Kind::Moment:
    case Kind::OperationMoment:
    case Kind::InverseOffer:
        break;
    }
    return 0;
}

QString TaskTreeModel::Private::ageTexts(const Node* node) const
{
    return cell(node, Since) + u'|' + cell(node, WhatHappened) + u'|' + sentence(node);
}

QVariant TaskTreeModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const auto* node = Private::node(index);
    const int column = index.column();
    const bool isHeading = node->kind == Kind::OperationsHeading || node->kind == Kind::MaintenanceHeading;
    switch (role) {
    case Qt::DisplayRole:
        return d->cell(node, column);
    case Qt::ToolTipRole:
        return d->toolTip(node, column);
    case Qt::AccessibleTextRole:
        return column == Name ? d->sentence(node) : d->cell(node, column);
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(
            Qt::Alignment((column == Since ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter));
    case Qt::FontRole: {
        if (!isHeading && node->kind != Kind::Group)
            return {};
        QFont bold;
        bold.setBold(true);
        return bold;
    }
    case KindRole:
        return static_cast<int>(node->kind);
    case SectionRole:
        return isHeading;
    case SortRole:
        return d->sortKey(node, column);
    case CopyRole:
    case IdRole:
        return d->copyText(node);
    case JsonRole:
        return d->json(node);
    case StateRole:
        return d->mark(node);
    case BadgeRole:
        return d->unacknowledged(node);
    case NumberRole:
        return d->record(node);
    case DetailRole:
        return d->detail(node);
    default:
        return {};
    }
}

QVariant TaskTreeModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(
            Qt::Alignment((section == Since ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter));
    if (role != Qt::DisplayRole)
        return {};
    switch (static_cast<Column>(section)) {
    case Name:
        return tr("Task");
    case StateColumn:
        return tr("State");
    case WhatHappened:
        return tr("What happened");
    case Agent:
        return tr("Agent");
    case Since:
        return tr("Since");
    case Ack:
        return tr("Acknowledged");
    case ColumnCount:
        break;
    }
    return {};
}

} // namespace mesoscribe
