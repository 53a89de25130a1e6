// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "practice/apirequest.h"

#include "practice/jsonparser.h"
#include "practice/messagedecoder.h"

namespace mesoscribe::practice {

namespace {

/// The q of a media range: nothing when it has none.
std::optional<double> quality(const QList<QByteArray>& parts)
{
    for (const QByteArray& part : parts.sliced(1)) {
        if (part.startsWith("q=")) {
            bool isNumber = false;
            const double value = part.sliced(2).toDouble(&isNumber);
            return isNumber ? value : 0;
        }
    }
    return std::nullopt;
}

} // namespace

bool acceptsMediaType(const HttpRequest& request, const QByteArray& mediaType)
{
    const std::optional<QByteArray> accept = request.header("accept");
    if (!accept)
        return true;
    QByteArray packed = accept->toLower();
    packed.replace(" ", "").replace("\t", "");
    const QByteArray family = mediaType.first(mediaType.indexOf('/'));
    for (const QByteArray& candidate : {mediaType, family + "/*", QByteArray("*/*")}) {
        for (const QByteArray& range : packed.split(',')) {
            const QList<QByteArray> parts = range.split(';');
            if (parts.constFirst() == candidate)
                return quality(parts).value_or(1) > 0;
        }
    }
    return false;
}

HttpReply notAcceptable()
{
    return replies::text(406, "Expecting 'Accept' to allow 'application/x-protobuf' or 'application/json'");
}

std::expected<JsonValue, HttpReply> decodeCall(const HttpRequest& request, const schema::MessageSchema& schema)
{
    if (request.method != "POST")
        return std::unexpected(replies::methodNotAllowed(request.method));
    const std::optional<QByteArray> contentType = request.header("content-type");
    if (!contentType)
        return std::unexpected(replies::text(400, "Expecting 'Content-Type' to be present"));
    if (*contentType == "application/x-protobuf")
        return std::unexpected(replies::text(400, "Failed to parse body into Call protobuf"));
    if (*contentType != "application/json") {
        return std::unexpected(
            replies::text(415, "Expecting 'Content-Type' of application/json or application/x-protobuf"));
    }
    const std::expected<JsonValue, QByteArray> json = parseJson(request.body);
    if (!json)
        return std::unexpected(replies::text(400, "Failed to parse body into JSON: " + json.error()));
    const std::expected<JsonValue, QByteArray> call = decodeMessage(schema, *json);
    if (!call)
        return std::unexpected(replies::text(400, "Failed to convert JSON into Call protobuf: " + call.error()));
    return *call;
}

} // namespace mesoscribe::practice
