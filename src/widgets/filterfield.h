// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QLineEdit>

namespace mesoscribe {

/// The filter of the offers. Escape clears it, and leaves it when it is clear already.
class FilterField final : public QLineEdit
{
    Q_OBJECT

public:
    explicit FilterField(QWidget* parent = nullptr);

    /// Terms of the text that mean nothing: named in the tooltip, with a warning sign. Empty: all is well.
    void setNotUnderstood(const QStringList& terms);

    QSize sizeHint() const override;

signals:
    /// Escape was pressed in the empty field.
    void left();

protected:
    bool event(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    QAction* m_warning = nullptr;
};

} // namespace mesoscribe
