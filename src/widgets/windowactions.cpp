// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "widgets/windowactions.h"

#include "models/callskeleton.h"

#include <QMainWindow>
#include <QMenu>
#include <QMenuBar>

namespace mesoscribe {

using namespace Qt::Literals::StringLiterals;

WindowActions::WindowActions(QMainWindow& window)
    : QObject(&window)
    , m_window(window)
{
    QMenuBar& bar = *window.menuBar();
    const auto menu = [&bar](const QString& title) {
        QMenu* made = bar.addMenu(title);
        made->menuAction()->setMenuRole(QAction::NoRole);
        return made;
    };
    fillFile(*menu(tr("&File")));
    fillEdit(*menu(tr("&Edit")));
    fillView(*menu(tr("&View")));
    fillConnection(*menu(tr("&Connection")));
    fillOffers(*menu(tr("&Offers")));
    QMenu* help = menu(tr("&Help"));
    about = add(*help, u"about"_s, tr("About Mesoscribe"));
    about->setMenuRole(QAction::AboutRole);
}

QAction* WindowActions::add(QMenu& menu, const QString& name, const QString& text, const QKeySequence& key)
{
    QAction* action = menu.addAction(text);
    action->setObjectName(name);
    action->setMenuRole(QAction::NoRole);
    if (!key.isEmpty())
        action->setShortcut(key);
    // Also while the menu bar is hidden or belongs to the system.
    m_window.addAction(action);
    return action;
}

void WindowActions::fillFile(QMenu& menu)
{
    newConnection = add(menu, u"newConnection"_s, tr("New Connection"), QKeySequence::New);
    pasteCurl = add(menu, u"pasteCurl"_s, tr("Paste curl as Connection"), Qt::CTRL | Qt::SHIFT | Qt::Key_V);
    menu.addSeparator();
    close = add(menu, u"close"_s, tr("Close"), QKeySequence(Qt::CTRL | Qt::Key_W));
    quit = add(menu, u"quit"_s, tr("Quit"), QKeySequence(Qt::CTRL | Qt::Key_Q));
    quit->setMenuRole(QAction::QuitRole);
}

void WindowActions::fillEdit(QMenu& menu)
{
    copy = add(menu, u"copy"_s, tr("Copy"), QKeySequence(Qt::CTRL | Qt::Key_C));
    copyJson = add(menu, u"copyJson"_s, tr("Copy JSON"), Qt::CTRL | Qt::ALT | Qt::Key_C);
    copyAsCurl = add(menu, u"copyAsCurl"_s, tr("Copy as curl"), Qt::CTRL | Qt::SHIFT | Qt::Key_C);
    paste = add(menu, u"paste"_s, tr("Paste"), QKeySequence(Qt::CTRL | Qt::Key_V));
    menu.addSeparator();
    const std::array<QString, 4> names = {tr("Copy Framework ID"), tr("Copy Stream ID"), tr("Copy Agent ID"),
                                          tr("Copy Offer IDs")};
    for (size_t i = 0; i < names.size(); ++i) {
        const auto key = static_cast<Qt::Key>(Qt::Key_1 + static_cast<int>(i));
        copyIds[i] = add(menu, u"copyId%1"_s.arg(i), names[i], Qt::CTRL | Qt::ALT | key);
    }
    menu.addSeparator();
    find = add(menu, u"find"_s, tr("Find"), QKeySequence(Qt::CTRL | Qt::Key_F));
}

void WindowActions::fillView(QMenu& menu)
{
    showOffers = add(menu, u"showOffers"_s, tr("Offers"), Qt::CTRL | Qt::Key_1);
    showTasks = add(menu, u"showTasks"_s, tr("Tasks"), Qt::CTRL | Qt::Key_2);
    showCalls = add(menu, u"showCalls"_s, tr("Calls"), Qt::CTRL | Qt::Key_3);
    showRecords = add(menu, u"showRecords"_s, tr("Records"), Qt::CTRL | Qt::ALT | Qt::Key_R);
    menu.addSeparator();
    showInspector = add(menu, u"showInspector"_s, tr("Inspector"), Qt::CTRL | Qt::ALT | Qt::Key_I);
#ifdef Q_OS_MACOS
    const QKeySequence sidebarKey(Qt::CTRL | Qt::META | Qt::Key_S);
#else
    const QKeySequence sidebarKey(Qt::Key_F9);
#endif
    showSidebar = add(menu, u"showSidebar"_s, tr("Sidebar"), sidebarKey);
    showHeartbeats = add(menu, u"showHeartbeats"_s, tr("Show Heartbeats"));
    for (QAction* action : {showInspector, showSidebar, showHeartbeats})
        action->setCheckable(true);
    menu.addSeparator();

    const auto choices = [this, &menu](const QString& title, const QList<std::pair<QString, QVariant>>& entries) {
        QMenu* sub = menu.addMenu(title);
        sub->menuAction()->setMenuRole(QAction::NoRole);
        auto* group = new QActionGroup(this);
        for (const auto& [text, data] : entries) {
            QAction* action = sub->addAction(text);
            action->setMenuRole(QAction::NoRole);
            action->setCheckable(true);
            action->setData(data);
            group->addAction(action);
        }
        group->actions().constFirst()->setChecked(true);
        return group;
    };
    using Grouping = OfferTreeModel::Grouping;
    grouping = choices(tr("Group by"), {{tr("Agent"), QVariant::fromValue(Grouping::Agent)},
                                        {tr("Role"), QVariant::fromValue(Grouping::Role)},
                                        {tr("None"), QVariant::fromValue(Grouping::None)}});
    appearance = choices(tr("Appearance"), {{tr("System"), static_cast<int>(Appearance::System)},
                                            {tr("Light"), static_cast<int>(Appearance::Light)},
                                            {tr("Dark"), static_cast<int>(Appearance::Dark)}});
    menu.addSeparator();
    nextPane = add(menu, u"nextPane"_s, tr("Next Pane"), QKeySequence(Qt::Key_F6));
    previousPane = add(menu, u"previousPane"_s, tr("Previous Pane"), Qt::SHIFT | Qt::Key_F6);
}

void WindowActions::fillConnection(QMenu& menu)
{
    subscribe = add(menu, u"subscribe"_s, tr("Subscribe"), Qt::CTRL | Qt::Key_K);
    disconnect = add(menu, u"disconnect"_s, tr("Disconnect"), Qt::CTRL | Qt::SHIFT | Qt::Key_K);
    tryNow = add(menu, u"tryNow"_s, tr("Try Now"));
    menu.addSeparator();
    suppress = add(menu, u"suppress"_s, tr("Suppress"));
    revive = add(menu, u"revive"_s, tr("Revive"), Qt::CTRL | Qt::Key_R);
    reconcile = add(menu, u"reconcile"_s, tr("Reconcile"));
    newCall = menu.addMenu(tr("New Call"));
    newCall->menuAction()->setMenuRole(QAction::NoRole);
    for (const QString& skeleton : skeletonNames()) {
        QAction* action = newCall->addAction(skeleton);
        action->setMenuRole(QAction::NoRole);
        connect(action, &QAction::triggered, this, [this, skeleton] { emit newCallRequested(skeleton); });
    }
    tearDown = add(menu, u"tearDown"_s, tr("Tear Down…"));
    menu.addSeparator();
    edit = add(menu, u"editConnection"_s, tr("Edit Connection…"));
    duplicate = add(menu, u"duplicateConnection"_s, tr("Duplicate"));
    remove = add(menu, u"deleteConnection"_s, tr("Delete…"));
    menu.addSeparator();
    usePractice = add(menu, u"usePractice"_s, tr("Use the Practice Cluster"));
    practice = menu.addMenu(tr("Practice Faults"));
    practice->menuAction()->setMenuRole(QAction::NoRole);
    practice->setEnabled(false);
}

void WindowActions::fillOffers(QMenu& menu)
{
    launch = add(menu, u"launch"_s, tr("Launch…"), Qt::CTRL | Qt::Key_L);
    menu.addSeparator();
    declineAgain = add(menu, u"decline"_s, tr("Decline"), Qt::CTRL | Qt::Key_Backspace);
    declineMenu = menu.addMenu(tr("Decline For"));
    declineMenu->menuAction()->setMenuRole(QAction::NoRole);
    decline = new QActionGroup(this);
    const QList<std::pair<QString, double>> times = {
        {tr("5 seconds"), 5.0}, {tr("1 minute"), 60.0}, {tr("10 minutes"), 600.0},
        {tr("1 hour"), 3600.0}, {tr("Another Time…"), -1.0},
    };
    for (const auto& [text, seconds] : times) {
        QAction* action = declineMenu->addAction(text);
        action->setMenuRole(QAction::NoRole);
        action->setCheckable(true);
        action->setData(seconds);
        decline->addAction(action);
    }
    decline->actions().constFirst()->setChecked(true);
    declineAll = add(menu, u"declineAll"_s, tr("Decline All"));
    menu.addSeparator();
    untickAll = add(menu, u"untickAll"_s, tr("Untick All"));
}

QList<QAction*> WindowActions::callActions() const
{
    return {suppress, revive, reconcile, tearDown, launch, declineAgain, declineMenu->menuAction(), declineAll,
            untickAll, newCall->menuAction()};
}

void WindowActions::setFaults(const QList<std::pair<QString, QString>>& faults)
{
    practice->clear();
    for (const auto& [key, text] : faults) {
        QAction* action = practice->addAction(text);
        action->setMenuRole(QAction::NoRole);
        connect(action, &QAction::triggered, this, [this, fault = key] { emit faultRequested(fault); });
    }
}

} // namespace mesoscribe
