// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "widgets/connectionpage.h"

#include "models/describecall.h"
#include "models/describetask.h"
#include "models/offertreemodel.h"
#include "models/roles.h"
#include "models/tasktreemodel.h"
#include "state/masteraddress.h"
#include "widgets/callspanel.h"
#include "widgets/offerspanel.h"
#include "widgets/recordspanel.h"
#include "widgets/taskspanel.h"

/// What the inspector shows of the thing selected last.
namespace mesoscribe {

using namespace Qt::Literals::StringLiterals;

namespace {

Inspection inspectGroup(const OfferTreeModel& model, const QModelIndex& group, const SessionState& state, WallTime now)
{
    Inspection inspection;
    inspection.title = group.data().toString();
    inspection.json = group.data(JsonRole).toByteArray();
    const AgentId agent = model.agentId(group);
    if (!agent.isEmpty()) {
        inspection.subtitle = ConnectionPage::tr("Agent");
        inspection.facts = factsOfAgent(agent, state, now);
        return inspection;
    }
    inspection.subtitle = ConnectionPage::tr("Role");
    const OfferTreeModel::Totals totals = model.totalsOf({group});
    const auto add = [&](const QString& label, const QString& value) {
        Fact fact;
        fact.label = label;
        fact.value = value;
        inspection.facts += fact;
    };
    add(ConnectionPage::tr("offers held"), QLocale().toString(totals.offers));
    add(u"cpus"_s, describeScalar(totals.cpus));
    add(u"mem"_s, describeMebibytes(totals.mem));
    add(u"disk"_s, describeMebibytes(totals.disk));
    if (totals.gpus > Scalar{})
        add(u"gpus"_s, describeScalar(totals.gpus));
    add(u"ports"_s, QLocale().toString(totals.ports));
    return inspection;
}

std::optional<Inspection> inspectOffers(const OfferTreeModel& model, const QModelIndex& row, const SessionState& state,
                                        WallTime now)
{
    if (!row.isValid())
        return {};
    if (model.kind(row) == OfferTreeModel::Kind::Group)
        return inspectGroup(model, row, state, now);
    if (const Resource* resource = model.resource(row)) {
        return Inspection{inspectorTitle(*resource), inspectorSubtitle(*resource), factsOf(*resource),
                          row.data(JsonRole).toByteArray()};
    }
    const OfferPtr offer = model.offer(row);
    const LiveOffer* live = offer ? state.offers.find(offer->id) : nullptr;
    if (!live)
        return {};
    return Inspection{inspectorTitle(*live), inspectorSubtitle(*live), factsOf(*live, state, now), offer->raw.bytes()};
}

std::optional<Inspection> inspectTasks(const TaskTreeModel& model, const QModelIndex& row, const SessionState& state,
                                       WallTime now)
{
    if (!row.isValid())
        return {};
    Inspection inspection;
    inspection.json = row.data(JsonRole).toByteArray();
    if (const TaskEntry* task = state.tasks.find(model.taskId(row))) {
        inspection.title = inspectorTitle(*task);
        inspection.subtitle = inspectorSubtitle(*task);
        const int moment = model.moment(row);
        inspection.facts = moment >= 0 && moment < task->history.size() ? factsOf(task->history.at(moment), *task)
                                                                        : factsOf(*task, state, now);
        return inspection;
    }
    if (const auto operation = state.operations.constFind(model.operationId(row).value());
        operation != state.operations.constEnd()) {
        inspection.title = ConnectionPage::tr("Operation %1").arg(operation->id.value());
        inspection.subtitle = operation->type;
        inspection.facts = factsOf(*operation, state);
        return inspection;
    }
    if (const auto offer = state.inverseOffers.constFind(model.inverseOfferId(row).value());
        offer != state.inverseOffers.constEnd()) {
        inspection.title = ConnectionPage::tr("Maintenance");
        inspection.subtitle = row.data().toString();
        inspection.facts = factsOf(*offer, state, now);
        return inspection;
    }
    return {};
}

Inspection inspectConnection(const SessionState& state, WallTime now)
{
    Inspection inspection;
    inspection.title = state.settings.framework.name;
    if (inspection.title.isEmpty())
        inspection.title = ConnectionPage::tr("Framework");
    if (!state.master.isEmpty())
        inspection.subtitle = ConnectionPage::tr("on %1").arg(displayAddress(state.master));
    inspection.facts = factsOf(state, now);
    return inspection;
}

} // namespace

Inspection ConnectionPage::inspection() const
{
    const WallTime now = m_clock.wall();
    std::optional<Inspection> found;
    switch (m_subject) {
    case Subject::Offers:
        found = inspectOffers(*m_models.offers, m_offers->currentSource(), state(), now);
        break;
    case Subject::Tasks:
        found = inspectTasks(*m_models.tasks, m_tasks->currentSource(), state(), now);
        break;
    case Subject::Calls:
        if (const CallEntry* call = m_calls->selectedCall())
            found =
                Inspection{inspectorTitle(*call), inspectorSubtitle(*call), factsOf(*call, state(), now), call->body};
        break;
    case Subject::Records:
        if (const RecordEntry* record = m_records->selectedRecord())
            found = Inspection{inspectorTitle(*record), inspectorSubtitle(*record), factsOf(*record), record->raw};
        break;
    case Subject::Connection:
        break;
    }
    return found ? *found : inspectConnection(state(), now);
}

} // namespace mesoscribe
