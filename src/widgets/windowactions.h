// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/offertreemodel.h"
#include "widgets/theme.h"

#include <QAction>
#include <QActionGroup>

#include <array>
#include <utility>

class QMainWindow;
class QMenu;

namespace mesoscribe {

/// The menus of the window and their shortcuts. What the actions do is connected by the window. Every action has a menu
/// role, so that macOS moves none by its text.
class WindowActions final : public QObject
{
    Q_OBJECT

public:
    /// Fills the menu bar of `window`, which owns this.
    explicit WindowActions(QMainWindow& window);

    QAction* newConnection = nullptr;
    QAction* pasteCurl = nullptr;
    QAction* close = nullptr;
    QAction* quit = nullptr;

    QAction* copy = nullptr;
    QAction* copyJson = nullptr;
    QAction* copyAsCurl = nullptr;
    QAction* paste = nullptr;
    std::array<QAction*, 4> copyIds{}; ///< in the order of IdentityModel::Id
    QAction* find = nullptr;

    QAction* showOffers = nullptr;
    QAction* showTasks = nullptr;
    QAction* showCalls = nullptr;
    QAction* showRecords = nullptr;
    QAction* showInspector = nullptr; ///< checkable
    QAction* showSidebar = nullptr;   ///< checkable
    QAction* showHeartbeats = nullptr;
    QActionGroup* grouping = nullptr;   ///< data: OfferTreeModel::Grouping
    QActionGroup* appearance = nullptr; ///< data: Appearance as int
    QAction* nextPane = nullptr;
    QAction* previousPane = nullptr;

    QAction* subscribe = nullptr;
    QAction* disconnect = nullptr;
    QAction* tryNow = nullptr;
    QAction* suppress = nullptr;
    QAction* revive = nullptr;
    QAction* reconcile = nullptr;
    QAction* tearDown = nullptr;
    QAction* usePractice = nullptr;
    QAction* edit = nullptr;
    QAction* duplicate = nullptr;
    QAction* remove = nullptr;
    QMenu* practice = nullptr;

    QAction* launch = nullptr;
    QActionGroup* decline = nullptr; ///< data: seconds, a negative number asks for them
    QMenu* declineMenu = nullptr;
    QAction* declineAgain = nullptr; ///< for as long as the last time
    QAction* declineAll = nullptr;
    QAction* untickAll = nullptr;
    QMenu* newCall = nullptr;

    QAction* about = nullptr;

    /// What follows the session of the page in view; all disabled without one.
    QList<QAction*> callActions() const;

    void setFaults(const QList<std::pair<QString, QString>>& faults);

signals:
    void faultRequested(const QString& key);
    void newCallRequested(const QString& skeleton);

private:
    QAction* add(QMenu& menu, const QString& name, const QString& text, const QKeySequence& key = {});
    void fillFile(QMenu& menu);
    void fillEdit(QMenu& menu);
    void fillView(QMenu& menu);
    void fillConnection(QMenu& menu);
    void fillOffers(QMenu& menu);

    QMainWindow& m_window;
};

} // namespace mesoscribe
