// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "models/describe.h"
#include "models/describecallparts.h"
#include "models/describewords.h"

#include <QCoreApplication>
#include <QDateTime>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace mesoscribe {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Words)
};

QDateTime localTime(WallTime time)
{
    return QDateTime::fromMSecsSinceEpoch(time.time_since_epoch().count());
}

/// "web1" of "web1.example.com"; an address stays whole.
QString shortHost(const QString& host)
{
    const bool isAddress = host.contains(u':') || (!host.isEmpty() && host.back().isDigit());
    return isAddress ? host : host.section(u'.', 0, 0);
}

QString whole(const QString& name)
{
    return name;
}

/// "O12" of "<master>-O12".
QString counterOf(const QString& id)
{
    const QString last = id.section(u'-', -1);
    return last.size() < id.size() && last.size() <= 8 ? last : shortId(id);
}

QString joined(const QStringList& names, QString (*shown)(const QString&))
{
    QStringList parts;
    for (const QString& name : names) {
        if (!name.isEmpty())
            parts.append(shown(name));
    }
    return parts.join(u", "_s);
}

QString offersOn(const RecordFacts& facts)
{
    const QString count = facts.count == 1 ? Words::tr("1 offer") : Words::tr("%Ln offers", nullptr, facts.count);
    const QString hosts = joined(facts.names, shortHost);
    if (hosts.isEmpty())
        return count;
    if (facts.names.size() == RecordFacts::MaxNames && facts.count > RecordFacts::MaxNames)
        return Words::tr("%1 on %2 and more", "2 offers on web1, web2 and more").arg(count, hosts);
    return Words::tr("%1 on %2", "2 offers on web1, web2").arg(count, hosts);
}

QString inverseOffersFor(const RecordFacts& facts)
{
    const QString count =
        facts.count == 1 ? Words::tr("1 inverse offer") : Words::tr("%Ln inverse offers", nullptr, facts.count);
    const QString agents = joined(facts.names, counterOf);
    return agents.isEmpty() ? count : Words::tr("%1 for %2", "2 inverse offers for S0, S1").arg(count, agents);
}

QString sourceOf(const QString& name)
{
    if (name == "SOURCE_MASTER"_L1)
        return Words::tr("from the master");
    if (name == "SOURCE_AGENT"_L1)
        return Words::tr("from the agent");
    if (name == "SOURCE_EXECUTOR"_L1)
        return Words::tr("from the executor");
    return name;
}

QString updateOf(const RecordFacts& facts)
{
    const QString task = facts.names.value(0);
    QString text = facts.state.isEmpty() ? task : Words::tr("%1 is %2", "hello is TASK_RUNNING").arg(task, facts.state);
    if (!facts.source.isEmpty())
        text = Words::tr("%1, %2", "hello is TASK_RUNNING, from the executor").arg(text, sourceOf(facts.source));
    if (!facts.words.isEmpty())
        text = Words::tr("%1: %2", "what happened: in whose words").arg(text, facts.words);
    return text;
}

QString messageOf(const RecordFacts& facts)
{
    return Words::tr("%1 from executor %2 on agent %3")
        .arg(describeBytes(facts.count), facts.names.value(0), counterOf(facts.names.value(1)));
}

/// The raw wait status of FAILURE in words; an end without an error, or unknown, needs none (mesos-api: traps, 17).
QString waitStatus(int status)
{
    constexpr int SignalBits = 0x7f;
    constexpr int CoreDumped = 0x80;
    if (status <= 0)
        return {};
    const int signal = status & SignalBits;
    if (signal == 0)
        return Words::tr("with exit status %1").arg((status >> 8) & 0xff);
    return (status & CoreDumped) != 0 ? Words::tr("by signal %1, leaving a core dump").arg(signal)
                                      : Words::tr("by signal %1").arg(signal);
}

QString failureOf(const RecordFacts& facts)
{
    const QString agent = counterOf(facts.names.value(0));
    const QString executor = facts.names.value(1);
    if (executor.isEmpty())
        return Words::tr("agent %1 is gone").arg(agent);
    const QString text = agent.isEmpty() ? Words::tr("executor %1 ended").arg(executor)
                                         : Words::tr("executor %1 on agent %2 ended").arg(executor, agent);
    const QString how = waitStatus(facts.status);
    return how.isEmpty() ? text : Words::tr("%1 %2", "executor x ended: with exit status 1").arg(text, how);
}

