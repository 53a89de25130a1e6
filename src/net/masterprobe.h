// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>
#include <QUrl>

#include <memory>

namespace mesoscribe {

/// What answers at an address.
struct ProbeResult
{
    enum class Kind { Master, Agent, NotMesos, Nothing };

    Kind kind = Kind::Nothing;
    QUrl master;     ///< what was asked
    QString version; ///< of a master
    bool isLeader = true;
    QUrl leader;     ///< of a follower, as it says: scheme, host and port; empty when it knows none
    int agents = -1; ///< active agents; -1: not told (needs credentials, old, a follower, or more than 4 MiB to read)
};

/// Asks a master in the background what it is: GET /version, then GET_AGENTS on /api/v1. Sends no credentials and
/// follows no redirect. Nothing secret is told or asked, so any certificate will do; a subscription checks it later.
///
/// Nothing: no connection, or no answer in time. NotMesos: an answer that is none of Mesos. An agent knows /version
/// too, but says `Failed to validate agent::Call` to GET_AGENTS (Mesos: src/slave/http.cpp); any other answer than that
/// is a master's.
class MasterProbe final : public QObject
{
    Q_OBJECT

public:
    explicit MasterProbe(QObject* parent = nullptr);
    ~MasterProbe() override;

    /// Ends a probe under way. `probed` follows exactly once for each probe that was not replaced, within 5 s.
    void probe(const QUrl& master);
    void cancel();

signals:
    void probed(const mesoscribe::ProbeResult& result);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace mesoscribe

Q_DECLARE_METATYPE(mesoscribe::ProbeResult)
