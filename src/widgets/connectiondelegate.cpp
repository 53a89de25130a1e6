// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "widgets/connectiondelegate.h"

#include "models/connectionlistmodel.h"
#include "models/roles.h"
#include "widgets/statemark.h"
#include "widgets/theme.h"

#include <QPainter>
#include <QWidget>

namespace mesoscribe {

using namespace Qt::Literals::StringLiterals;

namespace {

using State = ConnectionListModel::State;

struct Look
{
    StateMark mark;
    QColor color;
};

Look lookOf(State state, const Theme& theme)
{
    switch (state) {
    case State::Live:
        return {StateMark::Disc, theme.success};
    case State::Quiet:
    case State::Connecting:
    case State::Reconnecting:
        return {StateMark::HalfDisc, theme.warning};
    case State::Trouble:
        return {StateMark::Triangle, theme.danger};
    case State::Off:
        break;
    }
    return {StateMark::Ring, theme.mutedText};
}

void paintSection(QPainter& painter, const QStyleOptionViewItem& option, const QString& name, const Theme& theme)
{
    const int gap = Theme::gap(option.fontMetrics);
    painter.setFont(Theme::scaled(option.font, 0.88, QFont::DemiBold));
    painter.setPen(theme.mutedText);
    QRect area = option.rect.adjusted(gap * 2, 0, -gap, 0);
    area.setTop(area.bottom() + 1 - Theme::rowHeight(option.fontMetrics));
    const QString heading = option.widget->locale().toUpper(name);
    painter.drawText(area, Qt::AlignVCenter | QStyle::visualAlignment(option.direction, Qt::AlignLeft),
                     painter.fontMetrics().elidedText(heading, Qt::ElideRight, area.width()));
}

} // namespace

void ConnectionDelegate::paint(QPainter* painter, const QStyleOptionViewItem& given, const QModelIndex& index) const
{
    QStyleOptionViewItem option(given);
    initStyleOption(&option, index);
    const Theme theme(option.palette);
    painter->save();
    if (index.data(SectionRole).toBool()) {
        paintSection(*painter, option, index.data().toString(), theme);
        painter->restore();
        return;
    }
    const int gap = Theme::gap(option.fontMetrics);
    const bool isSelected = option.state & QStyle::State_Selected;
    option.widget->style()->drawPrimitive(QStyle::PE_PanelItemViewItem, &option, painter, option.widget);
    const auto mirrored = [&option](const QRect& area) {
        return QStyle::visualRect(option.direction, option.rect, area);
    };
    const int bar = qMax(3, gap * 3 / 8);
    painter->fillRect(mirrored(QRect(option.rect.left(), option.rect.top(), bar, option.rect.height())),
                      index.data(ColorRole).value<QColor>());

    const auto group = option.state & QStyle::State_Active ? QPalette::Active : QPalette::Inactive;
    const QColor words = isSelected ? option.palette.color(group, QPalette::HighlightedText) : theme.text;
    const QColor muted =
        isSelected ? Theme::blend(words, option.palette.color(group, QPalette::Highlight), 0.72) : theme.mutedText;
    const Look look = lookOf(static_cast<State>(index.data(StateRole).toInt()), theme);
    const int mark = qRound(gap * 1.15);
    const QRect markArea(option.rect.left() + gap * 2 + 2, option.rect.center().y() - mark / 2, mark, mark);
    paintStateMark(*painter, mirrored(markArea), look.mark, look.color);

    QRect area = option.rect.adjusted(markArea.right() + 1 - option.rect.left() + gap, 0, -gap * 2, 0);
    const auto sideText = [&](const QString& text) {
        if (text.isEmpty())
            return;
        const int width = option.fontMetrics.horizontalAdvance(text);
        const QRect place(area.right() + 1 - width, area.top(), width, area.height());
        painter->setPen(muted);
        painter->drawText(mirrored(place), Qt::AlignCenter, text);
        area.setRight(place.left() - gap);
    };
    painter->setFont(option.font);
    const int unseen = index.data(BadgeRole).toInt();
    sideText(unseen > 0 ? option.widget->locale().toString(unseen) : QString());
    sideText(index.data(DetailRole).toString());
    painter->setPen(words);
    painter->drawText(mirrored(area), Qt::AlignVCenter | QStyle::visualAlignment(option.direction, Qt::AlignLeft),
                      option.fontMetrics.elidedText(index.data().toString(), Qt::ElideRight, area.width()));
    painter->restore();
}

QSize ConnectionDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const int row = Theme::rowHeight(option.fontMetrics);
    if (!index.data(SectionRole).toBool())
        return {0, row};
    return {0, index.row() == 0 ? row : row + Theme::gap(option.fontMetrics) / 2};
}

} // namespace mesoscribe
