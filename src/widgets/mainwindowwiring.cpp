// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "widgets/mainwindow.h"

#include "models/connectionlistmodel.h"
#include "widgets/connectionsidebar.h"
#include "widgets/filterfield.h"
#include "widgets/offerspanel.h"
#include "widgets/offerview.h"
#include "widgets/recordspanel.h"
#include "widgets/statusline.h"
#include "widgets/windowactions.h"
#include "widgets/windowmemory.h"
#include "widgets/windowparts.h"

#include <QCoreApplication>
#include <QStatusBar>

/// Which part of the window asks for what.
namespace mesoscribe {

void MainWindow::wireSidebar()
{
    connect(m_sidebar, &ConnectionSidebar::selectedByPerson, this, &MainWindow::connectionSelected);
    connect(m_sidebar, &ConnectionSidebar::subscribeRequested, this, &MainWindow::subscribeRequested);
    connect(m_sidebar, &ConnectionSidebar::newConnectionRequested, this, &MainWindow::newConnectionRequested);
    connect(m_sidebar, &ConnectionSidebar::editRequested, this, &MainWindow::editRequested);
    connect(m_sidebar, &ConnectionSidebar::duplicateRequested, this, &MainWindow::duplicateRequested);
    connect(m_sidebar, &ConnectionSidebar::copyAsCurlRequested, this, &MainWindow::copyAsCurlRequested);
    connect(m_sidebar, &ConnectionSidebar::deleteRequested, this, &MainWindow::confirmDelete);
    connect(m_parts->sidebarSplitter, &QSplitter::splitterMoved, m_memory, &WindowMemory::touch);
    // A renamed connection, another colour, the first or the last one.
    for (const auto signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(&m_connections, signal, this, &MainWindow::applyView);
    connect(&m_connections, &QAbstractItemModel::dataChanged, this, &MainWindow::refreshSession);
}

void MainWindow::wireToolBar()
{
    connect(m_parts->sessionButton, &QPushButton::clicked, this, [this] {
        const ConnectionPage* page = currentPage();
        if (page && page->state().isActive())
            emit disconnectRequested(m_current);
        else
            emit subscribeRequested(m_current);
    });
    connect(m_parts->pasteCurl, &QPushButton::clicked, this, &MainWindow::pasteCurl);
    connect(m_parts->copyAsCurl, &QPushButton::clicked, this, [this] { emit copyAsCurlRequested(m_current); });
    connect(statusBar(), &QStatusBar::messageChanged, this, [this](const QString& message) {
        m_status->setVisible(m_view == View::Page && message.isEmpty());
        statusBar()->setVisible(m_view == View::Page || !message.isEmpty());
    });
    connect(m_filter, &QLineEdit::textChanged, this, &MainWindow::filterEdited);
    connect(m_filter, &FilterField::left, this, [this] {
        if (ConnectionPage* page = currentPage()) {
            page->showTab(ConnectionPage::Tab::Offers);
            page->offers().view().setFocus(Qt::OtherFocusReason);
        }
    });
}

void MainWindow::wireActions()
{
    const auto on = [this](QAction* action, auto act) { connect(action, &QAction::triggered, this, act); };
    on(m_actions->newConnection, [this] { emit newConnectionRequested(); });
    on(m_actions->pasteCurl, [this] { pasteCurl(); });
    on(m_actions->close, [this] { close(); });
    on(m_actions->quit, [] { QCoreApplication::quit(); });
    on(m_actions->copy, [this] { copySelected(false); });
    on(m_actions->copyJson, [this] { copySelected(true); });
    on(m_actions->copyAsCurl, [this] {
        const ConnectionPage* page = currentPage();
        if (const quint64 call = page ? page->selectedCall() : 0)
            emit copyCallAsCurlRequested(m_current, call);
        else
            emit copyAsCurlRequested(m_current);
    });
    on(m_actions->paste, [this] { paste(); });
    for (size_t i = 0; i < m_actions->copyIds.size(); ++i) {
        on(m_actions->copyIds[i], [this, i] {
            if (ConnectionPage* page = currentPage())
                page->copyId(static_cast<int>(i));
        });
    }
    on(m_actions->find, [this] {
        m_filter->setFocus(Qt::ShortcutFocusReason);
        m_filter->selectAll();
    });
    const auto showsTab = [&](QAction* action, ConnectionPage::Tab tab) {
        on(action, [this, tab] {
            if (ConnectionPage* page = currentPage()) {
                page->showTab(tab);
                page->tabFocus().setFocus(Qt::ShortcutFocusReason);
            }
        });
    };
    showsTab(m_actions->showOffers, ConnectionPage::Tab::Offers);
    showsTab(m_actions->showTasks, ConnectionPage::Tab::Tasks);
    showsTab(m_actions->showCalls, ConnectionPage::Tab::Calls);
    on(m_actions->showRecords, [this] {
        if (ConnectionPage* page = currentPage())
            page->records().setFocus(Qt::ShortcutFocusReason);
    });
    on(m_actions->showInspector, [this](bool shown) {
        m_memory->setInspectorShown(shown);
        m_parts->inspectorDock->setVisible(shown);
        refreshInspection();
    });
    on(m_actions->showSidebar, [this](bool shown) {
        m_memory->setSidebarShown(shown);
        applyView();
    });
    on(m_actions->showHeartbeats, [this](bool shown) {
        if (ConnectionPage* page = currentPage())
            page->records().setHeartbeatsShown(shown);
    });
    on(m_actions->nextPane, [this] { focusPane(1); });
    on(m_actions->previousPane, [this] { focusPane(-1); });
    connect(m_actions->grouping, &QActionGroup::triggered, this, [this](const QAction* action) {
        if (ConnectionPage* page = currentPage())
            page->offers().setGrouping(action->data().value<OfferTreeModel::Grouping>());
    });
    connect(m_actions->appearance, &QActionGroup::triggered, this,
            [this](const QAction* action) { emit appearanceChanged(static_cast<Appearance>(action->data().toInt())); });
    on(m_actions->subscribe, [this] { emit subscribeRequested(m_current); });
    on(m_actions->disconnect, [this] { emit disconnectRequested(m_current); });
    on(m_actions->tryNow, [this] { emit tryNowRequested(m_current); });
    on(m_actions->usePractice, [this] { emit practiceRequested(); });
    on(m_actions->edit, [this] { emit editRequested(m_current); });
    on(m_actions->duplicate, [this] { emit duplicateRequested(m_current); });
    on(m_actions->remove, [this] { confirmDelete(m_current); });
    on(m_actions->about, [this] { emit aboutRequested(); });
    connect(m_actions, &WindowActions::faultRequested, this,
            [this](const QString& key) { emit practiceFaultRequested(m_current, key); });
}

} // namespace mesoscribe
