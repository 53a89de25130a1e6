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
#include <QInputDialog>
#include <QKeySequence>
#include <QMenu>

namespace mesoscribe {

using namespace Qt::Literals::StringLiterals;

struct TasksPanel::Private
{
    TaskTreeModel* model = nullptr;
    Ui::TasksPanel ui;
    bool canCall = false;
    bool isRefreshing = false;
    QList<OfferId> inverseOffers; ///< those selected, else all unanswered ones

    QModelIndexList selectedRows() const { return ui.tasks->selectionModel()->selectedRows(); }
    void refreshButtons(const TasksPanel& panel, const SessionState& state);
    void refreshMaintenance(const SessionState& state, WallTime now);
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
    connect(ui.acknowledge, &QPushButton::clicked, this, [this] { emit acknowledgeRequested(selectedTasks()); });
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
    connect(ui.tasks->selectionModel(), &QItemSelectionModel::selectionChanged, this, &TasksPanel::selectionChanged);
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
    d->refreshButtons(*this, state);
    d->refreshMaintenance(state, now);
}

void TasksPanel::Private::refreshButtons(const TasksPanel& panel, const SessionState& state)
{
    canCall = state.isSubscribed() && !state.isTornDown;
    const QList<TaskId> chosen = panel.selectedTasks();
    bool anyAlive = false;
    bool anyOver = false;
    for (const TaskId& id : chosen) {
        const TaskEntry* task = state.tasks.find(id);
        anyAlive |= task && !task->isOver() && !task->neverRan();
        anyOver |= task && (task->isOver() || task->neverRan());
    }
    const TaskEntry* first = chosen.size() == 1 ? state.tasks.find(chosen.first()) : nullptr;
    const TaskTreeModel::Counts counts = model->counts();

    ui.kill->setEnabled(canCall && anyAlive);
    ui.killWith->setEnabled(canCall && anyAlive);
    ui.kill->setToolTip(anyAlive ? TasksPanel::tr("Kill the selected tasks, with the grace they ask for")
                                 : TasksPanel::tr("Select tasks that run."));
    ui.reconcile->setEnabled(canCall);
    ui.reconcile->setToolTip(chosen.isEmpty() ? TasksPanel::tr("Ask the master how all tasks stand")
                                              : TasksPanel::tr("Ask the master how the selected tasks stand"));
    ui.launchAgain->setEnabled(first && !first->json.isEmpty());
    const bool someEnded = counts.tasks > counts.running;
    ui.clear->setEnabled(anyOver || (chosen.isEmpty() && someEnded));
    ui.clear->setToolTip(chosen.isEmpty() ? TasksPanel::tr("Take all tasks that have ended out of the list")
                                          : TasksPanel::tr("Take the selected tasks that have ended out of the list"));
    ui.tearDown->setEnabled(canCall);

    isRefreshing = true;
    ui.acknowledges->setChecked(state.manners.acknowledges);
    isRefreshing = false;
    const bool waits = counts.unacknowledged > 0 && !state.manners.acknowledges;
    ui.unacknowledgedBar->setVisible(waits);
    if (waits)
        ui.unacknowledged->setText(TasksPanel::tr("%1. The agents repeat them until they are acknowledged.")
                                       .arg(describeUnacknowledged(counts.unacknowledged)));
    ui.acknowledge->setEnabled(canCall);
}

void TasksPanel::Private::refreshMaintenance(const SessionState& state, WallTime now)
{
    inverseOffers.clear();
    for (const QModelIndex& row : selectedRows()) {
        if (const OfferId id = model->inverseOfferId(row); !id.isEmpty())
            inverseOffers += id;
    }
    if (inverseOffers.isEmpty()) {
        for (const LiveInverseOffer& offer : state.inverseOffers) {
            if (offer.answer == LiveInverseOffer::Answer::None)
                inverseOffers += offer.offer->id;
        }
    }
    ui.maintenanceBar->setVisible(!inverseOffers.isEmpty());
    if (inverseOffers.isEmpty())
        return;
    const auto first = state.inverseOffers.constFind(inverseOffers.first().value());
    if (inverseOffers.size() == 1 && first != state.inverseOffers.constEnd())
        ui.maintenance->setText(describeMaintenance(*first->offer, state, now));
    else
        ui.maintenance->setText(TasksPanel::tr("%Ln maintenance windows wait for an answer.", nullptr,
                                               static_cast<int>(inverseOffers.size())));
    ui.acceptMaintenance->setEnabled(canCall);
    ui.declineMaintenance->setEnabled(canCall);
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
    d->ui.unacknowledgedSign->setPixmap(
        Theme::icon(u"warning"_s, Theme::Ink::Warning).pixmap(QSize(side, side), devicePixelRatioF()));
}

void TasksPanel::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        refreshLook();
}

} // namespace mesoscribe
