// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/clock.h"
#include "mesos/event.h"

#include <QList>
#include <QObject>
#include <QSslCertificate>
#include <QUrl>

#include <memory>

namespace mesoscribe {

/// One try at the long POST.
struct StreamRequest
{
    quint64 attempt =
        0;    ///< chosen by the caller, comes back with every signal: signals of an earlier attempt are ignored by it
    QUrl url; ///< the scheduler endpoint, http or https
    QByteArray body;          ///< SUBSCRIBE as compact JSON
    QByteArray authorization; ///< whole value of the header, e.g. "Basic …"; empty: none. Never logged.
    /// SHA-256 (32 raw bytes) of a certificate that a person chose to trust for this connection; empty: the system's
    /// trust alone.
    QByteArray trustedCertificate;
    bool acceptAnyCertificate = false;
    qint64 maxRecordSize = qint64(1) << 30;
};

struct StreamHeaders
{
    int status = 0;
    StreamId streamId;
    QByteArray contentType;
    std::chrono::milliseconds took{0}; ///< from open() to the headers
};

/// A whole record, decoded on the wire thread.
struct StreamRecord
{
    WallTime at;
    QByteArray raw;
    EventPtr event;  ///< null when unreadable
    QString problem; ///< then: why, with the dotted path
};

/// How an attempt ended. Exactly one per attempt that was not closed by the caller.
struct StreamEnd
{
    enum class Kind {
        Clean,        ///< 200, then the final chunk, between two records
        InsideRecord, ///< the stream ended with `received` of `expected` bytes of a record (0 of 0: inside a length)
        Lost,         ///< the connection broke, before or after the headers; may also carry received/expected
        OutOfStep,    ///< framing failed at `offset`; `excerpt` holds the bytes from there
        NotSuccess,   ///< a status other than 200; `body` is the answer's, at most 64 KiB
        Redirect,     ///< 301, 302, 303, 307 or 308 with `location` as it came; empty when there was none
        HostNotFound,
        Refused,              ///< no connection could be made: refused, or no way to the host
        TimedOut,             ///< no connection, or no headers, within the time
        CertificateUntrusted, ///< `certificate` is what the peer showed
        TlsFailed,            ///< `detail` says what the TLS library said
        NotHttp,    ///< the answer is no HTTP, or none came because the port speaks TLS (then `speaksOtherScheme`)
        NotRecords, ///< 200, but the content type is neither JSON nor RecordIO: no Mesos; `body` has the beginning, at
                    ///< most 64 KiB
    };

    Kind kind = Kind::Lost;
    int status = 0;
    QByteArray body;
    QByteArray location;
    qint64 received = 0;
    qint64 expected = 0;
    qint64 offset = 0;
    QByteArray excerpt;
    QString detail; ///< a library's own words
    QSslCertificate certificate;
    /// With NotHttp: the port speaks https, not http. With TlsFailed: it speaks http, not https. Found out by asking it
    /// so.
    bool speaksOtherScheme = false;

    static constexpr qsizetype MaxBody = 64 * 1024;
};

/// The one long POST of a subscription: keeps it open, splits the answer into records and reads their JSON.
///
/// Lives on the wire thread with a QNetworkAccessManager of its own; open() and close() are called through queued
/// invocations. It makes one attempt per open(), on a connection of its own, and sends the POST at most once:
/// redirects, retries and heartbeats are the session's.
///
/// When no answer came although there was a connection, a second one finds out what the port speaks (net/portcheck.h)
/// before `ended`.
///
/// A system proxy is used as configured, but never for this computer. The certificate is judged before anything is
/// sent.
///
/// After headers with another status than 200 the body may take another connect timeout; then what has come of it is
/// told.
///
/// Order of signals per attempt: `headersReceived` at most once, `recordsReceived` any number of times (only after a
/// 200), `ended` once and last. After close() no signal of that attempt follows but those already queued. open() and
/// close() may be called in a slot connected to any of them.
class EventStream final : public QObject
{
    Q_OBJECT

public:
    /// `clock` is borrowed, thread-safe, and outlives the stream. No connection within `connectTimeout`: TimedOut.
    explicit EventStream(const Clock& clock, QObject* parent = nullptr);
    ~EventStream() override;

    static constexpr std::chrono::seconds ConnectTimeout{20};
    void setConnectTimeout(std::chrono::milliseconds timeout);

public slots:
    /// Ends an attempt under way and starts another.
    void open(const mesoscribe::StreamRequest& request);
    void close();

signals:
    void headersReceived(quint64 attempt, const mesoscribe::StreamHeaders& headers);
    void recordsReceived(quint64 attempt, const QList<mesoscribe::StreamRecord>& records);
    void ended(quint64 attempt, const mesoscribe::StreamEnd& end);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace mesoscribe

Q_DECLARE_METATYPE(mesoscribe::StreamRequest)
Q_DECLARE_METATYPE(mesoscribe::StreamHeaders)
Q_DECLARE_METATYPE(mesoscribe::StreamRecord)
Q_DECLARE_METATYPE(mesoscribe::StreamEnd)
