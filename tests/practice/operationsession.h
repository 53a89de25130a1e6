// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "practice/clusterdriver.h"

namespace mesoscribe::test {

/// A framework "f" on a cluster that holds the latest offer and operates on it.
class OperationSession : public ClusterDriver
{
public:
    static inline const QByteArray Plain = R"("roles":["web"],"capabilities":[{"type":"MULTI_ROLE"}])";
    static inline const QByteArray Refining =
        R"("roles":["web"],"capabilities":[{"type":"MULTI_ROLE"},{"type":"RESERVATION_REFINEMENT"}])";

    explicit OperationSession(const QByteArray& info = Refining, practice::ClusterOptions options = oneAgent())
        : ClusterDriver(std::move(options))
        , stream(subscribe(info + R"(,"id":{"value":"f"})"))
    {
        nextOffer();
    }

    /// Lets the next round pass and takes the last offer that came, or null.
    void nextOffer(std::chrono::milliseconds time = std::chrono::milliseconds(1001))
    {
        pass(time);
        const practice::JsonArray offers = offersIn(records(stream));
        offer = offers.empty() ? practice::JsonValue() : offers.back();
    }

    /// An ACCEPT of the offer; whatever it leaves comes back in the next round unless `filters` say otherwise.
    void accept(const QByteArrayList& operations, const QByteArray& filters = R"({"refuse_seconds":0})")
    {
        send("f", stream, "ACCEPT",
             R"("accept":{"offer_ids":[{"value":")" + idOf(offer) + R"("}],"operations":[)" + operations.join(',') +
                 R"(],"filters":)" + filters + '}');
    }

    /// The operation statuses that have come.
    practice::JsonArray operationStatuses()
    {
        practice::JsonArray statuses;
        for (const practice::JsonValue& record : records(stream)) {
            if (record.at("type").text() == "UPDATE_OPERATION_STATUS")
                statuses.push_back(record.at("update_operation_status").at("status"));
        }
        return statuses;
    }

    void acknowledge(const practice::JsonValue& status)
    {
        send("f", stream, "ACKNOWLEDGE_OPERATION_STATUS",
             R"("acknowledge_operation_status":{"agent_id":)" + status.at("agent_id").toJson() + R"(,"uuid":")" +
                 status.at("uuid").at("value").text() + R"(","operation_id":)" + status.at("operation_id").toJson() +
                 '}');
    }

    /// The offered resources of that name, each as JSON with sorted members.
    QByteArrayList offered(const QByteArray& name) const
    {
        QByteArrayList resources;
        for (const practice::JsonValue& resource : offer.at("resources").array()) {
            if (resource.at("name").text() == name)
                resources += resource.toJson();
        }
        return resources;
    }

    /// "state message" of each.
    static QByteArrayList told(const practice::JsonArray& statuses)
    {
        QByteArrayList texts;
        for (const practice::JsonValue& status : statuses)
            texts += (status.at("state").text() + ' ' + status.at("message").text()).trimmed();
        return texts;
    }

    static QByteArray scalar(const QByteArray& name, const QByteArray& amount, const QByteArray& more = {})
    {
        return R"({"name":")" + name + R"(","type":"SCALAR","scalar":{"value":)" + amount + '}' + more + '}';
    }

    static QByteArray operation(const QByteArray& type, const QByteArray& member, const QByteArray& id = {})
    {
        return R"({"type":")" + type + '"' + (id.isEmpty() ? QByteArray() : R"(,"id":{"value":")" + id + "\"}") +
               ",\"" + type.toLower() + "\":{" + member + "}}";
    }

    /// Of the forms with a list of resources or volumes.
    static QByteArray onResources(const QByteArray& type, const QByteArrayList& resources, const QByteArray& id = {})
    {
        const char* list = type == "CREATE" || type == "DESTROY" ? "volumes" : "resources";
        return operation(type, QByteArray("\"") + list + "\":[" + resources.join(',') + ']', id);
    }

    /// A member that reserves for the role.
    static QByteArray reserved(const QByteArray& role = "web")
    {
        return R"(,"reservations":[{"type":"DYNAMIC","role":")" + role + "\"}]";
    }

    /// A member that makes a disk a persistent volume.
    static QByteArray volume(const QByteArray& id)
    {
        return R"(,"disk":{"persistence":{"id":")" + id + R"("},"volume":{"container_path":"data","mode":"RW"}})";
    }

    QByteArray stream;
    practice::JsonValue offer;
};

} // namespace mesoscribe::test
