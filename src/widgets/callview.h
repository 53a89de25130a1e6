// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "widgets/logview.h"

#include <QStyledItemDelegate>

namespace mesoscribe {

/// Cells of the Calls table.
class CallDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

protected:
    void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override;
};

/// The table `Calls`.
class CallView final : public LogView
{
    Q_OBJECT

public:
    explicit CallView(QWidget* parent = nullptr);

protected:
    void fitColumns() override;
};

} // namespace mesoscribe
