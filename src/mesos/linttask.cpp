// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "mesos/lintrules.h"

#include <algorithm>
#include <cmath>

namespace mesoscribe {

using namespace Qt::Literals::StringLiterals;
using Kind = LintFinding::Kind;
using Severity = LintFinding::Severity;

namespace {

// MIN_CPUS and MIN_MEM of src/master/constants.hpp, in thousandths.
constexpr qint64 LeastCpus = 10;
constexpr qint64 LeastMem = 32000;

qint64 scalarOf(const LintNode& resource)
{
    const LintNode* scalar = resource.member("scalar");
    return lintThousandths(lintDouble(scalar ? scalar->member("value") : nullptr).value_or(0));
}

QByteArray nameOf(const LintNode& resource)
{
    const LintNode* name = resource.member("name");
    return name && name->isString() ? name->text : QByteArray();
}

/// Sum of the scalars of that name, in thousandths.
qint64 sumOf(const LintNode& holder, QByteArrayView name)
{
    Scalar sum;
    for (const LintNode* resource : lintItems(holder.member("resources"))) {
        if (nameOf(*resource) == name)
            sum += Scalar{scalarOf(*resource)};
    }
    return sum.thousandths;
}

QString amountText(qint64 thousandths)
{
    return QString::number(Scalar{thousandths}.toDouble(), 'g', 15);
}

bool isWithin(const LintNode& range, const QList<Range>& offered)
{
    const LintNode* begin = range.member("begin");
    const LintNode* end = range.member("end");
    if (!begin || !end)
        return true;
    bool isBegin = false;
    bool isEnd = false;
    const quint64 first = begin->text.toULongLong(&isBegin);
    const quint64 last = end->text.toULongLong(&isEnd);
    if (!isBegin || !isEnd)
        return true;
    const auto holder = std::ranges::upper_bound(offered, first, {}, &Range::begin);
    return holder != offered.begin() && std::prev(holder)->end >= last;
}

void lintCommand(const LintNode* command, const LintPath& path, LintScope scope)
{
    if (!command || !command->isObject())
        return;
    const bool isShell = lintBool(command->member("shell")).value_or(true);
    const LintNode* arguments = command->member("arguments");
    if (isShell && !lintItems(arguments).empty())
        scope.report.add(Kind::ShellArguments, Severity::Ignored, path.child("arguments"), *arguments);
    if (isShell)
        lintNeeds(*command, "value", path, "CommandInfo"_L1, scope);
}

/// `isHealthCheck`: its type is told from the member when that is COMMAND or HTTP.
void lintCheck(const LintNode* check, const LintPath& path, bool isHealthCheck, LintScope scope)
{
    if (!check || !check->isObject())
        return;
    const LintNode* type = check->member("type");
    if (!type) {
        const bool isInferred = isHealthCheck && (check->member("command") || check->member("http"));
        if (!isInferred)
            lintNeeds(*check, "type", path, isHealthCheck ? "HealthCheck"_L1 : "CheckInfo"_L1, scope);
        return;
    }
    const bool isKnown = type->isString() && (type->text == "COMMAND" || type->text == "HTTP" || type->text == "TCP");
    if (!isKnown || check->member(type->text.toLower()))
        return;
    const QByteArray member = type->text.toLower();
    scope.report.add(Kind::MissingMember, Severity::Ignored, path.child(member), *type,
                     {QString::fromLatin1(member), QString::fromLatin1(type->text), {}});
}

void lintDuration(const LintNode* duration, const LintPath& path, LintScope scope)
{
    const LintNode* nanoseconds = duration ? duration->member("nanoseconds") : nullptr;
    if (lintDouble(nanoseconds).value_or(0) < 0)
        scope.report.add(Kind::NegativeDuration, Severity::Ignored, path.child("nanoseconds"), *nanoseconds,
                         {lintText(nanoseconds->text), u"LAUNCH"_s, {}});
}

void lintContainer(const LintNode* container, const LintPath& path, LintScope scope)
{
    const LintNode* type = container ? container->member("type") : nullptr;
    if (type && type->isString() && type->text == "DOCKER" && !container->member("docker"))
        scope.report.add(Kind::MissingMember, Severity::Ignored, path.child("docker"), *type,
                         {u"docker"_s, u"DOCKER"_s, {}});
}

void lintLimits(const LintNode& task, const LintPath& path, LintScope scope)
{
    const LintNode* limits = task.member("limits");
    if (!limits)
        return;
    const LintPath limitsPath = path.child("limits");
    for (const LintMember* entry : lintEntries(limits)) {
        const LintMember& limit = *entry;
        const LintPath place = limitsPath.child(limit.name);
        if (limit.name != "cpus" && limit.name != "mem") {
            scope.report.add(Kind::UnknownLimit, Severity::Ignored, place, limit.offset, limit.length,
                             {lintText(limit.name), {}, {}});
            continue;
        }
        const LintNode* value = limit.value.member("value");
        const std::optional<double> amount = lintDouble(value);
        const qint64 requested = sumOf(task, limit.name);
        if (amount && lintThousandths(*amount) < requested)
            scope.report.add(Kind::LimitTooSmall, Severity::Ignored, place.child("value"), *value,
                             {lintText(limit.name), amountText(requested), {}});
    }
}

void lintResources(const LintNode& holder, const LintPath& path, LintBudget* budget, LintScope scope)
{
    qsizetype index = 0;
    for (const LintNode* resource : lintItems(holder.member("resources")))
        lintResourceRules(*resource, path.item("resources", index++), budget, scope);
}

void spend(const LintNode& resource, const LintPath& path, LintBudget& budget, LintScope scope)
{
    const QByteArray bytes = nameOf(resource);
    const QString name = QString::fromUtf8(bytes);
    if (const LintNode* scalar = resource.member("scalar")) {
        const auto isNamed = [&name](const auto& entry) { return entry.first == name; };
        const auto offered = std::ranges::find_if(budget.scalars, isNamed);
        const Scalar whole = offered == budget.scalars.end() ? Scalar() : offered->second;
        auto used = std::ranges::find_if(budget.used, isNamed);
        // What nobody offers is too much at once; so the list stays as short as the offers are.
        if (used == budget.used.end() && offered != budget.scalars.end())
            used = budget.used.insert(budget.used.end(), {name, Scalar()});
        const qint64 amount = scalarOf(resource);
        Scalar sum{amount};
        if (used != budget.used.end()) {
            used->second += Scalar{amount};
            sum = used->second;
        }
        if (sum > whole && amount > 0 && !budget.exceeded.contains(bytes)) {
            if (budget.exceeded.size() < MaxFindings)
                budget.exceeded.append(bytes);
            const LintNode* value = scalar->member("value");
            const LintPath scalarPath = path.child("scalar");
            scope.report.add(Kind::TooMuch, Severity::Ignored, scalarPath.child("value"), value ? *value : *scalar,
                             {lintText(bytes), amountText(whole.thousandths), {}});
        }
    }
    const LintNode* ranges = resource.member("ranges");
    if (!ranges)
        return;
    const auto offered =
        std::ranges::find_if(budget.ranges, [&name](const auto& entry) { return entry.first == name; });
    const QList<Range> whole = offered == budget.ranges.end() ? QList<Range>() : offered->second;
    const LintPath rangesPath = path.child("ranges");
    qsizetype index = 0;
    for (const LintNode* range : lintItems(ranges->member("range"))) {
        const LintPath place = rangesPath.item("range", index++);
        if (!isWithin(*range, whole))
            scope.report.add(Kind::TooMuch, Severity::Ignored, place, *range, {lintText(bytes), {}, {}});
    }
}

} // namespace

void lintTaskRules(const LintNode& task, const LintPath& path, bool isGroup, LintBudget& budget, LintScope scope)
{
    LintReport& report = scope.report;
    lintId(task.member("task_id"), path.child("task_id"), Severity::Ignored, scope);
    const LintNode* agent = task.member("agent_id");
    if (const std::optional<QByteArray> id = lintIdText(agent);
        id && !budget.agentId.isEmpty() && QString::fromUtf8(*id) != budget.agentId.value())
        report.add(Kind::AgentDiffers, Severity::Ignored, path.child("agent_id"), lintIdNode(*agent),
                   {lintText(*id), {}, budget.agentId.value()});

    if (lintItems(task.member("resources")).empty())
        report.add(Kind::NoResources, Severity::Ignored, path.child("resources"), task.offset, 1);
    lintResources(task, path, budget.isKnown ? &budget : nullptr, scope);

    const LintNode* command = task.member("command");
    const LintNode* executor = task.member("executor");
    const QString within = isGroup ? u"LAUNCH_GROUP"_s : u"LAUNCH"_s;
    const bool isWrong = isGroup ? executor != nullptr : (command != nullptr) == (executor != nullptr);
    if (isWrong && executor)
        report.add(Kind::CommandAndExecutor, Severity::Ignored, path.child("executor"), *executor,
                   {command ? u"both"_s : u"executor"_s, within, {}});
    else if (isWrong)
        report.add(Kind::CommandAndExecutor, Severity::Ignored, path.child("command"), task.offset, 1,
                   {u"neither"_s, within, {}});
    lintCommand(command, path.child("command"), scope);
    if (executor && executor->isObject())
        lintExecutorRules(*executor, path.child("executor"), false, budget, scope);

    lintContainer(task.member("container"), path.child("container"), scope);
    lintCheck(task.member("health_check"), path.child("health_check"), true, scope);
    lintCheck(task.member("check"), path.child("check"), false, scope);
    if (const LintNode* policy = task.member("kill_policy")) {
        const LintPath policyPath = path.child("kill_policy");
        lintDuration(policy->member("grace_period"), policyPath.child("grace_period"), scope);
    }
    lintDuration(task.member("max_completion_time"), path.child("max_completion_time"), scope);
    lintLimits(task, path, scope);
}

void lintExecutorRules(const LintNode& executor, const LintPath& path, bool isGroup, LintBudget& budget,
                       LintScope scope)
{
    const LintNode* id = executor.member("executor_id");
    lintId(id, path.child("executor_id"), Severity::Ignored, scope);
    const QString executorId = QString::fromUtf8(lintIdText(id).value_or(QByteArray()));
    // One that runs already has been paid for.
    const bool isCharged = budget.isKnown && !budget.executorIds.contains(executorId);
    if (isCharged)
        budget.executorIds.insert(executorId);
    lintResources(executor, path, isCharged ? &budget : nullptr, scope);
    if (!isGroup) {
        lintNeeds(executor, "command", path, "ExecutorInfo"_L1, scope);
        lintCommand(executor.member("command"), path.child("command"), scope);
        return;
    }

    lintNeeds(executor, "type", path, "ExecutorInfo"_L1, scope);
    lintNeeds(executor, "framework_id", path, "ExecutorInfo"_L1, scope, scope.context.frameworkId.value());
    const std::optional<QByteArray> framework = lintIdText(executor.member("framework_id"));
    const QString expected = scope.context.frameworkId.value();
    if (framework && !expected.isEmpty() && QString::fromUtf8(*framework) != expected)
        scope.report.add(Kind::FrameworkIdDiffers, Severity::Ignored, path.child("framework_id"),
                         lintIdNode(*executor.member("framework_id")), {lintText(*framework), {}, expected});
    const auto needs = [&](QByteArrayView name, qint64 least) {
        if (sumOf(executor, name) < least)
            scope.report.add(Kind::TooLittle, Severity::Ignored, path.child("resources"), executor.offset, 1,
                             {lintText(name), amountText(least), {}});
    };
    needs("cpus", LeastCpus);
    needs("mem", LeastMem);
    needs("disk", 1);
}

void lintResourceRules(const LintNode& resource, const LintPath& path, LintBudget* budget, LintScope scope)
{
    LintReport& report = scope.report;
    if (!resource.isObject())
        return;
    if (const LintNode* role = resource.member("role"); role && !lintItems(resource.member("reservations")).empty())
        report.add(Kind::BothRoleFormats, Severity::Ignored, path.child("role"), *role,
                   {u"role"_s, u"Resource"_s, u"reservations"_s});

    const LintNode* type = resource.member("type");
    const bool isKnown =
        type && type->isString() && (type->text == "SCALAR" || type->text == "RANGES" || type->text == "SET");
    if (isKnown && !resource.member(type->text.toLower())) {
        const QByteArray member = type->text.toLower();
        report.add(Kind::MissingMember, Severity::Ignored, path.child(member), *type,
                   {QString::fromLatin1(member), QString::fromLatin1(type->text), {}});
    }
    const LintNode* scalar = resource.member("scalar");
    const LintNode* value = scalar ? scalar->member("value") : nullptr;
    const LintPath scalarPath = path.child("scalar");
    if (const std::optional<double> amount = lintDouble(value); amount && lintThousandths(*amount) <= 0)
        report.add(Kind::ZeroScalar, Severity::Ignored, scalarPath.child("value"), *value,
                   {lintText(value->text), lintText(nameOf(resource)), {}});

    const LintNode* ranges = resource.member("ranges");
    const LintPath rangesPath = path.child("ranges");
    qsizetype index = 0;
    for (const LintNode* range : lintItems(ranges ? ranges->member("range") : nullptr)) {
        const LintPath place = rangesPath.item("range", index++);
        const std::optional<double> begin = lintDouble(range->member("begin"));
        const std::optional<double> end = lintDouble(range->member("end"));
        if (begin && end && *begin > *end)
            report.add(Kind::BackwardsRange, Severity::Ignored, place, *range, {lintText(nameOf(resource)), {}, {}});
    }
    if (budget)
        spend(resource, path, *budget, scope);
}

} // namespace mesoscribe
