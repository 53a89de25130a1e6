// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>

#include <memory>

namespace Ui {
class ConnectionSidebar;
}

namespace mesoscribe {

class ConnectionListModel;

/// The saved connections, by environment.
class ConnectionSidebar final : public QWidget
{
    Q_OBJECT

public:
    /// `model` is borrowed.
    explicit ConnectionSidebar(ConnectionListModel& model, QWidget* parent = nullptr);
    ~ConnectionSidebar() override;

    QString selected() const; ///< id; empty when nothing is selected
    /// Emits nothing.
    void select(const QString& connectionId);
    QWidget& tree();

    QSize sizeHint() const override;

signals:
    void selectedByPerson(const QString& connectionId);
    /// Double click or Return.
    void subscribeRequested(const QString& connectionId);
    void newConnectionRequested();
    void editRequested(const QString& connectionId);
    void duplicateRequested(const QString& connectionId);
    void copyAsCurlRequested(const QString& connectionId);
    void deleteRequested(const QString& connectionId);

protected:
    void changeEvent(QEvent* event) override;

private:
    void expandSections();
    void showMenu(const QPoint& position);
    void refreshLook();

    ConnectionListModel& m_model;
    std::unique_ptr<Ui::ConnectionSidebar> m_ui;
    bool m_selecting = false;
};

} // namespace mesoscribe
