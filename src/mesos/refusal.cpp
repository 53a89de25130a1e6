// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "mesos/refusal.h"

#include <optional>

namespace mesoscribe {

using namespace Qt::Literals::StringLiterals;

namespace {

using Reason = Refusal::Reason;

/// What stands behind `before` and in front of the last `after`; nothing when `before` does not occur.
std::optional<QString> between(const QString& text, QLatin1StringView before, QLatin1StringView after)
{
    const qsizetype begin = text.indexOf(before);
    if (begin < 0)
        return std::nullopt;
    const qsizetype from = begin + before.size();
    const qsizetype end = after.isEmpty() ? text.size() : text.indexOf(after, from);
    return text.sliced(from, (end < 0 ? text.size() : end) - from).trimmed();
}

std::optional<QString> behind(const QString& text, QLatin1StringView prefix)
{
    if (!text.startsWith(prefix))
        return std::nullopt;
    return text.sliced(prefix.size()).trimmed();
}

/// The items of stout's "{ a, b }", as they stand there.
QString braced(const QString& text)
{
    return between(text, "{"_L1, "}"_L1).value_or(QString());
}

QString quoted(const QString& text)
{
    return between(text, "'"_L1, "'"_L1).value_or(QString());
}

Refusal about(Reason reason, const QString& subject = {}, const QString& other = {})
{
    return {reason, subject, other, {}};
}

Refusal rolesRefusal(const QString& text)
{
    if (text.contains("contains duplicate items"_L1))
        return about(Reason::DuplicateRoles, braced(text));
    if (const auto why = between(text, "contains invalid role:"_L1, {}))
        return about(Reason::InvalidRole, *why);
    if (const auto why = between(text, "is not a valid role:"_L1, {}))
        return about(Reason::InvalidRole, *why);
    if (text.contains("must not be set when the framework is MULTI_ROLE capable"_L1))
        return about(Reason::RoleWithMultiRole);
    if (text.contains("must not be set when the framework is not MULTI_ROLE capable"_L1))
        return about(Reason::RolesWithoutMultiRole);
    return {};
}

Refusal suppressedRefusal(const QString& text)
{
    // 1.11 names one role in quotes, later masters all of them in braces.
    return about(Reason::SuppressedRoleUnknown, text.contains(u'{') ? braced(text) : quoted(text));
}

Refusal authorizationRefusal(const QString& text)
{
    return about(Reason::NotAuthorized, braced(text));
}

bool isAboutFrameworkId(const QString& text)
{
    return text.startsWith("ID must not be "_L1) || text == "'.' is disallowed"_L1 || text == "'..' is disallowed"_L1 ||
           (text.startsWith(u'\'') && text.endsWith("' contains invalid characters"_L1));
}

/// src/master/validation.cpp and master.cpp: what an ERROR event says, and what UPDATE_FRAMEWORK is refused with.
Refusal refusalFromWords(const QString& text)
{
    if (text == "Framework failed over"_L1)
        return about(Reason::FailedOver);
    if (text.startsWith("Framework has been removed"_L1))
        return about(Reason::FrameworkRemoved);
    if (text.startsWith("'FrameworkInfo.role"_L1))
        return rolesRefusal(text);
    if (text.startsWith("Roles {"_L1) && text.contains("--roles"_L1))
        return about(Reason::RolesNotWhitelisted, braced(text));
    if (text.startsWith("User '"_L1) && text.contains("--root_submissions"_L1))
        return about(Reason::RootNotAllowed, quoted(text));
    if (text.startsWith("Not authorized"_L1) || text.startsWith("Authorization failure"_L1))
        return authorizationRefusal(text);
    if (text.startsWith("Suppressed role"_L1))
        return suppressedRefusal(text);
    if (text.startsWith("The framework failover_timeout ("_L1))
        return about(Reason::FailoverTimeoutInvalid, between(text, "("_L1, ")"_L1).value_or(QString()));
    if (text.startsWith("Changing framework's principal"_L1))
        return about(Reason::PrincipalChanged);
    if (text.contains("capacity("_L1) && text.contains("exceeded"_L1))
        return about(Reason::CapacityExceeded, between(text, "capacity("_L1, ")"_L1).value_or(QString()));
    if (isAboutFrameworkId(text))
        return about(Reason::InvalidFrameworkId, quoted(text));
    return {};
}

std::optional<Refusal> principalMismatch(const QString& text)
{
    const auto authenticated = between(text, "Authenticated principal '"_L1, "' does not match"_L1);
    if (!authenticated)
        return std::nullopt;
    return about(Reason::PrincipalMismatch, *authenticated,
                 between(text, "does not match principal '"_L1, "' set in"_L1).value_or(QString()));
}

/// The texts that say more than their status does.
Refusal refusalFromBody(const QString& text)
{
    if (text.startsWith("No leader elected"_L1))
        return about(Reason::NoLeader);
    if (text.startsWith("Master has not finished recovery"_L1))
        return about(Reason::Recovering);
    if (const auto mismatch = principalMismatch(text))
        return *mismatch;
    if (text.startsWith("Framework cannot be found"_L1))
        return about(Reason::UnknownFramework);
    if (text.startsWith("Framework is not "_L1))
        return about(Reason::NotSubscribed);
    if (text.startsWith("Failed to parse body into JSON"_L1))
        return about(Reason::BadJson, between(text, ":"_L1, {}).value_or(QString()));
    if (const auto fields = between(text, "Missing required fields:"_L1, {}))
        return about(Reason::MissingFields, *fields);
    for (const QLatin1StringView prefix :
         {"Failed to convert JSON into Call protobuf:"_L1, "Failed to validate scheduler::Call:"_L1,
          "Failed to parse body into Call"_L1}) {
        if (const auto why = behind(text, prefix))
            return about(Reason::BadCall, *why);
    }
    if (text.startsWith("Subscribe calls should not include"_L1))
        return about(Reason::StreamIdOnSubscribe);
    if (text.startsWith("All non-subscribe calls should include"_L1))
        return about(Reason::StreamIdMissing);
    if (const auto given = between(text, "The stream ID '"_L1, "' included in this request"_L1))
        return about(Reason::StreamIdStale, *given, between(text, "with framework ID "_L1, {}).value_or(QString()));
    if (text.startsWith("Expecting 'Content-Type'"_L1))
        return about(Reason::WrongContentType);
    if (text.startsWith("Expecting 'Accept'"_L1))
        return about(Reason::NotAcceptable);
    for (const QLatin1StringView prefix :
         {"Supplied FrameworkInfo is not valid:"_L1, "FrameworkInfo update is not valid:"_L1,
          "'UpdateFramework' call is not valid:"_L1}) {
        if (const auto why = behind(text, prefix)) {
            const Refusal inner = refusalFromWords(*why);
            return inner.reason == Reason::Unknown ? about(Reason::BadCall, *why) : inner;
        }
    }
    return refusalFromWords(text);
}

Reason reasonOfStatus(int status)
{
    switch (status) {
    case 401:
        return Reason::Unauthorized;
    case 403:
        return Reason::Forbidden;
    case 404:
        return Reason::NotFound;
    case 405:
        return Reason::MethodNotAllowed;
    case 406:
        return Reason::NotAcceptable;
    case 415:
        return Reason::WrongContentType;
    case 501: // a call whose type is UNKNOWN: it will not be understood later either
        return Reason::BadCall;
    default:
        return status >= 500 && status < 600 ? Reason::ServerError : Reason::Unknown;
    }
}

} // namespace

Refusal refusalFromError(const QString& message)
{
    const QString text = message.trimmed();
    Refusal refusal = refusalFromWords(text);
    if (refusal.reason == Reason::Unknown) {
        if (const auto mismatch = principalMismatch(text))
            refusal = *mismatch;
    }
    refusal.words = text;
    return refusal;
}

Refusal refusalFromHttp(int status, const QString& body)
{
    const QString text = body.trimmed();
    Refusal refusal;
    // A proxy's page may hold any words; only the master's statuses are read by them.
    if (status != 401 && status != 404 && status != 405)
        refusal = refusalFromBody(text);
    if (refusal.reason == Reason::Unknown)
        refusal = about(reasonOfStatus(status));
    refusal.words = text;
    return refusal;
}

bool isPassing(Refusal::Reason reason)
{
    return reason == Reason::NoLeader || reason == Reason::Recovering || reason == Reason::ServerError;
}

} // namespace mesoscribe
