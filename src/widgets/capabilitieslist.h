// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>

class QCheckBox;
class QGridLayout;
class QLabel;

namespace mesoscribe {

/// Every capability of FrameworkInfo as a check box with, beside or below it, what happens without it. Names that this
/// version does not know follow while they are switched on.
class CapabilitiesList final : public QWidget
{
    Q_OBJECT

public:
    explicit CapabilitiesList(QWidget* parent = nullptr);

    /// Emits nothing.
    void setCapabilities(const QStringList& names);

signals:
    void toggled(const QString& name, bool on);

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    struct Row
    {
        QString name;
        QCheckBox* box = nullptr;
        QLabel* consequence = nullptr;
        bool isKnown = true;
    };

    Row& addRow(const QString& name, bool isKnown);
    void arrange();
    void refreshLook();

    QList<Row> m_rows;
    QGridLayout* m_grid = nullptr;
    bool m_isNarrow = false;
    bool m_isSetting = false;
};

} // namespace mesoscribe
