// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "widgets/mainwindow.h"

#include "models/describe.h"
#include "models/offerticks.h"
#include "widgets/offerspanel.h"
#include "widgets/statusline.h"
#include "widgets/windowactions.h"
#include "widgets/windowparts.h"

#include <QInputDialog>
#include <QMenu>

#include <cmath>

/// The later calls as the tool bar and the menus offer them.
namespace mesoscribe {

void MainWindow::wireCalls()
{
    const auto on = [this](QAction* action, auto act) { connect(action, &QAction::triggered, this, act); };
    const auto press = [this](QAbstractButton* button, auto act) {
        connect(button, &QAbstractButton::clicked, this, act);
    };
    const auto launch = [this] { emit launchRequested(m_current); };
    on(m_actions->launch, launch);
    press(m_parts->launch, launch);
    const auto decline = [this] { emit declineRequested(m_current, m_refuseSeconds); };
    on(m_actions->declineAgain, decline);
    press(m_parts->decline, decline);
    m_parts->declineFor->setMenu(m_actions->declineMenu);
    on(m_actions->declineAll, [this] { emit declineAllRequested(m_current, m_refuseSeconds); });
    connect(m_actions->decline, &QActionGroup::triggered, this, [this](const QAction* action) {
        const double seconds = action->data().toDouble();
        if (seconds < 0.0) {
            askRefuseSeconds();
            return;
        }
        setRefuseSeconds(seconds);
        emit declineRequested(m_current, seconds);
    });
    const auto suppress = [this] { emit suppressRequested(m_current); };
    on(m_actions->suppress, suppress);
    press(m_parts->suppress, suppress);
    const auto revive = [this] { emit reviveRequested(m_current); };
    on(m_actions->revive, revive);
    press(m_parts->revive, revive);
    on(m_actions->reconcile, [this] { emit reconcileRequested(m_current); });
    on(m_actions->tearDown, [this] { emit tearDownRequested(m_current); });
    on(m_actions->untickAll, [this] {
        if (ConnectionPage* page = currentPage())
            page->models().ticks->clear();
    });
    connect(m_actions, &WindowActions::newCallRequested, this,
            [this](const QString& skeleton) { emit newCallRequested(m_current, skeleton); });
    connect(m_status, &StatusLine::releaseAllRequested, this,
            [this] { emit declineAllRequested(m_current, Filters::DefaultRefuseSeconds); });
}

double MainWindow::refuseSeconds() const
{
    return m_refuseSeconds;
}

void MainWindow::setRefuseSeconds(double seconds)
{
    m_refuseSeconds = seconds;
    QAction* other = nullptr;
    bool isUsual = false;
    for (QAction* action : m_actions->decline->actions()) {
        if (action->data().toDouble() < 0.0)
            other = action;
        else if (action->data().toDouble() == seconds)
            isUsual = true;
        action->setChecked(action->data().toDouble() == seconds);
    }
    if (other && !isUsual)
        other->setChecked(true);
    refreshCalls();
}

void MainWindow::askRefuseSeconds()
{
    auto* dialog = new QInputDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setInputMode(QInputDialog::DoubleInput);
    dialog->setWindowTitle(tr("Decline"));
    dialog->setLabelText(tr("Refuse what these offers hold for this many seconds.\n"
                            "0 sets no filter: they come again within a second."));
    dialog->setDoubleRange(0.0, Filters::MaxRefuseSeconds);
    dialog->setDoubleDecimals(1);
    dialog->setDoubleValue(m_refuseSeconds);
    dialog->setOkButtonText(tr("Decline"));
    connect(dialog, &QInputDialog::doubleValueSelected, this, [this](double seconds) {
        setRefuseSeconds(seconds);
        emit declineRequested(m_current, seconds);
    });
    // What is checked follows what is in force, also when this is cancelled.
    connect(dialog, &QDialog::rejected, this, [this] { setRefuseSeconds(m_refuseSeconds); });
    dialog->open();
}

void MainWindow::refreshCalls()
{
    ConnectionPage* page = currentPage();
    const SessionState* state = page ? &page->state() : nullptr;
    const bool canCall = state && state->isSubscribed() && !state->isTornDown;
    for (QAction* action : m_actions->callActions())
        action->setEnabled(canCall);
    const int held = page ? page->models().offers->totals().offers : 0;
    const bool hasChoice = canCall && !page->offers().chosenOffers().isEmpty();

    m_actions->launch->setEnabled(canCall && held > 0);
    m_actions->declineAgain->setEnabled(hasChoice);
    m_actions->declineMenu->menuAction()->setEnabled(hasChoice);
    m_actions->declineAll->setEnabled(canCall && held > 0);
    m_actions->untickAll->setEnabled(page && !page->models().ticks->isEmpty());
    const bool canSuppress = canCall && !state->isSuppressed();
    m_actions->suppress->setEnabled(canSuppress);

    // A greyed button says why it is.
    const QString obstacle = state && state->isTornDown ? tr("The framework has been torn down.")
                             : canCall                  ? QString()
                                                        : tr("There is no stream to send calls on: subscribe first.");
    const auto show = [](QWidget& button, const QString& what, const QString& why) {
        button.setEnabled(why.isEmpty());
        button.setToolTip(why.isEmpty() ? what : why);
    };
    const auto first = [](const QString& one, const QString& other) { return one.isEmpty() ? other : one; };
    show(*m_parts->launch, tr("Launch a task on the ticked offers"),
         first(obstacle, held > 0 ? QString() : tr("A task needs an offer, and there is none now.")));
    const QString noChoice = first(obstacle, hasChoice ? QString() : tr("Tick or select the offers to decline."));
    const auto time = std::chrono::milliseconds(std::llround(m_refuseSeconds * 1000.0));
    show(*m_parts->decline,
         tr("Give the ticked offers back, and refuse what they hold for %1").arg(describeDuration(time)), noChoice);
    show(*m_parts->declineFor, tr("Decline for another time"), noChoice);
    show(*m_parts->suppress, tr("Ask the master to send no more offers until Revive"),
         first(obstacle, canSuppress ? QString() : tr("The master sends no offers until Revive.")));
    show(*m_parts->revive, tr("Ask for offers again: ends suppression and every refusal that runs"), obstacle);
}

} // namespace mesoscribe
