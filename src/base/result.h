// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/error.h"

#include <expected>

namespace mesoscribe {

/// A value, or why there is none.
template<class T>
using Result = std::expected<T, Error>;

/// Shorthand for `return fail(Error::Kind::Protocol, u"…"_s);`.
inline std::unexpected<Error> fail(Error::Kind kind, const QString& detail)
{
    return std::unexpected(Error(kind, detail));
}

} // namespace mesoscribe
