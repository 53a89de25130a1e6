// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "mesos/ids.h"
#include "mesos/resource.h"

#include <QByteArray>
#include <QList>
#include <QStringList>

/// Checks a call against the API's own schema (mesos/schema.h) before it is sent: what a master would refuse, and what
/// it would silently ignore or bend (mesos-api: JSON to protobuf rules, call-level validation, traps).
namespace mesoscribe {

struct LintFinding
{
    enum class Kind {
        NotJson, ///< subject: one of the words of notjson; within: what stands there. Nothing else is found then
        NotAnObject,
        UnknownField,   ///< subject: the name, within: the message, suggestion: the field meant; ignored by a master
        CamelCaseField, ///< as UnknownField, the suggestion is the snake_case name
        OldName,        ///< a name of the v0 API: slave_id, executor_info…; suggestion: today's
        WrongLevel,     ///< the field belongs elsewhere; suggestion: the dotted path where
        MissingField,   ///< path of a required field; refused by a master
        MissingMember,  ///< the call's own member ("decline") is absent: refused
        BareString,     ///< an id as plain text: must be {"value": "…"}; refused
        WrongType,      ///< subject: the JSON type found, within: the type expected; refused
        SingleForList,  ///< accepted as a list of one
        ListForSingle,  ///< refused
        DuplicateKey,   ///< the last one wins
        UnknownType,    ///< of the call: refused; subject: what stands there, suggestion: the type meant
        UnknownEnum,    ///< subject: the name, within: the enum; dropped in silence when the field is optional
        EnumNumber,     ///< an enum as a number: refused
        FractionCut,    ///< 1.9 for an integer field becomes 1; suggestion: what arrives
        NegativeWraps,  ///< -1 for an unsigned field becomes 18446744073709551615
        NumberTooBig,   ///< above 2^63-1: arrives as garbage
        QuotedNumber,   ///< accepted; subject: the text
        NotANumber,     ///< a quoted text that is no number: refused
        BadBoolean,     ///< a quoted text that is neither true nor false: refused
        InfinityNeedsQuotes,
        BadBase64,          ///< subject: the offending character
        NotAUuid,           ///< does not decode to the 16 bytes of a UUID; refused
        TextualUuid,        ///< a UUID with dashes where base64 is wanted; suggestion: its base64
        WrappedUuid,        ///< {"value": …} where the call wants the bare base64
        FrameworkIdDiffers, ///< subject: the id written, suggestion: the session's
        FrameworkIdsDiffer, ///< at the top and in framework_info
        StreamIdInBody,     ///< it is a header
        BothRoleFormats,    ///< `role` and `roles`, or `role` and `reservations`
        ReservedAllRoles,   ///< REVIVE or SUPPRESS without roles: means every role
        EmptyList,          ///< DECLINE without offers does nothing; RECONCILE without tasks means all
        DefaultFilter,      ///< DECLINE without filters: offered again after about 5 s
        ZeroFilter,         ///< refuse_seconds 0: offered again within a second
        UnknownOffer,       ///< subject: an offer id that is not live here: the whole ACCEPT would be void
        MixedOffers,        ///< the offers of an ACCEPT differ in agent or role
        AgentDiffers,       ///< a task's agent_id is not its offer's
        LaunchWithId,       ///< an id on LAUNCH or LAUNCH_GROUP: tasks are refused
        CommandAndExecutor, ///< a task with both or, in a LAUNCH, with neither
        NoResources,        ///< a task without resources
        TooMuch,            ///< more of subject than the offers hold; within: what they hold
        ZeroScalar,         ///< rounds to 0 in thousandths: invalid
        DeprecatedField,
        OtherMember,        ///< the member of another call or operation; within: the type; ignored
        DuplicateEntry,     ///< the same offer, task or role twice in a list; subject: which
        InvalidId,          ///< subject breaks the rules for ids
        InvalidRole,        ///< subject breaks the rules for roles
        RoleNotHeld,        ///< subject: a role that is not the framework's
        RolesNeedMultiRole, ///< `roles` without the capability MULTI_ROLE; refused
        RoleWithMultiRole,  ///< `role` with the capability MULTI_ROLE; refused
        BadQuantity,        ///< a quantity of offer_filters below 0, infinite or absent; refused
        TimeoutTooLong,     ///< a failover_timeout beyond 292 years; refused
        FilterBent,         ///< refuse_seconds below 0 or above a year; suggestion: what a master makes of it
        NegativeDuration,   ///< kill_policy.grace_period or max_completion_time: the task is refused
        ShellArguments,     ///< arguments of a shell command: ignored by Mesos
        NotForSchedulers,   ///< reserve.source: the operation fails
        TooLittle,          ///< an executor of a task group; subject: the resource, within: the least
        UnknownLimit,       ///< only cpus and mem have limits; subject: the name
        LimitTooSmall,      ///< a limit below what is requested; subject: the name
        BackwardsRange,     ///< begin > end
        BadConstraint,      ///< an offer constraint that lacks its subject, "selector" or "predicate"; refused
        Placeholder, ///< subject: a text such as "<task id>", where the real one belongs; goes to the master as it is
    };

