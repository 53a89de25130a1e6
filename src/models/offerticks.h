// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "state/changes.h"
#include "state/sessionstate.h"

#include <QObject>
#include <QSet>

namespace mesoscribe {

/// The offers ticked to be used together: all of one agent and one role, as an ACCEPT demands (mesos-api: ACCEPT).
class OfferTicks final : public QObject
{
    Q_OBJECT

public:
    explicit OfferTicks(QObject* parent = nullptr);

    void apply(const SessionState& state, const Changes& changes); ///< offers that are live no more lose their tick

    /// False, and nothing changes, when the offer may not be ticked.
    bool setTicked(const OfferId& id, bool ticked);
    void clear();
    bool isTicked(const OfferId& id) const { return m_ids.contains(id); }
    bool isEmpty() const { return m_offers.isEmpty(); }
    /// In the order of ticking.
    const QList<OfferPtr>& offers() const { return m_offers; }
    QList<OfferId> ids() const;

    /// Why it cannot be ticked, a whole sentence that quotes the rule; empty when it can.
    QString obstacle(const OfferId& id) const;

signals:
    void changed();

private:
    const SessionState* m_state = nullptr; ///< of the last apply
    QList<OfferPtr> m_offers;
    QSet<OfferId> m_ids;
};

} // namespace mesoscribe
