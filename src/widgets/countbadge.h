// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QLabel>

namespace mesoscribe {

/// A number in a rounded chip, beside the name of what is counted.
class CountBadge final : public QLabel
{
    Q_OBJECT

public:
    explicit CountBadge(QWidget* parent = nullptr);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;
};

} // namespace mesoscribe
