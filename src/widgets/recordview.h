// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QStyledItemDelegate>
#include <QTableView>

namespace mesoscribe {

/// Cells of the Records table.
class RecordDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

protected:
    void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override;
};

/// The table `Records`. It follows the end while it is scrolled to the end, and stays where it is otherwise, also when
/// the oldest records are let go.
class RecordView final : public QTableView
{
    Q_OBJECT

public:
    explicit RecordView(QWidget* parent = nullptr);

    void setModel(QAbstractItemModel* model) override;
    bool isAtEnd() const { return m_followsEnd; }

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    void fitColumns();
    void rowsGoing(int first, int last);
    void settle();

    bool m_followsEnd = true;
    bool m_settling = false;
    int m_scrolledAway = 0; ///< pixels above the view that are being let go
};

} // namespace mesoscribe
