// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "mesos/call.h"
#include "state/manners.h"

#include <QString>

namespace mesoscribe {

/// What a person fills in to subscribe. It never holds a secret: that is handed over apart and kept by the keychain.
struct SubscribeSettings
{
    /// As typed: host:port, a URL, or several of them, comma-separated. See masterUrls().
    QString masters = QStringLiteral("localhost:5050");
    FrameworkInfo framework;
    QStringList suppressedRoles;
    /// Go on although the certificate is not trusted: only from a pasted `curl -k`, never saved.
    bool acceptAnyCertificate = false;

    /// A new connection's settings: the login name as user, role "*", the recommended capabilities, failover timeout
    /// 600 s.
    static SubscribeSettings fresh(const QString& loginName);

    SubscribeCall toCall() const { return {framework, suppressedRoles}; }

    friend bool operator==(const SubscribeSettings&, const SubscribeSettings&) = default;
};

/// A saved connection.
struct Connection
{
    QString id; ///< a UUID, never shown
    QString name;
    QString environment = QStringLiteral("Local"); ///< the sidebar's section
    QString color; ///< of the environment, "#rrggbb"; empty: the environment's usual one
    SubscribeSettings settings;
    bool isPractice = false;
    Manners manners;
    QList<FrameworkId> earlierFrameworkIds; ///< newest first, at most MaxEarlierFrameworkIds

    static constexpr qsizetype MaxEarlierFrameworkIds = 20;

    friend bool operator==(const Connection&, const Connection&) = default;
};

} // namespace mesoscribe
