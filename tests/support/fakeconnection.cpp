// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "support/fakeconnection.h"

#include <QSslSocket>

#include <algorithm>

#include <sys/socket.h>

namespace mesoscribe::test {

QByteArray FakeRequest::header(const QByteArray& name) const
{
    for (const auto& [key, value] : headers) {
        if (key.compare(name, Qt::CaseInsensitive) == 0)
            return value;
    }
    return {};
}

int FakeRequest::headerCount(const QByteArray& name) const
{
    return int(std::count_if(headers.begin(), headers.end(), [&name](const auto& header) {
        return header.first.compare(name, Qt::CaseInsensitive) == 0;
    }));
}

FakeConnection::FakeConnection(QSslSocket* socket, QObject* parent)
    : QObject(parent)
    , m_socket(socket)
{
    m_socket->setParent(this);
    m_socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    connect(m_socket, &QIODevice::readyRead, this, &FakeConnection::read);
    connect(m_socket, &QAbstractSocket::disconnected, this, &FakeConnection::closed);
}

bool FakeConnection::isOpen() const
{
    return m_socket->state() == QAbstractSocket::ConnectedState;
}

bool FakeConnection::isSubscription() const
{
    return !m_requests.isEmpty() && m_requests.last().path.contains("/api/v1/scheduler") &&
           m_requests.last().body.contains(R"("SUBSCRIBE")");
}

bool FakeConnection::isDone() const
{
    return m_steps.isEmpty() && m_socket->bytesToWrite() == 0 && m_socket->encryptedBytesToWrite() == 0;
}

void FakeConnection::play(const Script& script)
{
    m_steps.append(script.steps());
    advance();
}

void FakeConnection::resume()
{
    if (!m_isPaused)
        return;
    m_isPaused = false;
    m_steps.removeFirst();
    advance();
}

void FakeConnection::read()
{
    m_received += m_socket->readAll();
    // What does not begin as a request line is dropped without an answer, as libprocess does.
    if (m_requests.isEmpty() && !m_received.isEmpty() && (m_received.at(0) < 'A' || m_received.at(0) > 'Z')) {
        m_socket->disconnectFromHost();
        return;
    }
    while (takeRequest())
        emit requestReceived();
}

bool FakeConnection::takeRequest()
{
    const qsizetype headEnd = m_received.indexOf("\r\n\r\n");
    if (headEnd < 0)
        return false;

    FakeRequest request;
    QList<QByteArray> lines = m_received.first(headEnd).split('\n');
    const QList<QByteArray> words = lines.takeFirst().trimmed().split(' ');
    request.method = words.value(0);
    request.path = words.value(1);
    request.version = words.value(2);
    for (const QByteArray& line : lines) {
        const qsizetype colon = line.indexOf(':');
        request.headers.append({line.left(colon).trimmed(), line.mid(colon + 1).trimmed()});
    }

    const qsizetype bodyBegin = headEnd + 4;
    const qsizetype bodySize = request.header("Content-Length").toLongLong();
    if (m_received.size() < bodyBegin + bodySize)
        return false;
    request.body = m_received.mid(bodyBegin, bodySize);
    m_received.remove(0, bodyBegin + bodySize);
    m_requests.append(request);
    return true;
}

void FakeConnection::advance()
{
    if (m_isAdvancing)
        return;
    m_isAdvancing = true;
    while (!m_steps.isEmpty() && !m_isPaused) {
        const Script::Step step = m_steps.first();
        switch (step.kind) {
        case Script::Step::Kind::Send:
            if (step.pieceSize > 0) {
                // m_isAdvancing stays set until the last piece is out.
                m_sent = 0;
                sendPiece();
                return;
            }
            m_socket->write(step.bytes);
            m_socket->flush();
            break;
        case Script::Step::Kind::Pause:
            m_isPaused = true;
            continue;
        case Script::Step::Kind::Finish:
            m_socket->disconnectFromHost();
            break;
        case Script::Step::Kind::Cut:
            while (m_socket->bytesToWrite() > 0 || m_socket->encryptedBytesToWrite() > 0) {
                if (!m_socket->waitForBytesWritten())
                    break;
            }
            ::shutdown(int(m_socket->socketDescriptor()), SHUT_RDWR);
            break;
        case Script::Step::Kind::Reset:
            resetNow();
            break;
        }
        m_steps.removeFirst();
    }
    m_isAdvancing = false;
}

void FakeConnection::sendPiece()
{
    const Script::Step& step = m_steps.first();
    const qsizetype size = std::min(step.pieceSize, step.bytes.size() - m_sent);
    if (!isOpen() || size <= 0) {
        m_steps.removeFirst();
        m_isAdvancing = false;
        advance();
        return;
    }
    m_socket->write(step.bytes.constData() + m_sent, size);
    m_socket->flush();
    m_sent += size;
    QMetaObject::invokeMethod(this, &FakeConnection::sendPiece, Qt::QueuedConnection);
}

void FakeConnection::resetNow()
{
    while (m_socket->bytesToWrite() > 0 || m_socket->encryptedBytesToWrite() > 0) {
        if (!m_socket->waitForBytesWritten())
            break;
    }
    const linger now = {1, 0};
    ::setsockopt(int(m_socket->socketDescriptor()), SOL_SOCKET, SO_LINGER, &now, sizeof(now));
    m_socket->abort();
}

} // namespace mesoscribe::test
