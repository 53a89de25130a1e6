// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>

class QWidget;

namespace mesoscribe {

/// Keeps the wheel from changing a field that it happens to pass over while a form is scrolled: a field answers the
/// wheel only when it has the focus.
class WheelGuard final : public QObject
{
    Q_OBJECT

public:
    explicit WheelGuard(QObject* parent = nullptr);

    void guard(QWidget& field);
    /// All number fields, choices and sliders in `form`.
    void guardAll(QWidget& form);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
};

} // namespace mesoscribe
