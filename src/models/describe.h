// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "mesos/refusal.h"
#include "mesos/role.h"
#include "state/masteraddress.h"
#include "state/sessionstate.h"

#include <QLocale>

/// All sentences a person reads are made here, once, from facts.
namespace mesoscribe {

/// What a button of the trouble banner asks for.
enum class TroubleAction {
    TryAgain,
    TryNow,
    Stop,
    StartPractice,
    UseMasterPort, ///< the same host at 5050
    SwitchToHttps,
    SwitchToHttp,
    EnterCredentials,
    SendCredentials, ///< to the host the redirect names
    ClearPrincipal,
    SwitchOnMultiRole,
    UseMyLogin,
    EditConnection, ///< opens the form
    SubscribeAsNew,
    TakeBack, ///< subscribe again with the same framework id
    ShowCertificate,
    TrustCertificate, ///< for this connection only
    StayWithTyped,    ///< not follow the redirect
    CloseNote,
};

/// The banner: what happened, what it means, what to do. Plain text.
struct TroubleText
{
    QString headline;             ///< one sentence, shown bold
    QString consequence;          ///< what it means; may be empty
    QList<TroubleAction> actions; ///< at most two, the first is the default
    QString masterWords;          ///< for "Show the master's answer"; may be empty
    bool isMastersAnswer = true;  ///< otherwise `masterWords` are those of a library on this computer
    bool isRed = false;           ///< the person's turn; amber otherwise
};

TroubleText describe(const Trouble& trouble, const SessionState& state, WallTime now);
QString describe(TroubleAction action, const Trouble& trouble);

/// The state pill: "Subscribed 00:12:41", "Reconnecting in 4 s", "Stopped: …".
QString describePhase(const SessionState& state, WallTime now);

QString describe(const StoryLine& line);

/// The one-line summary of a record: "2 offers on web1, gpu1".
QString describe(const RecordEntry& record);

QString describe(RoleProblem problem, const QString& role);
QString describe(AddressProblem problem, const QString& offender);
QString describe(IdProblem problem, const QString& id);

/// What happens without a capability, one line; and with a mark when it is deprecated or experimental.
QString describeCapability(const QString& name);

/// Above offers of a stream that is gone: "As of 14:02: these offers are void."
QString describeVoidSince(WallTime since);

/// Numbers for people, in the locale's style.
QString describeScalar(Scalar value);                             ///< "4.0", "0.5", "2.25", "∞"
QString describeMebibytes(Scalar mebibytes);                      ///< "512 MiB", "8.0 GiB", "1.8 TiB"
QString describeRanges(const QList<Range>& ranges, int most = 3); ///< "31000–31499, 31600 +2"
QString describeBytes(qint64 bytes);                              ///< "1,812 B", "11.2 MiB"
QString describeAge(std::chrono::milliseconds age);               ///< "0:04", "1:58", "1:02:03", "3 d"
QString describeAgo(std::chrono::milliseconds age);               ///< "3 s ago", "2 min ago"
QString describeDuration(std::chrono::milliseconds time);         ///< "10 minutes", "1 day", "42 seconds"
QString describeAttribute(const Attribute& attribute);            ///< "rack=a"
QString describeValue(const Value& value, const QString& resourceName);
QString describeReservations(const QList<Reservation>& stack); ///< "reserved for eng/web by “ops”"; "unreserved"
QString describeResource(const Resource& resource);            ///< reservation, volume, revocable, shared in words
QString shortId(const QString& id);                            ///< "…30-O12": the end of an id, for the eye only
QString offerName(const OfferId& id);                          ///< "Offer O12"

/// A line of the inspector.
struct Fact
{
    enum class Kind { Text, Id, Heading, Bar };

    Kind kind = Kind::Text;
    QString label;
    QString value;
    double fraction = 0.0; ///< of a Bar: share of what the agent offers to us in all
    QString note;          ///< muted, behind the value: "(1.5 reserved)"
};

QString inspectorTitle(const LiveOffer& offer);       ///< "Offer O12"
QString inspectorSubtitle(const LiveOffer& offer);    ///< "on web1.example.com for role eng"
QString inspectorTitle(const Resource& resource);     ///< "cpus 1.5"
QString inspectorSubtitle(const Resource& resource);  ///< "reserved for eng/web by “ops”"
QString inspectorTitle(const RecordEntry& record);    ///< "Record 64: RESCIND"
QString inspectorSubtitle(const RecordEntry& record); ///< "from the master at 14:02:41.006"
QList<Fact> factsOf(const LiveOffer& offer, const SessionState& state, WallTime now);
QList<Fact> factsOf(const Resource& resource);
QList<Fact> factsOf(const RecordEntry& record);
/// Of an agent: all offers of it that are held.
QList<Fact> factsOfAgent(const AgentId& agent, const SessionState& state, WallTime now);
/// Of the connection itself: master, version, framework, heartbeat.
QList<Fact> factsOf(const SessionState& state, WallTime now);

} // namespace mesoscribe
