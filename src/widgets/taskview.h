// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QStyledItemDelegate>
#include <QTreeView>

namespace mesoscribe {

/// Cells of the Tasks tree: the state with its icon, muted history.
class TaskDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

protected:
    void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override;
};

/// The tree `Tasks`. Columns fit themselves to the width; task groups are shown open. Return on a moment asks for its
/// record, Delete asks to clear what is selected.
class TaskView final : public QTreeView
{
    Q_OBJECT

public:
    explicit TaskView(QWidget* parent = nullptr);

    void setModel(QAbstractItemModel* model) override;

    /// Acknowledgements are by hand: their column is shown in a narrow view too, where it otherwise gives way.
    void setAcknowledgedByHand(bool byHand);

signals:
    void recordRequested(quint64 record);
    void clearPressed();

protected:
    void changeEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void rowsInserted(const QModelIndex& parent, int first, int last) override;
    void showEvent(QShowEvent* event) override;

private:
    void fitColumns();

    bool m_acknowledgedByHand = false;
};

} // namespace mesoscribe
