// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "models/offertreemodel.h"

#include "models/offertext.h"
#include "models/offertreenodes.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace mesoscribe {

namespace {

OfferTreeModel::Totals totalsFrom(int offers, const Amounts& amounts)
{
    return {offers, amounts.cpus, amounts.mem, amounts.disk, amounts.gpus, amounts.ports};
}

QString dumped(const Amounts& amounts)
{
    return u"cpus %1 mem %2 disk %3 gpus %4 ports %5"_s.arg(amounts.cpus.thousandths)
        .arg(amounts.mem.thousandths)
        .arg(amounts.disk.thousandths)
        .arg(amounts.gpus.thousandths)
        .arg(amounts.ports);
}

QString dumped(WallTime time)
{
    return QString::number(time.time_since_epoch().count());
}

bool concernsOffers(const Changes& changes)
{
    return changes.offersReset || !changes.offersAdded.isEmpty() || !changes.offersChanged.isEmpty() ||
           !changes.offersRemoved.isEmpty();
}

} // namespace

OfferTreeModel::OfferTreeModel(QObject* parent)
    : QAbstractItemModel(parent)
    , d(std::make_unique<Private>(*this))
{
}

OfferTreeModel::~OfferTreeModel() = default;

void OfferTreeModel::apply(const SessionState& state, const Changes& changes)
{
    if (!concernsOffers(changes)) {
        if (changes.filters)
            d->followFilters(state.filters);
        return;
    }
    const Totals before = totals();
    if (changes.offersReset) {
        beginResetModel();
        d->clear();
        std::vector<std::unique_ptr<OfferNode>> nodes;
        nodes.reserve(static_cast<size_t>(state.offers.size()));
        for (const LiveOffer& offer : state.offers)
            nodes.push_back(std::make_unique<OfferNode>(offer, d->nextSequence++));
        d->fill(std::move(nodes));
        d->takeFilters(state.filters);
        endResetModel();
    } else {
        d->remove(changes.offersRemoved);
        d->insert(changes.offersAdded, state.offers);
        d->change(changes.offersChanged, state.offers);
        d->announceGroups();
        if (changes.filters || d->isNewlyDeclined)
            d->followFilters(state.filters);
    }
    if (totals() != before)
        emit totalsChanged();
}

void OfferTreeModel::setGrouping(Grouping grouping)
{
    if (grouping == d->grouping)
        return;
    beginResetModel();
    std::vector<std::unique_ptr<OfferNode>> nodes;
    nodes.reserve(static_cast<size_t>(d->offers.size()));
    for (const OfferNode* node : std::as_const(d->offers)) {
        nodes.push_back(std::make_unique<OfferNode>(node->live, node->sequence));
        nodes.back()->refusedUntil = node->refusedUntil;
    }
    std::ranges::sort(nodes, {}, [](const auto& node) { return node->sequence; });
    d->clear();
    d->grouping = grouping;
    d->fill(std::move(nodes));
    endResetModel();
}

OfferTreeModel::Grouping OfferTreeModel::grouping() const
{
    return d->grouping;
}

void OfferTreeModel::setNow(WallTime now)
{
    if (now == d->now)
        return;
    // Who redraws in answer to the signals reads ages anew: the sets are taken before.
    const QSet<const OfferNode*> ages = std::exchange(d->agesRead, {});
    const QSet<const OfferNode*> fresh = std::exchange(d->freshRead, {});
    QHash<const OfferNode*, QString> textsBefore;
    for (const OfferNode* node : ages)
        textsBefore.insert(node, ageTexts(node->live, node->refusedUntil, d->now));
    d->now = now;

    struct Span
    {
        int first;
        int last;
    };
    const auto widen = [](QHash<const GroupNode*, Span>& spans, const OfferNode* node) {
        const int row = node->group->offers.rowOf(node);
        const auto span = spans.find(node->group);
        if (span == spans.end())
            spans.insert(node->group, {row, row});
        else
            *span = {std::min(span->first, row), std::max(span->last, row)};
    };
    QHash<const GroupNode*, Span> aged;
    for (const OfferNode* node : ages) {
        if (ageTexts(node->live, node->refusedUntil, now) != textsBefore.value(node))
            widen(aged, node);
        else
            d->agesRead.insert(node);
    }
    QHash<const GroupNode*, Span> stale;
    for (const OfferNode* node : fresh) {
        if (d->isFresh(*node))
            d->freshRead.insert(node);
        else
            widen(stale, node);
    }
    const auto announce = [this](const QHash<const GroupNode*, Span>& spans, int firstColumn, int lastColumn,
                                 const QList<int>& roles) {
        for (auto it = spans.begin(); it != spans.end(); ++it) {
            const RowList<OfferNode>& rows = it.key()->offers;
            emit dataChanged(d->indexOf(rows.at(it->first), firstColumn), d->indexOf(rows.at(it->last), lastColumn),
                             roles);
        }
    };
    announce(stale, 0, ColumnCount - 1, {FreshRole});
    announce(aged, 0, Age, {Qt::DisplayRole, Qt::AccessibleTextRole});
}

