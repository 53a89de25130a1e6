// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "widgets/identitychip.h"

#include "models/describe.h"
#include "widgets/idfield.h"
#include "widgets/theme.h"

#include <QAccessible>
#include <QApplication>
#include <QClipboard>
#include <QDrag>
#include <QHBoxLayout>
#include <QLabel>
#include <QMimeData>
#include <QMouseEvent>
#include <QPainter>
#include <QToolButton>
#include <QVBoxLayout>

namespace mesoscribe {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr std::chrono::seconds FlashTime{1};

void sayAloud(QObject* object, const QString& words)
{
#if QT_VERSION >= QT_VERSION_CHECK(6, 8, 0)
    QAccessibleAnnouncementEvent event(object, words);
#else
    QAccessibleEvent event(object, QAccessible::Alert);
    Q_UNUSED(words)
#endif
    QAccessible::updateAccessibility(&event);
}

} // namespace

IdentityChip::IdentityChip(IdentityModel& model, IdentityModel::Id id, const QString& idName, const QString& copyName,
                           QWidget* parent)
    : QFrame(parent)
    , m_model(model)
    , m_id(id)
    , m_captionLabel(new QLabel)
    , m_countLabel(new QLabel)
    , m_field(new IdField)
    , m_button(new QToolButton)
{
    const int gap = Theme::gap(fontMetrics());
    setObjectName(QString(idName).remove(u' ') + "Chip"_L1);
    setCursor(Qt::PointingHandCursor);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);

    m_field->setObjectName(QString(idName).remove(u' ') + "Field"_L1);
    m_field->setAccessibleName(idName);
    m_button->setObjectName(QString(idName).remove(u' ') + "Copy"_L1);
    m_button->setAccessibleName(copyName);
    m_button->setAutoRaise(true);
    m_button->setIcon(Theme::icon(u"copy"_s, Theme::Ink::Muted));
    m_button->setFocusPolicy(Qt::TabFocus);
    // Every click is the chip's: the field must not begin a selection instead.
    for (QWidget* part :
         {static_cast<QWidget*>(m_captionLabel), static_cast<QWidget*>(m_countLabel), static_cast<QWidget*>(m_field)})
        part->setAttribute(Qt::WA_TransparentForMouseEvents);
    m_field->setFocusPolicy(Qt::TabFocus);

    auto* captionLine = new QHBoxLayout;
    captionLine->setSpacing(gap / 2);
    captionLine->addWidget(m_captionLabel);
    captionLine->addWidget(m_countLabel);
    captionLine->addStretch();
    auto* words = new QVBoxLayout;
    words->setSpacing(gap / 4);
    words->addLayout(captionLine);
    words->addWidget(m_field);
    auto* line = new QHBoxLayout(this);
    line->setContentsMargins(gap + gap / 4, gap - 1, gap / 2, gap - 1);
    line->setSpacing(gap / 2);
    line->addLayout(words, 1);
    line->addWidget(m_button, 0, Qt::AlignVCenter);

    m_flash.setSingleShot(true);
    m_flash.setInterval(FlashTime);
    connect(&m_flash, &QTimer::timeout, this, &IdentityChip::refreshLook);
    connect(m_button, &QToolButton::clicked, this,
            [this] { copy(QApplication::keyboardModifiers().testFlag(Qt::AltModifier)); });
    m_caption = idName;
    refresh();
}

void IdentityChip::refresh()
{
    const QString whole = m_model.text(m_id);
    const QStringList values = whole.split(u'\n', Qt::SkipEmptyParts);
    QStringList shown;
    if (values.size() > 1) {
        for (const QString& value : values.first(qMin<qsizetype>(values.size(), 8)))
            shown += shortId(value);
    }
    m_field->setId(values.join(u' '), shown.join(", "_L1));
    m_field->setMuted(m_model.isVoid(m_id) || values.isEmpty());
    m_countLabel->setText(values.size() > 1 ? locale().toString(values.size()) : QString());
    m_countLabel->setVisible(values.size() > 1);
    m_button->setEnabled(!values.isEmpty());
    setCursor(values.isEmpty() ? Qt::ArrowCursor : Qt::PointingHandCursor);
    m_isNew = m_model.isNew(m_id);

    QString tip = whole;
    if (values.isEmpty())
        tip = tr("None yet");
    else if (values.size() > 10)
        tip = values.first(10).join(u'\n') + u'\n' + tr("and %n more", nullptr, static_cast<int>(values.size()) - 10);
    if (m_model.isVoid(m_id))
        tip += u'\n' + tr("Void: it belongs to a stream that is gone.");
    else if (m_isNew && m_id == IdentityModel::Id::Stream)
        tip += u'\n' + tr("A new stream id is issued for every subscription; earlier ones are void.");
    // A tooltip that begins with a tag would be read as rich text: ids come from the master.
    setToolTip(Qt::convertFromPlainText(tip, Qt::WhiteSpaceNormal));
    refreshLook();
}

