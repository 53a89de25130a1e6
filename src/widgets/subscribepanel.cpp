// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "widgets/subscribepanel.h"

#include "widgets/elidedlabel.h"
#include "widgets/subscribecurl.h"
#include "widgets/theme.h"

#include "ui_subscribepanel.h"

#include <QApplication>
#include <QClipboard>
#include <QKeyEvent>
#include <QMetaEnum>
#include <QPainter>
#include <QScopedValueRollback>
#include <QScrollBar>
#include <QTimer>
#include <QWheelEvent>

namespace mesoscribe {

using namespace Qt::Literals::StringLiterals;

namespace {

using Field = SubscribeModel::Field;

/// Keeps the cursor where it is when the text is the same already.
void put(QLineEdit& field, const QString& text)
{
    if (field.text() != text)
        field.setText(text);
}

} // namespace

SubscribePanel::SubscribePanel(QWidget* parent)
    : QWidget(parent)
    , m_ui(std::make_unique<Ui::SubscribePanel>())
{
    m_ui->setupUi(this);
    fillChoices();
    wireFields();
    wireButtons();
    m_ui->previewTabs->addTab(tr("JSON"));
    m_ui->previewTabs->addTab(tr("curl"));
    m_ui->previewTabs->setExpanding(true);
    m_ui->previewTabs->setDrawBase(false);
    m_ui->previewTabs->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_ui->previewTabs->updateGeometry(); // adding tabs to a hidden bar does not do it
    m_ui->copyPreview->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(m_ui->previewTabs, &QTabBar::currentChanged, m_ui->previewStack, &QStackedWidget::setCurrentIndex);
    m_ui->split->setStretchFactor(0, 3);
    m_ui->split->setStretchFactor(1, 2);
    m_ui->more->setTitles(tr("More: principal and secret, checkpoint, labels, suppressed roles"), tr("More"));
    setMoreShown(false);
    refreshLook();
    setModel(nullptr);
}

SubscribePanel::~SubscribePanel() = default;

void SubscribePanel::fillChoices()
{
    m_ui->frameworkId->setEditable(true);
    m_ui->frameworkId->setInsertPolicy(QComboBox::NoInsert);
    m_ui->frameworkId->lineEdit()->setAccessibleName(m_ui->frameworkId->accessibleName());
    m_ui->frameworkId->lineEdit()->setPlaceholderText(tr("a new one"));
    m_ui->environment->setEditable(true);
    m_ui->environment->setInsertPolicy(QComboBox::NoInsert);
    m_ui->environment->lineEdit()->setAccessibleName(m_ui->environment->accessibleName());
    // Names that people may have typed themselves: not translated.
    m_ui->environment->addItems({u"Local"_s, u"Staging"_s, u"Production"_s});
    m_ui->frameworkId->setMinimumContentsLength(12);
    m_ui->frameworkId->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_ui->environment->setMinimumContentsLength(9);
    m_ui->environment->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);

    // Scrolling the form must not change what the pointer happens to pass over.
    const QList<QWidget*> fields = QList<QWidget*>{m_ui->frameworkId, m_ui->environment} +
                                   m_ui->failover->controls() + m_ui->manners->controls();
    for (QWidget* const field : fields) {
        field->setFocusPolicy(Qt::StrongFocus);
        field->installEventFilter(this);
    }
}

