// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/offerfilter.h"
#include "models/offerticks.h"
#include "models/offertreemodel.h"

#include <QHash>
#include <QPointer>
#include <QSortFilterProxyModel>

namespace mesoscribe {

/// Filters and sorts the offers of an OfferTreeModel. A group is shown while one of its offers is; resources are never
/// filtered. Sorting keeps resources in the master's order, and offers that are equal in that of their arrival.
///
/// With setTicks() live offers have a check box in the column Name: Qt::CheckStateRole, and CanTickRole where it may be
/// used; where not, the tool tip says why.
class OfferProxy final : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    explicit OfferProxy(OfferTreeModel& model, QObject* parent = nullptr);

    void setFilter(const OfferFilter& filter);
    const OfferFilter& filter() const { return m_filter; }
    /// Offers that are shown, whatever their fate: of OfferTreeModel::offerCount(). Kept up to date, costs nothing.
    int matchingOffers() const;

    /// Borrowed; may be null: then there are no boxes. Set once, before there are rows. Emits dataChanged when ticks
    /// change, for offers of which somebody has read anything about their box since the last time.
    void setTicks(OfferTicks* ticks);

    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role = Qt::EditRole) override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;
    bool hasChildren(const QModelIndex& parent = {}) const override;

protected:
    bool filterAcceptsRow(int sourceRow, const QModelIndex& sourceParent) const override;
    bool lessThan(const QModelIndex& left, const QModelIndex& right) const override;

private:
    bool isShown(const QModelIndex& sourceGroup) const;
    void recount();
    void count(const QModelIndex& sourceParent, int first, int last, int sign);
    /// The offer whose box stands in this cell; null for cells without one.
    OfferPtr tickable(const QModelIndex& index) const;
    void announceTicks();

    OfferTreeModel& m_model;
    OfferFilter m_filter;
    int m_matching = 0;
    QPointer<OfferTicks> m_ticks;
    /// Only for these can a change of ticks be news to anybody: so it costs what is on the screen, not what is in the
    /// tree.
    mutable QSet<OfferId> m_boxesRead;
    bool m_appears = false;               ///< while rows come in: whether they make a hidden group a shown one
    QHash<const void*, int> m_matchingOf; ///< by the group's node; only those above zero
};

} // namespace mesoscribe
