// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "widgets/theme.h"

#include "widgets/calmstyle.h"
#include "widgets/inkedicon.h"

#include <QApplication>
#include <QFontDatabase>
#include <QFontMetrics>
#include <QPainter>
#include <QStyle>
#include <QStyleHints>
#include <QVariant>
#include <QWidget>

namespace mesoscribe {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr auto InvalidProperty = "mesoscribeInvalid";
constexpr auto SystemIsDarkProperty = "mesoscribeSystemIsDark";
constexpr auto AppearanceProperty = "mesoscribeAppearance";

struct Shades
{
    QRgb base, window, sidebar, text, mutedText, hairline, accent, onAccent, success, warning, danger, chip, selection,
        freshRow, successTint, warningTint, dangerTint, jsonKey, jsonString, button;
};

constexpr Shades LightShades{
    .base = 0xffffffff,
    .window = 0xfff6f6f7,
    .sidebar = 0xffeceef2,
    .text = 0xff1c1d20,
    .mutedText = 0xff63666d,
    .hairline = 0xffdfe0e4,
    .accent = 0xff2563eb,
    .onAccent = 0xffffffff,
    .success = 0xff137a45,
    .warning = 0xff9a5b00,
    .danger = 0xffbf2a20,
    .chip = 0xfff2f3f5,
    .selection = 0xffdfe9fd,
    .freshRow = 0xffe4f4ea,
    .successTint = 0xffe2f3e8,
    .warningTint = 0xfffdf1d9,
    .dangerTint = 0xfffce6e4,
    .jsonKey = 0xff1d4fd7,
    .jsonString = 0xff14774a,
    .button = 0xffffffff,
};

constexpr Shades DarkShades{
    .base = 0xff202124,
    .window = 0xff1b1c1f,
    .sidebar = 0xff28292d,
    .text = 0xffececef,
    .mutedText = 0xff9fa2a9,
    .hairline = 0xff37393e,
    .accent = 0xff6b9bff,
    .onAccent = 0xff10131a,
    .success = 0xff46c286,
    .warning = 0xffe3a53c,
    .danger = 0xfff57f70,
    .chip = 0xff2a2b2f,
    .selection = 0xff22355c,
    .freshRow = 0xff1c3326,
    .successTint = 0xff1b3627,
    .warningTint = 0xff3a2e16,
    .dangerTint = 0xff42221f,
    .jsonKey = 0xff8db2ff,
    .jsonString = 0xff63cf9b,
    .button = 0xff2c2d31,
};

bool isDarkPalette(const QPalette& palette)
{
    return palette.color(QPalette::Window).lightness() < 128;
}

QPalette paletteOf(const Shades& shades)
{
    QPalette palette;
    palette.setColor(QPalette::Window, shades.window);
    palette.setColor(QPalette::WindowText, shades.text);
    palette.setColor(QPalette::Base, shades.base);
    palette.setColor(QPalette::AlternateBase, shades.chip);
    palette.setColor(QPalette::Text, shades.text);
    palette.setColor(QPalette::PlaceholderText, shades.mutedText);
    palette.setColor(QPalette::Button, shades.button);
    palette.setColor(QPalette::ButtonText, shades.text);
    palette.setColor(QPalette::BrightText, shades.danger);
    palette.setColor(QPalette::ToolTipBase, shades.chip);
    palette.setColor(QPalette::ToolTipText, shades.text);
    palette.setColor(QPalette::Highlight, shades.selection);
    palette.setColor(QPalette::HighlightedText, shades.text);
    palette.setColor(QPalette::Link, shades.accent);
    palette.setColor(QPalette::LinkVisited, shades.accent);
    palette.setColor(QPalette::Light, shades.base);
    palette.setColor(QPalette::Midlight, shades.chip);
    palette.setColor(QPalette::Mid, shades.hairline);
    palette.setColor(QPalette::Dark, Theme::blend(shades.text, shades.hairline, 0.2));
    palette.setColor(QPalette::Shadow, Theme::blend(shades.text, shades.hairline, 0.4));
    const QColor disabled = Theme::blend(shades.text, shades.window, 0.38);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::HighlightedText})
        palette.setColor(QPalette::Disabled, role, disabled);
    return palette;
}

bool systemIsDark(const QApplication& app)
{
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    if (app.styleHints()->colorScheme() != Qt::ColorScheme::Unknown)
        return app.styleHints()->colorScheme() == Qt::ColorScheme::Dark;
#endif
    return app.property(SystemIsDarkProperty).toBool();
}

bool hasOurStyle()
{
    return qobject_cast<const CalmStyle*>(QApplication::style()) != nullptr;
}

bool hasDesktop()
{
    return !qEnvironmentVariableIsEmpty("XDG_CURRENT_DESKTOP");
}

} // namespace

Theme::Theme(const QPalette& palette)
    : m_dark(isDarkPalette(palette))
{
    const Shades& shades = m_dark ? DarkShades : LightShades;
    base = palette.color(QPalette::Base);
    window = palette.color(QPalette::Window);
    text = palette.color(QPalette::Text);
    const bool ours = palette.color(QPalette::Base) == QColor(shades.base);
    sidebar = ours ? QColor(shades.sidebar) : blend(text, window, 0.04);
    mutedText = ours ? QColor(shades.mutedText) : blend(text, base, 0.68);
    hairline = ours ? QColor(shades.hairline) : blend(text, base, 0.14);
    chip = ours ? QColor(shades.chip) : blend(text, base, 0.06);
#if QT_VERSION >= QT_VERSION_CHECK(6, 6, 0)
    accent = ours ? QColor(shades.accent) : palette.color(QPalette::Accent);
#else
    accent = ours ? QColor(shades.accent) : palette.color(QPalette::Link);
#endif
    onAccent = accent.lightness() > 165 ? QColor(DarkShades.onAccent) : QColor(Qt::white);
    if (ours)
        onAccent = shades.onAccent;
    success = shades.success;
    warning = shades.warning;
    danger = shades.danger;
    hover = text;
    hover.setAlphaF(m_dark ? 0.07F : 0.045F);
    selection = palette.color(QPalette::Active, QPalette::Highlight);
    selectionText = palette.color(QPalette::Active, QPalette::HighlightedText);
    freshRow = shades.freshRow;
    successTint = shades.successTint;
    warningTint = shades.warningTint;
    dangerTint = shades.dangerTint;
    jsonKey = shades.jsonKey;
    jsonString = shades.jsonString;
}

