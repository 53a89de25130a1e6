// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "practice/cluster.h"
#include "practice/validation.h"

#include <algorithm>

/// Subscriptions: how frameworks come, stay, fail over and go.
namespace mesoscribe::practice {

using namespace std::chrono_literals;

namespace {

/// --max_completed_frameworks
constexpr size_t MaxCompletedFrameworks = 50;
/// Until the agents know who speaks for a framework now.
constexpr std::chrono::milliseconds AgentsHear = 30ms;

QByteArray mismatch(const QByteArray& principal, const QByteArray& expected)
{
    return "Authenticated principal '" + principal + "' does not match principal '" + expected +
           "' set in `FrameworkInfo`";
}

} // namespace

QByteArray Cluster::openStream()
{
    const QByteArray streamId = m_ids.uuid();
    m_streams[streamId] = {};
    return streamId;
}

QByteArray Cluster::subscribe(const JsonValue& call, const std::optional<QByteArray>& principal)
{
    const QByteArray streamId = openStream();
    JsonValue subscribe = call.at("subscribe");
    JsonValue info = subscribe.at("framework_info");
    if (principal && !info.has("principal"))
        info.set("principal", *principal);
    subscribe.set("framework_info", info);

    if (const auto error = subscriptionError(subscribe)) {
        refuse(streamId, *error);
        return streamId;
    }

    QByteArray frameworkId = info.at("id").at("value").text();
    if (frameworkId.isEmpty())
        frameworkId = m_masterId + '-' + QByteArray::number(m_nextFramework++).rightJustified(4, '0');
    const auto [position, isNew] = m_frameworks.try_emplace(frameworkId);
    Framework& framework = position->second;
    if (isNew) {
        framework.id = frameworkId;
        framework.registeredAt = m_clock.wall();
    } else {
        // These two never change after the first subscription; other values are put back in silence.
        info.set("user", framework.info.at("user"));
        info.remove("checkpoint");
        if (framework.info.has("checkpoint"))
            info.set("checkpoint", framework.info.at("checkpoint"));
        subscribe.set("framework_info", info);
        if (const auto error = frameworkUpdateError(framework.info, info)) {
            refuse(streamId, *error);
            return streamId;
        }
    }

    if (framework.isConnected) {
        sendEvent(framework, events::error("Framework failed over"));
        endStream(framework.streamId, StreamItem::Kind::End);
        m_timers.cancel(framework.heartbeat);
    }
    removeOffersOf(frameworkId);
    dropFilters(framework, {});
    applyInfo(framework, subscribe);
    connectFramework(framework, streamId);
    return streamId;
}

void Cluster::refuse(const QByteArray& streamId, const QByteArray& error)
{
    send(streamId, {StreamItem::Kind::Record, events::error(error).toJson()});
    endStream(streamId, StreamItem::Kind::End);
}

std::optional<QByteArray> Cluster::frameworkInfoError(const JsonValue& info) const
{
    if (const Refusal error = frameworkError(info))
        return error;
    if (!m_options.roles.isEmpty()) {
        QByteArrayList unlisted;
        for (const QByteArray& role : rolesOf(info)) {
            if (role != "*" && !m_options.roles.contains(role))
                unlisted += role;
        }
        if (!unlisted.isEmpty())
            return "Roles " + setText(unlisted) + " are not present in the master's --roles";
    }
    const QByteArray& id = info.at("id").at("value").text();
    if (!id.isEmpty() && std::ranges::find(m_completed, id) != m_completed.end())
        return "Framework has been removed";
    return {};
}

std::optional<QByteArray> Cluster::subscriptionError(const JsonValue& subscribe) const
{
    if (const auto error = frameworkInfoError(subscribe.at("framework_info")))
        return error;
    return subscriptionOptionsError(subscribe);
}

void Cluster::applyInfo(Framework& framework, const JsonValue& member)
{
    framework.info = member.at("framework_info");
    framework.info.set("id", idObject(framework.id));
    framework.roles = rolesOf(framework.info);
    framework.suppressed.clear();
    for (const JsonValue& role : member.at("suppressed_roles").array())
        framework.suppressed.insert(role.text());
    framework.offerConstraints =
        OfferConstraints::fromJson(member.at("offer_constraints")).value_or(OfferConstraints());
}

void Cluster::connectFramework(Framework& framework, const QByteArray& streamId)
{
    m_timers.cancel(framework.failover);
    framework.failover = 0;
    framework.streamId = streamId;
    framework.isConnected = true;
    framework.reregisteredAt = m_clock.wall();
    m_streams[streamId].frameworkId = framework.id;

    const double heartbeatSeconds = double(m_options.heartbeat.count()) / 1000;
    sendEvent(framework, events::subscribed(framework.id, heartbeatSeconds, masterInfo()));
    beat(framework.id, now());
    requestAllocation(When::AtOnce);
    // The master tells the agents, who send again what waits for an acknowledgement.
    m_timers.set(now() + AgentsHear, [this, frameworkId = framework.id](SteadyTime) {
        if (const auto owner = m_frameworks.find(frameworkId); owner != m_frameworks.end())
            resumeUpdates(owner->second, {});
    });
}

void Cluster::beat(const QByteArray& frameworkId, SteadyTime due)
{
    const auto found = m_frameworks.find(frameworkId);
    if (found == m_frameworks.end() || !found->second.isConnected)
        return;
    Framework& framework = found->second;
    if (int& skipped = m_skippedHeartbeats[framework.streamId]; skipped > 0)
        --skipped;
    else
        sendEvent(framework, events::heartbeat());
    framework.heartbeat =
        m_timers.set(due + m_options.heartbeat, [this, frameworkId](SteadyTime next) { beat(frameworkId, next); });
}

void Cluster::closeStream(const QByteArray& streamId)
{
    const auto stream = m_streams.find(streamId);
    if (stream == m_streams.end())
        return;
    const QByteArray frameworkId = stream->second.frameworkId;
    m_streams.erase(stream);
    m_skippedHeartbeats.erase(streamId);
    const auto framework = m_frameworks.find(frameworkId);
    if (framework != m_frameworks.end() && framework->second.isConnected && framework->second.streamId == streamId)
        disconnectFramework(framework->second);
}

void Cluster::disconnectFramework(Framework& framework)
{
    framework.isConnected = false;
    m_timers.cancel(framework.heartbeat);
    removeOffersOf(framework.id);
    dropFilters(framework, {});

    const double seconds = framework.info.at("failover_timeout").toDouble();
    if (seconds <= 0) {
        removeFramework(QByteArray(framework.id));
        return;
    }
    const auto timeout = std::chrono::milliseconds(qint64(seconds * 1000));
    framework.failover =
        m_timers.set(now() + timeout, [this, frameworkId = framework.id](SteadyTime) { removeFramework(frameworkId); });
}

void Cluster::removeFramework(const QByteArray& frameworkId)
{
    const auto found = m_frameworks.find(frameworkId);
    if (found == m_frameworks.end())
        return;
    Framework& framework = found->second;
    forgetTasks(framework);
    dropOperations(framework);
    removeOffersOf(frameworkId);
    dropFilters(framework, {});
    m_timers.cancel(framework.heartbeat);
    m_timers.cancel(framework.failover);
    if (framework.isConnected)
        endStream(framework.streamId, StreamItem::Kind::End);
    m_completed.push_back(frameworkId);
    if (m_completed.size() > MaxCompletedFrameworks)
        m_completed.pop_front();
    m_frameworks.erase(found);
    requestAllocation(When::NextRound);
}

CallAnswer Cluster::handle(const JsonValue& call, const std::optional<QByteArray>& principal,
                           const std::optional<QByteArray>& streamId)
{
    const auto found = m_frameworks.find(call.at("framework_id").at("value").text());
    if (found == m_frameworks.end())
        return {400, "Framework cannot be found"};
    Framework& framework = found->second;
    const QByteArray& owner = framework.info.at("principal").text();
    if (principal && *principal != owner)
        return {400, mismatch(*principal, owner)};
    if (!framework.isConnected)
        return {403, "Framework is not subscribed"};
    if (!streamId)
        return {400, "All non-subscribe calls should include the 'Mesos-Stream-Id' header"};
    if (*streamId != framework.streamId) {
        return {400,
                "The stream ID '" + *streamId +
                    "' included in this request didn't match the stream ID currently associated with framework ID " +
                    framework.id};
    }

    const QByteArray& type = call.at("type").text();
    const JsonValue& content = call.at(type.toLower());
    if (type == "UNKNOWN")
        return {501, "501 Not Implemented."};
    if (type == "UPDATE_FRAMEWORK")
        return updateFramework(framework, content);
    if (type == "TEARDOWN")
        removeFramework(QByteArray(framework.id));
    else if (type == "ACCEPT")
        accept(framework, content);
    else if (type == "DECLINE")
        decline(framework, content);
    else if (type == "REVIVE")
        revive(framework, content);
    else if (type == "SUPPRESS")
        suppress(framework, content);
    else if (type == "KILL")
        kill(framework, content);
    else if (type == "ACKNOWLEDGE")
        acknowledge(framework, content);
    else if (type == "SHUTDOWN")
        shutdownExecutor(framework, content);
    else if (type == "MESSAGE")
        passMessage(framework, content);
    else if (type == "RECONCILE")
        reconcile(framework, content.at("tasks").array());
    else if (type == "RECONCILE_OPERATIONS")
        reconcileOperations(framework, content.at("operations").array());
    else if (type == "ACKNOWLEDGE_OPERATION_STATUS")
        acknowledgeOperation(framework, content);
    else if (type == "ACCEPT_INVERSE_OFFERS" || type == "DECLINE_INVERSE_OFFERS")
        answerInverseOffers(framework, content, type == "ACCEPT_INVERSE_OFFERS");
    // What is left is REQUEST, which the allocator of Mesos ignores as well.
    return {};
}

CallAnswer Cluster::updateFramework(Framework& framework, const JsonValue& update)
{
    const JsonValue& info = update.at("framework_info");
    if (const auto error = frameworkInfoError(info))
        return {400, "Supplied FrameworkInfo is not valid: " + *error};
    if (const auto error = frameworkUpdateError(framework.info, info))
        return {400, "FrameworkInfo update is not valid: " + *error};
    if (const auto error = subscriptionOptionsError(update))
        return {400, "'UpdateFramework' call is not valid: " + *error};

    const QSet<QByteArray> suppressedBefore = framework.suppressed;
    applyInfo(framework, update);
    QByteArrayList unwanted;
    for (const auto& [number, offer] : m_offers) {
        if (offer.frameworkId == framework.id && !framework.roles.contains(offer.role))
            unwanted += offer.id;
    }
    for (const QByteArray& offerId : unwanted)
        rescind(offerId);
    const QSet<QByteArray> revived = suppressedBefore - framework.suppressed;
    if (!revived.isEmpty())
        dropFilters(framework, revived.values());
    requestAllocation(When::AtOnce);
    return {200, {}};
}

void Cluster::send(const QByteArray& streamId, StreamItem item)
{
    const auto stream = m_streams.find(streamId);
    if (stream != m_streams.end() && !stream->second.isOver)
        stream->second.items.push_back(std::move(item));
}

void Cluster::endStream(const QByteArray& streamId, StreamItem::Kind how)
{
    send(streamId, {how, {}});
    if (const auto stream = m_streams.find(streamId); stream != m_streams.end())
        stream->second.isOver = true;
}

void Cluster::sendEvent(const Framework& framework, const JsonValue& event)
{
    if (framework.isConnected)
        send(framework.streamId, {StreamItem::Kind::Record, event.toJson()});
}

} // namespace mesoscribe::practice
