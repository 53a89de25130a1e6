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
#include <QTimer>

namespace mesoscribe {

class CallEditor;
class LaunchDialog;

/// Carries out the later calls of one connection: what its page and the window ask for becomes calls of its session. It
/// holds the launch form, which outlives its offers, and the call editor.
class DeskCalls final : public QObject
{
    Q_OBJECT

public:
    /// How long the editor and the choice of other offers lag behind offers that keep coming: to look at all of them
    /// after each slice of a large record would cost more than the record.
    static constexpr std::chrono::milliseconds Lag{200};

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

signals:
    /// Something that is saved with the connection has been changed here.
    void connectionEdited();

private:
    /// A call that waits for the next subscription of its framework.
    struct Waiting
    {
        QByteArray json;
        FrameworkId frameworkId;
    };
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
    QSet<OfferId> deadOffers() const; ///< of those that the form is about
    void markDeadOffers();
    void refreshLaunch();
    QList<OfferPtr> offersOf(const QList<OfferId>& ids) const;
    QList<QList<OfferPtr>> fittingOffers() const;

    CallEditor& editor();
    void refreshEditor();
    /// Sends a call as it is; where that is asked about first, when the answer is yes.
    void sendText(const QByteArray& json);
    void sendTextNow(const QByteArray& json);
    void followEditor();
    void copyText(const QByteArray& json);
    /// The session again: as it was, or as a new framework. False when it is just being left.
    bool resubscribe(bool asNew);
    void sendWhatWaits();
    void tellIfNotSent(quint64 call);
    /// What the linter is told, but for the offers.
    LintContext lintContext() const;
    static LintContext::Offer lintOffer(const Offer& offer);
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
    std::optional<Waiting> m_waiting;
    QHash<TaskId, Launched> m_launched; ///< by the form
    QTimer m_editorSoon;
    QTimer m_choiceSoon;
};

} // namespace mesoscribe
