// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "models/describecall.h"

#include "models/describecallparts.h"
#include "models/describewords.h"
#include "models/offertext.h"

#include <QCoreApplication>

#include <cmath>

using namespace Qt::Literals::StringLiterals;

namespace mesoscribe {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(CallWords)
};

template<class Id>
QStringList values(const QList<Id>& ids)
{
    QStringList texts;
    for (const Id& id : ids)
        texts.append(id.value());
    return texts;
}

QString plain(const QString& id)
{
    return shortId(id);
}

QString offersOf(const CallFacts& facts)
{
    return namesOf(values(facts.offerIds), counterName);
}

QString tasksOf(const CallFacts& facts)
{
    return namesOf(values(facts.taskIds), plain);
}

QString operationsOf(const CallFacts& facts)
{
    QStringList ids;
    for (const SentOperation& operation : facts.operations)
        ids.append(operation.id.value());
    return namesOf(ids, plain);
}

QString acceptText(const CallFacts& facts)
{
    QStringList names;
    bool isGroup = false;
    for (const LaunchedTask& task : facts.launches) {
        names.append(task.name.isEmpty() ? task.taskId.value() : task.name);
        isGroup = isGroup || task.isInGroup;
    }
    QStringList what;
    if (!names.isEmpty())
        what.append(isGroup ? Words::tr("launch %1 as a group").arg(namesOf(names, plain))
                            : Words::tr("launch %1").arg(namesOf(names, plain)));
    for (const SentOperation& operation : facts.operations)
        what.append(operation.type);
    if (what.isEmpty())
        return Words::tr("Accept %1 for nothing: it is declined for %2")
            .arg(offersOf(facts), refuseTime(facts.refuseSeconds));
    return Words::tr("With %1: %2", "offers and what is done with them")
        .arg(facts.offerIds.isEmpty() ? Words::tr("no offer") : offersOf(facts), what.join(u", "_s));
}

QString declineText(const CallFacts& facts)
{
    if (facts.offerIds.isEmpty())
        return Words::tr("Decline no offer");
    return facts.refuseSeconds <= 0.0
               ? Words::tr("Decline %1, to be offered again at once").arg(offersOf(facts))
               : Words::tr("Decline %1 for %2").arg(offersOf(facts), refuseTime(facts.refuseSeconds));
}

QString rolesText(const QString& every, const QString& some, const CallFacts& facts)
{
    return facts.roles.isEmpty() ? every : some.arg(facts.roles.join(u", "_s));
}

QString executorText(const QString& text, const CallFacts& facts)
{
    return text.arg(shortId(facts.executorId.value()), counterName(facts.agentId.value()));
}

} // namespace

QString counterName(const QString& id)
{
    constexpr qsizetype LongestCounter = 8;
    const QString last = id.section(u'-', -1);
    return last.size() < id.size() && last.size() <= LongestCounter ? last : shortId(id);
}

QString namesOf(const QStringList& ids, QString (*shown)(const QString&), qsizetype most)
{
    QStringList parts;
    for (qsizetype i = 0; i < ids.size() && i < most; ++i)
        parts.append(shown(ids.at(i)));
    QString text = parts.join(u", "_s);
    if (ids.size() > most)
        text += u" +%1"_s.arg(ids.size() - most);
    return text;
}

QString refuseTime(double seconds)
{
    constexpr double Minute = 60.0;
    constexpr double Hour = 3600.0;
    constexpr double Day = 86400.0;
    const auto isWhole = [&](double unit) { return seconds >= unit && std::fmod(seconds, unit) == 0.0; };
    const auto count = [&](double unit) {
        return QLocale().toString(seconds / unit, 'f', QLocale::FloatingPointShortest);
    };
    if (isWhole(Day))
        return Words::tr("%1 d", "days, short").arg(count(Day));
    if (isWhole(Hour))
        return Words::tr("%1 h", "hours, short").arg(count(Hour));
    if (isWhole(Minute))
        return Words::tr("%1 min", "minutes, short").arg(count(Minute));
    if (seconds < Minute)
        return Words::tr("%1 s", "seconds, short").arg(count(1.0));
    return describeAge(std::chrono::seconds(static_cast<qint64>(seconds)));
}

