// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/offertreemodel.h"
#include "state/sessionstate.h"

#include <QWidget>

#include <memory>

namespace Ui {
class OffersPanel;
}

namespace mesoscribe {

class OfferProxy;
class OfferTicks;
class OfferView;

/// The tree of offers with its totals, or a sentence in its place while there are none to show.
class OffersPanel final : public QWidget
{
    Q_OBJECT

public:
    /// How long silence is left alone before it is explained.
    static constexpr std::chrono::seconds ExplainAfter{15};

    /// Both are borrowed.
    OffersPanel(OfferTreeModel& model, OfferTicks& ticks, QWidget* parent = nullptr);
    ~OffersPanel() override;

    OfferView& view();
    OfferProxy& proxy() { return *m_proxy; }

    QByteArray saveColumns() const;
    void restoreColumns(const QByteArray& columns);

    /// Returns the terms that were not understood.
    QStringList setFilterText(const QString& text);
    void setGrouping(OfferTreeModel::Grouping grouping);

    /// After every change of state, and once a second while it is shown.
    void refresh(const SessionState& state, WallTime now);

    /// Offers and agents that are selected, each once; of a resource its offer, of a group all its offers.
    QList<OfferId> selectedOffers() const;
    QList<AgentId> selectedAgents() const;
    /// What a call on offers would be about: those ticked, else the live ones among those selected.
    QList<OfferId> chosenOffers() const;
    /// The row selected last, in the model; invalid when none is.
    QModelIndex currentSource() const;
    /// Whole ids of the selected rows, one per line, in the tree's order.
    QString copyText() const;
    QString copyJson() const;
    /// "3 offers · 14 cpus · 78 GiB"; with what else there is when `withAll`.
    static QString totalsText(const OfferTreeModel::Totals& totals, bool withAll);

signals:
    void selectionChanged();
    /// chosenOffers() may have changed.
    void choiceChanged();
    /// Return was pressed on an offer.
    void launchRequested();
    void groupingChanged(mesoscribe::OfferTreeModel::Grouping grouping);

protected:
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    void expandNewGroups(int first, int last);
    void refreshTotals();
    void refreshFilters(const SessionState& state, WallTime now);
    void refreshLook();
    void showSentence(const QString& headline, const QString& words);
    QModelIndexList selectedSourceRows() const;

    OfferTreeModel& m_model;
    OfferTicks& m_ticks;
    OfferProxy* m_proxy = nullptr;
    std::unique_ptr<Ui::OffersPanel> m_ui;
    bool m_columnsSet = false;
};

} // namespace mesoscribe
