// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "state/changes.h"
#include "state/sessionstate.h"

#include <QObject>

#include <array>

namespace mesoscribe {

/// The four ids that every later call needs. Framework and stream come from the session; agent and offers follow the
/// selection in the Offers tree, or, with nothing selected that lives, the first live offer. Offers that no call can use any more
/// are left out, but for those of a stream that is gone, which are void as a whole.
class IdentityModel final : public QObject
{
    Q_OBJECT

public:
    enum class Id { Framework, Stream, Agent, Offers };
    Q_ENUM(Id)

    explicit IdentityModel(QObject* parent = nullptr);

    /// Whole, never shortened; offers one per line. Empty when there is none.
    QString text(Id id) const;
    /// As calls want it: {"value":"…"}; for offers an array ready for `offer_ids` (so for several agents); the stream
    /// id as it is (it is a header). Empty when there is none.
    QString json(Id id) const;
    /// How many values the id stands for: offers may be several.
    int count(Id id) const;
    /// Whether it belongs to a stream that is gone; of the framework: whether the master regards it as finished.
    bool isVoid(Id id) const;
    /// Whether it changed with the latest subscription and has not been copied since. Of framework and stream only, and
    /// not for the first one of all.
    bool isNew(Id id) const;
    void markSeen(Id id);

    void apply(const SessionState& state, const Changes& changes);
    /// What is selected in the tree, with the agents of the selected rows. Empty lists: nothing is. Offers that vanish
    /// from the state leave the selection by themselves.
    void setSelection(const QList<OfferId>& offers, const QList<AgentId>& agents);

signals:
    /// Anything about this id changed.
    void changed(mesoscribe::IdentityModel::Id id);

private:
    struct Entry
    {
        QStringList values;
        bool isVoid = false;
        bool isNew = false;

        friend bool operator==(const Entry&, const Entry&) = default;
    };

    Entry& entry(Id id) { return m_entries[static_cast<size_t>(id)]; }
    const Entry& entry(Id id) const { return m_entries[static_cast<size_t>(id)]; }
    void replace(Id id, Entry next);
    void followSession(Id id, const QString& value, bool isVoid);
    void dropVanished(const SessionState& state);
    void chooseFirst(const SessionState& state);
    void noteDead(const SessionState& state, const Changes& changes);
    void follow();

    std::array<Entry, 4> m_entries;
    std::array<QString, 2> m_latest; ///< of framework and stream: the last value that was not empty
    QList<OfferId> m_selectedOffers;
    QList<AgentId> m_selectedAgents;
    QSet<OfferId> m_dead; ///< offers that are still shown but no call can use: in a call, used, declined, rescinded
    OfferPtr m_firstOffer;
    bool m_offersAreVoid = false;
};

} // namespace mesoscribe
