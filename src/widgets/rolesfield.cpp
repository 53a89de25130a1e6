// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "widgets/rolesfield.h"

#include "widgets/theme.h"

#include <QKeyEvent>
#include <QPainter>
#include <QScopedValueRollback>
#include <QStyle>
#include <QStyleOptionFrame>
#include <QTextLayout>

namespace mesoscribe {

using namespace Qt::Literals::StringLiterals;

namespace {

QString spelled(const QStringList& roles)
{
    return roles.join(", "_L1);
}

} // namespace

RolesField::RolesField(QWidget* parent)
    : QLineEdit(parent)
{
    setMouseTracking(true);
    connect(this, &QLineEdit::textChanged, this, &RolesField::noteChange);
}

QStringList RolesField::roles() const
{
    QStringList roles;
    const QString whole = text();
    for (const QStringView piece : QStringView(whole).tokenize(u',')) {
        if (const QStringView role = piece.trimmed(); !role.isEmpty())
            roles.append(role.toString());
    }
    return roles;
}

void RolesField::setRoles(const QStringList& roles)
{
    if (roles == this->roles())
        return;
    const QScopedValueRollback guard(m_isSetting, true);
    setText(spelled(roles));
    m_last = this->roles();
}

void RolesField::setWrongRole(int index)
{
    if (m_wrong == index)
        return;
    m_wrong = index;
    update();
}

void RolesField::noteChange()
{
    const QStringList now = roles();
    if (m_isSetting || now == m_last)
        return;
    m_last = now;
    emit rolesEdited(now);
}

void RolesField::removeRole(qsizetype index)
{
    QStringList rest = roles();
    rest.removeAt(index);
    setText(spelled(rest));
}

QList<RolesField::Chip> RolesField::chips() const
{
    const QFontMetrics metrics = fontMetrics();
    const int gap = Theme::gap(metrics);
    const double height = metrics.height() + gap / 2.0;
    const double top = (this->height() - height) / 2.0;
    const double right = width() - gap * 0.75;
    const double crossWidth = isReadOnly() || !isEnabled() ? 0.0 : metrics.height() * 0.8;
    const QStringList all = roles();

    QList<Chip> chips;
    double x = gap * 0.75;
    for (qsizetype i = 0; i < all.size(); ++i) {
        // A note on how many are left must still fit behind the last chip.
        const bool isLast = i + 1 == all.size();
        const double reserved = isLast ? 0.0 : metrics.horizontalAdvance(u"+99"_s) + gap * 2.0;
        const double most = right - x - reserved;
        const double padding = gap + crossWidth;
        const double least = metrics.averageCharWidth() * 4.0 + padding;
        if (most < least) {
            const QString rest = u"+%1"_s.arg(all.size() - i);
            chips.append(
                {.area = QRectF(x, top, metrics.horizontalAdvance(rest) + gap, height), .cross = {}, .text = rest});
            chips.last().isWrong = m_wrong >= i;
            break;
        }
        const double wanted = metrics.horizontalAdvance(all.at(i)) + padding + 1.0;
        Chip chip;
        chip.area = QRectF(x, top, qMin(wanted, most), height);
        chip.text = metrics.elidedText(all.at(i), Qt::ElideMiddle, qRound(chip.area.width() - padding + 1.0));
        if (crossWidth > 0.0)
            chip.cross = QRectF(chip.area.right() - crossWidth - gap / 4.0, top, crossWidth + gap / 4.0, height);
        chip.isWrong = i == m_wrong;
        chips.append(chip);
        x = chip.area.right() + gap * 0.6;
    }
    if (isRightToLeft()) {
        const auto mirror = [this](QRectF& area) { area.moveLeft(width() - area.right()); };
        for (Chip& chip : chips) {
            mirror(chip.area);
            if (!chip.cross.isEmpty())
                mirror(chip.cross);
        }
    }
    return chips;
}

void RolesField::paintChips(QPainter& painter) const
{
    const Theme theme(*this);
    const int gap = Theme::gap(fontMetrics());
    painter.setRenderHint(QPainter::Antialiasing);
    for (const Chip& chip : chips()) {
        const double corner = Theme::radius(fontMetrics()) * 0.8;
        painter.setPen(Qt::NoPen);
        painter.setBrush(chip.isWrong ? theme.dangerTint : theme.selection);
        painter.drawRoundedRect(chip.area, corner, corner);
        painter.setPen(chip.isWrong ? theme.danger : isEnabled() ? theme.selectionText : theme.mutedText);
        const QRectF words = chip.area.adjusted(gap / 2.0, 0.0, -gap / 2.0, 0.0);
        painter.drawText(words, Qt::AlignVCenter | Qt::AlignLeading | Qt::TextSingleLine, chip.text);
        if (chip.cross.isEmpty())
            continue;
        const double arm = fontMetrics().height() * 0.17;
        const QPointF centre = chip.cross.center();
        QPen pen(chip.isWrong ? theme.danger : Theme::blend(theme.selectionText, theme.selection, 0.65));
        pen.setWidthF(qMax(1.2, fontMetrics().height() * 0.085));
        pen.setCapStyle(Qt::RoundCap);
        painter.setPen(pen);
        painter.drawLine(centre - QPointF(arm, arm), centre + QPointF(arm, arm));
        painter.drawLine(centre - QPointF(arm, -arm), centre + QPointF(arm, -arm));
    }
}

void RolesField::tintFinishedRoles(QPainter& painter) const
{
    const Theme theme(*this);
    const QString whole = displayText();
    QTextLayout layout(whole, font());
    layout.beginLayout();
    const QTextLine line = layout.createLine();
    layout.endLayout();
    if (!line.isValid())
        return;
    // Where the text begins is known only through the cursor, for a long text is scrolled.
    const double offset = QRectF(cursorRect()).center().x() - line.cursorToX(cursorPosition());

    const int gap = Theme::gap(fontMetrics());
    const double height = fontMetrics().height() + gap / 4.0;
    const double corner = Theme::radius(fontMetrics()) * 0.6;
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setClipRect(rect().adjusted(gap / 2, 2, -gap / 2, -2));
    painter.setPen(Qt::NoPen);
    qsizetype begin = 0;
    int index = 0;
    for (qsizetype comma = whole.indexOf(u','); comma >= 0; comma = whole.indexOf(u',', begin)) {
        const QString piece = whole.mid(begin, comma - begin);
        const QString role = piece.trimmed();
        if (!role.isEmpty()) {
            const qsizetype from = begin + piece.indexOf(role);
            const double left = line.cursorToX(static_cast<int>(from));
            const double right = line.cursorToX(static_cast<int>(from + role.size()));
            QColor tint = index == m_wrong ? theme.danger : theme.accent;
            tint.setAlphaF(0.15F);
            painter.setBrush(tint);
            painter.drawRoundedRect(
                QRectF(offset + left - 2.0, (this->height() - height) / 2.0, right - left + 4.0, height), corner,
                corner);
            ++index;
        }
        begin = comma + 1;
    }
}

void RolesField::paintEvent(QPaintEvent* event)
{
    if (hasFocus() || roles().isEmpty()) {
        QLineEdit::paintEvent(event);
        QPainter painter(this);
        tintFinishedRoles(painter);
        return;
    }
    QPainter painter(this);
    QStyleOptionFrame frame;
    initStyleOption(&frame);
    style()->drawPrimitive(QStyle::PE_PanelLineEdit, &frame, &painter, this);
    paintChips(painter);
}

void RolesField::focusInEvent(QFocusEvent* event)
{
    m_wasReachedByMouse = event->reason() == Qt::MouseFocusReason;
    QLineEdit::focusInEvent(event);
}

void RolesField::focusOutEvent(QFocusEvent* event)
{
    if (event->reason() != Qt::PopupFocusReason && !isReadOnly()) {
        const QScopedValueRollback guard(m_isSetting, true);
        setText(spelled(roles()));
    }
    QLineEdit::focusOutEvent(event);
    update();
}

void RolesField::mousePressEvent(QMouseEvent* event)
{
    // The focus came with this very click, so what was clicked at were the chips.
    if (std::exchange(m_wasReachedByMouse, false) && event->button() == Qt::LeftButton) {
        const QList<Chip> shown = chips();
        for (qsizetype i = 0; i < shown.size(); ++i) {
            if (shown.at(i).cross.contains(event->position())) {
                removeRole(i);
                event->accept();
                return;
            }
        }
    }
    QLineEdit::mousePressEvent(event);
}

void RolesField::mouseMoveEvent(QMouseEvent* event)
{
    const QList<Chip> shown = hasFocus() ? QList<Chip>() : chips();
    const bool isOverCross = std::any_of(shown.begin(), shown.end(),
                                         [&](const Chip& chip) { return chip.cross.contains(event->position()); });
    setCursor(isOverCross ? Qt::ArrowCursor : Qt::IBeamCursor);
    QLineEdit::mouseMoveEvent(event);
}

void RolesField::keyPressEvent(QKeyEvent* event)
{
    const bool isReturn = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    const QString before = text().first(cursorPosition());
    const bool isInsideRole = !before.isEmpty() && !before.section(u',', -1).trimmed().isEmpty();
    if (isReturn && isInsideRole && cursorPosition() == text().size() && !isReadOnly()) {
        insert(u", "_s);
        event->accept();
        return;
    }
    if (event->text() == ","_L1 && isInsideRole && cursorPosition() == text().size() && !isReadOnly()) {
        insert(u", "_s);
        event->accept();
        return;
    }
    QLineEdit::keyPressEvent(event);
}

} // namespace mesoscribe
