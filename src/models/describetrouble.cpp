// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "models/describe.h"
#include "models/describerefusal.h"

#include <QCoreApplication>
#include <QRegularExpression>

using namespace Qt::Literals::StringLiterals;

namespace mesoscribe {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Words)
};

constexpr int MasterPort = 5050;

TroubleText make(const QString& headline, const QString& consequence, const QList<TroubleAction>& actions)
{
    TroubleText text;
    text.headline = headline;
    text.consequence = consequence;
    text.actions = actions;
    return text;
}

TroubleText badAddress(const QString& typed)
{
    const QString headline = Words::tr("Mesoscribe talks to a master by host and port.");
    if (typed.contains("zk://"_L1, Qt::CaseInsensitive)) {
        return make(headline,
                    Words::tr("ZooKeeper addresses are not supported; type one or more masters, e.g. m1:5050,m2:5050."),
                    {TroubleAction::EditConnection});
    }
    return make(headline,
                typed.isEmpty() ? Words::tr("Type one or more masters, e.g. m1:5050,m2:5050.")
                                : Words::tr("“%1” cannot be read as one; type one or more masters, e.g. "
                                            "m1:5050,m2:5050.")
                                      .arg(typed),
                {TroubleAction::EditConnection});
}

TroubleText notMaster(const Trouble& trouble, const QString& headline)
{
    QList<TroubleAction> actions;
    if (trouble.address.port() != MasterPort)
        actions.append(TroubleAction::UseMasterPort);
    actions.append(TroubleAction::EditConnection);
    return make(headline, Words::tr("Masters usually listen on 5050."), actions);
}

QString agentHeadline(const Trouble& trouble)
{
    return trouble.address.port() > 0
               ? Words::tr("That is a Mesos agent (%1), not a master.").arg(trouble.address.port())
               : Words::tr("That is a Mesos agent, not a master.");
}

QString noApiHeadline(const QString& detail)
{
    static const QRegularExpression version(uR"(^\d+(\.\d+)+$)"_s);
    return version.match(detail).hasMatch() ? Words::tr("This Mesos (%1) has no scheduler HTTP API.").arg(detail)
                                            : Words::tr("This Mesos has no scheduler HTTP API.");
}

QString brokeOffHeadline(const Trouble& trouble)
{
    if (trouble.expected <= 0)
        return Words::tr("The stream broke off inside a record.");
    const QLocale locale;
    return Words::tr("The stream broke off inside a record (%1 of %2 bytes).")
        .arg(locale.toString(trouble.received), locale.toString(trouble.expected));
}

QString outOfStepConsequence(const Trouble& trouble)
{
    const QString offset = QLocale().toString(trouble.offset);
    const QString where =
        trouble.detail.isEmpty()
            ? Words::tr("At byte %1 a length was expected and something else found.").arg(offset)
            : Words::tr("At byte %1 a length was expected and this found: %2.").arg(offset, trouble.detail);
    return Words::tr("%1 Mesoscribe stopped reading and kept the bytes.").arg(where);
}

/// What losing the stream means, when offers were held.
QString lostOffers(const SessionState& state)
{
    if (!state.offersVoidSince || state.offers.isEmpty())
        return {};
    return Words::tr("The offers below are void; new ones come with the next subscription.");
}

QString sleepConsequence(const Trouble& trouble)
{
    const auto count = static_cast<int>(trouble.received);
    const QString isVoid =
        count == 1 ? Words::tr("1 earlier offer is void") : Words::tr("%Ln earlier offers are void", nullptr, count);
    if (trouble.retrying)
        return count > 0 ? Words::tr("%1.", "a sentence").arg(isVoid) : QString();
    return count > 0 ? Words::tr("Resubscribed with the same framework id; a new stream id was issued; %1.",
                                 "5 earlier offers are void")
                           .arg(isVoid)
                     : Words::tr("Resubscribed with the same framework id; a new stream id was issued.");
}

