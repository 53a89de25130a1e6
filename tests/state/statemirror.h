// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "statescene.h"

/// What a model would hold that looks only at what Changes names. For tests only.
namespace mesoscribe::test {

inline QString textOf(WallTime time)
{
    return QString::number(time.time_since_epoch().count());
}

inline QString textOf(const std::optional<WallTime>& time)
{
    return time ? textOf(*time) : u"-"_s;
}

template<class Number>
QString numbersOf(const QList<Number>& numbers)
{
    QStringList texts;
    for (const Number& number : numbers)
        texts.append(QString::number(number));
    return texts.join(u',');
}

inline QString rowOf(const LiveOffer& offer)
{
    return u"%1 fate %2 at %3 call %4"_s.arg(offer.offer->id.value())
        .arg(static_cast<int>(offer.fate))
        .arg(textOf(offer.fateAt))
        .arg(offer.call);
}

template<class Moment>
QString rowOf(const Moment& moment)
{
    return u" [%1 ack %2 repeats %3 record %4 call %5]"_s.arg(moment.status.state.name)
        .arg(static_cast<int>(moment.acknowledgement))
        .arg(moment.repeats)
        .arg(moment.record)
        .arg(moment.call);
}

inline QString rowOf(const TaskEntry& task)
{
    QString text = u"%1 state %2 in force %3 since %4 kill %5 reconcile %6 by %7 again %8 at %9"_s.arg(
        task.id.value(), task.state.name, QString::number(task.momentInForce), textOf(task.since),
        textOf(task.killAsked), textOf(task.reconcileAsked), QString::number(task.launchedBy),
        QString::number(task.launchAgain), textOf(task.launchedAt));
    text += u" refused %1 seen %2 ended %3"_s.arg(task.isRefused).arg(task.wasSeen).arg(task.hasEnded);
    for (const TaskMoment& moment : task.history)
        text += rowOf(moment);
    return text;
}

inline QString rowOf(const CallEntry& call)
{
    return u"%1 %2 progress %3 status %4 effects %5"_s.arg(call.number)
        .arg(call.facts.type)
        .arg(static_cast<int>(call.progress))
        .arg(call.status)
        .arg(numbersOf(call.effects));
}

inline QString rowOf(const RecordEntry& record)
{
    return u"%1 %2 status %3 unanswered %4 call %5"_s.arg(record.number)
        .arg(record.type)
        .arg(record.facts.status)
        .arg(record.facts.isUnanswered)
        .arg(record.call);
}

inline QString operationsOf(const SessionState& state)
{
    QString text;
    for (const OperationEntry& operation : state.operations) {
        text += u"%1 %2 by %3 refused %4"_s.arg(operation.id.value(), operation.state.name)
                    .arg(operation.sentBy)
                    .arg(operation.isRefused);
        for (const OperationMoment& moment : operation.history)
            text += rowOf(moment);
        text += u'\n';
    }
    return text;
}

inline QString inverseOffersOf(const SessionState& state)
{
    QString text;
    for (const LiveInverseOffer& offer : state.inverseOffers)
        text += u"%1 answer %2 call %3\n"_s.arg(offer.offer->id.value())
                    .arg(static_cast<int>(offer.answer))
                    .arg(offer.call);
    return text;
}

inline QString filtersOf(const SessionState& state)
{
    QString text;
    for (const RunningFilter& filter : state.filters.filters())
        text += u"%1 %2 until %3 call %4\n"_s.arg(filter.agentId.value(), filter.role, textOf(filter.until))
                    .arg(filter.call);
    return text;
}

inline QString identityOf(const SessionState& state)
{
    return u"%1 %2 void %3 master %4 torn %5 name %6 offers void %7"_s
        .arg(state.frameworkId.value(), state.streamId.value())
        .arg(state.streamIdIsVoid)
        .arg(state.master.toString())
        .arg(state.isTornDown)
        .arg(state.settings.framework.name, textOf(state.offersVoidSince));
}

inline QString staleOf(const SessionState& state)
{
    QString text;
    for (qsizetype i = 0; i < state.calls.size(); ++i)
        text += state.isStale(state.calls.at(i)) ? u'1' : u'0';
    return text;
}

/// Rows with a key, kept as a table of ids is.
template<class Id>
struct MirrorRows
{
    QList<std::pair<Id, QString>> rows;

