// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/result.h"

#include <QByteArray>

namespace mesoscribe::test {

/// Why there is no value, for QVERIFY2, which asks even when there is one.
template<class T>
QByteArray why(const Result<T>& result)
{
    return result ? QByteArray() : result.error().detail.toUtf8();
}

} // namespace mesoscribe::test
