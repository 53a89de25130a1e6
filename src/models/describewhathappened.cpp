// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "models/describetaskparts.h"
#include "models/describewords.h"
#include "models/reasontext.h"

#include <QCoreApplication>
#include <QRegularExpression>

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

/// What an update says, in plain words.
namespace mesoscribe {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(TaskWords)
};

/// A task that has not started after this is worth a word (product.md, F54).
constexpr auto StagingPatience = 60s;
/// The longest piece of a message that a row quotes: the whole of it is in the inspector.
constexpr qsizetype LongestQuote = 200;
/// What a shell answers when a command cannot be run (POSIX, Shell Command Language 2.8.2).
constexpr int NotExecutable = 126;
constexpr int NotFound = 127;

QString quoted(const QString& message)
{
    QString text = message.simplified();
    if (text.size() > LongestQuote)
        text = text.left(LongestQuote) + u'…';
    return Words::tr("It says: “%1”.").arg(text);
}

QString twoSentences(const QString& first, const QString& second)
{
    if (first.isEmpty() || second.isEmpty())
        return first + second;
    return Words::tr("%1 %2", "one sentence after the other").arg(first, second);
}

/// What stands behind `prefix`; nothing when the text does not begin with it.
std::optional<QString> behind(const QString& text, QLatin1StringView prefix)
{
    if (!text.startsWith(prefix))
        return std::nullopt;
    return text.sliced(prefix.size()).trimmed();
}

/// How a process ended, from the words of the executors that Mesos brings (src/launcher/executor.cpp,
/// src/docker/executor.cpp: WSTRINGIFY); empty when the message says something else.
QString endOfProcess(const QString& message)
{
    static const QRegularExpression exited(uR"(^(?:Command|Container) exited with status (\d{1,10})$)"_s);
    static const QRegularExpression signalled(
        uR"(^(?:Command|Container) terminated with signal ([^(:]{1,60}?)(?:: \d+)?( \(core dumped\))?$)"_s);
    if (const auto match = exited.match(message); match.hasMatch()) {
        const QString status = match.captured(1);
        if (status.toInt() == NotFound)
            return Words::tr("Ended with exit status %1: usually the command was not found.").arg(status);
        if (status.toInt() == NotExecutable)
            return Words::tr("Ended with exit status %1: usually the command may not be executed.").arg(status);
        return Words::tr("Ended with exit status %1.").arg(status);
    }
    if (const auto match = signalled.match(message); match.hasMatch()) {
        const QString signal = match.captured(1);
        if (signal == "Terminated"_L1)
            return Words::tr("Ended when it was told to (signal %1).").arg(signal);
        if (signal == "Killed"_L1)
            return Words::tr("Ended by force (signal %1).").arg(signal);
        return Words::tr("Crashed with signal %1.").arg(signal);
    }
    return {};
}

/// Why the offers of an ACCEPT could not be used (mesos-api: what ACCEPT answers). Empty for words that are new.
QString invalidOffers(const QString& why)
{
    if (why.isEmpty() || why.contains("is no longer valid"_L1))
        return Words::tr("The offer was gone before the launch arrived.");
    if (why.startsWith("Duplicate offer"_L1))
        return Words::tr("The same offer was named twice.");
    if (why.startsWith("No offers specified"_L1))
        return Words::tr("No offer was named.");
    if (why.startsWith("Aggregated offers must belong to one single"_L1))
        return Words::tr("The offers were not all of one agent.");
    if (why.startsWith("Aggregated offers must be allocated"_L1))
        return Words::tr("The offers were not all for one role.");
    if (why.contains("has invalid framework"_L1))
        return Words::tr("The offer belongs to another framework.");
    return {};
}

QString refusedForOffers(const TaskStatus& status)
{
    const QString why = behind(status.message, "Task launched with invalid offers:"_L1).value_or(status.message);
    const QString known = invalidOffers(why);
    return twoSentences(known.isEmpty() ? Words::tr("The offers could not be used.") : known,
                        known.isEmpty() ? twoSentences(quoted(why), Words::tr("Nothing ran."))
                                        : Words::tr("Nothing ran."));
}

