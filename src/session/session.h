// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "net/backoff.h"
#include "net/heartbeatwatch.h"
#include "net/wirethread.h"
#include "session/attempt.h"
#include "state/reduce.h"

#include <QObject>
#include <QTimer>

#include <deque>

namespace mesoscribe {

/// One subscription from Subscribe to Disconnect: joins the wire and the state. The only class with a
/// life cycle.
///
/// It follows redirects, waits and tries again, watches the heartbeats, and feeds everything that happens to reduce().
/// It stops for good, and says why in the state's trouble, when trying again could not help or could do harm: after
/// "Framework failed over", "Framework has been removed", a refusal, or a 401.
class Session final : public QObject
{
    Q_OBJECT

public:
    /// `clock` is borrowed and outlives the session. `random` returns numbers in [0, 1), for the jitter of waiting
    /// times.
    Session(const Clock& clock, std::function<double()> random, QObject* parent = nullptr);
    ~Session() override;

    const SessionState& state() const { return m_state; }

    /// Headers without a SUBSCRIBED record for this long: dropped and tried again.
    static constexpr std::chrono::seconds FirstRecordTimeout{20};
    /// Longest time that the main thread is kept at applying records before it sees to the window again.
    static constexpr std::chrono::milliseconds Slice{8};

public slots:
    /// Ends what was and subscribes anew. `secret` goes with settings.framework.principal; kept in memory only, until
    /// leave().
    void subscribe(const mesoscribe::SubscribeSettings& settings, const QString& secret);
    /// Closes the stream without a TEARDOWN: what happens to the framework is decided by its failover timeout.
    void leave();
    /// Ends the waiting, or starts again after having stopped, with the same framework id.
    void tryNow();
    /// Ends the waiting for good; the trouble stays to be read.
    void stop();
    /// Subscribes again as a new framework with otherwise the same settings.
    void subscribeAsNew();
    /// Answers to the questions in the state's trouble.
    void trustCertificate();
    void sendCredentials();

signals:
    /// After each slice of work, with all that changed in it. The state has changed already.
    void changed(const mesoscribe::Changes& changes);
    /// A SUBSCRIBED was read: the id is worth keeping.
    void subscribed(const mesoscribe::FrameworkId& frameworkId);

private:
    struct Piece
    {
        WallTime at;
        std::variant<input::RecordReceived, input::OffersArrived> what;
    };

    template<class What>
    void feed(What what);
    template<class What>
    void feedAt(WallTime at, What what);
    void flush();

    void start(const SubscribeSettings& settings);
    void begin();
    void attempt(const QUrl& endpoint, const QUrl& redirectedFrom);
    void onHeaders(quint64 attempt, const StreamHeaders& headers);
    void onRecords(quint64 attempt, const QList<StreamRecord>& records);
    void onEnded(quint64 attempt, const StreamEnd& end);
    void drain();
    void apply(Piece piece);
    void onSubscribed(const SubscribedEvent& event);
    void onError(const ErrorEvent& event);
    void followRedirect(const StreamEnd& end);
    void over(Trouble trouble, Verdict verdict);
    void planRetry();
    void giveUp(const Trouble& trouble);
    void closeStream();
    void checkHeartbeats();
    void noticeSleep();

    const Clock& m_clock;
    WireThread m_wire;
    SessionState m_state;
    Changes m_pending;

    SubscribeSettings m_settings;
    QString m_secret;
    QList<QUrl> m_masters;
    qsizetype m_masterIndex = 0;
    qsizetype m_mastersTried = 0;

    quint64 m_attempt = 0;
    QUrl m_endpoint;
    QList<QUrl> m_hops; ///< endpoints of this attempt that redirected
    QUrl m_consentTo;   ///< where a redirect wants the credentials to go
    QStringList m_consentedHosts;
    QByteArray m_trustedCertificate;

    Backoff m_backoff;
    HeartbeatWatch m_watch;
    QTimer m_retryTimer;
    QTimer m_heartbeatTimer;
    QTimer m_firstRecordTimer;
    QTimer m_tickTimer;
    std::chrono::milliseconds m_wallMinusSteady{0};

    std::deque<Piece> m_queue;
    bool m_drainPosted = false;
    std::optional<StreamEnd> m_endAfterQueue;
};

} // namespace mesoscribe
