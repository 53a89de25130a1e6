// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/offerfilter.h"
#include "models/offertreemodel.h"

#include <QSortFilterProxyModel>

namespace mesoscribe {

/// Filters and sorts the offers of an OfferTreeModel. A group is shown while one of its offers is; resources are never
/// filtered. Sorting keeps resources in the master's order.
class OfferProxy final : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    explicit OfferProxy(OfferTreeModel& model, QObject* parent = nullptr);

    void setFilter(const OfferFilter& filter);
    const OfferFilter& filter() const { return m_filter; }
    int matchingOffers() const;

protected:
    bool filterAcceptsRow(int sourceRow, const QModelIndex& sourceParent) const override;
    bool lessThan(const QModelIndex& left, const QModelIndex& right) const override;

private:
    OfferTreeModel& m_model;
    OfferFilter m_filter;
};

} // namespace mesoscribe
