// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "practice/httpconnection.h"

#include <QDateTime>
#include <QLocale>

#include <cerrno>

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

namespace mesoscribe::practice {

namespace {

constexpr qsizetype LongestLine = 64 * 1024;
constexpr int MostHeaders = 200;
constexpr qsizetype LargestBody = qsizetype(256) * 1024 * 1024;
constexpr time_t LongestSilence = 75; ///< seconds between two requests, or inside one
constexpr time_t LongestWrite = 60;   ///< seconds that a reader may let one write wait

#ifdef MSG_NOSIGNAL
constexpr int SendFlags = MSG_NOSIGNAL;
#else
constexpr int SendFlags = 0; // SO_NOSIGPIPE below
#endif

void setOption(int socket, int level, int option, int value)
{
    ::setsockopt(socket, level, option, &value, sizeof value);
}

void setTimeout(int socket, int option, time_t seconds)
{
    timeval time{};
    time.tv_sec = seconds;
    ::setsockopt(socket, SOL_SOCKET, option, &time, sizeof time);
}

QByteArray dateNow()
{
    return QLocale::c().toString(QDateTime::currentDateTimeUtc(), u"ddd, dd MMM yyyy hh:mm:ss 'GMT'").toLatin1();
}

} // namespace

HttpConnection::HttpConnection(int socket)
    : m_socket(socket)
{
    setOption(m_socket, IPPROTO_TCP, TCP_NODELAY, 1);
#ifdef SO_NOSIGPIPE
    setOption(m_socket, SOL_SOCKET, SO_NOSIGPIPE, 1);
#endif
    setTimeout(m_socket, SO_RCVTIMEO, LongestSilence);
    setTimeout(m_socket, SO_SNDTIMEO, LongestWrite);
}

HttpConnection::~HttpConnection()
{
    ::close(m_socket);
}

bool HttpConnection::fill()
{
    char bytes[16 * 1024];
    ssize_t count = 0;
    do {
        count = ::recv(m_socket, bytes, sizeof bytes, 0);
    } while (count < 0 && errno == EINTR);
    if (count <= 0)
        return false;
    m_buffer.append(bytes, count);
    return true;
}

bool HttpConnection::write(QByteArrayView bytes)
{
    while (!bytes.isEmpty()) {
        const ssize_t count = ::send(m_socket, bytes.data(), size_t(bytes.size()), SendFlags);
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0)
            return false;
        bytes = bytes.sliced(count);
    }
    return true;
}

std::optional<QByteArray> HttpConnection::readLine()
{
    qsizetype end = m_buffer.indexOf('\n');
    while (end < 0) {
        if (m_buffer.size() > LongestLine || !fill())
            return std::nullopt;
        end = m_buffer.indexOf('\n');
    }
    QByteArray line = m_buffer.first(end);
    m_buffer.remove(0, end + 1);
    if (line.endsWith('\r'))
        line.chop(1);
    return line;
}

std::optional<QByteArray> HttpConnection::readBytes(qsizetype size)
{
    while (m_buffer.size() < size) {
        if (!fill())
            return std::nullopt;
    }
    QByteArray bytes = m_buffer.first(size);
    m_buffer.remove(0, size);
    return bytes;
}

std::optional<HttpRequest> HttpConnection::readRequest()
{
    std::optional<QByteArray> line = readLine();
    while (line && line->isEmpty())
        line = readLine();
    if (!line)
        return std::nullopt;
    const QList<QByteArray> words = line->split(' ');
    if (words.size() != 3 || !words[2].startsWith("HTTP/1.") || words[0].isEmpty() || !words[1].startsWith('/'))
        return std::nullopt;

    HttpRequest request;
    request.method = words[0];
    const qsizetype query = words[1].indexOf('?');
    request.path = query < 0 ? words[1] : words[1].first(query);
    request.isHttp10 = words[2] == "HTTP/1.0";
    for (line = readLine(); line && !line->isEmpty(); line = readLine()) {
        const qsizetype colon = line->indexOf(':');
        if (colon <= 0 || int(request.headers.size()) == MostHeaders)
            return std::nullopt;
        request.headers.emplace_back(line->first(colon).toLower(), line->sliced(colon + 1).trimmed());
    }
    if (!line)
        return std::nullopt;
    const std::optional<QByteArray> body = readBody(request);
    if (!body)
        return std::nullopt;
    request.body = *body;
    return request;
}

std::optional<QByteArray> HttpConnection::readBody(const HttpRequest& request)
{
    if (const auto encoding = request.header("transfer-encoding"))
        return encoding->toLower() == "chunked" ? readChunks() : std::nullopt;
    const auto length = request.header("content-length");
    if (!length)
        return QByteArray();
    bool isNumber = false;
    const qlonglong size = length->toLongLong(&isNumber);
    return isNumber && size >= 0 && size <= LargestBody ? readBytes(size) : std::nullopt;
}

std::optional<QByteArray> HttpConnection::readChunks()
{
    QByteArray body;
    while (true) {
        const std::optional<QByteArray> line = readLine();
        if (!line)
            return std::nullopt;
        bool isNumber = false;
        const qlonglong size = line->split(';').constFirst().trimmed().toLongLong(&isNumber, 16);
        if (!isNumber || size < 0 || size > LargestBody - body.size())
            return std::nullopt;
        if (size == 0)
            break;
        const std::optional<QByteArray> chunk = readBytes(size);
        const std::optional<QByteArray> end = chunk ? readLine() : std::nullopt;
        if (!end || !end->isEmpty())
            return std::nullopt;
        body += *chunk;
    }
    std::optional<QByteArray> trailer = readLine();
    while (trailer && !trailer->isEmpty())
        trailer = readLine();
    return trailer ? std::optional(body) : std::nullopt;
}

bool HttpConnection::send(const HttpReply& reply)
{
    QByteArray bytes = "HTTP/1.1 " + QByteArray::number(reply.status) + ' ' + reasonPhrase(reply.status) +
                       "\r\nDate: " + dateNow() + "\r\n";
    for (const auto& [name, value] : reply.headers)
        bytes += name + ": " + value + "\r\n";
    return write(bytes + "\r\n" + reply.body);
}

bool HttpConnection::sendChunk(const QByteArray& bytes)
{
    return write(QByteArray::number(bytes.size(), 16) + "\r\n" + bytes + "\r\n");
}

bool HttpConnection::sendEnd()
{
    return write("0\r\n\r\n");
}

bool HttpConnection::isPeerGone() const
{
    char byte = 0;
    const ssize_t count = ::recv(m_socket, &byte, 1, MSG_PEEK | MSG_DONTWAIT);
    return count == 0 || (count < 0 && errno != EAGAIN && errno != EWOULDBLOCK && errno != EINTR);
}

} // namespace mesoscribe::practice
