// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QByteArrayList>

#include <optional>
#include <utility>
#include <vector>

namespace mesoscribe::practice {

using HttpHeaders = std::vector<std::pair<QByteArray, QByteArray>>;

struct HttpRequest
{
    QByteArray method;
    QByteArray path; ///< without the query
    bool isHttp10 = false;
    HttpHeaders headers; ///< names in lower case
    QByteArray body;     ///< whole, chunks taken apart

    /// The value of the last header of that name, given in lower case; as Mesos, which keeps the last of equal names.
    std::optional<QByteArray> header(QByteArrayView lowerCaseName) const;
    /// Whether the connection is to stay open after the answer.
    bool keepsAlive() const;
};

/// An answer. The headers are written in this order, after the Date that every answer begins with.
struct HttpReply
{
    int status = 200;
    HttpHeaders headers;
    QByteArray body;
    QByteArray streamId; ///< when set, the body is the stream of that id instead
};

/// "Bad Request" for 400 and so on; the ones Mesos uses.
QByteArray reasonPhrase(int status);

/// The answers of libprocess (3rdparty/libprocess/include/process/http.hpp), headers in its order.
namespace replies {

HttpReply empty(int status);
HttpReply text(int status, const QByteArray& body);
HttpReply json(const QByteArray& body);
HttpReply unauthorized(const QByteArray& realm);
HttpReply methodNotAllowed(const QByteArray& method);
HttpReply redirect(const QByteArray& location);
HttpReply notFound();
HttpReply forbidden();
HttpReply stream(const QByteArray& streamId);

} // namespace replies

} // namespace mesoscribe::practice
