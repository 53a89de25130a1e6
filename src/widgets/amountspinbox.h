// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "mesos/resource.h"

#include <QDoubleSpinBox>

namespace mesoscribe {

/// A number of cpus or GPUs, or an amount of memory, in the thousandths that Mesos counts in. Memory is shown in MiB
/// and may be typed in GiB or TiB as well.
class AmountSpinBox final : public QDoubleSpinBox
{
    Q_OBJECT

public:
    enum class Unit { Number, Whole, Mebibytes };

    explicit AmountSpinBox(QWidget* parent = nullptr);

    void setUnit(Unit unit);
    Scalar amount() const;
    /// Leaves what is being typed alone when it says this already.
    void setAmount(Scalar amount);

protected:
    QString textFromValue(double value) const override;
    double valueFromText(const QString& text) const override;
    QValidator::State validate(QString& text, int& position) const override;

private:
    /// Nothing when it is no amount (yet).
    std::optional<double> read(const QString& text) const;

    Unit m_unit = Unit::Number;
};

} // namespace mesoscribe
