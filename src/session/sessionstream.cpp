// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "session/session.h"

#include "base/logging.h"
#include "net/redirect.h"

#include <QElapsedTimer>

using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

/// What comes of an attempt: headers, records, its end, silence.
namespace mesoscribe {

namespace {

/// Offers taken into the state at one go: a few hundred microseconds of work.
constexpr qsizetype OffersPerPiece = 128;

} // namespace

void Session::onHeaders(quint64 attempt, const StreamHeaders& headers)
{
    if (attempt != m_attempt)
        return;
    feed(input::HeadersReceived{headers.status, headers.streamId, headers.took});
    if (headers.status == 200)
        m_firstRecordTimer.start(FirstRecordTimeout);
    flush();
}

void Session::onRecords(quint64 attempt, const QList<StreamRecord>& records)
{
    if (attempt != m_attempt)
        return;
    m_watch.heard(m_clock.steady());
    for (const StreamRecord& record : records) {
        m_queue.push_back({record.at, input::RecordReceived{record.raw, record.event, record.problem}});
        const OffersEvent* offers = record.event ? std::get_if<OffersEvent>(&record.event->payload) : nullptr;
        if (!offers)
            continue;
        for (qsizetype from = 0; from < offers->offers.size(); from += OffersPerPiece)
            m_queue.push_back({record.at, input::OffersArrived{offers->offers.mid(from, OffersPerPiece)}});
    }
    if (!m_drainPosted)
        drain();
}

void Session::onEnded(quint64 attempt, const StreamEnd& end)
{
    if (attempt != m_attempt)
        return;
    // What came before the end is shown before the end.
    if (!m_queue.empty()) {
        m_endAfterQueue = end;
        return;
    }
    const AttemptFacts facts{m_endpoint, m_hops.isEmpty() ? QUrl() : masterOf(m_hops.last()), m_state.isSubscribed(),
                             m_state.subscriptions > 0,
                             !m_settings.framework.principal.isEmpty() && !m_secret.isEmpty()};
    qCInfo(lcSession) << "attempt" << attempt << "ended:" << static_cast<int>(end.kind) << end.status << end.detail;
    // After a TEARDOWN a master ends the stream without a word, perhaps before its answer to the call has come. One
    // that still waits for its turn is never sent.
    const bool isTearDownSent = m_tearDown != 0 && m_tearDown == m_sender.underWay();
    const bool isTornDown = m_state.isTornDown || (isTearDownSent && end.kind == StreamEnd::Kind::Clean);
    closeStream();
    if (isTornDown) {
        Trouble trouble;
        trouble.kind = Trouble::Kind::TornDown;
        trouble.address = masterOf(m_endpoint);
        over(trouble, Verdict::GiveUp);
    } else if (end.kind == StreamEnd::Kind::Redirect) {
        followRedirect(end);
    } else {
        const Outcome outcome = outcomeOf(end, facts);
        over(outcome.trouble, outcome.verdict);
    }
    flush();
}

void Session::drain()
{
    m_drainPosted = false;
    QElapsedTimer elapsed;
    elapsed.start();
    while (!m_queue.empty() && elapsed.elapsed() < Slice.count()) {
        Piece piece = std::move(m_queue.front());
        m_queue.pop_front();
        apply(std::move(piece));
    }
    flush();
    tend();
    if (!m_queue.empty()) {
        if (!std::exchange(m_drainPosted, true))
            QTimer::singleShot(0, this, &Session::drain);
    } else if (m_endAfterQueue) {
        const StreamEnd end = *std::exchange(m_endAfterQueue, std::nullopt);
        onEnded(m_attempt, end);
    }
}

void Session::apply(Piece piece)
{
    if (auto* record = std::get_if<input::RecordReceived>(&piece.what)) {
        const EventPtr event = record->event;
        feedAt(piece.at, std::move(*record));
        if (!event)
            return;
        noteArrival(*event);
        if (const auto* subscribedEvent = std::get_if<SubscribedEvent>(&event->payload))
            onSubscribed(*subscribedEvent);
        else if (const auto* error = std::get_if<ErrorEvent>(&event->payload))
            onError(*error);
    } else {
        feedAt(piece.at, std::move(std::get<input::OffersArrived>(piece.what)));
    }
}

void Session::onSubscribed(const SubscribedEvent& event)
{
    m_firstRecordTimer.stop();
    m_backoff.reset();
    m_mastersTried = 0;
    m_watch.start(m_state.heartbeatInterval, m_clock.steady());
    checkHeartbeats();
    m_tickTimer.start();
    if (m_sender.underWay() != 0) {
        // It carries the id of an earlier stream, and must not keep those of this one waiting.
        const Error error(Error::Kind::Cancelled, u"no answer before the next subscription"_s);
        for (const quint64 number : m_sender.abort())
            failCall(number, error, true);
    }
    const bool isFirst = m_state.subscriptions == 1;
    m_reconciler.start(!isFirst                            ? Reconciler::Beginning::Rejoined
                       : m_settings.framework.id.isEmpty() ? Reconciler::Beginning::New
                                                           : Reconciler::Beginning::BroughtAlong,
                       m_state, m_clock.steady());
    if (m_slept) {
        feed(input::Noted{*std::exchange(m_slept, std::nullopt)});
        m_noteTimer.start(NoteShownFor);
    }
    qCInfo(lcSession) << "subscribed as" << event.frameworkId.value() << "on" << m_endpoint.authority();
    emit subscribed(event.frameworkId);
}

void Session::onError(const ErrorEvent& event)
{
    // ERROR is the last word of a stream: what follows it is not waited for.
    const AttemptFacts facts{m_endpoint, m_hops.isEmpty() ? QUrl() : masterOf(m_hops.last()), m_state.isSubscribed(),
                             m_state.subscriptions > 0, false};
    const Outcome outcome = outcomeOfError(event.message, facts);
    closeStream();
    over(outcome.trouble, outcome.verdict);
}

void Session::followRedirect(const StreamEnd& end)
{
    Trouble trouble;
    trouble.from = masterOf(m_endpoint);
    trouble.address = trouble.from;
    trouble.httpStatus = end.status;
    trouble.detail = QString::fromUtf8(end.location);

    const Result<QUrl> target = redirectTarget(m_endpoint, end.location);
    if (!target) {
        trouble.kind = Trouble::Kind::RedirectInvalid;
        over(trouble, Verdict::GiveUp);
        return;
    }
    trouble.address = masterOf(*target);
    m_hops.append(m_endpoint);
    const bool isRound = std::ranges::any_of(m_hops, [&](const QUrl& hop) { return masterOf(hop) == trouble.address; });
    if (isRound || m_hops.size() > MaxRedirects) {
        // Masters point at each other while they elect a leader.
        trouble.kind = Trouble::Kind::RedirectRing;
        over(trouble, Verdict::Retry);
        return;
    }
    const bool hasCredentials = !basicAuthorization(m_settings.framework.principal, m_secret).isEmpty();
    if (hasCredentials && !mayKeepCredentials(m_hops.first(), *target) && !m_consentedHosts.contains(target->host())) {
        m_consentTo = *target;
        trouble.kind = Trouble::Kind::CredentialsElsewhere;
        over(trouble, Verdict::GiveUp);
        return;
    }
    attempt(*target, trouble.from);
}

void Session::over(Trouble trouble, Verdict verdict)
{
    if (m_leaving) {
        giveUp(trouble);
        // Only its answer tells whether the id is finished.
        if (m_tearDown != 0)
            m_patience.start(TearDownPatience);
        else
            finishLeaving();
        return;
    }
    if (verdict == Verdict::TryNextMaster && m_masters.size() > 1 && ++m_mastersTried < m_masters.size()) {
        m_masterIndex = (m_masterIndex + 1) % m_masters.size();
        trouble.retrying = true;
        feed(input::StreamEnded{trouble});
        begin();
        return;
    }
    if (verdict == Verdict::Retry) {
        trouble.retrying = true;
        feed(input::StreamEnded{trouble});
        planRetry();
        return;
    }
    giveUp(trouble);
}

void Session::planRetry()
{
    m_mastersTried = 0;
    if (!m_masters.isEmpty() && m_state.retries > 0)
        m_masterIndex = (m_masterIndex + 1) % m_masters.size();
    const std::chrono::milliseconds wait = m_backoff.next();
    feed(input::RetryPlanned{m_clock.wall() + wait});
    m_retryTimer.start(wait);
}

void Session::giveUp(const Trouble& trouble)
{
    qCInfo(lcSession) << "stopped:" << static_cast<int>(trouble.kind) << trouble.refusal.words;
    feed(input::GaveUp{trouble});
}

void Session::closeStream()
{
    ++m_attempt; // whatever is still on its way belongs to an attempt that is over
    m_wire.close();
    m_queue.clear();
    m_endAfterQueue.reset();
    m_watch.stop();
    m_heartbeatTimer.stop();
    m_firstRecordTimer.stop();
    m_tickTimer.stop();
    m_patience.stop();
    m_noteTimer.stop();

    m_arrived.clear();
    m_reconciler.stop();
    const Error error(Error::Kind::Cancelled, u"the stream ended before its turn"_s);
    for (const quint64 number : m_sender.dropWaiting())
        failCall(number, error, false);
    m_holdTimer.stop();
    m_reconcileTimer.stop();
}

void Session::checkHeartbeats()
{
    noticeSleep();
    if (!m_watch.isRunning())
        return;
    const SteadyTime now = m_clock.steady();
    if (m_watch.isDead(now)) {
        Trouble trouble;
        trouble.kind = Trouble::Kind::HeartbeatsStopped;
        trouble.address = masterOf(m_endpoint);
        trouble.silence = m_watch.silence(now);
        closeStream();
        over(trouble, Verdict::Retry);
        flush();
        return;
    }
    if (m_watch.isQuiet(now)) {
        feed(input::HeartbeatsMissed{m_watch.missed(now)});
        flush();
    }
    m_heartbeatTimer.start(std::max<std::chrono::milliseconds>(m_watch.nextCheck(now) - now, 1ms));
}

void Session::noticeSleep()
{
    // The steady clock stands still while the computer sleeps, the wall clock does not.
    const auto offset = m_clock.wall().time_since_epoch() - m_clock.steady().time_since_epoch();
    const std::chrono::milliseconds slept = offset - m_wallMinusSteady;
    m_wallMinusSteady = offset;
    if (!m_watch.isRunning() || slept < HeartbeatWatch::DeadAfter * m_state.heartbeatInterval)
        return;
    feed(input::Slept{slept});
    Trouble trouble;
    trouble.kind = Trouble::Kind::Slept;
    trouble.retrying = true;
    trouble.address = masterOf(m_endpoint);
    trouble.silence = slept;
    trouble.received = m_state.offers.heldCount();
    closeStream();
    // No connection outlives it, only nobody has told this side.
    dropCalls(u"the computer slept"_s);
    if (m_leaving) {
        over(trouble, Verdict::Retry);
        return;
    }
    feed(input::StreamEnded{trouble});
    trouble.retrying = false;
    m_slept = trouble;
    begin();
}

} // namespace mesoscribe
