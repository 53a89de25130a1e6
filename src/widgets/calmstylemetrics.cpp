// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "widgets/calmpainting.h"
#include "widgets/calmstyle.h"
#include "widgets/theme.h"

#include <QStyleOption>
#include <QWidget>

/// How large things are and where their parts stand.
namespace mesoscribe {

namespace {

QFontMetrics metricsOf(const QStyleOption* option, const QWidget* widget)
{
    if (option)
        return option->fontMetrics;
    return widget ? widget->fontMetrics() : QFontMetrics(QFont());
}

} // namespace

int CalmStyle::pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const
{
    const QFontMetrics metrics = metricsOf(option, widget);
    const int gap = Theme::gap(metrics);
    switch (metric) {
    case PM_SplitterWidth:
    case PM_DockWidgetSeparatorExtent:
    case PM_MenuPanelWidth:
        return 1;
    case PM_DockWidgetFrameWidth:
    case PM_DockWidgetTitleMargin:
    case PM_TabBarTabOverlap:
    case PM_TabBarBaseOverlap:
    case PM_TabBarTabShiftVertical:
    case PM_TabBarTabShiftHorizontal:
    case PM_ButtonShiftHorizontal:
    case PM_ButtonShiftVertical:
    case PM_ToolBarFrameWidth:
    case PM_MenuHMargin:
        return 0;
    case PM_MenuVMargin:
        return gap / 2;
    case PM_ToolBarItemMargin:
    case PM_ToolBarItemSpacing:
        return gap + gap / 4;
    case PM_ToolBarSeparatorExtent:
        return 1;
    case PM_TabBarTabVSpace:
        return gap * 2;
    case PM_TabBarTabHSpace:
        return gap * 3;
    case PM_TabBarBaseHeight:
        return 1;
    case PM_ScrollBarExtent:
        return qRound(gap * 1.4);
    case PM_ScrollBarSliderMin:
        return gap * 4;
    case PM_TreeViewIndentation:
        return gap * 2 + 2;
    case PM_HeaderMargin:
        return gap - 2;
    case PM_FocusFrameHMargin:
        return gap - 3; // with the one that is added to it: the text margin of cells
    case PM_IndicatorWidth:
    case PM_IndicatorHeight:
    case PM_ExclusiveIndicatorWidth:
    case PM_ExclusiveIndicatorHeight:
        return gap * 2;
    case PM_SmallIconSize:
    case PM_ButtonIconSize:
    case PM_ListViewIconSize:
        return gap * 2;
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int CalmStyle::styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
                         QStyleHintReturn* returned) const
{
    switch (hint) {
    case SH_EtchDisabledText:
    case SH_DitherDisabledText:
    case SH_DialogButtonBox_ButtonsHaveIcons:
    case SH_ScrollBar_Transient:
    case SH_ComboBox_Popup:
    case SH_UnderlineShortcut:
        return 0;
    case SH_ItemView_ShowDecorationSelected:
    case SH_TitleBar_NoBorder:
        return 1;
    case SH_TabBar_Alignment:
        return Qt::AlignLeft;
    case SH_FormLayoutLabelAlignment:
        return Qt::AlignRight | Qt::AlignVCenter;
    default:
        return QProxyStyle::styleHint(hint, option, widget, returned);
    }
}

QSize CalmStyle::sizeFromContents(ContentsType type, const QStyleOption* option, const QSize& size,
                                  const QWidget* widget) const
{
    QSize result = QProxyStyle::sizeFromContents(type, option, size, widget);
    const QFontMetrics metrics = metricsOf(option, widget);
    const int row = Theme::rowHeight(metrics);
    const int gap = Theme::gap(metrics);
    switch (type) {
    case CT_PushButton: {
        const auto* button = qstyleoption_cast<const QStyleOptionButton*>(option);
        const bool isSmall = button && (button->text.isEmpty() || (button->features & QStyleOptionButton::Flat));
        result = QSize(size.width() + (isSmall ? gap : gap * 3), row);
        const bool hasMenu = button && (button->features & QStyleOptionButton::HasMenu);
        if (hasMenu && button->text.isEmpty() && button->icon.isNull())
            return {row - gap / 2, row}; // nothing but the arrow
        if (hasMenu)
            result.rwidth() += gap * 2;
        return result;
    }
    case CT_ToolButton:
        return {size.width() + gap, qMax(size.height() + gap / 2, row - gap / 2)};
    case CT_LineEdit:
    case CT_ComboBox:
    case CT_SpinBox:
    case CT_HeaderSection:
        result.setHeight(qMax(row, result.height()));
        return result;
    case CT_ItemViewItem:
        result.setHeight(qMax(row, result.height()));
        return result;
    case CT_MenuItem: {
        const auto* item = qstyleoption_cast<const QStyleOptionMenuItem*>(option);
        if (item && item->menuItemType != QStyleOptionMenuItem::Separator)
            result.setHeight(qMax(row - gap / 2, result.height()));
        return result;
    }
    case CT_MenuBarItem:
        return {size.width() + gap * 2, qRound(row * 0.9)};
    case CT_TabBarTab: {
        const auto* tab = qstyleoption_cast<const QStyleOptionTab*>(option);
        if (tab && !tab->documentMode)
            return {result.width(), row + gap / 2};
        return {result.width(), row + gap};
    }
    default:
        return result;
    }
}

QRect CalmStyle::subElementRect(SubElement element, const QStyleOption* option, const QWidget* widget) const
{
    switch (element) {
    case SE_LineEditContents: {
        const int gap = Theme::gap(metricsOf(option, widget));
        const auto* frame = qstyleoption_cast<const QStyleOptionFrame*>(option);
        if (frame && frame->lineWidth == 0)
            return option->rect;
        // QLineEdit itself adds 2 pixels.
        return option->rect.adjusted(gap - 1, 1, -(gap - 1), -1);
    }
    case SE_PushButtonFocusRect:
    case SE_PushButtonContents:
        return option->rect;
    case SE_TabWidgetTabBar: {
        QRect bar = QProxyStyle::subElementRect(element, option, widget);
        if (const auto* frame = qstyleoption_cast<const QStyleOptionTabWidgetFrame*>(option);
            frame && frame->lineWidth == 0) {
            // Document mode: the first tab's text stands where the content's does.
            const int shift = Theme::gap(metricsOf(option, widget)) / 2;
            bar.translate(option->direction == Qt::RightToLeft ? -shift : shift, 0);
        }
        return bar;
    }
    case SE_TabWidgetRightCorner: {
        QRect corner = QProxyStyle::subElementRect(element, option, widget);
        if (const auto* frame = qstyleoption_cast<const QStyleOptionTabWidgetFrame*>(option)) {
            const int gap = Theme::gap(metricsOf(option, widget));
            corner.setTop(0);
            corner.setHeight(frame->tabBarSize.height()); // down to the line below the tabs
            corner.translate(option->direction == Qt::RightToLeft ? gap : -gap, 0);
        }
        return corner;
    }
    case SE_HeaderArrow:
        if (const auto* header = qstyleoption_cast<const QStyleOptionHeader*>(option)) {
            const int gap = Theme::gap(option->fontMetrics);
            const int words = option->fontMetrics.horizontalAdvance(header->text) + gap + gap / 2;
            QRect arrow(0, option->rect.top(), gap, option->rect.height());
            if (header->textAlignment & Qt::AlignRight)
                arrow.moveRight(qMax(option->rect.left() + gap, option->rect.right() - words));
            else
                arrow.moveLeft(qMin(option->rect.left() + words, option->rect.right() - gap));
            return visualRect(option->direction, option->rect, arrow);
        }
        return QProxyStyle::subElementRect(element, option, widget);
    default:
        return QProxyStyle::subElementRect(element, option, widget);
    }
}

QRect CalmStyle::subControlRect(ComplexControl control, const QStyleOptionComplex* option, SubControl part,
                                const QWidget* widget) const
{
    const QRect area = option->rect;
    const int gap = Theme::gap(metricsOf(option, widget));
    if (control == CC_ComboBox) {
        if (part == SC_ComboBoxArrow)
            return visualRect(option->direction, area,
                              QRect(area.right() - gap * 3, area.top(), gap * 3, area.height()));
        if (part == SC_ComboBoxEditField)
            return visualRect(option->direction, area, area.adjusted(gap, 1, -gap * 3, -1));
    }
    if (control == CC_SpinBox) {
        const QRect buttons(area.right() - gap * 3, area.top() + 2, gap * 3 - 1, area.height() - 4);
        const int half = buttons.height() / 2;
        if (part == SC_SpinBoxUp)
            return visualRect(option->direction, area, QRect(buttons.topLeft(), QSize(buttons.width(), half)));
        if (part == SC_SpinBoxDown)
            return visualRect(option->direction, area,
                              QRect(buttons.left(), buttons.top() + half, buttons.width(), half));
        if (part == SC_SpinBoxEditField)
            return visualRect(option->direction, area, area.adjusted(gap - 1, 1, -gap * 3, -1));
    }
    if (control == CC_ScrollBar) {
        // No arrow buttons: the groove is the whole bar.
        if (part == SC_ScrollBarAddLine || part == SC_ScrollBarSubLine)
            return {};
        const auto* bar = qstyleoption_cast<const QStyleOptionSlider*>(option);
        if (bar)
            return scrollBarPart(*bar, part, pixelMetric(PM_ScrollBarSliderMin, option, widget));
    }
    return QProxyStyle::subControlRect(control, option, part, widget);
}

} // namespace mesoscribe
