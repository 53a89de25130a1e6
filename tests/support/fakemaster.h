// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "support/fakeconnection.h"
#include "support/testcertificate.h"

#include <QHash>
#include <QUrl>

#include <memory>

class QTcpServer;

namespace mesoscribe::test {

/// A master whose every byte a test writes: a raw HTTP/1.1 server on 127.0.0.1 with a port of its own. It lives in the
/// test's thread and works while the event loop turns.
///
/// Every request that has been read whole takes one script: that of answerTo() for its path, else the next of those
/// queued by answer(), else that of answerAlways(). Without any of them it stays silent. Scripts may go on after the
/// answer: a test keeps `subscription()` and sends more through it.
///
///     FakeMaster master;
///     master.answer(streamHead("an-id") + chunk(record(subscribedJson("f"))));
///     stream.open({.url = master.url(), …});
///     QTRY_COMPARE(master.requests().size(), 1);
///     master.subscription()->send(chunk(record(heartbeatJson())));
///     master.subscription()->reset();
class FakeMaster final : public QObject
{
    Q_OBJECT

public:
    /// Plain HTTP.
    explicit FakeMaster(QObject* parent = nullptr);
    /// HTTP over TLS, showing `certificate`.
    explicit FakeMaster(const TestCertificate& certificate, QObject* parent = nullptr);
    ~FakeMaster() override;

    quint16 port() const;
    /// http(s)://127.0.0.1:port and `path`.
    QUrl url(const QString& path = QStringLiteral("/api/v1/scheduler")) const;

    void answer(const Script& script);
    void answerTo(const QByteArray& path, const Script& script);
    void answerAlways(const Script& script);
    /// Closes every connection as soon as it is accepted.
    void hangUpAtOnce();
    /// Refuses connections from now on; those open stay.
    void stopListening();
    /// Goes on with every script that stands at a pause().
    void resume();

    /// All requests of all connections in the order in which they came.
    const QList<FakeRequest>& requests() const { return m_requests; }
    /// All connections ever accepted, in order. They belong to the master.
    const QList<FakeConnection*>& connections() const { return m_connections; }
    /// How many are open on both sides.
    int openConnections() const;
    /// The newest connection that carries a SUBSCRIBE, open or not; null when there is none.
    FakeConnection* subscription() const;
    /// The newest connection; null when there is none.
    FakeConnection* lastConnection() const;

signals:
    void requestReceived();

private:
    class Server;

    void start(const TestCertificate* certificate);
    void accept(QSslSocket* socket);
    void respond(FakeConnection* connection);

    std::unique_ptr<QTcpServer> m_server;
    bool m_isTls = false;
    bool m_hangsUp = false;
    quint16 m_port = 0;
    QList<Script> m_answers;
    QHash<QByteArray, Script> m_answersByPath;
    Script m_always;
    QList<FakeRequest> m_requests;
    QList<FakeConnection*> m_connections;
};

} // namespace mesoscribe::test
