// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>

#include <optional>

class QComboBox;
class QDoubleSpinBox;

namespace mesoscribe {

/// A time: one of the usual ones, or any number of seconds. It may be none at all where a choice says so.
class SecondsField final : public QWidget
{
    Q_OBJECT

public:
    explicit SecondsField(QWidget* parent = nullptr);

    struct Choice
    {
        QString text;
        std::optional<double> seconds;
    };
    /// Once, before anything else. `name` is for assistive technology.
    void setChoices(const QString& name, const QList<Choice>& choices);

    std::optional<double> seconds() const;
    /// Emits nothing. Out of range is kept until a person changes it.
    void setSeconds(std::optional<double> seconds);

    QDoubleSpinBox* number() const { return m_number; }

signals:
    void secondsEdited(std::optional<double> seconds);

private:
    void choose(int index);

    QList<Choice> m_choices;
    std::optional<double> m_seconds;
    QComboBox* m_choice = nullptr;
    QDoubleSpinBox* m_number = nullptr;
};

} // namespace mesoscribe
