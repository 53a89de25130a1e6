// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "models/describetaskparts.h"
#include "models/describewords.h"
#include "models/reasontext.h"

#include <QCoreApplication>

using namespace Qt::Literals::StringLiterals;

/// What the inspector says of tasks.
namespace mesoscribe {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(TaskWords)
};

/// Newest updates that the time line of a task shows; the others are rows of the tree.
constexpr qsizetype MostMoments = 50;

class FactList
{
public:
    void add(const QString& label, const QString& value, const QString& note = {})
    {
        if (!value.isEmpty())
            facts.append({.label = label, .value = value, .note = note});
    }

    void addId(const QString& label, const QString& id)
    {
        if (!id.isEmpty())
            facts.append({.kind = Fact::Kind::Id, .label = label, .value = id, .note = {}});
    }

    void addHeading(const QString& label)
    {
        facts.append({.kind = Fact::Kind::Heading, .label = label, .value = {}, .note = {}});
    }

    QList<Fact> facts;
};

QString healthWord(const TaskStatus& status)
{
    if (!status.healthy)
        return {};
    return *status.healthy ? Words::tr("healthy") : Words::tr("not healthy");
}

QString limits(const TaskStatus& status)
{
    QStringList parts;
    for (const Resource& resource : status.limitation)
        parts.append(inspectorTitle(resource));
    return parts.join(u", "_s);
}

QString labelsText(const Labels& labels)
{
    QStringList parts;
    for (const Label& label : labels)
        parts.append(label.value ? label.key + u'=' + *label.value : label.key);
    return parts.join(u", "_s);
}

/// What a status tells beside its state and message.
void addStatus(FactList& list, const TaskStatus& status)
{
    list.add(Words::tr("message"), status.message);
    if (!status.reason.isEmpty()) {
        const QString text = describeReason(status.reason);
        list.add(Words::tr("reason"), text.isEmpty() ? Words::tr("new to this version") : text,
                 u'(' + status.reason + u')');
    }
    list.add(Words::tr("told by"), sourceWord(status.source));
    list.add(Words::tr("health"), healthWord(status));
    if (status.check) {
        const QString result = describeCheck(*status.check);
        list.add(Words::tr("check"), result.isEmpty() ? Words::tr("no result yet") : result, status.check->type);
    }
    list.add(Words::tr("exceeded"), limits(status));
    if (status.unreachableSinceNanoseconds) {
        constexpr qint64 NanosecondsPerMillisecond = 1'000'000;
        list.add(Words::tr("unreachable since"),
                 describeMoment(WallTime(
                     std::chrono::milliseconds(*status.unreachableSinceNanoseconds / NanosecondsPerMillisecond))));
    }
    list.add(Words::tr("labels"), labelsText(status.labels));
    if (!status.data.isEmpty())
        list.add(Words::tr("data"), describeBytes(status.data.size()));
    if (status.container) {
        list.add(Words::tr("container addresses"), status.container->ipAddresses.join(u", "_s));
        if (status.container->executorPid)
            list.add(Words::tr("executor's process"), QString::number(*status.container->executorPid));
        list.addId(Words::tr("Container ID"), status.container->containerId.value());
    }
}

QString repeatedTimes(int repeats)
{
    if (repeats == 0)
        return {};
    return repeats == 1 ? Words::tr("(repeated once)") : Words::tr("(repeated %Ln times)", nullptr, repeats);
}

} // namespace

QString inspectorTitle(const TaskEntry& task)
{
    return Words::tr("Task %1").arg(taskName(task));
}

QString inspectorSubtitle(const TaskEntry& task)
{
    const QString place = task.hostname.isEmpty() ? shortId(task.agentId.value()) : task.hostname;
    return place.isEmpty() ? taskStateWord(task)
                           : Words::tr("%1 on %2", "a task's state and its agent").arg(taskStateWord(task), place);
}

