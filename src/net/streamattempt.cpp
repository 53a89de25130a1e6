// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "net/streamattempt.h"

#include "base/logging.h"
#include "net/httptrace.h"
#include "net/onceonlybody.h"
#include "net/portcheck.h"
#include "net/request.h"

#include <QCryptographicHash>

namespace mesoscribe {

using namespace Qt::Literals::StringLiterals;

namespace {

bool isRedirect(int status)
{
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

/// Whether a 200 can carry records. A missing type is let through: the framing will tell.
bool canBeRecords(const QByteArray& contentType)
{
    const QByteArray type = contentType.split(';').constFirst().trimmed().toLower();
    return type.isEmpty() || type == "application/json" || type == "application/recordio" ||
           type.startsWith("application/x-");
}

QString words(const QList<QSslError>& errors)
{
    QStringList texts;
    for (const QSslError& error : errors) {
        if (!texts.contains(error.errorString()))
            texts.append(error.errorString());
    }
    return texts.join(u' ');
}

} // namespace

StreamAttempt::StreamAttempt(const StreamRequest& request, const Clock& clock, EventParser& parser, QObject* parent)
    : QObject(parent)
    , m_request(request)
    , m_clock(clock)
    , m_parser(parser)
    , m_decoder(request.maxRecordSize)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &StreamAttempt::timeOut);
}

StreamAttempt::~StreamAttempt()
{
    stop();
}

void StreamAttempt::start(std::chrono::milliseconds timeout)
{
    m_timeout = timeout;
    m_started = m_clock.steady();
    m_manager.setProxy(proxyFor(m_request.url));
    QNetworkRequest request = jsonRequest(m_request.url);
    if (!m_request.authorization.isEmpty())
        request.setRawHeader("Authorization", m_request.authorization);
    qCDebug(lcNet).noquote() << traceOf("POST", request);

    m_reply = m_manager.post(request, new OnceOnlyBody(m_request.body, this));
    m_reply->setReadBufferSize(ReadBuffer);
    connect(m_reply, &QNetworkReply::sslErrors, this, &StreamAttempt::judgeCertificate);
    connect(m_reply, &QNetworkReply::encrypted, this, [this] { m_isEncrypted = true; });
    connect(m_reply, &QNetworkReply::metaDataChanged, this, &StreamAttempt::readHeaders);
    connect(m_reply, &QIODevice::readyRead, this, &StreamAttempt::drain);
    connect(m_reply, &QNetworkReply::finished, this, &StreamAttempt::finishReading);
    m_timer.start(m_timeout);
    // A reply that failed at once, on an address that is none, has finished before the signal could be connected.
    if (m_reply->isFinished())
        QMetaObject::invokeMethod(this, &StreamAttempt::finishReading, Qt::QueuedConnection);
}

void StreamAttempt::stop()
{
    m_isOver = true;
    m_timer.stop();
    // No abort(): it emits inside the call, and the reply then complains of what its own thread reports afterwards.
    if (m_reply)
        m_reply->disconnect(this);
}

void StreamAttempt::readHeaders()
{
    const int status = statusOf(*m_reply);
    if (m_isOver || m_body != Body::Unknown || status == 0)
        return;
    m_timer.stop();
    qCDebug(lcNet).noquote() << traceOf(*m_reply);

    StreamHeaders headers;
    headers.status = status;
    headers.streamId = StreamId(QString::fromUtf8(m_reply->rawHeader("Mesos-Stream-Id")));
    headers.contentType = m_reply->rawHeader("Content-Type");
    headers.took = m_clock.steady() - m_started;
    if (status == 200 && canBeRecords(headers.contentType)) {
        m_body = Body::Records;
    } else {
        m_body = Body::Text;
        m_answer.kind = status == 200        ? StreamEnd::Kind::NotRecords
                        : isRedirect(status) ? StreamEnd::Kind::Redirect
                                             : StreamEnd::Kind::NotSuccess;
        m_answer.status = status;
        if (m_answer.kind == StreamEnd::Kind::Redirect)
            m_answer.location = m_reply->rawHeader("Location");
        m_timer.start(m_timeout);
    }
    emit headersReceived(headers);
}