QString describe(const CallFacts& facts)
{
    const QString& type = facts.type;
    if (type == "ACCEPT"_L1)
        return acceptText(facts);
    if (type == "DECLINE"_L1)
        return declineText(facts);
    if (type == "ACCEPT_INVERSE_OFFERS"_L1)
        return Words::tr("Agree to give resources back (%1)").arg(offersOf(facts));
    if (type == "DECLINE_INVERSE_OFFERS"_L1)
        return Words::tr("Do not agree to give resources back (%1)").arg(offersOf(facts));
    if (type == "REVIVE"_L1)
        return rolesText(Words::tr("Revive every role"), Words::tr("Revive %1"), facts);
    if (type == "SUPPRESS"_L1)
        return rolesText(Words::tr("Suppress every role"), Words::tr("Suppress %1"), facts);
    if (type == "KILL"_L1)
        return facts.graceSeconds
                   ? Words::tr("Kill %1, giving it %2").arg(tasksOf(facts), refuseTime(*facts.graceSeconds))
                   : Words::tr("Kill %1").arg(tasksOf(facts));
    if (type == "SHUTDOWN"_L1)
        return executorText(Words::tr("Shut executor %1 on agent %2 down"), facts);
    if (type == "ACKNOWLEDGE"_L1)
        return Words::tr("Acknowledge an update of %1").arg(tasksOf(facts));
    if (type == "ACKNOWLEDGE_OPERATION_STATUS"_L1)
        return Words::tr("Acknowledge an update of operation %1").arg(operationsOf(facts));
    if (type == "RECONCILE"_L1)
        return facts.taskIds.isEmpty() ? Words::tr("Ask how every task is doing")
                                       : Words::tr("Ask how %1 is doing", "one task or several").arg(tasksOf(facts));
    if (type == "RECONCILE_OPERATIONS"_L1)
        return facts.operations.isEmpty() ? Words::tr("Ask what became of every operation")
                                          : Words::tr("Ask what became of %1").arg(operationsOf(facts));
    if (type == "MESSAGE"_L1)
        return executorText(Words::tr("Send a message to executor %1 on agent %2"), facts);
    if (type == "REQUEST"_L1)
        return Words::tr("Ask for resources");
    if (type == "UPDATE_FRAMEWORK"_L1)
        return Words::tr("Update what the master knows of the framework");
    if (type == "TEARDOWN"_L1)
        return Words::tr("Tear the framework down: its tasks are killed");
    if (type == "SUBSCRIBE"_L1)
        return Words::tr("Subscribe");
    return type.isEmpty() ? Words::tr("A call without a type") : type;
}

QString describeStatus(const CallEntry& call)
{
    switch (call.progress) {
    case CallProgress::Waiting:
        return Words::tr("waiting", "a call's answer");
    case CallProgress::Failed:
        return Words::tr("no answer", "a call's answer");
    case CallProgress::NotSent:
        return Words::tr("not sent", "a call's answer");
    case CallProgress::Received:
    case CallProgress::Done:
    case CallProgress::Refused:
        break;
    }
    return call.status == 0 ? QString() : QString::number(call.status);
}

QString newestEffect(const CallEntry& call, const RecordLog& records)
{
    if (call.effects.isEmpty())
        return {};
    const quint64 number = call.effects.last();
    const QString name = u'#' + QString::number(number);
    const qsizetype index = records.indexOf(number);
    if (index < 0)
        return name;
    const RecordEntry& record = records.at(index);
    const QString what = record.facts.state.isEmpty() ? record.type : record.facts.state;
    return what.isEmpty() ? name : name + u' ' + what;
}

bool isSilent(const CallEntry& call, WallTime now)
{
    return call.progress == CallProgress::Received && hasEffects(call.facts) && call.effects.isEmpty() &&
           now - call.answeredAt >= CallSilence;
}