QList<Fact> factsOf(const TaskEntry& task, const SessionState& state, WallTime now)
{
    FactList list;
    list.add(Words::tr("state"), taskStateWord(task),
             task.state.name.isEmpty() ? QString() : u'(' + task.state.name + u')');
    list.add(Words::tr("what happened"), describeWhatHappened(task, state, now));
    list.add(Words::tr("since"), describeAge(now - task.since));
    list.add(Words::tr("agent"), task.hostname.isEmpty() ? hostOf(task.agentId, state) : task.hostname);
    if (task.momentInForce >= 0 && task.momentInForce < task.history.size())
        addStatus(list, task.history.at(task.momentInForce).status);
    if (task.launchedBy != 0)
        list.add(Words::tr("launched"), describeExactClock(task.launchedAt),
                 Words::tr("(call %1)").arg(task.launchedBy));
    else
        list.add(Words::tr("first heard of"), describeExactClock(task.launchedAt), Words::tr("(not launched here)"));
    if (task.launchAgain != 0)
        list.add(Words::tr("launched again"), Words::tr("with the same id, while it was there"),
                 Words::tr("(call %1)").arg(task.launchAgain));
    if (task.killAsked)
        list.add(Words::tr("kill asked"), describeAgo(now - *task.killAsked));
    if (task.reconcileAsked)
        list.add(Words::tr("asked for"), describeAgo(now - *task.reconcileAsked), Words::tr("(no answer yet)"));
    if (task.unacknowledged() > 0)
        list.add(Words::tr("updates"), describeUnacknowledged(task.unacknowledged()),
                 Words::tr("(the agent repeats them)"));
    if (task.isInGroup)
        list.add(Words::tr("group"), Words::tr("of executor %1").arg(shortId(task.executorId.value())));
    if (!task.name.isEmpty())
        list.add(Words::tr("name"), task.name);
    list.addId(Words::tr("Task ID"), task.id.value());
    list.addId(Words::tr("Agent ID"), task.agentId.value());
    list.addId(Words::tr("Executor ID"), task.executorId.value());

    if (!task.history.isEmpty())
        list.addHeading(Words::tr("Time line"));
    const qsizetype first = std::max<qsizetype>(task.history.size() - MostMoments, 0);
    for (qsizetype i = task.history.size() - 1; i >= first; --i) {
        const TaskMoment& moment = task.history.at(i);
        list.add(describeExactClock(moment.at), describeTaskState(moment.status.state),
                 describeWhatHappened(moment.status));
    }
    return list.facts;
}

QList<Fact> factsOf(const TaskMoment& moment, const TaskEntry& task)
{
    FactList list;
    const TaskStatus& status = moment.status;
    list.add(Words::tr("state"), describeTaskState(status.state), u'(' + status.state.name + u')');
    list.add(Words::tr("what happened"), describeWhatHappened(status));
    list.add(Words::tr("read"), describeExactClock(moment.at), repeatedTimes(moment.repeats));
    if (status.timestamp && *status.timestamp > 0 && *status.timestamp < 1e11) {
        const WallTime sent(std::chrono::milliseconds(static_cast<qint64>(*status.timestamp * 1000.0)));
        list.add(Words::tr("made"), describeExactClock(sent));
    }
    addStatus(list, status);
    list.add(Words::tr("acknowledgement"),
             moment.acknowledgement == Acknowledgement::NotWanted ? Words::tr("none is wanted")
                                                                  : describe(moment.acknowledgement),
             moment.call == 0 ? QString() : Words::tr("(call %1)").arg(moment.call));
    if (moment.record != 0)
        list.add(Words::tr("record"), u'#' + QString::number(moment.record));
    list.addId(Words::tr("Update UUID"), base64(status.uuid));
    list.addId(Words::tr("Task ID"), task.id.value());
    list.addId(Words::tr("Agent ID"), status.agentId.value());
    list.addId(Words::tr("Executor ID"), status.executorId.value());
    return list.facts;
}

} // namespace mesoscribe
