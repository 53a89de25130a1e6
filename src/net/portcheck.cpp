// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "net/portcheck.h"

#include "net/request.h"

#include <QRandomGenerator>
#include <QTcpSocket>

namespace mesoscribe {

using namespace Qt::Literals::StringLiterals;

namespace {

/// The least ClientHello of TLS 1.2 (RFC 5246 section 7.4.1.2). Whoever speaks TLS answers with a ServerHello or with
/// an alert.
QByteArray clientHello()
{
    QByteArray random(32, '\0');
    for (char& byte : random)
        byte = char(QRandomGenerator::global()->bounded(256));
    const QByteArray suites = QByteArray::fromHex("c02fc030c02bc02ccca8cca9009c009d002f0035");
    QByteArray hello = QByteArray::fromHex("0303") + random + '\0';
    hello += '\0';
    hello += char(suites.size());
    hello += suites + QByteArray::fromHex("0100");
    const QByteArray message = QByteArray::fromHex("010000") + char(hello.size()) + hello;
    return QByteArray::fromHex("16030100") + char(message.size()) + message;
}

} // namespace

PortCheck::PortCheck(QObject* parent)
    : QObject(parent)
    , m_socket(new QTcpSocket(this))
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, [this] { judge(true); });
    connect(m_socket, &QIODevice::readyRead, this, [this] { judge(false); });
    connect(m_socket, &QAbstractSocket::errorOccurred, this, [this] { judge(true); });
}

void PortCheck::check(const QUrl& failed)
{
    const bool wasHttps = failed.scheme() == u"https"_s;
    QByteArray greeting = clientHello();
    if (wasHttps) {
        greeting = "GET /version HTTP/1.1\r\nHost: " + failed.host(QUrl::FullyEncoded).toLatin1() +
                   "\r\nUser-Agent: " + userAgent() + "\r\nConnection: close\r\n\r\n";
    }
    connect(m_socket, &QAbstractSocket::connected, this, [this, greeting] { m_socket->write(greeting); });
    m_timer.start(Timeout);
    m_socket->setProxy(proxyFor(failed));
    m_socket->connectToHost(failed.host(), quint16(failed.port(wasHttps ? 443 : 80)));
}

void PortCheck::judge(bool isAll)
{
    constexpr qint64 enough = 5;
    const QByteArray answer = m_socket->peek(enough);
    if (answer.size() < enough && !isAll)
        return;
    // An alert or a handshake record, of any version.
    if (answer.startsWith("\x15\x03") || answer.startsWith("\x16\x03"))
        end(Speaks::Tls);
    else if (answer == "HTTP/")
        end(Speaks::Http);
    else
        end(answer.isEmpty() ? Speaks::Nothing : Speaks::Other);
}

void PortCheck::end(Speaks speaks)
{
    if (m_ended)
        return;
    m_ended = true;
    m_timer.stop();
    m_socket->disconnect(this);
    // Queued, because a connection can fail inside check().
    QMetaObject::invokeMethod(
        this, [this, speaks] { emit checked(speaks); }, Qt::QueuedConnection);
}

} // namespace mesoscribe