/// The master's answers to a RECONCILE (mesos-api: reconciliation).
QString reconciled(const TaskStatus& status)
{
    switch (status.state.value) {
    case TaskState::Unreachable:
        return Words::tr("Asked, the master says that the task's agent cannot be reached.");
    case TaskState::Gone:
        return Words::tr("Asked, the master says that the agent does not have the task.");
    case TaskState::GoneByOperator:
        return Words::tr("Asked, the master says that the task's agent is gone for good.");
    case TaskState::TaskUnknown:
        return Words::tr("Asked, the master says that it knows nothing of the task.");
    case TaskState::Lost:
    case TaskState::Dropped:
        if (status.message.contains("unknown to the agent"_L1))
            return Words::tr("Asked, the master says that the agent does not have the task.");
        if (status.message.contains("unreachable"_L1))
            return Words::tr("Asked, the master says that the task's agent cannot be reached.");
        if (status.message.contains("gone"_L1))
            return Words::tr("Asked, the master says that the task's agent is gone for good.");
        return Words::tr("Asked, the master says that it knows nothing of the task.");
    case TaskState::Unknown:
    case TaskState::Staging:
    case TaskState::Starting:
    case TaskState::Running:
    case TaskState::Killing:
    case TaskState::Finished:
    case TaskState::Failed:
    case TaskState::Killed:
    case TaskState::Error:
        break;
    }
    return Words::tr("Asked, the master says that this is the task's latest state.");
}

QString health(const TaskStatus& status)
{
    if (!status.healthy)
        return {};
    return *status.healthy ? Words::tr("It is healthy.") : Words::tr("It is not healthy: its health check fails.");
}

QString plainState(const TaskStatus& status)
{
    switch (status.state.value) {
    case TaskState::Staging:
        return Words::tr("The agent prepares it.");
    case TaskState::Starting:
        return Words::tr("Its executor is starting it.");
    case TaskState::Running:
        return Words::tr("It runs.");
    case TaskState::Killing:
        return Words::tr("It was told to end and has not ended yet.");
    case TaskState::Finished:
        return Words::tr("It ended by itself, without an error.");
    case TaskState::Failed:
        return Words::tr("It ended with an error.");
    case TaskState::Killed:
        return Words::tr("It was killed.");
    case TaskState::Error:
        return Words::tr("The master refused to launch it.");
    case TaskState::Lost:
        return Words::tr("Mesos lost sight of it. It may come back.");
    case TaskState::Dropped:
        return Words::tr("The launch was lost on its way. Nothing ran.");
    case TaskState::Unreachable:
        if (status.unreachableSinceNanoseconds) {
            const WallTime since(std::chrono::milliseconds(*status.unreachableSinceNanoseconds / 1'000'000));
            return Words::tr("Its agent cannot be reached since %1. It may still be running there.")
                .arg(describeClock(since));
        }
        return Words::tr("Its agent cannot be reached. It may still be running there.");
    case TaskState::Gone:
        return Words::tr("Its agent does not have it any more.");
    case TaskState::GoneByOperator:
        return Words::tr("Its agent was declared gone for good.");
    case TaskState::TaskUnknown:
        return Words::tr("The master knows nothing of it.");
    case TaskState::Unknown:
        break;
    }
    return Words::tr("This state is new to this version.");
}

/// Messages that say no more than their reason or state does.
bool isSaidAlready(const TaskStatus& status)
{
    for (const QLatin1StringView start :
         {"Reconciliation:"_L1, "Executor terminated"_L1, "Agent removed"_L1, "Agent disconnected"_L1,
          "Killed before delivery"_L1, "Task launched with invalid offers:"_L1}) {
        if (status.message.startsWith(start))
            return true;
    }
    return false;
}

QString waitingFor(const LaunchStanding& launch, std::chrono::milliseconds sinceLaunch, WallTime now)
{
    if (!launch.isKnown)
        return Words::tr("Nothing has been heard of it yet.");
    switch (launch.progress) {
    case CallProgress::Waiting:
        return Words::tr("The launch is on its way to the master.");
    case CallProgress::Received:
    case CallProgress::Done:
        if (sinceLaunch >= StagingPatience)
            return Words::tr("Still staging: usually the image or a file is being fetched, or the executor cannot "
                             "start.");
        if (now - launch.answeredAt >= CallSilence)
            return Words::tr("The launch was accepted, but there is no word of the task yet.");
        return Words::tr("The master has the launch; the agent prepares it.");
    case CallProgress::Refused:
        return twoSentences(launch.refusal, Words::tr("Nothing ran."));
    case CallProgress::Failed:
        return Words::tr("The launch was not answered. It may have arrived all the same.");
    case CallProgress::NotSent:
        return Words::tr("The launch was not sent: the stream ended before its turn. Nothing ran.");
    }
    return {};
}

} // namespace

