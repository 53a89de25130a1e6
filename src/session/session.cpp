// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "session/session.h"

#include "base/logging.h"
#include "state/masteraddress.h"

using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

namespace mesoscribe {

namespace {

constexpr std::chrono::seconds TickInterval{5};

} // namespace

Session::Session(const Clock& clock, std::function<double()> random, QObject* parent)
    : QObject(parent)
    , m_clock(clock)
    , m_wire(clock)
    , m_backoff(random)
    , m_reconciler(random)
{
    connect(&m_wire, &WireThread::headersReceived, this, &Session::onHeaders);
    connect(&m_wire, &WireThread::recordsReceived, this, &Session::onRecords);
    connect(&m_wire, &WireThread::ended, this, &Session::onEnded);

    m_retryTimer.setSingleShot(true);
    connect(&m_retryTimer, &QTimer::timeout, this, &Session::begin);
    m_heartbeatTimer.setSingleShot(true);
    connect(&m_heartbeatTimer, &QTimer::timeout, this, &Session::checkHeartbeats);
    m_firstRecordTimer.setSingleShot(true);
    connect(&m_firstRecordTimer, &QTimer::timeout, this, [this] {
        Trouble trouble;
        trouble.kind = Trouble::Kind::NoFirstRecord;
        trouble.address = masterOf(m_endpoint);
        trouble.silence = FirstRecordTimeout;
        closeStream();
        over(trouble, Verdict::Retry);
        flush();
    });
    m_tickTimer.setInterval(TickInterval);
    connect(&m_tickTimer, &QTimer::timeout, this, [this] {
        noticeSleep();
        feed(input::Tick{});
        flush();
    });

    connect(&m_sender, &CallSender::answered, this, &Session::onAnswered);
    for (QTimer* timer : {&m_holdTimer, &m_reconcileTimer}) {
        timer->setSingleShot(true);
        timer->setTimerType(Qt::PreciseTimer);
        connect(timer, &QTimer::timeout, this, &Session::tend);
    }
    m_patience.setSingleShot(true);
    connect(&m_patience, &QTimer::timeout, this, &Session::endOfPatience);
    m_noteTimer.setSingleShot(true);
    connect(&m_noteTimer, &QTimer::timeout, this, &Session::closeNote);
}

Session::~Session() = default;

void Session::flush()
{
    if (m_pending.isEmpty())
        return;
    const Changes changes = std::exchange(m_pending, {});
    m_hold.take(changes, m_state, m_clock.wall());
    emit changed(changes);
}

void Session::subscribe(const SubscribeSettings& settings, const QString& secret)
{
    // Leaving ends before the secret is set, because it forgets it.
    if (m_leaving)
        finishLeaving();
    m_secret = secret;
    m_consentedHosts.clear();
    m_trustedCertificate.clear();
    start(settings);
}

void Session::start(const SubscribeSettings& settings)
{
    closeStream();
    dropCalls(u"another subscription was begun"_s);
    m_retryTimer.stop();
    m_backoff.reset();
    m_slept.reset();
    m_settings = settings;
    // A master refuses the id of a framework that was torn down.
    if (!m_finished.isEmpty() && m_settings.framework.id == m_finished)
        m_settings.framework.id = {};
    m_masterIndex = 0;
    m_mastersTried = 0;
    feed(input::SubscribeRequested{m_settings});

    const MasterUrls masters = masterUrls(settings.masters);
    m_masters = masters.urls;
    if (masters.problem) {
        Trouble trouble;
        trouble.kind = Trouble::Kind::BadAddress;
        trouble.detail = masters.offender;
        giveUp(trouble);
    } else {
        begin();
    }
    flush();
}

void Session::leave(Leaving how)
{
    if (m_leaving && (*m_leaving == how || how == Leaving::KeepRunning))
        return;
    m_leaving = how;
    if (m_tearDown != 0) {
        // It is on its way already.
        m_patience.start(TearDownPatience);
        return;
    }
    if (!canSend()) {
        finishLeaving();
        return;
    }
    if (how == Leaving::TearDown) {
        dispatch(TeardownCall{}, false);
        m_patience.start(TearDownPatience);
    } else {
        const QList<OfferId> offers = liveOffers();
        if (!offers.isEmpty())
            dispatch(DeclineCall{offers, Filters{0.0}}, true);
        if (m_sender.isIdle()) {
            finishLeaving();
            return;
        }
        m_patience.start(LeavePatience);
    }
    tend();
    flush();
}

void Session::finishLeaving()
{
    m_leaving.reset();
    closeStream();
    dropCalls(u"the connection was closed"_s);
    m_retryTimer.stop();
    m_slept.reset();
    m_secret.clear();
    if (m_state.phase != Phase::Off)
        feed(input::Disconnected{});
    flush();
    // Later: whoever waits for it may want to end this session.
    QMetaObject::invokeMethod(this, &Session::left, Qt::QueuedConnection);
}

/// The calls or the end of the stream that were waited for have not come.
void Session::endOfPatience()
{
    if (m_leaving) {
        finishLeaving();
        return;
    }
    Trouble trouble;
    trouble.kind = Trouble::Kind::TornDown;
    trouble.address = masterOf(m_endpoint);
    closeStream();
    giveUp(trouble);
    flush();
}

void Session::tryNow()
{
    if (m_masters.isEmpty() || m_leaving)
        return;
    if (m_state.isTornDown) {
        subscribeAsNew();
        return;
    }
    closeStream();
    m_retryTimer.stop();
    m_mastersTried = 0;
    begin();
    flush();
}

void Session::stop()
{
    if (m_state.phase != Phase::Reconnecting)
        return;
    m_retryTimer.stop();
    giveUp(m_state.trouble.value_or(Trouble{}));
    flush();
}

void Session::subscribeAsNew()
{
    SubscribeSettings settings = m_settings;
    settings.framework.id = {};
    if (m_leaving) {
        const QString secret = m_secret;
        finishLeaving();
        m_secret = secret;
    }
    start(settings);
}

void Session::trustCertificate()
{
    if (!m_state.trouble || m_state.trouble->kind != Trouble::Kind::CertificateUntrusted)
        return;
    const QList<QSslCertificate> shown = QSslCertificate::fromData(m_state.trouble->certificatePem);
    if (shown.isEmpty())
        return;
    m_trustedCertificate = shown.first().digest(QCryptographicHash::Sha256);
    tryNow();
}

void Session::sendCredentials()
{
    if (m_consentTo.isEmpty())
        return;
    m_consentedHosts.append(m_consentTo.host());
    const QUrl endpoint = std::exchange(m_consentTo, {});
    attempt(endpoint, masterOf(m_hops.isEmpty() ? endpoint : m_hops.last()));
    flush();
}

void Session::closeNote()
{
    m_noteTimer.stop();
    if (!m_state.isSubscribed() || !m_state.trouble)
        return;
    feed(input::Noted{});
    flush();
}

void Session::begin()
{
    m_hops.clear();
    m_consentTo.clear();
    m_wallMinusSteady = m_clock.wall().time_since_epoch() - m_clock.steady().time_since_epoch();
    attempt(schedulerUrl(m_masters.at(m_masterIndex)), {});
    flush();
}

void Session::attempt(const QUrl& endpoint, const QUrl& redirectedFrom)
{
    m_endpoint = endpoint;
    SubscribeCall call = m_settings.toCall();
    // Each SUBSCRIBE replaces the suppressed roles by its own (mesos-api: traps, 31).
    call.suppressedRoles = m_state.suppressedRoles;
    // Whoever has an id keeps it: the tasks hang on it.
    if (!m_state.frameworkId.isEmpty())
        call.frameworkInfo.id = m_state.frameworkId;

    StreamRequest request;
    request.attempt = ++m_attempt;
    request.url = endpoint;
    request.body = toJson(call);
    request.authorization = basicAuthorization(m_settings.framework.principal, m_secret);
    request.trustedCertificate = m_trustedCertificate;
    request.acceptAnyCertificate = m_settings.acceptAnyCertificate;

    feed(input::AttemptStarted{masterOf(endpoint), redirectedFrom, request.body});
    m_wire.open(request);
}

} // namespace mesoscribe
