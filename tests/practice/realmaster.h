// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "practice/practiceprocess.h"
#include "recordio/recorddecoder.h"

#include <QRegularExpression>

/// What a real master was sent and said, made comparable.
namespace mesoscribe::test {

using namespace Qt::Literals::StringLiterals;

/// What a capture was taken with, as INDEX.tsv says.
struct Sent
{
    QByteArray method;
    QByteArray path;
    Headers headers;
    QByteArray body;
};

inline QByteArray readFile(const QString& name)
{
    QFile file(QStringLiteral(MESOSCRIBE_TEST_DATA "/captures/") + name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

inline void setHeader(Headers& headers, const QByteArray& name, const QByteArray& value)
{
    headers.removeIf([&name](const auto& header) { return header.first.compare(name, Qt::CaseInsensitive) == 0; });
    if (value != "(removed)")
        headers.append({name, value});
}

inline Sent sentFor(const QString& capture)
{
    const QByteArray line = [&capture] {
        for (const QByteArray& candidate : readFile(u"INDEX.tsv"_s).split('\n')) {
            if (candidate.startsWith(capture.toLatin1() + '\t'))
                return candidate;
        }
        return QByteArray();
    }();
    const QList<QByteArray> columns = line.split('\t');
    Sent sent{columns.value(1), columns.value(2), JsonHeaders, readFile(capture + u".request"_s)};
    for (const QByteArray& header : columns.value(3).split(';')) {
        const qsizetype colon = header.indexOf(':');
        if (colon > 0)
            setHeader(sent.headers, header.first(colon).trimmed(), header.sliced(colon + 1).trimmed());
    }
    // The index calls every request without a method of its own a POST, and leaves the usual path out.
    const bool hasContentType =
        std::ranges::any_of(sent.headers, [](const auto& header) { return header.first.toLower() == "content-type"; });
    if (sent.method == "POST" && !hasContentType && sent.body.isEmpty())
        sent.method = "GET";
    if (sent.path.isEmpty())
        sent.path = "/api/v1/scheduler";
    return sent;
}

/// Everything that differs from run to run becomes the same.
inline QByteArray masked(const QByteArray& bytes)
{
    QString text = QString::fromUtf8(bytes);
    const auto mask = [&text](const QString& pattern, const QString& by) {
        text.replace(QRegularExpression(pattern), by);
    };
    mask(u"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"_s, u"UUID"_s);
    mask(u"UUID-([OS]?)\\d+"_s, u"UUID-\\1N"_s);
    mask(u"\\w{3}, \\d\\d \\w{3} \\d{4} \\d\\d:\\d\\d:\\d\\d GMT"_s, u"DATE"_s);
    mask(u"127\\.0\\.0\\.1:\\d+"_s, u"127.0.0.1:PORT"_s);
    mask(u"\"port\":\\d+"_s, u"\"port\":PORT"_s);
    mask(u"\"timestamp\":[0-9.]+"_s, u"\"timestamp\":TIME"_s);
    mask(u"\"uuid\":\"[A-Za-z0-9+/]{22}==\""_s, u"\"uuid\":UUID"_s);
    mask(u"\"uuid\":\\{\"value\":\"[A-Za-z0-9+/]{22}==\"\\}"_s, u"\"uuid\":UUID"_s);
    mask(u"\"executor_pid\":\\d+"_s, u"\"executor_pid\":PID"_s);
    return text.toUtf8();
}

/// Status line and headers in their order, masked.
inline QByteArray maskedHead(const QByteArray& answer)
{
    return masked(answer.first(answer.indexOf("\r\n\r\n") + 4));
}

/// The records of a stream so far, masked; a last one that was cut short is left out.
inline QByteArrayList maskedRecords(const QByteArray& answer)
{
    RecordDecoder decoder;
    QList<QByteArray> records;
    if (!decoder.feed(toCapture(answer).body, records))
        records.append("not RecordIO");
    QByteArrayList result;
    for (const QByteArray& record : std::as_const(records))
        result += masked(record);
    return result;
}

/// The records of each chunk of a stream, for the promise of one to one.
inline bool hasOneRecordPerChunk(const QByteArray& answer)
{
    QByteArrayView rest = QByteArrayView(answer).sliced(answer.indexOf("\r\n\r\n") + 4);
    while (!rest.isEmpty()) {
        const qsizetype lineEnd = rest.toByteArray().indexOf("\r\n");
        const qsizetype size = rest.first(lineEnd).toByteArray().toLongLong(nullptr, 16);
        if (size == 0)
            return true;
        const QByteArray chunk = rest.sliced(lineEnd + 2, size).toByteArray();
        const qsizetype dataAt = chunk.indexOf('\n') + 1;
        if (chunk.first(dataAt - 1).toLongLong() != chunk.size() - dataAt)
            return false;
        rest = rest.sliced(lineEnd + 2 + size + 2);
    }
    return true;
}

inline QByteArray basic(const QByteArray& account)
{
    return "Basic " + account.toBase64();
}

} // namespace mesoscribe::test
