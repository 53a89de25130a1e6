// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/describetaskparts.h"
#include "models/rowlist.h"
#include "models/tasktreemodel.h"

#include <QHash>
#include <QSet>

#include <deque>
#include <memory>
#include <vector>

/// The inside of TaskTreeModel. An index's internal pointer is the address of a tasktree::Node.
namespace mesoscribe {

namespace tasktree {

struct Node
{
    TaskTreeModel::Kind kind;
};

/// A row of a history. It is known by its ordinal, which never changes: the oldest update ever read has 0.
struct MomentNode : Node
{
    MomentNode(TaskTreeModel::Kind momentKind, const Node* entry, quint64 number)
        : Node{momentKind}
        , owner(entry)
        , ordinal(number)
    {
    }

    const Node* owner;
    quint64 ordinal;
};

/// The history below a row, newest first. The rows are made when somebody first looks at one.
struct History
{
    quint64 first = 0; ///< ordinal of the oldest that is kept
    int count = 0;
    mutable std::deque<MomentNode> rows; ///< oldest first; empty until looked at. A deque keeps addresses at both ends

    int rowOf(const MomentNode* moment) const { return count - 1 - static_cast<int>(moment->ordinal - first); }
    /// Index into the entry's own history.
    int indexOf(const MomentNode* moment) const { return static_cast<int>(moment->ordinal - first); }
};

/// A row below the root.
struct TopNode : Node
{
    explicit TopNode(TaskTreeModel::Kind topKind)
        : Node{topKind}
    {
    }
    virtual ~TopNode() = default;
    TopNode(const TopNode&) = delete;
    TopNode& operator=(const TopNode&) = delete;

    int slot = 0;
};

struct GroupNode;

struct TaskNode : TopNode
{
    explicit TaskNode(TaskEntry task)
        : TopNode(TaskTreeModel::Kind::Task)
        , entry(std::move(task))
    {
        history.count = static_cast<int>(entry.history.size());
    }

    TaskEntry entry;
    GroupNode* group = nullptr; ///< null: a row below the root
    History history;
    LaunchStanding launch; ///< kept up to date until the first update
};

/// The tasks of one executor on one agent.
struct GroupNode : TopNode
{
    using Key = std::pair<ExecutorId, AgentId>;

    explicit GroupNode(Key executorAndAgent)
        : TopNode(TaskTreeModel::Kind::Group)
        , key(std::move(executorAndAgent))
    {
    }

    Key key;
    RowList<TaskNode> tasks; ///< never empty while it has a row
};

struct OperationNode : Node
{
    explicit OperationNode(OperationEntry operation)
        : Node{TaskTreeModel::Kind::Operation}
        , entry(std::move(operation))
    {
        history.count = static_cast<int>(entry.history.size());
    }

    OperationEntry entry;
    History history;
    LaunchStanding sending;
};

struct InverseOfferNode : Node
{
    explicit InverseOfferNode(LiveInverseOffer offer)
        : Node{TaskTreeModel::Kind::InverseOffer}
        , live(std::move(offer))
    {
    }

    LiveInverseOffer live;
    QString hostname; ///< of its agent, when known
};

template<class T>
using Rows = std::vector<std::unique_ptr<T>>; ///< in the order of their ids

} // namespace tasktree

struct TaskTreeModel::Private
{
    using Node = tasktree::Node;
    using TopNode = tasktree::TopNode;
    using TaskNode = tasktree::TaskNode;
    using GroupNode = tasktree::GroupNode;
    using OperationNode = tasktree::OperationNode;
    using InverseOfferNode = tasktree::InverseOfferNode;
    using MomentNode = tasktree::MomentNode;
    using History = tasktree::History;

    explicit Private(TaskTreeModel& model)
        : q(model)
    {
    }

