// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QTimer>
#include <QTreeView>

namespace mesoscribe {

/// The tree `Offers`. Columns fit themselves to the width and to their texts until a person resizes them.
class OfferView final : public QTreeView
{
    Q_OBJECT

public:
    explicit OfferView(QWidget* parent = nullptr);

    /// Widths, order and visibility as a new window has them. Needs the model.
    void resetColumns();
    QByteArray saveColumns() const;
    bool restoreColumns(const QByteArray& columns);

    /// A proxy's index → whether its remark runs on over the empty cells to the right of the ports column.
    static bool hasLongRemark(const QModelIndex& index);
    /// False, and nothing changes, when the row has no box or its box may not be used.
    static bool toggleTick(QAbstractItemModel& model, const QModelIndex& index);

signals:
    /// A person moved, hid or resized a column.
    void columnsChanged();
    void returnPressed();

protected:
    void changeEvent(QEvent* event) override;
    void dataChanged(const QModelIndex& topLeft, const QModelIndex& bottomRight, const QList<int>& roles) override;
    void drawRow(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    void focusInEvent(QFocusEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void rowsInserted(const QModelIndex& parent, int first, int last) override;

private:
    void fitColumns();
    void tickCurrent();
    int roomFor(int column) const;
    void showHeaderMenu(const QPoint& position);
    QRect remarkArea(const QModelIndex& index, const QRect& row) const;

    QTimer m_fitSoon;
    bool m_usesKeyboard = false; ///< the focus mark is for those who move by keys
    bool m_fitting = false;
    bool m_fitsItself = true;
};

} // namespace mesoscribe
