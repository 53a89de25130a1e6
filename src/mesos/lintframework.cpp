// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "mesos/lintrules.h"
#include "mesos/role.h"
#include "mesos/schemamessages.h"

#include <QSet>

#include <algorithm>
#include <cmath>

namespace mesoscribe {

using namespace Qt::Literals::StringLiterals;
using Kind = LintFinding::Kind;
using Severity = LintFinding::Severity;

namespace {

/// A Duration is a signed 64-bit count of nanoseconds.
constexpr double LongestDurationSeconds = 9223372036.0;

class FrameworkRules
{
public:
    FrameworkRules(const LintNode& info, const LintPath& path, LintScope scope)
        : m_info(info)
        , m_path(path)
        , m_scope(scope)
        , m_report(scope.report)
    {
    }

    void check()
    {
        for (const LintNode* capability : lintItems(m_info.member("capabilities"))) {
            const LintNode* type = capability->member("type");
            m_isMultiRole = m_isMultiRole || (type && type->isString() && type->text == "MULTI_ROLE");
        }
        roles();
        if (const std::optional<QByteArray> id = lintIdText(m_info.member("id")); id && !id->isEmpty())
            lintId(m_info.member("id"), m_path.child("id"), Severity::Refused, m_scope);
        offerFilters();
        const LintNode* timeout = m_info.member("failover_timeout");
        if (const std::optional<double> seconds = lintDouble(timeout);
            seconds && !(std::abs(*seconds) <= LongestDurationSeconds))
            m_report.add(Kind::TimeoutTooLong, Severity::Refused, m_path.child("failover_timeout"), *timeout,
                         {lintText(timeout->text), {}, {}});
    }

    bool holds(const QByteArray& role) const { return m_roles.contains(role); }

private:
    void roles()
    {
        const LintNode* role = m_info.member("role");
        const LintNode* list = m_info.member("roles");
        const std::vector<const LintNode*> roles = lintItems(list);
        if (role && !roles.empty())
            m_report.add(Kind::BothRoleFormats, Severity::Refused, m_path.child("role"), *role,
                         {u"role"_s, u"FrameworkInfo"_s, u"roles"_s});
        else if (role && m_isMultiRole)
            m_report.add(Kind::RoleWithMultiRole, Severity::Refused, m_path.child("role"), *role,
                         {lintText(role->text), {}, {}});
        else if (!roles.empty() && !m_isMultiRole)
            m_report.add(Kind::RolesNeedMultiRole, Severity::Refused, m_path.child("roles"), *list);

        if (m_isMultiRole) {
            qsizetype index = 0;
            for (const LintNode* item : roles)
                take(*item, m_path.item("roles", index++));
        } else if (role) {
            take(*role, m_path.child("role"));
        } else {
            m_roles.insert("*");
        }
    }

    void take(const LintNode& role, const LintPath& path)
    {
        if (!role.isString())
            return;
        const LintWords words{lintText(role.text), u"FrameworkInfo"_s, {}};
        if (roleProblem(QString::fromUtf8(role.text)))
            m_report.add(Kind::InvalidRole, Severity::Refused, path, role, words);
        else if (m_roles.contains(role.text))
            m_report.add(Kind::DuplicateEntry, Severity::Refused, path, role, words);
        m_roles.insert(role.text);
    }

    void offerFilters()
    {
        const LintNode* filters = m_info.member("offer_filters");
        if (!filters)
            return;
        const LintPath filtersPath = m_path.child("offer_filters");
        for (const LintMember* filter : lintEntries(filters)) {
            const LintNode* least = filter->value.member("min_allocatable_resources");
            if (!least)
                continue;
            const LintPath filterPath = filtersPath.child(filter->name);
            const LintPath leastPath = filterPath.child("min_allocatable_resources");
            qsizetype index = 0;
            for (const LintNode* group : lintItems(least->member("quantities")))
                quantities(*group, leastPath.item("quantities", index++));
        }
    }

    void quantities(const LintNode& group, const LintPath& path)
    {
        const LintNode* quantities = group.member("quantities");
        const LintPath place = path.child("quantities");
        const std::vector<const LintMember*> entries = lintEntries(quantities);
        if (entries.empty()) {
            m_report.add(Kind::BadQuantity, Severity::Refused, place, quantities ? *quantities : group);
            return;
        }
        for (const LintMember* quantity : entries) {
            const LintNode* value = quantity->value.member("value");
            const std::optional<double> amount = lintDouble(value);
            if (amount && (*amount < 0 || std::isinf(*amount) || std::fpclassify(*amount) == FP_SUBNORMAL))
                m_report.add(Kind::BadQuantity, Severity::Refused, place.child(quantity->name).child("value"), *value,
                             {lintText(value->text), {}, {}});
        }
    }

