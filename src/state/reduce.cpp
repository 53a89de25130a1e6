// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "state/reduce.h"

#include "state/reducestep.h"

using namespace Qt::Literals::StringLiterals;

namespace mesoscribe {

void Step::operator()(const input::SubscribeRequested& input)
{
    const FrameworkId& id = input.settings.framework.id;
    const bool goesOn = !id.isEmpty() && id == m_state.frameworkId;

    SessionState fresh;
    fresh.settings = input.settings;
    fresh.suppressedRoles = input.settings.suppressedRoles;
    fresh.manners = m_state.manners;
    fresh.story = std::move(m_state.story);
    fresh.records = std::move(m_state.records);
    fresh.calls = std::move(m_state.calls);
    fresh.frameworkId = id;
    if (goesOn) {
        fresh.tasks = std::move(m_state.tasks);
        fresh.operations = std::move(m_state.operations);
        fresh.awaited.kills = std::move(m_state.awaited.kills);
    } else {
        fresh.calls.clear();
        m_changes.tasksReset = true;
        m_changes.callsReset = true;
        m_changes.operations = true;
    }
    m_state = std::move(fresh);
    m_changes.identity = true;
    m_changes.heartbeat = true;
    m_changes.trouble = true;
    m_changes.inverseOffers = true;
    m_changes.filters = true;
    m_changes.suppression = true;
    m_changes.callsStale = true;
    m_changes.offersReset = true;
    enter(Phase::Connecting);
}

void Step::operator()(const input::AttemptStarted& input)
{
    m_state.master = input.master;
    m_state.redirectedFrom = input.redirectedFrom;
    m_state.retryAt.reset();
    m_changes.identity = true;
    enter(Phase::Connecting);
    tell(input.redirectedFrom.isEmpty() ? StoryLine::Kind::Connecting : StoryLine::Kind::RedirectedTo,
         input.master.authority());

    RecordEntry call;
    call.at = m_at;
    call.direction = Direction::ToMaster;
    call.type = u"SUBSCRIBE"_s;
    call.facts.names = {m_state.settings.framework.name};
    call.raw = input.body;
    m_state.subscribeRecord = log(std::move(call));
}

void Step::operator()(const input::HeadersReceived& input)
{
    if (m_state.subscribeRecord && m_state.records.setAnswer(*m_state.subscribeRecord, input.status, input.took))
        m_changes.recordsChanged.insert(*m_state.subscribeRecord);
    tell(StoryLine::Kind::HeadersReceived, QString::number(input.status), input.took);
    if (input.status != 200)
        return;
    m_state.streamId = input.streamId;
    m_state.streamIdIsVoid = false;
    m_changes.identity = true;
    m_changes.callsStale = true;
    enter(Phase::WaitingForSubscribed);
}

void Step::operator()(const input::HeartbeatsMissed& input)
{
    m_state.missedHeartbeats = input.count;
    m_changes.heartbeat = true;
    if (m_state.phase == Phase::Subscribed) {
        enter(Phase::Quiet);
        tell(StoryLine::Kind::Quiet);
    }
}

void Step::operator()(const input::StreamEnded& input)
{
    endStream();
    m_state.trouble = input.trouble;
    m_changes.trouble = true;
    // Sleep has a line of its own.
    if (input.trouble.kind == Trouble::Kind::Slept)
        return;
    tell(StoryLine::Kind::Ended);
    m_state.story.last().trouble = input.trouble;
}

void Step::operator()(const input::RetryPlanned& input)
{
    ++m_state.retries;
    m_state.retryAt = input.retryAt;
    enter(Phase::Reconnecting);
    if (m_state.trouble && !m_state.trouble->retrying) {
        m_state.trouble->retrying = true;
        m_changes.trouble = true;
    }
    tell(StoryLine::Kind::RetryPlanned, {}, std::chrono::milliseconds(input.retryAt - m_at));
}

void Step::operator()(const input::GaveUp& input)
{
    endStream();
    m_state.trouble = input.trouble;
    m_state.trouble->retrying = false;
    m_changes.trouble = true;
    m_state.retryAt.reset();
    enter(Phase::Stopped);
    tell(StoryLine::Kind::Stopped);
    m_state.story.last().trouble = input.trouble;
}

void Step::operator()(const input::Disconnected&)
{
    endStream();
    m_state.trouble.reset();
    m_changes.trouble = true;
    m_state.retryAt.reset();
    m_state.retries = 0;
    enter(Phase::Off);
    tell(StoryLine::Kind::Disconnected);
}

void Step::operator()(const input::MannersChanged& input)
{
    if (m_state.manners == input.manners)
        return;
    m_state.manners = input.manners;
    m_changes.manners = true;
}

void Step::operator()(const input::Slept& input)
{
    tell(StoryLine::Kind::Slept, {}, input.duration);
}

void Step::operator()(const input::Noted& input)
{
    m_state.trouble = input.trouble;
    m_changes.trouble = true;
}

void Step::operator()(const input::Tick&)
{
    const QList<OfferId> over = m_state.offers.goneLongBefore(m_at);
    for (const OfferId& id : over) {
        m_state.offers.remove(id);
        m_changes.offersRemoved.insert(id);
    }
    if (m_state.filters.expire(m_at) > 0)
        m_changes.filters = true;
}

void Step::enter(Phase phase)
{
    if (m_state.phase != phase || phase == Phase::Reconnecting) {
        m_state.phase = phase;
        m_state.phaseSince = m_at;
    }
    m_changes.phase = true;
}

void Step::tell(StoryLine::Kind kind, const QString& subject, std::chrono::milliseconds duration)
{
    m_state.story.append({m_at, kind, subject, duration, {}});
    if (m_state.story.size() > SessionState::MaxStory)
        m_state.story.removeFirst();
    m_changes.story = true;
}

quint64 Step::log(RecordEntry entry)
{
    const quint64 number = m_state.records.nextNumber();
    m_changes.recordsLetGo += m_state.records.append(std::move(entry));
    ++m_changes.recordsAdded;
    return number;
}

void Step::heard()
{
    m_state.lastHeard = m_at;
    m_changes.heartbeat = true;
    m_state.missedHeartbeats = 0;
    if (m_state.phase == Phase::Quiet) {
        enter(Phase::Subscribed);
        tell(StoryLine::Kind::HeardAgain);
    }
}

void Step::endStream()
{
    if (m_state.subscribeRecord && m_state.records.setUnanswered(*m_state.subscribeRecord))
        m_changes.recordsChanged.insert(*m_state.subscribeRecord);
    m_state.subscribeRecord.reset();
    m_state.missedHeartbeats = 0;
    if (!m_state.streamId.isEmpty() && !m_state.streamIdIsVoid) {
        m_state.streamIdIsVoid = true;
        m_changes.identity = true;
        m_changes.callsStale = true;
    }
    endFilters();
    m_state.awaited.offersRecord = 0;

    if (m_state.isTornDown) {
        for (qsizetype i = m_state.calls.size() - 1; i >= 0; --i) {
            const CallEntry& call = m_state.calls.at(i);
            if (call.facts.type != "TEARDOWN"_L1 || call.progress != CallProgress::Received)
                continue;
            m_state.calls.find(call.number)->progress = CallProgress::Done;
            m_changes.callsChanged.insert(call.number);
        }
    }

    if (m_state.offersVoidSince || m_state.offers.isEmpty())
        return;
    m_state.offersVoidSince = m_at;
    QList<OfferId> ids;
    for (const LiveOffer& offer : m_state.offers) {
        // What was used or declined is not void: it goes as it would have gone.
        if (isHeld(offer.fate) || offer.fate == OfferFate::Rescinded)
            ids.append(offer.offer->id);
    }
    for (const OfferId& id : ids) {
        if (m_state.offers.setFate(id, OfferFate::Void, m_at))
            m_changes.offersChanged.insert(id);
    }
    m_changes.identity = true;
}

void Step::endFilters()
{
    if (!m_state.filters.isEmpty()) {
        m_state.filters.clear();
        m_changes.filters = true;
    }
    m_state.awaited.declines.clear();
    m_state.awaited.revives.clear();
}

void Step::forgetTasks()
{
    m_state.tasks.clear();
    m_state.operations.clear();
    m_state.awaited = {};
    Changes changes;
    changes.tasksReset = true;
    changes.operations = true;
    m_changes.merge(std::move(changes));
}

Changes reduce(SessionState& state, const Input& input)
{
    Step step(state, input.at);
    std::visit(step, input.what);
    return step.take();
}

} // namespace mesoscribe
