// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "mesos/schema.h"

#include "mesos/schemamessages.h"

#include <algorithm>

namespace mesoscribe::schema {

bool EnumSchema::contains(QAnyStringView value) const
{
    return std::ranges::any_of(values, [value](QLatin1StringView known) { return value == known; });
}

const FieldSchema* MessageSchema::field(QAnyStringView fieldName) const
{
    const auto found =
        std::ranges::find_if(fields, [fieldName](const FieldSchema& known) { return fieldName == known.name; });
    return found == fields.end() ? nullptr : &*found;
}

const MessageSchema& callSchema()
{
    return call;
}

} // namespace mesoscribe::schema