    const LintNode& m_info;
    const LintPath& m_path;
    LintScope m_scope;
    LintReport& m_report;
    bool m_isMultiRole = false;
    QSet<QByteArray> m_roles;
};

void emptyList(const LintNode& holder, QByteArrayView list, const LintPath& path, LintScope scope)
{
    scope.report.add(Kind::EmptyList, Severity::Refused, path.child(list), holder.offset, 1,
                     {lintText(list), u"OfferConstraints"_s, {}});
}

bool namesAnAttribute(const LintNode& selector)
{
    const LintNode* type = selector.member("pseudoattribute_type");
    const bool isKnown =
        type && type->isString() && (type->text == "HOSTNAME" || type->text == "REGION" || type->text == "ZONE");
    const bool isUnknown = type && type->isString() && type->text == "UNKNOWN";
    return isKnown || (!isUnknown && selector.member("attribute_name"));
}

/// An AttributeConstraint; regular expressions are left to the master, which has RE2 for them.
void lintConstraint(const LintNode& constraint, const LintPath& path, LintScope scope)
{
    const LintNode* selector = constraint.member("selector");
    if (selector && selector->isObject() && !namesAnAttribute(*selector))
        scope.report.add(Kind::BadConstraint, Severity::Refused, path.child("selector"), *selector,
                         {u"selector"_s, {}, {}});
    const LintNode* predicate = constraint.member("predicate");
    const bool isEmpty = predicate && predicate->isObject() &&
                         std::ranges::none_of(schema::attributeConstraintPredicate.fields, [&](const auto& field) {
                             return predicate->member({field.name.data(), field.name.size()});
                         });
    if (isEmpty)
        scope.report.add(Kind::BadConstraint, Severity::Refused, path.child("predicate"), *predicate,
                         {u"predicate"_s, {}, {}});
}

void lintRoleConstraints(const LintNode& constraints, const LintPath& path, LintScope scope)
{
    if (!constraints.isObject() && !constraints.isNull())
        return;
    const std::vector<const LintNode*> groups = lintItems(constraints.member("groups"));
    if (groups.empty())
        emptyList(constraints, "groups", path, scope);
    qsizetype index = 0;
    for (const LintNode* group : groups) {
        const LintPath place = path.item("groups", index++);
        const std::vector<const LintNode*> items = lintItems(group->member("attribute_constraints"));
        if (items.empty() && group->isObject())
            emptyList(*group, "attribute_constraints", place, scope);
        qsizetype at = 0;
        for (const LintNode* item : items)
            lintConstraint(*item, place.item("attribute_constraints", at++), scope);
    }
}

} // namespace

void lintFrameworkRules(const LintNode& member, const LintPath& path, LintScope scope)
{
    const LintNode* info = member.member("framework_info");
    if (!info || !info->isObject())
        return;
    const LintPath infoPath = path.child("framework_info");
    FrameworkRules rules(*info, infoPath, scope);
    rules.check();

    qsizetype index = 0;
    for (const LintNode* role : lintItems(member.member("suppressed_roles"))) {
        const LintPath place = path.item("suppressed_roles", index++);
        if (role->isString() && !rules.holds(role->text))
            scope.report.add(Kind::RoleNotHeld, Severity::Refused, place, *role,
                             {lintText(role->text), u"suppressed_roles"_s, {}});
    }
    const LintNode* constraints = member.member("offer_constraints");
    const LintNode* byRole = constraints ? constraints->member("role_constraints") : nullptr;
    if (!byRole)
        return;
    const LintPath constraintsPath = path.child("offer_constraints");
    const LintPath byRolePath = constraintsPath.child("role_constraints");
    for (const LintMember* constraint : lintEntries(byRole)) {
        const LintPath place = byRolePath.child(constraint->name);
        if (!rules.holds(constraint->name))
            scope.report.add(Kind::RoleNotHeld, Severity::Refused, place, constraint->offset, constraint->length,
                             {lintText(constraint->name), u"offer_constraints"_s, {}});
        lintRoleConstraints(constraint->value, place, scope);
    }
}

} // namespace mesoscribe
