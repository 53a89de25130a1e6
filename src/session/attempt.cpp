// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "session/attempt.h"

using namespace Qt::Literals::StringLiterals;

namespace mesoscribe {

namespace {

constexpr int Unauthorized = 401;
constexpr int NotFound = 404;
constexpr int FirstServerError = 500;

Trouble troubleOf(const StreamEnd& end, const AttemptFacts& facts, Trouble::Kind kind)
{
    Trouble trouble;
    trouble.kind = kind;
    trouble.address = masterOf(facts.endpoint);
    trouble.from = facts.redirectedFrom;
    trouble.httpStatus = end.status;
    trouble.answer = end.body.left(Trouble::MaxAnswer);
    trouble.detail = end.detail;
    trouble.received = end.received;
    trouble.expected = end.expected;
    trouble.offset = end.offset;
    return trouble;
}

Outcome outcomeOfStatus(const StreamEnd& end, const AttemptFacts& facts)
{
    const QString body = QString::fromUtf8(end.body);
    Trouble trouble = troubleOf(end, facts, Trouble::Kind::Refused);
    trouble.refusal = refusalFromHttp(end.status, body);

    if (end.status == Unauthorized) {
        trouble.kind = facts.sentCredentials ? Trouble::Kind::CredentialsRefused : Trouble::Kind::WantsCredentials;
        return {trouble, Verdict::GiveUp};
    }
    // An agent answers on the same path with its own API (src/slave/http.cpp).
    if (body.contains("agent::Call"_L1)) {
        trouble.kind = Trouble::Kind::IsAgent;
        return {trouble, Verdict::GiveUp};
    }
    if (end.status == NotFound) {
        const bool isMesos = body.trimmed() == "404 Not Found."_L1 || body.trimmed().isEmpty();
        trouble.kind = isMesos ? Trouble::Kind::NoSchedulerApi : Trouble::Kind::NotMesos;
        return {trouble, Verdict::GiveUp};
    }
    if (end.status >= FirstServerError || isPassing(trouble.refusal.reason)) {
        trouble.kind = Trouble::Kind::MasterPassing;
        return {trouble, Verdict::Retry};
    }
    return {trouble, Verdict::GiveUp};
}

/// Nothing was reached at the address.
Outcome outcomeOfNobody(const StreamEnd& end, const AttemptFacts& facts, Trouble::Kind kind)
{
    Trouble trouble = troubleOf(end, facts, kind);
    // A dead leader is pointed at for some seconds before the survivors elect another (mesos-api: seen on the wire).
    if (!facts.redirectedFrom.isEmpty()) {
        trouble.kind = Trouble::Kind::LeaderUnreachable;
        return {trouble, Verdict::Retry};
    }
    return {trouble, facts.everSubscribed ? Verdict::Retry : Verdict::TryNextMaster};
}

} // namespace

Outcome outcomeOf(const StreamEnd& end, const AttemptFacts& facts)
{
    using Kind = Trouble::Kind;
    const auto broken = [&](Kind kind) { return Outcome{troubleOf(end, facts, kind), Verdict::Retry}; };
    const auto final = [&](Kind kind) { return Outcome{troubleOf(end, facts, kind), Verdict::GiveUp}; };

    switch (end.kind) {
    case StreamEnd::Kind::Clean:
        return broken(Kind::MasterEnded);
    case StreamEnd::Kind::InsideRecord:
        return broken(Kind::BrokeOffInsideRecord);
    case StreamEnd::Kind::Lost:
        return broken(end.expected > 0 ? Kind::BrokeOffInsideRecord : Kind::ConnectionLost);
    case StreamEnd::Kind::OutOfStep: {
        Outcome outcome = broken(Kind::OutOfStep);
        outcome.trouble.answer = end.excerpt;
        return outcome;
    }
    case StreamEnd::Kind::NotSuccess:
        return outcomeOfStatus(end, facts);
    case StreamEnd::Kind::Redirect:
        return final(Kind::RedirectInvalid);
    case StreamEnd::Kind::HostNotFound:
        return outcomeOfNobody(end, facts, Kind::HostNotFound);
    case StreamEnd::Kind::Refused:
    case StreamEnd::Kind::TimedOut:
        return outcomeOfNobody(end, facts, Kind::NothingAnswers);
    case StreamEnd::Kind::CertificateUntrusted: {
        Outcome outcome = final(Kind::CertificateUntrusted);
        outcome.trouble.certificatePem = end.certificate.toPem();
        return outcome;
    }
    case StreamEnd::Kind::TlsFailed:
        if (facts.everSubscribed)
            return broken(Kind::TlsFailed);
        return final(end.speaksOtherScheme ? Kind::SpeaksHttp : Kind::TlsFailed);
    case StreamEnd::Kind::NotHttp:
        // A master that dies before it answers looks the same.
        if (facts.everSubscribed)
            return broken(Kind::ConnectionLost);
        return final(end.speaksOtherScheme ? Kind::SpeaksHttps : Kind::NotMesos);
    case StreamEnd::Kind::NotRecords:
        return final(Kind::NotMesos);
    }
    Q_UNREACHABLE();
}

Outcome outcomeOfError(const QString& message, const AttemptFacts& facts)
{
    Trouble trouble;
    trouble.refusal = refusalFromError(message);
    trouble.address = masterOf(facts.endpoint);
    trouble.from = facts.redirectedFrom;
    trouble.answer = message.toUtf8().left(Trouble::MaxAnswer);
    switch (trouble.refusal.reason) {
    case Refusal::Reason::FailedOver:
        trouble.kind = Trouble::Kind::TakenOver;
        break;
    case Refusal::Reason::FrameworkRemoved:
        trouble.kind = Trouble::Kind::FrameworkRemoved;
        break;
    default:
        trouble.kind = Trouble::Kind::Refused;
        break;
    }
    return {trouble, Verdict::GiveUp};
}

QByteArray basicAuthorization(const QString& principal, const QString& secret)
{
    if (principal.isEmpty() || secret.isEmpty())
        return {};
    return "Basic " + (principal + u':' + secret).toUtf8().toBase64();
}

QUrl masterOf(const QUrl& endpoint)
{
    QUrl master;
    master.setScheme(endpoint.scheme());
    master.setHost(endpoint.host());
    master.setPort(endpoint.port());
    return master;
}

} // namespace mesoscribe
