// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "widgets/notebar.h"

#include "widgets/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>

namespace mesoscribe {

using namespace Qt::Literals::StringLiterals;

NoteBar::NoteBar(QWidget* parent)
    : QWidget(parent)
    , m_sign(new QLabel(this))
    , m_headline(new QLabel(this))
    , m_details(new QLabel(this))
    , m_dismiss(new QPushButton(tr("Dismiss"), this))
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    m_dismiss->setObjectName("dismissNote"_L1);
    m_dismiss->setFlat(true);
    for (QLabel* label : {m_headline, m_details}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    }
    const int gap = Theme::gap(fontMetrics());
    auto* words = new QVBoxLayout;
    words->setSpacing(gap / 2);
    words->addWidget(m_headline);
    words->addWidget(m_details);
    auto* line = new QHBoxLayout(this);
    line->setContentsMargins(gap * 2, gap + gap / 4, gap * 2, gap + gap / 2);
    line->setSpacing(gap + gap / 2);
    line->addWidget(m_sign, 0, Qt::AlignTop);
    line->addLayout(words, 1);
    line->addWidget(m_dismiss, 0, Qt::AlignTop);
    connect(m_dismiss, &QPushButton::clicked, this, &QWidget::hide);
    refreshLook();
    hide();
}

void NoteBar::showNote(const QString& headline, const QStringList& lines)
{
    m_headline->setText(headline);
    m_details->setText(lines.join(u'\n'));
    m_details->setVisible(!lines.isEmpty());
    setAccessibleName(headline);
    setAccessibleDescription(m_details->text());
    show();
}

QString NoteBar::headline() const
{
    return m_headline->text();
}

QString NoteBar::details() const
{
    return m_details->text();
}

void NoteBar::refreshLook()
{
    m_headline->setFont(Theme::scaled(font(), 1.0, QFont::DemiBold));
    m_details->setFont(Theme::monospaced(font()));
    const QIcon sign = Theme::icon(u"warning"_s, Theme::Ink::Warning);
    const int side = fontMetrics().height() + 2;
    m_sign->setPixmap(sign.isNull() ? QPixmap() : sign.pixmap(QSize(side, side), devicePixelRatioF()));
    m_sign->setVisible(!sign.isNull());
}

void NoteBar::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        refreshLook();
}

void NoteBar::paintEvent(QPaintEvent*)
{
    const Theme theme(*this);
    QPainter painter(this);
    painter.fillRect(rect(), theme.warningTint);
    painter.fillRect(QRect(0, height() - 1, width(), 1), theme.hairline);
}

} // namespace mesoscribe
