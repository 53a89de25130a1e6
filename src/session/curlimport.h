// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/result.h"
#include "state/subscribesettings.h"

#include <QStringList>

namespace mesoscribe {

struct ImportedCurl
{
    SubscribeSettings settings;
    QString secret;            ///< of -u; empty when none was given
    QStringList notUnderstood; ///< pieces of the command and dotted paths of the JSON
};

/// Reads a pasted curl command as a subscription. Error InvalidInput with a plain sentence when it is no curl command,
/// or does not send a SUBSCRIBE to a scheduler endpoint.
Result<ImportedCurl> settingsFromCurl(const QString& text);

} // namespace mesoscribe
