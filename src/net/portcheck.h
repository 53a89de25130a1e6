// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>
#include <QTimer>
#include <QUrl>

class QTcpSocket;

namespace mesoscribe {

/// Finds out what a port speaks after a connection of the other kind failed there, because no error of a socket tells
/// it reliably. It opens one plain connection, says one thing and looks at the first bytes of the answer. Nothing
/// secret is sent.
class PortCheck final : public QObject
{
    Q_OBJECT

public:
    enum class Speaks {
        Nothing, ///< no answer, or none in time
        Http,
        Tls,
        Other,
    };
    Q_ENUM(Speaks)

    static constexpr std::chrono::seconds Timeout{2};

    explicit PortCheck(QObject* parent = nullptr);

    /// `failed` is what was tried: where it is http the port is greeted in TLS, where it is https it is asked for
    /// /version in plain HTTP. `checked` follows once, within Timeout and never inside this call. One check per object.
    void check(const QUrl& failed);

signals:
    void checked(mesoscribe::PortCheck::Speaks speaks);

private:
    void judge(bool isAll);
    void end(Speaks speaks);

    QTcpSocket* m_socket;
    QTimer m_timer;
    bool m_ended = false;
};

} // namespace mesoscribe
