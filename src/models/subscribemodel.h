// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "mesos/call.h"
#include "state/subscribesettings.h"

#include <QObject>

#include <optional>

namespace mesoscribe {

/// What the subscribe form edits: the settings, the secret apart from them, and an error per field.
class SubscribeModel final : public QObject
{
    Q_OBJECT

public:
    enum class Field {
        Masters,
        User,
        Name,
        Roles,
        Capabilities,
        FailoverTimeout,
        Id, ///< the framework id
        Checkpoint,
        Hostname,
        WebuiUrl,
        LabelList,
        SuppressedRoles,
        Principal,
        Secret,
    };
    Q_ENUM(Field)

    enum class Severity { Note, Error };
    struct Remark
    {
        Severity severity = Severity::Error;
        QString text; ///< a whole sentence
    };

    /// `loginName` is the name of the person at this computer.
    explicit SubscribeModel(const QString& loginName, QObject* parent = nullptr);

    const SubscribeSettings& settings() const { return m_settings; }
    void setSettings(const SubscribeSettings& settings); ///< all fields change
    /// Kept in memory only, until it is handed to the session.
    const QString& secret() const { return m_secret; }
    QString loginName() const { return m_loginName; }
    /// The roles in the one list that people edit, whether FrameworkInfo carries them as `roles` or as the old `role`.
    QStringList roles() const;

    void setMasters(const QString& masters);
    void setUser(const QString& user);
    void setName(const QString& name);
    /// One role without MULTI_ROLE becomes the old field `role`; otherwise they are `roles`.
    void setRoles(const QStringList& roles);
    void setCapability(const QString& name, bool on);
    void setFailoverTimeout(double seconds);
    void setFrameworkId(const FrameworkId& id);
    void setCheckpoint(bool on);
    void setHostname(const QString& hostname);
    void setWebuiUrl(const QString& url);
    void setLabels(const Labels& labels);
    void setSuppressedRoles(const QStringList& roles);
    void setPrincipal(const QString& principal);
    void setSecret(const QString& secret);

    /// Errors keep the form from being sent; notes do not (user root, plain http with a secret, unknown capability…).
    std::optional<Remark> remark(Field field) const;
    bool canSubscribe() const { return !firstError().has_value(); }
    /// The topmost field with an error.
    std::optional<Field> firstError() const;
    /// The role with which something is wrong, for marking it: index into roles(), -1 for none.
    int firstInvalidRole() const;

    /// "Mesos keeps your tasks running for 10 minutes, then kills them."
    QString failoverSentence() const;

    /// Exactly the JSON that Subscribe sends; indented for reading.
    QByteArray callJson(JsonStyle style) const;

signals:
    void changed(mesoscribe::SubscribeModel::Field field);
    /// After every change, once: previews and buttons follow this.
    void edited();

private:
    template<class T>
    void assign(T& member, const T& value, Field field);
    void touched(Field field);
    void placeRoles(const QStringList& roles);

    std::optional<Remark> mastersRemark() const;
    std::optional<Remark> userRemark() const;
    std::optional<Remark> rolesRemark() const;
    std::optional<Remark> capabilitiesRemark() const;
    std::optional<Remark> failoverRemark() const;
    std::optional<Remark> suppressedRolesRemark() const;
    std::optional<Remark> principalRemark() const;
    std::optional<Remark> secretRemark() const;

    SubscribeSettings m_settings;
    QString m_secret;
    QString m_loginName;
};

} // namespace mesoscribe
