// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "mesos/fieldguess.h"

#include "mesos/nearestname.h"
#include "mesos/oldnames.h"

namespace mesoscribe {

using namespace Qt::Literals::StringLiterals;
using Kind = LintFinding::Kind;
using schema::Cardinality;
using schema::FieldSchema;
using schema::FieldType;
using schema::MessageSchema;

namespace {

constexpr int MostEdits = 3;

/// So common that they say nothing about where a name belongs.
bool isEverywhere(QStringView name)
{
    return name == "value"_L1 || name == "type"_L1 || name == "id"_L1;
}

bool isStreamId(QString name)
{
    name.remove(u'-').remove(u'_').remove(u' ');
    return name.compare("mesosstreamid"_L1, Qt::CaseInsensitive) == 0 ||
           name.compare("streamid"_L1, Qt::CaseInsensitive) == 0;
}

QList<QLatin1StringView> fieldNames(const MessageSchema& message)
{
    // The first of equally near names is taken: better one that is not deprecated.
    QList<QLatin1StringView> names;
    QList<QLatin1StringView> deprecated;
    for (const FieldSchema& field : message.fields)
        (field.isDeprecated ? deprecated : names).append(field.name);
    return names + deprecated;
}

QString joined(const QString& path, QStringView name)
{
    return path.isEmpty() ? name.toString() : path + u'.' + name.toString();
}

/// The nearest message around this one that has the field.
QString placeAbove(const QString& name, const LintPath& path)
{
    for (const LintPath* above = path.parent; above; above = above->parent) {
        if (above->message && above->message->field(name))
            return joined(above->toString(), name);
    }
    return {};
}

/// A field of that name in what `message` holds, at most `depth` messages down. `only`: the one field to look into.
QString placeBelow(const QString& name, const MessageSchema& message, const QString& path, int depth,
                   QStringView only = {})
{
    const auto looksInto = [only](const FieldSchema& field) {
        return field.type == FieldType::Message && field.cardinality != Cardinality::Map && !field.isDeprecated &&
               (only.isEmpty() || only == field.name);
    };
    const auto pathOf = [&path](const FieldSchema& field) {
        const QString below = joined(path, QString(field.name));
        return field.cardinality == Cardinality::Repeated ? below + "[0]"_L1 : below;
    };
    for (const FieldSchema& field : message.fields) {
        if (looksInto(field) && field.message->field(name))
            return joined(pathOf(field), name);
    }
    if (depth > 1) {
        for (const FieldSchema& field : message.fields) {
            if (!looksInto(field))
                continue;
            if (const QString place = placeBelow(name, *field.message, pathOf(field), depth - 1); !place.isEmpty())
                return place;
        }
    }
    return {};
}

/// What everything else stands in: the call's own member, or the one message that this one wraps. Null when there is
/// no such thing.
const FieldSchema* certainlyInside(const LintPath& path, QByteArrayView member)
{
    const bool isRoot = !path.parent;
    const bool isWrapper = path.message->fields.size() == 1;
    const FieldSchema* inside = isRoot      ? path.message->field(QUtf8StringView(member))
                                : isWrapper ? &path.message->fields.front()
                                            : nullptr;
    return inside && inside->type == FieldType::Message && inside->cardinality != Cardinality::Map ? inside : nullptr;
}

} // namespace

FieldGuess guessField(QByteArrayView bytes, const LintPath& path, QByteArrayView member)
{
    const QString name = QString::fromUtf8(bytes.first(qMin(bytes.size(), 4 * MaxGuessedName)));
    if (bytes.size() > MaxGuessedName)
        return {};
    const MessageSchema& message = *path.message;
    if (isStreamId(name))
        return {Kind::StreamIdInBody, {}};
    const QString snake = toSnakeCase(name);
    for (const QString& spelling : {name, snake}) {
        if (const QLatin1StringView today = renamedField(spelling, message); !today.isEmpty())
            return {Kind::OldName, QString(today)};
    }
    if (message.field(snake))
        return {Kind::CamelCaseField, snake};
    if (const FieldSchema* inside = certainlyInside(path, member); inside && inside->message->field(name))
        return {Kind::WrongLevel, placeBelow(name, message, path.toString(), 1, QString(inside->name))};

    const QList<QLatin1StringView> names = fieldNames(message);
    if (const QString nearest = nearestName(name, names, 1); !nearest.isEmpty())
        return {Kind::UnknownField, nearest};
    const bool isRoot = !path.parent;
    const QString only = isRoot ? QString::fromUtf8(member) : QString();
    if (!isEverywhere(name)) {
        QString place = placeAbove(name, path);
        if (place.isEmpty())
            place = placeBelow(name, message, path.toString(), 1, only);
        if (!place.isEmpty())
            return {Kind::WrongLevel, place};
    }
    if (const QString nearest = nearestName(name, names, MostEdits); !nearest.isEmpty())
        return {Kind::UnknownField, nearest};
    if (!isEverywhere(name)) {
        if (const QString place = placeBelow(name, message, path.toString(), 3, only); !place.isEmpty())
            return {Kind::WrongLevel, place};
    }
    return {};
}

} // namespace mesoscribe
