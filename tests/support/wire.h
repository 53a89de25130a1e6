// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QList>
#include <QPair>

/// The bytes a master writes, put together: `streamHead(id) + chunk(record(json)) + lastChunk()`.
namespace mesoscribe::test {

using HeaderList = QList<QPair<QByteArray, QByteArray>>;

/// A whole HTTP/1.1 answer with Content-Length. `contentType` empty: no such header.
QByteArray answerBytes(int status, const QByteArray& body = {},
                       const QByteArray& contentType = "text/plain; charset=utf-8", const HeaderList& more = {});

/// Status line and headers of a stream, in the order of a real master; the body is chunked and must follow.
QByteArray streamHead(const QByteArray& streamId, const QByteArray& contentType = "application/json");

/// `bytes` as one HTTP chunk. Empty bytes give nothing, because an empty chunk would end the body.
QByteArray chunk(const QByteArray& bytes);

/// What ends a chunked body.
QByteArray lastChunk();

/// `json` as one RecordIO record.
QByteArray record(const QByteArray& json);

/// Records as a master writes them: one chunk each.
QByteArray chunkedRecords(const QList<QByteArray>& jsons);

/// A SUBSCRIBED event of a master with the id "m".
QByteArray subscribedJson(const QByteArray& frameworkId, double heartbeatSeconds = 15.0);
QByteArray heartbeatJson();
QByteArray errorJson(const QByteArray& message);

} // namespace mesoscribe::test
