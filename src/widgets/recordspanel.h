// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "state/recordlog.h"

#include <QWidget>

#include <memory>

namespace Ui {
class RecordsPanel;
}

namespace mesoscribe {

class RecordProxy;
class RecordTableModel;
class RecordView;

/// What has come and gone on the wire, under a line that says how much of it is kept.
class RecordsPanel final : public QWidget
{
    Q_OBJECT

public:
    /// `model` is borrowed.
    explicit RecordsPanel(RecordTableModel& model, QWidget* parent = nullptr);
    ~RecordsPanel() override;

    RecordView& view();

    /// After every change of state.
    void refresh();

    bool areHeartbeatsShown() const;
    void setHeartbeatsShown(bool shown);

    /// The record selected; null when none is. Borrowed until the next change.
    const RecordEntry* selectedRecord() const;
    QString copyText() const;
    /// Brings the record with this number into view and selects it, if it is still there.
    void select(quint64 number);

signals:
    void selectionChanged();
    void heartbeatsShownChanged(bool shown);
    /// A record that belongs to a call was double-clicked, or Return pressed on it.
    void callRequested(quint64 call);

protected:
    void changeEvent(QEvent* event) override;

private:
    void refreshLook();

    RecordTableModel& m_model;
    RecordProxy* m_proxy = nullptr;
    std::unique_ptr<Ui::RecordsPanel> m_ui;
};

} // namespace mesoscribe
