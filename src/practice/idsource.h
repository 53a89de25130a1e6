// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>

#include <optional>
#include <random>

namespace mesoscribe::practice {

/// Random UUIDs; the same ones on every platform when a seed is given. No secret may come from here.
class IdSource
{
public:
    /// Without a seed the ids differ from run to run.
    explicit IdSource(std::optional<quint64> seed = std::nullopt);

    /// The 16 bytes of a UUIDv4.
    QByteArray uuidBytes();
    /// A UUIDv4 as text, lower case, 36 characters.
    QByteArray uuid();

private:
    std::mt19937_64 m_engine;
};

} // namespace mesoscribe::practice
