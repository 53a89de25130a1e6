// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

#include <array>
#include <cstddef>
#include <string_view>
#include <vector>

namespace mesoscribe {

/// Strings seen lately, so that a value that comes again and again (a role, a resource's name, an agent's id) is one
/// shared buffer instead of thousands. Bounded: each text has one slot, and a newcomer takes the slot over. Not
/// thread-safe.
class StringPool
{
public:
    /// Longer texts are converted without being kept, in bytes. An agent's id is a UUID and a few more.
    static constexpr std::size_t MaxLength = 48;

    /// `slotCount` must be a power of two.
    explicit StringPool(std::size_t slotCount);

    /// `utf8` as a QString, shared with an earlier one when there still is one.
    QString intern(std::string_view utf8);

private:
    struct Slot
    {
        QString text;
        std::size_t length = 0;
        std::array<char, MaxLength> utf8 = {};
    };

    std::vector<Slot> m_slots;
};

} // namespace mesoscribe
