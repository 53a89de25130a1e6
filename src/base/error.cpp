// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "base/error.h"

namespace mesoscribe {

Error::Error(Kind errorKind, const QString& errorDetail)
    : kind(errorKind)
    , detail(errorDetail.left(MaxDetail))
{
}

const char* toString(Error::Kind kind)
{
    switch (kind) {
    case Error::Kind::Network:
        return "Network";
    case Error::Kind::Tls:
        return "Tls";
    case Error::Kind::Http:
        return "Http";
    case Error::Kind::Unauthorized:
        return "Unauthorized";
    case Error::Kind::Protocol:
        return "Protocol";
    case Error::Kind::Refused:
        return "Refused";
    case Error::Kind::Timeout:
        return "Timeout";
    case Error::Kind::Cancelled:
        return "Cancelled";
    case Error::Kind::Keychain:
        return "Keychain";
    case Error::Kind::InvalidInput:
        return "InvalidInput";
    }
    Q_UNREACHABLE();
}

} // namespace mesoscribe