QString eventSummary(const RecordEntry& record)
{
    const RecordFacts& facts = record.facts;
    if (!facts.isKnownType)
        return Words::tr("new to this version");
    if (record.type == "OFFERS"_L1)
        return offersOn(facts);
    if (record.type == "INVERSE_OFFERS"_L1)
        return inverseOffersFor(facts);
    if (record.type == "RESCIND"_L1 || record.type == "RESCIND_INVERSE_OFFER"_L1)
        return joined(facts.names, counterOf);
    if (record.type == "SUBSCRIBED"_L1)
        return Words::tr("as %1", "a framework id").arg(joined(facts.names, shortId));
    if (record.type == "UPDATE"_L1 || record.type == "UPDATE_OPERATION_STATUS"_L1)
        return updateOf(facts);
    if (record.type == "MESSAGE"_L1)
        return messageOf(facts);
    if (record.type == "FAILURE"_L1)
        return failureOf(facts);
    return facts.words;
}

/// "web, db and 3 more": what a call is about.
QString listOf(const RecordFacts& facts, QString (*shown)(const QString&))
{
    const QString names = joined(facts.names, shown);
    const auto rest = facts.count - static_cast<int>(facts.names.size());
    return rest > 0 ? Words::tr("%1 and %2 more").arg(names, QLocale().toString(rest)) : names;
}

QString refusal(const RecordFacts& facts)
{
    return facts.refuseSeconds ? Words::tr("refuse %1", "for 5 s").arg(refuseTime(*facts.refuseSeconds)) : QString();
}

bool isOperation(const QString& name)
{
    return !name.isEmpty() && std::ranges::all_of(name, [](QChar c) { return c.isUpper() || c == u'_'; });
}

/// `words` is the host on which an ACCEPT launches; empty when it launches nothing.
QString acceptOf(const RecordFacts& facts)
{
    if (facts.words.isEmpty())
        return listOf(facts, isOperation(facts.names.value(0)) ? whole : counterOf);
    const QString tasks = listOf(facts, shortId);
    const QString host = shortHost(facts.words);
    return facts.count == 1 ? Words::tr("task %1 on %2", "a task on an agent").arg(tasks, host)
                            : Words::tr("tasks %1 on %2", "several tasks on an agent").arg(tasks, host);
}

/// What a call is about: "O9, refuse 5 s", "task web on web1", "kill web".
QString aboutCall(const RecordEntry& record)
{
    const RecordFacts& facts = record.facts;
    const QString& type = record.type;
    const bool hasNames = !joined(facts.names, whole).isEmpty();
    if (type == "SUBSCRIBE"_L1)
        return facts.names.value(0);
    if (type == "ACCEPT"_L1)
        return acceptOf(facts);
    if (type == "DECLINE"_L1 || type == "DECLINE_INVERSE_OFFERS"_L1)
        return hasNames ? Words::tr("%1, %2", "offers, refuse 5 s").arg(listOf(facts, counterOf), refusal(facts))
                        : refusal(facts);
    if (type == "ACCEPT_INVERSE_OFFERS"_L1)
        return listOf(facts, counterOf);
    if (type == "REVIVE"_L1 || type == "SUPPRESS"_L1)
        return hasNames ? listOf(facts, whole) : Words::tr("every role");
    if (type == "KILL"_L1)
        return Words::tr("kill %1", "a task").arg(listOf(facts, shortId));
    if (type == "ACKNOWLEDGE"_L1 || type == "ACKNOWLEDGE_OPERATION_STATUS"_L1)
        return Words::tr("update of %1").arg(listOf(facts, shortId));
    if (type == "RECONCILE"_L1)
        return hasNames ? listOf(facts, shortId) : Words::tr("every task");
    if (type == "RECONCILE_OPERATIONS"_L1)
        return hasNames ? listOf(facts, shortId) : Words::tr("every operation");
    if ((type == "SHUTDOWN"_L1 || type == "MESSAGE"_L1) && facts.names.size() > 1)
        return Words::tr("executor %1 on agent %2").arg(shortId(facts.names.at(0)), counterOf(facts.names.at(1)));
    return joined(facts.names, shortId);
}

QString callSummary(const RecordEntry& record)
{
    const RecordFacts& facts = record.facts;
    const QString about = aboutCall(record);
    const QString answer = facts.isUnanswered  ? Words::tr("no answer")
                           : facts.status == 0 ? Words::tr("waiting for the answer")
                                               : Words::tr("%1 in %2 ms", "an HTTP status and how long it took")
                                                     .arg(QString::number(facts.status),
                                                          QLocale().toString(static_cast<qint64>(facts.took.count())));
    return about.isEmpty() ? answer : Words::tr("%1 · %2", "what a call is about and its answer").arg(about, answer);
}

} // namespace