void SubscribePanel::wireFields()
{
    // Text changes, not edits: assistive technology sets a field's text without a keyboard.
    const auto follow = [this](QLineEdit* field, void (SubscribeModel::*set)(const QString&)) {
        connect(field, &QLineEdit::textChanged, this, [this, set](const QString& text) {
            if (m_model && !m_isShowing)
                ((*m_model).*set)(text);
        });
    };
    follow(m_ui->master, &SubscribeModel::setMasters);
    follow(m_ui->user, &SubscribeModel::setUser);
    follow(m_ui->name, &SubscribeModel::setName);
    follow(m_ui->principal, &SubscribeModel::setPrincipal);
    follow(m_ui->secret, &SubscribeModel::setSecret);
    follow(m_ui->hostname, &SubscribeModel::setHostname);
    follow(m_ui->webuiUrl, &SubscribeModel::setWebuiUrl);
    connect(m_ui->master, &QLineEdit::textChanged, this, [this](const QString& text) {
        if (m_isShowing)
            return;
        setProbe({}, false);
        emit mastersEdited(text);
    });
    connect(m_ui->roles, &RolesField::rolesEdited, this, [this](const QStringList& roles) {
        if (m_model && !m_isShowing)
            m_model->setRoles(roles);
    });
    connect(m_ui->suppressed, &RolesField::rolesEdited, this, [this](const QStringList& roles) {
        if (m_model && !m_isShowing)
            m_model->setSuppressedRoles(roles);
    });
    connect(m_ui->capabilities, &CapabilitiesList::toggled, this, [this](const QString& name, bool on) {
        if (m_model && !m_isShowing)
            m_model->setCapability(name, on);
    });
    connect(m_ui->failover, &FailoverField::secondsEdited, this, [this](double seconds) {
        if (m_model && !m_isShowing)
            m_model->setFailoverTimeout(seconds);
    });
    connect(m_ui->frameworkId, &QComboBox::editTextChanged, this, [this](const QString& text) {
        if (m_model && !m_isShowing)
            m_model->setFrameworkId(FrameworkId(text.trimmed()));
    });
    connect(m_ui->checkpoint, &QCheckBox::toggled, this, [this](bool on) {
        if (m_model && !m_isShowing)
            m_model->setCheckpoint(on);
    });
    connect(m_ui->labels, &LabelsField::labelsEdited, this, [this](const Labels& labels) {
        if (m_model && !m_isShowing)
            m_model->setLabels(labels);
    });
    connect(m_ui->environment, &QComboBox::editTextChanged, m_ui->color, &ColorButton::setEnvironment);
    connect(m_ui->environment, &QComboBox::editTextChanged, this, &SubscribePanel::followEnvironment);
    connect(m_ui->manners, &MannersField::mannersEdited, this, &SubscribePanel::mannersEdited);
    connect(m_ui->more, &QToolButton::toggled, this, &SubscribePanel::setMoreShown);
}

void SubscribePanel::wireButtons()
{
    m_ui->pasteHint->setText(tr("or press %1 when a curl command is on the clipboard")
                                 .arg(QKeySequence(QKeySequence::Paste).toString(QKeySequence::NativeText)));
    connect(m_ui->pasteCurl, &QPushButton::clicked, this, &SubscribePanel::pasteCurlRequested);
    connect(m_ui->save, &QPushButton::clicked, this, &SubscribePanel::requestSave);
    connect(m_ui->subscribe, &QPushButton::clicked, this, &SubscribePanel::requestSubscribe);
    connect(m_ui->copyPreview, &QPushButton::clicked, this, &SubscribePanel::copyPreview);
}

void SubscribePanel::setModel(SubscribeModel* model)
{
    if (m_model)
        m_model->disconnect(this);
    m_model = model;
    m_ui->pasteNote->hide();
    setProbe({}, false);
    m_ui->formBox->setEnabled(model != nullptr);
    if (model) {
        connect(model, &SubscribeModel::changed, this, &SubscribePanel::showField);
        connect(model, &SubscribeModel::edited, this, &SubscribePanel::refresh);
    }
    showAll();
    if (!m_ui->more->isChecked() || !hasMore())
        m_ui->more->setChecked(hasMore());
    m_ui->scroll->verticalScrollBar()->setValue(0);
    refresh();
}

void SubscribePanel::setConnection(const Connection& connection)
{
    const QScopedValueRollback guard(m_isShowing, true);
    m_isPractice = connection.isPractice;
    m_earlierIds = connection.earlierFrameworkIds;
    m_ui->connectionName->setText(connection.name);
    m_ui->manners->setManners(connection.manners);
    m_ui->environment->setEditText(connection.environment);
    m_ui->color->setEnvironment(connection.environment);
    m_ui->color->setColor(connection.color);

    const QString shown = m_ui->frameworkId->currentText();
    m_ui->frameworkId->clear();
    m_ui->frameworkId->addItem(QString());
    m_ui->frameworkId->setItemData(0, tr("A new framework"), Qt::ToolTipRole);
    for (const FrameworkId& id : std::as_const(m_earlierIds))
        m_ui->frameworkId->addItem(id.value());
    m_ui->frameworkId->setEditText(shown);
    m_ui->master->setReadOnly(m_isPractice);
    refresh();
}