void IdentityChip::copy(bool asJson)
{
    const QString words = asJson ? m_model.json(m_id) : m_model.text(m_id);
    if (words.isEmpty())
        return;
    QApplication::clipboard()->setText(words);
    m_model.markSeen(m_id);
    m_isNew = false;
    m_flash.start();
    refreshLook();
    sayAloud(m_button, tr("Copied"));
    emit copied();
}

void IdentityChip::refreshLook()
{
    const Theme theme(*this);
    const bool flashing = m_flash.isActive();
    m_captionLabel->setText(flashing ? tr("Copied") : m_caption);
    m_button->setAccessibleDescription(flashing ? tr("Copied") : QString());
    m_button->setIcon(flashing ? Theme::icon(u"check"_s, Theme::Ink::Success)
                               : Theme::icon(u"copy"_s, Theme::Ink::Muted));
    const QFont small = Theme::scaled(font(), 0.92);
    m_captionLabel->setFont(small);
    m_countLabel->setFont(Theme::scaled(font(), 0.92, QFont::DemiBold));
    QPalette caption = palette();
    caption.setColor(QPalette::WindowText, flashing ? theme.success : theme.mutedText);
    m_captionLabel->setPalette(caption);
    QPalette count = palette();
    count.setColor(QPalette::WindowText, theme.accent);
    m_countLabel->setPalette(count);
    update();
}

void IdentityChip::changeEvent(QEvent* event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        refreshLook();
}

void IdentityChip::enterEvent(QEnterEvent* event)
{
    QFrame::enterEvent(event);
    update();
}

void IdentityChip::leaveEvent(QEvent* event)
{
    QFrame::leaveEvent(event);
    update();
}

void IdentityChip::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton)
        return;
    m_pressed = true;
    m_pressedAt = event->pos();
}

void IdentityChip::mouseMoveEvent(QMouseEvent* event)
{
    const QString words = m_model.text(m_id);
    if (!m_pressed || words.isEmpty() ||
        (event->pos() - m_pressedAt).manhattanLength() < QApplication::startDragDistance())
        return;
    m_pressed = false;
    auto* mime = new QMimeData;
    mime->setText(words);
    auto* drag = new QDrag(this);
    drag->setMimeData(mime);
    drag->exec(Qt::CopyAction);
}

void IdentityChip::mouseReleaseEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton && m_pressed && rect().contains(event->pos()))
        copy(event->modifiers().testFlag(Qt::AltModifier));
    m_pressed = false;
}

void IdentityChip::paintEvent(QPaintEvent*)
{
    const Theme theme(*this);
    QPainter painter(this);
    const bool live = m_button->isEnabled();
    theme.paintCard(painter, rect(), m_flash.isActive() ? theme.successTint : theme.chip, false);
    if (live && underMouse())
        theme.paintCard(painter, rect(), theme.hover, false);
    if (m_isNew && !m_flash.isActive()) {
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.accent);
        const int gap = Theme::gap(fontMetrics());
        const double dot = gap * 0.75;
        // Right of the caption.
        const QPoint right = m_captionLabel->mapTo(this, m_captionLabel->rect().topRight());
        const double x = right.x() + gap * 0.6;
        const double y = right.y() + (m_captionLabel->height() - dot) / 2.0;
        painter.drawEllipse(QRectF(isRightToLeft() ? width() - x - dot : x, y, dot, dot));
    }
    if (m_field->hasFocus()) {
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(theme.accent, 2.0));
        painter.setBrush(Qt::NoBrush);
        const double corner = Theme::radius(fontMetrics());
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), corner, corner);
    }
}

} // namespace mesoscribe
