// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "app/deskcalls.h"

#include "curl/curlcommand.h"
#include "models/describelint.h"
#include "models/describetask.h"
#include "models/offerticks.h"
#include "widgets/callcurl.h"
#include "widgets/calleditor.h"
#include "widgets/callspanel.h"
#include "widgets/launchdialog.h"
#include "widgets/leavingdialog.h"
#include "widgets/offerspanel.h"
#include "widgets/taskspanel.h"

#include <QApplication>
#include <QClipboard>

using namespace Qt::Literals::StringLiterals;

namespace mesoscribe {

DeskCalls::DeskCalls(Desk& desk, ConnectionPage& page, MainWindow& window, LaunchTemplates& templates,
                     const Clock& clock, QObject* parent)
    : QObject(parent)
    , m_desk(desk)
    , m_page(page)
    , m_window(window)
    , m_templates(templates)
    , m_clock(clock)
{
    if (const QList<LaunchTemplate> builtIn = LaunchModel::builtInTemplates(); !builtIn.isEmpty())
        m_launch.applyTemplate(builtIn.first());
    m_editorSoon.setSingleShot(true);
    connect(&m_editorSoon, &QTimer::timeout, this, [this] {
        if (m_editor && m_editor->isVisible())
            refreshEditor();
    });
    m_choiceSoon.setSingleShot(true);
    connect(&m_choiceSoon, &QTimer::timeout, this, [this] {
        if (m_launchDialog && m_launchDialog->isVisible())
            refreshLaunch();
    });
    wirePage();
}

DeskCalls::~DeskCalls()
{
    delete m_launchDialog;
    delete m_editor;
}

void DeskCalls::wirePage()
{
    TasksPanel& tasks = m_page.tasks();
    connect(&tasks, &TasksPanel::killRequested, this, &DeskCalls::kill);
    connect(&tasks, &TasksPanel::reconcileRequested, this, &DeskCalls::reconcile);
    connect(&tasks, &TasksPanel::acknowledgeRequested, this,
            [this](const QList<TaskId>& chosen) { m_desk.session.acknowledge(chosen); });
    connect(&tasks, &TasksPanel::acknowledgesByItselfChanged, this, [this](bool on) {
        m_desk.connection().manners.acknowledges = on;
        m_desk.session.setManners(m_desk.connection().manners);
        emit connectionEdited();
    });
    connect(&tasks, &TasksPanel::clearRequested, this, &DeskCalls::clear);
    connect(&tasks, &TasksPanel::launchAgainRequested, this, &DeskCalls::launchAgain);
    connect(&tasks, &TasksPanel::tearDownRequested, this, &DeskCalls::tearDown);
    connect(&tasks, &TasksPanel::inverseOffersAnswered, this, &DeskCalls::answerInverseOffers);

    CallsPanel& calls = m_page.calls();
    connect(&calls, &CallsPanel::newCallRequested, this, &DeskCalls::newCall);
    connect(&calls, &CallsPanel::copyAsCurlRequested, this, &DeskCalls::copyAsCurl);
    connect(&calls, &CallsPanel::editRequested, this, [this](quint64 call) { act(call, CallAction::EditAndSend); });
    connect(&calls, &CallsPanel::actionRequested, this, &DeskCalls::act);

    connect(&m_page, &ConnectionPage::choiceChanged, this, [this] {
        if (m_editor && m_editor->isVisible())
            refreshEditor();
    });
}

void DeskCalls::ask(const QString& question, const QString& consequence, const QString& button,
                    std::function<void()> act)
{
    auto* dialog = new ConfirmDialog(question, consequence, button, &m_window);
    connect(dialog, &ConfirmDialog::confirmed, this, std::move(act));
    dialog->open();
}

bool DeskCalls::authenticates() const
{
    return !m_desk.session.state().settings.framework.principal.isEmpty() && !m_desk.form.secret().isEmpty();
}

void DeskCalls::decline(double refuseSeconds)
{
    const QList<OfferId> offers = m_page.offers().chosenOffers();
    if (!offers.isEmpty())
        m_desk.session.send(DeclineCall{offers, {refuseSeconds}});
}

void DeskCalls::declineAll(double refuseSeconds)
{
    if (refuseSeconds == Filters::DefaultRefuseSeconds) {
        m_desk.session.releaseAll();
        return;
    }
    QList<OfferId> live;
    for (const LiveOffer& offer : m_desk.session.state().offers) {
        if (offer.fate == OfferFate::Live)
            live += offer.offer->id;
    }
    if (!live.isEmpty())
        m_desk.session.send(DeclineCall{live, {refuseSeconds}});
}

void DeskCalls::suppress()
{
    m_desk.session.send(SuppressCall{m_desk.session.state().roles()});
}

void DeskCalls::revive()
{
    m_desk.session.send(ReviveCall{m_desk.session.state().roles()});
}

void DeskCalls::reconcile(const QList<TaskId>& tasks)
{
    if (tasks.isEmpty()) {
        m_desk.session.reconcileAll();
        return;
    }
    ReconcileCall call;
    for (const TaskId& id : tasks) {
        const TaskEntry* task = m_desk.session.state().tasks.find(id);
        call.tasks.append({id, task ? task->agentId : AgentId()});
    }
    m_desk.session.send(call);
}

void DeskCalls::kill(const QList<TaskId>& tasks, double graceSeconds)
{
    if (tasks.isEmpty())
        return;
    if (!m_desk.connection().manners.confirms) {
        sendKill(tasks, graceSeconds);
        return;
    }
    const QString question = tasks.size() == 1 ? tr("Kill the task “%1”?").arg(tasks.first().value())
                                               : tr("Kill %Ln tasks?", nullptr, static_cast<int>(tasks.size()));
    ask(question, tr("This is %1, on %2.").arg(m_desk.connection().name, m_desk.connection().environment), tr("Kill"),
        [this, tasks, graceSeconds] { sendKill(tasks, graceSeconds); });
}

void DeskCalls::sendKill(const QList<TaskId>& tasks, double graceSeconds)
{
    for (const TaskId& id : tasks) {
        const TaskEntry* task = m_desk.session.state().tasks.find(id);
        if (!task || task->isOver() || task->neverRan())
            continue;
        KillCall call{id, task->agentId, {}};
        if (graceSeconds >= 0.0)
            call.graceSeconds = graceSeconds;
        tellIfNotSent(m_desk.session.send(call));
    }
}

void DeskCalls::clear(const QList<TaskId>& tasks)
{
    if (!tasks.isEmpty()) {
        m_desk.session.clearTasks(tasks);
        return;
    }
    QList<TaskId> over;
    for (const TaskEntry& task : m_desk.session.state().tasks) {
        if (task.isClearable())
            over += task.id;
    }
    m_desk.session.clearTasks(over);
}

void DeskCalls::tearDown()
{
    const SessionState& state = m_desk.session.state();
    const int running = state.tasks.running();
    const QString consequence =
        running == 0 ? tr("Mesos ends the framework and regards its id as finished. It has no tasks.")
        : running == 1
            ? tr("Mesos kills its 1 task, ends the framework and regards its id as finished.")
            : tr("Mesos kills its %Ln tasks, ends the framework and regards its id as finished.", nullptr, running);
    ask(tr("Tear down “%1”?").arg(state.settings.framework.name), consequence, tr("Tear down"),
        [this] { tellIfNotSent(m_desk.session.send(TeardownCall{})); });
}

void DeskCalls::answerInverseOffers(const QList<OfferId>& inverseOffers, bool accepted)
{
    if (inverseOffers.isEmpty())
        return;
    if (accepted)
        m_desk.session.send(AcceptInverseOffersCall{inverseOffers, {}});
    else
        m_desk.session.send(DeclineInverseOffersCall{inverseOffers, {}});
}

void DeskCalls::copyText(const QByteArray& json)
{
    QApplication::clipboard()->setText(toCurl(callCurl(json, m_desk.session.state(), authenticates())));
    m_window.announce(m_desk.session.canCall()
                          ? tr("The call is on the clipboard as a curl command, with the current stream id.")
                          : tr("The call is on the clipboard as a curl command; its stream is gone, so a master will "
                               "refuse it."));
}

void DeskCalls::copyAsCurl(quint64 number)
{
    if (const CallEntry* call = m_desk.session.state().calls.find(number))
        copyText(call->body);
}

void DeskCalls::act(quint64 number, CallAction action)
{
    const CallEntry* call = m_desk.session.state().calls.find(number);
    if (!call)
        return;
    const QByteArray body = call->body;
    switch (action) {
    case CallAction::SendAgain:
        sendText(body);
        return;
    case CallAction::ResubscribeAndSend:
        if (m_desk.session.canCall()) {
            sendText(body);
        } else {
            const FrameworkId framework = m_desk.session.state().frameworkId;
            if (resubscribe(false))
                m_waiting = Waiting{body, framework};
        }
        return;
    case CallAction::SubscribeAsNew:
        resubscribe(true);
        return;
    case CallAction::EditAndSend:
        editor().setText(body);
        editor().show();
        editor().raise();
        return;
    case CallAction::Reconcile:
        m_desk.session.reconcileAll();
        return;
    case CallAction::PickAnotherOffer:
        for (const LaunchedTask& task : call->facts.launches) {
            if (m_launched.contains(task.taskId)) {
                launchAgain(task.taskId);
                return;
            }
        }
        act(number, CallAction::EditAndSend);
        return;
    }
}

bool DeskCalls::resubscribe(bool asNew)
{
    Session& session = m_desk.session;
    if (session.isLeaving())
        return false;
    const SessionState& state = session.state();
    if (state.phase == Phase::Off) {
        // The session forgot the secret when it was left.
        SubscribeSettings settings = state.settings;
        settings.framework.id = asNew ? FrameworkId() : state.frameworkId;
        settings.suppressedRoles = state.suppressedRoles;
        session.subscribe(settings, m_desk.form.secret());
    } else if (asNew) {
        session.subscribeAsNew();
    } else {
        session.tryNow();
    }
    return true;
}

void DeskCalls::sendWhatWaits()
{
    const Session& session = m_desk.session;
    if (!m_waiting || (session.state().isActive() && !session.canCall()))
        return;
    const Waiting waiting = *std::exchange(m_waiting, std::nullopt);
    if (session.canCall() && session.state().frameworkId == waiting.frameworkId)
        sendText(waiting.json);
    else
        m_window.announce(tr("The call that waited for the stream was not sent: its framework is not subscribed."));
}

void DeskCalls::tellIfNotSent(quint64 call)
{
    if (call == 0)
        m_window.announce(tr("The stream is down, so nothing was sent."));
}

void DeskCalls::apply(const Changes& changes)
{
    sendWhatWaits();
    followLaunch(changes);
    if (m_editor && m_editor->isVisible()) {
        const bool hasOthers = changes.offersReset || !changes.offersAdded.isEmpty() ||
                               !changes.offersChanged.isEmpty() || !changes.offersRemoved.isEmpty() ||
                               changes.tasksReset || !changes.tasksAdded.isEmpty() || !changes.tasksChanged.isEmpty() ||
                               !changes.tasksRemoved.isEmpty() || changes.operations || changes.inverseOffers;
        if (changes.phase || changes.identity)
            refreshEditor();
        else if (hasOthers && !m_editorSoon.isActive())
            m_editorSoon.start(Lag);
        followEditor();
    }
}

} // namespace mesoscribe
