// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "net/redirect.h"

#include <algorithm>

namespace mesoscribe {

using namespace Qt::Literals::StringLiterals;

namespace {

bool isWeb(const QUrl& url)
{
    return url.scheme() == u"http"_s || url.scheme() == u"https"_s;
}

/// Blanks and control characters have no place in an address, and QUrl would quietly encode some of them.
bool isPrintable(const QByteArray& text)
{
    return std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c != '\x7f'; });
}

std::unexpected<Error> refuse(const QByteArray& location)
{
    return fail(Error::Kind::Protocol,
                u"The redirect's Location cannot be used: “%1”"_s.arg(QString::fromUtf8(location.left(200))));
}

} // namespace

Result<QUrl> redirectTarget(const QUrl& from, const QByteArray& location)
{
    const QByteArray text = location.trimmed();
    if (!isPrintable(text))
        return refuse(location);

    QUrl target;
    if (text.startsWith("//"))
        target = QUrl::fromEncoded(from.scheme().toLatin1() + ':' + text, QUrl::StrictMode);
    else if (text.startsWith('/'))
        target = from.resolved(QUrl::fromEncoded(text, QUrl::StrictMode));
    else
        target = QUrl::fromEncoded(text, QUrl::StrictMode);

    if (!target.isValid() || !isWeb(target) || target.host().isEmpty() || target.port(1) == 0)
        return refuse(location);
    if (from.scheme() == u"https"_s && target.scheme() != u"https"_s)
        return fail(Error::Kind::Protocol,
                    u"The redirect leads from https to http: “%1”"_s.arg(target.toDisplayString()));

    target.setUserInfo({});
    target.setFragment({});
    // The base address alone, as /redirect gives it: the same endpoint there.
    if (target.path().isEmpty() || target.path() == u"/"_s)
        target.setPath(from.path());
    return target;
}

bool mayKeepCredentials(const QUrl& from, const QUrl& to)
{
    if (from.host().isEmpty() || from.host().compare(to.host(), Qt::CaseInsensitive) != 0)
        return false;
    return to.scheme() == u"https"_s || (from.scheme() == u"http"_s && to.scheme() == u"http"_s);
}

} // namespace mesoscribe
