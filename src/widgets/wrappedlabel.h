// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QLabel>

namespace mesoscribe {

/// Plain text that wraps anywhere when it must, so that an id of any length stays in view whole. A muted note follows
/// it.
class WrappedLabel final : public QLabel
{
    Q_OBJECT

public:
    explicit WrappedLabel(QWidget* parent = nullptr);
    void setNote(const QString& note);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;

protected:
    void contextMenuEvent(QContextMenuEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    /// Lays the text out in `width`; returns its height; paints it when there is a painter.
    int layOut(int width, QPainter* painter) const;

    QString m_note;
};

} // namespace mesoscribe
