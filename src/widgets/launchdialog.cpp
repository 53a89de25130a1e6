// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "widgets/launchdialog.h"

#include "models/offertext.h"
#include "widgets/launchform.h"
#include "widgets/leavingdialog.h"
#include "widgets/remarklabel.h"
#include "widgets/theme.h"

#include "ui_launchdialog.h"

#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QInputDialog>
#include <QPainter>
#include <QScrollBar>
#include <QShortcut>

namespace mesoscribe {

using namespace Qt::Literals::StringLiterals;

LaunchDialog::LaunchDialog(LaunchModel& model, QWidget* parent)
    : QDialog(parent)
    , m_model(model)
    , m_ui(std::make_unique<Ui::LaunchDialog>())
{
    setWindowModality(Qt::WindowModal);
    m_ui->setupUi(this);
    m_form = new LaunchForm(model, m_ui->page);
    m_ui->pageLayout->addWidget(m_form);
    // The form was made last: the Tab key comes to it before it comes to what stands beside and below it.
    QWidget* before = previousInFocusChain();
    for (QWidget* const next : QList<QWidget*>{m_ui->copyPreview, m_ui->json, m_ui->saveTemplate, m_ui->copyAsCurl,
                                               m_ui->cancel, m_ui->launch}) {
        setTabOrder(before, next);
        before = next;
    }
    m_ui->head->setLines(Qt::BottomEdge);
    m_ui->split->setStretchFactor(0, 3);
    m_ui->split->setStretchFactor(1, 2);
    m_ui->copyPreview->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    auto* lint = new QVBoxLayout(m_ui->lint);
    lint->setContentsMargins(0, 0, 0, 0);
    lint->setSpacing(Theme::gap(fontMetrics()) / 2);
    m_ui->lint->hide();
    wireButtons();
    connect(&m_model, &LaunchModel::edited, this, &LaunchDialog::refresh);
    connect(m_form, &LaunchForm::deleteTemplateRequested, this, &LaunchDialog::deleteTemplateRequested);
    connect(m_form, &LaunchForm::layoutChanged, this, &LaunchDialog::fitWidths);
    connect(m_ui->offerChoice, &OfferChoiceBar::chosen, this, &LaunchDialog::offersChosen);
    setTemplates(LaunchModel::builtInTemplates());
    setConfirms(false, {});
    refreshLook();
    refresh();
}

LaunchDialog::~LaunchDialog() = default;

void LaunchDialog::wireButtons()
{
    connect(m_ui->launch, &QPushButton::clicked, this, &LaunchDialog::requestLaunch);
    connect(m_ui->cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_ui->copyAsCurl, &QPushButton::clicked, this, &LaunchDialog::copyAsCurlRequested);
    connect(m_ui->copyPreview, &QPushButton::clicked, this, &LaunchDialog::copyPreview);
    connect(m_ui->saveTemplate, &QPushButton::clicked, this, &LaunchDialog::askForTemplateName);
    for (const int key : {Qt::Key_Return, Qt::Key_Enter}) {
        auto* const shortcut = new QShortcut(QKeySequence(Qt::CTRL | key), this);
        connect(shortcut, &QShortcut::activated, m_ui->launch, [this] { m_ui->launch->click(); });
    }
}

void LaunchDialog::setTemplates(const QList<LaunchTemplate>& templates)
{
    m_form->setTemplates(templates);
}

void LaunchDialog::setFittingOffers(const QList<QList<OfferPtr>>& offers)
{
    m_fitting = offers;
    refreshOffers();
}

void LaunchDialog::setConfirms(bool confirms, const QString& environment)
{
    m_confirms = confirms;
    m_environment = environment;
    m_ui->production->setText(tr("This is %1.", "an environment").arg(environment));
    m_ui->production->setVisible(confirms);
    m_ui->launch->setText(confirms ? tr("Launch on %1…", "an environment").arg(environment) : tr("Launch"));
}

void LaunchDialog::setLintRemarks(const QStringList& errors, const QStringList& notes)
{
    constexpr int MostShown = 6;
    QLayout* const lines = m_ui->lint->layout();
    while (const QLayoutItem* const item = lines->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    const auto add = [&](RemarkLabel::Tone tone, const QString& text) {
        auto* line = new RemarkLabel(m_ui->lint);
        line->setRemark(tone, text);
        lines->addWidget(line);
    };
    const qsizetype all = errors.size() + notes.size();
    for (const QString& text : errors.mid(0, MostShown))
        add(RemarkLabel::Tone::Error, text);
    for (const QString& text : notes.mid(0, qMax(0, MostShown - errors.size())))
        add(RemarkLabel::Tone::Note, text);
    if (all > MostShown)
        add(RemarkLabel::Tone::Hint, tr("and %Ln more", nullptr, static_cast<int>(all - MostShown)));
    m_ui->lint->setVisible(all > 0);
}

void LaunchDialog::refresh()
{
    m_ui->json->showText(QString::fromUtf8(m_model.callJson(JsonStyle::Indented)));
    const QString headline = m_model.headline();
    m_ui->headline->setText(headline.isEmpty() ? tr("no offer is ticked")
                                               : tr("on %1", "agent and offer").arg(headline));
    refreshOffers();

    const QString why = m_model.whyNot();
    m_ui->launch->setEnabled(why.isEmpty());
    m_ui->launch->setToolTip(plainToolTip(why));
    m_ui->launch->setAccessibleDescription(why);
    m_ui->reason->setText(why);
    m_ui->copyAsCurl->setEnabled(!m_model.offers().isEmpty());
}

void LaunchDialog::refreshOffers()
{
    const bool isNeeded = m_model.hasDeadOffers();
    if (isNeeded) {
        const QString headline = m_model.offers().size() == 1
                                     ? tr("The offer was gone before it could be used. Nothing ran.")
                                     : tr("One of the offers was gone before they could be used. Nothing ran.");
        m_ui->offerChoice->setChoices(headline, m_fitting);
    }
    m_ui->offerChoice->setVisible(isNeeded);
}

void LaunchDialog::requestLaunch()
{
    if (!m_model.canLaunch())
        return;
    if (!m_confirms) {
        emit launchRequested();
        return;
    }
    auto* const question =
        new ConfirmDialog(tr("Launch “%1” on %2?").arg(m_model.settings().name.trimmed(), m_environment),
                          tr("It starts on %1.").arg(m_model.headline()), tr("Launch"), this);
    connect(question, &ConfirmDialog::confirmed, this, [this] {
        if (m_model.canLaunch()) // the offer may have died under the question
            emit launchRequested();
    });
    question->open();
}

void LaunchDialog::askForTemplateName()
{
    auto* const question = new QInputDialog(this);
    question->setAttribute(Qt::WA_DeleteOnClose);
    question->setObjectName("templateName"_L1);
    question->setWindowTitle(tr("Save as template"));
    question->setLabelText(tr("Name of the template. One that exists is replaced. Values of environment variables are "
                              "saved as they stand."));
    question->setTextValue(m_model.settings().name.trimmed());
    question->setOkButtonText(tr("Save"));
    connect(question, &QInputDialog::textValueSelected, this, [this](const QString& name) {
        if (!name.trimmed().isEmpty())
            emit saveTemplateRequested(name.trimmed());
    });
    question->open();
}

void LaunchDialog::copyPreview()
{
    QGuiApplication::clipboard()->setText(m_ui->json->toPlainText());
}

void LaunchDialog::fitWidths()
{
    const int gap = Theme::gap(fontMetrics());
    const int bar = m_ui->scroll->verticalScrollBar()->sizeHint().width();
    const int formWidth = qMax(m_ui->page->minimumSizeHint().width() + bar, gap * 56);
    const int previewWidth = gap * 24;
    m_ui->scroll->setMinimumWidth(formWidth);
    m_ui->preview->setMinimumWidth(previewWidth);
    // Narrower than that the form needs all of the width.
    m_ui->preview->setVisible(width() > formWidth + previewWidth);
}

QColor LaunchDialog::previewColor() const
{
    const Theme theme(*this);
    return Theme::blend(theme.window, theme.base, 0.5);
}

void LaunchDialog::refreshLook()
{
    const Theme theme(*this);
    m_ui->title->setFont(Theme::scaled(font(), 1.15, QFont::DemiBold));
    setMuted(*m_ui->headline);
    setMuted(*m_ui->reason);
    setMuted(*m_ui->previewTitle);
    QPalette red = palette();
    red.setColor(QPalette::WindowText, theme.danger);
    m_ui->production->setPalette(red);
    m_ui->production->setFont(Theme::scaled(font(), 1.0, QFont::DemiBold));
    m_ui->copyPreview->setIcon(Theme::icon(u"copy"_s, Theme::Ink::Muted));
    QPalette onBase = palette();
    onBase.setColor(QPalette::Window, palette().color(QPalette::Base));
    m_ui->scroll->viewport()->setPalette(onBase);
    m_ui->scroll->viewport()->setAutoFillBackground(true);
    m_ui->page->setAutoFillBackground(false);
    QPalette onPreview = palette();
    onPreview.setColor(QPalette::Base, previewColor());
    m_ui->json->setPalette(onPreview);
    fitWidths();
    update();
}

void LaunchDialog::changeEvent(QEvent* event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        refreshLook();
}

void LaunchDialog::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), previewColor());
}

void LaunchDialog::resizeEvent(QResizeEvent* event)
{
    QDialog::resizeEvent(event);
    fitWidths();
}

void LaunchDialog::showEvent(QShowEvent* event)
{
    QDialog::showEvent(event);
    if (!event->spontaneous() && !m_wasShown) {
        m_wasShown = true;
        m_ui->split->setSizes({width() * 11 / 20, width() * 9 / 20});
    }
    if (!focusWidget())
        m_form->focusFirst();
}

} // namespace mesoscribe
