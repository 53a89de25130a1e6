// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QNetworkAccessManager>
#include <QObject>
#include <QProcess>
#include <QTimer>
#include <QUrl>

namespace mesoscribe {

/// The practice cluster as a child process: a real HTTP server on loopback, on a free port, ended with this application
/// even when that is killed (it ends when its standard input does).
class PracticeProcess final : public QObject
{
    Q_OBJECT

public:
    explicit PracticeProcess(QObject* parent = nullptr);
    ~PracticeProcess() override;

    bool isRunning() const { return !m_master.isEmpty(); }
    QUrl master() const { return m_master; }

    /// `started` or `failed` follows. While it runs already, `started` is emitted again at once.
    void start(const QStringList& moreArguments = {});
    /// Asks the cluster to misbehave; `fault` is JSON as practice/faults.h describes it. `faultAnswered` follows.
    void sendFault(const QByteArray& fault);

    /// Where the executable lies: beside this one, or in the build tree. Empty when it is nowhere.
    static QString executable();

signals:
    void started(const QUrl& master);
    /// It could not be started, or ended by itself. A whole sentence.
    void failed(const QString& sentence);
    void faultAnswered(bool accepted, const QString& answer);

private:
    void readOutput();
    void giveUp(const QString& sentence);

    QProcess m_process;
    QTimer m_startTimer;
    QNetworkAccessManager m_network;
    QByteArray m_output;
    QByteArray m_token;
    QUrl m_master;
};

} // namespace mesoscribe
