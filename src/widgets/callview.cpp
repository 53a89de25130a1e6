// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "widgets/callview.h"

#include "models/calltablemodel.h"
#include "models/roles.h"
#include "widgets/theme.h"

#include <QHeaderView>

namespace mesoscribe {

using namespace Qt::Literals::StringLiterals;

void CallDelegate::initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    const Theme theme(option->palette);
    const bool isSelected = option->state & QStyle::State_Selected;
    const auto progress =
        static_cast<CallProgress>(index.siblingAtColumn(CallTableModel::Number).data(StateRole).toInt());
    const auto ink = [&](const QColor& color) {
        if (!isSelected)
            option->palette.setColor(QPalette::Text, color);
    };
    switch (static_cast<CallTableModel::Column>(index.column())) {
    case CallTableModel::Number:
        option->displayAlignment = Qt::AlignRight | Qt::AlignVCenter;
        ink(theme.mutedText);
        break;
    case CallTableModel::Time:
        option->font = Theme::monospaced(option->font);
        break;
    case CallTableModel::Type:
        option->font.setWeight(QFont::DemiBold);
        break;
    case CallTableModel::Status:
        switch (progress) {
        case CallProgress::Received:
        case CallProgress::Done:
            ink(theme.success);
            break;
        case CallProgress::Refused:
        case CallProgress::Failed:
            ink(theme.danger);
            break;
        case CallProgress::NotSent:
            ink(theme.warning);
            break;
        case CallProgress::Waiting:
            ink(theme.mutedText);
            break;
        }
        break;
    case CallTableModel::Took:
    case CallTableModel::Bytes:
        option->displayAlignment = Qt::AlignRight | Qt::AlignVCenter;
        break;
    case CallTableModel::Effect:
    case CallTableModel::ColumnCount:
        break;
    }
    option->fontMetrics = QFontMetrics(option->font);
    option->textElideMode = Qt::ElideRight;
    option->state &= ~QStyle::State_HasFocus;
}

CallView::CallView(QWidget* parent)
    : LogView(parent)
{
    setAccessibleName(u"Calls"_s);
    setItemDelegate(new CallDelegate(this));
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
}

void CallView::fitColumns()
{
    const QFontMetrics bold(Theme::scaled(font(), 1.0, QFont::DemiBold));
    const QFontMetrics fixed(Theme::monospaced(font()));
    const int margin = Theme::gap(fontMetrics()) * 2;
    const bool isNarrow = viewport()->width() < fontMetrics().averageCharWidth() * 110;
    QHeaderView* columns = horizontalHeader();
    columns->setMinimumSectionSize(1);
    columns->setSectionResizeMode(QHeaderView::Fixed);
    const auto set = [&](int column, int width) { columns->resizeSection(column, width + margin); };
    const auto title = [&](int column) {
        return fontMetrics().horizontalAdvance(model()->headerData(column, Qt::Horizontal).toString());
    };
    set(CallTableModel::Number, qMax(title(CallTableModel::Number), fontMetrics().horizontalAdvance(u"00000"_s)));
    set(CallTableModel::Time, fixed.horizontalAdvance(u"00:00:00.000"_s));
    set(CallTableModel::Type, bold.horizontalAdvance(isNarrow ? u"UPDATE_FRAMEWORK"_s : u"ACCEPT_INVERSE_OFFERS"_s));
    set(CallTableModel::Status, fontMetrics().horizontalAdvance(u"no answer"_s));
    set(CallTableModel::Took, fontMetrics().horizontalAdvance(u"9,999 ms"_s));
    set(CallTableModel::Bytes, fontMetrics().horizontalAdvance(u"99,999 B"_s));
    columns->setSectionHidden(CallTableModel::Bytes, isNarrow);
    columns->setSectionResizeMode(CallTableModel::Effect, QHeaderView::Stretch);
}

} // namespace mesoscribe