void SubscribePanel::setProbe(const QString& text, bool good)
{
    m_probe = text;
    m_isProbeGood = good;
    showRemark(*m_ui->masterRemark, m_ui->master, Field::Masters);
}

void SubscribePanel::setKeychainAvailable(bool available)
{
    m_isKeychainAvailable = available;
    refresh();
}

void SubscribePanel::showNotUnderstood(const QStringList& pieces)
{
    if (pieces.isEmpty())
        m_ui->pasteNote->hide();
    else
        m_ui->pasteNote->showNote(tr("This part of the curl command was not taken over:"), pieces);
}

void SubscribePanel::askForCredentials()
{
    m_ui->more->setChecked(true);
    QLineEdit* const field = m_ui->principal->text().isEmpty() ? m_ui->principal : m_ui->secret;
    field->setFocus(Qt::OtherFocusReason);
    field->selectAll();
    // The rows have their places only after the layout has run.
    QTimer::singleShot(0, this, [this] {
        m_ui->scroll->ensureWidgetVisible(m_ui->secretBox);
        m_ui->scroll->ensureWidgetVisible(m_ui->principalBox);
    });
}

void SubscribePanel::showAll()
{
    const QMetaEnum fields = QMetaEnum::fromType<Field>();
    for (int i = 0; i < fields.keyCount(); ++i)
        showField(static_cast<Field>(fields.value(i)));
}

void SubscribePanel::showField(Field field)
{
    const QScopedValueRollback guard(m_isShowing, true);
    const SubscribeSettings settings = m_model ? m_model->settings() : SubscribeSettings();
    const FrameworkInfo& framework = settings.framework;
    switch (field) {
    case Field::Masters:
        put(*m_ui->master, settings.masters);
        return;
    case Field::User:
        put(*m_ui->user, framework.user);
        return;
    case Field::Name:
        put(*m_ui->name, framework.name);
        m_ui->connectionName->setPlaceholderText(framework.name);
        return;
    case Field::Roles:
        m_ui->roles->setRoles(m_model ? m_model->roles() : QStringList());
        return;
    case Field::Capabilities:
        m_ui->capabilities->setCapabilities(framework.capabilities);
        return;
    case Field::FailoverTimeout:
        m_ui->failover->setSeconds(framework.failoverTimeout);
        return;
    case Field::Id:
        if (m_ui->frameworkId->currentText().trimmed() != framework.id.value())
            m_ui->frameworkId->setEditText(framework.id.value());
        return;
    case Field::Checkpoint:
        m_ui->checkpoint->setChecked(framework.checkpoint);
        return;
    case Field::Hostname:
        put(*m_ui->hostname, framework.hostname);
        return;
    case Field::WebuiUrl:
        put(*m_ui->webuiUrl, framework.webuiUrl);
        return;
    case Field::LabelList:
        m_ui->labels->setLabels(framework.labels);
        return;
    case Field::SuppressedRoles:
        m_ui->suppressed->setRoles(settings.suppressedRoles);
        return;
    case Field::Principal:
        put(*m_ui->principal, framework.principal);
        return;
    case Field::Secret:
        put(*m_ui->secret, m_model ? m_model->secret() : QString());
        return;
    }
}

void SubscribePanel::showRemark(RemarkLabel& label, QWidget* field, Field of, const QString& hint)
{
    using Tone = RemarkLabel::Tone;
    const auto remark = m_model ? m_model->remark(of) : std::nullopt;
    const bool isError = remark && remark->severity == SubscribeModel::Severity::Error;
    if (field) {
        Theme::setInvalid(*field, isError);
        field->setAccessibleDescription(remark ? remark->text : hint);
    }
    if (remark)
        label.setRemark(isError ? Tone::Error : Tone::Note, remark->text);
    else if (of == Field::Masters && !m_probe.isEmpty())
        label.setRemark(m_isProbeGood ? Tone::Good : Tone::Hint, m_probe);
    else
        label.setRemark(Tone::Hint, hint);
}

