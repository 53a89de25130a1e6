// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "models/describe.h"
#include "models/describerefusal.h"

#include <QCoreApplication>

using namespace Qt::Literals::StringLiterals;

namespace mesoscribe {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Words)
};

/// "00:12:41": always with hours, so that the pill keeps its width.
QString stopwatch(std::chrono::milliseconds time)
{
    const qint64 total = std::max<qint64>(std::chrono::floor<std::chrono::seconds>(time).count(), 0);
    const auto twoDigits = [](qint64 number) { return QString::number(number).rightJustified(2, u'0'); };
    return u"%1:%2:%3"_s.arg(twoDigits(total / 3600), twoDigits(total / 60 % 60), twoDigits(total % 60));
}

QString shortTrouble(const Trouble& trouble)
{
    using Kind = Trouble::Kind;
    switch (trouble.kind) {
    case Kind::BadAddress:
        return Words::tr("bad address", "state pill");
    case Kind::NothingAnswers:
        return Words::tr("nothing answers", "state pill");
    case Kind::HostNotFound:
        return Words::tr("host not found", "state pill");
    case Kind::LeaderUnreachable:
        return Words::tr("leader out of reach", "state pill");
    case Kind::RedirectRing:
    case Kind::RedirectInvalid:
        return Words::tr("bad redirect", "state pill");
    case Kind::CredentialsElsewhere:
        return Words::tr("another host", "state pill");
    case Kind::NotMesos:
    case Kind::IsAgent:
        return Words::tr("not a master", "state pill");
    case Kind::NoSchedulerApi:
        return Words::tr("no scheduler API", "state pill");
    case Kind::CertificateUntrusted:
        return Words::tr("certificate not trusted", "state pill");
    case Kind::TlsFailed:
    case Kind::SpeaksHttps:
    case Kind::SpeaksHttp:
        return Words::tr("no secure connection", "state pill");
    case Kind::WantsCredentials:
    case Kind::KeychainUnavailable:
        return Words::tr("credentials needed", "state pill");
    case Kind::CredentialsRefused:
        return Words::tr("credentials refused", "state pill");
    case Kind::Refused:
    case Kind::MasterPassing:
        return shortRefusal(trouble.refusal.reason);
    case Kind::MasterEnded:
    case Kind::BrokeOffInsideRecord:
        return Words::tr("stream ended", "state pill");
    case Kind::ConnectionLost:
        return Words::tr("connection lost", "state pill");
    case Kind::OutOfStep:
        return Words::tr("stream out of step", "state pill");
    case Kind::NoFirstRecord:
        return Words::tr("no answer", "state pill");
    case Kind::HeartbeatsStopped:
        return Words::tr("no heartbeat", "state pill");
    case Kind::Slept:
        return Words::tr("computer slept", "state pill");
    case Kind::TakenOver:
        return shortRefusal(Refusal::Reason::FailedOver);
    case Kind::FrameworkRemoved:
        return shortRefusal(Refusal::Reason::FrameworkRemoved);
    case Kind::TornDown:
        return Words::tr("torn down", "state pill");
    }
    return {};
}

QString headline(const std::optional<Trouble>& trouble)
{
    return trouble ? describe(*trouble, SessionState(), {}).headline : QString();
}

QString givenBack(const StoryLine& line)
{
    const int count = line.subject.toInt();
    const QString time = describeDuration(line.duration);
    if (line.duration.count() <= 0)
        return count == 1 ? Words::tr("1 offer was given back: nobody had used it in time.")
                          : Words::tr("%Ln offers were given back: nobody had used them in time.", nullptr, count);
    return count == 1 ? Words::tr("1 offer was given back: nobody had used it for %1.").arg(time)
                      : Words::tr("%Ln offers were given back: nobody had used them for %1.", nullptr, count).arg(time);
}

} // namespace

QString describePhase(const SessionState& state, WallTime now)
{
    switch (state.phase) {
    case Phase::Off:
        return Words::tr("Not connected");
    case Phase::Connecting:
        return Words::tr("Connecting…");
    case Phase::WaitingForSubscribed:
        return Words::tr("Waiting for SUBSCRIBED…");
    case Phase::Subscribed:
        return Words::tr("Subscribed %1").arg(stopwatch(now - state.subscribedSince));
    case Phase::Quiet: {
        if (!state.lastHeard)
            return Words::tr("No heartbeat");
        const auto silence = std::chrono::floor<std::chrono::seconds>(now - *state.lastHeard).count();
        return Words::tr("No heartbeat for %1 s").arg(std::max<qint64>(silence, 0));
    }
    case Phase::Reconnecting: {
        if (!state.retryAt || *state.retryAt <= now)
            return Words::tr("Reconnecting…");
        return Words::tr("Reconnecting in %1 s")
            .arg(std::chrono::ceil<std::chrono::seconds>(*state.retryAt - now).count());
    }
    case Phase::Stopped:
        return state.trouble ? Words::tr("Stopped: %1").arg(shortTrouble(*state.trouble)) : Words::tr("Stopped");
    }
    return {};
}

QString describe(const StoryLine& line)
{
    using Kind = StoryLine::Kind;
    switch (line.kind) {
    case Kind::Connecting:
        return Words::tr("Connecting to %1.").arg(line.subject);
    case Kind::RedirectedTo:
        return Words::tr("The leader is %1; following there.").arg(line.subject);
    case Kind::HeadersReceived:
        return Words::tr("The master answered %1 after %2 ms.", "an HTTP status")
            .arg(line.subject, QLocale().toString(static_cast<qint64>(line.duration.count())));
    case Kind::Subscribed:
        return Words::tr("Subscribed as framework %1.").arg(line.subject);
    case Kind::Quiet:
        return Words::tr("The heartbeats stay away.");
    case Kind::HeardAgain:
        return Words::tr("The master was heard again.");
    case Kind::Ended:
        return line.trouble ? headline(line.trouble) : Words::tr("The stream ended.");
    case Kind::RetryPlanned:
        return Words::tr("Trying again in %1.").arg(describeDuration(line.duration));
    case Kind::Disconnected:
        return Words::tr("Disconnected.");
    case Kind::Stopped:
        if (line.trouble && line.trouble->kind == Trouble::Kind::TornDown)
            return headline(line.trouble);
        return line.trouble ? Words::tr("Gave up: %1", "followed by a sentence").arg(headline(line.trouble))
                            : Words::tr("Gave up.");
    case Kind::Slept:
        return Words::tr("This computer slept for %1.").arg(describeDuration(line.duration));
    case Kind::GivenBack:
        return givenBack(line);
    }
    return {};
}

} // namespace mesoscribe
