// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

namespace mesoscribe {

/// An enum value as it came: `value` is what this version knows (E::Unknown for the rest), `name` the text of the wire,
/// which is what is shown. A newer master may send names that this version has never heard of.
template<class E>
struct Named
{
    E value = E::Unknown;
    QString name;

    bool isSet() const { return !name.isEmpty(); }

    friend bool operator==(const Named&, const Named&) = default;
};

} // namespace mesoscribe