void SubscribePanel::refresh()
{
    showRemark(*m_ui->masterRemark, m_ui->master, Field::Masters,
               m_isPractice ? tr("The practice cluster is started when you subscribe.") : QString());
    showRemark(*m_ui->userRemark, m_ui->user, Field::User);
    showRemark(*m_ui->nameRemark, m_ui->name, Field::Name);
    showRemark(*m_ui->rolesRemark, m_ui->roles, Field::Roles);
    m_ui->roles->setWrongRole(m_model ? m_model->firstInvalidRole() : -1);
    showRemark(*m_ui->capabilitiesRemark, nullptr, Field::Capabilities);
    showRemark(*m_ui->failoverRemark, nullptr, Field::FailoverTimeout,
               m_model ? m_model->failoverSentence() : QString());
    showRemark(*m_ui->frameworkIdRemark, m_ui->frameworkId->lineEdit(), Field::Id);
    showRemark(*m_ui->principalRemark, m_ui->principal, Field::Principal);
    showRemark(*m_ui->secretRemark, m_ui->secret, Field::Secret,
               m_isKeychainAvailable
                   ? tr("Kept in this computer's keychain and nowhere else.")
                   : tr("This computer has no keychain that can be used: the secret is asked for each time."));
    showRemark(*m_ui->checkpointRemark, nullptr, Field::Checkpoint);
    showRemark(*m_ui->hostnameRemark, m_ui->hostname, Field::Hostname);
    showRemark(*m_ui->webuiUrlRemark, m_ui->webuiUrl, Field::WebuiUrl);
    showRemark(*m_ui->labelsRemark, nullptr, Field::LabelList);
    showRemark(*m_ui->suppressedRemark, m_ui->suppressed, Field::SuppressedRoles);
    refreshPreview();
    refreshButtons();
}

void SubscribePanel::refreshPreview()
{
    m_ui->json->showText(m_model ? QString::fromUtf8(m_model->callJson(JsonStyle::Indented)) : QString());
    m_ui->curl->showText(m_model ? toCurl(subscribeCurl(m_model->settings(), !m_model->secret().isEmpty()))
                                 : QString());
}

void SubscribePanel::refreshButtons()
{
    m_ui->save->setEnabled(m_model);
    if (!m_model) {
        m_ui->subscribe->setEnabled(false);
        return;
    }
    const std::optional<Field> wrong = m_model->firstError();
    const QString why = wrong ? m_model->remark(*wrong)->text : QString();
    m_ui->subscribe->setEnabled(!wrong);
    m_ui->subscribe->setToolTip(why);
    m_ui->subscribe->setAccessibleDescription(why);
    // An error must not hide in the closed section.
    if (wrong && *wrong >= Field::Checkpoint)
        m_ui->more->setChecked(true);
}

bool SubscribePanel::hasMore() const
{
    if (!m_model)
        return false;
    const SubscribeSettings& settings = m_model->settings();
    const FrameworkInfo& framework = settings.framework;
    return framework.checkpoint || !framework.hostname.isEmpty() || !framework.webuiUrl.isEmpty() ||
           !framework.labels.isEmpty() || !settings.suppressedRoles.isEmpty() || !framework.principal.isEmpty() ||
           !m_model->secret().isEmpty();
}

void SubscribePanel::setMoreShown(bool shown)
{
    int row = 0;
    int column = 0;
    int rows = 0;
    int columns = 0;
    m_ui->form->getItemPosition(m_ui->form->indexOf(m_ui->more), &row, &column, &rows, &columns);
    while (++row < m_ui->form->rowCount()) {
        for (column = 0; column < m_ui->form->columnCount(); ++column)
            m_ui->form->itemAtPosition(row, column)->widget()->setVisible(shown);
    }
    if (shown)
        refresh();
    fitWidths();
}

