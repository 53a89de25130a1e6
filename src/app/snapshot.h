// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/desk.h"

#include <QTimer>

class QWidget;

namespace mesoscribe {

/// `--snapshot`: waits for the first offers of a desk, saves a picture of the window, prints the ids and offers as text
/// and ends the application: with 0, or with a plain sentence on stderr and 1.
class Snapshot final : public QObject
{
    Q_OBJECT

public:
    /// `window` is borrowed.
    Snapshot(QString file, QWidget& window, const Clock& clock, QObject* parent = nullptr);

    /// From now on this desk is waited for. Borrowed.
    void watch(Desk& desk);
    void fail(const QString& sentence);

private:
    void look();
    void take();

    QString m_file;
    QWidget& m_window;
    const Clock& m_clock;
    Desk* m_desk = nullptr;
    QTimer m_settle;
    QTimer m_patience;
};

/// The ids and offers of a desk as plain text, for terminals.
QString snapshotText(const Desk& desk);

} // namespace mesoscribe
