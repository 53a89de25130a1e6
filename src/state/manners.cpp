// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "state/manners.h"

namespace mesoscribe {

Manners Manners::usual(bool isProduction)
{
    Manners manners;
    if (isProduction) {
        manners.giveBackAfter = std::chrono::seconds(60);
        manners.confirms = true;
    }
    return manners;
}

} // namespace mesoscribe
