// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "support/chunked.h"

#include <QDeadlineTimer>
#include <QProcess>
#include <QTcpSocket>

#include <memory>

/// The real mesoscribe-practice, and a client that writes its requests by hand. Needs MESOSCRIBE_PRACTICE, the
/// program's path.
namespace mesoscribe::test {

class PracticeProcess
{
public:
    explicit PracticeProcess(const QStringList& arguments)
    {
        m_process.setProgram(QStringLiteral(MESOSCRIBE_PRACTICE));
        m_process.setArguments(arguments + QStringList{QStringLiteral("--with-parent")});
        m_process.start();
        const QByteArray first = readLine();
        m_port = first.startsWith("listening on 127.0.0.1:") ? first.sliced(23).toUShort() : quint16(0);
        const QByteArray second = readLine();
        m_token = second.startsWith("token ") ? second.sliced(6) : QByteArray();
    }

    ~PracticeProcess()
    {
        m_process.closeWriteChannel();
        m_process.waitForFinished();
    }

    bool isRunning() const { return m_port != 0 && m_process.state() == QProcess::Running; }
    quint16 port() const { return m_port; }
    const QByteArray& token() const { return m_token; }
    QProcess& process() { return m_process; }

private:
    QByteArray readLine()
    {
        while (!m_process.canReadLine() && m_process.waitForReadyRead(10'000)) {
        }
        return m_process.readLine().trimmed();
    }

    QProcess m_process;
    quint16 m_port = 0;
    QByteArray m_token;
};

using Headers = QList<QPair<QByteArray, QByteArray>>;

/// The bytes of a request. A Host is added, and a Content-Length when there is a body.
inline QByteArray requestBytes(quint16 port, const QByteArray& method, const QByteArray& path, const Headers& headers,
                               const QByteArray& body = {})
{
    QByteArray head = method + ' ' + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + QByteArray::number(port) + "\r\n";
    bool isChunked = false;
    for (const auto& [name, value] : headers) {
        head += name + ": " + value + "\r\n";
        isChunked = isChunked || name.toLower() == "transfer-encoding";
    }
    if (isChunked)
        return head + "\r\n" + QByteArray::number(body.size(), 16) + "\r\n" + body + "\r\n0\r\n\r\n";
    if (!body.isEmpty() || method == "POST")
        head += "Content-Length: " + QByteArray::number(body.size()) + "\r\n";
    return head + "\r\n" + body;
}

/// One connection to a master.
class Wire
{
public:
    explicit Wire(quint16 port)
    {
        m_socket.connectToHost(QStringLiteral("127.0.0.1"), port);
        m_socket.waitForConnected();
    }

    void write(const QByteArray& bytes)
    {
        m_socket.write(bytes);
        m_socket.flush();
    }

    /// Reads until `isEnough(received)` or the end of the connection; at most `milliseconds`.
    template<class Predicate>
    const QByteArray& readUntil(Predicate isEnough, int milliseconds = 10'000)
    {
        QDeadlineTimer deadline(milliseconds);
        while (!isEnough(m_received) && !deadline.hasExpired()) {
            const bool isOpen = m_socket.state() == QAbstractSocket::ConnectedState;
            if (!m_socket.waitForReadyRead(isOpen ? int(deadline.remainingTime()) : 0) &&
                m_socket.bytesAvailable() == 0 && m_socket.state() != QAbstractSocket::ConnectedState)
                break;
            m_received += m_socket.readAll();
        }
        return m_received;
    }

    /// A whole answer that is no stream.
    const QByteArray& readReply()
    {
        return readUntil([](const QByteArray& bytes) {
            const Capture reply = toCapture(bytes);
            return reply.status != 0 && reply.body.size() >= reply.header("Content-Length").toLongLong();
        });
    }

    /// Head and body until the body holds the text so many times.
    const QByteArray& readUntilContains(const QByteArray& text, int times = 1)
    {
        return readUntil([&](const QByteArray& bytes) { return bytes.count(text) >= times; });
    }

    /// Until the master closes.
    const QByteArray& readToEnd()
    {
        return readUntil([](const QByteArray&) { return false; });
    }

    bool isClosed() const { return m_socket.state() != QAbstractSocket::ConnectedState; }
    const QByteArray& received() const { return m_received; }
    QTcpSocket& socket() { return m_socket; }

private:
    QTcpSocket m_socket;
    QByteArray m_received;
};

inline const Headers JsonHeaders = {{"Content-Type", "application/json"}, {"Accept", "application/json"}};

/// One request on a connection of its own, and its answer.
inline QByteArray exchange(quint16 port, const QByteArray& method, const QByteArray& path, const Headers& headers,
                           const QByteArray& body = {})
{
    Wire wire(port);
    wire.write(requestBytes(port, method, path, headers, body));
    return wire.readReply();
}

/// A subscription that is held open.
struct Subscription
{
    Subscription(quint16 port, const QByteArray& body, const Headers& more = {})
        : wire(std::make_unique<Wire>(port))
    {
        wire->write(requestBytes(port, "POST", "/api/v1/scheduler", JsonHeaders + more, body));
        const QByteArray& received = wire->readUntilContains("HEARTBEAT");
        streamId = toCapture(received).header("Mesos-Stream-Id");
        const QByteArray mark = R"("framework_id":{"value":")";
        const qsizetype at = received.indexOf(mark) + mark.size();
        frameworkId = received.mid(at, received.indexOf('"', at) - at);
    }

    std::unique_ptr<Wire> wire;
    QByteArray streamId;
    QByteArray frameworkId;
};

} // namespace mesoscribe::test
