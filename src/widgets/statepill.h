// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "state/sessionstate.h"

#include <QColor>
#include <QLabel>

namespace mesoscribe {

/// The label `Connection state`: where a session stands, as a coloured pill whose words are also its accessible
/// description. A click, Space or Return opens the connection's story, newest first.
class StatePill final : public QLabel
{
    Q_OBJECT

public:
    explicit StatePill(QWidget* parent = nullptr);

    /// `state` is borrowed until the next call; null: not connected.
    void setState(const SessionState* state, WallTime now);
    /// The environment's name and colour, shown before the state; an empty name shows none.
    void setEnvironment(const QString& name, const QColor& color);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

public slots:
    void showStory();

protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    struct Measures
    {
        int dot;
        int padding;
        int environment; ///< width of the environment's part, 0 when there is none
    };
    Measures measures() const;

    const SessionState* m_state = nullptr;
    Phase m_phase = Phase::Off;
    QString m_environment;
    QColor m_environmentColor;
};

} // namespace mesoscribe
