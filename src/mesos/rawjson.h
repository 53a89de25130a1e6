// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>

namespace mesoscribe {

/// A piece of a record's text, kept without copying: it shares the record's buffer.
struct RawJson
{
    QByteArray record;    ///< the whole record, implicitly shared
    qsizetype offset = 0; ///< where the piece begins
    qsizetype length = 0; ///< bytes

    QByteArrayView view() const { return QByteArrayView(record).sliced(offset, length); }
    QByteArray bytes() const { return view().toByteArray(); }
    bool isEmpty() const { return length == 0; }
};

} // namespace mesoscribe
