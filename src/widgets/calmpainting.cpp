// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "widgets/calmpainting.h"

#include "widgets/theme.h"

#include <QPainter>
#include <QPainterPath>
#include <QStyle>

namespace mesoscribe {

namespace {

class Saved
{
public:
    explicit Saved(QPainter& painter)
        : m_painter(painter)
    {
        painter.save();
        painter.setRenderHint(QPainter::Antialiasing);
    }
    ~Saved() { m_painter.restore(); }
    Saved(const Saved&) = delete;
    Saved& operator=(const Saved&) = delete;

private:
    QPainter& m_painter;
};

bool hasKeyboardFocus(const QStyleOption& option)
{
    return (option.state & QStyle::State_HasFocus) && (option.state & QStyle::State_KeyboardFocusChange);
}

} // namespace

bool isFilled(const QStyleOptionButton& button)
{
    return (button.features & QStyleOptionButton::DefaultButton) && !(button.features & QStyleOptionButton::Flat);
}

void paintButton(QPainter& painter, const QStyleOption& option, const Theme& theme)
{
    const Saved saved(painter);
    const auto* button = qstyleoption_cast<const QStyleOptionButton*>(&option);
    const bool filled = button && isFilled(*button);
    const bool enabled = option.state & QStyle::State_Enabled;
    const bool down = option.state & (QStyle::State_Sunken | QStyle::State_On);
    const bool hovered = enabled && (option.state & QStyle::State_MouseOver);
    const double corner = Theme::radius(option.fontMetrics);
    const QRectF area = QRectF(option.rect).adjusted(0.5, 0.5, -0.5, -0.5);

    QColor fill = option.palette.color(QPalette::Button);
    QColor border = theme.hairline;
    if (filled) {
        fill = enabled ? theme.accent : Theme::blend(theme.accent, theme.window, 0.5);
        if (down)
            fill = Theme::blend(Qt::black, fill, 0.16);
        else if (hovered)
            fill = Theme::blend(theme.isDark() ? Qt::white : Qt::black, fill, 0.08);
        border = fill;
    } else if (!enabled) {
        fill = theme.window;
    } else if (down) {
        fill = Theme::blend(theme.text, fill, 0.1);
    } else if (hovered) {
        fill = Theme::blend(theme.text, fill, 0.035);
        border = Theme::blend(theme.text, theme.hairline, 0.15);
    }
    painter.setBrush(fill);
    painter.setPen(QPen(border, 1.0));
    painter.drawRoundedRect(area, corner, corner);
    if (hasKeyboardFocus(option))
        paintFocusRing(painter, option.rect, option.fontMetrics, theme);
}

void paintQuietButton(QPainter& painter, const QStyleOption& option, const Theme& theme)
{
    const Saved saved(painter);
    const bool enabled = option.state & QStyle::State_Enabled;
    const bool down = option.state & (QStyle::State_Sunken | QStyle::State_On);
    const double corner = Theme::radius(option.fontMetrics);
    if (enabled && (down || (option.state & QStyle::State_MouseOver))) {
        QColor fill = theme.hover;
        if (down)
            fill.setAlphaF(qMin(1.0F, fill.alphaF() * 2));
        painter.setPen(Qt::NoPen);
        painter.setBrush(fill);
        painter.drawRoundedRect(QRectF(option.rect), corner, corner);
    }
    if (hasKeyboardFocus(option))
        paintFocusRing(painter, option.rect, option.fontMetrics, theme);
}

void paintField(QPainter& painter, const QStyleOption& option, const Theme& theme, bool invalid)
{
    const Saved saved(painter);
    const bool enabled = option.state & QStyle::State_Enabled;
    const bool focused = enabled && (option.state & QStyle::State_HasFocus);
    const double width = focused ? 2.0 : 1.0;
    const double corner = Theme::radius(option.fontMetrics);
    QColor border = focused ? theme.accent : theme.hairline;
    if (!focused && !theme.isDark())
        border = Theme::blend(theme.text, theme.hairline, 0.06);
    if (invalid)
        border = theme.danger;
    painter.setBrush(enabled ? option.palette.color(QPalette::Base) : theme.window);
    painter.setPen(QPen(border, width));
    const double inset = width / 2;
    painter.drawRoundedRect(QRectF(option.rect).adjusted(inset, inset, -inset, -inset), corner, corner);
}

void paintFocusRing(QPainter& painter, const QRect& area, const QFontMetrics& metrics, const Theme& theme)
{
    const Saved saved(painter);
    const double corner = Theme::radius(metrics);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(theme.accent, 2.0));
    painter.drawRoundedRect(QRectF(area).adjusted(1, 1, -1, -1), corner, corner);
}

