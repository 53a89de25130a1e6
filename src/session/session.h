// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "net/backoff.h"
#include "net/callsender.h"
#include "net/heartbeatwatch.h"
#include "net/wirethread.h"
#include "session/attempt.h"
#include "session/offerhold.h"
#include "session/reconciler.h"
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
/// "Framework failed over", "Framework has been removed", a refusal, a 401, or a TEARDOWN of its own.
///
/// Later calls carry the framework id and the stream id of the session, go to the endpoint that the stream came from,
/// in order, and never outlive their stream: those that wait for their turn when it ends are not sent. While it is
/// subscribed the session acknowledges updates, gives back offers that were held for too long, and reconciles, as its
/// manners say.
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
    /// How long leaving waits for calls that are still to be answered, the DECLINE of held offers among them.
    static constexpr std::chrono::seconds LeavePatience{2};
    /// How long after a TEARDOWN the end of the stream is waited for.
    static constexpr std::chrono::seconds TearDownPatience{5};
    /// How long the note that the computer slept is kept after SUBSCRIBED.
    static constexpr std::chrono::seconds NoteShownFor{60};

    /// What becomes of the framework.
    enum class Leaving {
        KeepRunning, ///< its failover timeout decides
        TearDown,    ///< TEARDOWN: its tasks are killed and its id is finished
    };

    /// Whether calls can be sent: subscribed, not torn down and not leaving.
    bool canCall() const { return canSend() && !m_leaving; }
    /// Number of the CallEntry; 0 when !canCall(), and for a SUBSCRIBE.
    quint64 send(const Call& call);
    /// An edited call, sent as it is: also what is no JSON is the master's to refuse. Returns the number of the
    /// CallEntry. Error InvalidInput for a SUBSCRIBE, Refused when !canCall().
    Result<quint64> sendText(const QByteArray& json);
    bool isLeaving() const { return m_leaving.has_value(); }

public slots:
    /// Ends what was and subscribes anew. `secret` goes with settings.framework.principal; kept in memory only, until
    /// leave().
    void subscribe(const mesoscribe::SubscribeSettings& settings, const QString& secret);
    /// Closes the stream. Before that held offers are declined, so that others get them at once, or the framework is
    /// torn down; both for a limited time. A second leave() while leaving joins the first; it may only make it a
    /// TearDown. Where no call can be sent, the stream, if any, is just closed.
    void leave(mesoscribe::Session::Leaving how = mesoscribe::Session::Leaving::KeepRunning);
    /// Ends the waiting, or starts again after having stopped, with the same framework id.
    void tryNow();
    /// Ends the waiting for good; the trouble stays to be read.
    void stop();
    /// Subscribes again as a new framework with otherwise the same settings.
    void subscribeAsNew();
    /// Answers to the questions in the state's trouble.
    void trustCertificate();
    void sendCredentials();

    /// Declines all live offers, but for those in a call, with Mesos' own filter.
    void releaseAll();
    /// Asks for the state of every task that is not over, one by one; of all that the master knows when there is none.
    void reconcileAll();
    /// Sends the acknowledgements that these tasks want, in order; with no task those of all tasks and operations.
    void acknowledge(const QList<mesoscribe::TaskId>& tasks);
    /// Clears rows of tasks that are over.
    void clearTasks(const QList<mesoscribe::TaskId>& tasks);
    /// Kept over subscriptions.
    void setManners(const mesoscribe::Manners& manners);
    /// Takes away the note that the computer slept.
    void closeNote();

signals:
    /// After each slice of work, with all that changed in it. The state has changed already.
    void changed(const mesoscribe::Changes& changes);
    /// A SUBSCRIBED was read: the id is worth keeping.
    void subscribed(const mesoscribe::FrameworkId& frameworkId);
    /// A TEARDOWN was received: the id is finished and not worth keeping.
    void tornDown(const mesoscribe::FrameworkId& frameworkId);
    /// Once for each leave() that did not join another, never inside it: nothing more will be sent. The state is Off,
    /// unless subscribe() was called meanwhile.
    void left();

private:
    struct Piece
    {
        WallTime at;
        std::variant<input::RecordReceived, input::OffersArrived> what;
    };

    /// An update that came and wants an acknowledgement.
    struct Arrived
    {
        TaskId task;
        OperationId operation; ///< empty: of a task
        QByteArray uuid;
    };

    template<class What>
    void feed(What what)
    {
        feedAt(m_clock.wall(), std::move(what));
    }
    template<class What>
    void feedAt(WallTime at, What what)
    {
        m_pending.merge(reduce(m_state, {at, std::move(what)}));
    }
    void flush();

    // session.cpp: from Subscribe to Disconnect

    void start(const SubscribeSettings& settings);
    void begin();
    void attempt(const QUrl& endpoint, const QUrl& redirectedFrom);
    void finishLeaving();
    void endOfPatience();

    // sessionstream.cpp: what comes of an attempt
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

    // sessioncalls.cpp: the later calls
    bool canSend() const;
    quint64 dispatch(const QByteArray& body, bool isAutomatic);
    quint64 dispatch(const Call& call, bool isAutomatic);
    void onAnswered(const CallReply& reply);
    void failCall(quint64 number, const Error& error, bool wasSent);
    void dropCalls(const QString& why);
    void noteArrival(const Event& event);
    /// What is done by itself while subscribed; also winds the timers up for what is to be done later.
    void tend();
    void acknowledgeArrived();
    void acknowledgeWanted(const QList<TaskId>& tasks, bool isAutomatic);
    void giveBack();
    void reconcile();
    QList<OfferId> liveOffers() const;

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

    CallSender m_sender;
    QList<Arrived> m_arrived; ///< since the last flush of records
    OfferHold m_hold;
    QTimer m_holdTimer;
    Reconciler m_reconciler;
    QSet<quint64> m_reconciling; ///< numbers of its calls that are unanswered
    QTimer m_reconcileTimer;

    quint64 m_tearDown = 0; ///< number of the TEARDOWN that is unanswered, 0: none
    FrameworkId m_finished; ///< torn down
    std::optional<Leaving> m_leaving;
    QTimer m_patience;              ///< with leaving, or with the end of the stream after a TEARDOWN
    std::optional<Trouble> m_slept; ///< to be noted after SUBSCRIBED
    QTimer m_noteTimer;
};

} // namespace mesoscribe
