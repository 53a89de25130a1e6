// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/result.h"

#include <QList>
#include <QUrl>

namespace mesoscribe {

enum class AddressProblem {
    Empty,
    ZooKeeper, ///< "zk://…"
    NoHost,
    BadPort,
    BadScheme, ///< neither http nor https
    Malformed,
};

struct MasterUrls
{
    QList<QUrl> urls; ///< scheme, host and port only; in the order typed
    std::optional<AddressProblem> problem;
    QString offender; ///< the piece that has the problem
};

/// "m1:5050, https://m2" → two URLs. A missing scheme is http, a missing port 5050 (or 443 for a typed https URL
/// without one); a path ending in /api/v1/scheduler is cut off, so that a pasted URL works.
MasterUrls masterUrls(QStringView typed);

/// The scheduler endpoint of a master: …/api/v1/scheduler.
QUrl schedulerUrl(const QUrl& master);

/// "host:port" as shown to people; "https://host:port" when it is https.
QString displayAddress(const QUrl& master);

/// Whether the host is this computer (localhost, 127.0.0.0/8, ::1).
bool isLoopback(const QUrl& master);

} // namespace mesoscribe
