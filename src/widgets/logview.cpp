// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "widgets/logview.h"

#include "widgets/theme.h"

#include <QEvent>
#include <QHeaderView>
#include <QScrollBar>

namespace mesoscribe {

LogView::LogView(QWidget* parent)
    : QTableView(parent)
{
    setFrameShape(QFrame::NoFrame);
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
    horizontalHeader()->setHighlightSections(false);
    verticalHeader()->hide();
    verticalHeader()->setMinimumSectionSize(1);
    // Fixed heights spare the header a look at each row.
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, [this](int value) {
        if (!m_settling)
            m_followsEnd = value >= verticalScrollBar()->maximum();
    });
    connect(verticalScrollBar(), &QScrollBar::rangeChanged, this, &LogView::settle);
}

void LogView::setModel(QAbstractItemModel* model)
{
    // Before the view takes part: it would move the current row on to a neighbour of one that is let go.
    connect(model, &QAbstractItemModel::rowsAboutToBeRemoved, this,
            [this](const QModelIndex&, int first, int last) { rowsGoing(first, last); });
    QTableView::setModel(model);
    fit();
}

void LogView::fit()
{
    verticalHeader()->setDefaultSectionSize(Theme::rowHeight(fontMetrics()));
    if (model())
        fitColumns();
}

void LogView::rowsGoing(int first, int last)
{
    const QModelIndex current = currentIndex();
    if (current.isValid() && current.row() >= first && current.row() <= last)
        selectionModel()->clear();
    if (m_followsEnd || isHidden())
        return;
    // At once: when as many rows come as go, no range changes that could be waited for.
    QScrollBar* bar = verticalScrollBar();
    const int row = verticalHeader()->defaultSectionSize();
    const int above = qMin(last + 1, bar->value() / qMax(1, row)) - first;
    m_settling = true;
    bar->setValue(bar->value() - qMax(0, above) * row);
    m_settling = false;
}

void LogView::settle()
{
    if (!m_followsEnd || m_settling)
        return;
    m_settling = true;
    verticalScrollBar()->setValue(verticalScrollBar()->maximum());
    m_settling = false;
}

void LogView::resizeEvent(QResizeEvent* event)
{
    QTableView::resizeEvent(event);
    fit();
    settle();
}

void LogView::showEvent(QShowEvent* event)
{
    QTableView::showEvent(event);
    fit();
    settle();
}

void LogView::changeEvent(QEvent* event)
{
    QTableView::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        viewport()->update();
    if (event->type() == QEvent::FontChange)
        fit();
}

} // namespace mesoscribe
