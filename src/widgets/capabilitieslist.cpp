// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "widgets/capabilitieslist.h"

#include "mesos/frameworkinfo.h"
#include "models/describe.h"
#include "widgets/elidedlabel.h"
#include "widgets/theme.h"

#include <QCheckBox>
#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <QScopedValueRollback>
#include <QStyle>

#include <algorithm>

namespace mesoscribe {

using namespace Qt::Literals::StringLiterals;

namespace {

/// The recommended ones first, then those that are asked for most.
constexpr const char* Order[] = {"MULTI_ROLE",    "PARTITION_AWARE",        "TASK_KILLING_STATE",
                                 "GPU_RESOURCES", "RESERVATION_REFINEMENT", "REVOCABLE_RESOURCES"};

auto placeOf(const CapabilityName& capability)
{
    return std::ranges::find_if(
        Order, [&](const char* name) { return QLatin1StringView(name) == QLatin1StringView(capability.name); });
}

} // namespace

CapabilitiesList::CapabilitiesList(QWidget* parent)
    : QWidget(parent)
    , m_grid(new QGridLayout(this))
{
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(Theme::gap(fontMetrics()) * 2);
    m_grid->setVerticalSpacing(Theme::gap(fontMetrics()) - 1);
    QList<CapabilityName> known(frameworkCapabilities().begin(), frameworkCapabilities().end());
    std::ranges::stable_sort(known, {}, placeOf);
    for (const CapabilityName& capability : std::as_const(known))
        addRow(QString::fromLatin1(capability.name), true);
    arrange();
    refreshLook();
}

CapabilitiesList::Row& CapabilitiesList::addRow(const QString& name, bool isKnown)
{
    Row row;
    row.name = name;
    row.isKnown = isKnown;
    row.box = new QCheckBox(name, this);
    row.box->setObjectName(name);
    row.consequence = new QLabel(describeCapability(name), this);
    row.consequence->setTextFormat(Qt::PlainText);
    // The policy first: wrapping adds to it that the height follows the width.
    row.consequence->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    row.consequence->setWordWrap(true);
    row.box->setAccessibleDescription(row.consequence->text());
    setMuted(*row.consequence);
    connect(row.box, &QCheckBox::toggled, this, [this, name](bool on) {
        if (!m_isSetting)
            emit toggled(name, on);
    });
    m_rows.append(row);
    return m_rows.last();
}

void CapabilitiesList::setCapabilities(const QStringList& names)
{
    const QScopedValueRollback guard(m_isSetting, true);
    bool isRearranged = false;
    for (qsizetype i = m_rows.size() - 1; i >= 0; --i) {
        if (m_rows.at(i).isKnown || names.contains(m_rows.at(i).name))
            continue;
        m_rows.at(i).box->deleteLater();
        m_rows.at(i).consequence->deleteLater();
        m_rows.removeAt(i);
        isRearranged = true;
    }
    for (const QString& name : names) {
        if (std::ranges::find(m_rows, name, &Row::name) == m_rows.end()) {
            Row& row = addRow(name, false);
            row.box->show();
            row.consequence->show();
            isRearranged = true;
        }
    }
    for (const Row& row : std::as_const(m_rows))
        row.box->setChecked(names.contains(row.name));
    if (isRearranged)
        arrange();
}

void CapabilitiesList::arrange()
{
    while (m_grid->count() > 0)
        delete m_grid->takeAt(0);
    const int indent =
        style()->pixelMetric(QStyle::PM_IndicatorWidth) + style()->pixelMetric(QStyle::PM_CheckBoxLabelSpacing);
    QWidget* previous = nullptr;
    int line = 0;
    const int gap = Theme::gap(fontMetrics());
    for (const Row& row : std::as_const(m_rows)) {
        row.consequence->setContentsMargins(0, 0, 0, m_isNarrow ? gap : 0);
        if (m_isNarrow) {
            m_grid->addWidget(row.box, line++, 0, 1, 2, Qt::AlignLeft);
            m_grid->addWidget(row.consequence, line++, 1);
        } else {
            m_grid->addWidget(row.box, line, 0, Qt::AlignLeft | Qt::AlignTop);
            m_grid->addWidget(row.consequence, line++, 1);
        }
        if (previous)
            setTabOrder(previous, row.box);
        previous = row.box;
    }
    m_grid->setColumnStretch(1, 1);
    m_grid->setColumnMinimumWidth(0, m_isNarrow ? indent : 0);
    m_grid->setHorizontalSpacing(m_isNarrow ? 0 : gap * 2);
    m_grid->setVerticalSpacing(m_isNarrow ? 1 : gap - 1);
    updateGeometry();
}

void CapabilitiesList::refreshLook()
{
    for (const Row& row : std::as_const(m_rows))
        setMuted(*row.consequence);
}

void CapabilitiesList::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    // Beside the longest name a sentence needs room for some words in a line.
    constexpr int ColumnsWanted = 58;
    const bool isNarrow = width() < fontMetrics().averageCharWidth() * ColumnsWanted;
    if (isNarrow == m_isNarrow)
        return;
    m_isNarrow = isNarrow;
    // Not within the layout's own pass: it would go on with the heights of before.
    QMetaObject::invokeMethod(this, &CapabilitiesList::arrange, Qt::QueuedConnection);
}

void CapabilitiesList::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        refreshLook();
}

} // namespace mesoscribe