    static const Node* node(const QModelIndex& index) { return static_cast<const Node*>(index.constInternalPointer()); }
    template<class T>
    static const T* as(const Node* node)
    {
        return static_cast<const T*>(node);
    }
    /// The history of a task or an operation; null for other rows.
    static const History* historyOf(const Node* node);
    /// The node behind a row of this kind, of a moment its task or operation; null for other rows.
    static const TaskNode* taskOf(const QModelIndex& index);
    static const OperationNode* operationOf(const QModelIndex& index);

    QModelIndex indexOf(const Node* node, int column = 0) const;
    int operationsRow() const { return tops.size(); }
    int maintenanceRow() const { return tops.size() + (operations.empty() ? 0 : 1); }

    /// Makes all rows anew, within a reset.
    void fill(const SessionState& state);
    /// Makes the rows of these, within a reset or an insertion at the root. Those of a known group go there.
    void place(std::unique_ptr<TaskNode> task);
    void removeTasks(const QSet<TaskId>& ids);
    void insertTasks(const QList<TaskId>& ids, const SessionState& state);
    /// False, and nothing has changed, when a task belongs to another group now: all rows must be made anew.
    bool changeTasks(const QSet<TaskId>& ids, const SessionState& state);
    void followLaunches(const SessionState& state, const QSet<quint64>& calls);
    void take(TaskNode* node, const TaskEntry& entry, const SessionState& state);
    void count(const TaskNode& node, int sign);
    void forget(TaskNode* node);
    static std::optional<GroupNode::Key> groupKey(const TaskEntry& entry);

    static std::unique_ptr<OperationNode> makeOperation(const OperationEntry& entry, const SessionState& state);
    static std::unique_ptr<InverseOfferNode> makeInverseOffer(const LiveInverseOffer& live, const SessionState& state);
    void syncOperations(const SessionState& state);
    void syncInverseOffers(const SessionState& state);
    /// Takes the entry over. Moments that have left the history at its old end go, new ones come, with rows where
    /// somebody has looked.
    template<class EntryNode, class Entry>
    void adopt(EntryNode* node, const Entry& entry);
    static Kind momentKind(const Node* owner)
    {
        return owner->kind == Kind::Task ? Kind::Moment : Kind::OperationMoment;
    }

    void announce(const Node* node, int firstColumn = 0, int lastColumn = ColumnCount - 1,
                  const QList<int>& roles = {});

    QString taskCell(const TaskNode& node, int column) const;
    QString groupCell(const GroupNode& group, int column) const;
    QString operationCell(const OperationNode& node, int column) const;
    QString inverseOfferCell(const InverseOfferNode& node, int column) const;
    QString momentCell(const MomentNode& node, int column) const;
    QString cell(const Node* node, int column) const;
    QVariant sortKey(const Node* node, int column) const;
    QString sentence(const Node* node) const;
    QString toolTip(const Node* node, int column) const;
    QString copyText(const Node* node) const;
    QString detail(const Node* node) const; ///< the id of a row that shows a name
    QByteArray json(const Node* node) const;
    int mark(const Node* node) const;
    static quint64 record(const Node* node); ///< of a moment, 0 for other rows
    int unacknowledged(const Node* node) const;
    QString dumped(const TaskNode& node, const QString& indent) const;
    /// Everything of a row that reads differently as time passes, for comparing only.
    QString ageTexts(const Node* node) const;

    TaskTreeModel& q;
    RowList<TopNode> tops; ///< tasks and groups
    QHash<TaskId, TaskNode*> tasks;
    QHash<GroupNode::Key, GroupNode*> groups;
    Node operationsHeading{Kind::OperationsHeading};
    tasktree::Rows<OperationNode> operations;
    Node maintenanceHeading{Kind::MaintenanceHeading};
    tasktree::Rows<InverseOfferNode> inverseOffers;
    Counts counts;           ///< of tasks; the other two are asked for
    QSet<TaskNode*> awaited; ///< tasks without an update yet: how their launch stands is news
    WallTime now{};
    QSet<const GroupNode*> touched; ///< groups whose own row says something else now

    /// Rows whose age has been read since it was last announced: only for those can a change be news to anybody.
    mutable QSet<const Node*> agesRead;
};

} // namespace mesoscribe
