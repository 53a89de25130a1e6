// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "net/wirethread.h"

namespace mesoscribe {

using namespace Qt::Literals::StringLiterals;

WireThread::WireThread(const Clock& clock, QObject* parent)
    : QObject(parent)
    , m_stream(new EventStream(clock))
{
    m_stream->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_stream, &QObject::deleteLater);
    connect(m_stream, &EventStream::headersReceived, this, [this](quint64 attempt, const StreamHeaders& headers) {
        if (attempt == m_attempt)
            emit headersReceived(attempt, headers);
    });
    connect(m_stream, &EventStream::recordsReceived, this, [this](quint64 attempt, const QList<StreamRecord>& records) {
        if (attempt == m_attempt)
            emit recordsReceived(attempt, records);
    });
    connect(m_stream, &EventStream::ended, this, [this](quint64 attempt, const StreamEnd& end) {
        if (attempt != m_attempt)
            return;
        m_attempt.reset();
        emit ended(attempt, end);
    });
    m_thread.setObjectName(u"wire"_s);
    m_thread.start();
}

WireThread::~WireThread()
{
    m_thread.quit();
    m_thread.wait();
}

void WireThread::setConnectTimeout(std::chrono::milliseconds timeout)
{
    QMetaObject::invokeMethod(
        m_stream, [stream = m_stream, timeout] { stream->setConnectTimeout(timeout); }, Qt::QueuedConnection);
}

void WireThread::open(const StreamRequest& request)
{
    m_attempt = request.attempt;
    QMetaObject::invokeMethod(
        m_stream, [stream = m_stream, request] { stream->open(request); }, Qt::QueuedConnection);
}

void WireThread::close()
{
    m_attempt.reset();
    QMetaObject::invokeMethod(
        m_stream, [stream = m_stream] { stream->close(); }, Qt::QueuedConnection);
}

} // namespace mesoscribe
