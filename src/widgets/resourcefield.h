// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "widgets/amountspinbox.h"

#include <QWidget>

class QSlider;

namespace mesoscribe {

/// How much of a resource: a number, and a slider that ends where the offer does. The number may go beyond it; whether
/// that is wrong is for others to say.
class ResourceField final : public QWidget
{
    Q_OBJECT

public:
    explicit ResourceField(QWidget* parent = nullptr);

    void setUnit(AmountSpinBox::Unit unit);
    /// The end of the slider; nothing of it: the slider is off.
    void setOffered(Scalar offered);
    Scalar amount() const;
    /// Emits nothing.
    void setAmount(Scalar amount);
    /// For its name and its mark of an error.
    AmountSpinBox* number() const { return m_number; }

signals:
    void amountEdited(mesoscribe::Scalar amount);

private:
    void slide(int position);
    void placeSlider();

    AmountSpinBox* m_number = nullptr;
    QSlider* m_slider = nullptr;
    AmountSpinBox::Unit m_unit = AmountSpinBox::Unit::Number;
    Scalar m_offered;
};

} // namespace mesoscribe
