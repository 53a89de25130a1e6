// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/offerfilter.h"
#include "models/offertreemodel.h"

#include <QHash>
#include <QSortFilterProxyModel>

namespace mesoscribe {

/// Filters and sorts the offers of an OfferTreeModel. A group is shown while one of its offers is; resources are never
/// filtered. Sorting keeps resources in the master's order, and offers that are equal in that of their arrival.
class OfferProxy final : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    explicit OfferProxy(OfferTreeModel& model, QObject* parent = nullptr);

    void setFilter(const OfferFilter& filter);
    const OfferFilter& filter() const { return m_filter; }
    /// Offers that are shown, whatever their fate: of OfferTreeModel::offerCount(). Kept up to date, costs nothing.
    int matchingOffers() const;

    bool hasChildren(const QModelIndex& parent = {}) const override;

protected:
    bool filterAcceptsRow(int sourceRow, const QModelIndex& sourceParent) const override;
    bool lessThan(const QModelIndex& left, const QModelIndex& right) const override;

private:
    bool isShown(const QModelIndex& sourceGroup) const;
    void recount();
    void count(const QModelIndex& sourceParent, int first, int last, int sign);

    OfferTreeModel& m_model;
    OfferFilter m_filter;
    int m_matching = 0;
    bool m_appears = false;               ///< while rows come in: whether they make a hidden group a shown one
    QHash<const void*, int> m_matchingOf; ///< by the group's node; only those above zero
};

} // namespace mesoscribe
