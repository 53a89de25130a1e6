// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "models/describewords.h"
#include "models/offertext.h"
#include "models/tasktreenodes.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

/// What the cells of the Tasks tree hold.
namespace mesoscribe {

namespace {

QString ageText(WallTime since, WallTime now)
{
    return describeAge(std::max<std::chrono::milliseconds>(now - since, std::chrono::milliseconds(0)));
}

int runningIn(const tasktree::GroupNode& group)
{
    int running = 0;
    group.tasks.forEach([&](const tasktree::TaskNode* node) {
        if (!node->entry.isOver() && !node->entry.neverRan())
            ++running;
    });
    return running;
}

QString repeated(int repeats)
{
    return repeats == 0 ? QString() : TaskTreeModel::tr("repeated %1×", "how often an update came again").arg(repeats);
}

QString joined(QStringList parts)
{
    parts.removeAll(QString());
    return parts.join(u", "_s);
}

} // namespace

QString TaskTreeModel::Private::taskCell(const TaskNode& node, int column) const
{
    const TaskEntry& task = node.entry;
    switch (static_cast<Column>(column)) {
    case Name:
        return taskName(task);
    case StateColumn:
        return taskStateWord(task);
    case WhatHappened:
        agesRead.insert(&node);
        return whatHappenedTo(task, node.launch, now);
    case Agent:
        return placeName(task.hostname, task.agentId);
    case Since:
        agesRead.insert(&node);
        return ageText(task.since, now);
    case Ack:
        return acknowledgementWord(task.unacknowledged(), task.history);
    case ColumnCount:
        break;
    }
    return {};
}

QString TaskTreeModel::Private::groupCell(const GroupNode& group, int column) const
{
    switch (static_cast<Column>(column)) {
    case Name:
        return tr("Group %1", "a task group, by its executor").arg(group.key.first.value());
    case StateColumn:
        return tr("%1 of %2 running", "tasks of a group")
            .arg(QLocale().toString(runningIn(group)), QLocale().toString(group.tasks.size()));
    case Agent:
        return placeName(group.tasks.at(0)->entry.hostname, group.key.second);
    case Ack: {
        const int count = unacknowledged(&group);
        return count == 0 ? QString() : describeUnacknowledged(count);
    }
    case WhatHappened:
    case Since:
    case ColumnCount:
        break;
    }
    return {};
}

QString TaskTreeModel::Private::operationCell(const OperationNode& node, int column) const
{
    const OperationEntry& operation = node.entry;
    switch (static_cast<Column>(column)) {
    case Name:
        return operationName(operation);
    case StateColumn:
        return operationStateWord(operation);
    case WhatHappened:
        return whatHappenedTo(operation, node.sending);
    case Agent:
        return placeName(operation.hostname, operation.agentId);
    case Since:
        agesRead.insert(&node);
        return ageText(operation.since, now);
    case Ack: {
        if (const int count = operation.unacknowledged(); count > 0)
            return count == 1 ? describe(Acknowledgement::Wanted) : describeUnacknowledged(count);
        for (auto moment = operation.history.crbegin(); moment != operation.history.crend(); ++moment) {
            if (moment->acknowledgement != Acknowledgement::NotWanted)
                return describe(moment->acknowledgement);
        }
        return {};
    }
    case ColumnCount:
        break;
    }
    return {};
}

QString TaskTreeModel::Private::inverseOfferCell(const InverseOfferNode& node, int column) const
{
    const InverseOffer& offer = *node.live.offer;
    switch (static_cast<Column>(column)) {
    case Name:
        return tr("Inverse offer %1").arg(offer.id.value().section(u'-', -1));
    case StateColumn:
        return answerWord(node.live.answer);
    case WhatHappened:
        agesRead.insert(&node);
        return maintenanceOf(offer, node.hostname, now);
    case Agent:
        return placeName(node.hostname, offer.agentId);
    case Since:
        agesRead.insert(&node);
        return ageText(node.live.arrived, now);
    case Ack:
    case ColumnCount:
        break;
    }
    return {};
}

QString TaskTreeModel::Private::momentCell(const MomentNode& node, int column) const
{
    const auto cellOf = [&](const auto& moment, const QString& state, const QString& what) -> QString {
        switch (static_cast<Column>(column)) {
        case Name:
            return describeExactClock(moment.at);
        case StateColumn:
            return state;
        case WhatHappened:
            return what;
        case Ack:
            return joined({describe(moment.acknowledgement), repeated(moment.repeats)});
        case Agent:
        case Since:
        case ColumnCount:
            break;
        }
        return {};
    };
    const int index = historyOf(node.owner)->indexOf(&node);
    if (node.owner->kind == Kind::Task) {
        const TaskMoment& moment = as<TaskNode>(node.owner)->entry.history.at(index);
        return cellOf(moment, describeTaskState(moment.status.state),
                      column == WhatHappened ? describeWhatHappened(moment.status) : QString());
    }
    const OperationEntry& operation = as<OperationNode>(node.owner)->entry;
    const OperationMoment& moment = operation.history.at(index);
    return cellOf(moment, describeOperationState(moment.status.state),
                  column == WhatHappened ? describeWhatHappened(moment.status, operation.type) : QString());
}

QString TaskTreeModel::Private::cell(const Node* node, int column) const
{
    switch (node->kind) {
    case Kind::Task:
        return taskCell(*as<TaskNode>(node), column);
    case Kind::Group:
        return groupCell(*as<GroupNode>(node), column);
    case Kind::Moment:
    case Kind::OperationMoment:
        return momentCell(*as<MomentNode>(node), column);
    case Kind::OperationsHeading:
        return column == Name ? tr("Operations") : QString();
    case Kind::Operation:
        return operationCell(*as<OperationNode>(node), column);
    case Kind::MaintenanceHeading:
        return column == Name ? tr("Maintenance") : QString();
    case Kind::InverseOffer:
        return inverseOfferCell(*as<InverseOfferNode>(node), column);
    }
    return {};
}

} // namespace mesoscribe