    enum class Severity {
        Refused, ///< a master answers an error: red
        Ignored, ///< accepted, but not as it reads: yellow
        Hint,    ///< accepted as it reads; worth knowing
    };

    Kind kind = Kind::NotJson;
    Severity severity = Severity::Refused;
    QString path;    ///< dotted, e.g. "accept.operations[0].launch.task_infos[0].agent_id"
    QString subject; ///< foreign text is shortened to MaxSubject characters
    QString within;
    QString suggestion;
    qsizetype offset = 0; ///< bytes into the text, of the key or value it is about
    qsizetype length = 0;
    int line = 1;          ///< from 1
    int column = 1;        ///< from 1, in characters
    bool meansAll = false; ///< of a name that is ignored: without it the call means every role, task or operation

    friend bool operator==(const LintFinding&, const LintFinding&) = default;
};

/// Names as in the source, for logs and tests.
const char* toString(LintFinding::Kind kind);
const char* toString(LintFinding::Severity severity);

/// What the linter may know of the session; without it only the text itself is looked at.
struct LintContext
{
    struct Offer
    {
        OfferId id;
        AgentId agentId;
        QString role;
        QList<std::pair<QString, qint64>> scalars; ///< name, thousandths in all
        QList<std::pair<QString, QList<Range>>> ranges;
        QList<ExecutorId> executorIds; ///< of this framework, already running there
    };

    FrameworkId frameworkId; ///< empty: not known
    bool knowsOffers = false;
    QList<Offer> offers; ///< live ones
    bool knowsRoles = false;
    QStringList roles; ///< of the framework
};

/// Why a text is no JSON, the subject of LintFinding::Kind::NotJson. A master says no more than where it stopped.
namespace notjson {
inline constexpr QLatin1StringView Empty("empty");
inline constexpr QLatin1StringView EndOfText("end");
inline constexpr QLatin1StringView TrailingText("trailing");
inline constexpr QLatin1StringView TrailingComma("comma");
inline constexpr QLatin1StringView MissingComma("missing comma");
inline constexpr QLatin1StringView MissingColon("missing colon");
inline constexpr QLatin1StringView SingleQuotes("single quotes");
inline constexpr QLatin1StringView CurlyQuotes("curly quotes");
inline constexpr QLatin1StringView UnquotedName("name");
inline constexpr QLatin1StringView Word("word"); ///< None, True, undefined, NaN
inline constexpr QLatin1StringView Comment("comment");
inline constexpr QLatin1StringView ControlCharacter("control"); ///< a line break within quotes, for one
inline constexpr QLatin1StringView BadEscape("escape");
inline constexpr QLatin1StringView BadNumber("number");
inline constexpr QLatin1StringView OutOfRange("range");
inline constexpr QLatin1StringView TooDeep("deep");
inline constexpr QLatin1StringView Unexpected("unexpected");
} // namespace notjson

/// Findings in the order of the text, at most MaxFindings. Never fails: what is no JSON is a finding. Bounded in depth
/// and time for any input.
QList<LintFinding> lintCall(const QByteArray& json, const LintContext& context = {});

inline constexpr qsizetype MaxFindings = 200; ///< when there are more, hints go first
inline constexpr qsizetype MaxSubject = 120;

} // namespace mesoscribe
