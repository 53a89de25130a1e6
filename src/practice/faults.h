// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QLatin1StringView>
#include <QStringView>

#include <optional>
#include <span>

/// The faults that the practice master can be asked for: what its two sides, the program and whoever drives it, must
/// agree on.
///
/// A fault is a POST of {"fault": NAME, …} to FaultPath with the token of the program's second line of output in
/// FaultTokenHeader and Content-Type application/json. The answer is 200 with {"fault": NAME, "affected": N}, N being
/// the number of streams, offers or agents it worked on; 400 with a plain sentence when the body is no such thing; 403
/// without the token.
namespace mesoscribe::practice {

inline constexpr QLatin1StringView FaultPath{"/practice/faults"};
inline constexpr QLatin1StringView FaultTokenHeader{"X-Mesoscribe-Practice"};

enum class Fault {
    RescindOffer,           ///< an offer is taken back; "offer_id", or else the oldest
    LoseAgent,              ///< an agent stops answering; "agent_id", or else the first. It is given up after
                            ///< --agent-timeout; Clear brings it back
    DropStream,             ///< every stream ends cleanly
    DropStreamInsideRecord, ///< every stream breaks off inside a record
    SkipHeartbeats,         ///< the next "count" heartbeats stay away; 3 unless told
    SplitRecords,           ///< from now on every record goes out in many chunks and writes, until Clear
    GlueRecords,    ///< "count" heartbeats in one chunk (100 unless told), and all that is ready at once in one, until
                    ///< Clear
    CorruptLength,  ///< every stream gets a record whose length is no number
    Restart,        ///< as if the master had died and come back: new id, nothing known, streams broken
    MaintainAgent,  ///< maintenance is scheduled for an agent, "agent_id" or else the first, in "start_in" seconds (600
                    ///< unless told) for "duration" seconds (3600 unless told): its offers say so, and frameworks that
                    ///< have something there get inverse offers. Until EndMaintenance or Clear
    EndMaintenance, ///< takes maintenance off the schedule; of "agent_id", or else of all
    DelayCalls,     ///< the next "count" calls of schedulers (1 unless told) are carried out at once, but answered
                    ///< "seconds" later (2 unless told)
    Refuse,         ///< the next "count" requests (1 unless told) get "status" 401, 403 or 503
    Redirect,       ///< every request gets a 307 to "to" (HOST:PORT), until Clear
    Clear,          ///< ends what lasts, maintenance too, and brings lost agents back
};

struct FaultName
{
    Fault fault;
    QLatin1StringView wireName; ///< e.g. "rescind-offer"
};

/// All of them, in the order of the enumeration.
std::span<const FaultName> allFaults();

QLatin1StringView wireName(Fault fault);
std::optional<Fault> faultOfWireName(QAnyStringView name);

} // namespace mesoscribe::practice
