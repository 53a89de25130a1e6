// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "models/describetask.h"

#include "models/describetaskparts.h"
#include "models/offertext.h"

#include <QCoreApplication>

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace mesoscribe {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(TaskWords)
};

TaskMark markOf(TaskState state)
{
    switch (state) {
    case TaskState::Staging:
    case TaskState::Starting:
    case TaskState::Killing:
        return TaskMark::Waiting;
    case TaskState::Running:
        return TaskMark::Working;
    case TaskState::Finished:
        return TaskMark::Good;
    case TaskState::Failed:
    case TaskState::Error:
        return TaskMark::Bad;
    case TaskState::Lost:
    case TaskState::Dropped:
    case TaskState::Unreachable:
    case TaskState::Gone:
    case TaskState::GoneByOperator:
    case TaskState::TaskUnknown:
        return TaskMark::Lost;
    case TaskState::Killed:
    case TaskState::Unknown:
        break;
    }
    return TaskMark::Neutral;
}

/// To the minute, so that what is read aloud does not change every second.
QString coarse(std::chrono::milliseconds age)
{
    return describeDuration(age < 1min ? std::chrono::milliseconds(std::chrono::floor<std::chrono::seconds>(age))
                                       : std::chrono::milliseconds(std::chrono::round<std::chrono::minutes>(age)));
}

} // namespace

TaskMark taskMark(const TaskStatus& status)
{
    if (status.state.value == TaskState::Running && status.healthy == false)
        return TaskMark::Bad;
    return markOf(status.state.value);
}

TaskMark taskMark(const TaskEntry& task)
{
    if (task.neverRan() && !task.state.isSet())
        return TaskMark::Bad;
    if (!task.state.isSet())
        return TaskMark::Waiting;
    if (task.momentInForce >= 0 && task.momentInForce < task.history.size())
        return taskMark(task.history.at(task.momentInForce).status);
    return markOf(task.state.value);
}

QString describeTaskState(const Named<TaskState>& state)
{
    switch (state.value) {
    case TaskState::Staging:
        return Words::tr("Staging", "task state");
    case TaskState::Starting:
        return Words::tr("Starting", "task state");
    case TaskState::Running:
        return Words::tr("Running", "task state");
    case TaskState::Killing:
        return Words::tr("Killing", "task state");
    case TaskState::Finished:
        return Words::tr("Finished", "task state");
    case TaskState::Failed:
        return Words::tr("Failed", "task state");
    case TaskState::Killed:
        return Words::tr("Killed", "task state");
    case TaskState::Error:
        return Words::tr("Error", "task state");
    case TaskState::Lost:
        return Words::tr("Lost", "task state");
    case TaskState::Dropped:
        return Words::tr("Dropped", "task state");
    case TaskState::Unreachable:
        return Words::tr("Unreachable", "task state");
    case TaskState::Gone:
        return Words::tr("Gone", "task state");
    case TaskState::GoneByOperator:
        return Words::tr("Gone for good", "task state");
    case TaskState::TaskUnknown:
        return Words::tr("Unknown", "task state");
    case TaskState::Unknown:
        break;
    }
    return state.name;
}

QString taskStateWord(const TaskEntry& task)
{
    if (task.state.isSet())
        return describeTaskState(task.state);
    if (task.neverRan())
        return Words::tr("Not launched", "task state");
    return task.launchedBy != 0 ? Words::tr("Launching", "task state") : Words::tr("Not known", "task state");
}

QString describe(Acknowledgement acknowledgement)
{
    switch (acknowledgement) {
    case Acknowledgement::NotWanted:
        break;
    case Acknowledgement::Wanted:
        return Words::tr("not acknowledged");
    case Acknowledgement::Sent:
        return Words::tr("acknowledgement sent");
    case Acknowledgement::Received:
        return Words::tr("acknowledged");
    }
    return {};
}

QString describeUnacknowledged(int count)
{
    return count == 1 ? Words::tr("1 update unacknowledged") : Words::tr("%Ln updates unacknowledged", nullptr, count);
}

QString acknowledgementWord(int unacknowledged, const QList<TaskMoment>& history)
{
    if (unacknowledged > 1)
        return describeUnacknowledged(unacknowledged);
    if (unacknowledged == 1)
        return describe(Acknowledgement::Wanted);
    for (auto moment = history.crbegin(); moment != history.crend(); ++moment) {
        if (moment->acknowledgement != Acknowledgement::NotWanted)
            return describe(moment->acknowledgement);
    }
    return {};
}

QString taskName(const TaskEntry& task)
{
    return task.name.isEmpty() ? task.id.value() : task.name;
}

QString placeName(const QString& hostname, const AgentId& agent)
{
    return hostname.isEmpty() ? shortId(agent.value()) : hostName(hostname);
}

QString hostOf(const AgentId& agent, const SessionState& state)
{
    if (agent.isEmpty())
        return {};
    for (const LiveOffer& offer : state.offers) {
        if (offer.offer->agentId == agent)
            return offer.offer->hostname;
    }
    for (const TaskEntry& task : state.tasks) {
        if (task.agentId == agent && !task.hostname.isEmpty())
            return task.hostname;
    }
    return {};
}

QString sourceWord(const Named<StatusSource>& source)
{
    switch (source.value) {
    case StatusSource::Master:
        return Words::tr("the master", "told by");
    case StatusSource::Agent:
        return Words::tr("the agent", "told by");
    case StatusSource::Executor:
        return Words::tr("the executor", "told by");
    case StatusSource::Unknown:
        break;
    }
    return source.name;
}

QString base64(const QByteArray& uuid)
{
    return QString::fromLatin1(uuid.toBase64());
}

QString taskSentence(const TaskEntry& task, WallTime now)
{
    const std::chrono::milliseconds age = std::max<std::chrono::milliseconds>(now - task.since, 0ms);
    const QString place = placeName(task.hostname, task.agentId);
    QStringList parts = {Words::tr("Task %1").arg(taskName(task)),
                         Words::tr("%1 for %2", "running for 2 minutes")
                             .arg(task.state.value == TaskState::Unknown && task.state.isSet()
                                      ? task.state.name
                                      : taskStateWord(task).toLower(),
                                  coarse(age)),
                         place.isEmpty() ? QString() : Words::tr("on %1", "an agent").arg(place),
                         acknowledgementWord(task.unacknowledged(), task.history)};
    parts.removeAll(QString());
    return parts.join(u", "_s);
}

} // namespace mesoscribe
