// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "widgets/taskview.h"

#include "models/describetask.h"
#include "models/roles.h"
#include "models/tasktreemodel.h"
#include "widgets/theme.h"

#include <QEvent>
#include <QHeaderView>

namespace mesoscribe {

using namespace Qt::Literals::StringLiterals;

namespace {

using Kind = TaskTreeModel::Kind;

struct Look
{
    QString icon;
    Theme::Ink ink;
};

Look lookOf(TaskMark mark)
{
    switch (mark) {
    case TaskMark::Waiting:
        return {u"clock"_s, Theme::Ink::Muted};
    case TaskMark::Working:
        return {u"running"_s, Theme::Ink::Success};
    case TaskMark::Good:
        return {u"check"_s, Theme::Ink::Success};
    case TaskMark::Bad:
        return {u"error"_s, Theme::Ink::Danger};
    case TaskMark::Lost:
        return {u"warning"_s, Theme::Ink::Warning};
    case TaskMark::Neutral:
        return {u"disconnect"_s, Theme::Ink::Muted};
    }
    return {};
}

Kind kindOf(const QModelIndex& index)
{
    return static_cast<Kind>(index.siblingAtColumn(TaskTreeModel::Name).data(KindRole).toInt());
}

bool isHeading(Kind kind)
{
    return kind == Kind::Group || kind == Kind::OperationsHeading || kind == Kind::MaintenanceHeading;
}

} // namespace

void TaskDelegate::initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    const Theme theme(option->palette);
    const Kind kind = kindOf(index);
    const bool isMoment = kind == Kind::Moment || kind == Kind::OperationMoment;
    if (isHeading(kind) && index.column() == TaskTreeModel::Name)
        option->font.setWeight(QFont::DemiBold);
    if (index.column() == TaskTreeModel::StateColumn && !option->text.isEmpty()) {
        const Look look = lookOf(static_cast<TaskMark>(index.data(StateRole).toInt()));
        option->features |= QStyleOptionViewItem::HasDecoration;
        option->icon = Theme::icon(look.icon, look.ink);
        const int side = option->fontMetrics.height();
        option->decorationSize = {side, side};
        if (!isMoment)
            option->font.setWeight(QFont::DemiBold);
    }
    if (index.column() == TaskTreeModel::Since)
        option->displayAlignment = Qt::AlignRight | Qt::AlignVCenter;
    if (isMoment || index.column() == TaskTreeModel::Agent || index.column() == TaskTreeModel::Ack) {
        option->palette.setColor(QPalette::Text, theme.mutedText);
        option->palette.setColor(QPalette::HighlightedText, Theme::blend(theme.selectionText, theme.selection, 0.72));
    }
    option->fontMetrics = QFontMetrics(option->font);
    option->textElideMode = index.column() == TaskTreeModel::Name ? Qt::ElideMiddle : Qt::ElideRight;
    option->state &= ~QStyle::State_HasFocus;
}

QSize TaskDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    QSize size = QStyledItemDelegate::sizeHint(option, index);
    size.setHeight(qMax(size.height(), Theme::rowHeight(option.fontMetrics)) | 1);
    return size;
}

TaskView::TaskView(QWidget* parent)
    : QTreeView(parent)
{
    setAccessibleName(u"Tasks"_s);
    setFrameShape(QFrame::NoFrame);
    setItemDelegate(new TaskDelegate(this));
    setSelectionMode(ExtendedSelection);
    setSelectionBehavior(SelectRows);
    setUniformRowHeights(true);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollMode(ScrollPerPixel);
    setEditTriggers(NoEditTriggers);
    setTabKeyNavigation(false);
    header()->setStretchLastSection(false);
    header()->setHighlightSections(false);
    header()->setSectionsMovable(false);
}

void TaskView::setModel(QAbstractItemModel* model)
{
    QTreeView::setModel(model);
    fitColumns();
}

void TaskView::fitColumns()
{
    if (!model() || header()->count() != TaskTreeModel::ColumnCount)
        return;
    const int letter = fontMetrics().averageCharWidth();
    const QFontMetrics bold(Theme::scaled(font(), 1.0, QFont::DemiBold));
    const int margin = Theme::gap(fontMetrics()) * 2;
    const int width = viewport()->width();
    const int state = bold.horizontalAdvance(u"Unreachable"_s) + fontMetrics().height() + margin;
    const int since = fontMetrics().horizontalAdvance(u"88:88:88"_s) + margin;
    const int acknowledgement = fontMetrics().horizontalAdvance(u"acknowledged"_s) + margin;
    const int agent = qBound(letter * 8, width / 9, letter * 20);
    const int name = qBound(letter * 16, width / 5, letter * 34);
    header()->setMinimumSectionSize(1);
    header()->setSectionResizeMode(QHeaderView::Interactive);
    header()->resizeSection(TaskTreeModel::Name, name);
    header()->resizeSection(TaskTreeModel::StateColumn, state);
    header()->resizeSection(TaskTreeModel::Agent, agent);
    header()->resizeSection(TaskTreeModel::Since, since);
    header()->resizeSection(TaskTreeModel::Ack, acknowledgement);
    const int rest = width - name - state - agent - since - acknowledgement;
    header()->resizeSection(TaskTreeModel::WhatHappened, qMax(letter * 12, rest));
}

void TaskView::rowsInserted(const QModelIndex& parent, int first, int last)
{
    QTreeView::rowsInserted(parent, first, last);
    if (parent.isValid()) {
        if (isHeading(kindOf(parent)))
            expand(parent);
        return;
    }
    for (int row = first; row <= last; ++row) {
        const QModelIndex top = model()->index(row, 0);
        if (isHeading(kindOf(top)))
            expand(top);
    }
}

void TaskView::resizeEvent(QResizeEvent* event)
{
    QTreeView::resizeEvent(event);
    fitColumns();
}

void TaskView::showEvent(QShowEvent* event)
{
    QTreeView::showEvent(event);
    fitColumns();
}

void TaskView::changeEvent(QEvent* event)
{
    QTreeView::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        viewport()->update();
    if (event->type() == QEvent::FontChange)
        fitColumns();
}

} // namespace mesoscribe
