// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "mesos/lintrules.h"
#include "mesos/schemamessages.h"

#include <QHash>
#include <QSet>

#include <algorithm>

namespace mesoscribe {

using namespace Qt::Literals::StringLiterals;
using Kind = LintFinding::Kind;
using Severity = LintFinding::Severity;

namespace {

template<class T>
T& entryOf(QList<std::pair<QString, T>>& entries, const QString& name)
{
    for (auto& [known, value] : entries) {
        if (known == name)
            return value;
    }
    entries.append({name, T()});
    return entries.last().second;
}

class AcceptRules
{
public:
    AcceptRules(const LintNode& accept, const LintPath& path, LintScope scope)
        : m_accept(accept)
        , m_path(path)
        , m_scope(scope)
        , m_report(scope.report)
    {
    }

    void check()
    {
        offers();
        qsizetype index = 0;
        for (const LintNode* operation : lintItems(m_accept.member("operations"))) {
            const LintPath place = m_path.item("operations", index++);
            if (operation->isObject())
                checkOperation(*operation, place);
        }
    }

private:
    void offers()
    {
        QHash<QString, const LintContext::Offer*> live;
        for (const LintContext::Offer& offer : m_scope.context.offers)
            live.insert(offer.id.value(), &offer);
        QSet<QString> seen;
        const LintContext::Offer* first = nullptr;
        bool areAllKnown = m_scope.context.knowsOffers;
        bool isOneAgent = true;
        qsizetype index = 0;
        for (const LintNode* id : lintItems(m_accept.member("offer_ids"))) {
            const LintPath place = m_path.item("offer_ids", index++);
            const std::optional<QByteArray> text = lintIdText(id);
            if (!text)
                continue;
            const QString name = QString::fromUtf8(*text);
            const LintNode& node = lintIdNode(*id);
            if (seen.contains(name)) {
                m_report.add(Kind::DuplicateEntry, Severity::Ignored, place, node, {lintText(*text), u"ACCEPT"_s, {}});
                continue;
            }
            seen.insert(name);
            const LintContext::Offer* offer = live.value(name);
            if (!m_scope.context.knowsOffers)
                continue;
            if (!offer) {
                areAllKnown = false;
                m_report.add(Kind::UnknownOffer, Severity::Ignored, place, node, {lintText(*text), u"ACCEPT"_s, {}});
                continue;
            }
            if (!first)
                first = offer;
            isOneAgent = isOneAgent && offer->agentId == first->agentId;
            if (offer->agentId != first->agentId)
                m_report.add(Kind::MixedOffers, Severity::Ignored, place, node, {lintText(*text), u"agent"_s, {}});
            else if (offer->role != first->role)
                m_report.add(Kind::MixedOffers, Severity::Ignored, place, node, {lintText(*text), u"role"_s, {}});
            addToBudget(*offer);
        }
        m_budget.isKnown = areAllKnown && first;
        if (first && isOneAgent)
            m_budget.agentId = first->agentId;
        for (auto& [name, ranges] : m_budget.ranges)
            ranges = coalesced(ranges);
    }

    void addToBudget(const LintContext::Offer& offer)
    {
        for (const auto& [name, thousandths] : offer.scalars)
            entryOf(m_budget.scalars, name) += Scalar{thousandths};
        for (const auto& [name, ranges] : offer.ranges)
            entryOf(m_budget.ranges, name) += ranges;
        for (const ExecutorId& executor : offer.executorIds)
            m_budget.executorIds.insert(executor.value());
    }

