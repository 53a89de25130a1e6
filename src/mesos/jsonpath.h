// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

#include <string_view>

namespace mesoscribe {

/// Where in a record a value stands, as a chain of frames on the readers' stack: nothing is written down until someone
/// asks.
struct JsonPath
{
    const JsonPath* parent = nullptr; ///< none: the record itself
    std::string_view key;             ///< of an object's member
    qsizetype index = -1;             ///< of a list's element, else negative

    /// "offers.offers[3].agent_id"; empty for the record itself. Names are capped at 100 bytes.
    QString toString() const;
    /// The path of a member that need not exist.
    QString memberPath(std::string_view name) const { return JsonPath{this, name, -1}.toString(); }
};

} // namespace mesoscribe
