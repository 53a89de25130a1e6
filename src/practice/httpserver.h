// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "practice/httpconnection.h"

#include <functional>
#include <memory>

namespace mesoscribe::practice {

/// A small HTTP/1.1 server on 127.0.0.1: cpp-httplib listens, accepts and keeps the threads, HttpConnection speaks.
class HttpServer
{
public:
    /// Answers one request by writing to the connection, also from several threads at once. False closes the
    /// connection.
    using Responder = std::function<bool(const HttpRequest& request, HttpConnection& connection)>;

    explicit HttpServer(Responder responder);
    ~HttpServer();

    /// Binds to the port, or to a free one for 0. Returns the port, or 0 when it cannot be had.
    int bind(int port);
    /// Serves until the process ends.
    void run();

private:
    class Listener;
    std::unique_ptr<Listener> m_listener;
};

} // namespace mesoscribe::practice
