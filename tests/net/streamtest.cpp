// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "streamtest.h"

#include "recordio/recorddecoder.h"

namespace mesoscribe::test {

QList<QByteArray> Heard::raws() const
{
    QList<QByteArray> all;
    for (const StreamRecord& record : records)
        all.append(record.raw);
    return all;
}

StreamRequest subscribeTo(const QUrl& url, quint64 attempt)
{
    StreamRequest request;
    request.attempt = attempt;
    request.url = url;
    request.body = R"({"type":"SUBSCRIBE","subscribe":{"framework_info":{"user":"u","name":"n"}}})";
    return request;
}

const char* nameOf(StreamEnd::Kind kind)
{
    switch (kind) {
    case StreamEnd::Kind::Clean:
        return "Clean";
    case StreamEnd::Kind::InsideRecord:
        return "InsideRecord";
    case StreamEnd::Kind::Lost:
        return "Lost";
    case StreamEnd::Kind::OutOfStep:
        return "OutOfStep";
    case StreamEnd::Kind::NotSuccess:
        return "NotSuccess";
    case StreamEnd::Kind::Redirect:
        return "Redirect";
    case StreamEnd::Kind::HostNotFound:
        return "HostNotFound";
    case StreamEnd::Kind::Refused:
        return "Refused";
    case StreamEnd::Kind::TimedOut:
        return "TimedOut";
    case StreamEnd::Kind::CertificateUntrusted:
        return "CertificateUntrusted";
    case StreamEnd::Kind::TlsFailed:
        return "TlsFailed";
    case StreamEnd::Kind::NotHttp:
        return "NotHttp";
    case StreamEnd::Kind::NotRecords:
        return "NotRecords";
    }
    Q_UNREACHABLE();
}

QList<QByteArray> recordsIn(const QByteArray& recordio)
{
    RecordDecoder decoder;
    QList<QByteArray> records;
    if (!decoder.feed(recordio, records))
        qFatal("the stream of the test itself is malformed");
    return records;
}

} // namespace mesoscribe::test
