// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "credentials/credentialstore.h"

namespace mesoscribe {

CredentialStore::~CredentialStore() = default;

} // namespace mesoscribe