OfferTreeModel::Totals OfferTreeModel::totals() const
{
    return totalsFrom(d->heldCount, d->total.value());
}

int OfferTreeModel::offerCount() const
{
    return static_cast<int>(d->offers.size());
}

OfferTreeModel::Totals OfferTreeModel::totalsOf(const QModelIndexList& rows) const
{
    QSet<const OfferNode*> nodes;
    const auto take = [&](const OfferNode* node) {
        if (isHeld(node->live.fate))
            nodes.insert(node);
    };
    for (const QModelIndex& index : rows) {
        if (const OfferNode* node = Private::offerNode(index))
            take(node);
        else if (index.isValid())
            static_cast<const GroupNode*>(Private::node(index))->offers.forEach(take);
    }
    AmountSums sums;
    for (const OfferNode* node : std::as_const(nodes))
        sums.add(node->amounts);
    return totalsFrom(static_cast<int>(nodes.size()), sums.value());
}

OfferTreeModel::Kind OfferTreeModel::kind(const QModelIndex& index) const
{
    return index.isValid() ? Private::node(index)->kind : Kind::Group;
}

OfferPtr OfferTreeModel::offer(const QModelIndex& index) const
{
    const OfferNode* node = Private::offerNode(index);
    return node == nullptr ? nullptr : node->live.offer;
}

OfferFate OfferTreeModel::fate(const QModelIndex& index) const
{
    if (const OfferNode* node = Private::offerNode(index))
        return node->live.fate;
    return index.isValid() ? static_cast<const GroupNode*>(Private::node(index))->fate() : OfferFate::Live;
}

WallTime OfferTreeModel::arrived(const QModelIndex& index) const
{
    if (const OfferNode* node = Private::offerNode(index))
        return node->live.arrived;
    return index.isValid() ? static_cast<const GroupNode*>(Private::node(index))->offers.at(0)->live.arrived
                           : WallTime{};
}

WallTime OfferTreeModel::fateAt(const QModelIndex& index) const
{
    const OfferNode* node = Private::offerNode(index);
    return node == nullptr ? WallTime{} : node->live.fateAt;
}

AgentId OfferTreeModel::agentId(const QModelIndex& index) const
{
    if (const OfferNode* node = Private::offerNode(index))
        return node->offer().agentId;
    if (!index.isValid() || d->grouping != Grouping::Agent)
        return {};
    return AgentId(static_cast<const GroupNode*>(Private::node(index))->key);
}

const Resource* OfferTreeModel::resource(const QModelIndex& index) const
{
    if (!index.isValid() || kind(index) != Kind::Resource)
        return nullptr;
    return &static_cast<const ResourceNode*>(Private::node(index))->resource();
}

QModelIndex OfferTreeModel::indexOf(const OfferId& id) const
{
    const OfferNode* node = d->offers.value(id);
    return node == nullptr ? QModelIndex() : d->indexOf(node);
}