TroubleText textOf(const Trouble& trouble, const SessionState& state)
{
    using Kind = Trouble::Kind;
    using enum TroubleAction;
    const QString address = displayAddress(trouble.address);
    const QString from = displayAddress(trouble.from);

    switch (trouble.kind) {
    case Kind::BadAddress:
        return badAddress(trouble.detail);
    case Kind::NothingAnswers:
        return make(Words::tr("Nothing answers at %1.").arg(address),
                    Words::tr("Either no master runs there or a firewall is in the way."), {TryAgain, StartPractice});
    case Kind::HostNotFound:
        return make(Words::tr("No computer named %1 can be found.").arg(trouble.address.host()),
                    Words::tr("Check the spelling, and whether you are on the right network."),
                    {EditConnection, TryAgain});
    case Kind::LeaderUnreachable:
        return make(Words::tr("The master sends us to %1, which this computer cannot reach.").arg(address),
                    Words::tr("Typical with containers and clouds."), {StayWithTyped, EditConnection});
    case Kind::RedirectRing:
        return make(Words::tr("The masters send us round in a circle."),
                    Words::tr("They do not agree who leads; usually an election is under way."),
                    {TryAgain, EditConnection});
    case Kind::RedirectInvalid:
        return make(Words::tr("The master at %1 sends us to an address that cannot be used.")
                        .arg(trouble.from.isEmpty() ? address : from),
                    trouble.detail.isEmpty() ? Words::tr("It names no host and port.")
                                             : Words::tr("It names “%1”.").arg(trouble.detail),
                    {TryAgain, EditConnection});
    case Kind::CredentialsElsewhere:
        return make(Words::tr("The master at %1 sends us to another computer, %2.").arg(from, address),
                    Words::tr("Your name and secret were meant for the first one. Send them only if you trust both."),
                    {SendCredentials, StayWithTyped});
    case Kind::NotMesos:
        return notMaster(trouble, Words::tr("Something answers at %1, but it is not a Mesos master.").arg(address));
    case Kind::IsAgent:
        return notMaster(trouble, agentHeadline(trouble));
    case Kind::NoSchedulerApi:
        return make(noApiHeadline(trouble.detail), Words::tr("Needs 0.24 or later; 1.0+ recommended."),
                    {EditConnection});
    case Kind::CertificateUntrusted:
        return make(Words::tr("The master's certificate is not trusted by this computer."),
                    Words::tr("If you do not know why, somebody else may be answering in the master's place."),
                    {ShowCertificate, TrustCertificate});
    case Kind::TlsFailed:
        return make(Words::tr("No secure connection to %1 could be made.").arg(address),
                    Words::tr("The two sides could not agree on how to encrypt."), {TryAgain, EditConnection});
    case Kind::SpeaksHttps:
        return make(Words::tr("This port speaks https."), Words::tr("The connection was tried without encryption."),
                    {SwitchToHttps, EditConnection});
    case Kind::SpeaksHttp:
        return make(Words::tr("This port speaks plain http."), Words::tr("The connection was tried with https."),
                    {SwitchToHttp, EditConnection});
    case Kind::WantsCredentials:
        return make(Words::tr("This master wants a name and a secret."),
                    Words::tr("The secret is kept in the keychain and nowhere else."), {EnterCredentials});
    case Kind::CredentialsRefused:
        return make(Words::tr("This master does not accept that name and secret."),
                    Words::tr("Check both; small and capital letters differ."), {EnterCredentials});
    case Kind::KeychainUnavailable:
        return make(Words::tr("The secret cannot be had from this computer's keychain."),
                    Words::tr("Enter it again; without a keychain it is asked for each time and kept nowhere."),
                    {EnterCredentials, TryAgain});
    case Kind::Refused:
    case Kind::MasterPassing:
        return describeRefusal(trouble.refusal, state);
    case Kind::MasterEnded:
        return make(Words::tr("The master ended the stream."), lostOffers(state), {TryAgain});
    case Kind::BrokeOffInsideRecord:
        return make(brokeOffHeadline(trouble), lostOffers(state), {TryAgain});
    case Kind::ConnectionLost:
        return make(Words::tr("The connection to %1 was lost.").arg(address), lostOffers(state), {TryAgain});
    case Kind::OutOfStep:
        return make(Words::tr("The stream is out of step."), outOfStepConsequence(trouble), {TryAgain});
    case Kind::NoFirstRecord:
        return make(Words::tr("The master took the subscription but then said nothing."),
                    Words::tr("Its first record did not come; a proxy in between may hold the stream back."),
                    {TryAgain, EditConnection});
    case Kind::HeartbeatsStopped:
        return make(
            trouble.silence.count() > 0 ? Words::tr("No heartbeat for %1.").arg(describeDuration(trouble.silence))
                                        : Words::tr("The heartbeats stopped."),
            Words::tr("The connection was dropped, to subscribe again with the same framework id."), {TryAgain});
    case Kind::Slept:
        return make(Words::tr("This computer slept for %1.").arg(describeDuration(trouble.silence)),
                    sleepConsequence(trouble), {CloseNote});
    case Kind::TakenOver:
        return describeRefusal({.reason = Refusal::Reason::FailedOver, .subject = {}, .other = {}, .words = {}}, state);
    case Kind::FrameworkRemoved:
        return describeRefusal({.reason = Refusal::Reason::FrameworkRemoved, .subject = {}, .other = {}, .words = {}},
                               state);
    case Kind::TornDown:
        return make(Words::tr("The framework was torn down."),
                    Words::tr("Its tasks are killed and its id is finished; nothing is wrong."), {SubscribeAsNew});
    }
    return {};
}

