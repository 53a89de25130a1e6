// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "widgets/storypopover.h"

#include "models/describe.h"
#include "widgets/theme.h"

#include <QDateTime>
#include <QGridLayout>
#include <QLabel>
#include <QPainter>
#include <QScreen>
#include <QScrollArea>
#include <QScrollBar>
#include <QVBoxLayout>

namespace mesoscribe {

using namespace Qt::Literals::StringLiterals;

QString timeOfDay(WallTime at)
{
    return QDateTime::fromMSecsSinceEpoch(at.time_since_epoch().count()).toString(u"HH:mm:ss"_s);
}

StoryPopover::StoryPopover(const QList<StoryLine>& story, QWidget* parent)
    : QFrame(parent, Qt::Popup)
{
    setObjectName("storyPopover"_L1);
    setAccessibleName(tr("What happened on this connection"));
    setAttribute(Qt::WA_DeleteOnClose);
    // The pill's own type is bold.
    QFont plain = font();
    plain.setWeight(QFont::Normal);
    setFont(plain);

    const Theme theme(*this);
    const int gap = Theme::gap(fontMetrics());
    auto* content = new QWidget;
    auto* grid = new QGridLayout(content);
    grid->setContentsMargins(gap * 2, gap + gap / 2, gap * 2, gap + gap / 2);
    grid->setHorizontalSpacing(gap * 2);
    grid->setVerticalSpacing(gap);
    grid->setColumnStretch(1, 1);
    int row = 0;
    for (auto line = story.crbegin(); line != story.crend(); ++line, ++row) {
        auto* time = new QLabel(timeOfDay(line->at));
        time->setFont(Theme::monospaced(plain));
        QPalette muted = time->palette();
        muted.setColor(QPalette::WindowText, theme.mutedText);
        time->setPalette(muted);
        auto* words = new QLabel;
        words->setTextFormat(Qt::PlainText);
        words->setText(describe(*line));
        words->setWordWrap(true);
        words->setMinimumWidth(fontMetrics().averageCharWidth() * 46);
        for (QLabel* label : {time, words})
            label->setTextInteractionFlags(Qt::TextSelectableByMouse);
        grid->addWidget(time, row, 0, Qt::AlignTop);
        grid->addWidget(words, row, 1, Qt::AlignTop);
    }
    if (story.isEmpty())
        grid->addWidget(new QLabel(tr("Nothing has happened on this connection yet.")), 0, 0, 1, 2);

    auto* scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setBackgroundRole(QPalette::Base);
    content->setBackgroundRole(QPalette::Base);
    scroll->setWidget(content);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(1, 1, 1, 1);
    layout->addWidget(scroll);
    const QSize wanted = content->sizeHint();
    scroll->setMinimumWidth(wanted.width() + scroll->verticalScrollBar()->sizeHint().width());
    scroll->setFixedHeight(qMin(qMax(wanted.height(), content->layout()->totalHeightForWidth(wanted.width())),
                                fontMetrics().height() * 22));
}

void StoryPopover::showBelow(const QWidget& anchor)
{
    adjustSize();
    const QRect screen = anchor.screen()->availableGeometry();
    QPoint position = anchor.mapToGlobal(QPoint(0, anchor.height() + Theme::gap(fontMetrics()) / 2));
    position.setX(qMax(screen.left(), qMin(position.x(), screen.right() - width())));
    position.setY(qMax(screen.top(), qMin(position.y(), screen.bottom() - height())));
    move(position);
    show();
}

void StoryPopover::paintEvent(QPaintEvent*)
{
    const Theme theme(*this);
    QPainter painter(this);
    painter.fillRect(rect(), theme.base);
    painter.setPen(theme.hairline);
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
}

} // namespace mesoscribe
