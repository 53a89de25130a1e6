// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QLineEdit>

namespace mesoscribe {

/// A line of roles. Its text is always the plain list, "eng, eng/web", for the keyboard, the clipboard and assistive
/// technology; chips are how it is drawn. A comma or Return ends a role; a blank does not, it is an error in a role.
class RolesField final : public QLineEdit
{
    Q_OBJECT

public:
    explicit RolesField(QWidget* parent = nullptr);

    /// What stands between the commas, without the blanks around it; empty pieces are left out.
    QStringList roles() const;
    /// Leaves the text alone when it says these roles already. Emits nothing.
    void setRoles(const QStringList& roles);
    /// The chip to draw in the colour of trouble; -1 for none.
    void setWrongRole(int index);

signals:
    /// The roles are different now, whoever changed the text.
    void rolesEdited(const QStringList& roles);

protected:
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    struct Chip
    {
        QRectF area;
        QRectF cross; ///< where a click removes the role; empty when nothing does
        QString text;
        bool isWrong = false;
    };

    QList<Chip> chips() const;
    void paintChips(QPainter& painter) const;
    void tintFinishedRoles(QPainter& painter) const;
    void removeRole(qsizetype index);
    void noteChange();

    QStringList m_last;
    int m_wrong = -1;
    bool m_isSetting = false;
    bool m_wasReachedByMouse = false;
};

} // namespace mesoscribe
