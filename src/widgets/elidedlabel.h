// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QLabel>

namespace mesoscribe {

/// A line of plain text that gives way: what does not fit is left out at its end and found in the tooltip.
class ElidedLabel final : public QLabel
{
    Q_OBJECT

public:
    explicit ElidedLabel(QWidget* parent = nullptr);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
};

/// Colours a label's text as secondary, or as ordinary again. To be called anew on PaletteChange.
void setMuted(QLabel& label, bool muted = true);

} // namespace mesoscribe