void StreamAttempt::drain()
{
    m_isDrainPlanned = false;
    readHeaders();
    switch (m_isOver ? Body::Unknown : m_body) {
    case Body::Unknown:
        break;
    case Body::Records:
        readRecords();
        break;
    case Body::Text:
        readText();
        break;
    }
}

void StreamAttempt::drainLater()
{
    if (m_isDrainPlanned)
        return;
    m_isDrainPlanned = true;
    QMetaObject::invokeMethod(this, &StreamAttempt::drain, Qt::QueuedConnection);
}

void StreamAttempt::readRecords()
{
    if (m_slice.isEmpty())
        m_slice = QByteArray(Slice, Qt::Uninitialized);
    const qint64 size = m_reply->read(m_slice.data(), Slice);
    const WallTime at = m_clock.wall();
    QList<QByteArray> raws;
    if (size > 0) {
        // A failure is kept by the decoder; the records before it are good.
        [[maybe_unused]] const auto fed = m_decoder.feed(QByteArrayView(m_slice.constData(), size), raws);
    }
    QList<StreamRecord> records;
    records.reserve(raws.size());
    for (const QByteArray& raw : std::as_const(raws))
        records.append(toRecord(raw, at));
    raws.clear();
    if (!records.isEmpty())
        emit recordsReceived(records);
    if (m_isOver)
        return;

    if (m_decoder.hasFailed())
        concludeStream();
    else if (m_reply->bytesAvailable() > 0)
        drainLater();
    else if (m_isFinished)
        concludeStream();
}

void StreamAttempt::readText()
{
    m_answer.body += m_reply->read(StreamEnd::MaxBody - m_answer.body.size());
    if (m_isFinished || m_answer.body.size() >= StreamEnd::MaxBody)
        concludeText();
}

StreamRecord StreamAttempt::toRecord(const QByteArray& raw, WallTime at)
{
    auto event = m_parser.parse(raw);
    if (!event)
        return {at, raw, nullptr, event.error().detail};
    return {at, raw, std::make_shared<const Event>(std::move(*event)), {}};
}

void StreamAttempt::judgeCertificate(const QList<QSslError>& errors)
{
    QSslCertificate certificate = m_reply->sslConfiguration().peerCertificate();
    if (certificate.isNull() && !errors.isEmpty())
        certificate = errors.first().certificate();
    const bool isTrusted = !certificate.isNull() && !m_request.trustedCertificate.isEmpty() &&
                           certificate.digest(QCryptographicHash::Sha256) == m_request.trustedCertificate;
    if (isTrusted || m_request.acceptAnyCertificate) {
        m_reply->ignoreSslErrors();
        return;
    }
    m_untrusted = certificate;
    m_whyUntrusted = words(errors);
}

void StreamAttempt::timeOut()
{
    if (m_body == Body::Text) {
        readText();
        if (!m_isOver)
            concludeText();
        return;
    }
    StreamEnd late;
    late.kind = StreamEnd::Kind::TimedOut;
    late.detail = u"no answer within %1 ms"_s.arg(m_timeout.count());
    end(late);
}

void StreamAttempt::finishReading()
{
    if (m_isOver || m_isFinished)
        return;
    m_isFinished = true;
    readHeaders();
    if (m_isOver)
        return;
    m_timer.stop();
    if (m_body == Body::Unknown)
        concludeWithoutAnswer();
    else
        drain();
}

