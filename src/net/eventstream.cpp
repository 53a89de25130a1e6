// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "net/eventstream.h"

#include "net/streamattempt.h"

namespace mesoscribe {

struct EventStream::Private
{
    const Clock& clock;
    std::chrono::milliseconds connectTimeout = ConnectTimeout;
    EventParser parser = {};
    StreamAttempt* attempt = nullptr; ///< a child of the stream
};

EventStream::EventStream(const Clock& clock, QObject* parent)
    : QObject(parent)
    , d(new Private{.clock = clock})
{
}

EventStream::~EventStream()
{
    // Now, not with the other children: an attempt uses the parser.
    delete d->attempt;
}

void EventStream::setConnectTimeout(std::chrono::milliseconds timeout)
{
    d->connectTimeout = timeout;
}

void EventStream::open(const StreamRequest& request)
{
    close();
    auto* attempt = new StreamAttempt(request, d->clock, d->parser, this);
    d->attempt = attempt;
    const quint64 number = request.attempt;
    connect(attempt, &StreamAttempt::headersReceived, this,
            [this, number](const StreamHeaders& headers) { emit headersReceived(number, headers); });
    connect(attempt, &StreamAttempt::recordsReceived, this,
            [this, number](const QList<StreamRecord>& records) { emit recordsReceived(number, records); });
    connect(attempt, &StreamAttempt::ended, this, [this, number](const StreamEnd& end) {
        close();
        emit ended(number, end);
    });
    attempt->start(d->connectTimeout);
}

void EventStream::close()
{
    if (!d->attempt)
        return;
    // Later, because this may be a slot of its own signal.
    StreamAttempt* attempt = std::exchange(d->attempt, nullptr);
    attempt->disconnect(this);
    attempt->stop();
    attempt->deleteLater();
}

} // namespace mesoscribe
