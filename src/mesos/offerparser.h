// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "mesos/jsonreader.h"
#include "mesos/offer.h"

namespace mesoscribe {

bool readOffer(JsonReader& reader, JsonNode& node, Offer& offer);
bool readInverseOffer(JsonReader& reader, JsonNode& node, InverseOffer& offer);
bool readAddress(JsonReader& reader, JsonNode& node, Address& address);
/// DomainInfo, of which the fault domain is all there is.
bool readDomain(JsonReader& reader, JsonNode& node, std::optional<FaultDomain>& domain);

} // namespace mesoscribe