void paintCheckBox(QPainter& painter, const QStyleOption& option, const Theme& theme)
{
    const Saved saved(painter);
    const bool enabled = option.state & QStyle::State_Enabled;
    const bool on = option.state & QStyle::State_On;
    const bool partly = option.state & QStyle::State_NoChange;
    const double side = qMin(option.rect.width(), option.rect.height());
    QRectF box(0, 0, side, side);
    box.moveCenter(QRectF(option.rect).center());
    box.adjust(1.5, 1.5, -1.5, -1.5);
    const double corner = side * 0.22;
    const QColor accent = enabled ? theme.accent : Theme::blend(theme.accent, theme.base, 0.45);
    painter.setBrush(on || partly ? accent : option.palette.color(QPalette::Base));
    painter.setPen(QPen(on || partly ? accent : Theme::blend(theme.text, theme.base, enabled ? 0.42 : 0.2), 1.2));
    painter.drawRoundedRect(box, corner, corner);
    painter.setPen(QPen(theme.onAccent, side * 0.12, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(Qt::NoBrush);
    if (partly) {
        painter.drawLine(QPointF(box.left() + side * 0.18, box.center().y()),
                         QPointF(box.right() - side * 0.18, box.center().y()));
    } else if (on) {
        QPainterPath tick;
        tick.moveTo(box.left() + box.width() * 0.22, box.top() + box.height() * 0.53);
        tick.lineTo(box.left() + box.width() * 0.42, box.top() + box.height() * 0.73);
        tick.lineTo(box.left() + box.width() * 0.79, box.top() + box.height() * 0.30);
        painter.drawPath(tick);
    }
}

void paintRadioButton(QPainter& painter, const QStyleOption& option, const Theme& theme)
{
    const Saved saved(painter);
    const bool on = option.state & QStyle::State_On;
    const double side = qMin(option.rect.width(), option.rect.height());
    QRectF box(0, 0, side, side);
    box.moveCenter(QRectF(option.rect).center());
    box.adjust(1.5, 1.5, -1.5, -1.5);
    painter.setBrush(on ? theme.accent : option.palette.color(QPalette::Base));
    painter.setPen(QPen(on ? theme.accent : Theme::blend(theme.text, theme.base, 0.42), 1.2));
    painter.drawEllipse(box);
    if (on) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.onAccent);
        const double inset = box.width() * 0.32;
        painter.drawEllipse(box.adjusted(inset, inset, -inset, -inset));
    }
}

