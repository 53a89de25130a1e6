// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "mesos/event.h"
#include "mesos/jsonreader.h"

namespace mesoscribe {

/// What an event of each type says, from the member that is named as its type.
bool readPayload(JsonReader& reader, JsonNode& node, SubscribedEvent& event);
bool readPayload(JsonReader& reader, JsonNode& node, OffersEvent& event);
bool readPayload(JsonReader& reader, JsonNode& node, InverseOffersEvent& event);
bool readPayload(JsonReader& reader, JsonNode& node, RescindEvent& event);
bool readPayload(JsonReader& reader, JsonNode& node, RescindInverseOfferEvent& event);
bool readPayload(JsonReader& reader, JsonNode& node, UpdateEvent& event);
bool readPayload(JsonReader& reader, JsonNode& node, UpdateOperationStatusEvent& event);
bool readPayload(JsonReader& reader, JsonNode& node, MessageEvent& event);
bool readPayload(JsonReader& reader, JsonNode& node, FailureEvent& event);
bool readPayload(JsonReader& reader, JsonNode& node, ErrorEvent& event);
bool readPayload(JsonReader& reader, JsonNode& node, HeartbeatEvent& event);

} // namespace mesoscribe
