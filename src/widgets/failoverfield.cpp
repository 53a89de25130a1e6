// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "widgets/failoverfield.h"

#include "widgets/theme.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QHBoxLayout>
#include <QSignalBlocker>

#include <cmath>

namespace mesoscribe {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr double MostSeconds = 9223372036.0; // Mesos: 2^63 nanoseconds

} // namespace

FailoverField::FailoverField(QWidget* parent)
    : QWidget(parent)
    , m_choice(new QComboBox(this))
    , m_number(new QDoubleSpinBox(this))
{
    m_choice->setObjectName("failoverChoice"_L1);
    m_choice->setAccessibleName(u"If the stream breaks"_s);
    m_choice->addItem(tr("kill my tasks at once"), 0.0);
    m_choice->addItem(tr("wait 1 minute for me"), 60.0);
    m_choice->addItem(tr("wait 10 minutes for me"), 600.0);
    m_choice->addItem(tr("wait 1 day for me"), 86400.0);
    m_choice->addItem(tr("wait for another time…"));
    m_number->setObjectName("failoverSeconds"_L1);
    m_number->setAccessibleName(u"Seconds to wait"_s);
    m_number->setRange(0.0, MostSeconds);
    m_number->setDecimals(0);
    m_number->setSuffix(tr(" s", "seconds"));
    m_number->setStepType(QAbstractSpinBox::AdaptiveDecimalStepType);
    // Otherwise each is as wide as the longest it could ever show.
    m_number->setMinimumWidth(fontMetrics().averageCharWidth() * 12);
    m_choice->setMinimumContentsLength(14);
    m_choice->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_number->hide();

    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Theme::gap(fontMetrics()));
    layout->addWidget(m_choice, 3);
    layout->addWidget(m_number, 2);
    setFocusProxy(m_choice);

    connect(m_choice, &QComboBox::currentIndexChanged, this, &FailoverField::choose);
    connect(m_number, &QDoubleSpinBox::valueChanged, this, &FailoverField::secondsEdited);
}

QList<QWidget*> FailoverField::controls() const
{
    return {m_choice, m_number};
}

double FailoverField::seconds() const
{
    const QVariant chosen = m_choice->currentData();
    return chosen.isValid() ? chosen.toDouble() : m_number->value();
}

void FailoverField::setSeconds(double seconds)
{
    const bool isCustom = !m_choice->currentData().isValid();
    if (seconds == this->seconds() && (isCustom || m_choice->currentIndex() >= 0))
        return;
    const QSignalBlocker choiceBlocker(m_choice);
    const QSignalBlocker numberBlocker(m_number);
    m_number->setDecimals(seconds == std::floor(seconds) ? 0 : 3);
    m_number->setValue(std::isfinite(seconds) ? seconds : MostSeconds);
    const int usual = m_choice->findData(seconds);
    m_choice->setCurrentIndex(usual >= 0 ? usual : m_choice->count() - 1);
    m_number->setVisible(usual < 0);
}

void FailoverField::choose(int index)
{
    const QVariant chosen = m_choice->itemData(index);
    m_number->setVisible(!chosen.isValid());
    if (chosen.isValid()) {
        const QSignalBlocker blocker(m_number);
        m_number->setDecimals(0);
        m_number->setValue(chosen.toDouble());
    } else {
        m_number->setFocus();
        m_number->selectAll();
    }
    emit secondsEdited(seconds());
}

} // namespace mesoscribe
