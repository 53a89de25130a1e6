// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QDockWidget>
#include <QList>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <QToolBar>

class QAction;
class QMainWindow;

namespace mesoscribe {

class ConnectionSidebar;
class FilterField;
class FirstRunPanel;
class InspectorPanel;
class StatePill;
class StatusLine;
class SubscribePanel;

/// How the window is put together: tool bar, sidebar and stack side by side, inspector, status line. The window owns
/// all of it.
struct WindowParts
{
    struct Contents
    {
        ConnectionSidebar* sidebar;
        FirstRunPanel* firstRun;
        SubscribePanel* form;
        InspectorPanel* inspector;
        StatePill* pill;
        FilterField* filter;
        StatusLine* status;
    };

    WindowParts(QMainWindow& window, const Contents& contents);

    /// Its two faces.
    void showSessionButton(bool disconnect) const;
    /// The sizes of a new window; only a shown one can have them.
    void settleSizes() const;

    QToolBar* toolBar = nullptr;
    QPushButton* sessionButton = nullptr;
    QPushButton* launch = nullptr;
    QPushButton* decline = nullptr;
    QPushButton* declineFor = nullptr; ///< beside it: for how long
    QPushButton* suppress = nullptr;
    QPushButton* revive = nullptr;
    QPushButton* pasteCurl = nullptr;
    QPushButton* copyAsCurl = nullptr;
    QList<QAction*> pageOnly; ///< parts of the tool bar that only a connection's page has
    QList<QAction*> wideOnly; ///< those of them that only a wide window has room for
    QSplitter* sidebarSplitter = nullptr;
    QStackedWidget* stack = nullptr;
    QDockWidget* inspectorDock = nullptr;

private:
    void buildToolBar(const Contents& contents);

    QMainWindow& m_window;
    QWidget* m_sidebar = nullptr;
    QWidget* m_inspector = nullptr;
};

} // namespace mesoscribe
