// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "models/describe.h"
#include "models/offertext.h"
#include "models/offertreenodes.h"

#include <QFont>

#include <limits>

using namespace Qt::Literals::StringLiterals;

/// What the cells of the Offers tree hold.
namespace mesoscribe {

namespace {

/// Above this many offers a group says how many ports there are, not which: joining all ranges would cost too much.
constexpr int MostOffersToJoin = 256;
/// Ranges that a tool tip names.
constexpr int MostRanges = 60;
constexpr int RangesInCell = 3;

QString missing()
{
    return u"–"_s;
}

bool isNumber(int column)
{
    switch (static_cast<OfferTreeModel::Column>(column)) {
    case OfferTreeModel::Cpus:
    case OfferTreeModel::Mem:
    case OfferTreeModel::Disk:
    case OfferTreeModel::Gpus:
    case OfferTreeModel::Age:
        return true;
    case OfferTreeModel::Name:
    case OfferTreeModel::OfferRole:
    case OfferTreeModel::Ports:
    case OfferTreeModel::Attributes:
    case OfferTreeModel::IdColumn:
    case OfferTreeModel::ColumnCount:
        break;
    }
    return false;
}

QVariant alignment(int column)
{
    return QVariant::fromValue(Qt::Alignment((isNumber(column) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter));
}

/// The cell of one of the four numbers; nothing for other columns.
QString amountCell(const Amounts& amounts, int column)
{
    switch (static_cast<OfferTreeModel::Column>(column)) {
    case OfferTreeModel::Cpus:
        return amounts.cpus == Scalar{} ? missing() : describeScalar(amounts.cpus);
    case OfferTreeModel::Mem:
        return amounts.mem == Scalar{} ? missing() : describeMebibytes(amounts.mem);
    case OfferTreeModel::Disk:
        return amounts.disk == Scalar{} ? missing() : describeMebibytes(amounts.disk);
    case OfferTreeModel::Gpus:
        return amounts.gpus == Scalar{} ? missing() : wholeNumberText(amounts.gpus);
    case OfferTreeModel::Name:
    case OfferTreeModel::OfferRole:
    case OfferTreeModel::Ports:
    case OfferTreeModel::Attributes:
    case OfferTreeModel::Age:
    case OfferTreeModel::IdColumn:
    case OfferTreeModel::ColumnCount:
        break;
    }
    return {};
}

QVariant amountKey(const Amounts& amounts, int column)
{
    switch (static_cast<OfferTreeModel::Column>(column)) {
    case OfferTreeModel::Cpus:
        return amounts.cpus.thousandths;
    case OfferTreeModel::Mem:
        return amounts.mem.thousandths;
    case OfferTreeModel::Disk:
        return amounts.disk.thousandths;
    case OfferTreeModel::Gpus:
        return amounts.gpus.thousandths;
    case OfferTreeModel::Ports:
        return static_cast<qint64>(amounts.ports);
    case OfferTreeModel::Name:
    case OfferTreeModel::OfferRole:
    case OfferTreeModel::Attributes:
    case OfferTreeModel::Age:
    case OfferTreeModel::IdColumn:
    case OfferTreeModel::ColumnCount:
        break;
    }
    return {};
}

/// Sorted upwards, the youngest comes first.
QVariant ageKey(WallTime arrived)
{
    return -static_cast<qint64>(arrived.time_since_epoch().count());
}

bool isUsual(const Resource& resource)
{
    return resource.name == "cpus"_L1 || resource.name == "mem"_L1 || resource.name == "disk"_L1 ||
           resource.name == "gpus"_L1 || resource.name == "ports"_L1;
}

/// The column that shows how much of a resource there is.
OfferTreeModel::Column columnOf(const Resource& resource)
{
    if (resource.name == "cpus"_L1)
        return OfferTreeModel::Cpus;
    if (resource.name == "mem"_L1)
        return OfferTreeModel::Mem;
    if (resource.name == "disk"_L1)
        return OfferTreeModel::Disk;
    if (resource.name == "gpus"_L1)
        return OfferTreeModel::Gpus;
    return resource.name == "ports"_L1 ? OfferTreeModel::Ports : OfferTreeModel::Attributes;
}

/// Whether there is more to say of it than that it is unreserved.
bool isPlain(const Resource& resource)
{
    return !resource.isReserved() && !resource.disk && !resource.revocable && !resource.shared &&
           resource.providerId.isEmpty();
}

QString resourceCell(const Resource& resource, const Offer& offer, int column)
{
    if (column == OfferTreeModel::Name)
        return resource.name;
    if (column == OfferTreeModel::OfferRole)
        return resource.allocationRole.isEmpty() ? offer.allocationRole : resource.allocationRole;
    if (column == OfferTreeModel::Ports) {
        if (columnOf(resource) != OfferTreeModel::Ports)
            return describeResource(resource);
        const QString ranges = describeRanges(resource.value.ranges, RangesInCell);
        return isPlain(resource) ? ranges : ranges + u" · "_s + describeResource(resource);
    }
    return column == columnOf(resource) ? describeValue(resource.value, resource.name) : QString();
}

QByteArray groupJson(const GroupNode& group)
{
    QByteArray json = "[";
    group.offers.forEach([&](const OfferNode* node) {
        if (json.size() > 1)
            json += ',';
        json += node->offer().raw.view();
    });
    return json + ']';
}

QFont boldFont()
{
    QFont font;
    font.setBold(true);
    return font;
}

QFont struckFont()
{
    QFont font;
    font.setStrikeOut(true);
    return font;
}

} // namespace

QString OfferTreeModel::Private::groupCell(const GroupNode& group, int column) const
{
    const Offer& first = group.offers.at(0)->offer();
    const bool isAgent = grouping == Grouping::Agent;
    switch (static_cast<Column>(column)) {
    case Name: {
        const QString& name = isAgent ? first.hostname : group.key;
        return name.isEmpty() ? missing() : name;
    }
    case Cpus:
    case Mem:
    case Disk:
    case Gpus:
        return amountCell(group.amounts(), column);
    case Ports: {
        const quint64 ports = group.amounts().ports;
        if (ports == 0)
            return {};
        // Ports of different agents are different ports.
        return isAgent && group.offers.size() <= MostOffersToJoin ? describeRanges(group.joinedPorts(), RangesInCell)
                                                                  : portCountText(ports);
    }
    case Attributes:
        return isAgent ? attributesText(first.attributes, u", "_s) : QString();
    case IdColumn:
        return isAgent ? group.key : QString();
    case OfferRole:
    case Age:
    case ColumnCount:
        break;
    }
    return {};
}

QString OfferTreeModel::Private::offerCell(const OfferNode& node, int column) const
{
    const Offer& offer = node.offer();
    switch (static_cast<Column>(column)) {
    case Name:
        return offerName(offer.id);
    case OfferRole:
        return offer.allocationRole;
    case Cpus:
    case Mem:
    case Disk:
    case Gpus:
        return amountCell(node.amounts, column);
    case Ports:
        if (node.live.fate != OfferFate::Live && node.live.fate != OfferFate::Void) {
            agesRead.insert(&node);
            return fateText(node.live, node.refusedUntil, now);
        }
        return describeRanges(portsOf(offer), RangesInCell);
    case Attributes:
        // Under an agent its own row says it once for all.
        return grouping == Grouping::Agent ? QString() : attributesText(offer.attributes, u", "_s);
    case Age:
        agesRead.insert(&node);
        return describeAge(heldFor(node.live, now));
    case IdColumn:
        return offer.id.value();
    case ColumnCount:
        break;
    }
    return {};
}

QVariant OfferTreeModel::Private::groupSortKey(const GroupNode& group, int column) const
{
    if (QVariant key = amountKey(group.amounts(), column); key.isValid())
        return key;
    return column == Age ? ageKey(group.offers.at(0)->live.arrived) : QVariant(groupCell(group, column));
}

QVariant OfferTreeModel::Private::offerSortKey(const OfferNode& node, int column) const
{
    const Offer& offer = node.offer();
    switch (static_cast<Column>(column)) {
    case Cpus:
    case Mem:
    case Disk:
    case Gpus:
    case Ports:
        return amountKey(node.amounts, column);
    case Name:
    case IdColumn:
        return offer.id.value();
    case OfferRole:
        return offer.allocationRole;
    case Attributes:
        return attributesText(offer.attributes, u", "_s);
    case Age:
        return ageKey(node.live.arrived);
    case ColumnCount:
        break;
    }
    return {};
}

QVariant OfferTreeModel::Private::groupData(const GroupNode& group, int column, int role) const
{
    const bool isAgent = grouping == Grouping::Agent;
    switch (role) {
    case Qt::DisplayRole:
        return groupCell(group, column);
    case Qt::ToolTipRole:
        if (column == Ports && isAgent && group.offers.size() <= MostOffersToJoin)
            return describeRanges(group.joinedPorts(), MostRanges);
        if (column == Attributes && isAgent)
            return plainToolTip(attributesText(group.offers.at(0)->offer().attributes, u"\n"_s));
        return column == Name ? plainToolTip(isAgent ? group.key : groupCell(group, Name)) : QString();
    case Qt::AccessibleTextRole:
        return column == Name ? groupSentence(groupCell(group, Name), group.shownCount(), group.amounts())
                              : groupCell(group, column);
    case Qt::FontRole:
        return boldFont();
    case SortRole:
        return groupSortKey(group, column);
    case CopyRole:
        return group.key;
    case JsonRole:
        return groupJson(group);
    case FateRole:
        return static_cast<int>(group.fate());
    case DetailRole:
        return isAgent ? shortId(group.key) : QString();
    case BadgeRole:
        return group.heldCount();
    case FreshRole:
        return false;
    default:
        return {};
    }
}

QVariant OfferTreeModel::Private::offerData(const OfferNode& node, int column, int role) const
{
    const Offer& offer = node.offer();
    switch (role) {
    case Qt::DisplayRole:
        return offerCell(node, column);
    case Qt::ToolTipRole:
        if (column == Ports)
            return describeRanges(portsOf(offer), MostRanges);
        if (column == Attributes)
            return plainToolTip(attributesText(offer.attributes, u"\n"_s));
        return column == Name || column == IdColumn ? plainToolTip(offer.id.value()) : QString();
    case Qt::AccessibleTextRole:
        if (column != Name)
            return offerCell(node, column);
        agesRead.insert(&node);
        return offerSentence(node.live, node.amounts, node.refusedUntil, now);
    case Qt::FontRole:
        return isGone(node.live.fate) && column != Ports ? QVariant(struckFont()) : QVariant();
    case SortRole:
        return offerSortKey(node, column);
    case CopyRole:
        return offer.id.value();
    case JsonRole:
        return offer.raw.bytes();
    case FateRole:
        return static_cast<int>(node.live.fate);
    case DetailRole:
        return grouping == Grouping::Agent ? QString() : hostName(offer.hostname);
    case FreshRole:
        if (!isFresh(node))
            return false;
        freshRead.insert(&node);
        return true;
    default:
        return {};
    }
}

QVariant OfferTreeModel::Private::resourceData(const ResourceNode& node, int column, int role) const
{
    const Resource& resource = node.resource();
    const Offer& offer = node.offer->offer();
    switch (role) {
    case Qt::DisplayRole:
        return resourceCell(resource, offer, column);
    case Qt::ToolTipRole:
        if (column != Ports && column != columnOf(resource))
            return {};
        return plainToolTip(columnOf(resource) == Ports
                                ? describeRanges(resource.value.ranges, MostRanges) + u'\n' + describeResource(resource)
                                : describeResource(resource));
    case Qt::AccessibleTextRole:
        return column == Name ? resourceSentence(resource, offer) : resourceCell(resource, offer, column);
    case Qt::FontRole:
        return isGone(node.offer->live.fate) ? QVariant(struckFont()) : QVariant();
    case SortRole:
        return node.row();
    case CopyRole:
        return offer.id.value();
    case JsonRole:
        return offer.raw.bytes();
    case FateRole:
        return static_cast<int>(node.offer->live.fate);
    case DetailRole:
        return isUsual(resource) ? describeResource(resource) : describeValue(resource.value, resource.name);
    case FreshRole:
        return false;
    default:
        return {};
    }
}

QVariant OfferTreeModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const Node* node = Private::node(index);
    if (role == KindRole)
        return static_cast<int>(node->kind);
    if (role == Qt::TextAlignmentRole)
        return alignment(index.column());
    switch (node->kind) {
    case Kind::Group:
        return d->groupData(*static_cast<const GroupNode*>(node), index.column(), role);
    case Kind::Offer:
        return d->offerData(*static_cast<const OfferNode*>(node), index.column(), role);
    case Kind::Resource:
        return d->resourceData(*static_cast<const ResourceNode*>(node), index.column(), role);
    }
    return {};
}

QVariant OfferTreeModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    if (role == Qt::TextAlignmentRole)
        return alignment(section);
    if (role != Qt::DisplayRole)
        return {};
    switch (static_cast<Column>(section)) {
    case Name:
        return tr("Name");
    case OfferRole:
        return tr("Role");
    case Cpus:
        return tr("cpus");
    case Mem:
        return tr("mem");
    case Disk:
        return tr("disk");
    case Gpus:
        return tr("gpus");
    case Ports:
        return tr("ports");
    case Attributes:
        return tr("attributes");
    case Age:
        return tr("age");
    case IdColumn:
        return tr("ID");
    case ColumnCount:
        break;
    }
    return {};
}

} // namespace mesoscribe
