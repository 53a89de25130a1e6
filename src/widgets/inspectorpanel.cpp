// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "widgets/inspectorpanel.h"

#include "widgets/elidedlabel.h"
#include "widgets/theme.h"

#include "ui_inspectorpanel.h"

#include <QApplication>
#include <QClipboard>
#include <QEvent>
#include <QPainter>
#include <QTabBar>

namespace mesoscribe {

using namespace Qt::Literals::StringLiterals;

InspectorPanel::InspectorPanel(QWidget* parent)
    : QWidget(parent)
    , m_ui(std::make_unique<Ui::InspectorPanel>())
{
    m_ui->setupUi(this);
    m_ui->tabs->addTab(tr("Summary"));
    m_ui->tabs->addTab(tr("JSON"));
    m_ui->tabs->setExpanding(true);
    m_ui->tabs->setDrawBase(false);
    m_ui->copy->setIcon(Theme::icon(u"copy"_s, Theme::Ink::Muted));
    connect(m_ui->tabs, &QTabBar::currentChanged, this, &InspectorPanel::showTab);
    connect(m_ui->raw, &QCheckBox::toggled, m_ui->json, &JsonView::setRaw);
    connect(m_ui->copy, &QPushButton::clicked, this, &InspectorPanel::copyJson);
    m_ui->subtitle->hide();
    refreshLook();
    showTab(0);
}

InspectorPanel::~InspectorPanel() = default;

void InspectorPanel::setInspection(const Inspection& inspection)
{
    m_inspection = inspection;
    if (m_ui->title->text() != inspection.title)
        m_ui->title->setText(inspection.title);
    if (m_ui->subtitle->text() != inspection.subtitle)
        m_ui->subtitle->setText(inspection.subtitle);
    m_ui->subtitle->setVisible(!inspection.subtitle.isEmpty());
    m_ui->facts->setFacts(inspection.facts);
    const bool hasJson = !inspection.json.isEmpty();
    m_ui->tabs->setTabEnabled(1, hasJson);
    if (!hasJson && m_ui->tabs->currentIndex() == 1)
        m_ui->tabs->setCurrentIndex(0);
    // Laying out a large record costs time: only when it is looked at.
    if (m_ui->tabs->currentIndex() == 1)
        m_ui->json->setJson(inspection.json);
}

void InspectorPanel::showTab(int tab)
{
    if (tab == 1)
        m_ui->json->setJson(m_inspection.json);
    m_ui->stack->setCurrentIndex(tab);
}

void InspectorPanel::copyJson()
{
    if (!m_inspection.json.isEmpty())
        QApplication::clipboard()->setText(QString::fromUtf8(m_inspection.json));
}

QSize InspectorPanel::sizeHint() const
{
    return {fontMetrics().averageCharWidth() * 39, fontMetrics().height() * 24};
}

void InspectorPanel::refreshLook()
{
    m_ui->title->setFont(Theme::scaled(font(), 1.15, QFont::DemiBold));
    setMuted(*m_ui->subtitle);
}

void InspectorPanel::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        refreshLook();
}

void InspectorPanel::paintEvent(QPaintEvent*)
{
    const Theme theme(*this);
    QPainter painter(this);
    painter.fillRect(rect(), Theme::blend(theme.window, theme.base, 0.5));
}

} // namespace mesoscribe
