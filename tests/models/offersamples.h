// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "state/reduce.h"

#include <QAbstractItemModel>

#include <memory>

/// Offers and sessions for the tests of the models.
namespace mesoscribe::samples {

inline const WallTime Start{std::chrono::milliseconds(1'700'000'000'000)};

inline Resource scalar(const QString& name, double value)
{
    Resource resource;
    resource.name = name;
    resource.value.type = {ValueType::Scalar, QStringLiteral("SCALAR")};
    resource.value.scalar = Scalar::fromDouble(value);
    return resource;
}

inline Resource ports(const QList<Range>& ranges)
{
    Resource resource;
    resource.name = QStringLiteral("ports");
    resource.value.type = {ValueType::Ranges, QStringLiteral("RANGES")};
    resource.value.ranges = ranges;
    return resource;
}

inline Attribute textAttribute(const QString& name, const QString& text)
{
    Attribute attribute;
    attribute.name = name;
    attribute.value.type = {ValueType::Text, QStringLiteral("TEXT")};
    attribute.value.text = text;
    return attribute;
}

/// "O12" of agent "S1" on host "web1" for role "eng"; the ids get a master's part in front.
inline std::shared_ptr<Offer> offer(const QString& id, const QString& agent, const QString& host, const QString& role,
                                    const QList<Resource>& resources = {})
{
    const QString master = QStringLiteral("089a7212-4aba-4aac-8425-7337161ece30-");
    auto made = std::make_shared<Offer>();
    made->id = OfferId(master + id);
    made->agentId = AgentId(master + agent);
    made->hostname = host + QStringLiteral(".example.com");
    made->allocationRole = role;
    made->resources = resources;
    const QByteArray text = "{\"id\":{\"value\":\"" + made->id.value().toUtf8() + "\"}}";
    made->raw = {"[" + text + "]", 1, text.size()};
    return made;
}

inline Trouble trouble(Trouble::Kind kind)
{
    Trouble made;
    made.kind = kind;
    return made;
}

/// A session that is fed inputs and collects what changed until somebody takes it.
class Scene
{
public:
    SessionState state;
    WallTime now = Start;
    Changes changes;

    template<class What>
    void feed(What what)
    {
        changes.merge(reduce(state, {now, std::move(what)}));
    }

    Changes take() { return std::exchange(changes, {}); }

    void receive(const QString& type, Event::Payload payload, const QByteArray& raw = "{}")
    {
        auto event = std::make_shared<Event>();
        event->type = type;
        event->payload = std::move(payload);
        event->raw = raw;
        feed(input::RecordReceived{raw, event, {}});
    }

    void subscribe(const QString& framework = QStringLiteral("F1"), const QString& stream = QStringLiteral("stream-1"))
    {
        feed(input::AttemptStarted{QUrl(QStringLiteral("http://localhost:5050")), {}, "{}"});
        feed(input::HeadersReceived{200, StreamId(stream), std::chrono::milliseconds(3)});
        SubscribedEvent event;
        event.frameworkId = FrameworkId(framework);
        receive(QStringLiteral("SUBSCRIBED"), event);
    }

    void arrive(const QList<OfferPtr>& offers) { feed(input::OffersArrived{offers}); }
    void rescind(const OfferId& id) { receive(QStringLiteral("RESCIND"), RescindEvent{id}); }

    /// Lets `time` pass; rescinded offers go when theirs is over.
    void pass(std::chrono::milliseconds time)
    {
        now += time;
        feed(input::Tick{});
    }
};

/// A model as indented text: the given columns of each row, separated by " | ", down to `levels` below `parent`.
inline QString shown(const QAbstractItemModel& model, const QList<int>& columns, const QModelIndex& parent = {},
                     int levels = 1, int depth = 0)
{
    if (depth == levels)
        return {};
    QString text;
    for (int row = 0; row < model.rowCount(parent); ++row) {
        QStringList cells;
        for (const int column : columns)
            cells.append(model.index(row, column, parent).data().toString());
        text += QString(depth * 2, u' ') + cells.join(QStringLiteral(" | ")) + u'\n';
        text += shown(model, columns, model.index(row, 0, parent), levels, depth + 1);
    }
    return text;
}

} // namespace mesoscribe::samples
