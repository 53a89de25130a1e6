// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "practice/offerconstraints.h"

#include <algorithm>

namespace mesoscribe::practice {

namespace {

constexpr const char* Predicates[] = {"exists",          "not_exists",   "text_equals",
                                      "text_not_equals", "text_matches", "text_not_matches"};

/// Predicates that hold for an attribute that is not there.
bool isNegative(const QByteArray& predicate)
{
    return predicate.contains("not_");
}

} // namespace

std::expected<OfferConstraints, QByteArray> OfferConstraints::fromJson(const JsonValue& message)
{
    OfferConstraints constraints;
    if (!message.isNull())
        constraints.m_message = message;
    for (const JsonMember& ofRole : message.at("role_constraints").object()) {
        const QByteArray& role = ofRole.name;
        const JsonArray& groups = ofRole.value.at("groups").array();
        if (groups.empty()) {
            return std::unexpected(
                "'OfferConstraints::role_constraints' has an empty 'RoleConstraints::groups' for role " + role);
        }
        for (const JsonValue& group : groups) {
            Group read;
            for (const JsonValue& json : group.at("attribute_constraints").array()) {
                const std::expected<Constraint, QByteArray> constraint = readConstraint(json);
                if (!constraint) {
                    return std::unexpected("A role " + role +
                                           " has an invalid 'AttributeConstraint': " + constraint.error());
                }
                read.push_back(*constraint);
            }
            // The missing space is Mesos's own.
            if (read.empty()) {
                return std::unexpected("'OfferConstraints::RoleConstraints::groups' for role " + role +
                                       "contains an empty RoleConstraints::Group");
            }
            constraints.m_groups[role].push_back(std::move(read));
        }
    }
    return constraints;
}

std::expected<OfferConstraints::Constraint, QByteArray> OfferConstraints::readConstraint(const JsonValue& json)
{
    const JsonValue& selector = json.at("selector");
    Constraint constraint;
    if (selector.has("pseudoattribute_type")) {
        const QByteArray& type = selector.at("pseudoattribute_type").text();
        if (type != "HOSTNAME" && type != "REGION" && type != "ZONE")
            return std::unexpected("Unknown pseudoattribute type");
        constraint.isHostname = type == "HOSTNAME";
    } else if (selector.has("attribute_name")) {
        constraint.attribute = selector.at("attribute_name").text();
    } else {
        return std::unexpected("Exactly one of 'AttributeConstraint::Selector::name' or "
                               "'AttributeConstraint::Selector::pseudoattribute_type' must be set");
    }

    const JsonValue& predicate = json.at("predicate");
    const auto name =
        std::ranges::find_if(Predicates, [&predicate](const char* known) { return predicate.has(known); });
    if (name == std::end(Predicates))
        return std::unexpected("Unknown predicate type");
    constraint.predicate = *name;
    constraint.text = predicate.at(*name).at("value").text();
    if (!predicate.at(*name).has("regex"))
        return constraint;
    const QByteArray& regex = predicate.at(*name).at("regex").text();
    constraint.pattern.setPattern(QRegularExpression::anchoredPattern(QString::fromUtf8(regex)));
    if (!constraint.pattern.isValid()) {
        return std::unexpected("Failed to construct regex from pattern '" + regex +
                               "': " + constraint.pattern.errorString().toUtf8());
    }
    return constraint;
}

bool OfferConstraints::isExcluded(const QByteArray& role, const QByteArray& hostname, const JsonArray& attributes) const
{
    const auto groups = m_groups.find(role);
    return groups != m_groups.end() && std::ranges::none_of(groups->second, [&](const Group& group) {
               return std::ranges::all_of(
                   group, [&](const Constraint& constraint) { return constraint.isMet(hostname, attributes); });
           });
}

bool OfferConstraints::Constraint::isMet(const QByteArray& hostname, const JsonArray& attributes) const
{
    if (isHostname)
        return isMetByText(hostname);
    const auto found =
        std::ranges::find_if(attributes, [this](const JsonValue& held) { return held.at("name").text() == attribute; });
    // Practice agents are in no region and no zone.
    if (attribute.isEmpty() || found == attributes.end())
        return isNegative(predicate);
    const bool isText = found->at("type").text() == "TEXT";
    if (!isText && predicate != "exists" && predicate != "not_exists")
        return true;
    return isMetByText(found->at("text").at("value").text());
}

bool OfferConstraints::Constraint::isMetByText(const QByteArray& value) const
{
    if (predicate == "exists" || predicate == "not_exists")
        return predicate == "exists";
    const bool isEqual =
        predicate.endsWith("matches") ? pattern.match(QString::fromUtf8(value)).hasMatch() : value == text;
    return isEqual != isNegative(predicate);
}

} // namespace mesoscribe::practice
