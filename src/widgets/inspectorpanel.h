// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "widgets/inspection.h"

#include <QWidget>

#include <memory>

namespace Ui {
class InspectorPanel;
}

namespace mesoscribe {

/// Everything about the thing that is selected: in words, and as it came on the wire.
class InspectorPanel final : public QWidget
{
    Q_OBJECT

public:
    explicit InspectorPanel(QWidget* parent = nullptr);
    ~InspectorPanel() override;

    void setInspection(const Inspection& inspection);

    QSize sizeHint() const override;

protected:
    void changeEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void showTab(int tab);
    void refreshLook();
    void copyJson();

    std::unique_ptr<Ui::InspectorPanel> m_ui;
    Inspection m_inspection;
};

} // namespace mesoscribe
