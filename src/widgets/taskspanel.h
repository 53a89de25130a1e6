// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/tasktreemodel.h"

#include <QWidget>

#include <memory>

namespace mesoscribe {

class TaskView;

/// The tree of tasks, operations and maintenance windows with what can be done to them, or a sentence in its place
/// while there are none.
class TasksPanel final : public QWidget
{
    Q_OBJECT

public:
    /// `model` is borrowed.
    explicit TasksPanel(TaskTreeModel& model, QWidget* parent = nullptr);
    ~TasksPanel() override;

    TaskView& view();

    /// After every change of state, and once a second while it is shown.
    void refresh(const SessionState& state, WallTime now);

    /// Tasks that are selected, each once: of a moment its task, of a group all of it.
    QList<TaskId> selectedTasks() const;
    QModelIndex currentSource() const; ///< the row selected last, in the model; invalid when none is
    void select(const TaskId& task);
    QString copyText() const; ///< whole ids of the selected rows, one per line
    QString copyJson() const;

signals:
    void selectionChanged();
    /// `graceSeconds` is negative when Mesos' own or the task's shall hold.
    void killRequested(const QList<mesoscribe::TaskId>& tasks, double graceSeconds);
    void reconcileRequested(const QList<mesoscribe::TaskId>& tasks);   ///< none: all
    void acknowledgeRequested(const QList<mesoscribe::TaskId>& tasks); ///< none: all
    void acknowledgesByItselfChanged(bool on);
    void clearRequested(const QList<mesoscribe::TaskId>& tasks); ///< only those that may be cleared; none: all such
    void launchAgainRequested(const mesoscribe::TaskId& task);
    void tearDownRequested();
    void recordRequested(quint64 record); ///< Return was pressed on a moment: the record that told of it
    void inverseOffersAnswered(const QList<mesoscribe::OfferId>& inverseOffers, bool accepted);

protected:
    void changeEvent(QEvent* event) override;

private:
    void refreshLook();

    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace mesoscribe
