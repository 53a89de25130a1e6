// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "net/callsender.h"

#include "base/logging.h"
#include "net/httptrace.h"
#include "net/onceonlybody.h"
#include "net/request.h"

#include <QCryptographicHash>
#include <QNetworkReply>
#include <QPointer>

namespace mesoscribe {

using namespace Qt::Literals::StringLiterals;
using std::chrono::milliseconds;
using std::chrono::steady_clock;

namespace {

bool isSuccess(int status)
{
    return status >= 200 && status < 300;
}

} // namespace

CallSender::CallSender(QObject* parent)
    : QObject(parent)
{
    m_timeout.setSingleShot(true);
    connect(&m_timeout, &QTimer::timeout, this, [this] { finish(true); });
}

CallSender::~CallSender()
{
    letGo();
}

void CallSender::send(const CallRequest& request)
{
    m_waiting.push_back(request);
    next();
}

QList<quint64> CallSender::dropWaiting()
{
    QList<quint64> numbers;
    for (const CallRequest& request : std::exchange(m_waiting, {}))
        numbers.append(request.number);
    return numbers;
}

QList<quint64> CallSender::abort()
{
    QList<quint64> numbers = dropWaiting();
    if (m_reply) {
        numbers.prepend(m_current.number);
        letGo();
    }
    return numbers;
}

void CallSender::next()
{
    if (m_reply || m_isTelling || m_waiting.empty())
        return;
    m_current = std::move(m_waiting.front());
    m_waiting.pop_front();
    m_body.clear();
    m_whyUntrusted.clear();
    if (m_idleSince && steady_clock::now() - *m_idleSince >= IdleLimit)
        m_network.clearConnectionCache();

    QNetworkRequest request = jsonRequest(m_current.url);
    request.setRawHeader("Mesos-Stream-Id", m_current.streamId.value().toUtf8());
    if (!m_current.authorization.isEmpty())
        request.setRawHeader("Authorization", m_current.authorization);
    qCDebug(lcNet).noquote() << traceOf("POST", request);

    m_network.setProxy(proxyFor(m_current.url));
    m_sentAt = steady_clock::now();
    auto* const body = new OnceOnlyBody(m_current.body, nullptr);
    m_reply = m_network.post(request, body);
    body->setParent(m_reply);
    QNetworkReply* const reply = m_reply;
    connect(reply, &QNetworkReply::sslErrors, this, &CallSender::judgeCertificate);
    connect(reply, &QIODevice::readyRead, this, &CallSender::read);
    connect(reply, &QNetworkReply::finished, this, [this] { finish(false); });
    m_timeout.start(m_patience);
    // A reply that failed at once has finished before the signal could be connected.
    if (reply->isFinished()) {
        QMetaObject::invokeMethod(
            reply,
            [this, reply] {
                if (m_reply == reply)
                    finish(false);
            },
            Qt::QueuedConnection);
    }
}

void CallSender::read()
{
    m_body += m_reply->read(MaxBody - m_body.size());
    if (m_body.size() >= MaxBody)
        finish(false);
}

void CallSender::judgeCertificate(const QList<QSslError>& errors)
{
    QSslCertificate certificate = m_reply->sslConfiguration().peerCertificate();
    if (certificate.isNull() && !errors.isEmpty())
        certificate = errors.first().certificate();
    const bool isTrusted = !certificate.isNull() && !m_current.trustedCertificate.isEmpty() &&
                           certificate.digest(QCryptographicHash::Sha256) == m_current.trustedCertificate;
    if (isTrusted || m_current.acceptAnyCertificate)
        m_reply->ignoreSslErrors();
    else if (!errors.isEmpty())
        m_whyUntrusted = errors.first().errorString();
}

void CallSender::finish(bool isLate)
{
    CallReply told;
    told.number = m_current.number;
    told.took = std::chrono::duration_cast<milliseconds>(steady_clock::now() - m_sentAt);
    // Headers alone are an answer, also when the body never came to its end.
    told.status = statusOf(*m_reply);
    if (told.status == 0)
        told.error = whyUnanswered(isLate);
    else if (!isSuccess(told.status))
        told.body = m_body + m_reply->read(MaxBody - m_body.size());
    qCDebug(lcNet).noquote() << traceOf(*m_reply);
    letGo();
    const QPointer<CallSender> self(this);
    m_isTelling = true;
    emit answered(told);
    if (!self)
        return;
    m_isTelling = false;
    next();
}

Error CallSender::whyUnanswered(bool isLate) const
{
    if (isLate)
        return {Error::Kind::Timeout, u"no answer within %1 ms"_s.arg(m_patience.count())};
    const QString words = m_whyUntrusted.isEmpty() ? m_reply->errorString() : m_whyUntrusted;
    switch (m_reply->error()) {
    case QNetworkReply::SslHandshakeFailedError:
        return {Error::Kind::Tls, words};
    case QNetworkReply::TimeoutError:
    case QNetworkReply::ProxyTimeoutError:
        return {Error::Kind::Timeout, words};
    case QNetworkReply::NoError:
    case QNetworkReply::ProtocolFailure:
    case QNetworkReply::ProtocolUnknownError:
    case QNetworkReply::ProtocolInvalidOperationError:
        return {Error::Kind::Protocol, words};
    case QNetworkReply::ContentReSendError:
        return {Error::Kind::Network, u"the connection was closed without an answer"_s};
    default:
        return {Error::Kind::Network, words};
    }
}

/// Ends the reply without a signal, and its connection with it unless it has been answered whole. No abort(): it emits
/// inside the call, and the reply then complains of what its own thread reports afterwards.
void CallSender::letGo()
{
    m_timeout.stop();
    if (!m_reply)
        return;
    QNetworkReply* const reply = std::exchange(m_reply, nullptr);
    reply->disconnect(this);
    m_idleSince = steady_clock::now();
    reply->deleteLater();
}

} // namespace mesoscribe
