// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "practice/clusterdriver.h"

/// What the tests of tasks share: a framework with an offer, and its calls in one line each.
namespace mesoscribe::test {

using namespace std::chrono_literals;
using practice::JsonArray;
using practice::JsonObject;
using practice::JsonValue;

inline const QByteArray OneCpu = R"([{"name":"cpus","type":"SCALAR","scalar":{"value":1}},)"
                                 R"({"name":"mem","type":"SCALAR","scalar":{"value":32}}])";

/// One framework "f" on one stream, with what it holds.
struct Session : ClusterDriver
{
    /// `more` are further members of FrameworkInfo, each with a comma before it.
    explicit Session(const QByteArray& capabilities = R"({"type":"MULTI_ROLE"})",
                     practice::ClusterOptions options = oneAgent(), const QByteArray& more = {})
        : ClusterDriver(std::move(options))
        , info(R"("roles":["*"],"failover_timeout":60,"id":{"value":"f"},"capabilities":[)" + capabilities + ']' + more)
        , stream(subscribe(info))
    {
        pass(1s);
        received = records(stream);
        offers = offersIn(received);
    }

    /// A TaskInfo; `more` are further members, each with a comma before it.
    QByteArray task(const QByteArray& id, const QByteArray& command, const QByteArray& resources = OneCpu,
                    const QByteArray& more = {}) const
    {
        return R"({"name":")" + id + R"(","task_id":{"value":")" + id + R"("},"agent_id":)" +
               offers[0].at("agent_id").toJson() + R"(,"resources":)" + resources + R"(,"command":{"value":")" +
               command + "\"}" + more + '}';
    }

    /// ACCEPT of the given offers with one LAUNCH.
    practice::CallAnswer launch(const QByteArray& tasks, const QByteArrayList& offerIds,
                                const QByteArray& filters = R"({"refuse_seconds":3600})")
    {
        QByteArrayList ids;
        for (const QByteArray& id : offerIds)
            ids += "{\"value\":\"" + id + "\"}";
        return send("f", stream, "ACCEPT",
                    R"("accept":{"offer_ids":[)" + ids.join(',') +
                        R"(],"operations":[{"type":"LAUNCH","launch":{"task_infos":[)" + tasks + R"(]}}],"filters":)" +
                        filters + '}');
    }

    practice::CallAnswer launch(const QByteArray& tasks) { return launch(tasks, {idOf(offers[0])}); }

    void acknowledge(const JsonValue& status)
    {
        send("f", stream, "ACKNOWLEDGE",
             R"("acknowledge":{"agent_id":)" + status.at("agent_id").toJson() + R"(,"task_id":)" +
                 status.at("task_id").toJson() + R"(,"uuid":")" + status.at("uuid").text() + "\"}");
    }

    /// Acknowledges whatever comes, also in answer to that, and returns all of it.
    JsonArray acknowledgeAll()
    {
        JsonArray all;
        for (JsonArray next = statuses(); !next.empty(); next = statuses()) {
            for (const JsonValue& status : next) {
                all.push_back(status);
                if (status.has("uuid"))
                    acknowledge(status);
            }
        }
        return all;
    }

    /// Launches, and lets time pass in small steps, acknowledging all the while. Returns every status.
    JsonArray run(const QByteArray& taskInfos, std::chrono::milliseconds time)
    {
        launch(taskInfos);
        JsonArray all;
        for (std::chrono::milliseconds passed{0}; passed < time; passed += 50ms) {
            pass(50ms);
            for (JsonValue& status : acknowledgeAll())
                all.push_back(std::move(status));
        }
        return all;
    }

    /// Launches one task and sees it running.
    void start(const QByteArray& taskInfo) { run(taskInfo, 100ms); }

    void kill(const QByteArray& id, const QByteArray& more = {})
    {
        send("f", stream, "KILL", R"("kill":{"task_id":{"value":")" + id + "\"}" + more + '}');
    }

    JsonArray statuses() { return statusesIn(records(stream)); }

    /// "hello TASK_STARTING, …" of all UPDATEs since.
    static QByteArray states(const JsonArray& statuses)
    {
        QByteArrayList states;
        for (const JsonValue& status : statuses)
            states += idOf(status, "task_id") + ' ' + status.at("state").text();
        return states.join(", ");
    }

    QByteArray info;
    QByteArray stream;
    JsonArray received;
    JsonArray offers;
};

} // namespace mesoscribe::test
