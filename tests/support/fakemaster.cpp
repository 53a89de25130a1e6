// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "support/fakemaster.h"

#include <QSslConfiguration>
#include <QSslSocket>
#include <QTcpServer>

#include <algorithm>

namespace mesoscribe::test {

using namespace Qt::Literals::StringLiterals;

/// QSslServer came with Qt 6.4 but cannot hand out a socket before its handshake, and a plain QSslSocket serves http as
/// well.
class FakeMaster::Server final : public QTcpServer
{
public:
    explicit Server(FakeMaster& master, const TestCertificate* certificate)
        : m_master(master)
    {
        if (!certificate)
            return;
        m_configuration = QSslConfiguration::defaultConfiguration();
        m_configuration->setLocalCertificate(certificate->certificate);
        m_configuration->setPrivateKey(certificate->key);
        m_configuration->setPeerVerifyMode(QSslSocket::VerifyNone);
    }

protected:
    void incomingConnection(qintptr descriptor) override
    {
        auto* socket = new QSslSocket;
        if (!socket->setSocketDescriptor(descriptor)) {
            delete socket;
            return;
        }
        m_master.accept(socket);
        if (m_configuration) {
            socket->setSslConfiguration(*m_configuration);
            socket->startServerEncryption();
        }
    }

private:
    FakeMaster& m_master;
    std::optional<QSslConfiguration> m_configuration;
};

FakeMaster::FakeMaster(QObject* parent)
    : QObject(parent)
{
    start(nullptr);
}

FakeMaster::FakeMaster(const TestCertificate& certificate, QObject* parent)
    : QObject(parent)
    , m_isTls(true)
{
    start(&certificate);
}

FakeMaster::~FakeMaster()
{
    // Closing sockets must not come back here.
    for (FakeConnection* connection : std::as_const(m_connections))
        connection->disconnect(this);
}

void FakeMaster::start(const TestCertificate* certificate)
{
    m_server = std::make_unique<Server>(*this, certificate);
    if (!m_server->listen(QHostAddress::LocalHost))
        qFatal("FakeMaster cannot listen: %s", qPrintable(m_server->errorString()));
    m_port = m_server->serverPort();
}

quint16 FakeMaster::port() const
{
    return m_port;
}

QUrl FakeMaster::url(const QString& path) const
{
    return QUrl(u"%1://127.0.0.1:%2%3"_s.arg(m_isTls ? u"https"_s : u"http"_s).arg(m_port).arg(path));
}

void FakeMaster::answer(const Script& script)
{
    m_answers.append(script);
}

void FakeMaster::answerTo(const QByteArray& path, const Script& script)
{
    m_answersByPath.insert(path, script);
}

void FakeMaster::answerAlways(const Script& script)
{
    m_always = script;
}

void FakeMaster::hangUpAtOnce()
{
    m_hangsUp = true;
}

void FakeMaster::stopListening()
{
    m_server->close();
}

void FakeMaster::resume()
{
    for (FakeConnection* connection : std::as_const(m_connections))
        connection->resume();
}

int FakeMaster::openConnections() const
{
    return int(std::count_if(m_connections.begin(), m_connections.end(),
                             [](const FakeConnection* connection) { return connection->isOpen(); }));
}

FakeConnection* FakeMaster::subscription() const
{
    const auto found = std::find_if(m_connections.rbegin(), m_connections.rend(),
                                    [](const FakeConnection* connection) { return connection->isSubscription(); });
    return found == m_connections.rend() ? nullptr : *found;
}

FakeConnection* FakeMaster::lastConnection() const
{
    return m_connections.isEmpty() ? nullptr : m_connections.last();
}

void FakeMaster::accept(QSslSocket* socket)
{
    auto* connection = new FakeConnection(socket, this);
    m_connections.append(connection);
    connect(connection, &FakeConnection::requestReceived, this, [this, connection] { respond(connection); });
    if (m_hangsUp)
        connection->finish();
}

void FakeMaster::respond(FakeConnection* connection)
{
    const FakeRequest request = connection->requests().last();
    m_requests.append(request);
    const auto byPath = m_answersByPath.constFind(request.path);
    if (byPath != m_answersByPath.constEnd())
        connection->play(*byPath);
    else if (!m_answers.isEmpty())
        connection->play(m_answers.takeFirst());
    else
        connection->play(m_always);
    emit requestReceived();
}

} // namespace mesoscribe::test