QString masterWords(const Trouble& trouble)
{
    if (!trouble.refusal.words.isEmpty())
        return trouble.refusal.words;
    return trouble.answer.isEmpty() ? trouble.detail : QString::fromUtf8(trouble.answer).trimmed();
}

/// "Trying again in 4 s."
QString retryWords(const SessionState& state, WallTime now)
{
    if (!state.retryAt || *state.retryAt <= now)
        return Words::tr("Trying again now.");
    return Words::tr("Trying again in %1 s.")
        .arg(std::chrono::ceil<std::chrono::seconds>(*state.retryAt - now).count());
}

} // namespace

TroubleText describe(const Trouble& trouble, const SessionState& state, WallTime now)
{
    TroubleText text = textOf(trouble, state);
    text.masterWords = masterWords(trouble);
    text.isMastersAnswer = !trouble.refusal.words.isEmpty() || !trouble.answer.isEmpty();
    // Neither needs anything done.
    const bool isNote = trouble.kind == Trouble::Kind::TornDown || trouble.kind == Trouble::Kind::Slept;
    text.isRed = !trouble.retrying && !isNote;
    if (trouble.retrying) {
        const QString retry = retryWords(state, now);
        text.consequence = text.consequence.isEmpty() ? retry : Words::tr("%1 %2").arg(text.consequence, retry);
        text.actions = {TroubleAction::TryNow, TroubleAction::Stop};
    }
    return text;
}

QString describe(TroubleAction action, const Trouble& trouble)
{
    switch (action) {
    case TroubleAction::TryAgain:
        return Words::tr("Try again");
    case TroubleAction::TryNow:
        return Words::tr("Try now");
    case TroubleAction::Stop:
        return Words::tr("Stop");
    case TroubleAction::StartPractice:
        return Words::tr("Start the practice cluster");
    case TroubleAction::UseMasterPort:
        return Words::tr("Use :%1").arg(MasterPort);
    case TroubleAction::SwitchToHttps:
        return Words::tr("Switch to https");
    case TroubleAction::SwitchToHttp:
        return Words::tr("Switch to http");
    case TroubleAction::EnterCredentials:
        return Words::tr("Enter credentials…");
    case TroubleAction::SendCredentials:
        return Words::tr("Send them to %1").arg(trouble.address.host());
    case TroubleAction::ClearPrincipal:
        return Words::tr("Clear principal");
    case TroubleAction::SwitchOnMultiRole:
        return Words::tr("Switch it on");
    case TroubleAction::UseMyLogin:
        return Words::tr("Use my login name");
    case TroubleAction::EditConnection:
        return Words::tr("Edit connection…");
    case TroubleAction::SubscribeAsNew:
        return Words::tr("Subscribe as a new framework");
    case TroubleAction::TakeBack:
        return Words::tr("Take it back");
    case TroubleAction::ShowCertificate:
        return Words::tr("Show it");
    case TroubleAction::TrustCertificate:
        return Words::tr("Trust for this connection only");
    case TroubleAction::StayWithTyped:
        return Words::tr("Stay with the address I typed");
    case TroubleAction::CloseNote:
        return Words::tr("Close");
    }
    return {};
}

} // namespace mesoscribe
