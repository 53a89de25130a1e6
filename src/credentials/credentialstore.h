// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/error.h"

#include <QObject>
#include <QString>

namespace mesoscribe {

/// Keeps the secrets of connections, and nothing else does.
///
/// Every request is answered by exactly one signal, in the order of the requests, never inside the call itself, and in
/// bounded time. A secret is in no log and in no error. To be used from one thread.
class CredentialStore : public QObject
{
    Q_OBJECT

public:
    /// What a secret belongs to: a saved connection, and the principal it signs in as.
    struct Key
    {
        QString connectionId;
        QString principal;

        friend bool operator==(const Key&, const Key&) = default;
    };

    using QObject::QObject;
    ~CredentialStore() override;

    /// Asks for a secret: `secretRead`, `secretMissing` or `failed`.
    virtual void read(const Key& key) = 0;

    /// Keeps a secret in place of an earlier one: `written` or `failed`.
    virtual void write(const Key& key, const QString& secret) = 0;

    /// Forgets a secret: `removed`, also when there was none, or `failed`.
    virtual void remove(const Key& key) = 0;

    /// Whether the last request reached a store; true before the first. While false the window says so and asks for the
    /// secret each time. A later request may succeed, when the person has unlocked the keyring meanwhile.
    virtual bool isAvailable() const = 0;

signals:
    void secretRead(const mesoscribe::CredentialStore::Key& key, const QString& secret);

    /// The store holds no secret for the key, or a prompt to unlock it was dismissed (the Secret Service reports both
    /// alike).
    void secretMissing(const mesoscribe::CredentialStore::Key& key);

    void written(const mesoscribe::CredentialStore::Key& key);
    void removed(const mesoscribe::CredentialStore::Key& key);

    /// `error.kind` is always Keychain: there is no store (no Secret Service on D-Bus), it is locked and stays so, or
    /// it did not answer. Nothing was kept.
    void failed(const mesoscribe::CredentialStore::Key& key, const mesoscribe::Error& error);

    /// `isAvailable()` has changed. Comes before the answer that showed it.
    void availabilityChanged(bool isAvailable);
};

} // namespace mesoscribe
