// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "practice/credentials.h"

#include "practice/jsonparser.h"

namespace mesoscribe::practice {

std::expected<Credentials, QByteArray> Credentials::fromJson(QByteArrayView json)
{
    const std::expected<JsonValue, QByteArray> file = parseJson(json);
    if (!file)
        return std::unexpected("it is not JSON: " + file.error());
    const JsonArray& accounts = file->at("credentials").array();
    if (accounts.empty())
        return std::unexpected(QByteArray("it has no list \"credentials\""));
    Credentials credentials;
    for (const JsonValue& account : accounts) {
        const QByteArray& principal = account.at("principal").text();
        if (principal.isEmpty() || !account.at("secret").isString())
            return std::unexpected(QByteArray("each of its credentials needs a \"principal\" and a \"secret\""));
        credentials.m_secrets[principal] = account.at("secret").text();
    }
    return credentials;
}

std::optional<QByteArray> Credentials::principalOf(const std::optional<QByteArray>& authorization) const
{
    const QList<QByteArray> words = authorization.value_or(QByteArray()).split(' ');
    if (words.size() != 2 || words[0] != "Basic")
        return std::nullopt;
    const auto decoded = QByteArray::fromBase64Encoding(words[1], QByteArray::AbortOnBase64DecodingErrors);
    const QList<QByteArray> parts = decoded ? decoded.decoded.split(':') : QList<QByteArray>();
    if (parts.size() != 2)
        return std::nullopt;
    const auto account = m_secrets.find(parts[0]);
    if (account == m_secrets.end() || account->second != parts[1])
        return std::nullopt;
    return parts[0];
}

} // namespace mesoscribe::practice
