// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "state/reduce.h"

namespace mesoscribe {

namespace {

struct FactsOf
{
    RecordFacts operator()(const SubscribedEvent& event) const { return named(event.frameworkId.value()); }

    RecordFacts operator()(const OffersEvent& event) const
    {
        RecordFacts facts;
        facts.count = static_cast<int>(event.offers.size());
        for (const OfferPtr& offer : event.offers) {
            if (facts.names.size() == RecordFacts::MaxNames)
                break;
            if (!facts.names.contains(offer->hostname))
                facts.names.append(offer->hostname);
        }
        return facts;
    }

    RecordFacts operator()(const InverseOffersEvent& event) const
    {
        RecordFacts facts;
        facts.count = static_cast<int>(event.inverseOffers.size());
        for (const InverseOfferPtr& offer : event.inverseOffers) {
            if (facts.names.size() == RecordFacts::MaxNames)
                break;
            facts.names.append(offer->agentId.value());
        }
        return facts;
    }

    RecordFacts operator()(const RescindEvent& event) const { return named(event.offerId.value()); }
    RecordFacts operator()(const RescindInverseOfferEvent& event) const { return named(event.inverseOfferId.value()); }

    RecordFacts operator()(const UpdateEvent& event) const
    {
        RecordFacts facts = named(event.status.taskId.value());
        facts.state = event.status.state.name;
        facts.source = event.status.source.name;
        facts.words = event.status.message;
        return facts;
    }

    RecordFacts operator()(const UpdateOperationStatusEvent& event) const
    {
        RecordFacts facts = named(event.status.operationId.value());
        facts.state = event.status.state.name;
        facts.words = event.status.message;
        return facts;
    }

    RecordFacts operator()(const MessageEvent& event) const
    {
        RecordFacts facts = named(event.executorId.value());
        facts.names.append(event.agentId.value());
        facts.count = static_cast<int>(event.data.size());
        return facts;
    }

    RecordFacts operator()(const FailureEvent& event) const
    {
        RecordFacts facts = named(event.agentId.value());
        facts.names.append(event.executorId.value());
        facts.status = event.status.value_or(0);
        return facts;
    }

    RecordFacts operator()(const ErrorEvent& event) const
    {
        RecordFacts facts;
        facts.words = event.message;
        return facts;
    }

    RecordFacts operator()(const HeartbeatEvent&) const { return {}; }

    RecordFacts operator()(const UnknownEvent&) const
    {
        RecordFacts facts;
        facts.isKnownType = false;
        return facts;
    }

    static RecordFacts named(const QString& name)
    {
        RecordFacts facts;
        facts.names.append(name);
        return facts;
    }
};

} // namespace

RecordFacts factsOf(const Event& event)
{
    return std::visit(FactsOf{}, event.payload);
}

} // namespace mesoscribe
