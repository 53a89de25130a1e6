// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/describe.h"

#include <QByteArray>
#include <QList>
#include <QString>

namespace mesoscribe {

/// What the inspector shows of one thing.
struct Inspection
{
    QString title;
    QString subtitle; ///< may be empty
    QList<Fact> facts;
    QByteArray json; ///< as it came on the wire; empty when there is none
};

} // namespace mesoscribe
