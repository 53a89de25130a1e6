// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QDir>
#include <QFile>
#include <QList>
#include <QPair>
#include <QString>
#include <QStringList>

#include <algorithm>

/// The answers of a real master in tests/data/captures. Include in tests only: needs MESOSCRIBE_TEST_DATA.
namespace mesoscribe::test {

/// The bytes inside an HTTP/1.1 chunked body (RFC 9112 section 7.1). A body that stops early, as that of a stream does
/// when its reader leaves, gives what it has.
inline QByteArray dechunk(QByteArrayView body)
{
    QByteArray whole;
    while (true) {
        const auto lineEnd = std::find(body.begin(), body.end(), '\r');
        const qsizetype digits = lineEnd - body.begin();
        bool isNumber = false;
        const qsizetype size =
            body.first(digits).toByteArray().split(';').constFirst().trimmed().toLongLong(&isNumber, 16);
        if (!isNumber || size <= 0 || body.size() < digits + 2)
            return whole;
        body = body.sliced(digits + 2);
        whole.append(body.first(std::min(size, body.size())));
        if (body.size() < size + 2)
            return whole;
        body = body.sliced(size + 2);
    }
}

struct Capture
{
    int status = 0; ///< 0 when the master said nothing at all
    QByteArray reason;
    QList<QPair<QByteArray, QByteArray>> headers;
    QByteArray body;       ///< without the chunks
    bool isStream = false; ///< 200 and chunked: the body is RecordIO

    /// Value of the first header of that name in any case, or null.
    QByteArray header(const QByteArray& name) const
    {
        for (const auto& [key, value] : headers) {
            if (key.compare(name, Qt::CaseInsensitive) == 0)
                return value;
        }
        return {};
    }
};

/// The bytes of captures/NAME.raw as they came over the wire; null when there is no such file.
inline QByteArray readCaptureRaw(const QString& name)
{
    QFile file(QStringLiteral(MESOSCRIBE_TEST_DATA "/captures/") + name + QStringLiteral(".raw"));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// Takes an HTTP/1.1 answer apart.
inline Capture toCapture(const QByteArray& raw)
{
    Capture capture;
    const qsizetype headEnd = raw.indexOf("\r\n\r\n");
    if (headEnd < 0)
        return capture;
    QList<QByteArray> lines = raw.first(headEnd).split('\n');
    const QByteArray statusLine = lines.takeFirst().trimmed();
    capture.status = statusLine.mid(9, 3).toInt();
    capture.reason = statusLine.mid(13);
    for (const QByteArray& line : lines) {
        const qsizetype colon = line.indexOf(':');
        capture.headers.append({line.left(colon).trimmed(), line.mid(colon + 1).trimmed()});
    }
    const QByteArray body = raw.sliced(headEnd + 4);
    const bool isChunked = capture.header("Transfer-Encoding").toLower() == "chunked";
    capture.isStream = isChunked && capture.status == 200;
    capture.body = isChunked ? dechunk(body) : body;
    return capture;
}

inline Capture readCapture(const QString& name)
{
    return toCapture(readCaptureRaw(name));
}

/// Every capture's name, sorted.
inline QStringList captureNames()
{
    QStringList names;
    const QDir folder(QStringLiteral(MESOSCRIBE_TEST_DATA "/captures"));
    for (const QString& file : folder.entryList({QStringLiteral("*.raw")}, QDir::Files, QDir::Name))
        names.append(file.chopped(4));
    return names;
}

} // namespace mesoscribe::test
