// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "app/leaving.h"

#include "models/describecall.h"
#include "widgets/leavingdialog.h"

namespace mesoscribe {

namespace {

/// Whether there is something to be waited for. A session that is torn down has lost its stream before it has left.
bool isUnderWay(const Session& session)
{
    return session.state().isActive() || session.isLeaving();
}

} // namespace

Leaving::Leaving(QWidget& window, QObject* parent)
    : QObject(parent)
    , m_window(window)
{
}

bool Leaving::isAnyActive(const QList<Desk*>& desks)
{
    return std::ranges::any_of(desks, [](const Desk* desk) { return isUnderWay(desk->session); });
}

void Leaving::leave(const QList<Desk*>& desks, std::function<void()> then)
{
    if (m_question)
        return;
    QList<LeavingText> texts;
    bool isThrowAway = true;
    QList<QPointer<Desk>> active;
    for (Desk* desk : desks) {
        if (!isUnderWay(desk->session))
            continue;
        active.append(desk);
        // That has been asked, and it is on its way.
        if (desk->session.isLeaving())
            continue;
        const QString name =
            desk->connection().name.isEmpty() ? desk->session.state().settings.framework.name : desk->connection().name;
        if (const std::optional<LeavingText> text = describeLeaving(desk->session.state(), name)) {
            texts.append(*text);
            isThrowAway = isThrowAway && desk->connection().isPractice;
        }
    }
    if (texts.isEmpty()) {
        carryOut(active, Session::Leaving::KeepRunning, then);
        return;
    }
    auto* dialog = new LeavingDialog(texts, isThrowAway, &m_window);
    m_question = dialog;
    connect(dialog, &LeavingDialog::tearDownChosen, this,
            [this, active, then] { carryOut(active, Session::Leaving::TearDown, then); });
    connect(dialog, &LeavingDialog::leaveRunningChosen, this,
            [this, active, then] { carryOut(active, Session::Leaving::KeepRunning, then); });
    dialog->open();
}

void Leaving::carryOut(const QList<QPointer<Desk>>& desks, Session::Leaving how, const std::function<void()>& then)
{
    const auto waits = std::make_shared<qsizetype>(0);
    for (const QPointer<Desk>& desk : desks) {
        if (!desk || !isUnderWay(desk->session))
            continue;
        // Counted down once for each, whichever way it ends: left, or gone with its desk.
        ++*waits;
        auto* once = new QObject(desk);
        connect(once, &QObject::destroyed, this, [waits, then] {
            if (--*waits == 0 && then)
                then();
        });
        connect(&desk->session, &Session::left, once, &QObject::deleteLater);
        desk->session.leave(how);
    }
    if (*waits == 0 && then)
        then();
}

} // namespace mesoscribe
