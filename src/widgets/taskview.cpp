// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "widgets/taskview.h"

#include "models/describetask.h"
#include "models/roles.h"
#include "models/tasktreemodel.h"
#include "widgets/theme.h"

#include <QEvent>
#include <QHeaderView>
#include <QKeyEvent>

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
    // Of a heading only the name stands out.
    option->font.setWeight(isHeading(kind) && index.column() == TaskTreeModel::Name ? QFont::DemiBold : QFont::Normal);
    if (index.column() == TaskTreeModel::StateColumn && !option->text.isEmpty()) {
        const Look look = lookOf(static_cast<TaskMark>(index.data(StateRole).toInt()));
        option->features |= QStyleOptionViewItem::HasDecoration;
        option->icon = Theme::icon(look.icon, look.ink);
        const int side = option->fontMetrics.height();
        option->decorationSize = {side, side};
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
    connect(this, &QAbstractItemView::activated, this, [this](const QModelIndex& index) {
        const Kind kind = kindOf(index);
        const quint64 record = index.siblingAtColumn(TaskTreeModel::Name).data(NumberRole).toULongLong();
        if (record > 0 && (kind == Kind::Moment || kind == Kind::OperationMoment))
            emit recordRequested(record);
    });
}

void TaskView::setAcknowledgedByHand(bool byHand)
{
    if (m_acknowledgedByHand == byHand)
        return;
    m_acknowledgedByHand = byHand;
    fitColumns();
}

void TaskView::keyPressEvent(QKeyEvent* event)
{
    if (event->matches(QKeySequence::Delete) || event->key() == Qt::Key_Backspace) {
        emit clearPressed();
        return;
    }
    QTreeView::keyPressEvent(event);
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
    const QFontMetrics metrics = fontMetrics();
    const int letter = metrics.averageCharWidth();
    const int margin = 2 * (style()->pixelMetric(QStyle::PM_FocusFrameHMargin, nullptr, this) + 1);
    const auto room = [&](const QString& text) { return metrics.horizontalAdvance(text) + margin + letter; };
    const int width = viewport()->width();
    const bool isNarrow = width < letter * 120;
    header()->setMinimumSectionSize(1);
    header()->setSectionResizeMode(QHeaderView::Interactive);
    int rest = width;
    const auto set = [&](int column, int size) {
        header()->resizeSection(column, size);
        rest -= size;
    };
    set(TaskTreeModel::Name, qBound(letter * 16, width / 5, letter * 34));
    const QString widest = isNarrow ? describeTaskState({TaskState::Unreachable, {}})
                                    : tr("88 of 88 running", "the widest state of a group");
    set(TaskTreeModel::StateColumn, room(widest) + metrics.height() + margin);
    set(TaskTreeModel::Agent, qBound(letter * 8, width / 10, letter * 20));
    set(TaskTreeModel::Since, room(u"88:88:88"_s));
    // As long as Mesoscribe acknowledges by itself the longer words stand there for milliseconds only.
    const int acknowledged = room(describe(m_acknowledgedByHand ? Acknowledgement::Wanted : Acknowledgement::Received));
    const bool hasRoom = rest - acknowledged >= letter * 26;
    header()->setSectionHidden(TaskTreeModel::Ack, !hasRoom && !m_acknowledgedByHand);
    if (hasRoom || m_acknowledgedByHand)
        set(TaskTreeModel::Ack, acknowledged);
    header()->resizeSection(TaskTreeModel::WhatHappened, qMax(letter * 10, rest));
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
