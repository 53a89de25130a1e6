// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "widgets/offerdelegate.h"

#include "models/roles.h"
#include "widgets/offerview.h"
#include "widgets/theme.h"

#include <QMouseEvent>
#include <QPainter>

namespace mesoscribe {

using namespace Qt::Literals::StringLiterals;

namespace {

QVariant ofRow(const QModelIndex& index, int role)
{
    return index.siblingAtColumn(OfferTreeModel::Name).data(role);
}

/// Names stand in one line whether an offer has a box or not: what has none gets an empty place, or a lock.
void prepareBox(QStyleOptionViewItem& option, const QModelIndex& index)
{
    if (!(option.features & QStyleOptionViewItem::HasCheckIndicator)) {
        const QStyle& style = *option.widget->style();
        option.features |= QStyleOptionViewItem::HasDecoration;
        option.decorationSize = {style.pixelMetric(QStyle::PM_IndicatorWidth, &option, option.widget),
                                 style.pixelMetric(QStyle::PM_IndicatorHeight, &option, option.widget)};
        if (offerRowFate(index) == OfferFate::InCall) {
            option.icon = Theme::icon(u"lock"_s, Theme::Ink::Muted);
        } else {
            QPixmap nothing(option.decorationSize);
            nothing.fill(Qt::transparent);
            option.icon = QIcon(nothing);
        }
    } else if (!index.data(CanTickRole).toBool()) {
        // Only the box looks disabled: the offer itself is as good as any.
        option.state &= ~QStyle::State_Enabled;
        for (const QPalette::ColorRole role :
             {QPalette::Text, QPalette::HighlightedText, QPalette::Highlight, QPalette::WindowText})
            option.palette.setColor(QPalette::Disabled, role, option.palette.color(QPalette::Active, role));
    }
}

} // namespace

OfferTreeModel::Kind offerRowKind(const QModelIndex& index)
{
    return static_cast<OfferTreeModel::Kind>(ofRow(index, KindRole).toInt());
}

OfferFate offerRowFate(const QModelIndex& index)
{
    return static_cast<OfferFate>(ofRow(index, FateRole).toInt());
}

void OfferDelegate::initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    const Theme theme(option->palette);
    if (offerRowKind(index) == OfferTreeModel::Kind::Group && option->font.bold())
        option->font.setWeight(QFont::DemiBold);
    if (index.column() == OfferTreeModel::IdColumn)
        option->font = Theme::monospaced(option->font);
    option->fontMetrics = QFontMetrics(option->font);
    option->textElideMode = index.column() == OfferTreeModel::IdColumn ? Qt::ElideMiddle : Qt::ElideRight;

    const bool isMuted = offerRowKind(index) == OfferTreeModel::Kind::Resource ||
                         offerRowFate(index) != OfferFate::Live || option->text == u"–"_s;
    if (isMuted) {
        // On a selection of the desktop's own colour, muted means nearer to that colour.
        const QColor onSelection =
            theme.selection == theme.base ? theme.mutedText : Theme::blend(theme.selectionText, theme.selection, 0.72);
        const QColor muted = offerRowKind(index) == OfferTreeModel::Kind::Resource &&
                                     index.column() != OfferTreeModel::Ports &&
                                     index.column() != OfferTreeModel::Name && offerRowFate(index) == OfferFate::Live
                                 ? Theme::blend(theme.text, theme.mutedText, 0.35)
                                 : theme.mutedText;
        option->palette.setColor(QPalette::Text, muted);
        option->palette.setColor(QPalette::HighlightedText, onSelection);
    }
    if (index.column() == OfferTreeModel::Name && offerRowKind(index) == OfferTreeModel::Kind::Offer)
        prepareBox(*option, index);
    // The row paints selection and focus for all its cells.
    option->state &= ~QStyle::State_HasFocus;
}

bool OfferDelegate::editorEvent(QEvent* event, QAbstractItemModel* model, const QStyleOptionViewItem& option,
                                const QModelIndex& index)
{
    switch (event->type()) {
    case QEvent::MouseButtonPress:
    case QEvent::MouseButtonRelease:
    case QEvent::MouseButtonDblClick:
        break;
    default:
        return QStyledItemDelegate::editorEvent(event, model, option, index);
    }
    QStyleOptionViewItem cell(option);
    initStyleOption(&cell, index);
    if (!(cell.features & QStyleOptionViewItem::HasCheckIndicator))
        return false;
    const QRect box = cell.widget->style()->subElementRect(QStyle::SE_ItemViewItemCheckIndicator, &cell, cell.widget);
    const int margin = cell.widget->style()->pixelMetric(QStyle::PM_FocusFrameHMargin, &cell, cell.widget) + 1;
    const QRect area(box.left() - margin, option.rect.top(), box.width() + 2 * margin, option.rect.height());
    const auto* mouse = static_cast<QMouseEvent*>(event);
    if (mouse->button() != Qt::LeftButton || !area.contains(mouse->position().toPoint()))
        return false;
    if (event->type() == QEvent::MouseButtonRelease)
        OfferView::toggleTick(*model, index);
    return true; // also of a press and a double click: the row is not opened
}

void OfferDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    if (index.column() != OfferTreeModel::Ports || !OfferView::hasLongRemark(index)) {
        QStyledItemDelegate::paint(painter, option, index);
        return;
    }
    QStyleOptionViewItem bare(option);
    initStyleOption(&bare, index);
    bare.text.clear(); // the view writes it, over the cells that follow too
    bare.widget->style()->drawControl(QStyle::CE_ItemViewItem, &bare, painter, bare.widget);
}

QSize OfferDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    QSize size = QStyledItemDelegate::sizeHint(option, index);
    size.setHeight(qMax(size.height(), Theme::rowHeight(option.fontMetrics)) | 1);
    return size;
}

} // namespace mesoscribe
