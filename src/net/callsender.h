// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/error.h"
#include "mesos/ids.h"

#include <QByteArray>
#include <QNetworkAccessManager>
#include <QObject>
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
/// stream's. Redirects are not followed: a stream id is good for one master only.
class CallSender final : public QObject
{
    Q_OBJECT

public:
    /// Mesos' own advice for ordinary calls (mesos-api: stream id, dead-peer rule).
    static constexpr std::chrono::seconds AnswerTimeout{75};
    static constexpr qsizetype MaxBody = 64 * 1024;

    explicit CallSender(QObject* parent = nullptr);
    ~CallSender() override;

    void send(const CallRequest& request);
    /// Forgets the calls that wait for their turn and hands out their numbers, in order. The one under way goes on.
    QList<quint64> dropWaiting();
    /// Ends the one under way too, without a signal; its number comes first in what is returned.
    QList<quint64> abort();

    bool isIdle() const { return !m_reply && m_waiting.empty(); }
    qsizetype waiting() const { return static_cast<qsizetype>(m_waiting.size()); }

signals:
    /// Once per call sent, in order.
    void answered(const mesoscribe::CallReply& reply);

private:
    void next();
    void finish();

    QNetworkAccessManager m_network;
    std::deque<CallRequest> m_waiting;
    QNetworkReply* m_reply = nullptr;
    CallRequest m_current;
    QByteArray m_body;
    QTimer m_timeout;
    std::chrono::steady_clock::time_point m_sentAt;
};

} // namespace mesoscribe
