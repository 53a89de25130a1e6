// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "state/masteraddress.h"

#include <QHostAddress>

using namespace Qt::Literals::StringLiterals;

namespace mesoscribe {

namespace {

constexpr int MasterPort = 5050;
constexpr int HttpsPort = 443;

struct OneUrl
{
    QUrl url;
    std::optional<AddressProblem> problem;
};

OneUrl masterUrl(QString text)
{
    if (text.startsWith("zk://"_L1, Qt::CaseInsensitive))
        return {{}, AddressProblem::ZooKeeper};
    const bool hasScheme = text.contains("://"_L1);
    if (!hasScheme)
        text.prepend("http://"_L1);

    // Blanks, '=' and the like make an authority that QUrl's strict mode refuses.
    const QUrl typed(text, QUrl::StrictMode);
    if (!typed.isValid()) {
        const qsizetype colon = text.lastIndexOf(u':');
        const bool looksLikePort = colon > text.indexOf("://"_L1) + 2 && !text.mid(colon + 1).contains(u']');
        bool isNumber = false;
        text.mid(colon + 1).toInt(&isNumber);
        return {{}, looksLikePort && isNumber ? AddressProblem::BadPort : AddressProblem::Malformed};
    }
    const QString scheme = typed.scheme().toLower();
    if (scheme != "http"_L1 && scheme != "https"_L1)
        return {{}, AddressProblem::BadScheme};
    if (typed.host().isEmpty())
        return {{}, AddressProblem::NoHost};
    if (typed.port() == 0)
        return {{}, AddressProblem::BadPort};

    QUrl url;
    url.setScheme(scheme);
    url.setHost(typed.host());
    url.setPort(typed.port(scheme == "https"_L1 ? HttpsPort : MasterPort));
    return {url, {}};
}

} // namespace

MasterUrls masterUrls(QStringView typed)
{
    MasterUrls result;
    for (const QStringView part : typed.split(u',', Qt::SkipEmptyParts)) {
        const QString piece = part.trimmed().toString();
        if (piece.isEmpty())
            continue;
        const OneUrl one = masterUrl(piece);
        if (one.problem) {
            result.problem = one.problem;
            result.offender = piece;
            return result;
        }
        if (!result.urls.contains(one.url))
            result.urls.append(one.url);
    }
    if (result.urls.isEmpty())
        result.problem = AddressProblem::Empty;
    return result;
}

QUrl schedulerUrl(const QUrl& master)
{
    QUrl url = master;
    url.setPath(u"/api/v1/scheduler"_s);
    return url;
}

QString displayAddress(const QUrl& master)
{
    QString host = master.host();
    if (host.contains(u':'))
        host = u'[' + host + u']';
    QString address = host;
    if (master.port() > 0)
        address += u':' + QString::number(master.port());
    return master.scheme() == "https"_L1 ? "https://"_L1 + address : address;
}

bool isLoopback(const QUrl& master)
{
    const QString host = master.host();
    return host.compare("localhost"_L1, Qt::CaseInsensitive) == 0 || QHostAddress(host).isLoopback();
}

} // namespace mesoscribe
