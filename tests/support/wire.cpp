// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "support/wire.h"

#include "recordio/recorddecoder.h"

namespace mesoscribe::test {

namespace {

QByteArray reasonOf(int status)
{
    switch (status) {
    case 200:
        return "OK";
    case 202:
        return "Accepted";
    case 307:
        return "Temporary Redirect";
    case 400:
        return "Bad Request";
    case 401:
        return "Unauthorized";
    case 403:
        return "Forbidden";
    case 404:
        return "Not Found";
    case 503:
        return "Service Unavailable";
    default:
        return "Whatever";
    }
}

} // namespace

QByteArray answerBytes(int status, const QByteArray& body, const QByteArray& contentType, const HeaderList& more)
{
    QByteArray bytes = "HTTP/1.1 " + QByteArray::number(status) + ' ' + reasonOf(status) + "\r\n";
    bytes += "Date: Sun, 22 Nov 2026 14:50:58 GMT\r\n";
    if (!contentType.isEmpty())
        bytes += "Content-Type: " + contentType + "\r\n";
    for (const auto& [name, value] : more)
        bytes += name + ": " + value + "\r\n";
    bytes += "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n";
    return bytes + body;
}

QByteArray streamHead(const QByteArray& streamId, const QByteArray& contentType)
{
    return "HTTP/1.1 200 OK\r\nDate: Sun, 22 Nov 2026 14:50:58 GMT\r\nTransfer-Encoding: chunked\r\nMesos-Stream-Id: " +
           streamId + "\r\nContent-Type: " + contentType + "\r\n\r\n";
}

QByteArray chunk(const QByteArray& bytes)
{
    if (bytes.isEmpty())
        return {};
    return QByteArray::number(bytes.size(), 16) + "\r\n" + bytes + "\r\n";
}

QByteArray lastChunk()
{
    return "0\r\n\r\n";
}

QByteArray record(const QByteArray& json)
{
    return encodeRecord(json);
}

QByteArray chunkedRecords(const QList<QByteArray>& jsons)
{
    QByteArray bytes;
    for (const QByteArray& json : jsons)
        bytes += chunk(record(json));
    return bytes;
}

QByteArray subscribedJson(const QByteArray& frameworkId, double heartbeatSeconds)
{
    return R"({"type":"SUBSCRIBED","subscribed":{"framework_id":{"value":")" + frameworkId +
           R"("},"heartbeat_interval_seconds":)" + QByteArray::number(heartbeatSeconds, 'f', 3) +
           R"(,"master_info":{"id":"m","ip":16777343,"port":5050,"pid":"master@127.0.0.1:5050","hostname":"localhost",)"
           R"("version":"1.11.0","address":{"hostname":"localhost","ip":"127.0.0.1","port":5050}}}})";
}

QByteArray heartbeatJson()
{
    return R"({"type":"HEARTBEAT"})";
}

QByteArray errorJson(const QByteArray& message)
{
    return R"({"type":"ERROR","error":{"message":")" + message + R"("}})";
}

} // namespace mesoscribe::test
