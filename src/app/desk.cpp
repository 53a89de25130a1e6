// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "app/desk.h"

#include <QRandomGenerator>

namespace mesoscribe {

Desk::Desk(Connection saved, const QString& loginName, const Clock& clock, QObject* parent)
    : QObject(parent)
    , session(clock, [] { return QRandomGenerator::global()->generateDouble(); })
    , form(loginName)
    , m_connection(std::move(saved))
{
    form.setSettings(m_connection.settings);
    session.setManners(m_connection.manners);
    connect(&session, &Session::changed, this, [this](const Changes& changes) {
        offers.apply(session.state(), changes);
        ticks.apply(session.state(), changes);
        tasks.apply(session.state(), changes);
        calls.apply(session.state(), changes);
        records.apply(session.state(), changes);
        identity.apply(session.state(), changes);
        emit changed(changes);
    });
}

void Desk::keepForm()
{
    m_connection.settings = form.settings();
}

void Desk::forget(const FrameworkId& id)
{
    m_connection.earlierFrameworkIds.removeAll(id);
    if (m_connection.settings.framework.id == id)
        m_connection.settings.framework.id = {};
    if (form.settings().framework.id == id)
        form.setFrameworkId({});
}

bool Desk::remember(const FrameworkId& id)
{
    QList<FrameworkId>& earlier = m_connection.earlierFrameworkIds;
    if (!earlier.isEmpty() && earlier.first() == id)
        return false;
    earlier.removeAll(id);
    earlier.prepend(id);
    while (earlier.size() > Connection::MaxEarlierFrameworkIds)
        earlier.removeLast();
    return true;
}

} // namespace mesoscribe
