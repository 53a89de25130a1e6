// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "mesos/jsonreader.h"

namespace mesoscribe {

/// Both formats of a reservation are read; see Resource::reservations.
bool readResource(JsonReader& reader, JsonNode& node, Resource& resource);
bool readResources(JsonReader& reader, JsonNode& node, QList<Resource>& resources);
bool readAttributes(JsonReader& reader, JsonNode& node, QList<Attribute>& attributes);

} // namespace mesoscribe
