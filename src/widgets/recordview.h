// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "widgets/logview.h"

#include <QStyledItemDelegate>

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

/// The table `Records`.
class RecordView final : public LogView
{
    Q_OBJECT

public:
    explicit RecordView(QWidget* parent = nullptr);

protected:
    void fitColumns() override;
};

} // namespace mesoscribe
