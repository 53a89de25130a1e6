// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "credentials/credentialstore.h"

#include <QPointer>
#include <QQueue>
#include <QTimer>

#include <chrono>
#include <optional>

namespace QKeychain {
class Job;
}

namespace mesoscribe {

/// The system's own store: Keychain on macOS, the Secret Service (GNOME Keyring, KWallet) on Linux. There is no other
/// place a secret could end up in: QtKeychain's plain-text fallback is switched off.
class KeychainCredentialStore final : public CredentialStore
{
    Q_OBJECT

public:
    /// The name under which the system lists our secrets.
    static constexpr char16_t ServiceName[] = u"Mesoscribe";

    /// Long enough for a person to answer the system's question for the keyring's password.
    static constexpr std::chrono::milliseconds DefaultPatience = std::chrono::minutes(2);

    /// A request not answered within `patience` has failed. QtKeychain cannot take a request back, so one given up on
    /// may still be carried out when the person unlocks the keyring later; until then further requests fail at once.
    explicit KeychainCredentialStore(QObject* parent = nullptr, std::chrono::milliseconds patience = DefaultPatience);
    ~KeychainCredentialStore() override;

    void read(const Key& key) override;
    void write(const Key& key, const QString& secret) override;
    void remove(const Key& key) override;
    bool isAvailable() const override { return m_isAvailable; }

private:
    enum class Action { Read, Write, Remove };

    struct Request
    {
        Action action;
        Key key;
        QString secret;
    };

    void enqueue(const Request& request);
    void startNext();
    void finishJob(QKeychain::Job* job);
    void giveUp();
    void report(const Request& request, QKeychain::Job* job);
    void reportFailure(const Key& key, const QString& detail);
    void setAvailable(bool isAvailable);

    QQueue<Request> m_waiting;
    std::optional<Request> m_running;
    QPointer<QKeychain::Job> m_job; ///< owns itself; outlives its request when given up on
    QTimer m_patience;
    bool m_isAvailable = true;
};

} // namespace mesoscribe
