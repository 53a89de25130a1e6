// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/calltablemodel.h"
#include "models/identitymodel.h"
#include "models/offerticks.h"
#include "models/offertreemodel.h"
#include "models/recordtablemodel.h"
#include "models/subscribemodel.h"
#include "models/tasktreemodel.h"
#include "session/session.h"

namespace mesoscribe {

/// Everything that belongs to one connection: what is saved of it, the form's model, the session, and the models that
/// show it.
class Desk final : public QObject
{
    Q_OBJECT

public:
    /// `clock` is borrowed and outlives the desk.
    Desk(Connection saved, const QString& loginName, const Clock& clock, QObject* parent = nullptr);

    const QString& id() const { return m_connection.id; }
    const Connection& connection() const { return m_connection; }
    Connection& connection() { return m_connection; }
    /// Whether it is in the sidebar and in the file.
    bool isSaved = false;
    /// Whether its secret has been asked of the keychain since the form was filled.
    bool secretAsked = false;
    /// Whether Subscribe waits for the keychain's answer.
    bool awaitsSecret = false;
    /// Offers that arrived while another connection was shown.
    int unseen = 0;

    Session session;
    OfferTreeModel offers;
    OfferTicks ticks;
    TaskTreeModel tasks;
    CallTableModel calls;
    RecordTableModel records;
    IdentityModel identity;
    SubscribeModel form;

    /// Takes what the form holds into the connection.
    void keepForm();
    /// Puts the id at the front of the earlier ones; false when it stood there already.
    bool remember(const FrameworkId& id);
    /// The master regards the id as finished: nobody subscribes with it again.
    void forget(const FrameworkId& id);
    /// Whether a page has something to show: it is active, or has been.
    bool hasStory() const { return !session.state().story.isEmpty(); }

signals:
    /// The models have taken in these changes.
    void changed(const mesoscribe::Changes& changes);

private:
    Connection m_connection;
};

} // namespace mesoscribe