QString describeClock(WallTime time)
{
    return localTime(time).toString(u"HH:mm"_s);
}

QString describeExactClock(WallTime time)
{
    return localTime(time).toString(u"HH:mm:ss.zzz"_s);
}

QString describeMoment(WallTime time)
{
    return QLocale().toString(localTime(time), QLocale::ShortFormat);
}

QString describeVoidSince(WallTime since)
{
    return Words::tr("As of %1: these offers are void.").arg(describeClock(since));
}

QString describe(const RecordEntry& record)
{
    if (!record.isReadable) {
        const QString what = Words::tr("unreadable record, %1").arg(describeBytes(record.raw.size()));
        return record.facts.words.isEmpty() ? what : Words::tr("%1: %2").arg(what, record.facts.words);
    }
    return record.direction == Direction::ToMaster ? callSummary(record) : eventSummary(record);
}

QString inspectorTitle(const RecordEntry& record)
{
    const QString type = record.type.isEmpty() ? Words::tr("unreadable") : record.type;
    return Words::tr("Record %1: %2").arg(QLocale().toString(record.number), type);
}

QString inspectorSubtitle(const RecordEntry& record)
{
    const QString time = describeExactClock(record.at);
    return record.direction == Direction::ToMaster ? Words::tr("to the master at %1").arg(time)
                                                   : Words::tr("from the master at %1").arg(time);
}

QList<Fact> factsOf(const RecordEntry& record)
{
    QList<Fact> facts;
    const auto add = [&](const QString& label, const QString& value, const QString& note = {}) {
        if (!value.isEmpty())
            facts.append({.label = label, .value = value, .note = note});
    };
    add(Words::tr("what"), describe(record));
    add(Words::tr("size"), describeBytes(record.raw.size()));
    if (record.direction == Direction::ToMaster) {
        add(Words::tr("answer"),
            record.facts.status == 0 ? Words::tr("none yet") : QString::number(record.facts.status));
        if (record.facts.status != 0)
            add(Words::tr("after"), Words::tr("%1 ms").arg(QLocale().toString(qint64(record.facts.took.count()))));
    }
    if (record.call != 0)
        add(record.direction == Direction::ToMaster ? Words::tr("call") : Words::tr("caused by"),
            Words::tr("call %1").arg(record.call));
    add(Words::tr("state"), record.facts.state);
    add(Words::tr("source"), record.facts.source);
    if (!record.facts.isKnownType)
        add(Words::tr("type"), Words::tr("This version does not know it; see the JSON."));
    add(Words::tr("unknown fields"), record.unknownFields.join(u", "_s));
    return facts;
}

QList<Fact> factsOf(const SessionState& state, WallTime now)
{
    QList<Fact> facts;
    const auto add = [&](const QString& label, const QString& value, const QString& note = {}) {
        if (!value.isEmpty())
            facts.append({.label = label, .value = value, .note = note});
    };
    const auto addId = [&](const QString& label, const QString& id) {
        if (!id.isEmpty())
            facts.append({.kind = Fact::Kind::Id, .label = label, .value = id, .note = {}});
    };
    add(Words::tr("state"), describePhase(state, now));
    add(Words::tr("master"), displayAddress(state.master),
        state.redirectedFrom.isEmpty() ? QString()
                                       : Words::tr("(followed from %1)").arg(displayAddress(state.redirectedFrom)));
    if (state.masterInfo) {
        add(Words::tr("version"),
            state.masterInfo->version.isEmpty() ? QString() : Words::tr("Mesos %1").arg(state.masterInfo->version));
        add(Words::tr("host"), state.masterInfo->hostname);
    }
    add(Words::tr("framework"), state.settings.framework.name);
    add(Words::tr("user"), state.settings.framework.user);
    add(Words::tr("roles"), state.settings.framework.roles.isEmpty() ? state.settings.framework.role
                                                                     : state.settings.framework.roles.join(u", "_s));
    if (state.subscriptions > 0)
        add(Words::tr("heartbeat"), Words::tr("every %1").arg(describeDuration(state.heartbeatInterval)));
    if (state.lastHeard)
        add(Words::tr("last heard"), describeAgo(now - *state.lastHeard));
    add(Words::tr("subscriptions"), state.subscriptions > 0 ? QLocale().toString(state.subscriptions) : QString());
    addId(Words::tr("Framework ID"), state.frameworkId.value());
    addId(Words::tr("Stream ID"), state.streamId.value());
    if (state.masterInfo)
        addId(Words::tr("Master ID"), state.masterInfo->id);
    return facts;
}

} // namespace mesoscribe
