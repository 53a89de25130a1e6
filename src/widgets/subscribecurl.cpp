// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "widgets/subscribecurl.h"

#include "state/masteraddress.h"

using namespace Qt::Literals::StringLiterals;

namespace mesoscribe {

CurlRequest subscribeCurl(const SubscribeSettings& settings, bool authenticates)
{
    const MasterUrls masters = masterUrls(settings.masters);
    CurlRequest request;
    request.url = masters.urls.isEmpty() ? settings.masters : schedulerUrl(masters.urls.first()).toString();
    request.headers = {{u"Content-Type"_s, u"application/json"_s}};
    request.body = toJson(settings.toCall(), JsonStyle::Indented);
    request.hasBody = true;
    if (authenticates)
        request.user = settings.framework.principal;
    request.insecure = settings.acceptAnyCertificate;
    return request;
}

} // namespace mesoscribe
