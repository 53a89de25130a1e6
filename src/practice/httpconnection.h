// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "practice/httpmessage.h"

namespace mesoscribe::practice {

/// One accepted connection: HTTP/1.1 as libprocess speaks it, byte for byte. Blocking; used by one thread, except
/// shutDown().
///
/// Written on the bare socket because a master's answers are not what an HTTP library makes of them: the headers come
/// in its own order, there is no Keep-Alive and no Server, `Expect: 100-continue` is never answered, and a chunk is
/// exactly one record.
class HttpConnection
{
public:
    /// Takes the socket over and closes it in the end.
    explicit HttpConnection(int socket);
    ~HttpConnection();
    HttpConnection(const HttpConnection&) = delete;
    HttpConnection& operator=(const HttpConnection&) = delete;

    /// The next request, or nothing when the peer has left, has been silent too long, or sent what is no HTTP: a master
    /// closes then without a word.
    std::optional<HttpRequest> readRequest();

    /// The head, and the body unless it is a stream. False when the peer is gone.
    bool send(const HttpReply& reply);
    bool sendChunk(const QByteArray& bytes);
    /// The chunk of length zero.
    bool sendEnd();

    /// Whether the peer has closed its side, whole or half: either ends a subscription.
    bool isPeerGone() const;

private:
    bool fill();
    bool write(QByteArrayView bytes);
    std::optional<QByteArray> readLine();
    std::optional<QByteArray> readBytes(qsizetype size);
    std::optional<QByteArray> readBody(const HttpRequest& request);
    std::optional<QByteArray> readChunks();

    const int m_socket;
    QByteArray m_buffer; ///< read but not used yet
};

} // namespace mesoscribe::practice