void SubscribePanel::fitWidths()
{
    const int gap = Theme::gap(fontMetrics());
    const int bar = m_ui->scroll->verticalScrollBar()->sizeHint().width();
    const int formWidth = m_ui->page->minimumSizeHint().width() + bar;
    const int previewWidth = gap * 24;
    m_ui->scroll->setMinimumWidth(formWidth);
    m_ui->preview->setMinimumWidth(previewWidth);
    // Narrower than that the form needs all of the width.
    m_ui->preview->setVisible(width() > formWidth + previewWidth);
}

void SubscribePanel::requestSubscribe()
{
    if (m_model && m_model->canSubscribe())
        emit subscribeRequested();
}

void SubscribePanel::requestSave()
{
    const QString environment = m_ui->environment->currentText().trimmed();
    emit saveRequested(m_ui->connectionName->text().trimmed(), environment.isEmpty() ? u"Local"_s : environment,
                       m_ui->color->color());
}

void SubscribePanel::followEnvironment(const QString& environment)
{
    if (m_isShowing)
        return;
    // Manners that nobody chose follow the environment.
    const bool isProduction = environment.trimmed() == "Production"_L1;
    if (m_ui->manners->manners() == Manners::usual(isProduction) ||
        m_ui->manners->manners() != Manners::usual(!isProduction))
        return;
    m_ui->manners->setManners(Manners::usual(isProduction));
    emit mannersEdited(m_ui->manners->manners());
}

void SubscribePanel::copyPreview()
{
    const bool isJson = m_ui->previewStack->currentWidget() == m_ui->json;
    QApplication::clipboard()->setText(isJson ? m_ui->json->toPlainText() : m_ui->curl->toPlainText());
}

QColor SubscribePanel::previewColor() const
{
    const Theme theme(*this);
    return Theme::blend(theme.window, theme.base, 0.5);
}

void SubscribePanel::refreshLook()
{
    const int gap = Theme::gap(fontMetrics());
    const int fieldHeight = m_ui->master->sizeHint().height();
    for (int row = 0; row < m_ui->form->rowCount(); ++row) {
        const QLayoutItem* const item = m_ui->form->itemAtPosition(row, 0);
        auto* const label = item ? qobject_cast<QLabel*>(item->widget()) : nullptr;
        if (!label)
            continue;
        setMuted(*label);
        // In line with the first line of what stands beside it: a field, or the check box of a list.
        const bool isBesideBox = label == m_ui->capabilitiesLabel || label == m_ui->checkpointLabel;
        label->setFixedHeight(isBesideBox ? m_ui->checkpoint->sizeHint().height() : fieldHeight);
    }
    m_ui->formBox->setMaximumWidth(gap * 78);
    m_ui->form->setHorizontalSpacing(gap * 2);
    m_ui->form->setVerticalSpacing(gap + gap * 3 / 4);
    m_ui->copyPreview->setIcon(Theme::icon(u"copy"_s, Theme::Ink::Muted));
    setMuted(*m_ui->pasteHint);
    QPalette onBase = palette();
    onBase.setColor(QPalette::Window, palette().color(QPalette::Base));
    m_ui->scroll->viewport()->setPalette(onBase);
    m_ui->scroll->viewport()->setAutoFillBackground(true);
    m_ui->page->setAutoFillBackground(false);
    QPalette onPreview = palette();
    onPreview.setColor(QPalette::Base, previewColor());
    m_ui->json->setPalette(onPreview);
    m_ui->curl->setPalette(onPreview);
    fitWidths();
    update();
}

void SubscribePanel::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        refreshLook();
}

bool SubscribePanel::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::Wheel) {
        const auto* const field = qobject_cast<QWidget*>(watched);
        if (field && !field->hasFocus()) {
            event->ignore();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void SubscribePanel::keyPressEvent(QKeyEvent* event)
{
    const bool isReturn = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    const bool isPlain = (event->modifiers() & ~Qt::KeypadModifier) == Qt::NoModifier;
    if (isReturn && isPlain && qobject_cast<QLineEdit*>(focusWidget())) {
        m_ui->subscribe->click();
        return;
    }
    QWidget::keyPressEvent(event);
}

void SubscribePanel::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), previewColor());
}

void SubscribePanel::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    fitWidths();
}

void SubscribePanel::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    if (!focusWidget())
        m_ui->master->setFocus(Qt::OtherFocusReason);
}

} // namespace mesoscribe
