// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "mesos/taskinfo.h"

#include <QWidget>

class QComboBox;
class QDoubleSpinBox;
class QGridLayout;
class QLabel;
class QLineEdit;
class QSpinBox;

namespace mesoscribe {

/// A health check or a check: what it asks, where, and how often. Nothing, unless a kind is chosen.
class ProbeField final : public QWidget
{
    Q_OBJECT

public:
    explicit ProbeField(QWidget* parent = nullptr);

    /// Once, before anything else. `name` is for assistive technology; a health check has more to say than a check.
    void setUse(const QString& name, bool isHealthCheck);

    std::optional<Probe> probe() const;
    /// Leaves the fields alone when they say this already. Emits nothing.
    void setProbe(const std::optional<Probe>& probe);
    /// The field in which something is wrong, for its mark.
    QLineEdit* subject() const;

signals:
    void probeEdited(const std::optional<mesoscribe::Probe>& probe);

private:
    QDoubleSpinBox* addTime(const QString& label, const QString& name, double usual);
    QLabel* addRow(const QString& label, QWidget* field);
    void showRows();
    void noteEdit();

    QComboBox* m_kind = nullptr;
    QWidget* m_rows = nullptr;
    QGridLayout* m_grid = nullptr;
    QLineEdit* m_command = nullptr;
    QComboBox* m_scheme = nullptr;
    QSpinBox* m_port = nullptr;
    QLineEdit* m_path = nullptr;
    QDoubleSpinBox* m_delay = nullptr;
    QDoubleSpinBox* m_interval = nullptr;
    QDoubleSpinBox* m_timeout = nullptr;
    QDoubleSpinBox* m_grace = nullptr;
    QSpinBox* m_failures = nullptr;
    QString m_name;
    bool m_isHealthCheck = false;
    bool m_isSetting = false;
};

} // namespace mesoscribe