void StreamAttempt::concludeStream()
{
    StreamEnd over;
    over.status = statusOf(*m_reply);
    const bool isBroken = m_isFinished && m_reply->error() != QNetworkReply::NoError;
    const bool wasWhole = !m_decoder.hasFailed() && m_decoder.finish().has_value();
    if (wasWhole) {
        over.kind = isBroken ? StreamEnd::Kind::Lost : StreamEnd::Kind::Clean;
    } else {
        const RecordDecoder::Failure failure = *m_decoder.failure();
        const bool isCut = failure.kind == RecordDecoder::Failure::Kind::EndedInRecord ||
                           failure.kind == RecordDecoder::Failure::Kind::EndedInLength;
        over.kind = !isCut     ? StreamEnd::Kind::OutOfStep
                    : isBroken ? StreamEnd::Kind::Lost
                               : StreamEnd::Kind::InsideRecord;
        over.received = failure.received;
        // Only of a record that was cut is the length within reason.
        over.expected = failure.kind == RecordDecoder::Failure::Kind::EndedInRecord ? qint64(failure.announced) : 0;
        over.offset = failure.offset;
        over.excerpt = failure.excerpt;
        over.detail = failure.text();
    }
    if (over.kind == StreamEnd::Kind::Lost)
        over.detail = m_reply->errorString();
    end(over);
}

void StreamAttempt::concludeText()
{
    if (m_isFinished && m_reply->error() != QNetworkReply::NoError)
        m_answer.detail = m_reply->errorString();
    end(m_answer);
}

void StreamAttempt::concludeWithoutAnswer()
{
    StreamEnd over;
    over.detail = m_reply->errorString();
    switch (m_reply->error()) {
    case QNetworkReply::HostNotFoundError:
    case QNetworkReply::ProxyNotFoundError:
        over.kind = StreamEnd::Kind::HostNotFound;
        return end(over);
    case QNetworkReply::TimeoutError:
    case QNetworkReply::ProxyTimeoutError:
        over.kind = StreamEnd::Kind::TimedOut;
        return end(over);
    case QNetworkReply::SslHandshakeFailedError:
        if (!m_untrusted.isNull()) {
            over.kind = StreamEnd::Kind::CertificateUntrusted;
            over.certificate = m_untrusted;
            over.detail = m_whyUntrusted;
            return end(over);
        }
        over.kind = StreamEnd::Kind::TlsFailed;
        return concludeAfterCheck(over);
    case QNetworkReply::NoError:
    case QNetworkReply::ProtocolFailure:
    case QNetworkReply::ProtocolUnknownError:
    case QNetworkReply::RemoteHostClosedError:
    case QNetworkReply::ContentReSendError:
    case QNetworkReply::ProxyConnectionClosedError:
        // Qt tells an answer that is no HTTP just as a connection closed without one.
        over.kind = StreamEnd::Kind::Lost;
        return m_isEncrypted ? end(over) : concludeAfterCheck(over);
    default:
        // Refused, by the host or by a proxy, or the system knows no way there.
        over.kind = StreamEnd::Kind::Refused;
        return end(over);
    }
}

/// Ends as `over` says, unless the port turns out to speak something else.
void StreamAttempt::concludeAfterCheck(const StreamEnd& over)
{
    auto* check = new PortCheck(this);
    connect(check, &PortCheck::checked, this, [this, over](PortCheck::Speaks speaks) {
        const bool isHttps = m_request.url.scheme() == u"https"_s;
        StreamEnd known = over;
        if (isHttps && speaks == PortCheck::Speaks::Http) {
            known.kind = StreamEnd::Kind::TlsFailed;
            known.speaksOtherScheme = true;
        } else if (!isHttps && (speaks == PortCheck::Speaks::Tls || speaks == PortCheck::Speaks::Other)) {
            known.kind = StreamEnd::Kind::NotHttp;
            known.speaksOtherScheme = speaks == PortCheck::Speaks::Tls;
        }
        end(known);
    });
    check->check(m_request.url);
}

void StreamAttempt::end(const StreamEnd& end)
{
    if (m_isOver)
        return;
    qCDebug(lcNet) << "stream ended, kind" << int(end.kind) << end.detail;
    stop();
    emit ended(end);
}

} // namespace mesoscribe
