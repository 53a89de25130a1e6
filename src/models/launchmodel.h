// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "mesos/call.h"
#include "state/launchsettings.h"
#include "state/sessionstate.h"

#include <QObject>

namespace mesoscribe {

/// What the launch form edits: the settings, the offers they go to, and an error per field. It outlives its offers:
/// when they die everything typed stays, and others can be put in their place.
class LaunchModel final : public QObject
{
    Q_OBJECT

public:
    enum class Field {
        Name,
        TaskIdField,
        Command,
        Arguments,
        Environment,
        Uris,
        User,
        Image,
        Network,
        Volumes,
        PortMappings,
        Parameters,
        Cpus,
        Mem,
        Disk,
        Gpus,
        Ports,
        HealthCheck,
        Check,
        KillGrace,
        MaxCompletion,
        LabelList,
        ExecutorIdField,
        Copies,
        RefuseSeconds,
    };
    Q_ENUM(Field)

    enum class Severity { Note, Error };
    struct Remark
    {
        Severity severity = Severity::Error;
        QString text; ///< a whole sentence
    };

    explicit LaunchModel(QObject* parent = nullptr);

    const LaunchSettings& settings() const { return m_settings; }
    void setSettings(const LaunchSettings& settings);

    /// All of one agent and role; may be empty.
    void setOffers(const QList<OfferPtr>& offers);
    const QList<OfferPtr>& offers() const { return m_offers; }
    QList<OfferId> offerIds() const;
    /// Ids of tasks that are in use; task ids made from the name avoid them.
    void setTakenTaskIds(const QSet<TaskId>& ids);
    void setFrameworkId(const FrameworkId& id);
    /// Offers of the form that are live no more. The form keeps everything and says so.
    void setDeadOffers(const QSet<OfferId>& ids);
    bool hasDeadOffers() const;

    /// The id that will be used: the one typed, or one made from the name.
    TaskId taskId() const;
    ExecutorId executorId() const;
    /// What the need takes from the offers; for a task group all of it, with the executor's own.
    ResourceChoice choice() const;
    /// In all the offers hold, by name: limits of the sliders.
    Scalar offered(const QString& resource) const;
    QList<Range> offeredPorts() const;

    std::optional<Remark> remark(Field field) const;
    std::optional<Field> firstError() const;
    bool canLaunch() const; ///< no error, offers that live

    AcceptCall call() const;
    QByteArray callJson(JsonStyle style) const;

    /// Whether these offers together hold what the form asks for.
    bool fits(const QList<OfferPtr>& offers) const;
    /// "web1 using Offer O12 (eng)"; empty without offers.
    QString headline() const;

    /// "sleep 60", "HTTP server on a port", "Docker hello".
    static QList<LaunchTemplate> builtInTemplates();

signals:
    /// After every change of settings or offers, once.
    void edited();

private:
    LaunchSettings m_settings;
    QList<OfferPtr> m_offers;
    QSet<OfferId> m_dead;
    QSet<TaskId> m_taken;
    FrameworkId m_frameworkId;
};

} // namespace mesoscribe
