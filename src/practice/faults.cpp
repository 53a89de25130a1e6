// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "practice/faults.h"

#include <algorithm>

namespace mesoscribe::practice {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr FaultName Names[] = {
    {Fault::RescindOffer, "rescind-offer"_L1},
    {Fault::LoseAgent, "lose-agent"_L1},
    {Fault::DropStream, "drop-stream"_L1},
    {Fault::DropStreamInsideRecord, "drop-stream-inside-record"_L1},
    {Fault::SkipHeartbeats, "skip-heartbeats"_L1},
    {Fault::SplitRecords, "split-records"_L1},
    {Fault::GlueRecords, "glue-records"_L1},
    {Fault::CorruptLength, "corrupt-length"_L1},
    {Fault::Restart, "restart"_L1},
    {Fault::MaintainAgent, "maintain-agent"_L1},
    {Fault::EndMaintenance, "end-maintenance"_L1},
    {Fault::DelayCalls, "delay-calls"_L1},
    {Fault::Refuse, "refuse"_L1},
    {Fault::Redirect, "redirect"_L1},
    {Fault::Clear, "clear"_L1},
};

} // namespace

std::span<const FaultName> allFaults()
{
    return Names;
}

QLatin1StringView wireName(Fault fault)
{
    return std::ranges::find(Names, fault, &FaultName::fault)->wireName;
}

std::optional<Fault> faultOfWireName(QAnyStringView name)
{
    const auto found = std::ranges::find_if(Names, [name](const FaultName& known) { return name == known.wireName; });
    return found == std::end(Names) ? std::nullopt : std::optional(found->fault);
}

} // namespace mesoscribe::practice