    template<class Table>
    void apply(const Table& table, bool reset, const QList<Id>& added, const QSet<Id>& changed, const QSet<Id>& removed)
    {
        if (reset)
            rows.clear();
        rows.removeIf([&](const auto& row) { return removed.contains(row.first); });
        for (auto& [id, text] : rows) {
            if (changed.contains(id))
                text = rowOf(*table.find(id));
        }
        for (const Id& id : added)
            rows.append({id, rowOf(*table.find(id))});
    }

    QString text() const
    {
        QString all;
        for (const auto& row : rows)
            all += row.second + u'\n';
        return all;
    }
};

/// Rows with a number, that only come at the end and go at the front.
struct MirrorTail
{
    QList<std::pair<quint64, QString>> rows;

    template<class Table>
    void apply(const Table& table, bool reset, qsizetype added, qsizetype letGo, const QSet<quint64>& changed)
    {
        if (reset)
            rows.clear();
        const auto textOfNumber = [&](quint64 number) {
            const qsizetype index = table.indexOf(number);
            return index < 0 ? QString() : rowOf(table.at(index));
        };
        for (qsizetype i = added; i > 0; --i)
            rows.append({table.nextNumber() - static_cast<quint64>(i), QString()});
        rows.remove(0, std::min(letGo, rows.size()));
        const quint64 firstNew = table.nextNumber() - static_cast<quint64>(added);
        for (auto& [number, text] : rows) {
            if (number >= firstNew || changed.contains(number))
                text = textOfNumber(number);
        }
    }

    QString text() const
    {
        QString all;
        for (const auto& row : rows)
            all += row.second + u'\n';
        return all;
    }
};

class StateMirror
{
public:
    void apply(const SessionState& state, const Changes& changes)
    {
        m_offers.apply(state.offers, changes.offersReset, changes.offersAdded, changes.offersChanged,
                       changes.offersRemoved);
        m_tasks.apply(state.tasks, changes.tasksReset, changes.tasksAdded, changes.tasksChanged, changes.tasksRemoved);
        m_calls.apply(state.calls, changes.callsReset, changes.callsAdded, changes.callsLetGo, changes.callsChanged);
        m_records.apply(state.records, changes.recordsReset, changes.recordsAdded, changes.recordsLetGo,
                        changes.recordsChanged);
        const auto take = [](bool isNews, QString& held, const QString& text) {
            if (isNews)
                held = text;
        };
        take(changes.operations, m_operations, operationsOf(state));
        take(changes.inverseOffers, m_inverseOffers, inverseOffersOf(state));
        take(changes.filters, m_filters, filtersOf(state));
        take(changes.suppression, m_suppression, state.suppressedRoles.join(u','));
        take(changes.identity, m_identity, identityOf(state));
        take(changes.phase, m_phase, QString::number(static_cast<int>(state.phase)));
        take(changes.manners, m_manners, QString::number(state.manners.giveBackAfter.count()));
        take(changes.callsStale || changes.callsAdded > 0 || changes.callsLetGo > 0 || changes.callsReset, m_stale,
             staleOf(state));
    }

    /// Everything there is.
    static Changes everything(const SessionState& state)
    {
        Changes all;
        all.phase = all.identity = all.inverseOffers = all.operations = all.filters = all.suppression = all.manners =
            true;
        all.offersReset = all.tasksReset = all.callsReset = all.recordsReset = true;
        for (const LiveOffer& offer : state.offers)
            all.offersAdded.append(offer.offer->id);
        for (const TaskEntry& task : state.tasks)
            all.tasksAdded.append(task.id);
        all.callsAdded = state.calls.size();
        all.recordsAdded = state.records.size();
        return all;
    }

    QString text() const
    {
        return u"offers\n"_s + m_offers.text() + u"tasks\n"_s + m_tasks.text() + u"calls\n"_s + m_calls.text() +
               u"records\n"_s + m_records.text() + u"operations\n"_s + m_operations + u"inverse offers\n"_s +
               m_inverseOffers + u"filters\n"_s + m_filters + u"suppressed "_s + m_suppression + u"\nidentity "_s +
               m_identity + u"\nphase "_s + m_phase + u"\nmanners "_s + m_manners + u"\nstale "_s + m_stale;
    }

private:
    MirrorRows<OfferId> m_offers;
    MirrorRows<TaskId> m_tasks;
    MirrorTail m_calls;
    MirrorTail m_records;
    QString m_operations;
    QString m_inverseOffers;
    QString m_filters;
    QString m_suppression;
    QString m_identity;
    QString m_phase;
    QString m_manners;
    QString m_stale;
};

} // namespace mesoscribe::test
