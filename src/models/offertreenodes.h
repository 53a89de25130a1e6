// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/amounts.h"
#include "models/offertreemodel.h"
#include "models/rowlist.h"

#include <QHash>
#include <QSet>

#include <array>
#include <optional>
#include <vector>

/// The inside of OfferTreeModel. An index's internal pointer is the address of a Node.
namespace mesoscribe {

struct OfferNode;

struct Node
{
    OfferTreeModel::Kind kind;
};

struct GroupNode : Node
{
    explicit GroupNode(QString keyOfGroup)
        : Node{OfferTreeModel::Kind::Group}
        , key(std::move(keyOfGroup))
    {
    }

    int slot = 0;
    QString key; ///< agent id or role
    RowList<OfferNode> offers;
    AmountSums held;
    AmountSums gone;                           ///< of void offers
    std::array<int, 6> counts{};               ///< offers by OfferFate
    mutable std::optional<QList<Range>> ports; ///< joined when first asked for

    int count(OfferFate fate) const { return counts[static_cast<size_t>(fate)]; }
    int heldCount() const { return count(OfferFate::Live) + count(OfferFate::InCall); }
    /// Offers that are what the row as a whole is shown as.
    int shownCount() const { return heldCount() > 0 ? heldCount() : count(fate()); }
    /// What the row as a whole is shown as.
    OfferFate fate() const;
    /// What is held; of a group whose stream is gone, what was held.
    Amounts amounts() const { return fate() == OfferFate::Void ? gone.value() : held.value(); }
    const QList<Range>& joinedPorts() const;
};

struct ResourceNode : Node
{
    explicit ResourceNode(const OfferNode* owner)
        : Node{OfferTreeModel::Kind::Resource}
        , offer(owner)
    {
    }

    const OfferNode* offer;

    int row() const;
    const Resource& resource() const;
};

struct OfferNode : Node
{
    OfferNode(LiveOffer state, quint64 sequenceOfArrival)
        : Node{OfferTreeModel::Kind::Offer}
        , live(std::move(state))
        , amounts(amountsOf(*live.offer))
        , sequence(sequenceOfArrival)
    {
    }

    int slot = 0;
    GroupNode* group = nullptr;
    LiveOffer live;
    WallTime refusedUntil{}; ///< of a declined one: the end of its filter, zero when none runs
    Amounts amounts;
    quint64 sequence;
    mutable std::vector<ResourceNode> resources; ///< made all at once when first looked at, so that addresses stay

    const Offer& offer() const { return *live.offer; }
};

struct OfferTreeModel::Private
{
    explicit Private(OfferTreeModel& model)
        : q(model)
    {
    }

    static const Node* node(const QModelIndex& index) { return static_cast<const Node*>(index.constInternalPointer()); }
    /// The offer of an offer row or a resource row; null for groups.
    static const OfferNode* offerNode(const QModelIndex& index);

    QModelIndex indexOf(const GroupNode* group, int column = 0) const;
    QModelIndex indexOf(const OfferNode* offer, int column = 0) const;

    QString keyOf(const Offer& offer) const;

    void clear();
    /// Makes all rows of these, within a reset.
    void fill(std::vector<std::unique_ptr<OfferNode>> nodes);
    void remove(const QSet<OfferId>& ids);
    void insert(const QList<OfferId>& ids, const OfferTable& table);
    void change(const QSet<OfferId>& ids, const OfferTable& table);
    /// Takes over until when what was declined is not offered again; returns the offers for which that changed.
    std::vector<const OfferNode*> takeFilters(const FilterClock& filters);
    void followFilters(const FilterClock& filters);
    /// One dataChanged for every run of touched group rows.
    void announceGroups();
    void announceOffers(QHash<const GroupNode*, std::vector<int>> rows, int firstColumn, int lastColumn,
                        const QList<int>& roles);

    void join(GroupNode* group, std::unique_ptr<OfferNode> node);
    void count(const OfferNode& node, int sign);
    void forget(OfferNode* node);

    bool isFresh(const OfferNode& node) const
    {
        return node.live.fate == OfferFate::Live && now - node.live.arrived < FreshFor;
    }

    QVariant groupData(const GroupNode& group, int column, int role) const;
    QVariant offerData(const OfferNode& node, int column, int role) const;
    QVariant resourceData(const ResourceNode& node, int column, int role) const;
    QString groupCell(const GroupNode& group, int column) const;
    QString offerCell(const OfferNode& node, int column) const;
    QVariant groupSortKey(const GroupNode& group, int column) const;
    QVariant offerSortKey(const OfferNode& node, int column) const;

    static constexpr std::chrono::seconds FreshFor{2};

    OfferTreeModel& q;
    OfferTreeModel::Grouping grouping = OfferTreeModel::Grouping::Agent;
    RowList<GroupNode> groups;
    GroupNode top{QString()}; ///< holds the offers when they are not grouped
    QHash<QString, GroupNode*> groupOf;
    QHash<OfferId, OfferNode*> offers;
    AmountSums total; ///< of offers that are held
    int heldCount = 0;
    QSet<OfferNode*> declined;
    bool isNewlyDeclined = false; ///< one of them, since takeFilters()
    quint64 nextSequence = 0;
    WallTime now{};
    QSet<GroupNode*> touched;

    /// Offers whose age, or freshness, has been read since it was last announced: only for those can a change be news
    /// to anybody, so that time passing costs what is on the screen, not what is in the tree.
    mutable QSet<const OfferNode*> agesRead;
    mutable QSet<const OfferNode*> freshRead;
};

} // namespace mesoscribe
