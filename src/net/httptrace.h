// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QString>

class QNetworkReply;
class QNetworkRequest;

/// HTTP as text for the log category mesoscribe.net. Bodies are left out, and no secret comes through: of an
/// Authorization only the scheme is shown ("Basic ***"), of cookies nothing, and the user info of an address is
/// dropped.
namespace mesoscribe {

/// "POST http://m1:5050/api/v1/scheduler" and the headers set by us, one a line.
QString traceOf(const QByteArray& method, const QNetworkRequest& request);

/// "200 OK from http://m1:5050/…" and the headers, one a line; the error's name and words when there is no status.
QString traceOf(const QNetworkReply& reply);

} // namespace mesoscribe
