// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "app/application.h"

#include "base/logging.h"
#include "state/masteraddress.h"
#include "widgets/firstrunpanel.h"
#include "widgets/subscribepanel.h"

#include <QUuid>

using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

namespace mesoscribe {

namespace {

constexpr auto SaveDelay = 500ms;
constexpr auto Countdown = 1s;

QString freshId()
{
    return QUuid::createUuid().toString(QUuid::WithoutBraces);
}

} // namespace

Application::Application(const CommandLine& commandLine, const Parts& parts, QObject* parent)
    : QObject(parent)
    , m_commandLine(commandLine)
    , m_parts(parts)
    , m_templates(parts.templates)
    , m_window(std::make_unique<MainWindow>(m_connections, parts.clock))
    , m_leaving(*m_window)
{
    m_saveTimer.setSingleShot(true);
    m_saveTimer.setInterval(SaveDelay);
    connect(&m_saveTimer, &QTimer::timeout, this, &Application::save);
    m_countdownTimer.setInterval(Countdown);
    connect(&m_countdownTimer, &QTimer::timeout, this, &Application::showStates);

    wireWindow();
    wireForm();
    wireFirstRun();
    wireCredentials();
    wirePractice();
    wireCalls();
    load();
}

Application::~Application()
{
    if (m_saveTimer.isActive())
        save();
    // Pages borrow the desks, and the calls the pages.
    m_calls.clear();
    m_window.reset();
}

void Application::start()
{
    m_window->show();
    if (!m_commandLine.snapshot.isEmpty())
        m_snapshot = new Snapshot(m_commandLine.snapshot, *m_window, m_parts.clock, this);

    if (m_commandLine.practice) {
        startPractice();
    } else if (!m_commandLine.master.isEmpty()) {
        Desk& desk = newDesk();
        desk.form.setMasters(m_commandLine.master);
        showForm(desk);
        if (m_commandLine.subscribe)
            subscribe(desk);
    } else if (m_order.isEmpty()) {
        newDesk();
        m_window->showFirstRun();
        probeLater(SubscribeSettings().masters);
    } else {
        show(*desk(m_order.first()));
    }
}

void Application::load()
{
    if (const Result<void> templates = m_templates.load(); !templates)
        m_window->announce(tr("The saved launch templates cannot be read; the damaged file is kept."));
    const Result<SettingsStore::Loaded> loaded = m_parts.settings.load();
    if (!loaded) {
        m_window->announce(tr("The saved connections cannot be read, so the list begins empty. The damaged file is "
                              "kept as %1.damaged.")
                               .arg(m_parts.settings.path()));
        return;
    }
    if (loaded->fromBackup)
        m_window->announce(tr("The saved connections were damaged and have been restored from their backup."));
    for (const Connection& connection : loaded->connections)
        addDesk(connection, true);
    listConnections();
}

void Application::save()
{
    m_saveTimer.stop();
    QList<Connection> connections;
    for (const QString& id : std::as_const(m_order))
        connections.append(desk(id)->connection());
    if (const Result<void> saved = m_parts.settings.save(connections); !saved)
        m_window->announce(tr("The connections cannot be saved: %1").arg(saved.error().detail));
}

Desk& Application::addDesk(const Connection& connection, bool isSaved)
{
    auto made = std::make_unique<Desk>(connection, m_parts.loginName, m_parts.clock);
    Desk& desk = *made;
    desk.isSaved = isSaved;
    m_desks.emplace(connection.id, std::move(made));
    if (isSaved)
        m_order.append(connection.id);
    else
        m_unsaved = connection.id;

    connect(&desk, &Desk::changed, this, [this, &desk](const Changes& changes) { deskChanged(desk, changes); });
    connect(&desk.session, &Session::tornDown, this, [this, &desk](const FrameworkId& id) {
        desk.forget(id);
        m_saveTimer.start();
    });
    connect(&desk.session, &Session::subscribed, this, [this, &desk](const FrameworkId& id) {
        if (!desk.remember(id))
            return;
        m_saveTimer.start();
        if (currentDesk() == &desk && m_window->view() == MainWindow::View::Form)
            m_window->subscribePanel().setConnection(desk.connection());
    });
    return desk;
}

Desk* Application::desk(const QString& id) const
{
    const auto found = m_desks.find(id);
    return found == m_desks.end() ? nullptr : found->second.get();
}

Desk& Application::newDesk()
{
    if (Desk* waiting = desk(m_unsaved))
        return *waiting;
    Connection connection;
    connection.id = freshId();
    connection.settings = SubscribeSettings::fresh(m_parts.loginName);
    return addDesk(connection, false);
}

void Application::removeDesk(QString id)
{
    const auto found = m_desks.find(id);
    if (found == m_desks.end())
        return;
    const QString principal = found->second->connection().settings.framework.principal;
    if (!principal.isEmpty())
        m_parts.credentials.remove({id, principal});
    m_window->subscribePanel().setModel(nullptr);
    m_calls.erase(id);
    m_window->removePage(id);
    m_desks.erase(found);
    const qsizetype place = m_order.indexOf(id);
    m_order.removeAll(id);
    if (m_unsaved == id)
        m_unsaved.clear();
    listConnections();
    m_saveTimer.start();
    if (m_order.isEmpty()) {
        newDesk();
        m_window->showFirstRun();
    } else {
        show(*desk(m_order.at(std::clamp<qsizetype>(place, 0, m_order.size() - 1))));
    }
}

void Application::listConnections()
{
    QList<Connection> connections;
    for (const QString& id : std::as_const(m_order))
        connections.append(desk(id)->connection());
    m_connections.setConnections(connections);
    showStates();
}

void Application::show(Desk& desk)
{
    desk.unseen = 0;
    if (!desk.hasStory()) {
        showForm(desk);
        return;
    }
    ConnectionPage* page = m_window->addPage(desk.id(), {.offers = &desk.offers,
                                                         .ticks = &desk.ticks,
                                                         .tasks = &desk.tasks,
                                                         .calls = &desk.calls,
                                                         .records = &desk.records,
                                                         .identity = &desk.identity,
                                                         .state = &desk.session.state()});
    if (!m_calls.contains(desk.id())) {
        auto calls = std::make_unique<DeskCalls>(desk, *page, *m_window, m_templates, m_parts.clock);
        connect(calls.get(), &DeskCalls::connectionEdited, &m_saveTimer, qOverload<>(&QTimer::start));
        m_calls.emplace(desk.id(), std::move(calls));
    }
    m_window->showPage(desk.id());
    showStates();
}

void Application::showForm(Desk& desk)
{
    SubscribePanel& panel = m_window->subscribePanel();
    panel.setModel(&desk.form);
    panel.setConnection(desk.connection());
    panel.setKeychainAvailable(m_parts.credentials.isAvailable());
    m_window->showForm(desk.id());
    m_probed.clear();
    probeLater(desk.form.settings().masters);

    const QString principal = desk.form.settings().framework.principal;
    if (desk.isSaved && !principal.isEmpty() && !std::exchange(desk.secretAsked, true))
        m_parts.credentials.read({desk.id(), principal});
}

void Application::subscribe(Desk& desk)
{
    if (desk.connection().isPractice && !m_practice.isRunning()) {
        startPractice();
        return;
    }
    if (!desk.form.canSubscribe()) {
        showForm(desk);
        return;
    }
    desk.keepForm();
    Connection& connection = desk.connection();
    if (connection.name.isEmpty())
        connection.name = connection.settings.framework.name;
    if (!std::exchange(desk.isSaved, true)) {
        m_unsaved.clear();
        m_order.append(desk.id());
    }
    listConnections();
    m_saveTimer.start();

    const QString principal = connection.settings.framework.principal;
    if (!principal.isEmpty() && desk.form.secret().isEmpty()) {
        // Goes on with secretArrived(), whatever the keychain says.
        desk.awaitsSecret = true;
        m_parts.credentials.read({desk.id(), principal});
        return;
    }
    if (!principal.isEmpty())
        m_parts.credentials.write({desk.id(), principal}, desk.form.secret());
    openStream(desk);
}

void Application::secretArrived(const CredentialStore::Key& key, const QString& secret)
{
    Desk* owner = desk(key.connectionId);
    if (!owner || owner->form.settings().framework.principal != key.principal)
        return;
    if (owner->form.secret().isEmpty())
        owner->form.setSecret(secret);
    // Without a secret the master is asked all the same: it may want none, and says so if it does.
    if (std::exchange(owner->awaitsSecret, false))
        openStream(*owner);
}

void Application::openStream(Desk& desk)
{
    // Another framework in place of one that lives: that is leaving it.
    const SessionState& state = desk.session.state();
    if (state.isSubscribed() && desk.form.settings().framework.id != state.frameworkId) {
        m_leaving.leave({&desk}, [this, id = desk.id()] {
            if (Desk* left = this->desk(id))
                openStream(*left);
        });
        return;
    }
    desk.session.subscribe(desk.form.settings(), desk.form.secret());
    show(desk);
    if (m_snapshot)
        m_snapshot->watch(desk);
}

void Application::deskChanged(Desk& desk, const Changes& changes)
{
    if (ConnectionPage* page = m_window->page(desk.id()))
        page->apply(changes);
    if (DeskCalls* calls = callsOf(desk.id()))
        calls->apply(changes);
    const bool isShown = m_window->currentConnection() == desk.id();
    if (!isShown)
        desk.unseen += static_cast<int>(changes.offersAdded.size());
    if (changes.phase || (!isShown && !changes.offersAdded.isEmpty()))
        showStates();
}

void Application::showStates()
{
    bool countsDown = false;
    for (const QString& id : std::as_const(m_order)) {
        const Desk& shown = *desk(id);
        m_connections.setState(id, shown.session.state(), shown.unseen, m_parts.clock.wall());
        countsDown |= shown.session.state().phase == Phase::Reconnecting;
    }
    if (countsDown && !m_countdownTimer.isActive())
        m_countdownTimer.start();
    else if (!countsDown)
        m_countdownTimer.stop();
}

void Application::startPractice()
{
    m_window->announce(tr("Starting the practice cluster…"));
    m_practice.start();
}

void Application::onPracticeStarted(const QUrl& master)
{
    Desk* practice = nullptr;
    for (const auto& [id, candidate] : m_desks) {
        if (candidate->connection().isPractice)
            practice = candidate.get();
    }
    if (!practice) {
        Connection connection;
        connection.id = freshId();
        connection.name = tr("Practice cluster");
        connection.isPractice = true;
        connection.settings = SubscribeSettings::fresh(m_parts.loginName);
        // The walk-through's framework, so that what is read there is found here.
        connection.settings.framework.name = u"HelloWorld Framework"_s;
        connection.settings.framework.roles = {u"hello_world_role"_s};
        // Without it the agent with GPUs would stay hidden.
        connection.settings.framework.capabilities.append(u"GPU_RESOURCES"_s);
        practice = &addDesk(connection, true);
    }
    m_window->announce({});
    if (practice->session.state().isActive() && practice->session.state().master == master) {
        show(*practice);
        return;
    }
    practice->form.setMasters(displayAddress(master));
    // Its frameworks lived in the process that has ended.
    practice->form.setFrameworkId({});
    subscribe(*practice);
}

} // namespace mesoscribe
