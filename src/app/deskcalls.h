// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/desk.h"
#include "app/launchtemplates.h"
#include "mesos/calllint.h"
#include "models/callskeleton.h"
#include "models/describecall.h"
#include "models/launchmodel.h"
#include "widgets/mainwindow.h"

#include <QPointer>

namespace mesoscribe {

class CallEditor;
class LaunchDialog;

/// Carries out the later calls of one connection: what its page and the window ask for becomes calls of its session. It
/// holds the launch form, which outlives its offers, and the call editor.
class DeskCalls final : public QObject
{
    Q_OBJECT

public:
    /// All borrowed; the page and the window outlive this.
    DeskCalls(Desk& desk, ConnectionPage& page, MainWindow& window, LaunchTemplates& templates, const Clock& clock,
              QObject* parent = nullptr);
    ~DeskCalls() override;

    /// Opens the launch form for the offers ticked, else those selected, else the first live one that fits.
    void launch();
    /// The offers chosen in the page.
    void decline(double refuseSeconds);
    void declineAll(double refuseSeconds);
    void suppress();
    void revive();
    void reconcile(const QList<TaskId>& tasks);
    /// Asks first, always.
    void tearDown();
    void newCall(const QString& skeleton);
    void copyAsCurl(quint64 call);

    /// After the session, and the models, have changed.
    void apply(const Changes& changes);

private:
    struct Launched
    {
        LaunchSettings settings;
        QList<OfferPtr> offers;
        quint64 call = 0;
        bool cameBack = false; ///< its offers were gone, and the form has been opened for it again
    };

    void wirePage();
    void kill(const QList<TaskId>& tasks, double graceSeconds);
    void sendKill(const QList<TaskId>& tasks, double graceSeconds);
    void clear(const QList<TaskId>& tasks);
    void launchAgain(const TaskId& task);
    void answerInverseOffers(const QList<OfferId>& inverseOffers, bool accepted);
    void act(quint64 call, CallAction action);

    void openLaunch(const QList<OfferPtr>& offers);
    void sendLaunch();
    void followLaunch(const Changes& changes);
    bool bringBack(const Changes& changes);
    void followOffers(const Changes& changes);
    void markDeadOffers();
    void refreshLaunch();
    QList<OfferPtr> offersOf(const QList<OfferId>& ids) const;
    QList<QList<OfferPtr>> fittingOffers() const;

    CallEditor& editor();
    void refreshEditor();
    void sendText(const QByteArray& json);
    void followEditor();
    void copyText(const QByteArray& json);
    LintContext lintContext() const;
    SkeletonFacts skeletonFacts() const;
    bool authenticates() const;
    void ask(const QString& question, const QString& consequence, const QString& button, std::function<void()> act);

    Desk& m_desk;
    ConnectionPage& m_page;
    MainWindow& m_window;
    LaunchTemplates& m_templates;
    const Clock& m_clock;
    LaunchModel m_launch;
    QPointer<LaunchDialog> m_launchDialog;
    QPointer<CallEditor> m_editor;
    quint64 m_editorCall = 0; ///< sent from the editor, and not answered yet
    QByteArray m_sendOnceSubscribed;
    QHash<TaskId, Launched> m_launched; ///< by the form
};

} // namespace mesoscribe
