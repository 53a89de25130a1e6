// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "widgets/recordview.h"

#include "models/recordtablemodel.h"
#include "widgets/theme.h"

#include <QHeaderView>

namespace mesoscribe {

using namespace Qt::Literals::StringLiterals;

void RecordDelegate::initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    const Theme theme(option->palette);
    const bool isSelected = option->state & QStyle::State_Selected;
    const auto mute = [&] {
        option->palette.setColor(QPalette::Text, theme.mutedText);
        option->palette.setColor(QPalette::HighlightedText, Theme::blend(theme.selectionText, theme.selection, 0.72));
    };
    switch (static_cast<RecordTableModel::Column>(index.column())) {
    case RecordTableModel::Number:
        option->displayAlignment = Qt::AlignRight | Qt::AlignVCenter;
        mute();
        break;
    case RecordTableModel::Time:
        option->font = Theme::monospaced(option->font);
        break;
    case RecordTableModel::DirectionColumn:
        option->displayAlignment = Qt::AlignCenter;
        mute();
        break;
    case RecordTableModel::Type:
        option->font.setWeight(QFont::DemiBold);
        if (!isSelected && option->text == "ERROR"_L1)
            option->palette.setColor(QPalette::Text, theme.danger);
        else if (option->text == "HEARTBEAT"_L1)
            mute();
        break;
    case RecordTableModel::Summary:
        break;
    case RecordTableModel::Bytes:
        option->displayAlignment = Qt::AlignRight | Qt::AlignVCenter;
        break;
    case RecordTableModel::ColumnCount:
        break;
    }
    option->fontMetrics = QFontMetrics(option->font);
    option->textElideMode = Qt::ElideRight;
    option->state &= ~QStyle::State_HasFocus;
}

RecordView::RecordView(QWidget* parent)
    : LogView(parent)
{
    setAccessibleName(u"Records"_s);
    setItemDelegate(new RecordDelegate(this));
    horizontalHeader()->hide();
}

void RecordView::fitColumns()
{
    const QFontMetrics bold(Theme::scaled(font(), 1.0, QFont::DemiBold));
    const QFontMetrics fixed(Theme::monospaced(font()));
    const int margin = Theme::gap(fontMetrics()) * 2;
    QHeaderView* columns = horizontalHeader();
    columns->setMinimumSectionSize(1);
    const auto set = [&](int column, int width) { columns->resizeSection(column, width + margin); };
    set(RecordTableModel::Number, fontMetrics().horizontalAdvance(u"000000"_s));
    set(RecordTableModel::Time, fixed.horizontalAdvance(u"00:00:00.000"_s));
    set(RecordTableModel::DirectionColumn, fontMetrics().horizontalAdvance(u"←"_s) + margin / 2);
    const bool isNarrow = viewport()->width() < fontMetrics().averageCharWidth() * 80;
    set(RecordTableModel::Type, bold.horizontalAdvance(isNarrow ? u"SUBSCRIBED"_s : u"INVERSE_OFFERS"_s));
    set(RecordTableModel::Bytes, fontMetrics().horizontalAdvance(u"999,999 B"_s));
    columns->setSectionResizeMode(QHeaderView::Fixed);
    columns->setSectionResizeMode(RecordTableModel::Summary, QHeaderView::Stretch);
}

} // namespace mesoscribe
