// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "widgets/launchform.h"

#include "models/describe.h"
#include "models/offertext.h"
#include "widgets/elidedlabel.h"
#include "widgets/theme.h"
#include "widgets/wheelguard.h"

#include "ui_launchform.h"

#include <QEvent>
#include <QScopedValueRollback>

#include <algorithm>

namespace mesoscribe {

using namespace Qt::Literals::StringLiterals;

namespace {

using Container = LaunchSettings::Container;
using Executor = LaunchSettings::Executor;

/// Keeps the cursor where it is when the text is the same already.
void put(QLineEdit& field, const QString& text)
{
    if (field.text() != text)
        field.setText(text);
}

} // namespace

QStringList LaunchForm::namesIn(const QString& text)
{
    QStringList names;
    for (const QString& name : text.split(u',', Qt::SkipEmptyParts)) {
        if (!name.trimmed().isEmpty())
            names.append(name.trimmed());
    }
    return names;
}

LaunchForm::LaunchForm(LaunchModel& model, QWidget* parent)
    : QWidget(parent)
    , m_model(model)
    , m_ui(std::make_unique<Ui::LaunchForm>())
    , m_guard(new WheelGuard(this))
{
    m_ui->setupUi(this);
    fillChoices();
    fillRows();
    listSections();
    listRemarks();
    wireTask();
    wireContainer();
    wireResources();
    wireSections();
    m_guard->guardAll(*this);
    connect(&m_model, &LaunchModel::edited, this, &LaunchForm::showAll);
    refreshLook();
    showAll();
    openUsedSections();
}

LaunchForm::~LaunchForm() = default;

void LaunchForm::edit(const std::function<void(LaunchSettings&)>& change)
{
    if (m_isShowing)
        return;
    LaunchSettings settings = m_model.settings();
    change(settings);
    m_model.setSettings(settings);
}

void LaunchForm::setTemplates(const QList<LaunchTemplate>& templates)
{
    m_templates = templates;
    const QSignalBlocker blocker(m_ui->templates);
    const QString chosen = m_ui->templates->currentText();
    m_ui->templates->clear();
    for (const LaunchTemplate& each : templates)
        m_ui->templates->addItem(each.name);
    m_ui->templates->setCurrentIndex(chosen.isEmpty() ? -1 : m_ui->templates->findText(chosen));
    showRows();
}

void LaunchForm::chooseTemplate(int index)
{
    if (index < 0 || index >= m_templates.size())
        return;
    m_model.applyTemplate(m_templates.at(index));
    openUsedSections();
    showRows();
}

void LaunchForm::focusFirst()
{
    QLineEdit* const field =
        m_ui->command->text().isEmpty() && m_model.settings().container == Container::None ? m_ui->command : m_ui->name;
    field->setFocus(Qt::OtherFocusReason);
    field->selectAll();
}

QWidget* LaunchForm::firstWrong() const
{
    const std::optional<Field> wrong = m_model.firstError();
    if (!wrong)
        return nullptr;
    const auto found = std::ranges::find(m_remarks, *wrong, &Remarked::field);
    return found == m_remarks.end() ? nullptr : found->label;
}

void LaunchForm::showAll()
{
    const QScopedValueRollback guard(m_isShowing, true);
    showTask();
    showContainer();
    showResources();
    showRemarks();
    showRows();
    showSections();
}

void LaunchForm::showTask()
{
    const LaunchSettings& settings = m_model.settings();
    put(*m_ui->name, settings.name);
    put(*m_ui->taskId, settings.taskId);
    m_ui->taskId->setPlaceholderText(settings.taskId.isEmpty() ? m_model.taskId().value() : QString());
    put(*m_ui->command, settings.command);
    m_ui->command->setPlaceholderText(settings.container != Container::None && !settings.image.isEmpty()
                                          ? tr("the image's own")
                                      : settings.shell ? u"sleep 60"_s
                                                       : u"/bin/sleep"_s);
    m_ui->shell->setChecked(settings.shell);
    QList<RowsField::Row> arguments;
    for (const QString& argument : settings.arguments)
        arguments.append({argument});
    m_ui->arguments->setRows(arguments);
    // Outside Docker the first argument is what the program is told its name is.
    m_ui->arguments->setFirstRows(settings.container == Container::Docker || settings.command.isEmpty()
                                      ? QList<RowsField::Row>()
                                      : QList<RowsField::Row>{{settings.command.section(u'/', -1)}, {QString()}});

    QList<RowsField::Row> rows;
    for (const EnvironmentVariable& variable : settings.environment)
        rows.append({variable.name, variable.value});
    m_ui->environment->setRows(rows);
    rows.clear();
    for (const Uri& uri : settings.uris)
        rows.append({uri.value, uri.outputFile, uri.executable, uri.extract, uri.cache});
    m_ui->uris->setRows(rows);
    m_ui->healthCheck->setProbe(settings.healthCheck);
    m_ui->check->setProbe(settings.check);
    m_ui->killGrace->setSeconds(settings.killGraceSeconds);
    m_ui->maxCompletion->setSeconds(settings.maxCompletionSeconds);
    put(*m_ui->user, settings.user);
    m_ui->labels->setLabels(settings.labels);
    m_ui->executor->setCurrentIndex(static_cast<int>(settings.executor));
    m_ui->copies->setValue(settings.copies);
    put(*m_ui->executorId, settings.executorId);
    m_ui->executorId->setPlaceholderText(m_model.executorId().value());
    m_ui->giveBack->setSeconds(settings.filters.refuseSeconds.value_or(Filters::DefaultRefuseSeconds));
}

void LaunchForm::showContainer()
{
    const LaunchSettings& settings = m_model.settings();
    m_ui->container->setCurrentIndex(static_cast<int>(settings.container));
    put(*m_ui->image, settings.image);
    const QString network = settings.network.isEmpty() ? u"HOST"_s : settings.network;
    m_ui->network->setCurrentIndex(std::max(0, m_ui->network->findData(network)));
    if (namesIn(m_ui->networkNames->text()) != settings.networkNames) // a comma that was just typed stays
        m_ui->networkNames->setText(settings.networkNames.join(u", "_s));
    m_ui->forcePull->setChecked(settings.forcePullImage);
    m_ui->privileged->setChecked(settings.privileged);

    QList<RowsField::Row> rows;
    for (const Volume& volume : settings.volumes)
        rows.append({volume.containerPath, volume.hostPath, volume.isReadOnly});
    m_ui->volumes->setRows(rows);
    rows.clear();
    for (const PortMapping& mapping : settings.portMappings)
        rows.append({mapping.containerPort, mapping.hostPort, mapping.protocol == "udp"_L1 ? u"udp"_s : u"tcp"_s});
    m_ui->portMappings->setRows(rows);
    rows.clear();
    for (const Parameter& parameter : settings.parameters)
        rows.append({parameter.key, parameter.value});
    m_ui->parameters->setRows(rows);
}

void LaunchForm::showResources()
{
    const ResourceNeed& need = m_model.settings().need;
    const auto show = [this](ResourceField& field, const QString& resource, Scalar amount) {
        field.setOffered(m_model.offered(resource));
        field.setAmount(amount);
    };
    show(*m_ui->cpus, u"cpus"_s, need.cpus);
    show(*m_ui->mem, u"mem"_s, need.mem);
    show(*m_ui->disk, u"disk"_s, need.disk);
    show(*m_ui->gpus, u"gpus"_s, need.gpus);
    m_ui->ports->setAny(need.anyPorts);
    m_ui->ports->setNumbers(need.ports);
    m_ui->ports->setOffered(describeRanges(m_model.offeredPorts(), 2));
    m_ui->reservedFirst->setChecked(need.reservedFirst);
    m_ui->revocable->setChecked(need.allowRevocable);
}

void LaunchForm::showRemarks()
{
    using Tone = RemarkLabel::Tone;
    for (const Remarked& each : std::as_const(m_remarks)) {
        const auto remark = m_model.remark(each.field);
        const bool isError = remark && remark->severity == LaunchModel::Severity::Error;
        const QString hint = each.hint ? each.hint() : QString();
        if (QWidget* const widget = each.widget ? each.widget() : nullptr) {
            if (Theme::isInvalid(*widget) != isError)
                Theme::setInvalid(*widget, isError);
            widget->setAccessibleDescription(remark ? remark->text : hint);
        }
        if (remark)
            each.label->setRemark(isError ? Tone::Error : Tone::Note, remark->text);
        else
            each.label->setRemark(Tone::Hint, hint);
    }
    // An error must not hide in a closed section.
    const std::optional<Field> wrong = m_model.firstError();
    for (const Section& section : std::as_const(m_sections)) {
        if (wrong && section.fields.contains(*wrong))
            section.expander->setChecked(true);
    }
}

void LaunchForm::setRowShown(QWidget* box, bool shown)
{
    int row = 0;
    int column = 0;
    int rows = 0;
    int columns = 0;
    m_ui->form->getItemPosition(m_ui->form->indexOf(box), &row, &column, &rows, &columns);
    m_ui->form->itemAtPosition(row, 0)->widget()->setVisible(shown);
    box->setVisible(shown);
}

void LaunchForm::showRows()
{
    const LaunchSettings& settings = m_model.settings();
    const bool isDocker = settings.container == Container::Docker;
    const bool isContainer = settings.container != Container::None;
    const bool isGroup = settings.executor == Executor::DefaultGroup;
    const bool isInNetwork = isDocker && (settings.network == "BRIDGE"_L1 || settings.network == "USER"_L1);
    setRowShown(m_ui->templateBox, !m_templates.isEmpty());
    const int chosen = m_ui->templates->currentIndex();
    m_ui->deleteTemplate->setVisible(chosen >= 0 && !m_templates.value(chosen).isBuiltIn);
    setRowShown(m_ui->argumentsBox, !settings.shell);
    setRowShown(m_ui->imageBox, isContainer);
    setRowShown(m_ui->networkBox, isContainer);
    m_ui->network->setVisible(isDocker);
    m_ui->networkNames->setVisible(!isDocker || settings.network == "USER"_L1);
    setRowShown(m_ui->volumesBox, isContainer);
    setRowShown(m_ui->portMappingsBox, isInNetwork || !settings.portMappings.isEmpty() ||
                                           (isContainer && !isDocker && !settings.networkNames.isEmpty()));
    setRowShown(m_ui->parametersBox, isDocker);
    setRowShown(m_ui->containerFlagsBox, isContainer);
    m_ui->privileged->setVisible(isDocker);
    setRowShown(m_ui->takeBox, m_model.offersMixed() || m_model.offersRevocable());
    m_ui->reservedFirst->setVisible(m_model.offersMixed());
    m_ui->revocable->setVisible(m_model.offersRevocable());

    for (const Section& section : std::as_const(m_sections)) {
        for (QWidget* const box : section.boxes)
            setRowShown(box, section.expander->isChecked());
    }
    const bool isGroupShown = m_ui->groupMore->isChecked() && isGroup;
    setRowShown(m_ui->copiesBox, isGroupShown);
    setRowShown(m_ui->executorIdBox, isGroupShown);
    emit layoutChanged();
}

void LaunchForm::showSections()
{
    for (const Section& section : std::as_const(m_sections))
        section.expander->setTitles(section.summary(), section.title);
}

void LaunchForm::openUsedSections()
{
    for (const Section& section : std::as_const(m_sections))
        section.expander->setChecked(section.isUsed());
    showRows();
}

QString LaunchForm::usageText(const QString& resource) const
{
    const bool isMemory = resource == "mem"_L1 || resource == "disk"_L1;
    const auto text = [&](Scalar amount) {
        if (isMemory)
            return describeMebibytes(amount);
        return resource == "gpus"_L1 ? wholeNumberText(amount) : describeScalar(amount);
    };
    const Scalar offered = m_model.offered(resource);
    if (m_model.offers().isEmpty())
        return {};
    if (offered == Scalar{})
        return tr("none on offer");
    Scalar taken;
    const ResourceChoice choice = m_model.choice();
    for (const Resource& each : choice.taken) {
        if (each.name == resource)
            taken += each.value.scalar;
    }
    if (taken >= offered)
        return tr("all of %1").arg(text(offered));
    const QString used = text(taken);
    if (taken == Scalar{})
        return tr("none of %1 – all of it goes back").arg(text(offered));
    if (m_model.settings().executor == Executor::DefaultGroup)
        return tr("%1 of %2 for the whole group – the rest goes back").arg(used, text(offered));
    return tr("%1 of %2 – the rest goes back").arg(used, text(offered));
}

QString LaunchForm::portsText() const
{
    const QList<Range> offered = m_model.offeredPorts();
    if (m_model.offers().isEmpty())
        return {};
    if (offered.isEmpty())
        return tr("none on offer");
    const QList<quint64> ports = m_model.choice().ports;
    if (ports.isEmpty())
        return tr("%1 on offer").arg(describeRanges(offered));
    constexpr qsizetype MostNamed = 6;
    QStringList numbers;
    for (const quint64 port : ports.mid(0, MostNamed))
        numbers.append(QString::number(port));
    QString text = numbers.join(u", "_s);
    if (ports.size() > MostNamed)
        text += u" +%1"_s.arg(ports.size() - MostNamed);
    if (m_model.taskIds().size() > 1)
        return tr("%1; each task finds its own in $PORT0, $PORT1…").arg(text);
    if (ports.size() == 1)
        return tr("%1; the task finds it in $PORT0").arg(text);
    return tr("%1; the task finds them in $PORT0, $PORT1…").arg(text);
}

QString LaunchForm::idText() const
{
    const QList<TaskId> ids = m_model.taskIds();
    if (ids.size() == 1)
        return {};
    return tr("%1 to %2").arg(ids.first().value(), ids.last().value());
}

void LaunchForm::refreshLook()
{
    const int gap = Theme::gap(fontMetrics());
    const int fieldHeight = m_ui->name->sizeHint().height();
    for (int row = 0; row < m_ui->form->rowCount(); ++row) {
        const QLayoutItem* const item = m_ui->form->itemAtPosition(row, 0);
        auto* const label = item ? qobject_cast<QLabel*>(item->widget()) : nullptr;
        if (!label)
            continue;
        setMuted(*label);
        // In line with the first line of what stands beside it: a field, or a check box.
        const bool isBesideBox = label == m_ui->takeLabel || label == m_ui->containerFlagsLabel;
        if (label == m_ui->giveBackLabel)
            label->setAlignment(Qt::AlignRight | Qt::AlignTop); // of two lines
        else
            label->setFixedHeight(isBesideBox ? m_ui->shell->sizeHint().height() : fieldHeight);
    }
    setMaximumWidth(gap * 78);
    m_ui->form->setHorizontalSpacing(gap * 2);
    m_ui->form->setVerticalSpacing(gap + gap / 2);
    m_ui->deleteTemplate->setIcon(Theme::icon(u"trash"_s, Theme::Ink::Muted));
}

void LaunchForm::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        refreshLook();
}

} // namespace mesoscribe
