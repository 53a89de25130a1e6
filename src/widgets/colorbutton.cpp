// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "widgets/colorbutton.h"

#include "models/connectionlistmodel.h"
#include "widgets/theme.h"

#include <QMenu>
#include <QPainter>
#include <QStyle>
#include <QStyleOptionToolButton>

namespace mesoscribe {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Choice
{
    const char* name;
    const char* color;
};

// A person's own marks, saved with the connection: the same in light and dark.
constexpr Choice Choices[] = {
    {QT_TRANSLATE_NOOP("mesoscribe::ColorButton", "Grey"), "#8e8e93"},
    {QT_TRANSLATE_NOOP("mesoscribe::ColorButton", "Amber"), "#e0982e"},
    {QT_TRANSLATE_NOOP("mesoscribe::ColorButton", "Red"), "#d93f3c"},
    {QT_TRANSLATE_NOOP("mesoscribe::ColorButton", "Green"), "#2f9e62"},
    {QT_TRANSLATE_NOOP("mesoscribe::ColorButton", "Blue"), "#3f7bea"},
    {QT_TRANSLATE_NOOP("mesoscribe::ColorButton", "Purple"), "#9059d6"},
};

void paintSwatch(QPainter& painter, const QRectF& area, const QColor& color)
{
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    painter.drawEllipse(area);
}

QIcon swatch(const QColor& color, int side, qreal ratio)
{
    QPixmap pixmap(QSize(side, side) * ratio);
    pixmap.setDevicePixelRatio(ratio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    paintSwatch(painter, QRectF(1.0, 1.0, side - 2.0, side - 2.0), color);
    return pixmap;
}

} // namespace

ColorButton::ColorButton(QWidget* parent)
    : QToolButton(parent)
{
    setPopupMode(InstantPopup);
    setFocusPolicy(Qt::StrongFocus);
    setToolTip(tr("Colour of the environment"));
    auto* menu = new QMenu(this);
    connect(menu, &QMenu::aboutToShow, this, &ColorButton::fillMenu);
    setMenu(menu);
}

void ColorButton::setColor(const QString& color)
{
    m_color = QColor(color).isValid() ? color : QString();
    update();
}

void ColorButton::setEnvironment(const QString& environment)
{
    m_environment = environment;
    update();
}

QColor ColorButton::shownColor() const
{
    return environmentColor(m_environment, m_color);
}

void ColorButton::fillMenu()
{
    menu()->clear();
    const int side = style()->pixelMetric(QStyle::PM_SmallIconSize);
    const auto add = [&](const QString& text, const QString& color) {
        QAction* action =
            menu()->addAction(swatch(environmentColor(m_environment, color), side, devicePixelRatioF()), text);
        action->setMenuRole(QAction::NoRole);
        action->setIconVisibleInMenu(true);
        action->setCheckable(true);
        action->setChecked(color.compare(m_color, Qt::CaseInsensitive) == 0);
        connect(action, &QAction::triggered, this, [this, color] {
            setColor(color);
            emit colorChosen(color);
        });
    };
    add(tr("The usual one"), {});
    menu()->addSeparator();
    for (const Choice& choice : Choices)
        add(tr(choice.name), QString::fromLatin1(choice.color));
}

QSize ColorButton::sizeHint() const
{
    const int side = Theme::rowHeight(fontMetrics());
    return {side, side};
}

void ColorButton::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    QStyleOptionToolButton option;
    initStyleOption(&option);
    option.text.clear();
    option.features = QStyleOptionToolButton::None;
    style()->drawComplexControl(QStyle::CC_ToolButton, &option, &painter, this);
    const double side = fontMetrics().height() * 0.85;
    paintSwatch(painter, QRectF((width() - side) / 2.0, (height() - side) / 2.0, side, side), shownColor());
}

} // namespace mesoscribe
