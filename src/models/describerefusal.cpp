// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "models/describerefusal.h"

#include <QCoreApplication>

using namespace Qt::Literals::StringLiterals;

namespace mesoscribe {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Words)
};

/// "a, b" of "{ a, b }", as a master prints sets.
QString listed(QString subject)
{
    subject = subject.trimmed();
    if (subject.startsWith(u'{') && subject.endsWith(u'}'))
        subject = subject.mid(1, subject.size() - 2).trimmed();
    return subject;
}

bool isSeveral(const QString& list)
{
    return list.contains(u',');
}

QString rolesOf(const FrameworkInfo& framework)
{
    return framework.roles.isEmpty() ? framework.role : framework.roles.join(u", "_s);
}

/// The master's own words as a sentence's end; nothing when there are none.
QString itSays(const QString& words)
{
    return words.isEmpty() ? QString() : Words::tr("It says: “%1”.").arg(words);
}

TroubleText unknownRoles(const QString& subject)
{
    const QString roles = listed(subject);
    TroubleText text;
    if (roles.isEmpty())
        text.headline = Words::tr("The master does not know one of the roles.");
    else if (isSeveral(roles))
        text.headline = Words::tr("The master does not know the roles %1.").arg(roles);
    else
        text.headline = Words::tr("The master does not know role %1.").arg(roles);
    text.consequence = isSeveral(roles)
                           ? Words::tr("Its administrator lists allowed roles with --roles. Choose other roles.")
                           : Words::tr("Its administrator lists allowed roles with --roles. Choose another role.");
    text.actions = {TroubleAction::EditConnection};
    return text;
}

TroubleText notAuthorized(const FrameworkInfo& framework)
{
    const QString roles = rolesOf(framework);
    TroubleText text;
    if (roles.isEmpty())
        text.headline = Words::tr("Your account may not register here.");
    else if (isSeveral(roles))
        text.headline = Words::tr("Your account may not register with roles %1 here.").arg(roles);
    else
        text.headline = Words::tr("Your account may not register with role %1 here.").arg(roles);
    text.consequence = Words::tr("Ask the cluster's owner (rule: register_frameworks).");
    text.actions = {TroubleAction::EditConnection, TroubleAction::EnterCredentials};
    return text;
}

TroubleText make(const QString& headline, const QString& consequence, const QList<TroubleAction>& actions)
{
    TroubleText text;
    text.headline = headline;
    text.consequence = consequence;
    text.actions = actions;
    return text;
}

} // namespace

