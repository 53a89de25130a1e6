// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>

class QComboBox;
class QDoubleSpinBox;

namespace mesoscribe {

/// How long the master waits for a framework whose stream broke: one of the usual times, or any number of seconds.
class FailoverField final : public QWidget
{
    Q_OBJECT

public:
    explicit FailoverField(QWidget* parent = nullptr);

    double seconds() const;
    /// Emits nothing. Out of range is kept until a person changes it.
    void setSeconds(double seconds);

    /// Its controls, for whoever guards them against the wheel.
    QList<QWidget*> controls() const;

signals:
    void secondsEdited(double seconds);

private:
    void choose(int index);

    QComboBox* m_choice = nullptr;
    QDoubleSpinBox* m_number = nullptr;
};

} // namespace mesoscribe
