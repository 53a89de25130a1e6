// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "mesos/schema.h"

/// The words the tables are written in: `required("user"_L1, 1, FieldType::String)` reads like the line of the .proto
/// file.
namespace mesoscribe::schema {

/// What a field holds: a scalar, a message or an enumeration.
struct FieldContent
{
    constexpr FieldContent(FieldType scalar)
        : type(scalar)
    {
    }
    constexpr FieldContent(const MessageSchema& content)
        : type(FieldType::Message)
        , message(&content)
    {
    }
    constexpr FieldContent(const EnumSchema& content)
        : type(FieldType::Enum)
        , values(&content)
    {
    }

    FieldType type;
    const MessageSchema* message = nullptr;
    const EnumSchema* values = nullptr;
};

constexpr FieldSchema makeField(QLatin1StringView name, int number, FieldContent content, Cardinality cardinality,
                                QLatin1StringView defaultText)
{
    return {name, number, content.type, cardinality, content.message, content.values, defaultText, false};
}

constexpr FieldSchema required(QLatin1StringView name, int number, FieldContent content,
                               QLatin1StringView defaultText = {})
{
    return makeField(name, number, content, Cardinality::Required, defaultText);
}

constexpr FieldSchema optional(QLatin1StringView name, int number, FieldContent content,
                               QLatin1StringView defaultText = {})
{
    return makeField(name, number, content, Cardinality::Optional, defaultText);
}

constexpr FieldSchema repeated(QLatin1StringView name, int number, FieldContent content)
{
    return makeField(name, number, content, Cardinality::Repeated, {});
}

/// `map<string, content>`.
constexpr FieldSchema map(QLatin1StringView name, int number, FieldContent content)
{
    return makeField(name, number, content, Cardinality::Map, {});
}

constexpr FieldSchema deprecated(FieldSchema field)
{
    field.isDeprecated = true;
    return field;
}

} // namespace mesoscribe::schema
