// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QToolButton>

namespace mesoscribe {

/// The line that opens a closed section: a triangle and words in the accent colour. What it opens is its owner's
/// business: follow toggled().
class Expander final : public QToolButton
{
    Q_OBJECT

public:
    explicit Expander(QWidget* parent = nullptr);

    /// `closed` says what is inside, `open` is the shorter title of the opened section.
    void setTitles(const QString& closed, const QString& open);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void changeEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void refreshTitle();

    QString m_closed;
    QString m_open;
};

} // namespace mesoscribe
