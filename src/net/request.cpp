// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "net/request.h"

#include <QHostAddress>
#include <QNetworkReply>
#include <QUrl>

namespace mesoscribe {

using namespace Qt::Literals::StringLiterals;

QByteArray userAgent()
{
    return "Mesoscribe/" MESOSCRIBE_VERSION;
}

QNetworkRequest plainRequest(const QUrl& url)
{
    QUrl address = url;
    address.setUserInfo({});
    address.setFragment({});
    QNetworkRequest request(address);
    request.setRawHeader("Accept", "application/json");
    request.setRawHeader("Accept-Encoding", "identity");
    request.setRawHeader("User-Agent", userAgent());
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CacheSaveControlAttribute, false);
    return request;
}

QNetworkRequest jsonRequest(const QUrl& url)
{
    QNetworkRequest request = plainRequest(url);
    request.setRawHeader("Content-Type", "application/json");
    return request;
}

QNetworkProxy proxyFor(const QUrl& url)
{
    const QString host = url.host();
    const bool isHere = host.compare(u"localhost"_s, Qt::CaseInsensitive) == 0 || QHostAddress(host).isLoopback();
    return isHere ? QNetworkProxy::NoProxy : QNetworkProxy::DefaultProxy;
}

int statusOf(const QNetworkReply& reply)
{
    return reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
}

} // namespace mesoscribe
