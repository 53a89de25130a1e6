// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "net/httptrace.h"

#include <QMetaEnum>
#include <QNetworkReply>
#include <QNetworkRequest>

#include <algorithm>

namespace mesoscribe {

using namespace Qt::Literals::StringLiterals;

namespace {

QString withoutSecrets(const QUrl& url)
{
    return url.toString(QUrl::RemoveUserInfo | QUrl::FullyEncoded);
}

QByteArray withoutSecrets(const QByteArray& name, const QByteArray& value)
{
    const QByteArray lower = name.toLower();
    if (lower == "cookie" || lower == "set-cookie")
        return "***";
    if (lower != "authorization" && lower != "proxy-authorization")
        return value;
    // A first word is a scheme only when something follows it.
    const QByteArray trimmed = value.trimmed();
    const qsizetype blank = trimmed.indexOf(' ');
    const QByteArray scheme = trimmed.left(std::max<qsizetype>(blank, 0));
    const bool isKnown = scheme == "Basic" || scheme == "Bearer" || scheme == "Digest" || scheme == "Negotiate";
    return isKnown ? scheme + " ***" : "***"_ba;
}

QString line(const QByteArray& name, const QByteArray& value)
{
    return u"\n  %1: %2"_s.arg(QString::fromUtf8(name), QString::fromUtf8(withoutSecrets(name, value)));
}

} // namespace

QString traceOf(const QByteArray& method, const QNetworkRequest& request)
{
    QString text = QString::fromLatin1(method) + u' ' + withoutSecrets(request.url());
    for (const QByteArray& name : request.rawHeaderList())
        text += line(name, request.rawHeader(name));
    return text;
}

QString traceOf(const QNetworkReply& reply)
{
    const int status = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    QString text;
    if (status > 0) {
        const QByteArray reason = reply.attribute(QNetworkRequest::HttpReasonPhraseAttribute).toByteArray();
        text = u"%1 %2 from "_s.arg(status).arg(QString::fromUtf8(reason));
    } else {
        const char* error = QMetaEnum::fromType<QNetworkReply::NetworkError>().valueToKey(reply.error());
        text = u"%1 (%2) from "_s.arg(QString::fromLatin1(error), reply.errorString());
    }
    text += withoutSecrets(reply.url());
    for (const auto& [name, value] : reply.rawHeaderPairs())
        text += line(name, value);
    return text;
}

} // namespace mesoscribe
