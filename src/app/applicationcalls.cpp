// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "app/application.h"

#include <QSettings>

using namespace Qt::Literals::StringLiterals;

namespace mesoscribe {

/// The later calls: what the window asks for goes to the connection it is about.
void Application::wireCalls()
{
    MainWindow& window = *m_window;
    const auto to = [this](auto act) {
        return [this, act](const QString& id, auto... more) {
            if (DeskCalls* calls = callsOf(id))
                act(*calls, more...);
        };
    };
    connect(&window, &MainWindow::launchRequested, this, to([](DeskCalls& calls) { calls.launch(); }));
    connect(&window, &MainWindow::declineRequested, this, [this](const QString& id, double seconds) {
        QSettings().setValue(u"refuseSeconds"_s, seconds);
        if (DeskCalls* calls = callsOf(id))
            calls->decline(seconds);
    });
    connect(&window, &MainWindow::declineAllRequested, this,
            to([](DeskCalls& calls, double seconds) { calls.declineAll(seconds); }));
    connect(&window, &MainWindow::suppressRequested, this, to([](DeskCalls& calls) { calls.suppress(); }));
    connect(&window, &MainWindow::reviveRequested, this, to([](DeskCalls& calls) { calls.revive(); }));
    connect(&window, &MainWindow::reconcileRequested, this, to([](DeskCalls& calls) { calls.reconcile({}); }));
    connect(&window, &MainWindow::tearDownRequested, this, to([](DeskCalls& calls) { calls.tearDown(); }));
    connect(&window, &MainWindow::newCallRequested, this,
            to([](DeskCalls& calls, const QString& skeleton) { calls.newCall(skeleton); }));
    connect(&window, &MainWindow::copyCallAsCurlRequested, this,
            to([](DeskCalls& calls, quint64 call) { calls.copyAsCurl(call); }));
    bool isNumber = false;
    const double refuse = QSettings().value(u"refuseSeconds"_s, Filters::DefaultRefuseSeconds).toDouble(&isNumber);
    window.setRefuseSeconds(isNumber && refuse >= 0.0 ? refuse : Filters::DefaultRefuseSeconds);
    window.setClosing([this] { return mayClose(); });
}

DeskCalls* Application::callsOf(const QString& id) const
{
    const auto found = m_calls.find(id);
    return found == m_calls.end() ? nullptr : found->second.get();
}

QList<Desk*> Application::desks() const
{
    QList<Desk*> all;
    for (const auto& [id, desk] : m_desks)
        all.append(desk.get());
    return all;
}

bool Application::mayClose()
{
    if (!Leaving::isAnyActive(desks()))
        return true;
    m_leaving.leave(desks(), [this] {
        // Not from within a session's own signal.
        QMetaObject::invokeMethod(
            this, [this] { m_window->closeForGood(); }, Qt::QueuedConnection);
    });
    return false;
}

} // namespace mesoscribe
