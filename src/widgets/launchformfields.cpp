// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "widgets/launchform.h"
#include "widgets/wheelguard.h"

#include "ui_launchform.h"

#include <algorithm>

/// How the fields of LaunchForm are filled and wired.
namespace mesoscribe {

using namespace Qt::Literals::StringLiterals;

namespace {

using Container = LaunchSettings::Container;
using Executor = LaunchSettings::Executor;
using Kind = RowsField::Column::Kind;

} // namespace

void LaunchForm::fillChoices()
{
    m_ui->templates->setPlaceholderText(tr("a template, or type below"));
    m_ui->templates->setCurrentIndex(-1);
    m_ui->container->addItems({tr("none"), tr("Mesos container"), tr("Docker image")});
    m_ui->network->addItem(tr("the host's"), u"HOST"_s);
    m_ui->network->addItem(tr("a bridge"), u"BRIDGE"_s);
    m_ui->network->addItem(tr("a network by name"), u"USER"_s);
    m_ui->network->addItem(tr("no network"), u"NONE"_s);
    m_ui->executor->addItems({tr("none: the task runs by itself"), tr("default: a task group")});
    m_ui->copies->setAccessibleName(u"Copies"_s);
    m_ui->copies->setRange(1, 20);
    for (QComboBox* const box : {m_ui->templates, m_ui->container, m_ui->network, m_ui->executor}) {
        box->setMinimumContentsLength(14);
        box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        box->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    }

    const auto name = [](ResourceField* field, const QString& english, AmountSpinBox::Unit unit) {
        field->number()->setAccessibleName(english);
        field->number()->setObjectName(field->objectName() + "Number"_L1);
        field->setUnit(unit);
    };
    name(m_ui->cpus, u"CPUs"_s, AmountSpinBox::Unit::Number);
    name(m_ui->mem, u"Memory"_s, AmountSpinBox::Unit::Mebibytes);
    name(m_ui->disk, u"Disk"_s, AmountSpinBox::Unit::Mebibytes);
    name(m_ui->gpus, u"GPUs"_s, AmountSpinBox::Unit::Whole);

    m_ui->giveBack->setChoices(
        u"Give the rest back for"_s,
        {{tr("5 seconds"), 5.0}, {tr("1 minute"), 60.0}, {tr("10 minutes"), 600.0}, {tr("1 hour"), 3600.0}});
    m_ui->killGrace->setChoices(u"When killed"_s, {{tr("as long as the agent says"), {}},
                                                   {tr("at once"), 0.0},
                                                   {tr("10 seconds to end by itself"), 10.0},
                                                   {tr("1 minute to end by itself"), 60.0}});
    m_ui->maxCompletion->setChoices(
        u"Runs at most"_s,
        {{tr("as long as it likes"), {}}, {tr("1 minute"), 60.0}, {tr("1 hour"), 3600.0}, {tr("1 day"), 86400.0}});
    m_ui->healthCheck->setUse(u"Health check"_s, true);
    m_ui->check->setUse(u"Check"_s, false);
}

void LaunchForm::fillRows()
{
    m_ui->arguments->setColumns({{.name = u"Argument"_s, .hint = tr("argument")}}, tr("Add an argument"), u"argument"_s,
                                {QString()});
    m_ui->environment->setColumns({{.name = u"Variable name"_s, .hint = tr("name"), .stretch = 2},
                                   {.name = u"Variable value"_s, .hint = tr("value"), .stretch = 3}},
                                  tr("Add a variable"), u"variable"_s, {QString(), QString()});
    m_ui->uris->setColumns({{.name = u"URI"_s, .hint = tr("http://, hdfs://, file://…"), .stretch = 3},
                            {.name = u"URI output file"_s, .hint = tr("saved as"), .stretch = 1},
                            {.name = u"URI executable"_s, .hint = tr("executable"), .kind = Kind::Flag},
                            {.name = u"URI extract"_s, .hint = tr("unpack"), .kind = Kind::Flag},
                            {.name = u"URI cache"_s, .hint = tr("keep in the cache"), .kind = Kind::Flag}},
                           tr("Add a file"), u"URI"_s, {QString(), QString(), false, true, false});
    m_ui->volumes->setColumns({{.name = u"Volume container path"_s, .hint = tr("path in the container")},
                               {.name = u"Volume host path"_s, .hint = tr("path on the agent")},
                               {.name = u"Volume read-only"_s, .hint = tr("read-only"), .kind = Kind::Flag}},
                              tr("Add a volume"), u"volume"_s, {QString(), QString(), false});
    m_ui->portMappings->setColumns(
        {{.name = u"Container port"_s, .hint = tr("port inside"), .kind = Kind::Port},
         {.name = u"Host port"_s, .hint = tr("host port"), .kind = Kind::Port},
         {.name = u"Protocol"_s, .hint = {}, .kind = Kind::Choice, .choices = {u"tcp"_s, u"udp"_s}}},
        tr("Add a mapping"), u"mapping"_s, {0U, 0U, u"tcp"_s});
    m_ui->parameters->setColumns({{.name = u"Parameter key"_s, .hint = tr("key, as of docker run"), .stretch = 2},
                                  {.name = u"Parameter value"_s, .hint = tr("value"), .stretch = 3}},
                                 tr("Add a parameter"), u"parameter"_s, {QString(), QString()});
}

void LaunchForm::followText(QLineEdit* field, QString LaunchSettings::*member)
{
    // Text changes, not edits: assistive technology sets a field's text without a keyboard.
    connect(field, &QLineEdit::textChanged, this,
            [this, member](const QString& text) { edit([&](LaunchSettings& settings) { settings.*member = text; }); });
}

void LaunchForm::followBox(QCheckBox* box, bool LaunchSettings::*member)
{
    connect(box, &QCheckBox::toggled, this,
            [this, member](bool on) { edit([&](LaunchSettings& settings) { settings.*member = on; }); });
}

void LaunchForm::followAmount(ResourceField* field, Scalar ResourceNeed::*member)
{
    connect(field, &ResourceField::amountEdited, this,
            [this, member](Scalar amount) { edit([&](LaunchSettings& settings) { settings.need.*member = amount; }); });
}

void LaunchForm::wireTask()
{
    connect(m_ui->templates, &QComboBox::activated, this, &LaunchForm::chooseTemplate);
    connect(m_ui->deleteTemplate, &QPushButton::clicked, this,
            [this] { emit deleteTemplateRequested(m_ui->templates->currentText()); });
    followText(m_ui->name, &LaunchSettings::name);
    followText(m_ui->taskId, &LaunchSettings::taskId);
    followText(m_ui->command, &LaunchSettings::command);
    followText(m_ui->user, &LaunchSettings::user);
    followText(m_ui->executorId, &LaunchSettings::executorId);
    followBox(m_ui->shell, &LaunchSettings::shell);
    connect(m_ui->arguments, &RowsField::rowsEdited, this, [this] {
        edit([this](LaunchSettings& settings) {
            settings.arguments.clear();
            for (const RowsField::Row& row : m_ui->arguments->rows())
                settings.arguments.append(row.at(0).toString());
        });
    });
    connect(m_ui->environment, &RowsField::rowsEdited, this, [this] {
        edit([this](LaunchSettings& settings) {
            settings.environment.clear();
            for (const RowsField::Row& row : m_ui->environment->rows())
                settings.environment.append({row.at(0).toString(), row.at(1).toString()});
        });
    });
    connect(m_ui->uris, &RowsField::rowsEdited, this, [this] {
        edit([this](LaunchSettings& settings) {
            settings.uris.clear();
            for (const RowsField::Row& row : m_ui->uris->rows()) {
                settings.uris.append({.value = row.at(0).toString(),
                                      .executable = row.at(2).toBool(),
                                      .extract = row.at(3).toBool(),
                                      .cache = row.at(4).toBool(),
                                      .outputFile = row.at(1).toString()});
            }
        });
    });
    connect(m_ui->labels, &LabelsField::labelsEdited, this,
            [this](const Labels& labels) { edit([&](LaunchSettings& settings) { settings.labels = labels; }); });
    connect(m_ui->healthCheck, &ProbeField::probeEdited, this, [this](const std::optional<Probe>& probe) {
        edit([&](LaunchSettings& settings) { settings.healthCheck = probe; });
    });
    connect(m_ui->check, &ProbeField::probeEdited, this, [this](const std::optional<Probe>& probe) {
        edit([&](LaunchSettings& settings) { settings.check = probe; });
    });
    connect(m_ui->killGrace, &SecondsField::secondsEdited, this, [this](std::optional<double> seconds) {
        edit([&](LaunchSettings& settings) { settings.killGraceSeconds = seconds; });
    });
    connect(m_ui->maxCompletion, &SecondsField::secondsEdited, this, [this](std::optional<double> seconds) {
        edit([&](LaunchSettings& settings) { settings.maxCompletionSeconds = seconds; });
    });
    connect(m_ui->executor, &QComboBox::currentIndexChanged, this, [this](int index) {
        edit([&](LaunchSettings& settings) { settings.executor = static_cast<Executor>(index); });
    });
    connect(m_ui->copies, &QSpinBox::valueChanged, this,
            [this](int copies) { edit([&](LaunchSettings& settings) { settings.copies = copies; }); });
}

void LaunchForm::wireContainer()
{
    connect(m_ui->container, &QComboBox::currentIndexChanged, this, [this](int index) {
        edit([&](LaunchSettings& settings) { settings.container = static_cast<Container>(index); });
    });
    followText(m_ui->image, &LaunchSettings::image);
    connect(m_ui->network, &QComboBox::currentIndexChanged, this, [this] {
        edit([this](LaunchSettings& settings) { settings.network = m_ui->network->currentData().toString(); });
    });
    connect(m_ui->networkNames, &QLineEdit::textChanged, this, [this](const QString& text) {
        edit([&](LaunchSettings& settings) { settings.networkNames = namesIn(text); });
    });
    followBox(m_ui->forcePull, &LaunchSettings::forcePullImage);
    followBox(m_ui->privileged, &LaunchSettings::privileged);
    connect(m_ui->volumes, &RowsField::rowsEdited, this, [this] {
        edit([this](LaunchSettings& settings) {
            settings.volumes.clear();
            for (const RowsField::Row& row : m_ui->volumes->rows())
                settings.volumes.append({row.at(0).toString(), row.at(1).toString(), row.at(2).toBool()});
        });
    });
    connect(m_ui->portMappings, &RowsField::rowsEdited, this, [this] {
        edit([this](LaunchSettings& settings) {
            settings.portMappings.clear();
            for (const RowsField::Row& row : m_ui->portMappings->rows()) {
                settings.portMappings.append({.hostPort = row.at(1).toUInt(),
                                              .containerPort = row.at(0).toUInt(),
                                              .protocol = row.at(2).toString()});
            }
        });
    });
    connect(m_ui->parameters, &RowsField::rowsEdited, this, [this] {
        edit([this](LaunchSettings& settings) {
            settings.parameters.clear();
            for (const RowsField::Row& row : m_ui->parameters->rows())
                settings.parameters.append({row.at(0).toString(), row.at(1).toString()});
        });
    });
}

void LaunchForm::wireResources()
{
    followAmount(m_ui->cpus, &ResourceNeed::cpus);
    followAmount(m_ui->mem, &ResourceNeed::mem);
    followAmount(m_ui->disk, &ResourceNeed::disk);
    followAmount(m_ui->gpus, &ResourceNeed::gpus);
    connect(m_ui->ports, &PortsField::portsEdited, this, [this](int any, const QList<quint64>& numbers) {
        edit([&](LaunchSettings& settings) {
            settings.need.anyPorts = any;
            settings.need.ports = numbers;
        });
    });
    connect(m_ui->reservedFirst, &QCheckBox::toggled, this,
            [this](bool on) { edit([&](LaunchSettings& settings) { settings.need.reservedFirst = on; }); });
    connect(m_ui->revocable, &QCheckBox::toggled, this,
            [this](bool on) { edit([&](LaunchSettings& settings) { settings.need.allowRevocable = on; }); });
    connect(m_ui->giveBack, &SecondsField::secondsEdited, this, [this](std::optional<double> seconds) {
        edit([&](LaunchSettings& settings) { settings.filters.refuseSeconds = seconds; });
    });
}

void LaunchForm::wireSections()
{
    for (const Section& section : std::as_const(m_sections))
        connect(section.expander, &QToolButton::toggled, this, &LaunchForm::showRows);
}

void LaunchForm::listSections()
{
    const auto counted = [](qsizetype count, const QString& none, const QString& one, const QString& many) {
        return count == 0 ? none : count == 1 ? one : many;
    };
    const auto settings = [this]() -> const LaunchSettings& { return m_model.settings(); };
    m_sections = {
        {m_ui->environmentMore,
         {m_ui->environmentBox},
         {Field::Environment},
         tr("Environment"),
         [=] {
             const auto count = settings().environment.size();
             return counted(count, tr("Environment: variables"), tr("Environment: 1 variable"),
                            tr("Environment: %Ln variables", nullptr, static_cast<int>(count)));
         },
         [=] { return !settings().environment.isEmpty(); }},
        {m_ui->urisMore,
         {m_ui->urisBox},
         {Field::Uris},
         tr("Files to fetch"),
         [=] {
             const auto count = settings().uris.size();
             return counted(count, tr("Files to fetch: URIs"), tr("Files to fetch: 1 URI"),
                            tr("Files to fetch: %Ln URIs", nullptr, static_cast<int>(count)));
         },
         [=] { return !settings().uris.isEmpty(); }},
        {m_ui->healthCheckMore,
         {m_ui->healthCheckBox},
         {Field::HealthCheck},
         tr("Health check"),
         [=] {
             return settings().healthCheck ? tr("Health check: set") : tr("Health check: is it well, or to be killed?");
         },
         [=] { return settings().healthCheck.has_value(); }},
        {m_ui->checkMore,
         {m_ui->checkBox},
         {Field::Check},
         tr("Check"),
         [=] { return settings().check ? tr("Check: set") : tr("Check: how is it doing?"); },
         [=] { return settings().check.has_value(); }},
        {m_ui->endingMore,
         {m_ui->killGraceBox, m_ui->maxCompletionBox, m_ui->userBox},
         {Field::KillGrace, Field::MaxCompletion, Field::User},
         tr("Kill policy, longest run, user"),
         [=] { return tr("Kill policy, longest run, user"); },
         [=] { return settings().killGraceSeconds || settings().maxCompletionSeconds || !settings().user.isEmpty(); }},
        {m_ui->labelsMore,
         {m_ui->labelsBox},
         {Field::LabelList},
         tr("Labels"),
         [=] {
             const auto count = settings().labels.size();
             return counted(count, tr("Labels"), tr("Labels: 1"), tr("Labels: %Ln", nullptr, static_cast<int>(count)));
         },
         [=] { return !settings().labels.isEmpty(); }},
        {m_ui->groupMore,
         {m_ui->executorBox},
         {Field::ExecutorIdField, Field::Copies},
         tr("Task group"),
         [=] { return tr("Executor: a task group, copies"); },
         [=] { return settings().executor == Executor::DefaultGroup; }},
    };
}

void LaunchForm::listRemarks()
{
    const auto is = [](QWidget* widget) { return [widget] { return widget; }; };
    const auto usage = [this](const QString& resource) { return [this, resource] { return usageText(resource); }; };
    const auto says = [](const QString& text) { return [text] { return text; }; };
    const auto container = [this] { return m_model.settings().container; };
    m_remarks = {
        {Field::Name, m_ui->nameRemark, is(m_ui->name), {}},
        {Field::TaskIdField, m_ui->taskIdRemark, is(m_ui->taskId), [this] { return idText(); }},
        {Field::Command, m_ui->commandRemark, is(m_ui->command), {}},
        {Field::Arguments, m_ui->argumentsRemark, {}, {}},
        {Field::Image, m_ui->imageRemark, is(m_ui->image),
         [=] {
             return container() == Container::Mesos
                        ? tr("A Docker image, run by Mesos itself; none: the agent's files.")
                        : QString();
         }},
        {Field::Network, m_ui->networkRemark, is(m_ui->networkNames), {}},
        {Field::Volumes, m_ui->volumesRemark, {}, {}},
        {Field::PortMappings, m_ui->portMappingsRemark, {}, {}},
        {Field::Parameters, m_ui->parametersRemark, {}, {}},
        {Field::Cpus, m_ui->cpusRemark, is(m_ui->cpus->number()), usage(u"cpus"_s)},
        {Field::Mem, m_ui->memRemark, is(m_ui->mem->number()), usage(u"mem"_s)},
        {Field::Disk, m_ui->diskRemark, is(m_ui->disk->number()), usage(u"disk"_s)},
        {Field::Gpus, m_ui->gpusRemark, is(m_ui->gpus->number()), usage(u"gpus"_s)},
        {Field::Ports, m_ui->portsRemark, is(m_ui->ports->line()), [this] { return portsText(); }},
        {Field::RefuseSeconds, m_ui->giveBackRemark, is(m_ui->giveBack->number()),
         says(tr("So long it is not offered to this framework again."))},
        {Field::Environment,
         m_ui->environmentRemark,
         {},
         says(tr("Templates keep values as they stand here: no secrets."))},
        {Field::Uris, m_ui->urisRemark, {}, {}},
        {Field::HealthCheck, m_ui->healthCheckRemark, [this] { return m_ui->healthCheck->subject(); },
         says(tr("A task that fails it several times in a row is killed."))},
        {Field::Check, m_ui->checkRemark, [this] { return m_ui->check->subject(); },
         says(tr("The result is shown with the task; it has no other effect."))},
        {Field::KillGrace, m_ui->killGraceRemark, is(m_ui->killGrace->number()), {}},
        {Field::MaxCompletion, m_ui->maxCompletionRemark, is(m_ui->maxCompletion->number()), {}},
        {Field::User, m_ui->userRemark, is(m_ui->user), {}},
        {Field::LabelList, m_ui->labelsRemark, {}, {}},
        {Field::Copies, m_ui->copiesRemark, is(m_ui->copies), says(tr("All of them start, or none."))},
        {Field::ExecutorIdField, m_ui->executorIdRemark, is(m_ui->executorId),
         says(tr("The executor takes 0.1 cpus, 32 MiB of memory and 32 MiB of disk besides."))},
    };
}

} // namespace mesoscribe
