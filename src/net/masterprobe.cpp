// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "net/masterprobe.h"

#include "base/logging.h"
#include "net/httptrace.h"
#include "net/redirect.h"
#include "net/request.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QTimer>

namespace mesoscribe {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr std::chrono::milliseconds Deadline{4500};
constexpr qint64 MaxAnswer = 4 * 1024 * 1024;

QUrl endpoint(const QUrl& master, const QString& path)
{
    QUrl url = master;
    url.setPath(path);
    url.setQuery(QString());
    return url;
}

QUrl baseOf(const QUrl& url)
{
    QUrl base;
    base.setScheme(url.scheme());
    base.setHost(url.host());
    base.setPort(url.port());
    return base;
}

/// Whether there was no one to answer, rather than someone who answered strangely.
bool isNobody(QNetworkReply::NetworkError error)
{
    switch (error) {
    case QNetworkReply::ConnectionRefusedError:
    case QNetworkReply::HostNotFoundError:
    case QNetworkReply::TimeoutError:
    case QNetworkReply::TemporaryNetworkFailureError:
    case QNetworkReply::NetworkSessionFailedError:
    case QNetworkReply::ProxyConnectionRefusedError:
    case QNetworkReply::ProxyNotFoundError:
    case QNetworkReply::ProxyTimeoutError:
    case QNetworkReply::UnknownNetworkError:
    case QNetworkReply::UnknownProxyError:
        return true;
    default:
        return false;
    }
}

/// An agent whose state nobody took away counts; the list of unreachable ones is another.
int activeAgents(const QJsonObject& answer)
{
    const QJsonValue agents = answer["get_agents"_L1]["agents"_L1];
    if (!agents.isArray())
        return answer["get_agents"_L1].isObject() ? 0 : -1;
    int count = 0;
    for (const QJsonValue& agent : agents.toArray())
        count += agent["active"_L1].toBool(true) ? 1 : 0;
    return count;
}

} // namespace

struct MasterProbe::Private
{
    explicit Private(MasterProbe& probe)
        : q(probe)
    {
        deadline.setSingleShot(true);
        QObject::connect(&deadline, &QTimer::timeout, &q, [this] { finish(); });
    }

    void drop();
    void finish();
    void follow(QNetworkReply* newReply, void (Private::*then)());
    void askAgents();
    void judgeAgents();

    MasterProbe& q;
    std::unique_ptr<QNetworkAccessManager> manager;
    QNetworkReply* reply = nullptr; ///< a child of the manager
    QByteArray body;
    bool isTooLarge = false;
    QTimer deadline;
    ProbeResult result;
};

MasterProbe::MasterProbe(QObject* parent)
    : QObject(parent)
    , d(std::make_unique<Private>(*this))
{
}

MasterProbe::~MasterProbe()
{
    d->drop();
}

void MasterProbe::probe(const QUrl& master)
{
    d->drop();
    d->result = {};
    d->result.master = master;
    d->deadline.start(Deadline);
    d->manager = std::make_unique<QNetworkAccessManager>();
    d->manager->setProxy(proxyFor(master));
    const QNetworkRequest request = plainRequest(endpoint(master, u"/version"_s));
    qCDebug(lcNet).noquote() << traceOf("GET", request);
    d->follow(d->manager->get(request), &Private::askAgents);
}

void MasterProbe::cancel()
{
    d->drop();
}

void MasterProbe::Private::drop()
{
    deadline.stop();
    if (!reply)
        return;
    reply->disconnect(&q);
    reply = nullptr;
    // Later, because this may be a slot of the reply.
    manager.release()->deleteLater();
}

void MasterProbe::Private::finish()
{
    drop();
    const ProbeResult told = result;
    emit q.probed(told);
}

/// Reads an answer up to MaxAnswer, then calls `then`.
void MasterProbe::Private::follow(QNetworkReply* newReply, void (Private::*then)())
{
    reply = newReply;
    body.clear();
    isTooLarge = false;
    const auto read = [this, then] {
        body += reply->read(MaxAnswer - body.size());
        if (body.size() < MaxAnswer)
            return;
        isTooLarge = true;
        reply->disconnect(&q);
        (this->*then)();
    };
    reply->setReadBufferSize(MaxAnswer);
    QObject::connect(reply, &QNetworkReply::sslErrors, &q, [this] { reply->ignoreSslErrors(); });
    QObject::connect(reply, &QIODevice::readyRead, &q, read);
    QObject::connect(reply, &QNetworkReply::finished, &q, [this, then] {
        body += reply->read(MaxAnswer - body.size());
        qCDebug(lcNet).noquote() << traceOf(*reply);
        (this->*then)();
    });
}

void MasterProbe::Private::askAgents()
{
    const int status = statusOf(*reply);
    if (status == 0 && isNobody(reply->error()))
        return finish();
    const QJsonObject answer = QJsonDocument::fromJson(body).object();
    if (status != 200 || !answer["version"_L1].isString()) {
        result.kind = ProbeResult::Kind::NotMesos;
        return finish();
    }
    result.kind = ProbeResult::Kind::Master;
    result.version = answer["version"_L1].toString().left(100);

    reply->disconnect(&q);
    reply->deleteLater();
    const QNetworkRequest request = jsonRequest(endpoint(result.master, u"/api/v1"_s));
    qCDebug(lcNet).noquote() << traceOf("POST", request);
    follow(manager->post(request, R"({"type":"GET_AGENTS"})"_ba), &Private::judgeAgents);
}

void MasterProbe::Private::judgeAgents()
{
    switch (statusOf(*reply)) {
    case 200:
        if (!isTooLarge)
            result.agents = activeAgents(QJsonDocument::fromJson(body).object());
        break;
    case 307: {
        result.isLeader = false;
        const auto leader = redirectTarget(endpoint(result.master, u"/api/v1"_s), reply->rawHeader("Location"));
        if (leader)
            result.leader = baseOf(*leader);
        break;
    }
    case 400:
        if (body.contains("agent::Call")) {
            result.kind = ProbeResult::Kind::Agent;
            result.version.clear();
        }
        break;
    case 503:
        result.isLeader = false;
        break;
    default:
        break;
    }
    finish();
}

} // namespace mesoscribe