QString effectOf(const CallEntry& call, const QString& newestEffect, bool isStale, WallTime now)
{
    QString text;
    switch (call.progress) {
    case CallProgress::Waiting:
        text = Words::tr("waiting for its turn or its answer");
        break;
    case CallProgress::Received:
        text = isSilent(call, now) ? Words::tr("accepted, but no answer on the stream yet")
                                   : Words::tr("received, not done");
        break;
    case CallProgress::Done:
        text = hasEffects(call.facts) || call.status == 200 ? Words::tr("done") : Words::tr("accepted by the master");
        break;
    case CallProgress::Refused: {
        QString why = callRefusal(call.refusal, SessionState()).headline;
        if (why.endsWith(u'.'))
            why.chop(1);
        text = Words::tr("refused: %1", "a sentence without its full stop").arg(why);
        break;
    }
    case CallProgress::Failed:
        text = Words::tr("no answer: it may have arrived");
        break;
    case CallProgress::NotSent:
        text = Words::tr("not sent: the stream ended before its turn");
        break;
    }
    if (!newestEffect.isEmpty()) {
        text = u"→ "_s + newestEffect;
        if (call.effects.size() > 1)
            text = Words::tr("%1 (%2 in all)", "the newest of several effects")
                       .arg(text, QLocale().toString(call.effects.size()));
    }
    if (isStale)
        text = Words::tr("%1 · stream id from an earlier connection").arg(text);
    return text;
}

QString describeEffect(const CallEntry& call, const SessionState& state, WallTime now)
{
    return effectOf(call, newestEffect(call, state.records), state.isStale(call), now);
}

QString inspectorTitle(const CallEntry& call)
{
    return Words::tr("Call %1: %2")
        .arg(QLocale().toString(call.number), call.facts.type.isEmpty() ? Words::tr("no type") : call.facts.type);
}

QString inspectorSubtitle(const CallEntry& call)
{
    const QString time = describeExactClock(call.at);
    return call.progress == CallProgress::NotSent ? Words::tr("meant to be sent at %1").arg(time)
                                                  : Words::tr("sent at %1").arg(time);
}

QList<Fact> factsOf(const CallEntry& call, const SessionState& state, WallTime now)
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
    add(Words::tr("what"), describe(call.facts));
    add(Words::tr("status"), describeStatus(call));
    add(Words::tr("effect"), describeEffect(call, state, now));
    if (const auto trouble = describeTrouble(call, state, now)) {
        add(Words::tr("trouble"), trouble->headline);
        add(Words::tr("means"), trouble->consequence);
        add(trouble->masterWords.isEmpty() ? QString() : Words::tr("in its words"), trouble->masterWords);
    }
    if (call.status != 0)
        add(Words::tr("after"), Words::tr("%1 ms").arg(QLocale().toString(qint64(call.took.count()))));
    add(Words::tr("size"), describeBytes(call.body.size()));
    if (call.isAutomatic)
        add(Words::tr("sent by"), Words::tr("Mesoscribe, by itself"));
    add(Words::tr("to"), displayAddress(call.master));
    if (call.record != 0)
        add(Words::tr("record"), u'#' + QString::number(call.record));
    for (const LaunchedTask& task : call.facts.launches)
        addId(Words::tr("Task ID"), task.taskId.value());
    for (const TaskId& task : call.facts.taskIds)
        addId(Words::tr("Task ID"), task.value());
    for (const OfferId& offer : call.facts.offerIds)
        addId(Words::tr("Offer ID"), offer.value());
    for (const SentOperation& operation : call.facts.operations)
        addId(Words::tr("Operation ID"), operation.id.value());
    addId(Words::tr("Agent ID"), call.facts.agentId.value());
    addId(Words::tr("Executor ID"), call.facts.executorId.value());
    addId(Words::tr("Stream ID"), call.streamId.value());
    if (state.isStale(call) && !facts.isEmpty())
        facts.last().note = Words::tr("(of an earlier connection)");

    if (!call.effects.isEmpty())
        facts.append({.kind = Fact::Kind::Heading, .label = Words::tr("What it caused"), .value = {}, .note = {}});
    for (const quint64 number : call.effects) {
        const qsizetype index = state.records.indexOf(number);
        add(u'#' + QString::number(number), index < 0 ? Words::tr("let go") : state.records.at(index).type,
            index < 0 ? QString() : describe(state.records.at(index)));
    }
    return facts;
}

} // namespace mesoscribe
