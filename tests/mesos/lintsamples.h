// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>

/// Texts of calls that the tests of the linter are made of.
namespace lintsamples {

inline const QByteArray Framework = R"("framework_id":{"value":"F"})";
inline const QByteArray Command = R"("command":{"value":"x"})";
inline const QByteArray UserAndName = R"("user":"u","name":"n")";
inline const QByteArray MultiRole = R"("capabilities":[{"type":"MULTI_ROLE"}])";

inline QByteArray cpus(const QByteArray& amount)
{
    return R"("resources":[{"name":"cpus","type":"SCALAR","scalar":{"value":)" + amount + "}}]";
}
inline const QByteArray Cpus = cpus("0.1");

inline QByteArray call(const QByteArray& type, const QByteArray& member = {}, const QByteArray& content = {})
{
    QByteArray json = "{" + Framework + R"(,"type":")" + type + '"';
    if (!member.isEmpty())
        json += ",\"" + member + "\":" + content;
    return json + '}';
}

/// A TaskInfo; `members` beside its name and ids.
inline QByteArray task(const QByteArray& members, const QByteArray& id = "t", const QByteArray& agent = "a1")
{
    return R"({"name":"n","task_id":{"value":")" + id + R"("},"agent_id":{"value":")" + agent + R"("},)" + members +
           '}';
}

inline QByteArray launch(const QByteArray& tasks, const QByteArray& offers = R"([{"value":"o1"}])")
{
    return call("ACCEPT", "accept",
                R"({"offer_ids":)" + offers + R"(,"operations":[{"type":"LAUNCH","launch":{"task_infos":[)" + tasks +
                    "]}}]}");
}

inline QByteArray op(const QByteArray& type, const QByteArray& member, const QByteArray& content,
                     const QByteArray& more = {})
{
    return call("ACCEPT", "accept",
                R"({"offer_ids":[{"value":"o1"}],"operations":[{"type":")" + type + '"' + more + ",\"" + member +
                    "\":" + content + "}]}");
}

/// A SUBSCRIBE; `more` stands behind its framework_info, `first` at the very beginning.
inline QByteArray sub(const QByteArray& info, const QByteArray& more = {}, const QByteArray& first = {})
{
    return "{" + first + R"("type":"SUBSCRIBE","subscribe":{"framework_info":{)" + info + "}" + more + "}}";
}

} // namespace lintsamples
