// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>

namespace mesoscribe {

/// A strip in the window's colour with hairlines at the edges named by `lines`.
class HairlineBar final : public QWidget
{
    Q_OBJECT

public:
    explicit HairlineBar(QWidget* parent = nullptr);
    void setLines(Qt::Edges lines);
    /// On the colour of lists instead of the window's.
    void setOnBase(bool onBase);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Qt::Edges m_lines = Qt::TopEdge;
    bool m_onBase = false;
};

} // namespace mesoscribe
