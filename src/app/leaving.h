// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/desk.h"

#include <QPointer>
#include <QWidget>

#include <functional>

namespace mesoscribe {

/// Leaves connections in good order: asks once what a living framework is worth, gives back what is held or tears down,
/// and says when that is done.
class Leaving final : public QObject
{
    Q_OBJECT

public:
    /// `window` is borrowed: questions are its sheets.
    explicit Leaving(QWidget& window, QObject* parent = nullptr);

    /// Leaves these sessions, asking first when something would be lost, and calls `then` when all have been left. When
    /// the question is cancelled nothing happens. A second wish while a question is open is passed over.
    void leave(const QList<Desk*>& desks, std::function<void()> then = {});
    /// Whether any of them is connected, trying to be, or still leaving.
    static bool isAnyActive(const QList<Desk*>& desks);

private:
    void carryOut(const QList<QPointer<Desk>>& desks, Session::Leaving how, const std::function<void()>& then);

    QWidget& m_window;
    QPointer<QWidget> m_question;
};

} // namespace mesoscribe