QString describeWhatHappened(const TaskStatus& status)
{
    if (status.reason == "REASON_INVALID_OFFERS"_L1)
        return refusedForOffers(status);
    if (status.reason == "REASON_RECONCILIATION"_L1)
        return twoSentences(reconciled(status), health(status));
    if (status.reason == "REASON_TASK_HEALTH_CHECK_STATUS_UPDATED"_L1 && status.healthy)
        return health(status);
    if (status.reason == "REASON_TASK_CHECK_STATUS_UPDATED"_L1 && status.check) {
        const QString result = describeCheck(*status.check);
        if (!result.isEmpty())
            return Words::tr("Its check changed: %1.").arg(result);
    }

    const QString ended = endOfProcess(status.message);
    const QString reason = describeReason(status.reason);
    QString text = twoSentences(reason, ended);
    if (text.isEmpty())
        text = plainState(status);
    if (ended.isEmpty() && !status.message.isEmpty() && !isSaidAlready(status))
        text = twoSentences(text, quoted(status.message));
    if (reason.isEmpty() && !status.reason.isEmpty())
        text = Words::tr("%1 Reason: %2, new to this version.").arg(text, status.reason);
    return twoSentences(text, health(status));
}

LaunchStanding launchStanding(quint64 call, const SessionState& state)
{
    const CallEntry* entry = call == 0 ? nullptr : state.calls.find(call);
    if (entry == nullptr)
        return {};
    LaunchStanding standing{
        .isKnown = true, .progress = entry->progress, .answeredAt = entry->answeredAt, .refusal = {}};
    if (entry->progress == CallProgress::Refused) {
        if (const auto trouble = describeTrouble(*entry, state, entry->answeredAt))
            standing.refusal = trouble->headline;
    }
    return standing;
}

QString whatHappenedTo(const TaskEntry& task, const LaunchStanding& launch, WallTime now)
{
    if (!task.state.isSet() || task.momentInForce < 0 || task.momentInForce >= task.history.size()) {
        if (task.launchedBy == 0)
            return Words::tr("Nothing has been heard of it yet.");
        return waitingFor(launch, now - task.launchedAt, now);
    }
    const TaskStatus& status = task.history.at(task.momentInForce).status;
    QString text = describeWhatHappened(status);
    const bool isStarting = task.state.value == TaskState::Staging || task.state.value == TaskState::Starting;
    if (isStarting && now - task.since >= StagingPatience)
        text = task.state.value == TaskState::Staging
                   ? Words::tr("Still staging: usually the image or a file is being fetched, or the executor cannot "
                               "start.")
                   : Words::tr("Still starting: usually the image or a file is being fetched, or the executor cannot "
                               "start.");
    if (task.killAsked && !task.isOver() && task.state.value != TaskState::Killing)
        text = twoSentences(text, Words::tr("It was asked to end %1.").arg(describeAgo(now - *task.killAsked)));
    if (task.reconcileAsked && now - *task.reconcileAsked >= CallSilence)
        text = twoSentences(text, Words::tr("The master was asked for it %1 and has not answered.")
                                      .arg(describeAgo(now - *task.reconcileAsked)));
    if (task.launchAgain != 0)
        text = twoSentences(text, Words::tr("Another launch used the same id while the task was there."));
    return text;
}

QString describeWhatHappened(const TaskEntry& task, const SessionState& state, WallTime now)
{
    return whatHappenedTo(task, launchStanding(task.launchedBy, state), now);
}

QString describeCheck(const CheckStatus& check)
{
    if (check.exitCode)
        return Words::tr("exit status %1").arg(*check.exitCode);
    if (check.httpStatusCode)
        return Words::tr("HTTP status %1").arg(*check.httpStatusCode);
    if (check.tcpSucceeded)
        return *check.tcpSucceeded ? Words::tr("the port answers") : Words::tr("the port does not answer");
    return {};
}

} // namespace mesoscribe
