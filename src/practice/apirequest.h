// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "mesos/schema.h"
#include "practice/httpmessage.h"
#include "practice/jsonvalue.h"

#include <expected>

/// What the scheduler API and the operator API of a master have in common (src/master/http.cpp).
namespace mesoscribe::practice {

/// Whether the Accept header allows the media type (libprocess Request::acceptsMediaType): none allows everything,
/// exact types come before wildcards, and q=0 forbids.
bool acceptsMediaType(const HttpRequest& request, const QByteArray& mediaType);
HttpReply notAcceptable();

/// From the method to the message: the call by its schema, or the refusal. Protobuf bodies are refused as unreadable.
std::expected<JsonValue, HttpReply> decodeCall(const HttpRequest& request, const schema::MessageSchema& schema);

} // namespace mesoscribe::practice
