// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/error.h"
#include "mesos/ids.h"

#include <QByteArray>
#include <QNetworkAccessManager>
#include <QObject>
#include <QSslError>
#include <QTimer>
#include <QUrl>

#include <chrono>
#include <deque>
#include <optional>

class QNetworkReply;

namespace mesoscribe {

struct CallRequest
{
    quint64 number = 0; ///< whose answer it is
    QUrl url;           ///< the scheduler endpoint that the stream came from
    QByteArray body;
    StreamId streamId;
    QByteArray authorization;      ///< value of the header; empty: none
    QByteArray trustedCertificate; ///< SHA-256 digest of the one certificate to accept although untrusted; may be empty
    bool acceptAnyCertificate = false;
};

struct CallReply
{
    quint64 number = 0;
    int status = 0;  ///< HTTP status; 0 when there was no answer
    QByteArray body; ///< of an answer that is no success, at most CallSender::MaxBody
    std::chrono::milliseconds took{0};
    std::optional<Error> error; ///< set exactly when there was no answer: Network, Tls, Timeout, Protocol
};

/// Sends the later calls of one session, one after the other: the next goes out when the one before has been answered,
/// so that a master sees them in order (mesos-api: transport). It has connections of its own; nothing ever rides on the
/// stream's. Redirects are not followed: a stream id is good for one master only, so a 307 is an answer like any other.
///
/// A call is written at most once. When a connection that was kept open turns out to have been closed by the master
/// before it answered, nobody can know whether the call arrived: it fails with Network and is not sent again. One that
/// has been idle for IdleLimit is not used again, so that this stays rare.
class CallSender final : public QObject
{
    Q_OBJECT

public:
    /// Mesos' own advice for ordinary calls (mesos-api: stream id, dead-peer rule).
    static constexpr std::chrono::seconds AnswerTimeout{75};
    static constexpr qsizetype MaxBody = 64 * 1024;
    static constexpr std::chrono::seconds IdleLimit{10};

    explicit CallSender(QObject* parent = nullptr);
    ~CallSender() override;

    /// For calls to come.
    void setAnswerTimeout(std::chrono::milliseconds timeout) { m_patience = timeout; }

    void send(const CallRequest& request);
    /// Forgets the calls that wait for their turn and hands out their numbers, in order. The one under way goes on.
    QList<quint64> dropWaiting();
    /// Ends the one under way too, without a signal; its number comes first in what is returned.
    QList<quint64> abort();

    bool isIdle() const { return !m_reply && m_waiting.empty(); }
    qsizetype waiting() const { return static_cast<qsizetype>(m_waiting.size()); }
    /// Number of the call whose answer is awaited, 0 when there is none.
    quint64 underWay() const { return m_reply ? m_current.number : 0; }

signals:
    /// Once per call sent, in order; never inside send(). The next call goes out when the slots have returned.
    void answered(const mesoscribe::CallReply& reply);

private:
    void next();
    void read();
    void judgeCertificate(const QList<QSslError>& errors);
    void finish(bool isLate);
    Error whyUnanswered(bool isLate) const;
    void letGo();

    QNetworkAccessManager m_network;
    std::deque<CallRequest> m_waiting;
    QNetworkReply* m_reply = nullptr;
    bool m_isTelling = false;
    CallRequest m_current;
    QByteArray m_body;
    QString m_whyUntrusted;
    QTimer m_timeout;
    std::chrono::milliseconds m_patience = AnswerTimeout;
    std::chrono::steady_clock::time_point m_sentAt;
    std::optional<std::chrono::steady_clock::time_point> m_idleSince;
};

} // namespace mesoscribe
