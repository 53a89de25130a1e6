// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "widgets/probefield.h"

#include "widgets/elidedlabel.h"
#include "widgets/theme.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QScopedValueRollback>
#include <QSpinBox>
#include <QVBoxLayout>

#include <cmath>

namespace mesoscribe {

using namespace Qt::Literals::StringLiterals;

namespace {

enum Kind { NoProbe, CommandProbe, HttpProbe, TcpProbe };

constexpr int MostPort = 65535;
constexpr double MostSeconds = 9223372036.0; // Mesos: 2^63 nanoseconds

std::optional<double> timeOf(const QDoubleSpinBox* box)
{
    return box && box->value() >= 0.0 ? std::optional(box->value()) : std::nullopt;
}

void setTime(QDoubleSpinBox* box, std::optional<double> seconds)
{
    if (!box || timeOf(box) == seconds)
        return;
    const double value = seconds.value_or(-1.0);
    box->setDecimals(value == std::floor(value) ? 0 : 3);
    box->setValue(value);
}

void setText(QLineEdit* line, const QString& text)
{
    if (line->text() != text)
        line->setText(text);
}

} // namespace

ProbeField::ProbeField(QWidget* parent)
    : QWidget(parent)
    , m_kind(new QComboBox(this))
    , m_rows(new QWidget(this))
    , m_grid(new QGridLayout(m_rows))
{
    const int gap = Theme::gap(fontMetrics());
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(gap);
    layout->addWidget(m_kind);
    layout->addWidget(m_rows);
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(gap);
    m_grid->setVerticalSpacing(gap - 2);
    m_grid->setColumnStretch(1, 1);
    setFocusProxy(m_kind);
}

QLabel* ProbeField::addRow(const QString& label, QWidget* field)
{
    const int row = m_grid->rowCount();
    auto* words = new QLabel(label, m_rows);
    words->setBuddy(field);
    setMuted(*words);
    m_grid->addWidget(words, row, 0);
    m_grid->addWidget(field, row, 1);
    return words;
}

QDoubleSpinBox* ProbeField::addTime(const QString& label, const QString& name, double usual)
{
    auto* box = new QDoubleSpinBox(m_rows);
    box->setAccessibleName(m_name + u' ' + name);
    box->setRange(-1.0, MostSeconds);
    box->setDecimals(0);
    box->setSuffix(tr(" s", "seconds"));
    box->setSpecialValueText(tr("as usual: %1 s").arg(usual));
    box->setValue(-1.0);
    box->setMinimumWidth(fontMetrics().averageCharWidth() * 12);
    connect(box, &QDoubleSpinBox::valueChanged, this, &ProbeField::noteEdit);
    addRow(label, box);
    return box;
}

void ProbeField::setUse(const QString& name, bool isHealthCheck)
{
    m_name = name;
    m_isHealthCheck = isHealthCheck;
    m_kind->setAccessibleName(name + " kind"_L1);
    m_kind->addItem(tr("none"));
    m_kind->addItem(tr("a command"));
    m_kind->addItem(tr("an HTTP address"));
    m_kind->addItem(tr("a TCP port"));

    m_command = new QLineEdit(m_rows);
    m_command->setObjectName("command"_L1);
    m_command->setAccessibleName(name + " command"_L1);
    m_command->setPlaceholderText(isHealthCheck ? tr("well when it exits with 0") : tr("its exit status is reported"));
    addRow(tr("Command"), m_command);
    m_scheme = new QComboBox(m_rows);
    m_scheme->setAccessibleName(name + " scheme"_L1);
    m_scheme->addItems({u"http"_s, u"https"_s});
    addRow(tr("Scheme"), m_scheme)->setVisible(isHealthCheck);
    m_port = new QSpinBox(m_rows);
    m_port->setObjectName("port"_L1);
    m_port->setAccessibleName(name + " port"_L1);
    m_port->setRange(0, MostPort);
    m_port->setSpecialValueText(tr("the task's first port"));
    addRow(tr("Port"), m_port);
    m_path = new QLineEdit(m_rows);
    m_path->setAccessibleName(name + " path"_L1);
    m_path->setPlaceholderText(u"/"_s);
    addRow(tr("Path"), m_path);
    m_delay = addTime(tr("First after"), u"delay"_s, 15);
    m_interval = addTime(tr("Every"), u"interval"_s, 10);
    m_timeout = addTime(tr("Wait at most"), u"timeout"_s, 20);
    if (isHealthCheck) {
        m_grace = addTime(tr("Excuse failures for"), u"grace period"_s, 10);
        m_failures = new QSpinBox(m_rows);
        m_failures->setAccessibleName(name + " failures"_L1);
        m_failures->setRange(0, 1000);
        m_failures->setSpecialValueText(tr("as usual: 3"));
        connect(m_failures, &QSpinBox::valueChanged, this, &ProbeField::noteEdit);
        addRow(tr("Failures to kill it"), m_failures);
    }

    connect(m_kind, &QComboBox::currentIndexChanged, this, [this] {
        showRows();
        noteEdit();
    });
    connect(m_scheme, &QComboBox::currentIndexChanged, this, &ProbeField::noteEdit);
    connect(m_port, &QSpinBox::valueChanged, this, &ProbeField::noteEdit);
    for (QLineEdit* line : {m_command, m_path})
        connect(line, &QLineEdit::textChanged, this, &ProbeField::noteEdit);
    showRows();
}

QLineEdit* ProbeField::subject() const
{
    return m_kind->currentIndex() == HttpProbe ? m_path : m_command;
}

void ProbeField::showRows()
{
    const int kind = m_kind->currentIndex();
    const auto show = [this](QWidget* field, bool isShown) {
        const int index = m_grid->indexOf(field);
        int row = 0;
        int column = 0;
        int rows = 0;
        int columns = 0;
        m_grid->getItemPosition(index, &row, &column, &rows, &columns);
        field->setVisible(isShown);
        m_grid->itemAtPosition(row, 0)->widget()->setVisible(isShown);
    };
    show(m_command, kind == CommandProbe);
    show(m_scheme, kind == HttpProbe && m_isHealthCheck);
    show(m_port, kind == HttpProbe || kind == TcpProbe);
    show(m_path, kind == HttpProbe);
    m_rows->setVisible(kind != NoProbe);
}

std::optional<Probe> ProbeField::probe() const
{
    Probe probe;
    switch (m_kind->currentIndex()) {
    case CommandProbe:
        probe.type = Probe::Type::Command;
        probe.command = m_command->text();
        break;
    case HttpProbe:
        probe.type = Probe::Type::Http;
        probe.port = static_cast<quint32>(m_port->value());
        probe.path = m_path->text();
        if (m_isHealthCheck && m_scheme->currentIndex() > 0)
            probe.scheme = m_scheme->currentText();
        break;
    case TcpProbe:
        probe.type = Probe::Type::Tcp;
        probe.port = static_cast<quint32>(m_port->value());
        break;
    default:
        return {};
    }
    probe.delaySeconds = timeOf(m_delay);
    probe.intervalSeconds = timeOf(m_interval);
    probe.timeoutSeconds = timeOf(m_timeout);
    probe.gracePeriodSeconds = timeOf(m_grace);
    if (m_failures && m_failures->value() > 0)
        probe.consecutiveFailures = static_cast<quint32>(m_failures->value());
    return probe;
}

void ProbeField::setProbe(const std::optional<Probe>& probe)
{
    if (probe == this->probe())
        return;
    const QScopedValueRollback guard(m_isSetting, true);
    if (!probe) {
        m_kind->setCurrentIndex(NoProbe);
        return;
    }
    switch (probe->type) {
    case Probe::Type::Command:
        m_kind->setCurrentIndex(CommandProbe);
        setText(m_command, probe->command);
        break;
    case Probe::Type::Http:
        m_kind->setCurrentIndex(HttpProbe);
        m_scheme->setCurrentIndex(probe->scheme == "https"_L1 ? 1 : 0);
        setText(m_path, probe->path);
        m_port->setValue(static_cast<int>(probe->port));
        break;
    case Probe::Type::Tcp:
        m_kind->setCurrentIndex(TcpProbe);
        m_port->setValue(static_cast<int>(probe->port));
        break;
    }
    setTime(m_delay, probe->delaySeconds);
    setTime(m_interval, probe->intervalSeconds);
    setTime(m_timeout, probe->timeoutSeconds);
    setTime(m_grace, probe->gracePeriodSeconds);
    if (m_failures)
        m_failures->setValue(static_cast<int>(probe->consecutiveFailures.value_or(0)));
}

void ProbeField::noteEdit()
{
    if (!m_isSetting)
        emit probeEdited(probe());
}

} // namespace mesoscribe
