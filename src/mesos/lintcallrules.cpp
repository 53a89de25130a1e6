// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "mesos/lintrules.h"
#include "mesos/nearestname.h"
#include "mesos/role.h"
#include "mesos/scalarlint.h"
#include "mesos/schemalint.h"

#include <QSet>

#include <algorithm>

namespace mesoscribe {

using namespace Qt::Literals::StringLiterals;
using Kind = LintFinding::Kind;
using Severity = LintFinding::Severity;

namespace {

constexpr double LongestRefusal = 31536000;
constexpr qsizetype UuidBytes = 16;

bool needsMember(QByteArrayView type)
{
    return type != "TEARDOWN" && type != "REVIVE" && type != "SUPPRESS";
}

class CallRules
{
public:
    CallRules(const LintNode& root, LintScope scope)
        : m_root(root)
        , m_scope(scope)
        , m_report(scope.report)
    {
    }

    void check()
    {
        const LintNode* type = m_root.member("type");
        if (!type) {
            m_report.add(Kind::MissingField, Severity::Refused, m_top.child("type"), m_root.offset, 1,
                         {u"type"_s, u"Call"_s, typeOfMembers()});
            return;
        }
        if (!type->isString() || !isKnownType(*type))
            return;
        m_type = type->text;
        m_name = callMemberName(m_type);
        const LintNode* member = m_name.isEmpty() ? nullptr : m_root.member(m_name);
        otherMembers();
        frameworkId();
        if (!member && needsMember(m_type))
            m_report.add(Kind::MissingMember, Severity::Refused, m_top.child(m_name), *type,
                         {QString::fromLatin1(m_name), QString::fromLatin1(m_type), {}});
        static const LintNode Nothing;
        const bool isReadable = member && member->isObject();
        if (isReadable || !needsMember(m_type))
            content(isReadable ? *member : Nothing, isReadable ? *member : *type);
    }

private:
    bool isKnownType(const LintNode& type)
    {
        const schema::EnumSchema& types = *schema::callSchema().field("type"_L1)->values;
        if (types.contains(QUtf8StringView(type.text)) && type.text != "UNKNOWN")
            return true;
        QList<QLatin1StringView> names(types.values.begin(), types.values.end());
        names.removeAll("UNKNOWN"_L1);
        const QString text = lintText(type.text);
        m_report.add(Kind::UnknownType, Severity::Refused, m_top.child("type"), type,
                     {text, {}, nearestName(text, names, 4)});
        return false;
    }

    /// "DECLINE" when the only member of a call is "decline".
    QString typeOfMembers() const
    {
        QString found;
        for (const LintMember& member : m_root.members) {
            if (!member.value.isObject() || member.isOverridden || callMemberName(member.name) != member.name ||
                member.name == "framework_id")
                continue;
            if (!found.isEmpty())
                return {};
            found = QString::fromLatin1(member.name).toUpper();
        }
        return found;
    }

    void otherMembers()
    {
        for (const LintMember& member : m_root.members) {
            const bool isMember = member.name != "framework_id" && member.name != "type" && member.name != m_name &&
                                  schema::callSchema().field(QUtf8StringView(member.name));
            if (isMember && !member.isOverridden && !member.value.isNull())
                m_report.add(Kind::OtherMember, Severity::Ignored, m_top.child(member.name), member.offset,
                             member.length, {lintText(member.name), QString::fromLatin1(m_type), {}});
        }
    }

    void frameworkId()
    {
        if (m_type == "SUBSCRIBE") {
            sameFrameworkIds();
            return;
        }
        const LintNode* id = m_root.member("framework_id");
        const QString expected = m_scope.context.frameworkId.value();
        if (!id) {
            m_report.add(Kind::MissingField, Severity::Refused, m_top.child("framework_id"), m_root.offset, 1,
                         {u"framework_id"_s, u"Call"_s, expected});
            return;
        }
        const std::optional<QByteArray> text = lintIdText(id);
        if (text && !expected.isEmpty() && QString::fromUtf8(*text) != expected)
            m_report.add(Kind::FrameworkIdDiffers, Severity::Refused, m_top.child("framework_id"), lintIdNode(*id),
                         {lintText(*text), {}, expected});
        if (m_type == "UPDATE_FRAMEWORK")
            sameFrameworkIds();
    }

    /// Both unset is fine; a master compares their texts.
    void sameFrameworkIds()
    {
        const LintNode* member = m_root.member(m_name);
        const LintNode* info = member ? member->member("framework_info") : nullptr;
        if (!info || !info->isObject())
            return;
        const LintNode* top = m_root.member("framework_id");
        const LintNode* inner = info->member("id");
        const QByteArray topText = lintIdText(top).value_or(QByteArray());
        const QByteArray innerText = lintIdText(inner).value_or(QByteArray());
        const bool isReadable = (!top || lintIdText(top)) && (!inner || lintIdText(inner));
        if (!isReadable || topText == innerText)
            return;
        const LintPath memberPath = m_top.child(m_name);
        const LintPath infoPath = memberPath.child("framework_info");
        const LintPath innerPath = infoPath.child("id");
        const LintWords words{lintText(topText), lintText(innerText), {}};
        if (inner)
            m_report.add(Kind::FrameworkIdsDiffer, Severity::Refused, innerPath, lintIdNode(*inner), words);
        else
            m_report.add(Kind::FrameworkIdsDiffer, Severity::Refused, m_top.child("framework_id"), lintIdNode(*top),
                         words);
    }

