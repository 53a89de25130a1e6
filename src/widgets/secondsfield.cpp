// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "widgets/secondsfield.h"

#include "widgets/theme.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QHBoxLayout>
#include <QSignalBlocker>

#include <algorithm>
#include <cmath>

namespace mesoscribe {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr double MostSeconds = 9223372036.0; // Mesos: 2^63 nanoseconds

} // namespace

SecondsField::SecondsField(QWidget* parent)
    : QWidget(parent)
    , m_choice(new QComboBox(this))
    , m_number(new QDoubleSpinBox(this))
{
    m_choice->setObjectName("usual"_L1);
    m_number->setObjectName("seconds"_L1);
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
    connect(m_choice, &QComboBox::currentIndexChanged, this, &SecondsField::choose);
    connect(m_number, &QDoubleSpinBox::valueChanged, this, [this](double seconds) {
        m_seconds = seconds;
        emit secondsEdited(m_seconds);
    });
}

void SecondsField::setChoices(const QString& name, const QList<Choice>& choices)
{
    const QSignalBlocker blocker(m_choice);
    m_choice->setAccessibleName(name);
    m_number->setAccessibleName(name + ", seconds"_L1);
    m_choices = choices;
    for (const Choice& choice : choices)
        m_choice->addItem(choice.text);
    m_choice->addItem(tr("another time…"));
    m_seconds = choices.value(0).seconds;
}

std::optional<double> SecondsField::seconds() const
{
    return m_seconds;
}

void SecondsField::setSeconds(std::optional<double> seconds)
{
    if (seconds == m_seconds)
        return;
    const QSignalBlocker choiceBlocker(m_choice);
    const QSignalBlocker numberBlocker(m_number);
    m_seconds = seconds;
    const auto usual = std::ranges::find(m_choices, seconds, &Choice::seconds);
    const bool isUsual = usual != m_choices.end();
    m_choice->setCurrentIndex(isUsual ? static_cast<int>(usual - m_choices.begin()) : m_choice->count() - 1);
    m_number->setVisible(!isUsual);
    const double number = seconds.value_or(0.0);
    m_number->setDecimals(number == std::floor(number) ? 0 : 3);
    m_number->setValue(std::isfinite(number) ? number : MostSeconds);
}

void SecondsField::choose(int index)
{
    const bool isUsual = index < m_choices.size();
    m_number->setVisible(!isUsual);
    if (isUsual) {
        m_seconds = m_choices.at(index).seconds;
        const QSignalBlocker blocker(m_number);
        m_number->setDecimals(0);
        m_number->setValue(m_seconds.value_or(0.0));
    } else {
        m_seconds = m_number->value();
        m_number->setFocus();
        m_number->selectAll();
    }
    emit secondsEdited(m_seconds);
}

} // namespace mesoscribe
