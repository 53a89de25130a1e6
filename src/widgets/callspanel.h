// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/calltablemodel.h"
#include "models/describecall.h"

#include <QWidget>

#include <memory>

namespace mesoscribe {

class CallView;

/// Every call that was sent, with what came of it; what is wrong with the selected one, and the button that helps.
class CallsPanel final : public QWidget
{
    Q_OBJECT

public:
    /// `model` is borrowed.
    explicit CallsPanel(CallTableModel& model, QWidget* parent = nullptr);
    ~CallsPanel() override;

    CallView& view();

    /// After every change of state, and once a second while it is shown.
    void refresh(const SessionState& state, WallTime now);

    const CallEntry* selectedCall() const; ///< null when none is; borrowed until the next change
    void select(quint64 call);             ///< shows automatic calls when it is one
    QString copyText() const;              ///< the body of the selected call as sent
    bool isAutomaticShown() const;
    void setAutomaticShown(bool shown);

signals:
    void selectionChanged();
    void automaticShownChanged(bool shown);
    /// A skeleton's name (callSkeleton) to begin with.
    void newCallRequested(const QString& skeleton);
    void editRequested(quint64 call);
    void copyAsCurlRequested(quint64 call);
    void actionRequested(quint64 call, mesoscribe::CallAction action);
    void recordRequested(quint64 record); ///< Return or a double click on a call: its newest effect, else itself

protected:
    void changeEvent(QEvent* event) override;

private:
    void refreshButtons();
    void showMenu(const QPoint& position);
    void refreshLook();

    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace mesoscribe
