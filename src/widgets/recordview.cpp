// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "widgets/recordview.h"

#include "models/recordtablemodel.h"
#include "widgets/theme.h"

#include <QEvent>
#include <QHeaderView>
#include <QScrollBar>

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
    : QTableView(parent)
{
    setAccessibleName(u"Records"_s);
    setFrameShape(QFrame::NoFrame);
    setItemDelegate(new RecordDelegate(this));
    setSelectionMode(SingleSelection);
    setSelectionBehavior(SelectRows);
    setEditTriggers(NoEditTriggers);
    setShowGrid(false);
    setWordWrap(false);
    setTabKeyNavigation(false);
    setCornerButtonEnabled(false);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setHorizontalScrollMode(ScrollPerPixel);
    horizontalHeader()->hide();
    horizontalHeader()->setHighlightSections(false);
    verticalHeader()->hide();
    verticalHeader()->setMinimumSectionSize(1);
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, [this](int value) {
        if (!m_settling)
            m_followsEnd = value >= verticalScrollBar()->maximum();
    });
    connect(verticalScrollBar(), &QScrollBar::rangeChanged, this, &RecordView::settle);
}

void RecordView::setModel(QAbstractItemModel* model)
{
    // Before the view takes part: it would move the current row on to a neighbour of one that is let go.
    connect(model, &QAbstractItemModel::rowsAboutToBeRemoved, this,
            [this](const QModelIndex&, int first, int last) { rowsGoing(first, last); });
    QTableView::setModel(model);
    // Row by row: fixed heights spare the header a look at each of them.
    verticalHeader()->setDefaultSectionSize(Theme::rowHeight(fontMetrics()));
    fitColumns();
}

void RecordView::rowsGoing(int first, int last)
{
    const QModelIndex current = currentIndex();
    if (current.isValid() && current.row() >= first && current.row() <= last)
        selectionModel()->clear();
    if (m_followsEnd || isHidden())
        return;
    const int row = verticalHeader()->defaultSectionSize();
    const int above = qMin(last + 1, verticalScrollBar()->value() / qMax(1, row)) - first;
    m_scrolledAway += qMax(0, above) * row;
}

void RecordView::settle()
{
    if (m_settling)
        return;
    m_settling = true;
    QScrollBar* bar = verticalScrollBar();
    if (m_followsEnd)
        bar->setValue(bar->maximum());
    else if (m_scrolledAway > 0)
        bar->setValue(bar->value() - m_scrolledAway);
    m_scrolledAway = 0;
    m_settling = false;
}

void RecordView::fitColumns()
{
    if (!model())
        return;
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

void RecordView::resizeEvent(QResizeEvent* event)
{
    QTableView::resizeEvent(event);
    fitColumns();
    settle();
}

void RecordView::showEvent(QShowEvent* event)
{
    QTableView::showEvent(event);
    verticalHeader()->setDefaultSectionSize(Theme::rowHeight(fontMetrics()));
    fitColumns();
    settle();
}

void RecordView::changeEvent(QEvent* event)
{
    QTableView::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        viewport()->update();
    if (event->type() == QEvent::FontChange) {
        verticalHeader()->setDefaultSectionSize(Theme::rowHeight(fontMetrics()));
        fitColumns();
    }
}

} // namespace mesoscribe
