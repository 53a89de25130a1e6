// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "app/application.h"

#include "practice/faults.h"
#include "state/masteraddress.h"
#include "widgets/firstrunpanel.h"
#include "widgets/subscribepanel.h"

#include <QApplication>
#include <QClipboard>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSettings>

using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

namespace mesoscribe {

namespace {

constexpr auto ProbeDelay = 600ms;

/// Calls `act` with the desk of the id that a signal carries.
template<class Find, class Act>
auto withDesk(Find find, Act act)
{
    return [find, act](const QString& id, auto... more) {
        if (Desk* desk = find(id))
            act(*desk, more...);
    };
}

} // namespace

void Application::wireWindow()
{
    MainWindow& window = *m_window;
    const auto find = [this](const QString& id) { return desk(id); };

    connect(&window, &MainWindow::connectionSelected, this, withDesk(find, [this](Desk& desk) { show(desk); }));
    connect(&window, &MainWindow::subscribeRequested, this, withDesk(find, [this](Desk& desk) { subscribe(desk); }));
    connect(&window, &MainWindow::disconnectRequested, this,
            withDesk(find, [this](Desk& desk) { m_leaving.leave({&desk}); }));
    connect(&window, &MainWindow::tryNowRequested, this, withDesk(find, [](Desk& desk) { desk.session.tryNow(); }));
    connect(&window, &MainWindow::editRequested, this, withDesk(find, [this](Desk& desk) { showForm(desk); }));
    connect(&window, &MainWindow::copyAsCurlRequested, this, withDesk(find, [this](Desk& desk) { copyAsCurl(desk); }));
    connect(&window, &MainWindow::deleteRequested, this, withDesk(find, [this](Desk& desk) {
        if (!Leaving::isAnyActive({&desk})) {
            removeDesk(desk.id());
            return;
        }
        m_leaving.leave({&desk}, [this, id = desk.id()] {
            // Not from within a session's own signal.
            QMetaObject::invokeMethod(
                this, [this, id] { removeDesk(id); }, Qt::QueuedConnection);
        });
    }));
    connect(&window, &MainWindow::newConnectionRequested, this, [this] { showForm(newDesk()); });
    connect(&window, &MainWindow::duplicateRequested, this, withDesk(find, [this](Desk& original) {
        Desk& copy = newDesk();
        const QString id = copy.id();
        copy.connection() = original.connection();
        copy.connection().id = id;
        copy.connection().name = tr("%1, copy").arg(original.connection().name);
        copy.connection().isPractice = false;
        copy.connection().settings.framework.id = {};
        copy.connection().earlierFrameworkIds.clear();
        copy.form.setSettings(copy.connection().settings);
        showForm(copy);
    }));
    connect(&window, &MainWindow::troubleActionRequested, this, [this](const QString& id, TroubleAction action) {
        if (Desk* troubled = desk(id))
            act(*troubled, action);
    });
    connect(&window, &MainWindow::pasteCurlRequested, this, &Application::pasteCurl);
    connect(&window, &MainWindow::practiceRequested, this, &Application::startPractice);
    connect(&window, &MainWindow::aboutRequested, this, &Application::about);
    connect(&window, &MainWindow::appearanceChanged, this, [this](Appearance appearance) {
        Theme::setAppearance(*qApp, appearance);
        QSettings().setValue(u"appearance"_s, static_cast<int>(appearance));
    });
}

void Application::wireForm()
{
    SubscribePanel& panel = m_window->subscribePanel();
    connect(&panel, &SubscribePanel::subscribeRequested, this, [this] {
        if (Desk* shown = currentDesk())
            subscribe(*shown);
    });
    connect(&panel, &SubscribePanel::saveRequested, this,
            [this](const QString& name, const QString& environment, const QString& color) {
                Desk* shown = currentDesk();
                if (!shown)
                    return;
                shown->keepForm();
                Connection& connection = shown->connection();
                connection.name = name.isEmpty() ? connection.settings.framework.name : name;
                connection.environment = environment;
                connection.color = color;
                if (!std::exchange(shown->isSaved, true)) {
                    m_unsaved.clear();
                    m_order.append(shown->id());
                }
                listConnections();
                m_window->showForm(shown->id());
                save();
                const QString principal = connection.settings.framework.principal;
                if (!principal.isEmpty() && !shown->form.secret().isEmpty())
                    m_parts.credentials.write({shown->id(), principal}, shown->form.secret());
                m_window->announce(tr("Saved."));
            });
    connect(&panel, &SubscribePanel::mannersEdited, this, [this](const Manners& manners) {
        Desk* shown = currentDesk();
        if (!shown)
            return;
        shown->connection().manners = manners;
        shown->session.setManners(manners);
        if (shown->isSaved)
            m_saveTimer.start();
    });
    connect(&panel, &SubscribePanel::pasteCurlRequested, this,
            [this] { pasteCurl(QApplication::clipboard()->text()); });
    connect(&panel, &SubscribePanel::mastersEdited, this, &Application::probeLater);

    m_probeTimer.setSingleShot(true);
    m_probeTimer.setInterval(ProbeDelay);
    connect(&m_probeTimer, &QTimer::timeout, this, [this] {
        const MasterUrls masters = masterUrls(m_probed);
        if (masters.urls.isEmpty() || masters.problem) {
            m_probe.cancel();
            showProbe({});
        } else {
            m_probe.probe(masters.urls.first());
        }
    });
    connect(&m_probe, &MasterProbe::probed, this, &Application::showProbe);
}

void Application::wireFirstRun()
{
    FirstRunPanel& panel = m_window->firstRunPanel();
    connect(&panel, &FirstRunPanel::masterEdited, this, &Application::probeLater);
    connect(&panel, &FirstRunPanel::connectRequested, this, [this](const QString& masters) {
        Desk& desk = newDesk();
        desk.form.setMasters(masters);
        showForm(desk);
    });
    connect(&panel, &FirstRunPanel::practiceRequested, this, &Application::startPractice);
    connect(&panel, &FirstRunPanel::pasteCurlRequested, this, [this] { pasteCurl(QApplication::clipboard()->text()); });
}

void Application::wireCredentials()
{
    using Key = CredentialStore::Key;
    CredentialStore& credentials = m_parts.credentials;
    connect(&credentials, &CredentialStore::secretRead, this, &Application::secretArrived);
    connect(&credentials, &CredentialStore::secretMissing, this, [this](const Key& key) { secretArrived(key, {}); });
    connect(&credentials, &CredentialStore::availabilityChanged, this,
            [this](bool isAvailable) { m_window->subscribePanel().setKeychainAvailable(isAvailable); });
    connect(&credentials, &CredentialStore::failed, this, [this](const Key& key, const Error&) {
        m_window->announce(
            tr("There is no keychain to keep the secret in. It is kept until you quit, and asked for next time."));
        secretArrived(key, {});
    });
}

void Application::wirePractice()
{
    connect(&m_practice, &PracticeProcess::started, this, &Application::onPracticeStarted);
    connect(&m_practice, &PracticeProcess::failed, this, [this](const QString& sentence) {
        if (m_snapshot)
            m_snapshot->fail(sentence);
        m_window->announce(sentence);
    });
    connect(&m_practice, &PracticeProcess::faultAnswered, this, [this](bool accepted, const QString& answer) {
        if (!accepted)
            m_window->announce(tr("The practice cluster refused that: %1").arg(answer));
    });

    using practice::Fault;
    const auto fault = [](Fault kind, const QJsonObject& more = {}) {
        QJsonObject object = more;
        object[u"fault"_s] = QString(practice::wireName(kind));
        return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
    };
    const auto refusal = [&](int status) { return fault(Fault::Refuse, {{u"status"_s, status}}); };
    m_window->setPracticeFaults({
        {fault(Fault::RescindOffer), tr("Rescind an Offer")},
        {fault(Fault::LoseAgent), tr("Lose an Agent")},
        {fault(Fault::MaintainAgent, {{u"start_in"_s, 600}, {u"duration"_s, 3600}}),
         tr("Announce Maintenance of an Agent")},
        {fault(Fault::EndMaintenance), tr("End the Maintenance")},
        {fault(Fault::DelayCalls, {{u"count"_s, 3}, {u"seconds"_s, 12}}), tr("Answer the Next Three Calls Late")},
        {fault(Fault::DropStream), tr("End the Stream")},
        {fault(Fault::DropStreamInsideRecord), tr("Break the Stream Off Inside a Record")},
        {fault(Fault::SkipHeartbeats, {{u"count"_s, 6}}), tr("Skip Six Heartbeats")},
        {fault(Fault::SplitRecords), tr("Split Every Record Across Chunks and Reads")},
        {fault(Fault::GlueRecords), tr("Glue Many Records Into One Chunk")},
        {fault(Fault::CorruptLength), tr("Corrupt a Length")},
        {fault(Fault::Restart), tr("Restart the Master With a New ID")},
        {refusal(401), tr("Refuse the Next Request With 401")},
        {refusal(403), tr("Refuse the Next Request With 403")},
        {refusal(503), tr("Refuse the Next Request With 503")},
        {fault(Fault::Redirect, {{u"to"_s, u"127.0.0.1:1"_s}}), tr("Redirect to a Leader That Does Not Answer")},
        {fault(Fault::Clear), tr("Back to Normal")},
    });
    connect(m_window.get(), &MainWindow::practiceFaultRequested, this,
            [this](const QString&, const QString& key) { m_practice.sendFault(key.toUtf8()); });
}

void Application::probeLater(const QString& masters)
{
    if (m_probed == masters)
        return;
    m_probed = masters;
    m_probeTimer.start();
}

void Application::showProbe(const ProbeResult& result)
{
    QString text;
    bool isGood = false;
    switch (result.kind) {
    case ProbeResult::Kind::Master:
        isGood = true;
        text = result.isLeader ? tr("Mesos %1, leader").arg(result.version)
                               : tr("Mesos %1, not the leader").arg(result.version);
        if (result.agents >= 0)
            text += u", "_s + tr("%n agent(s)", nullptr, result.agents);
        break;
    case ProbeResult::Kind::Agent:
        text = tr("That is a Mesos agent, not a master.");
        break;
    case ProbeResult::Kind::NotMesos:
        text = tr("Something answers there, but it is no Mesos master.");
        break;
    case ProbeResult::Kind::Nothing:
        if (!result.master.isEmpty())
            text = tr("Nothing answers at %1 yet.").arg(displayAddress(result.master));
        break;
    }
    m_window->firstRunPanel().setProbe(text, isGood);
    m_window->subscribePanel().setProbe(text, isGood);
}

} // namespace mesoscribe
