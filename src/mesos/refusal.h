// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

/// What a master means when it says no: an ERROR event's message, or the body of a 4xx or 503 (src/master/http.cpp,
/// src/master/master.cpp, src/master/validation.cpp; mesos-api: status codes, ERROR texts).
namespace mesoscribe {

struct Refusal
{
    enum class Reason {
        Unknown, ///< words this version does not know: they are shown as they are
        // ERROR events
        FailedOver,
        FrameworkRemoved,
        RolesNotWhitelisted, ///< subject: the roles as the master lists them
        RootNotAllowed,      ///< subject: the user
        NotAuthorized,
        RoleWithMultiRole,
        RolesWithoutMultiRole,
        DuplicateRoles,
        InvalidRole, ///< subject: the master's reason
        InvalidFrameworkId,
        SuppressedRoleUnknown, ///< subject: the roles
        FailoverTimeoutInvalid,
        PrincipalChanged,
        CapacityExceeded,
        // HTTP
        NoLeader,
        Recovering,
        PrincipalMismatch, ///< subject: the authenticated one; other: the one in FrameworkInfo
        MissingFields,     ///< subject: dotted paths, comma-separated
        BadJson,
        BadCall, ///< failed to convert or validate
        UnknownFramework,
        NotSubscribed,
        StreamIdMissing,
        StreamIdStale,
        StreamIdOnSubscribe,
        WrongContentType,
        NotAcceptable,
        Unauthorized,
        Forbidden,
        NotFound,
        MethodNotAllowed,
        ServerError,
    };

    Reason reason = Reason::Unknown;
    QString subject;
    QString other;
    QString words; ///< the master's own text

    friend bool operator==(const Refusal&, const Refusal&) = default;
};

/// Reads the message of an ERROR event.
Refusal refusalFromError(const QString& message);

/// Reads an HTTP answer that is not a success. `status` is the HTTP status, `body` its text.
Refusal refusalFromHttp(int status, const QString& body);

/// Whether asking again with the same words can succeed without anyone changing anything (no leader, recovering, 5xx).
bool isPassing(Refusal::Reason reason);

} // namespace mesoscribe
