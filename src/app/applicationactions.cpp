// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "app/application.h"

#include "curl/curlcommand.h"
#include "session/curlimport.h"
#include "state/masteraddress.h"
#include "widgets/certificatedialog.h"
#include "widgets/subscribecurl.h"
#include "widgets/subscribepanel.h"

#include <QApplication>
#include <QClipboard>
#include <QMessageBox>

using namespace Qt::Literals::StringLiterals;

namespace mesoscribe {

void Application::act(Desk& desk, TroubleAction action)
{
    const Trouble trouble = desk.session.state().trouble.value_or(Trouble{});
    const auto subscribeAt = [&](QUrl master) {
        desk.form.setMasters(displayAddress(master));
        subscribe(desk);
    };
    switch (action) {
    case TroubleAction::TryAgain:
    case TroubleAction::TryNow:
    case TroubleAction::TakeBack:
    case TroubleAction::StayWithTyped:
        if (desk.connection().isPractice && !m_practice.isRunning())
            startPractice();
        else
            desk.session.tryNow();
        return;
    case TroubleAction::Stop:
        desk.session.stop();
        return;
    case TroubleAction::StartPractice:
        startPractice();
        return;
    case TroubleAction::UseMasterPort: {
        constexpr int MasterPort = 5050;
        QUrl master = trouble.address;
        master.setPort(MasterPort);
        subscribeAt(master);
        return;
    }
    case TroubleAction::SwitchToHttps:
    case TroubleAction::SwitchToHttp: {
        QUrl master = trouble.address;
        master.setScheme(action == TroubleAction::SwitchToHttps ? u"https"_s : u"http"_s);
        subscribeAt(master);
        return;
    }
    case TroubleAction::EnterCredentials:
        showForm(desk);
        m_window->subscribePanel().askForCredentials();
        return;
    case TroubleAction::EditConnection:
        showForm(desk);
        return;
    case TroubleAction::SendCredentials:
        desk.session.sendCredentials();
        return;
    case TroubleAction::ClearPrincipal:
        desk.form.setPrincipal({});
        desk.form.setSecret({});
        subscribe(desk);
        return;
    case TroubleAction::SwitchOnMultiRole:
        desk.form.setCapability(u"MULTI_ROLE"_s, true);
        subscribe(desk);
        return;
    case TroubleAction::UseMyLogin:
        desk.form.setUser(m_parts.loginName);
        subscribe(desk);
        return;
    case TroubleAction::SubscribeAsNew:
        desk.form.setFrameworkId({});
        desk.session.subscribeAsNew();
        return;
    case TroubleAction::CloseNote:
        desk.session.closeNote();
        return;
    case TroubleAction::ShowCertificate:
        showCertificate(trouble);
        return;
    case TroubleAction::TrustCertificate:
        desk.session.trustCertificate();
        return;
    }
}

void Application::pasteCurl(const QString& text)
{
    const Result<ImportedCurl> imported = settingsFromCurl(text);
    if (!imported) {
        m_window->announce(imported.error().detail);
        return;
    }
    Desk& desk = newDesk();
    desk.form.setSettings(imported->settings);
    desk.form.setSecret(imported->secret);
    showForm(desk);
    m_window->subscribePanel().showNotUnderstood(imported->notUnderstood);
}

void Application::copyAsCurl(Desk& desk)
{
    QApplication::clipboard()->setText(toCurl(subscribeCurl(desk.form.settings(), !desk.form.secret().isEmpty())));
    m_window->announce(tr("The SUBSCRIBE is on the clipboard as a curl command, without the secret."));
}

void Application::showCertificate(const Trouble& trouble)
{
    auto* dialog = new CertificateDialog(trouble.certificatePem, displayAddress(trouble.address), m_window.get());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void Application::about()
{
    auto* box = new QMessageBox(m_window.get());
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setWindowTitle(tr("About Mesoscribe"));
    box->setIconPixmap(QIcon(u":/icons/app/mesoscribe.svg"_s).pixmap(QSize(96, 96), m_window->devicePixelRatioF()));
    box->setTextFormat(Qt::PlainText);
    box->setText(tr("Mesoscribe %1").arg(QApplication::applicationVersion()));
    box->setInformativeText(
        tr("Subscribe to an Apache Mesos master, keep the stream, copy the ids.\n\n"
           "Free software under the Apache License 2.0. With Qt %1, QtKeychain, simdjson and cpp-httplib.")
            .arg(QString::fromLatin1(qVersion())));
    box->open();
}

} // namespace mesoscribe
