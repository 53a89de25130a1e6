// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "widgets/taskspanel.h"

#include "models/describetask.h"
#include "models/roles.h"
#include "widgets/elidedlabel.h"
#include "widgets/taskview.h"
#include "widgets/theme.h"

#include "ui_taskspanel.h"

#include <QEvent>
#include <QKeySequence>
#include <QMenu>

#include <algorithm>

namespace mesoscribe {

using namespace Qt::Literals::StringLiterals;

struct TasksPanel::Private
{
    TaskTreeModel* model = nullptr;
    Ui::TasksPanel ui;
    const SessionState* state = nullptr; ///< of the last refresh, borrowed
    WallTime now;                        ///< of the last refresh
    bool canCall = false;
    bool isRefreshing = false;
    QList<TaskId> unacknowledged; ///< selected tasks with updates to acknowledge
    QList<OfferId> inverseOffers; ///< those selected, else all unanswered ones

    QModelIndexList selectedRows() const { return ui.tasks->selectionModel()->selectedRows(); }
    void refreshButtons(const QList<TaskId>& chosen);
    void refreshUnacknowledged(const QList<TaskId>& chosen);
    void refreshMaintenance();
    /// Greyed with the reason as its tooltip, or not.
    void enable(QWidget& control, const QString& what, const QString& obstacle = {}) const;
};

TasksPanel::TasksPanel(TaskTreeModel& model, QWidget* parent)
    : QWidget(parent)
    , d(std::make_unique<Private>())
{
    d->model = &model;
    Ui::TasksPanel& ui = d->ui;
    ui.setupUi(this);
    ui.tasks->setModel(&model);
    ui.unacknowledged->setAccessibleName(u"Unacknowledged"_s);
    ui.maintenance->setAccessibleName(u"Maintenance"_s);
    ui.unacknowledgedBar->hide();
    ui.maintenanceBar->hide();

    auto* graces = new QMenu(ui.killWith);
    const QList<std::pair<QString, double>> times = {{tr("With 3 Seconds of Grace"), 3.0},
                                                     {tr("With 30 Seconds of Grace"), 30.0},
                                                     {tr("With 5 Minutes of Grace"), 300.0},
                                                     {tr("At Once"), 0.0}};
    for (const auto& [text, seconds] : times) {
        const QAction* action = graces->addAction(text);
        connect(action, &QAction::triggered, this,
                [this, grace = seconds] { emit killRequested(selectedTasks(), grace); });
    }
    ui.killWith->setMenu(graces);

    connect(ui.kill, &QPushButton::clicked, this, [this] { emit killRequested(selectedTasks(), -1.0); });
    connect(ui.reconcile, &QPushButton::clicked, this, [this] { emit reconcileRequested(selectedTasks()); });
    connect(ui.clear, &QPushButton::clicked, this, [this] { emit clearRequested(selectedTasks()); });
    connect(ui.tearDown, &QPushButton::clicked, this, &TasksPanel::tearDownRequested);
    connect(ui.acknowledge, &QPushButton::clicked, this, [this] { emit acknowledgeRequested(d->unacknowledged); });
    connect(ui.launchAgain, &QPushButton::clicked, this, [this] {
        if (const QList<TaskId> tasks = selectedTasks(); !tasks.isEmpty())
            emit launchAgainRequested(tasks.first());
    });
    connect(ui.acknowledges, &QCheckBox::toggled, this, [this](bool on) {
        if (!d->isRefreshing)
            emit acknowledgesByItselfChanged(on);
    });
    connect(ui.acceptMaintenance, &QPushButton::clicked, this,
            [this] { emit inverseOffersAnswered(d->inverseOffers, true); });
    connect(ui.declineMaintenance, &QPushButton::clicked, this,
            [this] { emit inverseOffersAnswered(d->inverseOffers, false); });
    connect(ui.tasks, &TaskView::recordRequested, this, &TasksPanel::recordRequested);
    connect(ui.tasks, &TaskView::clearPressed, this, [this] {
        if (d->ui.clear->isEnabled() && !selectedTasks().isEmpty())
            emit clearRequested(selectedTasks());
    });
    connect(ui.tasks->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] {
        if (d->state)
            refresh(*d->state, d->now);
        emit selectionChanged();
    });
    refreshLook();
}

TasksPanel::~TasksPanel() = default;

TaskView& TasksPanel::view()
{
    return *d->ui.tasks;
}

