// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "credentials/credentialstore.h"

#include <QHash>

namespace mesoscribe {

/// A keychain in memory. It answers as the real one does: never inside the call, one answer each, in order. Header
/// only.
class FakeCredentialStore final : public CredentialStore
{
public:
    using CredentialStore::CredentialStore;

    /// From now on every request fails with this detail, as when there is no Secret Service; an empty detail mends it.
    void setFailure(const QString& detail) { m_failure = detail; }

    void read(const Key& key) override
    {
        later(
            [this, key] {
                const auto found = m_secrets.constFind(name(key));
                if (found == m_secrets.cend())
                    emit secretMissing(key);
                else
                    emit secretRead(key, *found);
            },
            key);
    }

    void write(const Key& key, const QString& secret) override
    {
        later(
            [this, key, secret] {
                m_secrets.insert(name(key), secret);
                emit written(key);
            },
            key);
    }

    void remove(const Key& key) override
    {
        later(
            [this, key] {
                m_secrets.remove(name(key));
                emit removed(key);
            },
            key);
    }

    bool isAvailable() const override { return m_isAvailable; }

    /// What is kept for the key, at once; null when nothing is.
    QString kept(const Key& key) const { return m_secrets.value(name(key)); }

    /// Keeps a secret at once, as if an earlier run had written it.
    void keep(const Key& key, const QString& secret) { m_secrets.insert(name(key), secret); }

    /// How many secrets are kept.
    qsizetype count() const { return m_secrets.size(); }

private:
    static std::pair<QString, QString> name(const Key& key) { return {key.connectionId, key.principal}; }

    template<class Answer>
    void later(Answer answer, const Key& key)
    {
        QMetaObject::invokeMethod(
            this,
            [this, answer, key] {
                const bool isAvailable = m_failure.isEmpty();
                if (m_isAvailable != isAvailable) {
                    m_isAvailable = isAvailable;
                    emit availabilityChanged(isAvailable);
                }
                if (isAvailable)
                    answer();
                else
                    emit failed(key, Error(Error::Kind::Keychain, m_failure));
            },
            Qt::QueuedConnection);
    }

    QHash<std::pair<QString, QString>, QString> m_secrets;
    QString m_failure;
    bool m_isAvailable = true;
};

} // namespace mesoscribe
