// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QString>

namespace mesoscribe {

/// An expected failure. Code branches on `kind`; `detail` is raw, untranslated and capped, for the log and the "Details" of a
/// banner. The sentence a person reads is made from it in models/describe.
struct Error
{
    enum class Kind {
        Network,      ///< no connection, or it broke
        Tls,          ///< the handshake failed or the certificate is not trusted
        Http,         ///< an HTTP status that is no success
        Unauthorized, ///< 401
        Protocol,     ///< bytes that are not what the protocol promises
        Refused,      ///< the master understood and said no
        Timeout,
        Cancelled,
        Keychain,
        InvalidInput, ///< what a person typed or pasted
    };

    /// Longest detail kept, in characters.
    static constexpr qsizetype MaxDetail = 2000;

    Error(Kind errorKind, const QString& errorDetail);

    Kind kind;
    QString detail;

    friend bool operator==(const Error&, const Error&) = default;
};

/// Name of a kind as in the source, for logs and tests.
const char* toString(Error::Kind kind);

} // namespace mesoscribe
