// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QByteArrayList>

#include <expected>
#include <map>
#include <optional>

namespace mesoscribe::practice {

/// The accounts of --credentials, and HTTP Basic authentication against them
/// (src/authentication/http/basic_authenticator_factory.cpp, libprocess authenticator.cpp). They exist for practice and
/// live in a file in plain text, as those of a real master.
class Credentials
{
public:
    /// `json` is {"credentials": [{"principal": "alice", "secret": "…"}]}. The error says what is wrong with it.
    static std::expected<Credentials, QByteArray> fromJson(QByteArrayView json);

    /// The principal that an Authorization header proves. Strict as Mesos is: "Basic", one space, base64 with exactly
    /// one colon.
    std::optional<QByteArray> principalOf(const std::optional<QByteArray>& authorization) const;

private:
    std::map<QByteArray, QByteArray> m_secrets; ///< by principal
};

} // namespace mesoscribe::practice
