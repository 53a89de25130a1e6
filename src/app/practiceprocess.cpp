// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "app/practiceprocess.h"

#include "base/logging.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QNetworkProxy>
#include <QNetworkReply>

using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

namespace mesoscribe {

namespace {

constexpr auto StartTimeout = 10s;
constexpr int EndTimeoutMs = 1000;

} // namespace

PracticeProcess::PracticeProcess(QObject* parent)
    : QObject(parent)
{
    m_network.setProxy(QNetworkProxy::NoProxy);
    connect(&m_process, &QProcess::readyReadStandardOutput, this, &PracticeProcess::readOutput);
    connect(&m_process, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            giveUp(tr("The practice cluster cannot be started: %1.").arg(m_process.errorString()));
    });
    connect(&m_process, &QProcess::finished, this, [this] {
        const QString words = QString::fromUtf8(m_process.readAllStandardError()).trimmed();
        giveUp(words.isEmpty() ? tr("The practice cluster has ended by itself. Start it again to go on.")
                               : tr("The practice cluster has ended: %1").arg(words));
    });
    m_startTimer.setSingleShot(true);
    connect(&m_startTimer, &QTimer::timeout, this, [this] {
        giveUp(tr("The practice cluster did not start within ten seconds. Try again."));
        m_process.kill();
    });
}

PracticeProcess::~PracticeProcess()
{
    m_process.disconnect(this);
    if (m_process.state() == QProcess::NotRunning)
        return;
    m_process.closeWriteChannel();
    if (!m_process.waitForFinished(EndTimeoutMs)) {
        m_process.kill();
        m_process.waitForFinished(EndTimeoutMs);
    }
}

QString PracticeProcess::executable()
{
    const QDir here(QCoreApplication::applicationDirPath());
#ifdef Q_OS_WIN
    const QString name = u"mesoscribe-practice.exe"_s;
#else
    const QString name = u"mesoscribe-practice"_s;
#endif
    // Installed or bundled side by side; in a build tree, in the folder of its own layer.
    for (const QString& place : {name, u"../practice/"_s + name, u"../../../../practice/"_s + name}) {
        const QFileInfo file(here.filePath(place));
        if (file.isExecutable())
            return file.canonicalFilePath();
    }
    return {};
}

void PracticeProcess::start(const QStringList& moreArguments)
{
    if (isRunning()) {
        emit started(m_master);
        return;
    }
    if (m_process.state() != QProcess::NotRunning)
        return;
    const QString program = executable();
    if (program.isEmpty()) {
        emit failed(tr("The practice cluster is missing: mesoscribe-practice is not beside Mesoscribe. Install "
                       "Mesoscribe again."));
        return;
    }
    m_output.clear();
    m_token.clear();
    m_process.start(program, QStringList{u"--port"_s, u"0"_s, u"--with-parent"_s} + moreArguments);
    m_startTimer.start(StartTimeout);
}

void PracticeProcess::readOutput()
{
    constexpr auto Listening = "listening on "_L1;
    constexpr auto Token = "token "_L1;
    m_output += m_process.readAllStandardOutput();
    qsizetype end = 0;
    while ((end = m_output.indexOf('\n')) >= 0) {
        const QString line = QString::fromUtf8(m_output.left(end));
        m_output.remove(0, end + 1);
        if (line.startsWith(Token)) {
            m_token = line.mid(Token.size()).toLatin1();
        } else if (line.startsWith(Listening)) {
            m_master = QUrl(u"http://"_s + line.mid(Listening.size()));
        }
    }
    if (m_startTimer.isActive() && isRunning() && !m_token.isEmpty()) {
        m_startTimer.stop();
        qCInfo(lcPractice) << "practice cluster at" << m_master.authority();
        emit started(m_master);
    }
}

void PracticeProcess::sendFault(const QByteArray& fault)
{
    if (!isRunning()) {
        emit faultAnswered(false, tr("The practice cluster is not running."));
        return;
    }
    QUrl url = m_master;
    url.setPath(u"/practice/faults"_s);
    QNetworkRequest request(url);
    request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
    request.setRawHeader("X-Mesoscribe-Practice", m_token);
    QNetworkReply* reply = m_network.post(request, fault);
    connect(reply, &QNetworkReply::finished, this, [this, reply] {
        reply->deleteLater();
        emit faultAnswered(reply->error() == QNetworkReply::NoError, QString::fromUtf8(reply->readAll()));
    });
}

void PracticeProcess::giveUp(const QString& sentence)
{
    const bool wasUp = m_startTimer.isActive() || isRunning();
    m_startTimer.stop();
    m_master.clear();
    if (wasUp)
        emit failed(sentence);
}

} // namespace mesoscribe
