// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "widgets/offerview.h"

#include "models/offertreemodel.h"
#include "models/roles.h"
#include "widgets/offerdelegate.h"
#include "widgets/theme.h"

#include <QDataStream>
#include <QHeaderView>
#include <QIODevice>
#include <QKeyEvent>
#include <QMenu>
#include <QPainter>
#include <QToolTip>

namespace mesoscribe {

using namespace Qt::Literals::StringLiterals;

namespace {

using Column = OfferTreeModel::Column;

/// What a cell of the column should have room for.
QString sample(Column column)
{
    switch (column) {
    case OfferTreeModel::Name:
        return u"gpu1.example.com 00"_s;
    case OfferTreeModel::OfferRole:
        return u"eng/web"_s;
    case OfferTreeModel::Cpus:
        return u"99.0"_s;
    case OfferTreeModel::Mem:
    case OfferTreeModel::Disk:
        return u"88.8 GiB"_s;
    case OfferTreeModel::Gpus:
        return u"gpus"_s;
    case OfferTreeModel::Ports:
        return u"31000–32000"_s;
    case OfferTreeModel::Attributes:
        return u"attributes"_s;
    case OfferTreeModel::Age:
        return u"00:00"_s;
    case OfferTreeModel::IdColumn:
        return u"089a7212-4aba-4aac-8425-7337161ece30-O12"_s;
    case OfferTreeModel::ColumnCount:
        break;
    }
    return {};
}

} // namespace

OfferView::OfferView(QWidget* parent)
    : QTreeView(parent)
{
    setAccessibleName(u"Offers"_s);
    setFrameShape(QFrame::NoFrame);
    setItemDelegate(new OfferDelegate(this));
    setSelectionMode(ExtendedSelection);
    setSelectionBehavior(SelectRows);
    setUniformRowHeights(true);
    setAnimated(false);
    setExpandsOnDoubleClick(true);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollMode(ScrollPerPixel);
    setEditTriggers(NoEditTriggers);
    setTabKeyNavigation(false);
    header()->setSectionsMovable(true);
    header()->setFirstSectionMovable(false);
    header()->setStretchLastSection(false);
    header()->setHighlightSections(false);
    header()->setContextMenuPolicy(Qt::CustomContextMenu);
    header()->setMinimumSectionSize(fontMetrics().averageCharWidth() * 5);
    connect(header(), &QHeaderView::customContextMenuRequested, this, &OfferView::showHeaderMenu);
    connect(header(), &QHeaderView::sectionMoved, this, &OfferView::columnsChanged);
    connect(header(), &QHeaderView::sectionResized, this, [this](int section) {
        if (m_fitting)
            return;
        if (section == OfferTreeModel::Name || section == OfferTreeModel::OfferRole ||
            section == OfferTreeModel::Attributes)
            m_fitsItself = false;
        else
            fitColumns();
        emit columnsChanged();
    });
    m_fitSoon.setSingleShot(true);
    m_fitSoon.setInterval(0);
    connect(&m_fitSoon, &QTimer::timeout, this, &OfferView::fitColumns);
}

void OfferView::resetColumns()
{
    m_fitsItself = true;
    m_fitting = true;
    for (int column = 0; column < OfferTreeModel::ColumnCount; ++column) {
        header()->resizeSection(column, roomFor(column));
        header()->setSectionHidden(column, column == OfferTreeModel::IdColumn);
        header()->moveSection(header()->visualIndex(column), column);
    }
    m_fitting = false;
    fitColumns();
}

QByteArray OfferView::saveColumns() const
{
    QByteArray columns;
    QDataStream out(&columns, QIODevice::WriteOnly);
    out << m_fitsItself << header()->saveState();
    return columns;
}

bool OfferView::restoreColumns(const QByteArray& columns)
{
    QDataStream in(columns);
    bool fitsItself = true;
    QByteArray state;
    in >> fitsItself >> state;
    m_fitting = true;
    const bool restored = in.status() == QDataStream::Ok && header()->count() == OfferTreeModel::ColumnCount &&
                          header()->restoreState(state);
    m_fitting = false;
    if (!restored)
        return false;
    m_fitsItself = fitsItself;
    header()->setSectionHidden(OfferTreeModel::Name, false);
    fitColumns();
    return true;
}

int OfferView::roomFor(int column) const
{
    const QFont textFont = column == OfferTreeModel::IdColumn     ? Theme::monospaced(font())
                           : column == OfferTreeModel::Attributes ? font()
                                                                  : Theme::scaled(font(), 1.0, QFont::DemiBold);
    const int margin = 2 * (style()->pixelMetric(QStyle::PM_FocusFrameHMargin, nullptr, this) + 1) + 1;
    return QFontMetrics(textFont).horizontalAdvance(sample(static_cast<Column>(column))) + margin;
}

void OfferView::fitColumns()
{
    if (!m_fitsItself || m_fitting || !model() || header()->count() == 0)
        return;
    m_fitting = true;
    // Roles and attributes get what the rows in sight need, the names the rest; where it is narrow, names come first.
    const int least = fontMetrics().averageCharWidth() * 20;
    int spare = viewport()->width() - header()->length() - least;
    spare += header()->sectionSize(OfferTreeModel::Name);
    for (const int column : {OfferTreeModel::OfferRole, OfferTreeModel::Attributes})
        spare += header()->sectionSize(column) - (header()->isSectionHidden(column) ? 0 : roomFor(column));
    for (const int column : {OfferTreeModel::OfferRole, OfferTreeModel::Attributes}) {
        if (header()->isSectionHidden(column))
            continue;
        const int room = roomFor(column);
        const int most = qMax(0, qMin(spare, viewport()->width() / 4));
        const int more = qBound(0, sizeHintForColumn(column) - room, most);
        header()->resizeSection(column, room + more);
        spare -= more;
    }
    // A name that has room for itself leaves the rest to the remarks, which run on over the attributes.
    const int most = qMax(least, qMin(sizeHintForColumn(OfferTreeModel::Name), fontMetrics().averageCharWidth() * 60));
    const bool hasAttributes = !header()->isSectionHidden(OfferTreeModel::Attributes);
    const int name = hasAttributes ? qMin(least + qMax(0, spare), most) : least + qMax(0, spare);
    header()->resizeSection(OfferTreeModel::Name, name);
    if (hasAttributes)
        header()->resizeSection(OfferTreeModel::Attributes,
                                header()->sectionSize(OfferTreeModel::Attributes) + least + qMax(0, spare) - name);
    m_fitting = false;
}

bool OfferView::hasLongRemark(const QModelIndex& index)
{
    if (offerRowKind(index) == OfferTreeModel::Kind::Resource)
        return true;
    switch (offerRowFate(index)) {
    case OfferFate::Used:
    case OfferFate::Declined:
    case OfferFate::Rescinded:
        return offerRowKind(index) == OfferTreeModel::Kind::Offer;
    case OfferFate::Live:
    case OfferFate::InCall:
    case OfferFate::Void:
        return false;
    }
    return false;
}

QRect OfferView::remarkArea(const QModelIndex& index, const QRect& row) const
{
    const QHeaderView& columns = *header();
    if (columns.isSectionHidden(OfferTreeModel::Ports))
        return {};
    const int x = columns.sectionViewportPosition(OfferTreeModel::Ports);
    int width = columns.sectionSize(OfferTreeModel::Ports);
    for (int visual = columns.visualIndex(OfferTreeModel::Ports) + 1; visual < columns.count(); ++visual) {
        const int column = columns.logicalIndex(visual);
        if (columns.isSectionHidden(column))
            continue;
        if (!index.siblingAtColumn(column).data().toString().isEmpty())
            break;
        width += columns.sectionSize(column);
    }
    return {x, row.top(), width, row.height()};
}

void OfferView::drawRow(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const Theme theme(*this);
    const bool isSelected = selectionModel()->isSelected(index);
    if (!isSelected && index.siblingAtColumn(OfferTreeModel::Name).data(FreshRole).toBool()) {
        painter->fillRect(option.rect, theme.freshRow);
        const int bar = qMax(2, Theme::gap(fontMetrics()) / 3);
        painter->fillRect(style()->visualRect(layoutDirection(), option.rect,
                                              QRect(option.rect.left(), option.rect.top(), bar, option.rect.height())),
                          theme.success);
    }
    QTreeView::drawRow(painter, option, index);

    if (hasLongRemark(index)) {
        const QModelIndex cell = index.siblingAtColumn(OfferTreeModel::Ports);
        const int margin = style()->pixelMetric(QStyle::PM_FocusFrameHMargin, &option, this) + 1;
        const QRect area = remarkArea(cell, option.rect).adjusted(margin, 0, -margin, 0);
        if (!area.isEmpty()) {
            painter->save();
            const bool isRescinded = offerRowFate(index) == OfferFate::Rescinded;
            painter->setFont(font());
            painter->setPen(isSelected ? theme.selectionText : isRescinded ? theme.danger : theme.mutedText);
            const QRect shown = style()->visualRect(layoutDirection(), option.rect, area);
            painter->drawText(shown, Qt::AlignVCenter | (isRightToLeft() ? Qt::AlignRight : Qt::AlignLeft),
                              fontMetrics().elidedText(cell.data().toString(), Qt::ElideRight, shown.width()));
            painter->restore();
        }
    }
    if (offerRowKind(index) == OfferTreeModel::Kind::Group && index.row() > 0)
        painter->fillRect(QRect(0, option.rect.top(), viewport()->width(), 1), theme.hairline);
    if (hasFocus() && m_usesKeyboard && index.siblingAtColumn(0) == currentIndex().siblingAtColumn(0) && !isSelected) {
        painter->save();
        painter->setPen(theme.accent);
        painter->setBrush(Qt::NoBrush);
        painter->drawRect(option.rect.adjusted(0, 0, -1, -1));
        painter->restore();
    }
}

void OfferView::showHeaderMenu(const QPoint& position)
{
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (int column = 1; column < OfferTreeModel::ColumnCount; ++column) {
        QAction* action = menu->addAction(model()->headerData(column, Qt::Horizontal).toString());
        action->setMenuRole(QAction::NoRole);
        action->setCheckable(true);
        action->setChecked(!header()->isSectionHidden(column));
        connect(action, &QAction::toggled, this, [this, column](bool shown) {
            header()->setSectionHidden(column, !shown);
            fitColumns();
            emit columnsChanged();
        });
    }
    menu->addSeparator();
    QAction* reset = menu->addAction(tr("Reset Columns"));
    reset->setMenuRole(QAction::NoRole);
    connect(reset, &QAction::triggered, this, [this] {
        resetColumns();
        emit columnsChanged();
    });
    menu->popup(header()->viewport()->mapToGlobal(position));
}

void OfferView::dataChanged(const QModelIndex& topLeft, const QModelIndex& bottomRight, const QList<int>& roles)
{
    QTreeView::dataChanged(topLeft, bottomRight, roles);
    // A row's tint and bar reach beyond its cells.
    viewport()->update();
}

void OfferView::rowsInserted(const QModelIndex& parent, int first, int last)
{
    QTreeView::rowsInserted(parent, first, last);
    if (m_fitsItself)
        m_fitSoon.start();
}

void OfferView::resizeEvent(QResizeEvent* event)
{
    QTreeView::resizeEvent(event);
    // Fitting may bring a scroll bar, and that takes room away.
    if (m_fitting)
        m_fitSoon.start();
    else
        fitColumns();
}

void OfferView::focusInEvent(QFocusEvent* event)
{
    m_usesKeyboard = event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason;
    QTreeView::focusInEvent(event);
}

void OfferView::keyPressEvent(QKeyEvent* event)
{
    m_usesKeyboard = true;
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        emit returnPressed();
        return;
    }
    if (event->key() == Qt::Key_Space) {
        tickCurrent();
        return;
    }
    QTreeView::keyPressEvent(event);
}

