// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QNetworkProxy>
#include <QNetworkRequest>

class QNetworkReply;

namespace mesoscribe {

/// "Mesoscribe/0.1.0".
QByteArray userAgent();

/// What every request of ours has in common: our own name instead of a browser's, no compression (a stream must come
/// through byte for byte), no redirect followed, HTTP/1.1, no cookies, no remembered credentials, no timeout of Qt's,
/// `Accept: application/json`. User info in `url` is dropped.
QNetworkRequest plainRequest(const QUrl& url);

/// The same with `Content-Type: application/json`, which Mesos compares byte for byte.
QNetworkRequest jsonRequest(const QUrl& url);

/// This computer is reached directly, whatever the environment says; everything else by the application's or the
/// system's proxy.
QNetworkProxy proxyFor(const QUrl& url);

/// Status of an answer; 0 before its headers are known.
int statusOf(const QNetworkReply& reply);

} // namespace mesoscribe
