// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "mesos/refusal.h"

#include <QByteArray>
#include <QUrl>

#include <chrono>

namespace mesoscribe {

/// Why a connection does not do what it should, as facts. The sentences are made from it in models/describe.
struct Trouble
{
    enum class Kind {
        BadAddress,     ///< detail: what was typed
        NothingAnswers, ///< refused, unroutable, timed out
        HostNotFound,
        LeaderUnreachable,    ///< the address that a redirect named does not answer
        RedirectRing,         ///< more than five hops, or round in a circle
        RedirectInvalid,      ///< a 307 whose Location cannot be used
        CredentialsElsewhere, ///< a redirect leads to another host: may the credentials go there?
        NotMesos,             ///< something answers, but it is no master
        IsAgent,
        NoSchedulerApi,       ///< 404: Mesos before 0.24
        CertificateUntrusted, ///< detail: the TLS library's words
        TlsFailed,
        SpeaksHttps,          ///< plain http was sent to an https port
        SpeaksHttp,           ///< https was spoken to a plain port
        WantsCredentials,     ///< 401 and none were given
        CredentialsRefused,   ///< 401 although some were given
        KeychainUnavailable,  ///< the secret must be asked for
        Refused,              ///< see refusal
        MasterPassing,        ///< 503 and the like: see refusal; being retried
        MasterEnded,          ///< the stream ended clean
        BrokeOffInsideRecord, ///< received of expected bytes
        ConnectionLost,
        OutOfStep,     ///< framing failed at offset; excerpt
        NoFirstRecord, ///< headers but no SUBSCRIBED within the time
        HeartbeatsStopped,
        Slept,     ///< the computer did, for `silence`; `received` offers became void. Once resubscribed: a note
        TakenOver, ///< "Framework failed over"
        FrameworkRemoved,
        TornDown, ///< the stream ended after a TEARDOWN: nothing is wrong
    };

    Kind kind = Kind::NothingAnswers;
    bool retrying = false; ///< we are handling it (amber); otherwise it is the person's turn (red)
    QUrl address;          ///< the master spoken to
    QUrl from;             ///< for redirects: who sent us there
    Refusal refusal;
    int httpStatus = 0; ///< 0: none
    QByteArray answer;  ///< the master's own bytes, at most MaxAnswer, without headers
    QString detail;     ///< raw words of a library
    qint64 received = 0;
    qint64 expected = 0;
    qint64 offset = 0;
    std::chrono::milliseconds silence{0};
    QByteArray certificatePem; ///< of CertificateUntrusted

    static constexpr qsizetype MaxAnswer = 64 * 1024;

    friend bool operator==(const Trouble&, const Trouble&) = default;
};

} // namespace mesoscribe