    /// `place`: what a finding about the whole member points at.
    void content(const LintNode& member, const LintNode& place)
    {
        const LintPath path = m_top.child(m_name);
        if (m_type == "SUBSCRIBE" || m_type == "UPDATE_FRAMEWORK")
            lintFrameworkRules(member, path, m_scope);
        else if (m_type == "ACCEPT")
            accept(member, path);
        else if (m_type == "DECLINE")
            decline(member, path);
        else if (m_type == "ACCEPT_INVERSE_OFFERS" || m_type == "DECLINE_INVERSE_OFFERS")
            inverse(member, path);
        else if (m_type == "REVIVE" || m_type == "SUPPRESS")
            roles(member, path, place);
        else if (m_type == "KILL")
            kill(member, path);
        else if (m_type == "SHUTDOWN" || m_type == "MESSAGE")
            executor(member, path);
        else if (m_type == "ACKNOWLEDGE" || m_type == "ACKNOWLEDGE_OPERATION_STATUS")
            acknowledge(member, path);
        else if (m_type == "RECONCILE")
            emptyMeansAll(member, "tasks", path);
        else if (m_type == "RECONCILE_OPERATIONS")
            emptyMeansAll(member, "operations", path);
        else if (m_type == "REQUEST")
            request(member, path);
    }

    bool isEmptyList(const LintNode& member, QByteArrayView list, const LintPath& path, Severity severity)
    {
        if (!lintItems(member.member(list)).empty())
            return false;
        m_report.add(Kind::EmptyList, severity, path.child(list), member.offset, qMin<qsizetype>(member.length, 1),
                     {lintText(list), QString::fromLatin1(m_type), {}});
        return true;
    }

    void emptyMeansAll(const LintNode& member, QByteArrayView list, const LintPath& path)
    {
        if (!isMistaken(member, list))
            isEmptyList(member, list, path, Severity::Hint);
    }

    /// Whether something else stands there: that is said already, and better, as a wrong name.
    static bool isMistaken(const LintNode& member, QByteArrayView list)
    {
        return std::ranges::any_of(
            member.members, [list](const LintMember& given) { return given.name != list && !given.value.isNull(); });
    }

    void accept(const LintNode& member, const LintPath& path)
    {
        isEmptyList(member, "offer_ids", path, Severity::Ignored);
        isEmptyList(member, "operations", path, Severity::Hint);
        lintAcceptRules(member, path, m_scope);
        filters(member, path, false);
    }

    void decline(const LintNode& member, const LintPath& path)
    {
        if (!isEmptyList(member, "offer_ids", path, Severity::Ignored))
            offers(member, path);
        filters(member, path, true);
    }

    void offers(const LintNode& member, const LintPath& path)
    {
        QSet<QString> live;
        for (const LintContext::Offer& offer : m_scope.context.offers)
            live.insert(offer.id.value());
        qsizetype index = 0;
        for (const LintNode* id : lintItems(member.member("offer_ids"))) {
            const LintPath place = path.item("offer_ids", index++);
            const std::optional<QByteArray> text = lintIdText(id);
            if (text && m_scope.context.knowsOffers && !live.contains(QString::fromUtf8(*text)))
                m_report.add(Kind::UnknownOffer, Severity::Ignored, place, lintIdNode(*id),
                             {lintText(*text), QString::fromLatin1(m_type), {}});
        }
    }

    void inverse(const LintNode& member, const LintPath& path)
    {
        isEmptyList(member, "inverse_offer_ids", path, Severity::Ignored);
        filters(member, path, false);
    }

    void filters(const LintNode& member, const LintPath& path, bool wantsFilter)
    {
        const LintNode* filters = member.member("filters");
        const LintNode* seconds = filters ? filters->member("refuse_seconds") : nullptr;
        if (!seconds) {
            if (wantsFilter && (!filters || filters->isObject()))
                m_report.add(Kind::DefaultFilter, Severity::Hint, path.child("filters"), member.offset, 1);
            return;
        }
        const std::optional<double> value = lintDouble(seconds);
        if (!value)
            return;
        const LintPath filtersPath = path.child("filters");
        const LintPath place = filtersPath.child("refuse_seconds");
        const QString text = lintText(seconds->text);
        if (*value == 0)
            m_report.add(Kind::ZeroFilter, Severity::Hint, place, *seconds, {text, {}, {}});
        else if (*value < 0)
            m_report.add(Kind::FilterBent, Severity::Ignored, place, *seconds, {text, {}, u"5"_s});
        else if (*value > LongestRefusal)
            m_report.add(Kind::FilterBent, Severity::Ignored, place, *seconds, {text, {}, u"31536000"_s});
    }

