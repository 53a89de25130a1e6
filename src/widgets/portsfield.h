// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QList>
#include <QWidget>

class QLineEdit;
class QSpinBox;

namespace mesoscribe {

/// How many ports, whichever, and others by number: "31005, 31010-31012".
class PortsField final : public QWidget
{
    Q_OBJECT

public:
    explicit PortsField(QWidget* parent = nullptr);

    int any() const;
    QList<quint64> numbers() const;
    /// Leave the fields alone when they say this already; emit nothing.
    void setAny(int count);
    void setNumbers(const QList<quint64>& numbers);
    /// What can be picked, for the hint in the empty line.
    void setOffered(const QString& ranges);

    QSpinBox* count() const { return m_any; }
    QLineEdit* line() const { return m_numbers; }

signals:
    void portsEdited(int any, const QList<quint64>& numbers);

private:
    QSpinBox* m_any = nullptr;
    QLineEdit* m_numbers = nullptr;
};

} // namespace mesoscribe
