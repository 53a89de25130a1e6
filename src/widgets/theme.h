// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QColor>
#include <QFont>
#include <QIcon>
#include <QPalette>

class QApplication;
class QFontMetrics;
class QPainter;
class QWidget;

namespace mesoscribe {

enum class Appearance { System, Light, Dark };

/// The one place for looks: colours by meaning, derived from a palette, so that they follow light, dark and the
/// desktop.
///
/// A value: make one where it is needed, `const Theme theme(*this);`, and again on QEvent::PaletteChange. Colours are
/// never kept.
///
/// Where the platform has no style of its own (Linux without a desktop's theme), CalmStyle and our palettes are
/// installed. There
/// - a QPushButton with setDefault(true) is the prominent, filled one (as on macOS);
/// - a QTabBar in document mode has underlined tabs, one without is a segmented switch (as on macOS);
/// - a flat QPushButton or auto-raised QToolButton is a quiet one that lights up under the pointer.
class Theme
{
public:
    explicit Theme(const QPalette& palette);
    explicit Theme(const QWidget& widget);

    /// Installs style, palette and font, once, before the first widget. `appearance` can be changed later.
    static void install(QApplication& app, Appearance appearance = Appearance::System);
    static void setAppearance(QApplication& app, Appearance appearance);

    bool isDark() const { return m_dark; }

    QColor base;    ///< behind lists, forms and text
    QColor window;  ///< tool bar, status bar, header lines
    QColor sidebar; ///< behind the connections
    QColor text;
    QColor mutedText; ///< secondary; at least 4.5 : 1 on base and window
    QColor hairline;  ///< separators and borders
    QColor accent;    ///< the one colour of action
    QColor onAccent;  ///< text on accent
    QColor success;
    QColor warning;
    QColor danger;
    QColor chip;          ///< behind chips, cards and badges
    QColor hover;         ///< over base or chip, translucent
    QColor selection;     ///< behind a selected row
    QColor selectionText; ///< on `selection`
    QColor freshRow;      ///< behind a row that has just arrived
    QColor successTint;   ///< backgrounds of pills and banners
    QColor warningTint;
    QColor dangerTint;

    /// Colours of JSON: keys and strings; the rest is `text`.
    QColor jsonKey;
    QColor jsonString;

    /// `over` laid on `under` with `share` (0…1) of the former.
    static QColor blend(const QColor& over, const QColor& under, double share);

    /// The fixed-pitch font that goes with `beside`, of the same size.
    static QFont monospaced(const QFont& beside);
    /// `font` with digits of equal width, for columns of numbers.
    static QFont scaled(const QFont& font, double factor, QFont::Weight weight = QFont::Normal);

    /// Height of a row of a list or tree: generous, from the font.
    static int rowHeight(const QFontMetrics& metrics);
    /// The unit of spacing, a quarter of a row: about 8 at 96 dpi.
    static int gap(const QFontMetrics& metrics);

    /// Meaning of an icon's colour.
    enum class Ink { Text, Muted, Accent, OnAccent, Success, Warning, Danger };
    /// The monochrome drawing :/icons/NAME.svg in the colour of its meaning. It reads the application's palette
    /// whenever it is painted: nothing to do on PaletteChange, sharp at every device pixel ratio. Empty when there is
    /// no such drawing.
    static QIcon icon(const QString& name, Ink ink = Ink::Text);
    QColor color(Ink ink) const;

    /// Marks a field whose content is wrong: CalmStyle draws its frame in `danger`; elsewhere nothing shows, so the
    /// sentence below the field must say it as well.
    static void setInvalid(QWidget& field, bool invalid);
    static bool isInvalid(const QWidget& field);

    /// Rounded surface with a hairline border, for chips (`border` false) and cards.
    void paintCard(QPainter& painter, const QRectF& area, const QColor& fill, bool border = true) const;
    /// Radius of rounded corners: about 6 at 96 dpi.
    static double radius(const QFontMetrics& metrics);

private:
    bool m_dark = false;
};

} // namespace mesoscribe
