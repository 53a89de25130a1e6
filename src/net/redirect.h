// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/result.h"

#include <QUrl>

namespace mesoscribe {

/// Where a 307 of a master leads: `Location` is protocol-relative (`//host:port/master/api/v1/scheduler`,
/// src/master/http.cpp Http::redirect), an absolute http(s) URL, or a path. The scheme of `from` is kept for the first
/// form; https never becomes http. Error Protocol for anything else. The result is the endpoint to POST to again,
/// without user info and fragment; where only a base address is given, the path of `from` stays.
Result<QUrl> redirectTarget(const QUrl& from, const QByteArray& location);

/// Whether credentials given for `from` may go to `to` without asking: same host (case-insensitively) and not from
/// https to http.
bool mayKeepCredentials(const QUrl& from, const QUrl& to);

constexpr int MaxRedirects = 5;

} // namespace mesoscribe
