// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "mesos/schema.h"
#include "practice/cluster.h"
#include "practice/jsonparser.h"
#include "practice/messagedecoder.h"
#include "practice/validation.h"

#include <QTest>

/// A Cluster without a network, on a clock that only the test moves.
namespace mesoscribe::test {

class HeldClock final : public Clock
{
public:
    WallTime wall() const override { return WallTime(std::chrono::milliseconds(1'795'358'457'000)) + m_passed; }
    SteadyTime steady() const override { return SteadyTime(std::chrono::milliseconds(1000)) + m_passed; }
    void moveTo(SteadyTime time) { m_passed += time - steady(); }

private:
    std::chrono::milliseconds m_passed{0};
};

class ClusterDriver
{
public:
    explicit ClusterDriver(practice::ClusterOptions options = oneAgent())
        : cluster(std::move(options), clock)
    {
    }

    static practice::ClusterOptions oneAgent()
    {
        practice::ClusterOptions options;
        options.agents = 1;
        options.seed = 1;
        return options;
    }

    static practice::ClusterOptions agents(int count)
    {
        practice::ClusterOptions options = oneAgent();
        options.agents = count;
        return options;
    }

    /// A call as the front would hand it on. Fails the test when a master would not take it that far.
    static practice::JsonValue call(const QByteArray& json)
    {
        const auto parsed = practice::parseJson(json);
        if (!parsed)
            qFatal("%s", parsed.error().constData());
        const auto decoded = practice::decodeMessage(schema::callSchema(), *parsed);
        if (!decoded)
            qFatal("%s", decoded.error().constData());
        if (const auto error = practice::callError(*decoded, std::nullopt))
            qFatal("%s", error->constData());
        return *decoded;
    }

    /// Subscribes and returns the stream id. `info` are members of FrameworkInfo besides user and name; `more` of
    /// SUBSCRIBE.
    QByteArray subscribe(const QByteArray& info = R"("roles":["*"],"capabilities":[{"type":"MULTI_ROLE"}])",
                         const QByteArray& more = {}, const std::optional<QByteArray>& principal = {})
    {
        QByteArray id;
        if (const qsizetype at = info.indexOf("\"id\":"); at >= 0)
            id = "\"framework_id\":" + info.sliced(at + 5, info.indexOf('}', at) - at - 4) + ',';
        return cluster.subscribe(call('{' + id +
                                      R"("type":"SUBSCRIBE","subscribe":{"framework_info":{"user":"u","name":"n",)" +
                                      info + '}' + (more.isEmpty() ? QByteArray() : ',' + more) + "}}"),
                                 principal);
    }

    /// A call of the framework; `member` is the call's own member with its name, e.g. R"("decline":{})".
    practice::CallAnswer send(const QByteArray& frameworkId, const QByteArray& streamId, const QByteArray& type,
                              const QByteArray& member = {})
    {
        return cluster.handle(call("{\"framework_id\":{\"value\":\"" + frameworkId + "\"},\"type\":\"" + type + '"' +
                                   (member.isEmpty() ? QByteArray() : ',' + member) + '}'),
                              std::nullopt, streamId);
    }

    /// Lets time pass, everything due on the way happening when it is due.
    void pass(std::chrono::milliseconds time)
    {
        const SteadyTime end = clock.steady() + time;
        for (auto due = cluster.nextDue(); due && *due <= end; due = cluster.nextDue()) {
            clock.moveTo(std::max(*due, clock.steady()));
            cluster.advance();
        }
        clock.moveTo(end);
        cluster.advance();
    }

    /// The records written since the last call, as values with sorted members; the end of the stream is the string
    /// "END" or "BREAK".
    practice::JsonArray records(const QByteArray& streamId)
    {
        practice::JsonArray records;
        for (const practice::StreamItem& item : cluster.take(streamId)) {
            switch (item.kind) {
            case practice::StreamItem::Kind::Record:
            case practice::StreamItem::Kind::BadLengthRecord:
            case practice::StreamItem::Kind::HalfRecord:
                records.push_back(*practice::parseJson(item.json));
                break;
            case practice::StreamItem::Kind::End:
                records.push_back("END");
                break;
            case practice::StreamItem::Kind::Break:
                records.push_back("BREAK");
                break;
            }
        }
        return records;
    }

    /// Their types, "END" and "BREAK", in one line: "SUBSCRIBED HEARTBEAT OFFERS".
    static QByteArray types(const practice::JsonArray& records)
    {
        QByteArrayList types;
        for (const practice::JsonValue& record : records)
            types += record.isString() ? record.text() : record.at("type").text();
        return types.join(' ');
    }

    QByteArray typesOf(const QByteArray& streamId) { return types(records(streamId)); }

    /// Of all OFFERS among the records.
    static practice::JsonArray offersIn(const practice::JsonArray& records)
    {
        practice::JsonArray offers;
        for (const practice::JsonValue& record : records) {
            for (const practice::JsonValue& offer : record.at("offers").at("offers").array())
                offers.push_back(offer);
        }
        return offers;
    }

    /// Of all UPDATEs among the records.
    static practice::JsonArray statusesIn(const practice::JsonArray& records)
    {
        practice::JsonArray statuses;
        for (const practice::JsonValue& record : records) {
            if (record.at("type").text() == "UPDATE")
                statuses.push_back(record.at("update").at("status"));
        }
        return statuses;
    }

    /// The same JSON with sorted members, as records() gives it. The order on the wire is tst_practicemaster's.
    static QByteArray canonical(const QByteArray& json) { return practice::parseJson(json)->toJson(); }

    static QByteArray idOf(const practice::JsonValue& value, const char* member = "id")
    {
        return value.at(member).at("value").text();
    }

    HeldClock clock;
    practice::Cluster cluster;
};

} // namespace mesoscribe::test
