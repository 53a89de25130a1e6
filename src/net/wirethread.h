// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "net/eventstream.h"

#include <QThread>

#include <optional>

namespace mesoscribe {

/// The wire thread: an EventStream on a thread of its own, spoken to from the thread of this object.
///
/// Signals arrive on the owner's thread, in the stream's order. Stricter than EventStream's: after close() or another
/// open() no signal of the earlier attempt follows, not even one already queued, as long as attempts have different
/// numbers.
class WireThread final : public QObject
{
    Q_OBJECT

public:
    /// `clock` is borrowed, thread-safe, and outlives this object. The thread starts at once.
    explicit WireThread(const Clock& clock, QObject* parent = nullptr);
    /// Closes the connection and waits for the thread.
    ~WireThread() override;

    /// For attempts to come.
    void setConnectTimeout(std::chrono::milliseconds timeout);
    void open(const StreamRequest& request);
    void close();

signals:
    void headersReceived(quint64 attempt, const mesoscribe::StreamHeaders& headers);
    void recordsReceived(quint64 attempt, const QList<mesoscribe::StreamRecord>& records);
    void ended(quint64 attempt, const mesoscribe::StreamEnd& end);

private:
    QThread m_thread;
    EventStream* m_stream; ///< lives on m_thread, which deletes it
    std::optional<quint64> m_attempt;
};

} // namespace mesoscribe
