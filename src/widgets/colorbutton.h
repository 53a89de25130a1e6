// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QColor>
#include <QToolButton>

namespace mesoscribe {

/// Chooses the colour of an environment: its usual one, or one of a few that can be told apart.
class ColorButton final : public QToolButton
{
    Q_OBJECT

public:
    explicit ColorButton(QWidget* parent = nullptr);

    QString color() const { return m_color; } ///< "#rrggbb"; empty: the usual one
    void setColor(const QString& color);      ///< emits nothing
    /// What "the usual one" looks like: grey for Local, amber for Staging, red for Production.
    void setEnvironment(const QString& environment);

    QSize sizeHint() const override;

signals:
    void colorChosen(const QString& color);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void fillMenu();
    QColor shownColor() const;

    QString m_color;
    QString m_environment;
};

} // namespace mesoscribe
