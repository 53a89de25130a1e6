// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "app/deskcalls.h"

#include "models/offerticks.h"
#include "models/tasktreemodel.h"
#include "widgets/calleditor.h"
#include "widgets/offerspanel.h"
#include "widgets/taskspanel.h"

using namespace Qt::Literals::StringLiterals;

/// The call editor of a connection: what it is told, and what is sent from it.
namespace mesoscribe {

namespace {

/// What is still to be acknowledged of these moments, the oldest first: agents keep the next update back until then.
template<class Moments>
QByteArray wantedUuid(const Moments& history)
{
    for (const auto& moment : history) {
        if (moment.acknowledgement == Acknowledgement::Wanted)
            return moment.status.uuid;
    }
    return {};
}

/// Adds to the amount of that name.
template<class Amount>
void add(QList<std::pair<QString, Amount>>& amounts, const QString& name, const Amount& more)
{
    const auto known = std::ranges::find(amounts, name, &std::pair<QString, Amount>::first);
    if (known != amounts.end())
        known->second += more;
    else
        amounts.append({name, more});
}

} // namespace

LintContext DeskCalls::lintContext() const
{
    const SessionState& state = m_desk.session.state();
    LintContext context;
    context.frameworkId = state.frameworkId;
    context.knowsOffers = state.isSubscribed();
    context.knowsRoles = true;
    context.roles = state.roles();
    return context;
}

LintContext::Offer DeskCalls::lintOffer(const Offer& offer)
{
    LintContext::Offer told;
    told.id = offer.id;
    told.agentId = offer.agentId;
    told.role = offer.allocationRole;
    told.executorIds = offer.executorIds;
    for (const Resource& resource : offer.resources) {
        if (resource.value.type.value == ValueType::Scalar)
            add(told.scalars, resource.name, resource.value.scalar.thousandths);
        else if (resource.value.type.value == ValueType::Ranges)
            add(told.ranges, resource.name, resource.value.ranges);
    }
    return told;
}

SkeletonFacts DeskCalls::skeletonFacts() const
{
    const SessionState& state = m_desk.session.state();
    SkeletonFacts facts;
    facts.framework = state.settings.framework;
    facts.frameworkId = state.frameworkId;
    facts.offers = offersOf(m_page.offers().chosenOffers());
    if (facts.offers.isEmpty()) {
        for (const LiveOffer& live : state.offers) {
            if (live.fate == OfferFate::Live) {
                facts.offers = {live.offer};
                break;
            }
        }
    }
    const QList<TaskId> chosen = m_page.tasks().selectedTasks();
    const TaskEntry* task = chosen.isEmpty() ? nullptr : state.tasks.find(chosen.first());
    if (!task && !state.tasks.isEmpty())
        task = &*std::prev(state.tasks.end());
    if (task) {
        // A command task runs in an executor of its own, which has the task's id.
        const ExecutorId executor = task->executorId.isEmpty() ? ExecutorId(task->id.value()) : task->executorId;
        facts.task = SkeletonFacts::Task{task->id, task->agentId, executor, wantedUuid(task->history)};
    }
    if (!state.operations.isEmpty()) {
        const OperationEntry& operation = state.operations.last();
        facts.operation = SkeletonFacts::Operation{operation.id, operation.agentId, {}, wantedUuid(operation.history)};
    }
    for (const LiveInverseOffer& offer : state.inverseOffers) {
        if (offer.answer == LiveInverseOffer::Answer::None)
            facts.inverseOffers += offer.offer->id;
    }
    return facts;
}

CallEditor& DeskCalls::editor()
{
    if (!m_editor) {
        m_editor = new CallEditor(&m_window);
        connect(m_editor, &CallEditor::sendRequested, this, &DeskCalls::sendText);
        connect(m_editor, &CallEditor::copyAsCurlRequested, this, &DeskCalls::copyText);
    }
    refreshEditor();
    return *m_editor;
}

void DeskCalls::refreshEditor()
{
    m_editorSoon.stop();
    LintContext context = lintContext();
    for (const LiveOffer& live : m_desk.session.state().offers) {
        if (live.fate == OfferFate::Live)
            context.offers.append(lintOffer(*live.offer));
    }
    m_editor->setFacts(skeletonFacts(), context);
    m_editor->setCanSend(m_desk.session.canCall(), tr("The stream is down, so Mesos refuses calls. Subscribe first."));
}

void DeskCalls::newCall(const QString& skeleton)
{
    editor().setSkeleton(skeleton);
    editor().show();
    editor().raise();
    editor().activateWindow();
}

void DeskCalls::sendText(const QByteArray& json)
{
    const CallFacts facts = factsOfCall(json).value_or(CallFacts());
    const bool isGrave = facts.type == "KILL"_L1 || facts.type == "TEARDOWN"_L1 || !facts.launches.isEmpty();
    if (isGrave && m_desk.connection().manners.confirms && m_desk.session.canCall())
        ask(tr("Send this %1?", "type of a call").arg(facts.type),
            tr("This is %1, on %2.").arg(m_desk.connection().name, m_desk.connection().environment), tr("Send"),
            [this, json] { sendTextNow(json); });
    else
        sendTextNow(json);
}

void DeskCalls::sendTextNow(const QByteArray& json)
{
    const Result<quint64> sent = m_desk.session.sendText(json);
    if (sent) {
        m_editorCall = *sent;
        m_page.revealCall(*sent);
        return;
    }
    if (m_editor && m_editor->isVisible())
        m_editor->showAnswer(sent.error().detail, false);
    else
        m_window.announce(sent.error().detail);
}

void DeskCalls::followEditor()
{
    const CallEntry* call = m_editorCall > 0 ? m_desk.session.state().calls.find(m_editorCall) : nullptr;
    if (!call || call->progress == CallProgress::Waiting)
        return;
    m_editorCall = 0;
    const SessionState& state = m_desk.session.state();
    const WallTime now = m_clock.wall();
    if (const std::optional<CallTroubleText> trouble = describeTrouble(*call, state, now))
        m_editor->showAnswer(trouble->headline + u' ' + trouble->consequence, false);
    else
        m_editor->showAnswer(
            tr("%1: %2", "status, effect").arg(describeStatus(*call), describeEffect(*call, state, now)), true);
}

} // namespace mesoscribe
