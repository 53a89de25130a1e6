// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "widgets/calmstyle.h"

#include "widgets/calmpainting.h"
#include "widgets/theme.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QLineEdit>
#include <QMenu>
#include <QPainter>
#include <QPushButton>
#include <QScrollBar>
#include <QStyleFactory>
#include <QStyleOption>
#include <QTabBar>

namespace mesoscribe {

using namespace Qt::Literals::StringLiterals;

CalmStyle::CalmStyle()
    : QProxyStyle(QStyleFactory::create(u"Fusion"_s))
{
    setObjectName("calm"_L1);
}

void CalmStyle::polish(QWidget* widget)
{
    QProxyStyle::polish(widget);
    if (qobject_cast<QPushButton*>(widget) || qobject_cast<QComboBox*>(widget) || qobject_cast<QScrollBar*>(widget) ||
        qobject_cast<QTabBar*>(widget))
        widget->setAttribute(Qt::WA_Hover);
}

void CalmStyle::drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                              const QWidget* widget) const
{
    const Theme theme(option->palette);
    const QRect area = option->rect;
    switch (element) {
    case PE_PanelButtonCommand:
        paintButton(*painter, *option, theme);
        return;
    case PE_PanelButtonTool:
        paintQuietButton(*painter, *option, theme);
        return;
    case PE_FrameFocusRect:
        if (!qobject_cast<const QAbstractItemView*>(widget) && (option->state & State_KeyboardFocusChange))
            paintFocusRing(*painter, area, option->fontMetrics, theme);
        return;
    case PE_PanelLineEdit:
    case PE_FrameLineEdit: {
        const auto* frame = qstyleoption_cast<const QStyleOptionFrame*>(option);
        if (frame && frame->lineWidth > 0)
            paintField(*painter, *option, theme, widget && Theme::isInvalid(*widget));
        return;
    }
    case PE_Frame:
    case PE_FrameMenu:
    case PE_FrameGroupBox:
        painter->save();
        painter->setPen(theme.hairline);
        painter->setBrush(Qt::NoBrush);
        painter->drawRect(area.adjusted(0, 0, -1, -1));
        painter->restore();
        return;
    case PE_PanelMenu:
        painter->fillRect(area, theme.base);
        return;
    case PE_IndicatorCheckBox:
    case PE_IndicatorItemViewItemCheck:
        paintCheckBox(*painter, *option, theme);
        return;
    case PE_IndicatorRadioButton:
        paintRadioButton(*painter, *option, theme);
        return;
    case PE_IndicatorBranch:
        if (option->state & State_Children) {
            const bool open = option->state & State_Open;
            const bool leftward = option->direction == Qt::RightToLeft;
            paintChevron(*painter, area,
                         open       ? Qt::DownArrow
                         : leftward ? Qt::LeftArrow
                                    : Qt::RightArrow,
                         option->fontMetrics,
                         option->state & State_Selected ? Theme::blend(theme.selectionText, theme.selection, 0.8)
                                                        : theme.mutedText);
        }
        return;
    case PE_IndicatorArrowDown:
    case PE_IndicatorSpinDown:
        paintChevron(*painter, area, Qt::DownArrow, option->fontMetrics, theme.mutedText);
        return;
    case PE_IndicatorArrowUp:
    case PE_IndicatorSpinUp:
        paintChevron(*painter, area, Qt::UpArrow, option->fontMetrics, theme.mutedText);
        return;
    case PE_IndicatorArrowRight:
        paintChevron(*painter, area, Qt::RightArrow, option->fontMetrics, theme.mutedText);
        return;
    case PE_IndicatorArrowLeft:
        paintChevron(*painter, area, Qt::LeftArrow, option->fontMetrics, theme.mutedText);
        return;
    case PE_IndicatorHeaderArrow:
        if (const auto* header = qstyleoption_cast<const QStyleOptionHeader*>(option))
            paintChevron(*painter, area,
                         header->sortIndicator == QStyleOptionHeader::SortUp ? Qt::DownArrow : Qt::UpArrow,
                         option->fontMetrics, theme.mutedText);
        return;
    case PE_FrameTabBarBase:
        if (const auto* base = qstyleoption_cast<const QStyleOptionTabBarBase*>(option); base && base->documentMode)
            // Also below a corner widget and before the first tab.
            painter->fillRect(QRect(0, area.bottom(), area.right() + 1 + Theme::gap(option->fontMetrics) * 2, 1),
                              theme.hairline);
        return;
    case PE_FrameTabWidget:
    case PE_FrameStatusBarItem:
    case PE_FrameDockWidget:
        return;
    case PE_IndicatorToolBarSeparator:
        painter->fillRect(QRect(area.center().x(), area.top() + area.height() / 6, 1, area.height() * 2 / 3),
                          theme.hairline);
        return;
    case PE_PanelStatusBar:
        painter->fillRect(QRect(area.left(), area.top(), area.width(), 1), theme.hairline);
        return;
    case PE_IndicatorDockWidgetResizeHandle:
        painter->fillRect(area, theme.hairline);
        return;
    case PE_PanelScrollAreaCorner:
        painter->fillRect(area, theme.base);
        return;
    default:
        QProxyStyle::drawPrimitive(element, option, painter, widget);
    }
}

