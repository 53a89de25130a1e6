// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "models/subscribemodel.h"

#include "mesos/role.h"
#include "models/describe.h"
#include "state/masteraddress.h"

#include <QMetaEnum>

#include <algorithm>
#include <cmath>

using namespace Qt::Literals::StringLiterals;

namespace mesoscribe {

namespace {

constexpr QLatin1StringView MultiRole("MULTI_ROLE");

// Mesos counts the failover timeout in nanoseconds of 64 bits with a sign.
constexpr double MostSeconds = 9223372036.0;

using Remark = SubscribeModel::Remark;

Remark error(const QString& text)
{
    return {SubscribeModel::Severity::Error, text};
}

Remark note(const QString& text)
{
    return {SubscribeModel::Severity::Note, text};
}

bool isKnownCapability(const QString& name)
{
    return std::ranges::any_of(frameworkCapabilities(),
                               [&](const CapabilityName& known) { return name == QLatin1StringView(known.name); });
}

} // namespace

SubscribeModel::SubscribeModel(const QString& loginName, QObject* parent)
    : QObject(parent)
    , m_settings(SubscribeSettings::fresh(loginName))
    , m_loginName(loginName)
{
}

void SubscribeModel::setSettings(const SubscribeSettings& settings)
{
    m_settings = settings;
    // With MULTI_ROLE a master refuses the old field; whoever wrote it meant the same role.
    const FrameworkInfo& framework = m_settings.framework;
    if (!framework.role.isEmpty() && (framework.has(MultiRole) || !framework.roles.isEmpty()))
        placeRoles(roles());
    const QMetaEnum fields = QMetaEnum::fromType<Field>();
    for (int i = 0; i < fields.keyCount(); ++i) {
        const auto field = static_cast<Field>(fields.value(i));
        if (field != Field::Secret)
            emit changed(field);
    }
    emit edited();
}

QStringList SubscribeModel::roles() const
{
    const FrameworkInfo& framework = m_settings.framework;
    QStringList roles = framework.roles;
    if (!framework.role.isEmpty() && !roles.contains(framework.role))
        roles.prepend(framework.role);
    return roles;
}

void SubscribeModel::placeRoles(const QStringList& roles)
{
    FrameworkInfo& framework = m_settings.framework;
    if (!framework.has(MultiRole) && roles.size() == 1) {
        framework.role = roles.first();
        framework.roles.clear();
    } else {
        framework.role.clear();
        framework.roles = roles;
    }
}

template<class T>
void SubscribeModel::assign(T& member, const T& value, Field field)
{
    if (member == value)
        return;
    member = value;
    touched(field);
}

void SubscribeModel::touched(Field field)
{
    emit changed(field);
    emit edited();
}

void SubscribeModel::setMasters(const QString& masters)
{
    assign(m_settings.masters, masters, Field::Masters);
}

void SubscribeModel::setUser(const QString& user)
{
    assign(m_settings.framework.user, user, Field::User);
}

void SubscribeModel::setName(const QString& name)
{
    assign(m_settings.framework.name, name, Field::Name);
}

void SubscribeModel::setRoles(const QStringList& roles)
{
    if (roles == this->roles())
        return;
    placeRoles(roles);
    touched(Field::Roles);
}

void SubscribeModel::setCapability(const QString& name, bool on)
{
    QStringList& capabilities = m_settings.framework.capabilities;
    if (capabilities.contains(name) == on)
        return;
    if (on)
        capabilities.append(name);
    else
        capabilities.removeAll(name);
    if (name == MultiRole)
        placeRoles(roles());
    touched(Field::Capabilities);
}

void SubscribeModel::setFailoverTimeout(double seconds)
{
    assign(m_settings.framework.failoverTimeout, seconds, Field::FailoverTimeout);
}

void SubscribeModel::setFrameworkId(const FrameworkId& id)
{
    assign(m_settings.framework.id, id, Field::Id);
}

void SubscribeModel::setCheckpoint(bool on)
{
    assign(m_settings.framework.checkpoint, on, Field::Checkpoint);
}

void SubscribeModel::setHostname(const QString& hostname)
{
    assign(m_settings.framework.hostname, hostname, Field::Hostname);
}

void SubscribeModel::setWebuiUrl(const QString& url)
{
    assign(m_settings.framework.webuiUrl, url, Field::WebuiUrl);
}

void SubscribeModel::setLabels(const Labels& labels)
{
    assign(m_settings.framework.labels, labels, Field::LabelList);
}

void SubscribeModel::setSuppressedRoles(const QStringList& roles)
{
    assign(m_settings.suppressedRoles, roles, Field::SuppressedRoles);
}

void SubscribeModel::setPrincipal(const QString& principal)
{
    assign(m_settings.framework.principal, principal, Field::Principal);
}

void SubscribeModel::setSecret(const QString& secret)
{
    assign(m_secret, secret, Field::Secret);
}

std::optional<SubscribeModel::Remark> SubscribeModel::remark(Field field) const
{
    const FrameworkInfo& framework = m_settings.framework;
    switch (field) {
    case Field::Masters:
        return mastersRemark();
    case Field::User:
        return userRemark();
    case Field::Name:
        if (framework.name.trimmed().isEmpty())
            return error(tr("Mesos needs a name to show the framework by."));
        return {};
    case Field::Roles:
        return rolesRemark();
    case Field::Capabilities:
        return capabilitiesRemark();
    case Field::FailoverTimeout:
        return failoverRemark();
    case Field::Id:
        if (const auto problem = idProblem(framework.id.value()); problem && !framework.id.isEmpty())
            return error(describe(*problem, framework.id.value()));
        return {};
    case Field::WebuiUrl: {
        const QUrl url(framework.webuiUrl, QUrl::StrictMode);
        const bool isWeb = url.isValid() && (url.scheme() == "http"_L1 || url.scheme() == "https"_L1);
        if (!framework.webuiUrl.isEmpty() && !(isWeb && !url.host().isEmpty()))
            return note(tr("The master's pages can only link to a whole address, such as http://host:8080/."));
        return {};
    }
    case Field::LabelList:
        if (std::ranges::any_of(framework.labels, [](const Label& label) { return label.key.isEmpty(); }))
            return error(tr("A label needs a key."));
        return {};
    case Field::SuppressedRoles:
        return suppressedRolesRemark();
    case Field::Principal:
        return principalRemark();
    case Field::Secret:
        return secretRemark();
    case Field::Checkpoint:
    case Field::Hostname:
        return {};
    }
    return {};
}

std::optional<Remark> SubscribeModel::mastersRemark() const
{
    const MasterUrls masters = masterUrls(m_settings.masters);
    if (masters.problem)
        return error(describe(*masters.problem, masters.offender));
    if (m_settings.acceptAnyCertificate)
        return note(tr("Any certificate will be accepted, as the pasted curl command asked with -k."));
    return {};
}

std::optional<Remark> SubscribeModel::userRemark() const
{
    const QString& user = m_settings.framework.user;
    if (user.trimmed().isEmpty())
        return error(tr("Mesos needs the login name that tasks will run as."));
    if (user == "root"_L1)
        return note(tr("Tasks will run as root on the agents; some masters refuse that."));
    return {};
}

std::optional<Remark> SubscribeModel::rolesRemark() const
{
    const QStringList roles = this->roles();
    for (qsizetype i = 0; i < roles.size(); ++i) {
        if (const auto problem = roleProblem(roles.at(i)))
            return error(describe(*problem, roles.at(i)));
        if (roles.indexOf(roles.at(i)) < i)
            return error(tr("“%1” is listed twice.").arg(roles.at(i)));
    }
    if (!m_settings.framework.roles.isEmpty() && !m_settings.framework.has(MultiRole))
        return error(tr("Roles (plural) need the MULTI_ROLE capability; tick it below."));
    if (roles.isEmpty() && m_settings.framework.has(MultiRole))
        return note(tr("Without a role no offers will come; “*” is everybody's."));
    return {};
}

std::optional<Remark> SubscribeModel::capabilitiesRemark() const
{
    QStringList unknown = m_settings.framework.capabilities;
    unknown.removeIf(isKnownCapability);
    if (unknown.isEmpty())
        return {};
    return note(unknown.size() == 1
                    ? tr("This version does not know %1; it is sent as it is.").arg(unknown.first())
                    : tr("This version does not know %1; they are sent as they are.").arg(unknown.join(u", "_s)));
}

std::optional<Remark> SubscribeModel::failoverRemark() const
{
    const double seconds = m_settings.framework.failoverTimeout;
    if (!std::isfinite(seconds) || seconds > MostSeconds)
        return error(tr("That is longer than Mesos can count; it takes at most about 292 years."));
    if (seconds < 0.0)
        return error(tr("A time cannot be less than nothing."));
    return {};
}

std::optional<Remark> SubscribeModel::suppressedRolesRemark() const
{
    const QStringList roles = this->roles();
    for (const QString& suppressed : m_settings.suppressedRoles) {
        if (const auto problem = roleProblem(suppressed))
            return error(describe(*problem, suppressed));
        if (!roles.contains(suppressed))
            return error(tr("“%1” is not one of the roles above.").arg(suppressed));
    }
    return {};
}

std::optional<Remark> SubscribeModel::principalRemark() const
{
    const QString& principal = m_settings.framework.principal;
    if (principal.isEmpty() && !m_secret.isEmpty())
        return error(tr("A secret needs a principal to go with it."));
    if (principal.contains(u':'))
        return note(tr("A master cannot read a principal with a colon when a secret goes with it."));
    return {};
}

std::optional<Remark> SubscribeModel::secretRemark() const
{
    if (m_secret.isEmpty())
        return {};
    if (m_secret.contains(u':'))
        return note(tr("A master cannot read a secret with a colon in it."));
    const QList<QUrl> urls = masterUrls(m_settings.masters).urls;
    const auto isOpen = [](const QUrl& url) { return url.scheme() != "https"_L1 && !isLoopback(url); };
    if (std::ranges::any_of(urls, isOpen))
        return note(tr("The secret would travel unencrypted, because the master's address is plain http."));
    return {};
}

std::optional<SubscribeModel::Field> SubscribeModel::firstError() const
{
    const QMetaEnum fields = QMetaEnum::fromType<Field>();
    for (int i = 0; i < fields.keyCount(); ++i) {
        const auto field = static_cast<Field>(fields.value(i));
        const auto found = remark(field);
        if (found && found->severity == Severity::Error)
            return field;
    }
    return {};
}

int SubscribeModel::firstInvalidRole() const
{
    const QStringList roles = this->roles();
    for (qsizetype i = 0; i < roles.size(); ++i) {
        if (roleProblem(roles.at(i)) || roles.indexOf(roles.at(i)) < i)
            return static_cast<int>(i);
    }
    return -1;
}

QString SubscribeModel::failoverSentence() const
{
    const double seconds = m_settings.framework.failoverTimeout;
    if (failoverRemark())
        return {};
    if (seconds == 0.0)
        return tr("Mesos kills your tasks at once, and the framework id is finished.");
    const auto time = std::chrono::milliseconds(std::llround(seconds * 1000.0));
    return tr("Mesos keeps your tasks running for %1, then kills them.").arg(describeDuration(time));
}

QByteArray SubscribeModel::callJson(JsonStyle style) const
{
    return toJson(m_settings.toCall(), style);
}

} // namespace mesoscribe
