// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "support/script.h"

#include <QObject>

#include <optional>

class QSslSocket;

namespace mesoscribe::test {

/// A request as it came over the wire.
struct FakeRequest
{
    QByteArray method;
    QByteArray path; ///< the request target, with its query
    QByteArray version;
    HeaderList headers; ///< in the order sent, names as sent
    QByteArray body;

    /// Value of the first header of that name in any case, or null.
    QByteArray header(const QByteArray& name) const;
    /// How many headers of that name there are.
    int headerCount(const QByteArray& name) const;
};

/// One connection that a FakeMaster accepted. Lives as long as the master, also when closed; belongs to it.
class FakeConnection final : public QObject
{
    Q_OBJECT

public:
    /// Takes the socket over.
    FakeConnection(QSslSocket* socket, QObject* parent);

    const QList<FakeRequest>& requests() const { return m_requests; }
    /// Whether neither side has closed it.
    bool isOpen() const;
    /// Whether its last request is a SUBSCRIBE to the scheduler API.
    bool isSubscription() const;
    /// Whether it stands at a pause() of its script.
    bool isPaused() const { return m_isPaused; }
    /// Whether every step has been done and every byte is with the system.
    bool isDone() const;

    /// Adds steps behind those that are left.
    void play(const Script& script);
    void resume();
    /// The same as one step each.
    void send(const QByteArray& bytes) { play(Script().send(bytes)); }
    void finish() { play(Script().finish()); }
    void cut() { play(Script().cut()); }
    void reset() { play(Script().reset()); }

signals:
    /// A request has been read whole; `requests().last()`.
    void requestReceived();
    void closed();

private:
    void read();
    bool takeRequest();
    void advance();
    void sendPiece();
    void resetNow();

    QSslSocket* m_socket;
    QByteArray m_received;
    QList<FakeRequest> m_requests;
    QList<Script::Step> m_steps;
    qsizetype m_sent = 0; ///< of the first step
    bool m_isPaused = false;
    bool m_isAdvancing = false;
};

} // namespace mesoscribe::test