void CalmStyle::drawControl(ControlElement element, const QStyleOption* option, QPainter* painter,
                            const QWidget* widget) const
{
    const Theme theme(option->palette);
    const QRect area = option->rect;
    switch (element) {
    case CE_Splitter:
        painter->fillRect(area, theme.hairline);
        return;
    case CE_SizeGrip:
        return;
    case CE_ToolBar:
        painter->fillRect(area, theme.window);
        painter->fillRect(QRect(area.left(), area.bottom(), area.width(), 1), theme.hairline);
        return;
    case CE_MenuBarEmptyArea:
        painter->fillRect(area, theme.window);
        return;
    case CE_MenuBarItem:
        if (const auto* item = qstyleoption_cast<const QStyleOptionMenuItem*>(option)) {
            painter->fillRect(area, theme.window);
            paintMenuBarItem(*painter, *item, theme);
            drawItemText(painter, area, Qt::AlignCenter | Qt::TextHideMnemonic | Qt::TextSingleLine, item->palette,
                         item->state & State_Enabled, item->text, QPalette::WindowText);
        }
        return;
    case CE_MenuItem:
        if (const auto* item = qstyleoption_cast<const QStyleOptionMenuItem*>(option)) {
            if (item->menuItemType == QStyleOptionMenuItem::Separator && item->text.isEmpty()) {
                painter->fillRect(QRect(area.left(), area.center().y(), area.width(), 1), theme.hairline);
                return;
            }
            if ((item->state & State_Selected) && (item->state & State_Enabled))
                paintMenuItemBack(*painter, *item, theme);
            QStyleOptionMenuItem plain(*item);
            plain.state &= ~State_Selected; // its text has the colour of the others
            QProxyStyle::drawControl(element, &plain, painter, widget);
        }
        return;
    case CE_Header:
        if (const auto* header = qstyleoption_cast<const QStyleOptionHeader*>(option)) {
            drawControl(CE_HeaderSection, header, painter, widget);
            QStyleOptionHeader part(*header);
            part.rect = subElementRect(SE_HeaderLabel, header, widget);
            drawControl(CE_HeaderLabel, &part, painter, widget);
            if (header->sortIndicator != QStyleOptionHeader::None) {
                part.rect = subElementRect(SE_HeaderArrow, header, widget);
                drawPrimitive(PE_IndicatorHeaderArrow, &part, painter, widget);
            }
        }
        return;
    case CE_HeaderSection:
        painter->fillRect(area, theme.base);
        painter->fillRect(QRect(area.left(), area.bottom(), area.width(), 1), theme.hairline);
        return;
    case CE_HeaderEmptyArea:
        painter->fillRect(area, theme.base);
        painter->fillRect(QRect(area.left(), area.bottom(), area.width(), 1), theme.hairline);
        return;
    case CE_HeaderLabel:
        if (const auto* header = qstyleoption_cast<const QStyleOptionHeader*>(option)) {
            QStyleOptionHeader muted(*header);
            muted.palette.setColor(QPalette::ButtonText, theme.mutedText);
            // No bold type for the columns in which something is selected.
            muted.state &= ~State_On;
            QProxyStyle::drawControl(element, &muted, painter, widget);
        }
        return;
    case CE_PushButtonBevel:
        if (const auto* button = qstyleoption_cast<const QStyleOptionButton*>(option)) {
            if (button->features & QStyleOptionButton::Flat)
                paintQuietButton(*painter, *option, theme);
            else
                paintButton(*painter, *option, theme);
            if (button->features & QStyleOptionButton::HasMenu) {
                const int gap = Theme::gap(option->fontMetrics);
                paintChevron(*painter, QRect(area.right() - gap * 3, area.top(), gap * 3, area.height()), Qt::DownArrow,
                             option->fontMetrics,
                             button->state & State_Enabled ? theme.mutedText
                                                           : Theme::blend(theme.mutedText, theme.window, 0.45));
            }
        }
        return;
    case CE_PushButtonLabel:
        if (const auto* button = qstyleoption_cast<const QStyleOptionButton*>(option)) {
            QStyleOptionButton label(*button);
            if (isFilled(*button)) {
                label.palette.setColor(QPalette::ButtonText, theme.onAccent);
                label.state |= State_Enabled; // paler surface instead of paler letters
            }
            label.features &= ~QStyleOptionButton::HasMenu;
            if (button->features & QStyleOptionButton::HasMenu)
                label.rect.adjust(0, 0, -Theme::gap(option->fontMetrics) * 2, 0);
            QProxyStyle::drawControl(element, &label, painter, widget);
        }
        return;
    case CE_TabBarTabShape:
        if (const auto* tab = qstyleoption_cast<const QStyleOptionTab*>(option))
            drawTab(*tab, *painter);
        return;
    case CE_TabBarTabLabel:
        if (const auto* tab = qstyleoption_cast<const QStyleOptionTab*>(option))
            drawTabLabel(*tab, *painter, widget);
        return;
    case CE_ProgressBar:
        if (const auto* bar = qstyleoption_cast<const QStyleOptionProgressBar*>(option))
            paintBar(*painter, *bar, theme);
        return;
    default:
        QProxyStyle::drawControl(element, option, painter, widget);
    }
}

void CalmStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex* option, QPainter* painter,
                                   const QWidget* widget) const
{
    const Theme theme(option->palette);
    if (control == CC_ComboBox) {
        if (const auto* box = qstyleoption_cast<const QStyleOptionComboBox*>(option)) {
            if (!box->frame)
                paintQuietButton(*painter, *option, theme);
            else if (box->editable)
                paintField(*painter, *option, theme, widget && Theme::isInvalid(*widget));
            else
                paintButton(*painter, *option, theme);
            paintChevron(*painter, subControlRect(control, option, SC_ComboBoxArrow, widget), Qt::DownArrow,
                         option->fontMetrics, theme.mutedText);
        }
        return;
    }
    if (control == CC_SpinBox) {
        paintField(*painter, *option, theme, widget && Theme::isInvalid(*widget));
        paintChevron(*painter, subControlRect(control, option, SC_SpinBoxUp, widget), Qt::UpArrow, option->fontMetrics,
                     theme.mutedText);
        paintChevron(*painter, subControlRect(control, option, SC_SpinBoxDown, widget), Qt::DownArrow,
                     option->fontMetrics, theme.mutedText);
        return;
    }
    if (control == CC_ScrollBar) {
        paintScrollBar(*painter, *option, subControlRect(control, option, SC_ScrollBarSlider, widget), theme);
        return;
    }
    if (const auto* slider = qstyleoption_cast<const QStyleOptionSlider*>(option);
        control == CC_Slider && slider && slider->orientation == Qt::Horizontal &&
        slider->tickPosition == QSlider::NoTicks) {
        paintSlider(*painter, *slider, subControlRect(control, option, SC_SliderHandle, widget), theme);
        return;
    }
    QProxyStyle::drawComplexControl(control, option, painter, widget);
}

void CalmStyle::drawTab(const QStyleOptionTab& option, QPainter& painter) const
{
    const Theme theme(option.palette);
    if (option.documentMode) {
        const int inset = Theme::gap(option.fontMetrics) * 3 / 2;
        if (option.state & State_Selected) {
            const QRect line(option.rect.left() + inset, option.rect.bottom() - 1, option.rect.width() - 2 * inset, 2);
            painter.fillRect(line, theme.accent);
        }
        return;
    }
    paintSegment(painter, option, theme);
}

void CalmStyle::drawTabLabel(const QStyleOptionTab& option, QPainter& painter, const QWidget* widget) const
{
    const Theme theme(option.palette);
    QStyleOptionTab label(option);
    const bool selected = option.state & State_Selected;
    for (const auto role : {QPalette::WindowText, QPalette::ButtonText, QPalette::Text})
        label.palette.setColor(role, selected ? theme.text : theme.mutedText);
    label.state &= ~State_HasFocus;
    painter.save();
    QFont font = painter.font();
    if (selected)
        font.setWeight(QFont::DemiBold);
    painter.setFont(font);
    QProxyStyle::drawControl(CE_TabBarTabLabel, &label, &painter, widget);
    painter.restore();
    if ((option.state & State_HasFocus) && (option.state & State_KeyboardFocusChange))
        paintFocusRing(painter, option.rect.adjusted(2, 2, -2, -3), option.fontMetrics, theme);
}

} // namespace mesoscribe
