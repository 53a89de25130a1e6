// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "credentials/keychaincredentialstore.h"

#include "base/logging.h"

#include <QUrl>
#include <qt6keychain/keychain.h>

#include <utility>

namespace mesoscribe {

using namespace Qt::Literals::StringLiterals;

namespace {

/// A connection's id is percent-encoded, so that no two keys share a name.
QString entryName(const CredentialStore::Key& key)
{
    return QString::fromLatin1(QUrl::toPercentEncoding(key.connectionId)) + u'/' + key.principal;
}

} // namespace

KeychainCredentialStore::KeychainCredentialStore(QObject* parent, std::chrono::milliseconds patience)
    : CredentialStore(parent)
{
    m_patience.setSingleShot(true);
    m_patience.setInterval(patience);
    connect(&m_patience, &QTimer::timeout, this, &KeychainCredentialStore::giveUp);
}

// A job under way is left to end by itself: its backend still holds a pointer to it.
KeychainCredentialStore::~KeychainCredentialStore() = default;

void KeychainCredentialStore::read(const Key& key)
{
    enqueue({Action::Read, key, {}});
}

void KeychainCredentialStore::write(const Key& key, const QString& secret)
{
    enqueue({Action::Write, key, secret});
}

void KeychainCredentialStore::remove(const Key& key)
{
    enqueue({Action::Remove, key, {}});
}

void KeychainCredentialStore::enqueue(const Request& request)
{
    m_waiting.enqueue(request);
    QMetaObject::invokeMethod(this, &KeychainCredentialStore::startNext, Qt::QueuedConnection);
}

void KeychainCredentialStore::startNext()
{
    if (m_running || m_waiting.isEmpty())
        return;
    const Request request = m_waiting.dequeue();
    // A slot of ours may ask again while it hears the answer; the rest waits for its own turn of the event loop.
    if (!m_waiting.isEmpty())
        QMetaObject::invokeMethod(this, &KeychainCredentialStore::startNext, Qt::QueuedConnection);

    if (m_job) {
        reportFailure(request.key, u"the keychain has not answered an earlier request yet"_s);
        return;
    }
    if (request.secret.contains(QChar::Null)) {
        reportFailure(request.key, u"the keychain cannot keep a secret with a NUL character in it"_s);
        return;
    }

    const QString service = QString::fromUtf16(ServiceName);
    switch (request.action) {
    case Action::Read:
        m_job = new QKeychain::ReadPasswordJob(service);
        break;
    case Action::Write: {
        auto* job = new QKeychain::WritePasswordJob(service);
        job->setTextData(request.secret);
        m_job = job;
        break;
    }
    case Action::Remove:
        m_job = new QKeychain::DeletePasswordJob(service);
        break;
    }
    m_job->setInsecureFallback(false);
    m_job->setKey(entryName(request.key));
    m_running = Request{request.action, request.key, {}};
    connect(m_job, &QKeychain::Job::finished, this, &KeychainCredentialStore::finishJob);
    m_patience.start();
    m_job->start();
}

void KeychainCredentialStore::finishJob(QKeychain::Job* job)
{
    m_patience.stop();
    m_job.clear();
    const std::optional<Request> request = std::exchange(m_running, std::nullopt);
    QMetaObject::invokeMethod(this, &KeychainCredentialStore::startNext, Qt::QueuedConnection);
    if (request)
        report(*request, job);
    else
        qCInfo(lcStore) << "the keychain answered a request given up on";
}

void KeychainCredentialStore::giveUp()
{
    const std::optional<Request> request = std::exchange(m_running, std::nullopt);
    QMetaObject::invokeMethod(this, &KeychainCredentialStore::startNext, Qt::QueuedConnection);
    if (request) {
        setAvailable(false);
        reportFailure(request->key, u"the keychain did not answer within %1 s"_s.arg(m_patience.interval() / 1000.0));
    }
}

void KeychainCredentialStore::report(const Request& request, QKeychain::Job* job)
{
    const bool isMissing = job->error() == QKeychain::EntryNotFound;
    if (job->error() != QKeychain::NoError && !(isMissing && request.action != Action::Write)) {
        setAvailable(false);
        const QString words = job->errorString();
        reportFailure(request.key, words.isEmpty() ? u"keychain error %1"_s.arg(int(job->error())) : words);
        return;
    }
    setAvailable(true);
    switch (request.action) {
    case Action::Read:
        if (isMissing)
            emit secretMissing(request.key);
        else
            emit secretRead(request.key, static_cast<QKeychain::ReadPasswordJob*>(job)->textData());
        break;
    case Action::Write:
        emit written(request.key);
        break;
    case Action::Remove:
        emit removed(request.key);
        break;
    }
}

void KeychainCredentialStore::reportFailure(const Key& key, const QString& detail)
{
    qCWarning(lcStore) << "keychain:" << detail;
    emit failed(key, Error(Error::Kind::Keychain, detail));
}

void KeychainCredentialStore::setAvailable(bool isAvailable)
{
    if (m_isAvailable == isAvailable)
        return;
    m_isAvailable = isAvailable;
    emit availabilityChanged(isAvailable);
}

} // namespace mesoscribe
