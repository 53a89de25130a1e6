// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "practice/faults.h"
#include "practice/httpconnection.h"
#include "practice/options.h"
#include "practice/streamshaping.h"

#include <condition_variable>
#include <mutex>

namespace mesoscribe::practice {

/// The practice master as the network sees it: routes, leadership, authentication, streams and faults around one
/// Cluster.
///
/// Safe against web pages: a page that a browser on the same machine shows can reach 127.0.0.1, so requests for another
/// host name (DNS rebinding) and requests with an Origin are refused, and faults need a token that only the parent
/// process has read.
///
/// Thread-safe. One mutex guards all state; nothing is written to a socket while it is held.
class MasterFront
{
public:
    /// `options.cluster.port` is the port it listens on. `clock` must outlive it. `token` is what faults need.
    MasterFront(const Options& options, const Clock& clock, QByteArray token);

    /// Answers one request; returns whether the connection can serve another.
    bool respond(const HttpRequest& request, HttpConnection& connection);

    /// Moves the cluster's time on, for ever.
    [[noreturn]] void keepTime();

private:
    HttpReply answer(const HttpRequest& request);
    /// How long an answer to a scheduler's call is held back.
    std::chrono::milliseconds nextDelay(const HttpRequest& request);
    bool isFromElsewhere(const HttpRequest& request, bool isSchedulerPath) const;
    std::optional<HttpReply> leadershipReply(const QByteArray& path) const;
    HttpReply answerScheduler(const HttpRequest& request);
    HttpReply answerOperator(const HttpRequest& request);
    HttpReply answerFault(const HttpRequest& request);
    std::expected<int, QByteArray> cause(Fault fault, const JsonValue& body);
    bool serveStream(const QByteArray& streamId, HttpConnection& connection);

    const Options m_options;
    const QByteArray m_token;
    std::mutex m_mutex;
    std::condition_variable m_changed; ///< something was done to the cluster
    Cluster m_cluster;
    StreamShape m_shape = StreamShape::RecordPerChunk;
    int m_delays = 0; ///< calls still to be answered late
    std::chrono::milliseconds m_delay{0};
    int m_refusals = 0; ///< requests still to be refused
    int m_refusalStatus = 0;
    QByteArray m_redirect; ///< HOST:PORT, or empty
};

} // namespace mesoscribe::practice
