// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/result.h"
#include "curl/shellwords.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>
#include <utility>

namespace mesoscribe {

/// What a curl command asks for.
struct CurlRequest
{
    QString method = QStringLiteral("POST");
    /// With its scheme and without user information.
    QString url;
    /// Name and value, in order. What curl itself would add, such as Content-Type, is not here.
    QList<std::pair<QString, QString>> headers;
    QByteArray body;      ///< UTF-8
    bool hasBody = false; ///< an empty body is a body
    QString user;         ///< the principal
    std::optional<QString> secret;
    bool insecure = false;        ///< accept any certificate
    bool followRedirects = false; ///< wherever they lead; curl gives the secret to the first host only

    friend bool operator==(const CurlRequest&, const CurlRequest&) = default;
};

struct CurlParse
{
    CurlRequest request;
    /// The pieces of the command that were not understood or not taken over, as written ("--proxy x", "$TOKEN", "| jq
    /// .",
    /// "-d @body.json"), in order and each once. Arguments that are secrets are left out: "--proxy-user …".
    QStringList notUnderstood;
};

/// Reads a pasted curl command as the shell and curl would (splitShell; curl 7.88). A prompt, comments, assignments and
/// sudo before it are passed over; so are options that change nothing of the request. No file is read and no variable
/// looked up: both are named, and -u "$A:$B" gives neither user nor secret. `Authorization: Basic …` and
/// http://user:secret@host become user and secret. Errors: InvalidInput with a sentence: no curl command, a quote left
/// open, an option without its argument, no URL.
Result<CurlParse> parseCurl(const QString& text);

/// Whether the text, a clipboard's for instance, begins with a curl command. Quick also when the text is long.
bool looksLikeCurl(const QString& text);

/// The request as one command over several lines, for sh, bash and zsh, typed or in a script, whatever the values hold.
///
/// The text is safe to show and to share: the user and the secret appear as "$MESOS_PRINCIPAL:$MESOS_SECRET", an
/// Authorization header as
/// "$MESOS_AUTHORIZATION", and user information in the URL not at all. A line break in a header, which HTTP forbids,
/// becomes a blank; a header whose name is no token of RFC 9110 is left out. NUL characters are left out, and bytes
/// that are not UTF-8 are replaced. parseCurl(toCurl(request)) gives the same request but for these.
QString toCurl(const CurlRequest& request);

} // namespace mesoscribe
