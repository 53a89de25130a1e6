// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>

namespace mesoscribe {

/// How a connection behaves towards its cluster: what it does by itself.
struct Manners
{
    enum class OnOffers {
        Hold,          ///< until somebody acts, or `giveBackAfter` is over
        DeclineAtOnce, ///< "just watch": shown, and declined with Mesos' own filter
    };

    OnOffers onOffers = OnOffers::Hold;
    /// Offers older than this are declined, with a filter of GiveBackFilter. Never without an end: 1 s to 1 day.
    std::chrono::seconds giveBackAfter{600};
    /// Updates with a uuid are acknowledged once they are in the state.
    bool acknowledges = true;
    /// Launch, kill and tear down are asked about first.
    bool confirms = false;

    /// What offers given back by themselves are refused for: so long that others get them, until somebody revives.
    static constexpr std::chrono::seconds GiveBackFilter{3600};
    static constexpr std::chrono::seconds ShortestHold{1};
    static constexpr std::chrono::seconds LongestHold{86400};

    /// Those of a new connection: 10 min; in the environment "Production" 60 s and asking first.
    static Manners usual(bool isProduction);

    friend bool operator==(const Manners&, const Manners&) = default;
};

} // namespace mesoscribe