QString OfferTreeModel::dump() const
{
    QString text;
    const auto dumpOffer = [&](const OfferNode* node, const QString& indent) {
        const Offer& offer = node->offer();
        text += u"%1%2 agent %3 host %4 role %5 fate %6 at %7 arrived %8: %9\n"_s.arg(
            indent, offer.id.value(), offer.agentId.value(), offer.hostname, offer.allocationRole,
            QString::number(static_cast<int>(node->live.fate)), dumped(node->live.fateAt), dumped(node->live.arrived),
            dumped(node->amounts) +
                u" call %1 until %2"_s.arg(QString::number(node->live.call), dumped(node->refusedUntil)));
        for (const Resource& resource : offer.resources)
            text += indent + u"  "_s + resourceSentence(resource, offer) + u'\n';
    };
    d->top.offers.forEach([&](const OfferNode* node) { dumpOffer(node, {}); });

    std::vector<const GroupNode*> groups;
    d->groups.forEach([&](const GroupNode* group) { groups.push_back(group); });
    std::ranges::sort(groups, {}, &GroupNode::key);
    for (const GroupNode* group : groups) {
        QStringList counts;
        for (const int count : group->counts)
            counts.append(QString::number(count));
        text += u"%1 (%2) fate %3, by fate %4: %5\n"_s.arg(group->key, d->groupCell(*group, Name),
                                                           QString::number(static_cast<int>(group->fate())),
                                                           counts.join(u' '), dumped(group->amounts()));
        group->offers.forEach([&](const OfferNode* node) { dumpOffer(node, u"  "_s); });
    }
    const Totals held = totals();
    text += u"held: %1 of %2 offers, "_s.arg(held.offers).arg(offerCount()) + dumped(d->total.value()) + u'\n';
    return text;
}

QModelIndex OfferTreeModel::index(int row, int column, const QModelIndex& parent) const
{
    if (row < 0 || column < 0 || column >= ColumnCount || row >= rowCount(parent))
        return {};
    if (!parent.isValid()) {
        if (d->grouping == Grouping::None)
            return createIndex(row, column, static_cast<const Node*>(d->top.offers.at(row)));
        return createIndex(row, column, static_cast<const Node*>(d->groups.at(row)));
    }
    const Node* node = Private::node(parent);
    if (node->kind == Kind::Group) {
        const auto* group = static_cast<const GroupNode*>(node);
        return createIndex(row, column, static_cast<const Node*>(group->offers.at(row)));
    }
    const auto* offer = static_cast<const OfferNode*>(node);
    if (offer->resources.empty())
        offer->resources.assign(static_cast<size_t>(offer->offer().resources.size()), ResourceNode(offer));
    return createIndex(row, column, static_cast<const Node*>(&offer->resources[static_cast<size_t>(row)]));
}

QModelIndex OfferTreeModel::parent(const QModelIndex& child) const
{
    if (!child.isValid())
        return {};
    const Node* node = Private::node(child);
    switch (node->kind) {
    case Kind::Group:
        break;
    case Kind::Offer:
        return d->indexOf(static_cast<const OfferNode*>(node)->group);
    case Kind::Resource:
        return d->indexOf(static_cast<const ResourceNode*>(node)->offer);
    }
    return {};
}

int OfferTreeModel::rowCount(const QModelIndex& parent) const
{
    if (!parent.isValid())
        return d->grouping == Grouping::None ? d->top.offers.size() : d->groups.size();
    if (parent.column() > 0)
        return 0;
    const Node* node = Private::node(parent);
    switch (node->kind) {
    case Kind::Group:
        return static_cast<const GroupNode*>(node)->offers.size();
    case Kind::Offer:
        return static_cast<int>(static_cast<const OfferNode*>(node)->offer().resources.size());
    case Kind::Resource:
        break;
    }
    return 0;
}

int OfferTreeModel::columnCount(const QModelIndex&) const
{
    return ColumnCount;
}

bool OfferTreeModel::hasChildren(const QModelIndex& parent) const
{
    return rowCount(parent) > 0;
}

Qt::ItemFlags OfferTreeModel::flags(const QModelIndex& index) const
{
    if (!index.isValid())
        return {};
    Qt::ItemFlags flags = Qt::ItemIsEnabled | Qt::ItemIsSelectable;
    if (kind(index) == Kind::Resource)
        flags |= Qt::ItemNeverHasChildren;
    return flags;
}

} // namespace mesoscribe
