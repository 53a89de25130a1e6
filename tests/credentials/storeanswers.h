// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "credentials/credentialstore.h"

#include <QStringList>
#include <QTest>

namespace mesoscribe {

/// Writes down what a store says, one word and the key each: "written demo/alice". Secrets read are kept beside.
class StoreAnswers : public QObject
{
public:
    explicit StoreAnswers(CredentialStore& store)
    {
        using Key = CredentialStore::Key;
        connect(&store, &CredentialStore::secretRead, this, [this](const Key& key, const QString& secret) {
            note("read", key);
            m_secrets.append(secret);
        });
        connect(&store, &CredentialStore::secretMissing, this, [this](const Key& key) { note("missing", key); });
        connect(&store, &CredentialStore::written, this, [this](const Key& key) { note("written", key); });
        connect(&store, &CredentialStore::removed, this, [this](const Key& key) { note("removed", key); });
        connect(&store, &CredentialStore::failed, this, [this](const Key& key, const Error& error) {
            note("failed", key);
            m_errors.append(error);
        });
        connect(&store, &CredentialStore::availabilityChanged, this,
                [this](bool isAvailable) { m_lines.append(QLatin1String(isAvailable ? "available" : "unavailable")); });
    }

    const QStringList& lines() const { return m_lines; }
    const QStringList& secrets() const { return m_secrets; }
    const QList<Error>& errors() const { return m_errors; }

private:
    void note(const char* word, const CredentialStore::Key& key)
    {
        m_lines.append(QLatin1String(word) + u' ' + key.connectionId + u'/' + key.principal);
    }

    QStringList m_lines;
    QStringList m_secrets;
    QList<Error> m_errors;
};

} // namespace mesoscribe