    void checkOperation(const LintNode& operation, const LintPath& path)
    {
        const LintNode* type = operation.member("type");
        if (!type) {
            lintNeeds(operation, "type", path, "Offer.Operation"_L1, m_scope);
            return;
        }
        const schema::EnumSchema& types = *schema::offerOperation.field("type"_L1)->values;
        if (!type->isString() || !types.contains(QUtf8StringView(type->text)) || type->text == "UNKNOWN")
            return;
        const QByteArray name = type->text.toLower();
        const QString typeText = QString::fromLatin1(type->text);
        for (const LintMember& member : operation.members) {
            const bool isOther = member.name != "type" && member.name != "id" && member.name != name &&
                                 schema::offerOperation.field(QUtf8StringView(member.name));
            if (isOther && !member.isOverridden && !member.value.isNull())
                m_report.add(Kind::OtherMember, Severity::Ignored, path.child(member.name), member.offset,
                             member.length, {lintText(member.name), typeText, {}});
        }
        const bool isLaunch = name == "launch" || name == "launch_group";
        if (const LintNode* id = operation.member("id"); id && isLaunch)
            m_report.add(Kind::LaunchWithId, Severity::Ignored, path.child("id"), *id, {typeText, {}, {}});
        const LintNode* content = operation.member(name);
        if (!content) {
            m_report.add(Kind::MissingMember, Severity::Ignored, path.child(name), *type,
                         {QString::fromLatin1(name), typeText, {}});
            return;
        }
        if (!content->isObject())
            return;
        const LintPath place = path.child(name);
        if (name == "launch")
            launch(*content, place);
        else if (name == "launch_group")
            launchGroup(*content, place);
        else
            resources(*content, place, name);
    }

    void launch(const LintNode& launch, const LintPath& path)
    {
        const std::vector<const LintNode*> tasks = lintItems(launch.member("task_infos"));
        const bool isMistaken = !launch.members.empty() && !launch.member("task_infos");
        if (tasks.empty() && !isMistaken)
            m_report.add(Kind::EmptyList, Severity::Hint, path.child("task_infos"), launch.offset, 1,
                         {u"task_infos"_s, u"LAUNCH"_s, {}});
        qsizetype index = 0;
        for (const LintNode* task : tasks)
            checkTask(*task, path.item("task_infos", index++), false);
    }

    void launchGroup(const LintNode& group, const LintPath& path)
    {
        if (const LintNode* executor = group.member("executor"); executor && executor->isObject())
            lintExecutorRules(*executor, path.child("executor"), true, m_budget, m_scope);
        const LintNode* tasks = group.member("task_group");
        const LintPath groupPath = path.child("task_group");
        qsizetype index = 0;
        for (const LintNode* task : lintItems(tasks ? tasks->member("tasks") : nullptr))
            checkTask(*task, groupPath.item("tasks", index++), true);
    }

    void checkTask(const LintNode& task, const LintPath& path, bool isGroup)
    {
        if (!task.isObject())
            return;
        if (const std::optional<QByteArray> id = lintIdText(task.member("task_id"))) {
            if (m_taskIds.contains(*id))
                m_report.add(Kind::DuplicateEntry, Severity::Ignored, path.child("task_id"),
                             lintIdNode(*task.member("task_id")), {lintText(*id), u"LAUNCH"_s, {}});
            m_taskIds.insert(*id);
        }
        lintTaskRules(task, path, isGroup, m_budget, m_scope);
    }

    void resources(const LintNode& content, const LintPath& path, const QByteArray& name)
    {
        if (const LintNode* source = content.member("source"); name == "reserve" && !lintItems(source).empty())
            m_report.add(Kind::NotForSchedulers, Severity::Ignored, path.child("source"), *source);
        const schema::MessageSchema& message = *schema::offerOperation.field(QUtf8StringView(name))->message;
        for (const schema::FieldSchema& field : message.fields) {
            if (field.message != &schema::resource)
                continue;
            const QByteArrayView fieldName(field.name.data(), field.name.size());
            const bool isList = field.cardinality == schema::Cardinality::Repeated;
            const std::vector<const LintNode*> items = lintItems(content.member(fieldName));
            if (items.empty() && isList && fieldName != "source")
                m_report.add(Kind::EmptyList, Severity::Ignored, path.child(fieldName), content.offset, 1,
                             {QString(field.name), QString::fromLatin1(name).toUpper(), {}});
            qsizetype index = 0;
            for (const LintNode* item : items)
                lintResourceRules(*item, isList ? path.item(fieldName, index++) : path.child(fieldName), nullptr,
                                  m_scope);
        }
    }

    const LintNode& m_accept;
    const LintPath& m_path;
    LintScope m_scope;
    LintReport& m_report;
    LintBudget m_budget;
    QSet<QByteArray> m_taskIds;
};

} // namespace

void lintAcceptRules(const LintNode& accept, const LintPath& path, LintScope scope)
{
    AcceptRules(accept, path, scope).check();
}

} // namespace mesoscribe
