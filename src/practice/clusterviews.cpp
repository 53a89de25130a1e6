// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "mesos/schemamessages.h"
#include "practice/cluster.h"

/// What the operator API shows of the cluster (src/master/readonly_handler.cpp).
namespace mesoscribe::practice {

namespace {

constexpr int AgentPort = 5051;
constexpr const char* Version = "1.12.0";
/// 127.0.0.1 in network order, read as on the host.
constexpr qint64 LoopbackAddress = 16777343;

JsonArray capabilities(std::initializer_list<const char*> types)
{
    JsonArray list;
    for (const char* type : types)
        list.push_back(JsonObject{{"type", type}});
    return list;
}

JsonValue nanoseconds(WallTime time)
{
    return JsonObject{{"nanoseconds", qint64(time.time_since_epoch().count()) * 1'000'000}};
}

/// Sets what is not empty: arrays of protobufs vanish when they are.
void setList(JsonValue& object, const char* name, JsonArray list)
{
    if (!list.empty())
        object.set(name, std::move(list));
}

/// In the order of the file, and with the defaults that Mesos writes even when nothing was set.
JsonValue withDefaults(const schema::MessageSchema& schema, const JsonValue& message)
{
    JsonValue whole = JsonObject();
    for (const schema::FieldSchema& field : schema.fields) {
        const QByteArray name(field.name.data(), field.name.size());
        if (message.has(name))
            whole.set(name, message.at(name));
        else if (!field.isDeprecated && field.type == schema::FieldType::Double && !field.defaultText.isEmpty())
            whole.set(name, QByteArray(field.defaultText.data(), field.defaultText.size()).toDouble());
        else if (!field.isDeprecated && field.type == schema::FieldType::Bool && !field.defaultText.isEmpty())
            whole.set(name, field.defaultText == QLatin1StringView("true"));
    }
    return whole;
}

} // namespace

JsonValue Cluster::masterInfo() const
{
    const QByteArray host = "127.0.0.1";
    const int port = m_options.port;
    return JsonObject{
        {"id", m_masterId},
        {"ip", LoopbackAddress},
        {"port", port},
        {"pid", "master@" + host + ':' + QByteArray::number(port)},
        {"hostname", host},
        {"version", Version},
        {"address", JsonObject{{"hostname", host}, {"ip", host}, {"port", port}}},
        {"capabilities", capabilities({"AGENT_UPDATE", "AGENT_DRAINING", "QUOTA_V2"})},
    };
}

JsonValue Cluster::agentsView() const
{
    JsonArray agents;
    JsonArray recovered;
    for (const Agent& agent : m_agents) {
        JsonValue info = JsonObject{{"hostname", agent.hostname},
                                    {"port", AgentPort},
                                    {"resources", agent.total.toJson(Resources::Format::Bare)}};
        setList(info, "attributes", agent.attributes);
        info.set("id", idObject(agent.id));
        info.set("checkpoint", true);
        if (agent.state == Agent::State::Recovered)
            recovered.push_back(info);
        if (agent.state != Agent::State::Registered && agent.state != Agent::State::Disconnected)
            continue;

        JsonValue view = JsonObject{
            {"agent_info", info},
            {"active", agent.state == Agent::State::Registered},
            {"deactivated", false},
            {"version", Version},
            {"pid", "slave(" + QByteArray::number(agent.number) + ")@127.0.0.1:" + QByteArray::number(AgentPort)},
            {"registered_time", nanoseconds(agent.registeredAt)},
            {"total_resources", agent.total.toJson(Resources::Format::Endpoint)}};
        JsonArray allocated;
        for (const auto& [frameworkId, framework] : m_frameworks) {
            for (const Holding& holding : framework.holdings()) {
                if (holding.agentId != agent.id)
                    continue;
                for (JsonValue& resource : holding.resources.toJson(Resources::Format::Endpoint, holding.role))
                    allocated.push_back(std::move(resource));
            }
        }
        setList(view, "allocated_resources", std::move(allocated));
        JsonArray offered;
        for (const auto& [number, offer] : m_offers) {
            if (offer.agentId != agent.id)
                continue;
            for (JsonValue& resource : offer.resources.toJson(Resources::Format::Endpoint, offer.role))
                offered.push_back(std::move(resource));
        }
        setList(view, "offered_resources", std::move(offered));
        view.set("capabilities",
                 capabilities({"MULTI_ROLE", "HIERARCHICAL_ROLE", "RESERVATION_REFINEMENT", "RESOURCE_PROVIDER",
                               "RESIZE_VOLUME", "AGENT_OPERATION_FEEDBACK", "AGENT_DRAINING", "TASK_RESOURCE_LIMITS"}));
        agents.push_back(std::move(view));
    }
    return JsonObject{{"agents", std::move(agents)}, {"recovered_agents", std::move(recovered)}};
}

JsonValue Cluster::frameworksView() const
{
    JsonArray frameworks;
    for (const auto& [frameworkId, framework] : m_frameworks) {
        JsonValue view = JsonObject{{"framework_info", withDefaults(schema::frameworkInfo, framework.info)},
                                    {"active", framework.isConnected},
                                    {"connected", framework.isConnected},
                                    {"recovered", false},
                                    {"registered_time", nanoseconds(framework.registeredAt)},
                                    {"reregistered_time", nanoseconds(framework.reregisteredAt)}};
        JsonArray offers;
        JsonArray offered;
        for (const auto& [number, offer] : m_offers) {
            if (offer.frameworkId != frameworkId)
                continue;
            offers.push_back(offerView(offer, framework));
            for (JsonValue& resource : offer.resources.toJson(Resources::Format::Endpoint, offer.role))
                offered.push_back(std::move(resource));
        }
        setList(view, "offers", std::move(offers));
        JsonArray allocated;
        for (const Holding& holding : framework.holdings()) {
            for (JsonValue& resource : holding.resources.toJson(Resources::Format::Endpoint, holding.role))
                allocated.push_back(std::move(resource));
        }
        setList(view, "allocated_resources", std::move(allocated));
        setList(view, "offered_resources", std::move(offered));
        view.set("offer_constraints", framework.offerConstraints.message());
        frameworks.push_back(std::move(view));
    }
    return JsonObject{{"frameworks", std::move(frameworks)}, {"completed_frameworks", JsonArray()}};
}

JsonValue Cluster::tasksView() const
{
    const auto describe = [](const Framework& framework, const Task& task, const QByteArray& state) {
        JsonValue view =
            JsonObject{{"name", task.name}, {"task_id", idObject(task.id)}, {"framework_id", idObject(framework.id)}};
        if (task.hasExecutor())
            view.set("executor_id", idObject(task.executorId));
        view.set("agent_id", idObject(task.agentId));
        view.set("state", state);
        setList(view, "resources", task.resources.toJson(Resources::Format::Endpoint, task.role));
        return view;
    };
    JsonArray tasks;
    JsonArray unreachable;
    for (const auto& [frameworkId, framework] : m_frameworks) {
        for (const auto& [taskId, task] : framework.tasks)
            tasks.push_back(describe(framework, task, task.latestState));
        const QByteArray lost = framework.can("PARTITION_AWARE") ? "TASK_UNREACHABLE" : "TASK_LOST";
        for (const auto& [taskId, task] : framework.unreachableTasks)
            unreachable.push_back(describe(framework, task, lost));
    }
    return JsonObject{
        {"tasks", std::move(tasks)}, {"unreachable_tasks", std::move(unreachable)}, {"completed_tasks", JsonArray()}};
}

JsonValue Cluster::executorsView() const
{
    JsonArray executors;
    for (const auto& [frameworkId, framework] : m_frameworks) {
        for (const auto& [key, executor] : framework.executors) {
            if (executor.holdsResources)
                executors.push_back(
                    JsonObject{{"executor_info", executor.info}, {"agent_id", idObject(executor.agentId)}});
        }
    }
    return JsonObject{{"executors", std::move(executors)}};
}

} // namespace mesoscribe::practice
