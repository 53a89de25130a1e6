// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "practice/cluster.h"
#include "practice/conversions.h"
#include "practice/operationparts.h"
#include "practice/operationrules.h"

#include <algorithm>

/// Operations on resources: what they change, and how their ends are reported (Master::_accept, Master::drop,
/// Master::reconcileOperations; src/status_update_manager).
namespace mesoscribe::practice {

using namespace std::chrono_literals;

namespace {

/// From the master to an agent and back.
constexpr std::chrono::milliseconds RoundTrip = 20ms;
/// What a storage plugin needs to make or remove a volume.
constexpr std::chrono::milliseconds DiskTime = 500ms;
constexpr std::chrono::milliseconds FirstRetry = 10s;
constexpr std::chrono::milliseconds LongestRetry = 10min;

QByteArray agentText(const Agent& agent)
{
    return agent.id + " at slave(" + QByteArray::number(agent.number) + ")@127.0.0.1:5051 (" + agent.hostname + ')';
}

/// What comes before "… does not contain …".
QByteArray containmentPrefix(const JsonValue& operation)
{
    const QByteArray& type = operation.at("type").text();
    if (isDiskOperation(operation))
        return "Invalid " + type + " Operation: ";
    return type.endsWith("_VOLUME") ? "Invalid " + type + " operation: " : QByteArray();
}

} // namespace

void Cluster::operate(Framework& framework, const Offer& offer, const JsonValue& operation, Resources& available,
                      Resources& resized)
{
    if (const Refusal error = operationResourcesError(operation)) {
        dropOperation(framework, operation, "Operation attempted with invalid resources: " + *error);
        return;
    }
    Agent& agent = *findAgent(offer.agentId);
    if (const Refusal error = operationError(operation, {offer.role, framework.info, agent.total, usedOn(agent)})) {
        dropOperation(framework, operation, *error + "; on agent " + agentText(agent));
        return;
    }

    const std::vector<Conversion> conversions =
        conversionsOf(operation, offer.role, isDiskOperation(operation) ? m_ids.uuid() : QByteArray());
    const bool isPipelined = !isDiskOperation(operation) && !operation.at("type").text().endsWith("_VOLUME");
    Resources left = available;
    Resources converted;
    for (const Conversion& conversion : conversions) {
        if (conversion.role != offer.role || !left.contains(conversion.consumed)) {
            dropOperation(framework, operation,
                          containmentPrefix(operation) + left.toText(offer.role) + " does not contain " +
                              conversion.consumed.toText(conversion.role));
            return;
        }
        left.subtract(conversion.consumed);
        if (isPipelined)
            left.add(conversion.converted);
        converted.add(conversion.converted);
    }
    available = left;

    std::chrono::milliseconds time = RoundTrip;
    if (isDiskOperation(operation)) {
        time = DiskTime;
        m_timers.set(now() + time, [this, agentId = agent.id, conversion = conversions.front()](SteadyTime) {
            Agent* owner = findAgent(agentId);
            if (!owner)
                return;
            owner->total.subtract(conversion.consumed);
            owner->total.add(conversion.converted);
            recover(agentId, conversion.consumed);
        });
    } else {
        for (const Conversion& conversion : conversions) {
            for (Resources* held : {&agent.total, &agent.inUse}) {
                held->subtract(conversion.consumed);
                held->add(conversion.converted);
            }
        }
        if (!isPipelined)
            resized.add(converted);
    }
    if (operation.has("id")) {
        Operation& begun = addOperation(framework, offer, operation, time);
        if (isDiskOperation(operation))
            begun.converted = converted.toJson(Resources::Format::Bare, offer.role);
    }
}

Resources Cluster::usedOn(const Agent& agent) const
{
    Resources used;
    for (const auto& [frameworkId, framework] : m_frameworks) {
        for (const Holding& holding : framework.holdings()) {
            if (holding.agentId == agent.id)
                used.add(holding.resources);
        }
    }
    return used;
}

void Cluster::dropOperation(const Framework& framework, const JsonValue& operation, const QByteArray& message)
{
    if (!operation.has("id"))
        return;
    OperationStatus status;
    status.operationId = operation.at("id").at("value").text();
    status.state = "OPERATION_ERROR";
    status.message = message;
    sendEvent(framework, events::updateOperationStatus(status));
}

Operation& Cluster::addOperation(Framework& framework, const Offer& offer, const JsonValue& operation,
                                 std::chrono::milliseconds time)
{
    const quint64 number = ++m_operations;
    Operation& begun = framework.operations[number];
    begun.id = operation.at("id").at("value").text();
    begun.agentId = offer.agentId;
    begun.providerId = providerOf(operation);
    begun.next = m_timers.set(now() + time, [this, frameworkId = framework.id, number](SteadyTime) {
        const auto owner = m_frameworks.find(frameworkId);
        if (owner == m_frameworks.end())
            return;
        Operation& done = owner->second.operations.at(number);
        done.state = "OPERATION_FINISHED";
        done.uuid = m_ids.uuidBytes();
        done.retryAfter = FirstRetry;
        sendOperationUpdate(frameworkId, number);
    });
    return begun;
}

OperationStatus Cluster::statusOf(const Operation& operation) const
{
    OperationStatus status;
    status.operationId = operation.id;
    status.state = operation.state;
    if (operation.state == "OPERATION_FINISHED")
        status.converted = operation.converted;
    status.agentId = operation.agentId;
    status.resourceProviderId = operation.providerId;
    return status;
}

void Cluster::sendOperationUpdate(const QByteArray& frameworkId, quint64 number)
{
    const auto framework = m_frameworks.find(frameworkId);
    if (framework == m_frameworks.end())
        return;
    Operation& operation = framework->second.operations.at(number);
    const Agent* agent = findAgent(operation.agentId);
    if (agent && agent->state == Agent::State::Registered) {
        OperationStatus status = statusOf(operation);
        status.uuid = operation.uuid;
        sendEvent(framework->second, events::updateOperationStatus(status));
    }
    const auto again = [this, frameworkId, number](SteadyTime) { sendOperationUpdate(frameworkId, number); };
    operation.next = m_timers.set(now() + operation.retryAfter, again);
    operation.retryAfter = std::min(operation.retryAfter * 2, LongestRetry);
}

void Cluster::acknowledgeOperation(Framework& framework, const JsonValue& acknowledge)
{
    const QByteArray& agentId = acknowledge.at("agent_id").at("value").text();
    const Agent* agent = findAgent(agentId);
    if (!agent || agent->state != Agent::State::Registered)
        return;
    std::erase_if(framework.operations, [&](const auto& entry) {
        const Operation& operation = entry.second;
        const bool isMeant = operation.id == acknowledge.at("operation_id").at("value").text() &&
                             operation.agentId == agentId && !operation.uuid.isEmpty() &&
                             operation.uuid == acknowledge.at("uuid").text();
        if (isMeant)
            m_timers.cancel(operation.next);
        return isMeant;
    });
}

void Cluster::dropOperations(Framework& framework)
{
    for (const auto& [number, operation] : framework.operations)
        m_timers.cancel(operation.next);
    framework.operations.clear();
}

void Cluster::reportLostOperations(const Agent& agent)
{
    for (const auto& [frameworkId, framework] : m_frameworks) {
        for (const auto& [number, operation] : framework.operations) {
            if (operation.agentId != agent.id)
                continue;
            OperationStatus status = statusOf(operation);
            status.state = "OPERATION_UNREACHABLE";
            status.message = "Agent was marked unreachable";
            status.converted.clear();
            sendEvent(framework, events::updateOperationStatus(status));
        }
    }
}

const Operation* Cluster::findOperation(const Framework& framework, const QByteArray& operationId) const
{
    // An agent that has been away does not tell what it knew.
    const auto found = std::ranges::find_if(framework.operations, [&](const auto& entry) {
        const Agent* agent = findAgent(entry.second.agentId);
        return entry.second.id == operationId && agent && agent->state == Agent::State::Registered;
    });
    return found == framework.operations.end() ? nullptr : &found->second;
}

void Cluster::reconcileOperations(const Framework& framework, const JsonArray& operations)
{
    for (const JsonValue& operation : operations)
        sendEvent(framework, events::updateOperationStatus(reconciledStatus(framework, operation)));
    if (!operations.empty())
        return;
    for (const auto& [number, operation] : framework.operations) {
        if (findOperation(framework, operation.id))
            sendEvent(framework, events::updateOperationStatus(statusOf(operation)));
    }
}

OperationStatus Cluster::reconciledStatus(const Framework& framework, const JsonValue& asked) const
{
    OperationStatus status;
    status.operationId = asked.at("operation_id").at("value").text();
    if (const Operation* known = findOperation(framework, status.operationId))
        return statusOf(*known);
    status.agentId = asked.at("agent_id").at("value").text();
    status.resourceProviderId = asked.at("resource_provider_id").at("value").text();
    status.state = "OPERATION_UNKNOWN";
    const Agent* agent = findAgent(status.agentId);
    if (!asked.has("agent_id")) {
        status.message = "Reconciliation: Operation is unknown and no 'agent_id' was provided";
    } else if (!agent) {
        status.message = "Reconciliation: Both operation and agent are unknown";
    } else if (agent->state == Agent::State::Recovered) {
        status.state = "OPERATION_RECOVERING";
        status.message = "Reconciliation: Agent is recovered but has not re-registered";
    } else if (agent->state == Agent::State::Unreachable) {
        status.state = "OPERATION_UNREACHABLE";
        status.message = "Reconciliation: Agent is unreachable";
    } else {
        status.message = "Reconciliation: Operation is unknown";
    }
    return status;
}

} // namespace mesoscribe::practice