Theme::Theme(const QWidget& widget)
    : Theme(widget.palette())
{
}

void Theme::install(QApplication& app, Appearance appearance)
{
    app.setProperty(SystemIsDarkProperty, isDarkPalette(QApplication::palette()));
    const QString native = QApplication::style()->objectName().toLower();
    if (native == "fusion"_L1 || native == "windows"_L1) {
        QApplication::setStyle(new CalmStyle);
        if (!hasDesktop() && QFontDatabase::families().contains("Inter"_L1)) {
            QFont font(u"Inter"_s, 10);
            QApplication::setFont(font);
        }
    }
    setAppearance(app, appearance);
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    QObject::connect(app.styleHints(), &QStyleHints::colorSchemeChanged, &app, [&app] {
        if (app.property(AppearanceProperty).toInt() == static_cast<int>(Appearance::System))
            setAppearance(app, Appearance::System);
    });
#endif
}

void Theme::setAppearance(QApplication& app, Appearance appearance)
{
    app.setProperty(AppearanceProperty, static_cast<int>(appearance));
#if QT_VERSION >= QT_VERSION_CHECK(6, 8, 0)
    if (!hasOurStyle()) {
        switch (appearance) {
        case Appearance::System:
            app.styleHints()->unsetColorScheme();
            return;
        case Appearance::Light:
            app.styleHints()->setColorScheme(Qt::ColorScheme::Light);
            return;
        case Appearance::Dark:
            app.styleHints()->setColorScheme(Qt::ColorScheme::Dark);
            return;
        }
    }
#endif
    if (!hasOurStyle())
        return; // the desktop's own style keeps the desktop's colours
    const bool dark = appearance == Appearance::Dark || (appearance == Appearance::System && systemIsDark(app));
    QApplication::setPalette(paletteOf(dark ? DarkShades : LightShades));
}

QColor Theme::blend(const QColor& over, const QColor& under, double share)
{
    const auto mix = [share](int a, int b) { return qBound(0, qRound(a * share + b * (1.0 - share)), 255); };
    return {mix(over.red(), under.red()), mix(over.green(), under.green()), mix(over.blue(), under.blue())};
}

QFont Theme::monospaced(const QFont& beside)
{
    QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    if (!hasDesktop() && hasOurStyle()) {
        for (const QString& family : {u"JetBrains Mono"_s, u"DejaVu Sans Mono"_s, u"Liberation Mono"_s}) {
            if (QFontDatabase::hasFamily(family)) {
                font.setFamily(family);
                break;
            }
        }
    }
    // Fixed-pitch letters look larger than proportional ones of the same size.
    if (beside.pointSizeF() > 0)
        font.setPointSizeF(beside.pointSizeF() * 0.93);
    else
        font.setPixelSize(qRound(beside.pixelSize() * 0.93));
    font.setWeight(beside.weight());
    return font;
}

QFont Theme::scaled(const QFont& font, double factor, QFont::Weight weight)
{
    QFont result = font;
    if (font.pointSizeF() > 0)
        result.setPointSizeF(font.pointSizeF() * factor);
    else
        result.setPixelSize(qRound(font.pixelSize() * factor));
    result.setWeight(weight);
    return result;
}

int Theme::rowHeight(const QFontMetrics& metrics)
{
    return qRound(metrics.height() * 1.75);
}

int Theme::gap(const QFontMetrics& metrics)
{
    return qMax(4, qRound(metrics.height() * 0.47));
}

double Theme::radius(const QFontMetrics& metrics)
{
    return qMax(4.0, metrics.height() * 0.36);
}

QIcon Theme::icon(const QString& name, Ink ink)
{
    return inkedIcon(u":/icons/%1.svg"_s.arg(name), ink);
}

QColor Theme::color(Ink ink) const
{
    switch (ink) {
    case Ink::Text:
        return text;
    case Ink::Muted:
        return mutedText;
    case Ink::Accent:
        return accent;
    case Ink::OnAccent:
        return onAccent;
    case Ink::Success:
        return success;
    case Ink::Warning:
        return warning;
    case Ink::Danger:
        return danger;
    }
    return text;
}

void Theme::setInvalid(QWidget& field, bool invalid)
{
    if (isInvalid(field) == invalid)
        return;
    field.setProperty(InvalidProperty, invalid);
    field.update();
}

bool Theme::isInvalid(const QWidget& field)
{
    return field.property(InvalidProperty).toBool();
}

void Theme::paintCard(QPainter& painter, const QRectF& area, const QColor& fill, bool border) const
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(fill);
    painter.setPen(border ? QPen(hairline, 1.0) : QPen(Qt::NoPen));
    const double corner = radius(painter.fontMetrics());
    painter.drawRoundedRect(border ? area.adjusted(0.5, 0.5, -0.5, -0.5) : area, corner, corner);
    painter.restore();
}

} // namespace mesoscribe
