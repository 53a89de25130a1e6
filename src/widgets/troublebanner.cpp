// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "widgets/troublebanner.h"

#include "widgets/theme.h"

#include "ui_troublebanner.h"

#include <QEvent>
#include <QPainter>
#include <QStyle>

namespace mesoscribe {

using namespace Qt::Literals::StringLiterals;

TroubleBanner::TroubleBanner(QWidget* parent)
    : QFrame(parent)
    , m_ui(std::make_unique<Ui::TroubleBanner>())
{
    m_ui->setupUi(this);
    const auto act = [this](qsizetype which) {
        if (which < m_text.actions.size())
            emit actionRequested(m_text.actions[which]);
    };
    connect(m_ui->firstAction, &QPushButton::clicked, this, [act] { act(0); });
    connect(m_ui->secondAction, &QPushButton::clicked, this, [act] { act(1); });
    connect(m_ui->detailsToggle, &QPushButton::toggled, this, &TroubleBanner::setDetailsShown);
    refreshLook();
    clear();
}

TroubleBanner::~TroubleBanner() = default;

void TroubleBanner::setTrouble(const TroubleText& text, const Trouble& trouble)
{
    const bool anotherTrouble = isHidden() || text.masterWords != m_text.masterWords || text.isRed != m_text.isRed;
    m_text = text;
    const auto put = [](auto* label, const QString& words) {
        if (label->text() != words)
            label->setText(words);
        label->setVisible(!words.isEmpty());
    };
    put(m_ui->headline, text.headline);
    put(m_ui->consequence, text.consequence);
    put(m_ui->firstAction, text.actions.isEmpty() ? QString() : describe(text.actions[0], trouble));
    put(m_ui->secondAction, text.actions.size() < 2 ? QString() : describe(text.actions[1], trouble));
    if (anotherTrouble) {
        m_ui->details->setPlainText(text.masterWords);
        m_ui->detailsToggle->setVisible(!text.masterWords.isEmpty());
        m_ui->detailsToggle->setChecked(false);
        setDetailsShown(false);
        refreshLook();
    }
    setAccessibleDescription(text.consequence.isEmpty() ? text.headline : text.headline + u' ' + text.consequence);
    show();
}

void TroubleBanner::clear()
{
    m_text = {};
    hide();
}

void TroubleBanner::setDetailsShown(bool shown)
{
    m_ui->details->setVisible(shown);
    if (m_text.isMastersAnswer)
        m_ui->detailsToggle->setText(shown ? tr("Hide the master's answer") : tr("Show the master's answer"));
    else
        m_ui->detailsToggle->setText(shown ? tr("Hide the details") : tr("Show the details"));
    if (!shown)
        return;
    const int lines = qBound(2, m_ui->details->document()->blockCount() + 1, 8);
    m_ui->details->setFixedHeight(m_ui->details->fontMetrics().lineSpacing() * lines + Theme::gap(fontMetrics()) * 2);
}

void TroubleBanner::refreshLook()
{
    const Theme theme(*this);
    const int side = Theme::gap(fontMetrics()) * 2 + 4;
    const QIcon icon =
        m_text.isRed ? Theme::icon(u"error"_s, Theme::Ink::Danger) : Theme::icon(u"warning"_s, Theme::Ink::Warning);
    m_ui->icon->setPixmap(icon.pixmap(QSize(side, side), devicePixelRatioF()));
    QFont bold = font();
    bold.setWeight(QFont::DemiBold);
    m_ui->headline->setFont(bold);
    m_ui->details->setFont(Theme::monospaced(font()));
    QPalette link = m_ui->detailsToggle->palette();
    link.setColor(QPalette::ButtonText, m_text.isRed ? theme.danger : theme.warning);
    m_ui->detailsToggle->setPalette(link);
    update();
}

void TroubleBanner::changeEvent(QEvent* event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        refreshLook();
}

void TroubleBanner::paintEvent(QPaintEvent*)
{
    const Theme theme(*this);
    QPainter painter(this);
    painter.fillRect(rect(), m_text.isRed ? theme.dangerTint : theme.warningTint);
    const int bar = qMax(3, Theme::gap(fontMetrics()) / 2 - 1);
    const QRect edge = style()->visualRect(layoutDirection(), rect(), QRect(0, 0, bar, height()));
    painter.fillRect(edge, m_text.isRed ? theme.danger : theme.warning);
    painter.fillRect(QRect(0, height() - 1, width(), 1), theme.hairline);
}

} // namespace mesoscribe
