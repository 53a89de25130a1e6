// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "practice/httpserver.h"

#include <algorithm>

#include <httplib.h>

namespace mesoscribe::practice {

namespace {

/// A stream or an idle connection keeps a thread, so there are enough that a call never waits for one.
constexpr size_t Threads = 96;

constexpr const char* Loopback = "127.0.0.1";

} // namespace

/// The one virtual function that cpp-httplib's TLS server overrides as well: what to do with an accepted socket.
class HttpServer::Listener final : public httplib::Server
{
public:
    explicit Listener(Responder responder)
        : m_responder(std::move(responder))
    {
        new_task_queue = [] { return new httplib::ThreadPool(Threads); };
        // The library's default would let a second program bind the same port.
        set_socket_options([](socket_t listening) {
            const int yes = 1;
            ::setsockopt(listening, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
        });
    }

private:
    bool process_and_close_socket(socket_t accepted) override
    {
        HttpConnection connection(accepted);
        while (const std::optional<HttpRequest> request = connection.readRequest()) {
            if (!m_responder(*request, connection) || !request->keepsAlive())
                break;
        }
        return true;
    }

    const Responder m_responder;
};

HttpServer::HttpServer(Responder responder)
    : m_listener(std::make_unique<Listener>(std::move(responder)))
{
}

HttpServer::~HttpServer() = default;

int HttpServer::bind(int port)
{
    if (port == 0)
        return std::max(0, m_listener->bind_to_any_port(Loopback));
    return m_listener->bind_to_port(Loopback, port) ? port : 0;
}

void HttpServer::run()
{
    m_listener->listen_after_bind();
}

} // namespace mesoscribe::practice
