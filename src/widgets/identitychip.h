// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/identitymodel.h"

#include <QFrame>
#include <QTimer>

class QLabel;
class QToolButton;

namespace mesoscribe {

class IdField;

/// One of the four ids. A click anywhere copies it whole, with Alt (⌥) as JSON; dragging it drops plain text.
class IdentityChip final : public QFrame
{
    Q_OBJECT

public:
    /// `model` is borrowed. `idName` is the accessible name: "Framework ID"; `copyName` that of the button: "Copy
    /// framework ID".
    IdentityChip(IdentityModel& model, IdentityModel::Id id, const QString& idName, const QString& copyName,
                 QWidget* parent = nullptr);

    /// Reads the model again.
    void refresh();
    void copy(bool asJson = false);

signals:
    /// The clipboard now holds it.
    void copied();

protected:
    void changeEvent(QEvent* event) override;
    void enterEvent(QEnterEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void refreshLook();

    IdentityModel& m_model;
    IdentityModel::Id m_id;
    QString m_caption;
    QLabel* m_captionLabel = nullptr;
    QLabel* m_countLabel = nullptr;
    IdField* m_field = nullptr;
    QToolButton* m_button = nullptr;
    QTimer m_flash;
    QPoint m_pressedAt;
    bool m_pressed = false;
    bool m_isNew = false;
};

} // namespace mesoscribe