void paintChevron(QPainter& painter, const QRect& area, Qt::ArrowType direction, const QFontMetrics& metrics,
                  const QColor& color)
{
    const Saved saved(painter);
    const double half = qMin(metrics.height() * 0.22, qMin(area.width(), area.height()) * 0.45);
    const QPointF middle = QRectF(area).center();
    QPainterPath path;
    path.moveTo(-half, -half / 2);
    path.lineTo(0, half / 2);
    path.lineTo(half, -half / 2);
    painter.translate(middle);
    switch (direction) {
    case Qt::UpArrow:
        painter.rotate(180);
        break;
    case Qt::RightArrow:
        painter.rotate(-90);
        break;
    case Qt::LeftArrow:
        painter.rotate(90);
        break;
    case Qt::DownArrow:
    case Qt::NoArrow:
        break;
    }
    painter.setPen(QPen(color, qMax(1.2, metrics.height() * 0.085), Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(Qt::NoBrush);
    painter.drawPath(path);
}

void paintMenuBarItem(QPainter& painter, const QStyleOptionMenuItem& item, const Theme& theme)
{
    if (!(item.state & QStyle::State_Selected))
        return;
    const Saved saved(painter);
    QColor fill = theme.hover;
    if (item.state & QStyle::State_Sunken)
        fill.setAlphaF(qMin(1.0F, fill.alphaF() * 2));
    painter.setPen(Qt::NoPen);
    painter.setBrush(fill);
    const double corner = Theme::radius(item.fontMetrics);
    painter.drawRoundedRect(QRectF(item.rect).adjusted(1, 2, -1, -2), corner, corner);
}

void paintMenuItemBack(QPainter& painter, const QStyleOptionMenuItem& item, const Theme& theme)
{
    const Saved saved(painter);
    const double inset = Theme::gap(item.fontMetrics) / 2.0;
    const double corner = Theme::radius(item.fontMetrics);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.selection);
    painter.drawRoundedRect(QRectF(item.rect).adjusted(inset, 0, -inset, 0), corner, corner);
}

void paintSegment(QPainter& painter, const QStyleOptionTab& tab, const Theme& theme)
{
    const Saved saved(painter);
    const double corner = Theme::radius(tab.fontMetrics);
    const QRectF area(tab.rect);
    // The trough goes on under all tabs: its ends are round at the first and the last only.
    const bool first = tab.position == QStyleOptionTab::Beginning || tab.position == QStyleOptionTab::OnlyOneTab;
    const bool last = tab.position == QStyleOptionTab::End || tab.position == QStyleOptionTab::OnlyOneTab;
    const double overhang = corner * 2;
    const bool mirrored = tab.direction == Qt::RightToLeft;
    const bool roundLeft = mirrored ? last : first;
    const bool roundRight = mirrored ? first : last;
    painter.setClipRect(area);
    painter.setPen(Qt::NoPen);
    painter.setBrush(Theme::blend(theme.text, theme.base, theme.isDark() ? 0.09 : 0.06));
    painter.drawRoundedRect(area.adjusted(roundLeft ? 0 : -overhang, 0, roundRight ? 0 : overhang, 0), corner, corner);
    if (tab.state & QStyle::State_Selected) {
        const QRectF thumb = area.adjusted(2, 2, -2, -2);
        painter.setBrush(theme.isDark() ? theme.window : theme.base);
        painter.setPen(QPen(theme.hairline, 1.0));
        painter.drawRoundedRect(thumb.adjusted(0.5, 0.5, -0.5, -0.5), corner * 0.8, corner * 0.8);
    }
}

void paintBar(QPainter& painter, const QStyleOptionProgressBar& bar, const Theme& theme)
{
    const Saved saved(painter);
    const QRectF area(bar.rect);
    const double corner = area.height() / 2;
    painter.setPen(Qt::NoPen);
    painter.setBrush(Theme::blend(theme.text, theme.base, 0.08));
    painter.drawRoundedRect(area, corner, corner);
    const double span = bar.maximum - bar.minimum;
    if (span <= 0)
        return;
    const double share = qBound(0.0, (bar.progress - bar.minimum) / span, 1.0);
    if (share <= 0)
        return;
    QRectF done = area;
    done.setWidth(qMax(area.height(), area.width() * share));
    if (bar.direction == Qt::RightToLeft)
        done.moveRight(area.right());
    painter.setBrush(theme.accent);
    painter.drawRoundedRect(done, corner, corner);
}

void paintSlider(QPainter& painter, const QStyleOptionSlider& slider, const QRect& handle, const Theme& theme)
{
    const Saved saved(painter);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool isOn = slider.state & QStyle::State_Enabled;
    const double thick = qMax(3.0, slider.fontMetrics.height() * 0.22);
    const QPointF knob = QRectF(handle).center();
    QRectF groove(slider.rect);
    groove = QRectF(groove.left(), knob.y() - thick / 2, groove.width(), thick);
    painter.setPen(Qt::NoPen);
    painter.setBrush(Theme::blend(theme.text, theme.base, isOn ? 0.14 : 0.07));
    painter.drawRoundedRect(groove, thick / 2, thick / 2);
    if (!isOn)
        return;
    QRectF filled = groove;
    if (slider.upsideDown)
        filled.setLeft(knob.x());
    else
        filled.setRight(knob.x());
    painter.setBrush(theme.accent);
    painter.drawRoundedRect(filled, thick / 2, thick / 2);

    const double radius = slider.fontMetrics.height() * 0.42;
    const bool isFocused = slider.state & QStyle::State_HasFocus;
    painter.setBrush(theme.isDark() ? Theme::blend(theme.text, theme.base, 0.85) : theme.base);
    painter.setPen(QPen(isFocused ? theme.accent : Theme::blend(theme.text, theme.base, 0.3), isFocused ? 2.0 : 1.0));
    painter.drawEllipse(knob, radius, radius);
}

void paintScrollBar(QPainter& painter, const QStyleOptionComplex& option, const QRect& slider, const Theme& theme)
{
    const Saved saved(painter);
    painter.fillRect(option.rect, option.palette.color(QPalette::Base));
    const auto* bar = qstyleoption_cast<const QStyleOptionSlider*>(&option);
    if (!bar || bar->maximum <= bar->minimum)
        return;
    const bool active = option.state & (QStyle::State_MouseOver | QStyle::State_Sunken);
    painter.setPen(Qt::NoPen);
    painter.setBrush(Theme::blend(theme.text, theme.base, active ? 0.42 : 0.24));
    const QRectF handle = QRectF(slider).adjusted(2.5, 2.5, -2.5, -2.5);
    const double corner = qMin(handle.width(), handle.height()) / 2;
    painter.drawRoundedRect(handle, corner, corner);
}

QRect scrollBarPart(const QStyleOptionSlider& bar, QStyle::SubControl part, int leastSlider)
{
    const bool horizontal = bar.orientation == Qt::Horizontal;
    const int length = horizontal ? bar.rect.width() : bar.rect.height();
    const qint64 range = qint64(bar.maximum) - bar.minimum;
    int handle = length;
    if (range > 0) {
        const qint64 whole = range + bar.pageStep;
        handle = qBound(qMin(leastSlider, length),
                        static_cast<int>(length * qint64(bar.pageStep) / qMax<qint64>(1, whole)), length);
    }
    const int start =
        QStyle::sliderPositionFromValue(bar.minimum, bar.maximum, bar.sliderPosition, length - handle, bar.upsideDown);
    const auto along = [&](int from, int size) {
        return horizontal ? QRect(from, 0, size, bar.rect.height()) : QRect(0, from, bar.rect.width(), size);
    };
    switch (part) {
    case QStyle::SC_ScrollBarSlider:
        return along(start, handle);
    case QStyle::SC_ScrollBarSubPage:
        return along(0, start);
    case QStyle::SC_ScrollBarAddPage:
        return along(start + handle, length - start - handle);
    case QStyle::SC_ScrollBarGroove:
        return along(0, length);
    default:
        return {};
    }
}

} // namespace mesoscribe
