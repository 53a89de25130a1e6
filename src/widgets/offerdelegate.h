// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/offertreemodel.h"

#include <QStyledItemDelegate>

namespace mesoscribe {

/// Cells of the Offers tree: muted resources, struck-out rescinded offers, greyed void ones, a lock in the place of the
/// box while an offer is in a call. Long remarks run on over empty cells. A box takes clicks in the whole height of its
/// row, and is greyed where it may not be used.
class OfferDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

protected:
    bool editorEvent(QEvent* event, QAbstractItemModel* model, const QStyleOptionViewItem& option,
                     const QModelIndex& index) override;
    void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override;
};

/// What the row of a proxy's index is, and what has become of its offer.
OfferTreeModel::Kind offerRowKind(const QModelIndex& index);
OfferFate offerRowFate(const QModelIndex& index);

} // namespace mesoscribe
