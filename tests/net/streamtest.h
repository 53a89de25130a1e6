// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "net/eventstream.h"
#include "support/fakemaster.h"

#include <QStringList>

#include <optional>

namespace mesoscribe::test {

/// A clock that stands still.
class StillClock final : public Clock
{
public:
    WallTime wall() const override { return WallTime(std::chrono::milliseconds(1'795'359'058'000)); }
    SteadyTime steady() const override { return SteadyTime(std::chrono::milliseconds(5'000)); }
};

/// What an EventStream, or a WireThread, told of one attempt or more.
class Heard
{
public:
    template<class Stream>
    explicit Heard(Stream& stream)
    {
        QObject::connect(&stream, &Stream::headersReceived, &stream,
                         [this](quint64 attempt, const StreamHeaders& told) {
                             order.append(QStringLiteral("headers %1").arg(attempt));
                             headers = told;
                         });
        QObject::connect(&stream, &Stream::recordsReceived, &stream,
                         [this](quint64 attempt, const QList<StreamRecord>& told) {
                             const QString entry = QStringLiteral("records %1").arg(attempt);
                             if (order.isEmpty() || order.last() != entry)
                                 order.append(entry);
                             batches += 1;
                             records += told;
                         });
        QObject::connect(&stream, &Stream::ended, &stream, [this](quint64 attempt, const StreamEnd& told) {
            order.append(QStringLiteral("ended %1").arg(attempt));
            end = told;
            ends += 1;
        });
    }

    QList<QByteArray> raws() const;

    QStringList order; ///< "headers 1", "records 1" (once for several batches in a row), "ended 1"
    std::optional<StreamHeaders> headers;
    QList<StreamRecord> records;
    std::optional<StreamEnd> end;
    int batches = 0;
    int ends = 0;
};

/// A request for `url` with attempt number 1.
StreamRequest subscribeTo(const QUrl& url, quint64 attempt = 1);

/// "Lost", as in the source.
const char* nameOf(StreamEnd::Kind kind);

/// The records inside a stream's body.
QList<QByteArray> recordsIn(const QByteArray& recordio);

} // namespace mesoscribe::test
