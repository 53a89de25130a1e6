// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>
#include <QUrl>

namespace mesoscribe {

/// What answers at an address.
struct ProbeResult
{
    enum class Kind { Master, Agent, NotMesos, Nothing };

    Kind kind = Kind::Nothing;
    QUrl master;      ///< what was asked
    QString version;  ///< of a master
    bool isLeader = true;
    QUrl leader;      ///< of a follower, as it says
    int agents = -1;  ///< -1: not told (needs credentials, or old)
};

/// Asks a master in the background what it is: GET /version, then GET_AGENTS on /api/v1. Sends no credentials and follows no redirect.
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
    Private* d;
};

} // namespace mesoscribe

Q_DECLARE_METATYPE(mesoscribe::ProbeResult)
