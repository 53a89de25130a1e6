// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/commandline.h"
#include "app/deskcalls.h"
#include "app/leaving.h"
#include "app/practiceprocess.h"
#include "app/snapshot.h"
#include "credentials/credentialstore.h"
#include "models/connectionlistmodel.h"
#include "models/describe.h"
#include "net/masterprobe.h"
#include "session/settingsstore.h"
#include "widgets/mainwindow.h"

#include <map>

namespace mesoscribe {

/// Builds the objects and makes every connection across layers: what widgets wish is carried out here, what sessions
/// report is shown here.
class Application final : public QObject
{
    Q_OBJECT

public:
    /// All borrowed, outliving the application.
    struct Parts
    {
        const Clock& clock;
        CredentialStore& credentials;
        const SettingsStore& settings;
        const TemplateStore& templates;
        QString loginName;
    };

    Application(const CommandLine& commandLine, const Parts& parts, QObject* parent = nullptr);
    ~Application() override;

    /// Shows the window and does what the command line asks for.
    void start();

    MainWindow& window() { return *m_window; }

private:
    void load();
    void save();
    void wireWindow();
    void wireForm();
    void wireFirstRun();
    void wireCredentials();
    void wirePractice();
    void wireCalls();

    Desk& addDesk(const Connection& connection, bool isSaved);
    Desk* desk(const QString& id) const;
    DeskCalls* callsOf(const QString& id) const;
    QList<Desk*> desks() const;
    bool mayClose();
    Desk* currentDesk() const { return desk(m_window->currentConnection()); }
    /// The desk of a connection that is not saved yet: there is at most one.
    Desk& newDesk();
    void removeDesk(QString id); ///< by value: the desk that lends it goes
    void listConnections();

    void show(Desk& desk);
    void showForm(Desk& desk);
    void subscribe(Desk& desk);
    /// The keychain's answer; an empty secret: there is none.
    void secretArrived(const CredentialStore::Key& key, const QString& secret);
    void openStream(Desk& desk);
    void deskChanged(Desk& desk, const Changes& changes);
    void showStates();
    void startPractice();
    void onPracticeStarted(const QUrl& master);
    void act(Desk& desk, TroubleAction action);
    void pasteCurl(const QString& text);
    void copyAsCurl(Desk& desk);
    void showCertificate(const Trouble& trouble);
    void probeLater(const QString& masters);
    void showProbe(const ProbeResult& result);
    void about();

    CommandLine m_commandLine;
    Parts m_parts;
    ConnectionListModel m_connections;
    std::map<QString, std::unique_ptr<Desk>> m_desks;
    QStringList m_order; ///< of the saved ones
    QString m_unsaved;
    LaunchTemplates m_templates;
    std::unique_ptr<MainWindow> m_window;
    std::map<QString, std::unique_ptr<DeskCalls>> m_calls; ///< of the connections that have a page
    Leaving m_leaving;
    PracticeProcess m_practice;
    MasterProbe m_probe;
    QTimer m_probeTimer;
    QString m_probed; ///< the masters field as probed last
    QTimer m_saveTimer;
    QTimer m_countdownTimer;
    Snapshot* m_snapshot = nullptr;
};

} // namespace mesoscribe