TroubleText describeRefusal(const Refusal& refusal, const SessionState& state)
{
    using Reason = Refusal::Reason;
    using enum TroubleAction;
    const QString subject = listed(refusal.subject);

    switch (refusal.reason) {
    case Reason::Unknown:
        return make(Words::tr("The master refused, for a reason that is new to this version."), itSays(refusal.words),
                    {EditConnection, TryAgain});
    case Reason::FailedOver:
        return make(
            Words::tr("Another program subscribed with this framework id and took over."),
            Words::tr("Mesoscribe does not take it back by itself: the two would throw each other out for ever."),
            {TakeBack, SubscribeAsNew});
    case Reason::FrameworkRemoved:
        return make(Words::tr("This master regards that framework id as finished."),
                    Words::tr("It was torn down, or away longer than its failover timeout."), {SubscribeAsNew});
    case Reason::RolesNotWhitelisted:
        return unknownRoles(subject);
    case Reason::RootNotAllowed:
        return make(Words::tr("This master refuses user %1.").arg(subject.isEmpty() ? u"root"_s : subject),
                    Words::tr("It was started so that nothing may run as root (--no-root_submissions)."),
                    {UseMyLogin, EditConnection});
    case Reason::NotAuthorized:
        return notAuthorized(state.settings.framework);
    case Reason::RoleWithMultiRole:
        return make(Words::tr("A single role does not go with the MULTI_ROLE capability."),
                    Words::tr("Put the role into the list of roles, or switch the capability off."), {EditConnection});
    case Reason::RolesWithoutMultiRole:
        return make(Words::tr("Roles (plural) need the MULTI_ROLE capability."),
                    Words::tr("Without it a framework has one role only."), {SwitchOnMultiRole, EditConnection});
    case Reason::DuplicateRoles:
        return make(Words::tr("The same role is listed twice."), Words::tr("Remove one of the two."), {EditConnection});
    case Reason::InvalidRole:
        return make(Words::tr("The master does not accept one of the roles."), itSays(subject), {EditConnection});
    case Reason::InvalidFrameworkId:
        return make(Words::tr("The master does not accept this framework id."),
                    Words::tr("An id has 1 to 255 characters and no slash. Leave it empty for a new one."),
                    {SubscribeAsNew, EditConnection});
    case Reason::SuppressedRoleUnknown:
        return make(Words::tr("Only roles of this framework can be suppressed."),
                    subject.isEmpty() ? Words::tr("One of the suppressed roles is not in the list of roles.")
                                      : Words::tr("Not in the list of roles: %1.").arg(subject),
                    {EditConnection});
    case Reason::FailoverTimeoutInvalid:
        return make(Words::tr("The failover timeout is longer than Mesos can count."),
                    Words::tr("It takes at most about 292 years."), {EditConnection});
    case Reason::PrincipalChanged:
        return make(Words::tr("This framework belongs to another principal."),
                    Words::tr("Sign in with the one it first subscribed with, or subscribe as a new framework."),
                    {EnterCredentials, SubscribeAsNew});
    case Reason::CapacityExceeded:
        return make(Words::tr("You are sending faster than this master allows."),
                    Words::tr("It dropped a message; wait a little before the next one."), {TryAgain});
    case Reason::NoLeader:
        return make(Words::tr("No leader right now."), Words::tr("The masters are choosing one."), {TryAgain});
    case Reason::Recovering:
        return make(Words::tr("The master is still starting."), {}, {TryAgain});
    case Reason::PrincipalMismatch:
        return make(subject.isEmpty()
                        ? Words::tr("You signed in as another principal than the form says.")
                        : Words::tr("You signed in as %1 but the form says principal %2.").arg(subject, refusal.other),
                    Words::tr("Make them equal or leave principal empty."), {ClearPrincipal, EditConnection});
    case Reason::MissingFields:
        return make(Words::tr("The call lacks something that the master needs."),
                    subject.isEmpty() ? QString() : Words::tr("Missing: %1.").arg(subject), {EditConnection});
    case Reason::BadJson:
        return make(Words::tr("The master could not read the call as JSON."),
                    Words::tr("Something on the way may have changed it."), {TryAgain, EditConnection});
    case Reason::BadCall:
        return make(Words::tr("The master could read the call but not accept it."), itSays(subject), {EditConnection});
    case Reason::UnknownFramework:
        return make(Words::tr("This master does not know the framework."),
                    Words::tr("It was restarted with --registry=in_memory, or it is another cluster."),
                    {SubscribeAsNew});
    case Reason::NotSubscribed:
        return make(Words::tr("The stream is down, so Mesos refuses calls."), Words::tr("Subscribe again first."),
                    {TryAgain});
    case Reason::StreamIdMissing:
        return make(Words::tr("The stream id is missing."),
                    Words::tr("Every call but the subscription itself has to carry it."), {TryAgain});
    case Reason::StreamIdStale:
        return make(Words::tr("That stream id belongs to an earlier connection."),
                    Words::tr("Each subscription gets a new one."), {TryAgain});
    case Reason::StreamIdOnSubscribe:
        return make(Words::tr("A subscription must not carry a stream id."),
                    Words::tr("The master gives a new one in its answer."), {TryAgain});
    case Reason::WrongContentType:
        return make(Words::tr("Something between us and the master changed the request."),
                    Words::tr("The master expected JSON and was given something else; often a proxy is in the way."),
                    {TryAgain, EditConnection});
    case Reason::NotAcceptable:
        return make(Words::tr("Something between us and the master changed what answers we take."),
                    Words::tr("We ask for JSON, and the master was told otherwise; often a proxy is in the way."),
                    {TryAgain, EditConnection});
    case Reason::Unauthorized:
        return make(Words::tr("This master wants a name and a secret."),
                    Words::tr("The secret is kept in the keychain and nowhere else."), {EnterCredentials});
    case Reason::Forbidden:
        return make(Words::tr("Your account may not do that here."),
                    Words::tr("Ask the cluster's owner what this principal is allowed to do."),
                    {EnterCredentials, EditConnection});
    case Reason::NotFound:
        return make(Words::tr("There is no scheduler API at that address."),
                    Words::tr("Mesos has it since 0.24; in its first moments a master does not serve it yet."),
                    {TryAgain, EditConnection});
    case Reason::MethodNotAllowed:
        return make(Words::tr("That address does not take calls."),
                    Words::tr("Something between us and the master may have changed the request."),
                    {TryAgain, EditConnection});
    case Reason::ServerError:
        return make(Words::tr("The master could not answer because of an error of its own."), itSays(refusal.words),
                    {TryAgain});
    }
    return {};
}

QString shortRefusal(Refusal::Reason reason)
{
    using Reason = Refusal::Reason;
    switch (reason) {
    case Reason::FailedOver:
        return Words::tr("taken over", "state pill");
    case Reason::FrameworkRemoved:
    case Reason::UnknownFramework:
        return Words::tr("framework id finished", "state pill");
    case Reason::RolesNotWhitelisted:
    case Reason::InvalidRole:
    case Reason::DuplicateRoles:
    case Reason::SuppressedRoleUnknown:
    case Reason::RoleWithMultiRole:
    case Reason::RolesWithoutMultiRole:
        return Words::tr("role not accepted", "state pill");
    case Reason::RootNotAllowed:
        return Words::tr("user not accepted", "state pill");
    case Reason::NotAuthorized:
    case Reason::Forbidden:
        return Words::tr("not allowed", "state pill");
    case Reason::Unauthorized:
        return Words::tr("credentials needed", "state pill");
    case Reason::PrincipalChanged:
    case Reason::PrincipalMismatch:
        return Words::tr("principal not accepted", "state pill");
    case Reason::NoLeader:
        return Words::tr("no leader", "state pill");
    case Reason::Recovering:
        return Words::tr("master starting", "state pill");
    case Reason::ServerError:
        return Words::tr("master failed", "state pill");
    case Reason::NotFound:
        return Words::tr("no scheduler API", "state pill");
    case Reason::Unknown:
    case Reason::InvalidFrameworkId:
    case Reason::FailoverTimeoutInvalid:
    case Reason::CapacityExceeded:
    case Reason::MissingFields:
    case Reason::BadJson:
    case Reason::BadCall:
    case Reason::NotSubscribed:
    case Reason::StreamIdMissing:
    case Reason::StreamIdStale:
    case Reason::StreamIdOnSubscribe:
    case Reason::WrongContentType:
    case Reason::NotAcceptable:
    case Reason::MethodNotAllowed:
        break;
    }
    return Words::tr("refused", "state pill");
}

} // namespace mesoscribe
