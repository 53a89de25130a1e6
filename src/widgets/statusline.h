// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/offertreemodel.h"
#include "state/sessionstate.h"

#include <QWidget>

#include <memory>

class QLabel;
class QPushButton;

namespace mesoscribe {

class RecordTableModel;

/// The line at the bottom: is the stream alive, what is held, how much is kept, whom we speak to.
class StatusLine final : public QWidget
{
    Q_OBJECT

public:
    explicit StatusLine(QWidget* parent = nullptr);

    void setSession(const SessionState& state, const OfferTreeModel::Totals& held, const RecordTableModel& records,
                    WallTime now);
    void clear();

signals:
    void releaseAllRequested();

protected:
    void changeEvent(QEvent* event) override;

private:
    void refreshHeart(const SessionState& state, WallTime now);
    void refreshLook();

    QLabel* m_heart = nullptr;
    QLabel* m_heard = nullptr;
    QLabel* m_holding = nullptr;
    QPushButton* m_release = nullptr;
    QLabel* m_kept = nullptr;
    QLabel* m_version = nullptr;
    bool m_isQuiet = false;
    bool m_isAlive = false;
};

} // namespace mesoscribe