bool OfferView::toggleTick(QAbstractItemModel& model, const QModelIndex& index)
{
    const QVariant ticked = index.data(Qt::CheckStateRole);
    return ticked.isValid() &&
           model.setData(index, ticked.toInt() == Qt::Checked ? Qt::Unchecked : Qt::Checked, Qt::CheckStateRole);
}

void OfferView::tickCurrent()
{
    QModelIndex offer = currentIndex().siblingAtColumn(OfferTreeModel::Name);
    if (offer.isValid() && offerRowKind(offer) == OfferTreeModel::Kind::Resource)
        offer = offer.parent();
    if (!offer.isValid() || offerRowKind(offer) != OfferTreeModel::Kind::Offer || toggleTick(*model(), offer))
        return;
    // The rule that is in the way, as the pointer would be told.
    const QRect place = visualRect(offer);
    QToolTip::showText(viewport()->mapToGlobal(place.bottomLeft()), offer.data(Qt::ToolTipRole).toString(), viewport());
}

void OfferView::mousePressEvent(QMouseEvent* event)
{
    m_usesKeyboard = false;
    QTreeView::mousePressEvent(event);
}

void OfferView::changeEvent(QEvent* event)
{
    QTreeView::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        viewport()->update();
}

} // namespace mesoscribe
