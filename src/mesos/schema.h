// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QLatin1StringView>
#include <QStringView>

#include <span>

/// What the v1 scheduler API knows: the messages, fields, types and enums that a call to a master can hold, as plain
/// tables.
///
/// Source: include/mesos/v1/scheduler/scheduler.proto and include/mesos/v1/mesos.proto of Mesos 1.12. The tables
/// describe and do nothing: the practice master converts JSON by them as a real master does, and a linter can find
/// unknown names and wrong types. All of it is constant data that lives as long as the program.
namespace mesoscribe::schema {

/// The scalar types of the two files, and the two that point elsewhere.
enum class FieldType { String, Bytes, Bool, Int32, Int64, UInt32, UInt64, Float, Double, Enum, Message };

enum class Cardinality {
    Required, ///< its absence is an error that names the whole path
    Optional,
    Repeated, ///< a JSON array; a single value is taken as a list of one
    Map,      ///< a JSON object whose member names are the keys; the keys are strings
};

/// An enumeration. On the wire a value is its name; an unknown name in an optional field is dropped in silence by a
/// master.
struct EnumSchema
{
    QLatin1StringView name;                    ///< e.g. "FrameworkInfo.Capability.Type"
    std::span<const QLatin1StringView> values; ///< in the order of the file; comparing is case-sensitive

    bool contains(QAnyStringView value) const;
};

struct MessageSchema;

struct FieldSchema
{
    QLatin1StringView name; ///< as in JSON: snake_case, case-sensitive
    int number = 0;         ///< protobuf field number: the order in which a master lists missing fields of sub-messages
    FieldType type = FieldType::String;
    Cardinality cardinality = Cardinality::Optional;
    const MessageSchema* message = nullptr; ///< set exactly when `type` is Message
    const EnumSchema* values = nullptr;     ///< set exactly when `type` is Enum
    QLatin1StringView defaultText;          ///< proto default as written in the file, empty when there is none
    bool isDeprecated = false;
};

/// A message: a JSON object. Members with other names are ignored by a master.
struct MessageSchema
{
    QLatin1StringView name;              ///< with the messages around it, e.g. "Offer.Operation.Launch"
    std::span<const FieldSchema> fields; ///< in the order of the file, which is the order in which a master writes them

    /// The field of that exact name, or null.
    const FieldSchema* field(QAnyStringView fieldName) const;
};

/// The root: scheduler::Call.
const MessageSchema& callSchema();

} // namespace mesoscribe::schema
