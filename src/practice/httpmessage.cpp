// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "practice/httpmessage.h"

namespace mesoscribe::practice {

std::optional<QByteArray> HttpRequest::header(QByteArrayView lowerCaseName) const
{
    for (auto held = headers.rbegin(); held != headers.rend(); ++held) {
        if (held->first == lowerCaseName)
            return held->second;
    }
    return std::nullopt;
}

bool HttpRequest::keepsAlive() const
{
    const QByteArray connection = header("connection").value_or(QByteArray()).toLower();
    return isHttp10 ? connection == "keep-alive" : connection != "close";
}

QByteArray reasonPhrase(int status)
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
    case 405:
        return "Method Not Allowed";
    case 406:
        return "Not Acceptable";
    case 415:
        return "Unsupported Media Type";
    case 501:
        return "Not Implemented";
    case 503:
        return "Service Unavailable";
    default:
        return "Internal Server Error";
    }
}

namespace replies {

namespace {

HttpReply withText(int status, HttpHeaders headers, const QByteArray& body)
{
    headers.emplace_back("Content-Type", "text/plain; charset=utf-8");
    headers.emplace_back("Content-Length", QByteArray::number(body.size()));
    return {status, std::move(headers), body, {}};
}

} // namespace

HttpReply empty(int status)
{
    return {status, {{"Content-Length", "0"}}, {}, {}};
}

HttpReply text(int status, const QByteArray& body)
{
    return withText(status, {}, body);
}

HttpReply json(const QByteArray& body)
{
    return {200, {{"Content-Type", "application/json"}, {"Content-Length", QByteArray::number(body.size())}}, body, {}};
}

HttpReply unauthorized(const QByteArray& realm)
{
    return withText(401, {{"WWW-Authenticate", "Basic realm=\"" + realm + '"'}}, "401 Unauthorized.");
}

HttpReply methodNotAllowed(const QByteArray& method)
{
    return withText(405, {{"Allow", "POST"}},
                    "405 Method Not Allowed. Expecting one of { 'POST' }, but received '" + method + "'.");
}

HttpReply redirect(const QByteArray& location)
{
    return {307, {{"Location", location}, {"Content-Length", "0"}}, {}, {}};
}

HttpReply notFound()
{
    return text(404, "404 Not Found.");
}

HttpReply forbidden()
{
    return text(403, "403 Forbidden.");
}

HttpReply stream(const QByteArray& streamId)
{
    return {200,
            {{"Transfer-Encoding", "chunked"}, {"Mesos-Stream-Id", streamId}, {"Content-Type", "application/json"}},
            {},
            streamId};
}

} // namespace replies

} // namespace mesoscribe::practice
