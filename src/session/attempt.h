// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "net/eventstream.h"
#include "state/subscribesettings.h"
#include "state/trouble.h"

namespace mesoscribe {

/// What follows when an attempt has ended.
enum class Verdict {
    TryNextMaster, ///< nobody there: another of the masters typed may be
    Retry,         ///< wait and try again with the same framework id
    GiveUp,        ///< the person's turn
};

struct Outcome
{
    Trouble trouble;
    Verdict verdict = Verdict::GiveUp;
};

/// What is known about an attempt besides its end.
struct AttemptFacts
{
    QUrl endpoint;
    QUrl redirectedFrom;         ///< empty when there was no redirect
    bool wasSubscribed = false;  ///< SUBSCRIBED had been read on this stream
    bool everSubscribed = false; ///< on an earlier stream of this session
    bool sentCredentials = false;
};

/// Reads the end of an attempt: what it was, and whether to try again. Redirects are not read here.
Outcome outcomeOf(const StreamEnd& end, const AttemptFacts& facts);

/// Reads the message of an ERROR event.
Outcome outcomeOfError(const QString& message, const AttemptFacts& facts);

/// Value of the Authorization header, empty without a principal or secret.
QByteArray basicAuthorization(const QString& principal, const QString& secret);

/// The address people typed or would type for an endpoint: scheme, host and port.
QUrl masterOf(const QUrl& endpoint);

} // namespace mesoscribe
