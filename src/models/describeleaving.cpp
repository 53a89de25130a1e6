// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "models/describecall.h"
#include "models/offertext.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

using namespace Qt::Literals::StringLiterals;

/// What is refused for how long, and what leaving means.
namespace mesoscribe {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(CallWords)
};

/// The filters of one agent together.
struct Refused
{
    QString agent;
    int count = 0;
    WallTime until;
};

QList<Refused> byAgent(const QList<RunningFilter>& filters, WallTime now)
{
    QHash<AgentId, qsizetype> indexOf;
    QList<Refused> agents;
    for (const RunningFilter& filter : filters) {
        if (filter.until <= now)
            continue;
        const auto known = indexOf.constFind(filter.agentId);
        if (known == indexOf.constEnd()) {
            indexOf.insert(filter.agentId, agents.size());
            agents.append({filter.hostname.isEmpty() ? shortId(filter.agentId.value()) : hostName(filter.hostname), 0,
                           filter.until});
        }
        Refused& agent = agents[indexOf.value(filter.agentId)];
        ++agent.count;
        agent.until = std::max(agent.until, filter.until);
    }
    std::ranges::stable_sort(agents, {}, &Refused::until);
    return agents;
}

QString tasksOf(const QString& name, int tasks)
{
    return tasks == 1 ? Words::tr("%1 has 1 running task.").arg(name)
                      : Words::tr("%1 has %Ln running tasks.", nullptr, tasks).arg(name);
}

/// Mesos counts in whole nanoseconds: what rounds to none is none.
bool isAtOnce(double failoverTimeout)
{
    return !(failoverTimeout >= 1e-9);
}

QString timeText(double seconds)
{
    constexpr double Longest = 9.2e9; // about 292 years, as much as Mesos can count
    return describeDuration(
        std::chrono::milliseconds(static_cast<qint64>(std::ceil(std::min(seconds, Longest) * 1000.0))));
}

} // namespace

QString describeFilters(const FilterClock& filters, WallTime now, int most)
{
    const QList<Refused> agents = byAgent(filters.filters(), now);
    QStringList parts;
    for (qsizetype i = 0; i < agents.size() && i < most; ++i) {
        const Refused& agent = agents.at(i);
        const QString time = describeAge(std::chrono::ceil<std::chrono::seconds>(agent.until - now));
        if (i > 0)
            parts.append(Words::tr("%1 of %2 for %3", "3 (offers) of web1 for 0:47")
                             .arg(QLocale().toString(agent.count), agent.agent, time));
        else if (agent.count == 1)
            parts.append(Words::tr("1 offer of %1 for %2").arg(agent.agent, time));
        else
            parts.append(Words::tr("%Ln offers of %1 for %2", nullptr, agent.count).arg(agent.agent, time));
    }
    if (agents.size() > most)
        parts.append(Words::tr("%1 more", "agents").arg(QLocale().toString(agents.size() - most)));
    return parts.join(u" · "_s);
}

QString describe(const RunningFilter& filter, WallTime now)
{
    const QString host = filter.hostname.isEmpty() ? shortId(filter.agentId.value()) : hostName(filter.hostname);
    const QString place = filter.role.isEmpty() ? host : Words::tr("%1, role %2", "an agent").arg(host, filter.role);
    const QString who = filter.isAutomatic ? Words::tr("given back by Mesoscribe")
                        : filter.call == 0 ? Words::tr("refused by you")
                                           : Words::tr("refused by call %1").arg(filter.call);
    if (filter.until <= now)
        return Words::tr("%1: offered again from now on, %2").arg(place, who);
    return Words::tr("%1: not offered again for %2, %3")
        .arg(place, describeAge(std::chrono::ceil<std::chrono::seconds>(filter.until - now)), who);
}

std::optional<LeavingText> describeLeaving(const SessionState& state, const QString& name)
{
    const bool isRegistered =
        state.isActive() && state.subscriptions > 0 && !state.frameworkId.isEmpty() && !state.isTornDown;
    if (!isRegistered)
        return std::nullopt;
    const int tasks = state.tasks.running();
    // Offers are declined on the way out, so that nothing of them is lost.
    if (tasks == 0)
        return std::nullopt;
    const double timeout = state.settings.framework.failoverTimeout;
    const QString them = tasks == 1 ? Words::tr("it", "a task") : Words::tr("them", "tasks");
    const QString consequence =
        isAtOnce(timeout)
            ? Words::tr("Mesos kills %1 as soon as you leave.").arg(them)
            : Words::tr("If you leave, Mesos waits %1 for you and then kills %2.").arg(timeText(timeout), them);
    if (state.isSubscribed())
        return LeavingText{.headline = tasksOf(name, tasks), .consequence = consequence};
    // A master takes a TEARDOWN only beside a stream.
    return LeavingText{.headline = tasksOf(name, tasks),
                       .consequence =
                           Words::tr("%1 The stream is down, so it cannot be torn down now.").arg(consequence)};
}

} // namespace mesoscribe
