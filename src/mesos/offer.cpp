// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "mesos/offer.h"

#include <QUrl>

namespace mesoscribe {

using namespace Qt::Literals::StringLiterals;

QString Url::toString() const
{
    QString host = address.ip.isEmpty() ? address.hostname : address.ip;
    if (host.contains(u':'))
        host = u'[' + host + u']';
    QString text = scheme + u"://"_s + host;
    if (address.port != 0)
        text += u':' + QString::number(address.port);
    if (!path.isEmpty() && !path.startsWith(u'/'))
        text += u'/';
    text += path;
    QChar separator = u'?';
    for (const auto& [key, value] : query) {
        text += separator + QString::fromLatin1(QUrl::toPercentEncoding(key)) + u'=' +
                QString::fromLatin1(QUrl::toPercentEncoding(value));
        separator = u'&';
    }
    if (!fragment.isEmpty())
        text += u'#' + fragment;
    return text;
}

} // namespace mesoscribe