    void roles(const LintNode& member, const LintPath& path, const LintNode& place)
    {
        const std::vector<const LintNode*> roles = lintItems(member.member("roles"));
        if (roles.empty()) {
            if (!isMistaken(member, "roles"))
                m_report.add(Kind::ReservedAllRoles, Severity::Hint, path.child("roles"), place,
                             {{}, QString::fromLatin1(m_type), {}});
            return;
        }
        qsizetype index = 0;
        for (const LintNode* role : roles) {
            const LintPath rolePath = path.item("roles", index++);
            if (!role->isString())
                continue;
            const QString name = QString::fromUtf8(role->text);
            const LintWords words{lintText(role->text), QString::fromLatin1(m_type), {}};
            if (roleProblem(name))
                m_report.add(Kind::InvalidRole, Severity::Ignored, rolePath, *role, words);
            else if (m_scope.context.knowsRoles && !m_scope.context.roles.contains(name))
                m_report.add(Kind::RoleNotHeld, Severity::Ignored, rolePath, *role, words);
        }
    }

    void kill(const LintNode& member, const LintPath& path)
    {
        const LintNode* policy = member.member("kill_policy");
        const LintNode* grace = policy ? policy->member("grace_period") : nullptr;
        const LintNode* nanoseconds = grace ? grace->member("nanoseconds") : nullptr;
        const LintPath policyPath = path.child("kill_policy");
        const LintPath gracePath = policyPath.child("grace_period");
        if (lintDouble(nanoseconds).value_or(0) < 0)
            m_report.add(Kind::NegativeDuration, Severity::Ignored, gracePath.child("nanoseconds"), *nanoseconds,
                         {lintText(nanoseconds->text), QString::fromLatin1(m_type), {}});
        lintId(member.member("task_id"), path.child("task_id"), Severity::Ignored, m_scope);
        lintId(member.member("agent_id"), path.child("agent_id"), Severity::Ignored, m_scope);
    }

    void executor(const LintNode& member, const LintPath& path)
    {
        lintId(member.member("executor_id"), path.child("executor_id"), Severity::Ignored, m_scope);
        lintId(member.member("agent_id"), path.child("agent_id"), Severity::Ignored, m_scope);
    }

    void acknowledge(const LintNode& member, const LintPath& path)
    {
        const bool isOperation = m_type == "ACKNOWLEDGE_OPERATION_STATUS";
        if (isOperation && !member.member("agent_id"))
            m_report.add(Kind::MissingField, Severity::Refused, path.child("agent_id"), member.offset, 1,
                         {u"agent_id"_s, u"Call.AcknowledgeOperationStatus"_s, {}});
        const LintNode* uuid = member.member("uuid");
        if (!uuid || !uuid->isString())
            return;
        const std::optional<QByteArray> bytes = lintBase64(uuid->text);
        if (!bytes)
            return;
        const int version = bytes->size() == UuidBytes ? uchar((*bytes)[6]) >> 4 : 0;
        if (version >= 1 && version <= 5)
            return;
        const QByteArray textual = base64OfTextualUuid(uuid->text);
        m_report.add(textual.isEmpty() ? Kind::NotAUuid : Kind::TextualUuid, Severity::Refused, path.child("uuid"),
                     *uuid, {lintText(uuid->text), {}, QString::fromLatin1(textual)});
    }

    void request(const LintNode& member, const LintPath& path)
    {
        if (isEmptyList(member, "requests", path, Severity::Ignored))
            return;
        qsizetype index = 0;
        for (const LintNode* request : lintItems(member.member("requests"))) {
            const LintPath requestPath = path.item("requests", index++);
            qsizetype at = 0;
            for (const LintNode* resource : lintItems(request->member("resources")))
                lintResourceRules(*resource, requestPath.item("resources", at++), nullptr, m_scope);
        }
    }

    const LintNode& m_root;
    LintScope m_scope;
    LintReport& m_report;
    LintPath m_top;
    QByteArray m_type;
    QByteArray m_name; ///< of its member
};

} // namespace

void lintCallRules(const LintNode& root, LintScope scope)
{
    CallRules(root, scope).check();
}

QList<LintFinding> lintCall(const QByteArray& json, const LintContext& context)
{
    LintReport report;
    const LintDocument document = scanJson(json);
    const LintPath top;
    if (document.problem) {
        report.add(Kind::NotJson, Severity::Refused, top, document.problem->offset, document.problem->length,
                   {QString(document.problem->reason), lintText(document.problem->found), {}});
        return report.take(json);
    }
    for (const auto& [offset, length] : document.bareInfinities)
        report.add(Kind::InfinityNeedsQuotes, Severity::Refused, top, offset, length,
                   {QString::fromLatin1(json.sliced(offset, length)), {}, {}});
    if (document.root.isObject()) {
        lintSchema(document.root, report);
        lintCallRules(document.root, {context, report});
    } else {
        report.add(Kind::NotAnObject, Severity::Refused, top, document.root,
                   {QString(jsonTypeName(document.root.kind)), {}, {}});
    }
    return report.take(json);
}

} // namespace mesoscribe
