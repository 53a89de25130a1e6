// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "mesos/call.h"
#include "state/launchsettings.h"
#include "state/sessionstate.h"

#include <QObject>
#include <QSet>

namespace mesoscribe {

/// What the launch form edits: the settings, the offers they go to, and an error per field. It outlives its offers:
/// when they die everything typed stays, and others can be put in their place.
///
/// Mesos tells a task nothing of its ports but their numbers in TaskInfo. Therefore the model adds an environment
/// variable for each port a task gets, in ascending order: PORT0, PORT1…, unless one of that name was typed.
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
    /// The settings of the template; the ids of task and executor are made anew.
    void applyTemplate(const LaunchTemplate& chosen);

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

    /// The id that will be used: the one typed, or one made from the name. A group of several copies numbers it.
    TaskId taskId() const;
    /// One, or those of all copies: "web-1", "web-2"….
    QList<TaskId> taskIds() const;
    ExecutorId executorId() const;
    /// What the need takes from the offers; for a task group all of it, with the executor's own.
    ResourceChoice choice() const;
    /// What is asked for in all: for a task group that of every copy and of the executor.
    ResourceNeed wholeNeed() const;
    /// What a task may take of the offers in all, by name: limits of the sliders.
    Scalar offered(const QString& resource) const;
    QList<Range> offeredPorts() const;
    bool offersRevocable() const; ///< some resource of the offers is revocable
    bool offersMixed() const;     ///< reserved and unreserved ones

    std::optional<Remark> remark(Field field) const;
    std::optional<Field> firstError() const;
    bool canLaunch() const; ///< no error, offers that live
    /// Why canLaunch() is false, a whole sentence; empty when it is true.
    QString whyNot() const;

    AcceptCall call() const;
    QByteArray callJson(JsonStyle style) const;

    /// Whether these offers together hold what the form asks for.
    bool fits(const QList<OfferPtr>& offers) const;
    /// "web1 using Offer O12 (eng)"; empty without offers.
    QString headline() const;
    static QString headline(const QList<OfferPtr>& offers);

    /// "sleep 60", "HTTP server on a port", "Docker hello".
    static QList<LaunchTemplate> builtInTemplates();

signals:
    /// After every change of settings or offers, once.
    void edited();

private:
    /// Who gets what of the offers.
    struct Plan
    {
        ResourceChoice whole;
        ResourceChoice executor; ///< of a task group
        QList<ResourceChoice> tasks;
    };

    void touched();
    bool isGroup() const { return m_settings.executor == LaunchSettings::Executor::DefaultGroup; }
    int copies() const;
    QString baseId() const;
    Plan planFor(const QList<OfferPtr>& offers) const;
    const Plan& plan() const;
    TaskInfo taskFor(qsizetype index) const;
    CommandInfo commandFor(const QList<quint64>& ports) const;
    std::optional<ContainerInfo> containerFor(const QList<quint64>& ports) const;
    bool runsImagesOwnCommand() const;

    std::optional<Remark> taskIdRemark() const;
    std::optional<Remark> commandRemark() const;
    std::optional<Remark> argumentsRemark() const;
    std::optional<Remark> environmentRemark() const;
    std::optional<Remark> urisRemark() const;
    std::optional<Remark> imageRemark() const;
    std::optional<Remark> networkRemark() const;
    std::optional<Remark> volumesRemark() const;
    std::optional<Remark> portMappingsRemark() const;
    std::optional<Remark> parametersRemark() const;
    std::optional<Remark> amountRemark(const QString& resource, Scalar need) const;
    std::optional<Remark> portsRemark() const;
    std::optional<Remark> probeRemark(const std::optional<Probe>& probe) const;
    std::optional<Remark> executorRemark() const;
    std::optional<Remark> refuseRemark() const;

    LaunchSettings m_settings;
    QList<OfferPtr> m_offers;
    QSet<OfferId> m_dead;
    QSet<TaskId> m_taken;
    FrameworkId m_frameworkId;
    mutable std::optional<Plan> m_plan; ///< made when asked for, void after a change
};

} // namespace mesoscribe
