// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "session/session.h"
#include "support/fakemaster.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <atomic>

namespace mesoscribe::test {

/// The computer's own clocks, and sleep at will.
class SleepyClock final : public Clock
{
public:
    WallTime wall() const override { return m_system.wall() + std::chrono::milliseconds(m_wall); }
    SteadyTime steady() const override { return m_system.steady(); }

    /// As if the computer had slept: only the wall clock goes on.
    void sleep(std::chrono::milliseconds time) { m_wall += time.count(); }

private:
    SystemClock m_system;
    std::atomic<qint64> m_wall{0};
};

/// A session without jitter.
class Bench
{
public:
    SleepyClock clock;
    Session session{clock, [] { return 0.5; }};

    const SessionState& state() const { return session.state(); }

    static SubscribeSettings settings(const FakeMaster& master)
    {
        SubscribeSettings settings = SubscribeSettings::fresh(QStringLiteral("ann"));
        settings.masters = master.url().toString(QUrl::RemovePath);
        return settings;
    }

    void subscribe(const FakeMaster& master) { session.subscribe(settings(master), {}); }
};

inline QByteArray liveStream(const QByteArray& frameworkId = "F1", const QByteArray& streamId = "S1",
                             double heartbeat = 15.0)
{
    return streamHead(streamId) + chunk(record(subscribedJson(frameworkId, heartbeat))) +
           chunk(record(heartbeatJson()));
}

inline QByteArray offersJson(const QList<QByteArray>& ids)
{
    QByteArray offers;
    for (const QByteArray& id : ids) {
        if (!offers.isEmpty())
            offers += ',';
        offers += R"({"id":{"value":")" + id +
                  R"("},"framework_id":{"value":"F1"},"agent_id":{"value":"A1"},"hostname":"web1","resources":[]})";
    }
    return R"({"type":"OFFERS","offers":{"offers":[)" + offers + "]}}";
}

/// 16 bytes made of one letter, as they stand in JSON.
inline QByteArray uuid(char letter)
{
    return QByteArray(16, letter).toBase64();
}

/// An UPDATE; without a letter it has no uuid.
inline QByteArray updateJson(const QByteArray& task, const QByteArray& state, char letter = '\0')
{
    const QByteArray id = letter ? R"(,"uuid":")" + uuid(letter) + '"' : QByteArray();
    return R"({"type":"UPDATE","update":{"status":{"task_id":{"value":")" + task + R"("},"state":")" + state +
           R"(","agent_id":{"value":"A1"})" + id + "}}}";
}

inline QByteArray operationJson(const QByteArray& operation, const QByteArray& state, char letter)
{
    return R"({"type":"UPDATE_OPERATION_STATUS","update_operation_status":{"status":{"operation_id":{"value":")" +
           operation + R"("},"state":")" + state + R"(","agent_id":{"value":"A1"},"uuid":{"value":")" + uuid(letter) +
           R"("}}}})";
}

inline QByteArray recordChunk(const QByteArray& json)
{
    return chunk(record(json));
}

/// What a master says to most calls.
inline QByteArray accepted()
{
    return answerBytes(202, {}, {});
}

/// An ACCEPT that launches.
inline QByteArray launchJson(const QByteArray& offer, const QByteArray& task)
{
    return R"({"framework_id":{"value":"F1"},"type":"ACCEPT","accept":{"offer_ids":[{"value":")" + offer +
           R"("}],"operations":[{"type":"LAUNCH","launch":{"task_infos":[{"name":")" + task +
           R"(","task_id":{"value":")" + task + R"("},"agent_id":{"value":"A1"},"resources":[]}]}}]}})";
}

/// The later calls that a master got, whichever connection they came on.
inline QList<FakeRequest> callsTo(const FakeMaster& master)
{
    QList<FakeRequest> calls;
    for (const FakeRequest& request : master.requests()) {
        if (!request.body.contains(R"("SUBSCRIBE")"))
            calls.append(request);
    }
    return calls;
}

inline QStringList typesOf(const QList<FakeRequest>& calls)
{
    QStringList types;
    for (const FakeRequest& call : calls)
        types.append(QJsonDocument::fromJson(call.body)[QStringLiteral("type")].toString());
    return types;
}

inline QStringList callTypes(const FakeMaster& master)
{
    return typesOf(callsTo(master));
}

} // namespace mesoscribe::test
