// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "app/deskcalls.h"

#include "models/describelint.h"
#include "models/offerticks.h"
#include "widgets/calleditor.h"
#include "widgets/launchdialog.h"
#include "widgets/offerspanel.h"

using namespace Qt::Literals::StringLiterals;

/// The launch form of a connection: from its opening to what became of the launch.
namespace mesoscribe {

QList<OfferPtr> DeskCalls::offersOf(const QList<OfferId>& ids) const
{
    QList<OfferPtr> offers;
    for (const OfferId& id : ids) {
        const LiveOffer* live = m_desk.session.state().offers.find(id);
        if (!live || live->fate != OfferFate::Live)
            continue;
        // What is selected may be of several agents or roles: the first one decides.
        if (!offers.isEmpty() && (offers.first()->agentId != live->offer->agentId ||
                                  offers.first()->allocationRole != live->offer->allocationRole))
            continue;
        offers += live->offer;
    }
    return offers;
}

QList<QList<OfferPtr>> DeskCalls::fittingOffers() const
{
    constexpr qsizetype Most = 20;
    QList<QList<OfferPtr>> fitting;
    for (const LiveOffer& live : m_desk.session.state().offers) {
        if (fitting.size() == Most)
            break;
        if (live.fate == OfferFate::Live && m_launch.fits({live.offer}))
            fitting.append({live.offer});
    }
    return fitting;
}

void DeskCalls::launch()
{
    QList<OfferPtr> offers = offersOf(m_page.offers().chosenOffers());
    if (offers.isEmpty()) {
        if (const QList<QList<OfferPtr>> fitting = fittingOffers(); !fitting.isEmpty())
            offers = fitting.first();
    }
    if (offers.isEmpty()) {
        for (const LiveOffer& live : m_desk.session.state().offers) {
            if (live.fate == OfferFate::Live) {
                offers = {live.offer};
                break;
            }
        }
    }
    openLaunch(offers);
}

void DeskCalls::launchAgain(const TaskId& task)
{
    const auto known = m_launched.constFind(task);
    if (known != m_launched.constEnd()) {
        LaunchSettings settings = known->settings;
        settings.taskId.clear(); // ids are used once
        settings.executorId.clear();
        m_launch.setSettings(settings);
        launch();
        return;
    }
    const TaskEntry* entry = m_desk.session.state().tasks.find(task);
    if (entry && entry->launchedBy > 0)
        act(entry->launchedBy, CallAction::EditAndSend);
    else
        m_window.announce(tr("This task was not launched here, so its form is not known."));
}

void DeskCalls::openLaunch(const QList<OfferPtr>& offers)
{
    QSet<TaskId> taken;
    for (const TaskEntry& task : m_desk.session.state().tasks) {
        if (!task.neverRan()) // else the master knows nothing of it
            taken.insert(task.id);
    }
    m_launch.setTakenTaskIds(taken);
    m_launch.setFrameworkId(m_desk.session.state().frameworkId);
    m_launch.setDeadOffers({});
    m_launch.setOffers(offers);
    if (!m_launchDialog) {
        m_launchDialog = new LaunchDialog(m_launch, &m_window);
        LaunchDialog* dialog = m_launchDialog;
        connect(dialog, &LaunchDialog::launchRequested, this, &DeskCalls::sendLaunch);
        connect(dialog, &LaunchDialog::copyAsCurlRequested, this,
                [this] { copyText(m_launch.callJson(JsonStyle::Indented)); });
        connect(dialog, &LaunchDialog::offersChosen, this, [this](const QList<OfferPtr>& chosen) {
            m_launch.setDeadOffers({});
            m_launch.setOffers(chosen);
            refreshLaunch();
        });
        connect(dialog, &LaunchDialog::saveTemplateRequested, this, [this](const QString& name) {
            if (const Result<void> saved = m_templates.add({name, m_launch.settings(), false}); !saved)
                m_window.announce(tr("The template cannot be saved: %1").arg(saved.error().detail));
        });
        connect(dialog, &LaunchDialog::deleteTemplateRequested, this, [this](const QString& name) {
            if (const Result<void> saved = m_templates.remove(name); !saved)
                m_window.announce(tr("The templates cannot be saved: %1").arg(saved.error().detail));
        });
        connect(&m_templates, &LaunchTemplates::changed, dialog,
                [this, dialog] { dialog->setTemplates(m_templates.all()); });
        connect(&m_launch, &LaunchModel::edited, dialog, [this] { refreshLaunch(); });
        dialog->setTemplates(m_templates.all());
    }
    m_launchDialog->setConfirms(m_desk.connection().manners.confirms, m_desk.connection().environment);
    refreshLaunch();
    m_launchDialog->open();
}

void DeskCalls::refreshLaunch()
{
    if (!m_launchDialog)
        return;
    m_choiceSoon.stop();
    const QSet<OfferId> dead = deadOffers();
    LintContext context = lintContext();
    for (const OfferPtr& offer : m_launch.offers()) {
        if (!dead.contains(offer->id))
            context.offers.append(lintOffer(*offer));
    }
    QStringList errors;
    QStringList notes;
    for (const LintFinding& finding : lintCall(m_launch.callJson(JsonStyle::Indented), context)) {
        if (finding.severity == LintFinding::Severity::Refused)
            errors += describe(finding);
        else if (finding.severity == LintFinding::Severity::Ignored)
            notes += describe(finding);
    }
    m_launchDialog->setLintRemarks(errors, notes);
    m_launchDialog->setFittingOffers(m_launch.hasDeadOffers() ? fittingOffers() : QList<QList<OfferPtr>>());
}

void DeskCalls::sendLaunch()
{
    const quint64 number = m_desk.session.sendText(m_launch.callJson(JsonStyle::Compact)).value_or(0);
    if (number == 0) {
        m_window.announce(tr("The stream is down, so nothing was launched. The form keeps everything."));
        return;
    }
    for (const TaskId& id : m_launch.taskIds())
        m_launched.insert(id, {m_launch.settings(), m_launch.offers(), number});
    m_desk.ticks.clear();
    if (m_launchDialog)
        m_launchDialog->accept();
    m_page.showTab(ConnectionPage::Tab::Tasks);
    if (const QList<TaskId> ids = m_launch.taskIds(); !ids.isEmpty())
        m_page.revealTask(ids.first());
}

void DeskCalls::followLaunch(const Changes& changes)
{
    if (!bringBack(changes))
        followOffers(changes);
}

/// A launch whose offers were gone before it arrived: the form comes back, with everything in it.
bool DeskCalls::bringBack(const Changes& changes)
{
    const SessionState& state = m_desk.session.state();
    for (const TaskId& id : changes.tasksChanged) {
        const auto found = m_launched.constFind(id);
        const TaskEntry* task = state.tasks.find(id);
        if (found == m_launched.constEnd() || found->cameBack || !task || !task->neverRan() ||
            task->history.isEmpty() || task->history.last().status.reason != "REASON_INVALID_OFFERS"_L1)
            continue;
        const Launched launched = *found;
        // Every task of the call tells the same.
        for (Launched& other : m_launched)
            other.cameBack = other.cameBack || other.call == launched.call;
        if (m_launchDialog && m_launchDialog->isVisible())
            return false; // something else is being typed; the call keeps its button
        m_launch.setSettings(launched.settings);
        openLaunch(launched.offers);
        markDeadOffers();
        return true;
    }
    return false;
}

void DeskCalls::followOffers(const Changes& changes)
{
    if (!m_launchDialog || !m_launchDialog->isVisible())
        return;
    if (changes.offersReset || !changes.offersChanged.isEmpty() || !changes.offersRemoved.isEmpty())
        m_launch.setDeadOffers(deadOffers()); // it tells when that is news
    const bool mayBeOthers = changes.offersReset || !changes.offersChanged.isEmpty() ||
                             !changes.offersRemoved.isEmpty() || !changes.offersAdded.isEmpty();
    if (mayBeOthers && m_launch.hasDeadOffers() && !m_choiceSoon.isActive())
        m_choiceSoon.start(Lag);
}

void DeskCalls::markDeadOffers()
{
    m_launch.setDeadOffers(deadOffers());
    refreshLaunch();
}

QSet<OfferId> DeskCalls::deadOffers() const
{
    QSet<OfferId> dead;
    for (const OfferPtr& offer : m_launch.offers()) {
        const LiveOffer* live = m_desk.session.state().offers.find(offer->id);
        if (!live || live->fate != OfferFate::Live)
            dead.insert(offer->id);
    }
    return dead;
}

} // namespace mesoscribe
