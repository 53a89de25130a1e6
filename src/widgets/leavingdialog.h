// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/describecall.h"

#include <QMessageBox>

namespace mesoscribe {

/// The question before leaving (product.md 4.9), for one framework or several: [Tear down now] [Leave running]
/// [Cancel]. Deletes itself when it is closed; open it with open().
class LeavingDialog final : public QMessageBox
{
    Q_OBJECT

public:
    /// `isThrowAway`: tearing down is the default button (practice cluster).
    LeavingDialog(const QList<LeavingText>& texts, bool isThrowAway, QWidget* parent);

signals:
    void tearDownChosen();
    void leaveRunningChosen();
};

/// The question before a launch, a kill or a teardown where the connection asks for it: [what] [Cancel]. As above.
class ConfirmDialog final : public QMessageBox
{
    Q_OBJECT

public:
    ConfirmDialog(const QString& question, const QString& consequence, const QString& button, QWidget* parent);

signals:
    void confirmed();
};

} // namespace mesoscribe
