// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "models/identitymodel.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::Literals::StringLiterals;

namespace mesoscribe {

namespace {

QJsonObject idObject(const QString& value)
{
    return {{u"value"_s, value}};
}

QStringList oneOrNone(const QString& value)
{
    return value.isEmpty() ? QStringList() : QStringList{value};
}

/// A framework that its master regards as finished: its id serves for nothing any more.
bool isFinished(const SessionState& state)
{
    return state.phase == Phase::Stopped && state.trouble &&
           (state.trouble->kind == Trouble::Kind::FrameworkRemoved || state.trouble->kind == Trouble::Kind::TornDown);
}

} // namespace

IdentityModel::IdentityModel(QObject* parent)
    : QObject(parent)
{
}

QString IdentityModel::text(Id id) const
{
    return entry(id).values.join(u'\n');
}

QString IdentityModel::json(Id id) const
{
    const QStringList& values = entry(id).values;
    if (values.isEmpty())
        return {};
    if (id == Id::Stream)
        return values.first();
    if (id != Id::Offers && values.size() == 1)
        return QString::fromUtf8(QJsonDocument(idObject(values.first())).toJson(QJsonDocument::Compact));
    QJsonArray array;
    for (const QString& value : values)
        array.append(idObject(value));
    return QString::fromUtf8(QJsonDocument(array).toJson(QJsonDocument::Compact));
}

int IdentityModel::count(Id id) const
{
    return static_cast<int>(entry(id).values.size());
}

bool IdentityModel::isVoid(Id id) const
{
    return entry(id).isVoid;
}

bool IdentityModel::isNew(Id id) const
{
    return entry(id).isNew;
}

void IdentityModel::markSeen(Id id)
{
    Entry seen = entry(id);
    seen.isNew = false;
    replace(id, seen);
}

void IdentityModel::apply(const SessionState& state, const Changes& changes)
{
    if (changes.identity || changes.phase || changes.trouble) {
        followSession(Id::Framework, state.frameworkId.value(), isFinished(state));
        followSession(Id::Stream, state.streamId.value(), state.streamIdIsVoid);
    }
    m_offersAreVoid = state.offersVoidSince.has_value();
    if (changes.offersReset || !changes.offersRemoved.isEmpty())
        dropVanished(state);
    noteDead(state, changes);
    chooseFirst(state);
    follow();
}

void IdentityModel::setSelection(const QList<OfferId>& offers, const QList<AgentId>& agents)
{
    m_selectedOffers = offers;
    m_selectedAgents = agents;
    follow();
}

void IdentityModel::replace(Id id, Entry next)
{
    if (entry(id) == next)
        return;
    entry(id) = std::move(next);
    emit changed(id);
}

void IdentityModel::followSession(Id id, const QString& value, bool isVoid)
{
    Entry next = entry(id);
    next.values = oneOrNone(value);
    next.isVoid = isVoid && !value.isEmpty();
    QString& latest = m_latest[static_cast<size_t>(id)];
    if (value.isEmpty()) {
        next.isNew = false;
    } else if (value != latest) {
        // The very first one replaces nothing that somebody might still be using.
        next.isNew = !latest.isEmpty();
        latest = value;
    }
    replace(id, std::move(next));
}

void IdentityModel::dropVanished(const SessionState& state)
{
    if (m_selectedOffers.isEmpty())
        return;
    m_selectedOffers.removeIf([&](const OfferId& id) { return state.offers.find(id) == nullptr; });
    if (m_selectedOffers.isEmpty())
        m_selectedAgents.clear();
}

void IdentityModel::chooseFirst(const SessionState& state)
{
    // Offers only ever come at the end: while the first live one lives, it stays the first.
    if (m_firstOffer) {
        const LiveOffer* known = state.offers.find(m_firstOffer->id);
        if (known != nullptr && known->offer == m_firstOffer && known->fate == OfferFate::Live)
            return;
    }
    m_firstOffer.reset();
    if (state.offers.heldCount() == 0 && !m_offersAreVoid)
        return;
    const OfferFate wanted = m_offersAreVoid ? OfferFate::Void : OfferFate::Live;
    for (const LiveOffer& offer : state.offers) {
        if (offer.fate == wanted) {
            m_firstOffer = offer.offer;
            return;
        }
    }
}

void IdentityModel::noteDead(const SessionState& state, const Changes& changes)
{
    const auto note = [&](const OfferId& id, const LiveOffer* offer) {
        if (offer != nullptr && offer->fate != OfferFate::Live && offer->fate != OfferFate::Void)
            m_dead.insert(id);
        else
            m_dead.remove(id);
    };
    if (changes.offersReset) {
        m_dead.clear();
        for (const LiveOffer& offer : state.offers)
            note(offer.offer->id, &offer);
        return;
    }
    for (const OfferId& id : changes.offersRemoved)
        m_dead.remove(id);
    for (const OfferId& id : changes.offersAdded)
        note(id, state.offers.find(id));
    for (const OfferId& id : changes.offersChanged)
        note(id, state.offers.find(id));
}

void IdentityModel::follow()
{
    Entry agent;
    Entry offers;
    // What is selected but can be used no more does not keep the ids of a live offer from being at hand.
    const bool isSpent =
        !m_selectedOffers.isEmpty() && m_firstOffer &&
        std::ranges::all_of(m_selectedOffers, [this](const OfferId& id) { return m_dead.contains(id); });
    if (isSpent || (m_selectedOffers.isEmpty() && m_selectedAgents.isEmpty())) {
        if (m_firstOffer) {
            agent.values = oneOrNone(m_firstOffer->agentId.value());
            offers.values = oneOrNone(m_firstOffer->id.value());
        }
    } else {
        for (const AgentId& id : std::as_const(m_selectedAgents))
            agent.values.append(id.value());
        for (const OfferId& id : std::as_const(m_selectedOffers)) {
            if (!m_dead.contains(id))
                offers.values.append(id.value());
        }
        agent.values.removeDuplicates();
        offers.values.removeDuplicates();
    }
    agent.isVoid = m_offersAreVoid && !agent.values.isEmpty();
    offers.isVoid = m_offersAreVoid && !offers.values.isEmpty();
    replace(Id::Agent, std::move(agent));
    replace(Id::Offers, std::move(offers));
}

} // namespace mesoscribe
