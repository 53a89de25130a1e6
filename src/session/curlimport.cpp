// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "session/curlimport.h"

#include "curl/curlcommand.h"
#include "state/masteraddress.h"

using namespace Qt::Literals::StringLiterals;

namespace mesoscribe {

Result<ImportedCurl> settingsFromCurl(const QString& text)
{
    const Result<CurlParse> parsed = parseCurl(text);
    if (!parsed)
        return std::unexpected(parsed.error());
    const CurlRequest& request = parsed->request;
    if (!request.hasBody)
        return fail(Error::Kind::InvalidInput,
                    u"This curl command sends no data, so it does not subscribe to anything."_s);

    const MasterUrls masters = masterUrls(request.url);
    if (masters.problem)
        return fail(Error::Kind::InvalidInput,
                    u"The address “%1” in this curl command cannot be read."_s.arg(request.url));
    Result<ParsedSubscribe> call = parseSubscribeCall(request.body);
    if (!call) {
        return fail(Error::Kind::InvalidInput,
                    u"The data of this curl command is no SUBSCRIBE call: %1."_s.arg(call.error().detail));
    }

    ImportedCurl imported;
    imported.notUnderstood = parsed->notUnderstood + call->notUnderstood;
    imported.settings.masters = displayAddress(masters.urls.first());
    imported.settings.framework = call->call.frameworkInfo;
    imported.settings.suppressedRoles = call->call.suppressedRoles;
    imported.settings.acceptAnyCertificate = request.insecure;
    imported.secret = request.secret.value_or(QString());
    if (!request.user.isEmpty() && imported.settings.framework.principal.isEmpty())
        imported.settings.framework.principal = request.user;

    for (const auto& [name, value] : request.headers) {
        // The rest of a SUBSCRIBE's headers is ours to set, and a stream id must not be sent with it
        // (src/master/http.cpp).
        if (name.compare("Mesos-Stream-Id"_L1, Qt::CaseInsensitive) == 0 ||
            name.compare("Authorization"_L1, Qt::CaseInsensitive) == 0)
            imported.notUnderstood.append("-H "_L1 + name);
    }
    return imported;
}

} // namespace mesoscribe