void TasksPanel::refresh(const SessionState& state, WallTime now)
{
    Ui::TasksPanel& ui = d->ui;
    d->state = &state;
    d->now = now;
    d->canCall = state.isSubscribed() && !state.isTornDown;
    if (d->model->rowCount() > 0) {
        ui.stack->setCurrentWidget(ui.tasks);
    } else {
        const QString key = QKeySequence(Qt::CTRL | Qt::Key_L).toString(QKeySequence::NativeText);
        ui.sentencePage->setSentence(tr("No tasks"), state.isSubscribed()
                                                         ? tr("Tick an offer and press %1 to launch one.").arg(key)
                                                         : tr("Tasks appear here once the framework has launched "
                                                              "some."));
        ui.stack->setCurrentWidget(ui.sentencePage);
    }
    const QList<TaskId> chosen = selectedTasks();
    d->refreshButtons(chosen);
    d->refreshUnacknowledged(chosen);
    d->refreshMaintenance();
}

void TasksPanel::Private::enable(QWidget& control, const QString& what, const QString& obstacle) const
{
    control.setEnabled(obstacle.isEmpty());
    control.setToolTip(obstacle.isEmpty() ? what : obstacle);
}

void TasksPanel::Private::refreshButtons(const QList<TaskId>& chosen)
{
    int alive = 0;
    int clearable = 0;
    for (const TaskId& id : chosen) {
        const TaskEntry* task = state->tasks.find(id);
        alive += task && !task->isOver() && !task->neverRan() ? 1 : 0;
        clearable += task && task->isClearable() ? 1 : 0;
    }
    const QString noStream = state->isTornDown ? TasksPanel::tr("The framework has been torn down.")
                             : canCall         ? QString()
                                       : TasksPanel::tr("There is no stream to send calls on: subscribe first.");

    const QString cannotKill = !noStream.isEmpty() ? noStream
                               : chosen.isEmpty()  ? TasksPanel::tr("Select the tasks to kill.")
                               : alive == 0        ? TasksPanel::tr("What is selected does not run.")
                                                   : QString();
    enable(*ui.kill,
           alive == 1 ? TasksPanel::tr("Kill the selected task with the grace it asks for")
                      : TasksPanel::tr("Kill the %Ln selected tasks with the grace they ask for", nullptr, alive),
           cannotKill);
    enable(*ui.killWith, TasksPanel::tr("Kill with another grace period"), cannotKill);
    enable(*ui.reconcile,
           chosen.isEmpty() ? TasksPanel::tr("Ask the master how all tasks stand")
                            : TasksPanel::tr("Ask the master how the selected tasks stand"),
           noStream);
    const TaskEntry* only = chosen.size() == 1 ? state->tasks.find(chosen.first()) : nullptr;
    enable(*ui.launchAgain, TasksPanel::tr("Open the launch form with everything this task was launched with"),
           !only                  ? TasksPanel::tr("Select one task to launch another like it.")
           : only->json.isEmpty() ? TasksPanel::tr("This task was not launched from here.")
                                  : QString());
    const bool someEnded = std::ranges::any_of(state->tasks, [](const TaskEntry& task) { return task.isClearable(); });
    enable(*ui.clear,
           chosen.isEmpty() ? TasksPanel::tr("Take all tasks that have ended out of the list")
                            : TasksPanel::tr("Take the selected tasks that have ended out of the list (%1)")
                                  .arg(QKeySequence(Qt::Key_Delete).toString(QKeySequence::NativeText)),
           clearable > 0       ? QString()
           : !chosen.isEmpty() ? TasksPanel::tr("What is selected has not ended.")
           : someEnded         ? QString()
                               : TasksPanel::tr("No task has ended."));
    enable(*ui.tearDown, TasksPanel::tr("End the framework: Mesos kills all its tasks and regards its id as finished"),
           noStream);
    isRefreshing = true;
    ui.acknowledges->setChecked(state->manners.acknowledges);
    isRefreshing = false;
}

