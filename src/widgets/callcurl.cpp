// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "widgets/callcurl.h"

#include "mesos/prettyjson.h"
#include "state/masteraddress.h"

#include <QJsonDocument>

using namespace Qt::Literals::StringLiterals;

namespace mesoscribe {

CurlRequest callCurl(const QByteArray& body, const SessionState& state, bool authenticates)
{
    CurlRequest request;
    request.url = schedulerUrl(state.master).toString();
    request.headers = {{u"Content-Type"_s, u"application/json"_s}, {u"Mesos-Stream-Id"_s, state.streamId.value()}};
    // A master says in which line a text stops being JSON.
    request.body = QJsonDocument::fromJson(body).isNull() ? body : prettyJson(body);
    request.hasBody = true;
    if (authenticates)
        request.user = state.settings.framework.principal;
    request.insecure = state.settings.acceptAnyCertificate;
    return request;
}

} // namespace mesoscribe
