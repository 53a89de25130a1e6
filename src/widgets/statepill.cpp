// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "widgets/statepill.h"

#include "models/describe.h"
#include "widgets/statemark.h"
#include "widgets/storypopover.h"
#include "widgets/theme.h"

#include <QAccessible>
#include <QKeyEvent>
#include <QPainter>
#include <QPainterPath>
#include <QStyle>

namespace mesoscribe {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Colors
{
    QColor ink;
    QColor tint;
};

Colors colorsOf(Phase phase, const Theme& theme)
{
    switch (phase) {
    case Phase::Subscribed:
        return {theme.success, theme.successTint};
    case Phase::Quiet:
    case Phase::Reconnecting:
    case Phase::Connecting:
    case Phase::WaitingForSubscribed:
        return {theme.warning, theme.warningTint};
    case Phase::Stopped:
        return {theme.danger, theme.dangerTint};
    case Phase::Off:
        break;
    }
    return {theme.mutedText, Theme::blend(theme.text, theme.window, 0.07)};
}

StateMark markOf(Phase phase)
{
    switch (phase) {
    case Phase::Subscribed:
        return StateMark::Disc;
    case Phase::Quiet:
    case Phase::Reconnecting:
    case Phase::Connecting:
    case Phase::WaitingForSubscribed:
        return StateMark::HalfDisc;
    case Phase::Stopped:
        return StateMark::Triangle;
    case Phase::Off:
        break;
    }
    return StateMark::Ring;
}

} // namespace

StatePill::StatePill(QWidget* parent)
    : QLabel(parent)
{
    setObjectName("statePill"_L1);
    setAccessibleName(u"Connection state"_s);
    setTextFormat(Qt::PlainText);
    setFocusPolicy(Qt::TabFocus);
    setCursor(Qt::PointingHandCursor);
    setToolTip(tr("Show what happened on this connection"));
    setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    QFont bold = font();
    bold.setWeight(QFont::DemiBold);
    setFont(bold);
    setState(nullptr, {});
}

void StatePill::setState(const SessionState* state, WallTime now)
{
    static const SessionState off;
    m_state = state;
    const SessionState& shown = state ? *state : off;
    const QString words = describePhase(shown, now);
    if (words != text()) {
        setText(words);
        setAccessibleDescription(words);
        updateGeometry();
    }
    if (shown.phase != m_phase) {
        m_phase = shown.phase;
        // The time in it changes every second; only a change of state is worth a word of the screen reader.
        QAccessibleEvent event(this, QAccessible::DescriptionChanged);
        QAccessible::updateAccessibility(&event);
        update();
    }
}

void StatePill::setEnvironment(const QString& name, const QColor& color)
{
    if (m_environment == name && m_environmentColor == color)
        return;
    m_environment = name;
    m_environmentColor = color;
    updateGeometry();
    update();
}

StatePill::Measures StatePill::measures() const
{
    const int gap = Theme::gap(fontMetrics());
    const int environment = m_environment.isEmpty() ? 0 : fontMetrics().horizontalAdvance(m_environment) + gap * 3;
    return {.dot = qRound(gap * 1.2), .padding = gap + gap / 2, .environment = environment};
}

QSize StatePill::sizeHint() const
{
    const Measures m = measures();
    return {m.environment + m.padding * 2 + m.dot + Theme::gap(fontMetrics()) + fontMetrics().horizontalAdvance(text()),
            Theme::rowHeight(fontMetrics())};
}

QSize StatePill::minimumSizeHint() const
{
    const Measures m = measures();
    const int words = qMin(fontMetrics().horizontalAdvance(text()), fontMetrics().averageCharWidth() * 24);
    return {m.environment + m.padding * 2 + m.dot + Theme::gap(fontMetrics()) + words, Theme::rowHeight(fontMetrics())};
}

void StatePill::paintEvent(QPaintEvent*)
{
    const Theme theme(*this);
    const Colors colors = colorsOf(m_phase, theme);
    const Measures m = measures();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF whole = QRectF(rect());
    const double corner = whole.height() / 2;
    QPainterPath outline;
    outline.addRoundedRect(whole, corner, corner);
    painter.setClipPath(outline);
    painter.fillRect(whole, colors.tint);
    QRect area = rect();
    if (m.environment > 0) {
        const QRect part = style()->visualRect(layoutDirection(), area, QRect(0, 0, m.environment, area.height()));
        painter.fillRect(part, m_environmentColor);
        painter.setPen(m_environmentColor.lightness() > 150 ? QColor(Qt::black) : QColor(Qt::white));
        painter.drawText(part, Qt::AlignCenter, m_environment);
        area.adjust(m.environment, 0, 0, 0);
    }
    painter.setClipping(false);
    QRect dot(area.left() + m.padding, 0, m.dot, m.dot);
    dot.moveTop((height() - m.dot) / 2);
    paintStateMark(painter, style()->visualRect(layoutDirection(), rect(), dot), markOf(m_phase), colors.ink);
    const int left = dot.right() + 1 + Theme::gap(fontMetrics());
    const QRect words(left, 0, area.right() + 1 - m.padding - left, height());
    painter.setPen(colors.ink);
    painter.drawText(style()->visualRect(layoutDirection(), rect(), words),
                     Qt::AlignVCenter | (isRightToLeft() ? Qt::AlignRight : Qt::AlignLeft),
                     fontMetrics().elidedText(text(), Qt::ElideRight, words.width() + 1));
    if (hasFocus()) {
        painter.setPen(QPen(theme.accent, 2.0));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(whole.adjusted(1, 1, -1, -1), corner - 1, corner - 1);
    }
}

void StatePill::mouseReleaseEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton && rect().contains(event->pos()))
        showStory();
}

void StatePill::keyPressEvent(QKeyEvent* event)
{
    switch (event->key()) {
    case Qt::Key_Space:
    case Qt::Key_Return:
    case Qt::Key_Enter:
        showStory();
        return;
    default:
        QLabel::keyPressEvent(event);
    }
}

void StatePill::showStory()
{
    auto* popover = new StoryPopover(m_state ? m_state->story : QList<StoryLine>(), this);
    popover->showBelow(*this);
}

} // namespace mesoscribe
