// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/roles.h"
#include "state/changes.h"
#include "state/sessionstate.h"

#include <QAbstractItemModel>

#include <memory>

namespace mesoscribe {

/// Live offers as a tree: agent (or role) → offer → resource. A projection of SessionState::offers.
///
/// Index identity is a node's address. Resource rows are made when an offer is first looked into. Groups stand in the
/// order in which they appeared, offers in that of their arrival: OfferProxy gives the order that people see.
/// Inserting, rescinding and removing an offer cost O(log n), time passing what has been read of ages since.
class OfferTreeModel final : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum Column { Name, OfferRole, Cpus, Mem, Disk, Gpus, Ports, Attributes, Age, IdColumn, ColumnCount };
    enum class Grouping { Agent, Role, None };
    Q_ENUM(Grouping)
    enum class Kind { Group, Offer, Resource };
    Q_ENUM(Kind)

    /// Sums over offers that are held: live ones, and those in a call.
    struct Totals
    {
        int offers = 0;
        Scalar cpus, mem, disk, gpus;
        quint64 ports = 0;

        friend bool operator==(const Totals&, const Totals&) = default;
    };

    explicit OfferTreeModel(QObject* parent = nullptr);
    ~OfferTreeModel() override;

    void apply(const SessionState& state, const Changes& changes);
    void setGrouping(Grouping grouping);
    Grouping grouping() const;
    /// Ages are reckoned from this moment. Emits dataChanged for the texts that tell an age and for rows that stop
    /// being fresh: at most one signal of each kind per parent, and only where somebody has read them since the last
    /// one. The age of an offer that is live no more stands still.
    void setNow(WallTime now);

    Totals totals() const;
    int offerCount() const;                             ///< all rows of kind Offer, whatever their fate
    Totals totalsOf(const QModelIndexList& rows) const; ///< of the offers among or below them, each once

    Kind kind(const QModelIndex& index) const;
    /// The offer of an offer row or of the offer a resource row belongs to; null for a group.
    OfferPtr offer(const QModelIndex& index) const;
    /// Of a group: Live while one of its offers is held, else Void while one is, else what became of one of them.
    OfferFate fate(const QModelIndex& index) const;
    WallTime arrived(const QModelIndex& index) const; ///< of a group: of its oldest offer
    WallTime fateAt(const QModelIndex& index) const;  ///< of a group: zero
    /// Of a group row by agent, an offer or a resource.
    AgentId agentId(const QModelIndex& index) const;
    /// For a resource row: which resource of the offer.
    const Resource* resource(const QModelIndex& index) const;
    QModelIndex indexOf(const OfferId& id) const; ///< column 0; invalid when unknown

    /// The whole tree as indented text, for tests: equal to dump(project(state)). Groups by their key, offers in the
    /// order of their arrival, resources whether they have been opened or not; times in milliseconds.
    QString dump() const;

    QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
    QModelIndex parent(const QModelIndex& child) const override;
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    bool hasChildren(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;

signals:
    /// After rows have changed, once per apply(), and only when totals() is another.
    void totalsChanged();

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace mesoscribe
