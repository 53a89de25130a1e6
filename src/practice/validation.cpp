// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "practice/validation.h"

#include "practice/offerconstraints.h"

#include <algorithm>
#include <cmath>

namespace mesoscribe::practice {

namespace {

constexpr qsizetype LongestId = 255;
/// A Duration is a signed 64-bit count of nanoseconds.
constexpr double LongestDurationSeconds = 9223372036.0;

Refusal rolesError(const JsonValue& info)
{
    const bool isMultiRole = hasCapability(info, "MULTI_ROLE");
    if (isMultiRole && info.has("role"))
        return "'FrameworkInfo.role' must not be set when the framework is MULTI_ROLE capable";
    if (!isMultiRole && !info.at("roles").array().empty())
        return "'FrameworkInfo.roles' must not be set when the framework is not MULTI_ROLE capable";

    QByteArrayList seen;
    QByteArrayList duplicates;
    for (const QByteArray& role : rolesOf(info)) {
        if (!seen.contains(role))
            seen += role;
        else if (!duplicates.contains(role))
            duplicates += role;
    }
    if (!duplicates.isEmpty())
        return "'FrameworkInfo.roles' contains duplicate items: " + setText(duplicates);

    for (const QByteArray& role : seen) {
        if (const Refusal error = roleError(role)) {
            return (isMultiRole ? "'FrameworkInfo.roles' contains invalid role: "
                                : "'FrameworkInfo.role' is not a valid role: ") +
                   *error;
        }
    }
    return {};
}

Refusal quantityError(double value)
{
    switch (std::fpclassify(value)) {
    case FP_INFINITE:
        return "Infinite values not supported";
    case FP_NAN:
        return "NaN not supported";
    case FP_SUBNORMAL:
        return "Subnormal values not supported";
    case FP_ZERO:
        return {};
    default:
        return value < 0 ? Refusal("Negative values not supported") : Refusal();
    }
}

Refusal offerFiltersError(const JsonValue& info)
{
    for (const JsonMember& filter : info.at("offer_filters").object()) {
        for (const JsonValue& group : filter.value.at("min_allocatable_resources").at("quantities").array()) {
            const JsonObject& quantities = group.at("quantities").object();
            if (quantities.empty())
                return "Resource quantities must contain at least one quantity";
            for (const JsonMember& quantity : quantities) {
                if (const Refusal error = quantityError(quantity.value.at("value").toDouble()))
                    return "Invalid resource quantity for '" + quantity.name + "': " + *error;
            }
        }
    }
    return {};
}

Refusal uuidError(const JsonValue& bytes)
{
    const QByteArray& uuid = bytes.text();
    const int version = uuid.size() == 16 ? uchar(uuid[6]) >> 4 : 0;
    return version >= 1 && version <= 5 ? Refusal() : Refusal("Not a valid UUID");
}

bool needsMember(const QByteArray& type)
{
    return type != "TEARDOWN" && type != "REVIVE" && type != "SUPPRESS" && type != "UNKNOWN";
}

Refusal subscribeError(const JsonValue& call, const std::optional<QByteArray>& principal)
{
    if (!call.has("subscribe"))
        return "Expecting 'subscribe' to be present";
    const JsonValue& info = call.at("subscribe").at("framework_info");
    if (info.at("id").at("value").text() != call.at("framework_id").at("value").text())
        return "'framework_id' differs from 'subscribe.framework_info.id'";
    if (principal && info.has("principal") && info.at("principal").text() != *principal) {
        return "Authenticated principal '" + *principal + "' does not match principal '" + info.at("principal").text() +
               "' set in `FrameworkInfo`";
    }
    return {};
}

} // namespace

Refusal roleError(const QByteArray& role)
{
    if (role == "*")
        return {};
    if (role.startsWith('/'))
        return "Role '" + role + "' cannot start with a slash";
    if (role.endsWith('/'))
        return "Role '" + role + "' cannot end with a slash";
    if (role.contains("//"))
        return "Role '" + role + "' cannot contain two adjacent slashes";
    if (role.isEmpty())
        return "Role names cannot be the empty string";
    for (const QByteArray& component : role.split('/')) {
        if (component == "." || component == ".." || component == "*")
            return "Role '" + role + "' cannot include '" + component + "' as a component";
        if (component.startsWith('-'))
            return "Role component '" + component + "' is invalid because it starts with a dash";
        const bool hasBlank =
            std::ranges::any_of(component, [](char c) { return (c >= '\t' && c <= '\r') || c == ' ' || c == '\x7f'; });
        if (hasBlank)
            return "Role component '" + component + "' is invalid because it contains backspace or whitespace";
    }
    return {};
}

Refusal idError(const QByteArray& id)
{
    if (id.isEmpty())
        return "ID must not be empty";
    if (id.size() > LongestId)
        return "ID must not be greater than " + QByteArray::number(LongestId) + " characters";
    if (id == "." || id == "..")
        return "'" + id + "' is disallowed";
    const bool isInvalid =
        std::ranges::any_of(id, [](char c) { return uchar(c) < 0x20 || c == '\x7f' || c == '/' || c == '\\'; });
    return isInvalid ? Refusal("'" + id + "' contains invalid characters") : Refusal();
}

bool hasCapability(const JsonValue& frameworkInfo, QByteArrayView capability)
{
    return std::ranges::any_of(frameworkInfo.at("capabilities").array(),
                               [capability](const JsonValue& held) { return held.at("type").text() == capability; });
}

QByteArrayList rolesOf(const JsonValue& frameworkInfo)
{
    if (!hasCapability(frameworkInfo, "MULTI_ROLE"))
        return {frameworkInfo.has("role") ? frameworkInfo.at("role").text() : QByteArray("*")};
    QByteArrayList roles;
    for (const JsonValue& role : frameworkInfo.at("roles").array())
        roles += role.text();
    return roles;
}

Refusal frameworkError(const JsonValue& frameworkInfo)
{
    if (const Refusal error = rolesError(frameworkInfo))
        return error;
    const QByteArray& id = frameworkInfo.at("id").at("value").text();
    if (const Refusal error = id.isEmpty() ? Refusal() : idError(id))
        return error;
    if (const Refusal error = offerFiltersError(frameworkInfo))
        return error;
    const double timeout = frameworkInfo.at("failover_timeout").toDouble();
    if (!(std::abs(timeout) <= LongestDurationSeconds))
        return "The framework failover_timeout (" + QByteArray::number(timeout, 'g', 6) + ") is invalid";
    return {};
}

Refusal subscriptionOptionsError(const JsonValue& member)
{
    const QByteArrayList roles = rolesOf(member.at("framework_info"));
    QByteArrayList unknown;
    for (const JsonValue& role : member.at("suppressed_roles").array()) {
        if (!roles.contains(role.text()) && !unknown.contains(role.text()))
            unknown += role.text();
    }
    if (!unknown.isEmpty())
        return "Suppressed roles " + setText(unknown) + " are not contained in the set of roles";
    for (const JsonMember& constraint : member.at("offer_constraints").at("role_constraints").object()) {
        if (!roles.contains(constraint.name)) {
            return "Offer constraints specify `role_constraints` for a role '" + constraint.name +
                   "'not contained in the set of roles";
        }
    }
    if (const auto constraints = OfferConstraints::fromJson(member.at("offer_constraints")); !constraints)
        return "Offer constraints are not valid: " + constraints.error();
    return {};
}

Refusal frameworkUpdateError(const JsonValue& oldInfo, const JsonValue& newInfo)
{
    if (!(oldInfo.at("principal") == newInfo.at("principal")))
        return "Changing framework's principal is not allowed.";
    const QByteArray& oldUser = oldInfo.at("user").text();
    const QByteArray& newUser = newInfo.at("user").text();
    if (oldUser != newUser) {
        return "Updating 'FrameworkInfo.user' is unsupported; attempted to update from '" + oldUser + "' to '" +
               newUser + "'";
    }
    const bool oldCheckpoint = oldInfo.at("checkpoint").toBool();
    const bool newCheckpoint = newInfo.at("checkpoint").toBool();
    if (oldCheckpoint != newCheckpoint) {
        const auto word = [](bool value) { return value ? QByteArray("true") : QByteArray("false"); };
        return "Updating 'FrameworkInfo.checkpoint' is unsupported; attempted to update from '" + word(oldCheckpoint) +
               "' to '" + word(newCheckpoint) + "'";
    }
    return {};
}

Refusal callError(const JsonValue& call, const std::optional<QByteArray>& principal)
{
    if (!call.has("type"))
        return "Expecting 'type' to be present";
    const QByteArray& type = call.at("type").text();
    if (type == "SUBSCRIBE")
        return subscribeError(call, principal);
    if (!call.has("framework_id"))
        return "Expecting 'framework_id' to be present";
    const QByteArray member = type.toLower();
    if (needsMember(type) && !call.has(member))
        return "Expecting '" + member + "' to be present";
    const JsonValue& content = call.at(member);
    if (type == "ACKNOWLEDGE" || type == "ACKNOWLEDGE_OPERATION_STATUS") {
        if (const Refusal error = uuidError(content.at("uuid")))
            return error;
    }
    if (type == "ACKNOWLEDGE_OPERATION_STATUS" && !content.has("agent_id"))
        return "Expecting 'agent_id' to be present";
    if (type == "UPDATE_FRAMEWORK" &&
        content.at("framework_info").at("id").at("value").text() != call.at("framework_id").at("value").text())
        return "'framework_id' differs from 'update_framework.framework_info.id'";
    return {};
}

QByteArray setText(QByteArrayList names)
{
    std::ranges::sort(names);
    return "{ " + names.join(", ") + " }";
}

} // namespace mesoscribe::practice
