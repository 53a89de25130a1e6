// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "net/eventstream.h"
#include "recordio/recorddecoder.h"

#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QSslError>
#include <QTimer>

namespace mesoscribe {

/// One try of an EventStream, with a manager and so a connection of its own: nothing of an earlier try can leak into
/// it.
///
/// Signals as EventStream's; none is emitted inside start(), and none after stop().
class StreamAttempt final : public QObject
{
    Q_OBJECT

public:
    /// Most bytes read in one turn of the event loop, so that close() and timers get their turn.
    static constexpr qint64 Slice = 1024 * 1024;
    /// Most bytes kept unread; then TCP holds the master back.
    static constexpr qint64 ReadBuffer = 4 * 1024 * 1024;

    /// `clock` and `parser` are borrowed and outlive the attempt.
    StreamAttempt(const StreamRequest& request, const Clock& clock, EventParser& parser, QObject* parent);
    ~StreamAttempt() override;

    void start(std::chrono::milliseconds timeout);
    /// Falls silent. The connection closes with the destructor; in a slot of its own signals: this, then deleteLater().
    void stop();

signals:
    void headersReceived(const mesoscribe::StreamHeaders& headers);
    void recordsReceived(const QList<mesoscribe::StreamRecord>& records);
    void ended(const mesoscribe::StreamEnd& end);

private:
    /// What is done with the bytes of the body.
    enum class Body { Unknown, Records, Text };

    void readHeaders();
    void drain();
    void drainLater();
    void readRecords();
    void readText();
    void judgeCertificate(const QList<QSslError>& errors);
    void timeOut();
    void finishReading();
    void concludeStream();
    void concludeText();
    void concludeWithoutAnswer();
    void concludeAfterCheck(const StreamEnd& end);
    void end(const StreamEnd& end);
    StreamRecord toRecord(const QByteArray& raw, WallTime at);

    StreamRequest m_request;
    const Clock& m_clock;
    EventParser& m_parser;
    std::chrono::milliseconds m_timeout{0};
    SteadyTime m_started;
    QNetworkAccessManager m_manager;
    QNetworkReply* m_reply = nullptr; ///< a child of the manager
    QTimer m_timer;
    RecordDecoder m_decoder;
    QByteArray m_slice;
    Body m_body = Body::Unknown;
    StreamEnd m_answer; ///< of Body::Text
    QSslCertificate m_untrusted;
    QString m_whyUntrusted;
    bool m_isEncrypted = false;
    bool m_isDrainPlanned = false;
    bool m_isFinished = false; ///< the reply has told its end
    bool m_isOver = false;     ///< nothing more is to be told
};

} // namespace mesoscribe
