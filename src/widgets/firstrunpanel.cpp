// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "widgets/firstrunpanel.h"

#include "models/describe.h"
#include "state/masteraddress.h"
#include "widgets/elidedlabel.h"
#include "widgets/theme.h"

#include "ui_firstrunpanel.h"

#include <QApplication>
#include <QClipboard>
#include <QEvent>
#include <QPainter>
#include <QTimer>

namespace mesoscribe {

using namespace Qt::Literals::StringLiterals;

namespace {

// As in the readme of avhost/mesos-mini.
constexpr auto DockerCommand = "docker run --rm --name mesos --privileged=true -p 5050:5050 -p 5051:5051 "
                               "-it avhost/mesos-mini:latest /lib/systemd/systemd";

} // namespace

FirstRunPanel::FirstRunPanel(QWidget* parent)
    : QWidget(parent)
    , m_ui(std::make_unique<Ui::FirstRunPanel>())
{
    m_ui->setupUi(this);
    for (int card = 0; card < m_ui->cards->count(); ++card)
        m_ui->cards->setStretch(card, 1);
    m_ui->dockerLayout->setAlignment(m_ui->dockerCommand, Qt::AlignVCenter);
    m_ui->dockerCommand->setText(QString::fromLatin1(DockerCommand));
    connect(m_ui->master, &QLineEdit::textChanged, this, [this](const QString& text) {
        setProbe({}, false);
        emit masterEdited(text);
    });
    connect(m_ui->master, &QLineEdit::returnPressed, this, &FirstRunPanel::connectNow);
    connect(m_ui->connectButton, &QPushButton::clicked, this, &FirstRunPanel::connectNow);
    connect(m_ui->practiceButton, &QPushButton::clicked, this, &FirstRunPanel::practiceRequested);
    connect(m_ui->pasteButton, &QPushButton::clicked, this, &FirstRunPanel::pasteCurlRequested);
    connect(m_ui->copyDocker, &QPushButton::clicked, this, &FirstRunPanel::copyDockerCommand);
    refreshLook();
    refreshAddress();
}

FirstRunPanel::~FirstRunPanel() = default;

QString FirstRunPanel::masterText() const
{
    return m_ui->master->text().trimmed();
}

void FirstRunPanel::setMasterText(const QString& text)
{
    m_ui->master->setText(text);
}

void FirstRunPanel::setProbe(const QString& text, bool good)
{
    m_probe = text;
    m_isProbeGood = good;
    refreshAddress();
}

void FirstRunPanel::refreshAddress()
{
    const MasterUrls masters = masterUrls(m_ui->master->text());
    const bool isEmpty = masters.problem == AddressProblem::Empty;
    const bool isWrong = masters.problem && !isEmpty;
    m_ui->connectButton->setEnabled(!masters.problem);
    Theme::setInvalid(*m_ui->master, isWrong);
    using Tone = RemarkLabel::Tone;
    if (isWrong)
        m_ui->masterRemark->setRemark(Tone::Error, describe(*masters.problem, masters.offender));
    else
        m_ui->masterRemark->setRemark(m_isProbeGood ? Tone::Good : Tone::Hint, m_probe);
    m_ui->master->setAccessibleDescription(m_ui->masterRemark->text());
}

void FirstRunPanel::connectNow()
{
    if (m_ui->connectButton->isEnabled())
        emit connectRequested(masterText());
}

void FirstRunPanel::copyDockerCommand()
{
    QApplication::clipboard()->setText(QString::fromLatin1(DockerCommand));
    m_ui->copyDocker->setText(tr("Copied"));
    QTimer::singleShot(1500, this, [this] { m_ui->copyDocker->setText(tr("Copy")); });
}

void FirstRunPanel::refreshLook()
{
    const int gap = Theme::gap(fontMetrics());
    m_ui->title->setFont(Theme::scaled(font(), 1.8, QFont::Bold));
    m_ui->subtitle->setFont(Theme::scaled(font(), 1.1));
    setMuted(*m_ui->subtitle);
    for (QLabel* const title : {m_ui->connectTitle, m_ui->practiceTitle, m_ui->pasteTitle})
        title->setFont(Theme::scaled(font(), 1.1, QFont::DemiBold));
    for (QLabel* const label :
         {m_ui->connectText, m_ui->practiceText, m_ui->pasteText, m_ui->pasteAnywhere, m_ui->dockerText})
        setMuted(*label);
    m_ui->dockerCommand->setFont(Theme::monospaced(Theme::scaled(font(), 0.95)));
    m_ui->copyDocker->setIcon(Theme::icon(u"copy"_s, Theme::Ink::Muted));
    m_ui->column->setMaximumWidth(gap * 140);

    QPalette onBase = palette();
    onBase.setColor(QPalette::Window, palette().color(QPalette::Base));
    m_ui->scroll->viewport()->setPalette(onBase);
    m_ui->scroll->viewport()->setAutoFillBackground(true);
    m_ui->page->setAutoFillBackground(false);
    update();
}

void FirstRunPanel::arrangeCards()
{
    // Side by side while each has room for some words in a line, else below each other.
    const int gap = Theme::gap(fontMetrics());
    const bool isNarrow = width() < gap * 68;
    const auto direction = isNarrow ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight;
    if (m_ui->cards->direction() != direction)
        m_ui->cards->setDirection(direction);
    const bool isTight = width() < gap * 100;
    const int side = isTight ? gap * 2 : gap * 11 / 4;
    for (QLayout* const card : {m_ui->connectCardLayout, m_ui->practiceCardLayout, m_ui->pasteCardLayout})
        card->setContentsMargins(side, side - gap / 4, side, side);
    m_ui->cards->setSpacing(isTight ? gap + gap / 2 : gap * 2);
    m_ui->pageLayout->setContentsMargins(gap * 3, isTight ? gap * 2 : gap * 3, gap * 3, isTight ? gap * 2 : gap * 3);
}

void FirstRunPanel::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        refreshLook();
}

void FirstRunPanel::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), Theme(*this).base);
}

void FirstRunPanel::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    arrangeCards();
}

void FirstRunPanel::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    // For the background probe: what stands in the field was not typed by anybody.
    emit masterEdited(m_ui->master->text());
}

} // namespace mesoscribe
