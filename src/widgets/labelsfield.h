// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "mesos/resource.h"

#include <QWidget>

class QLineEdit;
class QPushButton;
class QVBoxLayout;

namespace mesoscribe {

/// Keys and values, a line each, and a button for one more.
class LabelsField final : public QWidget
{
    Q_OBJECT

public:
    explicit LabelsField(QWidget* parent = nullptr);

    /// A value that was left empty is none, unless it came as an empty one and was not touched.
    Labels labels() const;
    /// Leaves the lines alone when they say this already. Emits nothing.
    void setLabels(const Labels& labels);

signals:
    void labelsEdited(const mesoscribe::Labels& labels);

private:
    struct Line
    {
        QWidget* widget = nullptr;
        QLineEdit* key = nullptr;
        QLineEdit* value = nullptr;
        bool hasEmptyValue = false;
    };

    void addLine(const Label& label);
    void removeLine(QWidget* widget);
    void nameLines();

    QList<Line> m_lines;
    QVBoxLayout* m_layout = nullptr;
    QPushButton* m_add = nullptr;
};

} // namespace mesoscribe
