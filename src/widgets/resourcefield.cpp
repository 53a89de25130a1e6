// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "widgets/resourcefield.h"

#include "widgets/theme.h"

#include <QHBoxLayout>
#include <QSignalBlocker>
#include <QSlider>

#include <algorithm>
#include <cmath>

namespace mesoscribe {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int Positions = 1000;

/// What the slider stops at, in thousandths: round numbers.
qint64 stepOf(AmountSpinBox::Unit unit, Scalar offered)
{
    switch (unit) {
    case AmountSpinBox::Unit::Number:
        return offered.thousandths > 1000 ? 100 : 10;
    case AmountSpinBox::Unit::Whole:
        return 1000;
    case AmountSpinBox::Unit::Mebibytes:
        return offered.thousandths > 2'048'000 ? 64'000 : offered.thousandths > 128'000 ? 16'000 : 1000;
    }
    return 1;
}

} // namespace

ResourceField::ResourceField(QWidget* parent)
    : QWidget(parent)
    , m_number(new AmountSpinBox(this))
    , m_slider(new QSlider(Qt::Horizontal, this))
{
    m_slider->setRange(0, Positions);
    m_slider->setSingleStep(Positions / 100);
    m_slider->setPageStep(Positions / 10);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Theme::gap(fontMetrics()) * 2);
    layout->addWidget(m_number);
    layout->addWidget(m_slider, 1);
    setFocusProxy(m_number);
    connect(m_slider, &QSlider::valueChanged, this, &ResourceField::slide);
    connect(m_number, &QDoubleSpinBox::valueChanged, this, [this] {
        placeSlider();
        emit amountEdited(amount());
    });
}

void ResourceField::setUnit(AmountSpinBox::Unit unit)
{
    m_unit = unit;
    const QSignalBlocker blocker(m_number);
    m_number->setUnit(unit);
}

void ResourceField::setOffered(Scalar offered)
{
    m_offered = offered;
    m_slider->setEnabled(offered > Scalar{});
    placeSlider();
}

Scalar ResourceField::amount() const
{
    return m_number->amount();
}

void ResourceField::setAmount(Scalar amount)
{
    const QSignalBlocker blocker(m_number);
    m_number->setAmount(amount);
    placeSlider();
}

void ResourceField::slide(int position)
{
    const qint64 whole = m_offered.thousandths;
    const qint64 step = stepOf(m_unit, m_offered);
    // The very end is all of it, round or not.
    const double exact = static_cast<double>(whole) / Positions * position;
    const qint64 rounded = std::llround(exact / static_cast<double>(step)) * step;
    const Scalar amount{position == Positions ? whole : std::min(rounded, whole)};
    {
        const QSignalBlocker blocker(m_number);
        m_number->setAmount(amount);
    }
    emit amountEdited(amount);
}

void ResourceField::placeSlider()
{
    const QSignalBlocker blocker(m_slider);
    m_slider->setAccessibleName(m_number->accessibleName() + " share"_L1);
    if (m_slider->isSliderDown())
        return; // it is what changes the number
    const double share = m_offered.thousandths > 0
                             ? static_cast<double>(amount().thousandths) / static_cast<double>(m_offered.thousandths)
                             : 0.0;
    m_slider->setValue(static_cast<int>(std::lround(std::clamp(share, 0.0, 1.0) * Positions)));
}

} // namespace mesoscribe
