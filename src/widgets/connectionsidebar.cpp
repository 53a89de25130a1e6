// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "widgets/connectionsidebar.h"

#include "models/connectionlistmodel.h"
#include "models/roles.h"
#include "widgets/connectiondelegate.h"
#include "widgets/theme.h"

#include "ui_connectionsidebar.h"

#include <QEvent>
#include <QMenu>

namespace mesoscribe {

using namespace Qt::Literals::StringLiterals;

ConnectionSidebar::ConnectionSidebar(ConnectionListModel& model, QWidget* parent)
    : QWidget(parent)
    , m_model(model)
    , m_ui(std::make_unique<Ui::ConnectionSidebar>())
{
    m_ui->setupUi(this);
    m_ui->connections->setItemDelegate(new ConnectionDelegate(this));
    m_ui->connections->setModel(&model);
    refreshLook();
    expandSections();
    connect(&model, &QAbstractItemModel::rowsInserted, this, &ConnectionSidebar::expandSections);
    connect(&model, &QAbstractItemModel::modelReset, this, &ConnectionSidebar::expandSections);
    connect(m_ui->connections->selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this](const QModelIndex& current) {
                const QString id = current.data(IdRole).toString();
                if (!m_selecting && !id.isEmpty())
                    emit selectedByPerson(id);
            });
    // A click beside the rows takes the mark away, but not the connection out of the window.
    connect(m_ui->connections->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] {
        QItemSelectionModel* selection = m_ui->connections->selectionModel();
        if (!selection->hasSelection() && selection->currentIndex().isValid())
            selection->select(selection->currentIndex(), QItemSelectionModel::Select | QItemSelectionModel::Rows);
    });
    connect(m_ui->connections, &QAbstractItemView::activated, this, [this](const QModelIndex& index) {
        const QString id = index.data(IdRole).toString();
        if (!id.isEmpty())
            emit subscribeRequested(id);
    });
    connect(m_ui->connections, &QWidget::customContextMenuRequested, this, &ConnectionSidebar::showMenu);
    connect(m_ui->newConnection, &QPushButton::clicked, this, &ConnectionSidebar::newConnectionRequested);
}

ConnectionSidebar::~ConnectionSidebar() = default;

QString ConnectionSidebar::selected() const
{
    return m_ui->connections->currentIndex().data(IdRole).toString();
}

void ConnectionSidebar::select(const QString& connectionId)
{
    if (selected() == connectionId)
        return;
    m_selecting = true;
    m_ui->connections->setCurrentIndex(m_model.indexOf(connectionId));
    m_selecting = false;
}

QWidget& ConnectionSidebar::tree()
{
    return *m_ui->connections;
}

QSize ConnectionSidebar::sizeHint() const
{
    return {fontMetrics().averageCharWidth() * 27, QWidget::sizeHint().height()};
}

void ConnectionSidebar::expandSections()
{
    m_ui->connections->expandAll();
}

void ConnectionSidebar::showMenu(const QPoint& position)
{
    const QString id = m_ui->connections->indexAt(position).data(IdRole).toString();
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto add = [&](const QString& text, void (ConnectionSidebar::*request)(const QString&)) {
        QAction* action = menu->addAction(text);
        action->setMenuRole(QAction::NoRole);
        connect(action, &QAction::triggered, this, [this, request, id] { emit(this->*request)(id); });
    };
    if (id.isEmpty()) {
        QAction* action = menu->addAction(tr("New Connection"));
        action->setMenuRole(QAction::NoRole);
        connect(action, &QAction::triggered, this, &ConnectionSidebar::newConnectionRequested);
    } else {
        add(tr("Subscribe"), &ConnectionSidebar::subscribeRequested);
        menu->addSeparator();
        add(tr("Edit…"), &ConnectionSidebar::editRequested);
        add(tr("Duplicate"), &ConnectionSidebar::duplicateRequested);
        add(tr("Copy as curl"), &ConnectionSidebar::copyAsCurlRequested);
        menu->addSeparator();
        add(tr("Delete…"), &ConnectionSidebar::deleteRequested);
    }
    menu->popup(m_ui->connections->viewport()->mapToGlobal(position));
}

void ConnectionSidebar::refreshLook()
{
    const Theme theme(*this);
    QPalette behind;
    behind.setColor(QPalette::Base, theme.sidebar);
    m_ui->connections->setPalette(behind);
    QPalette own = palette();
    own.setColor(QPalette::Window, theme.sidebar);
    m_ui->footer->setPalette(own);
    QPalette link;
    link.setColor(QPalette::ButtonText, theme.accent);
    m_ui->newConnection->setPalette(link);
    m_ui->newConnection->setIcon(Theme::icon(u"plus"_s, Theme::Ink::Accent));
}

void ConnectionSidebar::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        refreshLook();
}

} // namespace mesoscribe