void TasksPanel::Private::refreshUnacknowledged(const QList<TaskId>& chosen)
{
    unacknowledged.clear();
    for (const TaskId& id : chosen) {
        if (const TaskEntry* task = state->tasks.find(id); task && task->unacknowledged() > 0)
            unacknowledged += id;
    }
    const int count = model->counts().unacknowledged;
    const bool waits = count > 0 && !state->manners.acknowledges;
    ui.tasks->setAcknowledgedByHand(!state->manners.acknowledges);
    ui.unacknowledgedBar->setVisible(waits);
    if (waits)
        ui.unacknowledged->setText((count == 1 ? TasksPanel::tr("%1. Its agent goes on repeating it.")
                                               : TasksPanel::tr("%1. The agents go on repeating them."))
                                       .arg(describeUnacknowledged(count)));
    ui.acknowledge->setText(unacknowledged.isEmpty() ? TasksPanel::tr("Acknowledge all")
                                                     : TasksPanel::tr("Acknowledge selected"));
    enable(*ui.acknowledge,
           unacknowledged.isEmpty() ? TasksPanel::tr("Acknowledge every update that waits for it")
                                    : TasksPanel::tr("Acknowledge the updates of the selected tasks"),
           canCall ? QString() : TasksPanel::tr("There is no stream to send calls on: subscribe first."));
}

void TasksPanel::Private::refreshMaintenance()
{
    inverseOffers.clear();
    for (const QModelIndex& row : selectedRows()) {
        if (const OfferId id = model->inverseOfferId(row); !id.isEmpty())
            inverseOffers += id;
    }
    if (inverseOffers.isEmpty()) {
        for (const LiveInverseOffer& offer : state->inverseOffers) {
            if (offer.answer == LiveInverseOffer::Answer::None)
                inverseOffers += offer.offer->id;
        }
    }
    ui.maintenanceBar->setVisible(!inverseOffers.isEmpty());
    if (inverseOffers.isEmpty())
        return;
    const auto first = state->inverseOffers.constFind(inverseOffers.first().value());
    if (inverseOffers.size() == 1 && first != state->inverseOffers.constEnd())
        ui.maintenance->setText(describeMaintenance(*first->offer, *state, now));
    else
        ui.maintenance->setText(TasksPanel::tr("%Ln maintenance windows wait for an answer.", nullptr,
                                               static_cast<int>(inverseOffers.size())));
    const QString noStream =
        canCall ? QString() : TasksPanel::tr("There is no stream to send calls on: subscribe first.");
    enable(*ui.acceptMaintenance, TasksPanel::tr("Tell the master that the resources will be released in time"),
           noStream);
    enable(*ui.declineMaintenance, TasksPanel::tr("Tell the master that the resources will not be released"), noStream);
}

QList<TaskId> TasksPanel::selectedTasks() const
{
    QList<TaskId> tasks;
    QSet<TaskId> seen;
    for (const QModelIndex& row : d->selectedRows()) {
        for (const TaskId& id : d->model->taskIds(row)) {
            if (!seen.contains(id)) {
                seen.insert(id);
                tasks += id;
            }
        }
    }
    return tasks;
}

QModelIndex TasksPanel::currentSource() const
{
    const QItemSelectionModel* selection = d->ui.tasks->selectionModel();
    if (!selection->hasSelection())
        return {};
    const QModelIndex current = selection->currentIndex().siblingAtColumn(0);
    if (selection->isSelected(current))
        return current;
    const QModelIndexList rows = selection->selectedRows();
    return rows.isEmpty() ? QModelIndex() : rows.first();
}

void TasksPanel::select(const TaskId& task)
{
    const QModelIndex row = d->model->indexOf(task);
    if (!row.isValid())
        return;
    d->ui.tasks->setCurrentIndex(row);
    d->ui.tasks->scrollTo(row);
}

QString TasksPanel::copyText() const
{
    QStringList ids;
    for (const QModelIndex& row : d->selectedRows()) {
        if (const QString id = row.data(CopyRole).toString(); !id.isEmpty() && !ids.contains(id))
            ids += id;
    }
    return ids.join(u'\n');
}

QString TasksPanel::copyJson() const
{
    QStringList texts;
    for (const QModelIndex& row : d->selectedRows()) {
        if (const QString text = row.data(JsonRole).toString(); !text.isEmpty())
            texts += text;
    }
    return texts.join(u'\n');
}

void TasksPanel::refreshLook()
{
    const int side = fontMetrics().height();
    const auto sign = [&](QLabel& label, const QString& icon, Theme::Ink ink) {
        label.setPixmap(Theme::icon(icon, ink).pixmap(QSize(side, side), devicePixelRatioF()));
    };
    sign(*d->ui.unacknowledgedSign, u"warning"_s, Theme::Ink::Warning);
    sign(*d->ui.maintenanceSign, u"clock"_s, Theme::Ink::Muted);
    d->ui.maintenanceTitle->setFont(Theme::scaled(font(), 1.0, QFont::DemiBold));
}

void TasksPanel::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        refreshLook();
}

} // namespace mesoscribe
