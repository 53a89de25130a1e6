// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "practice/jsonvalue.h"

#include <QRegularExpression>

#include <expected>
#include <map>
#include <optional>

namespace mesoscribe::practice {

/// Which agents a framework wants offers of, by role (OfferConstraints in scheduler.proto;
/// src/master/allocator/mesos/offer_constraints_filter.cpp). Patterns are those of Perl, which are a little more than
/// the RE2 of a real master.
class OfferConstraints
{
public:
    OfferConstraints() = default;

    /// From the message. The error is Mesos's own, e.g. "A role eng has an invalid 'AttributeConstraint': Unknown
    /// predicate type".
    static std::expected<OfferConstraints, QByteArray> fromJson(const JsonValue& message);

    /// Roles without constraints exclude nothing.
    bool isExcluded(const QByteArray& role, const QByteArray& hostname, const JsonArray& attributes) const;

    /// The message they were read from; an empty object when there was none.
    const JsonValue& message() const { return m_message; }

private:
    struct Constraint
    {
        QByteArray attribute; ///< its name; empty for a pseudoattribute
        bool isHostname = false;
        QByteArray predicate; ///< the name of the member, e.g. "text_equals"
        QByteArray text;
        QRegularExpression pattern;

        bool isMet(const QByteArray& hostname, const JsonArray& attributes) const;
        bool isMetByText(const QByteArray& value) const;
    };
    using Group = std::vector<Constraint>;

    static std::expected<Constraint, QByteArray> readConstraint(const JsonValue& json);

    JsonValue m_message = JsonObject();
    std::map<QByteArray, std::vector<Group>> m_groups; ///< by role; one group must be met as a whole
};

} // namespace mesoscribe::practice
